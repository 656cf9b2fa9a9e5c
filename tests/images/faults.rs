//! Pictures that cannot be published, said at the link.

use image::ImageFormat;

use crate::archive;
use crate::photos::{encoded, noise, photo, quarters};
use crate::support::{Archive, expect, expect_none};

fn of(name: &str, bytes: &[u8]) -> Archive {
    archive(&[(name, bytes.to_vec())])
}

/// The head of a PNG of this size, with no pixel in it.
fn png_head(width: u32, height: u32) -> Vec<u8> {
    let small = encoded(&quarters(2, 2), ImageFormat::Png);
    let mut head = small.clone();
    head[16..20].copy_from_slice(&width.to_be_bytes());
    head[20..24].copy_from_slice(&height.to_be_bytes());
    let mut crc = u32::MAX;
    for byte in &head[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    head[29..33].copy_from_slice(&(!crc).to_be_bytes());
    head
}

#[test]
fn a_damaged_picture_is_an_error_at_the_link() {
    let jpeg = encoded(&noise(64, 64), ImageFormat::Jpeg);
    let png = encoded(&noise(64, 64), ImageFormat::Png);
    let gif = encoded(&quarters(64, 64), ImageFormat::Gif);
    let webp = encoded(&noise(64, 64), ImageFormat::WebP);
    for (name, bytes) in [("p.jpg", &jpeg), ("p.png", &png), ("p.gif", &gif), ("p.webp", &webp)] {
        for length in [4, 40] {
            expect(
                &of(name, &bytes[..length]),
                &["content/cases/a.md:24:7 LT519"],
                &[&format!("图片「{name}」打不开")],
            );
        }
        expect(&of(name, b"\x01\x02\x03 no picture"), &["content/cases/a.md:24:7 LT519"], &[]);
        expect(&of(name, b""), &["content/cases/a.md:24:7 LT519"], &[]);
    }
    let mut bent = png;
    bent[100] ^= 0x55;
    expect(&of("p.png", &bent), &["content/cases/a.md:24:7 LT519"], &[]);
    let mut garbled = jpeg;
    let middle = garbled.len() / 2;
    garbled[middle..middle + 200].fill(0xff);
    expect(&of("p.jpg", &garbled), &["content/cases/a.md:24:7 LT519"], &[]);
}

#[test]
fn a_webp_that_lost_bytes_is_a_fault_and_what_stands_behind_it_is_none() {
    // 48 × 32 in full colours, as telephones write it: no encoder here does.
    let whole = include_bytes!("lossy.webp");
    let gap = [&whole[..300], &whole[350..]].concat();
    let mut shorter = gap.clone();
    shorter[4..8].copy_from_slice(&u32::try_from(gap.len() - 8).unwrap().to_le_bytes());
    for bytes in [&gap, &shorter, &whole[..whole.len() - 40].to_vec()] {
        expect(&of("p.webp", bytes), &["content/cases/a.md:24:7 LT519"], &["文件已经损坏"]);
    }
    for behind in [b"".as_slice(), b"\0", b"\0\0\0\0\0\0\0\0\0\0", b"behind the end of the picture"] {
        expect_none(&of("p.webp", &[whole, behind].concat()));
    }
}

#[test]
fn heic_by_any_name_is_an_error_that_says_how_to_save_it() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x08mdat";
    for (name, bytes) in [("p.HEIC", heic.as_slice()), ("p.jpg", heic), ("p.heic", b"x")] {
        expect(&of(name, bytes), &["content/cases/a.md:24:7 LT520"], &["HEIC", "另存为 JPG（JPEG）", "兼容性最佳"]);
    }
    let linked = Archive::valid().with_markdown("[原图](p.heic)").with_bytes("content/cases/p.heic", heic);
    expect(&linked, &["content/cases/a.md:23:6 LT520"], &[]);
}

