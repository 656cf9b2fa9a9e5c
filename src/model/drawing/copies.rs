//! How much browsers draw of a drawing whose parts are copied.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use resvg::usvg::roxmltree::{Document, Node};

use super::inner::Inner;

/// How deep copies may hold copies.
const DEEPEST: usize = 32;

/// How many elements are looked at to count the copies.
const MOST_LOOKS: usize = 5_000_000;

/// How many elements browsers come to draw, copies of `<use>` counted as often as they are made, and so what others are
/// filled or masked with, and the drawings inside.
pub(super) fn shown(document: &Document<'_>, inner: &Inner) -> usize {
    let elements = || document.root_element().descendants().filter(Node::is_element);
    let mut copies = Copies { named: BTreeMap::new(), known: BTreeMap::new(), left: MOST_LOOKS, inner };
    for (id, node) in elements().filter_map(|node| Some((node.attribute("id")?, node))) {
        // Of several with one name browsers take the first.
        copies.named.entry(id).or_insert(node);
    }
    elements().fold(0, |sum: usize, node| sum.saturating_add(1).saturating_add(copies.of(node, DEEPEST)))
}

struct Copies<'a> {
    named: BTreeMap<&'a str, Node<'a, 'a>>,
    /// How much is drawn for each element that was copied.
    known: BTreeMap<usize, usize>,
    inner: &'a Inner,
    /// How many elements may still be looked at.
    left: usize,
}

impl<'a> Copies<'a> {
    /// How many elements are drawn again for one: the copies of a `<use>`, what it is filled or masked with, the
    /// drawing in it.
    fn of(&mut self, node: Node<'a, 'a>, deepest: usize) -> usize {
        let mut count = self.inner.get(&node.id().get_usize()).map_or(0, |inner| inner.shown);
        for attribute in node.attributes() {
            let own = Some(attribute.value()).filter(|_| node.has_tag_name("use") && attribute.name() == "href");
            let painted = attribute.value().split("url(").skip(1).filter_map(|rest| rest.split(')').next());
            for address in own.into_iter().chain(painted) {
                let name = address.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
                let name = name.strip_prefix('#').map(|name| percent_decode_str(name).decode_utf8_lossy());
                let Some(target) = name.and_then(|name| self.named.get(&*name).copied()) else { continue };
                count = count.saturating_add(self.within(target, deepest));
            }
        }
        count
    }

    /// How many elements are drawn for one with all in it.
    fn within(&mut self, target: Node<'a, 'a>, deepest: usize) -> usize {
        let key = target.id().get_usize();
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        if deepest == 0 {
            return usize::MAX;
        }
        // One that holds itself is not drawn again.
        self.known.insert(key, 0);
        let mut count: usize = 0;
        for node in target.descendants().filter(Node::is_element) {
            let Some(left) = self.left.checked_sub(1) else { return usize::MAX };
            self.left = left;
            count = count.saturating_add(1).saturating_add(self.of(node, deepest - 1));
        }
        self.known.insert(key, count);
        count
    }
}
