//! How much browsers draw of a drawing whose parts are copied.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use resvg::usvg::roxmltree::{Attribute, Document, Node};

/// How deep copies may hold copies.
const DEEPEST: usize = 32;

/// How many elements browsers come to draw, copies of `<use>` counted as often as they are made.
pub(super) fn shown(document: &Document<'_>) -> usize {
    let elements = || document.root_element().descendants().filter(Node::is_element);
    let mut named = BTreeMap::new();
    // Of several with one name browsers take the first.
    for (id, node) in elements().filter_map(|node| Some((node.attribute("id")?, node))) {
        named.entry(id).or_insert(node);
    }
    let mut known = BTreeMap::new();
    elements()
        .fold(0, |sum: usize, node| sum.saturating_add(1).saturating_add(copied(node, &named, &mut known, DEEPEST)))
}

/// How many elements are drawn again for an element: the copies of a `<use>`, what it is filled or masked with.
fn copied<'a>(
    node: Node<'a, 'a>,
    named: &BTreeMap<&'a str, Node<'a, 'a>>,
    known: &mut BTreeMap<usize, usize>,
    deepest: usize,
) -> usize {
    let of_use = |attribute: &Attribute<'_, '_>| node.has_tag_name("use") && attribute.name() == "href";
    let mut count: usize = 0;
    for attribute in node.attributes() {
        let own = Some(attribute.value().trim()).filter(|_| of_use(&attribute));
        let painted = attribute.value().split("url(").skip(1).filter_map(|rest| rest.split(')').next());
        for address in own.into_iter().chain(painted) {
            let name = address.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).strip_prefix('#');
            let name = name.map(|name| percent_decode_str(name).decode_utf8_lossy());
            let Some(target) = name.and_then(|name| named.get(&*name)) else { continue };
            count = count.saturating_add(weight(*target, named, known, deepest));
        }
    }
    count
}

/// How many elements are drawn for an element and all in it.
fn weight<'a>(
    target: Node<'a, 'a>,
    named: &BTreeMap<&'a str, Node<'a, 'a>>,
    known: &mut BTreeMap<usize, usize>,
    deepest: usize,
) -> usize {
    if let Some(known) = known.get(&target.id().get_usize()) {
        return *known;
    }
    if deepest == 0 {
        return usize::MAX;
    }
    // One that holds itself is not drawn again.
    known.insert(target.id().get_usize(), 0);
    let inside = target.descendants().filter(Node::is_element);
    let count = inside
        .fold(0, |sum: usize, node| sum.saturating_add(1).saturating_add(copied(node, named, known, deepest - 1)));
    known.insert(target.id().get_usize(), count);
    count
}
