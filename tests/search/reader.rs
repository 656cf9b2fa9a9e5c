//! Another client of the search, written from `src/search/format.md` alone; enter at [`Index::read`].

use std::collections::{BTreeMap, BTreeSet};

use flate2::{Decompress, FlushDecompress, Status};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::bits::{Bits, digits};
use crate::folding::{Simplified, units};

/// The files of a search by name: `d7` of `search/d7.js`.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

#[derive(Debug, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) format: u32,
    pub(crate) id: String,
    pub(crate) documents: usize,
    pub(crate) per_store: usize,
    pub(crate) common: bool,
    pub(crate) split: bool,
    single: String,
    pairs: String,
    pub(crate) buckets: usize,
}

/// An entry of a store file.
#[derive(Debug, Deserialize)]
pub(crate) struct Stored {
    pub(crate) url: String,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) facts: String,
    pub(crate) words: String,
    pub(crate) body: String,
    pub(crate) flags: u8,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Field {
    pub(crate) values: Vec<String>,
    #[serde(default)]
    pub(crate) pages: Vec<String>,
    sets: Vec<Vec<usize>>,
    of: String,
}

/// Text, kind, full pinyin, initials.
pub(crate) type Suggestion = (String, String, String, String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Once,
    Twice,
    Often,
    Title,
}

const CLASSES: [Class; 4] = [Class::Once, Class::Twice, Class::Often, Class::Title];

/// The documents of a term; exceptions have no classes.
pub(crate) type Postings = BTreeMap<usize, Option<Class>>;

/// A whole search, read.
pub(crate) struct Index {
    pub(crate) manifest: Manifest,
    pub(crate) stored: Vec<Stored>,
    /// The folded text of each document.
    pub(crate) texts: Vec<Vec<u16>>,
    pub(crate) facets: BTreeMap<String, Field>,
    pub(crate) suggestions: Vec<Vec<Suggestion>>,
    pub(crate) simplified: Simplified,
    /// The files of terms: their name, and each term by its key.
    terms: BTreeMap<String, BTreeMap<Vec<u16>, Postings>>,
}

impl Index {
    /// Reads every file, and fails where one is not as the format says.
    pub(crate) fn read(files: &Files) -> Self {
        let manifest: Manifest = packed(files, "manifest");
        let [from, to]: [String; 2] = packed(files, "fold");
        let simplified: Simplified = from.chars().zip(to.chars()).collect();
        let stores = 0..manifest.documents.div_ceil(manifest.per_store);
        let common = if manifest.common { inflated(files, "common", &[]) } else { Vec::new() };
        let store = |n| -> Vec<Stored> {
            let name = format!("d{n}");
            read(&name, &inflated(files, &name, &common))
        };
        let stored: Vec<Stored> = stores.flat_map(store).collect();
        assert_eq!(stored.len(), manifest.documents);
        let text = |one: &Stored| units(&format!("{}\n{}\n{}", one.title, one.words, one.body), &simplified);
        let texts = stored.iter().map(text).collect();
        let names = manifest.single.split(' ').chain(manifest.pairs.split(' ')).filter(|name| !name.is_empty());
        let terms = names.map(|name| {
            let file = content(files, &format!("t{name}"));
            (name.to_owned(), terms(name, &file, manifest.documents))
        });
        let terms = terms.collect();
        let facets = files.keys().filter(|name| name.starts_with("facet"));
        let facets = facets.flat_map(|name| packed::<BTreeMap<String, Field>>(files, name)).collect();
        let suggestions = (0..manifest.buckets).map(|n| packed(files, &format!("s{n}"))).collect();
        Self { manifest, stored, texts, facets, suggestions, simplified, terms }
    }