#[test]
fn what_is_no_picture_cannot_be_shown_as_one() {
    for (name, bytes, words) in [
        ("p.avif", b"\0\0\0\x18ftypavif\0\0\0\0avifmif1".as_slice(), "是 AVIF 格式"),
        ("p.jpg", b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", "是 AVIF 格式"),
        ("p.tif", b"II*\0\x08\0\0\0", "是 TIFF 格式"),
        ("p.ico", b"\0\0\x01\0\x01\0", "是 ICO 格式"),
        ("p.pdf", b"\x01\x02", "不是 JPG、PNG、WebP、GIF 图片"),
    ] {
        expect(&of(name, bytes), &["content/cases/a.md:24:7 LT520"], &[words]);
    }
    let linked = Archive::valid().with_markdown("[表](p.pdf)").with_bytes("content/cases/p.pdf", b"%PDF-1.7");
    expect_none(&linked);
}

#[test]
fn what_has_the_name_of_a_picture_and_cannot_be_read_is_not_published_as_it_is_where_it_is_linked_to() {
    let photo = photo(&noise(64, 64), 1);
    let stray = [b"\n", &photo[..]].concat();
    let jpeg_2000 = [b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 \0\0\0\0jp2 ", &photo[2..]].concat();
    for (name, bytes, code) in [("p.jpg", &stray, "LT519"), ("p.jpg", &jpeg_2000, "LT519"), ("p.avif", &stray, "LT520")]
    {
        let linked = Archive::valid()
            .with_markdown(&format!("[原图]({name})"))
            .with_bytes(&format!("content/cases/{name}"), bytes);
        let run = linked.build();
        assert_eq!(run.code, Some(1));
        assert!(run.lines().contains(&format!("content/cases/a.md:23:6 {code} error")), "{:?}", run.lines());
    }
}

#[test]
fn a_file_of_another_kind_is_called_what_it_is() {
    let docx = b"PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml word/document.xml";
    for (name, bytes, words) in [
        ("p.pdf", b"%PDF-1.7".as_slice(), ["不是图片，而是 PDF 文档", "去掉前面的叹号"]),
        ("p.jpg", b"%PDF-1.7", ["不是图片，而是 PDF 文档", "把扩展名改对"]),
        ("p.jpg", docx, ["而是 Word 文档", "把扩展名改对"]),
        ("p.jpg", b"PK\x03\x04\x14\0 a.jpg", ["而是压缩包", "把扩展名改对"]),
        ("p.png", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ["而是旧版的 Word、Excel 或 PPT 文档", "把扩展名改对"]),
        ("p.jpg", b"\0\0\0\x18ftypisom\0\0\0\0", ["而是录像", "把扩展名改对"]),
        ("p.jpg", b"\n<!DOCTYPE html>\n<html>", ["而是网页", "图片另存为"]),
        (
            "p.png",
            b"<?xml version='1.0'?>\n<!-- a -->\n<svg xmlns='http://www.w3.org/2000/svg'/>",
            ["而是 SVG 图", "改成 .svg"],
        ),
        ("p.jpg", "version https://lfs.invalid/spec/v1\n大小".as_bytes(), ["而是文字", "换成真正的图片"]),
        ("p.gif", b"MZ\x90\0\x03\0\0\0", ["而是程序", "换成真正的图片"]),
    ] {
        expect(&of(name, bytes), &["content/cases/a.md:24:7 LT520"], &words);
    }
    let linked = Archive::valid().with_markdown("[图](p.jpg)").with_bytes("content/cases/p.jpg", b"MZ\x90\0\x03\0\0\0");
    expect(&linked, &["content/cases/a.md:23:5 LT520"], &["而是程序"]);
}

#[test]
fn a_picture_is_what_its_bytes_say_whatever_its_name() {
    for (name, format) in [
        ("p.jpg", ImageFormat::Png),
        ("p.jpg", ImageFormat::WebP),
        ("p.png", ImageFormat::Gif),
        ("p.webp", ImageFormat::Jpeg),
        ("p.heic", ImageFormat::Jpeg),
        ("p.gif", ImageFormat::Bmp),
    ] {
        expect_none(&of(name, &encoded(&noise(64, 64), format)));
    }
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_by_its_head() {
    for (width, height, words) in [
        (12_000, 9_000, "12000×9000，共 10800 万像素，超过上限 6400 万"),
        (u32::MAX >> 1, 1, "万像素"),
        (u32::MAX, u32::MAX, "万像素"),
    ] {
        expect(&of("p.png", &png_head(width, height)), &["content/cases/a.md:24:7 LT521"], &[words, "缩小到宽 4000"]);
    }
    expect(&of("p.png", &png_head(1, 70_000)), &["content/cases/a.md:24:7 LT521"], &["1×70000，一边超过上限 65500"]);
}

/// One pixel in this format, with another width and height in its head.
fn with_size(format: ImageFormat, width: u16, height: u16) -> Vec<u8> {
    let mut bytes = encoded(&quarters(1, 1), format);
    let at = match format {
        ImageFormat::Jpeg => bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap() + 5,
        ImageFormat::Gif => 6,
        ImageFormat::Bmp => 18,
        _ => return png_head(width.into(), height.into()),
    };
    let (wide, high) = (u32::from(width).to_le_bytes(), u32::from(height).to_le_bytes());
    let sides = match format {
        ImageFormat::Jpeg => [height.to_be_bytes(), width.to_be_bytes()].concat(),
        ImageFormat::Gif => [&wide[..2], &high[..2]].concat(),
        _ => [wide, high].concat(),
    };
    bytes[at..at + sides.len()].copy_from_slice(&sides);
    bytes
}

#[test]
fn a_head_that_lies_about_the_size_is_an_error_in_every_format() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::Bmp] {
        for (width, height, code) in [(0, 0, "LT519"), (0, 7, "LT519"), (65_535, 65_535, "LT521")] {
            let line = format!("content/cases/a.md:24:7 {code}");
            expect(&of("p.jpg", &with_size(format, width, height)), &[&line], &[]);
        }
    }
    // WebP of all the pixels that it can have, without data.
    let webp = b"RIFF\x12\0\0\0WEBPVP8L\x05\0\0\0\x2f\xff\xff\xff\x0f\0";
    expect(&of("p.webp", webp), &["content/cases/a.md:24:7 LT519"], &[]);
}

#[test]
fn a_picture_without_its_end_is_an_error_wherever_it_is_cut() {
    let photo = noise(64, 48);
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp] {
        let whole = encoded(&photo, format);
        let cut: Vec<(String, Vec<u8>)> =
            (0..10).map(|tenth| (format!("{tenth}.png"), whole[..whole.len() * tenth / 10].to_vec())).collect();
        let cut: Vec<(&str, Vec<u8>)> = cut.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        let run = archive(&cut).check();
        let damaged = run.diagnostics.iter().filter(|d| d["code"] == "LT519").count();
        assert_eq!((damaged, run.diagnostics.len()), (10, 10), "{format:?}: {:#?}", run.diagnostics);
    }
}

