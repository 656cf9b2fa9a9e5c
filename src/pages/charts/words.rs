//! Words that findings share.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::super::parts::join;
use crate::domain::{Quarter, Standing};

/// How many names a sentence holds; of more it says the first few and how many there are.
const MOST_NAMES: usize = 5;

/// How many of many names are said.
const FIRST_NAMES: usize = 3;

/// `甲`, `甲、乙`, `甲、乙、丙等 6 个`; `unit` is what they are counted in.
pub(super) fn named(names: &[&str], unit: &str) -> String {
    if names.len() <= MOST_NAMES {
        return join(names.iter().copied());
    }
    format!("{}等 {} {unit}", join(names.iter().copied().take(FIRST_NAMES)), names.len())
}

/// Up to which quarter the points of a year that still goes on are known, in words.
pub(in super::super) fn so_far(standing: &Standing) -> Option<String> {
    standing.so_far().map(|quarter| format!("截至{}", quarter.short_name()))
}

/// One sentence on the quarters whose results are still to come; empty without any.
pub(in super::super) fn pending(quarters: &[Quarter]) -> String {
    if quarters.is_empty() {
        return String::new();
    }
    let names: Vec<String> = quarters.iter().map(|quarter| quarter.name()).collect();
    format!("{}的结果还没有公布。", names.join("、"))
}

/// `37%`, rounded; never 0% of something nor 100% of a part.
pub(super) fn share(part: usize, whole: usize) -> String {
    let percent = Decimal::from(part * 100).checked_div(Decimal::from(whole)).unwrap_or_default();
    match percent.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_u32().unwrap_or_default() {
        0 if part > 0 => "不到 1%".into(),
        100 if part < whole => "超过 99%".into(),
        percent => format!("{percent}%"),
    }
}

/// The places of the highest values, in order; none where all are nothing.
pub(super) fn highest<T: Copy + Ord + Default>(values: &[T]) -> Vec<usize> {
    let highest = values.iter().copied().max().unwrap_or_default();
    if highest == T::default() {
        return Vec::new();
    }
    (0..values.len()).filter(|&place| values[place] == highest).collect()
}
