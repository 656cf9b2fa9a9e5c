//! The way of a case through contests, and which of its entries count.

use serde::Serialize;

use super::super::Ready;
use super::super::index::Index;
use super::super::parts::{Link, competition_link};
use super::super::shown::{AwardView, Badge, badges};
use crate::archive::routes;
use crate::domain::{Case, Entry, Named, SameCase, Verdict, verdicts};
use crate::model::Route;

/// An entry of a case.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryRow {
    /// The competition.
    pub competition: Link,
    /// Whether its results are not published yet.
    pub is_pending: bool,
    /// The results, the best first.
    pub results: Vec<Ready<Badge>>,
    /// 名次.
    pub rank: Option<u32>,
    /// Whether it shares its rank.
    pub tie: bool,
    /// 奖项.
    pub award: Option<AwardView>,
    /// 申报方式.
    pub track: Option<&'static str>,
    /// The points for it.
    pub bonus: String,
    /// The year in which these points count, where they do.
    pub counts: Option<i16>,
    /// Why they do not count, where it is known that they do not.
    pub why_not: Option<String>,
}

/// What a case brought its township in a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearNote {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: Route,
    /// The points; none while its results are to come.
    pub bonus: Option<String>,
    /// Which entry counted by which rule.
    pub because: String,
}

/// The entries of a case, the oldest first.
pub(super) fn history(index: &Index<'_>, case: &Case) -> Vec<HistoryRow> {
    let verdicts = verdicts(case, index.archive.site.policy.same_case);
    case.entries.iter().zip(verdicts).map(|(entry, verdict)| row(index, entry, verdict)).collect()
}

fn row(index: &Index<'_>, entry: &Entry, verdict: Verdict<'_>) -> HistoryRow {
    HistoryRow {
        competition: competition_link(&entry.competition),
        is_pending: entry.competition.is_pending,
        results: badges(index, entry),
        rank: entry.rank,
        tie: entry.tie,
        award: AwardView::new(entry),
        track: entry.track.map(Named::name),
        bonus: entry.bonus.to_string(),
        counts: if let Verdict::Counts(year) = verdict { Some(year) } else { None },
        why_not: why_not(entry, verdict),
    }
}

/// The reason why an entry does not count, in words for readers.
fn why_not(entry: &Entry, verdict: Verdict<'_>) -> Option<String> {
    let name = |entry: &Entry| entry.result().name.clone();
    Some(match verdict {
        Verdict::Counts(_) | Verdict::Pending => return None,
        Verdict::NoPoints => format!("“{}”不加分", name(entry)),
        Verdict::Township => "乡镇级比武只作记录，不加分".to_owned(),
        Verdict::Lower(best) => {
            let (quarter, result, bonus) = (best.competition.quarter().name(), name(best), best.bonus);
            format!("按就高原则，同年已计{quarter}“{result}”{bonus} 分")
        }
        Verdict::Elsewhere(year, bonus) => format!("同一案例只计一次，已按最高的 {bonus} 分计入 {year} 年"),
    })
}

/// What it brought its township, the oldest year first.
pub(super) fn years(index: &Index<'_>, case: &Case) -> Vec<YearNote> {
    let note = |&(year, reason): &(i16, &crate::domain::Reason)| YearNote {
        year,
        url: routes::year(year),
        bonus: (!reason.is_pending).then(|| reason.bonus.to_string()),
        because: reason.because.clone(),
    };
    index.reasons(case).iter().map(note).collect()
}

/// What 就高原则 means for a case with several entries that have points.
pub(super) fn rule(case: &Case, same_case: SameCase) -> Option<&'static str> {
    let with_points = case.entries.iter().filter(|entry| !entry.bonus.is_zero()).count();
    (with_points > 1).then_some(match same_case {
        SameCase::Year => "按就高原则，同一案例在同一年度只计一次，取最高的加分，不重复累加。",
        SameCase::Ever => "按就高原则，同一案例只计一次，计入加分最高的年度，不重复累加。",
    })
}
