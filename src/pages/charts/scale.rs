//! Places on a scale, exact until they are written.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// A place or a length in per cent of the width, from 0 to 100 with at most two digits after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(Decimal);

impl Percent {
    /// A part of a whole; 0 where the whole is nothing.
    pub(in super::super) fn of(part: Decimal, whole: Decimal) -> Self {
        let share = (part * Decimal::ONE_HUNDRED).checked_div(whole).unwrap_or_default();
        Self(share.round_dp(2).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED))
    }

    /// The middle of place `place`, from 0, of `places` equally wide ones.
    pub(super) fn middle(place: usize, places: usize) -> Self {
        Self::of(Decimal::from(2 * place + 1), Decimal::from(2 * places))
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.normalize())
    }
}

/// A scale of scores between two whole steps, with room at both ends for the marks.
pub(super) struct Scale {
    low: Decimal,
    step: Decimal,
    steps: u32,
}

/// How much of the width is left free at each end, in per cent.
const MARGIN: u32 = 4;

/// Steps that people count in, each with every power of ten.
const STEPS: [u32; 3] = [1, 2, 5];

/// The most steps of a scale: their numbers must fit on a phone.
const MOST_STEPS: u32 = 5;

impl Scale {
    /// The finest scale of at most five steps from one value to another that is not smaller.
    pub(super) fn between(lowest: Decimal, highest: Decimal) -> Self {
        // Equal scores lie in the middle of a scale that people know.
        let (lowest, highest) =
            if lowest == highest { (lowest - Decimal::ONE, highest + Decimal::ONE) } else { (lowest, highest) };
        let mut ten = Decimal::new(1, 6);
        loop {
            for step in STEPS.map(|step| ten * Decimal::from(step)) {
                let low = (lowest / step).floor() * step;
                let steps = ((highest - low) / step).ceil().max(Decimal::ONE);
                if steps <= Decimal::from(MOST_STEPS) {
                    let steps = steps.try_into().unwrap_or(MOST_STEPS);
                    return Self { low, step, steps };
                }
            }
            ten *= Decimal::TEN;
        }
    }

    /// Where a value stands.
    pub(super) fn place(&self, value: Decimal) -> Percent {
        let (margin, length) = (Decimal::from(MARGIN), self.step * Decimal::from(self.steps));
        let inner = Decimal::ONE_HUNDRED - margin * Decimal::TWO;
        Percent::of(margin + (value - self.low) * inner / length, Decimal::ONE_HUNDRED)
    }

    /// The values that are marked, both ends included.
    pub(super) fn ticks(&self) -> impl Iterator<Item = Decimal> {
        (0..=self.steps).map(|number| (self.low + self.step * Decimal::from(number)).normalize())
    }
}
