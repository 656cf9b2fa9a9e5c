//! The pages of townships and villages: `units/<township>.html`, `units/<township>/<village>.html`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::beside::Beside;
use super::charts::words::so_far;
use super::charts::{PointsInTime, line};
use super::competition_index::{ContestItem, contest_item};
use super::facets::FacetList;
use super::index::{Index, List};
use super::listing::{CasesByQuarter, PER_PAGE, by_quarter, newest_date};
use super::paging::{page_count, page_of};
use super::parts::{CountedLink, Link, cases_link, township_link, village_link};
use super::year::{shown_bonus, shown_rank};
use super::{Head, Page, Ready, View};
use crate::archive::{Archive, routes};
use crate::domain::{Bonus, Level, Reason, StandingRow, Township, Village};
use crate::model::Route;

/// The page of a township.
#[derive(Clone, Debug, Serialize)]
pub struct TownshipView {
    /// Its name.
    pub name: String,
    /// Its villages.
    pub villages: Vec<CountedLink>,
    /// Its points, the newest year first.
    pub years: Vec<TownshipYear>,
    /// Its points in time, on its first page; none where it never was in a 区级 competition.
    pub points: Option<PointsInTime>,
    /// The competitions that it held, the newest first; on its first page.
    pub contests: Vec<ContestItem>,
    /// Its cases, its villages' included.
    pub list: CasesByQuarter,
    /// What they can be narrowed by; none where there is nothing to choose from.
    pub facets: Option<Ready<FacetList>>,
    /// The townships before and after it in the district's order.
    pub beside: Beside,
}

/// A township's points of a year.
#[derive(Clone, Debug, Serialize)]
pub struct TownshipYear {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: Route,
    /// The points; none before any of its results are known.
    pub bonus: Option<String>,
    /// `截至第三季度`, where more is to come.
    pub so_far: Option<String>,
    /// The rank among the townships; none before any of its results are known.
    pub rank: Option<usize>,
    /// How many entries it had in 区级 competitions whose results are known.
    pub entries: usize,
    /// How many it had in those whose results are to come.
    pub to_come: usize,
    /// How many of them brought points; none before any of its results are known.
    pub counted: Option<String>,
}

/// The page of a village.
#[derive(Clone, Debug, Serialize)]
pub struct VillageView {
    /// Its name.
    pub name: String,
    /// Its township.
    pub township: Link,
    /// Its 村(居)民小组.
    pub groups: Vec<String>,
    /// What its public cases brought the township, the newest year first.
    pub years: Vec<VillageYear>,
    /// Its cases.
    pub list: CasesByQuarter,
    /// What they can be narrowed by; none where there is nothing to choose from.
    pub facets: Option<Ready<FacetList>>,
    /// The township's villages before and after it.
    pub beside: Beside,
}

/// What a village's public cases brought its township in a year.
#[derive(Clone, Debug, Serialize)]
pub struct VillageYear {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: Route,
    /// The points; none before any of its results are known.
    pub bonus: Option<String>,
    /// `截至第三季度`, where more is to come.
    pub so_far: Option<String>,
    /// How many cases it had in 区级 competitions whose results are known.
    pub cases: usize,
    /// How many it had only in those whose results are to come.
    pub to_come: usize,
    /// How many of them brought points; none before any result is known.
    pub counted: Option<String>,
}

/// The pages of all townships, each with those of its villages.
pub(super) fn compose(index: &Index<'_>) -> Vec<Page> {
    let entries = entries(index.archive);
    let pages = |(place, township): (usize, &Arc<Township>)| {
        let villages = (0..township.villages.len()).flat_map(|place| village_pages(index, township, place));
        township_pages(index, place, &entries).into_iter().chain(villages).collect::<Vec<_>>()
    };
    index.archive.townships.iter().enumerate().flat_map(pages).collect()
}

fn township_pages(index: &Index<'_>, place: usize, entries: &BTreeMap<(usize, i16), [usize; 2]>) -> Vec<Page> {
    let townships = &index.archive.townships;
    let township = &townships[place];
    let numbers = index.list(List::Township(&township.slug));
    let count = page_count(numbers.len(), PER_PAGE);
    let facets = index.facets.of(List::Township(&township.slug), numbers);
    let beside = Beside::new(townships, place, |township| township_link(township));
    let year = |&(year, row): &(i16, &StandingRow)| {
        township_year(index, entries.get(&(township.order, year)).copied().unwrap_or_default(), year, row)
    };
    let page = |page: usize| {
        let contests = if page == 1 { index.contests_of(township) } else { &[] };
        let view = TownshipView {
            name: township.name.clone(),
            villages: villages(index, township),
            years: index.standings_of(township).iter().rev().map(year).collect(),
            points: (page == 1).then(|| line::chart(index, township)).flatten(),
            contests: contests.iter().rev().map(|contest| contest_item(index, contest)).collect(),
            list: by_quarter(index, numbers, page, |page| routes::township(township, page)),
            facets: facets.clone(),
            beside: beside.clone(),
        };
        let description = format!("{}的擂台比武案例 {} 件、各年度加分和所辖村（社区）。", township.name, numbers.len());
        Page {
            route: routes::township(township, page),
            template: "township.html",
            head: Head::numbered(&township.name, page, count, description).in_section("cases").below([cases_link()]),
            view: View::Township(Box::new(view)),
            last_modified: newest_date(index, page_of(numbers, page, PER_PAGE)),
        }
    };
    (1..=count).map(page).collect()
}

