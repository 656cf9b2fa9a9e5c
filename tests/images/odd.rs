//! Pictures that are whole and yet not as usual.

use std::io::Write as _;

use image::ImageFormat;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use moxcms::ColorProfile;

use crate::photos::{corners, encoded, photo, quarters};
use crate::privacy::chunk;
use crate::{archive, built, page, pictures, width_in};

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A PNG of these chunks between its head and its end; the head ends in bits, colours, 0, 0, order.
fn png(width: u32, height: u32, [bits, colours, order]: [u8; 3], chunks: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, colours, 0, 0, order]].concat();
    let mut bytes = [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk("IHDR", &head)].concat();
    for (name, data) in chunks {
        bytes.extend(chunk(name, data));
    }
    bytes.extend(chunk("IEND", &[]));
    bytes
}

/// The first pixel of what is published of a picture, with its transparency.
fn first_pixel(bytes: Vec<u8>) -> [u8; 4] {
    let files = built(&archive(&[("p.png", bytes)]));
    image::load_from_memory(pictures(&files)[0].1).unwrap().to_rgba8().get_pixel(0, 0).0
}

#[test]
fn a_picture_of_one_pixel_is_published_in_every_format() {
    let formats = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp];
    let files: Vec<(String, Vec<u8>)> =
        formats.iter().map(|format| (format!("{format:?}.png"), encoded(&quarters(1, 1), *format))).collect();
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let files = built(&archive(&files));
    assert_eq!(page(&files).matches("width=\"1\" height=\"1\"").count(), formats.len());
}

#[test]
fn photos_in_colours_for_print_are_shown_in_those_of_screens() {
    let ink: Vec<u8> =
        quarters(64, 48).to_rgb8().pixels().flat_map(|p| [255 - p[0], 255 - p[1], 255 - p[2], 0]).collect();
    for colours in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, 90).encode(&ink, 64, 48, colours).unwrap();
        let files = built(&archive(&[("p.jpg", bytes)]));
        assert_eq!(corners(pictures(&files)[0].1), [0, 1, 2, 3], "{colours:?}");
    }
}

#[test]
fn thin_lines_keep_their_colour() {
    let pixels = [220, 0, 0, 0, 0, 220].repeat(100 * 60);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.encode(&pixels, 200, 60, ColorType::Rgb).unwrap();
    let files = built(&archive(&[("p.jpg", bytes)]));
    let shown = image::load_from_memory(pictures(&files)[0].1).unwrap().to_rgb8();
    let mean = |colour: usize| shown.pixels().map(|pixel| u64::from(pixel[colour])).sum::<u64>() / (200 * 60);
    assert!((90..130).contains(&mean(0)) && (90..130).contains(&mean(2)), "{} {}", mean(0), mean(2));
}

#[test]
fn photos_in_colours_of_other_screens_are_shown_in_those_of_all() {
    // A screen on which the numbers of red mean blue.
    let mut profile = ColorProfile::new_srgb();
    std::mem::swap(&mut profile.red_colorant, &mut profile.blue_colorant);
    let profile = profile.encode().unwrap();
    let (width, height) = (600, 400);
    let pixels = quarters(width, height).into_bytes();
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 90);
    encoder.add_icc_profile(&profile).unwrap();
    encoder.encode(&pixels, 600, 400, ColorType::Rgb).unwrap();
    let mut png = Vec::new();
    let mut info = png::Info::with_size(width, height);
    (info.color_type, info.bit_depth) = (png::ColorType::Rgb, png::BitDepth::Eight);
    info.icc_profile = Some(profile.into());
    let mut writer = png::Encoder::with_info(&mut png, info).unwrap().write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    for bytes in [jpeg, png] {
        for (_, published) in pictures(&built(&archive(&[("p.png", bytes)]))) {
            assert_eq!(corners(published)[..3], [2, 1, 0]);
        }
    }
}

