//! Characters that are no text.

/// Whether a character is a control character that no text needs, or none at all to Unicode and XML.
pub fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}
