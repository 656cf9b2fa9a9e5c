//! Widths and kinds that are published, and how pages show them.

use image::{DynamicImage, ImageFormat, RgbaImage};

use crate::photos::{encoded, noise, photo, quarters};
use crate::support::Archive;
use crate::{archive, built, page, pictures, width_in};

/// The widths that are published of a picture this wide.
fn widths(own: u32) -> Vec<u32> {
    let files = built(&archive(&[("p.jpg", photo(&quarters(own, 30), 1))]));
    let published = pictures(&files);
    for (name, bytes) in &published {
        assert_eq!(image::load_from_memory(bytes).unwrap().width(), width_in(name));
    }
    published.iter().map(|(name, _)| width_in(name)).collect()
}

#[test]
fn widths_go_as_far_as_the_original_and_never_beyond() {
    assert_eq!(widths(1), [1]);
    assert_eq!(widths(480), [480]);
    assert_eq!(widths(481), [480, 481]);
    assert_eq!(widths(960), [480, 960]);
    assert_eq!(widths(1600), [480, 960, 1600]);
    assert_eq!(widths(4000), [480, 960, 1600]);
}

#[test]
fn a_site_may_ask_for_the_own_width_too() {
    let archive = archive(&[("p.jpg", photo(&quarters(1000, 2000), 6))]).replacing(
        "content/site.yaml",
        "district: XX区\n",
        "district: XX区\nimages: {originals: true}\n",
    );
    let files = built(&archive);
    let published = pictures(&files);
    assert_eq!(published.iter().map(|(name, _)| width_in(name)).collect::<Vec<_>>(), [480, 960, 1600, 2000]);
    assert!(!published.iter().any(|(_, bytes)| bytes.windows(6).any(|part| part == b"Exif\0\0")));
    assert!(page(&files).contains(&format!("href=\"../{}\"", published[3].0)));
    // Other platforms are for telephones.
    let platform = "district: XX区\nplatforms: [{id: p, name: 甲, kind: weibo}]\n";
    let files = built(&archive.replacing("content/site.yaml", "district: XX区\n", platform));
    assert_eq!(image::load_from_memory(&files["platforms/p/a/images/01.jpg"]).unwrap().width(), 1600);
}

#[test]
fn a_page_offers_all_widths_and_opens_the_largest() {
    let files = built(&archive(&[("p.jpg", photo(&quarters(2000, 1000), 1))]));
    let names: Vec<&str> = pictures(&files).into_iter().map(|(name, _)| name).collect();
    let html = page(&files);
    let [small, usual, large] = names[..] else { panic!("{names:?}") };
    let expected = format!(
        "<figure><a href=\"../{large}\" class=\"picture\"><img src=\"../{usual}\" srcset=\"../{small} 480w, ../{usual} 960w, \
         ../{large} 1600w\" sizes=\"(min-width: 44em) 42em, 94vw\" alt=\"亭\" width=\"960\" height=\"480\" loading=\"lazy\" \
         decoding=\"async\"></a><figcaption>亭</figcaption></figure>"
    );
    assert!(html.contains(&expected), "{html}");
}

#[test]
fn a_small_picture_needs_no_choice() {
    let files = built(&archive(&[("p.jpg", photo(&quarters(300, 200), 1))]));
    assert!(!page(&files).contains("srcset"));
}

#[test]
fn what_is_transparent_stays_so() {
    let rgba = RgbaImage::from_fn(600, 300, |x, y| {
        image::Rgba([u8::try_from((x * y) % 256).unwrap(), 9, 9, u8::from(x > 300) * 255])
    });
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let files = built(&archive(&[("p.png", encoded(&DynamicImage::ImageRgba8(rgba.clone()), format))]));
        let published = pictures(&files);
        assert_eq!(published.len(), 2);
        for (name, bytes) in published {
            let image = image::load_from_memory(bytes).unwrap();
            assert!(name.contains(".png") && image.color().has_alpha(), "{name}");
            let image = image.to_rgba8();
            assert_eq!((image.get_pixel(2, 2).0[3], image.get_pixel(image.width() - 2, 2).0[3]), (0, 255));
        }
    }
}

#[test]
fn a_drawing_is_png_and_a_photo_in_png_is_jpeg() {
    let opaque = DynamicImage::ImageRgba8(noise(300, 200).to_rgba8());
    for (image, ending) in [(quarters(300, 200), "png"), (noise(300, 200), "jpg"), (opaque, "jpg")] {
        let files = built(&archive(&[("p.png", encoded(&image, ImageFormat::Png))]));
        assert!(pictures(&files)[0].0.ends_with(ending));
    }
    let wide = DynamicImage::ImageRgb16(quarters(30, 20).to_rgb16());
    let files = built(&archive(&[
        ("p.png", encoded(&wide, ImageFormat::Png)),
        ("q.bmp", encoded(&quarters(9, 9), ImageFormat::Bmp)),
    ]));
    assert!(pictures(&files).iter().all(|(name, _)| name.contains(".png")));
}

