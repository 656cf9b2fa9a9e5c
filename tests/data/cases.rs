//! `data/cases.json`.

use crate::{SMALL, archive, text};

const EXPECTED: &str = r#"[
{"title":"网格里的“红色管家”","theme":"治理有方","dimension":["乡村治理","组织建设"],"competition":"2026Q3","result":["推荐市级","观摩点"],"bonus":"0.5","rank":1,"award":"一等奖","entries":[{"competition":"2026Q2-湖东街道","quarter":"2026Q2","level":"乡镇级","theme":"网格里的服务","result":"交流经验","bonus":"0","rank":1,"tie":false,"award":"擂主","track":null,"format":null},{"competition":"2026Q3","quarter":"2026Q3","level":"区级","theme":"治理有方","result":["推荐市级","观摩点"],"bonus":"0.5","rank":1,"tie":true,"award":"一等奖","track":"规定动作","format":["实地观摩","经验交流"]}],"unit":{"township":"湖东街道","village":"青禾社区"},"presenter":{"name":"张三","role":"驻村第一书记"},"track":"规定动作","format":["实地观摩","经验交流"],"date":"2026-09-03","expires":"2030-01-01","summary":"居民的事，网格里办。","cover":"cases/qing-he/img.png","tags":["网格","红色管家"],"honors":["云岭好书记候选"],"funding":"12.5","site_type":"治理有效村","source":"湖东街道","author":"李四","slug":"qing-he","aliases":["old/qing-he.html","cases/guan-jia.html"],"extra":{"视频":["a","b"],"line":"a\u2028b"},"url":"cases/qing-he.html","quarter":"2026Q3","level":"区级","year_bonus":{"2026":"0.5"}},
{"title":"=1+1","theme":"治理有方","dimension":"其他","competition":"2026Q3","result":"观摩点","bonus":"0.2","rank":1,"award":null,"entries":[{"competition":"2026Q3","quarter":"2026Q3","level":"区级","theme":"治理有方","result":"观摩点","bonus":"0.2","rank":1,"tie":true,"award":null,"track":null,"format":null}],"unit":{"township":"山前镇","village":null},"presenter":null,"track":null,"format":null,"date":"2026-09-01","expires":null,"summary":null,"cover":null,"tags":[],"honors":[],"funding":null,"site_type":null,"source":null,"author":null,"slug":"shi-qiao","aliases":[],"extra":{},"url":"cases/shi-qiao.html","quarter":"2026Q3","level":"区级","year_bonus":{"2026":"0.2"}},
{"slug":"gone","title":"撤下的案例","withdrawn":{"date":"2026-10-01","reason":"内容有误，正在核实"}}
]
"#;

#[test]
fn a_case_is_a_line_with_every_key_resolved() {
    assert_eq!(text(&archive(SMALL), "cases.json"), EXPECTED);
}

#[test]
fn an_archive_without_cases_has_an_empty_list() {
    assert_eq!(text(&archive("-- content/site.yaml --\nname: 擂台\n"), "cases.json"), "[]\n");
}

#[test]
fn a_case_of_a_township_contest_alone_has_no_year() {
    let files = "\
-- content/site.yaml --
name: 擂台
-- content/competitions/2026Q2-湖东街道.md --
---
published: 2026-04-20
---
-- content/cases/a.md --
---
title: 一
dimension: 其他
competition: 2026Q2-湖东街道
unit: 湖东街道
result: 观摩点
---
";
    let json = text(&archive(files), "cases.json");
    assert!(json.contains(r#""result":"观摩点","bonus":"0","#), "{json}");
    assert!(json.contains(r#""quarter":"2026Q2","level":"乡镇级","year_bonus":{}}"#), "{json}");
}
