//! What the YAML parser could not read, in a writer's words; enter at [`report_syntax`].

use std::sync::Arc;

use crate::model::{Code, Diagnostics, Place, SourceText, Span};

/// Reports where and why the parser stopped.
pub(super) fn report_syntax(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    part: Span,
    error: &serde_yaml::Error,
) {
    let reason = error.to_string();
    let at = error.location().map_or(part.start, |location| {
        let number = |n: u64| usize::try_from(n).unwrap_or(1);
        byte_at(source.slice(part), number(location.line()), number(location.column())) + part.start
    });
    let (code, message, help) = translate(&reason);
    // Control characters are reported as what they are when the file is decoded.
    if source.slice(part).contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')) {
        return;
    }
    let next = source.text[at..].chars().next().filter(|&c| c != '\n');
    let end = next.map_or(at, |c| at + c.len_utf8());
    diagnostics.report(code, Place::new(source, Span::new(at, end)), message, help);
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
    } else if has(&["budget", "recursion", "limit", "replay"]) {
        (
            Code::YamlLimit,
            "嵌套太深、项目太多，或引用展开得太多，超过上限",
            "请把内容写成一层或两层的「名称: 内容」，每层只留几项",
        )
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
