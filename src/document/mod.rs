//! Floor 2: one file read by itself: its front matter as a typed record with places, its Markdown parsed.
//!
//! Enter at [`parse`]. A value that is missing or wrong is reported and stands empty in its record, so
//! that the rest of the file can still be checked; with any error no site is built.

mod case;
mod competition;
mod days;
mod fields;
mod folded;
mod ids;
pub mod keys;
mod names;
mod page;
mod readings;
mod remarks;
mod sheet;
mod stages;
mod units;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use case::{CASE_KEYS, CaseRecord, EntryRecord, WithdrawalRecord};
pub use competition::{COMPETITION_KEYS, CompetitionRecord, CriterionRecord, ResultRecord};
pub use days::parse_day;
pub use fields::Fields;
pub use page::{PAGE_KEYS, PageRecord};
pub use readings::Readings;
pub use sheet::{SheetRecord, SheetRow};
pub use units::{TOWNSHIP_KEYS, TownshipRecord, VILLAGE_KEYS, VillageRecord};
pub use values::{Cure, number_cure};

use crate::domain::{CompetitionId, is_slug, slugify};
use crate::markdown::{self, Heading, Link, Markdown, Options};
use crate::model::limits::beyond_size;
use crate::model::{Code, Diagnostics, Limits, Place, SourcePath, SourceText, Span};
use crate::source::{Sources, decode, decode_text, front_matter, yaml};

pub use crate::source::SITE;

/// Everything that was written, file by file, in the order of the paths.
#[derive(Debug, Default)]
pub struct Documents {
    /// `content/cases/**/*.md`.
    pub cases: Vec<Arc<CaseRecord>>,
    /// `content/competitions/**/*.md`.
    pub competitions: Vec<Arc<CompetitionRecord>>,
    /// `content/pages/**/*.md`.
    pub pages: Vec<Arc<PageRecord>>,
    /// `content/units.yaml`; none where there is no such file, or nothing in it.
    pub units: Option<Arc<[TownshipRecord]>>,
    /// The score sheets, by the file of the competition that names them.
    pub sheets: BTreeMap<SourcePath, SheetRecord>,
    /// Files that could not be read at all; what they define is unknown, not missing.
    pub unread: Vec<Unread>,
}

/// A file that could not be read, and what it most likely defines.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Which file.
    pub path: SourcePath,
    /// The competition it defines, if it is one and that can be told.
    pub competition: Option<CompetitionId>,
    /// The slug that its name gives.
    pub slug: String,
    /// The file without its front matter, where it is text.
    pub article: Option<Arc<Article>>,
}

impl Documents {
    /// The Markdown files, whatever they are about.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        let cases = self.cases.iter().map(|case| &case.article);
        let competitions = self.competitions.iter().map(|competition| &competition.article);
        cases.chain(competitions).chain(self.pages.iter().map(|page| &page.article))
    }

    /// All articles, with those of which only the front matter could not be read.
    pub fn written(&self) -> impl Iterator<Item = &Article> {
        self.articles().chain(self.unread.iter().filter_map(|unread| unread.article.as_deref()))
    }

    /// The Markdown file at a path.
    pub fn article(&self, path: &SourcePath) -> Option<&Article> {
        self.articles().find(|article| article.source.path == *path)
    }
}

/// What documents may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How Markdown is read.
    pub markdown: Options,
    /// How much a file may hold.
    pub limits: Limits,
}

/// The parts that every Markdown file has.
#[derive(Debug)]
pub struct Article {
    /// The whole file.
    pub source: Arc<SourceText>,
    /// Where its body is.
    pub body: Span,
    /// Its body, parsed.
    pub markdown: Arc<Markdown>,
}

