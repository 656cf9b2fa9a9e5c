//! `feed.json`. Source: <https://www.jsonfeed.org/version/1.1/>.

use serde_json::{Value, json};

use super::Feed;
use super::entry::{Entry, home, rfc3339};
use crate::model::Route;

const NAME: &str = "feed.json";

/// The feed as JSON Feed 1.1.
pub(super) fn file(feed: &Feed<'_>) -> (Route, Vec<u8>) {
    let value = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": home(feed.base),
        "feed_url": feed.address(NAME),
        "language": "zh-CN",
        "authors": [{ "name": feed.author }],
        "items": feed.entries.iter().map(|entry| item(entry)).collect::<Vec<Value>>(),
    });
    feed.file(NAME, format!("{value:#}\n").into_bytes())
}

fn item(entry: &Entry) -> Value {
    json!({
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": rfc3339(entry.date),
        "authors": [{ "name": entry.author }],
        "tags": entry.categories,
    })
}
