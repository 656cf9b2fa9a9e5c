//! Which files may be published: those of known kinds that no browser and no double click runs.

use crate::model::{PIXELS, SourcePath};
use crate::source::Sources;

/// The kinds of files that a page may bring along, besides [`PIXELS`]. A kind that is not here may be one that runs.
const SAFE_EXTENSIONS: [&str; 49] = [
    // Pictures beside those of pixels; an SVG is looked into.
    "svg", "psd", // Documents.
    "pdf", "ofd", "doc", "docx", "wps", "wpt", "rtf", "odt", "xls", "xlsx", "et", "ett", "ods", "ppt", "pptx", "pps",
    "ppsx", "dps", "dpt", "odp", "epub", "ceb", "caj", // Data and maps.
    "csv", "tsv", "txt", "json", "geojson", "kml", "kmz", "gpx", "dwg", // Archives.
    "zip", "rar", "7z", "tar", "gz", // Sound and film.
    "mp3", "m4a", "wav", "ogg", "flac", "mp4", "m4v", "mov", "webm", "ics",
];

const UNKNOWN_KIND: &str = "这种文件打开时可能会运行程序，或者不是常用的附件";
const HAS_SCRIPT: &str = "这幅 SVG 里有脚本，或者会引来脚本的内容";
const BRINGS_OTHERS: &str = "这幅 SVG 要从别的网站取内容";
const OTHER_ENCODING: &str = "这幅 SVG 不是 UTF-8 编码，看不出里面有没有脚本";

/// Elements of an SVG that run something or hold a page of their own.
const ACTIVE_ELEMENTS: [&str; 9] =
    ["script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "html", "body"];

/// What an SVG's text must not have: rules of its own, and other files that shape it.
const ACTIVE_MARKUP: [&str; 3] = ["<!entity", "<!attlist", "<?xml-stylesheet"];

/// Addresses that a browser runs, written without spaces and with characters for their numbers.
const ACTIVE_ADDRESSES: [&str; 5] =
    ["javascript:", "vbscript:", "data:text", "data:application/xhtml", "data:image/svg"];

/// Why a file must not be published; `None` where it may.
pub(in crate::archive) fn unsafe_reason(sources: &Sources, file: &SourcePath) -> Option<&'static str> {
    let extension = file.extension();
    if !PIXELS.contains(&extension.as_str()) && !SAFE_EXTENSIONS.contains(&extension.as_str()) {
        return Some(UNKNOWN_KIND);
    }
    if extension != "svg" {
        return None;
    }
    // A file that cannot be read is reported when it is to be copied.
    let bytes = sources.bytes(file).ok()?;
    svg_fault(&bytes)
}

fn svg_fault(bytes: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some(OTHER_ENCODING) };
    let text = text.to_lowercase();
    if text.contains('\0') || !is_declared_utf8(&text) {
        return Some(OTHER_ENCODING);
    }
    let addresses: String = with_characters(&text).chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let is_active = element_names(&text).any(|name| ACTIVE_ELEMENTS.contains(&name))
        || ACTIVE_MARKUP.iter().any(|markup| text.contains(markup))
        || ACTIVE_ADDRESSES.iter().any(|address| addresses.contains(address))
        || has_own_rules(&text)
        || has_event(&text);
    if is_active {
        return Some(HAS_SCRIPT);
    }
    brings_others(&text, &addresses).then_some(BRINGS_OTHERS)
}

/// Whether a tag is that of a link.
fn is_link(tag: &str) -> bool {
    tag.strip_prefix('a').is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Whether it would load anything from another server; a link that a reader may follow loads nothing.
fn brings_others(text: &str, addresses: &str) -> bool {
    let is_whole = |address: &str| {
        let address = address.trim_start_matches(['"', '\'', '(']);
        address.starts_with("//") || address.split('/').next().is_some_and(|start| start.ends_with(':'))
    };
    let mut elements = text.split('<').skip(1).filter(|rest| !is_link(rest));
    let refers = |element: &str| {
        let plain: String = with_characters(element).chars().filter(|c| !c.is_whitespace()).collect();
        plain.split("href=").skip(1).any(is_whole)
    };
    addresses.contains("@import") || addresses.split("url(").skip(1).any(is_whole) || elements.any(refers)
}

/// Whether the declaration names no other encoding, in which the same bytes may be other characters.
fn is_declared_utf8(text: &str) -> bool {
    let Some(declaration) = text.trim_start_matches('\u{feff}').strip_prefix("<?xml") else { return true };
    let declaration = declaration.split("?>").next().unwrap_or_default();
    let Some((_, encoding)) = declaration.split_once("encoding") else { return true };
    let encoding = encoding.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
    ["utf-8", "utf8", "us-ascii"].iter().any(|known| encoding.starts_with(known))
}

/// The names of all elements, without their prefixes: `<x:script>` is `script`.
fn element_names(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).map(|rest| {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
        rest[..end].rsplit(':').next().unwrap_or_default()
    })
}

/// Whether the document type brings declarations, which may add attributes to any element.
fn has_own_rules(text: &str) -> bool {
    text.split("<!doctype").skip(1).any(|rest| rest.split('>').next().is_some_and(|head| head.contains('[')))
}

/// Whether an attribute such as `onload=` occurs.
fn has_event(text: &str) -> bool {
    text.match_indices("on").any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
        let name = text[at..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        before && text.len() - at - name.len() > 2 && name.trim_start().starts_with('=')
    })
}

/// The text with `&#106;` and `&#x6a;` as the characters they stand for.
fn with_characters(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.split(';').next().unwrap_or_default();
        let code = match number.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        match code.ok().and_then(char::from_u32) {
            Some(c) => {
                decoded.extend(c.to_lowercase());
                decoded.push_str(part[number.len()..].trim_start_matches(';'));
            }
            None => decoded.push_str(part),
        }
    }
    decoded
}
