//! The cases of a synthetic archive as a site of Hugo, with a theme that shows as much: what `cargo xtask bench` holds
//! this program against where Hugo is installed.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::plan::Case;
use super::vocabulary::words;
use super::{case_file, write_file};
use crate::{Outcome, tree};

/// The files that are the same for all: where each is in the site, and its text.
const THEME: [(&str, &str); 7] = [
    ("config.yaml", include_str!("../../hugo/config.yaml")),
    ("layouts/index.html", include_str!("../../hugo/layouts/index.html")),
    ("layouts/_default/baseof.html", include_str!("../../hugo/layouts/_default/baseof.html")),
    ("layouts/_default/list.html", include_str!("../../hugo/layouts/_default/list.html")),
    ("layouts/_default/single.html", include_str!("../../hugo/layouts/_default/single.html")),
    ("layouts/_default/terms.html", include_str!("../../hugo/layouts/_default/terms.html")),
    ("layouts/partials/card.html", include_str!("../../hugo/layouts/partials/card.html")),
];

/// Writes the site of the `cases` in `archive`, in place of what was in `folder`.
pub(crate) fn write(cases: usize, archive: &Path, folder: &Path) -> Outcome {
    tree::remove(folder)?;
    for (path, text) in THEME {
        write_file(&folder.join(path), text)?;
    }
    (0..cases).into_par_iter().try_for_each(|number| {
        let path = case_file::path(number);
        let text = fs::read_to_string(archive.join("content/cases").join(&path))?;
        let body = text.splitn(3, "---\n").nth(2).ok_or_else(|| format!("no front matter in {path}"))?;
        write_file(&folder.join("content/cases").join(path), &(front_matter(&Case::new(number, cases)) + body))
    })
}

/// What Hugo needs to know of a case to list it as this program does.
fn front_matter(case: &Case) -> String {
    let list = |items: Vec<String>| format!("[{}]", items.join(", "));
    let last = &case.entries[case.entries.len() - 1].competition;
    let topic = case.own_theme.unwrap_or_else(|| last.quarter.theme());
    let villages = case.village.map(|_| case.place()).into_iter().collect();
    let years = case.entries.iter().map(|entry| format!("\"{}\"", entry.competition.quarter.year())).collect();
    let contests = case.entries.iter().map(|entry| entry.competition.id()).collect();
    let results = case.entries.iter().flat_map(|entry| &entry.results).map(|result| (*result).to_owned()).collect();
    format!(
        "---\ntitle: {}\ndate: {}\ncontests: {}\nresults: {}\nyears: {}\ndimensions: {}\ntopics: [{topic}]\n\
         townships: [{}]\nvillages: {}\n---\n",
        case.title(),
        last.published(0),
        list(contests),
        list(results),
        list(years),
        list(case.dimensions.iter().map(|name| (*name).to_owned()).collect()),
        words("township")[case.township],
        list(villages),
    )
}