impl Article {
    /// Whether this is `old` in other words: with the same front matter, headings, links and first paragraph, which are
    /// all that other pages know of a write-up.
    pub fn only_rewords(&self, old: &Self) -> bool {
        let link = |link: &Link| (link.kind, link.href.clone());
        let heading = |heading: &Heading| (heading.level, heading.id.clone(), heading.text.clone());
        let (new, old_text) = (&self.markdown, &old.markdown);
        self.front_matter() == old.front_matter()
            && new.links().iter().map(link).eq(old_text.links().iter().map(link))
            && new.headings().iter().map(heading).eq(old_text.headings().iter().map(heading))
            && new.empty_headings().map(heading).eq(old_text.empty_headings().map(heading))
            && new.first_paragraph() == old_text.first_paragraph()
    }

    fn front_matter(&self) -> &str {
        self.source.slice(Span::new(0, self.body.start))
    }
}

/// A document, whichever it is.
#[derive(Clone, Debug)]
enum Record {
    Case(Arc<CaseRecord>),
    Competition(Arc<CompetitionRecord>),
    Page(Arc<PageRecord>),
    Units(Arc<[TownshipRecord]>),
    Unread(Unread),
}

/// Reads every document of an archive.
pub fn parse(diagnostics: &mut Diagnostics, sources: &Sources, rules: &Rules) -> Documents {
    Readings::default().parse(diagnostics, sources, rules)
}

fn read_sheets(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    competitions: &[Arc<CompetitionRecord>],
    limits: &Limits,
) -> BTreeMap<SourcePath, SheetRecord> {
    let named = competitions.iter().filter_map(|competition| Some((competition, competition.scores.as_ref()?)));
    let read = named.filter_map(|(competition, path)| {
        Some((competition.article.source.path.clone(), sheet::read(diagnostics, sources, path, limits)?))
    });
    read.collect()
}

/// Warns of files that look like articles or settings, but are not read.
fn report_ignored(diagnostics: &mut Diagnostics, sources: &Sources) {
    let help = "案例放在 content/cases、比武放在 content/competitions、其他页面放在 content/pages，名字以 .md 结尾；\
                设置是 content/site.yaml 和 content/units.yaml";
    for path in sources.paths().filter(|path| FOLDERS.contains(&path.as_str())) {
        let help = "请移走这个文件，建一个同名的文件夹，把文章放在里面";
        diagnostics.report(Code::UnsafeFile, Place::of_file(path), "这里应当是一个文件夹，却是一个文件", help);
    }
    for path in sources.paths().filter(|path| path.is_below("content") && looks_ignored(path)) {
        let renamed = renamed(path);
        let help = renamed.map_or_else(|| help.to_owned(), |name| format!("请把文件名改成「{name}」"));
        diagnostics.report(Code::Ignored, Place::of_file(path), "这个文件的名字或位置不对，没有读它", help);
    }
}

/// The name that would make a document of a file, where only its ending is in the way.
fn renamed(path: &SourcePath) -> Option<String> {
    let name = path.file_name();
    let is_settings = |name: &str| [UNITS, SITE, WORDS].contains(&format!("content/{name}").as_str());
    match path.extension().as_str() {
        "markdown" => Some(format!("{}.md", path.stem())).filter(|_| is_in_folders(path)),
        "txt" => Some(path.stem().to_owned()).filter(|_| is_in_folders(path)),
        "yml" => Some(name.replace(".yml", ".yaml")).filter(|name| is_settings(name)),
        _ => None,
    }
}

fn looks_ignored(path: &SourcePath) -> bool {
    let is_settings = [UNITS, SITE, WORDS].contains(&path.as_str()) || is_look(path);
    match path.extension().as_str() {
        "md" => !is_in_folders(path),
        "yaml" | "yml" => !is_settings,
        "markdown" => true,
        "txt" => path.stem().to_lowercase().ends_with(".md"),
        _ => false,
    }
}

/// Guesses what a file defines that cannot be read; its problems are already reported.
fn guess(sources: &Sources, path: &SourcePath, limits: &Limits) -> Unread {
    let text = text_of(&mut Diagnostics::default(), sources, path, limits);
    let competition = match text {
        Some(source) => competition::guess_id(&source),
        None => CompetitionId::parse(path.stem()),
    };
    Unread { path: path.clone(), competition, slug: slugify(path.stem()), article: None }
}

