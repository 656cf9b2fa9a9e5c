//! Floor 1: the contest in its own terms, and its rules. Pure and exact: no files, no HTML, no floats.
//!
//! A [`Case`] was entered in one or more [`Competition`]s; each [`Entry`] has results, which a
//! [`Policy`] turns into a [`Bonus`]; a year's [`Standing`] adds the bonuses up per [`Township`].

mod bonus;
mod case;
mod competition;
mod dimension;
mod policy;
mod quarter;
mod scores;
mod slug;
mod standing;
mod unit;

pub use bonus::{Bonus, has_too_many_digits, parse_decimal};
pub use case::{CHAMPION, Case, Entry, Format, NotYet, Presenter, SiteType, TO_COME, Track};
pub use competition::{Competition, CompetitionId, Criterion, Level, Stage, StageDates};
pub use dimension::Dimension;
pub use policy::{Outcome, Policy, SameCase};
pub use quarter::Quarter;
pub use scores::{ScoreRow, ScoreSheet, Scoring};
pub use slug::{is_slug, slugify};
pub use standing::{Reason, Standing, StandingRow, Verdict, standings, verdicts, year_bonus};
pub use unit::{Township, Unit, Village};

/// Closed lists of words that front matter may use, each with its Chinese name.
pub trait Named: Copy + 'static {
    /// All values, in the order of the scheme.
    const ALL: &'static [Self];

    /// The Chinese name.
    fn name(self) -> &'static str;

    /// The value of this name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}

/// Defines a closed list of named values.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$variant_doc])* $variant,)* }

        impl $crate::domain::Named for $type {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}
pub(crate) use named;
