//! Covers: cut from a picture around what draws the eye, or a plain card.

use std::sync::Arc;

use image::DynamicImage;
use image::imageops::FilterType;

use super::focus::Interest;
use super::{Fault, jpeg, on_white};

/// Width and height of the wide cover, 2.35:1.
pub(super) const WIDE: (u32, u32) = (900, 383);

/// Width and height of the square one.
pub(super) const SQUARE: (u32, u32) = (383, 383);

/// The covers of an article, both JPG.
#[derive(Clone, Debug)]
pub(in crate::platforms) struct Covers {
    /// 900×383.
    pub(in crate::platforms) wide: Arc<[u8]>,
    /// 383×383.
    pub(in crate::platforms) square: Arc<[u8]>,
}

impl Covers {
    /// Those of a picture.
    pub(super) fn of(image: &DynamicImage) -> Result<Self, Fault> {
        let interest = Interest::of(image);
        Ok(Self { wide: cut(image, &interest, WIDE)?, square: cut(image, &interest, SQUARE)? })
    }
}

/// The largest part of these proportions, with as much of interest in it as there can be.
fn cut(image: &DynamicImage, interest: &Interest, (width, height): (u32, u32)) -> Result<Arc<[u8]>, Fault> {
    let (own_width, own_height) = (u64::from(image.width()), u64::from(image.height()));
    let fitting = |own: u64, other: u64, side: u32, across: u32| {
        u32::try_from((other * u64::from(side) / u64::from(across)).clamp(1, own)).unwrap_or(1)
    };
    let part = (fitting(own_width, own_height, width, height), fitting(own_height, own_width, height, width));
    let corner = interest.corner((image.width(), image.height()), part);
    let part = image.crop_imm(corner.0, corner.1, part.0, part.1);
    Ok(jpeg(&on_white(&part.resize_exact(width, height, FilterType::Triangle)))?.into())
}

/// Cards in red with lines of gold, for articles without a picture. They are files of the program: ten thousand
/// packages may have them, and no encoder here makes them as small.
pub(in crate::platforms) fn plain() -> Covers {
    let [wide, square]: [&[u8]; 2] = [include_bytes!("plain-wide.jpg"), include_bytes!("plain-square.jpg")];
    Covers { wide: wide.into(), square: square.into() }
}
