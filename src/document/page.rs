//! A page that is no case, as its file says it.

use std::sync::Arc;

use super::Article;
use super::fields::Fields;
use super::keys::{KeyTable, SLUG, Shape, key};
use crate::model::{Diagnostics, Route, Span, Written};
use crate::source::yaml::{Key, Node};

/// The keys of a page that is no case.
pub const PAGE_KEYS: KeyTable = &[
    key("title", "标题", Shape::Text, "标题").needed(),
    key("summary", "摘要", Shape::Text, "摘要"),
    key("slug", "网址名", SLUG, "网址里的名字；不写就按文件名转成拼音"),
    key("aliases", "旧网址", Shape::Texts, "旧网址，例如 pages/old-name.html；会自动转到新地址"),
    key("draft", "草稿", Shape::Flag, "草稿不公开"),
];

/// What the file of a page says.
#[derive(Debug)]
pub struct PageRecord {
    /// Source, body and Markdown.
    pub article: Article,
    /// The slug, written or made from the file's name.
    pub slug: Written<String>,
    /// The title; empty where it is missing.
    pub title: Written<String>,
    /// The summary.
    pub summary: Option<String>,
    /// Old addresses.
    pub aliases: Vec<Written<Route>>,
    /// Not to be published yet.
    pub draft: bool,
}

pub(super) fn read(
    diagnostics: &mut Diagnostics,
    article: Article,
    pairs: Vec<(Key, Node)>,
    most_aliases: usize,
) -> PageRecord {
    let source = Arc::clone(&article.source);
    let mut fields = Fields::new(diagnostics, &source, Span::default(), PAGE_KEYS, pairs);
    PageRecord {
        slug: fields.slug(),
        title: fields.needed_text("title", "评比方案"),
        summary: fields.text("summary").map(|text| text.value),
        aliases: fields.aliases(most_aliases),
        draft: fields.flag("draft"),
        article,
    }
}
