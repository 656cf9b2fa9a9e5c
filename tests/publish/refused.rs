//! Where a site is not published, and what is left untouched then.

use std::fs;
use std::path::Path;

use leitai::model::Route;
use leitai::publish::{MANIFEST, PublishError, check_target, publish};

use super::support::{Site, bundle, files_in};

#[test]
fn a_foreign_thing_in_the_place_of_a_page_is_refused() {
    type Case = (&'static str, &'static [(&'static str, &'static str)]);
    let cases: [Case; 4] = [
        ("b.html", &[("b.html", "我的")]),
        ("b.html", &[("b.html/x", "我的")]),
        ("b/c.html", &[("b", "我的")]),
        ("b/c.html", &[("b/c.html", "页面")]),
    ];
    for (route, foreign) in cases {
        let site = Site::new();
        site.publish(&[("a.html", "1")]);
        for (path, text) in foreign {
            site.write(&format!("output/{path}"), text);
        }
        let before = site.text();
        let refused = site.try_publish(&[("a.html", "2"), (route, "页面")]).unwrap_err();
        assert!(matches!(refused, PublishError::Refused { .. }), "{refused}");
        assert!(refused.message().contains("不是本程序生成的"), "{refused}");
        assert_eq!(site.text(), before);
    }
}

#[cfg(unix)]
#[test]
fn a_foreign_link_to_a_folder_is_not_written_through() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    site.write("elsewhere/c.html", "我的");
    std::os::unix::fs::symlink(site.root().join("elsewhere"), site.output().join("b")).unwrap();
    assert!(matches!(site.try_publish(&[("b/c.html", "页面")]), Err(PublishError::Refused { .. })));
    assert_eq!(fs::read_to_string(site.root().join("elsewhere/c.html")).unwrap(), "我的");
}

#[test]
fn no_page_can_have_the_name_of_the_manifest() {
    assert!(Route::new(MANIFEST).is_none());
}

fn refusal(output: &Path, root: &Path) -> String {
    let refused = check_target(output, root).unwrap_err();
    assert!(matches!(refused, PublishError::Refused { .. }), "{refused}");
    let again = publish(&bundle(&[("a", "1")]), output, root).unwrap_err();
    assert_eq!(again.message(), refused.message());
    assert!(!refused.help().is_empty());
    refused.message().into()
}

#[test]
fn places_of_the_archive_are_refused() {
    let site = Site::new();
    let root = site.root();
    fs::create_dir_all(root.join("themes/mine")).unwrap();
    let cases = [
        ("", "是档案的根文件夹"),
        (".", "是档案的根文件夹"),
        ("content/..", "是档案的根文件夹"),
        ("..", "里面是整个档案"),
        ("../..", "里面是整个档案"),
        ("content", "是档案的「content」文件夹"),
        ("content/", "是档案的「content」文件夹"),
        ("content/../content", "是档案的「content」文件夹"),
        ("missing/../content", "是档案的「content」文件夹"),
        ("content/new/site", "在档案的「content」文件夹里"),
        ("themes", "是档案的「themes」文件夹"),
        ("themes/mine", "在档案的「themes」文件夹里"),
        (".leitai/site", "在档案的「.leitai」文件夹里"),
        (".git", "是档案的「.git」文件夹"),
    ];
    for (path, wrong) in cases {
        let message = refusal(&root.join(path), root);
        assert!(message.contains(wrong), "{path}: {message}");
    }
    assert_eq!(site.beside(), ["content", "themes"]);
    assert_eq!(files_in(&root.join("content")), ["site.yaml"]);
}

#[test]
fn the_home_folder_what_holds_it_and_the_whole_disk_are_refused() {
    let site = Site::new();
    assert!(refusal(Path::new("/"), site.root()).contains("网站不能写在这里"));
    if let Some(home) = std::env::home_dir().filter(|home| home.parent().is_some() && home.is_dir()) {
        assert!(refusal(&home, site.root()).contains("是用户的主文件夹"));
    }
    assert!(refusal(Path::new(""), site.root()).contains("不是文件夹的路径"));
}

#[cfg(unix)]
#[test]
fn links_do_not_hide_a_refused_place() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    let root = site.root();
    fs::create_dir_all(root.join("far/articles")).unwrap();
    symlink(root.join("content"), root.join("link")).unwrap();
    symlink(root.join("far/articles"), root.join("themes")).unwrap();
    symlink(root.join("nowhere"), root.join("dangling")).unwrap();
    assert!(refusal(&root.join("link"), root).contains("是档案的「content」文件夹"));
    assert!(refusal(&root.join("link/x"), root).contains("在档案的「content」文件夹里"));
    assert!(refusal(&root.join("link/.."), root).contains("是档案的根文件夹"));
    assert!(refusal(&root.join("far/articles"), root).contains("是档案的「themes」文件夹"));
    assert!(refusal(&root.join("far"), root).contains("里面有档案的「themes」文件夹"));
    assert!(refusal(&root.join("dangling"), root).contains("不存在"));
}

#[test]
fn a_folder_with_files_of_others_is_refused() {
    let site = Site::new();
    site.write("output/论文.doc", "毕业");
    assert!(refusal(&site.output(), site.root()).contains("不是本程序生成的网站"));
    assert_eq!(files_in(&site.output()), ["论文.doc"]);
    site.write("output/.leitai-manifest", "leitai manifest 99\na\n");
    assert!(refusal(&site.output(), site.root()).contains("读不懂"));
    assert_eq!(site.beside(), ["content", "output"]);
    assert!(!site.root().join(".leitai").exists());
}

#[test]
fn a_folder_within_a_published_site_is_refused() {
    let site = Site::new();
    site.publish(&[("a.html", "1")]);
    let before = site.text();
    for path in ["output/sub", "output/sub/../x/y"] {
        let message = refusal(&site.root().join(path), site.root());
        assert!(message.contains("在另一个网站") && message.contains("output"), "{message}");
    }
    assert_eq!(site.text(), before);
}

#[test]
fn an_output_or_a_parent_that_is_a_file_is_a_failure_of_the_machine() {
    let site = Site::new();
    site.write("file", "x");
    for output in ["file", "file/site", "file/x/site"] {
        let output = site.root().join(output);
        let failed = publish(&bundle(&[("a", "1")]), &output, site.root()).unwrap_err();
        assert!(matches!(failed, PublishError::Machine { .. }), "{failed}");
        assert!(failed.message().contains("是文件，不是文件夹。输出文件夹还是原来的样子"), "{failed}");
        assert!(matches!(check_target(&output, site.root()), Err(PublishError::Machine { .. })));
    }
    assert_eq!(site.beside(), ["content", "file"]);
}
