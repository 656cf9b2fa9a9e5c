//! Texts that go on in the next line; enter at [`joined`].

use crate::markdown::joins;

/// A text without the spaces that YAML puts where it goes on in the next line, between characters that have none between
/// them. `written` is the same as it stands in the file; where the two are not alike, the text stays as it is.
pub(super) fn joined(written: &str, text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    // Quotation marks stand at both ends, a mark of folded text in a line above.
    for line in written.lines().map(|line| line.trim_matches([' ', '\t', '"', '\''])) {
        let own = rest.trim_start();
        let gap = &rest[..rest.len() - own.len()];
        let Some(after) = own.strip_prefix(line) else {
            if out.is_empty() {
                continue;
            }
            break;
        };
        let is_joined = |first| gap == " " && out.chars().next_back().is_some_and(|last| joins(last, first));
        if !line.chars().next().is_some_and(is_joined) {
            out.push_str(gap);
        }
        out.push_str(line);
        rest = after;
    }
    out + rest
}
