//! Which files may be published: those of known kinds that no browser and no double click runs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use memchr::memchr_iter;

use crate::model::drawing::{ACTIVE_ELEMENTS, DEEPEST, INNER, Tamed, leads_away, tamed};
use crate::model::entities::with_entities;
use crate::model::xml::{Piece, pieces, tag_name, with_characters, with_escapes};
use crate::model::{Nature, PIXELS, SourcePath};
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

/// Kinds that browsers show as they are written, whatever is in them.
const PLAIN: [&str; 3] = ["txt", "csv", "tsv"];

/// Maps that browsers may take for pages, as their kind has no other program there.
const MAPS: [&str; 2] = ["kml", "gpx"];

const UNKNOWN_KIND: &str = "这种文件打开时可能会运行程序，或者不是常用的附件";
const IS_PROGRAM: &str = "里面其实是程序";
const IS_PAGE: &str = "里面其实是网页，打开时可能会运行脚本";
const IS_PHOTO: &str = "里面其实是照片，会连同拍摄的地点一起发布；扩展名改成 .jpg 等，就会重新做过";
const IS_DRAWING: &str = "里面其实是 SVG 图";
const MAP_WITH_PAGE: &str = "这份地图数据里夹着网页";
const HAS_SCRIPT: &str =
    "这幅 SVG 里有脚本或可能引来脚本的内容，请另存为普通的 SVG（Illustrator 里不勾选“保留编辑功能”），或者导出为 PNG";
const BRINGS_OTHERS: &str = "这幅 SVG 要从别的网站取内容";
const LEAVES_FILES: &str =
    "这幅 SVG 里的图片没有嵌进来，只记着它在电脑上的位置，读者看不到；请在画图软件里嵌入图片再保存";
const TOO_LARGE: &str = "这幅 SVG 太大（上限 10 MB、20 万个标签），请导出为 PNG";
const OTHER_ENCODING: &str = "不是 UTF-8 编码，看不出里面有没有脚本";

/// The most bytes and tags of an SVG: twice as many take a browser seconds.
const MOST_BYTES: usize = 10_000_000;
const MOST_TAGS: usize = 200_000;

/// What an SVG's text must not have: rules of its own, and other files that shape it.
const ACTIVE_MARKUP: [&str; 3] = ["<!entity", "<!attlist", "<?xml-stylesheet"];

/// Addresses that a browser runs, written without spaces and with characters for their numbers; the last one makes
/// elements those of a page.
const ACTIVE_ADDRESSES: [&str; 6] =
    ["javascript:", "vbscript:", "data:text", "data:application/xhtml", "data:image/svg", "//www.w3.org/1999/xhtml"];

/// Attributes whose values are addresses, or what an animation puts in place of one.
const REFERRING: [&str; 5] = ["href=", "to=", "from=", "by=", "values="];

/// Whether a file may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::archive) enum Verdict {
    /// It may.
    Safe,
    /// A drawing that may be shown once it is [`tamed`], perhaps without words; as it is, it must not be published, for this
    /// reason.
    Tamable { reason: &'static str, loses_words: bool },
    /// It must not, for this reason.
    Unsafe(&'static str),
}

/// Looks at a file, whether it may be published.
pub(in crate::archive) fn verdict(sources: &Sources, file: &SourcePath) -> Verdict {
    let Some(reason) = unsafe_reason(sources, file) else { return Verdict::Safe };
    let can_be_read = file.extension() == "svg" && !matches!(reason, TOO_LARGE | OTHER_ENCODING);
    let tame = || tamed(std::str::from_utf8(&sources.bytes(file).ok()?).ok()?).ok();
    match can_be_read.then(tame).flatten().filter(|tame| drawing_fault(tame.svg.as_bytes()).is_none()) {
        Some(Tamed { loses_words, .. }) => Verdict::Tamable { reason, loses_words },
        None => Verdict::Unsafe(reason),
    }
}

/// Why a file must not be published as it is; `None` where it may.
fn unsafe_reason(sources: &Sources, file: &SourcePath) -> Option<&'static str> {
    let extension = file.extension();
    if !PIXELS.contains(&extension.as_str()) && !SAFE_EXTENSIONS.contains(&extension.as_str()) {
        return Some(UNKNOWN_KIND);
    }
    // A file that cannot be read is reported when it is to be copied, and what is no picture when pictures are made.
    match extension.as_str() {
        "svg" => drawing_fault(&sources.bytes(file).ok()?),
        pixels if PIXELS.contains(&pixels) => None,
        map if MAPS.contains(&map) => map_fault(&sources.bytes(file).ok()?),
        other => {
            let head = sources.head(file).ok()?;
            let is_shown = !PLAIN.contains(&other);
            match Nature::of(&head) {
                Some(Nature::Program) => Some(IS_PROGRAM),
                Some(Nature::Photo) => Some(IS_PHOTO),
                Some(Nature::Page) if is_shown => Some(IS_PAGE),
                Some(Nature::Drawing) if is_shown => Some(IS_DRAWING),
                _ if is_shown && is_xml(&head) => map_fault(&sources.bytes(file).ok()?).map(|_| IS_PAGE),
                _ => None,
            }
        }
    }
}

/// Whether a browser may take a file for XML, in which elements of pages run.
fn is_xml(head: &[u8]) -> bool {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start().starts_with(b"<?xml")
}

/// Browsers run what stands in such a file among elements of pages and drawings.
fn map_fault(bytes: &[u8]) -> Option<&'static str> {
    let Ok(written) = std::str::from_utf8(bytes) else { return Some(OTHER_ENCODING) };
    let text = with_characters(&written.to_lowercase());
    let holds = |words: &&str| text.contains(*words);
    let elements = ["//www.w3.org/1999/xhtml", "//www.w3.org/2000/svg"];
    elements.iter().chain(&ACTIVE_MARKUP).any(holds).then_some(MAP_WITH_PAGE)
}

