//! A desk that takes Word documents: one zip with the write-up as Word, HTML and text, its pictures, and what the desk
//! asks about it.

mod html;
mod inline;
mod parts;
mod tables;
mod word;

use std::fmt::Write as _;

use super::draft::Draft;
use super::limits;
use super::zip::{Entry, zip_loose};
use crate::model::characters::{is_deceptive, is_unseen};
use crate::model::path::is_device_name;
use word::Word;

/// The most characters of a file's name: with four bytes each that is what a file system takes.
const NAME: usize = 60;

pub(super) fn write(draft: &mut Draft<'_>) {
    let closing = draft.manuscript.closing.clone();
    let tree = draft.manuscript.markdown.tree();
    let word = Word::of(draft, &tree, &closing);
    draft.report_pictures("交编辑部的整包");
    let html = html::page(draft, &tree, &closing);
    // The HTML has met the same pictures once more.
    draft.faults.clear();
    let advice = limits::portal(draft.manuscript.title, &word.text);
    draft.package.advice.extend(advice);
    let sheet = sheet(draft, &word);
    let pictures =
        draft.shots.iter().filter_map(|shot| Some((shot.file.clone(), draft.picture_of(shot)?.bytes.clone())));
    let pictures: Vec<_> = pictures.collect();
    let document = parts::docx(draft, &word, &pictures);
    let name =
        format!("{}.docx", file_name(draft.manuscript.title).unwrap_or_else(|| draft.manuscript.slug.to_owned()));
    let mut entries: Vec<Entry<'_>> = vec![
        (&name, &document),
        ("article.html", html.as_bytes()),
        ("article.txt", word.text.as_bytes()),
        ("稿件信息.txt", sheet.as_bytes()),
    ];
    entries.extend(pictures.iter().map(|(name, bytes)| (name.as_str(), &**bytes)));
    // What weighs in it is packed already, and starting to pack costs more than a page of text is worth.
    let zip = zip_loose(entries).expect("a write-up is small");
    let name = format!("{}.zip", draft.manuscript.slug);
    draft.package.zip = Some(draft.file(&name, zip));
}

/// What a desk asks about an article; lines end as Windows has them, and the mark at the start is what it knows
/// UTF-8 by.
fn sheet(draft: &Draft<'_>, word: &Word) -> String {
    let manuscript = &draft.manuscript;
    let mut sheet = String::from('\u{feff}');
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(sheet, "{label}：{value}\r\n");
        }
    };
    line("标题", manuscript.title);
    line("单位", &manuscript.unit);
    line("作者", manuscript.author_or_unit());
    line("来源", manuscript.source.unwrap_or_default());
    line("日期", &manuscript.date.map_or(String::new(), |date| date.to_string()));
    line("字数", &word.count.to_string());
    for (label, value) in manuscript.closing.iter().skip(1) {
        line(label.trim_end_matches('：'), value);
    }
    line("网址", &draft.url().unwrap_or_default());
    line("摘要", manuscript.summary);
    line("图片", &format!("{} 张", draft.shots.len()));
    for shot in &draft.shots {
        line(&shot.file, if shot.caption.is_empty() { "（没有说明）" } else { &shot.caption });
    }
    sheet
}

/// A title as the name of a file on every system, if anything of it can be: what Windows forbids becomes its like in
/// full width.
fn file_name(title: &str) -> Option<String> {
    let allowed = |c: char| match c {
        '\\' => '＼',
        '/' => '／',
        ':' => '：',
        '*' => '＊',
        '?' => '？',
        '"' => '＂',
        '<' => '＜',
        '>' => '＞',
        '|' => '｜',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let name: String = title.chars().filter(|c| !is_hidden(*c)).map(allowed).take(NAME).collect();
    let name = name.trim_matches(|c: char| c == ' ' || c == '.');
    (!name.is_empty() && !is_device_name(name)).then(|| name.to_owned())
}

/// Whether a character has no place in a name: it controls, or turns the direction of writing.
fn is_hidden(c: char) -> bool {
    is_deceptive(c) || is_unseen(c)
}
