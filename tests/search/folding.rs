//! Folding as `src/search/format.md` has it, step by step and without a table.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// Traditional characters and their simplified ones.
pub(crate) type Simplified = HashMap<char, char>;

/// The folded text; lines are still separated by line feeds.
pub(crate) fn fold(text: &str, simplified: &Simplified) -> String {
    text.split('\n').map(|line| line_folded(line, simplified)).collect::<Vec<_>>().join("\n")
}

/// The folded text in the units of the format.
pub(crate) fn units(text: &str, simplified: &Simplified) -> Vec<u16> {
    fold(text, simplified).encode_utf16().collect()
}

fn line_folded(line: &str, simplified: &Simplified) -> String {
    let visible = line.nfc().filter(|c| !is_invisible(*c));
    let folded: String = visible.map(|c| if c.is_whitespace() { ' ' } else { single(c, simplified) }).collect();
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut out = String::new();
    for word in words {
        if out.chars().last().is_some_and(is_narrow) && word.chars().next().is_some_and(is_narrow) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn single(c: char, simplified: &Simplified) -> char {
    let whole = only([c].into_iter().nfkc()).unwrap_or(c);
    let lower = only(whole.to_lowercase()).unwrap_or(whole);
    simplified.get(&lower).copied().unwrap_or(lower)
}

fn only(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next();
    if chars.next().is_none() { first } else { None }
}

fn is_narrow(c: char) -> bool {
    ('\u{21}'..='\u{24F}').contains(&c)
}

fn is_invisible(c: char) -> bool {
    const RANGES: [(u32, u32); 10] = [
        (0xAD, 0xAD),
        (0x34F, 0x34F),
        (0x61C, 0x61C),
        (0x180E, 0x180E),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x2064),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xE0100, 0xE01EF),
    ];
    RANGES.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(c)))
}
