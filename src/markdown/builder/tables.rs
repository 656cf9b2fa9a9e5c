//! Tables that were meant, but became text, and rows that do not fit their table.

use std::ops::Range;

use crate::model::{Code, Span};

use super::Builder;

/// Marks of a table in half and full width.
const BARS: [char; 2] = ['|', '｜'];

impl Builder<'_> {
    /// Looks at a paragraph for a table that was not recognised.
    pub(super) fn check_paragraph(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let text = self.source.slice(span);
        if !text.contains(BARS) {
            self.check_columns(span);
            return;
        }
        let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches([' ', '>']).trim_end()).collect();
        let delimiter = lines.iter().position(|line| is_delimiter(line)).filter(|&at| at > 0);
        // Words may stand right above the rows.
        let are_rows = |at: &usize| lines.len() - at > 1 && lines[*at..].iter().all(|line| is_row(line));
        let (head, (fault, help)) = match (delimiter, lines.iter().position(|line| is_row(line)).filter(are_rows)) {
            (Some(at), _) => (at - 1, fault_of(lines[at - 1], lines[at])),
            (None, Some(head)) => {
                let row = format!("|{}", " --- |".repeat(cells(lines[head])));
                let help = format!("请在表头下面加一行「{row}」，竖线和减号都用半角");
                (head, ("表头下面没有分隔行".to_owned(), help))
            }
            (None, None) => return,
        };
        let above: usize = text.split_inclusive('\n').take(head).map(str::len).sum();
        let span = Span::new(span.start + above, span.end);
        self.report(Code::UnreadTable, span, format!("这里的表格没有认出，会按文字显示：{fault}"), &help);
    }

    /// Looks for cells with tabs between them, as spreadsheets copy them.
    fn check_columns(&mut self, span: Span) {
        let text = self.source.slice(span);
        if !text.contains('\t') {
            return;
        }
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let columns = lines[0].matches('\t').count();
        if columns == 0 || lines.len() < 2 || lines.iter().any(|line| line.matches('\t').count() != columns) {
            return;
        }
        let head = lines[0].split('\t').map(str::trim).collect::<Vec<_>>().join(" | ");
        let below = " --- |".repeat(columns + 1);
        let help = format!("请把第一行写成「| {head} |」，下面加一行「|{below}」，其余各行也用半角竖线隔开");
        let message = "这里的表格没有认出，会连成一段：各格之间是 Tab".to_owned();
        self.report(Code::UnreadTable, span, message, &help);
    }

    /// Compares a row with the head of its table.
    pub(super) fn check_row(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let text = self.source.slice(span);
        let (row, own, head) = (text.trim(), cells(text.trim()), self.columns.len());
        if row.is_empty() || own == head {
            return;
        }
        let (effect, help) = if own > head {
            ("多出的不会显示", "请删去多余的竖线，或在表头里加上这一列；格里本来就有竖线的，写成 \\|")
        } else if row.contains('|') {
            ("少的会空着", "请补上少写的竖线；没有内容的格也要留出位置")
        } else {
            ("会当作表格的一行", "这一行不是表格的，请在它前面空一行")
        };
        let message = format!("表格的这一行有 {own} 格，表头有 {head} 格，{effect}");
        self.report(Code::TableRowLength, span, message, help);
    }
}

/// What keeps two lines from being the head of a table and the line below it, and the cure.
fn fault_of(head: &str, delimiter: &str) -> (String, String) {
    let (own, below) = (cells(head), cells(delimiter));
    let row = format!("|{}", " --- |".repeat(own));
    if !head.contains('|') {
        ("竖线是全角的".to_owned(), "请把竖线、减号和冒号都改成半角：| --- |".to_owned())
    } else if own != below {
        (format!("表头有 {own} 格，分隔行有 {below} 格"), format!("请把分隔行改成「{row}」"))
    } else {
        ("分隔行的写法不对".to_owned(), format!("请把分隔行改成「{row}」，都用半角"))
    }
}

/// Whether a line looks like a row: between bars.
fn is_row(line: &str) -> bool {
    line.starts_with(BARS) && line.matches(BARS).count() > 1
}

/// Whether a line looks like the one between the head and the rows: `| --- | :-: |`.
fn is_delimiter(line: &str) -> bool {
    let is_mark = |c: char| matches!(c, '|' | '｜' | '-' | '－' | '—' | ':' | '：') || c.is_whitespace();
    line.contains(BARS) && line.contains(['-', '－', '—']) && line.chars().all(is_mark)
}

/// How many cells a row has; a bar after a backslash is text.
fn cells(row: &str) -> usize {
    let inner = row.strip_prefix(BARS).unwrap_or(row);
    let inner = inner.strip_suffix(BARS).filter(|rest| !rest.ends_with('\\')).unwrap_or(inner);
    let bars = inner.char_indices().filter(|&(at, c)| BARS.contains(&c) && !inner[..at].ends_with('\\'));
    bars.count() + 1
}
