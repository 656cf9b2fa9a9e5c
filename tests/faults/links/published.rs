//! What links bring along: which files are published, which are not, and what is said of pages that are not public.

use crate::support::{Archive, SECTIONS, expect, expect_none, photo};

/// The case `a` links to `b`, which brings a picture, a table and a cover.
fn with_other(lines: &str) -> Archive {
    let text = format!(
        "---\ntitle: 另一个\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\ndate: 2026-09-01\n{lines}---\n\n\
         ![亭](图.jpg)和[表](表.xlsx)。\n\n{SECTIONS}"
    );
    Archive::valid()
        .with_markdown("见[另一个](b.md)。")
        .with_bytes("content/cases/b.md", text.as_bytes())
        .with_bytes("content/cases/图.jpg", &photo())
        .with_bytes("content/cases/封面.jpg", &photo())
        .with_bytes("content/cases/表.xlsx", b"x")
}

fn built(archive: &Archive) -> Vec<String> {
    let run = archive.build();
    assert_eq!(run.code, Some(0), "{:#?} {}", run.diagnostics, run.told);
    archive.contents("output").into_keys().collect()
}

#[test]
fn a_public_case_brings_its_files_along() {
    let files = built(&with_other("cover: 封面.jpg\n"));
    assert!(files.contains(&"cases/b/biao.xlsx".to_owned()), "{files:#?}");
    // Both pictures are the same one.
    assert_eq!(files.iter().filter(|file| file.starts_with("images/")).count(), 1, "{files:#?}");
}

#[test]
fn a_withdrawn_case_keeps_its_page_and_links_to_it_but_no_file() {
    let archive = with_other("cover: 封面.jpg\nwithdrawn: {date: 2026-10-01, reason: 内容失实}\n");
    expect_none(&archive);
    let files = built(&archive);
    assert!(files.contains(&"cases/b.html".to_owned()));
    let brought = |file: &String| file.starts_with("cases/b/") || file.starts_with("images/");
    assert!(!files.iter().any(brought), "{files:#?}");
}

#[test]
fn the_files_of_a_withdrawn_case_are_still_checked() {
    let archive = with_other("withdrawn: {date: 2026-10-01, reason: 内容失实}\n").without("content/cases/图.jpg");
    expect(&archive, &["content/cases/b.md:10:6 LT503"], &[]);
}

#[test]
fn a_link_to_a_page_that_is_not_public_is_a_warning() {
    for lines in ["draft: true\n", "expires: 2026-10-01\n"] {
        expect(&with_other(lines), &["content/cases/a.md:23:8 LT509 warning"], &["目前不公开"]);
    }
    let page = Archive::valid()
        .with_markdown("见[关于](../pages/about.md)。")
        .with("-- content/pages/about.md --\n---\ntitle: 关于\ndraft: true\n---\n");
    expect(&page, &["content/cases/a.md:23:7 LT509 warning"], &[]);
}

#[test]
fn a_link_to_a_case_with_an_error_of_its_own_is_not_called_private() {
    let archive = with_other("").replacing("content/cases/b.md", "云岭镇", "云领镇");
    expect(&archive, &["content/cases/b.md:3:7 LT402"], &[]);
    expect(&with_other("slug: B\n"), &["content/cases/b.md:7:7 LT307"], &[]);
}

#[test]
fn a_case_with_a_bad_slug_and_an_old_address_is_reported_for_its_slug() {
    let archive = Archive::valid().with_lines("slug: ../../x\naliases: [cases/old.html]");
    expect(&archive, &["content/cases/a.md:7:7 LT307"], &[]);
}

#[test]
fn a_file_of_an_unknown_kind_is_not_published() {
    for name in ["x.html", "x.xht", "x.xhtml", "x.js", "x.XSL", "x.exe", "x.docm", "x.apk", "x.php5", "x", "x.svgz"] {
        let archive = Archive::valid()
            .with_markdown(&format!("[甲](文件/{name})"))
            .with_bytes(&format!("content/cases/文件/{name}"), b"x");
        expect(&archive, &["content/cases/a.md:23:5 LT513"], &["请换成 pdf"]);
    }
    for name in ["x.pdf", "x.DOCX", "x.wps", "x.et", "x.ofd", "x.zip", "x.mp4", "x.geojson", "x.csv"] {
        let archive = Archive::valid()
            .with_markdown(&format!("[甲](文件/{name})"))
            .with_bytes(&format!("content/cases/文件/{name}"), b"x");
        expect_none(&archive);
    }
}

