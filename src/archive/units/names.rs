//! Names of units as people write them; enter at [`split`].

/// `湖东街道/青禾社区` as its two parts.
pub(super) fn split(text: &str) -> (&str, Option<&str>) {
    match text.split_once(['/', '／']) {
        Some((township, village)) => (township.trim(), Some(village.trim())),
        None => (text, None),
    }
}

/// A text without spaces, slashes and other marks.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A name as people shorten it: without the word for what it is.
pub(super) fn stem(name: &str) -> &str {
    let short = ["社区", "村", "街道", "镇", "乡"].iter().find_map(|kind| name.strip_suffix(kind));
    short.filter(|short| short.chars().count() > 1).unwrap_or(name)
}
