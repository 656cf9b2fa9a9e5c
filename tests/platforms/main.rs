//! Packages for platforms, read back and held against every rule of the platforms.

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "shared with tests/faults, which needs more of it")]
mod support;

mod desk;
mod digest;
mod export;
mod letters;
mod limits;
mod pictures;
mod reader;
mod rules;
mod texts;
mod weibo;

use std::collections::BTreeMap;

use support::Archive;

/// An archive in which a platform of this kind gets every case, and the body of its case is this.
fn archive(kind: &str, body: &str) -> Archive {
    let sections = support::SECTIONS;
    with_platform(kind).with(&format!(
        "-- content/cases/a.md --\n---\ntitle: 议事亭里解难题\nunit: 湖东街道/青禾社区\ndimension: 乡村治理\n\
         competition: 2026Q3\nresult: 观摩点\nslug: a\n---\n{body}\n\n{sections}"
    ))
}

/// The same with a cover, of which there is nothing to say.
fn covered(archive: Archive) -> Archive {
    archive
        .replacing("content/cases/a.md", "slug: a\n", "slug: a\ncover: 图.jpg\n")
        .with_bytes("content/cases/图.jpg", &support::photo())
}

/// The valid archive with a platform of this kind.
fn with_platform(kind: &str) -> Archive {
    let platforms = format!("district: XX区\nplatforms: [{{id: p, name: XX发布, kind: {kind}}}]\n");
    Archive::valid().replacing("content/site.yaml", "district: XX区\n", &platforms)
}

/// The files of the packages, by their path below `platforms/`.
fn built(archive: &Archive, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let run = archive.run("build", arguments);
    assert_eq!(run.code, Some(0), "{}", run.told);
    archive.contents("output/platforms")
}

/// The article of the case `a`.
fn article(archive: &Archive) -> String {
    text(&built(archive, &["--base-url", "https://a.invalid/x/"]), "p/a/article.html")
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    let bytes = files.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", files.keys()));
    String::from_utf8(bytes.clone()).unwrap()
}
