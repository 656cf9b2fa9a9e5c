//! What stands within a line.

use std::fmt::Write as _;

use super::Writer;
use crate::markdown::tree::{Image, Kind, Node, To};
use crate::model::xml::push_text;
use crate::platforms::look::Part;

/// Which tags are open; one within itself changes nothing that a reader sees, and long chains are refused.
#[derive(Debug, Default)]
pub(super) struct Open {
    strong: bool,
    emphasis: bool,
    strike: bool,
    /// The raw tag that is open, `sup` or `sub`, and how many more of both lie in it.
    raised: Option<(&'static str, usize)>,
}

impl Writer<'_> {
    /// Writes the parts of a line; raw tags that are left open end with it.
    pub(super) fn inline(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            self.inline_node(node);
        }
    }

    /// Ends what a line left open.
    pub(super) fn end_line(&mut self) {
        if let Some((tag, _)) = self.open.raised.take() {
            let _ = write!(self.out, "</{tag}>");
        }
    }

    fn inline_node(&mut self, node: &Node<'_>) {
        match node {
            Node::Text(text) => self.text(text),
            Node::Code(code) => {
                self.open("span", Part::Code);
                self.text(code);
                self.out.push_str("</span>");
            }
            Node::Tag(tag) => self.raw_tag(tag),
            Node::Image(image) => self.image(image),
            Node::NoteMark(number) => self.raised_mark(*number),
            Node::Checkbox(done) => self.mark(if *done { "☑ " } else { "☐ " }),
            Node::LineBreak | Node::Rule => self.out.push_str("<br>"),
            Node::Element(kind, inner) => self.inline_element(*kind, inner),
        }
    }

    fn inline_element(&mut self, kind: Kind<'_>, inner: &[Node<'_>]) {
        match kind {
            Kind::Strong => self.within("strong", Part::Strong, |open| &mut open.strong, inner),
            Kind::Emphasis => self.within("em", Part::Emphasis, |open| &mut open.emphasis, inner),
            Kind::Strike => self.within("del", Part::Strike, |open| &mut open.strike, inner),
            Kind::Link(to) => self.link(to, inner),
            _ => self.inline(inner),
        }
    }

    fn within(&mut self, tag: &str, part: Part, flag: fn(&mut Open) -> &mut bool, inner: &[Node<'_>]) {
        // A raised text around it would end inside it otherwise.
        if std::mem::replace(flag(&mut self.open), true) || self.open.raised.is_some() {
            self.inline(inner);
            return;
        }
        self.open(tag, part);
        self.inline(inner);
        self.end_line();
        let _ = write!(self.out, "</{tag}>");
        *flag(&mut self.open) = false;
    }

    /// The text of a link and the number of the reference with its address.
    fn link(&mut self, to: To<'_>, inner: &[Node<'_>]) {
        let start = self.out.len();
        self.inline(inner);
        let Some(address) = self.address(to) else { return };
        let mut shown = String::new();
        push_text(&mut shown, address.trim_start_matches("mailto:").trim_start_matches("tel:"));
        if self.out[start..] != shown {
            let number = self.reference(&address);
            self.raised_mark(number);
        }
    }

    fn raised_mark(&mut self, number: usize) {
        if self.open.raised.is_some() {
            return self.mark(&format!("[{number}]"));
        }
        self.open("sup", Part::Mark);
        let _ = write!(self.out, "[{number}]</sup>");
    }

    /// Raised and lowered text stays so: `m<sup>2</sup>` is not `m2`. Other raw tags only shape.
    fn raw_tag(&mut self, tag: &str) {
        let known = |name: &str| ["sup", "sub"].into_iter().find(|known| *known == name);
        let opens = tag.trim_start_matches('<').trim_end_matches('>');
        match (opens.strip_prefix('/'), &mut self.open.raised) {
            (None, raised @ None) => {
                let Some(name) = known(opens) else { return };
                *raised = Some((name, 0));
                self.open(name, Part::Raised);
            }
            (None, Some((_, inner))) => *inner += usize::from(known(opens).is_some()),
            (Some(name), Some((_, inner))) if *inner > 0 => *inner -= usize::from(known(name).is_some()),
            (Some(name), Some((open, _))) if name == *open => self.end_line(),
            (Some(_), _) => {}
        }
    }

    /// A picture within a line, or its text.
    fn image(&mut self, image: &Image<'_>) {
        match self.places.picture(image) {
            Some((number, file)) => {
                self.image_tag(image, &file);
                self.mark(&picture_mark(number));
            }
            None => self.image_text(image),
        }
    }

    pub(super) fn image_tag(&mut self, image: &Image<'_>, file: &str) {
        let style = self.look.style(Part::Image);
        let _ = write!(self.out, "<img src=\"{file}\" alt=\"");
        push_text(&mut self.out, image.alt);
        let _ = if style.is_empty() { write!(self.out, "\">") } else { write!(self.out, "\" style=\"{style}\">") };
    }

    /// The text of a picture that is not there.
    pub(super) fn image_text(&mut self, image: &Image<'_>) {
        self.rich.lost_pictures.push(image.alt.to_owned());
        self.text(image.alt);
        if let To::Web(address) = image.to {
            let number = self.reference(address);
            self.raised_mark(number);
        }
    }
}

/// What marks the place of a picture where only its text is pasted.
pub(super) fn picture_mark(number: usize) -> String {
    format!("［图{number:02}］")
}
