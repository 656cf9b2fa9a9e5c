//! Files that articles bring along: what is private in their names, and in those that are text.

use std::collections::BTreeSet;

use super::{privacy, report};
use crate::document::{Documents, text_of};
use crate::model::{Diagnostics, Limits, Place, SourcePath};
use crate::source::Sources;

/// Files that are text and no articles.
const TEXTS: [&str; 5] = ["csv", "tsv", "txt", "json", "svg"];

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
    let text = TEXTS.contains(&path.extension().as_str()).then(read);
    let shown = |text: &str| if path.extension() == "svg" { without_tags(text) } else { text.to_owned() };
    let found = text.flatten().map(|text| report(&text, privacy::find(&shown(&text.text), public)));
    let mut found = found.unwrap_or_default();
    find_in_name(&mut found, path, public);
    found
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
    let name = path.stem().replace(['_', '.', '+', '@', '#'], ",");
    for finding in privacy::find(&name, public) {
        let message = finding.message.replacen("这里像是", "文件名里像是有", 1);
        let help = "请给文件改名，再把指向它的链接一起改过来；读者看得到文件名";
        diagnostics.report(finding.code, Place::of_file(path), message, help);
    }
}
