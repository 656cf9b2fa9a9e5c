//! Folding: what is searched and what is asked become one spelling. The client has the same rules.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::han;

/// Stands between texts that no match may join.
pub(super) const BREAK: u16 = 0;

/// In the table: what is dropped, and white space.
const DROPPED: u32 = 0xFFFF_FFFF;
const SPACE: u32 = 0xFFFF_FFFE;
/// Added in the table to what the table of traditional characters changed.
const CHANGED: u32 = 1 << 31;
/// Added to what may be something else in normal form C.
const UNSURE: u32 = 1 << 30;

/// The characters between which a space is kept.
const FIRST_PRINTED: u16 = 0x21;
const LATIN: u16 = 0x24F;

static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| han::pairs().collect());

/// Every character up to U+FFFF, folded.
static TABLE: LazyLock<Vec<u32>> =
    LazyLock::new(|| (0..=0xFFFF).map(|code| char::from_u32(code).map_or(DROPPED, folded)).collect());

/// Appends the units of a text, a [`BREAK`] for each line feed and one behind it; says whether the table of
/// traditional characters changed any.
pub(super) fn fold(text: &str, units: &mut Vec<u16>) -> bool {
    let start = units.len();
    let mut seen = push_all(text.chars(), units);
    if seen & UNSURE != 0 && is_nfc_quick(text.chars()) != IsNormalized::Yes {
        units.truncate(start);
        seen = push_all(text.nfc(), units);
    }
    units.push(BREAK);
    seen & CHANGED != 0
}

/// Returns the marks of all characters.
fn push_all(text: impl Iterator<Item = char>, units: &mut Vec<u16>) -> u32 {
    let table = &*TABLE;
    let (mut seen, mut spaced) = (0, false);
    for c in text {
        if c == '\n' {
            units.push(BREAK);
            spaced = false;
            continue;
        }
        let folded = table.get(u32::from(c) as usize).copied().unwrap_or_else(|| folded(c));
        match folded {
            DROPPED => continue,
            SPACE => {
                spaced = true;
                continue;
            }
            _ => seen |= folded,
        }
        let c = char::from_u32(folded & !(CHANGED | UNSURE)).expect("the table has characters");
        let mut pair = [0; 2];
        let encoded = c.encode_utf16(&mut pair);
        if spaced
            && (FIRST_PRINTED..=LATIN).contains(&encoded[0])
            && units.last().is_some_and(|last| (FIRST_PRINTED..=LATIN).contains(last))
        {
            units.push(0x20);
        }
        spaced = false;
        units.extend_from_slice(encoded);
    }
    seen
}

fn folded(c: char) -> u32 {
    if is_invisible(c) {
        return DROPPED;
    }
    if c.is_whitespace() {
        return SPACE;
    }
    let whole = single([c].into_iter().nfkc()).unwrap_or(c);
    let lower = single(whole.to_lowercase()).unwrap_or(whole);
    let is_sure = canonical_combining_class(c) == 0 && is_nfc_quick([c].into_iter()) == IsNormalized::Yes;
    let unsure = if is_sure { 0 } else { UNSURE };
    match SIMPLIFIED.get(&lower) {
        Some(simplified) => u32::from(*simplified) | CHANGED | unsure,
        None => u32::from(lower) | unsure,
    }
}

fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next();
    if chars.next().is_some() { None } else { first }
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\0' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut units = Vec::new();
        fold(text, &mut units);
        String::from_utf16(&units).expect("whole characters").replace('\0', "|")
    }

    #[test]
    fn spellings_of_one_word_fold_to_one() {
        assert_eq!(text("鄉村振興"), "乡村振兴|");
        assert_eq!(text("ＡＩ　２０２６年"), "ai 2026年|");
        assert_eq!(text("2026 年 第 3 季度"), "2026年第3季度|");
        assert_eq!(text("GDP  per\thead"), "gdp per head|");
        assert_eq!(text("一\u{200B}村\u{FE0F}\n一品"), "一村|一品|");
        assert_eq!(text("𠮷野家"), "𠮷野家|");
        assert_eq!(text("Cafe\u{301}"), "café|");
    }
}
