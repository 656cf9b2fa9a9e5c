//! Drawings in SVG written anew from what browsers see in them: without what they would run or fetch from other sites,
//! and without what programs note beside the drawing.

mod copies;
mod style;

use resvg::usvg::roxmltree::{Attribute, Document, Node, ParsingOptions};

use copies::shown;
use style::lean_style;

use super::entities::with_entities;
use super::xml::{Piece, pieces, push_text};

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
    /// It copies its parts more often than browsers bear, or has more names and attributes than can be read in time.
    TooMuch,
}

/// A drawing as browsers see it, but for what they run in it or fetch for it. Styles keep what else they say, so whether
/// all is gone is for the caller to check.
pub fn tamed(svg: &str) -> Result<String, Untamed> {
    let svg = &*with_entities(svg);
    if !is_bearable(svg) {
        return Err(Untamed::TooMuch);
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
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

/// Whether it can be read in time: names for texts that are left, attributes of a tag and names of formats multiply.
fn is_bearable(svg: &str) -> bool {
    let attributes = |tag: &str| tag.matches("=\"").count() + tag.matches("='").count();
    let is_lean = |piece: Piece<'_>| !matches!(piece, Piece::Tag(tag) if attributes(tag) > MOST_ATTRIBUTES);
    !svg.to_ascii_lowercase().contains("<!entity")
        && svg.matches("xmlns").count() <= MOST_ATTRIBUTES
        && pieces(svg).all(is_lean)
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
    let is_led = node.attribute("attributeName").is_some_and(|name| name.ends_with("href"));
    name.namespace() == Some(NAMESPACE)
        && !is_led
        && !NOTES.contains(&name.name())
        && !ACTIVE_ELEMENTS.contains(&name.name().to_lowercase().as_str())
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
    // What lies on this machine is missing from the drawing, which is for the caller to say.
    let is_elsewhere = || leads_away(&address) && !address.starts_with("file:");
    let is_fetched = name == "ping" || matches!(name, "href" | "src") && !node.has_tag_name("a") && is_elsewhere();
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
