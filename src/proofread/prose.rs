//! What of a paragraph is written for readers: no code, no addresses, no remarks; enter at [`prose`].

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr3;

use super::FAR;

/// A paragraph with spaces in place of all else; `in_remark` says whether a remark goes on from the one before.
pub(super) fn prose<'a>(paragraph: &'a str, in_remark: &mut bool) -> Cow<'a, str> {
    let text = if paragraph.contains('`') { Cow::Owned(without_code(paragraph)) } else { Cow::Borrowed(paragraph) };
    let others = others(&text, in_remark);
    if others.is_empty() {
        return text;
    }
    let (mut shown, mut done) = (String::with_capacity(text.len()), 0);
    for part in others {
        shown.push_str(&text[done..part.start]);
        shown.extend(
            text[part.clone()].chars().flat_map(|c| if c == '\n' { "\n" } else { &"    "[..c.len_utf8()] }.chars()),
        );
        done = part.end;
    }
    shown.push_str(&text[done..]);
    Cow::Owned(shown)
}

/// The text with spaces in place of what stands between backticks.
fn without_code(text: &str) -> String {
    let mut inside = false;
    let blank = |part: &str| " ".repeat(part.len());
    let parts = text.split('`').map(|part| {
        let shown = if inside { blank(part) } else { part.to_owned() };
        inside = !inside;
        shown
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// The places of addresses and remarks.
fn others(text: &str, in_remark: &mut bool) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    loop {
        let begin = if *in_remark { at } else { at + next(&text[at..]) };
        let (mut start, rest) = (begin, &text[begin..]);
        let end = if *in_remark || rest.starts_with("<!--") {
            let end = rest.find("-->").map(|end| end + "-->".len());
            *in_remark = end.is_none();
            end.unwrap_or(rest.len())
        } else if let Some(target) = rest.strip_prefix("](") {
            start += "](".len();
            length(target)
        } else if rest.starts_with("://") {
            rest.find(|c: char| c.is_whitespace() || "<>()\"，。；、！？：（）《》“”‘’「」『』【】〔〕".contains(c))
                .unwrap_or(rest.len())
        } else {
            0
        };
        if end > 0 {
            found.push(start..start + end);
        }
        // What begins here is one byte long.
        at = (start + end).max(begin + 1);
        if at >= text.len() {
            return found;
        }
    }
}

/// Where something may begin that is none of the text.
fn next(text: &str) -> usize {
    memchr3(b'<', b']', b':', text.as_bytes()).unwrap_or(text.len())
}

/// How long the target of a link is that a text begins with; 0 where no bracket closes it in the same line.
fn length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take(FAR) {
        match c {
            '\n' => return 0,
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            _ => {}
        }
    }
    0
}