#[test]
fn png_of_every_kind_keeps_its_colours() {
    let row = |pixels: &[u8]| deflated(&[&[0], pixels].concat());
    let (palette, transparent) = ([9, 9, 9, 200, 10, 20].to_vec(), [255, 128].to_vec());
    let indexed = [("PLTE", palette), ("tRNS", transparent), ("IDAT", row(&[0x80]))];
    assert_eq!(first_pixel(png(2, 1, [1, 3, 0], &indexed)), [200, 10, 20, 128]);
    assert_eq!(first_pixel(png(1, 1, [16, 2, 0], &[("IDAT", row(&[200, 200, 10, 10, 20, 20]))])), [200, 10, 20, 255]);
    assert_eq!(first_pixel(png(1, 1, [8, 4, 0], &[("IDAT", row(&[70, 128]))])), [70, 70, 70, 128]);
    assert_eq!(first_pixel(png(1, 1, [8, 2, 1], &[("IDAT", row(&[200, 10, 20]))])), [200, 10, 20, 255]);
    // Several frames: the first is shown.
    let moving = [
        ("acTL", [0, 0, 0, 2, 0, 0, 0, 0].to_vec()),
        (
            "fcTL",
            [[0; 4], [0, 0, 0, 1], [0, 0, 0, 1], [0; 4], [0; 4], [0, 1, 0, 1]]
                .concat()
                .into_iter()
                .chain([0; 2])
                .collect(),
        ),
        ("IDAT", row(&[200, 10, 20])),
    ];
    assert_eq!(first_pixel(png(1, 1, [8, 2, 0], &moving)), [200, 10, 20, 255]);
}

#[test]
fn much_that_is_packed_beside_the_pixels_does_no_harm() {
    let much = deflated(&vec![b'a'; 80 << 20]);
    let pixel = deflated(&[0, 200, 10, 20]);
    for (name, head) in [("iCCP", "x\0\0"), ("zTXt", "x\0\0"), ("iTXt", "XML:com.adobe.xmp\0\x01\0\0\0")] {
        let chunks = [(name, [head.as_bytes(), &much].concat()), ("IDAT", pixel.clone())];
        assert_eq!(first_pixel(png(1, 1, [8, 2, 0], &chunks)), [200, 10, 20, 255], "{name}");
    }
    assert_eq!(
        first_pixel(png(1, 1, [8, 2, 0], &[("IDAT", deflated(&[vec![0, 200, 10, 20], vec![0; 80 << 20]].concat()))])),
        [200, 10, 20, 255]
    );
}

#[test]
fn what_a_telephone_says_brokenly_turns_nothing_and_breaks_nothing() {
    let jpeg = encoded(&quarters(60, 40), ImageFormat::Jpeg);
    let with = |exif: &[u8]| {
        let length = u16::try_from(exif.len() + 8).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, b"Exif\0\0", exif, &jpeg[2..]].concat()
    };
    let entry = b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
    let upright: [&[u8]; 5] =
        [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\x01\0\x12\x01", b"XX*\0\x08\0\0\0"];
    for exif in upright {
        let files = built(&archive(&[("p.jpg", with(exif))]));
        assert_eq!(corners(pictures(&files)[0].1), [0, 1, 2, 3], "{exif:?}");
    }
    // Turned in either order of bytes, with a count that is too high, and where the next list is this one again.
    let turned: [Vec<u8>; 3] = [
        [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06"[..], &[0; 6]].concat(),
        [&b"II*\0\x08\0\0\0\xff\xff"[..], entry].concat(),
        [&b"II*\0\x08\0\0\0\x01\0"[..], entry, &[8, 0, 0, 0]].concat(),
    ];
    for exif in turned {
        let files = built(&archive(&[("p.jpg", with(&exif))]));
        assert_eq!(corners(pictures(&files)[0].1), [2, 0, 3, 1], "{exif:?}");
    }
}

#[test]
fn pictures_of_one_name_in_two_folders_are_two_and_odd_names_lead_to_their_pictures() {
    let names = ["一/图.jpg", "二/图.jpg", "图 片😀.jpg", "a%23b.jpg", "a#b.jpg", "ＡＢ.JPG", "e\u{301}.jpg"];
    let photos = (30_u32..).map(|width| photo(&quarters(width, 20), 1));
    let archive_of = names.iter().zip(photos).map(|(name, bytes)| (*name, bytes)).collect::<Vec<_>>();
    let shown: Vec<String> =
        names.iter().map(|name| format!("![亭](<{}>)", name.replace('%', "%25").replace('#', "%23"))).collect();
    let with = |archive: crate::Archive, (name, bytes): &(&str, Vec<u8>)| {
        archive.with_bytes(&format!("content/cases/{name}"), bytes)
    };
    let start = crate::Archive::valid().with_lines("slug: a").with_markdown(&shown.join("\n\n"));
    let files = built(&archive_of.iter().fold(start, with));
    let widths: Vec<u32> = pictures(&files).iter().map(|(name, _)| width_in(name)).collect();
    assert_eq!(widths, [30, 31, 32, 33, 34, 35, 36]);
    let html = page(&files);
    let places: Vec<usize> = widths.iter().map(|width| html.find(&format!(" width=\"{width}\"")).unwrap()).collect();
    assert!(places.is_sorted(), "{html}");
}
