//! The tags of each element.

use std::fmt::Write as _;

use super::super::escape::push_text;
use super::super::headings::Heading;
use super::super::item::{Align, Element};
use super::Renderer;

/// A wide table scrolls by itself, with the keyboard too.
const TABLE_START: &str = "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"表格\">\n<table>\n";

impl<'a> Renderer<'a> {
    pub(super) fn start_element(&mut self, element: Element) {
        match element {
            Element::Paragraph => self.block("<p>"),
            Element::Heading(index) => self.start_heading(index),
            Element::Quote => self.block("<blockquote>\n"),
            Element::CodeBlock(language) => self.start_code(self.markdown.source.slice(language)),
            Element::OrderedList(first) => self.start_list(first),
            Element::List => self.block("<ul>\n"),
            Element::ListItem { task } => self.block(if task { "<li class=\"task\">" } else { "<li>" }),
            Element::Table { .. } => self.block(TABLE_START),
            Element::TableHead => self.out.push_str("<thead>\n<tr>"),
            Element::TableRow { first: true } => self.out.push_str("<tbody>\n<tr>"),
            Element::TableRow { first: false } => self.out.push_str("<tr>"),
            Element::HeadCell(align) => self.start_cell("<th scope=\"col\"", align),
            Element::Cell(align) => self.start_cell("<td", align),
            Element::Emphasis => self.out.push_str("<em>"),
            Element::Strong => self.out.push_str("<strong>"),
            Element::Strike => self.out.push_str("<del>"),
            Element::Figures | Element::Link(_) | Element::Note(_) => {}
        }
    }

    pub(super) fn end_element(&mut self, element: Element) {
        match element {
            Element::Paragraph => self.out.push_str("</p>\n"),
            Element::Heading(index) => self.end_heading(index),
            Element::Quote => self.block("</blockquote>\n"),
            Element::CodeBlock(_) => self.out.push_str("</code></pre>\n"),
            Element::OrderedList(_) => self.block("</ol>\n"),
            Element::List => self.block("</ul>\n"),
            Element::ListItem { .. } => self.out.push_str("</li>\n"),
            Element::Table { rows: true } => self.out.push_str("</tbody>\n</table>\n</div>\n"),
            Element::Table { rows: false } => self.out.push_str("</table>\n</div>\n"),
            Element::TableHead => self.out.push_str("</tr>\n</thead>\n"),
            Element::TableRow { .. } => self.out.push_str("</tr>\n"),
            Element::HeadCell(_) => self.out.push_str("</th>"),
            Element::Cell(_) => self.out.push_str("</td>"),
            Element::Emphasis => self.out.push_str("</em>"),
            Element::Strong => self.out.push_str("</strong>"),
            Element::Strike => self.out.push_str("</del>"),
            Element::Figures | Element::Link(_) | Element::Note(_) => {}
        }
    }

    /// Text, with marks where an address in it may be broken anywhere; in a link the whole link is marked.
    pub(super) fn text(&mut self, mut text: &'a str) {
        while let Some(start) = text.find("http").filter(|_| self.links.is_empty()) {
            push_text(&mut self.out, &text[..start]);
            text = &text[start..];
            let end = text.find(|c: char| !c.is_ascii_graphic()).unwrap_or(text.len());
            let (word, rest) = text.split_at(end);
            if is_address(word) {
                self.out.push_str("<span class=\"address\">");
                push_text(&mut self.out, word);
                self.out.push_str("</span>");
            } else {
                push_text(&mut self.out, word);
            }
            text = rest;
        }
        push_text(&mut self.out, text);
    }

    fn start_heading(&mut self, index: usize) {
        let heading = &self.markdown.headings[index];
        self.block("");
        // Writing to a string cannot fail; an id holds nothing to escape.
        let _ = write!(self.out, "<h{} id=\"{}\">", heading.level, heading.id);
    }

    fn end_heading(&mut self, index: usize) {
        let Heading { id, level, .. } = &self.markdown.headings[index];
        let _ = writeln!(self.out, "<a class=\"anchor\" href=\"#{id}\" aria-label=\"本节链接\">#</a></h{level}>");
    }

    fn start_code(&mut self, language: &str) {
        self.block("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            push_text(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn start_list(&mut self, first: u64) {
        self.block("<ol");
        if first != 1 {
            let _ = write!(self.out, " start=\"{first}\"");
        }
        self.out.push_str(">\n");
    }

    fn start_cell(&mut self, tag: &str, align: Align) {
        self.out.push_str(tag);
        self.out.push_str(match align {
            Align::Unset | Align::Start => ">",
            Align::Center => " class=\"center\">",
            Align::End => " class=\"num\">",
        });
    }
}

/// Whether a text begins as an address of the web.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}
