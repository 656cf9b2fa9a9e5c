//! The home page: what it is, the current quarter, the newest cases, the year's standing, ways into the archive.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::charts::words::so_far;
use super::competition::{EntryRow, ResultGroup, groups};
use super::index::{Index, List};
use super::parts::{CaseRow, CountedLink, Day, Link, MaybeLink, StageView, cut, not_shown, stages, year_link};
use super::shown::Badge;
use super::year::{StandingLine, lines};
use super::{Head, Page, Ready, View, scores, timeline};
use crate::archive::{Archive, routes};
use crate::domain::{Competition, Dimension, Level, Unit};
use crate::model::Route;

/// How many cases are shown: one large, the others in rows of three.
const CASES: usize = 7;

/// How many lines of the standing are shown.
const STANDING_LINES: usize = 10;

/// How many groups of results of the current quarter are shown.
const GROUPS: usize = 3;

/// How many competitions are shown that go on.
const AWAITED: usize = 3;

/// How many entries of each.
const ENTRIES: usize = 8;

/// How many entries of a quarter that goes on, which all stand in one group.
const PENDING_ENTRIES: usize = 4;

/// The home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// How much there is.
    pub counts: Counts,
    /// The competitions of the district that go on, then the newest that is over and has entries, those of cases that
    /// are no longer public included.
    pub current: Vec<CurrentQuarter>,
    /// The newest cases with one of the two best results of the district; where there are few, the newest of all.
    pub newest: Vec<Ready<CaseRow>>,
    /// All cases with these results, the best first; empty where `newest` are of any.
    pub model: Vec<Link>,
    /// The newest standing.
    pub standing: Option<NewestStanding>,
    /// The dimensions.
    pub dimensions: Vec<DimensionItem>,
    /// The townships.
    pub townships: Vec<CountedLink>,
    /// The years with competitions, the newest first.
    pub years: Vec<Link>,
}

/// How much there is.
#[derive(Clone, Debug, Serialize)]
pub struct Counts {
    /// Public cases.
    pub cases: usize,
    /// Competitions whose results are known.
    pub competitions: usize,
    /// Competitions that go on.
    pub open: usize,
    /// Townships.
    pub townships: usize,
    /// Villages.
    pub villages: usize,
}

/// A competition with its results so far.
#[derive(Clone, Debug, Serialize)]
pub struct CurrentQuarter {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: Route,
    /// `2026年第三季度`
    pub quarter: String,
    /// `结果已公布`, `进行中`
    pub state: &'static str,
    /// 比武主题.
    pub theme: Option<MaybeLink>,
    /// Who runs it.
    pub host: Option<String>,
    /// The stages.
    pub stages: Vec<StageView>,
    /// The day the results were published.
    pub published: Option<Day>,
    /// Whether they are still to be.
    pub is_pending: bool,
    /// How many entries there are to see.
    pub entries: usize,
    /// How many more there are, of cases that are no longer public or withdrawn, in words.
    pub not_shown: Option<String>,
    /// The best results so far.
    pub groups: Vec<CurrentGroup>,
    /// How many entries there are to see beside those in the groups.
    pub more: usize,
    /// Whether its page has the scores of the judges.
    pub has_scores: bool,
}

/// The entries with one result.
#[derive(Clone, Debug, Serialize)]
pub struct CurrentGroup {
    /// The result.
    pub badge: Ready<Badge>,
    /// How many entries have it.
    pub count: usize,
    /// The first of them, by rank.
    pub entries: Vec<EntryRow>,
}

/// A dimension with what it is about.
#[derive(Clone, Debug, Serialize)]
pub struct DimensionItem {
    /// The dimension.
    pub link: Link,
    /// How many cases it has.
    pub count: usize,
    /// What the judges look for.
    pub look_for: Vec<String>,
}

/// The standing of the newest year that has one.
#[derive(Clone, Debug, Serialize)]
pub struct NewestStanding {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: Route,
    /// `截至第三季度`, where more is to come.
    pub so_far: Option<String>,
    /// The first lines.
    pub lines: Vec<StandingLine>,
    /// How many more there are.
    pub more: usize,
}

/// How many different townships or villages the cases come from.
fn units<'a>(archive: &'a Archive, part: impl Fn(&'a Unit) -> Option<&'a String>) -> usize {
    let units = archive.cases.iter().map(|case| &case.unit);
    units.filter_map(|unit| Some((&unit.township.name, part(unit)?))).collect::<BTreeSet<_>>().len()
}

/// The page.
pub(super) fn compose(index: &Index<'_>) -> Page {
    let archive = index.archive;
    let (newest, model) = newest(index);
    let open = archive.competitions.iter().filter(|competition| competition.is_pending).count();
    let view = HomeView {
        counts: Counts {
            cases: archive.cases.len(),
            competitions: archive.competitions.len() - open,
            open,
            townships: units(archive, |unit| Some(&unit.township.name)),
            villages: units(archive, |unit| unit.village.as_ref().map(|village| &village.slug)),
        },
        current: current_competitions(index).into_iter().map(|competition| current(index, competition)).collect(),
        newest,
        model,
        standing: newest_standing(archive),
        dimensions: archive.site.dimensions.iter().map(|dimension| dimension_item(index, dimension)).collect(),
        townships: townships(index),
        years: index.years().into_iter().map(year_link).collect(),
    };
    let mut head = Head::new(&archive.site.name, description(index)).in_section("home");
    head.crumbs.clear();
    let published = archive.competitions.iter().filter_map(|competition| competition.publication());
    Page {
        route: routes::home(),
        template: "home.html",
        head,
        last_modified: archive.newest_day(archive.cases.iter().filter_map(|case| case.date).chain(published)),
        view: View::Home(Box::new(view)),
    }
}

