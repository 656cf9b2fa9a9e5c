//! Drawings in SVG: what is in them beside what they show, and how much room they take.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::photos::{SECRETS, corners, noise, photo, quarters};
use crate::support::{Archive, expect, expect_none};
use crate::{archive, built, page, pictures};

/// What makes a drawing one.
pub(crate) const NAME: &str = " xmlns=\"http://www.w3.org/2000/svg\"";

/// A drawing, which is given its name where it has none.
pub(crate) fn of(svg: &str) -> Archive {
    archive(&[("p.svg", named(svg).into_bytes())])
}

fn named(svg: &str) -> String {
    if svg.contains("2000/svg") { svg.to_owned() } else { svg.replacen("<svg", &format!("<svg{NAME}"), 1) }
}

/// What is published of a drawing, without the name that it was given.
pub(crate) fn published(svg: &str) -> String {
    let drawing = String::from_utf8(pictures(&built(&of(svg)))[0].1.to_vec()).unwrap();
    if svg.contains("2000/svg") { drawing } else { drawing.replacen(NAME, "", 1) }
}

#[test]
fn a_drawing_of_no_size_takes_the_usual_room() {
    for size in ["viewBox=\"0 0 inf 1\"", "viewBox=\"0 0 1 inf\"", "viewBox=\"0 0 1e300 1e-300\" height=\"1e300\""] {
        let page = page(&built(&of(&format!("<svg {size}><rect width=\"1\" height=\"1\"/></svg>"))));
        assert!(page.contains("width=\"300\" height=\"150\""), "{size}");
    }
}

#[test]
fn a_drawing_says_nothing_of_who_drew_it() {
    let svg = "<?xml version=\"1.0\"?>\n<!-- SECRET --><svg xmlns=\"http://www.w3.org/2000/svg\" class='1>0' xmlns:rdf='r' \
               xmlns:svg='http://www.w3.org/2000/svg' xmlns:ns1='http://www.inkscape.org/namespaces/inkscape' \
               ns1:docname=\"SECRET.svg\" ns1:export-filename='/home/SECRET'><svg:metadata id=\"m\">\
               <rdf:RDF>SECRET</rdf:RDF></svg:metadata><metadata/><style>.a{fill:red}<!-- SECRET --></style><title>图</title>\
               <rect class=\"a\" style='/* SECRET */fill:red'/></svg>";
    let archive = archive(&[("p.svg", svg.as_bytes().to_vec())]);
    let files = built(&archive);
    let bare = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"1&gt;0\"><style>.a{fill:red}</style><title>图</title>\
                <rect class=\"a\" style=\"/**/fill:red\"/></svg>";
    let [(name, drawing)] = pictures(&files)[..] else { panic!("{:?}", files.keys()) };
    assert!(name.ends_with("-300.svg"), "{name}");
    assert_eq!(std::str::from_utf8(drawing).unwrap(), bare);
}

