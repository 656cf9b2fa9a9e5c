//! Drawings with something that a browser would run or fetch from elsewhere: shown without it, or not at all.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::drawings::{NAME, inner, of, published};
use crate::photos::{photo, quarters};
use crate::support::{expect, expect_none};

/// What stands in the drawings beside what is taken out of them.
const REST: &str = "<g/>";

#[test]
fn what_runs_in_a_drawing_is_not_in_what_is_published() {
    for active in [
        "<script>x</script>",
        "<script href=\"https://a.invalid/x.js\"/>",
        "<script><![CDATA[ if (a < b) x() ]]></script>",
        "<x:script xmlns:x=\"y\">alert(1)</x:script>",
        "<SCRIPT\n>x</SCRIPT>",
        "<script>a<script>b</script>c</script>",
        "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><b> </b><img src=\"x\"/></body></foreignObject>",
        "<handler type=\"application/ecmascript\">x</handler><s:iframe xmlns:s=\"x\"/>",
    ] {
        expect_tamed(&format!("<svg>{active}{REST}</svg>"), &format!("<svg>{REST}</svg>"));
    }
    for (active, tame) in [
        ("<svg onload=\"x\"><g/></svg>", "<svg><g/></svg>"),
        ("<svg><g ONCLICK = 'x' id='a'/></svg>", "<svg><g id=\"a\"/></svg>"),
        ("<svg><a href=\"&#x6A;ava&#10;script&#58;x\" id=\"a\"/></svg>", "<svg><a id=\"a\"/></svg>"),
        ("<svg><set to=\"&#x4a;avascript:y\" dur=\"1s\"/></svg>", "<svg><set dur=\"1s\"/></svg>"),
        ("<svg><h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"x\"/><g/></svg>", "<svg><g/></svg>"),
        ("<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"x\">]><svg><g/></svg>", "<svg><g/></svg>"),
        ("<?xml-stylesheet href=\"x.css\"?><svg><g/></svg>", "<svg><g/></svg>"),
        (
            "<svg><switch><foreignObject/><text>青禾</text></switch></svg>",
            "<svg><switch><text>青禾</text></switch></svg>",
        ),
    ] {
        expect_tamed(active, tame);
    }
}

#[test]
fn what_a_drawing_fetches_from_elsewhere_is_not_in_what_is_published() {
    for (fetching, tame) in [
        ("<svg><image href=\"https://a.invalid/b.png\" width=\"9\"/></svg>", "<svg><image width=\"9\"/></svg>"),
        ("<svg xml:base=\"//a.invalid/\"><image href=\"https://a.invalid/b.png\"/></svg>", "<svg><image/></svg>"),
        ("<svg><style>@im<script/>port '//a.invalid/b.css';</style></svg>", "<svg><style></style></svg>"),
        ("<svg><style>*{fill:u<script/>rl(//a.invalid/b)}</style></svg>", "<svg><style>*{fill:url()}</style></svg>"),
        ("<svg><a href=\"#x\" ping=\"//a.invalid/b\"><g/></a><script/></svg>", "<svg><a href=\"#x\"><g/></a></svg>"),
        (
            "<svg><image><set attributeName=\"href\" to=\"//a.invalid/b.png\"/></image></svg>",
            "<svg><image></image></svg>",
        ),
        ("<svg><a href=\"data:text/html,x\"/></svg>", "<svg><a/></svg>"),
        ("<svg><use href=\"data:image/svg+xml,x\"/></svg>", "<svg><use/></svg>"),
        ("<svg style=\"background:u\\72l(\\\\23.a.invalid/b)\"/>", "<svg style=\"background:url()\"/>"),
        ("<svg><animate attributeName=\"href\" values=\"x;javascript:y\"/><g/></svg>", "<svg><g/></svg>"),
        ("<svg><use href = '//a.invalid/b.svg#c'/></svg>", "<svg><use/></svg>"),
        ("<svg><use href=\"&#104;ttp://a.invalid/b.svg#c\"/></svg>", "<svg><use/></svg>"),
        (
            "<svg><style>@import url('https://a.invalid/b?c=d;e=f'); .a{fill:red}</style></svg>",
            "<svg><style> .a{fill:red}</style></svg>",
        ),
        (
            "<svg><style>@import 'b;c.css';.a{fill:rgb(1,2,3)}</style></svg>",
            "<svg><style>.a{fill:rgb(1,2,3)}</style></svg>",
        ),
        (
            "<svg><style>@font-face{src:url(https://a.invalid/b.woff2)}</style></svg>",
            "<svg><style>@font-face{src:url()}</style></svg>",
        ),
        ("<svg><g style=\"fill:url( 'https://a.invalid/b.svg#c')\"/></svg>", "<svg><g style=\"fill:url()\"/></svg>"),
        ("<svg><g style=\"fill:url(&quot;//a.invalid/b#c&quot;)\"/></svg>", "<svg><g style=\"fill:url()\"/></svg>"),
        (
            "<svg><g style=\"fill:url(#a);b:url(//a.invalid/b)\"/></svg>",
            "<svg><g style=\"fill:url(#a);b:url()\"/></svg>",
        ),
    ] {
        expect_tamed(fetching, tame);
    }
}

