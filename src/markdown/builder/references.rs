//! Links, images and footnotes while a body is read.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType};

use crate::model::{Code, Span};

use super::super::footnotes::Note;
use super::super::item::{Destination, Element, Item, Picture};
use super::super::links::{Address, Link, LinkKind, OutwardLink, classify};
use super::Builder;

/// An image whose text is being read.
pub(super) struct Alt {
    picture: Picture,
    /// The whole image.
    span: Span,
    /// How deep the current text lies in the image.
    pub(super) depth: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn start_link(&mut self, kind: LinkType, href: &CowStr<'a>, range: &Range<usize>) -> Element {
        self.check_image_mark(href, range.start);
        self.in_autolink = matches!(kind, LinkType::Autolink | LinkType::Email);
        let destination = if kind == LinkType::Email {
            Destination::External(format!("mailto:{href}").into())
        } else {
            self.destination(LinkKind::Link, href, range)
        };
        self.destinations.push(destination);
        Element::Link(self.destinations.len() - 1)
    }

    pub(super) fn start_image(&mut self, href: &CowStr<'a>, title: CowStr<'a>, range: &Range<usize>) {
        let destination = self.destination(LinkKind::Image, href, range);
        self.check_entities(&title, range);
        let in_link = self.open.iter().any(|frame| matches!(frame.element, Element::Link(_)));
        let picture = Picture { destination, alt: String::new(), title: title.into_string().into(), in_link };
        self.alt = Some(Alt { picture, span: self.span(range), depth: 0 });
    }

