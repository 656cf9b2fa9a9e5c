//! The slips of Chinese writers in YAML, found line by line before a parser can misreport them.

use std::sync::Arc;

use super::decode::lines_with_start;
use crate::model::{Code, Diagnostics, Place, SourceText, Span};

/// Spaces that are none to YAML: ideographic, no-break, narrow, zero-width, the mark U+FEFF.
fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2000}'..='\u{200d}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}')
}

/// Reports the slips in `part`; whether there was any.
pub(super) fn report(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, part: Span) -> bool {
    let mut found = false;
    let mut skip = Skip::default();
    for (start, line) in lines_with_start(source.slice(part)) {
        if skip.covers(line) {
            continue;
        }
        if let Some(slip) = find(line) {
            found = true;
            let at = part.start + start;
            let place = Place::new(source, Span::new(at + slip.start, at + slip.end));
            diagnostics.report(slip.code, place, slip.message, slip.help);
        }
        skip.enter(line);
    }
    found
}

/// Lines that belong to a value begun earlier: block text, or quotes and brackets left open.
#[derive(Default)]
struct Skip {
    /// The indent of the key whose block text follows.
    block: Option<usize>,
    /// The character that ends the open value.
    until: Option<char>,
}

impl Skip {
    fn covers(&mut self, line: &str) -> bool {
        if let Some(end) = self.until {
            if line.trim_end().ends_with(end) {
                self.until = None;
            } else if indent_of(line) == 0 && key_of(line).is_some() {
                // The value was never closed; what looks like a new key is one.
                self.until = None;
                return false;
            }
            return true;
        }
        match self.block {
            Some(indent) if line.trim().is_empty() || indent_of(line) > indent => true,
            _ => {
                self.block = None;
                false
            }
        }
    }

    fn enter(&mut self, line: &str) {
        let value = key_of(line).map_or(line.trim_start(), |key| line[key.end()..].trim());
        match value.chars().next() {
            Some('|' | '>') => self.block = Some(indent_of(line)),
            Some(quote @ ('"' | '\'')) if value[1..].matches(quote).count() % 2 == 0 => self.until = Some(quote),
            Some('[') if !value.contains(']') => self.until = Some(']'),
            Some('{') if !value.contains('}') => self.until = Some('}'),
            _ => {}
        }
    }
}

struct Slip {
    code: Code,
    start: usize,
    end: usize,
    message: String,
    help: String,
}

impl Slip {
    fn at(line: &str, start: usize, code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        let width = line[start..].chars().next().map_or(0, char::len_utf8);
        Self { code, start, end: start + width, message: message.into(), help: help.into() }
    }
}

fn find(line: &str) -> Option<Slip> {
    if line.trim().is_empty() || line.trim_start().starts_with('#') {
        return None;
    }
    indent_slip(line).or_else(|| dash_slip(line)).or_else(|| match key_of(line) {
        Some(key) => colon_slip(line, key).or_else(|| value_slip(line, key)),
        None => list_slip(line, content_start(line)),
    })
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Where the content of a line starts: after its indent and the `- ` of a list.
fn content_start(line: &str) -> usize {
    let mut start = indent_of(line);
    while let Some(rest) = line[start..].strip_prefix("- ") {
        start = line.len() - rest.trim_start_matches(' ').len();
    }
    start
}

fn indent_slip(line: &str) -> Option<Slip> {
    let at = indent_of(line);
    let first = line[at..].chars().next()?;
    if first == '\t' {
        return Some(Slip::at(line, at, Code::TabIndent, "行首用了制表符（Tab）", "请换成空格：每缩进一层用两个空格"));
    }
    is_odd_space(first).then(|| {
        let message = format!("行首有一个特殊空格（U+{:04X}）", u32::from(first));
        Slip::at(line, at, Code::OddSpace, message, "请删去它，需要缩进时用半角空格")
    })
}

fn dash_slip(line: &str) -> Option<Slip> {
    let at = indent_of(line);
    let dash = line[at..].chars().next().filter(|c| matches!(c, '－' | '—' | '–' | '−' | '‐' | '•' | '·'))?;
    let rest = line[at + dash.len_utf8()..].trim_start_matches(|c: char| c == ' ' || c == dash || is_odd_space(c));
    let message = format!("列表前的「{dash}」不是半角减号");
    Some(Slip::at(line, at, Code::FullWidthDash, message, format!("请改成「- {rest}」：半角减号加一个空格")))
}

/// A key and the colon after it, as bytes of the line; the colon may be a full-width one.
#[derive(Clone, Copy)]
struct KeyColon<'a> {
    name: &'a str,
    colon: usize,
    full_width: bool,
}

impl KeyColon<'_> {
    /// Where the colon ends.
    fn end(self) -> usize {
        self.colon + if self.full_width { '：'.len_utf8() } else { 1 }
    }
}

