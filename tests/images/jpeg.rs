//! JPEG in the manners that few programs write, and with parts that are lost.

use std::collections::BTreeSet;

use image::{DynamicImage, ImageFormat};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::photos::{corners, encoded, noise, quarters};
use crate::support::{Archive, expect, expect_none};
use crate::{archive, built, pictures};

fn of(bytes: &[u8]) -> Archive {
    archive(&[("p.jpg", bytes.to_vec())])
}

/// A JPEG with a scan for each colour and with tables of its own.
fn by_colour(image: &DynamicImage, sampling: SamplingFactor) -> Vec<u8> {
    let (width, height) = (u16::try_from(image.width()).unwrap(), u16::try_from(image.height()).unwrap());
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(sampling);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(image.as_bytes(), width, height, ColorType::Rgb).unwrap();
    bytes
}

/// Where each marker of this kind is.
fn markers(bytes: &[u8], kind: u8) -> Vec<usize> {
    bytes.windows(2).enumerate().filter(|(_, pair)| *pair == [0xff, kind]).map(|(at, _)| at).collect()
}

#[test]
fn a_photo_with_a_scan_for_each_colour_keeps_its_colours() {
    for sampling in [SamplingFactor::R_4_4_4, SamplingFactor::R_4_2_2, SamplingFactor::R_4_2_0] {
        let bytes = by_colour(&quarters(203, 149), sampling);
        assert_eq!(markers(&bytes, 0xda).len(), 3);
        let files = built(&of(&bytes));
        assert_eq!(corners(pictures(&files)[0].1), [0, 1, 2, 3]);
    }
}

#[test]
fn a_photo_whose_colours_are_finer_than_its_brightness_keeps_them() {
    // Four colours, `cjpeg -optimize -sample 1x1,2x2,2x2`: no encoder here writes it.
    let files = built(&of(include_bytes!("fine-colours.jpg")));
    assert_eq!(corners(pictures(&files)[0].1), [0, 1, 2, 3]);
}

#[test]
fn zeros_in_the_middle_of_a_photo_are_a_fault() {
    let mut bytes = encoded(&noise(200, 200), ImageFormat::Jpeg);
    let middle = bytes.len() / 2;
    bytes[middle..middle + 500].fill(0);
    expect(&of(&bytes), &["content/cases/a.md:24:7 LT519"], &["文件已经损坏"]);
}

#[test]
fn zeros_are_no_fault_where_nothing_is_in_the_picture() {
    let white = DynamicImage::ImageRgb8(image::RgbImage::from_pixel(2000, 900, image::Rgb([255; 3])));
    let bytes = by_colour(&white, SamplingFactor::R_4_2_0);
    assert!(bytes.windows(64).any(|row| row == [0; 64]));
    expect_none(&of(&bytes));
    expect_none(&of(&encoded(&white, ImageFormat::Jpeg)));
}

#[test]
fn a_rare_kind_says_how_to_save_it() {
    let plain = encoded(&quarters(60, 40), ImageFormat::Jpeg);
    let frame = markers(&plain, 0xc0)[0];
    // In twelve bits, without loss, with another code, with three values for one of another colour.
    for (at, byte) in [(frame + 4, 12), (frame + 1, 0xc3), (frame + 1, 0xc9), (frame + 11, 0x31)] {
        let mut rare = plain.clone();
        rare[at] = byte;
        expect(&of(&rare), &["content/cases/a.md:24:7 LT520"], &["少见的 JPG", "另存为普通的 JPG 或 PNG"]);
    }
}

/// A photo in the manners of cameras: one scan, with restarts, with a scan for each colour, ever finer.
fn manners() -> Vec<Vec<u8>> {
    let image = noise(90, 70);
    let one = |restarts: u16, is_finer: bool| {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 80);
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
        encoder.set_restart_interval(restarts);
        encoder.set_progressive(is_finer);
        encoder.encode(image.as_bytes(), 90, 70, ColorType::Rgb).unwrap();
        bytes
    };
    let by_colour = by_colour(&image, SamplingFactor::R_4_2_0);
    vec![one(0, false), one(3, false), one(0, true), one(3, true), by_colour]
}

#[test]
fn a_photo_that_lost_data_is_a_fault_however_properly_it_ends() {
    for whole in manners() {
        expect_none(&of(&whole));
        let [scans @ .., last] = &markers(&whole, 0xda)[..] else { panic!() };
        let (first, end) = (scans.first().unwrap_or(last) + 12, whole.len() - 2);
        let tenth = |number: usize| {
            let at = first + (end - first) * number / 10;
            at + usize::from(whole[at - 1] == 0xff)
        };
        let mut broken: Vec<Vec<u8>> = (1..10).map(|cut| [&whole[..tenth(cut)], b"\xff\xd9"].concat()).collect();
        broken.extend([2, 4, 6].map(|gap| [&whole[..tenth(gap)], &whole[tenth(gap + 2)..]].concat()));
        if !scans.is_empty() {
            broken.push([&whole[..*last], b"\xff\xd9"].concat());
        }
        let mut taller = whole.clone();
        let frame = [0xc0, 0xc2].into_iter().find_map(|kind| markers(&whole, kind).first().copied()).unwrap();
        taller[frame + 6] += 32;
        broken.push(taller);
        let names: Vec<String> = (0..broken.len()).map(|number| format!("{number}.jpg")).collect();
        let all: Vec<(&str, Vec<u8>)> = names.iter().map(String::as_str).zip(broken).collect();
        let run = archive(&all).check();
        let damaged = run.diagnostics.iter().filter(|d| d["code"] == "LT519").count();
        assert_eq!((damaged, run.diagnostics.len()), (all.len(), all.len()), "{:#?}", run.diagnostics);
    }
}

#[test]
fn a_photo_of_more_parts_than_any_real_one_is_a_fault() {
    let whole = encoded(&noise(30, 20), ImageFormat::Jpeg);
    let with = |parts: usize| [&whole[..2], &b"\xff\xfe\0\x02".repeat(parts), &whole[2..]].concat();
    expect_none(&of(&with(900)));
    expect(&of(&with(1000)), &["content/cases/a.md:24:7 LT519"], &["文件已经损坏"]);
}

#[test]
fn what_a_telephone_writes_behind_a_photo_is_no_fault_and_is_not_published() {
    let film = b"MotionPhoto_Data\0\0\0\x18ftypmp42\0\0\0\0SECRET\xff\xd9SEFT".as_slice();
    let preview = encoded(&quarters(16, 12), ImageFormat::Jpeg);
    let behind = [b"\0\0SEFHSECRETSEFT".as_slice(), film, b"\xff\xff\xff", b"\xff\xd8\xff\xe1\x12", &preview];
    let with = manners().into_iter().flat_map(|whole| behind.map(|behind| [&whole, behind].concat()));
    let published = |photos: Vec<Vec<u8>>| -> BTreeSet<Vec<u8>> {
        let names: Vec<String> = (0..photos.len()).map(|number| format!("{number}.jpg")).collect();
        let archive = archive(&names.iter().map(String::as_str).zip(photos).collect::<Vec<_>>());
        expect_none(&archive);
        pictures(&built(&archive)).into_iter().map(|(_, bytes)| bytes.to_vec()).collect()
    };
    assert_eq!(published(with.collect()), published(manners()));
}
