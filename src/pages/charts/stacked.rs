//! Stacked bars: entries by dimension or township, and in each by result.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::Ready;
use super::super::index::Index;
use super::super::parts::{Link, township_link};
use super::super::shown::{Badge, LEAST};
use super::Percent;
use super::words::{highest, named, share};
use crate::archive::{EntryOf, routes};
use crate::domain::Competition;

/// The least number that the whole width of a drawing stands for, so that one entry never looks like all.
const LEAST_SCALE: usize = 5;

/// The most bars of a drawing; the table has them all.
const MOST_ROWS: usize = 12;

/// Bars of entries, each divided by result.
#[derive(Clone, Debug, Serialize)]
pub struct StackedBars {
    /// What it shows in a sentence.
    pub finding: String,
    /// What a bar is: 维度 or 乡镇（街道）.
    pub of: &'static str,
    /// The results that occur, the best first.
    pub key: Vec<StackKey>,
    /// All rows.
    pub rows: Vec<StackRow>,
    /// How many of them, from the first, are drawn.
    pub drawn: usize,
    /// How many entries there are.
    pub total: usize,
    /// Whether any entry has several results, of which the best is counted.
    pub has_several: bool,
}

/// A result in the key.
#[derive(Clone, Debug, Serialize)]
pub struct StackKey {
    /// The result.
    pub badge: Ready<Badge>,
    /// The name of its pattern: `best`, `second`, `third`, `other`, `least` or `to-come`.
    pub fill: &'static str,
    /// How many entries have it.
    pub total: usize,
}

/// One bar.
#[derive(Clone, Debug, Serialize)]
pub struct StackRow {
    /// What it counts.
    pub label: Link,
    /// How many entries there are.
    pub total: usize,
    /// One count a result of the key; they add up to the total.
    pub counts: Vec<usize>,
    /// The parts of the bar, from the left.
    pub segments: Vec<Segment>,
    /// The parts in words.
    pub description: String,
}

/// A part of a bar.
#[derive(Clone, Debug, Serialize)]
pub struct Segment {
    /// Where it starts.
    pub x: Percent,
    /// How long it is.
    pub width: Percent,
    /// Its middle.
    pub middle: Percent,
    /// The name of its pattern.
    pub fill: &'static str,
    /// The shape of the result and the count, or the count alone, where there is room for it.
    pub text: Option<String>,
}

/// What bars stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum By {
    /// The main dimension, in the order of the dimensions.
    Dimension,
    /// The township, the most entries first.
    Township,
}

/// A bar before it is drawn: one count a result, the best first, then that of results to come.
struct Tally {
    label: Link,
    counts: Vec<usize>,
}

/// A result that occurs, by its place from the best.
struct Kind {
    place: usize,
    badge: Badge,
    fill: &'static str,
}

/// The bars of some entries; none below two, where there is nothing to compare. `hidden` says how many more there were,
/// of cases that are no longer public or withdrawn.
pub(in super::super) fn bars<'a>(
    index: &Index<'_>,
    entries: impl Iterator<Item = &'a EntryOf> + Clone,
    by: By,
    hidden: usize,
) -> Option<StackedBars> {
    let tallies = tallies(index, entries.clone(), by);
    let total: usize = tallies.iter().map(Tally::total).sum();
    if total < 2 {
        return None;
    }
    let sum = |place: usize| tallies.iter().map(|tally| tally.counts[place]).sum();
    let mut to_come =
        entries.clone().map(|entry| &*entry.entry().competition).filter(|competition| competition.is_pending);
    let to_come_total = to_come.clone().count();
    let is_of_townships = entries.clone().all(|entry| entry.entry().level_said().is_some());
    let kinds = kinds(index, is_of_townships, to_come.next(), |place| sum(place) > 0);
    let longest = tallies.iter().map(Tally::total).max().unwrap_or_default().max(LEAST_SCALE);
    let key = |kind: &Kind| StackKey { badge: Ready::new(&kind.badge), fill: kind.fill, total: sum(kind.place) };
    Some(StackedBars {
        finding: if hidden > 0 { "公开的案例里，" } else { "" }.to_owned()
            + &finding(&tallies, by, total, to_come_total),
        of: by.name(),
        key: kinds.iter().map(key).collect(),
        drawn: tallies.len().min(MOST_ROWS),
        rows: tallies.into_iter().map(|tally| row(tally, &kinds, longest)).collect(),
        total,
        has_several: entries.map(EntryOf::entry).any(|entry| entry.results.len() > 1),
    })
}

fn tallies<'a>(index: &Index<'_>, entries: impl Iterator<Item = &'a EntryOf>, by: By) -> Vec<Tally> {
    let policy = &index.archive.site.policy;
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for entry in entries {
        let tally = tallies
            .entry(by.order(index, entry))
            .or_insert_with(|| Tally { label: by.label(entry), counts: vec![0; policy.outcomes.len() + 1] });
        let entry = entry.entry();
        let is_pending = entry.competition.is_pending;
        let from_worst = if is_pending { 0 } else { 1 + policy.order(entry.result()) };
        tally.counts[policy.outcomes.len() - from_worst] += 1;
    }
    let mut tallies: Vec<Tally> = tallies.into_values().collect();
    if by == By::Township {
        tallies.sort_by_key(|tally| std::cmp::Reverse(tally.total()));
    }
    tallies
}

