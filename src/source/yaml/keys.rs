//! The keys of mappings: where each is, and that each is there once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Key, Node, Value};
use crate::model::{Code, Diagnostic, Diagnostics, Place, SourceText, Span};

/// Finds the keys, and takes the exact text of numbers.
///
/// Gives the byte of the text where the value ends.
pub(super) fn place_keys(node: &mut Node, text: &str) -> usize {
    let own = node.span;
    let mut end = own.end;
    match &mut node.value {
        Value::Number(number) => text.get(own.start..own.end).unwrap_or_default().clone_into(number),
        Value::List(items) => {
            for item in items {
                end = end.max(place_keys(item, text));
            }
        }
        Value::Map(pairs) => {
            let mut from = own.start;
            for (key, value) in pairs {
                key.span = key_between(&key.text, text, from, value.span.start);
                from = place_keys(value, text);
                end = end.max(from);
            }
        }
        Value::Null | Value::Unread | Value::Bool(_) | Value::Text(_) => {}
    }
    end
}

/// Where a key is: its last mention between the value before it and its own, best one before a colon.
///
/// A key that is not written as it is read, as with `"\x41"`, has the place of its value.
fn key_between(key: &str, text: &str, from: usize, value: usize) -> Span {
    let Some(between) = text.get(from..value).filter(|_| !key.is_empty()) else { return Span::new(value, value) };
    let is_key =
        |at: &usize| between[at + key.len()..].trim_start_matches(['"', '\'', ' ', '\t', '\n']).starts_with(':');
    let mentions = || between.rmatch_indices(key).map(|(at, _)| at);
    let found = mentions().find(is_key).or_else(|| mentions().next());
    found.map_or(Span::new(value, value), |at| Span::new(from + at, from + at + key.len()))
}

/// Reports every key that a mapping has twice and leaves its first value.
pub(super) fn remove_repeats(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, node: &mut Node) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| remove_repeats(diagnostics, source, item)),
        Value::Map(pairs) => {
            let mut first: BTreeMap<String, Span> = BTreeMap::new();
            pairs.retain(|(key, _)| match first.get(&key.text) {
                None => first.insert(key.text.clone(), key.span).is_none(),
                Some(&span) => {
                    report_repeat(diagnostics, source, key, span);
                    false
                }
            });
            for (_, value) in pairs {
                remove_repeats(diagnostics, source, value);
            }
        }
        _ => {}
    }
}

fn report_repeat(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, key: &Key, first: Span) {
    let line = source.position(first.start).line;
    let message = format!("「{}」写了两次，第一次在第 {line} 行", key.text);
    let place = Place::new(source, key.span);
    diagnostics.push(
        Diagnostic::new(Code::DuplicateKey, place, message, "请只留一处，删去另一处；两处都要的，请并成一处")
            .with_related(Place::new(source, first), "第一次写在这里"),
    );
}
