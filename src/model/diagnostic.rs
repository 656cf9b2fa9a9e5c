//! What is wrong, where, and what to do about it.

use std::collections::BTreeMap;

use super::code::Code;
use super::edit::Edit;
use super::span::Place;

/// How many problems of one kind are listed of one file.
const MOST_OF_A_KIND: usize = 50;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built, unless `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The name in machine-readable formats.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// What is wrong: one Chinese sentence without a full stop, values in 「」.
    pub message: String,
    /// What to do about it, in Chinese.
    pub help: String,
    /// Other places that the message is about, each with a few words.
    pub related: Vec<(Place, String)>,
    /// The cure itself, where it is certain: in the file that `place` names.
    pub edit: Option<Box<Edit>>,
}

impl Diagnostic {
    /// A problem without other places.
    pub fn new(code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, place, message: message.into(), help: help.into(), related: Vec::new(), edit: None }
    }

    /// Names one more place.
    #[must_use]
    pub fn with_related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Brings its cure along, where that is certain.
    #[must_use]
    pub fn with_edit(mut self, edit: Option<Edit>) -> Self {
        self.edit = edit.map(Box::new);
        self
    }

    /// Says how many more there are, where this is the last that is listed of `all`.
    fn say_more(&mut self, number: usize, all: usize) {
        if number == MOST_OF_A_KIND && all > number {
            self.message = format!("{}（这个文件里同样的问题还有 {} 个，没有列出）", self.message, all - number);
        }
    }
}

/// All problems found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    /// How many are counted, but not listed.
    unlisted: BTreeMap<Severity, usize>,
}

impl From<Diagnostic> for Diagnostics {
    fn from(only: Diagnostic) -> Self {
        Self { items: vec![only], ..Self::default() }
    }
}

impl Diagnostics {
    /// The problems of one file, which come in the order of their places: of many of one code the first fifty, the last of
    /// which says how many more there are. The others are counted, never kept.
    pub fn first_of_each(all: impl Iterator<Item = Diagnostic>) -> Self {
        let mut own = Self::default();
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for item in all {
            let count = counts.entry(item.code).or_default();
            *count += 1;
            if *count <= MOST_OF_A_KIND {
                own.items.push(item);
            } else {
                *own.unlisted.entry(item.code.severity()).or_default() += 1;
            }
        }
        let mut numbers: BTreeMap<Code, usize> = BTreeMap::new();
        for item in &mut own.items {
            let number = numbers.entry(item.code).or_default();
            *number += 1;
            item.say_more(*number, counts.get(&item.code).copied().unwrap_or_default());
        }
        own
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }

    /// Adds one made of its parts.
    pub fn report(&mut self, code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.push(Diagnostic::new(code, place, message, help));
    }

    /// Adds all of another collection.
    pub fn append(&mut self, other: Self) {
        self.items.extend(other.items);
        for (severity, count) in other.unlisted {
            *self.unlisted.entry(severity).or_default() += count;
        }
    }

    /// In the order of path, place and code, without repetitions.
    ///
    /// Of many of one code in one file the first fifty stay; the last of these says how many more there are.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.items.sort_by(|a, b| {
            let rest = |d: &Diagnostic| (d.place.span.start, d.code);
            let by_path = a.place.source.path.cmp(&b.place.source.path);
            by_path.then_with(|| rest(a).cmp(&rest(b))).then_with(|| a.message.cmp(&b.message))
        });
        self.items.dedup();
        self.shorten();
        self
    }

    fn shorten(&mut self) {
        let key = |item: &Diagnostic| (item.place.source.path.clone(), item.code);
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        let numbered = std::mem::take(&mut self.items).into_iter().map(|item| {
            let count = counts.entry(key(&item)).or_default();
            *count += 1;
            (*count, item)
        });
        let (listed, over): (Vec<_>, Vec<_>) = numbered.partition(|(number, _)| *number <= MOST_OF_A_KIND);
        for (_, item) in over {
            *self.unlisted.entry(item.code.severity()).or_default() += 1;
        }
        let finish = |(number, mut item): (usize, Diagnostic)| {
            item.say_more(number, counts.get(&key(&item)).copied().unwrap_or(number));
            item
        };
        self.items = listed.into_iter().map(finish).collect();
    }

    /// All that are listed.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// How many are of this severity, listed or not.
    pub fn count(&self, severity: Severity) -> usize {
        let listed = self.items.iter().filter(|item| item.code.severity() == severity).count();
        listed + self.unlisted.get(&severity).copied().unwrap_or_default()
    }

    /// Whether the site must not be built.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether what the archive says of itself is wrong, so that pages cannot be made even to see what is wrong with them.
    pub fn has_wrong_records(&self) -> bool {
        let is_wrong = |item: &Diagnostic| item.code.severity() == Severity::Error && item.code.is_of_records();
        self.items.iter().any(is_wrong) || self.unlisted.contains_key(&Severity::Error)
    }
}
