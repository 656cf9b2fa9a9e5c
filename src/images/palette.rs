//! Pictures in few colours, as drawings are: written as a number for each pixel, in no more bits than the numbers need.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use image::DynamicImage;
use png::BitDepth;

/// A smaller drawing has twice as many colours as the drawing, up to this number: in all that there could be between
/// them, letters take three times as much.
const MOST_BLENDED: usize = 32;

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

    /// The same drawing in another size, in few colours too.
    pub(super) fn blended(&self, smaller: &DynamicImage) -> DynamicImage {
        let mut drawing = smaller.clone();
        let few = few(smaller, (2 * self.0.len()).min(MOST_BLENDED));
        let (channels, bytes) = match &mut drawing {
            DynamicImage::ImageRgb8(rgb) => (3, &mut **rgb),
            DynamicImage::ImageRgba8(rgba) => (4, &mut **rgba),
            _ => return drawing,
        };
        for (pixel, colour) in bytes.chunks_exact_mut(channels).zip(colours(smaller)) {
            if let Some(colour) = few.get(&colour) {
                pixel.copy_from_slice(&colour[..channels]);
            }
        }
        drawing
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

/// For each colour of a picture one of so many: they are divided where they differ most.
fn few(image: &DynamicImage, most: usize) -> BTreeMap<Colour, Colour> {
    let mut counted: BTreeMap<Colour, u64> = BTreeMap::new();
    for colour in colours(image) {
        *counted.entry(colour).or_default() += 1;
    }
    let mut groups = vec![Group::new(counted.into_iter().collect())];
    while groups.len() < most {
        let widest = groups.iter().enumerate().max_by_key(|(at, group)| (group.spread, Reverse(*at)));
        let Some((at, _)) = widest.filter(|(_, group)| group.spread > 0) else { break };
        let (low, high) = groups.swap_remove(at).halves();
        groups.extend([low, high]);
    }
    let chosen = |group: Group| {
        let colour = group.colour();
        group.counted.into_iter().map(move |(own, _)| (own, colour))
    };
    groups.into_iter().flat_map(chosen).collect()
}

/// Colours with their numbers of pixels.
struct Group {
    counted: Vec<(Colour, u64)>,
    /// The channel in which they differ most.
    channel: usize,
    /// The squares of how far they are from the mean there, weighed as in the mean.
    spread: u64,
}

impl Group {
    fn new(counted: Vec<(Colour, u64)>) -> Self {
        let spread = |channel: usize| {
            let mean = mean(&counted, channel);
            counted.iter().map(|(colour, count)| u64::from(colour[channel].abs_diff(mean)).pow(2) * count.isqrt()).sum()
        };
        let (spread, channel) = (0..4).map(|channel| (spread(channel), channel)).max().unwrap_or_default();
        Self { counted, channel, spread }
    }

    fn halves(self) -> (Self, Self) {
        let mean = mean(&self.counted, self.channel);
        let (low, high) = self.counted.into_iter().partition(|(colour, _)| colour[self.channel] <= mean);
        (Self::new(low), Self::new(high))
    }

    /// The colour of most pixels, as areas have one, else the mean of all.
    fn colour(&self) -> Colour {
        let pixels: u64 = self.counted.iter().map(|(_, count)| count).sum();
        let most = self.counted.iter().max_by_key(|(colour, count)| (*count, Reverse(*colour)));
        match most {
            Some((colour, count)) if 2 * count >= pixels => *colour,
            _ => [0, 1, 2, 3].map(|channel| mean(&self.counted, channel)),
        }
    }
}

/// The mean of one channel, at least the lowest value and below the highest, where they differ. Large areas do not count
/// as much as they have pixels: a small mark keeps its colour.
fn mean(counted: &[(Colour, u64)], channel: usize) -> u8 {
    let weight: u64 = counted.iter().map(|(_, count)| count.isqrt()).sum();
    let sum: u64 = counted.iter().map(|(colour, count)| u64::from(colour[channel]) * count.isqrt()).sum();
    u8::try_from(sum / weight.max(1)).unwrap_or(u8::MAX)
}

fn colours(image: &DynamicImage) -> impl Iterator<Item = Colour> {
    let channels = usize::from(image.color().channel_count());
    image.as_bytes().chunks_exact(channels).map(|pixel| match *pixel {
        [red, green, blue, alpha] => [red, green, blue, alpha],
        [red, green, blue, ..] => [red, green, blue, u8::MAX],
        _ => [0; 4],
    })
}
