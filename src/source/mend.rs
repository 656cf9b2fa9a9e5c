//! Files with their problems mended; enter at [`mend`].

use super::decode::text_of;
use crate::model::Edit;

/// The bytes of a file after these edits of its decoded text, as UTF-8. All else stays as it is, line ends and a byte
/// order mark included. Of edits that touch each other only the first is made. Nothing where the file cannot be decoded.
pub fn mend(bytes: &[u8], mut edits: Vec<Edit>) -> Option<Vec<u8>> {
    let raw = text_of(bytes)?;
    edits.sort();
    let mut edits = edits.into_iter().peekable();
    let mut out = String::with_capacity(raw.len() + 64);
    // Bytes of the decoded text up to which all is done, and up to which it has been replaced.
    let (mut decoded, mut gone) = (0, 0);
    let mut chars = raw.chars().peekable();
    while let Some(mark) = chars.next_if_eq(&'\u{feff}') {
        out.push(mark);
    }
    loop {
        while let Some(edit) = edits.next_if(|edit| edit.span.start <= decoded) {
            if edit.span.start >= gone {
                out.push_str(&edit.text);
                gone = edit.span.end;
            }
        }
        let Some(c) = chars.next() else { return Some(out.into_bytes()) };
        let is_kept = decoded >= gone;
        if is_kept {
            out.push(c);
        }
        // Decoded, both are one line feed.
        if c == '\r'
            && let Some(feed) = chars.next_if_eq(&'\n')
            && is_kept
        {
            out.push(feed);
        }
        decoded += if c == '\r' { 1 } else { c.len_utf8() };
    }
}
