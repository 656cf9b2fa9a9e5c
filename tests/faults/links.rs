//! Rows 52–55: links, anchors, images.

mod attachments;
mod pictures;
mod published;

use crate::support::{Archive, expect, expect_none, photo};

fn of(markdown: &str) -> Archive {
    Archive::valid()
        .with_markdown(markdown)
        .with("-- content/pages/about.md --\n---\ntitle: 关于\n---\n\n## 联系\n")
        .with_bytes("content/cases/images/A.jpg", &photo())
        .with_bytes("content/cases/images/图 1.jpg", &photo())
        .with_bytes("content/cases/images/b%203.jpg", &photo())
}

#[test]
fn a_link_that_leads_nowhere_is_shown_at_its_address_with_the_nearest() {
    for (link, code, words) in [
        ("../pages/abuot.md", "LT501", "是不是「../pages/about.md」？"),
        ("about.md", "LT501", "是不是「../pages/about.md」？"),
        ("about.md \"题\"", "LT501", "是不是「../pages/about.md」？"),
        ("../pages/about.html", "LT501", "请改成「../pages/about.md」"),
        ("../pages/about", "LT501", "请改成「../pages/about.md」"),
        ("a.html", "LT501", "请改成「a.md」"),
        ("../pages", "LT501", "是一个文件夹"),
        ("../pages/", "LT501", "是一个文件夹"),
        (".", "LT501", "是一个文件夹"),
        ("www.x.cn", "LT501", "https://www.x.cn"),
        ("#", "LT501", "链接没有写地址"),
        ("?x", "LT501", "链接没有写地址"),
        ("附件.pdf", "LT503", "找不到文件「附件.pdf」"),
        ("../pages/about.md#连系", "LT502", "是不是「#联系」？"),
        ("#主要作法", "LT502", "是不是「#主要做法」？"),
        ("#nowhere", "LT502", "那里的标题有"),
        ("../pages/About.md", "LT504", "请改成「../pages/about.md」"),
        ("../pages/about.MD", "LT504", "请改成「../pages/about.md」"),
        ("../pages/About.md#联系", "LT504", "请改成「../pages/about.md#联系」"),
        ("../site.yaml", "LT513", "不能发布"),
    ] {
        expect(&of(&format!("见[甲]({link})。")), &[&format!("content/cases/a.md:23:6 {code}")], &[words]);
    }
    expect(&of("[甲]()"), &["content/cases/a.md:23:1 LT501"], &["链接没有写地址"]);
}

#[test]
fn a_path_that_leaves_the_archive_is_refused() {
    for link in [
        "/pages/about.md",
        "../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2f..%2fx.pdf",
        "../../themes/leitai/templates/base.html",
        "..",
        "con",
        "nul.txt",
        "a%00b.pdf",
        "..\\pages\\about.md",
    ] {
        expect(&of(&format!("[甲]({link})")), &["content/cases/a.md:23:5 LT510"], &[]);
    }
    expect(&of("![亭](images\\A.jpg)"), &["content/cases/a.md:23:6 LT510"], &["images/A.jpg"]);
}

#[test]
fn an_image_that_is_not_there_or_has_another_case_is_shown() {
    for (image, code, words) in [
        ("images/B.jpg", "LT503", "是不是「images/A.jpg」？"),
        ("images/Ａ.jpg", "LT503", "是不是「images/A.jpg」？"),
        ("images／Ａ．ＪＰＧ", "LT503", "是不是「images/A.jpg」？"),
        ("images/%E5%9B%BE%202.jpg", "LT503", "找不到图片「images/图 2.jpg」"),
        ("images/%E5%9B%BE%202.jpg", "LT503", "是不是「images/图 1.jpg」？"),
        ("images/a%25.jpg", "LT503", "找不到图片「images/a%.jpg」"),
        ("images/b%203.jpg", "LT503", "链接里要写成 %25、%23、%3F：images/b%25203.jpg"),
        ("images/a.jpg", "LT504", "请改成「images/A.jpg」"),
        ("IMAGES/A.JPG", "LT504", "请改成「images/A.jpg」"),
        ("images/", "LT501", "是一个文件夹"),
        ("/images/A.jpg", "LT510", "绝对路径"),
    ] {
        expect(&of(&format!("![亭]({image})")), &[&format!("content/cases/a.md:23:6 {code}")], &[words]);
    }
}

#[test]
fn a_cover_is_a_picture_of_the_archive() {
    for (cover, code, words) in [
        ("images/x.jpg", "LT503", "找不到封面图片"),
        ("/x.jpg", "LT510", "绝对路径"),
        ("../../x.jpg", "LT510", "content 文件夹以外"),
        ("https://x.cn/a.jpg", "LT510", "封面图片要用档案里的文件"),
        ("a.md", "LT513", "不能发布"),
    ] {
        let archive = Archive::valid().with_lines(&format!("cover: {cover}"));
        expect(&archive, &[&format!("content/cases/a.md:7:8 {code}")], &[words]);
    }
}

#[test]
fn links_to_what_is_there_are_fine() {
    for link in [
        "[甲](../pages/about.md)",
        "[甲](../pages/about.md#联系)",
        "[甲](#主要做法)",
        "[甲](a.md)",
        "![亭](images/A.jpg)",
        "![亭](images/图%201.jpg)",
        "![亭](<images/图 1.jpg>)",
        "[甲](https://x.cn/a.md)",
        "[甲](mailto:a@b.cn)",
    ] {
        expect_none(&of(link));
    }
    let decomposed =
        Archive::valid().with_markdown("![亭](caf\u{e9}.jpg)").with_bytes("content/cases/cafe\u{301}.jpg", &photo());
    expect_none(&decomposed);
}

#[test]
fn many_broken_links_are_all_reported() {
    let mut archive = of("见[甲](../pages/abuot.md)。");
    for number in 0..400 {
        let text = format!("---\ntitle: 第 {number} 页\n---\n\n[甲](meiyou-{number}.md)\n");
        archive = archive.with_bytes(&format!("content/pages/di-{number}.md"), text.as_bytes());
    }
    let run = archive.check();
    assert_eq!(run.diagnostics.len(), 401);
    let first = run.diagnostics.iter().find(|d| d["file"] == "content/cases/a.md").unwrap();
    assert_eq!(first["help"], "是不是「../pages/about.md」？");
}

#[test]
fn a_link_to_the_wrong_folder_or_with_a_slip_in_the_name_finds_its_file() {
    for (link, code, near) in [
        ("A.jpg", "LT503", "images/A.jpg"),
        ("image/A.jpg", "LT503", "images/A.jpg"),
        ("abuot.md", "LT501", "../pages/about.md"),
        ("images/图1.jpg", "LT503", "images/图 1.jpg"),
    ] {
        expect(&of(&format!("[甲]({link})")), &[&format!("content/cases/a.md:23:5 {code}")], &[near]);
    }
}
