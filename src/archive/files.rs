//! Files that pages bring along: their addresses, and which are not safe to publish.

mod safety;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::slugify;
use crate::model::{Route, SourcePath};

pub use safety::drawing_fault;
pub(super) use safety::{Verdict, verdict};

/// The addresses of the files that one document brings along: beside its page, in a folder of its name.
#[derive(Debug)]
pub(super) struct FileNames {
    page: Route,
    files: BTreeMap<SourcePath, Route>,
    taken: BTreeSet<String>,
}

impl FileNames {
    pub(super) fn new(page: Route) -> Self {
        Self { page, files: BTreeMap::new(), taken: BTreeSet::new() }
    }

    /// Gives a file an ASCII address; the same file keeps the first one.
    pub(super) fn add(&mut self, file: SourcePath) {
        if self.files.contains_key(&file) {
            return;
        }
        let folder = self.page.as_str().strip_suffix(".html").unwrap_or(self.page.as_str());
        let stem = Some(slugify(file.stem())).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "file".into());
        let extension = file.extension();
        let numbered = (2..).map(|number| format!("{stem}-{number}.{extension}"));
        let names = std::iter::once(format!("{stem}.{extension}")).chain(numbered);
        // A name such as `con` is none for a file; with a number it is.
        let mut free = names.filter(|name| !self.taken.contains(name));
        let found = free.find_map(|name| Some((Route::new(&format!("{folder}/{name}"))?, name)));
        if let Some((route, name)) = found {
            self.taken.insert(name);
            self.files.insert(file, route);
        }
    }

    pub(super) fn route(&self, file: &SourcePath) -> Option<&Route> {
        self.files.get(file)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Route)> {
        self.files.iter()
    }
}
