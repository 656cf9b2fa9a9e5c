//! What is remembered between builds.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, ImageFormat};
use leitai::archive::Edition;
use leitai::images::{NoShelf, Shelf};
use leitai::model::{Diagnostics, NoSink};
use leitai::pipeline::{Built, Request, Stage, build_with};
use leitai::source::Sources;

use crate::photos::{encoded, noise, photo, quarters};
use crate::{Archive, archive, built};

fn three() -> Archive {
    archive(&[
        ("a.jpg", photo(&quarters(700, 400), 1)),
        ("b.jpg", photo(&quarters(500, 700), 8)),
        ("c.jpg", photo(&quarters(30, 20), 3)),
    ])
}

#[test]
fn a_second_build_takes_what_the_first_made() {
    let archive = three();
    let cold = built(&archive);
    let kept = archive.contents(".leitai/images");
    assert_eq!(kept.len(), 3);
    assert_eq!(built(&archive), cold);
    assert_eq!(archive.contents(".leitai/images"), kept);
    // What is kept is used: what stands there, with a fingerprint that is right, is what readers get.
    for (name, packed) in &kept {
        let mut body = packed[32..].to_vec();
        *body.last_mut().unwrap() ^= 1;
        let other = [blake3::hash(&body).as_bytes(), &body[..]].concat();
        fs::write(archive.path(".leitai/images").join(name), other).unwrap();
    }
    let warm = built(&archive);
    let differing: Vec<&String> =
        cold.iter().filter(|(name, bytes)| warm[*name] != **bytes).map(|(name, _)| name).collect();
    assert_eq!(differing.iter().filter(|name| name.starts_with("images/")).count(), 3, "{differing:?}");
}

/// Puts other bytes in the place of the last ones that are kept, with a fingerprint that is right.
fn plant(archive: &Archive, old: &[u8], new: &[u8]) {
    let kept = archive.contents(".leitai/images");
    let [(name, packed)] = kept.iter().collect::<Vec<_>>()[..] else { panic!("one picture is kept") };
    let end = packed.len() - old.len();
    assert_eq!(&packed[end..], old);
    let length = |bytes: &[u8]| format!(",{}]", bytes.len());
    let label = String::from_utf8(packed[32..end].to_vec()).unwrap().replace(&length(old), &length(new));
    let body = [label.as_bytes(), new].concat();
    let other = [blake3::hash(&body).as_bytes(), &body[..]].concat();
    fs::write(archive.path(".leitai/images").join(name), other).unwrap();
}

fn drawing_of(files: &BTreeMap<String, Vec<u8>>) -> &[u8] {
    files.iter().find(|(name, _)| name.starts_with("images/")).unwrap().1
}

#[test]
fn a_drawing_that_was_kept_is_taken_and_one_that_was_planted_is_not() {
    let inside = STANDARD.encode(encoded(&noise(60, 50), ImageFormat::Jpeg));
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><style>.a{{fill:red}}</style>\
         <rect class=\"a\" width=\"9\" height=\"9\"/><image href=\"data:image/jpeg;base64,{inside}\"/></svg>"
    );
    let archive = archive(&[("p.svg", drawing.into_bytes())]);
    let cold = built(&archive);
    let old = drawing_of(&cold);
    let text = String::from_utf8(old.to_vec()).unwrap();
    plant(&archive, old, text.replace("red", "blue").as_bytes());
    assert_eq!(drawing_of(&built(&archive)), text.replace("red", "blue").as_bytes());
    for planted in ["<script>alert(1)</script></svg>", "<image href=\"https://a.example/b.png\"/></svg>"] {
        fs::remove_dir_all(archive.path(".leitai")).unwrap();
        assert_eq!(drawing_of(&built(&archive)), old);
        plant(&archive, old, text.replace("</svg>", planted).as_bytes());
        assert_eq!(drawing_of(&built(&archive)), old, "{planted}");
    }
}