#[test]
fn what_programs_leave_around_a_photo_does_not_matter() {
    let plain = photo(&quarters(60, 40), 1);
    let end = plain.windows(2).rposition(|pair| pair == [0xff, 0xda]).unwrap();
    let padded =
        [&plain[..end], &[0xff; 9], &plain[end..], b"a film behind the photo \xff\xd8 \xff\xe1\xff\xff"].concat();
    let files = built(&archive(&[("p.jpg", padded)]));
    let one = image::load_from_memory(pictures(&files)[0].1).unwrap();
    let files = built(&archive(&[("p.jpg", plain)]));
    assert_eq!(one, image::load_from_memory(pictures(&files)[0].1).unwrap());
}

#[test]
fn the_same_picture_is_made_once_by_any_name() {
    let one = photo(&quarters(300, 200), 1);
    let archive = archive(&[("照片 一.jpg", one.clone()), ("b/图.JPG", one.clone()), ("c.png", one)]);
    assert_eq!(pictures(&built(&archive)).len(), 1);
}

#[test]
fn the_picture_of_a_case_is_its_cover_else_the_first_it_shows() {
    let first = archive(&[("p.jpg", photo(&noise(1000, 500), 1)), ("q.jpg", photo(&quarters(60, 40), 1))]);
    let first = first.with_lines("date: 2026-09-02").replacing(
        "content/site.yaml",
        "name:",
        "base_url: https://a.invalid/\nname:",
    );
    let files = built(&first);
    let large = pictures(&files).into_iter().map(|(name, _)| name).max_by_key(|name| width_in(name)).unwrap();
    assert!(page(&files).contains("<figure>"));
    let theme = Archive::path(&first, "themes");
    std::fs::remove_dir_all(theme).unwrap();
    let files = built(&first);
    let html = page(&files);
    assert!(html.contains(&format!("property=\"og:image\" content=\"https://a.invalid/{large}\"")), "{html}");
    assert_eq!(html.matches("<img").count(), 2);
    let home = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(home.contains(" 480w, images/") && home.contains("sizes="), "{home}");
    let covered = first.with_lines("cover: c.jpg").with_bytes("content/cases/c.jpg", &photo(&noise(500, 400), 6));
    let html = page(&built(&covered));
    assert!(html.contains("<figure class=\"cover\">") && html.matches("<img").count() == 3, "{html}");
    // The cover stands at the top and is shown at once; the others wait until somebody comes near.
    let (_, cover) = html.split_once("<figure class=\"cover\">").unwrap();
    let (cover, below) = cover.split_once("</figure>").unwrap();
    assert!(cover.contains(" width=\"400\" height=\"500\""), "{cover}");
    assert!(!cover.contains("loading") && cover.contains("decoding=\"async\""), "{cover}");
    assert_eq!(below.matches("<img").count(), below.matches("loading=\"lazy\"").count());
}

/// A drawing of this size as a PNG with a bit for each pixel, black where `is_ink` says.
fn in_bits(width: u32, height: u32, is_ink: impl Fn(u32, u32) -> bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_filter(png::Filter::NoFilter);
    let byte = |y, x| (x..x + 8).fold(0, |byte, x| byte << 1 | u8::from(!is_ink(x, y)));
    let rows: Vec<u8> = (0..height).flat_map(|y| (0..width).step_by(8).map(move |x| byte(y, x))).collect();
    encoder.write_header().unwrap().write_image_data(&rows).unwrap();
    bytes
}

/// How many bytes all versions have for a hundred of the original, and their kinds.
fn weight(original: &[u8]) -> (usize, Vec<String>) {
    let files = built(&archive(&[("p.png", original.to_vec())]));
    let published = pictures(&files);
    let all: usize = published.iter().map(|(_, bytes)| bytes.len()).sum();
    let endings = published.iter().map(|(name, _)| name.rsplit('.').next().unwrap().to_owned());
    (all * 100 / original.len(), endings.collect())
}

