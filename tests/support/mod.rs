//! A small archive in a folder of its own, written inline, and what the program says of it.

#![expect(unreachable_pub, reason = "a crate of tests has no other crate above it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The day on which all tests take place.
pub const TODAY: &str = "2026-11-25";

/// The sections that every case is expected to have, each with something in it.
pub const SECTIONS: &str = "\
## 主要做法

做法。

## 工作亮点

亮点。

## 取得成效

成效。
";

/// A small valid archive: one competition, one case, two townships that both have a 柳溪村.
///
/// Its look is a stub, so that these tests do not depend on the theme.
const VALID: &str = "\
-- content/site.yaml --
name: XX区“擂台比武”案例库
organization: 中共XX区委组织部
district: XX区
-- content/units.yaml --
湖东街道: [青禾社区, 柳溪村]
云岭镇: [上云村, 柳溪村]
-- content/competitions/2026Q3.md --
---
title: 2026年第三季度区级擂台比武
theme: 党建引领乡村治理
stages:
  比武申报: 2026-07-05..2026-07-20
  现场比武: 2026-08-18
  集中评议: 2026-08-20
  领导小组评定: 2026-08-25
published: 2026-09-01
---

各乡镇（街道）现场观摩。
-- content/cases/a.md --
---
title: 议事亭里解难题
unit: 湖东街道/青禾社区
dimension: 乡村治理
competition: 2026Q3
result: 观摩点
---

网格员每周入户。

## 主要做法

做法。

## 工作亮点

亮点。

## 取得成效

成效。
-- themes/leitai/templates/base.html --
{% block base %}{% endblock %}<title>{% block title %}{{ page.title }}{% endblock %}</title>{% block head %}{% endblock %}
{% block styles %}{% endblock %}{% block base_uri %}{% endblock %}{% block skip %}{% endblock %}{% block name %}{% endblock %}{% block main %}{% endblock %}
";

/// A small photo.
pub fn photo() -> Vec<u8> {
    let image = image::RgbImage::from_fn(8, 6, |x, y| image::Rgb([200, u8::from(x > y) * 90, 40]));
    let mut bytes = Vec::new();
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).unwrap();
    bytes
}

/// An archive on disk; gone when dropped.
pub struct Archive {
    folder: TempDir,
}

/// What a run of the program gave.
pub struct Run {
    /// The exit code; none where it crashed.
    pub code: Option<i32>,
    /// The diagnostics, in the order of the output.
    pub diagnostics: Vec<Value>,
    /// Standard error.
    pub told: String,
}

impl Archive {
    /// The valid archive.
    pub fn valid() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }.with(VALID)
    }

    /// Adds or replaces files; each starts with a line `-- content/cases/a.md --`.
    pub fn with(self, files: &str) -> Self {
        for file in format!("\n{files}").split("\n-- ").skip(1) {
            let (path, text) = file.split_once(" --\n").unwrap_or_else(|| panic!("no header: {file}"));
            // The line end before the next header belongs to this file.
            let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            self.write(path, format!("{text}{end}").as_bytes());
        }
        self
    }

    /// Adds or replaces a file of these bytes.
    pub fn with_bytes(self, path: &str, bytes: &[u8]) -> Self {
        self.write(path, bytes);
        self
    }

    /// Takes a file away.
    pub fn without(self, path: &str) -> Self {
        fs::remove_file(self.path(path)).unwrap();
        self
    }

    /// The case `a` with other lines in its front matter, as from `title` to `result`.
    pub fn with_front_matter(self, yaml: &str) -> Self {
        let text = fs::read_to_string(self.path("content/cases/a.md")).unwrap();
        let body = text.split_once("\n---\n").unwrap().1;
        self.write("content/cases/a.md", format!("---\n{}\n---\n{body}", yaml.trim_end_matches('\n')).as_bytes());
        self
    }

    /// The case `a` with more lines at the end of its front matter, the first of them line 7.
    pub fn with_lines(self, yaml: &str) -> Self {
        self.replacing("content/cases/a.md", "result: 观摩点\n", &format!("result: 观摩点\n{yaml}\n"))
    }

    /// The case `a` with more Markdown at its end, the first line of it line 23.
    pub fn with_markdown(self, text: &str) -> Self {
        self.replacing("content/cases/a.md", "成效。\n", &format!("成效。\n\n{text}\n"))
    }

    /// The competition with more lines at the end of its front matter, the first of them line 10.
    pub fn with_competition_lines(self, yaml: &str) -> Self {
        let path = "content/competitions/2026Q3.md";
        self.replacing(path, "published: 2026-09-01\n", &format!("published: 2026-09-01\n{yaml}\n"))
    }

    /// The first `from` in a file replaced.
    pub fn replacing(self, path: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, text.replacen(from, to, 1).as_bytes());
        self
    }

    /// A symbolic link.
    #[cfg(unix)]
    pub fn with_link(self, path: &str, target: impl AsRef<Path>) -> Self {
        let _ = fs::remove_file(self.path(path));
        std::os::unix::fs::symlink(target, self.path(path)).unwrap();
        self
    }

    /// A folder with nothing in it.
    pub fn with_folder(self, path: &str) -> Self {
        let _ = fs::remove_file(self.path(path));
        fs::create_dir_all(self.path(path)).unwrap();
        self
    }

    /// Where a file of the archive is on disk.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Runs a command of the program on this archive, which is the home of who runs it, too.
    pub fn run(&self, command: &str, arguments: &[&str]) -> Run {
        let mut program = Command::new(env!("CARGO_BIN_EXE_leitai"));
        program.arg(command).arg("--root").arg(self.folder.path()).env("HOME", self.folder.path());
        program.args(["--format", "json", "--today", TODAY]).args(arguments);
        Run::of(&program.output().unwrap())
    }

    /// `check`.
    pub fn check(&self) -> Run {
        self.run("check", &[])
    }

    /// `build`.
    pub fn build(&self) -> Run {
        self.run("build", &[])
    }

    /// Every file below a folder of the archive with its bytes; empty where there is none.
    pub fn contents(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), &self.path(folder), &mut files);
        files
    }
}

