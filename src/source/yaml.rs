//! YAML as a tree of values, each with its place in the whole file.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_yaml::{Options, Spanned};

use super::slips;
use crate::model::{Code, Diagnostics, Place, SourceText, Span};

/// How many values the aliases of one file may stand for; a few thousand letters can ask for billions.
const MAX_ALIAS_EVENTS: usize = 10_000;

/// How deep lists and mappings may lie in each other; a few levels are all that any key needs.
const MAX_DEPTH: usize = 32;

/// How many keys and values one file may have.
const MAX_NODES: usize = 60_000;

/// A value and where it was written, in bytes of the whole file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its place; of a list or mapping, its first bytes.
    pub span: Span,
}

/// What YAML knows. Numbers and booleans keep the text they were written as.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// Any of YAML's words for yes and no.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file, repetitions included.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key as written.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// Reads a mapping from part of a file; `None` where it is none, which is reported.
pub fn read_mapping(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, part: Span) -> Option<Vec<(Key, Node)>> {
    if slips::report(diagnostics, source, part) {
        return None;
    }
    let text = source.slice(part);
    let mut root = match serde_yaml::from_str_with_options::<Node>(text, options()) {
        Ok(root) => root,
        Err(error) => {
            report_syntax(diagnostics, source, part, &error);
            return None;
        }
    };
    place_in_file(&mut root, text, part.start);
    match root.value {
        Value::Map(pairs) => Some(pairs),
        Value::Null => Some(Vec::new()),
        _ => {
            let place = Place::new(source, Span::new(part.start, part.start));
            let help = "每行写成「名称: 内容」，例如 title: 网格里的“红色管家”";
            diagnostics.report(Code::NotAMapping, place, "这里应当是一行行的「名称: 内容」", help);
            None
        }
    }
}

fn options() -> Options {
    let mut options = Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.merge_keys = MergeKeyPolicy::AsOrdinary;
    options.with_snippet = false;
    options.alias_limits.max_total_replayed_events = MAX_ALIAS_EVENTS;
    if let Some(budget) = &mut options.budget {
        budget.max_depth = MAX_DEPTH;
        budget.flow_nesting_limit = MAX_DEPTH;
        budget.max_nodes = MAX_NODES;
    }
    options
}

/// Moves spans from the part to the whole file and takes the exact text of keys and numbers.
fn place_in_file(node: &mut Node, text: &str, offset: usize) {
    let written = text.get(node.span.start..node.span.end).unwrap_or_default();
    match &mut node.value {
        Value::Number(number) => written.clone_into(number),
        Value::List(items) => items.iter_mut().for_each(|item| place_in_file(item, text, offset)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                key.span = key_before(&key.text, text, value.span.start).shifted(offset);
                place_in_file(value, text, offset);
            }
        }
        Value::Null | Value::Bool(_) | Value::Text(_) => {}
    }
    node.span = node.span.shifted(offset);
}

/// Where a key is: its last mention before its value.
fn key_before(key: &str, text: &str, value: usize) -> Span {
    let before = text.get(..value).unwrap_or(text);
    before.rfind(key).map_or(Span::new(value, value), |start| Span::new(start, start + key.len()))
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        Ok(Self { span: span_of(&spanned), value: spanned.value })
    }
}

fn span_of<T>(spanned: &Spanned<T>) -> Span {
    let span = spanned.referenced.span();
    let start = span.byte_offset().and_then(|offset| usize::try_from(offset).ok()).unwrap_or_default();
    let length = span.byte_len().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    Span::new(start, start + length)
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    // The text of numbers is taken from the file afterwards.
    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Number(String::new()))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Number(String::new()))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Value, E> {
        Ok(Value::Number(String::new()))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Value, E> {
        Ok(Value::Number(String::new()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Number(String::new()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        // Only values carry places: asking for those of the keys too costs a third of the reading.
        while let Some((text, value)) = pairs.next_entry::<String, Node>()? {
            map.push((Key { text, span: Span::default() }, value));
        }
        Ok(Value::Map(map))
    }
}

fn report_syntax(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, part: Span, error: &serde_yaml::Error) {
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
