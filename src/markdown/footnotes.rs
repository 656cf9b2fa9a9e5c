//! Footnotes: numbered in the order in which the text refers to them, wherever they are written.

use std::collections::BTreeMap;
use std::mem;

use crate::model::Span;

use super::item::Item;

/// A footnote of a finished body.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    pub(super) items: Vec<Item>,
    /// How many marks refer to it.
    pub(super) marks: usize,
}

/// A footnote while the body is read.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) label: String,
    /// Where it is written; `None` as long as only marks were seen.
    pub(super) span: Option<Span>,
    pub(super) items: Vec<Item>,
}

/// All footnotes while the body is read.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    list: Vec<Draft>,
    by_label: BTreeMap<String, usize>,
}

impl Drafts {
    /// The footnote that a mark means.
    pub(super) fn referred(&mut self, label: &str) -> usize {
        if let Some(&index) = self.by_label.get(&label.to_lowercase()) {
            return index;
        }
        self.by_label.insert(label.to_lowercase(), self.list.len());
        self.add(label, None)
    }

    /// Begins to write a footnote; a second one of the same label is one that nothing refers to.
    pub(super) fn written(&mut self, label: &str, span: Span) -> usize {
        let index = self.referred(label);
        let draft = &mut self.list[index];
        if draft.span.is_some() {
            return self.add(label, Some(span));
        }
        draft.span = Some(span);
        index
    }

    /// Puts in what a footnote says.
    pub(super) fn fill(&mut self, index: usize, items: Vec<Item>) {
        self.list[index].items = items;
    }

    fn add(&mut self, label: &str, span: Option<Span>) -> usize {
        self.list.push(Draft { label: label.to_owned(), span, items: Vec::new() });
        self.list.len() - 1
    }

    /// Numbers the marks in `items` and in the footnotes they lead to. Gives the footnotes in the order of their
    /// numbers, and those that nothing refers to.
    pub(super) fn numbered(mut self, items: &mut [Item]) -> (Vec<Note>, Vec<Draft>) {
        let mut order = Order { numbers: vec![0; self.list.len()], drafts: Vec::new(), marks: Vec::new() };
        order.number(items);
        let mut notes: Vec<Note> = Vec::new();
        while notes.len() < order.drafts.len() {
            let mut items = mem::take(&mut self.list[order.drafts[notes.len()]].items);
            order.number(&mut items);
            notes.push(Note { items, marks: 0 });
        }
        for (note, marks) in notes.iter_mut().zip(order.marks) {
            note.marks = marks;
        }
        let unused = self.list.into_iter().zip(order.numbers).filter(|(_, number)| *number == 0);
        (notes, unused.map(|(draft, _)| draft).collect())
    }
}

/// The numbers given so far.
struct Order {
    /// By draft; 0 where none is given.
    numbers: Vec<usize>,
    /// By number − 1: the draft, and how many marks.
    drafts: Vec<usize>,
    marks: Vec<usize>,
}

impl Order {
    /// Turns the marks' drafts into numbers.
    fn number(&mut self, items: &mut [Item]) {
        for item in items {
            let Item::NoteMark { number, occurrence } = item else { continue };
            let draft = *number;
            if self.numbers[draft] == 0 {
                self.drafts.push(draft);
                self.marks.push(0);
                self.numbers[draft] = self.drafts.len();
            }
            *number = self.numbers[draft];
            self.marks[*number - 1] += 1;
            *occurrence = self.marks[*number - 1];
        }
    }
}