#[test]
fn the_limit_of_pixels_is_a_setting() {
    let limit = |number: u32| {
        let limits = format!("district: XX区\nlimits: {{megapixels: {number}}}\n");
        of("p.png", &encoded(&noise(1200, 1000), ImageFormat::Png)).replacing(
            "content/site.yaml",
            "district: XX区\n",
            &limits,
        )
    };
    expect_none(&limit(2));
    expect(&limit(1), &["content/cases/a.md:24:7 LT521"], &["超过上限 100 万"]);
}

#[test]
fn a_bad_cover_is_shown_where_it_is_written() {
    let archive = Archive::valid().with_lines("cover: c.jpg").with_bytes("content/cases/c.jpg", b"jpg");
    expect(&archive, &["content/cases/a.md:7:8 LT519"], &[]);
}

#[test]
fn a_bad_picture_is_reported_once_however_often_it_is_used() {
    let archive = of("p.jpg", b"jpg").with_markdown("![又一次](p.jpg)");
    expect(&archive, &["content/cases/a.md:24:8 LT519"], &[]);
}

/// A GIF of frames of this size in so many, each written once and copied.
fn moving(width: u32, height: u32, frames: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    encoder.encode_frame(image::Frame::new(quarters(width, height).to_rgba8())).unwrap();
    drop(encoder);
    let start = 13 + if bytes[10] & 0x80 == 0 { 0 } else { 3 << ((bytes[10] & 7) + 1) };
    let (head, frame) = bytes[..bytes.len() - 1].split_at(start);
    [head, &frame.repeat(frames), &[0x3b]].concat()
}

#[test]
fn a_moving_picture_has_a_limit_of_frames() {
    let mut many = moving(16, 16, 10_000);
    expect_none(&of("p.gif", &many));
    let words = ["帧加起来有 102400 万像素，超过上限 50000 万", "截短"];
    many[6..10].copy_from_slice(&[64, 1, 64, 1]);
    expect(&of("p.gif", &many), &["content/cases/a.md:24:7 LT521"], &words);
    // One frame that is much larger than the picture.
    let mut large = moving(16, 16, 2);
    let at = large.windows(10).rposition(|part| part[0] == 0x2c && part[5..9] == [16, 0, 16, 0]).unwrap();
    large[at + 5..at + 9].fill(0xff);
    expect(&of("p.gif", &large), &["content/cases/a.md:24:7 LT521"], &["超过上限"]);
    large[at + 5..at + 9].copy_from_slice(&[0, 64, 0, 64]);
    expect(&of("p.gif", &large), &["content/cases/a.md:24:7 LT519"], &[]);
}

#[test]
fn a_moving_picture_with_a_garbled_frame_is_damaged() {
    let mut bytes = moving(64, 64, 3);
    let middle = bytes.len() / 2;
    bytes[middle..middle + 6].fill(0xff);
    expect(&of("p.gif", &bytes), &["content/cases/a.md:24:7 LT519"], &[]);
}

#[test]
fn a_picture_that_moves_and_is_shown_still_is_told_of_where_it_is_shown() {
    let still = encoded(&quarters(8, 8), ImageFormat::Png);
    let frames = crate::privacy::chunk("acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let png = [&still[..33], &frames, &still[33..]].concat();
    expect(&of("p.png", &png), &["content/cases/a.md:24:7 LT535 note"], &["会动", "2 MB 以内的 GIF"]);
    expect_none(&of("p.png", &still));
}

#[test]
fn a_picture_file_of_too_many_bytes_is_not_read() {
    let archive = of("p.jpg", b"\xff\xd8\xff");
    let file = std::fs::File::options().write(true).open(archive.path("content/cases/p.jpg")).unwrap();
    file.set_len(256 * 1024 * 1024 + 1).unwrap();
    expect(&archive, &["content/cases/a.md:24:7 LT521"], &["图片「p.jpg」有 257 MB，超过上限 256 MB"]);
}
