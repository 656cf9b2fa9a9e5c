//! Text in XML, and XML in pieces.

use std::ops::Range;

/// Appends a text as XML has it; characters that XML forbids are left out.
pub fn push_text(xml: &mut String, text: &str) {
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_special(*c)) {
        xml.push_str(&rest[..at]);
        xml.push_str(match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&apos;",
            _ => "",
        });
        rest = &rest[at + c.len_utf8()..];
    }
    xml.push_str(rest);
}

/// Appends a text between markup that is well-formed with it: `<title>`, the text, `</title>`.
pub fn push_between(xml: &mut String, before: &str, text: &str, after: &str) {
    xml.push_str(before);
    push_text(xml, text);
    xml.push_str(after);
}

/// Appends a text in a `CDATA` section; characters that XML forbids are left out.
pub fn push_cdata(xml: &mut String, text: &str) {
    xml.push_str("<![CDATA[");
    let text = text.replace("]]>", "]]]]><![CDATA[>");
    xml.extend(text.chars().filter(|c| is_allowed(*c)));
    xml.push_str("]]>");
}

/// Whether a character cannot stand for itself.
const fn is_special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'') || !is_allowed(c)
}

/// Whether XML 1.0 may hold a character at all.
const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// A piece of XML as it stands there; the pieces together are the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text between markup, or in a `CDATA` section with its marks.
    Text(&'a str),
    /// A comment, an instruction, a declaration.
    Note(&'a str),
    /// A tag, with `<` and `>`.
    Tag(&'a str),
}

impl<'a> Piece<'a> {
    /// What it adds to the text around it.
    pub fn words(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text.trim_start_matches("<![CDATA[").trim_end_matches("]]>")),
            Self::Note(_) | Self::Tag(_) => None,
        }
    }
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// With its prefix.
    pub name: &'a str,
    /// As written between the quotes.
    pub value: &'a str,
    /// Where it stands in the tag, with the space before it.
    pub at: Range<usize>,
}

/// Takes XML apart; where it is broken, the rest is one piece.
pub fn pieces<'a>(xml: &'a str) -> impl Iterator<Item = Piece<'a>> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        let until = |mark: &str| rest.find(mark).map_or(rest.len(), |at| at + mark.len());
        let (length, piece): (usize, fn(&'a str) -> Piece<'a>) = match rest {
            "" => return None,
            _ if rest.starts_with("<!--") => (until("-->"), Piece::Note),
            _ if rest.starts_with("<![CDATA[") => (until("]]>"), Piece::Text),
            _ if rest.starts_with("<?") => (until("?>"), Piece::Note),
            _ if rest.starts_with("<!") => (tag_length(rest), Piece::Note),
            _ if rest.starts_with('<') => (tag_length(rest), Piece::Tag),
            _ => (rest.find('<').unwrap_or(rest.len()), Piece::Text),
        };
        let (found, after) = rest.split_at(length);
        rest = after;
        Some(piece(found))
    })
}

/// The name in a tag, with its prefix and, where it ends an element, the slash before it.
pub fn tag_name(tag: &str) -> &str {
    let name = tag.strip_prefix('<').unwrap_or(tag);
    let start = usize::from(name.starts_with('/'));
    let end = name[start..].find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    &name[..end.map_or(name.len(), |end| start + end)]
}

/// The attributes of a tag in order; `None` where it is not well-formed.
pub fn attributes(tag: &str) -> Option<Vec<Attribute<'_>>> {
    let mut found = Vec::new();
    let mut at = 1 + tag_name(tag).len();
    loop {
        let rest = &tag[at..];
        let trimmed = rest.trim_start();
        if matches!(trimmed, ">" | "/>") {
            return Some(found);
        }
        let (name, after) = trimmed.split_once('=')?;
        let name = name.trim_end();
        let is_name = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || "<>\"'/=".contains(c));
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after[1..].split_once(quote)?;
        if !is_name || trimmed.len() == rest.len() || value.contains('<') {
            return None;
        }
        let end = tag.len() - after.len();
        found.push(Attribute { name, value, at: at..end });
        at = end;
    }
}

/// The length up to the first `>` outside of quotes.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// A text in small letters with `&#106;` and `&#x6a;` as the characters they stand for.
pub fn with_characters(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.split(';').next().unwrap_or_default();
        let code = match number.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        match code.ok().and_then(char::from_u32) {
            Some(c) => {
                decoded.extend(c.to_lowercase());
                decoded.push_str(part[number.len()..].trim_start_matches(';'));
            }
            None => decoded.push_str(part),
        }
    }
    decoded
}

/// A text in small letters with `\75` and `\u` as the characters that they are in a style.
pub fn with_escapes(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escaped)) = rest.split_once('\\') {
        decoded.push_str(before);
        let digits = escaped.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let number = u32::from_str_radix(&escaped[..digits], 16).ok().and_then(char::from_u32);
        decoded.extend(number.into_iter().flat_map(char::to_lowercase));
        rest = &escaped[digits..];
        if digits > 0 {
            rest = rest.strip_prefix(char::is_whitespace).unwrap_or(rest);
        } else if let Some(c) = rest.chars().next() {
            // A `\` that is escaped escapes nothing.
            decoded.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    decoded.push_str(rest);
    decoded
}
