//! D8 and row 72: score sheets.

use encoding_rs::GBK;

use crate::support::{Archive, SECTIONS, expect, expect_none};

const SHEET: &str = "content/competitions/s.csv";
const HEADER: &str = "案例,备注,区委组织部,区农业农村局\n";

fn of(bytes: &[u8]) -> Archive {
    Archive::valid().with_competition_lines("scores: s.csv").with_bytes(SHEET, bytes)
}

fn rows(rows: &str) -> Archive {
    of(format!("{HEADER}{rows}").as_bytes())
}

#[track_caller]
fn fault(text: &str, place: &str, words: &str) {
    expect(&of(text.as_bytes()), &[&format!("{SHEET}:{place}")], &[words]);
}

#[track_caller]
fn row_fault(text: &str, place: &str, words: &str) {
    fault(&format!("{HEADER}{text}"), place, words);
}

#[test]
fn a_sheet_as_excel_saves_it_is_read() {
    for text in [
        "a,湖东街道,92.5,90\n",
        "a,湖东街道,92.5,90",
        "\"a\",\"湖东,街道\",\"92.5\",\"90\"\n",
        "\n,,,\na,,92.5,90\n,,,\n\n",
        "议事亭里解难题,,100,0\n",
        " a , , 92.5 ,90\r\n",
    ] {
        expect_none(&rows(text));
        expect_none(&of(format!("\u{feff}{HEADER}{text}").as_bytes()));
    }
    let (gbk, ..) = GBK.encode("案例,单位,区委组织部\na,湖东街道,90\n");
    expect(&of(&gbk), &["content/competitions/s.csv:1:1 LT102 warning"], &[]);
}

#[test]
fn quotation_marks_inside_a_cell_are_text() {
    for note in ["管径5\" 的", "5\"", " \"甲\"", "\"甲\"乙", "\"甲\"\"乙\"", "\"\"", "a\"\"b"] {
        expect_none(&rows(&format!("a,{note},90,91\n")));
        row_fault(&format!("a,{note},90,101\n"), &format!("2:{} LT413", note.chars().count() + 7), "101");
    }
}

#[test]
fn a_cell_that_is_no_score_is_shown_at_the_cell() {
    row_fault("a,x,101,90\n", "2:5 LT413", "区委组织部给「a」的 101 分超过满分 100");
    for cell in ["-1", "缺席", "９０", "90分", "=1+1", "1e1", "九十"] {
        row_fault(&format!("a,x,{cell},90\n"), "2:5 LT413", &format!("「{cell}」不是分数"));
    }
    for cell in ["99.99999999", "00000000000090"] {
        row_fault(&format!("a,x,{cell},90\n"), "2:5 LT413", &format!("区委组织部给「a」的「{cell}」位数太多"));
    }
    row_fault("a,x,,90\n", "2:5 LT415", "区委组织部没有给「a」打分");
    row_fault("a,x,９０．５,90\n", "2:5 LT413", "请改成半角的 90.5");
    row_fault("\"a\",\"湖东\n街道\",\"92.5\",\"101\"\n", "3:13 LT413", "区农业农村局");
    row_fault("\n,,,\na,x,92.5,101\n", "4:10 LT413", "101");
    let forty =
        rows("a,x,41,30\n").with_competition_lines("criteria: [{name: 甲, points: 20}, {name: 乙, points: 20}]");
    let sum = "content/competitions/2026Q3.md:10:13 LT429 warning";
    expect(&forty, &[sum, "content/competitions/s.csv:2:5 LT413"], &["超过满分 40", "加起来是 40 分"]);
}

#[test]
fn every_row_of_another_length_is_shown_alone() {
    expect(&rows("a,x,90\nb,x\n"), &[&format!("{SHEET}:2:1 LT414"), &format!("{SHEET}:3:1 LT414")], &["这一行有 3 格"]);
    row_fault("a,x,90,90,90\n", "2:1 LT414", "这一行有 5 格，表头有 4 格");
}

#[test]
fn a_quotation_mark_without_its_second_one_is_shown_where_it_is() {
    for (sheet, column) in [
        ("a,\"x,90,90\n", 3),
        ("a,x,90,\"90", 8),
        ("a,\"x,90,90\nzz,x,90,90\n", 3),
        ("\"a,x,90,90\nzz,\"x\",90,90\n", 1),
        ("a,\"x,90,90\nzz,\"x,90,90\n", 3),
        ("a,\"x,90,90\nzz,x\",90,90\n", 3),
    ] {
        let run = rows(sheet).check();
        assert_eq!(run.lines()[0], format!("{SHEET}:2:{column} LT414 error"), "{sheet:?}");
        assert!(run.words("LT414").contains("引号没有配对"), "{sheet:?}");
        // Reading goes on at the next line; no row is missing where one could not be read.
        assert!(run.lines()[1..].iter().all(|line| line.contains(":3:")), "{:?}", run.lines());
    }
    fault("案例,\"单位,甲\na,x,90\n", "1:4 LT414", "请补上这一格末尾的引号");
}

