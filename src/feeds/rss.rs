//! `rss.xml`. Source: <https://www.rssboard.org/rss-specification> and its content module.

use jiff::civil::Date;

use super::Feed;
use super::entry::{Entry, home};
use crate::model::Route;
use crate::model::xml::{push_between as push, push_cdata};

const NAME: &str = "rss.xml";
const HEAD: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" ",
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
    "<channel>\n"
);

/// The feed as RSS 2.0.
pub(super) fn file(feed: &Feed<'_>) -> (Route, Vec<u8>) {
    let mut xml = String::from(HEAD);
    push(&mut xml, "<title>", &feed.title, "</title>\n");
    push(&mut xml, "<link>", &home(feed.base), "</link>\n");
    push(&mut xml, "<description>", &as_html(&format!("{}发布的典型案例", feed.author)), "</description>\n");
    push(&mut xml, "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"", &feed.address(NAME), "\"/>\n");
    xml.push_str("<language>zh-cn</language>\n");
    push(&mut xml, "<lastBuildDate>", &rfc822(feed.updated), "</lastBuildDate>\n");
    feed.entries.iter().for_each(|entry| push_item(&mut xml, entry));
    xml.push_str("</channel>\n</rss>\n");
    feed.file(NAME, xml.into_bytes())
}

fn push_item(xml: &mut String, entry: &Entry) {
    xml.push_str("<item>\n");
    push(xml, "<title>", &entry.title, "</title>\n");
    push(xml, "<link>", &entry.url, "</link>\n");
    push(xml, "<guid isPermaLink=\"false\">", &entry.id, "</guid>\n");
    push(xml, "<pubDate>", &rfc822(entry.date), "</pubDate>\n");
    push(xml, "<dc:creator>", &entry.author, "</dc:creator>\n");
    for category in &entry.categories {
        push(xml, "<category>", category, "</category>\n");
    }
    push(xml, "<description>", &as_html(&entry.summary), "</description>\n");
    xml.push_str("<content:encoded>");
    push_cdata(xml, &entry.html);
    xml.push_str("</content:encoded>\n</item>\n");
}

/// A text as HTML, which readers take a description for.
fn as_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A day as RFC 822 has it: its first moment in China.
fn rfc822(date: Date) -> String {
    date.strftime("%a, %d %b %Y 00:00:00 +0800").to_string()
}
