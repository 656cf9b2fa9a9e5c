//! What conversions leave behind where they fail: letters read in another encoding, boxes, sounds beside characters.

use std::ops::Range;
use std::sync::LazyLock;

use encoding_rs::{GBK, WINDOWS_1252};

use super::char_set::CharSet;
use super::marks::is_han;
use super::script::{is_in_gb_2312, simplified};
use super::{FAR, Finding};
use crate::model::{Code, Span};

/// Of every such text that is read as Western letters one of these is there.
const LATIN: [&str; 10] = ["Ã", "Â", "â€", "ï¼", "ã€", "ä¸", "å", "æ", "ç", "è"];

/// What programs leave: fields of Word without their text, marks of HTML, bullets of symbol fonts, marks that nobody sees.
const RELICS: [&str; 36] = [
    "错误!未找到引用源。",
    "错误！未找到引用源。",
    "Error! Reference source not found.",
    "HYPERLINK \"",
    "PAGEREF _",
    "&nbsp;",
    "&quot;",
    "&#8220;",
    "&#8221;",
    "\u{feff}",
    "ï»¿",
    "\u{200b}",
    "\u{200e}",
    "\u{200f}",
    "\u{202a}",
    "\u{202b}",
    "\u{202c}",
    "\u{202d}",
    "\u{202e}",
    "\u{2060}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{3164}",
    "\u{ad}",
    "\u{2028}",
    "\u{2029}",
    "\u{f0b7}",
    "\u{f06c}",
    "\u{f0d8}",
    "\u{f0fc}",
    "\u{f0a7}",
    "\u{f06e}",
    "\u{f075}",
    "\u{f0b2}",
];

/// `zhuāng` has as many letters as any.
const LONGEST_SOUND: usize = 6;

/// Vowels with the four tones.
const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ";

/// What all that is looked for begins with: a box, the brackets of a sound, [`RELICS`], [`LATIN`] and [`GARBLED`].
pub(super) fn starts() -> impl Iterator<Item = char> {
    let fixed = ["□", "(", "（"].into_iter().chain(RELICS).chain(LATIN);
    fixed.filter_map(|start| start.chars().next()).chain(garbled_starts())
}

/// The first characters of UTF-8 that is read as GBK.
static GARBLED: LazyLock<CharSet> = LazyLock::new(|| garbled_starts().collect());

/// The characters whose two bytes in GBK begin a Han character in UTF-8.
fn garbled_starts() -> impl Iterator<Item = char> {
    let bytes = (0xe3..=0xe9_u8).flat_map(|first| (0x80..=0xbf_u8).map(move |second| [first, second]));
    bytes.filter_map(|pair| GBK.decode_without_bom_handling(&pair).0.chars().next())
}

/// The leftovers in a text; `unusual` has all of its characters that one may begin with.
pub(super) fn find(text: &str, unusual: &[(usize, char)]) -> Vec<Finding> {
    let (mut found, mut done) = (Vec::new(), 0);
    for &(at, c) in unusual {
        let is_here = |start: &&&str| text[at..].starts_with(**start);
        let finding = match c {
            _ if at < done => None,
            '□' => square(text, at),
            '(' | '（' => sound(text, at),
            _ if let Some(relic) = RELICS.iter().find(is_here) => of_relic(text, at..at + relic.len()),
            _ if LATIN.iter().any(|start| is_here(&start)) => latin(text, at),
            _ if GARBLED.contains(c) => garbled(text, at),
            _ => None,
        };
        done = finding.as_ref().map_or(done, |finding| finding.span.end);
        found.extend(finding);
    }
    found
}

/// What a program left, with the same again behind it, and the address of a field.
fn of_relic(text: &str, range: Range<usize>) -> Option<Finding> {
    let relic = &text[range.clone()];
    let rest = text[range.end..].trim_start_matches(relic);
    // Written as code it is an example; in front of a whole file it is none.
    let in_code = text[..range.start].ends_with('`') || range.start == 0;
    let own = match relic.chars().next_back() {
        Some('"') => rest.find(['"', '\n']).map_or(0, |quote| quote + 1),
        Some('_') => rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len()),
        _ => 0,
    };
    let span = Span::new(range.start, text.len() - rest.len() + own);
    // Of a mark that nobody sees the number is shown.
    let shown = match relic.chars().next() {
        Some(c @ ('\u{ad}' | '\u{200b}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{feff}')) => {
            format!("U+{:04X}", u32::from(c))
        }
        _ => text[span.start..span.end].to_owned(),
    };
    let message = format!("「{shown}」是从别的程序复制时留下的");
    let help = "请删去它；原来的位置有文字、引号或项目符号的，请对照原稿补上";
    (!in_code).then(|| Finding::new(Code::Leftover, span, message, help))
}

