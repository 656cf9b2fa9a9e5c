//! Ways from page to page: the line of time, neighbours, where a page is.

use std::fmt::Write as _;

use crate::inline_archive::Built;
use crate::{SMALL, attributes, between, html, words};

/// Where the page before and the page after are.
fn beside(html: &str) -> [&str; 2] {
    let nav = between(html, "<nav class=\"beside\"", "</nav>");
    ["prev", "next"].map(|rel| between(nav, &format!("rel=\"{rel}\" href=\""), "\""))
}

#[test]
fn the_line_of_time_has_the_newest_year_first_and_its_quarters_in_order() {
    let html = html(&Built::new(SMALL), "competitions/index.html");
    let line = between(&html, "class=\"timeline\"", "</section>");
    let years: Vec<&str> = line.split("<h3").skip(1).map(|rest| between(rest, ">", "<")).collect();
    let quarters: Vec<&str> = line.split("<h4>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(years, ["2026年", "2025年"]);
    assert_eq!(quarters, ["第一季度", "第二季度", "第四季度"]);
    assert!(line.contains("月坪乡</a>"));
}

#[test]
fn the_years_of_the_table_stand_below_its_heading() {
    let html = html(&Built::new(SMALL), "competitions/index.html");
    let levels = html.split("<h").skip(1).filter_map(|rest| rest.chars().next().filter(char::is_ascii_digit));
    let levels: String = levels.filter(|level| matches!(level, '1'..='3')).collect();
    assert_eq!(levels, "12332332");
}

#[test]
fn of_topics_that_sound_alike_the_older_keeps_its_address() {
    let text = SMALL.replace("theme: 强产业", "theme: 医师医益").replace("theme: 善治理", "theme: 一事一议");
    let built = Built::new(&text);
    assert!(html(&built, "topics/yi-shi-yi-yi.html").contains("<h1>医师医益</h1>"));
    assert!(html(&built, "topics/yi-shi-yi-yi-2.html").contains("<h1>一事一议</h1>"));
}

#[test]
fn a_topic_lists_all_that_answered_it() {
    let built = Built::new(&SMALL.replace("title: 丁案例", "title: 丁案例\ntrack: 自选动作\ntheme: 自选题"));
    let listed = |topic: &str| {
        let html = html(&built, &format!("topics/{topic}.html"));
        let total = between(&html, "<h2 id=\"cases\">", "</h2>").to_owned();
        (attributes(&html, "data-case").join(" "), total)
    };
    let total = |number: usize| format!("案例 <span class=\"count\">{number} 件</span>");
    assert_eq!(listed("qiang-chan-ye"), ("a b".to_owned(), total(2)), "a's other entry had the better result");
    assert_eq!(listed("shan-zhi-li"), ("a c d".to_owned(), total(3)));
    assert_eq!(listed("zi-xuan-ti"), ("d".to_owned(), total(1)));
}

#[test]
fn neighbours_are_named_by_what_they_are() {
    let built = Built::new(SMALL);
    for (route, label) in [("cases/c.html", "上一件、下一件"), ("competitions/2026q1.html", "上一场、下一场")]
    {
        assert!(html(&built, route).contains(&format!("<nav class=\"beside\" aria-label=\"{label}\">")), "{route}");
    }
}

#[test]
fn a_quarter_tells_how_far_it_is() {
    let page = html(&Built::new(SMALL), "competitions/index.html");
    let states: Vec<String> = page
        .split("<h4>")
        .skip(1)
        .map(|rest| {
            let quarter = rest.split("</li>").next().unwrap_or_default();
            let of_quarter =
                ["结果已公布", "进行中", "没有公布结果"].into_iter().filter(|state| quarter.contains(state));
            of_quarter.collect::<Vec<_>>().join("、")
        })
        .collect();
    assert_eq!(states, ["结果已公布", "没有公布结果", "结果已公布"]);
    let page = html(&Built::new(&SMALL.replace("2026Q2", "2026Q4")), "competitions/index.html");
    assert!(page.contains("<p class=\"meta\">进行中</p>"));
}

#[test]
fn older_years_are_folded() {
    let mut text = SMALL.to_owned();
    for year in 2007..2025 {
        write!(text, "-- content/competitions/{year}Q1.md --\n---\nid: {year}Q1\ntitle: 比武{year}\n---\n")
            .expect("to memory");
    }
    let html = html(&Built::new(&text), "competitions/index.html");
    let line = between(&html, "class=\"timeline\"", "</section>");
    assert_eq!(line.matches("<details class=\"time-year\"").count(), 20);
    assert_eq!(line.matches("<details class=\"time-year\" open>").count(), 3);
}

#[test]
fn townships_villages_results_and_written_pages_lead_to_their_neighbours() {
    let built = Built::new(SMALL);
    let on = |route: &str| html(&built, route);
    assert_eq!(beside(&on("units/hu-dong-jie-dao.html")), ["", "../units/yue-ping-xiang.html"]);
    let village = on("units/hu-dong-jie-dao/liu-di-she-qu.html");
    let expected = ["qing-he-she-qu", "wang-hu-she-qu"].map(|slug| format!("../../units/hu-dong-jie-dao/{slug}.html"));
    assert_eq!(beside(&village), expected);
    assert_eq!(beside(&on("results/city-model.html")), ["", "../results/recommended.html"]);
    assert_eq!(beside(&on("pages/about.html")), ["", "../pages/contact.html"]);
}

#[test]
fn a_village_shows_what_its_cases_brought_each_year() {
    let built = Built::new(SMALL);
    let rows = |route: &str| {
        let page = html(&built, route);
        between(&page, "<table class=\"years\">", "</table>").split("<tr>").skip(2).map(words).collect::<Vec<_>>()
    };
    assert_eq!(rows("units/hu-dong-jie-dao/qing-he-she-qu.html"), ["2026年0.511", "2025年0.422"]);
    assert_eq!(rows("units/yue-ping-xiang/yue-ping-cun.html"), ["2026年010"]);
    assert!(rows("units/hu-dong-jie-dao/liu-di-she-qu.html").is_empty());
}

#[test]
fn every_kind_of_page_that_has_siblings_leads_to_those_before_and_after_it() {
    let built = Built::new(SMALL);
    let expected = [
        ("dimensions/industry.html", ["../dimensions/organization.html", "../dimensions/environment.html"]),
        ("topics/shan-zhi-li.html", ["../topics/qiang-chan-ye.html", ""]),
        ("years/2026.html", ["../years/2025.html", ""]),
        ("competitions/2026q1.html", ["../competitions/2025q4.html", "../competitions/2026q2.html"]),
    ];
    for (route, neighbours) in expected {
        assert_eq!(beside(&html(&built, route)), neighbours, "beside {route}");
    }
}

#[test]
fn townships_that_only_drafts_name_do_not_come_between_neighbours() {
    let (before, rest) = SMALL.split_once("-- content/units.yaml --").expect("units");
    let (_, after) = rest.split_once("-- content/competitions/2025Q4.md --").expect("a contest");
    let unit = |village: &str, unit: &str| (format!("unit: {village}\n"), format!("unit: {unit}\n"));
    let mut text = format!("{before}-- content/competitions/2025Q4.md --{after}");
    for (from, to) in [unit("青禾社区", "湖东街道/青禾社区"), unit("月坪村", "月坪乡/月坪村")] {
        text = text.replace(&from, &to);
    }
    text += "\
-- content/cases/draft.md --
---
title: 草稿
dimension: 乡村产业
unit: 安平镇
competition: 2026Q1
draft: true
---
";
    let built = Built::new(&text);
    let townships: Vec<&str> = built.archive.townships.iter().map(|township| township.name.as_str()).collect();
    assert_eq!(townships, ["月坪乡", "湖东街道"], "by name, without that of the draft");
    assert_eq!(beside(&html(&built, "units/yue-ping-xiang.html")), ["", "../units/hu-dong-jie-dao.html"]);
    assert_eq!(beside(&html(&built, "units/hu-dong-jie-dao.html")), ["../units/yue-ping-xiang.html", ""]);
    for page in &built.pages {
        let own = page.route.as_str();
        assert!(!beside(&html(&built, own)).iter().any(|link| link.ends_with(own)), "{own} is its own neighbour");
    }
}

#[test]
fn every_page_but_home_says_where_it_is_and_ends_in_itself() {
    let built = Built::new(SMALL);
    assert_eq!(built.problems, [""; 0]);
    for page in built.pages.iter().filter(|page| page.template != "moved.html") {
        let html = html(&built, page.route.as_str());
        let crumbs = between(&html, "<nav class=\"crumbs\"", "</nav>");
        if page.route.as_str() == "index.html" {
            assert_eq!(crumbs, "");
            continue;
        }
        assert_eq!(attributes(crumbs, "aria-current"), ["page"], "on {}", page.route);
        let own = format!("<span>{}</span>", page.head.title);
        assert!(crumbs.contains(&own), "the last step on {} is not itself: {crumbs}", page.route);
    }
    let steps = |route: &str| -> Vec<String> {
        let html = html(&built, route);
        let steps = attributes(between(&html, "<nav class=\"crumbs\"", "</nav>"), "href");
        steps.into_iter().map(|step| step.trim_start_matches("../").to_owned()).collect()
    };
    let village = steps("units/hu-dong-jie-dao/qing-he-she-qu.html");
    assert_eq!(village, ["index.html", "cases/index.html", "units/hu-dong-jie-dao.html"]);
    assert_eq!(steps("competitions/2026q1.html"), ["index.html", "competitions/index.html", "years/2026.html"]);
    assert_eq!(steps("years/2026.html"), ["index.html", "competitions/index.html"]);
}

#[test]
fn a_page_of_a_list_changed_when_its_own_cases_did() {
    let mut text = SMALL.to_owned();
    for number in 0..205 {
        let date = if number < 200 { "2026-05-01" } else { "2026-04-12" };
        let header = format!("dimension: 乡风文化\nunit: 柳堤社区\ncompetition: 2026Q1\ndate: {date}");
        write!(text, "-- content/cases/n{number:03}.md --\n---\ntitle: 案例{number}\n{header}\n---\n")
            .expect("to memory");
    }
    let built = Built::new(&text);
    let unit = "units/hu-dong-jie-dao";
    for second in [format!("{unit}/page-2.html"), format!("{unit}/liu-di-she-qu/page-2.html")] {
        let days = [second.replace("/page-2", ""), second].map(|route| built.page(&route).last_modified);
        assert_eq!(days, [jiff::civil::date(2026, 5, 1), jiff::civil::date(2026, 4, 12)].map(Some));
    }
}

#[test]
fn an_account_has_one_heading() {
    for body in ["现场会开得热烈。", "## 比武纪实\n\n现场会开得热烈。"] {
        let built = Built::new(&format!(
            "{SMALL}-- content/competitions/2027Q1.md --\n---\nid: 2027Q1\ntitle: 新\npublished: 2026-12-30\n---\n{body}\n"
        ));
        let page = html(&built, "competitions/2027q1.html");
        assert_eq!(page.matches(">比武纪实<").count(), 1, "{body}");
    }
}

#[test]
fn a_case_stands_beside_those_of_the_districts_contest() {
    let case = |slug: &str, lines: &str| {
        format!("-- content/cases/z-{slug}.md --\n---\ntitle: 新{slug}\ndimension: 其他\nunit: 月坪村\n{lines}\n---\n")
    };
    let contests = "-- content/competitions/2026Q3.md --\n---\ntitle: 第三季度\npublished: 2026-10-10\n---\n\
                    -- content/competitions/2026Q3-月坪乡.md --\n---\ntitle: 月坪的第三季度\n---\n";
    let both = "entries: [{competition: 2026Q3-月坪乡, result: 推荐市级}, {competition: 2026Q3}]";
    let cases = case("one", "competition: 2026Q3\nresult: 观摩点") + &case("two", both);
    let built = Built::new(&format!("{SMALL}{contests}{cases}"));
    assert_eq!(beside(&html(&built, "cases/z-two.html")), ["../cases/z-one.html", ""]);
}
