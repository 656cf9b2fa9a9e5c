//! A body as a tree, for those who write it in another form than the site's HTML; enter at [`Markdown::tree`].

use super::item::{Align, Break, Destination, Element, Item};
use super::{Link, Markdown};

/// A body, every part in its place.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    /// The body without its footnotes.
    pub nodes: Vec<Node<'a>>,
    /// What the footnotes say, in the order of their numbers from 1.
    pub notes: Vec<Vec<Node<'a>>>,
}

/// A part of a body.
#[derive(Clone, Debug)]
pub enum Node<'a> {
    /// A text, not escaped.
    Text(&'a str),
    /// Code within a line, not escaped.
    Code(&'a str),
    /// A harmless raw tag as it is written out: `<sup>`, `</sup>`.
    Tag(&'a str),
    /// An image.
    Image(Image<'a>),
    /// The mark of a footnote, by its number from 1.
    NoteMark(usize),
    /// Of a task: whether it is done.
    Checkbox(bool),
    /// A new line for the reader.
    LineBreak,
    /// A line across.
    Rule,
    /// Something that holds other parts.
    Element(Kind<'a>, Vec<Node<'a>>),
}

/// What can hold other parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A paragraph.
    Paragraph,
    /// A paragraph of images alone, each shown with its caption.
    Figures,
    /// A heading, from 2 to 6.
    Heading(u8),
    /// A quotation.
    Quote,
    /// Lines of code, each text with its line ends.
    CodeBlock,
    /// A list; the first number where it is numbered.
    List(Option<u64>),
    /// An item of a list: blocks, or the parts of a line.
    ListItem,
    /// A table of rows.
    Table,
    /// A row of cells, the head where so.
    Row {
        /// Whether it is the head.
        head: bool,
    },
    /// A cell.
    Cell(Column),
    /// Stress.
    Emphasis,
    /// Bold.
    Strong,
    /// Struck out.
    Strike,
    /// A link around its text.
    Link(To<'a>),
}

/// How the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// At the start of the line.
    Start,
    /// In the middle.
    Center,
    /// At the end of the line, as numbers do.
    End,
}

/// Where a link or image leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To<'a> {
    /// To a place of the archive, by what was written.
    Archive(&'a Link),
    /// To a web, mail or telephone address.
    Web(&'a str),
    /// Nowhere: only the text is shown.
    Nowhere,
}

/// An image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Image<'a> {
    /// Where it is.
    pub to: To<'a>,
    /// What it shows.
    pub alt: &'a str,
    /// What stands under it where it is a figure; may be empty.
    pub caption: &'a str,
}

/// Each block by itself, and what stands in a line between two of them together.
pub fn runs<'n, 'a>(nodes: &'n [Node<'a>]) -> impl Iterator<Item = &'n [Node<'a>]> {
    nodes.chunk_by(|a, b| !a.is_block() && !b.is_block())
}

impl Node<'_> {
    /// Whether it is a block, and no part of a line.
    pub fn is_block(&self) -> bool {
        match self {
            Node::Rule => true,
            Node::Element(kind, _) => !matches!(kind, Kind::Strong | Kind::Emphasis | Kind::Strike | Kind::Link(_)),
            _ => false,
        }
    }

    /// Whether a reader sees nothing of it.
    pub fn is_blank(&self) -> bool {
        match self {
            Node::Text(text) => text.trim().is_empty(),
            Node::Tag(_) | Node::LineBreak => true,
            _ => false,
        }
    }
}

/// Whether an item of a list with this in it is a task.
pub fn is_task(item: &[Node<'_>]) -> bool {
    let first = match item.first() {
        Some(Node::Element(Kind::Paragraph, inner)) => inner.first(),
        other => other,
    };
    matches!(first, Some(Node::Checkbox(_)))
}

impl Markdown {
    /// The body as a tree.
    pub fn tree(&self) -> Tree<'_> {
        let notes = self.notes.iter().map(|note| self.nodes(&note.items)).collect();
        Tree { nodes: self.nodes(&self.items), notes }
    }

    fn nodes<'a>(&'a self, items: &'a [Item]) -> Vec<Node<'a>> {
        let mut open: Vec<(Option<Kind<'a>>, Vec<Node<'a>>)> = vec![(None, Vec::new())];
        for item in items {
            match item {
                Item::Start(element) => open.push((self.kind(*element), Vec::new())),
                Item::End(_) => {
                    let Some((kind, inner)) = open.pop() else { continue };
                    let Some((_, outer)) = open.last_mut() else { continue };
                    match kind {
                        Some(kind) => outer.push(Node::Element(kind, inner)),
                        None => outer.extend(inner),
                    }
                }
                leaf => {
                    if let (Some((_, nodes)), Some(node)) = (open.last_mut(), self.leaf(leaf)) {
                        nodes.push(node);
                    }
                }
            }
        }
        open.into_iter().next().map_or_else(Vec::new, |(_, nodes)| nodes)
    }

    /// What a node is that holds no others; `None` for what is not shown.
    fn leaf<'a>(&'a self, item: &'a Item) -> Option<Node<'a>> {
        Some(match item {
            Item::Text(piece) => Node::Text(piece.as_str(&self.source)),
            Item::Code(piece) => Node::Code(piece.as_str(&self.source)),
            Item::Html(tag) => match &**tag {
                "<br>" => Node::LineBreak,
                "<hr>" => Node::Rule,
                other => Node::Tag(other),
            },
            Item::Image(index) => {
                let picture = &self.pictures[*index];
                let to = self.to(&picture.destination);
                Node::Image(Image { to, alt: &picture.alt, caption: picture.caption() })
            }
            Item::NoteMark { number, .. } => Node::NoteMark(*number),
            Item::Checkbox(done) => Node::Checkbox(*done),
            Item::Break(Break::Hard) => Node::LineBreak,
            Item::Break(Break::Space) => Node::Text(" "),
            Item::Rule => Node::Rule,
            Item::Break(Break::Nothing) | Item::Start(_) | Item::End(_) => return None,
        })
    }

    /// What an element is; `None` where what it holds belongs to the element around it.
    fn kind(&self, element: Element) -> Option<Kind<'_>> {
        Some(match element {
            Element::Paragraph => Kind::Paragraph,
            Element::Figures => Kind::Figures,
            Element::Heading(index) => Kind::Heading(self.headings[index].level),
            Element::Quote => Kind::Quote,
            Element::CodeBlock(_) => Kind::CodeBlock,
            Element::OrderedList(first) => Kind::List(Some(first)),
            Element::List => Kind::List(None),
            Element::ListItem { .. } => Kind::ListItem,
            Element::Table { .. } => Kind::Table,
            Element::TableHead => Kind::Row { head: true },
            Element::TableRow { .. } => Kind::Row { head: false },
            Element::HeadCell(align) | Element::Cell(align) => Kind::Cell(align.into()),
            Element::Emphasis => Kind::Emphasis,
            Element::Strong => Kind::Strong,
            Element::Strike => Kind::Strike,
            Element::Link(index) => Kind::Link(self.to(&self.destinations[index])),
            Element::Note(_) => return None,
        })
    }

    fn to<'a>(&'a self, destination: &'a Destination) -> To<'a> {
        match destination {
            Destination::Relative(index) => To::Archive(&self.links[*index]),
            Destination::External(address) => To::Web(address),
            Destination::Nowhere => To::Nowhere,
        }
    }
}

impl From<Align> for Column {
    fn from(align: Align) -> Self {
        match align {
            Align::Unset | Align::Start => Self::Start,
            Align::Center => Self::Center,
            Align::End => Self::End,
        }
    }
}
