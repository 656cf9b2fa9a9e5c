//! Bonus points: exact decimals.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use rust_decimal::Decimal;

/// Points added in the year's assessment; never negative, printed without needless zeros.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bonus(Decimal);

impl Bonus {
    /// No points.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// A bonus of so many points; `None` below zero.
    pub fn new(points: Decimal) -> Option<Self> {
        (points >= Decimal::ZERO).then_some(Self(points))
    }

    /// `tenths` tenths of a point.
    pub(super) fn from_tenths(tenths: u32) -> Self {
        Self(Decimal::new(i64::from(tenths), 1))
    }

    /// The exact value.
    pub const fn points(self) -> Decimal {
        self.0
    }

    /// Whether it is no points at all.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl Add for Bonus {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Bonus {
    fn sum<I: Iterator<Item = Self>>(bonuses: I) -> Self {
        bonuses.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Bonus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

/// The most digits of a decimal before and after the point.
const MOST_DIGITS: [usize; 2] = [9, 6];

/// A plain decimal of at most nine digits before and six after the point: `0.5`, `12`; no signs, no exponents.
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    let (whole, fraction) = parts(text)?;
    let [most_whole, most_fraction] = MOST_DIGITS;
    (whole.len() <= most_whole && fraction.len() <= most_fraction).then(|| text.parse().ok()).flatten()
}

/// Whether a text is a plain decimal but for having too many digits.
pub fn has_too_many_digits(text: &str) -> bool {
    parts(text).is_some() && parse_decimal(text).is_none()
}

/// The digits before and after the point.
fn parts(text: &str) -> Option<(&str, &str)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (is_digits(whole) && is_digits(fraction)).then_some((whole, fraction))
}
