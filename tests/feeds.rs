//! Feeds, read back by other programs' rules.

#[path = "support/mod.rs"]
#[expect(dead_code, reason = "shared with tests/faults, which needs more of it")]
mod support;

use std::collections::BTreeMap;

use roxmltree::{Document, Node};
use serde_json::Value;
use support::Archive;

const BASE: &str = "https://a.invalid/leitai/";
const ATOM: &str = "http://www.w3.org/2005/Atom";
const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";

/// A case of this name, with more lines of front matter and this text.
fn case(name: &str, lines: &str, text: &str) -> String {
    format!(
        "-- content/cases/{name}.md --\n---\ntitle: {name}的题目\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\n\
         slug: {name}\n{lines}\n---\n## 主要做法\n{text}\n## 工作亮点\n亮点。\n## 取得成效\n成效。\n"
    )
}

/// The files of the site at an address.
fn built(archive: &Archive, base: &str) -> BTreeMap<String, Vec<u8>> {
    let run = archive.run("build", &["--base-url", base]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    archive.contents("output")
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(&files[name]).unwrap()
}

fn child<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let found = node.children().find(|child| child.tag_name().name() == name);
    found.and_then(|child| child.text()).unwrap_or_default()
}

/// The entries of an Atom feed: id, title, content.
fn atom_entries(xml: &str) -> Vec<[String; 3]> {
    let document = Document::parse(xml).unwrap();
    let entries = document.descendants().filter(|node| node.has_tag_name((ATOM, "entry")));
    entries.map(|entry| ["id", "title", "content"].map(|name| child(entry, name).to_owned())).collect()
}

fn json_items(text: &str) -> Vec<Value> {
    serde_json::from_str::<Value>(text).unwrap()["items"].as_array().unwrap().clone()
}

#[test]
fn without_an_address_there_are_no_feeds_and_one_line_says_so() {
    let archive = Archive::valid();
    let run = archive.build();
    assert_eq!(run.told.matches("没有生成订阅源").count(), 1, "{}", run.told);
    assert!(archive.contents("output").keys().all(|name| !name.starts_with("feeds/")));
}

#[test]
fn the_three_forms_say_the_same_newest_first() {
    let archive = Archive::valid().with(&case("b", "date: 2026-10-20", "乙。")).with(&case(
        "c",
        "date: 2026-10-22\nauthor: 张三",
        "丙。",
    ));
    let files = built(&archive, BASE);
    let atom = atom_entries(text(&files, "feeds/atom.xml"));
    let items = json_items(text(&files, "feeds/feed.json"));
    let rss = Document::parse(text(&files, "feeds/rss.xml")).unwrap();
    let rss: Vec<Node<'_, '_>> = rss.descendants().filter(|node| node.has_tag_name("item")).collect();
    assert_eq!((atom.len(), items.len(), rss.len()), (3, 3, 3));
    assert_eq!([&atom[0][1], &atom[1][1]], ["c的题目", "b的题目"]);
    for ((atom, json), rss) in atom.iter().zip(&items).zip(&rss) {
        assert_eq!(atom[0], json["id"].as_str().unwrap());
        assert_eq!(atom[0], child(*rss, "guid"));
        assert_eq!(atom[2], json["content_html"].as_str().unwrap());
        let encoded = rss.children().find(|node| node.has_tag_name((CONTENT, "encoded"))).unwrap();
        let encoded: String = encoded.children().filter_map(|node| node.text()).collect();
        assert_eq!(atom[2], encoded);
    }
    assert_eq!(items[0]["date_published"], "2026-10-22T00:00:00+08:00");
    assert_eq!(child(rss[0], "pubDate"), "Thu, 22 Oct 2026 00:00:00 +0800");
    assert_eq!(items[0]["authors"][0]["name"], "张三");
    assert_eq!(items[0]["url"], format!("{BASE}cases/c.html"));
}

