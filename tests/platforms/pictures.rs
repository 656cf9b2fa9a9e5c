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

#[test]
fn a_drawing_whose_parts_need_each_other_without_end_is_not_drawn() {
    let chain = |link: fn(usize) -> String| (0..3000).map(link).collect::<String>();
    let deep = |n: usize| {
        let (open, close) = ("<g>".repeat(500), "</g>".repeat(500));
        let rect = format!("<rect width=\"1\" height=\"1\" fill=\"url(#p{})\"/>", n + 1);
        format!("<pattern id=\"p{n}\" width=\"1\" height=\"1\">{open}{rect}{close}</pattern>")
    };
    for inside in [
        chain(|n| format!("<pattern id=\"p{n}\" width=\"1\" height=\"1\"><rect fill=\"url(#p{})\"/></pattern>", n + 1)),
        chain(|n| format!("<mask id=\"p{n}\" mask=\"url(#p{})\"><rect width=\"1\" height=\"1\"/></mask>", n + 1)),
        chain(|n| format!("<marker id=\"p{n}\"><path d=\"M0 0L1 1\" marker-end=\"url(#p{})\"/></marker>", n + 1)),
        chain(|n| {
            let next = n + 1;
            format!(
                "<filter id=\"f{n}\"><feImage href=\"#r{next}\"/></filter><rect id=\"r{n}\" filter=\"url(#f{n})\"/>"
            )
        }),
        chain(|n| {
            let next = n + 1;
            format!(
                "<pattern id=\"p{n}\" href=\"#q{n}\"/><pattern id=\"q{n}\" width=\"1\" height=\"1\"><rect width=\"1\" height=\"1\" fill=\"url(#p{next})\"/></pattern>"
            )
        }),
        format!(
            "<style>{}</style>{}",
            chain(|n| format!(".r{n}{{fill:url(#p{n})}}")),
            chain(|n| {
                let next = n + 1;
                format!(
                    "<pattern id=\"p{n}\" width=\"1\" height=\"1\"><rect class=\"r{next}\" width=\"1\" height=\"1\"/></pattern>"
                )
            })
        ),
        (0..20).map(deep).collect::<Vec<_>>().concat(),
        format!("<style>{}</style>{}", chain(|n| format!(".a{n} .b{{fill:red}}")), "<g class=\"b\"/>".repeat(4000)),
    ] {
        let all = "<rect width=\"9\" height=\"9\" fill=\"url(#p0)\" mask=\"url(#p0)\"/>\
                   <path d=\"M0 0L9 9\" marker-end=\"url(#p0)\"/>";
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 80\">{inside}{all}</svg>\n");
        let archive = archive("wechat", "![亭](a.svg)").with(&format!("-- content/cases/a.svg --\n{svg}"));
        assert!(covered(archive).check().words("LT806").contains("SVG 太复杂"), "{}", &inside[..80]);
    }
}

#[test]
fn a_drawing_that_would_take_long_however_few_bytes_it_has_is_not_drawn() {
    let checked = |inside: &str| {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 80\">{inside}</svg>\n");
        let archive = archive("wechat", "![亭](a.svg)").with(&format!("-- content/cases/a.svg --\n{svg}"));
        covered(archive).check().words("LT806")
    };
    let filter = |effect: &str, shapes: usize| {
        let shape = "<rect width=\"50\" height=\"50\" filter=\"url(#f)\"/>";
        format!("<filter id=\"f\">{effect}</filter>{}", shape.repeat(shapes))
    };
    let nested = |depth: usize| {
        format!("{}<rect width=\"9\" height=\"9\"/>{}", "<g opacity=\"0.9\">".repeat(depth), "</g>".repeat(depth))
    };
    let tiled = |tile: &str, shapes: usize| {
        let shape = "<rect width=\"100\" height=\"80\" fill=\"url(#p)\"/>";
        format!("<pattern id=\"p\" {tile}><rect width=\"5\" height=\"5\"/></pattern>{}", shape.repeat(shapes))
    };
    let in_pixels = "width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\"";
    let dot = "<circle r=\"1\"/>".repeat(3);
    let blur = "<feGaussianBlur stdDeviation=\"3\"/>";
    let slow = [
        filter("<feMorphology radius=\"10000\"/>", 1),
        filter("<feTurbulence numOctaves=\"1000\" baseFrequency=\"0.5\"/>", 1),
        filter(&format!("<feConvolveMatrix order=\"50\" kernelMatrix=\"{}\"/>", "1 ".repeat(2500)), 1),
        filter("<feGaussianBlur stdDeviation=\"10000\"/>", 1),
        filter("<feDropShadow stdDeviation=\"0 10000\"/>", 1),
        format!("<g transform=\"scale(1000)\">{}</g>", filter(blur, 1)),
        filter(blur, 100),
        filter(&blur.repeat(100), 1),
        nested(50),
        // Tiles as large as memory, and ever so many pixels.
        tiled("width=\"100\" height=\"100\"", 1),
        tiled(&format!("{in_pixels} patternTransform=\"scale(1000000)\""), 1),
        tiled(in_pixels, 3000),
        "<rect width=\"100\" height=\"80\" opacity=\"0.5\"/>".repeat(2000),
        format!("<path d=\"M0 0{}\"/>", "L0 80L100 0".repeat(20_000)),
        "<path d=\"M0 0H100000\" stroke=\"red\" stroke-dasharray=\".1\"/>".repeat(3),
        format!("<marker id=\"m\">{dot}</marker><path d=\"M0 0{}\" marker-mid=\"url(#m)\"/>", "L1 1".repeat(20_000)),
    ];
    for inside in slow {
        assert!(checked(&inside).contains("SVG 太复杂"), "{}", &inside[..60]);
    }
    let dashed = "<path d=\"M0 0H100\" stroke=\"red\" stroke-dasharray=\"2 1\"/>".to_owned();
    let arrow = format!("<marker id=\"m\">{dot}</marker><path d=\"M0 0L9 9\" marker-end=\"url(#m)\"/>");
    for inside in [filter(blur, 2), nested(3), tiled(in_pixels, 3), dashed, arrow] {
        assert!(!checked(&inside).contains("SVG 太复杂"), "{inside}");
    }
}
