//! Results as readers see them: one rule for every place where a case stands.
//!
//! A case stands with its result of the district's contest, and with a township's behind it where that is better; a case
//! that was in a township's contest alone stands with that. Whatever is of a township says so in its badge. The lists
//! of results count each case by its best entry, and say how many of those are of townships.

use std::sync::Arc;

use serde::Serialize;

use super::Ready;
use super::index::Index;
use super::parts::points;
use crate::archive::routes;
use crate::domain::{CHAMPION, Case, Competition, Entry, Level, Named, Outcome, Policy, TO_COME};
use crate::model::Route;

/// A result as a word and a shape, so that it can be told without colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// The word.
    pub name: String,
    /// `乡镇级`; none of the district's.
    pub level: Option<&'static str>,
    /// Its page.
    pub url: Route,
    /// The shape, by its place among the results.
    pub shape: &'static str,
    /// `gold` for the best, `red` for the second, `ink` for others with points, else `plain`;
    /// `town` for all of a township's.
    pub tone: &'static str,
    /// The points it brings at district level; none where it is only recorded.
    pub bonus: Option<String>,
}

/// An award.
#[derive(Clone, Debug, Serialize)]
pub struct AwardView {
    /// `擂主`, `一等奖`
    pub name: String,
    /// Whether it is the first of all in the district.
    pub is_champion: bool,
}

/// A result that stands beside the title of a case.
#[derive(Clone, Debug, Serialize)]
pub struct ShownResult {
    /// `乡镇级`; none of the district's.
    pub level: Option<&'static str>,
    /// Whether it is not published yet.
    pub is_pending: bool,
    /// The results of the entry, the best first.
    pub badges: Vec<Ready<Badge>>,
    /// `擂主`, `一等奖`
    pub award: Option<AwardView>,
    /// 名次.
    pub rank: Option<u32>,
    /// Its points; none where it has none.
    pub bonus: Option<String>,
}

/// The results of a case, with of each entry the badges that `badges` gives.
pub(super) fn shown(index: &Index<'_>, case: &Case, badges: impl Fn(&Entry) -> Vec<Ready<Badge>>) -> Vec<ShownResult> {
    let result = |entry: &Entry| ShownResult {
        level: entry.level_said(),
        is_pending: entry.competition.is_pending,
        badges: badges(entry),
        award: AwardView::new(entry),
        rank: entry.rank,
        bonus: points(entry.bonus),
    };
    case.shown_entries(&index.archive.site.policy).into_iter().map(result).collect()
}

/// All results of an entry, the best first; that they are still to come, where they are.
pub(super) fn badges(index: &Index<'_>, entry: &Entry) -> Vec<Ready<Badge>> {
    if entry.competition.is_pending {
        return vec![index.badge_of(entry)];
    }
    entry.results.iter().map(|outcome| index.badge(outcome, entry.competition.level())).collect()
}

impl AwardView {
    /// The award of an entry that has one.
    pub(super) fn new(entry: &Entry) -> Option<Self> {
        let view =
            |name: &String| Self { name: name.clone(), is_champion: name == CHAMPION && entry.level_said().is_none() };
        entry.award.as_ref().map(view)
    }
}

/// The shapes of results from the best down; the least has [`LEAST`].
const SHAPES: [&str; 7] = ["★", "▲", "●", "○", "◇", "□", "△"];
pub(super) const LEAST: &str = "·";

impl Badge {
    /// The badge of a result in the order of the policy.
    pub fn new(policy: &Policy, outcome: &Arc<Outcome>) -> Self {
        let bonus = policy.bonus(Level::District, &[Arc::clone(outcome)]);
        let order = policy.order(outcome);
        let from_best = policy.outcomes.len().saturating_sub(order + 1);
        let (shape, tone) = match (order, from_best) {
            (0, _) => (LEAST, "plain"),
            (_, 0) => (SHAPES[0], "gold"),
            (_, 1) => (SHAPES[1], "red"),
            (_, place) => (SHAPES[place.min(SHAPES.len() - 1)], if bonus.is_zero() { "plain" } else { "ink" }),
        };
        let url = routes::result(outcome, 1);
        Self { name: outcome.name.clone(), level: None, url, shape, tone, bonus: points(bonus) }
    }

    /// The same result of a township's competition: it says so itself, and has not the colours of the district's.
    pub(super) fn of_township(self) -> Self {
        Self { level: Some(Level::Township.name()), tone: "town", bonus: None, ..self }
    }

    /// In place of a result that is not published yet; leads to the contest, which says when it will be.
    pub(super) fn to_come(competition: &Competition) -> Self {
        let (name, url) = (TO_COME.to_owned(), routes::competition(competition));
        let level = (competition.level() == Level::Township).then(|| Level::Township.name());
        Self { name, level, url, shape: "…", tone: "plain", bonus: None }
    }
}
