//! Rows 26–31 and 57: files that are none, and files that cannot be read.

#![cfg(unix)]

use leitai::model::{Diagnostics, SourcePath};
use leitai::source::Sources;

use crate::support::{Archive, Run, TODAY, expect, expect_none, photo};

const CURE: &str = "请换成普通文件";

#[test]
fn a_symbolic_link_is_refused_wherever_it_leads() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.md");
    std::fs::write(&secret, "---\ntitle: 机密\n---\n").unwrap();
    for target in [secret.to_str().unwrap(), outside.path().to_str().unwrap(), ".", "x.md", "/nowhere/at/all", "a.md"] {
        let archive = Archive::valid().with_link("content/cases/x.md", target);
        expect(&archive, &["content/cases/x.md:1:1 LT105"], &["符号链接", CURE]);
    }
    let loop_of_two = Archive::valid().with_link("content/cases/x.md", "y.md").with_link("content/cases/y.md", "x.md");
    expect(&loop_of_two, &["content/cases/x.md:1:1 LT105", "content/cases/y.md:1:1 LT105"], &[]);
    let folder = Archive::valid().with_link("content/cases/x", outside.path());
    expect(&folder, &["content/cases/x:1:1 LT105"], &[]);
    for top in ["content", "themes"] {
        let archive = Archive::valid();
        std::fs::rename(archive.path(top), outside.path().join(top)).unwrap();
        expect(&archive.with_link(top, outside.path().join(top)), &[&format!("{top}:1:1 LT105")], &[]);
    }
    let template = Archive::valid().with_link("themes/leitai/templates/x.html", "/etc/passwd");
    expect(&template, &["themes/leitai/templates/x.html:1:1 LT105"], &[]);
}

#[test]
fn what_a_link_leads_to_is_never_published() {
    let archive = Archive::valid().with_markdown("![亭](p.jpg)").with_link("content/cases/p.jpg", "/etc/passwd");
    let run = archive.build();
    assert_eq!(run.lines(), ["content/cases/p.jpg:1:1 LT105 error"]);
    assert_eq!(run.code, Some(1));
    assert!(archive.contents("output").is_empty());
}

#[test]
fn a_pipe_or_socket_is_refused_without_waiting_for_it() {
    let archive = Archive::valid();
    let made = std::process::Command::new("mkfifo").arg(archive.path("content/cases/f.md")).status().unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(archive.path("content/cases/s.md")).unwrap();
    let run = archive.check();
    assert_eq!(run.lines(), ["content/cases/f.md:1:1 LT105 error", "content/cases/s.md:1:1 LT105 error"]);
    assert_eq!(run.code, Some(1));
}

