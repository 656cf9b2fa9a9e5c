//! What stands within a line of a Word document.

use std::fmt::Write as _;

use super::word::{Writer, push_run_text};
use crate::markdown::tree::{Image, Kind, Node, To};
use crate::model::xml::push_text;
use crate::platforms::rich::Places as _;

/// What a picture may take of a page at the most, in pixels of a screen: the width of the text, and a little less
/// than its height.
const MOST: (u32, u32) = (589, 830);

/// How Word counts a pixel of a screen: 914,400 units are an inch.
const PIXEL: u32 = 914_400 / 96;

/// How the text of a run looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Face {
    bold: bool,
    italic: bool,
    struck: bool,
    /// The style of a link or of code.
    style: Option<&'static str>,
    /// `superscript` or `subscript`.
    pub(super) raised: Option<&'static str>,
}

impl Writer<'_, '_> {
    pub(super) fn inline(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            self.inline_node(node);
        }
    }

    fn inline_node(&mut self, node: &Node<'_>) {
        match node {
            Node::Text(text) => self.run(text),
            Node::Code(code) => self.within(|face| face.style = Some("CodeText"), |writer| writer.run(code)),
            Node::Tag(tag) => self.raw_tag(tag),
            Node::Image(image) => self.image(image),
            Node::NoteMark(number) => {
                self.within(|face| face.raised = Some("superscript"), |writer| writer.run(&format!("[{number}]")));
            }
            Node::Checkbox(done) => self.run(if *done { "☑ " } else { "☐ " }),
            Node::LineBreak | Node::Rule => {
                self.word.body.push_str("<w:r><w:br/></w:r>");
                self.word.text.push('\n');
            }
            Node::Element(kind, inner) => self.inline_element(*kind, inner),
        }
    }

    fn inline_element(&mut self, kind: Kind<'_>, inner: &[Node<'_>]) {
        match kind {
            Kind::Strong => self.within(|face| face.bold = true, |writer| writer.inline(inner)),
            Kind::Emphasis => self.within(|face| face.italic = true, |writer| writer.inline(inner)),
            Kind::Strike => self.within(|face| face.struck = true, |writer| writer.inline(inner)),
            Kind::Link(to) => self.link(to, inner),
            _ => self.inline(inner),
        }
    }

    fn within(&mut self, change: impl FnOnce(&mut Face), write: impl FnOnce(&mut Self)) {
        let outer = self.face;
        change(&mut self.face);
        write(self);
        self.face = outer;
    }

    /// A link as a field, which no odd address can make a broken file of.
    fn link(&mut self, to: To<'_>, inner: &[Node<'_>]) {
        let Some(address) = self.draft.leads(to) else { return self.inline(inner) };
        let body = &mut self.word.body;
        body.push_str(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"",
        );
        push_text(body, &address.replace('\\', "%5C").replace('"', "%22"));
        body.push_str("\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
        self.within(|face| face.style = Some("Hyperlink"), |writer| writer.inline(inner));
        self.word.body.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    }

    /// Raised and lowered text stays so; other raw tags only shape.
    fn raw_tag(&mut self, tag: &str) {
        self.face.raised = match tag {
            "<sup>" => Some("superscript"),
            "<sub>" => Some("subscript"),
            "</sup>" | "</sub>" => None,
            _ => self.face.raised,
        };
    }

    /// A text in the face of the moment.
    pub(super) fn run(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let face = self.face;
        let body = &mut self.word.body;
        body.push_str("<w:r>");
        face.push(body);
        push_run_text(body, text);
        body.push_str("</w:r>");
        self.word.text.push_str(text);
    }

    fn image(&mut self, image: &Image<'_>) {
        match self.picture_number(image) {
            Some(number) => {
                self.drawing(image, number);
                let _ = write!(self.word.text, "［图{number:02}］");
            }
            None => self.run(image.alt),
        }
    }

    pub(super) fn picture_number(&mut self, image: &Image<'_>) -> Option<usize> {
        self.draft.picture(image).map(|(number, _)| number)
    }

    /// A picture of the package, by its number.
    pub(super) fn drawing(&mut self, image: &Image<'_>, number: usize) {
        self.drawings += 1;
        let shot = &self.draft.shots[number - 1];
        let (width, height) = self.draft.picture_of(shot).map_or((1, 1), |picture| (picture.width, picture.height));
        let (width, height) = fitting(width, height);
        let mut name = format!("id=\"{}\" name=\"图片 {}\" descr=\"", self.drawings, self.drawings);
        push_text(&mut name, image.alt);
        name.push('"');
        let size = format!("cx=\"{width}\" cy=\"{height}\"");
        // Writing to a string cannot fail.
        let _ = write!(
            self.word.body,
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent {size}/>\
             <wp:docPr {name}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/>\
             </wp:cNvGraphicFramePr><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
             <pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"picture{number}\"/>\
             <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
             <a:ext {size}/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
             </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        );
    }
}

impl Face {
    /// Appends it as the properties of a run, in the order that Word's schema has.
    fn push(self, xml: &mut String) {
        let Self { bold, italic, struck, style, raised } = self;
        if !(bold || italic || struck || style.is_some() || raised.is_some()) {
            return;
        }
        xml.push_str("<w:rPr>");
        if let Some(style) = style {
            let _ = write!(xml, "<w:rStyle w:val=\"{style}\"/>");
        }
        for (is_so, property) in [(bold, "<w:b/>"), (italic, "<w:i/>"), (struck, "<w:strike/>")] {
            if is_so {
                xml.push_str(property);
            }
        }
        if let Some(raised) = raised {
            let _ = write!(xml, "<w:vertAlign w:val=\"{raised}\"/>");
        }
        xml.push_str("</w:rPr>");
    }
}

/// The size of a picture on the page: its own, or as large as fits in the same proportions.
fn fitting(width: u32, height: u32) -> (u32, u32) {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let most = (u64::from(MOST.0), u64::from(MOST.1));
    let (width, height) = if width <= most.0 { (width, height) } else { (most.0, (height * most.0 / width).max(1)) };
    let (width, height) = if height <= most.1 { (width, height) } else { ((width * most.1 / height).max(1), most.1) };
    let units = |pixels: u64| u32::try_from(pixels).unwrap_or(1) * PIXEL;
    (units(width), units(height))
}
