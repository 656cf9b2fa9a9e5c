//! Raw HTML while a body is read.

use std::ops::Range;

use crate::model::{Code, Span};

use super::super::RawHtml;
use super::super::item::{Break, Element, Item, Piece};
use super::super::raw_html::{Form, Part, Tag, parts};
use super::Builder;
use super::references::shortened;

impl Builder<'_> {
    pub(super) fn add_html(&mut self, html: &str) {
        if let Some((block, _)) = &mut self.html_block {
            block.push_str(html);
        }
    }

    /// HTML within a paragraph: one tag, or a remark.
    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        let span = self.span(range);
        for part in parts(html, self.options.raw_html) {
            match part {
                Part::Tag(tag, written) if !tag.is_block() => self.tag(tag, written, span),
                Part::Tag(_, text) | Part::Text(text) => self.show_html(text, span),
                Part::OpenComment => self.report_open_comment(span),
            }
        }
    }

    /// HTML in lines of its own: between paragraphs where it starts with a tag that belongs there, else a paragraph.
    pub(super) fn end_html_block(&mut self) {
        let Some((html, range)) = self.html_block.take() else { return };
        let end = range.start + self.copy[range.clone()].trim_end().len();
        let span = self.span(&(range.start..end.max(range.start)));
        let parts = parts(&html, self.options.raw_html);
        let is_blank = |part: &Part<'_>| matches!(part, Part::Text(text) if text.trim().is_empty());
        let first = parts.iter().find(|part| !is_blank(part));
        let in_flow = matches!(first, Some(Part::Tag(tag, _)) if tag.is_block());
        self.end_line();
        if !in_flow {
            self.open(Element::Paragraph);
        }
        for part in parts.into_iter().filter(|part| in_flow || !is_blank(part)) {
            match part {
                Part::Tag(tag, written) if in_flow || !tag.is_block() => self.tag(tag, written, span),
                Part::Text(text) if in_flow && !text.contains('<') => self.push_text(text),
                Part::Tag(_, text) | Part::Text(text) => self.show_lines(text, span),
                Part::OpenComment => self.report_open_comment(self.open_comment(span)),
            }
        }
        if !in_flow {
            self.end();
        }
    }

    /// Writes out a harmless tag, if it has a partner.
    fn tag(&mut self, tag: Tag, written: &str, span: Span) {
        let base = self.open.last().map_or(0, |frame| frame.tags);
        let paired = match tag.form {
            Form::Void => true,
            Form::Open => self.tags.open(tag.name, self.items.len(), written, span),
            Form::Close => self.close_tag(base, tag.name),
        };
        if paired {
            self.items.push(Item::Html(tag.html.into()));
        } else {
            self.show_html(written, span);
        }
    }

    /// Whether a closing tag has a partner.
    fn close_tag(&mut self, base: usize, name: &str) -> bool {
        let Some(undone) = self.tags.close(base, name, &mut self.items) else { return false };
        for span in undone {
            self.note_shown_html(span);
        }
        true
    }

    pub(super) fn undo_tags(&mut self, base: usize) {
        for span in self.tags.undo(base, &mut self.items) {
            self.note_shown_html(span);
        }
    }

    fn show_lines(&mut self, text: &str, span: Span) {
        for (index, line) in text.trim().lines().enumerate() {
            if index > 0 {
                self.items.push(Item::Break(Break::Hard));
            }
            self.show_html(line.trim(), span);
        }
    }

    fn show_html(&mut self, text: &str, span: Span) {
        if text.contains('<') {
            self.note_shown_html(span);
        }
        self.push_text(text);
    }

    fn push_text(&mut self, text: &str) {
        self.show(text);
        self.items.push(Item::Text(Piece::Owned(text.into())));
    }

    fn note_shown_html(&mut self, span: Span) {
        let place = self.shown_html.get_or_insert(span);
        *place = Span::new(place.start.min(span.start), place.end.max(span.end));
    }

    /// Reports the HTML that this block shows as text, all at once.
    pub(super) fn report_shown_html(&mut self) {
        let Some(span) = self.shown_html.take() else { return };
        let message = format!("HTML「{}」按文字显示", shortened(self.source.slice(span)));
        let help = match self.options.raw_html {
            RawHtml::Text => "请改用 Markdown 的写法；无害的标签可在 site.yaml 里用「raw_html: safe」放行",
            RawHtml::Safe => "只放行成对的、不带属性的无害标签；请改用 Markdown 的写法",
        };
        self.report(Code::RawHtml, span, message, help);
    }

    pub(super) fn report_open_comment(&mut self, span: Span) {
        let message = "注释「<!--」没有结束".to_owned();
        self.report(Code::CommentUnclosed, span, message, "请在注释末尾写「-->」；段落中的注释里不能有空行");
    }

    /// Where the remark starts that never ends.
    fn open_comment(&self, span: Span) -> Span {
        let text = self.source.slice(span);
        let after = text.rfind("-->").map_or(0, |end| end + 3);
        let start = span.start + after + text[after..].find("<!--").unwrap_or_default();
        Span::new(start, (start + 4).min(span.end.max(start)))
    }
}
