//! Rows 20–25: addresses.

mod units;

use crate::support::{Archive, SECTIONS, expect, expect_none};

/// Another case, with more lines of front matter.
fn text_of_other(yaml: &str) -> String {
    format!("---\ntitle: 另一个\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\n{yaml}---\n\n{SECTIONS}")
}

fn other(path: &str, yaml: &str) -> Archive {
    Archive::valid().with_bytes(path, text_of_other(yaml).as_bytes())
}

#[test]
fn two_files_with_one_address_name_each_other() {
    for (path, yaml, place) in [
        ("content/cases/b.md", "slug: a\n", "content/cases/b.md:6:7"),
        ("content/cases/x/a.md", "", "content/cases/x/a.md:1:1"),
    ] {
        let run = other(path, yaml).check();
        assert_eq!(run.lines(), [format!("{place} LT701 error")]);
        assert_eq!(run.related("LT701"), ["content/cases/a.md:1:1"]);
        assert!(run.words("LT701").contains("content/cases/a.md"));
    }
    let run = other("content/cases/A.md", "").check();
    assert_eq!(run.lines(), ["content/cases/a.md:1:1 LT701 error"]);
    assert_eq!(run.related("LT701"), ["content/cases/A.md:1:1"]);
    let pages = Archive::valid()
        .with("-- content/pages/a.md --\n---\ntitle: 甲\n---\n-- content/pages/x/a.md --\n---\ntitle: 乙\n---\n");
    expect(&pages, &["content/pages/x/a.md:1:1 LT701"], &["content/pages/a.md"]);
    let competitions = Archive::valid().with("-- content/competitions/x.md --\n---\nid: 2026年第三季度\n---\n");
    let run = competitions.check();
    assert_eq!(run.lines(), ["content/competitions/x.md:2:5 LT701 error"]);
    assert_eq!(run.related("LT701"), ["content/competitions/2026Q3.md:1:1"]);
}

#[cfg(target_os = "linux")]
#[test]
fn file_names_that_differ_in_their_normal_form_only_are_refused() {
    let archive = other("content/cases/caf\u{e9}.md", "")
        .with_bytes("content/cases/cafe\u{301}.md", text_of_other("").as_bytes());
    expect(&archive, &["content/cases/caf\u{e9}.md:1:1 LT701"], &["请改掉其中一个的名字"]);
}

#[test]
fn names_of_one_pinyin_are_two_files_with_one_address() {
    let another = text_of_other("").replace("title: ", "title: 又一个");
    let archive = other("content/cases/青禾.md", "").with_bytes("content/cases/清和.md", another.as_bytes());
    expect(&archive, &["content/cases/青禾.md:1:1 LT701"], &["qing-he"]);
}

#[test]
fn an_alias_onto_a_real_page_names_its_source() {
    let run = other("content/cases/b.md", "aliases: [cases/a.html, CASES/A.html]\n").check();
    let places = ["6:11", "6:25"].map(|place| format!("content/cases/b.md:{place} LT702 error"));
    // The second one is also the first one again.
    assert_eq!(run.lines(), [&places[0][..], &places[1][..], &places[1][..]]);
    assert_eq!(run.related("LT702"), ["content/cases/a.md:1:1"]);
    assert!(run.words("LT702").contains("content/cases/a.md"));
    for (alias, words) in [
        ("cases/a.html", "这一页自己"),
        ("competitions/2026q3.html", "content/competitions/2026Q3.md"),
        ("index.html", "另一页"),
        ("404.html", "另一页"),
        ("years/2026.html", "另一页"),
    ] {
        let archive = Archive::valid().with_lines(&format!("aliases: {alias}"));
        expect(&archive, &["content/cases/a.md:7:10 LT702"], &[words]);
    }
}

#[test]
fn a_taken_alias_is_reported_beside_other_errors() {
    let lines = ["content/cases/b.md:6:10 LT702", "content/cases/b.md:7:7 LT305"];
    expect(&other("content/cases/b.md", "aliases: cases/a.html\ndate: 明天\n"), &lines, &[]);
}

#[test]
fn an_alias_onto_a_page_of_every_site_is_reported_beside_errors_of_other_files() {
    let b = |alias: &str| Archive::valid().with_lines(&format!("aliases: {alias}"));
    let broken = text_of_other("date: 明天\n");
    for alias in ["index.html", "Cases/index.html", "data/index.html", "404.html"] {
        let lines = ["content/cases/a.md:7:10 LT702", "content/cases/b.md:6:7 LT305"];
        expect(&b(alias).with_bytes("content/cases/b.md", broken.as_bytes()), &lines, &["另一页"]);
    }
}

#[test]
fn an_alias_that_is_written_twice_names_both_places() {
    for second in ["cases/old.html", "cases/OLD.html"] {
        let run = Archive::valid().with_lines(&format!("aliases: [cases/old.html, {second}]")).check();
        assert_eq!(run.lines(), ["content/cases/a.md:7:27 LT702 error"]);
        assert_eq!(run.related("LT702"), ["content/cases/a.md:7:11"]);
    }
}

