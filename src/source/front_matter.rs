//! Where the YAML at the head of a file ends and the Markdown begins.

use std::sync::Arc;

use super::decode::lines_with_start;
use super::slips::{is_key, is_known_key};
use crate::model::characters::is_unseen;
use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, SourceText, Span};

/// The two parts of a file, as bytes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the `---` lines.
    pub yaml: Span,
    /// Everything after the second `---` line.
    pub body: Span,
}

/// Splits a file. Where a line that should be `---` is written otherwise, that is reported and the file read on as if it
/// were right. Where it has no whole front matter, that is reported, and the error is the body as far as it can be told.
pub fn split(diagnostics: &mut Diagnostics, source: &Arc<SourceText>) -> Result<Parts, Span> {
    let text = &source.text;
    if text.trim().is_empty() {
        let help = "请写上前言和正文；用 leitai new case 可以得到一份写好格式的文件";
        diagnostics.report(Code::EmptyFile, Place::start_of(source), "文件是空的", help);
        return Err(likely_body(text));
    }
    let parts = opening(diagnostics, source).and_then(|opening| closing(diagnostics, source, opening));
    parts.ok_or_else(|| likely_body(text))
}

/// The line that opens the front matter; what stands in its place is reported.
fn opening(diagnostics: &mut Diagnostics, source: &Arc<SourceText>) -> Option<Span> {
    let text = &source.text;
    let first = text.lines().next().unwrap_or_default();
    if is_fence(first) {
        return Some(Span::new(0, first.len()));
    }
    let written = lines_with_start(text).find(|(_, line)| !line.trim().is_empty());
    let fence = written.filter(|(_, line)| looks_like_fence(line));
    let help = match fence.map(|(_, line)| line.trim()) {
        Some("---") => "--- 要在第一行的开头：请删去它前面的空行和空格".to_owned(),
        Some(line) if line.contains(is_unseen) => unseen_in("第一行"),
        Some(line) => format!("第一行的「{line}」不是三个半角减号，请改成 ---"),
        None if let Some(row) = late_fence(text) => {
            format!("第 {row} 行的 --- 要在第一行：请把它前面的几行删去，或移到正文里")
        }
        None => "请在第一行写三个半角减号 ---，写完标题等内容后再写一行 ---，正文放在它后面".to_owned(),
    };
    let span = fence.map(|(start, line)| Span::new(start, start + line.len()));
    let edit = span.map(|span| Edit::new(0, span.end, "---"));
    let place = Place::start_of(source);
    let missing = Diagnostic::new(Code::FrontMatterMissing, place, "文件开头没有前言（---）", help);
    diagnostics.push(missing.with_edit(edit));
    span
}

/// The two parts; a line that stands in place of the second `---`, or that there is none, is reported.
fn closing(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, opening: Span) -> Option<Parts> {
    let text = &source.text;
    let yaml_start = (opening.end + 1).min(text.len());
    let mut near = None;
    // What stands below it, and whether a line of three dashes ends that.
    let (mut below, mut is_ended) = (Vec::new(), false);
    let mut is_yaml = true;
    // A heading or a paragraph above a line of three dashes: that is a rule in the write-up.
    let (mut is_prose, mut is_after_blank, mut has_key) = (false, false, false);
    // Such a paragraph may be the rest of a text, as Word breaks it: front matter ends right below it, or goes on.
    let (mut is_rest, mut goes_on_below) = (false, false);
    for (start, line) in lines_with_start(text).filter(|(start, _)| *start >= yaml_start) {
        if is_fence(line) {
            is_ended = !is_prose || is_rest || goes_on_below;
            if !is_ended || near.is_some() && !is_yaml && !goes_on(&below) {
                break;
            }
            let fence = Span::new(start, start + line.len());
            report_early(diagnostics, source, fence);
            return Some(parts(text, yaml_start, fence));
        }
        let is_heading = line.starts_with("## ");
        let is_paragraph = is_after_blank && !is_all_yaml(&[line]) && !line.starts_with('#');
        is_rest = is_paragraph && !is_prose;
        goes_on_below = is_prose && !is_heading && (is_known_key(line) || goes_on_below && looks_like_yaml(line));
        is_prose |= is_heading || is_paragraph;
        if near.is_some() && !is_prose && !line.trim().is_empty() {
            below.push(line);
        } else if near.is_none() && looks_like_fence(line) {
            near = Some((Span::new(start, start + line.len()), line.trim(), is_yaml));
        }
        is_yaml &= looks_like_yaml(line);
        // Above the first key, what is no front matter is a line too many.
        has_key |= is_key(line);
        is_after_blank = has_key && line.trim().is_empty();
    }
    let message = "前言没有结束：找不到第二行 ---";
    let Some((span, line, is_certain)) = near else {
        let help = "请在标题、单位等内容之后、正文之前，另起一行写三个半角减号 ---";
        diagnostics.report(Code::FrontMatterUnclosed, Place::new(source, opening), message, help);
        return None;
    };
    // No key becomes a part of the write-up.
    let is_certain = is_certain && !below.iter().any(|line| is_key(line)) && !(is_ended && is_all_yaml(&below));
    let help = if line.contains(is_unseen) {
        unseen_in("这一行")
    } else {
        format!("这一行的「{line}」如果就是，请改成顶格的三个半角减号 ---")
    };
    let edit = is_certain.then(|| Edit::new(span.start, span.end, "---"));
    let unclosed = Diagnostic::new(Code::FrontMatterUnclosed, Place::new(source, span), message, help);
    diagnostics.push(unclosed.with_edit(edit));
    is_certain.then(|| parts(text, yaml_start, span))
}

