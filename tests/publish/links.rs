//! Links in what a publication left in the output: nothing is written, moved or removed through one.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use leitai::publish::{MANIFEST, PublishError};

use super::support::{Site, bundle, contents, expected, files_in};

const LIST: &str = "leitai manifest 1\n";

/// A site that a file-by-file publication left half-way, with a link in it to a folder that is no part of it.
fn half_a_site(arrivals: &str) -> Site {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    site.write("elsewhere/secret.html", "mine");
    fs::create_dir(site.root().join("elsewhere/empty")).unwrap();
    symlink(site.root().join("elsewhere"), site.output().join("x")).unwrap();
    site.write(&format!("output/.leitai-new/{MANIFEST}"), LIST);
    site.write(&format!("output/.leitai-old/{MANIFEST}"), &format!("{LIST}{arrivals}"));
    site
}

#[track_caller]
fn assert_refused(site: &Site) {
    let before = files_in(&site.output());
    let refused = site.try_publish(&[("a.html", "2")]).unwrap_err();
    assert!(matches!(refused, PublishError::Machine { .. }), "{refused}");
    assert!(refused.message().contains("/x」，而它是一个链接"), "{refused}");
    assert_eq!(files_in(&site.output()), before);
    assert_elsewhere(site);
}

#[track_caller]
fn assert_elsewhere(site: &Site) {
    assert_eq!(fs::read_to_string(site.root().join("elsewhere/secret.html")).unwrap(), "mine");
    assert!(site.root().join("elsewhere/empty").is_dir());
}

#[test]
fn nothing_is_put_back_through_a_link() {
    for path in ["secret.html", "new.html", "y/new.html"] {
        let site = half_a_site("");
        site.write(&format!("output/.leitai-old/x/{path}"), "theirs");
        assert_refused(&site);
        assert_eq!(files_in(&site.root().join("elsewhere")), ["secret.html"]);
        // Without the link, what was set aside comes back.
        fs::remove_file(site.output().join("x")).unwrap();
        site.publish(&[("a.html", "2")]);
        assert_eq!(fs::read_to_string(site.output().join("x").join(path)).unwrap(), "theirs");
    }
}

#[test]
fn nothing_new_is_removed_through_a_link() {
    assert_refused(&half_a_site("x/secret.html\n"));
    let site = half_a_site("x/empty/new.html\n");
    site.write("output/.leitai-new/x/empty/new.html", "new");
    site.publish(&[("a.html", "2")]);
    assert_elsewhere(&site);
}

#[test]
fn a_link_in_the_place_of_the_journal_leads_to_no_folder_of_ours() {
    let (old, new) = (".leitai-old", ".leitai-new");
    for (link, other) in [(old, None), (old, Some(new)), (new, None), (new, Some(old))] {
        let (site, neighbour) = (Site::new(), Site::new());
        for site in [&site, &neighbour] {
            site.publish(&[("a.html", "1"), ("b/c.html", "2")]);
        }
        symlink(neighbour.output(), site.output().join(link)).unwrap();
        if let Some(other) = other {
            site.write(&format!("output/{other}/{MANIFEST}"), LIST);
        }
        let published = site.publish(&[("a.html", "2")]);
        assert_eq!(published.foreign, [Path::new(link)]);
        let whole = bundle(&[("a.html", "1"), ("b/c.html", "2")]);
        assert_eq!(contents(&neighbour.output()), expected(&whole, []));
        assert_eq!(fs::read_link(site.output().join(link)).unwrap(), neighbour.output());
    }
}
