//! Words that are never right: the program's list, and that of `content/words.yaml`.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Finding;
use crate::document::{WORDS, text_of};
use crate::model::{Code, Diagnostics, Limits, Place, SourcePath, Span};
use crate::source::{Sources, yaml};

/// The program's list: a line each, `wrong｜right｜why`; at its end what holds such a word by chance and is right.
const OWN: &str = include_str!("words.txt");

/// What conversions leave behind where they fail.
const LEFTOVERS: [&str; 3] = ["锟斤拷", "烫烫烫", "屯屯屯"];

/// How many words are too many for the fastest way of looking for them.
const MANY: usize = 1_000;

/// What to look for, all at once.
pub(super) struct Words {
    finder: AhoCorasick,
    /// Of each wrong word what is right, if that can be told, and why.
    cures: Vec<(Option<String>, String)>,
}

impl Words {
    /// The list of the program and that of the archive, which wins.
    pub(super) fn read(diagnostics: &mut Diagnostics, sources: &Sources, limits: &Limits) -> Self {
        let own = OWN.lines().filter(|line| !line.starts_with('#'));
        let mut all: BTreeMap<String, (Option<String>, String)> = own
            .map(|line| {
                let (wrong, rest) = line.split_once('｜').unwrap_or((line, line));
                let (right, why) = rest.split_once('｜').unwrap_or((rest, ""));
                (wrong.to_owned(), (Some(right.to_owned()), why.to_owned()))
            })
            .collect();
        all.extend(LEFTOVERS.map(|word| (word.to_owned(), (None, String::new()))));
        all.extend(of_archive(diagnostics, sources, limits));
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest);
        // Four times as fast as what is chosen for so many words, and takes a megabyte for a few hundred of them.
        let kind = (all.len() < MANY).then_some(AhoCorasickKind::DFA);
        let finder = builder.kind(kind).build(all.keys()).expect("a few thousand words are few");
        Self { finder, cures: all.into_values().collect() }
    }

    /// The wrong words of a text.
    pub(super) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Finding> + 'a {
        self.finder.find_iter(text).filter_map(|found| {
            let (span, wrong) = (Span::new(found.start(), found.end()), &text[found.range()]);
            Some(match &self.cures[found.pattern().as_usize()] {
                // What is right itself keeps what it holds from being found.
                (Some(right), _) if right == wrong => return None,
                (Some(right), why) => {
                    let why = if why.is_empty() { String::new() } else { format!("：{why}") };
                    let help =
                        format!("请改成「{right}」{why}；确实要这样写的，在 content/words.yaml 里写 {wrong}: {wrong}");
                    Finding::new(Code::WrongWord, span, format!("「{wrong}」应当写作「{right}」"), help)
                }
                (None, _) => {
                    let message = format!("「{wrong}」是转换编码时留下的乱码");
                    Finding::new(Code::Leftover, span, message, "原来的文字已经丢失，请找回原稿，把这里补上")
                }
            })
        })
    }
}

/// `content/words.yaml`: `wrong: right`, or `wrong: [right, why]`.
fn of_archive(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    limits: &Limits,
) -> Vec<(String, (Option<String>, String))> {
    let path = SourcePath::constant(WORDS);
    let Some(source) = text_of(diagnostics, sources, &path, limits) else { return Vec::new() };
    let whole = Span::new(0, source.text.len());
    let mut words = Vec::new();
    for (key, node) in yaml::read_mapping(diagnostics, &source, whole, limits).unwrap_or_default() {
        let texts: Vec<&str> = match &node.value {
            yaml::Value::Text(right) => vec![right],
            yaml::Value::List(items) => items.iter().filter_map(|item| text(&item.value)).collect(),
            _ => Vec::new(),
        };
        match texts[..] {
            [right] => words.push((key.text, (Some(right.to_owned()), String::new()))),
            [right, why] => words.push((key.text, (Some(right.to_owned()), why.to_owned()))),
            _ => {
                let place = Place::new(&source, key.span);
                let help = "请写成 写错的: 应当的，或 写错的: [应当的, 为什么]";
                diagnostics.report(Code::WrongType, place, format!("「{}」后面应当是一个词", key.text), help);
            }
        }
    }
    words
}

fn text(value: &yaml::Value) -> Option<&str> {
    if let yaml::Value::Text(text) = value { Some(text) } else { None }
}
