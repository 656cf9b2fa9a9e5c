//! Slips in what follows a key: quotes, brackets, commas, a second colon.

use super::Slip;
use super::keys::{KeyColon, is_nested_key, key_of};
use crate::model::Code;

/// Keys that hold lists, where writers forget the brackets.
const LISTS: &str =
    "tags 标签 honors 荣誉 aliases 旧网址 dimension dimensions 维度 format formats 比武形式 result 结果 sections 章节";

/// The slip in the value of a key, if any.
pub(super) fn slip(line: &str, key: KeyColon<'_>) -> Option<Slip> {
    let start = line.len() - line[key.end..].trim_start().len();
    let value = line[start..].trim_end();
    let plain = value.find(" #").map_or(value, |comment| value[..comment].trim_end());
    let quote = |why: &str, at: usize, code: Code| {
        let cure = quoted(plain);
        let help = format!("请给整个内容加上引号：{}: {cure}", key.name);
        Some(Slip::at(line, start + at, code, why, help).mended(start, start + plain.len(), cure))
    };
    match value.chars().next()? {
        '[' | '{' => match after_brackets(value) {
            Some(at) => quote("括号后面还有内容", at, Code::YamlSyntax),
            None => separator(line, start, Vec::new()),
        },
        '"' | '\'' => in_quotes(line, start, Some(key.name)),
        '|' | '>' if is_block_header(plain) => None,
        '#' => None,
        '&' | '*' | '!' if is_name_of_yaml(plain) => None,
        '&' | '*' | '!' | '@' | '`' | '%' | '|' | '>' | ',' | ']' | '}' => {
            quote("内容不能以这个符号开头", 0, Code::YamlSyntax)
        }
        '-' | '?' | ':' if plain[1..].starts_with(' ') || plain.len() == 1 => {
            quote("内容不能以这个符号加空格开头", 0, Code::YamlSyntax)
        }
        _ => match plain.find(": ").or_else(|| plain.ends_with(':').then(|| plain.len() - 1)) {
            _ if is_wide_bracket(plain) => wide_list(line, start, key.name, plain),
            Some(at) => quote("内容里又出现了一个冒号加空格", at, Code::ColonInValue),
            None => wide_list(line, start, key.name, plain),
        },
    }
}

/// What YAML itself says with these marks has a name in letters of English: `&a 甲`, `*a`, `!!str 甲`.
fn is_name_of_yaml(plain: &str) -> bool {
    let (mark, rest) = plain.split_at(1);
    let name = rest.split(' ').next().unwrap_or_default().trim_start_matches('!');
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    is_name && (mark != "*" || name == rest)
}

/// Text after a quotation mark that closed: `"甲"乙`.
pub(super) fn in_quotes(line: &str, start: usize, key: Option<&str>) -> Option<Slip> {
    let value = line[start..].trim_end();
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let close = 1 + closing_quote(&value[1..], mark)?;
    let rest = value[close + 1..].trim_start();
    if rest.is_empty() || rest.starts_with('#') || (key.is_none() && rest.starts_with(':')) {
        return None;
    }
    let whole = format!("“{}”{}", &value[1..close], &value[close + 1..]);
    let cure = key.map_or_else(|| whole.clone(), |key| format!("{key}: {whole}"));
    let help = format!("请改用中文引号：{cure}；或者只在整个内容的两头加引号");
    let at = line.trim_end().len() - rest.len();
    let slip = Slip::at(line, at, Code::UnclosedQuote, "引号在内容中间就结束了", help);
    Some(slip.mended(start, start + value.len(), whole))
}

/// A full-width comma or colon between the items of a list or mapping in brackets; `open` are those of earlier lines.
///
/// In a list every such comma is one; in a mapping only where a key follows, since texts hold commas too.
pub(super) fn separator(line: &str, start: usize, mut open: Vec<char>) -> Option<Slip> {
    let inner = line[start..].trim_end();
    if open.is_empty() && !inner.starts_with(['[', '{']) {
        return None;
    }
    let (outer, mut has_colon) = (open.clone(), false);
    for (at, c) in unquoted(inner) {
        match c {
            '[' | '{' => {
                open.push(c);
                has_colon = false;
            }
            ']' | '}' => drop(open.pop()),
            ',' => has_colon = false,
            ':' => has_colon = true,
            '：' if open.last() == Some(&'{') && !has_colon => {
                let cure = tidied(inner, outer);
                let help = format!("请改成「{cure}」：半角冒号加一个空格");
                let slip = Slip::at(line, start + at, Code::FullWidthColon, "括号里的「：」不是半角冒号", help);
                return Some(slip.mended(start, start + inner.len(), cure));
            }
            '，' | '、' | '；' if open.last() == Some(&'[') || key_follows(&inner[at + c.len_utf8()..]) => {
                let cure = tidied(inner, outer);
                let help = format!("请改成「{cure}」：半角逗号加一个空格");
                let message = format!("括号里的「{c}」不是半角逗号");
                let slip = Slip::at(line, start + at, Code::FullWidthComma, message, help);
                return Some(slip.mended(start, start + inner.len(), cure));
            }
            _ => {}
        }
    }
    None
}

