//! Pictures as platforms take them: JPG or PNG below a megabyte, and covers of fixed sizes.
//!
//! Each file is read and drawn once, whatever number of packages it is in. Text in SVG, which would
//! need fonts of the machine, is left out, and covers have letters only in a font that the platform names.

mod card;
mod chart;
mod cover;
pub mod drawing;
mod focus;
mod letters;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, Mutex};

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use rayon::prelude::*;

use crate::model::SourcePath;
use crate::model::memory::{self, Share};
use crate::source::Sources;

pub(super) use card::{CardText, Fonts, draw as draw_covers, read as read_fonts};
pub(super) use chart::{Bar, draw as draw_bars};
pub(super) use cover::{Covers, plain as plain_covers};
pub(super) use drawing::is_passing;

/// The most bytes of a picture within an article.
const MOST_BYTES: usize = 1_000_000;

/// How wide a picture is that has to be made smaller, the widest first; a phone's screen has 1080 pixels.
const WIDTHS: [u32; 3] = [1280, 1080, 640];

/// What a picture may take while it is decoded; a photograph of 30 megapixels takes 90 MB.
const MOST_MEMORY: u64 = 128 * 1024 * 1024;

/// How many bytes a pixel takes in a picture and in what is made of it.
const OF_PIXEL: u64 = 8;

/// How good a JPG is, of 100.
const QUALITY: u8 = 85;

/// A picture for an article.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// `jpg` or `png`.
    pub(super) extension: &'static str,
    /// The file.
    pub(super) bytes: Arc<[u8]>,
    /// In pixels.
    pub(super) width: u32,
    /// In pixels.
    pub(super) height: u32,
    /// Its covers, where they were asked for.
    pub(super) covers: Option<Covers>,
    /// What an editor should know of it.
    pub(super) advice: Option<&'static str>,
}

/// Why a picture cannot be used, as a phrase.
pub(super) type Fault = &'static str;

/// Pictures by their files.
pub(super) type Pictures = BTreeMap<SourcePath, Result<Picture, Fault>>;

/// What a picture is made of: its bytes by their hash, whether they are SVG, and whether covers are wanted.
type Key = ([u8; 32], bool, bool);

/// What became of the pictures of the last time. The preview makes the same ones after each save, and most of its time
/// would go there.
static LAST: Mutex<BTreeMap<Key, Result<Picture, Fault>>> = Mutex::new(BTreeMap::new());

/// Reads pictures; true where covers are wanted too. Tells besides whether one failed that may be there another time.
pub(super) fn load(sources: &Sources, wanted: &BTreeMap<SourcePath, bool>, drawer: Option<&Path>) -> (Pictures, bool) {
    let last = LAST.lock().map(|mut last| std::mem::take(&mut *last)).unwrap_or_default();
    let wanted: Vec<(&SourcePath, bool)> = wanted.iter().map(|(path, covers)| (path, *covers)).collect();
    let read = |(path, covers): (&SourcePath, bool)| {
        // Of a picture that cannot be made there is nothing.
        let Some(bytes) = sources.bytes(path).ok().filter(|bytes| !bytes.is_empty()) else {
            return (path.clone(), None, Err("文件读不出来"));
        };
        let is_svg = path.extension() == "svg";
        let key = (*blake3::hash(&bytes).as_bytes(), is_svg, covers);
        let make = || if is_svg { of_drawing(&bytes, covers, drawer) } else { make(Arc::clone(&bytes), covers) };
        (path.clone(), Some(key), last.get(&key).cloned().unwrap_or_else(make))
    };
    let made: Vec<_> = wanted.into_par_iter().with_max_len(1).map(read).collect();
    let is_passing = |made: &Result<Picture, Fault>| made.as_ref().is_err_and(|fault| is_passing(fault));
    let misses_any = made.iter().any(|(_, _, made)| is_passing(made));
    let known = made.iter().filter(|(_, _, made)| !is_passing(made));
    let known = known.filter_map(|(_, key, made)| Some(((*key)?, made.clone()))).collect();
    if let Ok(mut last) = LAST.lock() {
        *last = known;
    }
    (made.into_iter().map(|(path, _, made)| (path, made)).collect(), misses_any)
}

