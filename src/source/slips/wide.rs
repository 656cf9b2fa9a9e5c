//! Lists and mappings in full-width brackets, in several, in uneven ones, or in none; enter at [`wide_list`] and [`uneven`].

use super::brackets::{are_separators, commas, items, separator, tidied, without_separators};
use super::content_start;
use super::pairs::Pairs;
use super::quotes::unquoted;
use super::values::is_list;
use super::{Slip, indent_of};
use crate::model::Code;

/// Full-width brackets.
const WIDE: [char; 6] = ['［', '］', '【', '】', '｛', '｝'];

const IN_BRACKETS: &str = "几项内容要放在方括号里，用半角逗号隔开";

/// A list in full-width brackets, or without any.
pub(super) fn wide_list(line: &str, start: usize, key: &str, plain: &str) -> Option<Slip> {
    if !is_list(key) {
        return None;
    }
    let first = plain.chars().next().filter(|_| is_wide_bracket(plain));
    let marks = plain.matches(WIDE).count();
    if let Some(mark) = lone(plain).filter(|_| items(plain).len() == 1) {
        let cure = format!("[{}]", plain.trim_matches(['［', '］', ']']));
        let help = format!("请改成「{key}: {cure}」");
        let slip = Slip::at(line, start + plain.find(mark)?, Code::FullWidthComma, format!("「{mark}」没有配对"), help);
        return Some(slip.mended(start, start + plain.len(), cure));
    }
    if marks > 2 || (marks == 2 && first.is_none()) {
        return Some(bracketed(line, start, key, plain));
    }
    let inner = without_brackets(plain.trim_matches(WIDE));
    let (at, message, cure, why) = match first {
        Some(open) => (0, format!("「{open}」是全角括号"), format!("[{}]", commas(inner)), "：半角方括号"),
        None => {
            let at = plain.find(inner)? + items(inner).split_first().filter(|(_, more)| !more.is_empty())?.0.len();
            if are_separators(&plain[at..]) {
                let alone = without_separators(plain);
                let help = format!("请改成「{key}: {alone}」");
                let slip = Slip::at(line, start + at, Code::FullWidthComma, "内容后面多了一个逗号", help);
                return Some(slip.mended(start, start + plain.len(), alone));
            }
            (at, IN_BRACKETS.to_owned(), format!("[{}]", commas(inner)), "")
        }
    };
    let help = format!("请改成「{key}: {cure}」{why}");
    let slip = Slip::at(line, start + at, Code::FullWidthComma, message, help);
    Some(slip.mended(start, start + plain.len(), cure))
}

