//! Words of pages inside drawings, as some programs write all their texts: they cannot be published.

use resvg::usvg::roxmltree::Node;

/// What holds a page inside a drawing.
const PAGE: &str = "foreignObject";

/// Whether words are lost with the pages in a drawing: those that nothing beside them shows too.
pub(super) fn are_lost(root: Node<'_, '_>) -> bool {
    root.descendants().filter(|node| node.has_tag_name(PAGE)).any(|page| {
        let words = letters(page);
        !words.is_empty() && !stand_ins(page).any(|other| has_picture(other) || letters(other).contains(&words))
    })
}

/// What browsers show instead of a page.
fn stand_ins<'a>(page: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    let is_choice = page.parent().is_some_and(|parent| parent.has_tag_name("switch"));
    page.next_siblings().skip(1).filter(move |other| is_choice && other.is_element() && !other.has_tag_name(PAGE))
}

fn has_picture(node: Node<'_, '_>) -> bool {
    node.descendants().any(|node| node.has_tag_name("image"))
}

/// All text in an element without blanks.
fn letters(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
    texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}
