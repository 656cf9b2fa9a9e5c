//! The stable codes of diagnostics; what they mean to a writer is in `explanations.md`.

use unicode_normalization::UnicodeNormalization;

pub use list::Code;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident;)*) => {
        /// A kind of problem, with a number that never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of the numbers.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The number as people type it: `LT204`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// How grave the problem is; the same wherever the code appears.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

mod list;

impl Code {
    /// The code of this number, as people type it: `LT204`, `lt204`, `204`, in letters of any width.
    pub fn parse(id: &str) -> Option<Self> {
        let plain: String = id.trim().nfkc().collect();
        let number = |code: &Self| code.id().trim_start_matches("LT");
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(&plain) || number(code) == plain)
    }

    /// Whether it is about files, values and how they fit together, not about write-ups, templates or platforms.
    pub fn is_of_records(self) -> bool {
        self < Self::BrokenLink
    }

    /// Title, explanation, example and cure, as Markdown for a terminal.
    pub fn explanation(self) -> &'static str {
        let text = include_str!("explanations.md");
        let start = text.find(&format!("# {} ", self.id())).unwrap_or(text.len());
        let rest = &text[start..];
        rest[..rest[1..].find("\n# LT").map_or(rest.len(), |end| end + 2)].trim_end()
    }
}
