//! A check that the template engine lacks: blocks that would call each other without end.
//!
//! Rendering a block runs its most derived version, and `super()` goes back to an earlier one. Without `super()` blocks
//! only descend into blocks nested in them. So an endless circle needs a template with a parent in which a block nested
//! in another calls `super()`; that is refused.

use crate::model::Span;

/// Where a template that extends another calls `super()` in a block nested in another.
pub(super) fn nested_super(text: &str) -> Option<Span> {
    let mut depth = 0_usize;
    let mut has_parent = false;
    let mut is_raw = false;
    for (start, end) in tags(text) {
        let tag = &text[start..end];
        let words = tag.trim_matches(['{', '%', '-', '}', ' ', '\n', '\t', '\r']);
        let is_block_tag = tag.starts_with("{%");
        match words.split_whitespace().next().unwrap_or_default() {
            "raw" if is_block_tag => is_raw = true,
            "endraw" if is_block_tag => is_raw = false,
            _ if is_raw => {}
            "extends" if is_block_tag => has_parent = true,
            "block" if is_block_tag => depth += 1,
            "endblock" if is_block_tag => depth = depth.saturating_sub(1),
            _ => {
                if let Some(at) = tag.find("super").filter(|_| has_parent && depth > 1 && is_call(tag)) {
                    return Some(Span::new(start + at, start + at + "super".len()));
                }
            }
        }
    }
    None
}

fn is_call(tag: &str) -> bool {
    tag.split("super").skip(1).any(|rest| rest.trim_start().starts_with('('))
}

/// The tags of a template in order, comments left out.
fn tags(text: &str) -> Vec<(usize, usize)> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('{').map(|at| from + at) {
        let close = match text.as_bytes().get(start + 1) {
            Some(b'%') => "%}",
            Some(b'{') => "}}",
            Some(b'#') => "#}",
            _ => {
                from = start + 1;
                continue;
            }
        };
        let end = text[start + 2..].find(close).map_or(text.len(), |at| start + 2 + at + 2);
        if close != "#}" {
            tags.push((start, end));
        }
        from = end;
    }
    tags
}
