//! Pieces of views that several kinds of pages share.

use jiff::civil::Date;
use serde::Serialize;

use super::CoverView;
use super::shown::ShownResult;

use crate::archive::routes;
use crate::domain::{Bonus, Case, Competition, Level, Named, Quarter, Stage, StageDates, Township, Village};
use crate::model::Route;

/// Text that leads to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub url: Route,
}

/// A link with how many cases are behind it.
#[derive(Clone, Debug, Serialize)]
pub struct CountedLink {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub url: Route,
    /// How many cases there are.
    pub count: usize,
    /// Whether it is the page it stands on.
    pub current: bool,
}

/// Text that leads to a page, where there is one.
#[derive(Clone, Debug, Serialize)]
pub struct MaybeLink {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub url: Option<Route>,
}

/// A day, for machines and for readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `2026-07-05`
    pub iso: String,
    /// `2026年7月5日`
    pub text: String,
}

/// A case in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CaseRow {
    /// Its name in addresses, for `data-case`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: Route,
    /// `湖东街道青禾社区`
    pub unit: String,
    /// `青禾社区`, or the township where no village is named: what a cover says that has no picture.
    pub place: String,
    /// `2026年第三季度` of its main entry.
    pub quarter: String,
    /// The main dimension.
    pub dimension: String,
    /// Its results: the district's, and a township's better one.
    pub results: Vec<ShownResult>,
    /// The day of publication.
    pub date: Option<Day>,
    /// In a sentence or two; may be empty.
    pub summary: String,
    /// The picture.
    pub cover: Option<CoverView>,
}

/// A stage of a competition.
#[derive(Clone, Debug, Serialize)]
pub struct StageView {
    /// `现场比武`
    pub name: &'static str,
    /// The first day, where the stage has dates.
    pub first: Option<Day>,
    /// The last day, where it is another.
    pub last: Option<Day>,
    /// `进行中` or `未到`; empty of what is over and without dates.
    pub when: &'static str,
    /// Whether its days are all past; without dates, whether a later stage has begun or the results are known.
    pub is_over: bool,
}

impl Link {
    /// A link.
    pub fn new(text: impl Into<String>, url: Route) -> Self {
        Self { text: text.into(), url }
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self { iso: date.to_string(), text: format!("{}年{}月{}日", date.year(), date.month(), date.day()) }
    }
}

/// The home page as a step on the way.
pub(super) fn home_link() -> Link {
    Link::new("首页", routes::home())
}

/// The list of all cases as a step on the way.
pub(super) fn cases_link() -> Link {
    Link::new("全部案例", routes::cases(1))
}

/// The archive of competitions as a step on the way.
pub(super) fn competitions_link() -> Link {
    Link::new("历次比武", routes::competitions())
}

/// A year as a step on the way.
pub(super) fn year_link(year: i16) -> Link {
    Link::new(format!("{year}年"), routes::year(year))
}

/// A township.
pub(super) fn township_link(township: &Township) -> Link {
    Link::new(&township.name, routes::township(township, 1))
}

/// A village.
pub(super) fn village_link(township: &Township, village: &Village) -> Link {
    Link::new(&village.name, routes::village(township, village, 1))
}

/// A case.
pub(super) fn case_link(case: &Case) -> Link {
    Link::new(&case.title, routes::case(case))
}

/// A competition by quarter and level: `2026年第三季度区级比武`.
pub(super) fn competition_link(competition: &Competition) -> Link {
    Link::new(competition_name(competition), routes::competition(competition))
}

/// `2026年第三季度区级比武`, `2026年第三季度湖东街道比武`.
pub(super) fn competition_name(competition: &Competition) -> String {
    format!("{}{}比武", competition.quarter().name(), holder(competition))
}

/// `区级`, or the township that holds it.
pub(super) fn holder(competition: &Competition) -> &str {
    competition.id.township.as_deref().unwrap_or(Level::District.name())
}

/// Points to be said: none where there are none.
pub(super) fn points(bonus: Bonus) -> Option<String> {
    (!bonus.is_zero()).then(|| bonus.to_string())
}

/// The quarter that a case is listed under: that of its main entry.
pub(super) fn quarter_of(case: &Case) -> Quarter {
    case.main_entry().competition.quarter()
}

/// All four stages in their order; those without dates are named only.
pub(super) fn stages(competition: &Competition, today: Date) -> Vec<StageView> {
    if competition.stages.is_empty() {
        return Vec::new();
    }
    let dates = |stage: &Stage| competition.stages.iter().find(|dates: &&StageDates| dates.stage == *stage);
    let is_passed = |stage: &Stage| {
        let mut later = competition.stages.iter().filter(|dates| dates.stage > *stage);
        !competition.is_pending || later.any(|dates| dates.first <= today)
    };
    let view = |stage: &Stage| StageView {
        name: stage.name(),
        first: dates(stage).map(|dates| dates.first.into()),
        last: dates(stage).filter(|dates| dates.last != dates.first).map(|dates| dates.last.into()),
        when: dates(stage)
            .filter(|dates| dates.last >= today)
            .map_or("", |dates| if dates.first <= today { "进行中" } else { "未到" }),
        is_over: dates(stage).map_or_else(|| is_passed(stage), |dates| dates.last < today),
    };
    Stage::ALL.iter().map(view).collect()
}

/// Leaves the first `most` items, or all where only one would go: naming it takes no more room than counting it.
/// Gives how many went.
pub(super) fn cut<T>(items: &mut Vec<T>, most: usize) -> usize {
    let more = items.len().saturating_sub(most);
    if more < 2 {
        return 0;
    }
    items.truncate(most);
    more
}

/// How many more entries there are of cases that are no longer public and of withdrawn ones: `2 件已不再公开、1 件已撤下`;
/// none without any.
pub(super) fn not_shown(expired: usize, withdrawn: usize, measure: &str) -> Option<String> {
    let parts = [(expired, "不再公开"), (withdrawn, "撤下")].into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {measure}已{what}")).collect();
    (!parts.is_empty()).then(|| join(parts.iter().map(String::as_str)))
}

/// Words joined as Chinese does: `甲、乙`.
pub(super) fn join<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().collect::<Vec<_>>().join("、")
}
