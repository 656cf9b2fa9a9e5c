//! Pictures made here: quarters of four colours, and all that a telephone writes beside the pixels.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// Words that stand in every part of a photo where a telephone or program may write.
pub(crate) const SECRETS: [&str; 4] = ["SECRET-MAKER", "SECRET-COMMENT", "SECRET-XMP", "SECRET-THUMBNAIL"];

/// Red, green, blue and yellow, far enough apart for JPEG.
pub(crate) const QUARTERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 200, 30], [30, 30, 220], [220, 210, 30]];

/// A picture with red top left, green top right, blue bottom left and yellow bottom right.
pub(crate) fn quarters(width: u32, height: u32) -> DynamicImage {
    let colour = |x, y| QUARTERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)];
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| Rgb(colour(x, y))))
}

/// The colours in the middle of the four quarters, each as the nearest of the four.
pub(crate) fn corners(bytes: &[u8]) -> [usize; 4] {
    let image = image::load_from_memory(bytes).unwrap().to_rgb8();
    let (width, height) = image.dimensions();
    let distance = |a: [u8; 3], b: [u8; 3]| -> u32 { (0..3).map(|i| u32::from(a[i].abs_diff(b[i]))).sum() };
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| {
        let pixel = image.get_pixel(width * x / 4, height * y / 4).0;
        (0..4).min_by_key(|quarter| distance(QUARTERS[*quarter], pixel)).unwrap()
    })
}

/// Noise in many colours, as a photo has them.
pub(crate) fn noise(width: u32, height: u32) -> DynamicImage {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 24).unwrap()
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |_, _| Rgb([next(), next(), next()])))
}

/// The bytes of a picture.
pub(crate) fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A photo as a telephone writes it: turned, with a place, its name, comments and a thumbnail.
pub(crate) fn photo(image: &DynamicImage, orientation: u16) -> Vec<u8> {
    let jpeg = encoded(image, ImageFormat::Jpeg);
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude=\"30,1N\">{}</x:xmpmeta>", SECRETS[2]);
    let mut bytes = jpeg[..2].to_vec();
    for (marker, data) in [
        (0xe1, [b"Exif\0\0".as_slice(), &exif(orientation)].concat()),
        (0xe1, xmp.into_bytes()),
        (0xfe, SECRETS[1].as_bytes().to_vec()),
    ] {
        bytes.extend([0xff, marker]);
        bytes.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        bytes.extend(data);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

/// EXIF with a maker, an orientation, a thumbnail and a place.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    const AFTER: u32 = 8 + 2 + 4 * 12 + 4;
    let maker = format!("{} {}\0", SECRETS[0], SECRETS[3]);
    let length = u32::try_from(maker.len()).unwrap();
    let place = AFTER + length;
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let degrees: Vec<u8> = [30_u32, 1, 15, 1, 20, 1].iter().flat_map(|number| number.to_le_bytes()).collect();
    let numbers = place + 2 + 2 * 12 + 4;
    [
        b"II*\0\x08\0\0\0\x04\0".to_vec(),
        entry(0x010f, 2, length, AFTER),
        entry(0x0112, 3, 1, u32::from(orientation)),
        entry(0x0131, 2, length, AFTER),
        entry(0x8825, 4, 1, place),
        vec![0; 4],
        maker.into_bytes(),
        vec![2, 0],
        entry(1, 2, 2, u32::from(b'N')),
        entry(2, 5, 3, numbers),
        vec![0; 4],
        degrees,
    ]
    .concat()
}
