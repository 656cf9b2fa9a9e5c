//! A write-up as HTML that says what things are and nothing of how they look, for editors that bring their own.

use std::fmt::Write as _;

use crate::markdown::tree::{Column, Image, Kind, Node, To, Tree};
use crate::model::xml::{push_between, push_text};
use crate::platforms::draft::Draft;
use crate::platforms::rich::Places as _;

use super::tables::cells;

struct Writer<'a, 'd> {
    draft: &'a mut Draft<'d>,
    out: String,
}

/// A whole page, ended by lines each with its label.
pub(super) fn page(draft: &mut Draft<'_>, tree: &Tree<'_>, closing: &[(&str, String)]) -> String {
    let title = draft.manuscript.title;
    let mut writer = Writer { draft, out: String::with_capacity(8192) };
    writer.out.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    push_between(&mut writer.out, "<title>", title, "</title>\n</head>\n<body>\n<article>\n");
    push_between(&mut writer.out, "<h1>", title, "</h1>\n");
    writer.tree(tree);
    writer.out.push_str("<footer>\n");
    for (label, value) in closing {
        push_between(&mut writer.out, "<p>", label, "");
        push_between(&mut writer.out, "", value, "</p>\n");
    }
    writer.out.push_str("</footer>\n</article>\n</body>\n</html>\n");
    writer.out
}

impl Writer<'_, '_> {
    fn tree(&mut self, tree: &Tree<'_>) {
        self.blocks(&tree.nodes);
        if tree.notes.is_empty() {
            return;
        }
        self.out.push_str("<section>\n<h2>注释</h2>\n<ol>\n");
        for note in &tree.notes {
            self.out.push_str("<li>");
            self.blocks(note);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn blocks(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Text(text) => push_text(&mut self.out, text),
            Node::Code(code) => push_between(&mut self.out, "<code>", code, "</code>"),
            Node::Tag(tag) => self.out.push_str(tag),
            Node::Image(image) => self.image(image),
            Node::NoteMark(number) => {
                // Writing to a string cannot fail.
                let _ = write!(self.out, "<sup>[{number}]</sup>");
            }
            Node::Checkbox(done) => self.out.push_str(if *done { "☑ " } else { "☐ " }),
            Node::LineBreak => self.out.push_str("<br>"),
            Node::Rule => self.out.push_str("<hr>\n"),
            Node::Element(kind, inner) => self.element(*kind, inner),
        }
    }

    fn element(&mut self, kind: Kind<'_>, inner: &[Node<'_>]) {
        match kind {
            Kind::Paragraph => self.within("p", "\n", inner),
            Kind::Heading(level) => {
                let tag = ["h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(2, 6)) - 2];
                self.within(tag, "\n", inner);
            }
            Kind::Figures => self.figures(inner),
            Kind::Quote => self.within("blockquote", "\n", inner),
            Kind::CodeBlock => {
                self.out.push_str("<pre><code>");
                self.blocks(inner);
                self.out.push_str("</code></pre>\n");
            }
            Kind::List(first) => self.list(first, inner),
            Kind::ListItem => self.within("li", "\n", inner),
            Kind::Table => self.table(inner),
            Kind::Row { .. } | Kind::Cell(_) => self.blocks(inner),
            Kind::Emphasis => self.within("em", "", inner),
            Kind::Strong => self.within("strong", "", inner),
            Kind::Strike => self.within("del", "", inner),
            Kind::Link(to) => self.link(to, inner),
        }
    }

    fn within(&mut self, tag: &str, end: &str, inner: &[Node<'_>]) {
        let _ = write!(self.out, "<{tag}>");
        self.blocks(inner);
        let _ = write!(self.out, "</{tag}>{end}");
    }

    fn list(&mut self, first: Option<u64>, items: &[Node<'_>]) {
        let _ = match first {
            None => writeln!(self.out, "<ul>"),
            Some(1) => writeln!(self.out, "<ol>"),
            Some(first) => writeln!(self.out, "<ol start=\"{first}\">"),
        };
        self.blocks(items);
        self.out.push_str(if first.is_none() { "</ul>\n" } else { "</ol>\n" });
    }

    fn table(&mut self, rows: &[Node<'_>]) {
        self.out.push_str("<table>\n");
        for (number, row) in rows.iter().enumerate() {
            self.out.push_str(["<thead>\n", "<tbody>\n", ""][number.min(2)]);
            self.row(row, if number == 0 { "th" } else { "td" });
            self.out.push_str(if number == 0 { "</thead>\n" } else { "" });
        }
        self.out.push_str(if rows.len() > 1 { "</tbody>\n</table>\n" } else { "</table>\n" });
    }

    fn row(&mut self, row: &Node<'_>, tag: &str) {
        self.out.push_str("<tr>");
        for (column, inner) in cells(row) {
            let side = match column {
                Column::Start => "",
                Column::Center => " style=\"text-align:center\"",
                Column::End => " style=\"text-align:right\"",
            };
            let _ = write!(self.out, "<{tag}{side}>");
            self.blocks(inner);
            let _ = write!(self.out, "</{tag}>");
        }
        self.out.push_str("</tr>\n");
    }

    fn link(&mut self, to: To<'_>, inner: &[Node<'_>]) {
        let address = self.draft.leads(to);
        if let Some(address) = &address {
            push_between(&mut self.out, "<a href=\"", address, "\">");
        }
        self.blocks(inner);
        self.out.push_str(if address.is_some() { "</a>" } else { "" });
    }

    fn figures(&mut self, inner: &[Node<'_>]) {
        for node in inner {
            let Node::Image(image) = node else { continue };
            let Some((_, file)) = self.draft.picture(image) else {
                push_between(&mut self.out, "<p>", image.alt, "</p>\n");
                continue;
            };
            self.out.push_str("<figure>");
            self.shown(image, &file);
            if !image.caption.is_empty() {
                push_between(&mut self.out, "<figcaption>", image.caption, "</figcaption>");
            }
            self.out.push_str("</figure>\n");
        }
    }

    /// A picture of the package, or its text.
    fn image(&mut self, image: &Image<'_>) {
        match self.draft.picture(image) {
            Some((_, file)) => self.shown(image, &file),
            None => push_text(&mut self.out, image.alt),
        }
    }

    fn shown(&mut self, image: &Image<'_>, file: &str) {
        push_between(&mut self.out, "<img src=\"", file, "\"");
        push_between(&mut self.out, " alt=\"", image.alt, "\">");
    }
}
