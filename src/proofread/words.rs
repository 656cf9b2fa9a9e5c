//! Words that are never right: the program's list, and that of `content/words.yaml`.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::Finding;
use super::finder::Finder;
use super::spots::{Scanner, Spots};
use crate::document::{WORDS, text_of};
use crate::model::{Code, Diagnostics, Limits, Place, SourcePath, Span};
use crate::source::{Sources, yaml};

/// The program's list: a line each, `wrong｜right｜why｜before｜behind`.
const OWN: &str = include_str!("words.txt");

/// What conversions leave behind where they fail, and what stands behind it where it is meant: 烫烫烫的.
const LEFTOVERS: [(&str, &str); 3] = [("锟斤拷", ""), ("烫烫烫", "的"), ("屯屯屯", "粮")];

/// What to look for, all at once.
#[derive(Clone, Debug)]
pub(super) struct Words {
    finder: Finder,
    scanner: Scanner,
    /// Of each wrong word what it should be.
    cures: Arc<[Cure]>,
}

/// The program's list alone.
static OWN_WORDS: LazyLock<Words> = LazyLock::new(|| Words::with(Vec::new()));

#[derive(Debug, Default)]
struct Cure {
    /// What is right, if that can be told.
    right: Option<String>,
    why: String,
    /// The word is two words' end and beginning, and right, behind one of these characters…
    before: &'static str,
    /// …or before one of these: 有关|健康.
    behind: &'static str,
}

impl Words {
    /// The list of the program and that of the archive, which wins.
    pub(super) fn read(diagnostics: &mut Diagnostics, sources: &Sources, limits: &Limits) -> Self {
        match of_archive(diagnostics, sources, limits) {
            none if none.is_empty() => OWN_WORDS.clone(),
            of_archive => Self::with(of_archive),
        }
    }

    fn with(of_archive: Vec<(String, Cure)>) -> Self {
        let own = OWN.lines().filter(|line| !line.starts_with('#'));
        let mut all: BTreeMap<String, Cure> = own.map(read_own).collect();
        let leftover = |(word, behind): (&str, _)| (word.to_owned(), Cure { behind, ..Cure::default() });
        all.extend(LEFTOVERS.map(leftover));
        all.extend(of_archive);
        let finder = Finder::new(all.keys().map(String::as_str));
        Self { scanner: Scanner::new(Some(&finder)), finder, cures: all.into_values().collect() }
    }

    /// What may begin in an article.
    pub(super) fn spots<'a>(&self, text: &'a str) -> Spots<'a> {
        self.scanner.scan(text, Some(&self.finder))
    }

    /// The wrong words of a text that begin at these spots.
    pub(super) fn find<'a>(&'a self, text: &'a str, spots: Vec<usize>) -> impl Iterator<Item = Finding> + 'a {
        self.finder.find(text, spots).filter_map(|found| {
            let (span, wrong) = (Span::new(found.start(), found.end()), &text[found.range()]);
            let cure = &self.cures[found.pattern().as_usize()];
            let is_of_others = text[..span.start].ends_with(|c| cure.before.contains(c))
                || text[span.end..].starts_with(|c| cure.behind.contains(c));
            match &cure.right {
                _ if is_of_others => None,
                // What is right itself keeps what it holds from being found.
                Some(right) if right == wrong => None,
                Some(right) => {
                    let why = if cure.why.is_empty() { String::new() } else { format!("：{}", cure.why) };
                    let help =
                        format!("请改成「{right}」{why}；确实要这样写的，在 content/words.yaml 里写 {wrong}: {wrong}");
                    Some(Finding::new(Code::WrongWord, span, format!("「{wrong}」应当写作「{right}」"), help))
                }
                None => {
                    let message = format!("「{wrong}」是转换编码时留下的乱码");
                    Some(Finding::new(Code::Leftover, span, message, "原来的文字已经丢失，请找回原稿，把这里补上"))
                }
            }
        })
    }
}

fn read_own(line: &'static str) -> (String, Cure) {
    let mut columns = line.split('｜');
    let mut next = || columns.next().unwrap_or_default();
    let (wrong, right, why) = (next(), next(), next());
    (wrong.to_owned(), Cure { right: Some(right.to_owned()), why: why.to_owned(), before: next(), behind: next() })
}

/// `content/words.yaml`: `wrong: right`, or `wrong: [right, why]`.
fn of_archive(diagnostics: &mut Diagnostics, sources: &Sources, limits: &Limits) -> Vec<(String, Cure)> {
    let path = SourcePath::constant(WORDS);
    let Some(source) = text_of(diagnostics, sources, &path, limits) else { return Vec::new() };
    let whole = Span::new(0, source.text.len());
    let mut words = Vec::new();
    let cure = |right: &str, why: &str| Cure { right: Some(right.to_owned()), why: why.to_owned(), ..Cure::default() };
    for (key, node) in yaml::read_mapping(diagnostics, &source, whole, limits).unwrap_or_default() {
        let texts: Vec<&str> = match &node.value {
            yaml::Value::Text(right) => vec![right],
            yaml::Value::Unread => continue,
            yaml::Value::List(items) => items.iter().filter_map(|item| text(&item.value)).collect(),
            _ => Vec::new(),
        };
        let is_word = !key.text.trim().is_empty();
        match texts[..] {
            [right] if is_word => words.push((key.text, cure(right, ""))),
            [right, why] if is_word => words.push((key.text, cure(right, why))),
            _ => {
                let place = Place::new(&source, key.span);
                let help = "请写成 写错的: 应当的，或 写错的: [应当的, 为什么]";
                let message = if is_word {
                    format!("「{}」后面应当是一个词", key.text)
                } else {
                    "冒号前面没有词".into()
                };
                diagnostics.report(Code::WrongType, place, message, help);
            }
        }
    }
    words
}

fn text(value: &yaml::Value) -> Option<&str> {
    if let yaml::Value::Text(text) = value { Some(text) } else { None }
}
