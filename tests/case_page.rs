//! The page of a case: which entries count, how it is cited, what is like it, and its QR code; and what pages say to
//! machines.

#[path = "case_page/anchors.rs"]
mod anchors;
#[path = "case_page/facts.rs"]
mod facts;
mod inline_archive;
#[path = "case_page/machines.rs"]
mod machines;
#[path = "support/mod.rs"]
#[expect(dead_code, reason = "shared with tests/faults, which needs more of it")]
mod support;

use inline_archive::Built;

/// Three cases of one quarter, one of them entered three times; `{site}` is more of the settings.
pub(crate) const ARCHIVE: &str = "\
-- content/site.yaml --
name: 甲区擂台
organization: 甲区委组织部
district: 甲区
{site}
-- content/units.yaml --
湖东街道: [青禾社区, 柳堤社区]
月坪乡: [月坪村]
-- content/competitions/2025Q4.md --
---
id: 2025Q4
title: 第四季度
published: 2026-01-10
---
-- content/competitions/2026Q1.md --
---
id: 2026Q1
title: 第一季度
theme: 强产业
published: 2026-04-10
---
-- content/competitions/hudong.md --
---
id: 2026Q1-湖东街道
title: 街道比武
published: 2026-02-10
---
-- content/competitions/2026Q2.md --
---
id: 2026Q2
title: 第二季度
theme: 多网合一
published: 2026-07-10
---
-- content/cases/a.md --
---
title: 甲{案例}</script><b>&100%_完成~
dimension: 乡村治理
unit: 青禾社区
entries:
  - {competition: 2025Q4, result: 观摩点}
  - {competition: 2026Q1-湖东街道, result: 观摩点}
  - {competition: 2026Q1, result: 交流经验}
  - {competition: 2026Q2, result: 推荐市级, rank: 1, award: 擂主}
tags: [网格, 议事]
source: 湖东街道党工委
author: 周小荞
date: 2026-07-05
summary: 一句“话”
---
-- content/cases/b.md --
---
title: 乙案例
dimension: 乡村产业
unit: 月坪村
competition: 2026Q2
result: 参赛
---
-- content/cases/c.md --
---
title: 丙案例
dimension: 乡村治理
unit: 柳堤社区
competition: 2026Q2
result: 观摩点
tags: [网格]
---
-- content/cases/d.md --
---
title: 丁案例
dimension: 乡村治理
unit: 月坪村
competition: 2026Q2
result: 参赛
---
-- content/cases/e.md --
---
title: 戊案例
dimension: 人居环境
unit: 青禾社区
competition: 2025Q4
result: 参赛
---
";

/// The archive with more settings.
pub(crate) fn built(site: &str) -> Built {
    let built = Built::new(&ARCHIVE.replace("{site}", site));
    assert_eq!(built.problems, [""; 0]);
    built
}

/// The HTML of a page.
pub(crate) fn html(site: &str, route: &str) -> String {
    built(site).html(route).expect("the default theme renders")
}

/// A site with an address.
pub(crate) const ONLINE: &str = "base_url: https://www.example.gov.cn/leitai";
