//! What the YAML parser could not read, in a writer's words; enter at [`report_syntax`].

use std::sync::Arc;

use crate::model::limits::{YAML_ALIASES, YAML_NESTING, YAML_VALUES};
use crate::model::{Code, Diagnostics, Limits, Place, SourceText, Span, is_control};
use crate::source::SITE;

/// Reports where and why the parser stopped.
pub(super) fn report_syntax(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    part: Span,
    error: &serde_yaml::Error,
    limits: &Limits,
) {
    let reason = error.to_string();
    let at = error.location().map_or(part.start, |location| {
        let number = |n: u64| usize::try_from(n).unwrap_or(1);
        byte_at(source.slice(part), number(location.line()), number(location.column())) + part.start
    });
    // Control characters are reported as what they are when the file is decoded.
    if source.slice(part).contains(is_control) {
        return;
    }
    let next = source.text[at..].chars().next().filter(|&c| c != '\n');
    let end = next.map_or(at, |c| at + c.len_utf8());
    let place = Place::new(source, Span::new(at, end));
    if let Some((message, help, raise)) = beyond(&reason, limits) {
        // What the settings themselves and themes may be is no setting.
        let is_set = source.path.is_below("content") && source.path.as_str() != SITE;
        let raise = if is_set { raise } else { String::new() };
        diagnostics.report(Code::YamlLimit, place, message, format!("{help}{raise}"));
        return;
    }
    let (code, message, help) = translate(&reason);
    diagnostics.report(code, place, message, help);
}

/// Where the parser stopped in a text; none at a limit, behind which nothing is read.
pub(super) fn stop(text: &str, error: &serde_yaml::Error, limits: &Limits) -> Option<usize> {
    if beyond(&error.to_string(), limits).is_some() {
        return None;
    }
    let location = error.location()?;
    let number = |n: u64| usize::try_from(n).unwrap_or(1);
    Some(byte_at(text, number(location.line()), number(location.column())))
}

/// Which limit was reached, what to do about it, and how to raise it.
fn beyond(reason: &str, limits: &Limits) -> Option<(String, &'static str, String)> {
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if has(&["Nodes"]) {
        let most = limits.yaml_values;
        let help = "请只留要紧的几项，或拆成几个文件";
        Some((format!("这里的名称和内容超过 {most} 项"), help, YAML_VALUES.or_raise(most)))
    } else if has(&["Depth", "recursion"]) {
        let most = limits.yaml_nesting;
        let help = "请写成一层或两层的「名称: 内容」";
        Some((format!("这里一层套一层，超过 {most} 层"), help, YAML_NESTING.or_raise(most)))
    } else if has(&["budget", "limit", "replay"]) {
        let most = limits.yaml_aliases;
        let help = "请直接写出内容，不用 & 和 *";
        Some((format!("这里的 & 和 * 展开以后超过 {most} 项，或者引用了自己"), help, YAML_ALIASES.or_raise(most)))
    } else {
        None
    }
}

/// The byte of a line and column, both counted from 1; past the end of a line, its end.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text[start..].split('\n').next().unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// What the parser's English words mean to a writer.
fn translate(reason: &str) -> (Code, &'static str, &'static str) {
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if has(&["unclosed quote", "unexpected end of stream while scanning a quoted"]) {
        (Code::UnclosedQuote, "引号没有配对", "请在内容末尾补上同样的引号，或者去掉开头的引号；中文引号“”可以直接写")
    } else if has(&["non-finite float"]) {
        (
            Code::InvalidNumber,
            "这个数字太大，或者不是一个数字",
            "请写成小数，例如 0.3；本来是文字的，请给整个内容加上引号",
        )
    } else if has(&["unknown anchor"]) {
        (Code::YamlSyntax, "星号 * 在这里有特殊含义，却没有对应的内容", "请给整个内容加上引号，例如 \"*内容\"")
    } else if has(&["mapping values are not allowed"]) {
        (Code::YamlSyntax, "这里不应当出现冒号", "内容里有冒号的，请给整个内容加上引号；也请检查这一行的缩进")
    } else if has(&["unexpected character"]) {
        (Code::YamlSyntax, "内容不能以这个符号开头", "请给整个内容加上引号，例如 \"@某某\"")
    } else if has(&["multiple YAML documents"]) {
        (Code::YamlSyntax, "前言里多了一行 ---", "请删去多余的 ---")
    } else {
        (
            Code::YamlSyntax,
            "YAML 写法有误，从这里开始读不下去",
            "请检查这一行和上一行：冒号后要有空格，引号和括号要配对，同级的行要左对齐",
        )
    }
}
