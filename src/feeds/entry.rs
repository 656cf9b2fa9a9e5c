//! A case as an entry of a feed.

use jiff::civil::Date;

use crate::archive::{Archive, routes};
use crate::document::Article;
use crate::domain::{Case, slugify};
use crate::markdown::{ImageTarget, Target};

/// A case as an entry.
pub(super) struct Entry {
    /// A tag URI.
    pub(super) id: String,
    /// Its page.
    pub(super) url: String,
    pub(super) title: String,
    pub(super) summary: String,
    /// The write-up as HTML with absolute addresses.
    pub(super) html: String,
    /// Who wrote it, else whose case it is.
    pub(super) author: String,
    pub(super) date: Date,
    /// The dimensions and tags.
    pub(super) categories: Vec<String>,
}

impl Entry {
    /// The entry of a case that has a day.
    pub(super) fn new(archive: &Archive, article: &Article, case: &Case, base: &str) -> Option<Self> {
        let url = format!("{base}{}", routes::case(case));
        let root = routes::home();
        let html = article.markdown.render(&mut |link| match archive.links.target(&case.path, &root, link) {
            Target::Address(address) => Target::Address(absolute(&address, base, &url)),
            // Readers' programs choose no version; the link around the image leads to the largest.
            Target::Image(image) => Target::Image(ImageTarget {
                address: absolute(&image.address, base, &url),
                full: absolute(&image.full, base, &url),
                versions: Vec::new(),
                ..image
            }),
            Target::TextOnly => Target::TextOnly,
        });
        let dimensions = case.dimensions.iter().map(|dimension| dimension.name.clone());
        Some(Self {
            id: id(&archive.site.name, routes::case(case).as_str()),
            html: with_whole_anchors(&html, &url),
            url,
            title: case.title.clone(),
            summary: case.summary.clone(),
            author: case.author.clone().unwrap_or_else(|| case.unit.to_string()),
            date: case.date?,
            categories: dimensions.chain(case.tags.iter().cloned()).collect(),
        })
    }
}

/// The tag URI of something of a site, by the site's name.
pub(super) fn id(site: &str, what: &str) -> String {
    format!("tag:leitai.invalid,2024:{}:{what}", slugify(site))
}

/// An address from the site's root, or an anchor of the page itself, as a whole one.
fn absolute(address: &str, base: &str, url: &str) -> String {
    if address.starts_with('#') { format!("{url}{address}") } else { format!("{base}{address}") }
}

/// Anchors that the write-up itself makes, those of footnotes, as whole addresses; the marks of headings, which only the
/// site's style hides, are left out.
fn with_whole_anchors(html: &str, url: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut is_mark = false;
    for (number, part) in html.split('<').enumerate() {
        // Text never holds `<`, so what follows one up to `>` is a tag.
        let (tag, text) = part.split_at(if number == 0 { 0 } else { part.find('>').unwrap_or(part.len()) });
        if is_mark {
            is_mark = false;
            out.push_str(text.strip_prefix('>').unwrap_or(text));
            continue;
        }
        is_mark = tag.starts_with("a class=\"anchor\"");
        if is_mark {
            continue;
        }
        if number > 0 {
            out.push('<');
        }
        out.push_str(&tag.replace(" href=\"#", &format!(" href=\"{url}#")));
        out.push_str(text);
    }
    out
}

/// The file of the feed that a page links to.
pub(super) fn home(base: &str) -> String {
    format!("{base}{}", routes::home())
}

/// A day as RFC 3339 has it: its first moment in China.
pub(super) fn rfc3339(date: Date) -> String {
    format!("{date}T00:00:00+08:00")
}

#[cfg(test)]
mod tests {
    #[test]
    fn anchors_in_tags_become_whole_and_text_stays() {
        let html = "<p>写作 href=\"#a\" 的字<sup><a href=\"#fn-1\">1</a></sup></p>";
        let marked = format!("<h2 id=\"甲\">甲<a class=\"anchor\" href=\"#甲\">#</a></h2>{html}");
        let whole = super::with_whole_anchors(&marked, "https://x.invalid/a.html");
        let html = html.replace("<a href=\"#", "<a href=\"https://x.invalid/a.html#");
        assert_eq!(whole, format!("<h2 id=\"甲\">甲</h2>{html}"));
    }
}
