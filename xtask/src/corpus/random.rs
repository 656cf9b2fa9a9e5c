//! A small generator of numbers that are the same on every machine: splitmix64.

/// A stream of numbers that depends on its seed alone.
pub(crate) struct Random(u64);

impl Random {
    /// The stream number `index`; neighbouring streams have nothing in common.
    pub(crate) fn stream(index: usize) -> Self {
        let mut random = Self(index as u64);
        // One step apart in seed is not one step apart in state after this.
        Self(random.next() ^ 0x6C65_6974_6169)
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // The high half of a product: no bias that matters here, and no cast that can fail.
        let wide = u128::from(self.next()) * end as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }

    /// True in `percent` of 100 calls.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the items.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// `count` different items, in the order of the list.
    pub(crate) fn pick_some<'a>(&mut self, items: &[&'a str], count: usize) -> Vec<&'a str> {
        let mut left = count.min(items.len());
        let mut picked = Vec::with_capacity(left);
        for (place, item) in items.iter().enumerate() {
            if self.below(items.len() - place) < left {
                picked.push(*item);
                left -= 1;
            }
        }
        picked
    }
}
