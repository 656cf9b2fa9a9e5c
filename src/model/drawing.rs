//! Drawings in SVG written anew from what browsers see in them: without what they would run or fetch from other sites,
//! and without what programs note beside the drawing.

mod copies;
mod inner;
mod names;
mod style;
mod words;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use resvg::usvg::roxmltree::{Attribute, Document, Node, ParsingOptions};

use copies::shown;
use inner::{Inner, inner, is_picture};
use names::{has_text, is_attribute, is_element};
use style::lean_style;

use super::entities::with_entities;
use super::xml::{Piece, pieces, push_text};

pub use inner::INNER;

/// Elements of an SVG that run something or hold a page of their own, by their names in small letters.
pub const ACTIVE_ELEMENTS: [&str; 9] =
    ["script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "html", "body"];

/// What the elements of a drawing are known by.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// How addresses begin that a link may lead to; those of other files have no such beginning.
const LINKS: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];

/// How addresses begin that a browser runs.
const ACTIVE_SCHEMES: [&str; 2] = ["javascript:", "vbscript:"];

/// How deep drawings may hold drawings.
pub const DEEPEST: usize = 2;

/// How many elements a drawing may show, copies counted: browsers take seconds for twice as many.
const MOST_SHOWN: usize = 200_000;

/// How many nodes are read of a drawing.
const MOST_NODES: u32 = 1_000_000;

/// How many attributes a tag has at most, and a drawing names of formats: each is compared with all others.
const MOST_ATTRIBUTES: usize = 1000;

/// Why a drawing cannot be written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untamed {
    /// It is none, or not well-formed.
    Broken,
    /// It copies its parts more often than browsers bear.
    TooManyCopies,
    /// It has more names, attributes and elements than can be read in time.
    TooManyNames,
}

/// A drawing as browsers see it, but for what they run in it or fetch for it.
#[derive(Clone, Debug)]
pub struct Tamed {
    /// The drawing. Styles keep what else they say, so whether all is gone is for the caller to check.
    pub svg: String,
    /// Whether words are gone that were shown as those of a page.
    pub loses_words: bool,
    /// How many elements it shows.
    shown: usize,
}

/// Writes a drawing anew.
pub fn tamed(svg: &str) -> Result<Tamed, Untamed> {
    tamed_within(svg, DEEPEST)
}

/// Writes a drawing anew that may hold others so deep.
fn tamed_within(svg: &str, deepest: usize) -> Result<Tamed, Untamed> {
    let svg = &*with_entities(svg);
    if !is_bearable(svg) {
        return Err(Untamed::TooManyNames);
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(svg, options).map_err(|_| Untamed::Broken)?;
    let root = document.root_element();
    if !root.has_tag_name((NAMESPACE, "svg")) {
        return Err(Untamed::Broken);
    }
    let inner = inner(&document, deepest);
    let shown = shown(&document, &inner);
    if shown > MOST_SHOWN {
        return Err(Untamed::TooManyCopies);
    }
    let loses_words = words::are_lost(root) || inner.values().any(|inner| inner.loses_words);
    Ok(Tamed { svg: written(root, &inner), loses_words, shown })
}

/// A drawing as text.
fn written(root: Node<'_, '_>, inner: &Inner) -> String {
    let mut out = String::new();
    let mut node = root;
    loop {
        if push_start(&mut out, node, inner)
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        loop {
            if node == root {
                return out;
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
fn push_start(out: &mut String, node: Node<'_, '_>, inner: &Inner) -> bool {
    if node.is_text() && node.parent().is_some_and(|parent| has_text(parent.tag_name().name())) {
        push_text(out, node.text().unwrap_or_default());
    }
    if !node.is_element() || !is_shown(node) {
        return false;
    }
    out.push('<');
    out.push_str(node.tag_name().name());
    if node == node.document().root_element() {
        out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        let mut all = node.descendants().flat_map(|node| node.attributes());
        let has_xlink = all.any(|one| one.namespace() == Some(XLINK));
        out.push_str(if has_xlink { " xmlns:xlink=\"http://www.w3.org/1999/xlink\"" } else { "" });
    }
    node.attributes().for_each(|attribute| push_attribute(out, node, attribute, inner));
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

/// Whether it can be read in time: names for texts that are left, attributes of a tag and names of formats multiply.
fn is_bearable(svg: &str) -> bool {
    let attributes = |tag: &str| tag.matches("=\"").count() + tag.matches("='").count();
    let is_lean = |piece: Piece<'_>| !matches!(piece, Piece::Tag(tag) if attributes(tag) > MOST_ATTRIBUTES);
    !svg.to_ascii_lowercase().contains("<!entity")
        && svg.matches("xmlns").count() <= MOST_ATTRIBUTES
        && pieces(svg).all(is_lean)
}

/// An address in small letters without blanks.
fn squeezed(address: &str) -> String {
    let letters = address.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    letters.flat_map(char::to_lowercase).collect()
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
    let is_led = node.attribute("attributeName").is_some_and(|name| name.trim().ends_with("href"));
    name.namespace() == Some(NAMESPACE) && is_element(name.name()) && !is_led
}

/// Appends an attribute that shows something and neither runs nor fetches anything.
fn push_attribute(out: &mut String, node: Node<'_, '_>, attribute: Attribute<'_, '_>, inner: &Inner) {
    let name = attribute.name();
    let prefix = match (attribute.namespace(), name) {
        (None, name) if is_attribute(name) => "",
        (Some(XLINK), "href") => "xlink:",
        (Some(XML), "space" | "lang") => "xml:",
        _ => return,
    };
    // As it will be read again.
    let is_address = name == "href";
    let value = attribute.value().replace(['\t', '\n', '\r'], if is_address { "" } else { " " });
    let value = match inner.get(&node.id().get_usize()) {
        Some(inner) if is_address => format!("{INNER}{}", STANDARD.encode(&inner.svg)),
        None if is_address && !is_kept(node, &value) => return,
        _ if ACTIVE_SCHEMES.iter().any(|scheme| squeezed(&value).starts_with(scheme)) => return,
        _ if is_address => value,
        _ if name == "style" || value.contains('(') => lean_style(&value),
        _ => value,
    };
    out.push(' ');
    out.push_str(prefix);
    out.push_str(name);
    out.push_str("=\"");
    push_text(out, &value);
    out.push('"');
}

/// Whether nothing is fetched for an address, until somebody follows it. What lies on this machine or beside the drawing
/// is missing from it, which is for the caller to say.
fn is_kept(node: Node<'_, '_>, written: &str) -> bool {
    let address = squeezed(written);
    let is_data = address.starts_with("data:");
    if is_data && !written.trim_start().to_lowercase().starts_with("data:") {
        return false;
    }
    if node.has_tag_name("a") {
        return !is_data && (!leads_away(&address) || address.starts_with("//"))
            || LINKS.iter().any(|link| address.starts_with(link));
    }
    let is_active =
        || ["data:text", "data:image/svg", "data:application/x"].iter().any(|data| address.starts_with(data));
    if is_data { is_picture(node) && !is_active() } else { !leads_away(&address) || address.starts_with("file:") }
}