/// Why a drawing must not be published.
pub fn drawing_fault(bytes: &[u8]) -> Option<&'static str> {
    fault_within(bytes, DEEPEST)
}

/// Why a drawing must not be published that may hold others so deep.
fn fault_within(bytes: &[u8], deepest: usize) -> Option<&'static str> {
    if bytes.len() > MOST_BYTES || memchr_iter(b'<', bytes).count() > MOST_TAGS {
        return Some(TOO_LARGE);
    }
    let Ok(written) = std::str::from_utf8(bytes) else { return Some(OTHER_ENCODING) };
    let written = without_inner(&with_entities(written), deepest);
    let whole = written.to_lowercase();
    if written.contains('\0') || !is_declared_utf8(&whole) {
        return Some(OTHER_ENCODING);
    }
    let (written, words) = &read(&written);
    let text = written.to_lowercase();
    let characters = with_characters(&text);
    let texts = [with_escapes(&characters), with_escapes(&with_characters(words)), characters];
    let addresses: String = texts.join("\n").chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let is_active = element_names(&text).any(|name| ACTIVE_ELEMENTS.contains(&name))
        || ACTIVE_MARKUP.iter().any(|markup| whole.contains(markup))
        || ACTIVE_ADDRESSES.iter().any(|address| addresses.contains(address))
        || has_own_rules(&text)
        || has_event(&text);
    if is_active {
        return Some(HAS_SCRIPT);
    }
    if brings_others(written, &addresses) {
        return Some(BRINGS_OTHERS);
    }
    leaves_files(written, &addresses).then_some(LEAVES_FILES)
}

/// An SVG without the harmless ones in it.
fn without_inner(svg: &str, deepest: usize) -> String {
    let mut parts = svg.split(INNER);
    let mut without = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_alphanumeric() && !"+/=".contains(c)).unwrap_or(part.len());
        let inner = STANDARD.decode(&part[..end]).ok().zip(deepest.checked_sub(1));
        let is_harmless = inner.is_some_and(|(inner, deepest)| fault_within(&inner, deepest).is_none());
        without.push_str(if is_harmless { "data:," } else { INNER });
        without.push_str(if is_harmless { &part[end..] } else { part });
    }
    without
}

/// An SVG without the comments and words that no browser runs or follows, and what its styles say: their rules may be
/// divided by comments and tags. What stands between the first and the last tag of a style counts as of one.
fn read(svg: &str) -> (String, String) {
    let is_of_style = |piece: &Piece<'_>| matches!(piece, Piece::Tag(tag) if tag_name(tag).ends_with("style"));
    let all: Vec<Piece<'_>> = pieces(svg).collect();
    let first = all.iter().position(is_of_style).unwrap_or(all.len());
    let last = all.iter().rposition(is_of_style).unwrap_or_default();
    let (mut read, mut styles) = (String::with_capacity(svg.len()), String::new());
    for (number, piece) in all.into_iter().enumerate() {
        let (Piece::Tag(text) | Piece::Text(text) | Piece::Note(text)) = piece;
        if (first..=last).contains(&number) {
            styles.push_str(piece.words().unwrap_or_default());
        } else if !text.starts_with('<') || text.starts_with("<!--") {
            continue;
        }
        read.push_str(text);
    }
    (read, styles.to_lowercase())
}

/// Whether it shows files beside it, which are not published with it.
fn leaves_files(text: &str, addresses: &str) -> bool {
    let is_left = |value: &str| !value.is_empty() && !value.starts_with('#') && !value.starts_with("data:");
    let in_style = |value: &str| {
        let value = value.split(')').next().unwrap_or_default().replace("&quot;", "").replace("&apos;", "");
        is_left(value.trim_matches(['"', '\'']))
    };
    addresses.split("url(").skip(1).any(in_style)
        || elements(text).any(|element| element.split(REFERRING[0]).skip(1).map(quoted).any(is_left))
}

/// The tags that refer to what is loaded, in small letters and without spaces: all but links, which load nothing until
/// a reader follows them.
fn elements(text: &str) -> impl Iterator<Item = String> {
    let tag = |piece| if let Piece::Tag(tag) = piece { Some(tag.to_lowercase()) } else { None };
    let plain = |tag: String| with_characters(&tag).chars().filter(|c| !c.is_whitespace()).collect();
    pieces(text).filter_map(tag).filter(|tag| !is_link(tag)).map(plain)
}

/// Whether a tag is that of a link.
fn is_link(tag: &str) -> bool {
    tag.strip_prefix("<a").is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Whether it would load anything from another server.
fn brings_others(text: &str, addresses: &str) -> bool {
    let refers = |element: String| {
        let mut values = REFERRING.iter().flat_map(|name| element.split(name).skip(1).map(quoted));
        values.any(|value| value.split(';').any(leads_away))
    };
    ["@import", "image-set(", "xml:base="].iter().any(|words| addresses.contains(words))
        || ["url(", "src("].iter().any(|function| addresses.split(function).skip(1).any(leads_away))
        || elements(text).any(refers)
}

/// The value that starts here with its quote.
fn quoted(text: &str) -> &str {
    let mut parts = text.split(['"', '\'']);
    parts.nth(1).unwrap_or_default()
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
        let is_name = text[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
        is_name && {
            let name = text[at..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            text.len() - at - name.len() > 2 && name.trim_start().starts_with('=')
        }
    })
}
