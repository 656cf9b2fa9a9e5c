//! The documents themselves, for results and to check them against.

use rayon::prelude::*;
use serde::Serialize;

use super::documents::Document;
use super::fold::fold;
use super::pack::{Before, SearchFile, encoded, fnv1a};
use crate::domain::Policy;
use crate::model::Route;

/// Set where a text has characters of the table of traditional ones.
const HAS_TRADITIONAL: u8 = 1;

/// One entry of a store file, as `format.md` has it.
#[derive(Serialize)]
struct Record<'a>(Route, &'a str, &'a str, String, String, String, u8);

/// How many documents a store file has: few, so that a result costs little; more in large archives, whose files would
/// be too many for some hosts.
pub(super) fn documents_per_file(documents: usize) -> usize {
    match documents {
        0..=2_500 => 1,
        2_501..=10_800 => 2,
        _ => 4,
    }
}

/// How many cases the common text is taken from.
const COMMON: usize = 10;

/// What store files are packed after, so that what most texts have need not stand in each: some cases of a large archive,
/// which their addresses choose, so that hardly any edit changes it. Smaller ones have none: there are few files to fetch.
pub(super) fn common(documents: &[Document<'_>], policy: &Policy) -> Before {
    if documents_per_file(documents.len()) == 1 {
        return Before::default();
    }
    let by_chance = documents.iter().filter_map(|document| {
        let slug = document.source.case()?.slug.as_str();
        Some((fnv1a(slug.bytes()), slug, document))
    });
    let mut cases: Vec<_> = by_chance.collect();
    cases.sort_unstable_by_key(|&(chance, slug, _)| (chance, slug));
    let records: Vec<_> = cases.into_iter().take(COMMON).map(|(_, _, document)| record(document, policy).0).collect();
    if records.is_empty() { Before::default() } else { Before::new(encoded(&records)) }
}

/// The store files, packed after what they have in common, and the folded text of every document, its title first.
pub(super) fn store(documents: &[Document<'_>], policy: &Policy, common: &Before) -> (Vec<SearchFile>, Vec<Vec<u16>>) {
    let files = documents.par_chunks(documents_per_file(documents.len())).enumerate().map(|(number, group)| {
        let (records, texts): (Vec<Record<'_>>, Vec<Vec<u16>>) =
            group.iter().map(|document| record(document, policy)).unzip();
        (SearchFile::deflated(format!("d{number}"), &encoded(&records), common), texts)
    });
    let (files, texts): (Vec<_>, Vec<_>) = files.unzip();
    (files, texts.into_iter().flatten().collect())
}

fn record<'a>(document: &Document<'a>, policy: &Policy) -> (Record<'a>, Vec<u16>) {
    let source = &document.source;
    let (title, words) = (source.title(), source.words());
    let body = document.markdown.map(crate::markdown::Markdown::plain_text).unwrap_or_default();
    let mut units = Vec::with_capacity((title.len() + words.len() + body.len()) / 2);
    let mut changed = fold(title, &mut units);
    changed |= fold(&words, &mut units);
    changed |= fold(&body, &mut units);
    units.shrink_to_fit();
    let slug = source.case().map_or("", |case| case.slug.as_str());
    let flags = if changed { HAS_TRADITIONAL } else { 0 };
    (Record(source.route(), slug, title, source.facts(policy), words, body, flags), units)
}
