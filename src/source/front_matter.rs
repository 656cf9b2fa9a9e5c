//! Where the YAML at the head of a file ends and the Markdown begins.

use std::sync::Arc;

use super::decode::lines_with_start;
use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, SourceText, Span};

/// The two parts of a file, as bytes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the `---` lines.
    pub yaml: Span,
    /// Everything after the second `---` line.
    pub body: Span,
}

/// Splits a file. Where it has no whole front matter, that is reported, and the error is the body as far as it can be
/// told.
pub fn split(diagnostics: &mut Diagnostics, source: &Arc<SourceText>) -> Result<Parts, Span> {
    find(diagnostics, source).ok_or_else(|| likely_body(&source.text))
}

fn find(diagnostics: &mut Diagnostics, source: &Arc<SourceText>) -> Option<Parts> {
    let text = &source.text;
    if text.trim().is_empty() {
        let help = "请写上前言和正文；用 leitai new case 可以得到一份写好格式的文件";
        diagnostics.report(Code::EmptyFile, Place::start_of(source), "文件是空的", help);
        return None;
    }
    let mut lines = lines_with_start(text);
    let (_, first) = lines.next()?;
    if !is_fence(first) {
        let wanted = "请在第一行写三个半角减号 ---";
        let written = lines_with_start(text).find(|(_, line)| !line.trim().is_empty());
        let fence = written.filter(|(_, line)| looks_like_fence(line));
        let help = match fence.map(|(_, line)| line.trim()) {
            Some("---") => "--- 要在第一行的开头：请删去它前面的空行和空格".to_owned(),
            Some(line) => format!("第一行的「{line}」不是三个半角减号，请改成 ---"),
            None if let Some(row) = late_fence(text) => {
                format!("第 {row} 行的 --- 要在第一行：请把它前面的几行删去，或移到正文里")
            }
            None => format!("{wanted}，写完标题等内容后再写一行 ---，正文放在它后面"),
        };
        let edit = fence.map(|(start, line)| Edit::new(0, start + line.len(), "---"));
        let place = Place::start_of(source);
        let missing = Diagnostic::new(Code::FrontMatterMissing, place, "文件开头没有前言（---）", help);
        diagnostics.push(missing.with_edit(edit));
        return None;
    }
    let yaml_start = first.len() + 1;
    let mut near = None;
    let mut is_yaml = true;
    // A heading or a paragraph above a line of three dashes: that is a rule in the write-up.
    let (mut is_prose, mut is_after_blank) = (false, false);
    for (start, line) in lines {
        if looks_like_fence(line) && near.is_none() && !is_fence(line) {
            let end = start + line.len();
            let edit = is_yaml.then(|| Edit::new(start, end, "---"));
            near = Some((Place::new(source, Span::new(start, end)), line.trim(), edit));
        }
        is_yaml &= looks_like_yaml(line);
        is_prose |= line.starts_with("## ") || (is_after_blank && !looks_like_yaml(line) && !line.starts_with('#'));
        is_after_blank = line.trim().is_empty();
        if is_fence(line) && (is_prose || near.is_some() && !is_yaml) {
            break;
        }
        if is_fence(line) {
            let body_start = (start + line.len() + 1).min(text.len());
            return Some(Parts { yaml: Span::new(yaml_start, start), body: Span::new(body_start, text.len()) });
        }
    }
    let place = Place::new(source, Span::new(0, first.len()));
    let message = "前言没有结束：找不到第二行 ---";
    let diagnostic = match near {
        Some((near, line, edit)) => {
            let row = source.position(near.span.start).line;
            let help = format!("第 {row} 行的「{line}」如果就是，请改成顶格的三个半角减号 ---");
            let unclosed = Diagnostic::new(Code::FrontMatterUnclosed, place, message, help).with_edit(edit);
            unclosed.with_related(near, "是不是这一行")
        }
        None => {
            let help = "请在标题、单位等内容之后、正文之前，另起一行写三个半角减号 ---";
            Diagnostic::new(Code::FrontMatterUnclosed, place, message, help)
        }
    };
    diagnostics.push(diagnostic);
    None
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
    line.trim().is_empty() || line.contains([':', '：']) || line.starts_with([' ', '\t', '-', '－', '\u{3000}'])
}

/// Dashes of any kind and number, or the three dots that end YAML.
fn looks_like_fence(line: &str) -> bool {
    let text = line.trim();
    let is_dash = |c| matches!(c, '-' | '－' | '—' | '–' | '−' | '―' | '─' | '=');
    text == "..." || (text.chars().nth(1).is_some() && text.chars().all(is_dash))
}
