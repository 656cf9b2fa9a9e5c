//! Floor 4: cases as packages for other platforms: 微信公众号, 微博, 今日头条, and desks that take Word.
//!
//! Enter at [`packages`]. A package is written from the parsed Markdown, never from the site's HTML, and never changes a
//! word. What a platform will refuse is reported where the writer can mend it, and stands in the package as advice.

mod desk;
mod digest;
mod draft;
mod limits;
mod look;
mod manuscript;
mod pictures;
mod preview;
mod rich;
mod toutiao;
mod wechat;
mod weibo;
mod zip;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::archive::{Archive, Platform};
use crate::document::{CaseRecord, Documents, is_look};
use crate::domain::{Case, Quarter, Standing};
use crate::markdown::{Link, LinkKind};
use crate::model::{Code, Diagnostics, Place, Route, Sink, SourcePath};
use crate::source::Sources;

pub use pictures::drawing;
pub use zip::zip;

use digest::Digest;
use draft::Draft;
use look::Look;
use manuscript::Manuscript;
use pictures::{Covers, Fonts, Pictures};

/// What packages take from the theme.
#[derive(Clone, Debug)]
pub struct Dress {
    /// The script of a preview's buttons.
    pub script: Route,
    /// The style sheet of previews.
    pub style: Route,
    /// The ground of covers without a picture: `#b3191f`.
    pub ground: String,
    /// Lines and small letters on it.
    pub accent: String,
    /// The sentence on who leads a standing.
    pub finding: fn(&Standing) -> String,
}

/// A case as one platform takes it, or the results of a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The id of the platform.
    pub platform: String,
    /// The slug of the case, or `2026q3-digest`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// Its page on the site.
    pub page: Route,
    /// The digest; empty where the platform has none.
    pub digest: String,
    /// The quarter of its results, of a case that of the best.
    pub quarter: Quarter,
    /// What an editor should know, each a sentence.
    pub advice: Vec<String>,
    /// The page to copy from.
    pub preview: Option<Route>,
    /// The whole package in one file.
    pub zip: Option<Route>,
    /// A short text to paste; empty where the platform has none.
    pub post: String,
    /// The texts to paste.
    pub texts: Vec<Route>,
    /// The pictures to upload, in reading order, covers last.
    pub pictures: Vec<Route>,
}

/// All packages of an archive.
#[derive(Clone, Debug, Default)]
pub struct Packages {
    /// Their files but those that a sink took.
    pub files: Vec<(Route, Arc<[u8]>)>,
    /// The addresses of these.
    pub taken: Vec<Route>,
    /// The packages: by platform in the order of `site.yaml`, the results of the newest quarter
    /// first, then the newest case first.
    pub list: Vec<Package>,
    /// Whether a picture is missing that may be there another time, on a machine that is less busy.
    pub misses_picture: bool,
}

/// What packages are made of.
struct Workshop<'a> {
    archive: &'a Archive,
    pictures: Pictures,
    /// The covers of articles without a picture.
    plain: Covers,
    /// The looks by their names.
    looks: BTreeMap<String, Look>,
    /// The fonts of covers.
    fonts: Fonts,
    dress: &'a Dress,
}

/// The packages of all platforms, their files for the sink; reports what the platforms will refuse or cut. `drawer` is the
/// program that draws SVG.
pub fn packages(
    diagnostics: &mut Diagnostics,
    archive: &Archive,
    documents: &Documents,
    sources: &Sources,
    dress: &Dress,
    drawer: Option<&Path>,
    sink: &dyn Sink,
) -> Packages {
    let fonts = pictures::read_fonts(diagnostics, sources, &archive.site.platforms);
    let jobs = jobs(archive, documents, &fonts, dress);
    // What is wrong with a look is said though nobody uses it yet.
    let limits = &archive.site.limits;
    let used = archive.site.platforms.iter().map(|platform| platform.look.as_str());
    let names: BTreeSet<&str> =
        sources.paths().filter(|path| is_look(path)).map(SourcePath::stem).chain(used).collect();
    let looks =
        names.into_iter().map(|name| (name.to_owned(), Look::read(diagnostics, sources, limits, name))).collect();
    if jobs.is_empty() {
        return Packages::default();
    }
    report_lost_links(diagnostics, archive, &jobs);
    let (mut pictures, misses_picture) = pictures::load(sources, &wanted_pictures(archive, &jobs), drawer);
    pictures.extend(charts(&jobs, &fonts, dress));
    let workshop = Workshop { archive, pictures, plain: pictures::plain_covers(), looks, fonts, dress };
    let made: Vec<Made> = jobs.par_iter().with_max_len(16).map(|job| make(&workshop, job).given_to(sink)).collect();
    let mut packages = Packages { misses_picture, ..Packages::default() };
    for made in made {
        diagnostics.append(made.diagnostics);
        packages.files.extend(made.files);
        packages.taken.extend(made.taken);
        packages.list.push(made.package);
    }
    packages
}

/// Something for a platform.
struct Job<'a> {
    platform: &'a Platform,
    subject: Subject<'a>,
}

/// What a package is about.
enum Subject<'a> {
    Case(&'a Case, &'a CaseRecord, Quarter),
    Results(Box<Digest>),
}

impl Job<'_> {
    fn manuscript(&self) -> Manuscript<'_> {
        match &self.subject {
            Subject::Case(case, record, quarter) => Manuscript::of_case(case, record, *quarter),
            Subject::Results(digest) => Manuscript::of_digest(digest),
        }
    }

    /// Whether it has covers.
    fn has_cover(&self) -> bool {
        matches!(self.platform.kind.as_str(), "wechat" | "toutiao")
    }
}

