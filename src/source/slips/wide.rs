//! Lists in full-width brackets, in several, or in none; enter at [`wide_list`] and [`wide_end`].

use super::brackets::{are_separators, commas, items, nesting, tidied, tidy, without_separators};
use super::values::is_list;
use super::{Slip, indent_of};
use crate::model::Code;

/// Full-width brackets.
const WIDE: [char; 6] = ['［', '］', '【', '】', '｛', '｝'];

const IN_BRACKETS: &str = "几项内容要放在方括号里，用半角逗号隔开";

/// A list in full-width brackets, or without any.
pub(super) fn wide_list(line: &str, start: usize, key: &str, plain: &str) -> Option<Slip> {
    let is_list = || is_list(key);
    let first = plain.chars().next().filter(|_| is_wide_bracket(plain));
    let marks = plain.matches(WIDE).count();
    if marks > 2 || (marks == 2 && first.is_none()) {
        return is_list().then(|| bracketed(line, start, key, plain));
    }
    let inner = plain.trim_matches(WIDE);
    let inner = if is_list() { without_brackets(inner) } else { inner };
    let (at, message, cure, why) = match first {
        Some(open @ '｛') => (0, format!("「{open}」是全角括号"), tidy(&format!("{{{inner}}}")), ""),
        Some(open) if open == '［' || is_list() => {
            (0, format!("「{open}」是全角括号"), format!("[{}]", commas(inner)), "：半角方括号")
        }
        _ => {
            let at = plain.find(inner)? + items(inner).split_first().filter(|(_, more)| !more.is_empty())?.0.len();
            if !is_list() {
                return None;
            }
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

/// A mapping in full-width brackets as an item of a list: `- ｛名称：组织｝`.
pub(super) fn wide_item(line: &str, start: usize) -> Option<Slip> {
    let text = line[start..].trim_end();
    let is_item = start > indent_of(line) && text.starts_with('｛') && text.ends_with('｝');
    let cure = tidy(text);
    let help = format!("请改成「- {cure}」：半角花括号");
    let slip = || Slip::at(line, start, Code::FullWidthComma, "「｛」是全角括号", help);
    is_item.then(|| slip().mended(start, start + text.len(), cure))
}

/// Several brackets in a list: `【甲】【乙】`, `【甲】、乙`. Where text stands at a bracket, what is meant is not certain.
fn bracketed(line: &str, start: usize, key: &str, plain: &str) -> Slip {
    let mut words = Vec::new();
    let mut is_certain = true;
    for item in items(plain) {
        let parts: Vec<&str> =
            item.split_inclusive(['】', '］']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let own: Vec<&str> = parts.iter().filter_map(|part| in_brackets(part)).collect();
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

fn in_brackets(part: &str) -> Option<&str> {
    part.strip_prefix(['【', '［'])?.strip_suffix(['】', '］']).map(str::trim)
}

/// A list without the brackets around it, of which there may be one half, or of another kind.
fn without_brackets(plain: &str) -> &str {
    let both = [('(', ')'), ('（', '）'), ('(', ']'), ('（', ']')];
    let inner = both.iter().find_map(|&(open, close)| plain.strip_prefix(open)?.strip_suffix(close));
    match inner {
        Some(inner) if !inner.contains(['(', '（', ')', '）']) => inner,
        _ if plain.contains('[') => plain,
        _ => plain.strip_suffix(']').unwrap_or(plain),
    }
}

pub(super) fn is_wide_bracket(plain: &str) -> bool {
    [('［', '］'), ('｛', '｝'), ('【', '】')]
        .iter()
        .any(|&(open, close)| plain.starts_with(open) && plain.ends_with(close))
}

/// A bracket that opens as a half-width one and closes as a full-width one.
pub(super) fn wide_end(line: &str, start: usize, value: &str) -> Option<Slip> {
    let mut marks = Vec::new();
    nesting(value, &mut marks);
    let wide = value.chars().next_back()?;
    let half = match (&marks[..], wide) {
        (['['], '］' | '】') => ']',
        (['{'], '｝') => '}',
        _ => return None,
    };
    let at = value.len() - wide.len_utf8();
    let cure = tidied(&format!("{}{half}", &value[..at]), Vec::new());
    let help = format!("请改成「{cure}」：半角括号");
    let slip = Slip::at(line, start + at, Code::FullWidthComma, format!("「{wide}」是全角括号"), help);
    Some(slip.mended(start, start + value.len(), cure))
}
