//! The parts of a body that was read, in the order of the text: starts, ends and what lies between.

use crate::model::{SourceText, Span};

/// A step through the body. Starts and ends are balanced.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Start(Element),
    End(Element),
    Text(Piece),
    Code(Piece),
    /// A harmless tag as it is written out.
    Html(Box<str>),
    /// By index in the pictures.
    Image(usize),
    /// A mark that refers to a footnote: its number from 1, and which of the marks of that number it is, from 1.
    NoteMark {
        number: usize,
        occurrence: usize,
    },
    Checkbox(bool),
    Break(Break),
    Rule,
}

/// What can hold other items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph,
    /// A paragraph of images alone.
    Figures,
    /// By index in the headings.
    Heading(usize),
    Quote,
    /// The span is the word after the fence; empty where there is none.
    CodeBlock(Span),
    OrderedList(u64),
    List,
    ListItem {
        task: bool,
    },
    /// Whether any row follows the head.
    Table {
        rows: bool,
    },
    TableHead,
    TableRow {
        first: bool,
    },
    HeadCell(Align),
    Cell(Align),
    Emphasis,
    Strong,
    Strike,
    /// By index in the destinations.
    Link(usize),
    /// A footnote while it is read, by index in the drafts; never in a finished body.
    Note(usize),
}

/// How the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// While the table is read: as its cells turn out.
    Unset,
    Start,
    Center,
    End,
}

/// What becomes of the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// A new line for the reader.
    Hard,
    /// A space.
    Space,
    /// Nothing: Han characters on both sides.
    Nothing,
}

/// A text: usually a slice of the file.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Slice(Span),
    Owned(Box<str>),
}

impl Piece {
    pub(super) fn as_str<'a>(&'a self, source: &'a SourceText) -> &'a str {
        match self {
            Self::Slice(span) => source.slice(*span),
            Self::Owned(text) => text,
        }
    }
}

/// Where a link or image leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the archive, by index in the links.
    Relative(usize),
    /// To a web, mail or telephone address.
    External(Box<str>),
    /// Nowhere: only its text is shown.
    Nowhere,
}

/// An image.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) destination: Destination,
    pub(super) alt: String,
    /// Empty where there is none.
    pub(super) title: Box<str>,
    /// Whether it lies inside a link.
    pub(super) in_link: bool,
}

impl Picture {
    /// What stands under the image.
    pub(super) fn caption(&self) -> &str {
        if self.title.is_empty() { &self.alt } else { &self.title }
    }

    /// What is read where it stands by itself: its caption; of one that is not shown, what stands in its place.
    pub(super) fn words(&self) -> &str {
        if matches!(self.destination, Destination::Relative(_)) { self.caption() } else { &self.alt }
    }
}
