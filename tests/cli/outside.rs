//! An archive from somebody else: links and pipes in the places that the program itself writes to.

use std::fs;
use std::process::Command;

use super::Archive;
use super::support::photo;

const NEW_CASE: [&str; 9] =
    ["new", "case", "新的做法", "--competition", "2026Q3", "--unit", "湖东街道/青禾社区", "--dimension", "乡村治理"];

/// An archive with a photo and a slip that `check --fix` mends.
fn archive() -> Archive {
    let platforms = "platforms: [{id: xx, name: 发布, kind: wechat}]\ndistrict: ";
    Archive::valid()
        .with_bytes("content/cases/p.jpg", &photo())
        .with_markdown("![议事亭](p.jpg)")
        .replacing("content/site.yaml", "district: ", platforms)
        .replacing("content/cases/a.md", "title: ", "title：")
}

#[test]
fn no_command_writes_where_a_link_leads() {
    let build: &[&str] = &["build", "--today", super::support::TODAY];
    let fix: &[&str] = &["check", "--fix", "--today", super::support::TODAY];
    let export: &[&str] = &["export", "xx", "--today", super::support::TODAY];
    let cases: [(&str, &[&str]); 15] = [
        (".leitai", build),
        (".leitai/lock", build),
        (".leitai/images", build),
        (".leitai/built.json", build),
        (".leitai/built.new", build),
        ("备份", fix),
        ("content/cases/.a.md.leitai", fix),
        ("content/cases/2026", &NEW_CASE),
        (".vscode", &["schema", "--write"]),
        (".vscode/schemas", &["schema", "--write"]),
        (".vscode/schemas/case.json", &["schema", "--write"]),
        (".vscode/settings.json", &["schema", "--write"]),
        ("export", export),
        ("export/xx", export),
        ("export/.xx.leitai", export),
    ];
    for (path, command) in cases {
        for leads_to in ["folder", "file", "nothing"] {
            let outside = tempfile::tempdir().unwrap();
            fs::create_dir(outside.path().join("folder")).unwrap();
            fs::write(outside.path().join("file"), "mine").unwrap();
            let archive =
                if command == fix { archive() } else { archive().replacing("content/cases/a.md", "：", ": ") };
            fs::create_dir_all(archive.path(path).parent().unwrap()).unwrap();
            let archive = archive.with_link(path, outside.path().join(leads_to));
            let said = archive.types(command);
            assert!(said.code.is_some(), "{path} {leads_to}: {}", said.err);
            assert_eq!(fs::read_to_string(outside.path().join("file")).unwrap(), "mine", "{path} {leads_to}");
            assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 2, "{path} {leads_to}");
            assert_eq!(fs::read_dir(outside.path().join("folder")).unwrap().count(), 0, "{path} {leads_to}");
        }
    }
}

#[test]
fn a_build_does_not_wait_for_a_pipe_and_needs_no_folder_of_its_own() {
    for path in [".leitai/lock", ".leitai/built.json", ".leitai/built.new", ".leitai/images", ".leitai"] {
        let archive = archive().replacing("content/cases/a.md", "：", ": ");
        fs::create_dir_all(archive.path(path).parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(archive.path(path)).status().unwrap().success());
        for _ in 0..2 {
            let said = archive.types_today(&["build"]);
            assert_eq!(said.code, Some(0), "{path}: {}", said.err);
        }
    }
}

#[test]
fn names_of_others_do_not_steer_the_terminal() {
    for name in ["\u{1b}[31m", "\u{1b}]0;x\u{7}", "\u{9b}2J", "\u{202e}", "\u{2066}", "a\rb"] {
        for command in
            [&["explain", name][..], &["export", name], &["build", "--output", name, "--today", name], &[name]]
        {
            let said = Archive::valid().types(command);
            let all = format!("{}{}", said.out, said.err);
            assert!(!all.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{2066}', '\r']), "{command:?}: {all:?}");
        }
    }
}
