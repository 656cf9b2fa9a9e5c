//! How to cite a case: GB/T 7714 for an electronic source, and BibTeX.

use serde::Serialize;

use super::super::index::Index;
use crate::domain::Case;

/// Two ways to cite a case, as plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// GB/T 7714 up to the day of publication, in round brackets. The day of access follows, which only the
    /// reader knows.
    pub national: String,
    /// What follows the day of access: the address, where there is one.
    pub national_end: String,
    /// A BibTeX entry.
    pub bibtex: String,
}

/// The citations of a case at this address.
pub(super) fn citation(index: &Index<'_>, case: &Case, address: Option<&str>) -> Citation {
    let site = &index.archive.site;
    let author = case.author.clone().unwrap_or_else(|| case.unit.to_string());
    let publisher = site.organization.as_deref().unwrap_or(&site.name);
    let published = case.date.map_or_else(String::new, |date| format!(", {}({date})", date.year()));
    let national = format!("{author}. {}[EB/OL]. {publisher}{published}", case.title);
    let national_end = address.map_or_else(|| ".".to_owned(), |address| format!(". {address}."));
    let bibtex = bibtex(case, [&author, publisher, &site.name], address);
    Citation { national, national_end, bibtex }
}

fn bibtex(case: &Case, [author, publisher, site]: [&str; 3], address: Option<&str>) -> String {
    let fields = [
        ("author", Some(format!("{{{}}}", escape(author)))),
        ("title", Some(format!("{{{}}}", escape(&case.title)))),
        ("publisher", Some(escape(publisher))),
        ("howpublished", Some(escape(site))),
        ("year", case.date.map(|date| date.year().to_string())),
        ("date", case.date.map(|date| date.to_string())),
        // Readers of BibTeX take an address as it is; those of a site hold nothing to escape.
        ("url", address.map(str::to_owned)),
    ];
    let lines = fields.into_iter().filter_map(|(name, value)| Some(format!("  {name} = {{{}}}", value?)));
    format!("@misc{{{},\n{}\n}}", case.slug, lines.collect::<Vec<_>>().join(",\n"))
}

/// A text as BibTeX and TeX read it back. BibTeX counts braces even behind a backslash, so they go by their names.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '$' | '&' | '#' | '_' | '%' => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
