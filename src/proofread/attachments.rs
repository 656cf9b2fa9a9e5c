//! Files that articles bring along: what is private in their names, and in those that are text.

use std::collections::BTreeSet;

use super::{privacy, report};
use crate::document::{Documents, text_of};
use crate::model::{Diagnostics, Limits, Place, SourcePath};
use crate::source::Sources;

/// Files that are text and no articles.
const TEXTS: [&str; 4] = ["csv", "tsv", "txt", "json"];

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
    let text = TEXTS
        .contains(&path.extension().as_str())
        .then(|| text_of(&mut Diagnostics::default(), sources, path, &Limits::highest()));
    let mut found = text.flatten().map(|text| report(&text, privacy::find(&text.text, public))).unwrap_or_default();
    find_in_name(&mut found, path, public);
    found
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
