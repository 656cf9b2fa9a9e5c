//! Rows 14–19: the bytes of files.

use encoding_rs::{BIG5, GB18030, GBK, SHIFT_JIS};

use leitai::model::{Diagnostics, SourcePath};
use leitai::source::decode;

use crate::support::{Archive, expect, expect_none};

const CASE: &str = "content/cases/a.md";

fn text() -> String {
    std::fs::read_to_string(Archive::valid().path(CASE)).unwrap()
}

fn of(bytes: &[u8]) -> Archive {
    Archive::valid().with_bytes(CASE, bytes)
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn gbk_and_utf16_are_read_with_advice_to_convert() {
    let (gbk, ..) = GBK.encode(text().leak());
    let rare = text().replace("议事亭", "议事亭㐀𠀀");
    let (gb18030, ..) = GB18030.encode(&rare);
    let many = "---\ntitle: 㐀𠀀㐁㐂㐃\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\n---\n";
    let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    for bytes in [
        gbk.to_vec(),
        gb18030.to_vec(),
        with_mark(b"\x84\x31\x95\x33", gbk.to_vec()),
        with_mark(b"\xff\xfe", utf16(&text(), u16::to_le_bytes)),
        with_mark(b"\xfe\xff", utf16(&text(), u16::to_be_bytes)),
        utf16(&text(), u16::to_le_bytes),
        utf16(&text(), u16::to_be_bytes),
    ] {
        expect(&of(&bytes), &["content/cases/a.md:1:1 LT102 warning"], &["另存为 UTF-8"]);
    }
    let (many, ..) = GB18030.encode(many);
    let lines = ["content/cases/a.md:1:1 LT102 warning", "content/cases/a.md:7:1 LT507 warning"];
    expect(&of(&many), &lines, &["GB18030"]);
}

#[test]
fn big5_is_read_where_there_is_enough_to_be_sure() {
    let (big5, ..) = BIG5.encode("---\ntitle: 議事亭裡解難題\n---\n\n網格員每週入戶，逐戶登記，把居民的事記下來。\n");
    let run = of(&big5).check();
    assert_eq!(run.lines()[0], "content/cases/a.md:1:1 LT102 warning", "{:#?}", run.diagnostics);
    assert!(run.words("LT102").contains("而是 Big5（繁体中文） 编码"), "{}", run.words("LT102"));
    assert!(run.words("LT301").contains("缺少「"), "{:#?}", run.diagnostics);
}

#[test]
fn line_ends_of_several_kinds_are_told() {
    let mixed = text().replace('\n', "\r\n").replacen("\r\n", "\n", 2);
    let words = ["多数是 CRLF，第 1 行的末尾是 LF", "check --fix"];
    expect(&of(mixed.as_bytes()), &["content/cases/a.md:1:1 LT108 note"], &words);
    let sheet = "案例,单位,\"甲\n局\"\r\na,湖东街道/青禾社区,90\r\n";
    let archive = Archive::valid().with_competition_lines("scores: 评分.csv");
    expect_none(&archive.with_bytes("content/competitions/评分.csv", sheet.as_bytes()));
}

#[test]
fn columns_count_characters_in_every_encoding() {
    let wrong = text().replace("观摩点", "关摩点");
    let (gbk, ..) = GBK.encode(&wrong);
    let advice = "content/cases/a.md:1:1 LT102 warning";
    expect(&of(&gbk), &[advice, "content/cases/a.md:6:9 LT405"], &["「观摩点」"]);
    let utf16 = [b"\xff\xfe".to_vec(), utf16(&wrong, u16::to_le_bytes)].concat();
    expect(&of(&utf16), &[advice, "content/cases/a.md:6:9 LT405"], &["「观摩点」"]);
    for same in [format!("\u{feff}{wrong}"), wrong.replace('\n', "\r\n"), wrong.replace('\n', "\r")] {
        expect(&of(same.as_bytes()), &["content/cases/a.md:6:9 LT405"], &[]);
    }
}

#[test]
fn a_mark_and_windows_line_ends_change_no_byte_of_the_site() {
    let site = |bytes: &[u8]| {
        let archive = of(bytes);
        assert_eq!(archive.build().code, Some(0));
        archive.contents("output")
    };
    let plain = site(text().as_bytes());
    assert!(plain.contains_key("cases/a.html"));
    for same in [
        format!("\u{feff}{}", text()),
        format!("\u{feff}\u{feff}{}", text()),
        text().replace('\n', "\r\n"),
        text().replace('\n', "\r"),
        text().replacen('\n', "\r\n", 4),
    ] {
        assert_eq!(site(same.as_bytes()), plain);
    }
}

#[test]
fn what_cannot_be_decoded_is_shown_at_its_byte_with_a_guess() {
    let stray = text().replace("议事", "\u{1}").into_bytes();
    let stray: Vec<u8> = stray.into_iter().map(|b| if b == 1 { 0xff } else { b }).collect();
    expect(&of(&stray), &["content/cases/a.md:2:8 LT101"], &["第 11 个字节（0xFF）", "UTF-8（个别字节损坏）"]);
    let in_body = [text().as_bytes(), b"\n\xff\xfe\n"].concat();
    expect(&of(&in_body), &["content/cases/a.md:23:1 LT101"], &["0xFF"]);
    let cut = &text().into_bytes()[..text().len() - 2];
    expect(&of(cut), &["content/cases/a.md:21:3 LT101"], &["0xE3"]);
    let (gbk, ..) = GBK.encode("网格员");
    expect(&of(&[text().as_bytes(), &gbk].concat()), &["content/cases/a.md:22:1 LT101"], &["个别字节损坏"]);
    let (big5, ..) = BIG5.encode("---\ntitle: 議事亭裡解難題\n---\n");
    expect(&of(&big5), &["content/cases/a.md:2:9 LT101"], &["Big5（繁体中文）", "第 13 个字节"]);
    let (japanese, ..) = SHIFT_JIS.encode("---\ntitle: これはテストです\n---\n");
    expect(&of(&japanese), &["content/cases/a.md:2:8 LT101"], &["无法判断"]);
    expect(&of(b"---\ntitle: caf\xe9\n---\n"), &["content/cases/a.md:2:11 LT101"], &["0xE9"]);
    let odd = [b"\xff\xfe".to_vec(), utf16(&text(), u16::to_le_bytes), b"x".to_vec()].concat();
    expect(&of(&odd), &["content/cases/a.md:22:1 LT101"], &["UTF-16（个别字节损坏）", "（0x78）"]);
    let (gbk, ..) = GBK.encode(text().leak());
    let (start, end) = gbk.split_at(gbk.windows(2).position(|pair| pair == b"\xca\xc2").unwrap());
    let damaged = [start, b"\xff", end].concat();
    expect(&of(&damaged), &["content/cases/a.md:2:9 LT101"], &["第 13 个字节（0xFF）", "GBK（个别字节损坏）"]);
    let cut = &gbk[..gbk.len() - 2];
    expect(&of(cut), &["content/cases/a.md:21:3 LT101"], &["（0xA1）", "GBK（个别字节损坏）"]);
    let utf32: Vec<u8> =
        [b"\xff\xfe\0\0".to_vec(), text().chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()].concat();
    expect(&of(&utf32), &["content/cases/a.md:1:1 LT101"], &["UTF-32"]);
    let every: Vec<u8> = (0..=255).collect();
    expect(&of(&[&b"PK\x03\x04"[..], &every].concat()), &["content/cases/a.md:3:115 LT101"], &[]);
    for bytes in [&b"\xed\xa0\x80"[..], b"\xc0\xaf", b"\xf5\x80\x80\x80"] {
        expect(&of(&[text().as_bytes(), bytes].concat()), &["content/cases/a.md:22:1 LT101"], &[]);
    }
}

#[test]
fn a_replacement_character_in_the_source_is_text_that_was_lost() {
    let lost = text().replace("每周", "每\u{fffd}周");
    expect(&of(lost.as_bytes()), &["content/cases/a.md:9:5 LT101"], &["请找回原稿"]);
}

#[test]
fn a_control_character_is_shown_where_it_stands() {
    for c in ['\0', '\u{8}', '\u{b}', '\u{c}', '\u{1b}', '\u{7f}', '\u{85}', '\u{fffe}', '\u{ffff}'] {
        let place = "content/cases/a.md:9:5 LT103";
        let name = format!("U+{:04X}", u32::from(c));
        expect(&of(text().replace("每周", &format!("每{c}周")).as_bytes()), &[place], &[&name]);
        let front = text().replace("议事", &format!("议{c}事"));
        expect(&of(front.as_bytes()), &["content/cases/a.md:2:9 LT103"], &[&name]);
    }
    expect_none(&of(text().replace("每周", "每\t周").as_bytes()));
}

#[test]
fn a_control_character_written_as_an_escape_is_shown_at_its_value() {
    for (escape, name) in [("\\x00", "U+0000"), ("\\x1b", "U+001B"), ("\\ufffe", "U+FFFE"), ("\\ufffd", "U+FFFD")] {
        let archive = Archive::valid().with_lines(&format!("source: \"甲{escape}乙\""));
        let run = archive.check();
        assert_eq!(run.lines().len(), 1, "{:#?}", run.diagnostics);
        assert!(run.lines()[0].ends_with("LT103 error"), "{:?}", run.lines());
        assert!(run.words("LT103").contains(name));
    }
    expect_none(&Archive::valid().with_lines("source: \"甲\\t乙\\u4e19\""));
}

#[test]
fn an_unseen_character_written_as_an_escape_is_shown_at_its_value() {
    for line in
        ["source: \"甲\\u202e乙\"", "tags: [\"甲\\u200b\"]", "author: \"甲\\u2067\"", "extra: {甲: \"\\u00ad\"}"]
    {
        let run = Archive::valid().with_lines(line).check();
        let (start, code) = (line.find('"').unwrap(), "LT317 warning");
        let column = line[..start].chars().count() + 1;
        assert_eq!(run.lines(), [format!("content/cases/a.md:7:{column} {code}")], "{line}");
        assert!(run.words("LT317").contains("写了一个看不见的字符（U+"), "{}", run.words("LT317"));
    }
    expect_none(&Archive::valid().with_lines("source: \"👨\\u200d👩\""));
}

#[test]
fn a_control_character_written_as_an_entity_is_shown_where_it_stands() {
    for (entity, name) in [("&#x1b;", "U+001B"), ("&#7;", "U+0007"), ("&#0;", "U+FFFD"), ("&#xFFFE;", "U+FFFE")] {
        let of = |text: &str| Archive::valid().with_markdown(&text.replace('□', entity));
        expect(&of("甲□乙"), &["content/cases/a.md:23:2 LT103"], &[name]);
        expect(&of("**甲**[乙□](https://a.example/)"), &["content/cases/a.md:23:8 LT103"], &[name]);
        expect(&of("[甲](https://a.example/□)"), &["content/cases/a.md:23:1 LT103"], &[name]);
        expect_none(&of("`甲□乙`"));
    }
    expect_none(&Archive::valid().with_markdown("甲&#x4e59;&amp;&#10;丙"));
}

#[test]
fn a_setting_file_in_gbk_is_read_too() {
    let (gbk, ..) = GBK.encode("name: 擂台\ndistrict: 某区\n");
    let archive = Archive::valid().with_bytes("content/site.yaml", &gbk);
    expect(&archive, &["content/site.yaml:1:1 LT102 warning"], &[]);
}

#[test]
fn any_file_in_utf16_without_a_mark_is_read() {
    let competition = Archive::valid().with_competition_lines("scores: 评分.csv");
    let case = std::fs::read_to_string(competition.path("content/competitions/2026Q3.md")).unwrap();
    for (path, text) in [
        ("content/competitions/评分.csv", "案例,单位,评委甲\na,湖东街道/青禾社区,90\n"),
        ("content/units.yaml", "湖东街道: [青禾社区, 一一村]\n云岭镇: [上云村]\n"),
        ("content/site.yaml", "name: Q3\ndistrict: 某区\n"),
        ("content/words.yaml", "议事听: 议事厅\r\n青和: 青禾\r\n"),
    ] {
        let with = |bytes: &[u8]| {
            let archive = Archive::valid().with_bytes("content/competitions/2026Q3.md", case.as_bytes());
            let archive = archive.with_bytes("content/competitions/评分.csv", "案例,甲\na,90\n".as_bytes());
            archive.with_bytes(path, bytes)
        };
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes = utf16(text, to_bytes);
            expect(&with(&bytes), &[&format!("{path}:1:1 LT102 warning")], &["而是 UTF-16 编码"]);
            let cut = with(&bytes[..bytes.len() - 1]).check();
            assert!(cut.words("LT101").contains("UTF-16（个别字节损坏）"), "{:?}", cut.diagnostics);
        }
        expect_none(&with(text.as_bytes()));
    }
}

#[test]
fn zero_bytes_make_no_utf16_of_text_in_another_encoding() {
    let (gbk, ..) = GBK.encode("name: 擂台比武\ndistrict: 湖东区\norganization: 中共湖东区委组织部\n");
    let utf8 = "name: 擂台比武\ndistrict: 湖东区\n".as_bytes();
    for text in [&gbk[..], utf8, b"name: abcdefgh\ndistrict: nopqrst\n"] {
        for (at, zeros) in (0..=text.len()).flat_map(|at| [1, 2, 9, 512].map(|zeros| (at, zeros))) {
            let bytes = [&text[..at], &vec![0; zeros], &text[at..]].concat();
            let mut diagnostics = Diagnostics::default();
            decode(&mut diagnostics, &SourcePath::constant("content/site.yaml"), &bytes);
            let told: String = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
            assert!(!told.is_empty() && !told.contains("UTF-16"), "{told} for {}", bytes.escape_ascii());
        }
    }
    let short = Archive::valid().with_bytes("content/site.yaml", &utf16("a: b", u16::to_le_bytes)).check();
    assert!(short.words("LT103").contains("文件多半是 UTF-16 编码"), "{:?}", short.diagnostics);
}
