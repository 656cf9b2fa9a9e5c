//! The codes of `src/search/format.md`, read bit by bit.

/// A stream of bits, the highest of each byte first.
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn bit(&mut self) -> bool {
        let byte = self.bytes[self.at / 8];
        self.at += 1;
        byte >> (7 - (self.at - 1) % 8) & 1 == 1
    }

    pub(crate) fn number(&mut self, bits: usize) -> usize {
        (0..bits).fold(0, |number, _| number << 1 | usize::from(self.bit()))
    }

    /// How many ones stand before the next zero, which is passed too; or `most`, after which there is none.
    pub(crate) fn ones(&mut self, most: usize) -> usize {
        (0..most).take_while(|_| self.bit()).count()
    }

    pub(crate) fn gamma(&mut self) -> usize {
        let mut more = 0;
        while !self.bit() {
            more += 1;
        }
        1 << more | self.number(more)
    }

    pub(crate) fn delta(&mut self) -> usize {
        let more = self.gamma() - 1;
        1 << more | self.number(more)
    }

    pub(crate) fn rice(&mut self, k: usize) -> usize {
        let high = self.ones(usize::MAX);
        high << k | self.number(k)
    }

    /// What is left, which may only fill up the last byte.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at.div_ceil(8) == self.bytes.len()
    }
}

/// How many binary digits a number has.
pub(crate) fn digits(mut number: usize) -> usize {
    let mut digits = 0;
    while number > 0 {
        digits += 1;
        number /= 2;
    }
    digits
}
