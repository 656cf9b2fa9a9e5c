//! Text that is lost because YAML takes it for a remark: `title: 甲 # 乙`.

use std::sync::Arc;

use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, SourceText, Span};

/// Keys of text that readers see, in which `#` may be a sign of its own.
const TEXTS: [&str; 5] = ["title", "theme", "summary", "award", "reason"];

/// Keys of lists that readers see.
const LISTS: [&str; 2] = ["tags", "honors"];

/// Warns where a remark stands behind an unquoted text; two spaces before it say that it is meant to be one.
pub(super) fn report_cut(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    (key, shown): (&str, &str),
    span: Span,
) {
    let text = source.slice(span);
    let line = source.text[span.end..].lines().next().unwrap_or_default();
    let Some(lost) = line.strip_prefix(" #").map(str::trim_end).filter(|lost| !lost.is_empty()) else { return };
    if !TEXTS.contains(&key) || text.starts_with(['"', '\'', '|', '>']) || text.contains('\n') {
        return;
    }
    let whole = format!("{text} #{lost}");
    let quoted = format!("\"{}\"", whole.replace('\\', "\\\\").replace('"', "\\\""));
    let start = span.end + 1;
    let end = start + '#'.len_utf8() + lost.len();
    let message = format!("「#{lost}」不会显示：空格后面的 # 和它后面的字是备注");
    let help = format!("要显示的，请给整个内容加上引号：{shown}: {quoted}；本来就是备注的，请另起一行写");
    // A number or a topic between two of them is no remark.
    let is_certain = lost.starts_with(|c: char| c.is_ascii_digit()) || lost.ends_with('#');
    let edit = is_certain.then(|| Edit::new(span.start, end, quoted));
    let place = Place::new(source, Span::new(start, end));
    diagnostics.push(Diagnostic::new(Code::CutByHash, place, message, help).with_edit(edit));
}

/// Warns where all that is written behind a key is a remark, though it hardly looks like one: `summary: #甲`.
pub(super) fn report_lost(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    (key, shown): (&str, &str),
    span: Span,
) {
    let line = source.text[span.end..].lines().next().unwrap_or_default();
    let text = line.trim_start_matches([':', ' ']);
    let is_text = text.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    if !is_text || !(TEXTS.contains(&key) || LISTS.contains(&key)) {
        return;
    }
    let start = span.end + line.len() - text.len();
    let text = text.trim_end();
    let message = format!("「{text}」会当作备注：空格后面的 # 和它后面的字都不算内容");
    let help = format!("要显示的，请给整个内容加上引号：{shown}: \"{text}\"；本来就是备注的，# 后面空一格");
    diagnostics.report(Code::CutByHash, Place::new(source, Span::new(start, start + text.len())), message, help);
}
