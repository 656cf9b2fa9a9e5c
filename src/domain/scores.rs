//! The judges' scores and how they combine.

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

use super::named;

named! {
    /// How the scores of the judges make one.
    Scoring {
        /// The mean of all.
        Mean = "mean",
        /// The mean without one highest and one lowest.
        TrimmedMean = "trimmed_mean",
    }
}

/// One entry's scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// The case's slug.
    pub case: String,
    /// One score a judge, in the order of [`ScoreSheet::judges`].
    pub scores: Vec<Decimal>,
}

/// A competition's score sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoreSheet {
    /// The judges, in the order of the columns.
    pub judges: Vec<String>,
    /// The entries, in the order of the rows.
    pub rows: Vec<ScoreRow>,
}

impl Scoring {
    /// The combined score, rounded half up to two digits after the point; `None` without scores.
    ///
    /// With fewer than three judges nothing can be left out, and the mean of all is taken.
    pub fn combine(self, scores: &[Decimal]) -> Option<Decimal> {
        let mean = self.exact(scores)?;
        Some(mean.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// The combined score before rounding, by which entries are ordered.
    pub fn exact(self, scores: &[Decimal]) -> Option<Decimal> {
        let sum: Decimal = scores.iter().sum();
        let (sum, count) = match self {
            Self::TrimmedMean if scores.len() > 2 => {
                (sum - scores.iter().max()? - scores.iter().min()?, scores.len() - 2)
            }
            _ => (sum, scores.len()),
        };
        sum.checked_div(Decimal::from(count))
    }
}