#[test]
fn a_slug_that_is_none_is_refused_at_its_value() {
    for slug in [
        "../../x",
        "Abc",
        "青禾",
        "con",
        "CON",
        "nul",
        "lpt9",
        "COM1",
        "con.txt",
        "index",
        "page-2",
        "a.",
        "..",
        ".",
        "a\\b",
        "/abs",
        "a/b",
        "-a",
        "a-",
        "a b",
        "a_b",
        "a.html",
        "ａｂｃ",
        "C:x",
        "a%2fb",
        "..\\..\\x",
        "page-",
    ] {
        let archive = Archive::valid().with_lines(&format!("slug: {slug}"));
        expect(&archive, &["content/cases/a.md:7:7 LT307"], &["请只用小写字母、数字和半角减号"]);
    }
    for quoted in ["%2e%2e", "%2e%2e%2fx", "%00", ".."] {
        let archive = Archive::valid().with_lines(&format!("slug: \"{quoted}\""));
        expect(&archive, &["content/cases/a.md:7:7 LT307"], &[]);
    }
    let control = Archive::valid().with_lines("slug: \"a\\0b\"");
    expect(&control, &["content/cases/a.md:7:7 LT103", "content/cases/a.md:7:7 LT307"], &[]);
    let long = Archive::valid().with_lines(&format!("slug: {}", "x".repeat(121)));
    expect(&long, &["content/cases/a.md:7:7 LT307"], &[]);
    let both = ["content/cases/a.md:7:7 LT204", "content/cases/a.md:7:7 LT307"];
    expect(&Archive::valid().with_lines("slug: %2e%2e"), &both, &["slug: \"%2e%2e\""]);
    expect(&Archive::valid().with_lines("slug: 404"), &["content/cases/a.md:7:7 LT303"], &["slug: \"404\""]);
    expect_none(&Archive::valid().with_lines("slug: qinghe-2"));
}

#[test]
fn an_alias_that_is_no_address_of_the_site_is_refused_at_its_value() {
    for alias in [
        "../../x.html",
        "/abs.html",
        "%2e%2e/x.html",
        "a\\\\b.html",
        "con.html",
        "cases/con.html",
        "cases/aux.x.html",
        "http://x.cn/a.html",
        "//x/a.html",
        "old",
        "old/",
        "cases/旧.html",
        "cases/.htaccess.html",
        "cases/old.html?x",
        "cases/old.html#x",
        "cases//x.html",
        "./x.html",
        "cases/../x.html",
        "C:/x.html",
        "javascript:alert(1).html",
        "x.php",
        "feeds/atom.xml",
        "a.html.",
        "a./b.html",
        "cases/a .html",
        "cases/old.html/x.html",
        "..",
        "nul",
        "\\\\\\\\x\\\\y.html",
    ] {
        let archive = Archive::valid().with_lines(&format!("aliases: [\"{alias}\"]"));
        expect(&archive, &["content/cases/a.md:7:11 LT308"], &["例如 cases/old-name.html"]);
    }
    expect_none(&Archive::valid().with_lines("aliases: [cases/old.html, old.htm]"));
    let named = |letters: usize| "a".repeat(letters - 5) + ".html";
    let folders = |letters: usize| format!("{}{}", "a/".repeat(450), named(letters - 900));
    for (fits, too_long) in [(named(255), named(256)), (folders(1000), folders(1001))] {
        let archive = Archive::valid().with_lines(&format!("aliases: [{too_long}]"));
        expect(&archive, &["content/cases/a.md:7:11 LT308"], &["没有文件夹放得下", "请改短"]);
        assert_eq!(Archive::valid().with_lines(&format!("aliases: [{fits}]")).build().code, Some(0));
    }
}

#[test]
fn nothing_is_written_outside_the_output() {
    let archive = Archive::valid().with_lines("slug: ../../x\naliases: [../../y.html]");
    let before = archive.contents("");
    assert_eq!(archive.build().code, Some(1));
    assert_eq!(archive.contents(""), before);
}

#[test]
fn a_file_name_that_gives_no_address_is_refused() {
    for name in ["！！", "index", "page-3"] {
        let path = format!("content/cases/{name}.md");
        expect(&other(&path, ""), &[&format!("{path}:1:1 LT307")], &["请写一行 slug"]);
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_that_windows_cannot_have_is_refused_by_its_name() {
    for name in ["con.md", "a:b.md", "a\"b.md", "a\\b.md", "<img onerror=x>.md", "a|b.md"] {
        let path = format!("content/cases/{name}");
        expect(&other(&path, ""), &[&format!("{path}:1:1 LT105 error")], &["请改名"]);
    }
    expect(&other("content/cases/a\nb.md", ""), &["content/cases/a?b.md:1:1 LT105"], &["「a?b.md」"]);
}
