//! Text that is lost because YAML takes it for a remark: `title: 甲 # 乙`.

use std::sync::Arc;

use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, SourceText, Span};

/// Keys of what readers see, in which `#` may be a sign of its own; what is looked up is complete without a remark.
const SHOWN: [&str; 15] = [
    "title",
    "theme",
    "summary",
    "award",
    "reason",
    "source",
    "author",
    "host",
    "name",
    "role",
    "look_for",
    "organization",
    "tags",
    "honors",
    "extra",
];

/// Warns where a remark stands behind an unquoted text; two spaces before it say that it is meant to be one.
pub(super) fn report_cut(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, key: &str, span: Span) {
    let text = source.slice(span);
    let line = source.text[span.end..].lines().next().unwrap_or_default();
    let Some(lost) = line.strip_prefix(" #").map(str::trim_end).filter(|lost| !lost.is_empty()) else { return };
    let before = source.text[..span.start].rsplit('\n').next().unwrap_or_default().trim_start();
    // In brackets it is the list that was not closed; behind another #, topics that are told of already.
    if !SHOWN.contains(&key) || before.contains(['[', '{', '#']) || text.starts_with(['"', '\'', '|', '>']) {
        return;
    }
    let whole = format!("{text} #{lost}");
    let quoted = format!("\"{}\"", whole.replace('\\', "\\\\").replace('"', "\\\""));
    let start = span.end + 1;
    let end = start + '#'.len_utf8() + lost.len();
    let message = format!("「#{lost}」不会显示：空格后面的 # 和它后面的字是备注");
    let goes_on = text.contains('\n');
    let cure = if goes_on {
        "请把几行并成一行，再给整个内容加上引号".to_owned()
    } else {
        format!("请给整个内容加上引号：{before}{quoted}")
    };
    let help = format!("要显示的，{cure}；本来就是备注的，请另起一行写");
    // `#3 楼` or a topic between two of them is no remark; a day or a whole sentence may be one.
    let is_number = lost.starts_with(|c: char| c.is_ascii_digit()) && lost.chars().count() <= LONGEST_NUMBER;
    let is_certain = !goes_on && (is_number && !lost.contains(['年', '月', '日']) || lost.ends_with('#'));
    let edit = is_certain.then(|| Edit::new(span.start, end, quoted));
    let place = Place::new(source, Span::new(start, end));
    diagnostics.push(Diagnostic::new(Code::CutByHash, place, message, help).with_edit(edit));
}

/// How long a number with what it counts may be, in characters.
const LONGEST_NUMBER: usize = 5;

/// What to write where a needed key is missing, or stands at `empty` without a value.
pub(super) fn to_write(source: &SourceText, empty: Option<Span>, (key, example): (&str, &str)) -> String {
    match empty.map(|span| lost(source, span)) {
        Some(Some(text)) => format!("「{text}」会当作备注，要显示的请加上引号：{key}: \"{text}\""),
        Some(None) => format!("请在它后面写上内容，例如：{key}: {example}"),
        None => format!("请写上一行，例如：{key}: {example}"),
    }
}

/// The remark behind a key without a value, where it hardly looks like one: `#甲`.
fn lost(source: &SourceText, key: Span) -> Option<&str> {
    let line = source.text[key.end..].lines().next().unwrap_or_default();
    let text = line.trim_start_matches([':', ' ']).trim_end();
    text.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric)).then_some(text)
}

/// Warns where all that is written behind a key is a remark, though it hardly looks like one: `summary: #甲`.
pub(super) fn report_lost(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    (key, shown): (&str, &str),
    span: Span,
) {
    let Some(text) = lost(source, span).filter(|_| SHOWN.contains(&key)) else { return };
    let start = span.end + source.text[span.end..].find('#').unwrap_or_default();
    let message = format!("「{text}」会当作备注：空格后面的 # 和它后面的字都不算内容");
    let help = format!("要显示的，请给整个内容加上引号：{shown}: \"{text}\"；本来就是备注的，# 后面空一格");
    diagnostics.report(Code::CutByHash, Place::new(source, Span::new(start, start + text.len())), message, help);
}