/// UTF-8 that was read as GBK: Han characters, two of which at least come out as others.
fn garbled(text: &str, at: usize) -> Option<Finding> {
    let run = text[at..].char_indices().take(FAR).take_while(|(_, c)| !c.is_ascii());
    let end = run.last().map_or(at, |(offset, c)| at + offset + c.len_utf8());
    let (bytes, _, is_lost) = GBK.encode(&text[at..end]);
    if is_lost {
        return None;
    }
    let meant = whole_characters(&bytes).filter(|meant| meant.chars().all(is_usual))?;
    let length: usize = meant.len().div_ceil(2);
    // Two characters may come out of two rivers by chance, but not of characters that hardly any text has.
    let is_rare = |c: char| !is_in_gb_2312(c);
    let is_sure = match meant.chars().count() {
        0 | 1 => false,
        2 => text[at..end].chars().take(length).any(is_rare),
        _ => true,
    };
    if !is_sure {
        return None;
    }
    let end = text[at..].char_indices().nth(length).map_or(text.len(), |(length, _)| at + length).min(end);
    Some(misread(text, Span::new(at, end), meant))
}

/// Whether many texts have a character: a Han character of GB 2312, or a mark.
fn is_usual(c: char) -> bool {
    if is_han(c) {
        is_in_gb_2312(c)
    } else {
        matches!(c, '\u{2010}'..='\u{2030}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
    }
}

/// UTF-8 that was read as Western letters: `Ã©`, `ï¼Œ`, `â€œ`.
fn latin(text: &str, at: usize) -> Option<Finding> {
    let mut bytes = Vec::new();
    let mut ends = Vec::new();
    for (offset, c) in text[at..].char_indices().take(FAR) {
        let Some(byte) = western_byte(c) else { break };
        bytes.push(byte);
        ends.push(at + offset + c.len_utf8());
    }
    let meant = whole_characters(&bytes)?;
    Some(misread(text, Span::new(at, ends[meant.len() - 1]), meant))
}

/// The byte above ASCII that is this letter in Western encodings.
fn western_byte(c: char) -> Option<u8> {
    if let '\u{80}'..='\u{9f}' = c {
        return u8::try_from(u32::from(c)).ok();
    }
    let text = c.to_string();
    let (bytes, _, is_lost) = WINDOWS_1252.encode(&text);
    bytes.first().copied().filter(|byte| !is_lost && *byte >= 0x80)
}

/// The characters that bytes begin with; none where they begin with none.
fn whole_characters(bytes: &[u8]) -> Option<&str> {
    let chunk = bytes.utf8_chunks().next()?.valid();
    let is_text = |c: char| !c.is_control() && !c.is_ascii();
    (!chunk.is_empty() && chunk.chars().all(is_text)).then_some(chunk)
}

fn misread(text: &str, span: Span, meant: &str) -> Finding {
    let message = format!("「{}」是编码读错时留下的乱码", &text[span.start..span.end]);
    let help = format!("原来的文字多半是「{meant}」，请对照原稿改正");
    Finding::new(Code::Leftover, span, message, help)
}

/// A box in the middle of words or at their end, alone in its line: a character that a font or an encoding had not.
/// Several of them are a form to tick.
fn square(text: &str, at: usize) -> Option<Finding> {
    let end = at + '□'.len_utf8();
    let is_box = |c: char| matches!(c, '□' | '☐' | '■' | '☑' | '☒' | '√' | '✓' | '✔');
    let before = text[..at].chars().rev().take(FAR).take_while(|c| *c != '\n');
    let is_form = || before.chain(text[end..].chars().take(FAR).take_while(|c| *c != '\n')).any(is_box);
    let is_within = text[..at].ends_with(is_han)
        && text[end..].starts_with(|c| is_han(c) || matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '”'));
    (is_within && !is_form()).then(|| {
        let message = "这里是一个「□」，多半是原来的字显示不出来";
        Finding::new(Code::Leftover, Span::new(at, end), message, "请对照原稿，把这里的字补上")
    })
}

/// `乡(xiāng)`: a common character with its sound in brackets, as some converters leave it. Rare ones need theirs.
fn sound(text: &str, at: usize) -> Option<Finding> {
    let open = text[at..].chars().next()?;
    let inner = &text[at + open.len_utf8()..];
    let (length, _) = inner.char_indices().take(LONGEST_SOUND + 1).find(|(_, c)| matches!(c, ')' | '）'))?;
    let (sound, rest) = inner.split_at(length);
    let is_sound = |c: char| c.is_ascii_lowercase() || TONES.contains(c);
    let is_toned = sound.chars().all(is_sound) && sound.chars().any(|c| TONES.contains(c));
    let character = text[..at].chars().next_back().filter(|c| is_han(*c))?;
    let is_traditional = simplified(character).is_some();
    (is_toned && (is_common(character) || is_traditional)).then(|| {
        let end = text.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8);
        let start = if is_traditional { at - character.len_utf8() } else { at };
        let message = format!("「{character}」后面带着拼音「{sound}」，像是转换时留下的");
        let help = "不是有意注音的，请删去括号和拼音；前面的字也请对照原稿看看";
        Finding::new(Code::Leftover, Span::new(start, end), message, help)
    })
}

/// Whether everyone knows how a character is read: those of the first level of GB 2312.
fn is_common(c: char) -> bool {
    let text = c.to_string();
    let (bytes, _, is_lost) = GBK.encode(&text);
    !is_lost && matches!(bytes[..], [0xb0..=0xd7, 0xa1..=0xfe])
}