#[test]
fn a_style_is_read_as_browsers_read_it() {
    for (style, lean) in [
        ("@\\69mport 'b.css';.a{}", ".a{}"),
        ("@IMPORT/**/\"//a.invalid/b.css\" screen;.a{}", ".a{}"),
        ("a@import url(//a.invalid);b{}", "a/**/b{}"),
        (".a{@import '//a.invalid'}.b{}", ".a{}.b{}"),
        ("*{background:image-set('//a.invalid/b.png' 1x);fill:red}", "*{background:url();fill:red}"),
        ("*{fill:u\\72 l(https://a.invalid/b.svg#c)}", "*{fill:url()}"),
        ("*{fill:URL(//a.invalid/b)}", "*{fill:url()}"),
        ("*{fill:url(d\\61ta:image/jpeg;base64,AAAA)}", "*{fill:url()}"),
        ("*{fill:url(\")//a.invalid/b\")}", "*{fill:url()}"),
        ("*{fill:url(\"/\t/a.invalid/b\")}", "*{fill:url()}"),
        ("*{fill:url(//a.invalid\\)b)}", "*{fill:url()}"),
        ("*{fill:\"a\nb:url(//a.invalid/\"b)}", "*{fill:\"a\nb:url()}"),
        ("<!--url(//a.invalid/b)", "<!--url()"),
        ("*{fill:url(data:image/svg+xml,x)}", "*{fill:url()}"),
    ] {
        let of = |style: &str| {
            let text = style.replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&apos;");
            format!("<svg><style>{text}</style><g/></svg>")
        };
        assert_eq!(published(&of(style)), of(lean));
    }
    // An end of a line in an attribute is a space to browsers.
    let svg = "<svg><g style=\"a:'x&#10;';fill:url(//a.invalid/b);b:'\"/></svg>";
    assert_eq!(published(svg), "<svg><g style=\"a:&apos;x &apos;;fill:url();b:&apos;\"/></svg>");
}

#[test]
fn what_is_said_beside_a_style_goes() {
    for (style, bare) in [
        ("/* C:\\Users\\SECRET */.a{fill:red}", "/**/.a{fill:red}"),
        ("<![CDATA[.a{/* SECRET */fill:red/* SECRET */}]]>", ".a{/**/fill:red/**/}"),
        ("/* a<![CDATA[ SECRET */]]>.a{}", "/**/.a{}"),
        (
            ".a{b:'/* \\' kept */';c:url(#/*/d*/e)}/*SECRET*/",
            ".a{b:&apos;/* \\&apos; kept */&apos;;c:url(#/*/d*/e)}/**/",
        ),
        ("a/b{}/* metadata: see a/b */", "a/b{}/**/"),
        ("/* open", "/**/"),
    ] {
        assert_eq!(
            published(&format!("<svg><style>{style}</style></svg>")),
            format!("<svg><style>{bare}</style></svg>")
        );
    }
}

#[test]
fn only_what_shows_something_is_published() {
    for svg in [
        "<svg><g data-path=\"SECRET\" GPSLatitude=\"31\" absref=\"SECRET\"/></svg>",
        "<svg xmlns:x=\"x\" x:author=\"SECRET\">SECRET<g xml:id=\"SECRET\"/>SECRET</svg>",
        "<svg><creator>SECRET</creator><g/><rights>SECRET</rights><font-face-uri href=\"//a.invalid/b\"/></svg>",
    ] {
        assert_eq!(published(svg), "<svg><g/></svg>");
    }
    let svg = "<svg viewBox=\"0 0 9 9\"><title>图</title><g aria-label=\"亭\" stroke-width=\"2\" class=\"a\"/></svg>";
    assert_eq!(published(svg), svg);
}

