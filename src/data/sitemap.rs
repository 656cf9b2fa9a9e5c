//! `sitemap.xml` and `robots.txt`: what search engines read first.
//!
//! Source: <https://www.sitemaps.org/protocol.html>. A sitemap holds absolute addresses only, and at most 50,000.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{File, route};
use crate::archive::Site;
use crate::model::Route;
use crate::model::xml::push_text;

const HEAD: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
);

/// What the file says where no absolute address can be made.
const NO_ADDRESS: &str = "<!-- site.yaml 里没有写 base_url（网址），所以这里列不出页面的完整地址 -->\n";

/// `sitemap.xml`: the pages in the given order, each with the day of its last change where it has one.
///
/// It is always written; without the site's `base_url` it lists nothing and says why.
pub fn sitemap(site: &Site, pages: &[(Route, Option<Date>)]) -> (Route, Vec<u8>) {
    let mut xml = String::from(HEAD);
    match &site.base_url {
        None => xml.push_str(NO_ADDRESS),
        Some(base) => pages.iter().for_each(|(route, changed)| push_page(&mut xml, base, route, *changed)),
    }
    xml.push_str("</urlset>\n");
    file("sitemap.xml", xml)
}

/// `robots.txt`: everything may be read; it names the sitemap where that lists anything.
pub fn robots(site: &Site) -> (Route, Vec<u8>) {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &site.base_url {
        // Writing to a string cannot fail.
        let _ = write!(text, "\nSitemap: {base}sitemap.xml\n");
    }
    file("robots.txt", text)
}

fn file(name: &str, text: String) -> File {
    (route(name), text.into_bytes())
}

fn push_page(xml: &mut String, base: &str, route: &Route, changed: Option<Date>) {
    xml.push_str("<url><loc>");
    push_text(xml, base);
    push_text(xml, route.as_str());
    xml.push_str("</loc>");
    if let Some(day) = changed {
        let _ = write!(xml, "<lastmod>{day}</lastmod>");
    }
    xml.push_str("</url>\n");
}
