//! Ways through the archive: conditions on listings, the line of time, neighbours, the page of the data.

mod inline_archive;

#[path = "browse/contest.rs"]
mod contest;
#[path = "browse/data_page.rs"]
mod data_page;
#[path = "browse/expired.rs"]
mod expired;
#[path = "browse/facets.rs"]
mod facets;
#[path = "browse/home.rs"]
mod home;
#[path = "browse/pending.rs"]
mod pending;
#[path = "browse/running.rs"]
mod running;
#[path = "browse/ways.rs"]
mod ways;

use std::collections::BTreeMap;

use inline_archive::Built;

/// Two townships, two quarters, five cases; one of them was entered twice.
const SMALL: &str = "\
-- content/site.yaml --
name: 甲区擂台
organization: 甲区委组织部
-- content/units.yaml --
湖东街道: [青禾社区, 柳堤社区, 望湖社区]
月坪乡: [月坪村]
-- content/competitions/2025Q4.md --
---
id: 2025Q4
title: 去年第四季度
theme: 强产业
published: 2026-01-10
---
-- content/competitions/2026Q1.md --
---
id: 2026Q1
title: 第一季度
theme: 善治理
published: 2026-04-10
---
-- content/competitions/2026Q2.md --
---
id: 2026Q2
title: 第二季度
---
-- content/competitions/2026Q1-月坪乡.md --
---
id: 2026Q1-月坪乡
title: 乡级比武
---
-- content/cases/a.md --
---
title: 甲案例
dimension: [乡村产业, 组织建设]
unit: 青禾社区
entries:
  - {competition: 2025Q4, result: 交流经验}
  - {competition: 2026Q1, result: 市级典型案例}
---
-- content/cases/b.md --
---
title: 乙案例
dimension: 乡村产业
unit: 青禾社区
competition: 2025Q4
result: 观摩点
---
-- content/cases/c.md --
---
title: 丙案例
dimension: 乡村治理
unit: 湖东街道
competition: 2026Q1
result: 观摩点
---
-- content/cases/d.md --
---
title: 丁案例
dimension: 乡村产业
unit: 月坪村
competition: 2026Q1
---
-- content/cases/e.md --
---
title: 戊案例
dimension: 乡村产业
unit: 月坪村
competition: 2026Q1-月坪乡
result: 观摩点
---
-- content/pages/about.md --
---
title: 关于
---
-- content/pages/contact.md --
---
title: 联系
---
";

fn html(built: &Built, route: &str) -> String {
    built.html(route).expect("the default theme renders")
}

/// What stands between the tags.
fn words(html: &str) -> String {
    html.split('>').skip(1).filter_map(|part| part.split('<').next()).map(str::trim).collect()
}

/// The values of an attribute, in order.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let mark = format!(" {name}=\"");
    html.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What stands between two marks, the first time; empty where it does not.
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    html.split_once(start).map_or("", |(_, rest)| rest.split_once(end).map_or(rest, |(inside, _)| inside))
}

/// A condition: where it leads, the cases behind it where they are counted, those that are in the list too.
type Condition = (String, Option<usize>, usize);

/// The conditions of a page, by field and value.
fn conditions(html: &str) -> BTreeMap<(String, String), Condition> {
    let list = between(html, "<nav class=\"facets\"", "</nav>");
    let condition = |link: &str| {
        let link = format!(" href=\"{link}");
        let one = |name: &str| attributes(&link, name).first().copied().unwrap_or_default().to_owned();
        let count = between(&link, "class=\"count\">", "<").parse().ok();
        ((one("data-by"), one("data-is")), (one("href"), count, one("data-within").parse().expect("a number")))
    };
    list.split("<a href=\"").skip(1).map(condition).collect()
}
