//! Quotation marks in values: where they close, and text behind them; enter at [`in_quotes`].

use super::brackets::{are_separators, tidy};
use super::keys::is_wide_colon;
use super::{Slip, indent_of};
use crate::model::Code;

/// Text after a quotation mark that closed: `"甲"乙`, `""甲""`.
pub(super) fn in_quotes(line: &str, start: usize, key: Option<&str>) -> Option<Slip> {
    let value = line[start..].trim_end();
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let Some(close) = closing_quote(&value[1..], mark).map(|close| close + 1) else {
        return chinese_end(line, start, mark);
    };
    let rest = value[close + 1..].trim_start();
    if rest.is_empty() || rest.starts_with('#') || (key.is_none() && rest.starts_with(':')) {
        return None;
    }
    let at = line.trim_end().len() - rest.len();
    if let Some(colon) = rest.chars().next().filter(|&c| key.is_none() && start == indent_of(line) && is_wide_colon(c))
    {
        let cure = format!("{}: {}", &value[..=close], rest[colon.len_utf8()..].trim_start());
        let help = format!("请改成「{cure}」：半角冒号加一个空格");
        let slip = Slip::at(line, at, Code::FullWidthColon, format!("这里是全角冒号「{colon}」"), help);
        return Some(slip.mended(start, start + value.len(), cure));
    }
    if are_separators(rest) {
        let help = "请删去它：引号后面不能再有内容";
        let slip = Slip::at(line, at, Code::FullWidthComma, "引号后面多了一个逗号", help);
        return Some(slip.mended(start + close + 1, start + value.len(), ""));
    }
    let slip = |cure: &str, why: &str| {
        let cure = key.map_or_else(|| cure.to_owned(), |key| format!("{key}: {cure}"));
        let help = format!("{why}：{cure}；或者只在整个内容的两头加引号");
        Slip::at(line, at, Code::UnclosedQuote, "引号在内容中间就结束了", help)
    };
    if let Some(inner) = between_two(value, mark) {
        let cure = format!("{mark}{inner}{mark}");
        return Some(slip(&cure, "两头的引号各写一个").mended(start, start + value.len(), cure));
    }
    let is_within_word = value[..close].ends_with(|c: char| c.is_ascii_alphabetic())
        && value[close + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    if mark == '\'' && is_within_word {
        // it's
        let inner = value[1..].strip_suffix(mark);
        let cure = quoted(inner.unwrap_or(&value[1..]));
        let slip = slip(&cure, "内容里有「'」，两头请改用双引号");
        return Some(if inner.is_some() { slip.mended(start, start + value.len(), cure) } else { slip });
    }
    let count = value.matches(mark).count();
    if !count.is_multiple_of(2) {
        let help = format!("「{mark}」有 {count} 个，配不成对：请删去多余的一个；内容里的引号请用中文引号“”");
        return Some(Slip::at(line, at, Code::UnclosedQuote, "引号在内容中间就结束了", help));
    }
    let whole = tidy(&in_chinese_quotes(value, mark));
    let slip = slip(&whole, "请改用中文引号");
    // Of more marks, those at both ends may be meant for YAML and the others for readers.
    Some(if value.ends_with(mark) { slip } else { slip.mended(start, start + value.len(), whole) })
}

/// A text that begins with a mark of YAML's and ends with a Chinese one: `"甲”`.
fn chinese_end(line: &str, start: usize, mark: char) -> Option<Slip> {
    let value = line[start..].trim_end();
    let end = value.strip_suffix(['”', '“', '’', '‘', '＂'])?;
    let is_whole = end.len() > 1 && !end.contains(['“', '‘', '\\']);
    let cure = format!("{end}{mark}");
    let help = format!("请改成「{cure}」：两头用同样的半角引号，或者都用中文引号");
    let slip = Slip::at(line, start + end.len(), Code::UnclosedQuote, "这里是中文引号，和开头的引号不配对", help);
    is_whole.then(|| slip.mended(start, start + value.len(), cure))
}

/// What stands between two marks at each end.
fn between_two(value: &str, mark: char) -> Option<&str> {
    let inner = value.strip_prefix(mark)?.strip_prefix(mark)?.strip_suffix(mark)?.strip_suffix(mark)?;
    (!inner.trim().is_empty() && !inner.contains(mark)).then_some(inner)
}

/// The text with `“` and `”` by turns where the mark is.
fn in_chinese_quotes(text: &str, mark: char) -> String {
    let mut is_open = false;
    let turned = text.chars().map(|c| match c {
        _ if c != mark => c,
        _ if is_open => {
            is_open = false;
            '”'
        }
        _ => {
            is_open = true;
            '“'
        }
    });
    turned.collect()
}

/// The text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Where the quotation mark that closes a value stands in what follows its first one.
pub(super) fn closing_quote(text: &str, mark: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if mark == '"' && c == '\\' {
            chars.next();
        } else if c == mark {
            // In single quotes a doubled one stands for itself.
            if mark == '\'' && chars.next_if(|&(_, next)| next == mark).is_some() {
                continue;
            }
            return Some(at);
        }
    }
    None
}

/// The characters of a value in brackets that stand in no quotes; a mark within a word, as in `it's`, opens none.
pub(super) fn unquoted(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut next, mut begins) = (0, true);
    std::iter::from_fn(move || {
        loop {
            let (at, c) = (next, text[next..].chars().next()?);
            next += c.len_utf8();
            if begins && matches!(c, '"' | '\'') {
                begins = false;
                next = closing_quote(&text[next..], c).map_or(text.len(), |close| next + close + 1);
                continue;
            }
            begins =
                matches!(c, '[' | '{' | '［' | '｛' | ',' | ':' | '，' | '、' | '：') || (begins && c.is_whitespace());
            return Some((at, c));
        }
    })
}
