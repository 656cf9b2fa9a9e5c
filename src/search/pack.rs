//! The form all search files have: bytes as a script, so that they can be read without a server too.

use encoding_rs::GB18030;
use flate2::{Compress, Compression, FlushCompress, Status};
use serde::Serialize;

use crate::model::Route;

/// A file of the search, in its published form.
pub(super) struct SearchFile {
    /// `d7` of `search/d7.js`.
    pub(super) name: String,
    /// All of it.
    pub(super) bytes: Vec<u8>,
}

impl SearchFile {
    /// Wraps bytes up.
    pub(super) fn new(name: String, content: &[u8]) -> Self {
        Self::summed(name, content, BASIS)
    }

    /// Wraps bytes up with a checksum that goes on from another.
    fn summed(name: String, content: &[u8], sum: u32) -> Self {
        let mut bytes = Vec::with_capacity(content.len() + content.len() / 32 + name.len() + 24);
        bytes.extend_from_slice(b"S('");
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(b"','");
        escape(content, &mut bytes);
        escape(&fnv1a_from(sum, content.iter().copied()).to_le_bytes(), &mut bytes);
        bytes.extend_from_slice(b"')");
        Self { name, bytes }
    }

    /// Wraps data up as packed text.
    pub(super) fn packed(name: String, data: &impl Serialize) -> Self {
        Self::deflated(name, &encoded(data), &Before::default())
    }

    /// Wraps bytes up by deflate, as if others had come first.
    pub(super) fn deflated(name: String, bytes: &[u8], before: &Before) -> Self {
        let mut deflate = Compress::new(Compression::default(), false);
        if !before.bytes.is_empty() {
            deflate.set_dictionary(&before.bytes).expect("nothing was deflated yet");
        }
        // What cannot be packed is left as it is, with five bytes a block.
        let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 8 + 128);
        let status = deflate.compress_vec(bytes, &mut packed, FlushCompress::Finish);
        assert!(matches!(status, Ok(Status::StreamEnd)), "there is room for all");
        Self::summed(name, &packed, before.sum)
    }

    /// Its address in the site.
    pub(super) fn route(&self) -> Route {
        Route::new(&format!("search/{}.js", self.name)).expect("letters and digits are a route")
    }
}

/// Bytes that others are packed after. Their checksum goes into that of each, which is of no use beside others.
pub(super) struct Before {
    /// The bytes.
    pub(super) bytes: Vec<u8>,
    sum: u32,
}

impl Before {
    /// As many of these bytes as deflate reaches back.
    pub(super) fn new(mut bytes: Vec<u8>) -> Self {
        bytes.truncate(32 * 1024);
        Self { sum: fnv1a(bytes.iter().copied()), bytes }
    }
}

impl Default for Before {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

/// Data as JSON in GB18030.
pub(super) fn encoded(data: &impl Serialize) -> Vec<u8> {
    let text = escape_unsure(serde_json::to_string(data).expect("plain data is JSON"));
    GB18030.encode(&text).0.into_owned()
}

/// Escapes the characters that GB18030 has in different places in different years, or not at all.
fn escape_unsure(json: String) -> String {
    let is_unsure = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FE10}'..='\u{FE19}' | '\u{9FB4}'..='\u{9FBB}');
    if !json.contains(is_unsure) {
        return json;
    }
    let escaped = |c: char| if is_unsure(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    json.chars().map(escaped).collect()
}

fn escape(content: &[u8], out: &mut Vec<u8>) {
    for byte in content {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\'' => out.extend_from_slice(b"\\'"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
}

/// FNV-1a in 32 bits.
pub(super) fn fnv1a(bytes: impl IntoIterator<Item = u8>) -> u32 {
    fnv1a_from(BASIS, bytes)
}

/// The FNV-1a of nothing.
const BASIS: u32 = 0x811C_9DC5;

/// FNV-1a that goes on from another.
fn fnv1a_from(sum: u32, bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(sum, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
