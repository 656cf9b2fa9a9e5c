//! Files that pages bring along: their addresses, and which are not safe to publish.

use std::collections::BTreeSet;

use crate::domain::slugify;
use crate::model::{Route, SourcePath};
use crate::source::Sources;

/// Extensions of files that a browser or a double click would run, or that only the program reads.
const UNSAFE_EXTENSIONS: [&str; 25] = [
    "html", "htm", "xhtml", "shtml", "mht", "js", "mjs", "css", "xml", "php", "exe", "bat", "cmd", "com", "msi", "ps1",
    "vbs", "scr", "jar", "hta", "swf", "lnk", "sh", "md", "yaml",
];

/// The addresses of the files that one document brings along: beside its page, in a folder of its name.
#[derive(Debug)]
pub(super) struct FileNames {
    /// The page; none where it is not published, and so its files are not either.
    page: Option<Route>,
    files: Vec<(SourcePath, Route)>,
    taken: BTreeSet<String>,
}

impl FileNames {
    pub(super) fn new(page: Option<Route>) -> Self {
        Self { page, files: Vec::new(), taken: BTreeSet::new() }
    }

    /// Gives a file an ASCII address; the same file keeps the first one.
    pub(super) fn add(&mut self, file: SourcePath) {
        let Some(page) = &self.page else { return };
        if self.route(&file).is_some() {
            return;
        }
        let folder = page.as_str().strip_suffix(".html").unwrap_or(page.as_str());
        let stem = Some(slugify(file.stem())).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "file".into());
        let extension = slugify(&file.extension());
        let dot = if extension.is_empty() { "" } else { "." };
        let numbered = (2..1000).map(|number| format!("{stem}-{number}{dot}{extension}"));
        let names = std::iter::once(format!("{stem}{dot}{extension}")).chain(numbered);
        let mut free = names.filter(|name| !self.taken.contains(name));
        let Some((name, route)) = free.find_map(|name| Some((name.clone(), Route::new(&format!("{folder}/{name}"))?)))
        else {
            return;
        };
        self.taken.insert(name);
        self.files.push((file, route));
    }

    pub(super) fn route(&self, file: &SourcePath) -> Option<&Route> {
        self.files.iter().find(|(known, _)| known == file).map(|(_, route)| route)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Route)> {
        self.files.iter().map(|(file, route)| (file, route))
    }
}

/// Why a file must not be published; `None` where it may.
pub(super) fn unsafe_reason(sources: &Sources, file: &SourcePath) -> Option<&'static str> {
    let extension = file.extension();
    if UNSAFE_EXTENSIONS.contains(&extension.as_str()) {
        return Some("这种文件打开时可能会运行程序");
    }
    if extension != "svg" {
        return None;
    }
    let bytes = sources.bytes(file).ok()?;
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    let runs = ["<script", "javascript:", "<foreignobject", "<iframe", "<!entity", "<?xml-stylesheet"];
    if runs.iter().any(|word| text.contains(word)) || has_event(&text) {
        return Some("这幅 SVG 里有脚本");
    }
    None
}

/// Whether an attribute such as `onload=` occurs.
fn has_event(text: &str) -> bool {
    text.match_indices("on").any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
        let name = text[at..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        before && text.len() - at - name.len() > 2 && name.trim_start().starts_with('=')
    })
}
