//! JSON-LD, Open Graph, canonical addresses, page tags of 党政机关网站.

use std::fmt::Write as _;

use leitai::archive::routes;
use serde_json::{Value, json};

use crate::inline_archive::Built;
use crate::{ARCHIVE, ONLINE, html};

/// The objects of a page's JSON-LD, by type.
fn object(html: &str, kind: &str) -> Option<Value> {
    let script = html.split("<script type=\"application/ld+json\">").nth(1)?;
    let text = script.split("</script>").next().unwrap_or_default();
    let whole: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"));
    assert_eq!(whole["@context"], "https://schema.org");
    whole["@graph"].as_array().expect("a list").iter().find(|item| item["@type"] == kind).cloned()
}

/// What the `<meta>` elements of a page say, by name or property.
fn meta(html: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let value = tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
        Some(value.to_owned())
    };
    let tags = html.split("<meta ").skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter_map(|tag| {
        Some((attribute(tag, "name").or_else(|| attribute(tag, "property"))?, attribute(tag, "content")?))
    })
    .collect()
}

fn said(html: &str, name: &str) -> Option<String> {
    meta(html).into_iter().find(|(known, _)| known == name).map(|(_, content)| content)
}

#[test]
fn a_case_is_an_article_with_its_facts() {
    let article = object(&html(ONLINE, "cases/a.html"), "Article").expect("an article");
    assert_eq!(article["headline"], "甲{案例}</script><b>&100%_完成~");
    assert_eq!(article["datePublished"], "2026-07-05");
    assert_eq!(article["author"], json!({"@type": "Person", "name": "周小荞"}));
    assert_eq!(article["publisher"], json!({"@type": "Organization", "name": "甲区委组织部"}));
    assert_eq!(article["url"], "https://www.example.gov.cn/leitai/cases/a.html");
    assert_eq!(article["keywords"], json!(["网格", "议事"]));
    let other = object(&html("", "cases/b.html"), "Article").expect("an article");
    assert_eq!(other["author"], json!({"@type": "Organization", "name": "月坪乡月坪村"}));
    assert_eq!((other.get("url"), other.get("image")), (None, None));
}

#[test]
fn nothing_in_a_title_ends_the_script_it_stands_in() {
    let html = html("", "cases/a.html");
    let script = html.split("<script type=\"application/ld+json\">").nth(1).expect("a script");
    let text = script.split("</script>").next().unwrap_or_default();
    assert!(!text.contains(['<', '>', '&']), "{text}");
    assert!(text.contains("\\u003c/script\\u003e\\u003cb\\u003e\\u0026100%"), "{text}");
}

#[test]
fn line_ends_of_old_javascript_stand_in_no_script() {
    let title = "甲\u{2028}乙\u{2029}丙";
    let built = Built::new(
        &ARCHIVE.replace("{site}", "").replace("title: 甲{案例}</script><b>&100%_完成~", &format!("title: {title}")),
    );
    let html = built.html("cases/a.html").expect("it renders");
    let script = html.split("<script type=\"application/ld+json\">").nth(1).expect("a script");
    let text = script.split("</script>").next().unwrap_or_default();
    assert!(!text.contains(['\u{2028}', '\u{2029}']) && text.contains("甲\\u2028乙\\u2029丙"), "{text}");
    assert_eq!(object(&html, "Article").expect("an article")["headline"], title);
}

#[test]
fn the_way_to_a_page_ends_with_the_page_itself() {
    let way = |site: &str| object(&html(site, "cases/a.html"), "BreadcrumbList");
    let names = |steps: &Value| -> Vec<String> {
        steps.as_array().expect("steps").iter().map(|step| step["name"].as_str().expect("a name").into()).collect()
    };
    let online = way(ONLINE).expect("a way")["itemListElement"].clone();
    assert_eq!(names(&online), ["首页", "全部案例", "湖东街道", "青禾社区", "甲{案例}</script><b>&100%_完成~"]);
    assert_eq!(online[1]["item"], "https://www.example.gov.cn/leitai/cases/index.html");
    assert_eq!(online[4]["position"], 5);
    let offline = way("").expect("a way")["itemListElement"].clone();
    assert_eq!(names(&offline), names(&online));
    assert_eq!((&offline[1]["item"], &offline[4]["item"]), (&"index.html".into(), &"a.html".into()));
}

#[test]
fn the_home_page_is_the_web_site_with_its_search() {
    let online = object(&html(ONLINE, "index.html"), "WebSite").expect("a site");
    let search = "https://www.example.gov.cn/leitai/search.html?q={search_term_string}";
    assert_eq!(online["potentialAction"]["target"]["urlTemplate"], search);
    let offline = object(&html("", "index.html"), "WebSite").expect("a site");
    assert_eq!((offline["name"].as_str(), offline.get("potentialAction")), (Some("甲区擂台"), None));
    let silent = object(&html(&format!("{ONLINE}\nsearch: false"), "index.html"), "WebSite").expect("a site");
    assert_eq!(silent.get("potentialAction"), None);
}

