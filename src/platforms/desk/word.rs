//! The body of a Word document, and the same words as plain text: both in one walk, so that they cannot differ.

use std::fmt::Write as _;

use super::inline::Face;
use crate::markdown::tree::{Image, Kind, Node, Tree, is_task, runs};
use crate::model::xml::push_text;
use crate::platforms::draft::Draft;

/// Deeper than this lists are not indented any further: Word knows nine levels.
const DEEPEST: usize = 8;

/// A write-up as Word has it.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// What stands in `w:body`.
    pub(super) body: String,
    /// The first number of each numbered list and its level; the list has the number of its place, from
    /// [`Word::FIRST_LIST`].
    pub(super) lists: Vec<(u64, usize)>,
    /// The deepest level of a list, from 0.
    pub(super) deepest: usize,
    /// All of it as text, a line a block, list marks written out.
    pub(super) text: String,
    /// How many characters it has but for spaces, title and closing lines not counted.
    pub(super) count: usize,
}

/// The writer of one document.
pub(super) struct Writer<'a, 'd> {
    pub(super) draft: &'a mut Draft<'d>,
    pub(super) word: Word,
    pub(super) face: Face,
    /// How many drawings there are.
    pub(super) drawings: usize,
}

/// Where blocks stand.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The style of a paragraph.
    pub(super) style: &'static str,
    /// In how many lists.
    lists: usize,
}

/// What stands before the first block of an item.
pub(super) enum Mark {
    /// Of a list: its number in the document, and the mark itself.
    List(usize, String),
    /// A mark of the text itself.
    Literal(String),
}

impl Word {
    /// The number of the list of all that have no numbers.
    const BULLETS: usize = 1;

    /// The number of the first numbered list.
    pub(super) const FIRST_LIST: usize = 2;

    /// The write-up of a draft, with its title, ended by lines each with its label.
    pub(super) fn of(draft: &mut Draft<'_>, tree: &Tree<'_>, closing: &[(&str, String)]) -> Self {
        let title = draft.manuscript.title;
        let mut writer = Writer { draft, word: Self::default(), face: Face::default(), drawings: 0 };
        writer.line("Title", title);
        let start = writer.word.text.len();
        let place = Place { style: "", lists: 0 };
        writer.blocks(&tree.nodes, place, None);
        if !tree.notes.is_empty() {
            writer.line("NoteHeading", "注释");
        }
        for (index, note) in tree.notes.iter().enumerate() {
            let place = Place { style: "Note", ..place };
            writer.blocks(note, place, Some(Mark::Literal(format!("[{}] ", index + 1))));
        }
        writer.word.count = writer.word.text[start..].chars().filter(|c| !c.is_whitespace()).count();
        for (label, value) in closing {
            writer.line("Closing", &format!("{label}{value}"));
        }
        writer.word
    }
}