#[test]
fn a_limit_holds_whatever_was_made_before() {
    let wide = encoded(&DynamicImage::ImageRgba16(noise(900, 900).to_rgba16()), ImageFormat::Png);
    let inside = STANDARD.encode(encoded(&noise(1100, 1000), ImageFormat::Jpeg));
    let drawing =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"data:image/jpeg;base64,{inside}\"/></svg>");
    for (name, bytes, code) in [("p.png", wide, "LT521"), ("p.svg", drawing.into_bytes(), "LT519")] {
        let archive = archive(&[(name, bytes)]);
        built(&archive);
        let limits = "district: XX区\nlimits: {megapixels: 1}\n";
        let run = archive.replacing("content/site.yaml", "district: XX区\n", limits).build();
        assert_eq!((run.code, run.lines()), (Some(1), vec![format!("content/cases/a.md:24:7 {code} error")]));
    }
}

#[test]
fn what_is_damaged_or_foreign_is_made_again() {
    let archive = three();
    let cold = built(&archive);
    let kept = archive.contents(".leitai/images");
    let names: Vec<&String> = kept.keys().collect();
    let write = |name: &str, bytes: &[u8]| fs::write(archive.path(".leitai/images").join(name), bytes).unwrap();
    let mut bent = kept[names[0]].clone();
    let middle = bent.len() / 2;
    bent[middle] ^= 1;
    write(names[0], &bent);
    write(names[1], &kept[names[2]]);
    write(names[2], b"");
    assert_eq!(built(&archive), cold);
    assert_eq!(archive.contents(".leitai/images"), kept);
}

#[test]
fn the_folder_may_be_gone_or_in_the_way() {
    let archive = three();
    let cold = built(&archive);
    fs::remove_dir_all(archive.path(".leitai")).unwrap();
    assert_eq!(built(&archive), cold);
    fs::remove_dir_all(archive.path(".leitai")).unwrap();
    fs::write(archive.path(".leitai"), b"a file").unwrap();
    assert_eq!(built(&archive), cold);
}

#[test]
fn what_no_build_has_taken_for_a_month_goes() {
    let archive = three();
    built(&archive);
    let folder = archive.path(".leitai/images");
    let used: Vec<String> = archive.contents(".leitai/images").into_keys().collect();
    let old = SystemTime::now() - Duration::from_hours(31 * 24);
    let put = |name: &str, day: SystemTime| {
        fs::write(folder.join(name), b"x").unwrap();
        fs::File::options().append(true).open(folder.join(name)).unwrap().set_modified(day).unwrap();
    };
    let (unused, unfinished, young) = ("a".repeat(64), format!("{}.77", "b".repeat(64)), "c".repeat(64));
    for name in [&unused, &unfinished, "notes.txt", &"d".repeat(63), &format!("{}.txt", "e".repeat(64))] {
        put(name, old);
    }
    put(&young, SystemTime::now() - Duration::from_hours(29 * 24));
    fs::File::options().append(true).open(folder.join(&used[0])).unwrap().set_modified(old).unwrap();
    built(&archive);
    let left = archive.contents(".leitai/images");
    for name in used.iter().map(String::as_str).chain(["notes.txt", &young, &"d".repeat(63)]) {
        assert!(left.contains_key(name), "{name}");
    }
    assert_eq!(left.len(), 3 + 4, "{:?}", left.keys());
    // What was used counts from then on.
    let taken = fs::metadata(folder.join(&used[0])).unwrap().modified().unwrap();
    assert!(taken > SystemTime::now() - Duration::from_hours(1));
}

/// A build of these sources with pictures from this shelf; gives what the watcher was told of pictures.
fn built_with(archive: &Archive, shelf: &dyn Shelf) -> (Built, Vec<(usize, usize)>) {
    let (mut diagnostics, mut seen) = (Diagnostics::default(), Vec::new());
    let sources = Sources::load(&mut diagnostics, &archive.path(""));
    let edition = Edition { today: "2026-10-20".parse().unwrap(), drafts: false, future: false };
    let request = Request { edition, base_url: None, drawer: None };
    let built = build_with(&mut diagnostics, sources, &request, shelf, &NoSink, &mut |stage| {
        if let Stage::Pictures { done, all } = stage {
            seen.push((done, all));
        }
    });
    (built.unwrap(), seen)
}

#[test]
fn whoever_waits_is_told_how_many_pictures_are_ready() {
    assert_eq!(built_with(&three(), &NoShelf).1, [(0, 3), (1, 3), (2, 3), (3, 3)]);
}
