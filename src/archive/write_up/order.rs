//! Headings that stand twice, or in another order than their own numbers say; steps of which one is missing.

use std::collections::BTreeMap;

use super::numbers::{Fault, Kind, han, read, step};
use crate::markdown::Heading;
use crate::model::Span;

/// The headings of sections that say the same as one before them, each behind the first that does.
pub(super) fn repeated(headings: &[Heading]) -> Vec<(&Heading, &Heading)> {
    let mut known: BTreeMap<&str, &Heading> = BTreeMap::new();
    let mut pairs = Vec::new();
    for heading in headings.iter().filter(|heading| heading.level <= 2 && !heading.text.is_empty()) {
        if heading.level < 2 {
            known.clear();
            continue;
        }
        let first = *known.entry(&heading.text).or_insert(heading);
        pairs.extend((first.span != heading.span).then_some((first, heading)));
    }
    pairs
}

/// The headings that have all numbers from one on, but in another order: their places among all, the first of them that
/// is not where it should be with what is wrong.
pub(super) fn misplaced(headings: &[Heading]) -> BTreeMap<usize, Option<Fault>> {
    let mut found = BTreeMap::new();
    let mut open: BTreeMap<u8, Vec<(usize, Kind, usize)>> = BTreeMap::new();
    for (at, heading) in headings.iter().enumerate() {
        let ended = open.split_off(&(heading.level + 1));
        for siblings in ended.values() {
            add_misplaced(&mut found, siblings);
        }
        let number = read(&heading.text).map(|(kind, number)| (at, kind, number));
        open.entry(heading.level).or_default().extend(number);
    }
    for siblings in open.values() {
        add_misplaced(&mut found, siblings);
    }
    found
}

fn add_misplaced(found: &mut BTreeMap<usize, Option<Fault>>, siblings: &[(usize, Kind, usize)]) {
    let mut numbers: Vec<usize> = siblings.iter().map(|(_, _, number)| *number).collect();
    let first = numbers.iter().zip(1..).position(|(number, wanted)| *number != wanted);
    numbers.sort_unstable();
    let is_whole = numbers.iter().zip(1..).all(|(number, wanted)| *number == wanted);
    let is_one_kind = siblings.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let Some(first) = first.filter(|_| is_whole && is_one_kind) else { return };
    let order: Vec<String> = siblings.iter().map(|(_, kind, number)| kind.shown(*number)).collect();
    let message = format!("这几个小标题的次序是「{}」，和编号不一致", order.join(" "));
    found.extend(siblings.iter().map(|(at, ..)| (*at, None)));
    found.insert(siblings[first].0, Some(Fault { message, help: "请按编号排好这几节，或改编号".to_owned() }));
}

/// Where a text tells of a step behind the first one, `第三步`, and nowhere of the one before it.
pub(super) fn lost_step(body: &str) -> Option<(Span, Fault)> {
    let mut steps: BTreeMap<usize, Span> = BTreeMap::new();
    for (at, _) in body.match_indices("第") {
        // 第二、第三步 and 第二至第四步 tell of several; 按“第三步战略” of none.
        if body[..at].ends_with(['、', '至', '到', '和', '“', '及']) {
            return None;
        }
        if let Some((number, length)) = step(&body[at..]) {
            steps.entry(number).or_insert(Span::new(at, at + length));
        }
    }
    let (last, next) = steps.keys().zip(steps.keys().skip(1)).find(|(last, next)| *last + 1 < **next)?;
    let (lost, own) = (han(last + 1), &body[steps[next].start..steps[next].end]);
    let fault = Fault {
        message: format!("写了「{own}」，没有「第{lost}步」"),
        help: format!("请补上「第{lost}步」，或把这里改成它"),
    };
    steps.contains_key(&1).then_some((steps[next], fault))
}
