//! What must not leave the archive: places, names, comments, in any file that is published.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use image::ImageFormat;

use crate::photos::{SECRETS, encoded, exif, noise, photo, quarters};
use crate::{Archive, archive, built};

/// What none of the published files may hold.
const TRACES: [&str; 4] = ["Exif\0", "http://ns.adobe.com/xap", "GPSLatitude", "Photoshop"];

/// A chunk of a PNG.
pub(crate) fn chunk(name: &str, data: &[u8]) -> Vec<u8> {
    let body = [name.as_bytes(), data].concat();
    let mut crc = u32::MAX;
    for byte in &body {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &body, &(!crc).to_be_bytes()].concat()
}

/// A PNG with EXIF and a text.
fn png() -> Vec<u8> {
    let bytes = encoded(&quarters(20, 10), ImageFormat::Png);
    let text = chunk("tEXt", format!("Comment\0{}", SECRETS[1]).as_bytes());
    [&bytes[..33], &chunk("eXIf", &exif(6)), &text, &bytes[33..]].concat()
}

/// A GIF of two frames with a comment and XMP.
fn gif() -> Vec<u8> {
    let frames = [quarters(8, 8), noise(8, 8)].map(|image| image::Frame::new(image.to_rgba8()));
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    encoder.set_repeat(image::codecs::gif::Repeat::Infinite).unwrap();
    encoder.encode_frames(frames).unwrap();
    drop(encoder);
    let block = |text: &str| [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
    let comment = [&[0x21, 0xfe][..], &block(SECRETS[1]), &[0]].concat();
    let xmp = [&[0x21, 0xff][..], &block("XMP DataXMP"), &block(SECRETS[2]), &[0]].concat();
    // Behind how often the frames are shown, where no program looks.
    let end = bytes.windows(11).position(|part| part == b"NETSCAPE2.0").unwrap() + 15;
    let bytes = [&bytes[..end], &block(SECRETS[3]), &bytes[end..]].concat();
    let at = 13 + if bytes[10] & 0x80 == 0 { 0 } else { 3 << ((bytes[10] & 7) + 1) };
    [&bytes[..at], &comment, &xmp, &bytes[at..], SECRETS[0].as_bytes()].concat()
}

fn full() -> Archive {
    let pictures = [("甲 照片.jpg", photo(&quarters(600, 400), 6)), ("乙.png", png()), ("丙.gif", gif())];
    archive(&pictures)
        .with_bytes("content/cases/封面.jpg", &photo(&noise(50, 40), 3))
        .with_bytes("content/cases/链接.jpg", &photo(&noise(40, 50), 8))
        .with_lines("cover: 封面.jpg")
        .with_markdown("[原图](链接.jpg)")
        .replacing(
            "content/site.yaml",
            "district: XX区\n",
            "district: XX区\nbase_url: https://a.invalid/\nplatforms: [{id: p, name: 甲, kind: wechat}, {id: q, name: 乙, \
             kind: weibo}, {id: r, name: 丙, kind: toutiao}, {id: s, name: 丁, kind: \
             desk}]\n",
        )
}

/// Adds what is packed in a file.
fn unpack(files: &mut BTreeMap<String, Vec<u8>>, name: &str) {
    let mut zip = zip::ZipArchive::new(Cursor::new(files[name].clone())).unwrap();
    for number in 0..zip.len() {
        let mut inside = zip.by_index(number).unwrap();
        let (within, mut bytes) = (format!("{name}/{}", inside.name().unwrap()), Vec::new());
        inside.read_to_end(&mut bytes).unwrap();
        files.insert(within, bytes);
    }
}

#[test]
fn no_published_byte_says_where_when_or_with_what_a_photo_was_taken() {
    let mut files = built(&full());
    let document = "platforms/s/a/a.zip/议事亭里解难题.docx";
    unpack(&mut files, "platforms/s/a/a.zip");
    unpack(&mut files, document);
    for start in ["platforms/r/a/images/", "platforms/s/a/a.zip/images/", &format!("{document}/word/images/")] {
        assert!(files.keys().any(|name| name.starts_with(start)), "{start} {:?}", files.keys());
    }
    for (name, bytes) in &files {
        for secret in SECRETS.iter().chain(&TRACES) {
            let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "{name} holds {secret}");
        }
    }
}

#[test]
fn a_moving_picture_still_moves() {
    let files = built(&full());
    let (_, gif) = files.iter().find(|(name, _)| name.contains("-8.gif")).unwrap();
    let decoder = image::codecs::gif::GifDecoder::new(std::io::Cursor::new(gif)).unwrap();
    assert_eq!(image::AnimationDecoder::into_frames(decoder).collect_frames().unwrap().len(), 2);
    assert!(gif.windows(11).any(|part| part == b"NETSCAPE2.0"));
}

#[test]
fn check_says_which_files_hold_a_place() {
    let run = full().check();
    let mut files: Vec<&str> =
        run.diagnostics.iter().filter(|d| d["code"] == "LT522").map(|d| d["file"].as_str().unwrap()).collect();
    files.sort_unstable();
    let expected = ["乙.png", "封面.jpg", "甲 照片.jpg", "链接.jpg"].map(|name| format!("content/cases/{name}"));
    assert_eq!(files, expected);
    assert_eq!(run.code, Some(0));
}

#[test]
fn no_address_of_a_picture_has_a_letter_that_is_not_ascii() {
    let files = built(&full());
    for (name, bytes) in files.iter().filter(|(name, _)| name.contains(".html") || name.starts_with("feeds/")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        for start in ["src=\"", "srcset=\"", "class=\"picture\" href=\""] {
            let addresses = text.split(start).skip(1).map(|rest| rest.split('"').next().unwrap());
            assert!(addresses.clone().all(|address| address.is_ascii() && !address.contains('%')), "{name}");
        }
    }
}
