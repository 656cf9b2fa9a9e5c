//! Headings, tables and tasks while a body is read.

use std::mem;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind};

use crate::model::{Code, Span};

use super::super::headings::Heading;
use super::super::item::{Align, Element, Item};
use super::super::text;
use super::{Builder, Frame};

impl Builder<'_> {
    pub(super) fn start_heading(&mut self, level: u8, range: &Range<usize>) -> Element {
        let end = range.start + self.copy[range.clone()].trim_end().len();
        let span = self.span(&(range.start..end));
        self.headings.push(Heading { level: level.max(2), text: String::new(), id: String::new(), span });
        Element::Heading(self.headings.len() - 1)
    }

    pub(super) fn name_heading(&mut self, index: usize, item: usize) {
        let text = text::line(self.source, &self.items[item + 1..]);
        self.headings[index].id = self.ids.assign(&text, index + 1);
        self.headings[index].text = text;
    }

    /// Code; the first word after its fence names the language.
    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> Element {
        let CodeBlockKind::Fenced(info) = kind else {
            self.check_indented(range);
            return Element::CodeBlock(Span::default());
        };
        let word = info.split_whitespace().next().unwrap_or_default();
        Element::CodeBlock(self.offset(word).map_or(Span::default(), |at| self.span(&(at..at + word.len()))))
    }

    /// Warns of a paragraph of Han text that its indent makes code, as drafts from Word have them.
    fn check_indented(&mut self, range: &Range<usize>) {
        const STOPS: [char; 7] = ['，', '。', '、', '；', '：', '！', '？'];
        let text = self.source.slice(self.span(range)).trim_start();
        let first = text.lines().next().unwrap_or_default().trim_end();
        if first.contains(STOPS)
            && first.starts_with(|c: char| c > '\u{3400}' && c.is_alphabetic() || "“《（【".contains(c))
        {
            let start = range.end - text.len();
            let span = self.span(&(start..start + first.len()));
            let message = "这一段开头空了四格（或用了制表符），会显示成代码，不是文章的一段".to_owned();
            let help = "请删去这一段每行开头的空格，顶格写；真是代码的，请在前后各加一行 ```";
            self.report(Code::TextAsCode, span, message, help);
        }
    }

    pub(super) fn start_table(&mut self, columns: &[Alignment]) -> Element {
        let align = |column: &Alignment| match column {
            Alignment::None => Align::Unset,
            Alignment::Left => Align::Start,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::End,
        };
        self.columns = columns.iter().map(align).collect();
        Element::Table { rows: false }
    }

    pub(super) fn start_row(&mut self, element: Element) -> Element {
        self.cell = 0;
        element
    }

    pub(super) fn start_body_row(&mut self) -> Element {
        let table = self.open.last_mut().map(|frame| &mut frame.element);
        let first = table.is_some_and(|table| mem::replace(table, Element::Table { rows: true }) != *table);
        self.start_row(Element::TableRow { first })
    }

    pub(super) fn start_cell(&mut self) -> Element {
        let align = self.columns.get(self.cell).copied().unwrap_or(Align::Start);
        self.cell += 1;
        match self.open.last() {
            Some(Frame { element: Element::TableHead, .. }) => Element::HeadCell(align),
            _ => Element::Cell(align),
        }
    }

    pub(super) fn mark_task(&mut self, done: bool) {
        let is_item = |frame: &&mut Frame| matches!(frame.element, Element::ListItem { .. });
        if let Some(frame) = self.open.iter_mut().rev().take(2).find(is_item) {
            frame.element = Element::ListItem { task: true };
            self.items[frame.item] = Item::Start(frame.element);
        }
        self.items.push(Item::Checkbox(done));
    }
}