#[test]
fn ids_stay_when_the_site_moves_and_addresses_are_whole() {
    let body = "[甲](a.md)，[自己](#工作亮点)，![亭](p.png)，注[^1]，[外](https://b.invalid/)\n\n[^1]: 注文";
    let archive = Archive::valid()
        .with(&case("b", "date: 2026-10-20", body))
        .with_bytes("content/cases/p.png", &support::photo());
    let (here, there) = (built(&archive, BASE), built(&archive, "https://c.invalid/"));
    let ids =
        |files| -> Vec<String> { atom_entries(text(files, "feeds/atom.xml")).into_iter().map(|[id, ..]| id).collect() };
    assert_eq!(ids(&here), ids(&there));
    assert!(ids(&here).iter().all(|id| id.starts_with("tag:")));
    let items = json_items(text(&here, "feeds/feed.json"));
    let html = items.iter().find(|item| item["title"] == "b的题目").unwrap()["content_html"].as_str().unwrap();
    let addresses: Vec<&str> = html
        .split(" href=\"")
        .skip(1)
        .chain(html.split(" src=\"").skip(1))
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(addresses.len() >= 6, "{addresses:?}");
    assert!(addresses.iter().all(|address| address.starts_with("https://")), "{addresses:?}");
    assert!(addresses.contains(&format!("{BASE}cases/a.html").as_str()), "{addresses:?}");
    assert!(addresses.contains(&format!("{BASE}cases/b.html#fn-1").as_str()), "{addresses:?}");
}

#[test]
fn no_text_breaks_out_of_a_feed() {
    let body = "`]]>` 与 </content:encoded> <script>alert(1)</script> &amp; “引号”";
    let archive = Archive::valid().with(&case("b", "date: 2026-10-20\nsummary: 甲 < 乙 & ]]> 丙", body));
    let files = built(&archive, BASE);
    let atom = atom_entries(text(&files, "feeds/atom.xml"));
    assert!(atom[0][2].contains("]]&gt;") && !atom[0][2].contains("<script"), "{}", atom[0][2]);
    let rss = text(&files, "feeds/rss.xml");
    let read = Document::parse(rss).unwrap();
    let item = read.descendants().find(|node| node.has_tag_name("item")).unwrap();
    // What readers take for HTML says the summary as text.
    let summary = "甲 &lt; 乙 &amp; ]]&gt; 丙";
    assert_eq!((child(item, "encoded"), child(item, "description")), (atom[0][2].as_str(), summary));
    assert_eq!(rss.matches("]]>").count(), rss.matches("<content:encoded><![CDATA[").count(), "{rss}");
    assert!(!text(&files, "feeds/atom.xml").contains("]]>"));
    assert_eq!(json_items(text(&files, "feeds/feed.json"))[0]["summary"], "甲 < 乙 & ]]> 丙");
}

#[test]
fn nothing_that_is_not_public_is_in_a_feed() {
    let archive = Archive::valid()
        .with(&case("b", "date: 2026-10-20\ndraft: true", "秘密。"))
        .with(&case("c", "date: 2099-01-01", "秘密。"))
        .with(&case("d", "date: 2026-10-01\nexpires: 2026-10-02", "秘密。"))
        .with(&case("e", "date: 2026-10-20\nwithdrawn: {date: 2026-10-21, reason: 有误}", "秘密。"));
    let files = built(&archive, BASE);
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("feeds/")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("秘密") && !text.contains("的题目"), "{name}");
    }
}

#[test]
fn the_text_of_a_feed_has_no_marks_that_only_the_style_of_the_site_hides() {
    let archive = Archive::valid().with(&case("b", "", "## 做法\n\n甲 ]]> 乙\n"));
    let files = built(&archive, BASE);
    for name in ["rss.xml", "atom.xml", "feed.json"] {
        let feed = text(&files, &format!("feeds/{name}"));
        assert!(feed.contains("做法") && !feed.contains("本节链接"), "{feed}");
    }
    assert!(text(&files, "feeds/rss.xml").contains("做法</h2>\n<p>甲 ]]&gt; 乙</p>"));
}

#[test]
fn a_platform_has_a_feed_of_what_it_takes() {
    let platforms =
        "platforms:\n  - {id: xx-fabu, name: XX发布, kind: wechat, select: {result: 交流经验, since: 2026Q3}}\n";
    let archive = Archive::valid().with(&case("b", "date: 2026-10-20\nresult: 交流经验", "乙。")).with(&case(
        "c",
        "date: 2026-10-20",
        "丙。",
    ));
    let site = std::fs::read_to_string(archive.path("content/site.yaml")).unwrap();
    let archive = archive.with(&format!("-- content/site.yaml --\n{site}{platforms}"));
    let files = built(&archive, BASE);
    let of_platform = atom_entries(text(&files, "feeds/xx-fabu/atom.xml"));
    assert_eq!(of_platform.iter().map(|[_, title, _]| title.as_str()).collect::<Vec<_>>(), ["b的题目"]);
    assert!(text(&files, "feeds/xx-fabu/rss.xml").contains("XX发布"));
    assert!(atom_entries(text(&files, "feeds/atom.xml")).len() > 1);
}
