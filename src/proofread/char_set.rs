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

    /// The characters of two sets.
    pub(super) fn with(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0.iter()).for_each(|(own, other)| *own |= other);
        self
    }
}

impl Default for CharSet {
    fn default() -> Self {
        Self(Box::new([0; WORDS]))
    }
}

impl<C: Into<u32>> FromIterator<C> for CharSet {
    fn from_iter<I: IntoIterator<Item = C>>(all: I) -> Self {
        let mut set = Self::default();
        for code in all.into_iter().map(|c| c.into() as usize) {
            if let Some(word) = set.0.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        set
    }
}