/// The key of a line: a short word before the first colon of either width.
fn key_of(line: &str) -> Option<KeyColon<'_>> {
    let start = content_start(line);
    let (offset, colon) = line[start..].char_indices().find(|&(_, c)| c == ':' || c == '：')?;
    let name = line[start..start + offset].trim_matches(|c: char| c == ' ' || c == '\t' || is_odd_space(c));
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '(' | ')' | '（' | '）');
    let is_key = !name.is_empty() && name.chars().count() <= 16 && name.chars().all(is_word);
    // Deeper lines may be the rest of a long text, where a full-width colon is the writer's own.
    let may_be_text = colon == '：' && start == indent_of(line) && start > 0 && !is_nested_key(name);
    (is_key && !may_be_text).then_some(KeyColon { name, colon: start + offset, full_width: colon == '：' })
}

/// The keys that stand below others in front matter.
fn is_nested_key(name: &str) -> bool {
    const NESTED: &str = " name role date reason points look_for case result rank award competition track format bonus tie \
        姓名 职务 日期 原因 名称 分值 看点 案例 结果 名次 奖项 场次 申报方式 比武形式 加分 并列 比武申报 现场比武 集中评议 领导小组评定 \
        slug villages groups 网址名 村 id kind select icp police contact ";
    NESTED.split_whitespace().any(|key| key == name)
}

fn colon_slip(line: &str, key: KeyColon<'_>) -> Option<Slip> {
    let KeyColon { name, colon, full_width } = key;
    let after = &line[key.end()..];
    let value = after.trim_matches(|c: char| c == ' ' || is_odd_space(c));
    let cure =
        if value.is_empty() { format!("请改成「{name}:」") } else { format!("请改成「{name}: {value}」") };
    if full_width {
        let message = format!("「{name}」后面是全角冒号「：」");
        return Some(Slip::at(line, colon, Code::FullWidthColon, message, format!("{cure}：半角冒号加一个空格")));
    }
    let gap = after.len() - after.trim_start_matches(|c: char| c == ' ' || is_odd_space(c)).len();
    if let Some((at, odd)) = after[..gap].char_indices().find(|&(_, c)| is_odd_space(c)) {
        let message = format!("冒号后面有一个特殊空格（U+{:04X}），它和普通空格看起来一样，含义不同", u32::from(odd));
        return Some(Slip::at(line, colon + 1 + at, Code::OddSpace, message, format!("{cure}：只用一个半角空格")));
    }
    let next = after.chars().next()?;
    (!matches!(next, ' ' | '\t')).then(|| {
        let message = format!("「{name}:」后面少一个空格");
        Slip::at(line, colon, Code::NoSpaceAfterColon, message, format!("{cure}：冒号后加一个半角空格"))
    })
}

fn value_slip(line: &str, key: KeyColon<'_>) -> Option<Slip> {
    let start = key.colon + 1;
    let value_start = line.len() - line[start..].trim_start().len();
    let value = line[value_start..].trim_end();
    match value.chars().next()? {
        '[' | '{' => list_slip(line, value_start),
        '"' | '\'' | '|' | '>' | '&' | '*' | '!' | '#' => None,
        _ => {
            let plain = value.find(" #").map_or(value, |comment| value[..comment].trim_end());
            let at = plain.find(": ").or_else(|| plain.ends_with(':').then(|| plain.len() - 1))?;
            let cure = format!("请给整个内容加上引号：{}: \"{}\"", key.name, plain.replace('"', "\\\""));
            Some(Slip::at(line, value_start + at, Code::ColonInValue, "内容里又出现了一个冒号加空格", cure))
        }
    }
}

/// A full-width comma or colon between the items of a list or mapping in brackets.
///
/// In a list every such comma is one; in a mapping only where a key follows, since texts hold commas too.
fn list_slip(line: &str, start: usize) -> Option<Slip> {
    let inner = line[start..].trim_end();
    if !inner.starts_with(['[', '{']) {
        return None;
    }
    let (mut quote, mut open, mut has_colon) = (None, Vec::new(), false);
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some(mark), _) => quote = Some(mark).filter(|&mark| mark != c),
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => {
                open.push(c);
                has_colon = false;
            }
            (None, ']' | '}') => drop(open.pop()),
            (None, ',') => has_colon = false,
            (None, ':') => has_colon = true,
            (None, '：') if open.last() == Some(&'{') && !has_colon => {
                let cure = format!("请改成「{}」：半角冒号加一个空格", inner.replace('：', ": "));
                return Some(Slip::at(line, start + at, Code::FullWidthColon, "括号里的「：」不是半角冒号", cure));
            }
            (None, '，' | '、') if open.last() == Some(&'[') || key_follows(&inner[at + c.len_utf8()..]) => {
                let cure = format!("请改成「{}」：半角逗号加一个空格", inner.replace(['，', '、'], ", "));
                let message = format!("括号里的「{c}」不是半角逗号");
                return Some(Slip::at(line, start + at, Code::FullWidthComma, message, cure));
            }
            _ => {}
        }
    }
    None
}

fn key_follows(rest: &str) -> bool {
    key_of(rest.trim_start()).is_some_and(|key| is_nested_key(key.name))
}
