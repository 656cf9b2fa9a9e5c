//! A dot plot: the scores of each judge for each entry, with the combined score and the spread.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Percent;
use super::scale::Scale;
use crate::archive::routes;
use crate::domain::{Case, Scoring};
use crate::model::Route;

/// The most entries of a drawing; the table beside it has them all.
const MOST_ROWS: usize = 40;

/// The scores of a competition's judges.
#[derive(Clone, Debug, Serialize)]
pub struct DotPlot {
    /// What it shows in a sentence: who has the highest score, and whether the judges agreed.
    pub finding: String,
    /// The scale.
    pub ticks: Vec<Tick>,
    /// The entries, the highest combined score first.
    pub rows: Vec<DotRow>,
    /// How many more entries there are.
    pub more: usize,
    /// Whether scores were left out; they are drawn hollow.
    pub trimmed: bool,
}

/// A mark of the scale.
#[derive(Clone, Debug, Serialize)]
pub struct Tick {
    /// Where it stands.
    pub x: Percent,
    /// The score.
    pub text: String,
}

/// An entry's scores.
#[derive(Clone, Debug, Serialize)]
pub struct DotRow {
    /// The case's name in addresses.
    pub slug: String,
    /// The case's title.
    pub title: String,
    /// Its page.
    pub url: Route,
    /// The combined score, with two digits after the point.
    pub combined: String,
    /// Where it stands.
    pub x: Percent,
    /// The lowest score.
    pub low: Percent,
    /// The highest.
    pub high: Percent,
    /// The scores, one a judge.
    pub dots: Vec<ScoreDot>,
    /// All of it in words.
    pub description: String,
}

/// A judge's score.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreDot {
    /// Where it stands.
    pub x: Percent,
    /// How far below the top in px; equal scores stand above and below each other.
    pub y: u8,
    /// The judge and the score.
    pub text: String,
    /// Whether it counts in the combined score.
    pub counts: bool,
}

/// An entry whose scores are to be drawn.
pub(in super::super) struct Judged<'a> {
    /// The case.
    pub(in super::super) case: &'a Case,
    /// One score a judge; never empty.
    pub(in super::super) scores: &'a [Decimal],
    /// The combined score before rounding.
    pub(in super::super) exact: Decimal,
    /// The combined score as it is written.
    pub(in super::super) combined: &'a str,
}

