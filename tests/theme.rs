//! Themes that replace files of the default one, well and badly.

mod inline_archive;

use inline_archive::Built;

/// An archive with the theme `own`, which has these files.
fn with_theme(files: &str) -> Built {
    Built::new(&format!("-- content/site.yaml --\nname: 甲区擂台\ntheme: own\n{files}"))
}

const EMPTY: [&str; 0] = [];

#[test]
fn one_file_replaces_the_default_one_and_the_others_stay() {
    let built = with_theme(
        "-- themes/own/templates/404.html --\n{{ site.name }}：<b>{{ page.title }}</b> {{ theme.paper }}\n\
         -- themes/own/theme.yaml --\npaper: \"#123456\"\n",
    );
    assert_eq!(built.problems, EMPTY);
    assert_eq!(built.html("404.html").expect("it renders"), "甲区擂台：<b>没有这个页面</b> #123456\n");
    assert!(built.html("index.html").expect("it renders").contains("<h1 class=\"name\">"));
}

#[test]
fn a_theme_without_a_folder_is_reported_where_it_is_named() {
    let built = Built::new("-- content/site.yaml --\nname: 甲区擂台\ntheme: nowhere\n");
    assert_eq!(built.problems, ["LT603 content/site.yaml:2:8 没有「nowhere」这个外观"]);
}

#[test]
fn all_templates_that_cannot_be_read_are_reported_at_once() {
    let built = with_theme(
        "-- themes/own/templates/404.html --\n中文 {{ page.title }\n\
         -- themes/own/templates/page.html --\n{% if title %}没有收尾\n",
    );
    let expected = [
        "LT601 themes/own/templates/404.html:1:18 模板读不懂：这里是 `}`，应当是 }}",
        "LT601 themes/own/templates/page.html:1:15 模板读不懂：文件到这里就结束了，前面有标签没有收尾",
    ];
    assert_eq!(built.problems, expected);
}

#[test]
fn a_missing_filter_or_template_is_reported_at_its_place() {
    let built = with_theme(
        "-- themes/own/templates/404.html --\n标题：{{ page.title | bogus }}\n\
         -- themes/own/templates/page.html --\n\n{% include \"nowhere.html\" %}\n",
    );
    let expected = [
        "LT601 themes/own/templates/404.html:1:20 没有这个过滤器：「bogus」",
        "LT601 themes/own/templates/page.html:2:12 没有这个模板：「nowhere.html」",
    ];
    assert_eq!(built.problems, expected);
    let built = with_theme("-- themes/own/templates/404.html --\n{% extends \"nowhere.html\" %}\n");
    assert_eq!(built.problems, ["LT601 themes/own/templates/404.html:1:13 没有「nowhere.html」这个模板"]);
}

#[test]
fn an_undefined_variable_names_its_place_and_the_page() {
    let built = with_theme("-- themes/own/templates/404.html --\n好\n中文 {{ pege.title }}\n");
    let expected = "themes/own/templates/404.html:2:7: 页面「404.html」生成不了：用到了没有的变量「pege」";
    assert_eq!(built.html("404.html").expect_err("it fails"), expected);
}

#[test]
fn templates_without_end_are_refused() {
    let itself = with_theme("-- themes/own/templates/a.html --\n{% include \"a.html\" %}\n");
    assert_eq!(
        itself.problems,
        ["LT601 themes/own/templates/a.html:1:13 模板引用（include）绕成了圈：a.html → a.html"]
    );
    let others = with_theme(
        "-- themes/own/templates/a.html --\n{% include \"b.html\" %}\n-- themes/own/templates/b.html --\n{% include \"a.html\" %}\n",
    );
    assert_eq!(
        others.problems,
        ["LT601 themes/own/templates/a.html:1:13 模板引用（include）绕成了圈：a.html → b.html → a.html"]
    );
    let parents = with_theme(
        "-- themes/own/templates/a.html --\n{% extends \"b.html\" %}\n-- themes/own/templates/b.html --\n{% extends \"a.html\" %}\n",
    );
    assert_eq!(
        parents.problems,
        ["LT601 themes/own/templates/a.html:1:13 模板继承（extends）绕成了圈：a.html → b.html → a.html"]
    );
    let blocks = with_theme(
        "-- themes/own/templates/p.html --\n{% block a %}{% block b %}{% endblock %}{% endblock %}\n\
         -- themes/own/templates/404.html --\n{% extends \"p.html\" %}{% block b %}{% block a %}{{ super() }}{% endblock %}{% endblock %}\n",
    );
    assert_eq!(blocks.problems, ["LT601 themes/own/templates/404.html:1:52 嵌套的区块里用了 super()，会没有尽头"]);
    let component = with_theme(
        "-- themes/own/templates/404.html --\n{% component again() %}{{ <again/> }}{% endcomponent %}{{ <again/> }}\n",
    );
    assert_eq!(component.problems, EMPTY);
    let expected = "themes/own/templates/404.html:1:1: 页面「404.html」生成不了：组件层层调用自己，没有尽头";
    assert_eq!(component.html("404.html").expect_err("it fails"), expected);
}