fn with_svg(svg: &[u8]) -> Archive {
    Archive::valid().with_markdown("[亭](x.svg)").with_bytes("content/cases/x.svg", svg)
}

#[test]
fn a_drawing_that_can_run_anything_is_no_attachment() {
    for svg in [
        "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
        "<svg><SCRIPT\n>x</SCRIPT></svg>",
        "<svg><script/></svg>",
        "<svg\u{c}onload=\"x\"/>",
        "<svg onbegin = \"x\"/>",
        "<svg><foreignObject/></svg>",
        "<svg><s:iframe xmlns:s=\"x\"/></svg>",
        "<svg><a href=\"&#106;avascript:x\"/></svg>",
        "<svg><a href=\"&#x6A;ava&#10;script&#58;x\"/></svg>",
        "<svg><a href=\"java\tscript:x\"/></svg>",
        "<svg><a href=\"data:text/html,x\"/></svg>",
        "<svg><use href=\"data:image/svg+xml,x\"/></svg>",
        "<!DOCTYPE svg [<!ENTITY x \"<script/>\">]><svg>&x;</svg>",
        "<!DOCTYPE svg [<!ENTITY x \"&#60;script/>\">]><svg>&x;</svg>",
        "<!DOCTYPE svg [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><svg>&z;</svg>",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"y\">]><svg>&x;</svg>",
        "<!DOCTYPE svg [<!ENTITY x PUBLIC \"y\" \"z\">]><svg>&x;</svg>",
        "<!DOCTYPE svg [<!ENTITY % x \"y\"> %x;]><svg/>",
        "<!DOCTYPE svg [<!ENTITY x \"y\"><!ENTITY z \"w\"><!ATTLIST svg onload CDATA \"x\">]><svg/>",
        "<!DOCTYPE svg [<!ENTITY x \"java\">]><svg><a href=\"&x;script:y\"/></svg>",
        "<!DOCTYPE svg [<!ENTITY x 'y\" onload=\"z'>]><svg class=\"&x;\"/>",
        "<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"x\">]><svg/>",
        "<?xml-stylesheet href=\"x.css\"?><svg/>",
        "<svg><h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"x\"/></svg>",
        "<svg><h:meta xmlns:h=\"&#104;ttp://www.w3.org/1999/xhtml\"/></svg>",
        "<svg><animate attributeName=\"href\" values=\"x;javascript:y\"/></svg>",
        "<svg><set attributeName=\"href\" to=\"&#x4a;avascript:y\"/></svg>",
        "<svg ONLOAD=\"x\"/>",
    ] {
        expect(&with_svg(svg.as_bytes()), &["content/cases/a.md:23:5 LT513"], &["有脚本", "另存为普通的 SVG"]);
    }
    let much =
        format!("<!DOCTYPE svg [<!ENTITY x \"{}\">]><svg>{}</svg>", "y".repeat(1000), "<text>&x;</text>".repeat(2000));
    expect(&with_svg(much.as_bytes()), &["content/cases/a.md:23:5 LT513"], &["有脚本"]);
    let wide: Vec<u8> = "\u{feff}<svg><script>x</script></svg>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let declared = b"<?xml version=\"1.0\" encoding=\"iso-2022-jp\"?><svg/>".to_vec();
    for svg in [wide, declared] {
        expect(&with_svg(&svg), &["content/cases/a.md:23:5 LT513"], &["不是 UTF-8 编码"]);
    }
}

