//! What 微信公众号 keeps, held against articles with everything that Markdown has.

use crate::reader::{Node, read};
use crate::{archive, article, built, covered, text};

const TAGS: [&str; 20] = [
    "section", "p", "h2", "h3", "h4", "strong", "em", "del", "sup", "sub", "span", "br", "img", "hr", "table", "tbody",
    "tr", "th", "td", "",
];

const PROPERTIES: [&str; 22] = [
    "margin",
    "padding",
    "padding-left",
    "border",
    "border-top",
    "border-bottom",
    "border-left",
    "border-collapse",
    "background-color",
    "color",
    "font-size",
    "font-weight",
    "font-style",
    "line-height",
    "text-align",
    "text-decoration",
    "width",
    "max-width",
    "height",
    "white-space",
    "word-break",
    "margin-left",
];

/// Everything that Markdown has.
const EVERYTHING: &str = "\
段落**加粗*斜体**粗***，~~删去~~，`代码 <b>`，[链接](https://b.invalid/?a=1&b=2)，[同一个](https://b.invalid/?a=1&b=2)，[站内](#主要做法)。[^甲]

- 一层
  - 二层
    1. 三层
       - 四层
         - 五层
           - 六层

3. 第三
4. 第四

- [x] 已办
- [ ] 未办

> 引用
> > 套引用

```js
let a = 1;
  缩进();
```

| 甲 | 乙 |
| --- | ---: |
| 1 | 2 |

| 一 | 二 | 三 | 四 | 五 | 六 |
| --- | --- | --- | --- | --- | --- |
| a | b | c | d | e | f |

---

# 一级
##### 五级

[^甲]: 注文，[注里的链接](https://c.invalid/)。
";

/// Every complaint about an article, as the platform's own checker would have it.
fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let article = read(html);
    if !article.attribute("style").is_empty() {
        faults.push("the outermost element has a style".to_owned());
    }
    article.walk(&mut Vec::new(), &mut |node, above| {
        if !TAGS.contains(&node.tag.as_str()) {
            faults.push(format!("tag {}", node.tag));
        }
        let known: &[&str] = if node.tag == "img" { &["src", "alt", "style"] } else { &["style"] };
        let odd = node.attributes.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        faults.extend(odd.map(|(name, _)| format!("attribute {name}")));
        faults.extend(style_faults(node.attribute("style")));
        let chain = above.iter().rev().take_while(|outer| outer.tag == node.tag).count() + 1;
        if chain > 10 || above.len() > 10 {
            faults.push(format!("{} in a chain of {chain}, {} deep", node.tag, above.len()));
        }
        let is_text = !node.text.trim().is_empty();
        if is_text && above.last().is_none_or(|outer| color(outer).is_none()) {
            faults.push(format!("text without a colour: {}", node.text));
        }
    });
    faults
}

fn style_faults(style: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for declaration in style.split(';').filter(|declaration| !declaration.is_empty()) {
        let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
        let is_wide = matches!(name, "width" | "max-width" | "height") && value.ends_with("px");
        let is_odd = ["!", "var(", "calc(", "url(", "gradient", "position", "start", "end"]
            .iter()
            .any(|odd| value.contains(odd));
        if !PROPERTIES.contains(&name) || value.is_empty() || is_wide || is_odd || (name == "height" && value == "0") {
            faults.push(format!("style {declaration}"));
        }
        if name == "line-height" && value.parse::<f32>().is_ok_and(|lines| lines < 1.0) {
            faults.push(format!("style {declaration}"));
        }
    }
    faults
}

/// The colour that an element gives to its own text.
fn color(node: &Node) -> Option<&str> {
    node.attribute("style").split(';').find_map(|declaration| declaration.strip_prefix("color:#"))
}

#[test]
fn an_article_of_everything_breaks_no_rule_in_either_look() {
    for look in ["庄重红", "简洁"] {
        let archive = archive(&format!("wechat, look: {look}"), EVERYTHING);
        assert_eq!(faults(&article(&archive)), Vec::<String>::new(), "{look}");
    }
}

