//! Text and code while a body is read: restored from the file, joined across lines.

use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::model::{Code, Span, is_control};

use super::super::cjk;
use super::super::item::{Break, Element, Item, Piece};
use super::Builder;

impl<'a> Builder<'a> {
    pub(super) fn code(&mut self, code: CowStr<'a>) {
        let piece = self.offset(&code).map(|at| Piece::Slice(self.span(&(at..at + code.len()))));
        self.show(&code);
        self.items.push(Item::Code(piece.unwrap_or_else(|| Piece::Owned(code.into_string().into()))));
    }

    pub(super) fn text(&mut self, text: CowStr<'a>, range: &Range<usize>) {
        let Some(span) = self.restored(&text, range) else {
            self.show(&text);
            return self.items.push(Item::Text(Piece::Owned(text.into_string().into())));
        };
        let source = self.source;
        let mut shown = source.slice(span);
        self.check_text(span);
        // Paragraphs are indented by the style sheet, not by ideographic spaces.
        if let Some(Item::Start(Element::Paragraph)) = self.items.last() {
            shown = shown.trim_start_matches('\u{3000}');
        }
        let shown_span = Span::new(span.end - shown.len(), span.end);
        self.check_unread(shown_span);
        self.show(shown);
        self.items.push(Item::Text(Piece::Slice(shown_span)));
    }

    /// Where the writer's own text stands; `None` where it is not written as it is read, as with `&amp;`.
    pub(super) fn restored(&mut self, text: &str, range: &Range<usize>) -> Option<Span> {
        if self.offset(text) != Some(range.start) || text.len() != range.len() {
            if self.copy[range.clone()].starts_with('&') {
                self.check_entities(text, range);
            }
            return None;
        }
        if !self.in_autolink {
            let (before, rest) = self.stand_ins.split_at(self.stand_ins.partition_point(|&at| at < range.start));
            self.misplaced.extend_from_slice(before);
            self.stand_ins = &rest[rest.partition_point(|&at| at < range.end)..];
        }
        Some(self.span(range))
    }

    /// Notes that a reader sees this text, and decides about the line break before it.
    pub(super) fn show(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        if let Some(item) = self.line_break.take()
            && self.last.is_some_and(|last| cjk::joins(last, first))
        {
            self.items[item] = Item::Break(Break::Nothing);
        }
        self.last = text.chars().next_back();
    }

    /// Reports a control character that the parser made of an entity: the file's own were reported when it was read.
    pub(super) fn check_entities(&mut self, text: &str, range: &Range<usize>) {
        let bad = |c: &char| is_control(*c) || *c == char::REPLACEMENT_CHARACTER;
        if let Some(c) = text.chars().find(bad) {
            let message = format!("这里用 &#…; 写了一个控制字符（U+{:04X}）", u32::from(c));
            self.report(Code::ControlCharacter, self.span(range), message, "请删去它，从 & 到分号");
        }
    }
}
