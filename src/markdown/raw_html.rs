//! HTML in Markdown, cut into remarks, harmless tags and text.

use super::RawHtml;

/// A part of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// To be shown as it is.
    Text(&'a str),
    /// A harmless tag as it was written.
    Tag(Tag, &'a str),
    /// A remark that never ends.
    OpenComment,
}

/// A harmless tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    pub(super) form: Form,
    /// As it is written out.
    pub(super) html: String,
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Open,
    Close,
    /// Stands alone: `<br>`.
    Void,
}

/// Harmless inside a paragraph.
const INLINE: [&str; 20] = [
    "abbr", "b", "br", "del", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "small", "span", "strong",
    "sub", "sup", "u",
];

/// Harmless between paragraphs.
const BLOCK: [&str; 4] = ["details", "div", "hr", "summary"];

impl Tag {
    /// Whether the tag stands between paragraphs, not inside one.
    pub(super) fn is_block(&self) -> bool {
        BLOCK.contains(&self.name)
    }
}

/// Cuts HTML into its parts; remarks are left out, and no tag is harmless in [`RawHtml::Text`].
pub(super) fn parts(html: &str, mode: RawHtml) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(step) = html[at..].find('<') {
        let open = at + step;
        let Some((part, length)) = part(&html[open..], mode) else {
            at = open + 1;
            continue;
        };
        parts.extend((start < open).then(|| Part::Text(&html[start..open])));
        parts.extend(part);
        at = open + length;
        start = at;
    }
    parts.extend((start < html.len()).then(|| Part::Text(&html[start..])));
    parts
}

/// What starts at a `<`, with its length: a remark, which is no part, or a tag.
fn part(text: &str, mode: RawHtml) -> Option<(Option<Part<'_>>, usize)> {
    if let Some(rest) = text.strip_prefix("<!--") {
        let short = [">", "->"].into_iter().find(|end| rest.starts_with(end)).map(str::len);
        let length = short.or_else(|| rest.find("-->").map(|end| end + 3));
        return Some(length.map_or((Some(Part::OpenComment), text.len()), |length| (None, 4 + length)));
    }
    let (tag, length) = harmless_tag(text).filter(|_| mode == RawHtml::Safe)?;
    Some((Some(Part::Tag(tag, &text[..length])), length))
}

/// The harmless tag that the text starts with, and its length.
fn harmless_tag(text: &str) -> Option<(Tag, usize)> {
    let body = text.strip_prefix('<')?;
    let (closing, body) = body.strip_prefix('/').map_or((false, body), |rest| (true, rest));
    let name_length = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let written = body[..name_length].to_ascii_lowercase();
    let name = INLINE.into_iter().chain(BLOCK).find(|name| *name == written)?;
    let (attribute, rest) =
        attribute(name, &body[name_length..]).filter(|_| !closing).unwrap_or(("", &body[name_length..]));
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('/').filter(|_| !closing).unwrap_or(rest).strip_prefix('>')?;
    let form = match name {
        _ if closing => Form::Close,
        "br" | "hr" => Form::Void,
        _ => Form::Open,
    };
    if closing && matches!(name, "br" | "hr") {
        return None;
    }
    let slash = if closing { "/" } else { "" };
    Some((Tag { name, form, html: format!("<{slash}{name}{attribute}>") }, text.len() - rest.len()))
}

/// The one attribute that is let through, as it is written out with a space before it: the long form of an `abbr`.
fn attribute<'a>(name: &str, text: &'a str) -> Option<(&'a str, &'a str)> {
    let start = text.len() - text.trim_start().len();
    let value = text.trim_start().strip_prefix("title=\"").filter(|_| name == "abbr" && start == 1)?;
    let end = value.find('"').filter(|end| !value[..*end].contains(['<', '>', '\n']))?;
    let length = text.len() - value.len() + end + 1;
    Some((&text[..length], &text[length..]))
}
