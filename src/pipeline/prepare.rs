//! Everything before pages: files read, checked against each other, and pictures made.

use std::sync::Arc;

use super::{Files, Request, Stage};
use crate::archive::{Archive, Edition, KnownCases, Site, read_site, resolve_again};
use crate::document::{Documents, Readings, Rules, SITE, WORDS};
use crate::images::{Album, Pictures, Shelf, When};
use crate::model::{Code, Diagnostics, Place, SourcePath, Written};
use crate::proofread::Proofs;
use crate::source::{Sources, reason};
use crate::theme::Theme;

/// Where themes are.
pub(super) const THEMES: &str = "themes";

/// An archive, and what its site is made of; where there were errors, as far as it could be understood.
pub(super) struct Prepared {
    pub(super) archive: Archive,
    pub(super) documents: Arc<Documents>,
    pub(super) theme: Arc<Theme>,
    /// The attachments as they are.
    pub(super) files: Files,
    /// The pictures as they are shown.
    pub(super) pictures: Pictures,
}

/// What is kept of files while an archive is built again and again.
#[derive(Default)]
pub(super) struct Kept {
    readings: Readings,
    cases: KnownCases,
    /// How documents were read.
    rules: Option<Rules>,
    pub(super) proofs: Proofs,
    album: Album,
    /// The theme of a name, where nothing was wrong with it.
    theme: Option<(String, Arc<Theme>)>,
}

impl Kept {
    /// Forgets what depends on a file that changed.
    pub(super) fn forget(&mut self, path: &SourcePath) {
        self.readings.forget(path);
        self.proofs.forget(path);
        self.album.forget(path);
        if !(path.is_below("content/cases") && path.extension() == "md") {
            self.cases = KnownCases::default();
        }
        if [SITE, WORDS].contains(&path.as_str()) {
            self.proofs = Proofs::default();
        }
        if path.is_below(THEMES) {
            self.theme = None;
        }
    }

    fn parse(&mut self, diagnostics: &mut Diagnostics, sources: &Sources, rules: Rules) -> Documents {
        if self.rules.replace(rules) != Some(rules) {
            self.readings = Readings::default();
        }
        self.readings.parse(diagnostics, sources, &rules)
    }
}

/// The theme, read anew where it is not known.
fn theme(
    diagnostics: &mut Diagnostics,
    known: &mut Option<(String, Arc<Theme>)>,
    sources: &Sources,
    name: &Written<String>,
) -> Arc<Theme> {
    if let Some((_, theme)) = known.as_ref().filter(|(known, _)| *known == name.value) {
        return Arc::clone(theme);
    }
    let mut own = Diagnostics::default();
    let theme = Arc::new(Theme::load(&mut own, sources, name));
    *known = own.iter().next().is_none().then(|| (name.value.clone(), Arc::clone(&theme)));
    diagnostics.append(own);
    theme
}

/// Every file by itself, with what all pages share.
pub(super) struct Read {
    pub(super) site: Site,
    pub(super) theme: Arc<Theme>,
    pub(super) documents: Arc<Documents>,
}

/// Reads every file by itself.
pub(super) fn read(diagnostics: &mut Diagnostics, sources: &Sources, request: &Request, kept: &mut Kept) -> Read {
    let mut site = read_site(diagnostics, sources);
    if request.base_url.is_some() {
        site.base_url.clone_from(&request.base_url);
    }
    let rules = site.writing_rules();
    let mut known = kept.theme.take();
    let mut of_theme = Diagnostics::default();
    let (theme, documents) = rayon::join(
        || theme(&mut of_theme, &mut known, sources, &site.theme),
        || kept.parse(diagnostics, sources, rules),
    );
    kept.theme = known;
    diagnostics.append(of_theme);
    Read { site, theme, documents: Arc::new(documents) }
}

/// Proofreads files, checks them against each other and makes pictures.
pub(super) fn prepare(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    read: Read,
    edition: Edition,
    kept: &mut Kept,
    pictures: (&dyn Shelf, When),
    watch: &mut dyn FnMut(Stage),
) -> Prepared {
    watch(Stage::Resolve);
    let Kept { proofs, cases, .. } = kept;
    let mut of_texts = Diagnostics::default();
    // The one is many small steps, the other a few that wait for each other.
    let ((), mut archive) = rayon::join(
        || proofs.proofread(&mut of_texts, sources, &read.site, &read.documents),
        || resolve_again(diagnostics, sources, read.site.clone(), &read.documents, edition, cases),
    );
    diagnostics.append(of_texts);
    let Read { theme, documents, .. } = read;
    let ready = &mut |done, all| watch(Stage::Pictures { done, all });
    let pictures = kept.album.make(diagnostics, sources, &archive, &documents, pictures, ready);
    archive.links.publish_pictures(pictures.shown.clone());
    let files = read_files(diagnostics, sources, &archive);
    Prepared { archive, documents, theme, files, pictures }
}

/// The attachments that pages bring along.
fn read_files(diagnostics: &mut Diagnostics, sources: &Sources, archive: &Archive) -> Files {
    let mut files = Files::new();
    for (path, route) in archive.links.files() {
        match sources.read(path) {
            Ok(bytes) => files.push((route.clone(), bytes.into())),
            Err(error) => {
                let help = format!("请检查文件还在不在、有没有读取权限（{}）", reason(&error));
                diagnostics.report(Code::Unreadable, Place::of_file(path), "这个文件读不出来", help);
            }
        }
    }
    files
}
