//! Photos are made while the site is already looked at.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::Served;
use crate::support::Archive;

const PHOTOS: u32 = 20;

fn album() -> Archive {
    let shown: Vec<String> = (0..PHOTOS).map(|number| format!("![亭](p{number}.jpg)")).collect();
    (0..PHOTOS).fold(Archive::valid().with_markdown(&shown.join("\n\n")), |archive, number| {
        archive.with_bytes(&format!("content/cases/p{number}.jpg"), &photo(number))
    })
}

fn photo(number: u32) -> Vec<u8> {
    let colour = |x: u32, y| Rgb([(x, 90), (y, 60), (number, 9)].map(|(a, b)| u8::try_from(a * b % 256).unwrap()));
    let mut bytes = Cursor::new(Vec::new());
    let photo = DynamicImage::ImageRgb8(RgbImage::from_fn(500 + number, 300, colour));
    photo.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

#[test]
fn photos_are_made_when_they_are_asked_for_as_any_build_makes_them() {
    let cold = album();
    assert_eq!(cold.build().code, Some(0));
    let expected = cold.contents("output");
    let served = Served::new(album());
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
        let answer = served.get(&format!("/{name}"));
        assert_eq!((answer.status, answer.body), (200, String::from_utf8_lossy(bytes).into_owned()), "{name}");
    }
}

#[test]
fn a_photo_that_turns_out_to_be_damaged_is_told_of_though_nobody_asks_for_it() {
    let whole = photo(0);
    let archive = Archive::valid().with_markdown("![亭](p.jpg)");
    let served = Served::new(archive.with_bytes("content/cases/p.jpg", &whole[..whole.len() / 2]));
    let news = served.wait_for_news(|news| news["errors"] != serde_json::json!([]));
    let error = news["errors"][0].as_str().unwrap();
    assert!(error.contains("LT519") && error.contains("content/cases/a.md:"), "{error}");
    let page = served.get("/cases/a.html");
    assert_eq!(page.status, 200);
    let picture = page.body.split("src=\"../images/").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(served.get(&format!("/images/{picture}")).status, 500);
    std::fs::write(served.archive.path("content/cases/p.jpg"), &whole).unwrap();
    served.wait_for_news(|news| news["errors"] == serde_json::json!([]));
    let answer = served.wait("/cases/a.html", |page| !page.body.contains(picture));
    assert_eq!(answer.status, 200);
}
