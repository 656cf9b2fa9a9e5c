//! Pictures through the front door: photos as telephones write them in, what readers get out.

#[path = "support/mod.rs"]
#[expect(dead_code, reason = "shared with tests/faults, which needs more of it")]
mod support;

#[path = "images/drawings.rs"]
mod drawings;
#[path = "images/faults.rs"]
mod faults;
#[path = "images/jpeg.rs"]
mod jpeg;
#[path = "images/late.rs"]
mod late;
#[path = "images/odd.rs"]
mod odd;
#[path = "images/photos.rs"]
mod photos;
#[path = "images/places.rs"]
mod places;
#[path = "images/privacy.rs"]
mod privacy;
#[path = "images/shelf.rs"]
mod shelf;
#[path = "images/tamed.rs"]
mod tamed;
#[path = "images/turning.rs"]
mod turning;
#[path = "images/versions.rs"]
mod versions;

use std::collections::BTreeMap;

use support::Archive;

/// The valid archive with these pictures beside its case, which shows them in this order.
fn archive(pictures: &[(&str, Vec<u8>)]) -> Archive {
    let shown: Vec<String> = pictures.iter().map(|(name, _)| format!("![亭](<{name}>)")).collect();
    let with =
        |archive: Archive, (name, bytes): &(&str, Vec<u8>)| archive.with_bytes(&format!("content/cases/{name}"), bytes);
    pictures.iter().fold(Archive::valid().with_lines("slug: a").with_markdown(&shown.join("\n\n")), with)
}

/// Every file of the site.
fn built(archive: &Archive) -> BTreeMap<String, Vec<u8>> {
    // What is known of the last build would spare it the pictures.
    let _ = std::fs::remove_file(archive.path(".leitai/built.json"));
    let run = archive.build();
    assert_eq!(run.code, Some(0), "{:#?} {}", run.diagnostics, run.told);
    archive.contents("output")
}

/// The published pictures, by the width in their name.
fn pictures(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, &[u8])> {
    let found = files.iter().filter(|(name, _)| name.starts_with("images/"));
    let mut found: Vec<(&str, &[u8])> = found.map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    found.sort_by_key(|(name, _)| width_in(name));
    found
}

/// `images/0123456789ab-480.jpg` → 480
fn width_in(name: &str) -> u32 {
    let (_, end) = name.rsplit_once('-').unwrap();
    end.split_once('.').unwrap().0.parse().unwrap()
}

/// The page of the case.
fn page(files: &BTreeMap<String, Vec<u8>>) -> String {
    String::from_utf8(files["cases/a.html"].clone()).unwrap()
}
