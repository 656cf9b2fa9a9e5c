//! Han characters in their two forms.

/// Traditional characters, and on the second line their simplified ones in the same order, as `OpenCC` maps
/// single characters.
pub const TRADITIONAL: &str = include_str!("traditional.txt");

/// The traditional characters, each with its simplified one.
pub fn pairs() -> impl Iterator<Item = (char, char)> {
    let (from, to) = TRADITIONAL.trim_end().split_once('\n').unwrap_or_default();
    from.chars().zip(to.chars())
}