/// A package that is made.
struct Made {
    package: Package,
    files: Vec<(Route, Arc<[u8]>)>,
    taken: Vec<Route>,
    diagnostics: Diagnostics,
}

impl Made {
    fn given_to(mut self, sink: &dyn Sink) -> Self {
        for (route, bytes) in std::mem::take(&mut self.files) {
            if sink.take(&route, &bytes) {
                self.taken.push(route);
            } else {
                self.files.push((route, bytes));
            }
        }
        self
    }
}

fn jobs<'a>(archive: &'a Archive, documents: &'a Documents, fonts: &Fonts, dress: &Dress) -> Vec<Job<'a>> {
    let platforms = &archive.site.platforms;
    if platforms.is_empty() {
        return Vec::new();
    }
    let records: BTreeMap<&SourcePath, &CaseRecord> =
        documents.cases.iter().map(|record| (&record.article.source.path, &**record)).collect();
    let of_platform = |platform: &'a Platform| {
        let is_taken = |case: &&Case| platform.select.takes(case, &archive.site.policy);
        let taken: Vec<&Case> = archive.cases.iter().map(AsRef::as_ref).filter(is_taken).collect();
        // A post is too short for a list.
        let has_digest = platform.kind != "weibo";
        let has_letters = platform.font.as_ref().is_some_and(|font| fonts.contains_key(font));
        let digest = has_digest.then(|| Digest::new(archive, platform, &taken, has_letters, dress)).flatten();
        let quarter = |case: &Case| {
            let entries = case.entries.iter().filter(|entry| platform.select.takes_entry(entry, &archive.site.policy));
            entries.map(|entry| entry.competition.quarter()).max()
        };
        let subject = |case: &'a Case| Some(Subject::Case(case, records.get(&case.path)?, quarter(case)?));
        let cases = taken.into_iter().filter_map(subject);
        let subjects = digest.map(|digest| Subject::Results(Box::new(digest))).into_iter().chain(cases);
        subjects.map(|subject| Job { platform, subject }).collect::<Vec<_>>()
    };
    platforms.iter().flat_map(of_platform).collect()
}

/// Says once that links to the site are left out of packages as long as it has no address.
fn report_lost_links(diagnostics: &mut Diagnostics, archive: &Archive, jobs: &[Job<'_>]) {
    if archive.site.base_url.is_some() {
        return;
    }
    let is_lost = |link: &&Link| link.kind == LinkKind::Link && !link.path.is_empty();
    let lost = jobs.iter().filter_map(|job| match job.subject {
        Subject::Case(_, record, _) => {
            Some((&record.article.source, record.article.markdown.links().iter().find(is_lost)?))
        }
        Subject::Results(_) => None,
    });
    let lost: BTreeMap<&SourcePath, Place> =
        lost.map(|(source, link)| (&source.path, Place::new(source, link.span))).collect();
    if let Some(place) = lost.values().next() {
        let message = format!("有 {} 个案例链到本站，网站还没有写网址，稿件里这些链接只剩文字", lost.len());
        let help = "知道正式网址以后，在 site.yaml 里写 base_url（网址）";
        diagnostics.report(Code::PlatformLinks, place.clone(), message, help);
    }
}

/// The pictures of all packages; true where covers are cut from them.
fn wanted_pictures(archive: &Archive, jobs: &[Job<'_>]) -> BTreeMap<SourcePath, bool> {
    let mut wanted: BTreeMap<SourcePath, bool> = BTreeMap::new();
    let mut seen: BTreeSet<(&SourcePath, bool)> = BTreeSet::new();
    for job in jobs {
        let Subject::Case(case, record, _) = &job.subject else { continue };
        if !seen.insert((&case.path, job.has_cover())) {
            continue;
        }
        let links = record.article.markdown.links().iter().filter(|link| link.kind == LinkKind::Image);
        for path in links.filter_map(|link| draft::published(archive, &case.path, &link.path)) {
            wanted.entry(path).or_default();
        }
        if let Some(path) = cover_of(archive, job).filter(|_| job.has_cover()) {
            wanted.insert(path, true);
        }
    }
    wanted
}

/// The charts of digests, as far as there are letters for them.
fn charts(jobs: &[Job<'_>], fonts: &Fonts, dress: &Dress) -> Pictures {
    let chart = |job: &Job<'_>| {
        let Subject::Results(digest) = &job.subject else { return None };
        let (path, bars) = digest.chart.as_ref()?;
        let font = fonts.get(job.platform.font.as_ref()?)?;
        Some((path.clone(), pictures::draw_bars(font, bars, &dress.ground)))
    };
    jobs.iter().filter_map(chart).collect()
}

/// The picture that covers are cut from: the cover, else the first of the text.
fn cover_of(archive: &Archive, job: &Job<'_>) -> Option<SourcePath> {
    let Subject::Case(case, record, _) = &job.subject else { return None };
    let mut links = record.article.markdown.links().iter().filter(|link| link.kind == LinkKind::Image);
    let cover = case.cover.clone().filter(|path| archive.links.file(&case.path, path).is_some());
    cover.or_else(|| links.find_map(|link| draft::published(archive, &case.path, &link.path)))
}

fn make<'a>(workshop: &'a Workshop<'a>, job: &'a Job<'a>) -> Made {
    let mut draft = Draft::new(workshop, job, cover_of(workshop.archive, job));
    match job.platform.kind.as_str() {
        "weibo" => weibo::write(&mut draft),
        "toutiao" => toutiao::write(&mut draft),
        "desk" => desk::write(&mut draft),
        _ => wechat::write(&mut draft),
    }
    draft.finish()
}
