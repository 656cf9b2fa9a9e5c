//! Drawings in SVG: what drawing programs write beside the drawing, such as who drew it and where the file lay.

/// Attributes in which programs note paths of the machine.
const PATHS: [&str; 2] = ["sodipodi:docname", "inkscape:export-filename"];

/// A drawing without metadata, comments and paths of the machine; what is no text stays.
pub fn bare_drawing(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        bare.push_str(before);
        let name = name(tag);
        let (kept, dropped) = match name.rsplit(':').next() {
            _ if tag.starts_with("<!--") => (0, after(tag, "-->")),
            _ if tag.starts_with("<![CDATA[") => (after(tag, "]]>"), 0),
            Some("metadata") => (0, after_element(tag, name)),
            // A style may stand in a comment and holds all the same.
            Some("style") => (after_element(tag, name), 0),
            _ => (1, 0),
        };
        bare.push_str(&tag[..kept]);
        rest = &tag[kept + dropped..];
    }
    bare.push_str(rest);
    for attribute in PATHS {
        drop_attribute(&mut bare, attribute);
    }
    bare.into_bytes()
}

/// The name of the element that starts here, with its prefix.
fn name(tag: &str) -> &str {
    let name = &tag[1..];
    &name[..name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len())]
}

/// The length up to the end of this mark; all where it is missing.
fn after(text: &str, mark: &str) -> usize {
    text.find(mark).map_or(text.len(), |at| at + mark.len())
}

/// The length of an element without others of its name in it.
fn after_element(tag: &str, name: &str) -> usize {
    let head = after(tag, ">");
    if tag[..head].ends_with("/>") {
        return head;
    }
    let end = head + after(&tag[head..], &format!("</{name}"));
    end + after(&tag[end..], ">")
}

fn drop_attribute(text: &mut String, attribute: &str) {
    let mut from = 0;
    while let Some(at) = text[from..].find(&format!("{attribute}=")).map(|at| from + at) {
        let value = &text[at + attribute.len() + 1..];
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let length = quoted.and_then(|quote| value[1..].find(quote)).map(|end| attribute.len() + 1 + end + 2);
        match length {
            Some(length) => text.replace_range(at..at + length, ""),
            None => from = at + attribute.len(),
        }
    }
}
