//! Text in XML.

/// Appends a text as XML has it; characters that XML forbids are left out.
pub fn push_text(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&apos;"),
            _ if is_allowed(c) => xml.push(c),
            _ => {}
        }
    }
}

/// Appends a text between markup that is well-formed with it: `<title>`, the text, `</title>`.
pub fn push_between(xml: &mut String, before: &str, text: &str, after: &str) {
    xml.push_str(before);
    push_text(xml, text);
    xml.push_str(after);
}

/// Whether XML 1.0 may hold a character at all.
const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}
