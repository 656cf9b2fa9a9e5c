//! Paired marks of Chinese writing, between which commas are the writer's own: 《甲、乙》; enter at [`Pairs::of`].

use std::ops::Range;

/// The parts of a text that stand between two marks, both of which are there.
pub(super) struct Pairs(Vec<Range<usize>>);

impl Pairs {
    pub(super) fn of(text: &str) -> Self {
        let (mut open, mut pairs) = (Vec::new(), Vec::<Range<usize>>::new());
        for (at, c) in text.char_indices() {
            // One half is often written in the other width.
            let c = if c == ')' { '）' } else { c };
            if let Some(close) = close_of(c) {
                open.push((at, close));
            } else if let Some((start, _)) = open.pop_if(|(_, close)| *close == c) {
                // Those within it are no others.
                pairs.truncate(pairs.partition_point(|pair| pair.start < start));
                pairs.push(start..at);
            }
        }
        Self(pairs)
    }

    /// Whether a byte of the text stands between two marks.
    pub(super) fn hold(&self, at: usize) -> bool {
        let before = self.0.partition_point(|pair| pair.start <= at);
        before.checked_sub(1).is_some_and(|last| self.0[last].contains(&at))
    }
}

fn close_of(open: char) -> Option<char> {
    const MARKS: [(char, char); 10] = [
        ('（', '）'),
        ('(', '）'),
        ('《', '》'),
        ('〈', '〉'),
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('〔', '〕'),
    ];
    MARKS.iter().find_map(|&(own, close)| (own == open).then_some(close))
}
