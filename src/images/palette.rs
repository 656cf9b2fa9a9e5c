//! Pictures in few colours, as drawings are: written as a number for each pixel, in no more bits than the numbers need.

use std::collections::BTreeMap;

use image::DynamicImage;
use png::BitDepth;

/// Between its two colours a smaller drawing has so many steps, both among them: in all that there could be, letters
/// take three times as much.
const STEPS: i32 = 4;

/// A colour with its transparency.
type Colour = [u8; 4];

/// The colours of a picture, each with its number, in order.
pub(super) struct Palette(BTreeMap<Colour, u8>);

impl Palette {
    /// `None` where there are more colours than numbers.
    pub(super) fn of(image: &DynamicImage) -> Option<Self> {
        let (mut seen, mut last) = (BTreeMap::new(), None);
        for colour in colours(image) {
            // Neighbours are mostly alike in a drawing.
            if last.replace(colour) != Some(colour) {
                seen.insert(colour, 0);
            }
            if seen.len() > usize::from(u8::MAX) + 1 {
                return None;
            }
        }
        seen.values_mut().zip(0..=u8::MAX).for_each(|(number, next)| *number = next);
        Some(Self(seen))
    }

    /// The only two colours.
    pub(super) fn two(&self) -> Option<[Colour; 2]> {
        self.0.keys().copied().collect::<Vec<_>>().try_into().ok()
    }

    /// Red, green and blue of each.
    pub(super) fn colours(&self) -> Vec<u8> {
        self.0.keys().flat_map(|colour| colour[..3].iter().copied()).collect()
    }

    /// The transparency of each; `None` where all are opaque.
    pub(super) fn transparency(&self) -> Option<Vec<u8>> {
        let all: Vec<u8> = self.0.keys().map(|colour| colour[3]).collect();
        all.iter().any(|one| *one < u8::MAX).then_some(all)
    }

    /// How many bits a number takes.
    pub(super) fn depth(&self) -> BitDepth {
        match self.0.len() {
            0..=2 => BitDepth::One,
            3..=4 => BitDepth::Two,
            5..=16 => BitDepth::Four,
            _ => BitDepth::Eight,
        }
    }

    /// The numbers of a picture in these colours; each row starts with a whole byte.
    pub(super) fn rows(&self, image: &DynamicImage) -> Option<Vec<u8>> {
        let (bits, width) = (self.depth() as usize, usize::try_from(image.width()).ok()?);
        let mut last = None;
        let numbers: Option<Vec<u8>> = colours(image)
            .map(|colour| {
                let (_, number) =
                    last.filter(|(known, _)| *known == colour).or(Some((colour, *self.0.get(&colour)?)))?;
                last = Some((colour, number));
                Some(number)
            })
            .collect();
        let byte =
            |part: &[u8]| part.iter().enumerate().fold(0, |byte, (at, number)| byte | number << (8 - bits * (at + 1)));
        Some(numbers?.chunks(width).flat_map(|row| row.chunks(8 / bits).map(byte)).collect())
    }
}

/// Brings what stands between two colours to a few steps.
pub(super) fn in_steps(image: &mut DynamicImage, [from, to]: [Colour; 2]) {
    let step = |value: u8, (from, to): (u8, u8)| {
        let (way, done) = (i32::from(to) - i32::from(from), i32::from(value) - i32::from(from));
        let last = STEPS - 1;
        let step = if way == 0 { 0 } else { ((2 * done * last + way) / (2 * way)).clamp(0, last) };
        u8::try_from(i32::from(from) + way * step / last).unwrap_or(value)
    };
    let ends: Vec<(u8, u8)> = from.into_iter().zip(to).collect();
    let (channels, bytes): (usize, &mut [u8]) = match image {
        DynamicImage::ImageRgb8(rgb) => (3, rgb),
        DynamicImage::ImageRgba8(rgba) => (4, rgba),
        _ => return,
    };
    for pixel in bytes.chunks_exact_mut(channels) {
        pixel.iter_mut().zip(&ends).for_each(|(value, ends)| *value = step(*value, *ends));
    }
}

fn colours(image: &DynamicImage) -> impl Iterator<Item = Colour> {
    let channels = usize::from(image.color().channel_count());
    image.as_bytes().chunks_exact(channels).map(|pixel| match *pixel {
        [red, green, blue, alpha] => [red, green, blue, alpha],
        [red, green, blue, ..] => [red, green, blue, u8::MAX],
        _ => [0; 4],
    })
}
