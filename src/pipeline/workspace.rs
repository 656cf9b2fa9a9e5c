//! An archive that is built again and again while it is written.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::live::LiveSite;
use super::prepare::{Kept, THEMES, prepare, read};
use super::{Request, Stage};
use crate::document::{Documents, SITE};
use crate::images::{Shelf, When};
use crate::model::{Diagnostics, SourcePath};
use crate::source::Sources;

/// What is kept of an archive while it is written, so that a change takes no longer than what depends on it.
#[derive(Default)]
pub struct Workspace {
    kept: Kept,
    /// The files of the last state.
    sources: Sources,
    last: Option<Last>,
}

/// The last state, where it had no errors.
struct Last {
    site: Arc<LiveSite>,
    request: Request,
    documents: Arc<Documents>,
}

impl Workspace {
    /// The site of these sources; `None` where there are errors, all of which are then among the diagnostics.
    ///
    /// Only templates that can have changed are tried beforehand; where another fails, its page says so.
    pub fn update(
        &mut self,
        diagnostics: &mut Diagnostics,
        sources: &Sources,
        request: &Request,
        shelf: &Arc<dyn Shelf>,
        watch: &mut dyn FnMut(Stage),
    ) -> Option<Arc<LiveSite>> {
        watch(Stage::Parse);
        let changed = sources.changes_since(&self.sources);
        let old = std::mem::replace(&mut self.sources, sources.clone());
        for file in &changed {
            self.kept.forget(file);
        }
        let read = read(diagnostics, sources, request, &mut self.kept);
        let documents = Arc::clone(&read.documents);
        let last = self.last.take();
        // A new file may be the first page that a template is for.
        let may_break = |path: &SourcePath| may_break_templates(path) || !old.contains(path);
        let tries = last.is_none() || changed.iter().any(may_break);
        let reworded = last.filter(|last| {
            !diagnostics.has_errors() && last.request == *request && only_reword(&changed, &last.documents, &documents)
        });
        let mut of_texts = Diagnostics::default();
        if reworded.is_some() {
            self.kept.proofs.proofread(&mut of_texts, sources, &read.site, &documents);
        }
        // Where there are errors, `prepare` tells of them all.
        let reworded = reworded.filter(|_| !of_texts.has_errors());
        let site = match reworded {
            Some(last) => {
                diagnostics.append(of_texts);
                last.site.reword(Arc::clone(&documents), changed);
                last.site
            }
            None => {
                let pictures = (&**shelf, When::Asked);
                let prepared = prepare(diagnostics, sources, read, request.edition, &mut self.kept, pictures, watch);
                if !prepared.theme.can_render() || diagnostics.has_wrong_records() {
                    return None;
                }
                // Where there are other errors, there is no site; but those of templates are told with them.
                let has_templates = sources.paths().any(|path| path.is_below(THEMES));
                let drawer = request.drawer.clone();
                let site = Arc::new(LiveSite::new(prepared, sources.clone(), Arc::clone(shelf), drawer));
                diagnostics.append(site.failures(has_templates && tries));
                site
            }
        };
        if diagnostics.has_errors() {
            return None;
        }
        self.last = Some(Last { site: Arc::clone(&site), request: request.clone(), documents });
        Some(site)
    }
}

/// Whether all that changed is the wording of some articles.
fn only_reword(changed: &BTreeSet<SourcePath>, old: &Documents, new: &Documents) -> bool {
    let is_reworded = |path| old.article(path).zip(new.article(path)).is_some_and(|(old, new)| new.only_rewords(old));
    changed.iter().all(is_reworded)
}

/// Whether a template may fail now that did not before.
fn may_break_templates(path: &SourcePath) -> bool {
    path.as_str() == SITE || path.is_below(THEMES) && ["html", "yaml"].contains(&path.extension().as_str())
}
