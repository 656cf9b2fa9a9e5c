//! What a reader sees, without markup.

use crate::model::SourceText;

use super::Markdown;
use super::item::{Break, Element, Item, Picture};

impl Markdown {
    /// All text in the order of the page, a line a block; cells of a row have a space between them.
    ///
    /// Captions and the footnotes that are shown belong to it; numbers of footnotes and alternative texts do not.
    pub fn plain_text(&self) -> String {
        let mut out = String::with_capacity(self.source.text.len());
        push_text(&mut out, &self.source, &self.pictures, &self.items);
        for note in &self.notes {
            start_line(&mut out);
            push_text(&mut out, &self.source, &self.pictures, &note.items);
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The text of the first paragraph that has any, as one line; those outside of lists and quotes come first.
    pub fn first_paragraph(&self) -> Option<String> {
        self.paragraph(0).or_else(|| self.paragraph(usize::MAX))
    }

    /// The first paragraph that lies in no more than `deepest` other elements.
    fn paragraph(&self, deepest: usize) -> Option<String> {
        let mut depth = 0_usize;
        for (index, item) in self.items.iter().enumerate() {
            match item {
                Item::Start(Element::Paragraph) if depth <= deepest => {
                    let is_end = |item: &Item| matches!(item, Item::End(Element::Paragraph));
                    let inner = &self.items[index + 1..];
                    let inner = &inner[..inner.iter().position(is_end).unwrap_or(inner.len())];
                    let text = line(&self.source, inner);
                    if !text.is_empty() {
                        return Some(text);
                    }
                    depth += 1;
                }
                Item::Start(_) => depth += 1,
                Item::End(_) => depth -= 1,
                _ => {}
            }
        }
        None
    }
}

/// Cuts a text to `limit` characters: after the last `。！？；` if there is one, else with `…` as the last of them.
pub fn excerpt(text: &str, limit: usize) -> String {
    let text = text.trim();
    let Some((cut, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let head = &text[..cut];
    if let Some((at, mark)) = head.char_indices().rfind(|(_, c)| matches!(c, '。' | '！' | '？' | '；')) {
        let end = at + mark.len_utf8();
        let closing = head[end..].trim_start_matches(['”', '’', '」', '』', '）', '》']);
        return head[..cut - closing.len()].to_owned();
    }
    let Some((last, _)) = head.char_indices().next_back() else { return String::new() };
    // Not within a sentence's part, where its second half has one, nor within a number or a word.
    let stop = head.char_indices().rfind(|&(at, c)| matches!(c, '，' | '、' | '：') && at >= last / 2);
    let part = &head[..stop.map_or(last, |(at, _)| at)];
    let whole = part.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let kept = if whole.trim().is_empty() { part } else { whole };
    format!("{}…", kept.trim_end())
}

/// The text of items within one block, as one line without spaces at its ends.
pub(super) fn line(source: &SourceText, items: &[Item]) -> String {
    let mut out = String::new();
    push_text(&mut out, source, &[], items);
    let out = out.trim();
    if out.contains('\n') { out.replace('\n', " ") } else { out.to_owned() }
}

/// How the tags begin that start or end a line.
const BLOCKS: [&str; 4] = ["details", "summary", "div", "p>"];

fn push_text(out: &mut String, source: &SourceText, pictures: &[Picture], items: &[Item]) {
    let mut in_figures = false;
    for item in items {
        match item {
            Item::Start(Element::Figures) => in_figures = true,
            Item::End(Element::Figures) => in_figures = false,
            Item::Start(Element::HeadCell(_) | Element::Cell(_)) if !out.ends_with('\n') => out.push(' '),
            Item::Start(element) if starts_line(*element) => start_line(out),
            Item::Text(piece) | Item::Code(piece) => out.push_str(piece.as_str(source)),
            Item::Image(index) if in_figures => {
                start_line(out);
                out.push_str(pictures.get(*index).map_or("", Picture::words));
            }
            Item::Break(Break::Space) => out.push(' '),
            Item::Break(Break::Hard) => out.push('\n'),
            Item::Html(tag) if matches!(&**tag, "<br>" | "<hr>") => out.push('\n'),
            Item::Html(tag) if BLOCKS.iter().any(|name| tag.trim_start_matches(['<', '/']).starts_with(name)) => {
                start_line(out);
            }
            _ => {}
        }
    }
}

fn starts_line(element: Element) -> bool {
    !matches!(
        element,
        Element::Emphasis
            | Element::Strong
            | Element::Strike
            | Element::Link(_)
            | Element::HeadCell(_)
            | Element::Cell(_)
    )
}

fn start_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}
