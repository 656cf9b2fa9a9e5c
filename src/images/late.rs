//! Photos that are made when somebody asks for them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::kind::Fault;
use super::make::{self, Wishes};
use super::shelf::{self, Shelf};
use super::workshop::{Finished, publish};
use crate::model::{Route, SourcePath};
use crate::source::Sources;

/// A photo of which only the form is known.
#[derive(Debug)]
pub(super) struct Late {
    /// What its result is known by.
    key: String,
    wishes: Wishes,
    made: OnceLock<Result<Versions, Fault>>,
}

/// Each version by its address.
type Versions = BTreeMap<Route, Arc<[u8]>>;

impl Late {
    pub(super) fn new(key: &str, wishes: Wishes) -> Self {
        Self { key: key.to_owned(), wishes, made: OnceLock::new() }
    }

    /// One of its versions, from any of the files that hold it; whoever asks while they are made waits.
    pub(super) fn file<'a>(
        &self,
        route: &Route,
        mut paths: impl Iterator<Item = &'a SourcePath>,
        sources: &Sources,
        shelf: &dyn Shelf,
    ) -> Result<Arc<[u8]>, Fault> {
        let is_this = |bytes: &Arc<[u8]>| make::key(bytes, false, self.wishes) == self.key;
        let made = match self.made.get() {
            Some(made) => made,
            // Files that are all gone or others by now belong to a site that will be replaced in a moment.
            None => {
                let bytes = paths.find_map(|path| sources.bytes(path).ok().filter(is_this)).ok_or(Fault::Damaged)?;
                self.made.get_or_init(|| self.make(&bytes, shelf))
            }
        };
        made.as_ref().map_err(|fault| *fault)?.get(route).cloned().ok_or(Fault::Damaged)
    }

    fn make(&self, bytes: &[u8], shelf: &dyn Shelf) -> Result<Versions, Fault> {
        let made = match shelf::kept(shelf, &self.key, self.wishes) {
            Some(made) => made,
            None => {
                let made = make::make(bytes, self.wishes)?;
                shelf.keep(&self.key, &shelf::pack(&self.key, &made));
                made
            }
        };
        let Finished { files, .. } = publish(&self.key, made).ok_or(Fault::Damaged)?;
        Ok(files.into_iter().collect())
    }
}
