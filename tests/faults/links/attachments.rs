//! Attachments that are not what their names say: what runs is refused by any name.

use crate::support::{Archive, expect, expect_none};

/// The case with a link to a file of this name.
fn with(name: &str, bytes: &[u8]) -> Archive {
    let link = format!("[附件]({name})");
    Archive::valid().with_markdown(&link).with_bytes(&format!("content/cases/{name}"), bytes)
}

const PROGRAMS: [&[u8]; 6] = [
    b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff",
    b"\x7fELF\x02\x01\x01\0",
    b"\xcf\xfa\xed\xfe\x07\0\0\x01",
    b"\xca\xfe\xba\xbe\0\0\0\x02",
    b"L\0\0\0\x01\x14\x02\0\0\0\0\0",
    b"#!/bin/sh\nrm -r .\n",
];

const PAGES: [&str; 6] = [
    "<html><body>x</body></html>",
    "\u{feff}\n <!DOCTYPE HTML>\n<p>x",
    "<!-- x --><SCRIPT>x</SCRIPT>",
    "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
    "<iframe src=\"x\">",
    "<body onload=\"x\">",
];

#[test]
fn a_program_by_any_name_is_refused() {
    for program in PROGRAMS {
        for name in ["报表.txt", "附件.pdf", "表.csv", "数据.json", "片.mp4"] {
            expect(&with(name, program), &["content/cases/a.md:23:6 LT513"], &["里面其实是程序"]);
        }
    }
}

#[test]
fn a_page_or_drawing_by_another_name_is_refused_but_where_browsers_show_words() {
    for page in PAGES {
        expect(&with("表.xls", page.as_bytes()), &["content/cases/a.md:23:6 LT513"], &["里面其实是网页"]);
        expect(&with("附件.pdf", page.as_bytes()), &["content/cases/a.md:23:6 LT513"], &["里面其实是网页"]);
        expect_none(&with("说明.txt", page.as_bytes()));
        expect_none(&with("表.csv", page.as_bytes()));
    }
    let picture = b"<!-- x --><img src=x onerror=\"alert(1)\">";
    expect(&with("论文.caj", picture), &["content/cases/a.md:23:6 LT513"], &["里面其实是网页"]);
    let inside =
        format!("<?xml version=\"1.0\"?>{}<a><x:b xmlns:x=\"http://www.w3.org/1999/xhtml\"/></a>", " ".repeat(5000));
    expect(&with("论文.caj", inside.as_bytes()), &["content/cases/a.md:23:6 LT513"], &["里面其实是网页"]);
    let table = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>";
    expect_none(&with("表.xls", table.as_bytes()));
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>";
    expect(&with("附件.pdf", drawing), &["content/cases/a.md:23:6 LT513"], &["里面其实是 SVG 图"]);
}

#[test]
fn a_photo_by_another_name_is_refused_as_it_would_tell_its_place() {
    let photos: [(&str, &[u8]); 7] = [
        ("附件.pdf", b"\xff\xd8\xff\xe1\0\x10Exif\0\0"),
        ("附件.docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("包.zip", b"RIFF\x24\0\0\0WEBPVP8X"),
        ("说明.txt", b"GIF89a\x01\0\x01\0"),
        ("片.mp4", b"\0\0\0\x18ftypheic\0\0\0\0"),
        ("表.csv", b"\0\0\0\x18ftypavif\0\0\0\0"),
        ("旧.doc", b"II*\0\x08\0\0\0"),
    ];
    for (name, photo) in photos {
        expect(&with(name, photo), &["content/cases/a.md:23:6 LT513"], &["里面其实是照片", ".jpg"]);
    }
}

#[test]
fn a_map_with_elements_of_a_page_is_refused() {
    let map = |inside: &str| format!("<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'>{inside}</kml>");
    for inside in [
        "<s:script xmlns:s='http://www.w3.org/1999/xhtml'>x</s:script>",
        "<s:script xmlns:s='http&#58;//www.w3.org/2000/svg'>x</s:script>",
        "<?xml-stylesheet href='x'?>",
    ] {
        expect(&with("村界.kml", map(inside).as_bytes()), &["content/cases/a.md:23:6 LT513"], &["夹着网页"]);
        expect(&with("路线.gpx", map(inside).as_bytes()), &["content/cases/a.md:23:6 LT513"], &["夹着网页"]);
    }
    expect_none(&with("村界.kml", map("<description><![CDATA[<b>青禾</b>]]></description>").as_bytes()));
}

#[test]
fn attachments_of_every_day_are_published() {
    for (name, bytes) in [
        ("说明.txt", "MZ地块说明，<b>不是</b>网页".as_bytes()),
        ("说明.txt", b"# 1\n"),
        ("附件.pdf", b"%PDF-1.7\n<html>"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("空.txt", b""),
        ("片.mp4", b"\0\0\0\x18ftypisom\0\0\0\0"),
    ] {
        expect_none(&with(name, bytes));
    }
    // Cut off, they cannot be looked into, which is said and no more.
    for (name, bytes) in
        [("表.xlsx", b"PK\x03\x04\x14\0xl/workbook.xml".as_slice()), ("包.zip", b"PK\x03\x04\x14\0a.exe")]
    {
        let run = with(name, bytes).check();
        assert!(run.diagnostics.iter().all(|d| d["code"] == "LT522") && run.code == Some(0), "{:?}", run.lines());
    }
}
