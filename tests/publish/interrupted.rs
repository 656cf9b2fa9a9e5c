//! Builds that are killed, fail half-way or meet one another.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use leitai::model::{Bundle, Route};
use leitai::publish::{MANIFEST, PublishError, publish};

use super::support::{Site, bundle, contents, expected, files_in};

/// Tells a run of this test program that it is the child, and the root to publish in.
pub(crate) const CHILD: &str = "LEITAI_TEST_PUBLISH_CHILD";

#[test]
fn what_a_killed_build_left_is_cleaned_away() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    for left in [&["x/half.html", MANIFEST][..], &[MANIFEST], &[]] {
        fs::create_dir(site.root().join(".output.leitai-new")).unwrap();
        for path in left {
            site.write(&format!(".output.leitai-new/{path}"), "");
        }
        site.publish(&[("a.html", "1")]);
        assert_eq!(site.beside(), ["content", "output"]);
    }
}

#[test]
fn a_folder_of_the_user_in_the_place_of_the_stage_is_left_alone() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    site.write(".output.leitai-new/我的.txt", "x");
    site.write(".output.leitai-old/我的.txt", "x");
    let refused = site.try_publish(&[("a.html", "2")]).unwrap_err();
    assert!(matches!(refused, PublishError::Refused { .. }), "{refused}");
    assert_eq!(files_in(&site.root().join(".output.leitai-new")), ["我的.txt"]);
    assert_eq!(files_in(&site.root().join(".output.leitai-old")), ["我的.txt"]);
}

#[test]
fn half_a_swap_by_renaming_is_undone_or_completed() {
    let site = Site::new();
    let aside = site.root().join(".output.leitai-old");
    site.publish(&[("a.html", "1")]);
    site.write("output/CNAME", "x");
    for make_empty in [false, true] {
        fs::rename(site.output(), &aside).unwrap();
        if make_empty {
            fs::create_dir(site.output()).unwrap();
        }
        let published = site.publish(&[("a.html", "1"), ("b.html", "2")]);
        assert_eq!((published.unchanged, published.foreign), (1 + usize::from(make_empty), vec!["CNAME".into()]));
        assert_eq!(site.beside(), ["content", "output"]);
    }
    fs::create_dir(&aside).unwrap();
    fs::write(aside.join(MANIFEST), "").unwrap();
    site.publish(&[("a.html", "1"), ("b.html", "2")]);
    assert_eq!(site.beside(), ["content", "output"]);
}

#[test]
fn an_old_site_set_aside_is_not_dropped_for_a_folder_of_others() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    fs::rename(site.output(), site.root().join(".output.leitai-old")).unwrap();
    site.write("output/别人.txt", "x");
    assert!(matches!(site.try_publish(&[("a.html", "2")]), Err(PublishError::Refused { .. })));
    assert_eq!(files_in(&site.root().join(".output.leitai-old")), [".leitai-manifest", "a.html"]);
}

/// 300 files: a third the same in every variant, a third with other bytes, a third with other names.
pub(crate) fn variant(name: &str) -> Bundle {
    let file = |number: usize| {
        let (route, text) = match number % 3 {
            0 => (format!("same/{number}.html"), "same".to_owned()),
            1 => (format!("changed/{number}.html"), name.repeat(1000)),
            _ => (format!("{name}/{number}.html"), number.to_string()),
        };
        (Route::new(&route).unwrap(), text.into_bytes())
    };
    (0..300).map(file).collect()
}

fn run_this_test_as_child(test: &str, root: &Path, before: &str) -> Child {
    let program = std::env::current_exe().unwrap();
    let script = format!("{before} exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script]).arg(program).args(["--exact", test]).env(CHILD, root);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[cfg(unix)]
#[test]
fn a_kill_at_any_moment_leaves_one_whole_site() {
    let (one, other) = (variant("one"), variant("other"));
    if let Some(root) = std::env::var_os(CHILD) {
        fs::write(Path::new(&root).join("started"), "").unwrap();
        for bundle in [&other, &one].into_iter().cycle() {
            publish(bundle, &Path::new(&root).join("output"), Path::new(&root)).unwrap();
        }
    }
    let site = Site::new();
    let start = Instant::now();
    publish(&one, &site.output(), site.root()).unwrap();
    let one_build = start.elapsed();
    site.write("output/same/CNAME", "mine");
    let foreign = [("same/CNAME".to_owned(), b"mine".to_vec())];
    let whole = [&one, &other].map(|bundle| expected(bundle, foreign.clone()));
    let (mut round, mut killed_midway) = (0, 0);
    // Twenty times, and on a slow machine on until one came midway.
    while round < 20 || (killed_midway == 0 && round < 500) {
        let mut child =
            run_this_test_as_child("interrupted::a_kill_at_any_moment_leaves_one_whole_site", site.root(), "");
        while fs::remove_file(site.root().join("started")).is_err() {
            thread::sleep(Duration::from_millis(1));
        }
        // From at once to after some three publications.
        thread::sleep(one_build * (round * 29 % 60) / 20);
        round += 1;
        child.kill().unwrap();
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&child.wait().unwrap()), Some(9));
        let found = contents(&site.output());
        assert!(whole.contains(&found), "the output is neither site");
        killed_midway += usize::from(site.beside() != ["content", "output"]);
    }
    assert!(killed_midway > 0, "every kill came between two builds");
    publish(&one, &site.output(), site.root()).unwrap();
    assert_eq!(contents(&site.output()), whole[0]);
    assert_eq!(site.beside(), ["content", "output"]);
}

