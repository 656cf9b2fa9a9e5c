//! Drawings in SVG written anew from what browsers see in them: without what they would run or fetch from other sites,
//! and without what programs note beside the drawing.

use std::collections::BTreeMap;

use resvg::usvg::roxmltree::{Attribute, Document, Node, ParsingOptions};

use super::xml::push_text;

/// Elements of an SVG that run something or hold a page of their own, by their names in small letters.
pub const ACTIVE_ELEMENTS: [&str; 9] =
    ["script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "html", "body"];

/// What the elements of a drawing are known by.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that no browser shows: what is said of the drawing.
const NOTES: [&str; 2] = ["desc", "metadata"];

/// The attribute in which a program keeps the whole file a second time, with the day and the machine.
const COPY: &str = "content";

/// How addresses begin that a browser runs.
const ACTIVE_SCHEMES: [&str; 2] = ["javascript:", "vbscript:"];

/// What fetches a style from elsewhere.
const IMPORT: &str = "@import";

/// How many elements a drawing may show, copies counted: browsers take seconds for twice as many.
const MOST_SHOWN: usize = 200_000;

/// How deep copies may hold copies.
const DEEPEST: usize = 32;

/// Why a drawing cannot be written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untamed {
    /// It is none, or not well-formed.
    Broken,
    /// It copies its parts more often than browsers bear.
    TooMuch,
}

/// A drawing as browsers see it, but for what they run in it or fetch for it. Styles keep what else they say, so whether
/// all is gone is for the caller to check.
pub fn tamed(svg: &str) -> Result<String, Untamed> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(svg, options).map_err(|_| Untamed::Broken)?;
    let root = document.root_element();
    if !root.has_tag_name((NAMESPACE, "svg")) {
        return Err(Untamed::Broken);
    }
    if shown(&document) > MOST_SHOWN {
        return Err(Untamed::TooMuch);
    }
    let has_xlink = root.descendants().flat_map(|node| node.attributes()).any(|one| one.namespace() == Some(XLINK));
    let mut out = String::with_capacity(svg.len());
    let mut node = root;
    loop {
        if push_start(&mut out, node, has_xlink)
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        loop {
            if node == root {
                return Ok(out);
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            node = node.parent().unwrap_or(root);
            push_end(&mut out, node);
        }
    }
}

/// Appends a text, or the start of an element that is shown; tells whether what is in it follows.
fn push_start(out: &mut String, node: Node<'_, '_>, has_xlink: bool) -> bool {
    if node.is_text() {
        push_text(out, node.text().unwrap_or_default());
    }
    if !node.is_element() || !is_shown(node) {
        return false;
    }
    out.push('<');
    out.push_str(node.tag_name().name());
    if node == node.document().root_element() {
        out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        out.push_str(if has_xlink { " xmlns:xlink=\"http://www.w3.org/1999/xlink\"" } else { "" });
    }
    node.attributes().for_each(|attribute| push_attribute(out, node, attribute));
    out.push_str(if node.has_children() { ">" } else { "/>" });
    if !node.has_tag_name("style") {
        return node.has_children();
    }
    if node.has_children() {
        let texts = node.children().filter(Node::is_text).filter_map(|child| child.text());
        push_text(out, &lean_style(&texts.collect::<String>()));
        push_end(out, node);
    }
    false
}

