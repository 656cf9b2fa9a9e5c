//! Lists and mappings in brackets: what stands between their items; enter at [`separator`].

use super::keys::{is_nested_key, key_of};
use super::pairs::Pairs;
use super::quotes::{quoted, unquoted};
use super::{Slip, is_odd_space, odd_name};
use crate::model::Code;

/// What is wrong between the items of a list or mapping in brackets; `open` are those of earlier lines.
///
/// In a list every full-width comma is one; in a mapping only where a key follows, since texts hold commas too.
pub(super) fn separator(line: &str, start: usize, mut open: Vec<char>) -> Option<Slip> {
    let inner = line[start..].trim_end();
    if open.is_empty() && !inner.starts_with(['[', '{']) {
        return None;
    }
    let (outer, pairs) = (open.clone(), Pairs::of(inner));
    let mended = |at: usize, code: Code, message: String, why: &str| {
        let cure = tidied(inner, outer.clone());
        let help = format!("请改成「{cure}」：{why}");
        Some(Slip::at(line, start + at, code, message, help).mended(start, start + inner.len(), cure))
    };
    // Where the present item or value begins, and whether its key is read.
    let (mut from, mut has_colon) = (0, false);
    for (at, c) in unquoted(inner) {
        let rest = &inner[at + c.len_utf8()..];
        let is_list = open.last() == Some(&'[');
        match c {
            '[' | '{' => {
                open.push(c);
                (from, has_colon) = (at + 1, false);
            }
            ']' | '}' => drop(open.pop()),
            ',' if is_list && inner[from..at].trim().is_empty() && inner[..at].trim_end().ends_with(['[', ',']) => {
                return mended(at, Code::FullWidthComma, "这里多了一个逗号".to_owned(), "两项之间一个半角逗号");
            }
            ',' if !is_list && rest.starts_with(is_odd_blank) => {
                let odd = rest.chars().next().map(odd_name).unwrap_or_default();
                return mended(at + 1, Code::OddSpace, format!("逗号后面有一个{odd}"), "只用一个半角空格");
            }
            ',' => (from, has_colon) = (at + 1, false),
            ':' | '：' if open.last() == Some(&'{') && !has_colon && rest.starts_with([':', '：']) => {
                let end = inner.len() - rest.trim_start_matches([':', '：', ' ']).len();
                let slip = Slip::at(line, start + at, Code::NoSpaceAfterColon, "这里多了一个冒号", "只留一个半角冒号");
                return Some(slip.mended(start + at, start + end, ": "));
            }
            ':' if !is_list && !has_colon && is_bare_key(&inner[from..at], rest) => {
                let message = format!("「{}:」后面少一个空格", inner[from..at].trim());
                return mended(at, Code::NoSpaceAfterColon, message, "冒号后加一个半角空格");
            }
            ':' if (is_list || has_colon) && rest.starts_with(' ') => {
                let slip = second_colon(inner, from, at, is_list, &outer);
                if slip.is_some() {
                    return slip.map(|slip| slip.shifted(start));
                }
            }
            ':' if !is_list && !has_colon => (from, has_colon) = (at + 1, true),
            '：' if open.last() == Some(&'{') && !has_colon && !pairs.hold(at) => {
                let message = "括号里的「：」不是半角冒号".to_owned();
                return mended(at, Code::FullWidthColon, message, "半角冒号加一个空格");
            }
            _ if c != ','
                && SEPARATORS.contains(&c)
                && separates(c, is_list, rest)
                && !pairs.hold(at)
                && !is_within(inner, at, c) =>
            {
                let message = format!("括号里的「{c}」不是半角逗号");
                return mended(at, Code::FullWidthComma, message, "半角逗号加一个空格");
            }
            _ => {}
        }
    }
    None
}

/// A line in brackets that begins at the margin.
pub(super) fn shallow(line: &str) -> Slip {
    let help = format!("请改成「  {}」", line.trim());
    let message = "这一行接着上面的括号，开头要空两格";
    Slip::at(line, 0, Code::YamlSyntax, message, help).mended(0, 0, "  ")
}

/// Whether a blank is none to YAML.
fn is_odd_blank(c: char) -> bool {
    is_odd_space(c) && c.is_whitespace()
}

/// Whether a mark stands between two items: in a list always, in a mapping before a key or the end of the line.
fn separates(c: char, is_list: bool, rest: &str) -> bool {
    is_list || key_follows(rest) || (c == '，' && rest.trim().is_empty())
}

/// A key that YAML does not see, since text follows its colon at once.
fn is_bare_key(name: &str, rest: &str) -> bool {
    let (name, next) = (name.trim(), rest.chars().next());
    let is_word = name.starts_with(char::is_alphabetic) && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_word && is_joined(rest) && (is_nested_key(name) || next.is_some_and(|c| !c.is_ascii_digit()))
}