/// The plot of entries in their order; none without scores.
pub(in super::super) fn plot(judges: &[String], scoring: Scoring, entries: &[Judged<'_>]) -> Option<DotPlot> {
    let all = || entries.iter().flat_map(|entry| entry.scores).copied();
    let scale = Scale::between(all().min()?, all().max()?);
    let trimmed = scoring == Scoring::TrimmedMean && judges.len() > 2;
    Some(DotPlot {
        finding: leading(entries) + &agreement(judges, entries),
        ticks: scale.ticks().map(|tick| Tick { x: scale.place(tick), text: tick.to_string() }).collect(),
        rows: entries.iter().take(MOST_ROWS).map(|entry| row(judges, &scale, trimmed, entry)).collect(),
        more: entries.len().saturating_sub(MOST_ROWS),
        trimmed,
    })
}

fn row(judges: &[String], scale: &Scale, trimmed: bool, entry: &Judged<'_>) -> DotRow {
    let (lowest, highest) = ends(entry.scores);
    let dot = |(place, (score, judge)): (usize, (&Decimal, &String))| ScoreDot {
        x: scale.place(*score),
        y: height(equal(&entry.scores[..place], *score), equal(entry.scores, *score)),
        text: format!("{judge} {}", score.normalize()),
        counts: !trimmed || (place != lowest && place != highest),
    };
    let said = |place: usize| {
        let score = entry.scores[place];
        let judges = match equal(entry.scores, score) {
            1 => judges[place].clone(),
            several => format!("{}等 {several} 位", judges[place]),
        };
        format!("{} 分（{judges}）", score.normalize())
    };
    let description = match entry.scores {
        [_] => format!("{}：{}", entry.case.title, said(0)),
        scores if equal(scores, scores[0]) == scores.len() => {
            format!("{}：各位评委都打 {} 分", entry.case.title, scores[0].normalize())
        }
        _ => {
            format!("{}：综合得分 {}，最低 {}，最高 {}", entry.case.title, entry.combined, said(lowest), said(highest))
        }
    };
    DotRow {
        slug: entry.case.slug.clone(),
        title: entry.case.title.clone(),
        url: routes::case(entry.case),
        combined: entry.combined.to_owned(),
        x: scale.place(entry.exact),
        low: scale.place(entry.scores[lowest]),
        high: scale.place(entry.scores[highest]),
        dots: entry.scores.iter().zip(judges).enumerate().map(dot).collect(),
        description,
    }
}

fn equal(scores: &[Decimal], score: Decimal) -> usize {
    scores.iter().filter(|other| **other == score).count()
}

/// The height of a dot by how many equal ones come before it, and how many there are: few stand apart around the
/// middle, more of them fill the height.
fn height(before: usize, all: usize) -> u8 {
    const FEW: [u8; 4] = [16, 7, 25, 12];
    let spread = || u8::try_from(4 + 24 * before / (all - 1)).unwrap_or(28);
    if all <= FEW.len() { FEW[before] } else { spread() }
}

/// The places of a lowest and of another highest score, the first of each.
fn ends(scores: &[Decimal]) -> (usize, usize) {
    let mut places: Vec<usize> = (0..scores.len()).collect();
    places.sort_by_key(|&place| scores[place]);
    let highest = *places.last().unwrap_or(&0);
    let lowest = places.first().copied().unwrap_or_default();
    (lowest, highest)
}

/// How many share the highest combined score.
fn leaders(entries: &[Judged<'_>]) -> usize {
    entries.iter().take_while(|entry| entry.exact == entries[0].exact).count()
}

/// Who has the highest combined score; empty where that sets nobody apart. The entries come in the order of theirs.
fn leading(entries: &[Judged<'_>]) -> String {
    let same = leaders(entries);
    match (same, &entries[0]) {
        _ if same == entries.len() => String::new(),
        (1, first) => format!("《{}》综合得分最高，为 {} 分；", first.case.title, first.combined),
        (_, first) => format!("{same} 件案例综合得分并列最高，各得 {} 分；", first.combined),
    }
}

fn agreement(judges: &[String], entries: &[Judged<'_>]) -> String {
    let spread = |entry: &Judged<'_>| {
        let (lowest, highest) = ends(entry.scores);
        (entry.scores[highest] - entry.scores[lowest]).normalize()
    };
    let spreads: Vec<Decimal> = entries.iter().map(spread).collect();
    let most = super::words::highest(&spreads);
    let titles: Vec<String> = most.iter().map(|&place| format!("《{}》", entries[place].case.title)).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let judge_count = judges.len();
    match (judge_count, entries.len(), titles.as_slice()) {
        (0 | 1, _, _) => format!("只有一位评委评分，共 {} 件案例。", entries.len()),
        (_, 1, []) => format!("{judge_count} 位评委的评分相同。"),
        (_, _, []) => format!("{judge_count} 位评委对每件案例的评分都相同。"),
        (_, 1, _) => format!("{judge_count} 位评委的评分最多相差 {} 分。", spreads[0]),
        (_, _, [one]) => {
            // The sentence has just named the first.
            let (which, too) = if most == [0] && leaders(entries) == 1 { ("这件案例", "也") } else { (*one, "") };
            format!("评委对{which}的看法{too}最不一致，最高与最低相差 {} 分。", spreads[most[0]])
        }
        (_, all, same) if all == same.len() => {
            format!("评委对 {all} 件案例的评分，最高与最低都相差 {} 分。", spreads[0])
        }
        // Long titles in a row would bury what is said of them.
        (_, _, same) if same.len() > 2 => {
            format!("评委对 {} 件案例的看法最不一致，最高与最低都相差 {} 分。", same.len(), spreads[most[0]])
        }
        _ => format!("评委对{}的看法最不一致，最高与最低都相差 {} 分。", titles.concat(), spreads[most[0]]),
    }
}
