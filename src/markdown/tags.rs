//! Harmless raw tags that wait for their partner.

use crate::model::Span;

use super::item::{Item, Piece};

/// More raw tags than this inside each other are shown as text.
const DEEPEST: usize = 32;

/// An opened tag.
#[derive(Debug)]
struct OpenTag {
    name: &'static str,
    /// Its index in the items.
    item: usize,
    written: Box<str>,
    span: Span,
}

/// The tags that are open, innermost last. A tag pairs only within the element of Markdown in which it stands, whose
/// tags begin at an index called base.
#[derive(Debug, Default)]
pub(super) struct OpenTags(Vec<OpenTag>);

impl OpenTags {
    /// The base of an element that starts here.
    pub(super) fn base(&self) -> usize {
        self.0.len()
    }

    /// Adds a tag; false where there are too many.
    pub(super) fn open(&mut self, name: &'static str, item: usize, written: &str, span: Span) -> bool {
        let fits = self.0.len() < DEEPEST;
        if fits {
            self.0.push(OpenTag { name, item, written: written.into(), span });
        }
        fits
    }

    /// Pairs a closing tag with the innermost of its name and undoes what is open inside; `None` where there is none.
    pub(super) fn close(&mut self, base: usize, name: &str, items: &mut [Item]) -> Option<Vec<Span>> {
        let partner = base + self.0[base..].iter().rposition(|tag| tag.name == name)?;
        let undone = self.undo(partner + 1, items);
        self.0.pop();
        Some(undone)
    }

    /// Turns the tags from `base` on into text; gives their places.
    pub(super) fn undo(&mut self, base: usize, items: &mut [Item]) -> Vec<Span> {
        let undone = self.0.drain(base..).map(|tag| {
            items[tag.item] = Item::Text(Piece::Owned(tag.written));
            tag.span
        });
        undone.collect()
    }
}
