//! The nearest of the words that would have been right.

/// How like a candidate must be to be named.
const LIKE_ENOUGH: f64 = 0.5;

/// What communities are called, and their committees; one is often written for the other.
const COMMUNITIES: [&str; 6] = ["村民委员会", "居民委员会", "村委会", "居委会", "社区", "村"];

/// How like names are that differ in nothing else.
const SAME_PLACE: f64 = 0.99;

/// The candidate most like `word`, if any is like enough to be what was meant; of equal ones the first. Of communities
/// the name says more than what they are called: 莲湾社区 is 莲湾村.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let is_same = place(word).is_some_and(|own| place(candidate) == Some(own)) && word != candidate;
            (if is_same { SAME_PLACE } else { likeness(&folded, &candidate.to_lowercase()) }, candidate)
        })
        .filter(|(likeness, _)| *likeness >= LIKE_ENOUGH)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, candidate)| candidate)
}

/// The same of names of places and subjects, of which people write two characters: 青和 for 青禾社区, 治里 for 乡村治理, if
/// no other name has a part so near.
pub fn nearest_name<'a>(word: &str, names: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    fn own(name: &str) -> &str {
        name.rsplit('/').next().unwrap_or(name)
    }
    let letters: Vec<char> = word.chars().collect();
    nearest(word, names.clone()).or_else(|| {
        let [first, second] = letters[..] else { return None };
        if word.is_ascii() {
            return None;
        }
        let is_part = |name: &&str| {
            let name: Vec<char> = own(name).chars().collect();
            name.windows(2).any(|part| part[0] == first || part[1] == second)
        };
        let mut near = names.into_iter().filter(is_part);
        let found = near.next()?;
        near.all(|other| own(other) == own(found)).then_some(found)
    })
}

/// The name of a community without what it is called.
fn place(name: &str) -> Option<&str> {
    COMMUNITIES.iter().find_map(|kind| name.strip_suffix(kind)).filter(|own| own.chars().count() > 1)
}

/// From 0 (nothing in common) to 1 (equal); one word within the other, or the same letters in another order, count as
/// near.
///
/// Below [`LIKE_ENOUGH`] it may be 0 whatever they have in common.
fn likeness(a: &str, b: &str) -> f64 {
    let (shorter, longer) = {
        let (a, b) = (a.chars().count(), b.chars().count());
        (a.min(b), a.max(b))
    };
    // The distance is at least the difference of the lengths, which here makes it more than half.
    let distance = if 2 * shorter < longer { 0.0 } else { strsim::normalized_damerau_levenshtein(a, b) };
    let within = shorter >= 2 && (a.contains(b) || b.contains(a));
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_turned = || shorter == longer && shorter >= 3 && letters(a) == letters(b);
    if within || (distance < 0.6 && is_turned()) { distance.max(0.6) } else { distance }
}
