//! Turns the parser's events into the items of a body.

mod blocks;
mod html;
mod limits;
mod numbers;
mod references;
mod tables;
mod unread;
mod words;

use std::mem;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options as Flags, Parser, Tag, TagEnd};

use crate::model::{Code, Diagnostics, Place, SourceText, Span};

use super::emphasis::Prepared;
use super::footnotes::Drafts;
use super::headings::{Heading, Ids};
use super::item::{Align, Break, Destination, Element, Item, Picture};
use super::links::{Link, OutwardLink};
use super::tags::OpenTags;
use super::{Markdown, Options};

use references::Alt;

/// What came of reading.
pub(super) struct Read {
    pub(super) markdown: Markdown,
    pub(super) diagnostics: Diagnostics,
    /// The stand-ins that ended up where they cannot be restored; the rest of this is then of no use.
    pub(super) misplaced: Vec<usize>,
}

/// A body while it is read. Ranges count from the start of the body, spans from the start of the file.
pub(super) struct Builder<'a> {
    source: &'a Arc<SourceText>,
    body: Span,
    copy: &'a str,
    /// The stand-ins that no text was restored for yet.
    stand_ins: &'a [usize],
    misplaced: Vec<usize>,
    options: &'a Options,
    diagnostics: Diagnostics,
    items: Vec<Item>,
    /// The items around the footnote that is being read.
    outer: Vec<Vec<Item>>,
    open: Vec<Frame>,
    tags: OpenTags,
    /// The HTML block that is being read.
    html_block: Option<(String, Range<usize>)>,
    /// HTML shown as text in this block.
    shown_html: Option<Span>,
    /// The last character before a possible line break, and the break.
    last: Option<char>,
    line_break: Option<usize>,
    alt: Option<Alt>,
    in_autolink: bool,
    columns: Vec<Align>,
    cell: usize,
    notes: Drafts,
    ids: Ids,
    headings: Vec<Heading>,
    links: Vec<Link>,
    outward: Vec<OutwardLink>,
    destinations: Vec<Destination>,
    pictures: Vec<Picture>,
}

