//! Styles of drawings without what is said in them beside the style, and what they fetch.

use super::leads_away;

/// What fetches a style from elsewhere.
const IMPORT: &str = "@import";

/// A style without what its comments say and what it fetches from other sites.
pub(super) fn lean_style(style: &str) -> String {
    without_addresses(&without_comments(style))
}

/// A style without what its comments say. Their marks stay: what they divide must not become one.
fn without_comments(style: &str) -> String {
    let mut bare = String::with_capacity(style.len());
    let mut rest = style;
    // Ends that were looked for and not found will not be found further on either.
    let mut missing = String::new();
    while let Some(at) = rest.find(['/', '"', '\'', '(']) {
        let (before, after) = rest.split_at(at);
        bare.push_str(before);
        let comment = after.strip_prefix("/*").filter(|_| !missing.contains('*'));
        rest = match comment.and_then(|comment| comment.split_once("*/")) {
            Some((_, after)) => {
                bare.push_str("/**/");
                after
            }
            None => {
                missing.push_str(if comment.is_some() { "*" } else { "" });
                let (kept, after) = after.split_at(length(before, after, &mut missing));
                bare.push_str(kept);
                after
            }
        };
    }
    bare.push_str(rest);
    bare
}

/// How long the text or address is that starts here, in which there are no comments; else one.
fn length(before: &str, text: &str, missing: &mut String) -> usize {
    let is_url = || before.get(before.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("url"));
    let end = match text.as_bytes()[0] {
        b'(' if is_url() && !text[1..].trim_start().starts_with(['"', '\'']) => b')',
        quote @ (b'"' | b'\'') => quote,
        _ => return 1,
    };
    if missing.contains(char::from(end)) {
        return 1;
    }
    let mut is_escaped = false;
    let is_end = |byte: &u8| {
        let is_end = *byte == end && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    };
    let found = text.as_bytes()[1..].iter().position(is_end);
    if found.is_none() {
        missing.push(char::from(end));
    }
    found.map_or(1, |at| at + 2)
}

/// A style without what it fetches from other sites.
fn without_addresses(style: &str) -> String {
    const START: &str = "url(";
    if !style.contains(START) && !style.contains(IMPORT) {
        return style.to_owned();
    }
    let mut bare = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, import)) = rest.split_once(IMPORT) {
        bare.push_str(before);
        rest = after_import(import);
    }
    bare.push_str(rest);
    let mut parts = bare.split(START);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(START);
        let end = part.find(')').unwrap_or(part.len());
        let is_kept = !leads_away(part[..end].trim());
        kept.push_str(if is_kept { part } else { &part[end..] });
    }
    kept
}

/// What follows an `@import`, whose address may have a `;` of its own.
fn after_import(import: &str) -> &str {
    let import = import.trim_start();
    let end = if import.starts_with(['"', '\'']) { &import[..1] } else { ")" };
    let has_address = import.starts_with(['"', '\'', 'u']);
    let after = import.get(1..).and_then(|address| address.split_once(end)).map(|(_, after)| after);
    let rest = after.filter(|_| has_address).unwrap_or(import);
    rest.split_once(';').map_or("", |(_, after)| after)
}
