//! What is remembered between builds.

use std::fs;

use crate::photos::{photo, quarters};
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
    // What is kept is used: another picture of the same form in its place is what readers get.
    assert_eq!(built(&archive), cold);
    assert_eq!(archive.contents(".leitai/images"), kept);
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
