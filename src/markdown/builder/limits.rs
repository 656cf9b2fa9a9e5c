//! Where a body goes beyond what is read.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::super::item::Element;
use super::Builder;
use crate::model::Code;
use crate::model::limits::{ELEMENTS, NESTING};

/// How many marks a body may have for each element: of each the parser keeps up to two hundred bytes before the first
/// element is known, and a text that is written has two or three.
pub(super) const MARKS: usize = 8;

/// The beginning of a text that has so many marks; none where it has no more than that.
pub(super) fn with_marks(text: &str, most: usize) -> Option<&str> {
    if text.len() <= most {
        return None;
    }
    let is_mark = |byte: u8| b"\n[]*_~`!<>&\\|".contains(&byte);
    let mut marks = text.bytes().enumerate().filter(|(_, byte)| is_mark(*byte));
    marks.nth(most).map(|(end, _)| &text[..end])
}

impl Builder<'_> {
    /// Whether an event is too deep, or the first of too many, which is reported.
    pub(super) fn is_beyond(&mut self, event: &Event<'_>, elements: usize, range: &Range<usize>) -> bool {
        let (deepest, most) = (self.options.max_nesting, self.options.max_elements);
        let (message, help) = if is_level(event) && self.depth() >= deepest {
            let help = format!("请减少引用「>」、列表、强调和链接的层数{}", NESTING.or_raise(deepest));
            (format!("这里嵌套超过 {deepest} 层"), help)
        } else if elements > most {
            let help = format!("请拆成几篇，或把大表格改成附件{}", ELEMENTS.or_raise(most));
            (format!("正文的段落、列表项、格子、文字等超过 {most} 个"), help)
        } else {
            return false;
        };
        self.stop(range.start, &message, help);
        true
    }

    /// Reports that there are more marks than are read.
    pub(super) fn report_marks(&mut self, start: usize, most: usize) {
        let help = format!("请拆成几篇，或删去混进来的符号{}", ELEMENTS.or_raise(self.options.max_elements));
        self.stop(start, &format!("正文的换行和 * [ ` 这样的符号超过 {most} 个"), help);
    }

    fn stop(&mut self, start: usize, message: &str, help: String) {
        let end = self.copy[start..].find('\n').map_or(self.copy.len(), |length| start + length);
        let span = self.span(&(start..end));
        self.report(Code::MarkdownLimit, span, format!("{message}，从这里起没有读下去"), help);
    }

    /// How many levels are open.
    fn depth(&self) -> usize {
        let levels = self.open.iter().filter(|frame| is_open_level(frame.element)).count();
        levels + self.alt.as_ref().map_or(0, |alt| alt.depth)
    }
}

/// How many elements something counts as: each takes about the same once packages for platforms are written.
pub(super) fn weight(event: &Event<'_>) -> usize {
    match event {
        Event::End(_) => 0,
        Event::Start(Tag::Heading { .. }) => 2,
        Event::Start(Tag::Image { .. }) | Event::FootnoteReference(_) => 3,
        _ => 1,
    }
}

/// Whether what starts is a level to a writer: a quote, a list, emphasis, a link.
fn is_level(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::BlockQuote(_)
                | Tag::List(_)
                | Tag::FootnoteDefinition(_)
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
        )
    )
}

/// The same of an element that is open.
fn is_open_level(element: Element) -> bool {
    matches!(
        element,
        Element::Quote
            | Element::List
            | Element::OrderedList(_)
            | Element::Note(_)
            | Element::Emphasis
            | Element::Strong
            | Element::Strike
            | Element::Link(_)
    )
}