#[test]
fn static_files_get_names_by_content_and_style_sheets_lead_to_them() {
    let files = "-- themes/own/static/own.css --\na { background: url(\"img/图.svg\") }\nb { background: url(https://example.invalid/x.png) }\n\
                 -- themes/own/static/img/图.svg --\n<svg/>\n";
    let built = with_theme(files);
    let asset =
        |start: &str| built.theme.assets().find(|(route, _)| route.as_str().starts_with(start)).expect("an asset");
    let (picture, _) = asset("assets/img/tu.");
    let (sheet, bytes) = asset("assets/own.");
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    assert!(text.contains(&format!("url({})", sheet.link_to(&picture))), "{text}");
    assert!(text.contains("url(https://example.invalid/x.png)"));
    let other = with_theme(&files.replace("<svg/>", "<svg></svg>"));
    assert!(other.theme.assets().all(|(route, _)| route != sheet && route != picture));
}

#[test]
fn style_sheets_are_joined_in_order_with_the_values_of_the_theme() {
    let built = with_theme(
        "-- themes/own/theme.yaml --\nred: \"#0a0b0c\"\n-- themes/own/style/99-own.css --\n\n/* 注 */\n.own, b { color: theme(red); }\n\
         .own::before { content: \"甲: 乙, 丙\" }\n-- themes/own/script/99-own.js --\n  // 注\n  own(\"//\");\n",
    );
    assert_eq!(built.problems, EMPTY);
    let (_, bytes) =
        built.theme.assets().find(|(route, _)| route.as_str().starts_with("assets/style.")).expect("style");
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    assert!(text.contains("--red:#0a0b0c;"), "{text}");
    assert!(text.ends_with(".own,b{color:#0a0b0c}\n.own::before { content: \"甲: 乙, 丙\" }\n"), "{text}");
    let (_, bytes) =
        built.theme.assets().find(|(route, _)| route.as_str().starts_with("assets/site.")).expect("script");
    assert!(
        bytes.ends_with(b"\nown(\"//\");\n") && !String::from_utf8(bytes.to_vec()).expect("UTF-8").contains("\n//")
    );

    let built = with_theme("-- themes/own/style/99-own.css --\n\na { color: theme(rad) }\n");
    assert_eq!(built.problems, ["LT601 themes/own/style/99-own.css:2:18 theme.yaml 里没有「rad」"]);
}

#[test]
fn a_style_sheet_that_leads_to_others_changes_its_name_with_its_bytes() {
    let files = "-- themes/own/static/a.css --\n@import url(b.css);\n-- themes/own/static/b.css --\n@import url(c.css);\n\
                 -- themes/own/static/c.css --\nc { color: red }\n-- themes/own/static/d.css --\nd { color: red }\n";
    let sheets = |text: &str| {
        let built = with_theme(text);
        ["a", "b", "c", "d"].map(|name| {
            let start = format!("assets/{name}.");
            built.theme.assets().find(|(route, _)| route.as_str().starts_with(&start)).expect("a style sheet")
        })
    };
    let (before, after) = (sheets(files), sheets(&files.replace("c { color: red }", "c { color: blue }")));
    for ((route, bytes), (later, changed)) in before.iter().zip(&after) {
        assert_eq!(bytes == changed, route == later, "{route} and {later}");
    }
    let same = before.iter().zip(&after).filter(|((_, bytes), (_, changed))| bytes == changed).count();
    assert_eq!(same, 1, "only the sheet that leads nowhere");
}