#[test]
fn the_looks_differ_and_an_unknown_one_is_refused() {
    let [red, plain] = ["庄重红", "简洁"].map(|look| article(&archive(&format!("wechat, look: {look}"), "甲")));
    assert_ne!(red, plain);
    let run = archive("wechat, look: 花哨", "甲").check();
    assert!(run.words("LT304").contains("庄重红"), "{:?}", run.diagnostics);
}

#[test]
fn links_become_numbers_after_the_notes_each_address_once() {
    let html = article(&archive("wechat", EVERYTHING));
    assert!(!html.contains("href"), "{html}");
    let text = read(&html).whole_text();
    assert!(text.contains("链接[2]，同一个[2]，站内。[1]"), "{text}");
    assert!(
        text.contains("注释[1] 注文，注里的链接[3]。参考链接[2] https://b.invalid/?a=1&b=2[3] https://c.invalid/"),
        "{text}"
    );
}

#[test]
fn links_inside_the_site_are_whole_where_it_knows_its_address() {
    let body = "[本区的方案](b.md)\n";
    let archive = archive("wechat", body).with(
        "-- content/cases/b.md --\n---\ntitle: 乙\nunit: 云岭镇\n\
        dimension: 乡村治理\ncompetition: 2026Q3\nslug: b\n---\n## 主要做法\n甲\n## 工作亮点\n乙\n## 取得成效\n丙\n",
    );
    assert!(article(&archive).contains("https://a.invalid/x/cases/b.html"));
    let files = built(&archive, &[]);
    assert!(!text(&files, "p/a/article.html").contains("参考链接"));
    assert!(text(&files, "p/a/article.json").contains("站内链接只留下文字"));
}

#[test]
fn lists_are_flat_with_literal_marks() {
    let text = read(&article(&archive("wechat", EVERYTHING))).whole_text();
    for marked in ["• 一层• 二层1. 三层• 四层", "3. 第三4. 第四", "☑ 已办☐ 未办"] {
        assert!(text.contains(marked), "{marked} is not in {text}");
    }
}

#[test]
fn a_wide_table_becomes_cards_and_a_narrow_one_stays() {
    let article = read(&article(&archive("wechat", EVERYTHING)));
    let mut tables = 0;
    article.walk(&mut Vec::new(), &mut |node, _| tables += usize::from(node.tag == "table"));
    assert_eq!(tables, 1);
    let text = article.whole_text();
    assert!(text.contains("一：a二：b三：c四：d五：e六：f"), "{text}");
}

#[test]
fn the_head_of_a_wide_table_without_rows_becomes_a_card() {
    let html = article(&archive("wechat", "|一|二|三|四|五|六|七|\n|-|-|-|-|-|-|-|\n"));
    assert!(!html.contains("<table") && read(&html).whole_text().contains("一二三四五六七"), "{html}");
    assert_eq!(faults(&html), Vec::<String>::new());
}

#[test]
fn a_large_score_table_stays_lean() {
    let head = "| 案例 | 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 |\n|---|---|---|---|---|---|---|---|\n";
    let rows = "| 议事亭 | 9.5 | 9.5 | 9.5 | 9.5 | 9.5 | 9.5 | 9.5 |\n".repeat(12);
    let with = article(&archive("wechat", &format!("{head}{rows}"))).chars().count();
    let without = article(&archive("wechat", "")).chars().count();
    assert!(with - without < 8000, "{}", with - without);
}

#[test]
fn nothing_in_a_text_becomes_markup() {
    let hostile = "<script>alert(1)</script> `]]>` \"引号\" <img src=x onerror=alert(1)> &lt;b&gt;\n\n[a](javascript:alert(1)) &lt;b&gt;";
    let archive = archive("wechat", hostile).replacing(
        "content/cases/a.md",
        "title: 议事亭里解难题",
        "title: '</script><b>\"题\"'\nsummary: '<i>\"摘要\"</i>'",
    );
    let files = built(&archive, &[]);
    assert_eq!(faults(&text(&files, "p/a/article.html")), Vec::<String>::new());
    for name in ["p/a/article.html", "p/a/preview.html"] {
        let html = text(&files, name);
        assert!(!html.contains("<script>") && !html.contains("<b>") && !html.contains("<img src=x"), "{html}");
        assert!(!html.contains("javascript:"), "{html}");
    }
    let json: serde_json::Value = serde_json::from_str(&text(&files, "p/a/article.json")).unwrap();
    assert_eq!(json["title"], "</script><b>\"题\"");
    assert!(text(&files, "index.html").contains("&lt;/script&gt;&lt;b&gt;"));
}

