//! Values that go on in the lines below, as Word breaks long ones; enter at [`goes_on`] and [`of_first_line`].

use super::brackets::nesting;
use super::keys::{KeyColon, key_of};
use super::stray::is_stray_text;
use super::{Slip, content_start, indent_of, is_odd_space, value_start};
use crate::model::{Code, Edit};

/// The line below each that is no remark; empty where there is none.
pub(super) fn next_lines<'a>(lines: &[(usize, &'a str)]) -> Vec<&'a str> {
    let mut next = "";
    let mut below: Vec<&str> = Vec::with_capacity(lines.len());
    for (_, line) in lines.iter().rev() {
        below.push(next);
        // #甲 may have been meant as a topic.
        let text = line.trim_start();
        next = if text.is_empty() || line.starts_with('#') || text.starts_with("# ") { next } else { line };
    }
    below.reverse();
    below
}

/// Whether the value of a line goes on in the next one, or was meant to. What is in open brackets is looked at line by
/// line; in a list of texts no item has a key.
pub(super) fn goes_on(line: &str, key: Option<KeyColon<'_>>, next: &str, is_of_texts: bool) -> bool {
    let start = content_start(line);
    let is_item = start > indent_of(line);
    let key = key.filter(|_| !(is_item && is_of_texts));
    let value = line[value_start(line, key)..].trim_end();
    let mut open = Vec::new();
    if value.starts_with(['[', '{']) {
        nesting(value, &mut open);
    }
    let depth = if key.is_some() { start } else { indent_of(line) };
    let is_text = || key_of(next).is_none() && !next.trim_start().starts_with("- ");
    let is_beside = || key.is_none() && !is_item && !is_of_texts && depth > 0 && indent_of(next) == depth && is_text();
    let is_rest = || is_stray_text(next.trim_start_matches(|c| c == '\t' || is_odd_space(c)));
    open.is_empty() && !next.is_empty() && (indent_of(next) > depth || is_beside() || is_rest())
}

/// The slip of a line whose value goes on: only the lines together show what was meant, so that a cure is one that
/// leaves the value as it is.
pub(super) fn of_first_line(slip: Slip, line: &str, key: Option<KeyColon<'_>>) -> Slip {
    let start = value_start(line, key);
    let is_kept = |edit: &Edit| {
        let value = line[start..edit.span.end.max(start)].trim_end();
        // The mark of an item is none of its text.
        let words = value.find(char::is_alphabetic).filter(|_| slip.code == Code::FullWidthDash);
        edit.span.end <= start || edit.text.ends_with(&value[words.unwrap_or(0)..])
    };
    match &slip.edit {
        None if slip.code != Code::UnclosedQuote => return slip,
        Some(edit) if is_kept(edit) => return slip,
        _ => {}
    }
    let is_quoted = slip.edit.as_ref().is_some_and(|edit| edit.text.ends_with('"'));
    let then = if is_quoted { "再给整个内容加上半角引号" } else { "再检查一次，看怎样改" };
    Slip { help: format!("请先把下面接着的几行并到这一行，{then}"), edit: None, ..slip }
}
