//! From documents to an archive: every file checked against the others, then sorted and indexed.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::cases::{Resolved, Visibility};
use super::entries::EntryBook;
use super::known_cases::KnownCases;
use super::links::{Library, LinkIndex, Shown};
use super::portable;
use super::units::{UniqueSlugs, Units};
use super::{Alias, Archive, EntryOf, Site, StaticPage, Topic, Unpublished, cases, competitions, results, routes};
use crate::document::{Documents, PageRecord};
use crate::domain::{Case, Competition, CompetitionId, Policy, Quarter, is_slug, standings};
use crate::markdown::excerpt;
use crate::model::{Code, Diagnostic, Diagnostics, Place, SourcePath};
use crate::source::Sources;

/// Which day an archive is seen on, and whether what is not public that day is shown too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The day.
    pub today: Date,
    /// Show drafts.
    pub drafts: bool,
    /// Show what is dated later.
    pub future: bool,
}

/// Makes an archive of all documents. With an error among the diagnostics it may lack what the error is about.
pub fn resolve(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    site: Site,
    documents: &Documents,
    edition: Edition,
) -> Archive {
    resolve_again(diagnostics, sources, site, documents, edition, &mut KnownCases::default())
}

/// Like [`resolve`]; cases that are known are not made again.
pub fn resolve_again(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    site: Site,
    documents: &Documents,
    edition: Edition,
    known: &mut KnownCases,
) -> Archive {
    portable::check(diagnostics, sources);
    let units = Units::new(documents);
    let competitions = competitions::resolve(diagnostics, &site, &units, documents, edition);
    let book = EntryBook::new(&site, &competitions, &units, documents);
    let resolved = cases::resolve(diagnostics, &book, &units, documents, edition, known);
    let records = competitions;
    let competitions = results::without_records(&records);
    let pages = resolve_pages(diagnostics, documents, edition);
    let with = |visibility| resolved.iter().filter(move |r| r.visibility == visibility).map(|r| Arc::clone(&r.case));
    let expired: Vec<Arc<Case>> = with(Visibility::Expired).collect();
    // Three parts that need nothing of each other.
    let mut of_links = Diagnostics::default();
    let ((scores, links), (public, standings, entries)) = rayon::join(
        || {
            let shown = || all_shown(documents, &resolved, &competitions, &pages, edition);
            rayon::join(
                || results::check(diagnostics, &records, &units, &resolved, documents),
                || check_links(&mut of_links, sources, documents, &shown()),
            )
        },
        || {
            let public = in_order(with(Visibility::Public).collect(), &site.policy);
            let (standings, entries) = rayon::join(
                || standings(&public, &expired, &competitions, &site.policy),
                || index_entries(&public, &site.policy),
            );
            (public, standings, entries)
        },
    );
    diagnostics.append(of_links);
    let aliases = collect_aliases(&resolved, &pages);
    report_taken_aliases(diagnostics, &links, &aliases);

    let mut withdrawn: Vec<_> = resolved.iter().filter_map(Resolved::withdrawn).collect();
    withdrawn.sort_by(|a, b| a.slug.cmp(&b.slug));
    let unpublished = Unpublished {
        drafts: with(Visibility::Draft).count(),
        early: with(Visibility::Early).count(),
        expired: expired.len(),
    };
    Archive {
        townships: units.public(&public, &competitions, &standings),
        standings,
        topics: topics(&public, &competitions),
        entries,
        expired: count_expired(&expired),
        withdrawn_entries: count_entries(with(Visibility::Withdrawn)),
        pages: pages.into_iter().map(|(page, _)| page).collect(),
        cases: public,
        competitions,
        withdrawn,
        scores,
        links,
        aliases,
        unpublished,
        site,
        today: edition.today,
    }
}

/// The newest first, of one day and quarter the best.
fn in_order(mut cases: Vec<Arc<Case>>, policy: &Policy) -> Vec<Arc<Case>> {
    cases.sort_by_cached_key(|case| {
        let best = case.best_entry();
        let rank = best.rank.unwrap_or(u32::MAX);
        (Reverse(newest(case)), Reverse(policy.order(best.result())), rank, case.slug.clone())
    });
    cases
}

fn newest(case: &Case) -> (Option<Date>, crate::domain::Quarter) {
    (case.date, case.best_entry().competition.quarter())
}

