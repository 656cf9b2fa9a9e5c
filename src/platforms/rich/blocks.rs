//! Blocks, all on one level: lists and notes are paragraphs with a literal mark and an indent.

use std::fmt::Write as _;

use super::Writer;
use super::inline::picture_mark;
use crate::markdown::tree::{Image, Kind, Node, is_task, runs};
use crate::platforms::look::Part;

/// Deeper than this lists are not indented any further: a phone has no room for it.
const DEEPEST: usize = 4;

/// Where blocks stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// What a paragraph is here.
    pub(super) part: Part,
    /// In how many lists.
    pub(super) lists: usize,
    /// Whether in a quotation.
    pub(super) quoted: bool,
}

impl Default for Place {
    fn default() -> Self {
        Self { part: Part::Text, lists: 0, quoted: false }
    }
}

impl Writer<'_> {
    pub(super) fn blocks(&mut self, nodes: &[Node<'_>], place: Place) {
        self.marked_blocks(nodes, place, String::new());
    }

    /// Writes blocks, the first of them after a mark; parts of a line between them make a paragraph.
    pub(super) fn marked_blocks(&mut self, nodes: &[Node<'_>], place: Place, mut mark: String) {
        for run in runs(nodes) {
            match run {
                [block] if block.is_block() => self.block(block, place, &mut mark),
                line => self.paragraph(line, place, &mut mark),
            }
        }
        // An item with nothing in it.
        self.lone_mark(place, &mut mark);
    }

    fn block(&mut self, node: &Node<'_>, place: Place, mark: &mut String) {
        let Node::Element(kind, inner) = node else {
            self.lone_mark(place, mark);
            let style = self.look.style(Part::Rule);
            let _ =
                if style.is_empty() { write!(self.out, "<hr>") } else { write!(self.out, "<hr style=\"{style}\">") };
            return;
        };
        if !matches!(kind, Kind::Paragraph) {
            self.lone_mark(place, mark);
        }
        match kind {
            Kind::Heading(level) => self.heading(*level, inner),
            Kind::Figures => self.figures(inner, place),
            Kind::Quote => self.quote(inner, place),
            Kind::CodeBlock => self.code(inner),
            Kind::List(first) => self.list(*first, inner, place),
            Kind::Table => self.table(inner),
            Kind::ListItem | Kind::Row { .. } => self.blocks(inner, place),
            _ => self.paragraph(inner, place, mark),
        }
    }

    fn paragraph(&mut self, inner: &[Node<'_>], place: Place, mark: &mut String) {
        if mark.is_empty() && inner.iter().all(Node::is_blank) {
            return;
        }
        self.open_paragraph(place);
        if !mark.is_empty() {
            self.mark(mark);
            mark.clear();
        }
        self.inline(inner);
        self.end_line();
        self.out.push_str("</p>");
    }

    /// The mark of an item that does not begin with a paragraph, in a line of its own.
    fn lone_mark(&mut self, place: Place, mark: &mut String) {
        if !mark.is_empty() {
            self.paragraph(&[], place, mark);
        }
    }

    fn open_paragraph(&mut self, place: Place) {
        match place.lists.min(DEEPEST) {
            0 => self.open("p", place.part),
            depth => self.open_with("p", place.part, &format!("padding-left:{depth}em")),
        }
    }

    fn heading(&mut self, level: u8, inner: &[Node<'_>]) {
        let (tag, part) = match level {
            2 => ("h2", Part::Heading),
            3 => ("h3", Part::Subheading),
            _ => ("h4", Part::Minor),
        };
        if level == 2 {
            let name: String =
                inner.iter().filter_map(|node| if let Node::Text(text) = node { Some(*text) } else { None }).collect();
            self.end_part(&name);
        }
        self.open(tag, part);
        self.inline(inner);
        self.end_line();
        let _ = write!(self.out, "</{tag}>");
    }

    /// A quotation within one is not set off once more.
    fn quote(&mut self, inner: &[Node<'_>], place: Place) {
        let inside = Place { quoted: true, ..place };
        if place.quoted {
            return self.blocks(inner, inside);
        }
        self.open("section", Part::Quote);
        self.blocks(inner, inside);
        self.out.push_str("</section>");
    }

    fn list(&mut self, first: Option<u64>, items: &[Node<'_>], place: Place) {
        let inside = Place { lists: place.lists + 1, ..place };
        let numbers = first.unwrap_or_default()..;
        for (item, number) in items.iter().zip(numbers) {
            let Node::Element(_, inner) = item else { continue };
            let is_task = is_task(inner);
            let mark = match first {
                Some(_) => format!("{number}. "),
                None if is_task => String::new(),
                None => "• ".to_owned(),
            };
            self.marked_blocks(inner, inside, mark);
        }
    }

    /// Lines of code without `<pre>`, which editors do not wrap.
    fn code(&mut self, inner: &[Node<'_>]) {
        self.open("section", Part::CodeBlock);
        let text: String =
            inner.iter().filter_map(|node| if let Node::Text(text) = node { Some(*text) } else { None }).collect();
        self.open_with("p", Part::Line, "white-space:pre-wrap");
        for (number, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if number > 0 {
                self.out.push_str("<br>");
            }
            self.text(line);
        }
        self.out.push_str("</p></section>");
    }

    fn figures(&mut self, inner: &[Node<'_>], place: Place) {
        for node in inner {
            if let Node::Image(image) = node {
                self.figure(image, place);
            }
        }
    }

    fn figure(&mut self, image: &Image<'_>, place: Place) {
        let Some((number, file)) = self.places.picture(image) else {
            self.open_paragraph(place);
            self.image_text(image);
            self.out.push_str("</p>");
            return;
        };
        self.open("section", Part::Figure);
        self.image_tag(image, &file);
        self.open("p", Part::Caption);
        self.mark(&picture_mark(number));
        self.text(image.caption);
        self.out.push_str("</p></section>");
    }
}
