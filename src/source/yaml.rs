//! YAML as a tree of values, each with its place in the whole file; enter at [`read_mapping`].

mod keys;
mod syntax;

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_yaml::{Options, Spanned};

use super::slips::{self, Meant};
use crate::model::{Code, Diagnostics, Limits, Place, SourceText, Span, is_control};
use keys::{place_keys, remove_repeats};
use syntax::{report_syntax, stop};

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
    /// Something that has no certain meaning, which is reported; only at the first level.
    Unread,
    /// Any of YAML's words for yes and no.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file, each key once.
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
///
/// A key that a mapping has twice, at any depth, is reported and only its first value kept. Of a text with slips whose
/// cures are certain, what was meant is read, with its places as they are written: most slips are errors all the same.
pub fn read_mapping(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    part: Span,
    limits: &Limits,
) -> Option<Vec<(Key, Node)>> {
    let written = source.slice(part);
    let mut meant = if slips::report(diagnostics, source, part) { Some(Meant::of(written)?) } else { None };
    let parse = |text: &str| serde_yaml::from_str_with_options::<Node>(text, options(limits));
    let mut parsed = parse(meant.as_ref().map_or(written, |meant| &meant.text));
    for _ in 0..MOST_LEFT_OUT {
        let Err(error) = &parsed else { break };
        let is_reported = meant.is_some();
        let own = meant.map_or_else(|| Meant::of(written), Some)?;
        if !is_reported {
            report_syntax(diagnostics, source, part, error, limits);
        }
        let at = stop(&own.text, error, limits)?;
        let own = own.without(at)?;
        parsed = parse(&own.text);
        meant = Some(own);
    }
    let mut root = parsed.ok()?;
    let text = meant.as_ref().map_or(written, |meant| &meant.text);
    place_keys(&mut root, text);
    end_texts(&mut root, text);
    shift(&mut root, &|span| meant.as_ref().map_or(span, |meant| meant.written(span)).shifted(part.start));
    if let Some(meant) = meant {
        add_unread(&mut root, meant.unread, part.start);
    }
    remove_repeats(diagnostics, source, &mut root);
    report_escapes(diagnostics, source, &root);
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

/// Whether all values of a mapping could be read.
pub fn is_whole(pairs: &[(Key, Node)]) -> bool {
    pairs.iter().all(|(_, node)| node.value != Value::Unread)
}

/// So many keys are left out for what the parser cannot read; it may find a mistake of one at the next.
const MOST_LEFT_OUT: usize = 3;

/// Adds the keys that have no certain value to the others.
fn add_unread(root: &mut Node, unread: Vec<(String, Span)>, offset: usize) {
    if unread.is_empty() {
        return;
    }
    if root.value == Value::Null {
        root.value = Value::Map(Vec::new());
    }
    if let Value::Map(pairs) = &mut root.value {
        let spans = unread.into_iter().map(|(text, span)| (text, span.shifted(offset)));
        pairs.extend(spans.map(|(text, span)| (Key { text, span }, Node { value: Value::Unread, span })));
        pairs.sort_by_key(|(key, _)| key.span.start);
    }
}

/// Ends texts where they end for a reader: those behind `|` and `>` take the end of their last line for a part.
fn end_texts(node: &mut Node, text: &str) {
    match &mut node.value {
        Value::Text(_) | Value::Number(_) => {
            let written = &text[node.span.start..node.span.end];
            node.span.end = node.span.start + written.trim_end_matches(['\n', '\r']).len();
        }
        Value::List(items) => items.iter_mut().for_each(|item| end_texts(item, text)),
        Value::Map(pairs) => pairs.iter_mut().for_each(|(_, value)| end_texts(value, text)),
        Value::Null | Value::Unread | Value::Bool(_) => {}
    }
}

/// Changes every place by the same rule.
fn shift(node: &mut Node, change: &impl Fn(Span) -> Span) {
    node.span = change(node.span);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, change)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                key.span = change(key.span);
                shift(value, change);
            }
        }
        Value::Null | Value::Unread | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Reports control characters and unseen ones that the file writes as escapes, which the checks of what it holds cannot
/// see.
fn report_escapes(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, node: &Node) {
    match &node.value {
        Value::Text(text) if source.slice(node.span).contains('\\') => {
            let is_bad = |c: &char| is_control(*c) || *c == char::REPLACEMENT_CHARACTER;
            let control = text.chars().find(is_bad).map(|c| (Code::ControlCharacter, "控制字符", c));
            let found =
                control.or_else(|| slips::first_unseen(text).map(|c| (Code::UnseenCharacter, "看不见的字符", c)));
            if let Some((code, what, c)) = found {
                let message = format!("这段文字里写了一个{what}（U+{:04X}）", u32::from(c));
                let place = Place::new(source, node.span);
                diagnostics.report(code, place, message, "请删去反斜杠和它后面的字母、数字");
            }
        }
        Value::List(items) => items.iter().for_each(|item| report_escapes(diagnostics, source, item)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, value)| report_escapes(diagnostics, source, value)),
        Value::Null | Value::Unread | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

fn options(limits: &Limits) -> Options {
    let mut options = Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.merge_keys = MergeKeyPolicy::AsOrdinary;
    options.with_snippet = false;
    options.alias_limits.max_total_replayed_events = limits.yaml_aliases;
    if let Some(budget) = &mut options.budget {
        budget.max_depth = limits.yaml_nesting;
        budget.flow_nesting_limit = limits.yaml_nesting;
        budget.max_nodes = limits.yaml_values;
        budget.max_anchors = limits.yaml_values;
        budget.max_aliases = limits.yaml_aliases;
        // What an alias stands for is counted: one of many letters is as good as any.
        budget.enforce_alias_anchor_ratio = false;
    }
    options
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