/// Reports a line of three dashes below which front matter goes on, to another such line: readers would see it.
fn report_early(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, fence: Span) {
    let below = source.text.get(fence.end + 1..).unwrap_or_default();
    let lines: Vec<&str> = below.lines().take_while(|line| !is_fence(line)).take(MOST_KEYS).collect();
    let is_ended = below.lines().nth(lines.len()).is_some_and(is_fence);
    let Some(first) = lines.first().filter(|line| is_ended && is_known_key(line) && is_all_yaml(&lines)) else {
        return;
    };
    let help = format!("下面的「{first}」等也是前言的，请删去这一行 ---");
    let early = Diagnostic::new(Code::FrontMatterUnclosed, Place::new(source, fence), "前言到这里就结束了", help);
    diagnostics.push(early.with_edit(Some(Edit::new(fence.start, fence.end + 1, ""))));
}

/// So many lines of front matter are looked for below its end.
const MOST_KEYS: usize = 50;

/// What to do about a line of dashes with something in it that nobody sees.
fn unseen_in(line: &str) -> String {
    format!("{line}的 --- 里有看不见的字符，请删去这一行，重新写 ---")
}

/// Whether the front matter goes on in these lines, between one that looks like its end and the true one.
fn goes_on(lines: &[&str]) -> bool {
    is_all_yaml(lines) && (lines.is_empty() || lines.iter().any(|line| is_key(line)))
}

fn is_all_yaml(lines: &[&str]) -> bool {
    lines.iter().all(|line| looks_like_yaml(line) || looks_like_fence(line))
}

fn parts(text: &str, yaml_start: usize, closing: Span) -> Parts {
    let body_start = (closing.end + 1).min(text.len());
    Parts { yaml: Span::new(yaml_start, closing.start), body: Span::new(body_start, text.len()) }
}

/// The line of the first `---` that lines like front matter follow.
fn late_fence(text: &str) -> Option<usize> {
    let lines: Vec<&str> = text.lines().take(20).collect();
    let is_start = |pair: &[&str]| is_fence(pair[0]) && pair[1].contains([':', '：']);
    lines.windows(2).position(is_start).map(|at| at + 1)
}

/// All behind the lines at the head that look like front matter.
fn likely_body(text: &str) -> Span {
    let is_head = |line: &str| looks_like_yaml(line) || looks_like_fence(line);
    let start = lines_with_start(text).find(|(_, line)| !is_head(line)).map_or(text.len(), |(start, _)| start);
    Span::new(start, text.len())
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// A key, an item, a remark or nothing, as every line of front matter is: no writing.
fn looks_like_yaml(line: &str) -> bool {
    line.trim().is_empty() || line.contains([':', '：']) || line.starts_with([' ', '\t', '-', '－', '﹣', '\u{3000}'])
}

/// Dashes of any kind and number, what others write for them, or the three dots that end YAML.
pub(super) fn looks_like_fence(line: &str) -> bool {
    let text = line.trim();
    let is_dash = |c| matches!(c, '-' | '－' | '﹣' | '—' | '–' | '−' | '―' | '─' | '=' | '＝');
    // Converters put backslashes before dashes.
    let marks = || text.chars().filter(|c| *c != ' ' && *c != '\\' && !is_unseen(*c));
    let is_same = text.starts_with(['*', '_', '+', '.']) && marks().all(|c| text.starts_with(c));
    marks().all(is_dash) && marks().nth(1).is_some() || is_same && marks().nth(2).is_some()
}
