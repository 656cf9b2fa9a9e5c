//! A write-up as the rich text that platforms' editors keep: flat blocks, inline styles, no links.
//!
//! What it writes is an allowlist: a tag or property that is not in this module or in [`super::look`] cannot come out.
//! Text nodes hold the writer's words or one mark of the exporter, never both, so that either can be told.

mod blocks;
mod inline;
mod tables;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::look::{Look, Part};
use crate::markdown::Link;
use crate::markdown::tree::{Image, To, Tree};
use crate::model::xml::push_text;

/// What a renderer asks of the archive.
pub(super) trait Places {
    /// The whole address that a link of the archive leads to; `None` where only its text is shown.
    fn address(&self, link: &Link) -> Option<String>;

    /// The number of a picture, from 1, and its file in the package; `None` where it cannot be used.
    fn picture(&mut self, image: &Image<'_>) -> Option<(usize, String)>;
}

/// An article as rich text.
#[derive(Debug, Default)]
pub(super) struct Rich {
    /// The HTML.
    pub(super) html: String,
    /// What weighs how much, in characters: each part with a heading, and the tables.
    pub(super) weights: Vec<(String, usize)>,
    /// How many links only show their text because nothing leads to their place from outside.
    pub(super) lost_links: usize,
    /// The alternative texts of pictures that cannot be used.
    pub(super) lost_pictures: Vec<String>,
}

/// The writer of one article.
struct Writer<'a> {
    look: &'a Look,
    places: &'a mut dyn Places,
    out: String,
    /// How many footnotes there are; references are numbered after them.
    notes: usize,
    /// The addresses of the references, and the number of each.
    references: Vec<String>,
    numbers: BTreeMap<String, usize>,
    /// Which inline tags are open: none is opened in itself.
    open: inline::Open,
    rich: Rich,
    /// The last heading, where its part begins, and how much tables weighed before it.
    part: (String, usize, usize),
    /// How much the tables weigh.
    tables: usize,
}

/// A write-up in a look; `closing` are lines that end it, each with its label.
pub(super) fn write(tree: &Tree<'_>, look: &Look, places: &mut dyn Places, closing: &[(&str, String)]) -> Rich {
    let mut writer = Writer {
        look,
        places,
        out: String::with_capacity(16 << 10),
        notes: tree.notes.len(),
        references: Vec::new(),
        numbers: BTreeMap::new(),
        open: inline::Open::default(),
        rich: Rich::default(),
        part: ("开头".into(), 0, 0),
        tables: 0,
    };
    writer.out.push_str("<section>");
    writer.blocks(&tree.nodes, blocks::Place::default());
    writer.end_part("");
    writer.notes(tree);
    writer.references();
    writer.closing(closing);
    writer.out.push_str("</section>");
    writer.finish()
}

impl Writer<'_> {
    fn finish(mut self) -> Rich {
        if self.tables > 0 {
            self.rich.weights.push(("表格".into(), self.tables));
        }
        self.rich.html = self.out;
        self.rich
    }

    /// Notes how much the part before a heading weighs without its tables.
    fn end_part(&mut self, next: &str) {
        let end = self.out.len();
        let (name, start, tables) = std::mem::replace(&mut self.part, (next.to_owned(), end, self.tables));
        let weight = self.out[start..end].chars().count() - (self.tables - tables);
        self.rich.weights.push((format!("「{name}」一节"), weight));
    }

    fn notes(&mut self, tree: &Tree<'_>) {
        if tree.notes.is_empty() {
            return;
        }
        self.list_heading("注释");
        for (index, note) in tree.notes.iter().enumerate() {
            let place = blocks::Place { part: Part::Small, ..blocks::Place::default() };
            self.marked_blocks(note, place, format!("[{}] ", index + 1));
        }
    }

    fn references(&mut self) {
        if self.references.is_empty() {
            return;
        }
        self.list_heading("参考链接");
        for (index, address) in std::mem::take(&mut self.references).iter().enumerate() {
            self.open("p", Part::Small);
            self.mark(&format!("[{}] ", self.notes + index + 1));
            self.text(address);
            self.out.push_str("</p>");
        }
    }

    fn list_heading(&mut self, text: &str) {
        self.open("p", Part::ListHeading);
        self.text(text);
        self.out.push_str("</p>");
    }

    fn closing(&mut self, lines: &[(&str, String)]) {
        if lines.is_empty() {
            return;
        }
        self.open("section", Part::Closing);
        for (label, value) in lines {
            self.open("p", Part::ClosingLine);
            self.text(label);
            self.text(value);
            self.out.push_str("</p>");
        }
        self.out.push_str("</section>");
    }

    /// Starts an element in the style of a part.
    fn open(&mut self, tag: &str, part: Part) {
        self.open_with(tag, part, "");
    }

    /// Starts an element in the style of a part and one more declaration.
    fn open_with(&mut self, tag: &str, part: Part, more: &str) {
        let style = self.look.style(part);
        // Writing to a string cannot fail.
        let _ = match (style.is_empty(), more.is_empty()) {
            (true, _) => write!(self.out, "<{tag}>"),
            (false, true) => write!(self.out, "<{tag} style=\"{style}\">"),
            (false, false) => write!(self.out, "<{tag} style=\"{style};{more}\">"),
        };
    }

    fn text(&mut self, text: &str) {
        push_text(&mut self.out, text);
    }

    /// A mark of the exporter, in an element of its own.
    fn mark(&mut self, text: &str) {
        self.open("span", Part::Mark);
        self.text(text);
        self.out.push_str("</span>");
    }

    /// The number of the reference to an address.
    fn reference(&mut self, address: &str) -> usize {
        let next = self.notes + self.references.len() + 1;
        if let Some(&known) = self.numbers.get(address) {
            return known;
        }
        self.numbers.insert(address.to_owned(), next);
        self.references.push(address.to_owned());
        next
    }

    /// The whole address that something leads to.
    fn address(&mut self, to: To<'_>) -> Option<String> {
        match to {
            To::Archive(link) => {
                let address = self.places.address(link);
                let is_anchor = link.path.is_empty();
                self.rich.lost_links += usize::from(address.is_none() && !is_anchor);
                address
            }
            To::Web(address) => Some(address.to_owned()),
            To::Nowhere => None,
        }
    }
}
