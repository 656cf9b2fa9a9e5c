//! Where a picture has most to see: where neighbouring points differ most, counted on a small copy in grey.

use std::cmp::Reverse;

use image::DynamicImage;

/// How large the small copy is at the most.
const SIDE: u32 = 96;

/// How much of its weight a part at the very edge loses against one in the middle, of 100.
const PULL: u64 = 25;

/// How much there is to see in each column and each row of a picture.
pub(super) struct Interest {
    columns: Vec<u64>,
    rows: Vec<u64>,
}

impl Interest {
    pub(super) fn of(image: &DynamicImage) -> Self {
        let small = image.thumbnail(SIDE, SIDE).into_luma8();
        let (width, height) = small.dimensions();
        let (mut columns, mut rows) = (vec![0; width as usize], vec![0; height as usize]);
        for y in 1..height {
            for x in 1..width {
                let [here, left, above] = [(x, y), (x - 1, y), (x, y - 1)].map(|(x, y)| small.get_pixel(x, y).0[0]);
                let edge = u64::from(here.abs_diff(left)) + u64::from(here.abs_diff(above));
                columns[x as usize] += edge;
                rows[y as usize] += edge;
            }
        }
        Self { columns, rows }
    }

    /// The corner of the part of this size with the most in it; both sizes in pixels of the picture.
    pub(super) fn corner(&self, whole: (u32, u32), part: (u32, u32)) -> (u32, u32) {
        (start(&self.columns, whole.0, part.0), start(&self.rows, whole.1, part.1))
    }
}

/// Where the best stretch of this length starts on a side of the picture; of equals the one nearest to the middle.
fn start(weights: &[u64], whole: u32, part: u32) -> u32 {
    let room = u64::from(whole.saturating_sub(part));
    let points = weights.len() as u64;
    let steps = points * room / u64::from(whole.max(1));
    if steps == 0 {
        return u32::try_from(room / 2).unwrap_or_default();
    }
    let worth = |step: &u64| {
        let stretch = weights.iter().zip(0..).filter(|(_, at)| (*step..*step + points - steps).contains(at));
        let sum: u64 = stretch.map(|(weight, _)| weight).sum();
        let off = (2 * step).abs_diff(steps);
        (sum * (100 - PULL * off / steps), Reverse(off))
    };
    let best = (0..=steps).max_by_key(worth).unwrap_or_default();
    u32::try_from(room * best / steps).unwrap_or_default()
}
