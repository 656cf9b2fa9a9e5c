//! The CSV files: readable by Excel, and harmless in it.

use std::sync::Arc;

use crate::{SMALL, archive, text};

#[test]
fn a_case_is_a_row() {
    let expected = "\u{feff}标题,网址名,网址,乡镇,村,维度,主题,场次,季度,级别,结果,加分,名次,奖项,申报方式,比武形式,\
                    汇报人,职务,日期,资金补助(万元),示范点,标签,荣誉,来源,作者,摘要,参赛次数\r\n\
                    网格里的“红色管家”,qing-he,cases/qing-he.html,湖东街道,青禾社区,乡村治理、组织建设,治理有方,2026Q3,\
                    2026Q3,区级,推荐市级、观摩点,0.5,1,一等奖,规定动作,实地观摩、经验交流,张三,驻村第一书记,2026-09-03,12.5,\
                    治理有效村,网格、红色管家,云岭好书记候选,湖东街道,李四,居民的事，网格里办。,2\r\n\
                    '=1+1,shi-qiao,cases/shi-qiao.html,山前镇,,其他,治理有方,2026Q3,2026Q3,区级,观摩点,0.2,1,,,,,,\
                    2026-09-01,,,,,,,,1\r\n";
    assert_eq!(text(&archive(SMALL), "cases.csv"), expected);
}

#[test]
fn a_reason_is_a_row_of_the_standing() {
    let expected = "\u{feff}名次,乡镇,总分,案例,网址名,加分,说明\r\n\
                    1,湖东街道,0.5,网格里的“红色管家”,qing-he,0.5,\
                    青禾社区：2026年第三季度区级比武，结果为推荐市级、观摩点，加 0.5 分\r\n\
                    2,山前镇,0.4,'=1+1,shi-qiao,0.2,2026年第三季度区级比武，结果为观摩点，加 0.2 分\r\n\
                    2,山前镇,0.4,已不再公开的案例,,0.2,\
                    已不再公开的案例：2026年第三季度区级比武，结果为交流经验，加 0.2 分\r\n";
    assert_eq!(text(&archive(SMALL), "standing-2026.csv"), expected);
}

#[test]
fn a_cell_that_would_run_gets_an_apostrophe() {
    for start in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u{3000}@", "\u{feff}="] {
        let title = format!("{start}1");
        assert_eq!(title_in_csv(&title), format!("'{title}"), "{start:?}");
    }
}

#[test]
fn a_harmless_cell_stays_as_it_is() {
    for title in ["a=b", "——两个破折号", "“引号”,逗号", "'单引号", "1+1", " 空格", "第一行\n=第二行"]
    {
        assert_eq!(title_in_csv(title), title);
    }
}

/// The first cell of the first row, as a reader of CSV sees it.
fn title_in_csv(title: &str) -> String {
    let mut archive = archive(SMALL);
    Arc::make_mut(&mut archive.cases[0]).title = title.into();
    let table = text(&archive, "cases.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let row = reader.records().next().expect("a row").expect("a sound row");
    row[0].into()
}