/// Several brackets in a list: `【甲】【乙】`, `【甲】、乙`. Where text stands at a bracket, what is meant is not certain.
fn bracketed(line: &str, start: usize, key: &str, plain: &str) -> Slip {
    let mut words = Vec::new();
    let mut is_certain = true;
    for item in items(plain) {
        let parts: Vec<&str> =
            item.split_inclusive(['】', '］']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let own: Vec<&str> = parts.iter().filter_map(|part| between_brackets(part)).collect();
        let is_bare = parts.len() == 1 && !item.contains(WIDE);
        is_certain &= is_bare || own.len() == parts.len() && own.iter().all(|word| !word.contains(WIDE));
        words.extend(if is_bare { parts } else { own });
    }
    if !is_certain || words.is_empty() {
        return Slip::at(line, start, Code::FullWidthComma, IN_BRACKETS, "例如：[甲, 乙]");
    }
    let cure = format!("[{}]", words.join(", "));
    let help = format!("请改成「{key}: {cure}」");
    Slip::at(line, start, Code::FullWidthComma, IN_BRACKETS, help).mended(start, start + plain.len(), cure)
}

/// The one bracket of a text, at an end of it.
fn lone(plain: &str) -> Option<char> {
    let mut marks = plain.char_indices().filter(|(_, c)| matches!(c, '[' | ']' | '［' | '］'));
    let (at, mark) = marks.next().filter(|_| marks.next().is_none())?;
    (at == 0 && mark == '［' || at + mark.len_utf8() == plain.len() && matches!(mark, ']' | '］')).then_some(mark)
}

fn between_brackets(part: &str) -> Option<&str> {
    part.strip_prefix(['【', '［'])?.strip_suffix(['】', '］']).map(str::trim)
}

/// A list without the brackets around it, of which there may be one half, or of another kind.
fn without_brackets(plain: &str) -> &str {
    let both =
        [('(', ')'), ('（', '）'), ('(', ']'), ('（', ']'), ('〔', '〕'), ('〖', '〗'), ('﹝', '﹞'), ('<', '>')];
    let inner = both.iter().find_map(|&(open, close)| plain.strip_prefix(open)?.strip_suffix(close));
    match inner {
        Some(inner) if !inner.contains(|c| both.iter().any(|&(open, close)| c == open || c == close)) => inner,
        _ if plain.contains('[') => plain,
        _ => plain.strip_suffix(']').unwrap_or(plain),
    }
}

pub(super) fn is_wide_bracket(plain: &str) -> bool {
    [('［', '］'), ('｛', '｝'), ('【', '】')]
        .iter()
        .any(|&(open, close)| plain.starts_with(open) && plain.ends_with(close))
}

/// The first slip in a value in brackets: one of these, or between the items.
pub(super) fn in_brackets(line: &str, start: usize, text: &str, key: Option<&str>) -> Option<Slip> {
    match (uneven(line, start, text, key), separator(line, start, Vec::new())) {
        // The cure of the one is that of both.
        (Some(uneven), Some(first)) if first.start < uneven.start => {
            Some(Slip { help: uneven.help, edit: uneven.edit, ..first })
        }
        (uneven, separator) => uneven.or(separator),
    }
}

/// A list or mapping some brackets of which are full-width, of another kind or missing: `[甲、乙}`, `- ｛名称：组织｝`,
/// `{result: ［甲，乙］}`. The value is `text`; where it is one of a key, the cure names that.
pub(super) fn uneven(line: &str, start: usize, text: &str, key: Option<&str>) -> Option<Slip> {
    let (at, message, even) = evened(text)?;
    let cure = tidied(&even, Vec::new());
    let before = match key {
        Some(key) => format!("{key}: "),
        None if start > indent_of(line) => "- ".to_owned(),
        None => String::new(),
    };
    let help = format!("请改成「{before}{cure}」：半角括号，一对一对的");
    let slip = Slip::at(line, start + at, Code::FullWidthComma, message, help);
    Some(slip.mended(start, start + text.len(), cure))
}

/// A value with its own brackets half-width and in pairs: the byte of the first that was not so, what is wrong with it,
/// and the value. None where all are, where the last is missing, or where text goes on behind it.
fn evened(value: &str) -> Option<(usize, String, String)> {
    let (mut marks, mut first, mut out, mut done) = (Vec::new(), None, String::new(), 0);
    let pairs = Pairs::of(value);
    // Whether an item or value begins here, and how many brackets its text has open.
    let (mut begins, mut own) = (true, 0_usize);
    for (at, c) in unquoted(value) {
        let rest = &value[at + c.len_utf8()..];
        let closes = match c {
            '[' | '{' | '［' | '｛' if begins && (c.is_ascii() || is_whole(&value[at..])) => {
                marks.push(if matches!(c, '[' | '［') { '[' } else { '{' });
                marks[marks.len() - 1].to_string()
            }
            '[' | '{' | '［' | '｛' | '【' | '(' | '（' => {
                (begins, own) = (false, own + 1);
                continue;
            }
            ']' | '}' | '］' | '｝' | '】' | ')' | '）' if own > 0 => {
                own -= 1;
                continue;
            }
            ']' | '}' | '］' | '｝' | '】' | ')' | '）' if is_end(rest) => closed(&mut marks, c, rest)?,
            ']' | '}' => return None,
            _ => {
                let is_mapping = marks.last() == Some(&'{');
                let is_between = are_separators(c.encode_utf8(&mut [0; 4])) && c != ' ' && !pairs.hold(at);
                own = if is_between { 0 } else { own };
                begins = is_between || c == ' ' && begins || is_mapping && matches!(c, ':' | '：');
                continue;
            }
        };
        let own_mark = c.encode_utf8(&mut [0; 4]).to_owned();
        if closes != own_mark && first.is_none() {
            let is_wide = !c.is_ascii();
            let message = if is_wide {
                format!("「{c}」是全角括号")
            } else {
                format!("「{c}」和前面的括号不是一对")
            };
            first = Some((at, message));
        }
        out.push_str(&value[done..at]);
        out.push_str(&closes);
        done = at + c.len_utf8();
        begins = matches!(c, '[' | '{' | '［' | '｛');
        if marks.is_empty() && done < value.len() {
            return None;
        }
    }
    let (at, message) = first.filter(|_| marks.is_empty())?;
    Some((at, message, out + &value[done..]))
}

/// What closes the open brackets that a mark was meant for, and takes them off; the mark itself where it is none of them.
fn closed(marks: &mut Vec<char>, mark: char, rest: &str) -> Option<String> {
    let open = match mark {
        ']' | '］' | '】' => '[',
        '}' | '｝' => '{',
        _ => ' ',
    };
    let is_last = rest.trim().is_empty();
    let count = match marks.iter().rposition(|mark| *mark == open) {
        Some(at) if is_last || at + 1 == marks.len() => marks.len() - at,
        _ if is_last && marks.len() == 1 => 1,
        _ => return None,
    };
    let closing = marks.split_off(marks.len() - count).into_iter().rev();
    Some(closing.map(|open| if open == '[' { ']' } else { '}' }).collect())
}

/// Whether nothing of an item's text stands before what follows.
fn is_end(rest: &str) -> bool {
    let next = rest.trim_start().chars().next();
    next.is_none_or(|c| WIDE.contains(&c) || "]})）".contains(c) || are_separators(c.encode_utf8(&mut [0; 4])))
}

/// Whether the full-width bracket that a text begins with closes where an item ends: no 【头条】甲.
fn is_whole(text: &str) -> bool {
    text.find([']', '}', '］', '｝']).is_some_and(|at| is_end(text[at..].trim_start_matches([']', '}', '］', '｝'])))
}

/// A list or mapping in brackets that is an item, or the value of the key above.
pub(super) fn item(line: &str) -> Option<Slip> {
    let start = content_start(line);
    let is_item = start > 0 && line[start..].starts_with(['［', '｛']);
    let text = line[start..].trim_end();
    (is_item || text.starts_with(['[', '{'])).then(|| in_brackets(line, start, text, None))?
}
