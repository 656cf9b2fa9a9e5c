//! Drawings in SVG without what a browser would run in them or fetch for them from other sites.

use std::borrow::Cow;

use super::xml::{Piece, attributes, pieces, tag_name, with_characters};

/// Elements of an SVG that run something or hold a page of their own, by their names in small letters.
pub const ACTIVE_ELEMENTS: [&str; 9] =
    ["script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "html", "body"];

/// How addresses begin that a browser runs.
const ACTIVE_SCHEMES: [&str; 2] = ["javascript:", "vbscript:"];

/// What fetches a style from elsewhere.
const IMPORT: &str = "@import";

/// A drawing without active elements with all that is in them, attributes that are run, and addresses of other sites;
/// `None` where it has none of them, or is not well-formed. Whether all is gone is for the caller to check.
pub fn tamed(svg: &str) -> Option<String> {
    let mut tame = String::with_capacity(svg.len());
    // The active element that is being left out, and how many of its name are open.
    let mut left_out: Option<(&str, usize)> = None;
    let mut is_style = false;
    for piece in pieces(svg) {
        match (piece, left_out) {
            (Piece::Tag(tag), Some((name, open))) => {
                let open = match tag_name(tag) {
                    end if end.strip_prefix('/') == Some(name) => open - 1,
                    start if start == name && !tag.ends_with("/>") => open + 1,
                    _ => open,
                };
                left_out = Some((name, open)).filter(|_| open > 0);
            }
            (_, Some(_)) => {}
            (Piece::Tag(tag), None) => {
                let name = tag_name(tag);
                let local = local_name(name);
                if ACTIVE_ELEMENTS.contains(&local.as_str()) {
                    left_out = Some((name, 1)).filter(|_| !tag.ends_with("/>"));
                    continue;
                }
                if local.trim_start_matches('/') == "style" {
                    is_style = local == "style" && !tag.ends_with("/>");
                }
                push_tag(&mut tame, tag, local == "a")?;
            }
            (Piece::Note(note), None) if note.starts_with("<?xml-stylesheet") => {}
            (Piece::Text(style) | Piece::Note(style), None) if is_style => tame.push_str(&without_addresses(style)),
            (Piece::Text(text) | Piece::Note(text), None) => tame.push_str(text),
        }
    }
    (left_out.is_none() && tame != svg).then_some(tame)
}

/// Whether an address leads out of the folder in which it is written; `\` is `/` to browsers.
pub fn leads_away(address: &str) -> bool {
    const QUOTES: [&str; 2] = ["&quot;", "&apos;"];
    let address = QUOTES.iter().fold(address, |address, quote| address.trim_start_matches(quote));
    let address = address.trim_start_matches(['"', '\'', '(']);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
            && scheme != "data"
    };
    let start = address.get(..2).unwrap_or_default();
    start.chars().all(|c| matches!(c, '/' | '\\')) && start.len() == 2
        || address.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme))
}

/// A name without its prefix, in small letters; of the end of an element with the slash.
fn local_name(name: &str) -> String {
    let local = name.rsplit(':').next().unwrap_or_default().to_lowercase();
    if name.starts_with('/') && !local.starts_with('/') { format!("/{local}") } else { local }
}

/// Appends a tag without the attributes that are run or fetch something; a link fetches nothing until it is followed.
fn push_tag(tame: &mut String, tag: &str, is_link: bool) -> Option<()> {
    let mut from = 0;
    for attribute in attributes(tag)? {
        let name = local_name(attribute.name);
        let mut value = with_characters(&attribute.value.to_lowercase());
        value.retain(|c| !c.is_whitespace() && !c.is_control());
        let is_run = name.starts_with("on") || ACTIVE_SCHEMES.iter().any(|scheme| value.starts_with(scheme));
        let is_fetched = matches!(name.as_str(), "href" | "src") && !is_link && leads_away(&value);
        tame.push_str(&tag[from..attribute.at.start]);
        if !is_run && !is_fetched {
            let whole = &tag[attribute.at.clone()];
            let (before, quote) = (whole.len() - attribute.value.len() - 1, whole.len() - 1);
            tame.push_str(&whole[..before]);
            tame.push_str(&without_addresses(attribute.value));
            tame.push_str(&whole[quote..]);
        }
        from = attribute.at.end;
    }
    tame.push_str(&tag[from..]);
    Some(())
}

/// A style without what it fetches from other sites.
fn without_addresses(style: &str) -> Cow<'_, str> {
    const START: &str = "url(";
    if !style.contains(START) && !style.contains(IMPORT) {
        return Cow::Borrowed(style);
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
    Cow::Owned(kept)
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