#[test]
fn words_of_a_page_that_are_lost_are_named_and_what_stands_in_for_them_stays() {
    let page = |words: &str| {
        format!("<foreignObject><div xmlns=\"http://www.w3.org/1999/xhtml\">{words}</div></foreignObject>")
    };
    for svg in [
        format!("<svg>{}<g/></svg>", page("青禾社区")),
        format!("<svg><switch>{}<text>青禾...</text></switch></svg>", page("青禾社区议事亭")),
    ] {
        expect(&of(&svg), &["content/cases/a.md:24:7 LT536 warning"], &["没有这些字", "导出为 PNG"]);
    }
    for (other, tame) in [("<text>青 禾</text>", "<text>青 禾</text>"), ("<g><image/></g>", "<g><image/></g>")] {
        expect_tamed(
            &format!("<svg><switch>{}{other}</switch></svg>", page("青禾")),
            &format!("<svg><switch>{tame}</switch></svg>"),
        );
    }
}

#[test]
fn a_drawing_inside_a_drawing_is_cleaned_too() {
    let clean = format!("<svg>{}</svg>", inner(&inner("<g/>")));
    expect_none(&of(&clean));
    assert_eq!(published(&clean), clean);
    for (inside, tame) in [
        (inner("<script>x</script><g/>"), inner("<g/>")),
        (inner(&inner("<image href=\"//a.invalid/b\"/><g/>")), inner(&inner("<image/><g/>"))),
        (inner(&inner(&inner("<script/>"))), inner(&inner("<image/>"))),
        ("<image href='data:image/svg+xml,&lt;svg/>'/>".to_owned(), "<image/>".to_owned()),
        (inner(&inner(&inner("<g/>"))), inner(&inner("<image/>"))),
        (inner("<g/>").replace("<image", "<script/><use"), "<use/>".to_owned()),
    ] {
        expect_tamed(&format!("<svg>{inside}</svg>"), &format!("<svg>{tame}</svg>"));
    }
    let text = format!("&lt;svg{NAME} onload='x'>&lt;g/>%3C/svg>").replace('\'', "&apos;");
    expect_tamed(
        &format!("<svg{NAME}><image href='data:image/svg+xml;utf8,{text}'/></svg>"),
        &format!("<svg{NAME}>{}</svg>", inner("<g/>")),
    );
    let photo = STANDARD.encode(photo(&quarters(60, 40), 6));
    let with_photo = format!("<svg>{}</svg>", inner(&format!("<image href=\"data:image/jpeg;base64,{photo}\"/>")));
    let drawing = published(&with_photo);
    let (_, data) = drawing.split_once("svg+xml;base64,").unwrap();
    let inside = String::from_utf8(STANDARD.decode(data.split('"').next().unwrap()).unwrap()).unwrap();
    assert!(inside.contains("data:image/jpeg;base64,") && !inside.contains(&photo[100..200]));
    let run = of(&with_photo).check();
    assert!(run.diagnostics.iter().any(|d| d["code"] == "LT522" && d["file"] == "content/cases/p.svg"));
}

fn expect_tamed(svg: &str, tame: &str) {
    expect(&of(svg), &["content/cases/a.md:24:7 LT536 warning"], &["「p.svg」", "去掉了"]);
    assert_eq!(published(svg), tame);
}

#[test]
fn a_drawing_that_cannot_be_made_harmless_is_not_published() {
    for svg in [
        "<svg\u{c}onload=\"x\"/>",
        "<svg><script>x</svg>",
        "<!DOCTYPE svg [<!ENTITY a \"<script>x</script>\">]><svg>&a;<g/></svg>",
        "<svg><image href=\"file:///C:/b.png\"/></svg>",
        "<svg><scr<script/>ipt>x</svg>",
        "<svg><g onload=x/></svg>",
        "<svg><script/><image href=\"b.png\"/></svg>",
        "<svg><style>g{mask:url(b.svg#a)}</style></svg>",
        "<svg><g fill=\"url('b.svg#a')\"/></svg>",
        "<svg><style>*{fill:×url(//a.invalid/b)}</style></svg>",
        "<svg><style>*{fill:1url(a'b)';fill:url(//a.invalid/b);'}</style></svg>",
    ] {
        expect(&of(svg), &["content/cases/a.md:24:7 LT513"], &["不能发布"]);
    }
}

#[test]
fn what_is_declared_in_disguise_does_not_reach_what_is_published() {
    let svg = "<!DOCTYPE svg SYSTEM \">\" [<?x ><style><!--?><!ATTLIST svg onload CDATA \"alert(1)\"><?y -->?>]><svg \
               xmlns=\"http://www.w3.org/2000/svg\"/>";
    assert_eq!(published(svg), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
}