#[test]
fn names_that_a_drawing_gives_to_texts_stand_for_them() {
    let svg = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Generator: SECRET -->\n<!DOCTYPE svg PUBLIC \
               \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [\n\t<!ENTITY ns_svg \
               \"http://www.w3.org/2000/svg\">\n\t<!ENTITY ns_ai 'http://ns.adobe.com/AdobeIllustrator/10.0/'>\n\
               <!ENTITY say 'a \"b\"'>]>\n<svg xmlns=\"&ns_svg;\" xmlns:i=\"&ns_ai;\" width=\"40\" height=\"20\">\
               <title>&say; &amp;</title><rect i:knockout=\"Off\" class=\"&say;\" width=\"9\" height=\"9\"/></svg>";
    let bare = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><title>a &quot;b&quot; &amp;</title>\
                <rect class=\"a &quot;b&quot;\" width=\"9\" height=\"9\"/></svg>";
    assert_eq!(published(svg), bare);
}

/// The picture in the first address of its kind.
fn embedded(svg: &str, kind: &str) -> Vec<u8> {
    let (_, data) = svg.split_once(&format!("data:image/{kind};base64,")).unwrap();
    STANDARD.decode(data.split(['"', '\'', ')', '&']).next().unwrap()).unwrap()
}

#[test]
fn a_photo_inside_a_drawing_is_made_anew() {
    let photo = STANDARD.encode(photo(&quarters(600, 400), 6));
    // As programs break lines, as characters or their numbers.
    let lines = photo.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap());
    let lines: Vec<&str> = lines.collect();
    for svg in [
        format!(
            "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><image xlink:href=\"data:image/jpeg;base64,{photo}\"/></svg>"
        ),
        format!("<svg><image href = 'DATA:image/jpg;charset=x;BASE64,{}'/></svg>", lines.join("\n")),
        format!("<svg><image href=\"data:;base64,{}\"/></svg>", lines.join("&#10;")),
        format!("<svg><image href=\"d&#10;ata:image/jpeg;base64,{photo}\"/></svg>"),
        format!("<svg><rect style=\"fill:url(data:image/png;base64,{photo})\"/></svg>"),
        format!("<svg><style>rect{{fill:url('data:image/png;base64,{photo}')}}</style></svg>"),
        format!("<svg><style>rect{{fill:url('da<![CDATA[ta:image/jpeg;base64,{photo}')}}]]></style></svg>"),
        format!("<svg><style>rect{{fill:url('da<!-- x -->ta:image/jpeg;base64,{photo}')}}</style></svg>"),
        format!("<svg><image href=\"dat&#x61;&#x3a;image/jpeg;base64,{photo}\"/></svg>"),
    ] {
        let archive = of(&svg);
        let files = built(&archive);
        let jpeg = embedded(std::str::from_utf8(pictures(&files)[0].1).unwrap(), "jpeg");
        assert_eq!(corners(&jpeg), [2, 0, 3, 1]);
        for secret in SECRETS {
            assert!(!jpeg.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret}");
        }
        let run = archive.check();
        assert!(run.diagnostics.iter().any(|d| d["code"] == "LT522" && d["file"] == "content/cases/p.svg"));
    }
    let large = STANDARD.encode(crate::photos::photo(&noise(2000, 900), 1));
    let drawing = published(&format!("<svg><image href=\"data:image/jpeg;base64,{large}\"/></svg>"));
    assert_eq!(image::load_from_memory(&embedded(&drawing, "jpeg")).unwrap().width(), 1600);
}

#[test]
fn a_photo_inside_that_cannot_be_read_is_an_error_at_the_link() {
    for address in ["data:image/jpeg;base64,AAAA", "data:image/jpeg,%FF%D8", "data:image/heic;base64,AA~A"] {
        let archive = of(&format!("<svg><image href=\"{address}\"/></svg>"));
        expect(&archive, &["content/cases/a.md:24:7 LT519"], &["「p.svg」里嵌着一张图片", "导出为 PNG"]);
    }
}

#[test]
fn fonts_and_words_inside_a_drawing_stay() {
    for kind in ["font/woff2;base64,AAAA", "application/octet-stream;base64,d09GMg=="] {
        let svg = format!(
            "<svg aria-label=\"data: 1, 2\"><style>@font-face{{src:url(data:{kind})}}</style><text>data:甲,乙</text></svg>"
        );
        expect_none(&of(&svg));
        assert_eq!(published(&svg), svg);
    }
}

/// An image that is a drawing of its own.
pub(crate) fn inner(inside: &str) -> String {
    format!("<image href=\"data:image/svg+xml;base64,{}\"/>", STANDARD.encode(format!("<svg{NAME}>{inside}</svg>")))
}

#[test]
fn words_that_look_like_addresses_stay() {
    for words in [
        "<text>Data: 2026/07/05</text>",
        "<text>Data: 5 km/h, 晴</text>",
        "<text>来源 data:a/b,甲</text>",
        "<g aria-label=\"Data: 5 km/h, 晴\" class=\"metadata:a/b,c\"/>",
        "<g aria-label=\"Data: 2025/2026, Quelle\" class=\"Data: km/h, m\"/>",
        "<style>.metadata:is(a),.b{}</style>",
    ] {
        let svg = format!("<svg>{words}</svg>");
        assert_eq!(published(&svg), svg);
    }
}

