//! Floor 1: the write-up of a case, from Markdown to links, headings, plain text and HTML; enter at [`parse`].
//!
//! Parsing never fails: what is doubtful becomes a diagnostic and harmless text. A [`Markdown`] knows nothing of
//! other files; whoever renders it says where each relative link leads.

mod builder;
mod cjk;
mod emphasis;
mod escape;
mod footnotes;
mod headings;
mod image_target;
mod item;
mod links;
mod raw_html;
mod render;
mod tags;
mod text;
pub mod tree;

use std::sync::Arc;

use crate::model::limits::{ELEMENTS, NESTING};
use crate::model::{Diagnostics, SourceText, Span};

use builder::Builder;
use emphasis::Prepared;
use item::{Destination, Item, Picture};

pub use cjk::joins;
pub use headings::Heading;
pub use image_target::ImageTarget;
pub use links::{Link, LinkKind, OutwardLink};
pub use render::Target;
pub use text::excerpt;

/// What becomes of HTML in the Markdown; comments are dropped in either case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// Shown as the text it is.
    #[default]
    Text,
    /// A list of harmless tags without attributes is let through where they pair; the rest is shown as text.
    Safe,
}

/// How a body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// What becomes of HTML.
    pub raw_html: RawHtml,
    /// How deep quotes, lists, emphasis and links may lie in each other.
    pub max_nesting: usize,
    /// How many elements it may have: paragraphs, items, cells, pieces of text and the like.
    pub max_elements: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { raw_html: RawHtml::Text, max_nesting: NESTING.usual, max_elements: ELEMENTS.usual }
    }
}

/// A body that was read: its text stays in the file, here is how it is put together.
#[derive(Clone, Debug)]
pub struct Markdown {
    source: Arc<SourceText>,
    items: Vec<Item>,
    /// What the footnotes say, in the order of their numbers, with how often each is referred to.
    notes: Vec<footnotes::Note>,
    headings: Vec<Heading>,
    links: Vec<Link>,
    outward: Vec<OutwardLink>,
    destinations: Vec<Destination>,
    pictures: Vec<Picture>,
}

impl Markdown {
    /// The headings in the order of the text, with the ids that links can name.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The links and images that lead to a place of the archive, in the order of the text.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The links and images that lead to other sites, in the order of the text.
    pub fn outward_links(&self) -> &[OutwardLink] {
        &self.outward
    }
}

/// Reads the part `body` of a file. All spans, in the result and in the diagnostics, count from the start of the file.
///
/// Reports [`UnsafeLink`](crate::model::Code::UnsafeLink), [`RawHtml`](crate::model::Code::RawHtml),
/// [`CommentUnclosed`](crate::model::Code::CommentUnclosed), [`FootnoteMissing`](crate::model::Code::FootnoteMissing),
/// [`UnreadLink`](crate::model::Code::UnreadLink), [`UnreadHeading`](crate::model::Code::UnreadHeading),
/// [`UnreadTable`](crate::model::Code::UnreadTable), [`TableRowLength`](crate::model::Code::TableRowLength)
/// and [`MarkdownLimit`](crate::model::Code::MarkdownLimit).
pub fn parse(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, body: Span, options: &Options) -> Markdown {
    let text = source.slice(body);
    let mut prepared = Prepared::new(text, &[]);
    // A stand-in inside code, an address or raw HTML is taken back; that can uncover others once, hardly twice.
    for _ in 0..2 {
        let read = Builder::new(source, body, &prepared, options).read();
        if read.misplaced.is_empty() {
            diagnostics.append(read.diagnostics);
            return read.markdown;
        }
        prepared = Prepared::new(text, &read.misplaced);
    }
    let read = Builder::new(source, body, &Prepared::unchanged(text), options).read();
    diagnostics.append(read.diagnostics);
    read.markdown
}
