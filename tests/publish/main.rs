//! What holds when a site is put on the disk: all at once, nothing lost, nothing written that did not change.

mod interrupted;
#[cfg(unix)]
mod links;
mod meanwhile;
#[cfg(target_os = "linux")]
mod mounted;
mod refused;
mod sequences;
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use leitai::publish::{MANIFEST, publish};
use support::{Site, bundle, files_in};

#[test]
fn a_first_site_is_the_bundle_and_its_manifest() {
    let site = Site::new();
    let published = site.publish(&[("index.html", "甲"), ("cases/a.html", "乙")]);
    assert_eq!((published.written, published.unchanged, published.removed.len()), (2, 0, 0));
    assert_eq!(
        site.text(),
        "-- .leitai-manifest --\nleitai manifest 1\ncases/a.html\nindex.html\n\n-- cases/a.html --\n乙\n-- index.html --\n甲\n"
    );
    assert_eq!(site.beside(), ["content", "output"]);
}

#[test]
fn an_empty_folder_and_an_empty_bundle_will_do() {
    let site = Site::new();
    fs::create_dir(site.output()).unwrap();
    site.publish(&[]);
    assert_eq!(site.text(), "-- .leitai-manifest --\nleitai manifest 1\n\n");
}

#[test]
fn folders_above_the_output_are_made() {
    let site = Site::new();
    publish(&bundle(&[("a", "1")]), &site.root().join("x/y/site"), site.root()).unwrap();
    assert_eq!(fs::read_to_string(site.root().join("x/y/site/a")).unwrap(), "1");
}

#[cfg(unix)]
#[test]
fn unchanged_files_keep_their_inode_and_time() {
    use std::os::unix::fs::MetadataExt;
    let site = Site::new();
    site.publish(&[("a.html", "same"), ("b.html", "old"), ("c/d.html", "same")]);
    let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for name in ["a.html", "b.html", "c/d.html"] {
        fs::File::open(site.output().join(name)).unwrap().set_modified(past).unwrap();
    }
    let look = |name: &str| {
        let found = fs::metadata(site.output().join(name)).unwrap();
        (found.ino(), found.modified().unwrap(), found.nlink())
    };
    let before = ["a.html", "c/d.html"].map(look);
    let changed = look("b.html");
    let published = site.publish(&[("a.html", "same"), ("b.html", "new"), ("c/d.html", "same")]);
    assert_eq!((published.written, published.unchanged), (1, 2));
    assert_eq!(["a.html", "c/d.html"].map(look), before);
    assert_ne!(look("b.html").1, changed.1);
}

#[cfg(unix)]
#[test]
fn a_second_identical_publication_touches_nothing() {
    use std::os::unix::fs::MetadataExt;
    let site = Site::new();
    let files = [("a.html", "1"), ("b/c.html", "2")];
    site.publish(&files);
    site.write("output/CNAME", "example.org");
    let look =
        |path: PathBuf| fs::metadata(path).map(|found| (found.ino(), found.ctime_nsec(), found.ctime())).unwrap();
    let all = || ["", "a.html", "b", "b/c.html", MANIFEST, "CNAME"].map(|name| look(site.output().join(name)));
    let (before, parent) = (all(), look(site.root().into()));
    let published = site.publish(&files);
    assert_eq!((published.written, published.unchanged, published.removed.len()), (0, 2, 0));
    assert_eq!(published.foreign, [Path::new("CNAME")]);
    assert_eq!((all(), look(site.root().into())), (before, parent));
}

#[test]
fn removed_routes_disappear_with_their_folders() {
    let site = Site::new();
    site.publish(&[("a.html", "1"), ("b/c/d.html", "2")]);
    let published = site.publish(&[("a.html", "1")]);
    assert_eq!((published.unchanged, published.removed.len()), (1, 1));
    assert_eq!(files_in(&site.output()), [".leitai-manifest", "a.html"]);
    assert!(!site.output().join("b").exists());
}

#[test]
fn a_file_may_become_a_folder_and_the_reverse() {
    let site = Site::new();
    site.publish(&[("a", "1"), ("b/c", "2")]);
    site.publish(&[("a/x", "1"), ("b", "2")]);
    assert_eq!(files_in(&site.output()), [".leitai-manifest", "a/x", "b"]);
}

#[test]
fn a_file_of_the_site_that_was_edited_or_deleted_is_restored() {
    let site = Site::new();
    site.publish(&[("a", "1"), ("b/c", "2")]);
    site.write("output/a", "别");
    fs::remove_dir_all(site.output().join("b")).unwrap();
    assert_eq!(site.publish(&[("a", "1"), ("b/c", "2")]).written, 2);
    assert_eq!(fs::read_to_string(site.output().join("b/c")).unwrap(), "2");
    assert_eq!(fs::read_to_string(site.output().join("a")).unwrap(), "1");
}