/// An element that has started.
struct Frame {
    element: Element,
    /// Where it started in the items.
    item: usize,
    /// Where its raw tags start.
    tags: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        source: &'a Arc<SourceText>,
        body: Span,
        prepared: &'a Prepared<'_>,
        options: &'a Options,
    ) -> Self {
        Self {
            source,
            body,
            copy: &prepared.text,
            stand_ins: &prepared.stand_ins,
            misplaced: Vec::new(),
            options,
            diagnostics: Diagnostics::default(),
            items: Vec::new(),
            outer: Vec::new(),
            open: Vec::new(),
            tags: OpenTags::default(),
            html_block: None,
            shown_html: None,
            last: None,
            line_break: None,
            alt: None,
            in_autolink: false,
            columns: Vec::new(),
            cell: 0,
            notes: Drafts::default(),
            ids: Ids::default(),
            headings: Vec::new(),
            links: Vec::new(),
            outward: Vec::new(),
            destinations: Vec::new(),
            pictures: Vec::new(),
        }
    }

    /// Reads the whole body, or up to where it is nested too deeply or has too many elements or marks.
    pub(super) fn read(mut self) -> Read {
        let flags =
            Flags::ENABLE_TABLES | Flags::ENABLE_FOOTNOTES | Flags::ENABLE_TASKLISTS | Flags::ENABLE_STRIKETHROUGH;
        let (mut complete, mut elements) = (true, 0);
        let most = limits::MARKS.saturating_mul(self.options.max_elements);
        let text = limits::with_marks(self.copy, most).unwrap_or(self.copy);
        for (event, range) in Parser::new_ext(text, flags).into_offset_iter() {
            elements += limits::weight(&event);
            if self.is_beyond(&event, elements, &range) {
                complete = false;
                break;
            }
            self.take(event, range);
        }
        if complete && text.len() < self.copy.len() {
            self.report_marks(text.len(), most);
            complete = false;
        }
        if complete {
            self.misplaced.extend_from_slice(self.stand_ins);
        }
        self.finish()
    }

    fn finish(mut self) -> Read {
        self.end_html_block();
        self.end_image();
        while !self.open.is_empty() {
            self.end();
        }
        self.undo_tags(0);
        self.report_shown_html();
        let notes = self.number_notes();
        let markdown = Markdown {
            source: Arc::clone(self.source),
            items: self.items,
            notes,
            headings: self.headings,
            links: self.links,
            outward: self.outward,
            destinations: self.destinations,
            pictures: self.pictures,
        };
        Read { markdown, diagnostics: self.diagnostics, misplaced: self.misplaced }
    }

    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            event if self.alt.is_some() => self.take_in_image(event, range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::HtmlBlock) => self.end_html_block(),
            Event::End(_) => self.end(),
            Event::Html(html) | Event::Text(html) if self.html_block.is_some() => self.add_html(&html),
            Event::Text(text) => self.text(text, &range),
            Event::Code(code) => self.code(code),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(&html, &range),
            Event::FootnoteReference(label) => {
                self.items.push(Item::NoteMark { number: self.notes.referred(&label), occurrence: 0 });
            }
            Event::SoftBreak => {
                self.line_break = Some(self.items.len());
                self.items.push(Item::Break(Break::Space));
            }
            Event::HardBreak => self.items.push(Item::Break(Break::Hard)),
            Event::Rule => self.items.push(Item::Rule),
            Event::TaskListMarker(done) => self.mark_task(done),
            // Not asked for.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let element = match tag {
            Tag::Paragraph => {
                self.check_paragraph(&range);
                Element::Paragraph
            }
            Tag::Heading { level, .. } => self.start_heading(level as u8, &range),
            Tag::BlockQuote(_) => Element::Quote,
            Tag::CodeBlock(kind) => self.start_code(&kind, &range),
            Tag::List(None) => Element::List,
            Tag::List(Some(first)) => Element::OrderedList(first),
            Tag::Item => Element::ListItem { task: false },
            Tag::Table(columns) => self.start_table(&columns),
            Tag::TableHead => self.start_row(Element::TableHead),
            Tag::TableRow => {
                self.check_row(&range);
                self.start_body_row()
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Strikethrough => Element::Strike,
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, &range),
            Tag::Image { dest_url, title, .. } => return self.start_image(&dest_url, title, &range),
            Tag::HtmlBlock => return self.html_block = Some((String::new(), range)),
            Tag::FootnoteDefinition(label) => {
                let span = self.span(&range);
                self.outer.push(mem::take(&mut self.items));
                Element::Note(self.notes.written(&label, span))
            }
            // The others were not asked for.
            _ => Element::Paragraph,
        };
        self.open(element);
    }

    fn open(&mut self, element: Element) {
        if !is_inline(element) {
            self.end_line();
        }
        self.open.push(Frame { element, item: self.items.len(), tags: self.tags.base() });
        self.items.push(Item::Start(element));
    }

    /// Ends the innermost element.
    fn end(&mut self) {
        let Some(Frame { element, item, tags }) = self.open.pop() else { return };
        self.undo_tags(tags);
        if !is_inline(element) {
            self.end_line();
        }
        let ended = match element {
            Element::Note(note) => return self.end_note(note),
            Element::Paragraph if self.items.len() == item + 1 => return drop(self.items.pop()),
            Element::Paragraph if self.items[item + 1..].iter().all(is_figure) => {
                self.items[item] = Item::Start(Element::Figures);
                Element::Figures
            }
            Element::Heading(index) => {
                self.name_heading(index, item);
                element
            }
            Element::Table { .. } => {
                numbers::settle(&mut self.items[item..], self.source, self.columns.len());
                element
            }
            Element::Link(_) => {
                self.in_autolink = false;
                element
            }
            _ => element,
        };
        self.items.push(Item::End(ended));
    }

    fn end_note(&mut self, note: usize) {
        let mut items = mem::replace(&mut self.items, self.outer.pop().unwrap_or_default());
        // The start of the footnote itself.
        items.remove(0);
        self.notes.fill(note, items);
    }

    /// Nothing joins across the borders of blocks.
    fn end_line(&mut self) {
        self.report_shown_html();
        (self.last, self.line_break) = (None, None);
    }

    fn report(&mut self, code: Code, span: Span, message: String, help: impl Into<String>) {
        self.diagnostics.report(code, Place::new(self.source, span), message, help);
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.body.start)
    }

    /// Where a text stands that the parser sliced from the copy; `None` for one it made.
    fn offset(&self, part: &str) -> Option<usize> {
        let offset = part.as_ptr().addr().checked_sub(self.copy.as_ptr().addr())?;
        (!part.is_empty() && offset + part.len() <= self.copy.len()).then_some(offset)
    }
}

fn is_inline(element: Element) -> bool {
    matches!(element, Element::Emphasis | Element::Strong | Element::Strike | Element::Link(_))
}

fn is_figure(item: &Item) -> bool {
    matches!(item, Item::Image(_) | Item::Break(_))
}
