//! Bytes to text: UTF-8 as it is; GBK, GB18030, Big5 and UTF-16 with advice; anything else refused.

mod line_ends;
mod utf16;

use std::borrow::Cow;
use std::sync::Arc;

use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr_iter;

use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, SourcePath, SourceText, Span, is_control};
use utf16::{bom_length, utf16_of};

/// Decodes a text file; `None` where no encoding fits, which is reported with the offset of the first bad byte.
///
/// Line ends become `\n`, a byte order mark goes. Control characters are reported, and stay.
pub fn decode(diagnostics: &mut Diagnostics, path: &SourcePath, bytes: &[u8]) -> Option<Arc<SourceText>> {
    let mut source_of = |text: &str| {
        let source = SourceText::new(path.clone(), unify_line_ends(text));
        line_ends::report(diagnostics, &source, text);
        source
    };
    let source = match recognise(bytes) {
        Encoded::Utf8(text) => source_of(text),
        Encoded::Legacy(name, text) => {
            let source = source_of(&text);
            let help = "请运行 leitai check --fix，或在编辑器里另存为 UTF-8 编码；本次已按原编码读出";
            let message = format!("文件不是 UTF-8，而是 {name} 编码");
            // Whatever is edited is written as UTF-8.
            let edit = Some(Edit::new(0, 0, ""));
            let place = Place::start_of(&source);
            diagnostics.push(Diagnostic::new(Code::LegacyEncoding, place, message, help).with_edit(edit));
            source
        }
        Encoded::Unknown { bad, guess } => {
            report_undecodable(diagnostics, path, bytes, bad, guess);
            return None;
        }
    };
    report_characters(diagnostics, &source);
    Some(source)
}

/// The same of a file that is known to be UTF-8; where there is nothing to change, the source shares the text.
pub fn decode_text(diagnostics: &mut Diagnostics, path: &SourcePath, text: &Arc<str>) -> Option<Arc<SourceText>> {
    let bytes = text.as_bytes();
    // UTF-16 of plain letters is UTF-8 too, with a zero in every second byte.
    if utf16_of(bytes).is_some() || text.starts_with('\u{feff}') || text.contains('\r') {
        return decode(diagnostics, path, bytes);
    }
    let source = SourceText::new(path.clone(), Arc::clone(text));
    report_characters(diagnostics, &source);
    Some(source)
}

/// The text of a file as it stands there, line ends and all; nothing where no encoding fits.
pub(super) fn text_of(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match recognise(bytes) {
        Encoded::Utf8(_) => str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Encoded::Legacy(_, text) => Some(Cow::Owned(text)),
        Encoded::Unknown { .. } => None,
    }
}

/// What a file is that was only renamed.
const WORD: &str = "Word 文档或压缩包";

enum Encoded<'a> {
    Utf8(&'a str),
    Legacy(&'static str, String),
    Unknown { bad: Bad, guess: &'static str },
}

/// The first byte that is no text.
#[derive(Clone, Copy)]
struct Bad {
    offset: usize,
    /// What the bytes before it are text in.
    encoding: &'static Encoding,
}

impl Bad {
    /// Of bytes that are not text in an encoding, without its mark.
    fn first(encoding: &'static Encoding, bytes: &[u8]) -> Self {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mark = if encoding == UTF_16LE || encoding == UTF_16BE { bom_length(bytes) } else { 0 };
        let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or_default();
        let mut text = String::with_capacity(room);
        let offset = match decoder.decode_to_string_without_replacement(&bytes[mark..], &mut text, true) {
            (DecoderResult::Malformed(bad, after), read) => mark + read - usize::from(bad) - usize::from(after),
            _ => 0,
        };
        Self { offset, encoding }
    }
}

fn recognise(bytes: &[u8]) -> Encoded<'_> {
    let utf16 = utf16_of(bytes);
    if let Some(encoding) = utf16
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes[bom_length(bytes)..])
    {
        return Encoded::Legacy("UTF-16", text.into_owned());
    }
    // One damaged byte of UTF-16 does not make it text of something else, even where zero bytes are.
    if let Some(encoding) = utf16 {
        return Encoded::Unknown { bad: Bad::first(encoding, bytes), guess: "UTF-16（个别字节损坏）" };
    }
    let of_word = [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0"].iter().any(|start| bytes.starts_with(start));
    let error = match str::from_utf8(bytes) {
        Ok(text) => return Encoded::Utf8(text.trim_start_matches('\u{feff}')),
        Err(error) => error,
    };
    let bad = Bad { offset: error.valid_up_to(), encoding: UTF_8 };
    if of_word {
        return Encoded::Unknown { bad, guess: WORD };
    }
    if matches!(bytes, [0xff, 0xfe, ..]) {
        return Encoded::Unknown { bad, guess: "UTF-32" };
    }
    if is_damaged_utf8(bytes) {
        return Encoded::Unknown { bad, guess: "UTF-8（个别字节损坏）" };
    }
    let gb = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    match gb {
        Some(text) if looks_like_gb(bytes) => {
            Encoded::Legacy("GBK/GB18030", text.trim_start_matches('\u{feff}').to_owned())
        }
        None if is_damaged_gb(bytes) => {
            Encoded::Unknown { bad: Bad::first(GB18030, bytes), guess: "GBK（个别字节损坏）" }
        }
        _ => match BIG5.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) if looks_like_big5(bytes) => Encoded::Legacy("Big5（繁体中文）", text.into_owned()),
            Some(_) => Encoded::Unknown { bad, guess: "Big5（繁体中文）" },
            None => Encoded::Unknown { bad, guess: "无法判断" },
        },
    }
}

