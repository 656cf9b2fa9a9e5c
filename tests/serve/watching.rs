//! `build --watch` and `check --watch`: the same again after every change.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::PATIENCE;
use crate::support::{Archive, TODAY};

const CASE: &str = "content/cases/a.md";

/// A running command; ended when dropped.
struct Watching {
    archive: Archive,
    process: Child,
}

impl Watching {
    fn new(arguments: &[&str]) -> Self {
        let archive = Archive::valid();
        let mut program = Command::new(env!("CARGO_BIN_EXE_leitai"));
        program.args(arguments).args(["--watch", "--today", TODAY]).arg("--root").arg(archive.path(""));
        // What it says goes to a file, so that no pipe is ever full.
        let said = fs::File::create(archive.path("said")).unwrap();
        program.stdout(said.try_clone().unwrap()).stderr(said).stdin(Stdio::null());
        let process = program.spawn().unwrap();
        Self { archive, process }
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.archive.path(path)).unwrap_or_default()
    }

    fn save(&self, from: &str, to: &str) {
        let text = self.text(CASE);
        assert!(text.contains(from), "{text}");
        fs::write(self.archive.path(CASE), text.replace(from, to)).unwrap();
    }

    /// Waits until a file holds these words so many times.
    #[track_caller]
    fn wait(&self, path: &str, words: &str, times: usize) {
        let start = Instant::now();
        while self.text(path).matches(words).count() < times {
            assert!(start.elapsed() < PATIENCE, "no {words} in {path}: {}", self.text("said"));
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn the_site_follows_what_is_saved_and_stays_where_that_has_errors() {
    let watching = Watching::new(&["build"]);
    watching.wait("said", "按 Ctrl-C 结束", 1);
    watching.save("title: 议事亭里解难题", "title: 新的标题");
    watching.wait("output/cases/a.html", "新的标题", 1);
    watching.wait("said", "改了 content/cases/a.md：", 1);
    watching.save("title: 新的标题", "title：更新的标题");
    watching.wait("said", "没有生成：1 个错误", 1);
    assert!(watching.text("output/cases/a.html").contains("新的标题"));
    watching.save("title：更新的标题", "title: 更新的标题");
    watching.wait("output/cases/a.html", "更新的标题", 1);
}

#[test]
fn what_is_saved_is_checked_again() {
    let watching = Watching::new(&["check"]);
    watching.wait("said", "按 Ctrl-C 结束", 1);
    watching.save("title: ", "title：");
    watching.wait("said", "LT208", 1);
    watching.save("title：", "title: ");
    watching.wait("said", "检查完毕，没有问题", 2);
    assert!(!watching.archive.path("output").exists());
}

#[test]
fn a_folder_without_content_is_refused_at_once() {
    let archive = Archive::valid();
    let output = Command::new(env!("CARGO_BIN_EXE_leitai"))
        .args(["build", "--watch", "--root"])
        .arg(archive.path("themes"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}
