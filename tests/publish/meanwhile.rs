//! What others put into the output while a site takes the place of another.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;

use leitai::model::{Route, Sink as _};
use leitai::publish::{MANIFEST, Publication, publish};

use super::interrupted::variant;
use super::support::{Site, bundle, contents, expected, files_in};

/// Writes a file as a program does that knows nothing of the exchange of folders.
fn put(path: &Path) {
    loop {
        match fs::write(path, "mine") {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            outcome => return outcome.unwrap(),
        }
    }
}

#[test]
fn files_that_come_during_a_build_are_all_there_after_it() {
    let site = Site::new();
    let variants = [variant("one"), variant("other")];
    publish(&variants[1], &site.output(), site.root()).unwrap();
    site.write("output/相册/0.jpg", "mine");
    let names: Vec<String> = (0..300).flat_map(|n| [format!("{n}.txt"), format!("相册/{n}.jpg")]).collect();
    thread::scope(|scope| {
        let others = scope.spawn(|| names.iter().for_each(|name| put(&site.output().join(name))));
        for bundle in variants.iter().cycle() {
            publish(bundle, &site.output(), site.root()).unwrap();
            if others.is_finished() {
                break;
            }
        }
    });
    publish(&variants[0], &site.output(), site.root()).unwrap();
    let mine = names.into_iter().map(|name| (name, b"mine".to_vec()));
    assert_eq!(contents(&site.output()), expected(&variants[0], mine));
    assert_eq!(site.beside(), ["content", "output"]);
}

#[test]
fn files_that_go_during_a_build_are_no_hindrance() {
    let site = Site::new();
    let variants = [variant("one"), variant("other")];
    publish(&variants[1], &site.output(), site.root()).unwrap();
    thread::scope(|scope| {
        let builds = scope.spawn(|| {
            for bundle in variants.iter().cycle().take(20) {
                publish(bundle, &site.output(), site.root()).unwrap();
            }
        });
        for number in 0.. {
            if builds.is_finished() {
                break;
            }
            let path = site.output().join(format!("{}.tmp", number % 50));
            if number % 100 < 50 { put(&path) } else { drop(fs::remove_file(path)) }
        }
    });
    assert_eq!(site.beside(), ["content", "output"]);
}

#[test]
fn what_came_into_an_old_site_goes_to_the_new_one_under_a_name_that_is_free() {
    let site = Site::new();
    site.publish(&[("a.html", "new"), ("gone", "a page")]);
    site.write("output/CNAME", "newer");
    for (path, text) in [
        (MANIFEST, "leitai manifest 1\na.html\nb.html\ngone/c.html\n"),
        ("a.html", "old"),
        ("b.html", "old"),
        ("gone/c.html", "old"),
        ("gone/x.txt", "mine"),
        ("CNAME", "mine"),
        ("相册/1.jpg", "mine"),
    ] {
        site.write(&format!(".output.leitai-old/{path}"), text);
    }
    let published = site.publish(&[("a.html", "new"), ("gone", "a page")]);
    assert_eq!((published.written, published.removed.len()), (0, 0));
    let mine = ["CNAME.2", "gone.2/x.txt", "相册/1.jpg"];
    assert_eq!(files_in(&site.output()), [MANIFEST, "CNAME", mine[0], "a.html", "gone", mine[1], mine[2]]);
    for path in mine {
        assert_eq!(fs::read_to_string(site.output().join(path)).unwrap(), "mine");
    }
    assert_eq!(published.foreign, ["CNAME", "CNAME.2", "gone.2", "相册"].map(Into::into) as [std::path::PathBuf; 4]);
    assert_eq!(site.beside(), ["content", "output"]);
}

/// A site of three pages, so many of which are on the disk already.
fn begun(site: &Site, placed: usize) -> Publication {
    let publication = Publication::new(&site.output(), site.root());
    publication.begin();
    for name in &["a.html", "b/c.html", "d.html"][..placed] {
        assert!(publication.take(&Route::new(name).unwrap(), b"new"));
    }
    publication
}

#[test]
fn pages_that_were_placed_early_are_part_of_the_site() {
    let site = Site::new();
    site.publish(&[("a.html", "new"), ("gone.html", "old")]);
    let published = begun(&site, 3).finish(&bundle(&[("e.html", "new")]), |_| {}).unwrap();
    assert_eq!((published.written, published.unchanged, published.removed.len()), (3, 1, 1));
    let whole = bundle(&[("a.html", "new"), ("b/c.html", "new"), ("d.html", "new"), ("e.html", "new")]);
    assert_eq!(contents(&site.output()), expected(&whole, []));
    assert_eq!(site.beside(), ["content", "output"]);
}

#[test]
fn a_publication_that_is_given_up_leaves_nothing() {
    let site = Site::new();
    site.publish(&[("a.html", "old")]);
    let before = site.text();
    drop(begun(&site, 3));
    assert_eq!(site.text(), before);
    assert_eq!(site.beside(), ["content", "output"]);
}

#[test]
fn a_stage_that_is_cleared_away_or_made_by_others_ends_in_an_error_and_the_old_site() {
    for placed in [0, 1, 3] {
        let site = Site::new();
        site.publish(&[("a.html", "old")]);
        let before = site.text();
        let publication = begun(&site, placed);
        let stage = site.root().join(".output.leitai-new");
        if placed > 0 {
            fs::remove_dir_all(&stage).unwrap();
        }
        site.write(".output.leitai-new/.leitai-manifest", "leitai manifest 1\n");
        assert!(publication.finish(&bundle(&[("e.html", "new")]), |_| {}).is_err(), "{placed}");
        assert_eq!(site.text(), before, "{placed}");
        site.publish(&[("a.html", "newer")]);
        assert_eq!(site.beside(), ["content", "output"]);
    }
}

#[test]
fn a_page_that_somebody_changes_after_it_was_compared_is_told_and_mended_by_the_next_build() {
    let site = Site::new();
    let all = [("a.html", "new"), ("b/c.html", "new"), ("d.html", "new")];
    for text in [None, Some("old"), Some("longer")] {
        site.publish(&all);
        let publication = begun(&site, 3);
        let page = site.output().join("b/c.html");
        fs::remove_file(&page).unwrap();
        if let Some(text) = text {
            fs::write(&page, text).unwrap();
        }
        let refused = publication.finish(&bundle(&[]), |_| panic!("nothing was published")).unwrap_err();
        assert!(refused.message().contains("c.html"), "{refused}");
        site.publish(&all);
        assert_eq!(contents(&site.output()), expected(&bundle(&all), []));
    }
}