/// Whether text follows a colon at once.
fn is_joined(rest: &str) -> bool {
    !rest.is_empty() && !rest.starts_with([' ', ',', '}', ']', '/'])
}

/// A colon and space in a text that begins at `from`: a comma is missing before a key, or quotation marks; `outer` are
/// the brackets of earlier lines.
fn second_colon(inner: &str, from: usize, at: usize, is_list: bool, outer: &[char]) -> Option<Slip> {
    let before = inner[from..at].trim_end();
    let name = before.rsplit(' ').next().filter(|name| is_nested_key(name));
    if let Some(name) = name {
        let text = before[..before.len() - name.len()].trim_end();
        let (end, start) = (from + text.len(), from + before.len() - name.len());
        let help = format!("请在「{name}」前面加一个半角逗号：{}, {name}:", text.trim_start());
        let message = format!("「{name}」前面少一个逗号");
        let slip = Slip::at(inner, start, Code::FullWidthComma, message, help).mended(end, start, ", ");
        return (!is_list && !text.trim().is_empty()).then_some(slip);
    }
    // Keys that are not known, as those of `extra`: {审核: 王五，字数: 1860}.
    let is_word = |name: &str| !name.is_empty() && name.chars().all(char::is_alphanumeric);
    let own = before.trim_start();
    let parted = own
        .rsplit_once(['，', '、', '；', ';', ' '])
        .filter(|(text, name)| !is_list && !text.is_empty() && is_word(name));
    if let Some((text, name)) = parted {
        let (start, end) = (from + before.len() - own.len() + text.len(), from + before.len() - name.len());
        let cure = tidied(&format!("{}, {}", inner[..start].trim_end(), &inner[end..]), outer.to_vec());
        let mark = inner[start..end].trim();
        if mark.is_empty() {
            let help = format!("是两项的，请改成「{cure}」；是一项的，请给它的内容加上引号");
            return Some(Slip::at(inner, end, Code::FullWidthComma, format!("「{name}」前面少一个逗号"), help));
        }
        let help = format!("请改成「{cure}」：半角逗号加一个空格");
        let slip = Slip::at(inner, start, Code::FullWidthComma, format!("括号里的「{mark}」不是半角逗号"), help);
        return Some(slip.mended(0, inner.len(), cure));
    }
    let start = at - inner[from..at].trim_start().len();
    let is_end = |&(end, c): &(usize, char)| match c {
        '，' => separates(c, is_list, &inner[at + end + c.len_utf8()..]),
        _ => matches!(c, ',' | ']' | '}'),
    };
    let end = unquoted(&inner[at..]).find(is_end).map_or(inner.len(), |(end, _)| at + end);
    let cure = quoted(inner[start..end].trim_end());
    let help = format!("请给这一项加上引号：{cure}");
    let slip = Slip::at(inner, at, Code::ColonInValue, "内容里又出现了一个冒号加空格", help);
    Some(slip.mended(start, start + inner[start..end].trim_end().len(), cure))
}

/// What people put between the items of a list.
const SEPARATORS: [char; 5] = ['，', '、', ',', '；', ';'];

/// Whether a text is nothing but such marks, as those that JSON has behind each value.
pub(super) fn are_separators(text: &str) -> bool {
    text.chars().all(|c| SEPARATORS.contains(&c) || c == ' ')
}

/// The text without such marks at its end.
pub(super) fn without_separators(text: &str) -> &str {
    text.trim_end_matches(|c| SEPARATORS.contains(&c) || c == ' ')
}

fn key_follows(rest: &str) -> bool {
    key_of(rest.trim_start()).is_some_and(|key| is_nested_key(key.name))
}

/// Whether another entry of a mapping follows, whose key need not be known; `is_mended` as the colon of the one before.
fn entry_follows(rest: &str, is_mended: bool) -> bool {
    let rest = rest.trim_start();
    let is_word = |name: &str| name.starts_with(char::is_alphabetic) && name.chars().all(char::is_alphanumeric);
    key_of(rest).is_some_and(|key| {
        is_word(key.name) && (key.is_spaced(rest) || is_mended && !rest[key.end..].starts_with("//"))
    })
}

/// Whether a `、` is of an item itself: 省、市级文明村, 1、2月, 1、红提.
fn is_within(text: &str, at: usize, mark: char) -> bool {
    let before =
        text[..at].rsplit(|c: char| SEPARATORS.contains(&c) || "[{［【".contains(c)).next().unwrap_or_default();
    let is_part = |c: char| "省市区县乡镇村校部组一二三四五六七八九十".contains(c);
    let before = before.trim_start();
    let (first, more) = (before.chars().next(), before.chars().nth(1));
    mark == '、' && (before.ends_with(|c: char| c.is_ascii_digit()) || more.is_none() && first.is_some_and(is_part))
}

