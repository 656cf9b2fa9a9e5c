//! Rows 49–51: `site.yaml` and `units.yaml`.

use crate::support::{Archive, expect, expect_none};

fn with(yaml: &str) -> Archive {
    Archive::valid().with_bytes("content/site.yaml", format!("name: 擂台\ndistrict: 某区\n{yaml}\n").as_bytes())
}

#[track_caller]
fn line(yaml: &str, column: usize, code: &str, words: &str) {
    expect(&with(yaml), &[&format!("content/site.yaml:3:{column} {code}")], &[words]);
}

#[test]
fn settings_that_are_missing_or_no_settings_are_refused() {
    expect(&Archive::valid().without("content/site.yaml"), &["content/site.yaml:1:1 LT301"], &["leitai init"]);
    for (text, code) in
        [("", "1:1 LT301"), ("district: x\n", "1:1 LT301"), ("- a\n", "1:1 LT214"), ("你好", "1:1 LT214")]
    {
        let archive = Archive::valid().with_bytes("content/site.yaml", text.as_bytes());
        expect(&archive, &[&format!("content/site.yaml:{code}")], &[]);
    }
}

#[test]
fn the_form_of_settings_is_checked_as_that_of_cases() {
    line("organization: \"x", 15, "LT205", "「\"」");
    line("organization：x", 13, "LT208", "organization: x");
    line("name: x", 1, "LT207", "第一次在第 1 行");
    line("站名: x", 1, "LT207", "「站名」和第 1 行的「name」是同一项");
    line("\torganization: x", 1, "LT206", "空格");
}

#[test]
fn an_unknown_setting_names_the_nearest() {
    line("organisation: x", 1, "LT302", "是不是想写「organization」？");
    line("baseurl: https://x.cn/", 1, "LT302", "是不是想写「base_url」？");
    line("主办: x", 1, "LT302", "是不是想写「主办单位」？");
    line("footer: {polices: x}", 10, "LT302", "是不是想写「police」？");
    line("policy: {samecase: year}", 10, "LT302", "是不是想写「same_case」？");
}

#[test]
fn a_base_url_that_is_no_address_of_a_folder_is_refused_at_its_value() {
    for url in [
        "example.gov.cn",
        "https://",
        "http:/x",
        "ftp://x/",
        "https://例子.cn/",
        "https://x/?a=1",
        "https://x/#a",
        "https://x y/",
        "javascript:alert(1)",
        "https://x/../y",
        "//x/",
        "https://x:99999/",
        "https://user@x/",
        "https：//x/",
        "123",
        "/leitai/",
        "https://-x/",
        "https://[::1]/",
        "https://x/%2e%2e/",
        "https://x.gov.cn/中文/",
        "https://x\\y/",
    ] {
        line(&format!("base_url: {url}"), 11, "LT309", "例如 https://www.example.gov.cn/leitai/");
    }
    for url in ["https://x.gov.cn", "http://10.0.0.1:8080/leitai/", "https://x.gov.cn/a-b_c/"] {
        expect_none(&with(&format!("base_url: {url}")));
    }
}

#[test]
fn settings_outside_their_lists_are_shown_at_their_values() {
    line("theme: nope", 8, "LT603", "没有「nope」这个外观");
    line("raw_html: unsafe", 11, "LT304", "可以写：text");
    line("search: maybe", 9, "LT304", "true");
    line("policy: {same_case: month}", 21, "LT304", "可以写：year");
    line("dimensions: [{name: 乡村治理, slug: A}]", 33, "LT307", "小写字母");
    line("dimensions: [{name: 乡村治理}, {name: 乡村治理}]", 35, "LT207", "写了两次");
    line("dimensions: [乡村治理]", 14, "LT303", "name: 乡村产业");
    line("limits: {tags: -1}", 16, "LT306", "1、2、3");
    line("limits: [200]", 9, "LT303", "limits: {tags: 300}");
    line("results: [{name: 观摩点, bonus: 零点二}]", 30, "LT306", "阿拉伯数字");
    line("results: [{name: 观摩点, implies: 别的}]", 32, "LT405", "可以写：观摩点");
    line("platforms: [{id: x, name: 甲, kind: wexin}]", 36, "LT304", "wechat");
    line("gov: {SiteIDCode: [a]}", 19, "LT303", "文字");
    line("gov: {SiteName: 甲}", 7, "LT301", "SiteIDCode");
    line("gov: {SiteIDCode: 1, SiteDomain: x.gov.cn, Url: https://x.gov.cn/}", 44, "LT302", "「Url」每页各不相同");
    line("gov: {SiteIDCode: 1}", 7, "LT315 note", "base_url");
}

