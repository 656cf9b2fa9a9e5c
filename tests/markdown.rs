//! The write-up through its front door: Markdown in, HTML, text, links and diagnostics out.

#[path = "markdown/blocks.rs"]
mod blocks;
#[path = "markdown/emphasis.rs"]
mod emphasis;
#[path = "markdown/limits.rs"]
mod limits;
#[path = "markdown/links.rs"]
mod links;
#[path = "markdown/raw_html.rs"]
mod raw_html;
#[path = "markdown/text.rs"]
mod text;
#[path = "markdown/unread.rs"]
mod unread;

use std::sync::Arc;

use leitai::markdown::{ImageTarget, Link, LinkKind, Markdown, Options, RawHtml, Target, parse};
use leitai::model::{Diagnostics, SourcePath, SourceText, Span};

/// Reads a body behind two lines of front matter, so that an offset that is forgotten shows.
pub(crate) fn read_with(body: &str, options: &Options) -> (Markdown, Diagnostics, Arc<SourceText>) {
    let head = "---\n---\n";
    let path = SourcePath::new("content/cases/a.md").expect("a plain path");
    let source = SourceText::new(path, format!("{head}{body}"));
    let mut diagnostics = Diagnostics::default();
    let span = Span::new(head.len(), source.text.len());
    let markdown = parse(&mut diagnostics, &source, span, options);
    (markdown, diagnostics, source)
}

/// Reads a body as usual.
pub(crate) fn read(body: &str) -> (Markdown, Diagnostics, Arc<SourceText>) {
    read_with(body, &Options::default())
}

/// The HTML where every link leads to its path, with images of 4 × 3.
pub(crate) fn html_of(markdown: &Markdown) -> String {
    markdown.render(&mut |link: &Link| match link.kind {
        LinkKind::Link => Target::Address(link.href.clone()),
        LinkKind::Image => Target::Image(ImageTarget::of_file(link.path.clone(), Some((4, 3)))),
    })
}

/// The HTML of a body.
pub(crate) fn html(body: &str) -> String {
    html_of(&read(body).0)
}

/// The HTML of a body whose harmless tags are let through.
pub(crate) fn safe_html(body: &str) -> String {
    html_of(&read_with(body, &Options { raw_html: RawHtml::Safe, ..Options::default() }).0)
}

/// Code, text of the place, and message of every diagnostic.
pub(crate) fn complaints(body: &str) -> Vec<(&'static str, String, String)> {
    let (_, diagnostics, source) = read(body);
    let complaint = |item: &leitai::model::Diagnostic| {
        (item.code.id(), source.slice(item.place.span).to_owned(), item.message.clone())
    };
    diagnostics.iter().map(complaint).collect()
}