#[test]
fn drawings_do_not_become_many_times_heavier() {
    let mixed =
        |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519)).wrapping_mul(3_266_489_917);
    // Strokes like those of letters, others in every field.
    let stroke = |x: u32, y: u32| {
        let is_on = |number: u32| {
            let field = mixed(x / 22 * 3 + number, y / 28);
            let (across, down) = (field >> 28, field >> 24 & 15);
            (x % 22 * across + y % 28 * down).abs_diff(field >> 15 & 511) <= across.max(down)
        };
        (0..3).any(is_on)
    };
    let (share, endings) = weight(&in_bits(800, 600, stroke));
    assert!(share < 250 && endings == ["png", "png"], "{share} {endings:?}");
    let (share, endings) = weight(&in_bits(2000, 1400, stroke));
    assert!(share < 250 && endings == ["png", "png", "png"], "{share} {endings:?}");
    // Areas of several colours, as charts have them, and text in grey.
    let chart = |x: u32, y: u32| {
        let colours = [[179, 25, 31], [20, 90, 160], [240, 160, 40], [60, 140, 70]];
        let is_bar = x % 90 > 20 && y > mixed(x / 90, 7) >> 22;
        let ink = if stroke(x, y) && y < 300 { [40, 40, 40] } else { [255; 3] };
        image::Rgb(if is_bar { colours[x as usize / 90 % 4] } else { ink })
    };
    let grey = |x: u32, y: u32| {
        let near = [(0, 0), (1, 0), (0, 1)].iter().filter(|(across, down)| stroke(x + across, y + down)).count();
        image::Rgb([[255, 170, 85, 0][near]; 3])
    };
    for drawing in [image::RgbImage::from_fn(1700, 800, chart), image::RgbImage::from_fn(1700, 800, grey)] {
        let (share, endings) = weight(&encoded(&DynamicImage::ImageRgb8(drawing), ImageFormat::Png));
        assert!(share < 100 && endings == ["png", "png", "png"], "{share} {endings:?}");
    }
    // Dots that stand for shades have no sharp edges.
    let shade = |x: u32, y: u32, most: u32| {
        u8::try_from((x * 3 / most + (mixed(x, y) >> 16) % most / (most / 2)) * 60).unwrap()
    };
    let dots = image::RgbImage::from_fn(2000, 1400, |x, y| image::Rgb([shade(x, y, 2000), shade(y, x, 1400), 90]));
    let (_, endings) = weight(&encoded(&DynamicImage::ImageRgb8(dots), ImageFormat::Png));
    assert_eq!(endings, ["jpg", "jpg", "jpg"]);
}

#[test]
fn a_small_mark_keeps_its_colour_in_a_smaller_drawing() {
    let drawing = image::RgbImage::from_fn(1200, 900, |x, y| {
        let grey = u8::try_from((x / 7 * 31 + y / 9 * 17) % 150).unwrap() + 100;
        let is_mark = (600..616).contains(&x) && (450..466).contains(&y);
        image::Rgb(if is_mark {
            [220, 20, 30]
        } else if y < 700 {
            [255; 3]
        } else {
            [grey; 3]
        })
    });
    let files = built(&archive(&[("p.png", encoded(&DynamicImage::ImageRgb8(drawing), ImageFormat::Png))]));
    for (name, bytes) in pictures(&files) {
        let shown = image::load_from_memory(bytes).unwrap().to_rgb8();
        let (width, height) = shown.dimensions();
        let [red, green, blue] = shown.get_pixel(width * 608 / 1200, height * 458 / 900).0;
        assert!(red > 210 && green < 30 && blue < 40, "{name}");
        assert_eq!(shown.get_pixel(width / 4, height / 4).0, [255; 3], "{name}");
    }
}

#[test]
fn a_drawing_keeps_its_colours_in_its_own_width() {
    let colours: [[u8; 4]; 5] =
        [[255, 255, 255, 255], [179, 25, 31, 255], [20, 90, 160, 128], [0, 0, 0, 255], [9, 9, 9, 0]];
    for count in 1..=5 {
        let pixel = |x: u32, y: u32| image::Rgba(colours[(x / 3 + y / 2) as usize % count]);
        let drawing = RgbaImage::from_fn(301, 199, pixel);
        let files =
            built(&archive(&[("p.png", encoded(&DynamicImage::ImageRgba8(drawing.clone()), ImageFormat::Png))]));
        let published = image::load_from_memory(pictures(&files)[0].1).unwrap().to_rgba8();
        assert_eq!(published, drawing, "{count}");
    }
}

#[test]
fn an_upright_photo_takes_fewer_bytes_a_pixel_than_one_that_lies() {
    let of_each_pixel = |height: u32| {
        let original = encoded(&noise(2400, height * 3 / 2), ImageFormat::Jpeg);
        let files = built(&archive(&[("p.jpg", original)]));
        let (name, bytes) = pictures(&files)[2];
        assert!(name.ends_with("-1600.jpg"), "{name}");
        bytes.len() * 1000 / (1600 * height as usize)
    };
    let (lying, upright) = (of_each_pixel(1200), of_each_pixel(2000));
    assert!(upright * 10 < lying * 8, "{lying} {upright}");
}
