//! A stream of bits, the highest of each byte first, and the codes that `format.md` names.

/// Bits that are written one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    /// Whole words, the first bit the highest.
    words: Vec<u64>,
    /// The bits after them, at the low end.
    rest: u64,
    /// How many bits `rest` has; below 64.
    filled: u32,
}

impl Bits {
    /// How many bits there are.
    pub(super) fn len(&self) -> usize {
        self.words.len() * 64 + self.filled as usize
    }

    /// Adds the low `count` bits of `value`, which has no others; at most 64.
    pub(super) fn push(&mut self, value: u64, count: u32) {
        let free = 64 - self.filled;
        if count < free {
            self.rest = self.rest << count | value;
            self.filled += count;
            return;
        }
        let over = count - free;
        let head = value >> over;
        self.words.push(if free == 64 { head } else { self.rest << free | head });
        self.rest = if over == 0 { 0 } else { value & (u64::MAX >> (64 - over)) };
        self.filled = over;
    }

    /// γ(n); n ≥ 1.
    pub(super) fn gamma(&mut self, n: u64) {
        let digits = digits(n);
        self.push(0, digits - 1);
        self.push(n, digits);
    }

    /// δ(n); n ≥ 1.
    pub(super) fn delta(&mut self, n: u64) {
        let digits = digits(n);
        self.gamma(u64::from(digits));
        self.push(n & !(1 << (digits - 1)), digits - 1);
    }

    /// rice(n, k).
    pub(super) fn rice(&mut self, n: u64, k: u32) {
        let mut ones = n >> k;
        while ones >= 32 {
            self.push(u64::from(u32::MAX), 32);
            ones -= 32;
        }
        self.push((1 << (ones + 1)) - 2, u32::try_from(ones).expect("below 32") + 1);
        self.push(n & ((1 << k) - 1), k);
    }

    /// Adds bits of another stream.
    pub(super) fn append(&mut self, other: &Self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let (word, offset) = (at / 64, at % 64);
            let (value, valid) = match other.words.get(word) {
                Some(value) => (*value, 64),
                None => (other.rest << (64 - other.filled), other.filled as usize),
            };
            let count = (valid - offset).min(to - at);
            self.push(value << offset >> (64 - count), u32::try_from(count).expect("at most 64"));
            at += count;
        }
    }

    /// The bytes, the last one filled up with zeros.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let length = self.len().div_ceil(8);
        let last = if self.filled == 0 { 0 } else { self.rest << (64 - self.filled) };
        let words = self.words.into_iter().chain([last]);
        words.flat_map(u64::to_be_bytes).take(length).collect()
    }
}

/// How many binary digits a number has; 0 has none.
pub(super) fn digits(n: u64) -> u32 {
    64 - n.leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Bits)) -> String {
        let mut bits = Bits::default();
        write(&mut bits);
        let length = bits.len();
        let bytes = bits.into_bytes();
        let is_one = |at: usize| bytes[at / 8] >> (7 - at % 8) & 1 == 1;
        (0..length).map(|at| if is_one(at) { '1' } else { '0' }).collect()
    }

    #[test]
    fn codes_are_those_of_the_format() {
        assert_eq!(written(|bits| bits.gamma(1)), "1");
        assert_eq!(written(|bits| bits.gamma(5)), "00101");
        assert_eq!(written(|bits| bits.delta(1)), "1");
        assert_eq!(written(|bits| bits.delta(5)), "01101");
        assert_eq!(written(|bits| bits.rice(5, 1)), "1101");
        assert_eq!(written(|bits| bits.rice(70, 0)), format!("{}0", "1".repeat(70)));
    }

    #[test]
    fn a_stream_appended_in_pieces_is_the_same_stream() {
        let mut whole = Bits::default();
        for n in 1..500 {
            whole.delta(n * 37);
        }
        let mut copy = Bits::default();
        copy.push(0b101, 3);
        for step in [1, 63, 64, 65, 128, 7] {
            let at = copy.len() - 3;
            copy.append(&whole, at, at + step);
        }
        let at = copy.len() - 3;
        copy.append(&whole, at, whole.len());
        let text = |bits: &Bits| written(|out| out.append(bits, 0, bits.len()));
        assert_eq!(text(&copy)[3..], text(&whole)[..]);
    }
}