#[test]
fn a_drawing_that_asks_other_servers_is_no_attachment() {
    for svg in [
        "<svg><image href=\"https://a.invalid/b.png\"/></svg>",
        "<svg><image xlink:href = '//a.invalid/b.png'/></svg>",
        "<svg><use href=\"&#104;ttp://a.invalid/b.svg#c\"/></svg>",
        "<svg><style>@import 'b.css';</style></svg>",
        "<svg><rect style=\"fill:url( 'https://a.invalid/b.svg#c')\"/></svg>",
        "<svg><rect style=\"fill:u\\72 l(https://a.invalid/b.svg#c)\"/></svg>",
        "<svg><rect style=\"fill:url(\\2f\\2f a.invalid/b.svg#c)\"/></svg>",
        "<svg><rect style=\"fill:&#92;75rl(//a.invalid/b.svg#c)\"/></svg>",
        "<svg><style>@imp<!-- > -->ort 'b.css';</style></svg>",
        "<svg><style>@im<![CDATA[port 'b.css';]]></style></svg>",
        "<svg><style>@im<g a='>'/>port 'b.css';</style></svg>",
        "<svg><style>@\\69mport 'b.css';</style></svg>",
        "<svg><style>*{background:image-set('//a.invalid/b.png' 1x)}</style></svg>",
        "<svg><style>rect{fill:src('https://a.invalid/b.svg#c')}</style></svg>",
        "<svg><image href=\"https:a.invalid/b.png\"/></svg>",
        "<svg><image href=\"\\\\a.invalid/b.png\"/></svg>",
        "<svg><image href=\"/\\a.invalid/b.png\"/></svg>",
        "<svg><image><set attributeName=\"href\" to=\"//a.invalid/b.png\"/></image></svg>",
        "<svg><animate attributeName=\"href\" values=\"a;https://a.invalid/b.png\"/></svg>",
        "<svg xml:base=\"//a.invalid/\"><image href=\"b.png\"/></svg>",
        "<svg><feImage href=\"file:///b.png\"/></svg>",
    ] {
        expect(&with_svg(svg.as_bytes()), &["content/cases/a.md:23:5 LT513"], &["要从别的网站取内容"]);
    }
    let link = "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"https://a.invalid/\"><rect fill=\"url(#b)\"/></a><image href=\"#c\"/></svg>";
    expect_none(&with_svg(link.as_bytes()));
}

#[test]
fn a_picture_that_only_says_where_another_one_lies_is_not_published() {
    for svg in [
        "<svg><image xlink:href=\"/home/甲/照片.jpg\"/></svg>",
        "<svg><image href='../桌面/甲/x.jpg'/></svg>",
        "<svg><image href = \"b.png\"/></svg>",
        "<svg><use href=\"b.svg#c\"/></svg>",
    ] {
        expect(&with_svg(svg.as_bytes()), &["content/cases/a.md:23:5 LT513"], &["没有嵌进来", "嵌入图片再保存"]);
    }
}

#[test]
fn words_and_comments_in_a_picture_run_and_ask_nothing() {
    for svg in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>开始 onset = 3</text></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>.a{fill:red}</style><text>看 url(http://a)</text></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- <script>x</script> <image href=\"b.png\"/> --></svg>",
    ] {
        expect_none(&with_svg(svg.as_bytes()));
    }
    for svg in [
        "<svg><style><!-- @import 'b.css'; --></style></svg>",
        "<svg><style><desc></style></desc>@import 'b.css';</style></svg>",
        "<svg><s:style>rect{fill:url(//a.invalid/b.svg#c)}</s:style></svg>",
    ] {
        expect(&with_svg(svg.as_bytes()), &["content/cases/a.md:23:5 LT513"], &["要从别的网站取内容"]);
    }
}

#[test]
fn a_picture_as_drawing_programs_write_it_is_published() {
    // One pixel, in lines as a program breaks them.
    const PNG: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAA\n&#10;CklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
    let svg = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>
<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">
<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:rdf=\"r\"><metadata><rdf:Description
 rdf:about=\"\"/></metadata><desc>description on = 说明 &#8212;</desc><style>.on{fill:red}</style>
<image xlink:href=\"data:image/png;base64,{PNG}\"/><text font-family=\"x\" data-name=\"data: a, b\">青禾 by=\"1;a:b\"</text></svg>"
        .replace("{PNG}", PNG);
    expect_none(&with_svg(svg.as_bytes()));
}
