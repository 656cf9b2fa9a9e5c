//! Terms and what is found by them, against a recount over the texts as they were written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::folding::units;
use crate::made::{Made, Random};
use crate::reader::{Class, Index, Postings};
use crate::{build, case};

const LINE: u16 = 10;

/// The made archive, its index, and the folded text of each document by its number, as it was written.
struct Made80 {
    index: Index,
    texts: Vec<Vec<u16>>,
    titles: Vec<Vec<u16>>,
}

static MADE: LazyLock<Made80> = LazyLock::new(|| {
    let made = Made::new();
    let index = Index::read(&build(&made.files).1);
    let by_url: BTreeMap<&str, _> = made.documents.iter().map(|one| (one.url.as_str(), one)).collect();
    assert_eq!(index.stored.len(), by_url.len());
    let (mut texts, mut titles) = (Vec::new(), Vec::new());
    for stored in &index.stored {
        let one = by_url[stored.url.as_str()];
        let text = format!("{}\n{}\n{}", one.title, one.words, one.body);
        texts.push(units(&text, &index.simplified));
        titles.push(units(&one.title, &index.simplified));
    }
    Made80 { index, texts, titles }
});

/// Every string of so many units within a line of any document, with the documents that have it and how often.
fn recount(texts: &[Vec<u16>], length: usize) -> BTreeMap<Vec<u16>, BTreeMap<usize, usize>> {
    let mut found: BTreeMap<Vec<u16>, BTreeMap<usize, usize>> = BTreeMap::new();
    for (document, text) in texts.iter().enumerate() {
        for part in text.windows(length).filter(|part| !part.contains(&LINE)) {
            *found.entry(part.to_vec()).or_default().entry(document).or_default() += 1;
        }
    }
    found
}

fn documents(postings: &Postings) -> BTreeSet<usize> {
    postings.keys().copied().collect()
}

#[test]
fn the_stored_texts_are_those_of_every_document() {
    for (stored, written) in MADE.index.texts.iter().zip(&MADE.texts) {
        assert_eq!(String::from_utf16_lossy(stored), String::from_utf16_lossy(written));
    }
}

#[test]
fn units_and_pairs_are_all_there_is_with_their_documents_and_classes() {
    for length in [1, 2] {
        let truth = recount(&MADE.texts, length);
        let terms: Vec<Vec<u16>> =
            MADE.index.terms().map(|(term, _)| term).filter(|term| term.len() == length).collect();
        let expected: Vec<Vec<u16>> = truth.keys().cloned().collect();
        assert_eq!(terms, expected);
        for (term, counts) in truth {
            let class = |document: usize, count: usize| match count {
                _ if MADE.titles[document].windows(length).any(|part| part == term) => Class::Title,
                1 => Class::Once,
                2 | 3 => Class::Twice,
                _ => Class::Often,
            };
            let expected: Postings = counts.into_iter().map(|(id, count)| (id, Some(class(id, count)))).collect();
            assert_eq!(MADE.index.term(&term), Some(&expected), "{}", String::from_utf16_lossy(&term));
        }
    }
}

#[test]
fn the_triples_that_are_kept_are_those_whose_pairs_promise_too_much() {
    let pairs = recount(&MADE.texts, 2);
    let mut expected = BTreeMap::new();
    for (triple, having) in recount(&MADE.texts, 3) {
        let promised = pairs[&triple[..2]].keys().filter(|id| pairs[&triple[1..]].contains_key(id)).count();
        let wrong = promised - having.len();
        if wrong >= 4 && wrong * 20 > promised {
            expected.insert(triple, having.into_keys().collect::<BTreeSet<usize>>());
        }
    }
    let kept = MADE.index.terms().filter(|(term, _)| term.len() == 3);
    let kept: BTreeMap<Vec<u16>, BTreeSet<usize>> = kept.map(|(term, postings)| (term, documents(postings))).collect();
    assert!(expected.len() > 300, "there are many: {}", expected.len());
    assert_eq!(kept, expected);
}

#[test]
fn any_string_of_one_to_twenty_units_is_found_in_exactly_the_documents_that_have_it() {
    let mut random = Random(1);
    for _ in 0..3000 {
        let text = &MADE.texts[random.below(MADE.texts.len())];
        let start = random.below(text.len());
        let line = text[start..].split(|unit| *unit == LINE).next().unwrap_or_default();
        let word = &line[..line.len().min(1 + random.below(20))];
        if word.is_empty() {
            continue;
        }
        let has = |id: &usize| MADE.texts[*id].windows(word.len()).any(|part| part == word);
        let expected: BTreeSet<usize> = (0..MADE.texts.len()).filter(has).collect();
        assert_eq!(MADE.index.having(word), expected, "{}", String::from_utf16_lossy(word));
    }
}

#[test]
fn what_is_in_no_text_is_found_nowhere() {
    for word in ["龘", "村龘", "乡村龘网格", "zzz"] {
        assert_eq!(MADE.index.urls(word), [""; 0], "{word}");
    }
}

#[test]
fn a_match_reaches_from_no_line_into_the_next() {
    let lines =
        "title: 麦香\nunit: 月坪村\ndimension: 乡村产业\ncompetition: 2026Q1\nresult: 观摩点\ntags: [粟米, 黍米]";
    let index = crate::index(&case("a", lines, "稻花\n\n- 豆花\n- 荞花\n\n麻花\\\n葵花"));
    for joined in ["麦香月坪", "月坪村粟米", "粟米黍米", "黍米稻花", "稻花豆花", "豆花荞花", "荞花麻花", "麻花葵花"]
    {
        assert_eq!(index.urls(joined), [""; 0], "{joined}");
    }
    for one in ["麦香", "月坪乡月坪村", "粟米", "黍米", "稻花", "豆花", "荞花", "麻花", "葵花"] {
        assert_eq!(index.urls(one), ["cases/a.html"], "{one}");
    }
}
