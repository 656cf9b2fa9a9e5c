//! Competitions, standings, the description of the folder, and what search engines read.

use serde_json::Value;

use leitai::archive::Archive;
use leitai::data::{opensearch, robots, sitemap};
use leitai::model::Route;

use crate::{SMALL, archive, text};

/// A JSON file on one line, its keys in their order.
fn compact(archive: &Archive, name: &str) -> String {
    let value: Value = serde_json::from_str(&text(archive, name)).expect("JSON");
    value.to_string()
}

#[test]
fn a_competition_has_its_public_results_and_scores() {
    let expected = concat!(
        r#"[{"id":"2026Q3","title":"三季度比武","level":"区级","host":"中共清源区委组织部","township":null,"#,
        r#""quarter":"2026Q3","theme":"治理有方","dimensions":["乡村治理","乡村产业"],"formats":["实地观摩","经验交流"],"#,
        r#""stages":[{"stage":"比武申报","first":"2026-07-05","last":"2026-07-20"},"#,
        r#"{"stage":"领导小组评定","first":"2026-08-30","last":"2026-08-30"}],"#,
        r#""criteria":[{"name":"成效","points":"60.5","look_for":"群众得实惠"},"#,
        r#"{"name":"现场","points":"39.5","look_for":null}],"#,
        r#""scoring":"trimmed_mean","published":"2026-09-01","url":"competitions/2026q3.html","results":["#,
        r#"{"case":"qing-he","title":"网格里的“红色管家”","unit":{"township":"湖东街道","village":"青禾社区"},"#,
        r#""result":["推荐市级","观摩点"],"rank":1,"tie":true,"award":"一等奖","bonus":"0.5"},"#,
        r#"{"case":"shi-qiao","title":"=1+1","unit":{"township":"山前镇","village":null},"#,
        r#""result":"观摩点","rank":1,"tie":true,"award":null,"bonus":"0.2"}],"#,
        r#""scores":{"judges":["甲局","乙局","丙局","丁局"],"rows":["#,
        r#"{"case":"qing-he","scores":["90","92.5","91","80"],"combined":"90.5"},"#,
        r#"{"case":"shi-qiao","scores":["88","88","89","90"],"combined":"88.5"}]}},"#,
        r#"{"id":"2026Q2-湖东街道","title":"湖东街道预选","level":"乡镇级","host":"湖东街道","township":"湖东街道","#,
        r#""quarter":"2026Q2","theme":"网格里的服务","dimensions":[],"formats":[],"stages":[],"criteria":[],"#,
        r#""scoring":"mean","published":"2026-04-20","url":"competitions/2026q2-hu-dong-jie-dao.html","results":["#,
        r#"{"case":"qing-he","title":"网格里的“红色管家”","unit":{"township":"湖东街道","village":"青禾社区"},"#,
        r#""result":"交流经验","rank":1,"tie":false,"award":"擂主","bonus":"0"}],"scores":null}]"#,
    );
    assert_eq!(compact(&archive(SMALL), "competitions.json"), expected);
}

#[test]
fn an_expired_case_keeps_its_points_without_its_name() {
    let expected = r#"[
  {
    "unit": "湖东街道",
    "bonus": "0.5",
    "rank": 1,
    "cases": [
      {
        "slug": "qing-he",
        "bonus": "0.5",
        "because": "青禾社区：2026年第三季度区级比武，结果为推荐市级、观摩点，加 0.5 分"
      }
    ]
  },
  {
    "unit": "山前镇",
    "bonus": "0.4",
    "rank": 2,
    "cases": [
      {
        "slug": "shi-qiao",
        "bonus": "0.2",
        "because": "2026年第三季度区级比武，结果为观摩点，加 0.2 分"
      },
      {
        "slug": null,
        "bonus": "0.2",
        "because": "已不再公开的案例：2026年第三季度区级比武，结果为交流经验，加 0.2 分"
      }
    ]
  }
]
"#;
    assert_eq!(text(&archive(SMALL), "standing-2026.json"), expected);
}

