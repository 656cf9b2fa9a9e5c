//! The parts of a Word file around its body, as ECMA-376 has them.
//!
//! They are written here: docx-rs 0.4 takes no alternative texts and no JPG, numbers by counters of the process, which
//! threads share, and brings a second zip along.
//!
//! Fonts and sizes are those of official documents (GB/T 9704): title 方正小标宋 二号, headings 黑体 and 楷体, body 仿宋 三号,
//! 28 points a line; where a machine lacks a font, the table of fonts names its like.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use super::word::Word;
use crate::model::xml::push_between;
use crate::platforms::draft::Draft;
use crate::platforms::zip::{Entry, Packed, packed, zip_after};

/// The parts that are the same in all files, packed once.
static PACKED: LazyLock<Packed> =
    LazyLock::new(|| packed(SAME.map(|(name, text)| (name, text.as_bytes()))).expect("the parts are small"));

const SAME: [(&str, &str); 5] = [
    ("[Content_Types].xml", include_str!("parts/content-types.xml")),
    ("_rels/.rels", include_str!("parts/package.rels")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/fontTable.xml", include_str!("parts/fonts.xml")),
    ("word/footer.xml", include_str!("parts/footer.xml")),
];

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Size, edges and foot of the pages: A4 with the edges of official documents.
const PAGE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" w:left=\"1588\" \
    w:header=\"851\" w:footer=\"1417\" w:gutter=\"0\"/></w:sectPr>";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// How far the text of a list of this level, from 0, stands from the edge, in twentieths of a point.
pub(super) const fn indent(level: usize) -> usize {
    1120 + 480 * level
}

/// The file, with these pictures by their names in the package.
pub(super) fn docx(draft: &Draft<'_>, word: &Word, pictures: &[(String, Arc<[u8]>)]) -> Vec<u8> {
    let made = [
        ("docProps/core.xml", properties(draft)),
        ("word/document.xml", document(word)),
        ("word/numbering.xml", numbering(word)),
        ("word/_rels/document.xml.rels", relations(pictures)),
    ];
    let names: Vec<String> = pictures.iter().map(|(name, _)| format!("word/{name}")).collect();
    let made = made.iter().map(|(name, text)| (*name, text.as_bytes()));
    let pictures = names.iter().zip(pictures).map(|(name, (_, bytes))| (name.as_str(), &**bytes));
    let entries: Vec<Entry<'_>> = made.chain(pictures).collect();
    zip_after(&PACKED, entries).expect("a write-up is small")
}

fn document(word: &Word) -> String {
    let mut xml = String::with_capacity(word.body.len() + 1024);
    xml.push_str(DECLARATION);
    // Writing to a string cannot fail.
    let _ = write!(
        xml,
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{RELATIONS}\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>{}{PAGE}</w:body></w:document>",
        word.body
    );
    xml
}

/// Title, author and day of the case; the day of the build has no place in it.
fn properties(draft: &Draft<'_>) -> String {
    let mut xml = format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    );
    push_between(&mut xml, "<dc:title>", draft.manuscript.title, "</dc:title>");
    push_between(&mut xml, "<dc:creator>", draft.manuscript.author_or_unit(), "</dc:creator>");
    if let Some(date) = draft.manuscript.date {
        let _ = write!(xml, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>");
    }
    xml.push_str("<dc:language>zh-CN</dc:language></cp:coreProperties>");
    xml
}

/// The lists: one for all with dots, then each with numbers, which starts anew.
fn numbering(word: &Word) -> String {
    let mut xml =
        format!("{DECLARATION}<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
    for (number, format, after) in [(0, "bullet", "•"), (1, "decimal", ".")] {
        let _ = write!(xml, "<w:abstractNum w:abstractNumId=\"{number}\"><w:multiLevelType w:val=\"multilevel\"/>");
        for level in 0..=word.deepest {
            let mark = if number == 0 { after.to_owned() } else { format!("%{}{after}", level + 1) };
            let _ = write!(
                xml,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:lvlText w:val=\"{mark}\"/><w:lvlJc w:val=\"left\"/><w:pPr>\
                 <w:ind w:left=\"{}\" w:hanging=\"480\"/></w:pPr></w:lvl>",
                indent(level)
            );
        }
        xml.push_str("</w:abstractNum>");
    }
    xml.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for (index, (first, level)) in word.lists.iter().enumerate() {
        let number = Word::FIRST_LIST + index;
        let _ = write!(
            xml,
            "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{level}\">\
             <w:startOverride w:val=\"{first}\"/></w:lvlOverride></w:num>"
        );
    }
    xml.push_str("</w:numbering>");
    xml
}

fn relations(pictures: &[(String, Arc<[u8]>)]) -> String {
    let mut xml =
        format!("{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    let mut relation = |id: &str, kind: &str, target: &str| {
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>");
    };
    relation("styles", "styles", "styles.xml");
    relation("numbering", "numbering", "numbering.xml");
    relation("fonts", "fontTable", "fontTable.xml");
    relation("footer", "footer", "footer.xml");
    for (index, (name, _)) in pictures.iter().enumerate() {
        relation(&format!("picture{}", index + 1), "image", name);
    }
    xml.push_str("</Relationships>");
    xml
}
