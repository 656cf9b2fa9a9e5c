//! What the machine refuses: said in Chinese with what to do, and nothing half done is left.

use std::fs;
use std::process::Command;

use super::support::TODAY;
use super::{Archive, Said};

/// Runs what a user types where a shell has done something else before.
fn types_after(archive: &Archive, before: &str, arguments: &[&str]) -> Said {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{before} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_leitai")]).args(arguments);
    Said::of(shell.current_dir(archive.path("")).output().unwrap())
}

#[test]
fn every_command_says_in_chinese_why_it_could_not_write() {
    let platforms = "platforms: [{id: xx, name: 发布, kind: weibo}]\ndistrict: ";
    let archive = Archive::valid().replacing("content/site.yaml", "district: ", platforms).with_bytes("甲", b"");
    let archive = archive.with_bytes(".vscode", b"").with_bytes("content/cases/2026", b"");
    let case = ["new", "case", "亭", "--competition", "2026Q3", "--unit", "青禾社区", "--dimension", "乡村治理"];
    let not_a_folder = "路径中有一段是文件，不是文件夹";
    for (arguments, words) in [
        (&["init", "甲/乙"][..], not_a_folder),
        (&["export", "xx", "--today", TODAY, "--output", "甲/乙"], not_a_folder),
        (&["build", "--today", TODAY, "--output", "甲/乙"], not_a_folder),
        (&["schema", "--write"], not_a_folder),
        (&case, not_a_folder),
        (&["serve", "--port", "0", "--host", "192.0.2.1"], "这台电脑没有这个地址"),
    ] {
        let said = archive.types(arguments);
        assert_eq!(said.code, Some(3), "{arguments:?} {}", said.err);
        assert!(said.err.contains(words) && said.err.contains("\n处理："), "{arguments:?} {}", said.err);
        assert!(!said.err.contains("os error"), "{arguments:?} {}", said.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_takes_no_export_and_stays() {
    let platforms = "platforms: [{id: xx, name: 发布, kind: weibo}]\ndistrict: ";
    let archive = Archive::valid().replacing("content/site.yaml", "district: ", platforms).with_folder("盘");
    let mut namespace = Command::new("unshare");
    let script = "mount -t tmpfs none 盘 && \"$0\" \"$@\"; code=$?; ls -a 盘; exit $code";
    namespace.args(["--map-root-user", "--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_leitai")]);
    namespace.args(["export", "xx", "--today", TODAY, "--output", "盘"]).current_dir(archive.path(""));
    let said = Said::of(namespace.output().unwrap());
    if said.err.contains("unshare:") || said.err.contains("mount:") {
        return; // not everywhere may tests mount
    }
    assert_eq!((said.code, said.out.as_str()), (Some(3), ".\n..\n"), "{}", said.err);
    assert!(said.err.contains("它是挂载点") && said.err.contains("处理："), "{}", said.err);
    assert!(fs::read_dir(archive.path("")).unwrap().flatten().all(|entry| entry.file_name() != ".盘.leitai"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_a_full_disk_cuts_is_a_failure() {
    let archive = Archive::valid().with_lines("summary：甲");
    for arguments in [&["check", "--format", "json"][..], &["schema", "case"], &["explain", "LT101"]] {
        let said = types_after(&archive, "exec >/dev/full", arguments);
        assert_eq!(said.code, Some(3), "{arguments:?}: {}", said.err);
        assert!(said.err.contains("报告没有写完：磁盘已满") && said.err.contains("\n处理："), "{}", said.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn whoever_holds_the_folder_of_the_archive_does_not_keep_a_build_out() {
    let archive = Archive::valid();
    let folder = fs::File::open(archive.path("")).unwrap();
    folder.lock().unwrap();
    let said = archive.types(&["build", "--today", TODAY]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.err.starts_with("另一个程序正在写这个网站"), "{}", said.err);
}

#[test]
fn what_was_remembered_is_forgotten_where_it_is_far_too_large() {
    let archive = Archive::valid();
    assert_eq!(archive.types(&["build", "--today", TODAY]).code, Some(0));
    let memory = fs::File::options().write(true).open(archive.path(".leitai/built.json")).unwrap();
    memory.set_len(3 << 30).unwrap();
    assert_eq!(archive.types(&["build", "--today", TODAY]).code, Some(0));
    assert!(fs::metadata(archive.path(".leitai/built.json")).unwrap().len() < 1 << 20);
}

#[cfg(unix)]
#[test]
fn a_copy_that_may_not_be_as_large_as_the_file_is_not_kept() {
    let archive = Archive::valid().with_lines("summary：甲").with_markdown(&"网格员每周入户。".repeat(5000));
    let before = archive.contents("content");
    let said = types_after(&archive, "ulimit -f 64", &["check", "--fix", "--today", TODAY]);
    assert_eq!((said.code, archive.contents("content")), (Some(3), before), "{}", said.err);
    let words = "（文件超过了系统允许的大小）；原来的文件没有动\n没有改正任何文件，没有留下备份\n";
    assert!(said.err.contains(words), "{}", said.err);
    assert_eq!(fs::read_dir(archive.path("备份")).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_build_is_not_ended_by_a_limit_to_the_size_of_files() {
    let archive = Archive::valid();
    let said = types_after(&archive, "ulimit -f 16", &["build", "--today", TODAY]);
    assert_eq!(said.code, Some(3), "{}", said.err);
    assert!(said.err.contains("写不进去：文件超过了系统允许的大小"), "{}", said.err);
    assert!(!archive.path("output").exists());
}

#[cfg(unix)]
#[test]
fn a_new_file_or_archive_of_which_only_half_could_be_written_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("我的"), "").unwrap();
    let program = env!("CARGO_BIN_EXE_leitai");
    for blocks in [0, 1] {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("trap '' XFSZ && ulimit -f {blocks} && exec \"$0\" init"), program]);
        let said = Said::of(shell.current_dir(folder.path()).output().unwrap());
        assert_eq!(said.code, Some(3), "{}", said.err);
        assert!(said.err.contains("写不进去（文件超过了系统允许的大小）"), "{}", said.err);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{blocks}");
    }
    let archive = Archive::valid();
    let new = ["new", "competition", "2026Q4"];
    let before = archive.contents("content");
    let said = types_after(&archive, "trap '' XFSZ && ulimit -f 0", &new);
    assert_eq!((said.code, archive.contents("content")), (Some(3), before), "{}", said.err);
    // A link stands where the sheet beside it would be.
    let archive = archive.with_link("content/competitions/2026/2026Q4-评分表.csv", "nowhere");
    let said = archive.types(&new);
    assert_eq!((said.code, said.out.as_str()), (Some(3), ""), "{}", said.err);
    assert_eq!(fs::read_dir(archive.path("content/competitions/2026")).unwrap().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_cannot_be_opened_are_named_with_the_reason() {
    let archive = Archive::valid().with("-- content/cases/b.md --\n甲\n");
    let said = types_after(&archive, "ulimit -n 4", &["check", "--today", TODAY]);
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(said.out.contains("打开的文件太多，超过了系统的上限"), "{}", said.out);
}
