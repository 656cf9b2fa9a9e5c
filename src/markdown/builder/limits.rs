//! Where a body goes beyond what is read.

use std::ops::Range;

use pulldown_cmark::Event;

use super::Builder;
use crate::model::Code;
use crate::model::limits::{ELEMENTS, NESTING};

impl Builder<'_> {
    /// Whether an event is too deep, or the first of too many, which is reported.
    pub(super) fn is_beyond(&mut self, event: &Event<'_>, depth: usize, elements: usize, range: &Range<usize>) -> bool {
        let (deepest, most) = (self.options.max_nesting, self.options.max_elements);
        let (message, help) = if matches!(event, Event::Start(_)) && depth >= deepest {
            let help = format!("请减少引用「>」、列表和强调的层数{}", NESTING.or_raise(deepest));
            (format!("这里嵌套超过 {deepest} 层"), help)
        } else if elements > most {
            let help = format!("请拆成几篇，或把大表格改成附件{}", ELEMENTS.or_raise(most));
            (format!("正文的段落、列表项、格子、文字等超过 {most} 个"), help)
        } else {
            return false;
        };
        let end = self.copy[range.start..].find('\n').map_or(self.copy.len(), |length| range.start + length);
        let span = self.span(&(range.start..end));
        self.report(Code::MarkdownLimit, span, format!("{message}，从这里起没有读下去"), help);
        true
    }
}
