//! Sets of characters that every character of every text is looked up in.

/// Characters up to U+FFFF, or other numbers as large, a bit each: eight kilobytes, which stay at hand where a search tree
/// or a table would not.
#[derive(Clone, Debug)]
pub(super) struct CharSet(Box<[u64; WORDS]>);

const WORDS: usize = 0x1_0000 / 64;

impl CharSet {
    /// Whether a character is in the set; above U+FFFF none is.
    pub(super) fn contains(&self, c: impl Into<u32>) -> bool {
        let code = c.into() as usize;
        self.0.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    /// The characters of a text that are in the set, each with its first byte.
    pub(super) fn find(&self, text: &str) -> Vec<(usize, char)> {
        text.char_indices().filter(|&(_, c)| self.contains(c)).collect()
    }
}

impl<C: Into<u32>> FromIterator<C> for CharSet {
    fn from_iter<I: IntoIterator<Item = C>>(all: I) -> Self {
        let mut words = Box::new([0; WORDS]);
        for code in all.into_iter().map(|c| c.into() as usize) {
            if let Some(word) = words.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self(words)
    }
}
