//! Drawings inside drawings, as `data:` addresses: they are written anew like the one around them.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use resvg::usvg::roxmltree::{Document, Node};

use super::{Tamed, tamed_within};

/// How the address begins of a drawing that was written anew.
pub const INNER: &str = "data:image/svg+xml;base64,";

/// What was made of the drawings inside, by the element that shows them.
pub(super) type Inner = BTreeMap<usize, Tamed>;

/// The drawings inside one that are no deeper than this and can be written anew.
pub(super) fn inner(document: &Document<'_>, deepest: usize) -> Inner {
    let Some(deepest) = deepest.checked_sub(1) else { return Inner::new() };
    let nodes = document.root_element().descendants().filter(|node| is_picture(*node));
    let one = |node: Node<'_, '_>| {
        let address = node.attributes().find(|attribute| attribute.name() == "href")?.value();
        let tamed = tamed_within(&decoded(address)?, deepest).ok()?;
        Some((node.id().get_usize(), tamed))
    };
    nodes.filter_map(one).collect()
}

/// Whether an element shows a picture, which neither runs nor fetches anything.
pub(super) fn is_picture(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "image" | "feImage")
}

/// The drawing that an address holds.
fn decoded(address: &str) -> Option<String> {
    let (head, data) = address.trim_start().split_once(',')?;
    let head = head.to_ascii_lowercase();
    if !head.starts_with("data:image/svg+xml") {
        return None;
    }
    let is_base64 = head.rsplit_once(';').is_some_and(|(_, end)| end.trim() == "base64");
    let data = if is_base64 { data } else { data.split('#').next()? };
    let mut bytes: Vec<u8> = percent_decode_str(data).collect();
    if is_base64 {
        bytes.retain(|byte| !byte.is_ascii_whitespace());
        bytes = STANDARD.decode(bytes).ok()?;
    }
    String::from_utf8(bytes).ok()
}
