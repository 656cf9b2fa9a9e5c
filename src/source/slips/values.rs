//! Slips in what follows a key: marks of YAML's, of Markdown's, a second colon.

use std::sync::LazyLock;

use super::brackets::{after_brackets, are_separators, commas, items, tidy};
use super::keys::{KeyColon, Names, is_first_level_key, is_mapping, is_nested_key};
use super::quotes::{in_quotes, quoted};
use super::wide::{in_brackets, is_wide_bracket, uneven, wide_list};
use super::{Slip, indent_of};
use crate::model::Code;

/// Keys that hold lists, where writers forget the brackets.
static LISTS: Names = LazyLock::new(|| {
    "tags 标签 honors 荣誉 aliases 旧网址 dimension dimensions 维度 format formats 比武形式 result 结果 sections 章节"
        .split_whitespace()
        .collect()
});

/// Whether a key holds a list of texts.
pub(super) fn is_list(key: &str) -> bool {
    LISTS.contains(key)
}

/// Whether a key holds no text, but a list or a mapping.
pub(super) fn holds_items(key: &str) -> bool {
    const LISTS_OF_MAPPINGS: [&str; 7] =
        ["entries", "参赛记录", "criteria", "考评标准", "results", "platforms", "平台"];
    is_list(key) || is_mapping(key) || LISTS_OF_MAPPINGS.contains(&key)
}