#[test]
fn an_address_that_is_not_written_plainly_is_an_error_at_the_link() {
    let photo = STANDARD.encode(photo(&quarters(60, 40), 1));
    for inside in [
        format!("<image href=\"data:image/jpeg;name=IMG(1).jpg;base64,{photo}\"/>"),
        format!("<image href=\"data:image/jpeg;name=it's.jpg;base64,{photo}\"/>"),
        format!("<image href=\"data:font/jpeg;base64,{photo}\"/>"),
    ] {
        expect(&of(&format!("<svg>{inside}</svg>")), &["content/cases/a.md:24:7 LT519"], &["嵌着一张图片"]);
    }
    for address in [
        format!(" Data: image/jpeg ; BASE64,{photo}"),
        format!("data:no kind;base64,{photo}"),
        format!("data:;base64,{photo}"),
    ] {
        let drawing = published(&format!("<svg><image href=\"{address}\"/><style><g/>b{{}}</style></svg>"));
        assert!(drawing.contains("base64,") && !drawing.contains(&photo));
    }
    let drawing = published(&format!("<svg><rect style=\"fill:url(&quot;data:;base64,{photo}&quot;)\"/></svg>"));
    assert!(drawing.ends_with("&quot;)\"/></svg>") && !drawing.contains(&photo));
}

#[test]
fn cleaning_brings_nothing_to_life() {
    for svg in [
        "<svg><scr<!-- x -->ipt>x</svg>",
        "<svg><scr<metadata></metadata>ipt>x</svg>",
        "<svg><scrsodipodi:docname=\"\"ipt>x</svg>",
    ] {
        expect(&of(svg), &["content/cases/a.md:24:7 LT519"], &["打不开"]);
    }
    for svg in [
        "<svg><a href=\"jav\tsodipodi:docname=''ascript:x\"/></svg>",
        "<svg><a href=\"jav\t inkscape:label='x' ascript:x\"/></svg>",
    ] {
        assert_eq!(published(svg), "<svg><a/></svg>");
    }
}

#[test]
fn notes_of_programs_go() {
    for note in [
        "<sodipodi:namedview inkscape:window-width=\"9\"/>",
        "<inkscape:templateinfo><inkscape:author>SECRET</inkscape:author></inkscape:templateinfo>",
        "<x:xmpmeta><x>SECRET</x></x:xmpmeta>",
        "<i:pgf>SECRET</i:pgf>",
        "<i:aipgf><![CDATA[SECRET]]></i:aipgf>",
        "<exif:GPSLatitude>SECRET</exif:GPSLatitude>",
        "<svg:desc>Created with SECRET</svg:desc>",
        "<v:documentProperties v:langID=\"2052\"><v:userDefs/></v:documentProperties>",
        "<?xpacket begin='' id='W5M0'?>",
        "<!-- Creator: SECRET -->",
    ] {
        let names =
            ["sodipodi", "inkscape", "x", "i", "v", "exif"].map(|name| format!(" xmlns:{name}=\"{name}\"")).concat();
        let svg = format!("<svg{NAME} xmlns:svg=\"http://www.w3.org/2000/svg\"{names}>{note}<g/></svg>");
        assert_eq!(published(&svg), format!("<svg{NAME}><g/></svg>"));
    }
    let noted =
        "<svg xmlns:s='s' content='&lt;mxfile agent=\"SECRET\"/>'><image s:absref=\"/home/SECRET\" href=\"#b\"/></svg>";
    assert_eq!(published(noted), "<svg><image href=\"#b\"/></svg>");
}

#[test]
fn a_drawing_announces_its_size() {
    for (head, width, height) in [
        ("width=\"40\" height=\"20\"", 40, 20),
        ("width='40px' height='20.4px' viewBox='0 0 9 9'", 40, 20),
        ("width=\"1in\" height=\"25.4mm\"", 96, 96),
        ("width=\"100%\" height=\"100%\" viewBox=\"0 0 40 20\"", 1600, 800),
        ("viewBox=\"-5,-5,40,30\"", 1600, 1200),
        ("width=\"80\" viewBox=\"0 0 40 20\"", 80, 40),
        ("height=\"80\" viewBox=\"0 0 40 20\"", 160, 80),
        ("viewBox=\"0 0 1 1000000\"", 1, 4000),
        ("width=\"16000\" height=\"1000\"", 1600, 100),
        ("width=\"0\" height=\"-1\"", 300, 150),
        ("width=\"1e999\" viewBox=\"0 0 0 0\"", 300, 150),
        ("", 300, 150),
    ] {
        let files = built(
            &of(&format!("<svg {head}/>"))
                .with_lines("cover: c.svg")
                .with_bytes("content/cases/c.svg", named(&format!("<svg {head}><g/></svg>")).as_bytes()),
        );
        let html = page(&files);
        let size = format!("width=\"{width}\" height=\"{height}\"");
        assert_eq!(html.matches(&size).count(), 2, "{head}: {html}");
    }
}

