//! The words and sentences that synthetic cases are made of, read from `vocabulary.txt`: a `[name]`, then its items, any
//! white space between them. In a sentence `{name}` stands for one of the items of that name, `{12-90}` for a number.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// All items of a name, in the order of the file; none where there is no such name.
pub(crate) fn words(name: &str) -> &'static [&'static str] {
    static WORDS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| read(include_str!("vocabulary.txt")));
    WORDS.get(name).map_or(&[], Vec::as_slice)
}

fn read(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut words: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut name = "";
    for word in text.split_whitespace() {
        match word.strip_prefix('[').and_then(|word| word.strip_suffix(']')) {
            Some(head) => name = head,
            None => words.entry(name).or_default().push(word),
        }
    }
    words
}
