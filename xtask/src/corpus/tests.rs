//! What a synthetic archive is held to.

use std::collections::BTreeMap;

use super::*;

const TOTAL: usize = 1000;

fn files() -> impl Iterator<Item = (Case, String)> {
    (0..TOTAL).map(|number| {
        let case = Case::new(number, TOTAL);
        let text = case_file(&case, TOTAL);
        (case, text)
    })
}

#[test]
fn the_same_number_gives_the_same_bytes() {
    let again: Vec<String> = files().map(|(_, text)| text).collect();
    assert!(files().map(|(_, text)| text).eq(again));
}

#[test]
fn a_case_has_about_1500_han_characters() {
    let lengths: Vec<usize> = files().map(|(_, text)| prose::han(&text)).collect();
    let mean = lengths.iter().sum::<usize>() / TOTAL;
    assert!((1400..1600).contains(&mean), "mean {mean}");
    assert!(
        lengths.iter().all(|length| (900..2300).contains(length)),
        "{:?}",
        (lengths.iter().min(), lengths.iter().max())
    );
}

#[test]
fn every_blank_of_the_vocabulary_is_filled() {
    for (case, text) in files() {
        assert!(!text.contains(['{', '}']), "case {}: {text}", case.number);
    }
}

#[test]
fn hardly_any_two_sentences_are_the_same() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (_, text) in files() {
        let sentences = text.split('。').map(str::trim).filter(|sentence| prose::han(sentence) > 10);
        sentences.for_each(|sentence| *seen.entry(sentence.to_owned()).or_default() += 1);
    }
    let all: usize = seen.values().sum();
    assert!(seen.len() * 100 > all * 85, "{} of {all} are different", seen.len());
}

#[test]
fn a_district_competition_has_30_to_60_entries() {
    let mut entries: BTreeMap<Competition, usize> = BTreeMap::new();
    for (case, _) in files() {
        case.entries.iter().for_each(|entry| *entries.entry(entry.competition).or_default() += 1);
    }
    let mut district = entries.iter().filter(|(competition, _)| competition.township.is_none());
    assert!(district.clone().count() > 20);
    assert!(district.all(|(_, count)| (30..=60).contains(count)), "{:?}", entries.values());
    assert!(entries.keys().any(|competition| competition.township.is_some()));
}

#[test]
fn an_elective_has_its_own_theme_and_township_entries_earn_nothing() {
    for (case, text) in files() {
        assert_eq!(text.contains("自选动作"), case.own_theme.is_some(), "case {}", case.number);
        if case.entries.iter().all(|entry| entry.competition.township.is_some()) {
            assert!(!text.contains("bonus:"), "case {}", case.number);
        }
    }
}

#[test]
fn days_run_forward_and_stay_in_the_year() {
    let competition = Case::new(TOTAL - 1, TOTAL).entries.remove(0).competition;
    assert_eq!(competition.quarter.id(), "2026Q3");
    let days: Vec<String> = (0..11).map(|later| competition.published(later)).collect();
    assert!(days.is_sorted() && days.last().is_some_and(|day| day.as_str() < TODAY), "{days:?}");
}