#[test]
fn deep_nesting_stays_shallow() {
    let body = format!("{}深\n\n{}浅\n", "> ".repeat(30), "- ".repeat(25));
    assert_eq!(faults(&article(&archive("wechat", &body))), Vec::<String>::new());
    let stars = format!("{}字{}\n", "*甲 **乙 ".repeat(12), "** *".repeat(12));
    assert_eq!(faults(&article(&archive("wechat", &stars))), Vec::<String>::new());
}

#[test]
fn raised_text_stays_raised_and_is_closed() {
    let archive = archive("wechat", "100m<sup>2</sup>，**粗<sub>低</sub>**<sup>开\n\n<sup>\n\n后一段\n").replacing(
        "content/site.yaml",
        "district: XX区\n",
        "district: XX区\nraw_html: safe\n",
    );
    let html = article(&archive);
    assert_eq!(faults(&html), Vec::<String>::new());
    assert!(html.contains(">2</sup>") && html.contains(">低</sub>"), "{html}");
}

#[test]
fn a_look_of_its_own_changes_what_it_names_and_keeps_the_rules() {
    let look = "-- content/looks/本区.yaml --\n标题: 'color: #00557f; text-align: left'\n段落: 'text-indent: 2em'\n";
    let archive = archive("wechat, look: 本区", EVERYTHING).with(look);
    let html = article(&archive);
    assert!(html.contains("text-align:left;color:#00557f\">主要做法</h2>"), "{html}");
    assert!(
        html.contains("<p style=\"margin:0 0 16px;font-size:16px;line-height:1.75;color:#333333;text-indent:2em\">")
    );
    let odd: Vec<String> = faults(&html).into_iter().filter(|fault| !fault.contains("text-indent")).collect();
    assert_eq!(odd, Vec::<String>::new());
}

#[test]
fn a_look_with_what_platforms_drop_is_refused() {
    for style in [
        "font-family: 宋体",
        "width: 300px",
        "width: 200%",
        "height: 0%",
        "font-size: 0px",
        "font-size: abc",
        "font-size: 16",
        "padding-left: 400px",
        "text-align: middle",
        "text-indent: -9999px",
        "text-decoration: line-through red",
        "line-height: inf",
        "margin: 0 -500px",
        "border-left: 4px solid red",
        "color: red",
        "color: var(--red)",
        "line-height: 0.5",
        "position: fixed",
    ] {
        let look = format!("-- content/looks/本区.yaml --\n标题: '{style}'\n");
        let run = covered(archive("wechat, look: 本区", "甲")).with(&look).check();
        assert_eq!(run.lines(), ["content/looks/本区.yaml:1:5 LT304 error"], "{style}");
    }
}

#[test]
fn a_look_is_checked_though_no_platform_uses_it() {
    let look = |style: &str| format!("-- content/looks/本区.yaml --\n标题: '{style}'\n");
    for archive in [covered(archive("wechat", "甲")), crate::support::Archive::valid()] {
        let archive = archive.with(&look("color: red"));
        assert_eq!(archive.check().lines(), ["content/looks/本区.yaml:1:5 LT304 error"]);
        assert_eq!(archive.with(&look("color: #333333")).check().lines(), Vec::<String>::new());
    }
    let below = crate::support::Archive::valid().with("-- content/looks/旧/本区.yaml --\n标题: 'color: red'\n");
    assert_eq!(below.check().lines(), ["content/looks/旧/本区.yaml:1:1 LT107 warning"]);
}