fn push_end(out: &mut String, node: Node<'_, '_>) {
    out.push_str("</");
    out.push_str(node.tag_name().name());
    out.push('>');
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

/// Whether an element is one of the drawing itself, and runs nothing.
fn is_shown(node: Node<'_, '_>) -> bool {
    let name = node.tag_name();
    name.namespace() == Some(NAMESPACE)
        && !NOTES.contains(&name.name())
        && !ACTIVE_ELEMENTS.contains(&name.name().to_lowercase().as_str())
}

/// How many elements browsers come to draw, copies of `<use>` counted as often as they are made.
fn shown(document: &Document<'_>) -> usize {
    let elements = || document.root_element().descendants().filter(Node::is_element);
    let named: BTreeMap<&str, Node<'_, '_>> =
        elements().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let mut known = BTreeMap::new();
    elements()
        .fold(0, |sum: usize, node| sum.saturating_add(1).saturating_add(copied(node, &named, &mut known, DEEPEST)))
}

/// How many elements a `<use>` copies; of other elements none.
fn copied<'a>(
    node: Node<'a, 'a>,
    named: &BTreeMap<&'a str, Node<'a, 'a>>,
    known: &mut BTreeMap<usize, usize>,
    deepest: usize,
) -> usize {
    let address = node.attribute("href").or_else(|| node.attribute((XLINK, "href")));
    let target = address.and_then(|address| named.get(address.trim().strip_prefix('#')?));
    let Some(target) = target.filter(|_| node.has_tag_name("use")) else { return 0 };
    if let Some(known) = known.get(&target.id().get_usize()) {
        return *known;
    }
    if deepest == 0 {
        return usize::MAX;
    }
    // One that holds itself is not drawn again.
    known.insert(target.id().get_usize(), 0);
    let copies = target.descendants().filter(Node::is_element);
    let count = copies
        .fold(0, |sum: usize, node| sum.saturating_add(1).saturating_add(copied(node, named, known, deepest - 1)));
    known.insert(target.id().get_usize(), count);
    count
}

/// Appends an attribute that shows something and neither runs nor fetches anything; a link fetches nothing until it is
/// followed.
fn push_attribute(out: &mut String, node: Node<'_, '_>, attribute: Attribute<'_, '_>) {
    let prefix = match attribute.namespace() {
        None => "",
        Some(XLINK) => "xlink:",
        Some(XML) if attribute.name() != "base" => "xml:",
        Some(_) => return,
    };
    let name = attribute.name();
    let mut address = attribute.value().to_lowercase();
    address.retain(|c| !c.is_whitespace() && !c.is_control());
    let is_run =
        name.to_lowercase().starts_with("on") || ACTIVE_SCHEMES.iter().any(|scheme| address.starts_with(scheme));
    let is_fetched = matches!(name, "href" | "src") && !node.has_tag_name("a") && leads_away(&address);
    if is_run || is_fetched || (prefix.is_empty() && name == COPY) {
        return;
    }
    out.push(' ');
    out.push_str(prefix);
    out.push_str(name);
    out.push_str("=\"");
    let is_style = name == "style" || attribute.value().contains("url(");
    push_text(out, &if is_style { lean_style(attribute.value()) } else { attribute.value().to_owned() });
    out.push('"');
}

/// A style without what its comments say and what it fetches from other sites.
fn lean_style(style: &str) -> String {
    without_addresses(&without_comments(style))
}

/// A style without what its comments say. Their marks stay: what they divide must not become one.
fn without_comments(style: &str) -> String {
    let mut bare = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = rest.find(['/', '"', '\'', '(']) {
        let (before, after) = rest.split_at(at);
        bare.push_str(before);
        rest = match after.strip_prefix("/*").and_then(|comment| comment.split_once("*/")) {
            Some((_, after)) => {
                bare.push_str("/**/");
                after
            }
            None => {
                let (kept, after) = after.split_at(length(before, after));
                bare.push_str(kept);
                after
            }
        };
    }
    bare.push_str(rest);
    bare
}

/// How long the text or address is that starts here, in which there are no comments; else one.
fn length(before: &str, text: &str) -> usize {
    let is_url = || before.to_ascii_lowercase().ends_with("url");
    let end = match text.as_bytes()[0] {
        b'(' if is_url() && !text[1..].trim_start().starts_with(['"', '\'']) => b')',
        quote @ (b'"' | b'\'') => quote,
        _ => return 1,
    };
    let mut is_escaped = false;
    let is_end = |byte: &u8| {
        let is_end = *byte == end && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    };
    text.as_bytes()[1..].iter().position(is_end).map_or(1, |at| at + 2)
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
