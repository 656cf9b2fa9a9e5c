//! Floor 4: the newest cases as feeds, for readers' programs and for platforms that fetch: Atom, RSS 2.0 and JSON Feed.
//!
//! Enter at [`files`]. All addresses in a feed are absolute, so without `base_url` there is none. Ids are tag URIs
//! (RFC 4151) made of the site's name and the case's slug: they stay the same when the site moves.

mod atom;
mod entry;
mod json_feed;
mod rss;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive::{Archive, Platform};
use crate::document::{Article, Documents};
use crate::domain::Case;
use crate::model::{Route, SourcePath};

use entry::Entry;

/// How many cases a feed has at most.
const NEWEST: usize = 50;

/// A feed before it has a form.
struct Feed<'a> {
    /// The site's name, with the platform's.
    title: String,
    /// The organisation, or the site.
    author: &'a str,
    /// The site's address, ending in `/`.
    base: &'a str,
    /// The feed's own id.
    id: String,
    /// The folder of its files, ending in `/`: `feeds/`.
    folder: String,
    /// The day of its newest entry, else of the build.
    updated: Date,
    /// The newest first.
    entries: Vec<&'a Entry>,
}

/// The feeds of the whole site, and of each platform those of the cases it takes; none without `base_url`.
pub fn files(archive: &Archive, documents: &Documents, today: Date) -> Vec<(Route, Vec<u8>)> {
    let Some(base) = archive.site.base_url.as_deref() else { return Vec::new() };
    let newest = newest(archive);
    let all: Vec<&Case> = newest.iter().copied().take(NEWEST).collect();
    let mut selections = vec![(None, all)];
    for platform in &archive.site.platforms {
        let taken = newest.iter().copied().filter(|case| platform.select.takes(case, &archive.site.policy));
        selections.push((Some(platform), taken.take(NEWEST).collect()));
    }
    let entries = entries(archive, documents, base, selections.iter().flat_map(|(_, cases)| cases.iter().copied()));
    let feeds = selections.iter().map(|(platform, cases)| feed(archive, base, *platform, cases, &entries, today));
    feeds.flat_map(|feed| [atom::file(&feed), rss::file(&feed), json_feed::file(&feed)]).collect()
}

/// The cases that have a day, the newest first.
fn newest(archive: &Archive) -> Vec<&Case> {
    let mut cases: Vec<&Case> = archive.cases.iter().map(AsRef::as_ref).filter(|case| case.date.is_some()).collect();
    cases.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.slug.cmp(&b.slug)));
    cases
}

/// Each case once, whatever number of feeds it is in.
fn entries<'a>(
    archive: &Archive,
    documents: &Documents,
    base: &str,
    cases: impl Iterator<Item = &'a Case>,
) -> BTreeMap<&'a str, Entry> {
    let articles: BTreeMap<&SourcePath, &Article> =
        documents.articles().map(|article| (&article.source.path, article)).collect();
    let cases: BTreeMap<&str, &Case> = cases.map(|case| (case.slug.as_str(), case)).collect();
    let entry =
        |(slug, case): (&'a str, &'a Case)| Some((slug, Entry::new(archive, articles.get(&case.path)?, case, base)?));
    cases.into_par_iter().filter_map(entry).collect()
}

fn feed<'a>(
    archive: &'a Archive,
    base: &'a str,
    platform: Option<&Platform>,
    cases: &[&Case],
    entries: &'a BTreeMap<&str, Entry>,
    today: Date,
) -> Feed<'a> {
    let site = &archive.site;
    let entries: Vec<&Entry> = cases.iter().filter_map(|case| entries.get(case.slug.as_str())).collect();
    let part = platform.map_or(String::new(), |platform| format!("{}/", platform.id));
    Feed {
        title: platform.map_or_else(|| site.name.clone(), |platform| format!("{} - {}", site.name, platform.name)),
        author: site.organization.as_deref().unwrap_or(&site.name),
        base,
        id: entry::id(&site.name, &format!("feeds/{part}")),
        folder: format!("feeds/{part}"),
        updated: entries.first().map_or(today, |entry| entry.date),
        entries,
    }
}

impl Feed<'_> {
    /// One of its files.
    ///
    /// # Panics
    /// If the name is no plain one; those of this module are, and ids of platforms are checked.
    fn file(&self, name: &str, bytes: Vec<u8>) -> (Route, Vec<u8>) {
        (Route::new(&format!("{}{name}", self.folder)).expect("a feed's address is plain"), bytes)
    }

    /// The address of one of its files.
    fn address(&self, name: &str) -> String {
        format!("{}{}{name}", self.base, self.folder)
    }
}
