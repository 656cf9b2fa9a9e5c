//! Pictures of packages: numbered, of kinds and sizes that platforms take.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, ImageFormat, RgbaImage};
use serde_json::Value;

use crate::reader::read;
use crate::{archive, built, covered, text};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"20\" fill=\"#b3191f\"/></svg>\n";

/// A picture that packs badly.
pub(crate) fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 24).unwrap()
    };
    let image = RgbaImage::from_fn(width, height, |_, _| image::Rgba([next(), next(), next(), 255]));
    let mut bytes = Vec::new();
    let image = DynamicImage::ImageRgba8(image);
    let image = if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(image.to_rgb8()) } else { image };
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

#[test]
fn pictures_are_numbered_in_reading_order_and_the_same_one_once() {
    let body = "![二](b.svg \"二的说明\")\n\n文中![一](c.jpg)图\n\n![二](b.svg)\n";
    let archive = archive("wechat", body)
        .with(&format!("-- content/cases/b.svg --\n{SVG}"))
        .with_bytes("content/cases/c.jpg", &picture(30, 20, ImageFormat::Jpeg));
    let files = built(&archive, &[]);
    let json: Value = serde_json::from_str(&text(&files, "p/a/article.json")).unwrap();
    let images: Vec<&str> =
        json["images"].as_array().unwrap().iter().map(|image| image["file"].as_str().unwrap()).collect();
    assert_eq!(images, ["images/01.jpg", "images/02.jpg"]);
    assert_eq!((&json["images"][0]["width"], &json["images"][0]["height"]), (&1080.into(), &540.into()));
    let words = read(&text(&files, "p/a/article.html")).whole_text();
    assert!(words.starts_with("［图01］二的说明文中［图02］图［图01］二"), "{words}");
    assert!(images.iter().all(|name| files.contains_key(&format!("p/a/{name}"))));
}

#[test]
fn what_is_transparent_becomes_white_and_can_be_read_on_a_dark_ground() {
    let lines = RgbaImage::from_fn(20, 20, |x, _| image::Rgba([0, 0, 0, u8::from(x > 9) * 255]));
    let mut bytes = Vec::new();
    lines.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    let files = built(&archive("wechat", "![a](a.png)").with_bytes("content/cases/a.png", &bytes), &[]);
    let image = image::load_from_memory(&files["p/a/images/01.jpg"]).unwrap().to_rgba8();
    assert!(image.get_pixel(2, 2).0[..3].iter().all(|part| *part > 240), "{:?}", image.get_pixel(2, 2));
    assert!(image.get_pixel(17, 2).0[..3].iter().all(|part| *part < 15), "{:?}", image.get_pixel(17, 2));
}

#[test]
fn drawings_are_png_and_photos_small_jpg() {
    let body = "![a](a.png)\n\n![b](b.png)\n\n![c](c.webp)\n\n![d](d.gif)\n";
    let drawing = RgbaImage::from_fn(20, 20, |x, _| image::Rgba([u8::from(x > 9) * 200, 0, 0, 255]));
    let mut small = Vec::new();
    drawing.write_to(&mut Cursor::new(&mut small), ImageFormat::Png).unwrap();
    let archive = archive("wechat", body)
        .with_bytes("content/cases/a.png", &small)
        .with_bytes("content/cases/b.png", &picture(800, 600, ImageFormat::Png))
        .with_bytes("content/cases/c.webp", &picture(200, 200, ImageFormat::WebP))
        .with_bytes("content/cases/d.gif", &picture(20, 20, ImageFormat::Gif));
    let files = built(&archive, &[]);
    assert_eq!(image::load_from_memory(&files["p/a/images/01.png"]).unwrap().to_rgba8(), drawing);
    for (name, format) in [("02.jpg", ImageFormat::Jpeg), ("03.jpg", ImageFormat::Jpeg), ("04.png", ImageFormat::Png)] {
        let bytes = &files[&format!("p/a/images/{name}")];
        assert_eq!(image::guess_format(bytes).unwrap(), format, "{name}");
        assert!(bytes.len() < 1_000_000, "{name}: {}", bytes.len());
    }
}

