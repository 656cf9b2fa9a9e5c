//! The search through its front door: an archive of a few files in, the files of `search/` out, read by another client
//! that was written from `src/search/format.md` alone.

mod bits;
mod documents;
mod facets;
mod folding;
mod made;
mod reader;
mod same_strings;
mod spellings;
mod stability;
mod suggestions;
mod terms;

use leitai::archive::{Archive, Edition, read_site, resolve};
use leitai::document;
use leitai::model::{Diagnostics, Severity, SourcePath};
use leitai::search;
use leitai::source::Sources;

use reader::{Files, Index};

/// The day on which all these sites are built.
pub(crate) const EDITION: Edition = Edition { today: jiff::civil::date(2026, 11, 25), drafts: false, future: false };

/// What every archive here has: two townships, a page, a competition of the district and one of a township.
pub(crate) const FRAME: &str = "\
-- content/site.yaml --
name: 甲区擂台
organization: 甲区委组织部
-- content/units.yaml --
湖东街道: [青禾社区, 柳堤社区]
月坪乡: [月坪村]
-- content/competitions/2026Q1.md --
---
title: 第一季度比武
theme: 强产业
host: 水务局
published: 2026-04-10
---

现场观摩三天。
-- content/competitions/2026Q2-湖东街道.md --
---
title: 街道比武
published: 2026-07-10
---
-- content/pages/about.md --
---
title: 关于本站
---

怎样投稿，请看说明。
";

/// A case of these lines of front matter and this body.
pub(crate) fn case(slug: &str, lines: &str, body: &str) -> String {
    format!("-- content/cases/{slug}.md --\n---\n{lines}\n---\n\n{body}\n")
}

/// A case of the first quarter on a day, with a title and a body.
pub(crate) fn plain_case(slug: &str, date: &str, title: &str, body: &str) -> String {
    let fixed = "unit: 月坪村\ndimension: 乡村产业\ncompetition: 2026Q1\nresult: 观摩点";
    case(slug, &format!("title: {title}\ndate: {date}\n{fixed}"), body)
}

/// The sources that stand one after another, each below a line `-- path --`.
pub(crate) fn sources(files: &str) -> Sources {
    let parts = format!("\n{files}");
    let parts = parts.split("\n-- ").skip(1).map(|part| part.split_once(" --\n").expect("a path"));
    Sources::from_memory(
        parts.map(|(path, text)| (SourcePath::new(path).expect("a plain path"), format!("{text}\n").into_bytes())),
    )
}

/// An archive and the files of its search.
pub(crate) fn build(files: &str) -> (Archive, Files) {
    let sources = sources(files);
    let mut diagnostics = Diagnostics::default();
    let site = read_site(&mut diagnostics, &sources);
    let documents = document::parse(&mut diagnostics, &sources, &site.writing_rules());
    let archive = resolve(&mut diagnostics, &sources, site, &documents, EDITION);
    let errors = diagnostics.iter().filter(|d| d.code.severity() == Severity::Error);
    let errors: Vec<String> = errors.map(|d| format!("{} {}", d.place.describe(), d.message)).collect();
    assert_eq!(errors, [""; 0]);
    let files = search::files(&archive, &documents).into_iter().map(|(route, bytes)| (name(route.as_str()), bytes));
    let files = files.collect();
    (archive, files)
}

fn name(route: &str) -> String {
    let name = route.strip_prefix("search/").and_then(|rest| rest.strip_suffix(".js"));
    name.unwrap_or_else(|| panic!("{route} is no file of the search")).to_owned()
}

/// The search of the frame and these files, read.
pub(crate) fn index(files: &str) -> Index {
    Index::read(&build(&format!("{FRAME}{files}")).1)
}