    /// All terms by their units as they stand in texts.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (Vec<u16>, &Postings)> {
        self.terms.values().flatten().map(|(key, postings)| match key[..] {
            [b, c, a] => (vec![a, b, c], postings),
            _ => (key.clone(), postings),
        })
    }

    /// The documents of one unit, a pair or an exception; none where it is no term.
    pub(crate) fn term(&self, word: &[u16]) -> Option<&Postings> {
        let key = match *word {
            [a, b, c] => vec![b, c, a],
            _ => word.to_vec(),
        };
        let names = if key.len() == 1 { &self.manifest.single } else { &self.manifest.pairs };
        let wanted = key.iter().map(|unit| format!("{unit:04x}")).collect::<Vec<_>>().concat();
        let file = names.split(' ').rfind(|name| *name <= wanted.as_str())?;
        self.terms.get(file)?.get(&key)
    }

    /// The documents that may have a folded word.
    pub(crate) fn candidates(&self, word: &[u16]) -> BTreeSet<usize> {
        let documents = |key: &[u16]| self.term(key).map(|postings| postings.keys().copied().collect());
        let pairs = word.windows(word.len().min(2)).map(|key| documents(key).unwrap_or_default());
        let exceptions = word.windows(3).filter_map(documents);
        pairs.chain(exceptions).reduce(|all: BTreeSet<usize>, next| &all & &next).unwrap_or_default()
    }

    /// The documents that have a folded word.
    pub(crate) fn having(&self, word: &[u16]) -> BTreeSet<usize> {
        let has = |id: &usize| self.texts[*id].windows(word.len()).any(|part| part == word);
        self.candidates(word).into_iter().filter(has).collect()
    }

    /// The addresses of the documents that have a text as it was typed.
    pub(crate) fn urls(&self, typed: &str) -> Vec<&str> {
        self.having(&units(typed, &self.simplified)).into_iter().map(|id| self.stored[id].url.as_str()).collect()
    }

    /// The values that a document has in a field, by name.
    pub(crate) fn values(&self, field: &str, document: usize) -> Vec<&str> {
        let Field { values, sets, of, .. } = &self.facets[field];
        let code = of.chars().nth(document).expect("a character a document") as usize;
        assert_ne!(code, 92);
        let set = &sets[code - 35 - usize::from(code > 92)];
        set.iter().map(|value| values[*value].as_str()).collect()
    }

    /// What is offered to those who type a text: where the text, its pinyin or its initials begin like that.
    pub(crate) fn suggested(&self, typed: &str) -> Vec<&str> {
        let typed = String::from_utf16(&units(typed, &self.simplified)).expect("whole characters");
        let mut beginning: Vec<u16> = typed.encode_utf16().collect();
        beginning.truncate(if typed.starts_with(|c: char| c.is_ascii_alphanumeric()) { 2 } else { 1 });
        let bytes: Vec<u8> = beginning.into_iter().flat_map(u16::to_le_bytes).collect();
        let bucket = fnv(&bytes) as usize % self.manifest.buckets;
        let fits = |one: &&Suggestion| [&one.0, &one.2, &one.3].iter().any(|text| text.starts_with(&typed));
        self.suggestions[bucket].iter().filter(fits).map(|one| one.0.as_str()).collect()
    }
}

/// The text of a packed file.
pub(crate) fn unpacked(files: &Files, name: &str) -> String {
    text(name, &inflated(files, name, &[]))
}

