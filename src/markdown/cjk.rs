//! Which characters belong to Chinese text.

/// Whether a line that ends in `before` and one that begins with `after` join without a space.
pub fn joins(before: char, after: char) -> bool {
    let loose = |c| is_cjk(c) || is_shared_mark(c);
    (is_cjk(before) || is_cjk(after)) && loose(before) && loose(after)
}

/// Han characters of every plane, kana, bopomofo and their punctuation; not Hangul, which has spaces between words.
fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF9F}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFF}')
}

/// Marks that Chinese shares with other scripts: `“”‘’—…·`, circled numbers.
fn is_shared_mark(c: char) -> bool {
    matches!(c, '·' | '\u{2010}'..='\u{2027}' | '‰' | '℃' | '\u{2460}'..='\u{24FF}')
}
