//! Files that articles bring along: what is private in their names, and in those that are text.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::spots::PrivateSpots;
use super::{columns, privacy, report, without_hyphens};
use crate::document::{Documents, text_of};
use crate::model::{Code, Diagnostics, Limits, Place, SourcePath, SourceText};
use crate::source::Sources;

/// Files that are text and no articles.
const TEXTS: [&str; 5] = ["csv", "tsv", "txt", "json", "svg"];

/// Pictures, in which cameras and programs note things.
const PICTURES: [&str; 9] = ["jpg", "jpeg", "png", "webp", "gif", "bmp", "heic", "tif", "tiff"];

/// How many bytes at either end of a picture such notes are in.
const NOTES: usize = 256 * 1024;

/// How many digits the shortest number has that is looked for there.
const SHORTEST: usize = 11;

/// The files that articles and covers name.
pub(super) fn linked(sources: &Sources, documents: &Documents) -> BTreeSet<SourcePath> {
    let links = documents.written().flat_map(|article| {
        let paths = article.markdown.links().iter().filter(|link| !link.path.is_empty()).map(|link| &link.path);
        paths.filter_map(|path| article.source.path.resolve(path).ok())
    });
    let covers = documents.cases.iter().filter_map(|case| {
        let cover = case.cover.as_ref()?;
        case.article.source.path.resolve(&cover.value).ok()
    });
    links.chain(covers).filter(|path| path.extension() != "md" && sources.contains(path)).collect()
}

/// What is private in a file.
pub(super) fn find(sources: &Sources, path: &SourcePath, public: &[String]) -> Diagnostics {
    // What is wrong with its encoding is no matter of writing: the file is published as it is.
    let limits = Limits::highest();
    let read = || text_of(&mut Diagnostics::default(), sources, path, &limits);
    let extension = path.extension();
    let is_text = TEXTS.contains(&extension.as_str());
    let text = is_text.then(|| read().or_else(|| legible(sources, path)));
    let look = |text: Arc<SourceText>| match extension.as_str() {
        "csv" => report(&text, columns::find(PrivateSpots::of(&text.text), columns::by_commas(&text), public)),
        "svg" => report(&text, privacy::find(PrivateSpots::of(&without_tags(&text.text)), public)),
        _ => report(&text, columns::find(PrivateSpots::of(&text.text), columns::by_marks(&text.text, '\t'), public)),
    };
    let mut found = text.flatten().map(look).unwrap_or_default();
    if PICTURES.contains(&path.extension().as_str()) {
        find_in_notes(&mut found, sources, path, public);
    }
    find_in_name(&mut found, path, public);
    found
}

/// What can be read of a text that is in no known encoding: numbers can.
fn legible(sources: &Sources, path: &SourcePath) -> Option<Arc<SourceText>> {
    let bytes = sources.bytes(path).ok()?;
    let text = String::from_utf8_lossy(&bytes).replace(char::REPLACEMENT_CHARACTER, "?");
    Some(SourceText::new(path.clone(), text))
}

/// The numbers in what cameras and programs note in a picture.
fn find_in_notes(diagnostics: &mut Diagnostics, sources: &Sources, path: &SourcePath, public: &[String]) {
    let Ok(bytes) = sources.bytes(path) else { return };
    let head = &bytes[..bytes.len().min(NOTES)];
    let tail = &bytes[head.len().max(bytes.len().saturating_sub(NOTES))..];
    let numbers = numbers_of(head) + &numbers_of(tail);
    let told: BTreeSet<(Code, String)> =
        privacy::find(PrivateSpots::of(&numbers), public).map(|finding| (finding.code, finding.message)).collect();
    for (code, message) in told {
        let message = message.replacen("这里像是", "图片附带的信息里像是有", 1);
        let help = "发布的图片里没有这些信息；原图不要另外传给别人，也可以用看图软件删去图片的属性";
        diagnostics.report(code, Place::of_file(path), message, help);
    }
}

/// The longer numbers among bytes that are no text, of one or two bytes a character, a line each.
fn numbers_of(bytes: &[u8]) -> String {
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b' ' | b'X' | b'x');
    // Pairs from the second byte on are those of the other order of bytes, or of the other half of places.
    let paired = |from: usize| -> Vec<u8> {
        let pairs = bytes.get(from..).unwrap_or_default().chunks_exact(2);
        pairs.map(|pair| if pair[1] == 0 { pair[0] } else { 0 }).collect()
    };
    let mut lines = String::new();
    for text in [bytes.to_vec(), paired(0), paired(1)] {
        let rows = text.split(|byte| !is_part(byte));
        for row in rows.filter(|row| row.iter().filter(|byte| byte.is_ascii_digit()).count() >= SHORTEST) {
            lines.push_str(&String::from_utf8_lossy(row));
            lines.push('\n');
        }
    }
    lines
}

/// A drawing with spaces in place of its tags, whose numbers are those of lines.
fn without_tags(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for part in text.split_inclusive('>') {
        let (words, tag) = part.split_at(part.find('<').unwrap_or(part.len()));
        shown.push_str(words);
        shown.extend(tag.chars().flat_map(|c| if c == '\n' { "\n" } else { &"    "[..c.len_utf8()] }.chars()));
    }
    shown
}

/// What is private in the name of a file, which readers see in its address.
pub(super) fn find_in_name(diagnostics: &mut Diagnostics, path: &SourcePath, public: &[String]) {
    // What binds words in names would bind a number to them.
    let name = without_hyphens(&path.stem().replace(['_', '.', '+', '@', '#'], ","));
    for finding in privacy::find(PrivateSpots::of(&name), public) {
        let message = finding.message.replacen("这里像是", "文件名里像是有", 1);
        let help = "请给文件改名，再把指向它的链接一起改过来；读者看得到文件名";
        diagnostics.report(finding.code, Place::of_file(path), message, help);
    }
}
