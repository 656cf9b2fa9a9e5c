//! The zip of a desk: Word, HTML, text and pictures, read back.

use std::collections::BTreeMap;
use std::path::Path;

use roxmltree::{Document, Node};

use image::ImageFormat;

use crate::export::unzipped;
use crate::pictures::picture;
use crate::reader::{is_mark, squeezed};
use crate::support::Archive;
use crate::texts::{sample, words};
use crate::{archive, built};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A body with one of everything.
const RICH: &str = "\
甲**乙**，[丙](https://b.invalid/?a=\"b\\c)丁[^1]\n\n### 小标题\n\n- 一\n  - 二\n\n3. 三\n4. 四\n\n- [x] 五\n\n\
| 名 | 数 |\n| --- | ---: |\n| 六 | 7 |\n\n> 引文\n\n![图的说明](a.png \"图的标题\")\n\n---\n\n```\n码\n```\n\n[^1]: 注文\n";

fn rich() -> Archive {
    archive("desk", RICH).with_bytes("content/cases/a.png", &picture(40, 20, ImageFormat::Png))
}

/// The files of the zip of the case `a`.
fn files(archive: &Archive) -> BTreeMap<String, Vec<u8>> {
    files_of(&built(archive, &["--base-url", "https://a.invalid/x/"])["p/a/a.zip"])
}

/// The files of a zip, those of its Word document below `docx/`.
pub(crate) fn files_of(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files = unzipped(zip);
    let name = files.keys().find(|name| ends(name, "docx")).unwrap().clone();
    let parts = unzipped(&files[&name]);
    files.extend(parts.into_iter().map(|(part, bytes)| (format!("docx/{part}"), bytes)));
    files
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", files.keys())).clone()).unwrap()
}

/// Whether a file has this extension.
fn ends(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == extension)
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((W, name))
}

/// The paragraphs of a document, each with its style and its text.
fn paragraphs(xml: &str) -> Vec<(String, String)> {
    let document = Document::parse(xml).unwrap();
    let paragraph = |node: Node<'_, '_>| {
        let style = node.descendants().find(|node| is(node, "pStyle"));
        let style = style.and_then(|style| style.attribute((W, "val"))).unwrap_or_default().to_owned();
        let texts = node.descendants().filter(|node| is(node, "t")).filter_map(|node| node.text());
        (style, texts.filter(|text| !is_mark(text.trim())).collect::<String>())
    };
    document.descendants().filter(|node| is(node, "p")).map(paragraph).collect()
}

/// The writer's own words of a Word document, without title, heading of notes and closing lines.
fn words_of(xml: &str) -> String {
    let own = |style: &str| !["Title", "NoteHeading", "Closing"].contains(&style);
    squeezed(&paragraphs(xml).iter().filter(|(style, _)| own(style)).map(|(_, text)| text.as_str()).collect::<String>())
}

#[test]
fn every_word_document_of_the_sample_has_the_words_of_its_case() {
    let archive = sample();
    let cases: Vec<String> = archive
        .contents("content/cases")
        .iter()
        .filter(|(name, _)| ends(name, "md"))
        .map(|(_, bytes)| words(std::str::from_utf8(bytes).unwrap()))
        .collect();
    let mut seen = 0;
    for (name, bytes) in built(&archive, &[]).iter().filter(|(name, _)| ends(name, "zip") && !name.contains("-digest"))
    {
        let files = unzipped(bytes);
        let (_, docx) = files.iter().find(|(name, _)| ends(name, "docx")).unwrap();
        let own = words_of(&text(&unzipped(docx), "word/document.xml"));
        assert!(cases.contains(&own), "{name} has other words than its case: {own}");
        seen += 1;
    }
    assert!(seen >= 45, "{seen}");
}