#[test]
fn bars_of_a_pasted_table_are_shown_and_invisible_blanks_left_out() {
    row_fault("| a,x,90,90\n", "2:1 LT414", "请删去竖线，只留「a」");
    row_fault("a,x,90,91 |\n", "2:8 LT414", "带着竖线：「91 |」");
    row_fault("a,|,90,91\n", "2:3 LT414", "请删去竖线");
    fault("|案例,甲\na,90\n", "1:1 LT414", "只留「案例」");
    expect_none(&rows("\u{200b}a\u{a0},x, 90,\u{3000}91\n"));
    row_fault("a,x, 101,90\n", "2:6 LT413", "101");
}

#[test]
fn a_header_without_its_columns_is_refused() {
    fault("名称,甲\na,90\n", "1:1 LT415", "缺少「案例」一列");
    fault("", "1:1 LT415", "第一行写表头");
    fault("案例,单位\na,x\n", "1:1 LT415", "没有评委的列");
    fault("案例,单位,,乙\na,,90,90\n", "1:7 LT415", "请在表头里补上评委的名字");
    fault("案例,甲,甲\na,90,90\n", "1:6 LT423", "评委「甲」有两列");
    for separator in ["，", ";", "\t", " | "] {
        fault(&format!("案例{separator}甲\na{separator}90\n"), "1:1 LT415", "各列之间要用半角逗号");
    }
}

#[test]
fn rows_and_entries_must_be_the_same_cases() {
    row_fault("a,x,90,90\nzz,x,90,90\n", "3:1 LT417", "没有「zz」这个案例");
    row_fault("a,x,90,90\na,x,91,90\n", "3:1 LT423", "有两行");
    row_fault("a,x,90,90\n,x,90,90\n", "3:1 LT414", "没有写是哪个案例");
    let run = rows("").check();
    assert_eq!(run.lines(), ["content/competitions/s.csv:1:1 LT416 error"]);
    assert_eq!(run.related("LT416"), ["content/cases/a.md:1:1"]);
    let other = rows("a,x,90,90\nb,x,90,90\n").with(&format!(
        "-- content/competitions/2026Q2.md --\n---\npublished: 2026-06-30\n---\n\
        -- content/cases/b.md --\n---\ntitle: 乙\nunit: 云岭镇\ndimension: 其他\ncompetition: 2026Q2\n---\n\
         {SECTIONS}"
    ));
    expect(&other, &["content/competitions/s.csv:3:1 LT417"], &["案例「b」没有参加 2026Q3"]);
}

#[test]
fn the_unit_of_a_row_is_that_of_its_case() {
    let of_unit = |unit: &str| of(format!("案例,甲,单位\na,90,{unit}\n").as_bytes());
    for unit in [
        "",
        "湖东街道/青禾社区",
        "湖东街道 青禾社区",
        "湖东街道—青禾社区",
        "青禾社区",
        "青禾",
        "湖东街道",
        "湖东",
        "湖东街道党工委",
        "青禾社区党总支",
        "湖东街道青禾村",
    ] {
        expect_none(&of_unit(unit));
    }
    for unit in ["云岭镇", "湖东街道/柳溪村", "云岭镇/青禾社区", "柳溪村", "湖东街道/新村", "湖西街道", "x"]
    {
        let words = [format!("「{unit}」"), "案例写的是「湖东街道/青禾社区」".into()];
        let words = words.each_ref().map(String::as_str);
        expect(&of_unit(unit), &[&format!("{SHEET}:2:6 LT428 warning")], &words);
        assert_eq!(of_unit(unit).check().related("LT428"), ["content/cases/a.md:3:7"]);
    }
}

#[test]
fn a_sheet_that_is_not_there_or_no_csv_is_shown_where_it_is_named() {
    let named =
        |name: &str| Archive::valid().with_competition_lines(&format!("scores: {name}")).with_bytes(SHEET, b"x");
    let place = "content/competitions/2026Q3.md:10:9";
    for name in ["t.csv", "../../../etc/passwd", "/etc/passwd", "a\\b.csv"] {
        expect(&named(name), &[&format!("{place} LT503")], &["找不到评分表"]);
    }
    expect(&named("S.CSV"), &[&format!("{place} LT504")], &["请改成「s.csv」"]);
    expect(&named("../site.yaml"), &[&format!("{place} LT414")], &["另存为“CSV UTF-8"]);
    let xlsx = named("s.xlsx").with_bytes("content/competitions/s.xlsx", b"PK\x03\x04");
    expect(&xlsx, &[&format!("{place} LT414")], &["不是 CSV 文件"]);
    let xls = of(b"\xd0\xcf\x11\xe0");
    expect(&xls, &["content/competitions/s.csv:1:1 LT101"], &[]);
    #[cfg(unix)]
    expect(&named("s.csv").with_link(SHEET, "/etc/passwd"), &[&format!("{SHEET}:1:1 LT105")], &[]);
}

#[test]
fn a_title_with_a_slip_is_not_said_to_be_missing_too() {
    row_fault("议事停里解难题,x,90,90\n", "2:1 LT417", "最接近的是「议事亭里解难题」");
}
