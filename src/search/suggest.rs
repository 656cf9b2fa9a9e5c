//! What is offered while a reader types: names, titles and words of the field, by their beginning and by pinyin.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use super::documents::Document;
use super::fold::fold;
use super::pack::{SearchFile, fnv1a};
use super::terms::{Block, Key};
use crate::archive::Archive;
use crate::domain::slugify;

/// Words of the field, each offered where the archive has it.
const VOCABULARY: &str = include_str!("vocabulary.txt");

/// The most a file may have, in bytes.
const MOST_BYTES: usize = 6 * 1024;

/// How many suggestions one beginning has at most.
const PER_BEGINNING: usize = 200;

/// How many suggestions a file is to have, about.
const PER_FILE: usize = 64;

/// A suggestion, as the format has it.
#[derive(Clone, Debug, Serialize)]
struct Suggestion<'a>(&'a str, &'static str, String, String);

/// The files of suggestions; a power of two of them.
pub(super) fn suggestions(archive: &Archive, documents: &[Document<'_>], blocks: &[Block]) -> Vec<SearchFile> {
    let mut names = names(archive, documents, blocks);
    let mut known = BTreeSet::new();
    names.retain(|(text, _)| known.insert(*text));
    let all: Vec<(Suggestion<'_>, Vec<Vec<u16>>)> = names.into_par_iter().map(suggestion).collect();
    let count =
        all.iter().map(|(_, beginnings)| beginnings.len()).sum::<usize>().div_ceil(PER_FILE).next_power_of_two();
    let mut beginnings: BTreeMap<&[u16], Vec<&Suggestion<'_>>> = BTreeMap::new();
    for (suggestion, own) in &all {
        for beginning in own {
            beginnings.entry(beginning).or_default().push(suggestion);
        }
    }
    // Of each beginning the best first, so that what does not fit is the least of each.
    let mut files: Vec<Vec<(usize, &Suggestion<'_>)>> = vec![Vec::new(); count];
    for (beginning, suggestions) in beginnings {
        let bucket = fnv1a(beginning.iter().flat_map(|unit| unit.to_le_bytes())) as usize % count;
        files[bucket].extend(suggestions.into_iter().take(PER_BEGINNING).enumerate());
    }
    files.into_par_iter().enumerate().map(|(number, list)| file(number, list)).collect()
}

/// What can be suggested, the best first: what the archive is ordered by, its titles, words of its texts.
fn names<'a>(archive: &'a Archive, documents: &[Document<'a>], blocks: &[Block]) -> Vec<(&'a str, &'static str)> {
    let site = &archive.site;
    let mut names: Vec<(&str, &str)> = Vec::new();
    names.extend(site.dimensions.iter().map(|dimension| (dimension.name.as_str(), "维度")));
    names.extend(archive.townships.iter().map(|township| (township.name.as_str(), "单位")));
    names.extend(archive.topics.iter().map(|topic| (topic.name.as_str(), "主题")));
    names.extend(site.policy.outcomes.iter().map(|outcome| (outcome.name.as_str(), "结果")));
    let words = VOCABULARY.split_whitespace().filter(|word| occurs(blocks, word));
    names.extend(words.map(|word| (word, "词语")));
    let villages = archive.townships.iter().flat_map(|township| &township.villages);
    names.extend(villages.map(|village| (village.name.as_str(), "单位")));
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    let tagged = archive.cases.iter().flat_map(|case| &case.tags);
    tagged.for_each(|tag| *tags.entry(tag).or_default() += 1);
    let mut tags: Vec<(&str, usize)> = tags.into_iter().collect();
    tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    names.extend(tags.into_iter().map(|(tag, _)| (tag, "标签")));
    let presenters = archive.cases.iter().filter_map(|case| case.presenter.as_ref());
    names.extend(presenters.map(|presenter| (presenter.name.as_str(), "汇报人")));
    names.extend(documents.iter().rev().map(|document| (document.source.title(), document.source.kind())));
    names
}

/// Whether all pairs of a word are in the texts; nearly always the word is, too.
fn occurs(blocks: &[Block], word: &str) -> bool {
    let mut units = Vec::new();
    fold(word, &mut units);
    units.pop();
    units.windows(2).all(|pair| {
        let block = blocks.binary_search_by_key(&pair[0], |block| block.terms[0].key.units()[0]);
        let key = Key::new(pair);
        block.is_ok_and(|place| blocks[place].terms[1..].binary_search_by_key(&key, |term| term.key).is_ok())
    })
}

/// A suggestion, with the beginnings that lead to it.
fn suggestion<'a>((text, kind): (&'a str, &'static str)) -> (Suggestion<'a>, Vec<Vec<u16>>) {
    let slug = slugify(text);
    let full = slug.replace('-', "");
    let initials: String = slug.split('-').filter_map(|syllable| syllable.chars().next()).collect();
    let beginnings: BTreeSet<Vec<u16>> =
        [text, &full, &initials].into_iter().map(beginning).filter(|beginning| !beginning.is_empty()).collect();
    (Suggestion(text, kind, full, initials), beginnings.into_iter().collect())
}

/// The units of a text that tell its file.
fn beginning(text: &str) -> Vec<u16> {
    let mut units = Vec::new();
    fold(text, &mut units);
    units.pop();
    let is_plain =
        units.first().is_some_and(|unit| char::from_u32(u32::from(*unit)).is_some_and(|c| c.is_ascii_alphanumeric()));
    units.truncate(if is_plain { 2 } else { 1 });
    units
}

/// The best of these suggestions, as many as fit.
fn file(number: usize, mut list: Vec<(usize, &Suggestion<'_>)>) -> SearchFile {
    list.sort_by_key(|(place, _)| *place);
    let mut known = BTreeSet::new();
    list.retain(|(_, suggestion)| known.insert(suggestion.0));
    let mut list: Vec<&Suggestion<'_>> = list.into_iter().map(|(_, suggestion)| suggestion).collect();
    loop {
        let file = SearchFile::packed(format!("s{number}"), &list);
        if file.bytes.len() <= MOST_BYTES {
            return file;
        }
        list.truncate((list.len() * MOST_BYTES / file.bytes.len()).min(list.len() - 1));
    }
}
