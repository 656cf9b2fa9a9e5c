//! Every way a telephone may have been held.

use image::ImageFormat;

use crate::photos::{corners, encoded, photo, quarters};
use crate::{archive, built, page, pictures};

/// Which quarter of the stored picture stands top left, top right, bottom left and bottom right, by orientation.
const UPRIGHT: [[usize; 4]; 8] =
    [[0, 1, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0], [2, 3, 0, 1], [0, 2, 1, 3], [2, 0, 3, 1], [3, 1, 2, 0], [1, 3, 0, 2]];

#[test]
fn photos_of_all_eight_orientations_are_upright_in_every_width() {
    for (number, expected) in UPRIGHT.iter().enumerate() {
        let orientation = u16::try_from(number + 1).unwrap();
        let files = built(&archive(&[("p.jpg", photo(&quarters(600, 1000), orientation))]));
        let (width, height) = if orientation > 4 { (1000, 600) } else { (600, 1000) };
        let published = pictures(&files);
        assert!(published.len() > 1);
        for (name, bytes) in &published {
            assert_eq!(corners(bytes), *expected, "{orientation}: {name}");
            let image = image::load_from_memory(bytes).unwrap();
            assert!((image.width() * height).abs_diff(image.height() * width) <= width, "{orientation}: {name}");
        }
        let largest = image::load_from_memory(published[published.len() - 1].1).unwrap();
        assert_eq!((largest.width(), largest.height()), (width, height), "{orientation}");
        let html = page(&files);
        let tag = if orientation > 4 { "width=\"960\" height=\"576\"" } else { "width=\"600\" height=\"1000\"" };
        assert!(html.contains(tag), "{orientation}: {html}");
    }
}

#[test]
fn an_orientation_that_is_none_turns_nothing() {
    for orientation in [0, 9, 65_535] {
        let files = built(&archive(&[("p.jpg", photo(&quarters(60, 40), orientation))]));
        assert_eq!(corners(pictures(&files)[0].1), UPRIGHT[0]);
    }
}

#[test]
fn packages_are_upright_too() {
    let platforms = "platforms: [{id: p, name: XX发布, kind: wechat}]\n";
    let archive =
        archive(&[("p.jpg", photo(&quarters(60, 40), 6)), ("q.png", encoded(&quarters(9, 9), ImageFormat::Png))])
            .replacing("content/site.yaml", "district: XX区\n", &format!("district: XX区\n{platforms}"));
    let files = built(&archive);
    assert_eq!(corners(&files["platforms/p/a/images/01.jpg"]), UPRIGHT[5]);
    let cover = image::load_from_memory(&files["platforms/p/a/cover-1x1.jpg"]).unwrap();
    assert_eq!(cover.width(), cover.height());
    assert_eq!(corners(&files["platforms/p/a/cover-1x1.jpg"]), UPRIGHT[5]);
}

#[test]
fn an_orientation_in_a_longer_number_turns_too() {
    for (order, fields) in [
        (b"II", b"*\0\x08\0\0\0\x01\0\x12\x01\x04\0\x01\0\0\0\x06\0\0\0\0\0\0\0".as_slice()),
        (b"MM", b"\0*\0\0\0\x08\0\x01\x01\x12\0\x04\0\0\0\x01\0\0\0\x06\0\0\0\0".as_slice()),
    ] {
        let jpeg = encoded(&quarters(60, 40), ImageFormat::Jpeg);
        let exif = [b"\xff\xe1\0\x22Exif\0\0".as_slice(), order, fields].concat();
        let files = built(&archive(&[("p.jpg", [&jpeg[..2], &exif, &jpeg[2..]].concat())]));
        assert_eq!(corners(pictures(&files)[0].1), UPRIGHT[5]);
    }
}