#[test]
fn what_is_no_drawing_is_an_error() {
    for text in ["", "text", "<g/>"] {
        expect(&of(text), &["content/cases/a.md:24:7 LT519"], &["打不开"]);
    }
    for svg in ["<svg/>", "<svg xmlns='http://www.w3.org/2000/SVG'/>", "<s:svg xmlns:s='x'/>"] {
        let archive = archive(&[("p.svg", svg.as_bytes().to_vec())]);
        expect(&archive, &["content/cases/a.md:24:7 LT519"], &["打不开"]);
    }
    expect_none(&of("<s:svg xmlns:s='http://www.w3.org/2000/svg'/>"));
}

#[test]
fn a_drawing_that_browsers_do_not_show_is_an_error() {
    for svg in [
        "<svg><g>",
        "<svg><g></svg>",
        "<svg></svg></g>",
        "<svg><rect width=5></svg>",
        "<svg><rect width='5' width='6'/></svg>",
        "<svg><rect width=\"5",
        "<svg><path d='M0 0h9'/><pa",
        "<svg><metadata></svg>",
        "<svg><!-- x </svg>",
        "<svg>a & b</svg>",
        "<svg><use xlink:href='#a'/></svg>",
        "<svg/><svg/>",
    ] {
        expect(&of(svg), &["content/cases/a.md:24:7 LT519"], &["打不开"]);
    }
}

#[test]
fn a_drawing_of_more_than_browsers_bear_is_refused_before_it_is_read() {
    let large = |inside: &str, times: usize| format!("<svg>{}</svg>", inside.repeat(times));
    for svg in [large("<rect/>", 200_001), large("path path path path ", 500_001)] {
        expect(&of(&svg), &["content/cases/a.md:24:7 LT513"], &["SVG 太大", "导出为 PNG"]);
    }
    expect_none(&of(&large("<g><rect/></g>", 10_000)));
    let copies = |levels: usize| -> String {
        let level = |at: usize| format!("<g id=\"l{at}\">{}</g>", format!("<use href=\"#l{}\"/>", at - 1).repeat(10));
        (1..=levels).map(level).collect::<String>() + "<g id=\"l0\"><rect/></g>"
    };
    expect_none(&of(&format!("<svg>{}</svg>", copies(3))));
    let numbers: [usize; 2000] = std::array::from_fn(|n| n);
    let painted = copies(8).replace("<use href=\"#", "<g mask=\"url(#").replace("\"/>", ")\"/>");
    for svg in [
        format!("<svg>{}</svg>", copies(8)),
        format!("<svg>{}</svg>", copies(40)),
        format!("<svg>{}<g id=\"l1\"/></svg>", copies(8)),
        format!("<svg>{}</svg>", copies(8).replace("#l", "#%6C")),
        format!("<svg>{painted}</svg>"),
        format!("<svg>{}</svg>", copies(4).replace("<rect/>", &inner(&"<g/>".repeat(20)))),
    ] {
        expect(&of(&svg), &["content/cases/a.md:24:7 LT521"], &["互相引用的图形太多", "PNG"]);
    }
    for svg in [
        format!("<svg>{}</svg>", numbers.map(|n| format!("<g xmlns:n{n}=\"n\"/>")).concat()),
        format!("<svg {}/>", numbers.map(|n| format!("a{n}=\"\" ")).concat()),
    ] {
        expect(&of(&svg), &["content/cases/a.md:24:7 LT521"], &["属性或声明的名称多得", "PNG"]);
    }
    expect_none(&of(
        "<svg><g id=\"a\"><use href=\"#a\"/><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g></svg>",
    ));
}