/// A list in full-width brackets, or without any.
fn wide_list(line: &str, start: usize, key: &str, plain: &str) -> Option<Slip> {
    let is_list = || LISTS.split(' ').any(|list| list == key);
    let first = plain.chars().next().filter(|_| is_wide_bracket(plain));
    let inner = plain.trim_matches(['［', '］', '【', '】', '｛', '｝']);
    let inner = if is_list() { without_brackets(inner) } else { inner };
    let (at, message, cure, why) = match first {
        Some(open @ '｛') => (0, format!("「{open}」是全角括号"), tidy(&format!("{{{inner}}}")), ""),
        Some(open) if open == '［' || is_list() => {
            (0, format!("「{open}」是全角括号"), format!("[{}]", commas(inner)), "：半角方括号")
        }
        _ => {
            let at = plain.find(SEPARATORS).filter(|_| is_list())?;
            if let Some(alone) = plain.trim_end().strip_suffix(SEPARATORS).filter(|alone| alone.len() == at) {
                let help = format!("请改成「{key}: {alone}」");
                let slip = Slip::at(line, start + at, Code::FullWidthComma, "内容后面多了一个逗号", help);
                return Some(slip.mended(start, start + plain.len(), alone));
            }
            let message = "几项内容要放在方括号里，用半角逗号隔开".to_owned();
            (at, message, format!("[{}]", commas(inner)), "")
        }
    };
    let help = format!("请改成「{key}: {cure}」{why}");
    let slip = Slip::at(line, start + at, Code::FullWidthComma, message, help);
    Some(slip.mended(start, start + plain.len(), cure))
}

/// A list without the brackets around it, of which there may be one half, or of another kind.
fn without_brackets(plain: &str) -> &str {
    let both = [('(', ')'), ('（', '）')];
    let inner = both.iter().find_map(|&(open, close)| plain.strip_prefix(open)?.strip_suffix(close));
    match inner {
        Some(inner) if !inner.contains(['(', '（', ')', '）']) => inner,
        _ if plain.contains('[') => plain,
        _ => plain.strip_suffix(']').unwrap_or(plain),
    }
}

/// What people put between the items of a list.
const SEPARATORS: [char; 5] = ['，', '、', ',', '；', ';'];

fn is_wide_bracket(plain: &str) -> bool {
    [('［', '］'), ('｛', '｝'), ('【', '】')]
        .iter()
        .any(|&(open, close)| plain.starts_with(open) && plain.ends_with(close))
}

fn key_follows(rest: &str) -> bool {
    key_of(rest.trim_start()).is_some_and(|key| is_nested_key(key.name))
}

/// The text with half-width commas where `，` and `、` are; what stands in quotes stays.
fn commas(text: &str) -> String {
    halved(text, |c, _| SEPARATORS.contains(&c).then_some(','))
}

/// What a value in brackets should be, where a cure shows it; any other value as it is.
pub(super) fn tidy(value: &str) -> String {
    match value.chars().next() {
        Some('[' | '{') => tidied(value, Vec::new()),
        Some(first) if value.contains(": ") && !matches!(first, '"' | '\'' | '|' | '>') => quoted(value),
        _ => value.to_owned(),
    }
}

/// The text with half-width commas between the items of its brackets, and colons behind its keys; `open` are the
/// brackets of earlier lines. What stands in quotes, and the writer's own marks in texts, stay.
fn tidied(text: &str, mut open: Vec<char>) -> String {
    let mut has_colon = false;
    halved(text, |c, rest| {
        let (is_list, is_mapping) = (open.last() == Some(&'['), open.last() == Some(&'{'));
        match c {
            '[' | '{' => open.push(c),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
        let half = match c {
            '：' if is_mapping && !has_colon => Some(':'),
            ',' if is_list => Some(','),
            _ if SEPARATORS.contains(&c) && c != ',' && (is_list || (is_mapping && key_follows(rest))) => Some(','),
            _ => None,
        };
        let begins = matches!(c, ',' | '[' | '{') || half == Some(',');
        has_colon = !begins && (has_colon || c == ':' || half == Some(':'));
        half
    })
}

/// The text with what `half` gives, and a space, in place of marks outside quotes; it sees a mark and what follows.
fn halved(text: &str, mut half: impl FnMut(char, &str) -> Option<char>) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (at, c) in unquoted(text) {
        let rest = &text[at + c.len_utf8()..];
        if let Some(half) = half(c, rest) {
            out.push_str(text[done..at].trim_end());
            out.extend([half, ' ']);
            done = text.len() - rest.trim_start().len();
        }
    }
    (out + &text[done..]).trim_end().to_owned()
}

/// The text in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn is_block_header(plain: &str) -> bool {
    plain[1..].chars().all(|c| matches!(c, '+' | '-' | '1'..='9'))
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
fn unquoted(text: &str) -> impl Iterator<Item = (usize, char)> {
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
            begins = matches!(c, '[' | '{' | ',' | ':' | '，' | '、' | '：') || (begins && c.is_whitespace());
            return Some((at, c));
        }
    })
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
fn after_brackets(value: &str) -> Option<usize> {
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
