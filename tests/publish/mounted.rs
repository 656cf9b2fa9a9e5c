//! An output that is a mount point or has one in it, where this machine lets the tests mount: in a namespace of their
//! own, which ends with them. Elsewhere the tests find nothing out; `src/publish/trials.rs` then still tries the same way.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Command;

use leitai::publish::{PublishError, publish};

use super::interrupted::{CHILD, variant};
use super::support::{Site, bundle, contents, expected};

/// Runs a test of this file again with something mounted; gives its root in that run.
fn mounted(test: &str, mount: &str) -> Option<Site> {
    prepared(test, mount, |_| Ok(()))
}

/// The same, where the site can be prepared for it.
fn prepared(test: &str, mount: &str, prepare: fn(&Site) -> io::Result<()>) -> Option<Site> {
    if let Some(root) = std::env::var_os(CHILD) {
        return Some(Site::at(Path::new(&root)));
    }
    let site = Site::new();
    fs::create_dir_all(site.output()).unwrap();
    fs::create_dir(site.root().join("volume")).unwrap();
    prepare(&site).ok()?;
    let may_mount = "mount -t tmpfs none output";
    let run = |script: &str, arguments: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", script]).args(arguments).env(CHILD, site.root());
        command.current_dir(site.root()).output()
    };
    if !run(may_mount, &[]).is_ok_and(|tried| tried.status.success()) {
        return None;
    }
    let program = std::env::current_exe().unwrap();
    let script = format!("{mount} && exec \"$0\" --exact mounted::{test}");
    let told = run(&script, &[program.to_str().unwrap()]).unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stdout));
    assert!(String::from_utf8_lossy(&told.stdout).contains("1 passed"));
    None
}

/// What lies in the output but is no part of a site.
fn assert_no_litter(site: &Site) {
    assert!(contents(&site.output()).keys().all(|path| !path.contains(".leitai-new") && !path.contains(".leitai-old")));
    assert_eq!(site.beside(), ["content", "output", "volume"]);
}

fn take_turns(site: &Site) {
    let foreign = ("same/CNAME".to_owned(), b"mine".to_vec());
    for (round, bundle) in [variant("one"), variant("other"), variant("one")].iter().enumerate() {
        publish(bundle, &site.output(), site.root()).unwrap();
        site.write("output/same/CNAME", "mine");
        assert_eq!(contents(&site.output()), expected(bundle, [foreign.clone()]), "{round}");
        assert_no_litter(site);
    }
}

#[test]
fn a_volume_takes_the_new_site_and_keeps_the_files_of_others() {
    if let Some(site) =
        mounted("a_volume_takes_the_new_site_and_keeps_the_files_of_others", "mount -t tmpfs none output")
    {
        take_turns(&site);
    }
}

#[test]
fn so_does_a_mount_point_of_the_same_disk() {
    if let Some(site) = mounted("so_does_a_mount_point_of_the_same_disk", "mount --bind volume output") {
        take_turns(&site);
    }
}

#[test]
fn a_volume_in_the_output_stays_and_so_does_what_is_in_it() {
    let mount = "mkdir output/相册 && echo 'leitai manifest 1' > output/.leitai-manifest \
                 && mount -t tmpfs none output/相册 && echo mine > output/相册/1.jpg";
    if let Some(site) = mounted("a_volume_in_the_output_stays_and_so_does_what_is_in_it", mount) {
        for bundle in [variant("one"), variant("other")] {
            publish(&bundle, &site.output(), site.root()).unwrap();
            let foreign = ("相册/1.jpg".to_owned(), b"mine\n".to_vec());
            assert_eq!(contents(&site.output()), expected(&bundle, [foreign]));
            assert_no_litter(&site);
        }
    }
}

#[test]
fn a_volume_in_the_output_stays_though_no_file_is_in_it() {
    let test = "a_volume_in_the_output_stays_though_no_file_is_in_it";
    let mount = "mkdir -p output/相册/空 output/same/扩展 && echo 'leitai manifest 1' > output/.leitai-manifest \
                 && mount -t tmpfs none output/相册 && mkdir output/相册/lost+found \
                 && mount --bind volume output/same/扩展";
    if let Some(site) = mounted(test, mount) {
        for bundle in [variant("one"), variant("other")] {
            publish(&bundle, &site.output(), site.root()).unwrap();
            assert!(site.output().join("相册/lost+found").is_dir());
            site.write("volume/1.jpg", "mine");
            let foreign = ("same/扩展/1.jpg".to_owned(), b"mine".to_vec());
            assert_eq!(contents(&site.output()), expected(&bundle, [foreign]));
            fs::remove_file(site.root().join("volume/1.jpg")).unwrap();
            assert_no_litter(&site);
        }
    }
}