fn villages(index: &Index<'_>, township: &Township) -> Vec<CountedLink> {
    let item = |village: &Arc<Village>| CountedLink {
        text: village.name.clone(),
        url: routes::village(township, village, 1),
        count: index.count(List::Village(&township.slug, &village.slug)),
        current: false,
    };
    township.villages.iter().map(item).collect()
}

fn township_year(index: &Index<'_>, [entries, to_come]: [usize; 2], year: i16, row: &StandingRow) -> TownshipYear {
    TownshipYear {
        year,
        url: routes::year(year),
        bonus: shown_bonus(row),
        so_far: so_far(&index.archive.standings[&year]),
        rank: shown_rank(row),
        entries,
        to_come,
        counted: row.has_results().then(|| with_points(row.reasons.iter()).to_string()),
    }
}

fn with_points<'a>(reasons: impl Iterator<Item = &'a Reason>) -> usize {
    reasons.filter(|reason| !reason.bonus.is_zero()).count()
}

fn village_year(index: &Index<'_>, village: &Village, &(year, row): &(i16, &StandingRow)) -> Option<VillageYear> {
    let is_own = |reason: &&Reason| {
        let of = reason.case.as_ref().and_then(|case| case.unit.village.as_ref());
        of.is_some_and(|of| of.slug == village.slug)
    };
    let own = || row.reasons.iter().filter(is_own);
    let is_known = own().any(|reason| !reason.is_pending);
    (own().count() > 0).then(|| VillageYear {
        year,
        url: routes::year(year),
        bonus: is_known.then(|| own().map(|reason| reason.bonus).sum::<Bonus>().to_string()),
        so_far: so_far(&index.archive.standings[&year]),
        cases: own().filter(|reason| !reason.is_pending).count(),
        to_come: own().filter(|reason| reason.is_pending).count(),
        counted: is_known.then(|| with_points(own()).to_string()),
    })
}

/// How many entries each township had, by its place in the district's order, in the district's contests of each year:
/// in those whose results are known, and in those whose are to come. Cases that are no longer public count too.
fn entries(archive: &Archive) -> BTreeMap<(usize, i16), [usize; 2]> {
    let mut entries: BTreeMap<(usize, i16), [usize; 2]> = BTreeMap::new();
    for contest in archive.competitions.iter().filter(|contest| contest.level() == Level::District) {
        let shown = archive.entries_of(contest).iter().map(|entry| (entry.case.unit.township.order, 1));
        let expired = archive.expired.get(&contest.id).into_iter().flatten();
        for (township, count) in shown.chain(expired.map(|(&township, &count)| (township, count))) {
            let of_year = entries.entry((township, contest.quarter().year())).or_default();
            of_year[usize::from(contest.is_pending)] += count;
        }
    }
    entries
}

fn village_pages(index: &Index<'_>, township: &Township, place: usize) -> Vec<Page> {
    let village = &township.villages[place];
    let numbers = index.list(List::Village(&township.slug, &village.slug));
    let count = page_count(numbers.len(), PER_PAGE);
    let name = format!("{}{}", township.name, village.name);
    let facets = index.facets.of(List::Village(&township.slug, &village.slug), numbers);
    let beside = Beside::new(&township.villages, place, |village| village_link(township, village));
    let standings = index.standings_of(township).iter().rev();
    let years: Vec<VillageYear> = standings.filter_map(|of| village_year(index, village, of)).collect();
    let page = |page: usize| {
        let view = VillageView {
            name: village.name.clone(),
            township: township_link(township),
            groups: village.groups.clone(),
            years: years.clone(),
            list: by_quarter(index, numbers, page, |page| routes::village(township, village, page)),
            facets: facets.clone(),
            beside: beside.clone(),
        };
        let head = Head::numbered(&name, page, count, format!("{name}的擂台比武案例 {} 件。", numbers.len()));
        Page {
            route: routes::village(township, village, page),
            template: "village.html",
            head: head.in_section("cases").below([cases_link(), township_link(township)]),
            view: View::Village(Box::new(view)),
            last_modified: newest_date(index, page_of(numbers, page, PER_PAGE)),
        }
    };
    (1..=count).map(page).collect()
}
