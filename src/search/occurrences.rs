//! Where each unit stands in the folded text of all documents.

/// The folded text of all documents, one after the other, each line ended by a break.
pub(super) struct Text {
    /// The units.
    units: Vec<u16>,
    /// Where each document starts; one more for the end.
    starts: Vec<u32>,
    /// Where the title of each document ends.
    titles: Vec<u32>,
}

/// A unit in its place.
#[derive(Clone, Copy)]
pub(super) struct Occurrence {
    /// The unit before it, a break at the start of a line.
    pub(super) before: u16,
    /// The unit after it, a break at the end of a line.
    pub(super) after: u16,
    /// The document.
    pub(super) document: u32,
    /// Whether it is in the document's title.
    pub(super) in_title: bool,
}

/// The places of every unit, by unit.
pub(super) struct Places {
    /// The units that occur, in order.
    pub(super) units: Vec<u16>,
    positions: Vec<u32>,
    /// Where in `positions` each of the 65,536 units starts, and the end.
    starts: Vec<u32>,
}

impl Text {
    /// Joins the documents in their order; each starts with its title.
    pub(super) fn new(documents: &[Vec<u16>]) -> Self {
        let mut text = Self { units: vec![super::fold::BREAK], starts: Vec::new(), titles: Vec::new() };
        text.units.reserve(documents.iter().map(Vec::len).sum());
        for units in documents {
            let start = text.end();
            let title = units.iter().position(|unit| *unit == super::fold::BREAK).unwrap_or(units.len());
            text.starts.push(start);
            text.titles.push(start + index(title));
            text.units.extend_from_slice(units);
        }
        text.starts.push(text.end());
        text
    }

    /// How many documents there are.
    pub(super) fn documents(&self) -> usize {
        self.titles.len()
    }

    fn end(&self) -> u32 {
        index(self.units.len())
    }

    /// The places of a unit, in order.
    pub(super) fn occurrences<'a>(&'a self, places: &'a Places, unit: u16) -> impl Iterator<Item = Occurrence> + 'a {
        let mut document = 0;
        places.of(unit).iter().map(move |position| {
            let rest = &self.starts[document + 1..];
            if rest[0] <= *position {
                document += rest.partition_point(|start| start <= position);
            }
            let at = *position as usize;
            Occurrence {
                before: self.units[at - 1],
                after: self.units[at + 1],
                document: index(document),
                in_title: *position < self.titles[document],
            }
        })
    }
}

impl Places {
    /// Sorts the places of a text by unit.
    pub(super) fn new(text: &Text) -> Self {
        let mut counts = vec![0_u32; 1 << 16];
        text.units.iter().for_each(|unit| counts[usize::from(*unit)] += 1);
        counts[usize::from(super::fold::BREAK)] = 0;
        let units = (0..=u16::MAX).filter(|unit| counts[usize::from(*unit)] > 0).collect();
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut next = 0;
        for count in &counts {
            starts.push(next);
            next += count;
        }
        starts.push(next);
        let mut positions = vec![0; next as usize];
        let mut free = starts.clone();
        for (position, unit) in text.units.iter().enumerate().filter(|(_, unit)| **unit != super::fold::BREAK) {
            let free = &mut free[usize::from(*unit)];
            positions[*free as usize] = index(position);
            *free += 1;
        }
        Self { units, positions, starts }
    }

    fn of(&self, unit: u16) -> &[u32] {
        let unit = usize::from(unit);
        &self.positions[self.starts[unit] as usize..self.starts[unit + 1] as usize]
    }
}

/// An archive of more than four thousand million characters would not fit into memory at all.
fn index(n: usize) -> u32 {
    u32::try_from(n).expect("an archive is smaller than 4 GB")
}