    /// Of what lies in an image only the text counts.
    pub(super) fn take_in_image(&mut self, event: Event<'a>, range: Range<usize>) {
        let shown: CowStr<'a> = match event {
            Event::Text(text) => match self.restored(&text, &range) {
                Some(span) => self.source.slice(span).into(),
                None => text,
            },
            Event::Code(text) => text,
            Event::SoftBreak | Event::HardBreak => " ".into(),
            Event::End(_) if self.alt.as_ref().is_some_and(|alt| alt.depth == 0) => return self.end_image(),
            event => {
                let Some(alt) = &mut self.alt else { return };
                match event {
                    Event::Start(_) => alt.depth += 1,
                    Event::End(_) => alt.depth -= 1,
                    _ => {}
                }
                return;
            }
        };
        if let Some(alt) = &mut self.alt {
            alt.picture.alt.push_str(&shown);
        }
    }

    pub(super) fn end_image(&mut self) {
        let Some(Alt { picture, span, .. }) = self.alt.take() else { return };
        if says_nothing(&picture.alt) {
            let help = "请在方括号里写一句话，说明图上是什么，例如 ![居民在议事亭里议事](images/亭.jpg)";
            let alt = picture.alt.trim();
            let message = if alt.is_empty() {
                "这幅图没有文字说明".to_owned()
            } else {
                format!("「{}」没有说明图上是什么", shortened(alt))
            };
            self.report(Code::PictureWithoutWords, span, message, help);
        }
        (self.last, self.line_break) = (None, None);
        self.items.push(Item::Image(self.pictures.len()));
        self.pictures.push(picture);
    }

    fn destination(&mut self, kind: LinkKind, href: &CowStr<'a>, range: &Range<usize>) -> Destination {
        let place = self.offset(href).map_or(range.clone(), |at| at..at + href.len());
        let span = self.span(&place);
        self.check_entities(href, range);
        match classify(href) {
            Address::External(href) => {
                if href.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")) {
                    self.outward.push(OutwardLink { address: href.into(), span });
                    self.check_outward(kind, href, span);
                }
                Destination::External(href.into())
            }
            Address::Relative(path, fragment) => {
                self.links.push(Link { kind, href: href.to_string(), path, fragment, span });
                Destination::Relative(self.links.len() - 1)
            }
            Address::Unsafe => {
                let message = format!("地址「{}」不安全，发布时只留下文字", shortened(href));
                let help = "请用 http://、https://、mailto: 或 tel: 开头的地址，或档案内文件的相对路径";
                self.report(Code::UnsafeLink, span, message, help);
                Destination::Nowhere
            }
        }
    }

    /// Looks at an address of another site that is no whole one, or that of a picture.
    fn check_outward(&mut self, kind: LinkKind, href: &str, span: Span) {
        let (scheme, rest) = href.split_once(':').unwrap_or((href, ""));
        if !rest.starts_with("//") {
            let message = format!("地址「{}」里少了斜杠", shortened(href));
            let help = format!("请改成「{scheme}://{}」", rest.trim_start_matches('/'));
            self.report(Code::UnsafeLink, span, message, &help);
        } else if kind == LinkKind::Image {
            let help = "请把图片存到文章旁边，写相对路径，例如 images/会场.jpg";
            self.report(Code::PictureElsewhere, span, "图片在别的网站上，这里只会显示成链接".to_owned(), help);
        }
    }

    /// Looks for what was meant to be a footnote or a remark and became text.
    pub(super) fn check_text(&mut self, span: Span) {
        let in_code = self.open.last().is_some_and(|frame| matches!(frame.element, Element::CodeBlock(_)));
        let source = self.source;
        let rest = &source.text[span.start..self.body.end];
        if in_code || !rest.starts_with(['[', '<']) || source.text[..span.start].ends_with('\\') {
            return;
        }
        if rest.starts_with("<!--") {
            self.report_open_comment(Span::new(span.start, span.start + 4));
        }
        let label = rest.strip_prefix("[^").and_then(|rest| rest.split(['[', ']', '\n']).next());
        let Some(label) = label.filter(|label| !label.is_empty() && !label.contains(char::is_whitespace)) else {
            return;
        };
        if rest[2 + label.len()..].starts_with(']') {
            let message = format!("脚注「{label}」没有写注释，标记按文字显示");
            let help = format!("请另起一段写「[^{label}]: 注释」，冒号用半角，后面空一格");
            self.report(Code::FootnoteMissing, Span::new(span.start, span.start + label.len() + 3), message, &help);
        }
    }

    /// Numbers the footnotes and reports those that nobody would see.
    pub(super) fn number_notes(&mut self) -> Vec<Note> {
        let (notes, unused) = std::mem::take(&mut self.notes).numbered(&mut self.items);
        for draft in unused {
            let Some(span) = draft.span else { continue };
            let first_line = self.source.slice(span).lines().next().unwrap_or_default();
            let span = Span::new(span.start, span.start + first_line.len());
            let message = format!("脚注「{}」没有被正文引用，不会显示", draft.label);
            let help = format!("请在正文里写「[^{}]」引用它；同一个编号写了两次时只用第一次", draft.label);
            self.report(Code::FootnoteMissing, span, message, &help);
        }
        notes
    }
}

/// Whether the words of a picture say nothing of what it shows: none, `图片1`, the name of a file.
fn says_nothing(alt: &str) -> bool {
    const NAMES: [&str; 24] = [
        "图",
        "图片",
        "图像",
        "图示",
        "照片",
        "相片",
        "说明",
        "图片说明",
        "配图",
        "插图",
        "截图",
        "屏幕截图",
        "微信图片",
        "微信截图",
        "qq图片",
        "qq截图",
        "img",
        "image",
        "picture",
        "photo",
        "pic",
        "dsc",
        "mmexport",
        "alt",
    ];
    let alt = alt.trim().to_lowercase();
    let is_file = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp"].iter().any(|end| alt.ends_with(end));
    let is_count =
        |c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '_' | '-' | '(' | ')' | '（' | '）' | '.');
    let name = alt.trim_matches(is_count);
    name.is_empty() || is_file || NAMES.contains(&name)
}

/// A value as messages show it: its first line, no more than forty characters.
pub(super) fn shortened(value: &str) -> String {
    let line = value.trim().lines().next().unwrap_or_default();
    if line.chars().count() <= 40 {
        return line.to_owned();
    }
    line.chars().take(39).chain(['…']).collect()
}
