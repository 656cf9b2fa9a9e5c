//! Styles of drawings without what is said in them beside the style.

/// A style without what its comments say. Their marks stay: what they divide must not become one.
pub(super) fn without_comments(style: &str) -> String {
    let mut bare = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = rest.find(['/', '"', '\'', '(']) {
        let (before, after) = rest.split_at(at);
        bare.push_str(before);
        rest = match after.strip_prefix("/*").and_then(|comment| comment.split_once("*/")) {
            Some((_, after)) => {
                bare.push_str("/**/");
                after
            }
            None => {
                let (kept, after) = after.split_at(length(before, after));
                bare.push_str(kept);
                after
            }
        };
    }
    bare.push_str(rest);
    bare
}

/// How long the text or address is that starts here, in which there are no comments; else one.
fn length(before: &str, text: &str) -> usize {
    let is_url = || before.to_ascii_lowercase().ends_with("url");
    let end = match text.as_bytes()[0] {
        b'(' if is_url() && !text[1..].trim_start().starts_with(['"', '\'']) => b')',
        quote @ (b'"' | b'\'') => quote,
        _ => return 1,
    };
    let mut is_escaped = false;
    let is_end = |byte: &u8| {
        let is_end = *byte == end && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    };
    text.as_bytes()[1..].iter().position(is_end).map_or(1, |at| at + 2)
}
