//! Names of new files, addresses that are free, and texts as YAML reads them back.

use std::collections::BTreeSet;

use crate::document::Documents;
use crate::domain::{CompetitionId, is_slug, slugify};
use crate::model::SourcePath;
use crate::model::characters::is_unseen;
use crate::model::path::is_device_name;

/// A file of this name in this folder; the error is a Chinese sentence.
pub(super) fn file_in(folder: &str, stem: &str) -> Result<SourcePath, String> {
    let is_one_name = !stem.contains(['/', '\\']);
    let path = SourcePath::new(&format!("{folder}/{stem}.md")).ok().filter(|_| is_one_name);
    path.ok_or_else(|| format!("「{stem}」不能作文件名"))
}

/// A file for a case of this title that no other has: with a number behind its name where that has another title.
///
/// A case of the same title is most likely the same, and its file the answer.
pub(super) fn free_file(documents: &Documents, folder: &str, stem: &str, title: &str) -> Result<SourcePath, String> {
    let mut path = file_in(folder, stem)?;
    let other = |path: &SourcePath| {
        documents.cases.iter().any(|case| case.article.source.path == *path && case.title.value != title)
    };
    let mut number = 2;
    while other(&path) {
        path = file_in(folder, &format!("{stem}-{number}"))?;
        number += 1;
    }
    Ok(path)
}

/// A title in one line: controls become spaces, and what nobody sees goes.
pub(super) fn plain_title(title: &str) -> String {
    let seen = |c: char| if c.is_control() || c == char::REPLACEMENT_CHARACTER { ' ' } else { c };
    title.chars().filter(|c| !is_unseen(*c)).map(seen).collect::<String>().trim().to_owned()
}

/// A title as a file's name: what systems do not allow in names becomes a hyphen.
pub(super) fn file_stem(title: &str) -> Result<String, String> {
    let plain: String = title.chars().map(|c| if "\\/:*?\"<>|#%.~".contains(c) { ' ' } else { c }).take(60).collect();
    let stem = plain.split_whitespace().collect::<Vec<_>>().join("-");
    if !stem.chars().any(char::is_alphanumeric) {
        return Err(format!("标题「{title}」里没有文字"));
    }
    Ok(if is_device_name(&stem) { format!("{stem}-案例") } else { stem })
}

/// The slug to write into a new case; none where the file's name gives one that is free.
pub(super) fn explicit_slug(documents: &Documents, stem: &str, competition: Option<&CompetitionId>) -> Option<String> {
    let taken = taken(documents);
    let is_free = |slug: &String| is_slug(slug) && !taken.contains(slug);
    let made = slugify(stem);
    if is_free(&made) {
        return None;
    }
    let quarter = competition.map_or(String::new(), |id| format!("-{}", id.quarter.to_string().to_lowercase()));
    // Without pinyin or letters, or where lists have such addresses, the name of the quarter must do.
    let named = (2..=taken.len() + 2).filter(|_| !made.is_empty()).map(|number| format!("{made}-{number}"));
    let numbered = (1..=taken.len() + 1).map(|number| format!("case{quarter}-{number}"));
    named.chain(numbered).find(is_free)
}

/// The slugs of cases, and those that old addresses keep.
fn taken(documents: &Documents) -> BTreeSet<String> {
    let old_of_cases = documents.cases.iter().flat_map(|case| &case.aliases);
    let old = old_of_cases.chain(documents.pages.iter().flat_map(|page| &page.aliases));
    let old = old.filter_map(|alias| {
        let folded = alias.value.folded();
        Some(folded.strip_prefix("cases/")?.strip_suffix(".html")?.to_owned())
    });
    let own = documents.cases.iter().map(|case| case.slug.value.clone());
    own.chain(old).chain(documents.unread.iter().map(|unread| unread.slug.clone())).collect()
}

/// A text as YAML reads it back, without quotes where it needs none.
pub(super) fn yaml_text(text: &str) -> String {
    let is_plain = text.chars().next().is_some_and(|c| c.is_alphabetic() || "《“".contains(c))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(['`', '*', '_', '~'])
        && !text.ends_with(':')
        && !matches!(text.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "null");
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// A text as an item of a list in brackets.
pub(super) fn yaml_item(text: &str) -> String {
    if text.contains([',', '，', '、', '[', ']', '{', '}', ':', '#']) {
        return serde_json::Value::from(text).to_string();
    }
    yaml_text(text)
}