fn of_drawing(bytes: &[u8], covers: bool, drawer: Option<&Path>) -> Result<Picture, Fault> {
    let (png, advice) = drawing::drawn(bytes, drawer)?;
    let (image, _share) = decode(&png)?;
    Ok(Picture { advice, ..encoded(&image, covers)? })
}

fn make(bytes: Arc<[u8]>, covers: bool) -> Result<Picture, Fault> {
    let format = reader(&bytes)?.format().ok_or("不是 JPG、PNG、WebP 或 GIF 图片")?;
    let extension = match format {
        ImageFormat::Jpeg => Some("jpg"),
        ImageFormat::Png => Some("png"),
        _ => None,
    };
    let extension = extension.filter(|_| bytes.len() < MOST_BYTES);
    let is_plain = format == ImageFormat::Jpeg || !may_be_transparent(&bytes)?;
    if let Some(extension) = extension.filter(|_| is_plain) {
        return as_it_is(bytes, extension, covers);
    }
    let (image, share) = decode(&bytes)?;
    if let Some(extension) = extension.filter(|_| !is_transparent(&image)) {
        drop((image, share));
        return as_it_is(bytes, extension, covers);
    }
    let mut picture = encoded(&image, covers)?;
    picture.advice = (format == ImageFormat::Gif).then_some("动图只取了第一帧");
    Ok(picture)
}

/// Whether a picture has room for how transparent its pixels are.
fn may_be_transparent(bytes: &[u8]) -> Result<bool, Fault> {
    let decoder = reader(bytes)?.into_decoder().map_err(|_| "图片已经损坏")?;
    Ok(decoder.color_type().has_alpha())
}

/// Whether anything of a picture is transparent: its lines could not be seen on a dark ground.
fn is_transparent(image: &DynamicImage) -> bool {
    image.color().has_alpha() && image.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}

/// A picture that needs no change.
fn as_it_is(bytes: Arc<[u8]>, extension: &'static str, covers: bool) -> Result<Picture, Fault> {
    let covers = if covers { Some(Covers::of(&decode(&bytes)?.0)?) } else { None };
    let (width, height) = size(&bytes)?;
    Ok(Picture { extension, bytes, width, height, covers, advice: None })
}

/// The pixels of a picture, with the memory that they and what is made of them take.
fn decode(bytes: &[u8]) -> Result<(DynamicImage, Share), Fault> {
    let (width, height) = size(bytes)?;
    let share = memory::share(u64::from(width) * u64::from(height) * OF_PIXEL);
    let mut reader = reader(bytes)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let image = reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => "图片的像素太多",
        _ => "图片已经损坏，或不是 JPG、PNG、WebP、GIF",
    })?;
    Ok((image, share))
}

fn size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    reader(bytes)?.into_dimensions().map_err(|_| "图片已经损坏")
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, Fault> {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| "文件读不出来")
}

/// A picture as a JPG that is small enough.
fn encoded(image: &DynamicImage, covers: bool) -> Result<Picture, Fault> {
    for width in WIDTHS {
        let smaller = (image.width() > width).then(|| image.resize(width, u32::MAX, FilterType::Triangle));
        let rgb = on_white(smaller.as_ref().unwrap_or(image));
        let bytes = jpeg(&rgb)?;
        if bytes.len() < MOST_BYTES {
            let covers = if covers { Some(Covers::of(image)?) } else { None };
            let (width, height) = rgb.dimensions();
            return Ok(Picture { extension: "jpg", bytes: bytes.into(), width, height, covers, advice: None });
        }
    }
    Err("压缩以后仍然超过 1 MB")
}

/// What is transparent becomes white.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let rgba = image.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0;
        let mix = |c: u8| u8::try_from((u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a))) / 255).unwrap_or(255);
        image::Rgb([mix(r), mix(g), mix(b)])
    })
}

fn jpeg(image: &RgbImage) -> Result<Vec<u8>, Fault> {
    let (width, height) = image.dimensions();
    let (width, height) = u16::try_from(width).ok().zip(u16::try_from(height).ok()).ok_or("图片太大，转换不了")?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    // Letters keep their colour.
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.encode(image, width, height, ColorType::Rgb).map_err(|_| "图片转换不了")?;
    Ok(bytes)
}