fn topics(cases: &[Arc<Case>], competitions: &[Arc<Competition>]) -> Vec<Arc<Topic>> {
    let own = cases.iter().filter_map(|case| Some((case.theme.as_ref()?, case.best_entry().competition.quarter())));
    let set = competitions.iter().filter_map(|competition| Some((competition.theme.as_ref()?, competition.quarter())));
    let mut first: BTreeMap<&String, Quarter> = BTreeMap::new();
    for (name, quarter) in own.chain(set) {
        first.entry(name).and_modify(|known| *known = quarter.min(*known)).or_insert(quarter);
    }
    // Of names that sound alike the older keeps its address.
    let mut names: Vec<&String> = first.keys().copied().collect();
    names.sort_by_key(|name| first[*name]);
    let mut slugs = UniqueSlugs::default();
    let topic = |name: &String| Arc::new(Topic { name: name.clone(), slug: slugs.next(name) });
    let mut topics: Vec<_> = names.into_iter().map(topic).collect();
    topics.sort_by(|a, b| a.slug.cmp(&b.slug));
    topics
}

fn index_entries(cases: &[Arc<Case>], policy: &Policy) -> BTreeMap<CompetitionId, Vec<EntryOf>> {
    let mut entries: BTreeMap<CompetitionId, Vec<EntryOf>> = BTreeMap::new();
    for case in cases {
        for (index, entry) in case.entries.iter().enumerate() {
            let of = EntryOf { case: Arc::clone(case), index };
            entries.entry(entry.competition.id.clone()).or_default().push(of);
        }
    }
    for list in entries.values_mut() {
        list.sort_by_cached_key(|of| {
            let entry = of.entry();
            (Reverse(policy.order(entry.result())), entry.rank.unwrap_or(u32::MAX), of.case.slug.clone())
        });
    }
    entries
}

fn count_expired(cases: &[Arc<Case>]) -> BTreeMap<CompetitionId, BTreeMap<usize, usize>> {
    let mut counts: BTreeMap<CompetitionId, BTreeMap<usize, usize>> = BTreeMap::new();
    for case in cases {
        for entry in &case.entries {
            let townships = counts.entry(entry.competition.id.clone()).or_default();
            *townships.entry(case.unit.township.order).or_default() += 1;
        }
    }
    counts
}

fn count_entries(cases: impl Iterator<Item = Arc<Case>>) -> BTreeMap<CompetitionId, usize> {
    let mut counts = BTreeMap::new();
    for case in cases {
        for entry in &case.entries {
            *counts.entry(entry.competition.id.clone()).or_default() += 1;
        }
    }
    counts
}

type Pages<'a> = Vec<(Arc<StaticPage>, &'a PageRecord)>;

/// The pages that are published, by slug.
fn resolve_pages<'a>(diagnostics: &mut Diagnostics, documents: &'a Documents, edition: Edition) -> Pages<'a> {
    let mut pages: BTreeMap<&str, (Arc<StaticPage>, &PageRecord)> = BTreeMap::new();
    for record in documents.pages.iter().filter(|page| !page.draft || edition.drafts) {
        let article = &record.article;
        if let Some((_, first)) = pages.get(record.slug.value.as_str()) {
            let message = format!("网址名 {} 已经被 {} 用了", record.slug.value, first.article.source.path);
            let help = "请给其中一个页面写一行不同的 slug";
            diagnostics.push(
                Diagnostic::new(Code::AddressTaken, record.slug.place.clone(), message, help)
                    .with_related(first.slug.place.clone(), "先用的是它"),
            );
            continue;
        }
        let first_paragraph = || article.markdown.first_paragraph().map_or(String::new(), |text| excerpt(&text, 120));
        let page = StaticPage {
            slug: record.slug.value.clone(),
            title: record.title.value.clone(),
            summary: record.summary.clone().unwrap_or_else(first_paragraph),
            path: article.source.path.clone(),
        };
        pages.insert(&record.slug.value, (Arc::new(page), record));
    }
    pages.into_values().collect()
}