#[test]
fn open_graph_says_addresses_only_where_there_are_any() {
    let online = html(ONLINE, "cases/a.html");
    assert_eq!(said(&online, "og:type").as_deref(), Some("article"));
    assert_eq!(said(&online, "og:locale").as_deref(), Some("zh_CN"));
    assert_eq!(said(&online, "og:site_name").as_deref(), Some("甲区擂台"));
    assert_eq!(said(&online, "og:url").as_deref(), Some("https://www.example.gov.cn/leitai/cases/a.html"));
    assert!(online.contains("<link rel=\"canonical\" href=\"https://www.example.gov.cn/leitai/cases/a.html\">"));
    let offline = html("", "cases/a.html");
    assert_eq!(said(&offline, "og:url"), None);
    assert!(!offline.contains("canonical"));
    assert_eq!(said(&html("", "404.html"), "og:type"), None);
}

const GOV: &str = "gov: {SiteIDCode: \"1234567890\", ColumnName: 擂台比武, ColumnType: 工作动态}";

#[test]
fn page_tags_stand_on_the_pages_they_are_for() {
    let site = format!("{ONLINE}\n{GOV}");
    let case = html(&site, "cases/a.html");
    let expected = [
        ("SiteName", "甲区擂台"),
        ("SiteDomain", "www.example.gov.cn"),
        ("SiteIDCode", "1234567890"),
        ("ArticleTitle", "甲{案例}&lt;/script&gt;&lt;b&gt;&amp;100%_完成~"),
        ("PubDate", "2026-07-05 00:00"),
        ("ContentSource", "湖东街道党工委"),
        ("Keywords", "乡村治理,网格,议事"),
        ("Author", "周小荞"),
        ("Description", "一句“话”"),
        ("Url", "https://www.example.gov.cn/leitai/cases/a.html"),
    ];
    for (name, content) in expected {
        assert_eq!(said(&case, name).as_deref(), Some(content), "{name}");
    }
    assert!(meta(&case).iter().all(|(name, content)| !name.starts_with("Column") && !content.is_empty()));
    let list = html(&site, "dimensions/governance.html");
    assert_eq!(said(&list, "ColumnName").as_deref(), Some("评比维度：乡村治理"));
    assert_eq!(said(&list, "ColumnType").as_deref(), Some("工作动态"));
    assert!(said(&list, "ColumnDescription").is_some() && said(&list, "ColumnKeywords").is_some());
    assert_eq!(said(&list, "ArticleTitle"), None);
    assert_eq!(said(&html(&site, "index.html"), "ColumnName").as_deref(), Some("擂台比武"));
    assert_eq!(said(&html(&site, "competitions/2026q2.html"), "PubDate").as_deref(), Some("2026-07-10 00:00"));
    assert_eq!(said(&html(&site, "404.html"), "ArticleTitle"), None);
}

#[test]
fn page_tags_of_the_settings_stand_where_a_page_says_nothing_itself() {
    let gov = "gov: {SiteIDCode: 1, Author: 区委组织部, Keywords: 擂台比武, Image: https://x.gov.cn/a.png}";
    let site = format!("{ONLINE}\n{gov}");
    let tags = |route: &str| ["Author", "Keywords", "Image"].map(|name| said(&html(&site, route), name));
    let some = |words: [&str; 3]| words.map(|word| Some(word.to_owned()));
    let image = "https://x.gov.cn/a.png";
    assert_eq!(tags("cases/a.html"), some(["周小荞", "乡村治理,网格,议事", image]));
    assert_eq!(tags("cases/b.html"), some(["区委组织部", "乡村产业", image]));
    assert_eq!(tags("competitions/2026q2.html"), some(["区委组织部", "擂台比武", image]));
    assert_eq!(tags("dimensions/governance.html"), [None, None, None]);
}

#[test]
fn pages_that_nobody_should_find_say_nothing_of_themselves() {
    for route in ["search.html", "platforms/index.html"] {
        let page = html(&format!("{ONLINE}\nplatforms: [{{id: wx, name: 甲区发布, kind: wechat}}]"), route);
        assert!(page.contains("<meta name=\"robots\" content=\"noindex"), "{route}");
        assert_eq!((said(&page, "og:type"), said(&page, "og:url")), (None, None), "{route}");
        assert!(!page.contains("application/ld+json"), "{route}");
    }
}

/// How many cases a page of a topic shows.
const PER_PAGE: usize = 200;

#[test]
fn a_column_has_its_whole_name_on_each_of_its_pages() {
    let name = "治理（第 2 期）";
    let mut text =
        format!("-- content/site.yaml --\nname: 甲区擂台\n{GOV}\n-- content/competitions/2026Q1.md --\n---\n---\n");
    for number in 0..=PER_PAGE {
        let header = format!("title: 案例{number}\ntheme: {name}\ndimension: 其他\nunit: 月坪乡\ncompetition: 2026Q1");
        write!(text, "-- content/cases/n{number}.md --\n---\n{header}\n---\n").expect("to memory");
    }
    let built = Built::new(&text);
    for page in [1, 2] {
        let route = routes::topic(&built.archive.topics[0], page);
        let page = built.html(route.as_str()).expect("it renders");
        assert_eq!(said(&page, "ColumnName").as_deref(), Some("比武主题：治理（第 2 期）"), "{route}");
    }
}

#[test]
fn without_the_setting_no_page_has_page_tags() {
    let code = |site: &str| html(site, "index.html").contains("<dt>网站标识码</dt>");
    assert_eq!((code(GOV), code(ONLINE)), (true, false), "the foot says the code where there is one");
    for page in ["index.html", "cases/a.html", "dimensions/governance.html"] {
        let html = html(ONLINE, page);
        assert!(meta(&html).iter().all(|(name, _)| !name.starts_with("Site") && !name.starts_with("Column")), "{page}");
    }
}
