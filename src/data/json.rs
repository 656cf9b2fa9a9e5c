//! JSON in the two forms of the archive: one object a line for long lists, indented for the rest.

use serde::Serialize;

/// Why writing cannot fail.
const SOUND: &str = "records have text keys and go to memory";

/// An object on one line.
pub(super) fn line(record: &impl Serialize) -> String {
    escape_separators(serde_json::to_string(record).expect(SOUND))
}

/// A list with one object a line: quick to write, and a change of one case is a change of one line.
pub(super) fn list(lines: &[String]) -> Vec<u8> {
    if lines.is_empty() {
        return b"[]\n".to_vec();
    }
    let mut out = Vec::with_capacity(lines.iter().map(|line| line.len() + 2).sum::<usize>() + 4);
    for (index, line) in lines.iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"[\n" } else { b",\n" });
        out.extend_from_slice(line.as_bytes());
    }
    out.extend_from_slice(b"\n]\n");
    out
}

/// A value over many lines, indented by two spaces.
pub(super) fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut text = escape_separators(serde_json::to_string_pretty(value).expect(SOUND));
    text.push('\n');
    text.into_bytes()
}

/// U+2028 and U+2029 end a line in older JavaScript, where the rest of JSON is plain source. In JSON they occur
/// inside texts only, so they can be replaced in the whole.
fn escape_separators(json: String) -> String {
    // Both start with this byte; few texts have it, and looking for one byte is quick.
    if !json.as_bytes().contains(&0xe2) || !json.contains(['\u{2028}', '\u{2029}']) {
        return json;
    }
    json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
