//! What is wrong, where, and what to do about it.

use super::code::Code;
use super::span::Place;

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
}

impl Diagnostic {
    /// A problem without other places.
    pub fn new(code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, place, message: message.into(), help: help.into(), related: Vec::new() }
    }

    /// Names one more place.
    #[must_use]
    pub fn with_related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// All problems found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

impl Diagnostics {
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
    }

    /// In the order of path, place and code, without repetitions.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.items.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.place.source.path.clone(), d.place.span.start, d.code);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.items.dedup();
        self
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// How many are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|item| item.code.severity() == severity).count()
    }

    /// Whether the site must not be built.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}