#[test]
fn what_became_a_link_a_pipe_or_another_file_is_not_read() {
    let changes: [fn(&std::path::Path); 3] = [
        |photo| std::os::unix::fs::symlink("/etc/passwd", photo).unwrap(),
        |photo| assert!(std::process::Command::new("mkfifo").arg(photo).status().unwrap().success()),
        |photo| std::fs::write(photo, "longer than before").unwrap(),
    ];
    for change in changes {
        let archive = Archive::valid().with_bytes("content/cases/p.jpg", b"before");
        let sources = Sources::load(&mut Diagnostics::default(), &archive.path(""));
        let (path, photo) = (SourcePath::constant("content/cases/p.jpg"), archive.path("content/cases/p.jpg"));
        assert_eq!(&*sources.bytes(&path).unwrap(), b"before");
        std::fs::remove_file(&photo).unwrap();
        change(&photo);
        assert!(sources.bytes(&path).is_err() && sources.head(&path).is_err() && sources.open(&path).is_err());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_lies_in_a_folder_that_became_a_link_is_not_read() {
    let archive = Archive::valid().with_bytes("content/cases/p.jpg", b"before");
    let sources = Sources::load(&mut Diagnostics::default(), &archive.path(""));
    let (folder, elsewhere) = (archive.path("content/cases"), archive.path("elsewhere"));
    std::fs::rename(&folder, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &folder).unwrap();
    assert!(sources.bytes(&SourcePath::constant("content/cases/p.jpg")).is_err());
}

#[test]
fn a_folder_with_the_name_of_a_file_is_refused() {
    for path in ["content/cases/x.md", "content/units.yaml", "content/competitions/x.csv"] {
        let archive = Archive::valid().with_folder(path);
        expect(&archive, &[&format!("{path}:1:1 LT105")], &["请给文件夹改名"]);
    }
    let site = Archive::valid().with_folder("content/site.yaml");
    expect(&site, &["content/site.yaml:1:1 LT105"], &["请给文件夹改名"]);
}

#[test]
fn a_file_with_the_name_of_a_folder_of_articles_is_refused() {
    let archive = Archive::valid().with_bytes("content/pages", b"x");
    expect(&archive, &["content/pages:1:1 LT105"], &["建一个同名的文件夹"]);
}

fn checked_by_nobody(archive: &Archive) -> Run {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    std::fs::set_permissions(archive.path(""), std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_leitai"));
    program.args(["check", "--format", "json", "--today", TODAY, "--root"]).arg(archive.path("")).uid(65_534);
    Run::of(&program.output().unwrap())
}

#[test]
fn an_unreadable_file_is_reported_and_not_skipped() {
    use std::os::unix::fs::PermissionsExt;
    let archive = Archive::valid();
    let path = archive.path("content/cases/a.md");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything, and so asks as somebody else.
    let run = if std::fs::read(&path).is_err() { archive.check() } else { checked_by_nobody(&archive) };
    assert_eq!((run.code, run.lines()), (Some(1), vec!["content/cases/a.md:1:1 LT104 error".to_owned()]));
    assert!(run.words("LT104").contains("没有权限"), "{}", run.words("LT104"));
}

#[test]
fn what_other_programs_leave_beside_the_files_is_passed_over() {
    let archive = Archive::valid()
        .with("-- content/cases/~$x.md --\nx\n-- content/cases/.x.md --\nx\n-- content/cases/x.md~ --\nx\n");
    expect(&archive, &[], &[]);
}

#[test]
fn names_that_other_systems_do_not_hold_are_pointed_out() {
    // No part is longer than the 255 bytes that this system holds.
    let folder = format!("content/cases/{0}/{0}", "长".repeat(60));
    let path = |length: usize| format!("{folder}/{}.jpg", "a".repeat(length - folder.chars().count() - 5));
    expect_none(&Archive::valid().with_bytes(&path(200), &photo()));
    let long = path(201);
    let archive = Archive::valid().with_bytes(&long, &photo());
    let words = ["有 201 个字，超过 200 个", "请把文件名或文件夹的名字改短"];
    expect(&archive, &[&format!("{long}:1:1 LT527 warning")], &words);
    for name in ["甲.jpg ", "甲./乙.jpg", "COM¹.jpg", "甲\u{202e}gpj.jpg", "甲\n.jpg"] {
        let run = Archive::valid().with_bytes(&format!("content/cases/{name}"), &photo()).check();
        assert!(run.lines().iter().any(|line| line.ends_with("LT105 error")), "{name}: {:?}", run.lines());
    }
}

#[test]
fn what_nobody_sees_in_a_name_is_pointed_out_at_the_file() {
    for (name, words) in [
        ("议\u{200b}事.jpg", "请把文件改名为「议事.jpg」"),
        ("议\u{ad}事.jpg", "U+00AD"),
        ("图\u{feff}/议事.jpg", "请把文件夹改名为「图」"),
    ] {
        let path = format!("content/cases/{name}");
        let archive = Archive::valid().with_bytes(&path, &photo());
        expect(&archive, &[&format!("{path}:1:1 LT317 warning")], &[words]);
    }
    let two = Archive::valid().with_bytes("content/图\u{200b}/甲.jpg", &photo());
    let two = two.with_bytes("content/图\u{200b}/乙.jpg", &photo());
    assert_eq!(two.check().diagnostics.len(), 1);
    let turned = Archive::valid().with_bytes("content/cases/甲\u{202e}乙.jpg", &photo());
    expect(&turned, &["content/cases/甲?乙.jpg:1:1 LT105"], &["U+202E", "请改名"]);
}

#[test]
fn two_files_that_windows_takes_for_one_are_pointed_out() {
    let archive = Archive::valid()
        .with_bytes("content/cases/images/A.jpg", &photo())
        .with_bytes("content/cases/Images/a.jpg", &photo());
    expect(
        &archive,
        &["content/cases/images/A.jpg:1:1 LT528 warning"],
        &["只有大小写不同", "content/cases/Images/a.jpg"],
    );
}

#[test]
fn a_file_that_vanishes_while_the_site_is_built_is_reported() {
    use leitai::archive::Edition;
    use leitai::model::Diagnostics;
    use leitai::pipeline::{Request, build};
    use leitai::source::Sources;

    for name in ["p.jpg", "清单.pdf"] {
        let archive = Archive::valid()
            .with_bytes(&format!("content/cases/{name}"), &photo())
            .with_markdown(&format!("![亭]({name})"));
        let mut diagnostics = Diagnostics::default();
        let sources = Sources::load(&mut diagnostics, &archive.path(""));
        let archive = archive.without(&format!("content/cases/{name}"));
        let edition = Edition { today: jiff::civil::date(2026, 11, 25), drafts: false, future: false };
        let request = Request { edition, base_url: None, drawer: None };
        assert!(build(&mut diagnostics, &sources, &request, &mut |_| {}).is_none());
        let found = diagnostics.sorted();
        let errors: Vec<_> = found.iter().map(|d| (d.code.id(), d.place.describe())).collect();
        assert_eq!(errors, [("LT104", format!("content/cases/{name}:1:1"))]);
        drop(archive);
    }
}

#[cfg(unix)]
#[test]
fn a_file_whose_name_is_refused_is_named_with_all_its_folders() {
    let archive = Archive::valid().with_bytes("content/cases/甲 乙/丙/a?.md", b"");
    expect(&archive, &["content/cases/甲 乙/丙/a?.md:1:1 LT105 error"], &["请改名"]);
}
