//! A page that is no case, as its file says it.

use std::sync::Arc;

use super::Article;
use super::fields::{Fields, KeyTable};
use crate::model::{Diagnostics, Route, Span, Written};
use crate::source::yaml::{Key, Node};

const KEYS: KeyTable =
    &[("title", "标题"), ("summary", "摘要"), ("slug", "网址名"), ("aliases", "旧网址"), ("draft", "草稿")];

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

pub(super) fn read(diagnostics: &mut Diagnostics, article: Article, pairs: Vec<(Key, Node)>) -> PageRecord {
    let source = Arc::clone(&article.source);
    let mut fields = Fields::new(diagnostics, &source, Span::default(), KEYS, pairs);
    PageRecord {
        slug: fields.slug(),
        title: fields.needed_text("title", "评比方案"),
        summary: fields.text("summary").map(|text| text.value),
        aliases: fields.aliases(),
        draft: fields.flag("draft"),
        article,
    }
}