#[cfg(unix)]
#[test]
fn a_file_larger_than_the_system_allows_leaves_the_old_site_and_no_litter() {
    if let Some(root) = std::env::var_os(CHILD) {
        let files = bundle(&[("a.html", "new"), ("big.html", &"字".repeat(1_000_000))]);
        let failed = publish(&files, &Path::new(&root).join("output"), Path::new(&root)).unwrap_err();
        assert!(matches!(failed, PublishError::Machine { .. }));
        assert!(failed.message().contains("big.html」写不进去：文件超过了系统允许的大小"), "{failed}");
        assert!(failed.message().ends_with("输出文件夹还是原来的样子"), "{failed}");
        return;
    }
    let site = Site::new();
    site.publish(&[("a.html", "old")]);
    site.write("output/CNAME", "mine");
    let before = site.text();
    let test = "interrupted::a_file_larger_than_the_system_allows_leaves_the_old_site_and_no_litter";
    // Whoever writes more than 64 blocks is ended.
    let mut child = run_this_test_as_child(test, site.root(), "ulimit -f 64;");
    assert!(child.wait().unwrap().success());
    assert_eq!(site.text(), before);
    assert_eq!(site.beside(), ["content", "output"]);
}

#[cfg(unix)]
#[test]
fn a_parent_that_may_not_be_written_to_leaves_the_old_site() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.publish(&[("a.html", "old")]);
    let protect = |bits| fs::set_permissions(site.root(), fs::Permissions::from_mode(bits)).unwrap();
    protect(0o555);
    if File::create(site.root().join("probe")).is_ok() {
        return protect(0o755); // the superuser may write anywhere
    }
    let failed = site.try_publish(&[("a.html", "new")]).unwrap_err();
    let idle = site.publish(&[("a.html", "old")]);
    protect(0o755);
    assert!(matches!(failed, PublishError::Machine { .. }));
    assert!(failed.message().contains("没有权限"), "{failed}");
    assert_eq!((idle.written, idle.unchanged), (0, 1));
    assert_eq!(site.beside(), ["content", "output"]);
}

#[test]
fn a_second_build_waits_for_the_first() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    let lock = File::options().write(true).open(site.root().join(".leitai/lock")).unwrap();
    lock.lock().unwrap();
    thread::scope(|scope| {
        let second = scope.spawn(|| site.publish(&[("a.html", "2")]));
        thread::sleep(Duration::from_millis(150));
        assert!(!second.is_finished());
        assert_eq!(fs::read_to_string(site.output().join("a.html")).unwrap(), "1");
        lock.unlock().unwrap();
        assert_eq!(second.join().unwrap().written, 1);
    });
}

#[cfg(unix)]
#[test]
fn an_output_that_another_archive_is_writing_stays() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    // Another archive publishes here, and takes its time.
    let folder = File::open(site.output().parent().unwrap()).unwrap();
    folder.lock().unwrap();
    let output = File::open(site.output()).unwrap();
    output.lock().unwrap();
    let error = publish(&variant("other"), &site.output(), site.root()).unwrap_err();
    assert!(matches!(error, PublishError::Machine { .. }), "{error}");
    assert_eq!(fs::read_to_string(site.output().join("a.html")).unwrap(), "1");
    folder.unlock().unwrap();
    publish(&variant("other"), &site.output(), site.root()).unwrap();
    assert_eq!(site.beside(), ["content", "output"]);
}

#[test]
fn two_builds_at_once_end_as_one_of_both() {
    let site = Site::new();
    let variants = [variant("one"), variant("other")];
    for _ in 0..5 {
        thread::scope(|scope| {
            for bundle in &variants {
                scope.spawn(|| publish(bundle, &site.output(), site.root()).unwrap());
            }
        });
        let found = contents(&site.output());
        assert!(variants.iter().any(|bundle| expected(bundle, []) == found));
        assert_eq!(site.beside(), ["content", "output"]);
    }
}

#[cfg(unix)]
#[test]
fn two_archives_with_one_output_do_not_meet() {
    let (site, second) = (Site::new(), Site::new());
    let variants = [(variant("one"), site.root()), (variant("other"), second.root())];
    for _ in 0..5 {
        thread::scope(|scope| {
            for (bundle, root) in &variants {
                scope.spawn(|| publish(bundle, &site.output(), root).unwrap());
            }
        });
        let found = contents(&site.output());
        assert!(variants.iter().any(|(bundle, _)| expected(bundle, []) == found));
    }
}
