//! The nearest of the words that would have been right.

/// The candidate most like `word`, if any is like enough to be what was meant; of equal ones the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (likeness(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, candidate)| candidate)
}

/// From 0 (nothing in common) to 1 (equal); one word within the other counts as near.
fn likeness(a: &str, b: &str) -> f64 {
    let distance = strsim::normalized_damerau_levenshtein(a, b);
    let within = a.chars().count() >= 2 && b.chars().count() >= 2 && (a.contains(b) || b.contains(a));
    if within { distance.max(0.6) } else { distance }
}
