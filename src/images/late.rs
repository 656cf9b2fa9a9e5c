//! Photos that are made when somebody asks for them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::budget::Budget;
use super::kind::Fault;
use super::make::{self, Wishes};
use super::shelf::{self, Shelf};
use super::workshop::{Finished, publish};
use crate::model::{Route, SourcePath};
use crate::source::Sources;

/// A photo of which only the form is known.
#[derive(Debug)]
pub(super) struct Late {
    path: SourcePath,
    wishes: Wishes,
    budget: Arc<Budget>,
    made: OnceLock<Result<Versions, Fault>>,
}

/// Each version by its address.
type Versions = BTreeMap<Route, Arc<[u8]>>;

impl Late {
    pub(super) fn new(path: &SourcePath, wishes: Wishes, budget: Arc<Budget>) -> Self {
        Self { path: path.clone(), wishes, budget, made: OnceLock::new() }
    }

    /// One of its versions; whoever asks while they are made waits.
    pub(super) fn file(&self, route: &Route, sources: &Sources, shelf: &dyn Shelf) -> Result<Arc<[u8]>, Fault> {
        let made = self.made.get_or_init(|| self.make(sources, shelf));
        made.as_ref().map_err(|fault| *fault)?.get(route).cloned().ok_or(Fault::Damaged)
    }

    fn make(&self, sources: &Sources, shelf: &dyn Shelf) -> Result<Versions, Fault> {
        // A file that is gone or another by now belongs to a site that will be replaced in a moment.
        let bytes = sources.bytes(&self.path).map_err(|_| Fault::Damaged)?;
        let key = make::key(&bytes, false, self.wishes);
        let made = match shelf::kept(shelf, &key, self.wishes) {
            Some(made) => made,
            None => {
                let made = make::make(&bytes, self.wishes, &self.budget)?;
                shelf.keep(&key, &shelf::pack(&key, &made));
                made
            }
        };
        let Finished { files, .. } = publish(&key, made).ok_or(Fault::Damaged)?;
        Ok(files.into_iter().collect())
    }
}
