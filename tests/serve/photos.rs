//! Photos are made while the site is already looked at.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::Served;
use crate::support::Archive;

/// More than are made between two looks at what changed.
const PHOTOS: u32 = 20;

fn album() -> Archive {
    let shown: Vec<String> = (0..PHOTOS).map(|number| format!("![图](p{number}.jpg)")).collect();
    (0..PHOTOS).fold(Archive::valid().with_markdown(&shown.join("\n\n")), |archive, number| {
        let colour = |x: u32, y| Rgb([(x, 90), (y, 60), (number, 9)].map(|(a, b)| u8::try_from(a * b % 256).unwrap()));
        let mut bytes = Cursor::new(Vec::new());
        let photo = DynamicImage::ImageRgb8(RgbImage::from_fn(500 + number, 300, colour));
        photo.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        archive.with_bytes(&format!("content/cases/p{number}.jpg"), &bytes.into_inner())
    })
}

#[test]
fn the_site_is_there_before_its_photos_and_then_as_any_build_makes_it() {
    let cold = album();
    assert_eq!(cold.build().code, Some(0));
    let expected = cold.contents("output");
    let served = Served::new(album());
    served.wait_for_print(&format!("还有 {PHOTOS} 张照片没有做"));
    let (page, _) = served
        .get("/cases/a.html")
        .body
        .split_once("<script src=\"/__leitai")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    assert!(std::str::from_utf8(&expected["cases/a.html"]).unwrap().starts_with(&page));
    let photos: Vec<_> = expected.iter().filter(|(name, _)| name.starts_with("images/")).collect();
    assert_eq!(photos.len(), 2 * 20);
    for (name, bytes) in photos {
        let made = String::from_utf8_lossy(bytes).into_owned();
        served.wait(&format!("/{name}"), |answer| answer.body == made);
    }
}

#[test]
fn browsers_are_told_when_a_photo_is_made() {
    let served = Served::new(album());
    let news = served.wait_for_news(|news| {
        news["changed"]
            .as_array()
            .is_some_and(|routes| routes.iter().any(|route| route.as_str().unwrap().starts_with("images/")))
            && news["build"] != 1
    });
    assert!(news["changed"].as_array().unwrap().iter().all(|route| route != "cases/a.html"), "{news}");
}