#[test]
fn covers_have_their_sizes_with_a_picture_and_without() {
    let with = archive("wechat", "甲")
        .with_bytes("content/cases/c.jpg", &picture(300, 700, ImageFormat::Jpeg))
        .replacing("content/cases/a.md", "slug: a\n", "slug: a\ncover: c.jpg\n");
    for (archive, is_cut) in [(with, true), (archive("wechat", "甲"), false)] {
        let files = built(&archive, &[]);
        for (name, size) in [("cover-235x100.jpg", (900, 383)), ("cover-1x1.jpg", (383, 383))] {
            let cover = image::load_from_memory(&files[&format!("p/a/{name}")]).unwrap();
            assert_eq!((cover.width(), cover.height()), size, "{name}");
        }
        assert_eq!(text(&files, "p/a/article.json").contains("没有封面图片"), !is_cut);
    }
}

#[test]
fn covers_are_cut_around_what_there_is_to_see() {
    let grey = image::Rgb([200_u8; 3]);
    // A wide picture is cut at its sides for the square cover, a high one above and below for both.
    for (size, at) in
        [((900, 200), (700, 60)), ((900, 200), (60, 60)), ((300, 900), (100, 780)), ((300, 900), (100, 40))]
    {
        let mut image = image::RgbImage::from_pixel(size.0, size.1, grey);
        for (x, y) in (0..80).flat_map(|x| (0..80).map(move |y| (x, y))).filter(|(x, y)| (x / 8 + y / 8) % 2 == 0) {
            image.put_pixel(at.0 + x, at.1 + y, image::Rgb([20, 20, 20]));
        }
        let mut bytes = Vec::new();
        image.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        let archive = archive("wechat", "![亭](a.png)").with_bytes("content/cases/a.png", &bytes);
        let cover = image::load_from_memory(&built(&archive, &[])["p/a/cover-1x1.jpg"]).unwrap().to_luma8();
        let dark = cover.pixels().filter(|pixel| pixel.0[0] < 100).count();
        let side = size.0.min(size.1) as usize;
        // Nearly all of the pattern is in it: half of its 6,400 points, scaled.
        assert!(dark * side * side * 10 > 9 * 3200 * 383 * 383, "{size:?} {at:?}: {dark}");
    }
}

#[test]
fn a_picture_that_cannot_be_used_is_reported_and_its_text_stays() {
    let archive = covered(archive("wechat", "![外图](https://b.invalid/a.jpg)\n"));
    let run = archive.check();
    assert_eq!(run.lines(), ["content/cases/a.md:10:1 LT806 warning", "content/cases/a.md:10:7 LT534 warning"]);
    let html = text(&built(&archive, &[]), "p/a/article.html");
    assert!(!html.contains("<img") && html.contains("外图"), "{html}");
}

#[test]
fn a_drawing_brings_nothing_along_and_its_missing_words_are_told() {
    let inside = STANDARD.encode(picture(9, 9, ImageFormat::Png));
    let svg = |inside: &str| {
        format!(
            "-- content/cases/a.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>\n"
        )
    };
    let image = format!("<image href=\"data:image/png;base64,{inside}\" width=\"9\" height=\"9\"/>");
    let archive = archive("wechat", "![亭](a.svg)").with(&svg(&format!("{image}<text>字</text>")));
    let files = built(&archive, &[]);
    let drawn = image::load_from_memory(&files["p/a/images/01.jpg"]).unwrap().to_rgb8();
    assert!(drawn.pixels().all(|pixel| pixel.0 == [255, 255, 255]));
    assert!(text(&files, "p/a/article.json").contains("SVG 里的文字和图片没有画出来"));
    let only = archive.with(&svg(&image));
    assert!(text(&built(&only, &[]), "p/a/article.json").contains("SVG 里的图片没有画出来"));
}