fn kinds(
    index: &Index<'_>,
    is_of_townships: bool,
    to_come: Option<&Competition>,
    occurs: impl Fn(usize) -> bool,
) -> Vec<Kind> {
    let policy = &index.archive.site.policy;
    let from_best = policy.outcomes.iter().rev().enumerate().filter(|&(place, _)| occurs(place));
    let awaited = to_come.map(|competition| Kind {
        place: policy.outcomes.len(),
        badge: Badge::to_come(competition),
        fill: "to-come",
    });
    let kind = |(place, outcome): (usize, &Arc<crate::domain::Outcome>)| Kind {
        place,
        badge: if is_of_townships { Badge::new(policy, outcome).of_township() } else { Badge::new(policy, outcome) },
        fill: fill(place, policy.outcomes.len(), is_of_townships),
    };
    from_best.map(kind).chain(awaited).collect()
}

/// The pattern of a result by its place from the best; told apart without colour.
/// A township's has not the colours of the district's best ones.
const fn fill(place: usize, results: usize, is_of_townships: bool) -> &'static str {
    match place {
        _ if place + 1 == results => "least",
        0 | 2 if is_of_townships => "third",
        _ if is_of_townships => "other",
        0 => "best",
        1 => "second",
        2 => "third",
        _ => "other",
    }
}

fn row(tally: Tally, kinds: &[Kind], longest: usize) -> StackRow {
    let counts: Vec<usize> = kinds.iter().map(|kind| tally.counts[kind.place]).collect();
    let percent = |count: usize, of: usize| Percent::of(Decimal::from(count), Decimal::from(of));
    let mut before = 0;
    let mut segments = Vec::new();
    for (kind, &count) in kinds.iter().zip(&counts).filter(|(_, count)| **count > 0) {
        segments.push(Segment {
            x: percent(before, longest),
            width: percent(count, longest),
            middle: percent(2 * before + count, 2 * longest),
            fill: kind.fill,
            text: text(kind.badge.shape, count, longest),
        });
        before += count;
    }
    let part = |(kind, count): (&Kind, &usize)| (*count > 0).then(|| format!("{} {count}", kind.badge.name));
    let parts: Vec<String> = kinds.iter().zip(&counts).filter_map(part).collect();
    let description = format!("{} {} 件次：{}", tally.label.text, before, parts.join("，"));
    StackRow { label: tally.label, total: before, counts, segments, description }
}

/// What is written in a segment: the shape and the count, or the count alone, as it fits. A digit needs about 4 per cent
/// of the narrowest bar, the shape 4 more than that.
fn text(shape: &str, count: usize, longest: usize) -> Option<String> {
    let number = count.to_string();
    let fits = |needed: usize| count * 100 >= needed * longest;
    // The least one's dot would be read as one of a decimal.
    if shape != LEAST && fits(8 + 4 * number.len()) {
        return Some(format!("{shape}{number}"));
    }
    fits(2 + 4 * number.len()).then_some(number)
}

fn finding(tallies: &[Tally], by: By, total: usize, to_come: usize) -> String {
    let among = if to_come > 0 { format!("（含待公布 {to_come} 件次）") } else { String::new() };
    let totals: Vec<usize> = tallies.iter().map(Tally::total).collect();
    let most = highest(&totals);
    let names: Vec<&str> = most.iter().map(|&place| tallies[place].label.text.as_str()).collect();
    let count = most.first().map_or(0, |&place| totals[place]);
    match (tallies.len(), most.len()) {
        (1, _) => format!("{total} 件次参赛案例都{}{}。", by.belongs(), names.concat()),
        (all, most) if all == most => format!("{all} 个{}参赛一样多，各 {count} 件次。", by.name()),
        (_, 1) => {
            format!(
                "{}参赛最多，有 {count} 件次，占全部 {total} 件次{among}的 {}。",
                names.concat(),
                share(count, total)
            )
        }
        _ => format!("{}参赛最多，各 {count} 件次，全部共 {total} 件次{among}。", named(&names, "个")),
    }
}

impl Tally {
    fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

impl By {
    const fn name(self) -> &'static str {
        match self {
            Self::Dimension => "维度",
            Self::Township => "乡镇（街道）",
        }
    }

    const fn belongs(self) -> &'static str {
        match self {
            Self::Dimension => "属于",
            Self::Township => "来自",
        }
    }

    fn order(self, index: &Index<'_>, entry: &EntryOf) -> usize {
        let slug = &entry.case.dimension().slug;
        match self {
            Self::Dimension => index.archive.site.dimensions.iter().position(|d| d.slug == *slug).unwrap_or_default(),
            Self::Township => entry.case.unit.township.order,
        }
    }

    fn label(self, entry: &EntryOf) -> Link {
        let dimension = entry.case.dimension();
        match self {
            Self::Dimension => Link::new(&dimension.name, routes::dimension(dimension, 1)),
            Self::Township => township_link(&entry.case.unit.township),
        }
    }
}