#[test]
fn the_package_describes_every_file() {
    let archive = archive(SMALL);
    let package: Value = serde_json::from_str(&text(&archive, "datapackage.json")).expect("JSON");
    assert_eq!(package["name"], "qing-yuan-qu-lei-tai");
    assert_eq!(package["title"], "清源区擂台");
    assert_eq!(package["homepage"], "https://example.gov.cn/leitai/");
    let resources = package["resources"].as_array().expect("a list");
    let paths: Vec<String> = resources.iter().filter_map(|r| Some(format!("data/{}", r["path"].as_str()?))).collect();
    let files = leitai::data::files(&archive);
    let others: Vec<&str> = files.iter().map(|(route, _)| route.as_str()).take(files.len() - 1).collect();
    assert_eq!(paths, others);
    for resource in resources.iter().filter(|resource| resource["format"] == "csv") {
        let fields = resource["schema"]["fields"].as_array().expect("a list");
        let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        let table = text(&archive, resource["path"].as_str().expect("a path"));
        assert_eq!(table.lines().next(), Some(format!("\u{feff}{}", names.join(",")).as_str()));
    }
}

#[test]
fn the_sitemap_lists_absolute_addresses() {
    let archive = archive(SMALL);
    let route = |text| Route::new(text).expect("a route");
    let pages = [(route("index.html"), None), (route("cases/a.html"), "2026-09-01".parse().ok())];
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://example.gov.cn/leitai/index.html</loc></url>
<url><loc>https://example.gov.cn/leitai/cases/a.html</loc><lastmod>2026-09-01</lastmod></url>
</urlset>
"#;
    let (address, bytes) = sitemap(&archive.site, &pages);
    assert_eq!((address.as_str(), String::from_utf8(bytes).expect("UTF-8")), ("sitemap.xml", expected.into()));
    let (address, bytes) = robots(&archive.site);
    let expected = "User-agent: *\nAllow: /\n\nSitemap: https://example.gov.cn/leitai/sitemap.xml\n";
    assert_eq!((address.as_str(), String::from_utf8(bytes).expect("UTF-8")), ("robots.txt", expected.into()));
}

#[test]
fn without_an_address_the_sitemap_says_what_is_missing() {
    let site = archive("-- content/site.yaml --\nname: 擂台\n").site;
    let pages = [(Route::new("index.html").expect("a route"), None)];
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<!-- site.yaml 里没有写 base_url（网址），所以这里列不出页面的完整地址 -->
</urlset>
"#;
    assert_eq!(String::from_utf8(sitemap(&site, &pages).1).expect("UTF-8"), expected);
    assert_eq!(robots(&site).1, b"User-agent: *\nAllow: /\n");
}

#[test]
fn an_address_is_escaped_in_the_sitemap() {
    let mut site = archive(SMALL).site;
    site.base_url = Some("https://example.gov.cn/a&b<'\"\u{1}>/".into());
    let xml = String::from_utf8(sitemap(&site, &[(Route::new("a.html").expect("a route"), None)]).1).expect("UTF-8");
    assert!(xml.contains("<loc>https://example.gov.cn/a&amp;b&lt;&apos;&quot;&gt;/a.html</loc>"), "{xml}");
}

#[test]
fn browsers_are_told_how_to_search_where_there_is_an_address_and_a_search() {
    let mut site = archive(SMALL).site;
    let (address, bytes) = opensearch(&site).expect("an address and a search");
    let xml = String::from_utf8(bytes).expect("UTF-8");
    assert_eq!(address.as_str(), "opensearch.xml");
    assert!(xml.contains("template=\"https://example.gov.cn/leitai/search.html?q={searchTerms}\""), "{xml}");
    site.search = false;
    assert!(opensearch(&site).is_none());
    assert!(opensearch(&archive("-- content/site.yaml --\nname: 擂台\n").site).is_none());
}