/// Whether most of what is not ASCII is sound UTF-8, so that a few bad bytes do not make it GBK.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    bad > 0 && sound >= bad * 2
}

/// Whether most of what is not ASCII is common characters of GB2312 in their places.
fn is_damaged_gb(bytes: &[u8]) -> bool {
    let (text, _) = GB18030.decode_without_bom_handling(bytes);
    let lost = text.matches('\u{fffd}').count();
    let han = text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    han >= 10 && han >= lost * 10 && looks_like_gb(bytes)
}

/// Whether nearly all double bytes are of GB2312's rows, where every common character is.
///
/// The four bytes of a rare character, as GB18030 has them, fit no other encoding and so speak for it.
fn looks_like_gb(bytes: &[u8]) -> bool {
    let (mut common, mut other) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if first.is_ascii() {
            continue;
        }
        match (first, rest.split_first()) {
            (0x81..=0xfe, Some((0x30..=0x39, [0x81..=0xfe, 0x30..=0x39, tail @ ..]))) => {
                (common, rest) = (common + 1, tail);
            }
            (0xa1..=0xf7, Some((0xa1..=0xfe, tail))) => (common, rest) = (common + 1, tail),
            (_, Some((_, tail))) => (other, rest) = (other + 1, tail),
            (_, None) => other += 1,
        }
    }
    common > 0 && common >= other * 4
}

/// Whether there are many double bytes, and nearly all of them are of Big5's first level, where every common character
/// is, or marks.
fn looks_like_big5(bytes: &[u8]) -> bool {
    let (mut common, mut other) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if first.is_ascii() {
            continue;
        }
        rest = tail.get(1..).unwrap_or_default();
        match (first, tail.first()) {
            (0xa1 | 0xa4..=0xc6, Some(0x40..=0x7e | 0xa1..=0xfe)) => common += 1,
            _ => other += 1,
        }
    }
    common >= 10 && common >= other * 20
}

fn report_undecodable(diagnostics: &mut Diagnostics, path: &SourcePath, bytes: &[u8], bad: Bad, guess: &str) {
    let Bad { offset, encoding } = bad;
    // What comes before the bad byte is sound, so the place is exact; the line after it is not shown.
    let before = unify_line_ends(&encoding.decode_without_bom_handling(&bytes[..offset]).0);
    let before = before.trim_start_matches('\u{feff}').to_owned();
    let end = before.len();
    let source = SourceText::new(path.clone(), before);
    let byte = format!("第 {offset} 个字节（0x{:02X}）不是文字", bytes[offset]);
    let (message, help) = if guess == WORD {
        let help = "请在 Word 里打开，复制文字，粘贴到记事本，再保存为 .md 文件；leitai new case 会给一份写好格式的";
        (format!("{byte}：这是 {guess}，只是改了扩展名"), help)
    } else {
        let help = "请用记事本打开，确认文字正常后“另存为”，编码选 UTF-8；文字已经乱了的，请找回原稿";
        (format!("{byte}，文件的编码可能是：{guess}"), help)
    };
    diagnostics.report(Code::Undecodable, Place::new(&source, Span::new(end, end)), message, help);
}

fn unify_line_ends(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

fn report_characters(diagnostics: &mut Diagnostics, source: &Arc<SourceText>) {
    report_control_characters(diagnostics, source);
    report_lost_characters(diagnostics, source);
}

/// What to do about a zero byte.
const AT_ZERO: &str = "请删去它；到处都是的，文件多半是 UTF-16 编码，请用记事本打开，“另存为”时编码选 UTF-8";

fn report_control_characters(diagnostics: &mut Diagnostics, source: &Arc<SourceText>) {
    let holds_none = || !["\u{fffe}", "\u{ffff}"].iter().any(|c| source.text.contains(c));
    if !may_hold_controls(source.text.as_bytes()) && holds_none() {
        return;
    }
    for (line_start, line) in lines_with_start(&source.text) {
        if let Some((at, c)) = line.char_indices().find(|&(_, c)| is_control(c)) {
            let start = line_start + at;
            diagnostics.report(
                Code::ControlCharacter,
                Place::new(source, Span::new(start, start + c.len_utf8())),
                format!("这里有一个看不见的控制字符（U+{:04X}）", u32::from(c)),
                if c == '\0' { AT_ZERO } else { "请删去它；把光标放到它后面，按一次退格键即可" },
            );
        }
    }
}

/// Whether bytes of UTF-8 hold a control character other than a tab or a line end.
fn may_hold_controls(bytes: &[u8]) -> bool {
    let is_control = |b: u8| (b < 0x20 && b != b'\n' && b != b'\t') || b == 0x7f;
    // Without an early exit the loop takes many bytes at a time.
    bytes.iter().fold(false, |found, &b| found | is_control(b))
        || memchr_iter(0xc2, bytes).any(|at| bytes.get(at + 1).is_some_and(|&b| b < 0xa0))
}

/// A replacement character stands where an earlier conversion lost what was written.
fn report_lost_characters(diagnostics: &mut Diagnostics, source: &Arc<SourceText>) {
    if !source.text.contains("\u{fffd}") {
        return;
    }
    for (line_start, line) in lines_with_start(&source.text) {
        if let Some(at) = line.find('\u{fffd}') {
            let span = Span::new(line_start + at, line_start + at + '\u{fffd}'.len_utf8());
            let message = "这里是一个「\u{fffd}」，原来的文字在转换编码时已经丢失";
            let help = "请找回原稿，把这里的文字补上";
            diagnostics.report(Code::Undecodable, Place::new(source, span), message, help);
        }
    }
}

/// The lines of a text without their ends, each with the byte it starts at.
pub(super) fn lines_with_start(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.strip_suffix('\n').unwrap_or(line))
    })
}
