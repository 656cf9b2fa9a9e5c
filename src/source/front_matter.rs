//! Where the YAML at the head of a file ends and the Markdown begins.

use std::sync::Arc;

use super::decode::lines_with_start;
use crate::model::{Code, Diagnostics, Place, SourceText, Span};

/// The two parts of a file, as bytes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the `---` lines.
    pub yaml: Span,
    /// Everything after the second `---` line.
    pub body: Span,
}

/// Splits a file; `None` where it has no whole front matter, which is reported.
pub fn split(diagnostics: &mut Diagnostics, source: &Arc<SourceText>) -> Option<Parts> {
    let text = &source.text;
    if text.trim().is_empty() {
        let help = "请写上前言和正文；用 leitai new case 可以得到一份写好格式的文件";
        diagnostics.report(Code::EmptyFile, Place::start_of(source), "文件是空的", help);
        return None;
    }
    let mut lines = lines_with_start(text);
    let (_, first) = lines.next()?;
    if !is_fence(first) {
        let help = "请在第一行写三个半角减号 ---，写完标题等内容后再写一行 ---，正文放在它后面";
        diagnostics.report(Code::FrontMatterMissing, Place::start_of(source), "文件开头没有前言（---）", help);
        return None;
    }
    let yaml_start = first.len() + 1;
    for (start, line) in lines {
        if is_fence(line) {
            let body_start = (start + line.len() + 1).min(text.len());
            return Some(Parts { yaml: Span::new(yaml_start, start), body: Span::new(body_start, text.len()) });
        }
    }
    let place = Place::new(source, Span::new(0, first.len()));
    let help = "请在标题、单位等内容之后、正文之前，另起一行写三个半角减号 ---";
    diagnostics.report(Code::FrontMatterUnclosed, place, "前言没有结束：找不到第二行 ---", help);
    None
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}
