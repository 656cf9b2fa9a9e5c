//! Letters on covers, in a font that the archive brings: one of squares, for the characters of the title and unit.

use crate::support::Archive;
use crate::{archive, built, covered, text};

const FONT: &[u8] = include_bytes!("squares.ttf");

fn with_font(bytes: &[u8]) -> Archive {
    archive("wechat, font: fonts/a.ttf", "甲").with_bytes("content/fonts/a.ttf", bytes)
}

#[test]
fn without_a_picture_a_cover_has_title_unit_and_result_in_the_colors_of_the_theme() {
    let archive = with_font(FONT).with("-- themes/leitai/theme.yaml --\nred: \"#204060\"\n");
    let files = built(&archive, &[]);
    for name in ["cover-235x100.jpg", "cover-1x1.jpg"] {
        let cover = image::load_from_memory(&files[&format!("p/a/{name}")]).unwrap().to_rgb8();
        assert!(
            cover.get_pixel(3, 3).0.iter().zip([32, 64, 96]).all(|(own, wanted)| own.abs_diff(wanted) < 8),
            "{name}"
        );
        let count = |wanted: [u8; 3]| {
            cover.pixels().filter(|pixel| pixel.0.iter().zip(wanted).all(|(own, part)| own.abs_diff(part) < 24)).count()
        };
        // Seven squares of the title in white, twelve below them in gold.
        assert!(count([255, 255, 255]) > 5000 && count([227, 189, 99]) > 2000, "{name}");
    }
    assert!(!text(&files, "p/a/article.json").contains("封面"));
    assert_eq!(files, built(&archive, &[]));
}

#[test]
#[cfg(target_os = "linux")]
fn with_the_font_of_the_machine_a_cover_is_the_same_as_with_its_file() {
    let archive = archive("wechat, font: system", "甲").with_bytes(".local/share/fonts/a.ttf", FONT);
    let with_file = built(&with_font(FONT), &[]);
    assert_eq!(built(&archive, &[])["p/a/cover-1x1.jpg"], with_file["p/a/cover-1x1.jpg"]);
}

#[test]
fn characters_that_the_font_lacks_are_told() {
    let archive = with_font(FONT).replacing("content/cases/a.md", "title: 议事亭里", "title: 议事厅里");
    assert!(text(&built(&archive, &[]), "p/a/article.json").contains("封面上缺「厅」"));
}

#[test]
fn the_standing_of_the_year_is_a_picture_with_its_sentence_and_its_table() {
    let files = built(&with_font(FONT), &[]);
    let chart = image::load_from_memory(&files["p/2026q3-digest/images/01.png"]).unwrap().to_rgb8();
    // The bar of the only township goes over most of the picture.
    let red = chart.pixels().filter(|pixel| pixel.0 == [0xb3, 0x19, 0x1f]).count();
    assert!(chart.width() == 1080 && red > 20_000, "{red} of {:?}, {:?}", chart.dimensions(), chart.get_pixel(600, 50));
    let without = built(&archive("wechat", "甲"), &[]);
    for (files, pictures) in [(&files, 1), (&without, 0)] {
        let article = text(files, "p/2026q3-digest/article.html");
        assert_eq!(article.matches("<img").count(), pictures, "{article}");
        assert!(article.contains("只有湖东街道参赛，共加 0.2 分。") && article.contains("0.2</td>"), "{article}");
    }
}

#[test]
fn a_font_that_is_not_there_or_cannot_be_read_is_an_error() {
    let missing = covered(archive("wechat, font: fonts/b.ttf", "甲"));
    assert_eq!(missing.check().lines(), ["content/site.yaml:4:53 LT503 error"]);
    let broken = covered(with_font(b"no font"));
    assert_eq!(broken.check().lines(), ["content/fonts/a.ttf:1:1 LT104 error"]);
}
