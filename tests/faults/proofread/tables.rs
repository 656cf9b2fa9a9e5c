//! Private data in tables, which only the headings of their columns tell.

use super::super::support::{Archive, expect, expect_none};

/// The case with a link to this file.
fn with_file(name: &str, bytes: &[u8]) -> Archive {
    Archive::valid().with_markdown(&format!("[名单]({name})")).with_bytes(&format!("content/cases/{name}"), bytes)
}

#[test]
fn a_cell_is_read_with_the_heading_of_its_column() {
    let table = "青禾村名册,,,\n姓名,\"家庭\n住址\",银行卡号（农商行）,身 份 证 号\n\
        张三,湖东街道青禾路12号,4367421234567890129,编号130503670401001\n李四,\"青禾路15号,后门\",370246000000001,\n王五,青禾社区3组,无,\n";
    let places = [
        "content/cases/名单.csv:4:4 LT905 warning",
        "content/cases/名单.csv:4:15 LT903 warning",
        "content/cases/名单.csv:4:37 LT901 warning",
        "content/cases/名单.csv:5:5 LT905 warning",
        "content/cases/名单.csv:5:16 LT903 warning",
    ];
    expect(&with_file("名单.csv", table.as_bytes()), &places, &[]);
    let form = "住址,湖东街道青禾路12号,手机,13800 138000\n";
    let places = ["content/cases/表.csv:1:4 LT905 warning", "content/cases/表.csv:1:18 LT902 warning"];
    expect(&with_file("表.csv", form.as_bytes()), &places, &[]);
    let json = "[{\"住址\": \"青禾路12号\", \"卡号\": \"4367421234567890129\"}]";
    let places = ["content/cases/表.json:1:10 LT905 warning", "content/cases/表.json:1:26 LT903 warning"];
    expect(&with_file("表.json", json.as_bytes()), &places, &[]);
    let tabs = "姓名\t地址\t年龄\n张三\t湖东街道青禾路12号\t34\n服务站\t地址\t人数\n青禾\t青禾路12号\t3\n";
    expect(&with_file("表.txt", tabs.as_bytes()), &["content/cases/表.txt:2:4 LT905 warning"], &[]);
}

#[test]
fn a_table_of_an_article_is_read_so_and_each_home_told_of_once() {
    let table = "| 姓名 | 家庭住址 | 卡号 |\n| --- | --- | --- |\n| 张三 | 青禾路12号 | 4367421234567890129 |\n\n\
        | 家庭住址 | 青禾路15号 |\n| --- | --- |\n| 年龄 | 34 |";
    let places =
        ["25:8 LT905", "25:17 LT903", "27:10 LT905"].map(|place| format!("content/cases/a.md:{place} warning"));
    expect(&Archive::valid().with_markdown(table), &places.each_ref().map(String::as_str), &[]);
}

#[test]
fn columns_of_offices_and_things_are_none_of_people() {
    for table in [
        "| 站点 | 地址 | 联系方式 |\n| --- | --- | --- |\n| 青禾驿站 | 青禾路12号 | 0871-63138000 |",
        "| 设备卡号 | 电卡号 | 单位住址 |\n| --- | --- | --- |\n| 370246000000001 | 370246000000001 | 青禾路12号 |",
        "| 姓名 | 家庭住址 | 年龄 |\n| --- | --- | --- |\n| 张** | 青禾社区3组 | 61 |",
        "| 项目 | 居住地 | 户数 |\n| --- | --- | ---: |\n| 改造 | 12号地块 | 12 |",
        "| 姓名 | 住址 |\n| --- | --- |\n| 张** | 青禾村 |\n\n| 序号 | 驿站 |\n| --- | --- |\n| 1 | 青禾路12号 |",
    ] {
        expect_none(&Archive::valid().with_markdown(table));
    }
}

#[test]
fn a_text_in_utf_16_without_its_mark_is_read() {
    let text = "姓名,住址\n张三,湖东街道青禾路12号\n李四,13800138000\n";
    let places = ["content/cases/表.csv:2:4 LT905 warning", "content/cases/表.csv:3:4 LT902 warning"];
    let units: Vec<u16> = text.encode_utf16().collect();
    for bytes in [u16::to_le_bytes, u16::to_be_bytes].map(|write| units.iter().flat_map(|unit| write(*unit)).collect())
    {
        let bytes: Vec<u8> = bytes;
        expect(&with_file("表.csv", &bytes), &places, &[]);
    }
}
