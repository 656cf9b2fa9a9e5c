//! Photos that are made when somebody asks for them, while the archive is edited.

use std::fs;
use std::sync::Arc;

use leitai::archive::Edition;
use leitai::images::{NoShelf, Shelf};
use leitai::model::{Diagnostics, Route};
use leitai::pipeline::{LiveSite, Request, Workspace};
use leitai::source::Sources;

use crate::photos::{corners, photo, quarters};
use crate::{Archive, archive};

/// The site of an archive as it is now.
fn site(workspace: &mut Workspace, archive: &Archive) -> Arc<LiveSite> {
    let mut diagnostics = Diagnostics::default();
    let sources = Sources::load(&mut diagnostics, &archive.path(""));
    let edition = Edition { today: "2026-10-20".parse().unwrap(), drafts: false, future: false };
    let (request, shelf): (_, Arc<dyn Shelf>) = (Request { edition, base_url: None, drawer: None }, Arc::new(NoShelf));
    workspace.update(&mut diagnostics, &sources, &request, &shelf, &mut |_| ()).unwrap()
}

/// The file at an address, where it can be made.
fn file(site: &LiveSite, address: &str) -> Option<Arc<[u8]>> {
    site.file(&Route::new(address).unwrap()).ok().flatten()
}

/// The address of the first picture of the case.
fn first_picture(site: &LiveSite) -> String {
    let page = String::from_utf8(file(site, "cases/a.html").unwrap().to_vec()).unwrap();
    let name = page.split("src=\"../images/").nth(1).unwrap().split('"').next().unwrap();
    format!("images/{name}")
}

#[test]
fn a_photo_is_made_of_any_file_that_holds_it() {
    let (one, mut workspace) = (photo(&quarters(600, 400), 1), Workspace::default());
    let archive = archive(&[("a.jpg", one.clone()), ("b.jpg", one)]);
    site(&mut workspace, &archive);
    let archive = archive.without("content/cases/a.jpg").replacing("content/cases/a.md", "![亭](<a.jpg>)\n\n", "");
    let site = site(&mut workspace, &archive);
    assert!(file(&site, &first_picture(&site)).is_some());
}

#[test]
fn a_photo_that_could_not_be_read_is_read_again_when_it_is_asked_for_again() {
    let one = photo(&quarters(600, 400), 1);
    let archive = archive(&[("a.jpg", one.clone())]);
    // Templates of its own would be tried at once, and packages with them.
    fs::remove_dir_all(archive.path("themes")).unwrap();
    let site = site(&mut Workspace::default(), &archive);
    let (path, picture) = (archive.path("content/cases/a.jpg"), first_picture(&site));
    let aside = archive.path("aside.jpg");
    fs::rename(&path, &aside).unwrap();
    assert!(file(&site, &picture).is_none());
    fs::write(&path, photo(&quarters(400, 600), 1)).unwrap();
    assert!(file(&site, &picture).is_none());
    fs::rename(&aside, &path).unwrap();
    assert!(file(&site, &picture).is_some());
}

#[test]
fn a_photo_that_cannot_be_made_is_in_no_package() {
    let whole = photo(&quarters(600, 400), 1);
    let damaged = whole[..whole.len() / 2].to_vec();
    let archive = archive(&[("a.jpg", damaged), ("b.jpg", photo(&quarters(600, 400), 6))]).replacing(
        "content/site.yaml",
        "district: XX区\n",
        "district: XX区\nplatforms: [{id: p, name: 甲, kind: weibo}]\n",
    );
    let site = site(&mut Workspace::default(), &archive);
    let package = |name: &str| file(&site, &format!("platforms/p/a/images/{name}.jpg"));
    assert_eq!(corners(&package("01").unwrap()), [2, 0, 3, 1]);
    assert!(package("02").is_none());
}