/// Whether a line is a known key and a value of plain words, so that nothing of it can be a slip: most lines are.
pub(super) fn is_plain(line: &str, key: KeyColon<'_>) -> bool {
    let (is_list, indent) = (is_list(key.name), indent_of(line));
    let is_known = is_first_level_key(key.name) || indent > 0 && is_nested_key(key.name);
    let may_follow =
        |c: char| is_word(c) || matches!(c, '-' | '.' | '/') || !is_list && "，。、；“”《》（）".contains(c);
    let is_value = |value: &str| value.starts_with(|c| is_word(c) || c == '“') && value.chars().all(may_follow);
    let is_plain_list = |list: &str| list.split(", ").all(is_value);
    let Some(value) = line[key.end..].strip_prefix(' ') else { return false };
    let own = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')).filter(|_| is_list);
    is_known
        && !key.full_width
        && line[indent..key.colon] == *key.name
        && own.map_or_else(|| is_value(value), is_plain_list)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{4e00}'..='\u{9fff}')
}

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
        '{' if is_list(key.name) && plain.ends_with(['}', ']', '｝', '］']) && !plain.contains([':', '：']) => {
            let cure = format!("[{}]", commas(plain[1..].trim_end_matches(['}', ']', '｝', '］']).trim()));
            let help = format!("请改成「{}: {cure}」：半角方括号", key.name);
            let slip = Slip::at(line, start, Code::YamlSyntax, "几项内容要放在方括号里，不是花括号", help);
            Some(slip.mended(start, start + plain.len(), cure))
        }
        '[' | '{' => hashes(line, start, value).or_else(|| match after_brackets(value) {
            Some(at) if plain.get(at..).is_some_and(|rest| rest == "。" || are_separators(rest)) => {
                let what = if plain.ends_with('。') { "句号" } else { "逗号" };
                let whole = tidy(plain[..at].trim_end());
                let help = format!("请改成「{}: {whole}」", key.name);
                let slip = Slip::at(line, start + at, Code::FullWidthComma, format!("括号后面多了一个{what}"), help);
                Some(slip.mended(start, start + plain.len(), whole))
            }
            Some(at) if holds_items(key.name) => {
                let help = "是其中一项的，请移到括号里面，用半角逗号隔开；不要的请删去";
                Some(Slip::at(line, start + at, Code::YamlSyntax, "括号后面还有内容", help))
            }
            Some(at) => quote("括号后面还有内容", at, Code::YamlSyntax),
            None => in_brackets(line, start, plain, Some(key.name)),
        }),
        '\\' if plain.starts_with("\\[") && plain.ends_with("\\]") => {
            let cure = tidy(&plain.replace("\\[", "[").replace("\\]", "]"));
            let help = format!("请改成「{}: {cure}」：方括号前不要反斜杠", key.name);
            let slip = Slip::at(line, start, Code::YamlSyntax, "方括号前面多了反斜杠「\\」", help);
            Some(slip.mended(start, start + plain.len(), cure))
        }
        '［' | '｛' if holds_items(key.name) && uneven(line, start, plain, Some(key.name)).is_some() => {
            uneven(line, start, plain, Some(key.name))
        }
        '"' | '\'' => in_quotes(line, start, Some(key.name)),
        '|' | '>' if is_block_header(plain) => None,
        '#' => hashed_words(line, start, key.name),
        '&' | '*' | '!' if is_name_of_yaml(plain) => None,
        _ if let Some((mark, bare)) = without_markdown(plain) => {
            let message = format!("这里不用 Markdown 的记号「{mark}」，读者会原样看到它");
            let help = format!("请改成「{}: {bare}」", key.name);
            let at = start + plain.find(mark).unwrap_or_default();
            Some(Slip::at(line, at, Code::YamlSyntax, message, help).mended(start, start + plain.len(), bare))
        }
        '&' | '*' | '!' | '@' | '`' | '%' | '|' | '>' | ',' | ']' | '}' => {
            quote("内容不能以这个符号开头", 0, Code::YamlSyntax)
        }
        ':' if plain[1..].starts_with(' ') => {
            let bare = plain[1..].trim_start();
            let help = format!("请改成「{}: {bare}」：只留一个冒号", key.name);
            let slip = Slip::at(line, start, Code::ColonInValue, "这里多了一个冒号", help);
            Some(slip.mended(start, start + plain.len(), bare))
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

/// A list in which `#` begins items, as YAML's remarks begin.
fn hashes(line: &str, start: usize, value: &str) -> Option<Slip> {
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    // [甲 #乙]: what stands apart is an item of its own, but not the number of a building.
    let is_item = |at: usize| inner[at + " #".len()..].starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
    let are_items = inner.match_indices(" #").all(|(at, _)| is_item(at));
    let inner = if are_items { inner.replace(" #", ",#") } else { inner.to_owned() };
    let words: Vec<&str> = items(&inner).into_iter().map(str::trim).filter(|word| !word.is_empty()).collect();
    let at = value.find('#').filter(|_| words.iter().any(|word| word.starts_with('#')))?;
    let bare: Vec<&str> =
        words.iter().map(|word| if word.starts_with('#') { word.trim_matches('#') } else { word }).collect();
    if bare.iter().any(|word| word.is_empty() || word.contains(['#', '"', '\'', '[', ']', '{', '}'])) {
        return None;
    }
    let cure = format!("[{}]", bare.join(", "));
    let help = format!("请改成「{cure}」；要保留 # 的，请给每一项加上引号");
    let slip = Slip::at(line, start + at, Code::YamlSyntax, "内容不能以 # 开头：# 和它后面的字会当作备注", help);
    Some(slip.mended(start, start + value.len(), cure))
}

/// Tags as they are written elsewhere, `#甲 #乙`, all of which YAML takes for a remark.
fn hashed_words(line: &str, start: usize, key: &str) -> Option<Slip> {
    let value = line[start..].trim_end();
    let bare: Vec<&str> = value.split_whitespace().filter_map(|word| word.strip_prefix('#')).collect();
    let bare: Vec<&str> = bare.into_iter().map(|word| word.trim_end_matches('#')).collect();
    let is_word = |word: &&str| word.starts_with(char::is_alphanumeric) && !word.contains(['#', ':', '：']);
    if !is_list(key) || !bare.iter().all(is_word) || bare.len() != value.split_whitespace().count() {
        return None;
    }
    let cure = format!("[{}]", bare.join(", "));
    let help = format!("请改成「{key}: {cure}」；本来就是备注的，# 后面空一格");
    let message = format!("「{value}」会当作备注：空格后面的 # 和它后面的字都不算内容");
    let slip = Slip::at(line, start, Code::CutByHash, message, help);
    // One word may be a remark.
    let is_certain = bare.len() > 1 || value.ends_with('#');
    Some(if is_certain { slip.mended(start, start + value.len(), cure) } else { slip })
}

/// A text without the marks that make it bold or code in Markdown, and the first of them.
fn without_markdown(plain: &str) -> Option<(&'static str, String)> {
    if !plain.bytes().any(|b| matches!(b, b'*' | b'`' | b'_' | b'~')) {
        return None;
    }
    let is_pair = |mark: &&str| {
        let count = plain.matches(*mark).count();
        let is_single = *mark == "*" || *mark == "__";
        count > 0 && count.is_multiple_of(2) && (!is_single || (count == 2 && plain.starts_with(*mark)))
    };
    let mark = ["**", "`", "__", "~~", "*"].into_iter().find(is_pair)?;
    let bare = plain.replace(mark, "");
    let is_text = bare.starts_with(|c: char| c.is_alphanumeric() || "“《「『（【".contains(c));
    is_text.then_some((mark, bare))
}

/// What YAML itself says with these marks has a name in letters of English: `&a 甲`, `*a`, `!!str 甲`.
fn is_name_of_yaml(plain: &str) -> bool {
    let (mark, rest) = plain.split_at(1);
    let name = rest.split(' ').next().unwrap_or_default().trim_start_matches('!');
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    is_name && (mark != "*" || name == rest)
}

fn is_block_header(plain: &str) -> bool {
    plain[1..].chars().all(|c| matches!(c, '+' | '-' | '1'..='9'))
}