#[test]
fn an_old_site_with_a_volume_in_it_is_not_emptied() {
    let test = "an_old_site_with_a_volume_in_it_is_not_emptied";
    let mount = "for site in output .output.leitai-old .output.leitai-new; do mkdir -p $site/cases \
                 && printf 'leitai manifest 1\ncases/1.jpg\n' > $site/.leitai-manifest; done && echo mine > volume/1.jpg \
                 && mount --bind volume $MOUNTED/cases";
    for leftover in [".output.leitai-old", ".output.leitai-new"] {
        if let Some(site) = mounted(test, &mount.replace("$MOUNTED", leftover)) {
            let failed = site.try_publish(&[("a.html", "new")]).unwrap_err();
            assert!(matches!(failed, PublishError::Machine { .. }) && failed.message().contains("挂载点"), "{failed}");
            assert_eq!(fs::read_to_string(site.root().join("volume/1.jpg")).unwrap(), "mine\n");
        }
    }
}

#[test]
fn a_folder_of_somebody_whom_nothing_can_be_given_to_stays() {
    let test = "a_folder_of_somebody_whom_nothing_can_be_given_to_stays";
    // The namespace of the test knows nobody but who runs it, so nothing can be given to others in it.
    let site = prepared(test, "true", |site| {
        fs::set_permissions(site.output(), fs::Permissions::from_mode(0o777))?;
        chown(site.output(), Some(1), Some(1))
    });
    if let Some(site) = site {
        let place = || fs::metadata(site.output()).map(|found| (found.uid(), found.ino())).unwrap();
        let before = place();
        for bundle in [variant("one"), variant("other")] {
            publish(&bundle, &site.output(), site.root()).unwrap();
            assert_eq!((contents(&site.output()), place()), (expected(&bundle, []), before));
            assert_no_litter(&site);
        }
    }
}

#[test]
fn a_volume_that_is_full_keeps_the_old_site() {
    let test = "a_volume_that_is_full_keeps_the_old_site";
    if let Some(site) = mounted(test, "mount -t tmpfs -o size=1m none output") {
        site.publish(&[("a.html", "old"), ("b/c.html", "old")]);
        let before = site.text();
        let large = "字".repeat(500_000);
        let failed = publish(&bundle(&[("a.html", "new"), ("d.html", &large)]), &site.output(), site.root());
        let failed = failed.unwrap_err();
        assert!(matches!(failed, PublishError::Machine { .. }));
        assert!(failed.message().contains("磁盘已满"), "{failed}");
        assert_eq!(site.text(), before);
        assert_no_litter(&site);
    }
}

#[test]
fn a_full_disk_keeps_the_old_site() {
    let test = "a_full_disk_keeps_the_old_site";
    if let Some(site) = mounted(test, "mount -t tmpfs -o size=1m none volume") {
        let output = site.root().join("volume/output");
        let old = bundle(&[("a.html", "old"), ("b/c.html", "old")]);
        publish(&old, &output, site.root()).unwrap();
        let new = bundle(&[("a.html", "new"), ("d.html", &"字".repeat(500_000))]);
        let failed = publish(&new, &output, site.root()).unwrap_err();
        assert!(failed.message().contains("磁盘已满"), "{failed}");
        assert_eq!(contents(&output), expected(&old, []));
        assert_eq!(fs::read_dir(site.root().join("volume")).unwrap().count(), 1);
    }
}

#[test]
fn a_read_only_disk_is_a_failure_of_the_machine() {
    let test = "a_read_only_disk_is_a_failure_of_the_machine";
    let mount = "mount -t tmpfs none output && echo 'leitai manifest 1' > output/.leitai-manifest \
                 && mount -o remount,ro output";
    if let Some(site) = mounted(test, mount) {
        let failed = site.try_publish(&[("a.html", "new")]).unwrap_err();
        assert!(matches!(failed, PublishError::Machine { .. }));
        assert!(failed.message().contains("只读"), "{failed}");
    }
}