impl Writer<'_, '_> {
    /// Writes blocks, the first of them after a mark; parts of a line between them make a paragraph.
    fn blocks(&mut self, nodes: &[Node<'_>], place: Place, mut mark: Option<Mark>) {
        for run in runs(nodes) {
            match run {
                [block] if block.is_block() => self.block(block, place, &mut mark),
                line => self.paragraph(line, place, &mut mark),
            }
        }
        self.lone_mark(place, &mut mark);
    }

    fn block(&mut self, node: &Node<'_>, place: Place, mark: &mut Option<Mark>) {
        let Node::Element(kind, inner) = node else {
            self.lone_mark(place, mark);
            self.word.body.push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>");
            return;
        };
        if !matches!(kind, Kind::Paragraph) {
            self.lone_mark(place, mark);
        }
        match kind {
            Kind::Heading(level) => self.heading(*level, inner),
            Kind::Figures => self.figures(inner),
            Kind::Quote => self.blocks(inner, Place { style: "Quote", ..place }, None),
            Kind::CodeBlock => self.code(inner),
            Kind::List(first) => self.list(*first, inner, place),
            Kind::Table => self.table(inner),
            Kind::ListItem | Kind::Row { .. } => self.blocks(inner, place, None),
            _ => self.paragraph(inner, place, mark),
        }
    }

    fn paragraph(&mut self, inner: &[Node<'_>], place: Place, mark: &mut Option<Mark>) {
        if mark.is_none() && inner.iter().all(Node::is_blank) {
            return;
        }
        let mark = mark.take();
        self.open_paragraph(place, mark.as_ref(), inner.iter().any(holds_picture));
        match mark {
            Some(Mark::Literal(mark)) => self.run(&mark),
            Some(Mark::List(_, mark)) => {
                self.word.text.extend(std::iter::repeat_n("  ", place.lists.saturating_sub(1)));
                self.word.text.push_str(&mark);
            }
            None => {}
        }
        self.inline(inner);
        self.end_paragraph();
    }

    /// The mark of an item that does not begin with a paragraph, in a line of its own.
    fn lone_mark(&mut self, place: Place, mark: &mut Option<Mark>) {
        if mark.is_some() {
            self.paragraph(&[], place, mark);
        }
    }

    fn open_paragraph(&mut self, place: Place, mark: Option<&Mark>, has_picture: bool) {
        let level = place.lists.clamp(1, DEEPEST + 1) - 1;
        let body = &mut self.word.body;
        body.push_str("<w:p><w:pPr>");
        if place.lists > 0 {
            body.push_str("<w:pStyle w:val=\"ListParagraph\"/>");
        } else if !place.style.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(body, "<w:pStyle w:val=\"{}\"/>", place.style);
        }
        if let Some(Mark::List(number, _)) = mark {
            let _ = write!(body, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>");
        }
        if has_picture {
            // Lines of a fixed height would cut it off.
            body.push_str("<w:spacing w:line=\"360\" w:lineRule=\"auto\"/>");
        }
        if place.lists > 0 && !matches!(mark, Some(Mark::List(..))) {
            let left = super::parts::indent(level);
            let _ = write!(body, "<w:ind w:firstLineChars=\"0\" w:left=\"{left}\" w:firstLine=\"0\"/>");
        }
        body.push_str("</w:pPr>");
    }

    pub(super) fn end_paragraph(&mut self) {
        self.face.raised = None;
        self.word.body.push_str("</w:p>");
        self.word.text.push('\n');
    }

    /// A paragraph of one text.
    pub(super) fn line(&mut self, style: &'static str, text: &str) {
        self.open_paragraph(Place { style, lists: 0 }, None, false);
        self.run(text);
        self.end_paragraph();
    }

    fn heading(&mut self, level: u8, inner: &[Node<'_>]) {
        let style = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5"];
        let style = style[usize::from(level.clamp(2, 6) - 2)];
        self.open_paragraph(Place { style, lists: 0 }, None, inner.iter().any(holds_picture));
        self.inline(inner);
        self.end_paragraph();
    }

    fn list(&mut self, first: Option<u64>, items: &[Node<'_>], place: Place) {
        let inside = Place { lists: place.lists + 1, ..place };
        self.word.deepest = self.word.deepest.max(place.lists.min(DEEPEST));
        let list = first.map_or(Word::BULLETS, |first| {
            self.word.lists.push((first, place.lists.min(DEEPEST)));
            Word::FIRST_LIST + self.word.lists.len() - 1
        });
        for (item, number) in items.iter().zip(first.unwrap_or_default()..) {
            let Node::Element(_, inner) = item else { continue };
            let mark = match first {
                Some(_) => Some(Mark::List(list, format!("{number}. "))),
                None if is_task(inner) => None,
                None => Some(Mark::List(list, "• ".into())),
            };
            self.blocks(inner, inside, mark);
        }
    }

    /// Lines of code, a paragraph each.
    fn code(&mut self, inner: &[Node<'_>]) {
        let text: String =
            inner.iter().filter_map(|node| if let Node::Text(text) = node { Some(*text) } else { None }).collect();
        for line in text.trim_end_matches('\n').split('\n') {
            self.line("Code", line);
        }
    }

    fn figures(&mut self, inner: &[Node<'_>]) {
        for node in inner {
            if let Node::Image(image) = node {
                self.figure(image);
            }
        }
    }

    /// A picture with its caption below, in a line of its own so that a desk can move both.
    fn figure(&mut self, image: &Image<'_>) {
        let Some(number) = self.picture_number(image) else {
            return self.line("", image.alt);
        };
        self.word.body.push_str("<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr>");
        self.drawing(image, number);
        self.word.body.push_str("</w:p>");
        let _ = write!(self.word.text, "［图{number:02}］");
        if image.caption.is_empty() {
            self.word.text.push('\n');
        } else {
            self.line("Caption", image.caption);
        }
    }
}

/// Whether a picture stands in a line.
fn holds_picture(node: &Node<'_>) -> bool {
    match node {
        Node::Image(_) => true,
        Node::Element(_, inner) => inner.iter().any(holds_picture),
        _ => false,
    }
}

/// Appends a text as the text of a run.
pub(super) fn push_run_text(xml: &mut String, text: &str) {
    xml.push_str("<w:t xml:space=\"preserve\">");
    push_text(xml, text);
    xml.push_str("</w:t>");
}