fn collect(top: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            collect(top, &path, files);
        } else {
            let name = path.strip_prefix(top).unwrap().to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).unwrap_or_default());
        }
    }
}

impl Run {
    /// What the program gave that was run with `--format json`.
    pub fn of(output: &Output) -> Self {
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!told.contains("panicked"), "{told}");
        let text = String::from_utf8(output.stdout.clone()).unwrap();
        let diagnostics = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        Self { code: output.status.code(), diagnostics, told }
    }

    /// Each diagnostic as `content/cases/a.md:3:5 LT208 error`.
    pub fn lines(&self) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let line = |d: &Value| {
            format!("{}:{}:{} {} {}", text(&d["file"]), d["line"], d["column"], text(&d["code"]), text(&d["severity"]))
        };
        self.diagnostics.iter().map(line).collect()
    }

    /// Message and help of the diagnostic with this code.
    pub fn words(&self, code: &str) -> String {
        let found = self.diagnostics.iter().find(|d| d["code"] == code);
        found.map_or_else(String::new, |d| {
            format!("{}\n{}", d["message"].as_str().unwrap(), d["help"].as_str().unwrap())
        })
    }

    /// The second places of the diagnostic with this code, as `content/cases/a.md:3:5`.
    pub fn related(&self, code: &str) -> Vec<String> {
        let found = self.diagnostics.iter().find(|d| d["code"] == code);
        let places = found.and_then(|d| d["related"].as_array()).cloned().unwrap_or_default();
        places.iter().map(|d| format!("{}:{}:{}", d["file"].as_str().unwrap(), d["line"], d["column"])).collect()
    }
}

/// Checks that an archive has exactly these problems, that the exit code says so, and that the words are among the
/// messages and cures. A line is `content/cases/a.md:3:5 LT208 error`; `error` may be left out.
#[track_caller]
pub fn expect(archive: &Archive, lines: &[&str], words: &[&str]) {
    let run = archive.check();
    let wanted: Vec<String> = lines
        .iter()
        .map(|line| if line.matches(' ').count() == 1 { format!("{line} error") } else { (*line).to_owned() })
        .collect();
    assert_eq!(run.lines(), wanted, "{:#?}", run.diagnostics);
    let fails = wanted.iter().any(|line| line.ends_with("error"));
    assert_eq!(run.code, Some(i32::from(fails)), "{}", run.told);
    let said = |d: &Value| format!("{}\n{}", d["message"], d["help"]);
    let all = run.diagnostics.iter().map(said).collect::<Vec<_>>().join("\n");
    for word in words {
        let quoted = word.replace('\\', "\\\\").replace('"', "\\\"");
        assert!(all.contains(&quoted), "「{word}」 is not in\n{all}");
    }
}

/// Checks that an archive has no problem at all.
#[track_caller]
pub fn expect_none(archive: &Archive) {
    expect(archive, &[], &[]);
}
