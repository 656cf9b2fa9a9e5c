//! `atom.xml`. Source: RFC 4287.

use super::Feed;
use super::entry::{Entry, home, rfc3339};
use crate::model::Route;
use crate::model::xml::push_between as push;

const NAME: &str = "atom.xml";

/// The feed as Atom.
pub(super) fn file(feed: &Feed<'_>) -> (Route, Vec<u8>) {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
    push(&mut xml, "<id>", &feed.id, "</id>\n");
    push(&mut xml, "<title>", &feed.title, "</title>\n");
    push(&mut xml, "<updated>", &rfc3339(feed.updated), "</updated>\n");
    push(&mut xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\"", &feed.address(NAME), "\"/>\n");
    push(&mut xml, "<link rel=\"alternate\" type=\"text/html\" href=\"", &home(feed.base), "\"/>\n");
    push(&mut xml, "<author><name>", feed.author, "</name></author>\n");
    feed.entries.iter().for_each(|entry| push_entry(&mut xml, entry));
    xml.push_str("</feed>\n");
    feed.file(NAME, xml.into_bytes())
}

fn push_entry(xml: &mut String, entry: &Entry) {
    xml.push_str("<entry>\n");
    push(xml, "<id>", &entry.id, "</id>\n");
    push(xml, "<title>", &entry.title, "</title>\n");
    push(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"", &entry.url, "\"/>\n");
    let date = rfc3339(entry.date);
    push(xml, "<published>", &date, "</published>\n");
    push(xml, "<updated>", &date, "</updated>\n");
    push(xml, "<author><name>", &entry.author, "</name></author>\n");
    for category in &entry.categories {
        push(xml, "<category term=\"", category, "\"/>\n");
    }
    push(xml, "<summary>", &entry.summary, "</summary>\n");
    push(xml, "<content type=\"html\">", &entry.html, "</content>\n</entry>\n");
}
