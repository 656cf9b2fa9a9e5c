//! An archive written inline, file by file, as a site in memory; enter at [`Built::new`].

use std::collections::BTreeMap;

use leitai::archive::{Archive, Edition, read_site, resolve};
use leitai::document;
use leitai::model::{Diagnostics, Position, Route, SourcePath};
use leitai::pages::{Body, Composer, ContentsItem, CoverView, Material, Page, SiteView, open_data};
use leitai::source::Sources;
use leitai::theme::Theme;

/// The pages of an archive with the theme that shows them.
pub(crate) struct Built {
    pub(crate) archive: Archive,
    pub(crate) pages: Vec<Page>,
    pub(crate) theme: Theme,
    pub(crate) problems: Vec<String>,
}

/// A write-up of three headings for every document.
struct SameForAll;

impl Material for SameForAll {
    fn body(&self, _: &SourcePath, _: &Route) -> Body {
        let heading = |text: &str| ContentsItem { level: 2, text: text.into(), id: text.into() };
        let contents = ["主要做法", "工作亮点", "取得成效"].map(heading).into();
        Body { html: "<h2 id=\"主要做法\">主要做法</h2><p>正文</p>".into(), contents, pictures: Vec::new() }
    }

    fn cover(&self, _: &SourcePath, _: Option<&SourcePath>) -> Option<CoverView> {
        None
    }
}

impl Built {
    /// Builds what stands after lines like `-- content/site.yaml --`.
    pub(crate) fn new(text: &str) -> Self {
        let sources = sources(text);
        let mut diagnostics = Diagnostics::default();
        let site = read_site(&mut diagnostics, &sources);
        let theme = Theme::load(&mut diagnostics, &sources, &site.theme);
        let documents = document::parse(&mut diagnostics, &sources, &site.writing_rules());
        let edition = Edition { today: jiff::civil::date(2026, 12, 31), drafts: false, future: false };
        let archive = resolve(&mut diagnostics, &sources, site, &documents, edition);
        let mut pages = Composer::new(&archive, &SameForAll).all(&|page| page);
        pages.push(open_data(&archive, Vec::new()));
        Self { archive, pages, theme, problems: described(diagnostics) }
    }

    /// The page at an address.
    pub(crate) fn page(&self, route: &str) -> &Page {
        self.pages.iter().find(|page| page.route.as_str() == route).unwrap_or_else(|| panic!("no page {route}"))
    }

    /// The HTML of a page, or what is wrong with its template.
    pub(crate) fn html(&self, route: &str) -> Result<String, String> {
        let site = SiteView::new(&self.archive);
        let html = self.theme.renderer(&site).render(self.page(route));
        let html = html.map_err(|d| format!("{}: {}", d.place.describe(), d.message))?;
        Ok(String::from_utf8(html).expect("templates write UTF-8"))
    }
}

/// The files of such a text.
pub(crate) fn sources(text: &str) -> Sources {
    let mut files: BTreeMap<SourcePath, Vec<u8>> = BTreeMap::new();
    let mut bytes: Option<&mut Vec<u8>> = None;
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            bytes = Some(files.entry(SourcePath::new(path).expect("a path")).or_default());
        } else if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(line.as_bytes());
            bytes.push(b'\n');
        }
    }
    Sources::from_memory(files)
}

/// `LT601 themes/x/templates/a.html:1:2 message`, for what is wrong with the theme.
fn described(diagnostics: Diagnostics) -> Vec<String> {
    let sorted = diagnostics.sorted();
    let of_theme = sorted.iter().filter(|diagnostic| diagnostic.code.id().starts_with("LT6"));
    let line = |diagnostic: &leitai::model::Diagnostic| {
        let Position { line, column } = diagnostic.place.source.position(diagnostic.place.span.start);
        let path = &diagnostic.place.source.path;
        format!("{} {path}:{line}:{column} {}", diagnostic.code.id(), diagnostic.message)
    };
    of_theme.map(line).collect()
}