#[test]
fn the_zip_holds_a_word_document_html_text_pictures_and_a_sheet() {
    let files = files(&rich());
    let names: Vec<&String> = files.keys().filter(|name| !name.starts_with("docx/")).collect();
    assert_eq!(names, ["article.html", "article.txt", "images/01.jpg", "稿件信息.txt", "议事亭里解难题.docx"]);
    let sheet = text(&files, "稿件信息.txt");
    for line in [
        "标题：议事亭里解难题\r\n",
        "单位：湖东街道青禾社区\r\n",
        "作者：湖东街道青禾社区\r\n",
        "日期：2026-09-01\r\n",
        "网址：https://a.invalid/x/cases/a.html\r\n",
        "images/01.jpg：图的标题\r\n",
    ] {
        assert!(sheet.contains(line), "{line:?} is not in {sheet}");
    }
}

#[test]
fn the_text_has_a_line_a_block_and_ends_with_the_unit() {
    let expected = "议事亭里解难题\n甲乙，丙丁[1]\n小标题\n• 一\n  • 二\n3. 三\n4. 四\n☑ 五\n名\t数\n六\t7\n引文\n\
                    ［图01］图的标题\n码\n主要做法\n做法。\n工作亮点\n亮点。\n取得成效\n成效。\n注释\n[1] 注文\n\
                    报送单位：湖东街道青禾社区\n比武场次：2026年第三季度（区级）\n评比结果：观摩点\n";
    assert_eq!(text(&files(&rich()), "article.txt"), expected);
}

#[test]
fn headings_are_headings_of_word_with_fonts_of_east_asia() {
    let files = files(&rich());
    let paragraphs = paragraphs(&text(&files, "docx/word/document.xml"));
    for (style, text) in [("Title", "议事亭里解难题"), ("Heading1", "主要做法"), ("Heading2", "小标题")] {
        assert!(paragraphs.contains(&(style.into(), text.into())), "{paragraphs:?}");
    }
    let styles = text(&files, "docx/word/styles.xml");
    let styles = Document::parse(&styles).unwrap();
    for (id, name, level, font) in [
        ("Heading1", "heading 1", "0", "黑体"),
        ("Heading2", "heading 2", "1", "楷体_GB2312"),
        ("Heading3", "heading 3", "2", "仿宋_GB2312"),
    ] {
        let style = styles.descendants().find(|node| node.attribute((W, "styleId")) == Some(id)).unwrap();
        let value = |tag: &str, key: &str| {
            style.descendants().find(|node| is(node, tag)).and_then(|node| node.attribute((W, key)))
        };
        assert_eq!(value("name", "val"), Some(name));
        assert_eq!(value("outlineLvl", "val"), Some(level));
        assert_eq!(value("rFonts", "eastAsia"), Some(font));
    }
}