#[test]
fn results_that_imply_each_other_are_named() {
    let of = |implied: [&str; 3]| {
        let [first, second, third] = implied;
        format!(
            "results:\n  - {{name: 观摩点, bonus: 0.2, implies: [{first}]}}\n  - {{name: 乙, implies: [{second}]}}\n  \
             - {{name: 丙, implies: [{third}]}}"
        )
    };
    let found = |implied, place: &str, words: &str| {
        expect(&with(&of(implied)), &[&format!("content/site.yaml:{place} LT430")], &[words]);
    };
    found(["乙", "丙", "观摩点"], "6:25", "绕成了一圈：观摩点 → 乙 → 丙 → 观摩点");
    found(["乙", "丙", "乙"], "6:25", "绕成了一圈：乙 → 丙 → 乙");
    found(["", "", "观摩点, 丙"], "6:30", "「丙」包含了它自己");
    expect_none(&with(&of(["乙, 丙", "丙", ""])));
}

#[test]
fn an_unknown_theme_is_shown_where_it_is_written_in_either_language() {
    line("外观: nope", 5, "LT603", "没有「nope」这个外观");
    line("theme: \"nope\"", 8, "LT603", "没有「nope」这个外观");
}

#[test]
fn the_first_day_of_a_platform_is_written_as_every_day() {
    let since = |day: &str| format!("platforms: [{{id: x, name: 甲, kind: desk, select: {{since: {day}}}}}]");
    for day in ["2026Q1", "2026-01-01"] {
        expect_none(&with(&since(day)));
    }
    for day in ["20260101", "2026-1-1", "2026-01-01T08:00"] {
        line(&since(day), 58, "LT305", "请改成 2026-01-01");
    }
    line("platforms: [{id: x, name: 甲, kind: desk, select: {result: 关摩点}}]", 59, "LT405", "是不是「观摩点」？");
}

/// Settings of their own, a slip apart, and a case that depends on each of them.
fn custom(slip: &str) -> Archive {
    let rules = "dimensions: [{name: 湖泊保护, slug: lake}]\nresults: [{name: 一等奖, slug: first, bonus: 3}]\n\
                 sections: [经过]\nlimits: {tags: 250, nesting: 100}\n";
    let tags = (0..230).map(|number| format!("甲{number}")).collect::<Vec<_>>().join(", ");
    let yaml = format!(
        "title: 甲\nunit: 云岭镇\ndimension: 湖泊保护\ncompetition: 2026Q3\nresult: 一等奖\nbonus: 3\ntags: [{tags}]"
    );
    with(&format!("{rules}{slip}"))
        .with_front_matter(&yaml)
        .replacing("content/cases/a.md", "## 工作亮点", "## 经过")
        .with_markdown(&format!("{}深", "> ".repeat(80)))
}

#[test]
fn a_slip_in_the_settings_is_not_blamed_on_the_cases() {
    expect_none(&custom(""));
    for (slip, fault) in
        [("organization：x", "7:13 LT208"), ("dimension: x", "7:1 LT302"), ("policy: {same_case: month}", "7:21 LT304")]
    {
        expect(&custom(slip), &[&format!("content/site.yaml:{fault}")], &[]);
    }
    for (from, to, fault) in [
        ("dimensions:", "dimensons:", "3:1 LT302"),
        ("results: [", "results: [甲, ", "4:11 LT303"),
        ("tags: 250", "tags: 二百五", "6:16 LT306"),
        ("sections: [经过]", "sections: {经过: 1}", "5:11 LT303"),
    ] {
        expect(&custom("").replacing("content/site.yaml", from, to), &[&format!("content/site.yaml:{fault}")], &[]);
    }
}

#[test]
fn settings_in_no_known_encoding_are_reported_as_that_alone() {
    let archive = custom("").with_bytes("content/site.yaml", b"name: \xff\xff\n");
    expect(&archive, &["content/site.yaml:1:7 LT101"], &[]);
}

#[test]
fn a_slip_in_other_settings_leaves_the_cases_checked() {
    let archive = with("base_url: x").replacing("content/cases/a.md", "观摩点", "观摩典");
    expect(&archive, &["content/cases/a.md:6:9 LT405", "content/site.yaml:3:11 LT309"], &[]);
}

#[test]
fn units_are_written_once_and_as_lists() {
    let units = |text: &str| Archive::valid().with_bytes("content/units.yaml", text.as_bytes());
    let twice = units("湖东街道: [青禾社区, 青禾社区]\n湖东街道: [上云村]\n");
    expect(&twice, &["content/units.yaml:1:14 LT207", "content/units.yaml:2:1 LT207"], &["请并成一处"]);
    expect(&units("- 湖东街道\n"), &["content/units.yaml:1:1 LT214"], &[]);
    let slug = units("湖东街道: {slug: ../x, villages: [青禾社区]}\n");
    expect(&slug, &["content/units.yaml:1:14 LT307"], &["小写字母"]);
    expect_none(&Archive::valid().without("content/units.yaml"));
}