#[test]
fn foreign_files_and_folders_survive_and_are_reported() {
    let site = Site::new();
    site.publish(&[("a.html", "1"), ("cases/b.html", "2"), ("gone/c.html", "3")]);
    for path in ["CNAME", "cases/附件.txt", "gone/keep.txt", "相册/1.jpg", "相册/深/2.jpg"] {
        site.write(&format!("output/{path}"), path);
    }
    fs::create_dir_all(site.output().join("空/更空")).unwrap();
    let published = site.publish(&[("a.html", "new"), ("cases/b.html", "2")]);
    let foreign = ["CNAME", "cases/附件.txt", "gone/keep.txt", "相册", "空"];
    assert_eq!(published.foreign, foreign.map(PathBuf::from));
    assert_eq!(
        files_in(&site.output()),
        [
            ".leitai-manifest",
            "CNAME",
            "a.html",
            "cases/b.html",
            "cases/附件.txt",
            "gone/keep.txt",
            "相册/1.jpg",
            "相册/深/2.jpg"
        ]
    );
    assert!(site.output().join("空/更空").is_dir());
}

#[cfg(unix)]
#[test]
fn foreign_links_and_modes_survive() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    symlink("/nowhere", site.output().join("dangling")).unwrap();
    symlink(site.root().join("content"), site.output().join("folder")).unwrap();
    site.write("output/locked/x", "x");
    let mode = |path: &str, bits| {
        fs::set_permissions(site.output().join(path), fs::Permissions::from_mode(bits)).unwrap();
    };
    mode("locked/x", 0o400);
    mode("locked", 0o555);
    mode("", 0o775);
    let published = site.publish(&[("a.html", "2")]);
    assert_eq!(published.foreign, ["dangling", "folder", "locked"].map(PathBuf::from));
    assert_eq!(fs::read_link(site.output().join("dangling")).unwrap(), Path::new("/nowhere"));
    assert_eq!(fs::read_link(site.output().join("folder")).unwrap(), site.root().join("content"));
    let bits = ["", "locked", "locked/x"].map(|path| fs::metadata(site.output().join(path)).unwrap().mode() & 0o777);
    assert_eq!(bits, [0o775, 0o555, 0o400]);
    assert_eq!(site.beside(), ["content", "output"]);
    mode("locked", 0o755);
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_attached_to_a_folder_stays() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    // Not every file system takes notes.
    if setxattr(site.output(), "user.note", b"mine", XattrFlags::empty()).is_err() {
        return;
    }
    site.publish(&[("a.html", "2")]);
    let mut note = [0; 4];
    assert_eq!(getxattr(site.output(), "user.note", &mut note[..]), Ok(4));
    assert_eq!(&note, b"mine");
}

#[cfg(unix)]
#[test]
fn folders_stay_with_whom_they_belong_to() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let site = Site::new();
    fs::create_dir_all(site.output()).unwrap();
    if chown(site.output(), Some(1), Some(2)).is_err() {
        return; // only the superuser may give something away
    }
    fs::set_permissions(site.output(), fs::Permissions::from_mode(0o2775)).unwrap();
    site.publish(&[("cases/a.html", "1")]);
    site.write("output/相册/1.jpg", "mine");
    for (number, folder) in [(3, "cases"), (4, "相册")] {
        chown(site.output().join(folder), Some(number), Some(number)).unwrap();
    }
    site.publish(&[("cases/a.html", "2")]);
    let owners = ["", "cases", "相册"].map(|path| fs::metadata(site.output().join(path)).unwrap());
    assert_eq!(owners.each_ref().map(|found| (found.uid(), found.gid())), [(1, 2), (3, 3), (4, 4)]);
    assert_eq!(owners[0].mode() & 0o7777, 0o2775);
}

#[cfg(unix)]
#[test]
fn a_page_replaced_by_a_link_becomes_a_file_again() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    site.write("elsewhere.html", "1");
    fs::remove_file(site.output().join("a.html")).unwrap();
    std::os::unix::fs::symlink(site.root().join("elsewhere.html"), site.output().join("a.html")).unwrap();
    assert_eq!(site.publish(&[("a.html", "1")]).written, 1);
    assert!(fs::symlink_metadata(site.output().join("a.html")).unwrap().is_file());
}

#[test]
fn lines_of_a_manifest_that_climb_out_are_passed_over() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    site.write("output/.leitai-manifest", "leitai manifest 1\r\na.html\r\n../content/site.yaml\r\n/etc/passwd\r\n");
    assert_eq!(site.publish(&[]).removed.len(), 1);
    assert_eq!(files_in(&site.root().join("content")), ["site.yaml"]);
}

#[test]
fn a_manifest_that_no_build_can_have_written_is_not_read() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    let manifest = fs::File::options().write(true).open(site.output().join(".leitai-manifest")).unwrap();
    manifest.set_len(3 << 30).unwrap();
    let failed = site.try_publish(&[("a.html", "2")]).unwrap_err();
    assert!(failed.message().contains("本程序读不懂"), "{failed}");
    assert_eq!(fs::read_to_string(site.output().join("a.html")).unwrap(), "1");
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_stays_one() {
    let site = Site::new();
    fs::create_dir_all(site.root().join("disk/real")).unwrap();
    std::os::unix::fs::symlink("disk/real", site.output()).unwrap();
    for text in ["1", "2"] {
        site.publish(&[("a.html", text)]);
        assert_eq!(fs::read_link(site.output()).unwrap(), Path::new("disk/real"));
        assert_eq!(fs::read_to_string(site.root().join("disk/real/a.html")).unwrap(), text);
    }
    assert_eq!(files_in(&site.root().join("disk")), ["real/.leitai-manifest", "real/a.html"]);
    assert_eq!(site.beside(), ["content", "disk", "output"]);
}