/// The slug that a case or page with an error most likely has: what a `slug` line or its name says.
///
/// None where it is neither, or that is no slug.
pub fn guess_slug(source: &SourceText) -> Option<String> {
    let is_slugged = ["content/cases", "content/pages"].iter().any(|folder| source.path.is_below(folder));
    if !is_slugged || source.path.extension() != "md" {
        return None;
    }
    let lines = source.text.lines().skip(1).take_while(|line| line.trim_end() != "---");
    let pairs = lines.filter_map(|line| line.split_once([':', '：']));
    let written = pairs.filter(|(key, _)| matches!(*key, "slug" | "网址名")).map(|(_, value)| value);
    let written = written.map(|value| value.trim().trim_matches(['"', '\'']).to_owned());
    written.chain([slugify(source.path.stem())]).find(|slug| is_slug(slug))
}

/// Where `units.yaml` is.
pub const UNITS: &str = "content/units.yaml";

/// Words that the archive wants written otherwise.
pub const WORDS: &str = "content/words.yaml";

/// Whether a file is a look for the articles of platforms: `content/looks/<name>.yaml`.
pub fn is_look(path: &SourcePath) -> bool {
    path.folder() == "content/looks" && path.extension() == "yaml"
}

/// Where the articles are.
const FOLDERS: [&str; 3] = ["content/cases", "content/competitions", "content/pages"];

fn is_in_folders(path: &SourcePath) -> bool {
    FOLDERS.iter().any(|folder| path.is_below(folder))
}

fn is_document(path: &SourcePath) -> bool {
    (is_in_folders(path) && path.extension() == "md") || path.as_str() == UNITS
}

fn read(diagnostics: &mut Diagnostics, sources: &Sources, path: &SourcePath, rules: &Rules) -> Record {
    let limits = &rules.limits;
    let unread = |article| Record::Unread(Unread { article, ..guess(sources, path, limits) });
    let Some(source) = text_of(diagnostics, sources, path, limits) else { return unread(None) };
    if path.as_str() == UNITS {
        let whole = Span::new(0, source.text.len());
        let pairs = yaml::read_mapping(diagnostics, &source, whole, limits);
        let Some(pairs) = pairs.filter(|pairs| yaml::is_whole(pairs)) else { return unread(None) };
        return Record::Units(units::read(diagnostics, &source, pairs).into());
    }
    let parts = front_matter::split(diagnostics, &source);
    let pairs = parts.ok().and_then(|parts| yaml::read_mapping(diagnostics, &source, parts.yaml, limits));
    let body = parts.map_or_else(|body| body, |parts| parts.body);
    let markdown = markdown::parse(diagnostics, &source, body, &rules.markdown);
    let article = Article { source, body, markdown: Arc::new(markdown) };
    let Some(pairs) = pairs else { return unread(Some(Arc::new(article))) };
    if path.is_below("content/cases") {
        Record::Case(Arc::new(case::read(diagnostics, article, pairs, limits.tags)))
    } else if path.is_below("content/competitions") {
        Record::Competition(Arc::new(competition::read(diagnostics, article, pairs)))
    } else {
        Record::Page(Arc::new(page::read(diagnostics, article, pairs, limits.tags)))
    }
}

/// The text of a file; `None` where it is too large or cannot be read or decoded, which is reported.
pub fn text_of(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    path: &SourcePath,
    limits: &Limits,
) -> Option<Arc<SourceText>> {
    if let Some((message, help)) = beyond_size(sources.size(path), limits.file_size) {
        diagnostics.report(Code::FileTooLarge, Place::of_file(path), message, help);
        return None;
    }
    if let Some(text) = sources.text(path) {
        return decode_text(diagnostics, path, text);
    }
    // A file that could not be read is not among the sources, and was reported when they were loaded.
    let bytes = sources.bytes(path).ok()?;
    decode(diagnostics, path, &bytes)
}
