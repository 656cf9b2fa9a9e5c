//! Characters that are no text, and those that nobody sees.

/// Whether a character is a control character that no text needs, or none at all to Unicode and XML.
pub fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Whether nobody sees a character of a text: zero-width characters, marks of direction, the soft hyphen.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a reader sees nothing of a text: blanks, unseen characters, fillers of Hangul and Braille, marks on nothing.
pub fn shows_nothing(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || is_unseen(c)
            || matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}')
            || matches!(c, '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}')
            || matches!(c, '\u{206a}'..='\u{206f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
    })
}

/// Whether a character is not shown, but changes how what stands around it is shown: in a name it deceives.
pub fn is_deceptive(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text in which `?` stands for whatever deceives or would steer a terminal; lines and tabs stay.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if is_deceptive(c) && !matches!(c, '\n' | '\t') { '?' } else { c }).collect()
}

/// The same of what stands in one line, as a name does.
pub fn plain_line(text: &str) -> String {
    text.chars().map(|c| if is_deceptive(c) { '?' } else { c }).collect()
}
