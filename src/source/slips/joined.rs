//! Several keys on one line, `title: 甲村 unit: 青禾镇`, each of which wants a line of its own; enter at [`slip`].

use super::brackets::{after_brackets, tidy};
use super::keys::{KeyColon, is_first_level_key, is_nested_key, is_wide_colon};
use super::quotes::closing_quote;
use super::{Slip, content_start, indent_of, is_odd_space};
use crate::model::Code;

/// The keys whose values are sentences, in which such a word may be the writer's own.
const TEXTS: [&str; 14] = [
    "title", "标题", "theme", "主题", "summary", "摘要", "source", "来源", "award", "奖项", "reason", "原因",
    "look_for", "看点",
];

/// The keys that articles cannot do without.
const NEEDED: [&str; 8] = ["title", "标题", "unit", "单位", "dimension", "维度", "competition", "场次"];

/// Another key within the value of the first one.
struct Other<'a> {
    /// Where the value before it ends, and where its name begins.
    before: usize,
    start: usize,
    key: KeyColon<'a>,
}

/// The slip of a line that has more known keys behind its first value; `is_written` says whether a key of the first
/// level stands on a line of its own.
pub(super) fn slip(line: &str, key: KeyColon<'_>, is_written: impl Fn(&str) -> bool) -> Option<Slip> {
    let depth = content_start(line);
    let is_item = depth > indent_of(line);
    let is_known = |name: &str| if depth == 0 { is_first_level_key(name) } else { is_nested_key(name) };
    if !is_known(key.name) || !line[depth..].starts_with(key.name) {
        return None;
    }
    let is_open = |name: &str| is_known(name) && !(depth == 0 && is_written(name));
    // Where one of these is among them, the line is no sentence.
    let words = words(line, key);
    let is_needed = |other: &Other<'_>| is_open(other.key.name) && NEEDED.contains(&other.key.name);
    let has_needed = !others(line, key, &words, is_needed).is_empty();
    let others = others(line, key, &words, |other| {
        let is_plain = is_item || key.full_width || other.key.is_spaced(line);
        is_open(other.key.name) && is_certain(line, key, other, is_plain, has_needed)
    });
    // A remark at the end stays one.
    let end = line.find(" #").unwrap_or(line.len());
    let ends = others.iter().map(|other| other.before).chain([end]).skip(1);
    let values = others.iter().zip(ends).map(|(other, end)| pair(other.key, &line[other.key.end..end]));
    let first = pair(key, &line[key.end..others.first()?.before]);
    let pairs: Vec<String> = [first].into_iter().chain(values).collect();
    let names: Vec<&str> = others.iter().map(|other| other.key.name).collect();
    let names = names.join("」「");
    let help = format!("请在「{names}」前面换行，左对齐：「{}」", pairs.join("」「"));
    let slip = if key.full_width {
        let message = format!("「{}」后面是全角冒号，「{names}」也写在了同一行", key.name);
        Slip::at(line, key.colon, Code::FullWidthColon, message, help)
    } else {
        let message = format!("「{}」和「{names}」写在了同一行", key.name);
        Slip::at(line, others[0].key.colon, Code::ColonInValue, message, help)
    };
    Some(slip.mended(depth, end, pairs.join(&format!("\n{}", " ".repeat(depth)))))
}

fn pair(key: KeyColon<'_>, value: &str) -> String {
    format!("{}: {}", key.name, tidy(value.trim_matches(is_blank)))
}

/// The words before colons behind the first one, each with where it begins.
fn words<'a>(line: &'a str, first: KeyColon<'_>) -> Vec<(usize, KeyColon<'a>)> {
    let line = line.trim_end();
    let end = line.find(" #").unwrap_or(line.len());
    let from = first.end + behind_marks(&line[first.end..]);
    let text = line.get(from..end).unwrap_or_default();
    let colons = text.char_indices().filter(|&(_, c)| c == ':' || is_wide_colon(c));
    colons
        .map(|(at, c)| {
            let (colon, end) = (from + at, from + at + c.len_utf8());
            let before = line[first.end..colon].trim_end_matches(is_blank);
            let start = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
            (first.end + start, KeyColon { name: &before[start..], colon, end, full_width: c != ':' })
        })
        .collect()
}

/// Those of the words, behind a blank or comma and a value, that `is_key` takes for keys.
fn others<'a>(
    line: &str,
    first: KeyColon<'_>,
    words: &[(usize, KeyColon<'a>)],
    is_key: impl Fn(&Other<'_>) -> bool,
) -> Vec<Other<'a>> {
    let mut others: Vec<Other<'a>> = Vec::new();
    let line = line.trim_end();
    for &(start, key) in words {
        let value = others.last().map_or(first.end, |other| other.key.end);
        let before = &line[value..start.max(value)];
        let own = before.trim_end_matches(is_between);
        let other = Other { before: value + own.len(), start, key };
        let has_values = !own.trim_start_matches(is_blank).is_empty() && !line[key.end..].trim_start().is_empty();
        if own.len() < before.len() && has_values && !line[key.end..].starts_with("//") && is_key(&other) {
            others.push(other);
        }
    }
    others
}

/// How long the quoted text or the list is that a value begins with.
fn behind_marks(value: &str) -> usize {
    let own = value.trim_start_matches(is_blank);
    let start = value.len() - own.len();
    match own.chars().next() {
        Some(mark @ ('"' | '\'')) => closing_quote(&own[1..], mark).map_or(value.len(), |close| start + close + 2),
        Some('[' | '{') => after_brackets(own).map_or(value.len(), |after| start + after.saturating_sub(1)),
        Some('|' | '>') => value.len(),
        _ => 0,
    }
}

/// Whether a word is a key and no part of the sentence before it. Behind a comma a sentence may go on, and a sentence may
/// have a word that is a key nobody needs.
fn is_certain(line: &str, first: KeyColon<'_>, other: &Other<'_>, is_plain: bool, has_needed: bool) -> bool {
    let name = other.key.name;
    let is_behind_blank = line[other.before..other.start].contains(is_blank);
    let is_joined = is_behind_blank || is_plain;
    if !TEXTS.contains(&first.name) {
        return is_joined;
    }
    let is_likely = has_needed || name.is_ascii();
    let is_error = first.full_width || NEEDED.contains(&name) || other.key.is_spaced(line) && is_likely;
    let is_apart = name.is_ascii() || !line[other.before..other.start].contains(|c| !is_blank(c));
    is_joined && is_error && is_apart
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_odd_space(c)
}

fn is_between(c: char) -> bool {
    is_blank(c) || matches!(c, ',' | '，' | '；' | ';' | '、')
}