/// What stands between separators, apart from those in quotes and between paired marks.
pub(super) fn items(text: &str) -> Vec<&str> {
    let pairs = Pairs::of(text);
    let is_between = |&(at, c): &(usize, char)| SEPARATORS.contains(&c) && !pairs.hold(at) && !is_within(text, at, c);
    let separators = unquoted(text).filter(is_between);
    let mut start = 0;
    let mut items: Vec<&str> = Vec::new();
    for (at, c) in separators {
        items.push(&text[start..at]);
        start = at + c.len_utf8();
    }
    items.push(&text[start..]);
    items
}

/// The items with half-width commas between them.
pub(super) fn commas(text: &str) -> String {
    let whole =
        |item: &str| if item.contains(',') && !item.starts_with(['"', '\'']) { quoted(item) } else { item.into() };
    items(text).into_iter().map(str::trim).filter(|item| !item.is_empty()).map(whole).collect::<Vec<_>>().join(", ")
}

/// What a value in brackets should be, where a cure shows it; any other value as it is.
pub(super) fn tidy(value: &str) -> String {
    match value.chars().next() {
        Some('[' | '{') => tidied(value, Vec::new()),
        Some('［') if value.ends_with('］') => format!("[{}]", commas(value.trim_matches(['［', '］']))),
        Some('｛') if value.ends_with('｝') => {
            tidied(&format!("{{{}}}", value.trim_matches(['｛', '｝'])), Vec::new())
        }
        Some(first) if value.contains(": ") && !matches!(first, '"' | '\'' | '|' | '>') => quoted(value),
        _ => value.to_owned(),
    }
}

/// The text with half-width commas between the items of its brackets, and colons behind its keys; `open` are the
/// brackets of earlier lines. What stands in quotes, and the writer's own marks in texts, stay.
pub(super) fn tidied(text: &str, mut open: Vec<char>) -> String {
    // Whether the colon behind the key of the present value is mended: then so is that of the next, known or not.
    let (mut has_colon, mut is_mended, pairs) = (false, false, Pairs::of(text));
    halved(text, |at, c, rest| {
        let is_apart = || !pairs.hold(at);
        let (is_list, is_mapping) = (open.last() == Some(&'['), open.last() == Some(&'{'));
        match c {
            '[' | '{' => open.push(c),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
        let half = match c {
            '：' if is_mapping && !has_colon && is_apart() => Some(':'),
            ':' if is_mapping && !has_colon && is_joined(rest) => Some(':'),
            ',' if is_list || is_mapping && rest.starts_with(is_odd_blank) => Some(','),
            ' ' | '\u{3000}' if is_mapping && has_colon && key_follows(rest) => Some(','),
            _ if c != ',' && SEPARATORS.contains(&c) && (is_list || is_mapping) => {
                let separates = separates(c, is_list, rest) || has_colon && entry_follows(rest, is_mended);
                (separates && is_apart() && !is_within(text, at, c)).then_some(',')
            }
            _ => None,
        };
        let begins = matches!(c, ',' | '[' | '{') || half == Some(',');
        has_colon = !begins && (has_colon || c == ':' || half == Some(':'));
        is_mended = has_colon && (is_mended || half == Some(':'));
        half
    })
}

/// The text with what `half` gives, and a space, in place of marks outside quotes; it sees a mark, its byte and what follows.
fn halved(text: &str, mut half: impl FnMut(usize, char, &str) -> Option<char>) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (at, c) in unquoted(text) {
        let rest = &text[at + c.len_utf8()..];
        if let Some(half) = half(at, c, rest) {
            // The blanks behind a mark went with it.
            out.push_str(text[done.min(at)..at].trim_end());
            // No item is empty.
            let is_empty = half == ',' && out.trim_end().ends_with([',', '[', '{']);
            let is_last = half == ',' && rest.trim_start().starts_with([']', '}']);
            if !is_empty && !is_last {
                out.extend([half, ' ']);
            } else if is_last {
                out.truncate(out.trim_end_matches([',', ' ']).len());
            }
            done = text.len() - rest.trim_start().len();
        }
    }
    (out + &text[done..]).trim_end().to_owned()
}

/// Adds the brackets that a text opens to `marks` and takes off those that it closes.
pub(super) fn nesting(text: &str, marks: &mut Vec<char>) {
    for (at, c) in unquoted(text) {
        match c {
            '#' if text[..at].ends_with(' ') => return,
            '[' | '{' => marks.push(c),
            ']' | '}' => drop(marks.pop()),
            _ => {}
        }
    }
}

/// Where text goes on after the bracket that closes a value.
pub(super) fn after_brackets(value: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in unquoted(value) {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' if depth > 1 => depth -= 1,
            ']' | '}' => {
                let rest = value[at + 1..].trim_start();
                return (!rest.is_empty() && !rest.starts_with('#')).then(|| value.len() - rest.len());
            }
            _ => {}
        }
    }
    None
}