fn text(name: &str, bytes: &[u8]) -> String {
    let (text, has_errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    assert!(!has_errors, "{name} is GB18030");
    text.into_owned()
}

/// The bytes of a packed file whose text goes on from others.
pub(crate) fn inflated(files: &Files, name: &str, before: &[u8]) -> Vec<u8> {
    let mut inflate = Decompress::new(false);
    if !before.is_empty() {
        inflate.set_dictionary(before).expect("raw deflate takes any");
    }
    let mut bytes = Vec::with_capacity(1 << 20);
    let status = inflate.decompress_vec(&content_after(files, name, before), &mut bytes, FlushDecompress::Finish);
    assert_eq!(status.expect("raw deflate"), Status::StreamEnd, "{name} is whole, and less than a megabyte");
    bytes
}

fn packed<T: DeserializeOwned>(files: &Files, name: &str) -> T {
    read(name, &inflated(files, name, &[]))
}

fn read<T: DeserializeOwned>(name: &str, bytes: &[u8]) -> T {
    serde_json::from_str(&text(name, bytes)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The bytes that a file wraps up, without the checksum, which is right.
fn content(files: &Files, name: &str) -> Vec<u8> {
    content_after(files, name, &[])
}

/// The same of a file that is packed after other bytes.
fn content_after(files: &Files, name: &str, before: &[u8]) -> Vec<u8> {
    let (bytes, is_right) = summed(files, name, before);
    assert!(is_right, "{name}");
    bytes
}

/// The bytes that a file wraps up, and whether the checksum is that of these after those before.
pub(crate) fn summed(files: &Files, name: &str, before: &[u8]) -> (Vec<u8>, bool) {
    let file = files.get(name).unwrap_or_else(|| panic!("no file {name}"));
    let inner = file.strip_prefix(format!("S('{name}','").as_bytes()).and_then(|rest| rest.strip_suffix(b"')"));
    let mut inner = inner.unwrap_or_else(|| panic!("{name} is no call of S")).iter();
    let mut bytes = Vec::new();
    while let Some(byte) = inner.next() {
        assert!(!b"'\n\r".contains(byte), "{name} has a bare {byte}");
        bytes.push(match byte {
            b'\\' => match inner.next().expect("something is escaped") {
                b'n' => b'\n',
                b'r' => b'\r',
                quoted if b"\\'".contains(quoted) => *quoted,
                other => panic!("{name} escapes {other}"),
            },
            _ => *byte,
        });
    }
    let checksum = bytes.split_off(bytes.len() - 4);
    let is_right = checksum == fnv(&[before, &bytes].concat()).to_le_bytes();
    (bytes, is_right)
}

fn fnv(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

fn terms(name: &str, file: &[u8], universe: usize) -> BTreeMap<Vec<u16>, Postings> {
    let unit = |at: usize| usize::from_str_radix(&name[at..at + 4], 16).expect("hex digits");
    let mut key: Vec<usize> = (0..name.len()).step_by(4).map(unit).collect();
    let mut bits = Bits::new(file);
    let mut terms = BTreeMap::new();
    for number in 1..bits.gamma() {
        if number > 1 {
            next_key(&mut bits, &mut key);
        }
        let postings = postings(&mut bits, universe, key.len() < 3);
        let units: Vec<u16> = key.iter().map(|unit| u16::try_from(*unit).expect("a unit")).collect();
        assert!(terms.last_key_value().is_none_or(|(last, _)| *last < units), "t{name} is in order");
        terms.insert(units, postings);
    }
    assert!(bits.is_at_end(), "t{name} has more");
    terms
}

fn next_key(bits: &mut Bits<'_>, key: &mut Vec<usize>) {
    if key.len() == 1 {
        key[0] += bits.delta();
        return;
    }
    match (bits.ones(2), key.get_mut(2)) {
        (0, _) => {
            key.truncate(2);
            key[1] += bits.delta();
        }
        (1, Some(unit)) => *unit += bits.delta(),
        (1, None) => key.push(bits.delta() - 1),
        _ => *key = vec![key[0] + bits.delta(), bits.number(16)],
    }
}

fn postings(bits: &mut Bits<'_>, universe: usize, has_classes: bool) -> Postings {
    let count = bits.gamma();
    let k = if count < 4 { digits(universe).saturating_sub(digits(count)) } else { bits.number(4) };
    let mut next = 0;
    let postings = (0..count).map(|_| {
        let document = next + bits.rice(k);
        next = document + 1;
        (document, has_classes.then(|| CLASSES[bits.ones(3)]))
    });
    postings.collect()
}