/// The 区级 competitions after the last with results, and of older ones those that go on: the oldest first, of those to
/// come the next only; then that with results. Without any of these the newest.
fn current_competitions<'a>(index: &Index<'a>) -> Vec<&'a Arc<Competition>> {
    let has_begun = |competition: &&Arc<Competition>| timeline::has_begun(competition, index.archive.today);
    let known = district(index).find(|competition| competition.has_results() && index.entry_count(competition) > 0);
    let is_awaited = |competition: &&Arc<Competition>| {
        let is_newer = known.is_none_or(|known| competition.quarter() > known.quarter());
        competition.is_pending || (is_newer && !competition.is_told)
    };
    let (mut begun, to_come): (Vec<_>, Vec<_>) = district(index).filter(is_awaited).partition(has_begun);
    begun.truncate(AWAITED);
    let next = to_come.into_iter().next_back();
    let current: Vec<_> = begun.into_iter().rev().chain(next).chain(known).collect();
    if current.is_empty() { district(index).next().into_iter().collect() } else { current }
}

/// The 区级 competitions, the newest first.
fn district<'a>(index: &Index<'a>) -> impl Iterator<Item = &'a Arc<Competition>> {
    index.archive.competitions.iter().filter(|competition| competition.level() == Level::District)
}

fn description(index: &Index<'_>) -> String {
    let district = index.archive.site.district.as_deref().unwrap_or("本区");
    let (cases, contests) = (index.archive.cases.len(), index.archive.competitions.len());
    format!("{district}抓党建促乡村振兴“擂台比武”的案例档案：{contests} 场比武、{cases} 件案例，每季的结果与年度积分。")
}

/// The newest cases with one of the two best results of the district; the newest of all where there are fewer than a
/// row of them.
fn newest(index: &Index<'_>) -> (Vec<Ready<CaseRow>>, Vec<Link>) {
    let policy = &index.archive.site.policy;
    let least = policy.outcomes.len().saturating_sub(2).max(1);
    let order = index.list(List::All);
    let is_model = |number: &&usize| {
        let case = &index.archive.cases[**number];
        let best = case.main_entry();
        best.competition.level() == Level::District && policy.order(best.result()) >= least
    };
    let model: Vec<usize> = order.iter().filter(is_model).take(CASES).copied().collect();
    let rows = |numbers: &[usize]| numbers.iter().map(|&number| index.row(number).clone()).collect();
    if model.len() < 4 {
        return (rows(&order[..order.len().min(CASES)]), Vec::new());
    }
    let results = policy.outcomes[least..].iter().rev();
    let results = results.map(|outcome| Link::new(&outcome.name, routes::result(outcome, 1))).collect();
    // One large and whole rows of three.
    (rows(&model[..=(model.len() - 1) / 3 * 3]), results)
}

fn current(index: &Index<'_>, competition: &Competition) -> CurrentQuarter {
    let archive = index.archive;
    let entries = archive.entries_of(competition);
    let most = if competition.is_pending { PENDING_ENTRIES } else { ENTRIES };
    let group = |ResultGroup { badge, mut entries }| {
        let count = entries.len();
        cut(&mut entries, most);
        CurrentGroup { badge, count, entries }
    };
    let groups: Vec<CurrentGroup> = groups(index, entries).into_iter().take(GROUPS).map(group).collect();
    CurrentQuarter {
        title: competition.title.clone(),
        url: routes::competition(competition),
        quarter: competition.quarter().name(),
        state: timeline::state(competition, archive.today).text,
        theme: competition.theme.as_deref().map(|theme| index.topic(theme)),
        host: competition.host.clone(),
        stages: stages(competition, archive.today),
        published: competition.published.map(Into::into),
        is_pending: competition.is_pending,
        entries: entries.len(),
        not_shown: not_shown(archive.expired_of(competition), archive.withdrawn_of(competition), "件"),
        more: entries.len() - groups.iter().map(|group| group.entries.len()).sum::<usize>(),
        groups,
        has_scores: scores::table(index, competition).is_some(),
    }
}

/// About the first lines, without how the ranks changed.
fn newest_standing(archive: &Archive) -> Option<NewestStanding> {
    let standing = archive.newest_standing()?;
    let year = standing.year;
    let mut lines = lines(standing, |_| None);
    let more = cut(&mut lines, STANDING_LINES);
    Some(NewestStanding { year, url: routes::year(year), so_far: so_far(standing), lines, more })
}

fn dimension_item(index: &Index<'_>, dimension: &Dimension) -> DimensionItem {
    DimensionItem {
        link: Link::new(&dimension.name, routes::dimension(dimension, 1)),
        count: index.count(List::Dimension(&dimension.slug)),
        look_for: dimension.look_for.clone(),
    }
}

fn townships(index: &Index<'_>) -> Vec<CountedLink> {
    let item = |township: &Arc<crate::domain::Township>| CountedLink {
        text: township.name.clone(),
        url: routes::township(township, 1),
        count: index.count(List::Township(&township.slug)),
        current: false,
    };
    index.archive.townships.iter().map(item).collect()
}
