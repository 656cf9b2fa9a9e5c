//! A body as HTML; the page around it belongs to the theme.

mod elements;

use std::fmt::Write as _;

use elements::is_address;

use super::escape::{push_address, push_text};
use super::footnotes::Note;
use super::image_target::ImageTarget;
use super::item::{Break, Destination, Element, Item, Picture};
use super::{Link, Markdown};

/// How wide an image of a write-up is shown: as wide as the text, on narrow screens nearly as wide as they are.
const SIZES: &str = "(min-width: 44em) 42em, 94vw";

/// Where a link of the archive leads, as seen from the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To this address; not yet escaped, but percent-encoded where it needs to be.
    Address(String),
    /// To this image.
    Image(ImageTarget),
    /// Nowhere: only the text is shown.
    TextOnly,
}

impl Markdown {
    /// The HTML of the body, footnotes at its end. `resolve` is asked once for each link that [`Markdown::links`] lists
    /// and that is shown, in the order of the page.
    pub fn render(&self, resolve: &mut dyn FnMut(&Link) -> Target) -> String {
        let capacity = self.source.text.len() / 8 * 9 + self.items.len() * 8;
        let out = String::with_capacity(capacity);
        let mut renderer = Renderer { markdown: self, out, resolve, links: Vec::new(), in_figures: false };
        renderer.items(&self.items);
        renderer.notes(&self.notes);
        renderer.out
    }
}

struct Renderer<'a> {
    markdown: &'a Markdown,
    out: String,
    resolve: &'a mut dyn FnMut(&Link) -> Target,
    /// Where the tag of each link that is open starts; none without one.
    links: Vec<Option<usize>>,
    in_figures: bool,
}

impl<'a> Renderer<'a> {
    fn items(&mut self, items: &'a [Item]) {
        for item in items {
            match item {
                Item::Start(element) => self.start(*element),
                Item::End(element) => self.end(*element),
                Item::Text(piece) => self.text(piece.as_str(&self.markdown.source)),
                Item::Code(piece) => {
                    self.out.push_str("<code>");
                    push_text(&mut self.out, piece.as_str(&self.markdown.source));
                    self.out.push_str("</code>");
                }
                Item::Html(tag) => self.out.push_str(tag),
                Item::Image(index) => self.image(&self.markdown.pictures[*index]),
                Item::NoteMark { number, occurrence } => self.note_mark(*number, *occurrence),
                Item::Checkbox(done) => self.checkbox(*done),
                Item::Break(_) if self.in_figures => {}
                Item::Break(Break::Hard) => self.out.push_str("<br>\n"),
                Item::Break(Break::Space) => self.out.push('\n'),
                Item::Break(Break::Nothing) => {}
                Item::Rule => self.block("<hr>\n"),
            }
        }
    }

    fn start_link(&mut self, index: usize) {
        let markdown = self.markdown;
        let address = match &markdown.destinations[index] {
            Destination::External(address) => Some((&**address, " rel=\"noopener\"")),
            Destination::Relative(link) => {
                return match (self.resolve)(&markdown.links[*link]) {
                    Target::Address(address) | Target::Image(ImageTarget { full: address, .. }) => {
                        self.open_link(Some((&address, "")));
                    }
                    Target::TextOnly => self.open_link(None),
                };
            }
            Destination::Nowhere => None,
        };
        self.open_link(address);
    }

    /// Starts a link to an address with further attributes, or one that is text only.
    fn open_link(&mut self, target: Option<(&str, &str)>) {
        self.links.push(target.is_some().then_some(self.out.len()));
        if let Some((address, attributes)) = target {
            self.out.push_str("<a href=\"");
            push_address(&mut self.out, address);
            self.out.push('"');
            self.out.push_str(attributes);
            self.out.push('>');
        }
    }

    fn end_link(&mut self) {
        let Some(start) = self.links.pop().flatten() else { return };
        // What is an address may be broken anywhere, and need not be written out once more on paper.
        let text = self.out[start..].split_once('>').map_or("", |(_, text)| text);
        if is_address(text) {
            self.out.insert_str(start + "<a".len(), " class=\"address\"");
        }
        self.out.push_str("</a>");
    }

    fn image(&mut self, picture: &Picture) {
        let target = match &picture.destination {
            Destination::Relative(link) => match (self.resolve)(&self.markdown.links[*link]) {
                Target::Address(address) => ImageTarget::of_file(address, None),
                Target::Image(target) => target,
                Target::TextOnly => return self.image_as_text(picture, None),
            },
            // The site asks no other server for anything.
            Destination::External(address) => return self.image_as_text(picture, Some(address)),
            Destination::Nowhere => return self.image_as_text(picture, None),
        };
        if self.in_figures {
            self.block("<figure>");
        }
        self.picture(picture, &target);
        if self.in_figures {
            let caption = picture.caption();
            if !caption.is_empty() {
                self.out.push_str("<figcaption>");
                push_text(&mut self.out, caption);
                self.out.push_str("</figcaption>");
            }
            self.out.push_str("</figure>\n");
        }
    }

