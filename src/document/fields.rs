//! Taking typed values out of a mapping, with every mistake reported at its place.

mod limit;
mod unknown;

use std::sync::Arc;

use super::folded::joined;
use super::keys::{KeyRow, KeyTable};
use super::remarks;
use super::values::{Cure, bracketed, flag_cure};
use crate::domain::Named;
use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, SourceText, Span, Written, nearest};
use crate::source::yaml::{Key, Node, Value};

/// A mapping whose values are taken one by one.
pub struct Fields<'a> {
    diagnostics: &'a mut Diagnostics,
    source: Arc<SourceText>,
    /// Where to say that something is missing.
    owner: Span,
    keys: KeyTable,
    pairs: Vec<(&'static str, Key, Node)>,
    /// Keys that were taken, each as it was written.
    taken: Vec<(&'static str, String)>,
    /// Keys whose values cannot be read, or that an unknown key most likely stands for.
    unread: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Matches keys and aliases against the table; unknown keys are reported and left out, and so is an
    /// alias beside its key.
    pub fn new(
        diagnostics: &'a mut Diagnostics,
        source: &Arc<SourceText>,
        owner: Span,
        keys: KeyTable,
        pairs: Vec<(Key, Node)>,
    ) -> Self {
        let source = Arc::clone(source);
        let (taken, unread) = (Vec::new(), Vec::new());
        let mut fields = Self { diagnostics, source, owner, keys, pairs: Vec::new(), taken, unread };
        let mut unknown = Vec::new();
        for (key, node) in pairs {
            unknown.extend(fields.add(key, node));
        }
        for key in unknown {
            fields.report_unknown(&key);
        }
        fields
    }

    /// Takes a pair; gives back the key where it is unknown.
    fn add(&mut self, key: Key, node: Node) -> Option<Key> {
        let known = self.keys.iter().find(|row| row.is_written(&key.text));
        let Some(&KeyRow { name, .. }) = known.or_else(|| self.in_other_letters(&key)) else { return Some(key) };
        if node.value == Value::Unread {
            self.unread.push(name);
            return None;
        }
        if let Some((_, first, _)) = self.pairs.iter().find(|(known, ..)| *known == name) {
            let first_place = Place::new(&self.source, first.span);
            let line = self.source.position(first.span.start).line;
            let message = format!("「{}」和第 {line} 行的「{}」是同一项，写了两次", key.text, first.text);
            let place = Place::new(&self.source, key.span);
            self.diagnostics.push(
                Diagnostic::new(Code::DuplicateKey, place, message, "请只留一处，删去另一处")
                    .with_related(first_place, "第一次写在这里"),
            );
            return None;
        }
        self.pairs.push((name, key, node));
        None
    }

    /// The file.
    pub fn source(&self) -> &Arc<SourceText> {
        &self.source
    }

    /// Reports something of this mapping.
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let place = Place::new(&self.source, span);
        self.diagnostics.report(code, place, message, help);
    }

    /// The same with the value that was meant, where that is certain.
    pub(super) fn report_cured(&mut self, code: Code, span: Span, message: impl Into<String>, cure: Cure) {
        let place = Place::new(&self.source, span);
        let edit = cure.meant.map(|meant| Edit::new(span.start, span.end, meant));
        self.diagnostics.push(Diagnostic::new(code, place, message, cure.help).with_edit(edit));
    }

    /// The same of a value. Of a list or mapping only the beginning has a place, which nothing can be put in place of.
    pub(super) fn report_value(&mut self, code: Code, node: &Node, message: String, cure: Cure) {
        let meant = cure.meant.filter(|_| !matches!(node.value, Value::List(_) | Value::Map(_)));
        self.report_cured(code, node.span, message, Cure { meant, ..cure });
    }

    /// Everything that is taken of a nested mapping is reported to the same place.
    pub fn diagnostics(&mut self) -> &mut Diagnostics {
        self.diagnostics
    }

    pub(super) fn written<T>(&self, value: T, span: Span) -> Written<T> {
        Written { value, place: Place::new(&self.source, span) }
    }

    /// Where to say that something is missing.
    pub fn owner_place(&self) -> Place {
        Place::new(&self.source, self.owner)
    }

    /// Whether the key was written with a value.
    pub fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|(name, _, node)| *name == key && node.value != Value::Null)
    }

    /// Whether the value of this key cannot be read, or an unknown one most likely stands for it, so that nothing can be
    /// said of it.
    pub(super) fn is_unread(&self, key: &str) -> bool {
        self.unread.contains(&key)
    }

    /// The value of a key as it is; nothing where it is left out or left empty.
    pub fn node(&mut self, key: &str) -> Option<Node> {
        let index = self.pairs.iter().position(|(name, ..)| *name == key)?;
        let (name, written, node) = self.pairs.swap_remove(index);
        let is_needed = self.keys.iter().any(|row| row.name == key && row.is_needed);
        if node.value == Value::Null && !is_needed {
            remarks::report_lost(self.diagnostics, &self.source, (key, &written.text), written.span);
        }
        self.taken.push((name, written.text));
        (node.value != Value::Null).then_some(node)
    }

    /// A key that was taken, in the language it was written in.
    pub(super) fn shown(&self, key: &str) -> String {
        let written = self.taken.iter().find(|(name, _)| *name == key);
        written.map_or_else(|| key.to_owned(), |(_, written)| written.clone())
    }

    /// Text that must be there; where it is not, that is reported and the text is empty.
    pub fn needed_text(&mut self, key: &str, example: &str) -> Written<String> {
        self.need(key, example);
        let owner = self.owner;
        self.text(key).unwrap_or_else(|| self.written(String::new(), owner))
    }

    /// Reports a key that is missing or has no value; one that is there in a wrong spelling is reported as that.
    pub fn need(&mut self, key: &str, example: &str) {
        let is_empty_list = |node: &Node| matches!(&node.value, Value::List(items) if items.is_empty());
        let is_empty = self.pairs.iter().any(|(name, _, node)| *name == key && is_empty_list(node));
        if (self.has(key) && !is_empty) || self.is_unread(key) {
            return;
        }
        let empty = self.pairs.iter().find(|(name, ..)| *name == key).map(|(_, key, _)| (key.text.clone(), key.span));
        let help = remarks::to_write(&self.source, empty.as_ref().map(|(_, span)| *span), (key, example));
        let (span, message) = match empty {
            Some((text, span)) => (span, format!("「{text}」后面没有内容")),
            None => (self.owner, format!("缺少「{key}」（{}）", self.alias(key))),
        };
        self.report(Code::MissingKey, span, message, help);
    }

    fn alias(&self, key: &str) -> &'static str {
        self.keys.iter().find(|row| row.name == key).map_or("", |row| row.alias)
    }

    /// One text; numbers and words for yes and no are not taken for text.
    pub fn text(&mut self, key: &str) -> Option<Written<String>> {
        let node = self.node(key)?;
        self.text_of(key, node, false)
    }

    /// One text, where a number is meant as its digits.
    pub fn loose_text(&mut self, key: &str) -> Option<Written<String>> {
        let node = self.node(key)?;
        self.text_of(key, node, true)
    }

    fn text_of(&mut self, key: &str, node: Node, loose: bool) -> Option<Written<String>> {
        let what = match node.value {
            Value::Text(text) if !crate::model::characters::shows_nothing(&text) => {
                remarks::report_cut(self.diagnostics, &self.source, key, node.span);
                return Some(self.written(joined(self.source.slice(node.span), text.trim()), node.span));
            }
            Value::Number(text) if loose => return Some(self.written(text, node.span)),
            Value::Null | Value::Unread | Value::Text(_) => "空白",
            Value::Number(_) => "数字",
            Value::Bool(_) => "是非值",
            Value::List(_) => "列表",
            Value::Map(_) => "一组「名称: 内容」",
        };
        let span = match &node.value {
            Value::Map(pairs) => {
                pairs.first().map_or(node.span, |(first, _)| Span::new(node.span.start, first.span.end))
            }
            _ => node.span,
        };
        let (key, raw) = (self.shown(key), self.source.slice(node.span).trim_matches(['"', '\'']).to_owned());
        let help = match what {
            "数字" | "是非值" => format!("请加上引号：{key}: \"{raw}\""),
            _ => "请只写一段文字".to_owned(),
        };
        self.report(Code::WrongType, span, format!("「{key}」应当是文字，这里却是{what}"), help);
        None
    }

    /// One text or a list of texts; numbers in it are meant as their digits where `loose`.
    pub fn texts(&mut self, key: &str, loose: bool) -> Vec<Written<String>> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => {
                items.into_iter().filter_map(|item| self.text_of(key, item, loose)).collect()
            }
            Some(node) => self.text_of(key, node, loose).into_iter().collect(),
        }
    }

    /// One value of a closed list.
    pub fn named<T: Named>(&mut self, key: &str) -> Option<Written<T>> {
        let text = self.text(key)?;
        self.named_of(key, text)
    }

    /// One or several values of a closed list.
    pub fn all_named<T: Named>(&mut self, key: &str) -> Vec<Written<T>> {
        let texts = self.texts(key, false);
        texts.into_iter().filter_map(|text| self.named_of(key, text)).collect()
    }

    fn named_of<T: Named>(&mut self, key: &str, text: Written<String>) -> Option<Written<T>> {
        let text = self.bare(Code::UnknownValue, key, text);
        if let Some(value) = T::from_name(&text.value) {
            return Some(Written { value, place: text.place });
        }
        let names: Vec<&str> = T::ALL.iter().map(|value| value.name()).collect();
        let near = nearest(&text.value, names.iter().copied());
        let suggestion = near.map_or(String::new(), |near| format!("是不是「{near}」？"));
        let message = format!("「{}」没有「{}」这个写法", self.shown(key), text.value);
        let help = format!("{suggestion}可以写：{}", names.join("、"));
        self.diagnostics.report(Code::UnknownValue, text.place, message, help);
        None
    }

    /// A value as it is shown in a message: quotes left out, a list or mapping by its first line.
    pub(super) fn raw(&self, node: &Node) -> String {
        match &node.value {
            Value::Text(text) => text.clone(),
            Value::List(_) | Value::Map(_) => {
                let rest = self.source.slice(Span::new(node.span.start, self.source.text.len()));
                bracketed(rest.lines().next().unwrap_or_default().trim()).to_owned()
            }
            _ => self.source.slice(node.span).to_owned(),
        }
    }

    /// Yes or no; no where it is left out.
    pub fn flag(&mut self, key: &str) -> bool {
        let Some(node) = self.node(key) else { return false };
        match node.value {
            Value::Bool(value) => value,
            Value::Text(ref text) if text == "是" => true,
            Value::Text(ref text) if text == "否" => false,
            _ => {
                let (key, raw) = (self.shown(key), self.source.slice(node.span).to_owned());
                let message = format!("「{key}」应当是 true 或 false，「{raw}」不是");
                self.report_value(Code::UnknownValue, &node, message, flag_cure(&raw));
                false
            }
        }
    }

    /// A nested mapping: its place and its pairs.
    pub fn mapping(&mut self, key: &str, example: &str) -> Option<(Span, Vec<(Key, Node)>)> {
        let node = self.node(key)?;
        self.mapping_of(key, node, example)
    }

    /// A list of nested mappings; one alone is a list of one.
    pub fn mappings(&mut self, key: &str, example: &str) -> Vec<(Span, Vec<(Key, Node)>)> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => {
                items.into_iter().filter_map(|item| self.mapping_of(key, item, example)).collect()
            }
            Some(node) => self.mapping_of(key, node, example).into_iter().collect(),
        }
    }

    fn mapping_of(&mut self, key: &str, node: Node, example: &str) -> Option<(Span, Vec<(Key, Node)>)> {
        if let Value::Map(pairs) = node.value {
            return Some((pairs.first().map_or(node.span, |(first, _)| first.span), pairs));
        }
        let message = format!("「{}」应当写成一组「名称: 内容」", self.shown(key));
        self.report(Code::WrongType, node.span, message, format!("例如：{example}"));
        None
    }
}