/// What is said of a drawing in an article.
fn said_of(inside: &str) -> String {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 80\">{inside}</svg>\n");
    let archive = archive("wechat", "![亭](a.svg)").with(&format!("-- content/cases/a.svg --\n{svg}"));
    covered(archive).check().words("LT806")
}

#[test]
fn a_drawing_that_takes_too_much_stack_memory_or_time_is_not_drawn() {
    let chain = |link: fn(usize, usize) -> String| (0..3000).map(|n| link(n, n + 1)).collect::<String>();
    let filled = "<rect width=\"100\" height=\"80\" fill=\"url(#p0)\"/>";
    let masked = "<rect width=\"100\" height=\"80\" mask=\"url(#p0)\"/>";
    let filtered =
        |effect: &str, shape: &str| format!("<filter id=\"f\">{effect}</filter><{shape} filter=\"url(#f)\"/>");
    for inside in [
        // Each in the next.
        chain(|n, next| {
            format!("<pattern id=\"p{n}\" width=\"1\" height=\"1\"><rect fill=\"url(#p{next})\"/></pattern>")
        }) + filled,
        chain(|n, next| format!("<mask id=\"p{n}\" mask=\"url(#p{next})\"><rect width=\"1\" height=\"1\"/></mask>"))
            + masked,
        // Layers and tiles as large as memory.
        filtered("<feFlood/>", "path transform=\"skewX(80)\" d=\"M-9999-9999H9999V9999z\""),
        format!("<pattern id=\"p0\" width=\"100\" height=\"100\"><rect width=\"5\" height=\"5\"/></pattern>{filled}"),
        // More than there is time for.
        filtered("<feMorphology radius=\"10000\"/>", "rect width=\"99\" height=\"79\""),
    ] {
        assert!(said_of(&inside).contains("SVG 太复杂"), "{inside:.80}");
    }
}

#[test]
fn what_people_draw_is_drawn() {
    let arrow = "<marker id=\"m\"><path d=\"M0 0L3 1L0 2z\"/></marker>";
    let shadow = "<filter id=\"f\"><feDropShadow stdDeviation=\"1\"/></filter>";
    let tile =
        "<pattern id=\"p\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 0L5 5\"/></pattern>";
    let clip = "<clipPath id=\"c\"><rect width=\"20\" height=\"9\"/></clipPath>";
    let shape = "<g id=\"s\"><rect width=\"5\" height=\"5\"/></g>";
    for inside in [
        arrow.to_owned() + &"<path d=\"M0 0L9 9\" stroke=\"red\" marker-end=\"url(#m)\"/>".repeat(100),
        shadow.to_owned() + &"<rect width=\"20\" height=\"9\" filter=\"url(#f)\"/>".repeat(20),
        tile.to_owned() + &"<rect width=\"90\" height=\"70\" fill=\"url(#p)\"/>".repeat(10),
        clip.to_owned() + &"<g clip-path=\"url(#c)\"><circle r=\"9\"/></g>".repeat(100),
        shape.to_owned() + &"<use href=\"#s\" x=\"9\"/>".repeat(100),
        "<path d=\"M0 0H100\" stroke=\"red\" stroke-dasharray=\"2 1\"/>".to_owned(),
        format!("{}<rect width=\"9\" height=\"9\"/>{}", "<g opacity=\".9\">".repeat(20), "</g>".repeat(20)),
    ] {
        assert_eq!(said_of(&inside), "", "{inside}");
    }
}

#[test]
fn an_old_address_is_no_file_of_a_package() {
    for alias in ["platforms/p/a/article.html", "Platforms/P/A/Preview.html"] {
        let archive = archive("wechat", "正文").replacing(
            "content/cases/a.md",
            "slug: a\n",
            &format!("slug: a\ncover: 图.jpg\naliases: {alias}\n"),
        );
        let run = archive.with_bytes("content/cases/图.jpg", &crate::support::photo()).build();
        assert_eq!(
            (run.code, run.lines()),
            (Some(1), vec!["content/cases/a.md:9:10 LT702 error".to_owned()]),
            "{alias}"
        );
    }
}
