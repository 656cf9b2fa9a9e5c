//! What a file is, whatever its name says: by its first bytes.

use memchr::memmem;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A program or script that a system runs.
    Program,
    /// A page that a browser shows and runs.
    Page,
    /// A picture of pixels that may say where it was taken.
    Photo,
    /// A drawing in SVG.
    Drawing,
    /// A document in PDF.
    Pdf,
    /// A document of a word processor.
    Word,
    /// A workbook of sheets.
    Sheets,
    /// Slides.
    Slides,
    /// Any of these three as they were stored until 2007.
    OldOffice,
    /// Files packed into one.
    Packed,
    /// A film.
    Film,
    /// Words.
    Text,
}

/// What programs begin with on each system; a link on the desk of Windows runs one too.
const PROGRAMS: [&[u8]; 7] = [
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"L\0\0\0\x01\x14\x02\0",
];

/// What HEIC files call themselves.
pub const HEIC: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];
/// What AVIF files call themselves.
pub const AVIF: [&[u8]; 2] = [b"avif", b"avis"];

/// What other files begin with.
const BEGINNINGS: [(&[u8], Nature); 12] = [
    (b"\xff\xd8\xff", Nature::Photo),
    (b"\x89PNG\r\n\x1a\n", Nature::Photo),
    (b"GIF87a", Nature::Photo),
    (b"GIF89a", Nature::Photo),
    (b"II*\0", Nature::Photo),
    (b"MM\0*", Nature::Photo),
    (b"%PDF-", Nature::Pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Nature::OldOffice),
    (b"PK\x03\x04", Nature::Packed),
    (b"Rar!\x1a\x07", Nature::Packed),
    (b"7z\xbc\xaf\x27\x1c", Nature::Packed),
    (b"\x1f\x8b", Nature::Packed),
];

/// What is packed in the documents of today's office programs.
const IN_OFFICE: [(&[u8], Nature); 3] = [(b"word/", Nature::Word), (b"xl/", Nature::Sheets), (b"ppt/", Nature::Slides)];

/// The elements by which browsers know a page that nobody calls one (MIME Sniffing, 7.1).
const OF_PAGES: [&str; 16] = [
    "html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b", "body", "br", "p",
    "meta",
];

/// So few bytes may be the beginning of anything.
const SHORTEST_TEXT: usize = 8;

impl Nature {
    /// What the first bytes of a file show, the more of them the better; `None` where they show nothing of this.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let is_for_windows = bytes.starts_with(b"MZ") && bytes.iter().take(64).any(|byte| *byte == 0);
        let is_script = bytes.starts_with(b"#!/") || bytes.starts_with(b"#! /");
        if is_for_windows || is_script || PROGRAMS.iter().any(|program| bytes.starts_with(program)) {
            return Some(Self::Program);
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            let is_photo = HEIC.iter().chain(&AVIF).any(|brand| bytes.get(8..12) == Some(brand));
            return Some(if is_photo { Self::Photo } else { Self::Film });
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Some(Self::Photo);
        }
        let begins = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning));
        match begins.map(|(_, nature)| *nature) {
            Some(Self::Packed) => Some(in_package(bytes)),
            Some(known) => Some(known),
            None => in_words(bytes),
        }
    }

    /// How people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Program => "程序",
            Self::Page => "网页",
            Self::Photo => "照片",
            Self::Drawing => "SVG 图",
            Self::Pdf => "PDF 文档",
            Self::Word => "Word 文档",
            Self::Sheets => "Excel 表格",
            Self::Slides => "PPT 文稿",
            Self::OldOffice => "旧版的 Word、Excel 或 PPT 文档",
            Self::Packed => "压缩包",
            Self::Film => "录像",
            Self::Text => "文字",
        }
    }
}

fn in_package(bytes: &[u8]) -> Nature {
    let found = IN_OFFICE.iter().find(|(folder, _)| memmem::find(bytes, folder).is_some());
    found.map_or(Nature::Packed, |(_, nature)| *nature)
}

/// What a text is.
fn in_words(bytes: &[u8]) -> Option<Nature> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let mut rest = head.trim_start_matches(is_passed_over);
    // What says how to read it, and comments, stand before the first element.
    while let Some(end) = end_of_note(rest) {
        if rest.starts_with("<!doctype html") {
            return Some(Nature::Page);
        }
        rest = rest[end..].trim_start_matches(is_passed_over);
    }
    if let Some(tag) = rest.strip_prefix('<') {
        let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        if OF_PAGES.contains(&name) {
            return Some(Nature::Page);
        }
        if name.rsplit(':').next() == Some("svg") {
            return Some(Nature::Drawing);
        }
    }
    if head.trim_start_matches(is_passed_over).starts_with("<!--") {
        return Some(Nature::Page);
    }
    let is_plain = |text: &str| !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    (bytes.len() >= SHORTEST_TEXT && std::str::from_utf8(bytes).is_ok_and(is_plain)).then_some(Nature::Text)
}

fn is_passed_over(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// Where a comment, an instruction or a declaration ends that a text begins with.
fn end_of_note(text: &str) -> Option<usize> {
    let (start, end) =
        [("<!--", "-->"), ("<?", "?>"), ("<!", ">")].into_iter().find(|(start, _)| text.starts_with(start))?;
    text[start.len()..].find(end).map(|at| start.len() + at + end.len())
}