#[test]
fn each_part_of_a_word_document_is_sound_and_named() {
    let files = files(&rich());
    for (name, _) in files.iter().filter(|(name, _)| name.starts_with("docx/") && !name.contains("/images/")) {
        Document::parse(&text(&files, name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let relations = text(&files, "docx/word/_rels/document.xml.rels");
    for relation in Document::parse(&relations).unwrap().root_element().children() {
        let target = relation.attribute("Target").unwrap();
        assert!(files.contains_key(&format!("docx/word/{target}")), "{target}");
    }
    let styles = text(&files, "docx/word/styles.xml");
    for (style, _) in paragraphs(&text(&files, "docx/word/document.xml")) {
        assert!(style.is_empty() || styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
}

#[test]
fn pictures_tables_lists_and_links_are_those_of_word() {
    let files = files(&rich());
    let xml = text(&files, "docx/word/document.xml");
    assert!(xml.contains("descr=\"图的说明\"") && xml.contains("r:embed=\"picture1\""), "{xml}");
    assert_eq!(files["docx/word/images/01.jpg"], files["images/01.jpg"]);
    assert!(xml.contains("<w:tblHeader/>") && xml.contains("HYPERLINK \"https://b.invalid/?a=%22b%5Cc\""), "{xml}");
    let numbering = text(&files, "docx/word/numbering.xml");
    assert!(numbering.contains("<w:startOverride w:val=\"3\"/>"), "{numbering}");
    assert!(xml.contains("<w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/>"), "{xml}");
}

#[test]
fn the_html_says_what_things_are() {
    let html = text(&files(&rich()), "article.html");
    for part in [
        "<h1>议事亭里解难题</h1>",
        "<p>甲<strong>乙</strong>，<a href=\"https://b.invalid/?a=",
        "<h3>小标题</h3>",
        "<ul>\n<li>一<ul>\n<li>二",
        "<ol start=\"3\">",
        "<thead>\n<tr><th>名</th><th style=\"text-align:right\">数</th></tr>\n</thead>\n<tbody>\n<tr><td>六</td>",
        "<blockquote>",
        "<figure><img src=\"images/01.jpg\" alt=\"图的说明\"><figcaption>图的标题</figcaption></figure>",
        "<pre><code>码\n</code></pre>",
        "<p>报送单位：湖东街道青禾社区</p>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}

#[test]
fn a_title_becomes_a_file_name_that_every_system_takes() {
    let long = "长".repeat(80);
    for (title, name) in [
        ("甲/乙：丙?*", "甲／乙：丙？＊"),
        ("\"甲\"<乙>|丙\\\\丁", "＂甲＂＜乙＞｜丙＼丁"),
        ("甲.", "甲"),
        ("con", "a"),
        ("...", "a"),
        (long.as_str(), &"长".repeat(60)),
    ] {
        let written = format!("title: '{}'\n", title.replace("\\\\", "\\"));
        let archive = archive("desk", "甲").replacing("content/cases/a.md", "title: 议事亭里解难题\n", &written);
        let zip = built(&archive, &[]).remove("p/a/a.zip").unwrap();
        assert!(unzipped(&zip).contains_key(&format!("{name}.docx")), "{:?}", unzipped(&zip).keys());
    }
}

#[test]
fn two_builds_give_the_same_zip_without_a_clock() {
    let zip = |archive: &Archive| built(archive, &[]).remove("p/a/a.zip").unwrap();
    let (first, second) = (rich(), rich());
    let bytes = zip(&first);
    assert_eq!(bytes, zip(&second));
    let mut read = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    for number in 0..read.len() {
        let file = read.by_index(number).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
    }
}

#[test]
fn a_picture_of_another_site_is_its_text_once() {
    let files = files(&archive("desk", "![远处的图](https://b.invalid/a.png \"说明\")\n"));
    assert!(text(&files, "article.html").contains("<p>远处的图</p>"), "{}", text(&files, "article.html"));
    assert_eq!(text(&files, "article.txt").matches("远处的图").count(), 1);
    assert!(!text(&files, "article.html").contains("说明") && !text(&files, "article.txt").contains("说明"));
}

#[test]
fn what_some_portals_refuse_is_told_to_the_desk() {
    let body = "见 www.b.invalid，电话 0000-1234567，共 12345678 元，2026-09-01。";
    let archive = archive("desk", body).replacing("content/cases/a.md", "title: ", "title: 【一】");
    let page = crate::text(&built(&archive, &[]), "index.html");
    for words in ["标题里有「【】」", "网址「www.b.invalid」", "电话「0000-1234567」"] {
        assert_eq!(page.matches(words).count(), 1, "{words}: {page}");
    }
    assert_eq!(page.matches("有的网站不收").count(), 3, "{page}");
}

#[test]
fn telephones_and_sites_are_told_in_every_form() {
    let told = |body: &str| {
        let page = crate::text(&built(&archive("desk", body), &[]), "index.html");
        page.matches("有的网站不收").count()
    };
    for body in [
        "（0000）65123456",
        "138-0013-8001",
        "+8613800138002",
        "13900139000/13900139001",
        "WWW.A.INVALID",
        "a.gov.cn/x",
    ] {
        assert_eq!(told(&format!("详见{body}。")), 1, "{body}");
    }
    assert_eq!(told("2026-09-01 至 2026-12-31，共 12345678 元，2026 年 1 月 15 日。"), 0);
}
