//! Where links lead: out to the web, to a place of the archive, or nowhere because a browser would run them.

use std::borrow::Cow;

use crate::model::Span;
use crate::model::characters::is_unseen;

/// A link or image that leads to a place of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What was written.
    pub kind: LinkKind,
    /// The address as written, entities and backslashes of Markdown resolved.
    pub href: String,
    /// The address percent-decoded once, without `?…` and `#…`; empty for `#…` alone and for an empty address.
    /// Not judged: it can start with `/`, climb with `..` or hold a backslash.
    pub path: String,
    /// What follows `#`, percent-decoded.
    pub fragment: Option<String>,
    /// The address in the file; the whole link where the address holds entities or backslashes.
    pub span: Span,
}

/// A link or image that leads to another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutwardLink {
    /// The address: `http:` or `https:`.
    pub address: Box<str>,
    /// The address in the file; the whole link where the address holds entities or backslashes.
    pub span: Span,
}

/// What refers to the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[…](…)`
    Link,
    /// `![…](…)`
    Image,
}

/// What an address is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// `http:`, `https:`, `mailto:` or `tel:`.
    External(&'a str),
    /// A path and a fragment, both decoded.
    Relative(String, Option<String>),
    /// Anything a browser might run, or that leaves the site without saying so (`//host`).
    Unsafe,
}

/// Tells what an address is, however it is disguised.
pub(super) fn classify(href: &str) -> Address<'_> {
    let href = href.trim_matches(is_ignored);
    let plain = undisguised(href);
    if let Some(end) = plain.find([':', '/', '?', '#', '\\'])
        && plain[end..].starts_with(':')
    {
        let known = matches!(&plain[..end], "http" | "https" | "mailto" | "tel");
        // A scheme that has to be uncovered first is none that its writer shows openly.
        let open = href.get(..=end).is_some_and(|head| head.eq_ignore_ascii_case(&plain[..=end]));
        return if known && open { Address::External(href) } else { Address::Unsafe };
    }
    let leaves = plain.starts_with(['/', '\\']) && plain[1..].starts_with(['/', '\\']);
    let first = plain.split(['/', '?']).next().unwrap_or_default();
    let hides_entity = first.split_once('&').is_some_and(|(_, rest)| rest.contains(';'));
    if leaves || hides_entity {
        return Address::Unsafe;
    }
    let (rest, fragment) = href.split_once('#').map_or((href, None), |(rest, fragment)| (rest, Some(fragment)));
    let path = rest.split('?').next().unwrap_or_default();
    Address::Relative(percent_decoded(path).into_owned(), fragment.map(|text| percent_decoded(text).into_owned()))
}

/// The address in lower case, decoded until nothing changes, without the characters that browsers pass over.
fn undisguised(href: &str) -> String {
    let mut text = Cow::Borrowed(href);
    for _ in 0..4 {
        if !text.contains('%') {
            break;
        }
        text = Cow::Owned(percent_decoded(&text).into_owned());
    }
    text.chars().filter(|&c| !is_ignored(c)).flat_map(char::to_lowercase).collect()
}

/// White space, control characters, and characters without width.
fn is_ignored(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_unseen(c)
}

/// Decodes `%E4` and the like; a text that is not UTF-8 afterwards stays as it is.
fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let value = text.get(at + 1..at + 3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match value.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                decoded.push(byte);
                at += 3;
            }
            _ => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}
