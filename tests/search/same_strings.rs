//! A thousand strings, the same for the builder, here, and for the client, in `tests/browser/strings.test.mjs`: both
//! must fold them as `tests/browser/strings.json` says. A line of that file is a string and its folded form, made by
//! the second client of these tests. When the format's folding changes, the test that fails says where the new one is.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::folding::{Simplified, fold, units};
use crate::index;
use crate::made::Random;

/// What strings are made of: blocks of every plane in use, which no newer Unicode is likely to change.
const BLOCKS: [(u32, u32); 44] = [
    (0x20, 0x7E),
    (0x20, 0x20),
    (0x61, 0x7A),
    (0xA0, 0x24F),
    (0x250, 0x2FF),
    (0x300, 0x36F),
    (0x300, 0x30C),
    (0x370, 0x3FF),
    (0x400, 0x4FF),
    (0x531, 0x556),
    (0x591, 0x5EA),
    (0x61C, 0x652),
    (0x904, 0x94D),
    (0xE01, 0xE4E),
    (0x10A0, 0x10C5),
    (0x1100, 0x11FF),
    (0x180B, 0x180E),
    (0x1E00, 0x1EFF),
    (0x1F00, 0x1FFE),
    (0x2000, 0x206F),
    (0x2070, 0x209C),
    (0x2100, 0x218F),
    (0x2460, 0x24FF),
    (0x2E80, 0x2FD5),
    (0x3000, 0x30FF),
    (0x3131, 0x33FF),
    (0x4E00, 0x9FA5),
    (0x4E00, 0x9FA5),
    (0xAC00, 0xD7A3),
    (0xE000, 0xF8FF),
    (0xE5E5, 0xE5E5),
    (0xF900, 0xFAD9),
    (0xFB00, 0xFDFC),
    (0xFE00, 0xFE6B),
    (0xFEFF, 0xFEFF),
    (0xFF01, 0xFFEE),
    (0x10400, 0x1044F),
    (0x1D400, 0x1D7FF),
    (0x1F100, 0x1F189),
    (0x1F300, 0x1F64F),
    (0x20000, 0x2A6D6),
    (0x2F800, 0x2FA1D),
    (0xE0100, 0xE01EF),
    (0xF0000, 0x0010_FFFD),
];

fn strings(simplified: &Simplified) -> Vec<String> {
    let traditional: Vec<char> = simplified.keys().copied().collect::<BTreeSet<char>>().into_iter().collect();
    let mut random = Random(11);
    let mut character = || {
        if random.below(6) == 0 {
            return traditional[random.below(traditional.len())];
        }
        let (first, last) = BLOCKS[random.below(BLOCKS.len())];
        let code = first + u32::try_from(random.below((last - first + 1) as usize)).expect("within a block");
        char::from_u32(code).filter(|c| *c != '\u{FFFD}').unwrap_or(' ')
    };
    (0..1000).map(|number| (0..=number % 9).map(|_| character()).collect()).collect()
}

/// The simplified characters, from the search of an archive.
fn simplified() -> Simplified {
    index("").simplified
}

/// The strings and their folded forms as JSON in ASCII, a line each.
fn written(simplified: &Simplified) -> String {
    let line = |text: &String| format!("[{}, {}]", quoted(text), quoted(&fold(text, simplified)));
    format!("[\n{}\n]\n", strings(simplified).iter().map(line).collect::<Vec<_>>().join(",\n"))
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for unit in text.encode_utf16() {
        match u8::try_from(unit).map(char::from) {
            Ok(c @ ('"' | '\\')) => out.extend(['\\', c]),
            Ok(c @ ' '..='~') => out.push(c),
            _ => write!(out, "\\u{unit:04x}").expect("to memory"),
        }
    }
    out + "\""
}

#[test]
fn the_strings_that_the_browser_folds_are_these() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/strings.json");
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("strings.json");
    let written = written(&simplified());
    fs::write(&made, &written).expect("the folder is there");
    let is_same = fs::read_to_string(&path).is_ok_and(|text| text == written);
    assert!(is_same, "look what changed, then copy {} over {}", made.display(), path.display());
}

#[test]
fn the_builder_folds_each_of_these_strings_as_the_format_says() {
    let strings = strings(&simplified());
    let page = |(number, text): (usize, &String)| {
        format!("-- content/pages/p{number}.md --\n---\ntitle: 页\n---\n\n~~~~~~~~~\n{text}\n~~~~~~~~~\n")
    };
    let index = index(&strings.iter().enumerate().map(page).collect::<String>());
    let mut terms = vec![BTreeSet::new(); index.stored.len()];
    for (term, postings) in index.terms().filter(|(term, _)| term.len() < 3) {
        for id in postings.keys() {
            terms[*id].insert(term.clone());
        }
    }
    let mut seen = 0;
    for (stored, terms) in index.stored.iter().zip(terms) {
        let number = stored.url.strip_prefix("pages/p").and_then(|rest| rest.strip_suffix(".html"));
        let Some(text) = number.and_then(|number| strings.get(number.parse::<usize>().ok()?)) else { continue };
        assert_eq!(stored.body, text.trim_end(), "the text is stored as it is");
        let lines = [units(text, &index.simplified), units("页", &index.simplified)];
        let parts = lines.iter().flat_map(|line| line.windows(1).chain(line.windows(2)));
        assert_eq!(terms, parts.map(<[u16]>::to_vec).collect(), "{}", text.escape_unicode());
        let is_traditional =
            text.nfc().any(|c| fold(&c.to_string(), &Simplified::new()) != fold(&c.to_string(), &index.simplified));
        assert_eq!(stored.flags == 1, is_traditional, "{}", text.escape_unicode());
        seen += 1;
    }
    assert_eq!(seen, strings.len());
}