    /// An image that leads to its file, so that it can be seen in full.
    fn picture(&mut self, picture: &Picture, target: &ImageTarget) {
        if picture.in_link {
            return self.image_tag(picture, target);
        }
        // A link needs a name; that of an image is its text.
        let name = if picture.alt.trim().is_empty() {
            " class=\"picture\" aria-label=\"查看大图\""
        } else {
            " class=\"picture\""
        };
        self.open_link(Some((&target.full, name)));
        self.image_tag(picture, target);
        self.end_link();
    }

    fn image_tag(&mut self, picture: &Picture, target: &ImageTarget) {
        self.out.push_str("<img src=\"");
        push_address(&mut self.out, &target.address);
        if !target.versions.is_empty() {
            self.out.push_str("\" srcset=\"");
            for (number, (address, width)) in target.versions.iter().enumerate() {
                self.out.push_str(if number == 0 { "" } else { ", " });
                push_address(&mut self.out, address);
                let _ = write!(self.out, " {width}w");
            }
            let _ = write!(self.out, "\" sizes=\"{SIZES}");
        }
        self.out.push_str("\" alt=\"");
        push_text(&mut self.out, &picture.alt);
        if let Some((width, height)) = target.size {
            // Writing to a string cannot fail.
            let _ = write!(self.out, "\" width=\"{width}\" height=\"{height}");
        }
        if !self.in_figures && !picture.title.is_empty() {
            self.out.push_str("\" title=\"");
            push_text(&mut self.out, &picture.title);
        }
        self.out.push_str("\" loading=\"lazy\" decoding=\"async\">");
    }

    /// The text of an image that is not shown, linked to the image where it lies elsewhere.
    fn image_as_text(&mut self, picture: &Picture, address: Option<&str>) {
        let text = if picture.alt.is_empty() && address.is_some() { "图片" } else { &picture.alt };
        if self.in_figures && !text.is_empty() {
            self.block("<p>");
        }
        let address = address.filter(|_| !picture.in_link);
        self.open_link(address.map(|address| (address, " rel=\"noopener\"")));
        push_text(&mut self.out, text);
        self.end_link();
        if self.in_figures && !text.is_empty() {
            self.out.push_str("</p>\n");
        }
    }

    fn note_mark(&mut self, number: usize, occurrence: usize) {
        let suffix = suffix(occurrence);
        // A link in a link would end the outer one.
        let _ = if self.links.iter().any(Option::is_some) {
            write!(self.out, "<sup class=\"footnote-ref\" id=\"fnref-{number}{suffix}\">{number}</sup>")
        } else {
            write!(
                self.out,
                "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"fnref-{number}{suffix}\" \
                 role=\"doc-noteref\">{number}</a></sup>"
            )
        };
    }

    fn notes(&mut self, notes: &'a [Note]) {
        if notes.is_empty() {
            return;
        }
        self.block("<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"fn-title\">\n");
        self.out.push_str("<h2 id=\"fn-title\">注释</h2>\n<ol>\n");
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            let _ = write!(self.out, "<li id=\"fn-{number}\">");
            self.items(&note.items);
            self.back_links(number, note.marks);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    /// Puts the links back to the marks into the last paragraph of a note.
    fn back_links(&mut self, number: usize, marks: usize) {
        let in_paragraph = self.out.ends_with("</p>\n");
        if in_paragraph {
            self.out.truncate(self.out.len() - "</p>\n".len());
        }
        for mark in 1..=marks {
            let suffix = suffix(mark);
            let _ = write!(
                self.out,
                " <a href=\"#fnref-{number}{suffix}\" class=\"footnote-back\" role=\"doc-backlink\" \
                 aria-label=\"返回正文第 {mark} 处引用\">↩</a>"
            );
        }
        self.out.push_str(if in_paragraph { "</p>\n" } else { "\n" });
    }

    fn checkbox(&mut self, done: bool) {
        self.out.push_str(if done {
            "<input type=\"checkbox\" disabled checked aria-label=\"已完成\"> "
        } else {
            "<input type=\"checkbox\" disabled aria-label=\"未完成\"> "
        });
    }

    /// Writes at the start of a line.
    fn block(&mut self, html: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(html);
    }

    fn start(&mut self, element: Element) {
        match element {
            Element::Figures => self.in_figures = true,
            Element::Link(index) => self.start_link(index),
            _ => self.start_element(element),
        }
    }

    fn end(&mut self, element: Element) {
        match element {
            Element::Figures => self.in_figures = false,
            Element::Link(_) => self.end_link(),
            _ => self.end_element(element),
        }
    }
}

/// What tells the marks of one footnote apart.
fn suffix(occurrence: usize) -> String {
    if occurrence == 1 { String::new() } else { format!("-{occurrence}") }
}