fn check_links(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    documents: &Documents,
    shown: &BTreeMap<&SourcePath, Shown>,
) -> LinkIndex {
    let mut links = LinkIndex::default();
    documents.unread.iter().for_each(|unread| links.add_unread(&unread.path));
    for article in documents.written() {
        links.add_page(article, shown.get(&article.source.path).cloned().unwrap_or(Shown::Unknown));
    }
    let cases = documents.cases.iter().map(|case| (&case.article, case.cover.as_ref()));
    let others = documents.written().skip(documents.cases.len()).map(|article| (article, None));
    let mut library = Library::new(sources);
    for (article, cover) in cases.chain(others) {
        links.check(diagnostics, &mut library, article, cover);
    }
    links
}

/// How much of each document is published. Those with an error of their own are left out.
fn all_shown<'a>(
    documents: &'a Documents,
    cases: &'a [Resolved],
    competitions: &'a [Arc<Competition>],
    pages: &'a Pages<'a>,
    edition: Edition,
) -> BTreeMap<&'a SourcePath, Shown> {
    // Addresses are made of checked slugs; with a bad one there is an error, and no site.
    let cases = cases.iter().filter(|r| is_slug(&r.case.slug)).map(|r| (&r.case.path, shown_of(r)));
    let competitions = competitions.iter().filter(|c| is_slug(&c.slug));
    let competitions = competitions.map(|c| (&c.path, Shown::Whole(routes::competition(c))));
    let drafts = documents.pages.iter().filter(|page| page.draft && !edition.drafts);
    let drafts = drafts.map(|page| (&page.article.source.path, Shown::Nothing));
    let pages = pages.iter().filter(|(page, _)| is_slug(&page.slug));
    let pages = pages.map(|(page, _)| (&page.path, Shown::Whole(routes::page(page))));
    cases.chain(competitions).chain(drafts).chain(pages).collect()
}

fn shown_of(resolved: &Resolved) -> Shown {
    match resolved.visibility {
        Visibility::Public => Shown::Whole(routes::case(&resolved.case)),
        Visibility::Withdrawn => Shown::Notice(routes::case(&resolved.case)),
        Visibility::Expired | Visibility::Draft | Visibility::Early => Shown::Nothing,
    }
}

/// The old addresses of what is published.
fn collect_aliases(cases: &[Resolved], pages: &Pages<'_>) -> Vec<Alias> {
    let is_shown = |r: &&Resolved| matches!(r.visibility, Visibility::Public | Visibility::Withdrawn);
    let of_cases = cases.iter().filter(|r| is_shown(r) && is_slug(&r.case.slug));
    let of_cases =
        of_cases.flat_map(|r| r.record.aliases.iter().map(|from| (from, routes::case(&r.case), &r.case.title)));
    let of_pages = pages
        .iter()
        .filter(|(page, _)| is_slug(&page.slug))
        .flat_map(|(page, record)| record.aliases.iter().map(|from| (from, routes::page(page), &page.title)));
    of_cases.chain(of_pages).map(|(from, to, title)| Alias { from: from.clone(), to, title: title.clone() }).collect()
}

/// Reports old addresses that a document's page of today has, or a page of every site, and those that are written twice.
fn report_taken_aliases(diagnostics: &mut Diagnostics, links: &LinkIndex, aliases: &[Alias]) {
    let of_every_site = routes::of_every_site().map(|route| route.folded());
    let mut seen: BTreeMap<String, &Place> = BTreeMap::new();
    for alias in aliases {
        let from = &alias.from;
        if let Some(owner) = links.owner(&from.value.folded()) {
            let (whose, help) = if *owner == from.place.source.path {
                ("这一页自己".to_owned(), "请删去这个旧网址")
            } else {
                (format!(" {owner} "), "请删去这个旧网址，或给另一页换一个 slug")
            };
            let message = format!("旧网址 {} 现在是{whose}的网址", from.value);
            diagnostics.push(
                Diagnostic::new(Code::AliasTaken, from.place.clone(), message, help)
                    .with_related(Place::of_file(owner), "现在用着这个网址的是它"),
            );
        } else if of_every_site.contains(&from.value.folded()) {
            alias.report_taken(diagnostics);
        }
        if let Some(first) = seen.insert(from.value.folded(), &from.place) {
            let message = format!("旧网址 {} 写了两次", from.value);
            diagnostics.push(
                Diagnostic::new(Code::AliasTaken, from.place.clone(), message, "一个旧网址只能通到一页，请删去一处")
                    .with_related(first.clone(), "另一处在这里"),
            );
        }
    }
}
