//! Drawings with something that a browser would run or fetch from elsewhere: shown without it, or not at all.

use crate::drawings::{of, published};
use crate::support::expect;

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
        "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><b>x</b><img src=\"x\"/></body></foreignObject>",
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
        "<svg style=\"background:u\\72l(\\\\23.a.invalid/b)\"/>",
        "<svg><image href=\"file:///C:/b.png\"/></svg>",
        "<svg><scr<script/>ipt>x</svg>",
        "<svg><g onload=x/></svg>",
        "<svg><a href=\"data:text/html,x\"/></svg>",
        "<svg><use href=\"data:image/svg+xml,x\"/></svg>",
        "<svg><style>@\\69mport 'b.css';</style></svg>",
        "<svg><style>*{background:image-set('//a.invalid/b.png' 1x)}</style></svg>",
        "<svg><g style=\"fill:u\\72 l(https://a.invalid/b.svg#c)\"/></svg>",
        "<svg><script/><image href=\"b.png\"/></svg>",
        "<svg><style>g{mask:url(b.svg#a)}</style></svg>",
        "<svg><rect style=\"fill:url(d\\61ta:image/jpeg;base64,AAAA)\"/></svg>",
        "<svg><style>rect{fill:url('\\64 ata:image/jpeg;base64,AAAA')}</style></svg>",
        "<svg><g fill=\"url('b.svg#a')\"/></svg>",
        "<svg><script><![CDATA[<!DOCTYPE q [<!ENTITY a \"b\">]>]]></script><style><![CDATA[<!DOCTYPE a [<!ENTITY z \"\n]{} \
         svg{background:u\\72l(//a.invalid/b)}\n\">] ]]></style></svg>",
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
