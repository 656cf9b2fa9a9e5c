//! The score table of a competition: the order of the scores beside the final one.

use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

use super::Ready;

use super::charts::DotPlot;
use super::charts::dots::{Judged, plot};
use super::index::Index;
use super::parts::CaseRow;
use crate::domain::{Case, Competition, ScoreRow, Scoring};

/// The score table of a competition.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreTable {
    /// The judges, in the order of the columns.
    pub judges: Vec<String>,
    /// How the scores combine.
    pub method: &'static str,
    /// The entries, the highest combined score first.
    pub rows: Vec<ScoreLine>,
    /// Whether the final order differs from that of the scores.
    pub differs: bool,
    /// The scores as dots.
    pub dots: Option<DotPlot>,
}

/// One entry's scores.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreLine {
    /// The case.
    pub row: Ready<CaseRow>,
    /// One score a judge.
    pub scores: Vec<String>,
    /// The combined score, with two digits after the point.
    pub combined: String,
    /// The place by the scores; equal scores share one.
    pub score_rank: usize,
    /// The final rank, where there is one.
    pub final_rank: Option<u32>,
    /// Whether another entry is before it in one order and behind it in the other.
    pub differs: bool,
}

/// A row of the sheet with all that orders it.
struct Scored<'a> {
    case: &'a Case,
    scores: &'a ScoreRow,
    row: &'a Ready<CaseRow>,
    exact: Decimal,
    combined: Decimal,
    final_rank: Option<u32>,
}

/// The table of a competition that has a score sheet.
pub(super) fn table(index: &Index<'_>, competition: &Competition) -> Option<ScoreTable> {
    let sheet = index.archive.scores.get(&competition.id)?;
    let scored = in_order(index, competition, &sheet.rows);
    if scored.is_empty() {
        return None;
    }
    let differs = differing(&scored);
    // So that they stand below each other.
    let all = scored.iter().flat_map(|entry| &entry.scores.scores);
    let places = all.map(|score| score.normalize().scale()).max().map_or(0, |places| places as usize);
    let mut rows: Vec<ScoreLine> = Vec::with_capacity(scored.len());
    for (place, entry) in scored.iter().enumerate() {
        let shares = place > 0 && scored[place - 1].exact == entry.exact;
        let score_rank = if shares { rows[place - 1].score_rank } else { place + 1 };
        rows.push(ScoreLine {
            row: entry.row.clone(),
            scores: entry.scores.scores.iter().map(|score| format!("{score:.places$}")).collect(),
            combined: format!("{:.2}", entry.combined),
            score_rank,
            final_rank: entry.final_rank,
            differs: differs[place],
        });
    }
    let method = match competition.scoring {
        Scoring::Mean => "各评委评分的平均分",
        Scoring::TrimmedMean if sheet.judges.len() < 3 => "各评委评分的平均分（评委不足三位，没有去掉最高分和最低分）",
        Scoring::TrimmedMean => "去掉一个最高分、一个最低分后的平均分",
    };
    Some(ScoreTable {
        dots: plot(&sheet.judges, competition.scoring, &dots(&scored, &rows)),
        judges: sheet.judges.clone(),
        method,
        rows,
        differs: differs.contains(&true),
    })
}

fn dots<'a>(scored: &'a [Scored<'_>], lines: &'a [ScoreLine]) -> Vec<Judged<'a>> {
    let one = |(entry, line): (&'a Scored<'_>, &'a ScoreLine)| Judged {
        case: entry.case,
        scores: &entry.scores.scores,
        exact: entry.exact,
        combined: &line.combined,
    };
    scored.iter().zip(lines).map(one).collect()
}

fn in_order<'a>(index: &'a Index<'_>, competition: &Competition, rows: &'a [ScoreRow]) -> Vec<Scored<'a>> {
    let entries = index.archive.entries_of(competition);
    let known: BTreeMap<&str, _> = entries.iter().map(|entry| (entry.case.slug.as_str(), entry)).collect();
    let scored = |scores: &'a ScoreRow| {
        let entry = known.get(scores.case.as_str())?;
        let exact = competition.scoring.exact(&scores.scores)?;
        Some(Scored {
            case: &entry.case,
            scores,
            row: index.row_of(&entry.case)?,
            exact,
            combined: competition.scoring.combine(&scores.scores)?,
            final_rank: entry.entry().rank,
        })
    };
    let mut all: Vec<Scored<'a>> = rows.iter().filter_map(scored).collect();
    all.sort_by(|a, b| {
        b.exact.cmp(&a.exact).then(a.final_rank.cmp(&b.final_rank)).then(a.scores.case.cmp(&b.scores.case))
    });
    all
}

/// For each row whether the final order puts it on another side of some row than the scores do.
fn differing(scored: &[Scored<'_>]) -> Vec<bool> {
    let mut differs = vec![false; scored.len()];
    let mut highest_before = None;
    for_groups(scored, false, |group| {
        for &place in group {
            differs[place] |=
                scored[place].final_rank.is_some_and(|rank| highest_before.is_some_and(|high| rank < high));
        }
        highest_before = highest_before.max(group.iter().filter_map(|&place| scored[place].final_rank).max());
    });
    let mut lowest_after: Option<u32> = None;
    for_groups(scored, true, |group| {
        for &place in group {
            differs[place] |= scored[place].final_rank.is_some_and(|rank| lowest_after.is_some_and(|low| rank > low));
        }
        let lowest = group.iter().filter_map(|&place| scored[place].final_rank).min();
        lowest_after = lowest_after.into_iter().chain(lowest).min();
    });
    differs
}

/// Visits rows in groups of equal scores, from the highest down or the other way.
fn for_groups(scored: &[Scored<'_>], upwards: bool, mut visit: impl FnMut(&[usize])) {
    let places: Vec<usize> = (0..scored.len()).collect();
    let mut groups: Vec<&[usize]> = places.chunk_by(|&a, &b| scored[a].exact == scored[b].exact).collect();
    if upwards {
        groups.reverse();
    }
    groups.into_iter().for_each(&mut visit);
}