#[test]
fn only_style_sheets_and_scripts_are_joined() {
    let built = with_theme(
        "-- themes/own/style/README.md --\n勿拼接\n-- themes/own/style/20-base.css.bak --\nold { color: teal }\n\
         -- themes/own/script/notes.txt --\n勿拼接\n",
    );
    assert_eq!(built.problems, EMPTY);
    for (route, bytes) in built.theme.assets() {
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        assert!(!text.contains("勿拼接") && !text.contains("teal"), "in {route}");
    }
}

#[test]
fn every_search_box_has_the_hint_of_the_theme() {
    let built = with_theme("-- themes/own/theme.yaml --\nsearch_hint: 找一找\n");
    for route in ["index.html", "search.html", "cases/index.html"] {
        let html = built.html(route).expect("it renders");
        let hint = |input: &str| input.split('>').next().is_some_and(|tag| tag.contains("placeholder=\"找一找\""));
        let boxes: Vec<&str> = html.split("<input").skip(1).filter(|input| input.contains("type=\"search\"")).collect();
        assert!(!boxes.is_empty() && boxes.iter().all(|input| hint(input)), "{route}");
    }
}

#[test]
fn a_value_in_a_style_sheet_without_its_bracket_is_reported_at_its_place() {
    for (sheet, place, shown) in [
        ("a { color: theme(red }\nb { width: calc(1px) }\n", "1:12", "theme(red"),
        ("a {\n  color: theme(red;\n  margin: 0 }\n", "2:10", "theme(red"),
        ("a { color: theme(red）}\n", "1:12", "theme(red）"),
        ("a { color: theme(", "1:12", "theme("),
    ] {
        let built = with_theme(&format!("-- themes/own/style/99-own.css --\n{sheet}\n"));
        assert_eq!(built.problems, [format!("LT601 themes/own/style/99-own.css:{place} 「{shown}」后面少了括号")]);
    }
}

#[test]
fn a_colour_that_is_none_is_reported() {
    let built = with_theme("-- themes/own/theme.yaml --\nred: 大红\ngold: \"#ab1\"\nink: b3191f\n");
    let wrong = ["1:6 「red」的值「大红」不是颜色", "3:6 「ink」的值「b3191f」不是颜色"];
    assert_eq!(built.problems, wrong.map(|text| format!("LT601 themes/own/theme.yaml:{text}")));
}

#[test]
fn a_value_that_nothing_takes_is_pointed_out_and_those_of_own_templates_are_not() {
    let built = with_theme(
        "-- themes/own/theme.yaml --\nred: \"#123456\"\nrde: \"#123456\"\nmotto: 好\nedge: 2px\n\
         -- themes/own/templates/404.html --\n{{ theme.motto }}\n-- themes/own/style/99.css --\na { margin: theme(edge) }\n",
    );
    assert_eq!(built.problems, ["LT604 themes/own/theme.yaml:2:1 没有模板或样式用到「rde」"]);
}

/// The text of a template of the default theme.
fn template(name: &str) -> String {
    let path = format!("{}/themes/leitai/templates/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between each pair of marks.
fn marked<'a>(text: &'a str, start: &str, end: char) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

#[test]
fn the_specimen_shows_every_component() {
    let written = template("components.html") + &template("charts.html");
    let bodies: Vec<(&str, &str)> = written
        .split("{% component ")
        .skip(1)
        .map(|rest| rest.split_once('(').unwrap_or_else(|| panic!("no parameters: {rest}")))
        .collect();
    assert!(bodies.len() > 10);
    let specimen = template("specimen.html");
    let included: String = marked(&specimen, "{% include \"", '"').into_iter().map(template).collect();
    let mut shown = specimen + &included + &template("base.html");
    // A component that one that is shown is made of is shown too.
    for _ in 0..bodies.len() {
        let of = |name: &str, text: &str| {
            text.contains(&format!("{{{{ <{name} ")) || text.contains(&format!("{{{{ <{name}/"))
        };
        let more: String = bodies.iter().filter(|(name, _)| of(name, &shown)).map(|(_, body)| *body).collect();
        if bodies.iter().all(|(name, _)| of(name, &shown)) {
            return;
        }
        shown += &more;
    }
    let left: Vec<&str> =
        bodies.iter().map(|(name, _)| *name).filter(|name| !shown.contains(&format!("<{name}"))).collect();
    panic!("the specimen does not show {left:?}");
}
