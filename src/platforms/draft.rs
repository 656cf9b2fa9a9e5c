//! A package while it is made: what it is about, and the files it has so far.

use std::collections::BTreeMap;

use super::limits::{self, Finding};
use super::look::Look;
use super::pictures::{Covers, Picture};
use super::rich::{self, Places, Rich};
use super::{Job, Made, Package, Workshop};
use crate::archive::{Archive, routes};
use crate::document::CaseRecord;
use crate::domain::{Case, Named};
use crate::markdown::tree::{Image, To};
use crate::markdown::{ImageTarget, Link, Target};
use crate::model::{Diagnostics, Place, Route, SourcePath, Span};

/// A package while it is made.
pub(super) struct Draft<'a> {
    pub(super) workshop: &'a Workshop<'a>,
    pub(super) case: &'a Case,
    pub(super) record: &'a CaseRecord,
    pub(super) look: Look,
    pub(super) package: Package,
    /// What covers are cut from.
    cover: Option<SourcePath>,
    /// `platforms/<id>/<slug>/`.
    folder: String,
    files: Vec<(Route, Vec<u8>)>,
    /// The pictures of the text, in reading order.
    pub(super) shots: Vec<Shot>,
    numbers: BTreeMap<SourcePath, usize>,
    /// Pictures that cannot be used: where, and what is wrong.
    pub(super) faults: Vec<(Place, String)>,
    diagnostics: Diagnostics,
}

/// A picture of the text.
#[derive(Clone, Debug)]
pub(super) struct Shot {
    /// Its file in the package.
    pub(super) file: String,
    pub(super) alt: String,
    path: SourcePath,
}

impl<'a> Draft<'a> {
    pub(super) fn new(workshop: &'a Workshop<'a>, job: &Job<'a>, cover: Option<SourcePath>) -> Self {
        let Job { platform, case, record } = job;
        let package = Package {
            platform: platform.id.clone(),
            slug: case.slug.clone(),
            title: case.title.clone(),
            digest: String::new(),
            quarter: case.best_entry().competition.quarter(),
            advice: Vec::new(),
            preview: None,
            texts: Vec::new(),
            pictures: Vec::new(),
        };
        Self {
            workshop,
            case,
            record,
            look: workshop.looks.get(&platform.look).cloned().unwrap_or_else(Look::bare),
            package,
            cover,
            folder: format!("platforms/{}/{}/", platform.id, case.slug),
            files: Vec::new(),
            shots: Vec::new(),
            numbers: BTreeMap::new(),
            faults: Vec::new(),
            diagnostics: Diagnostics::default(),
        }
    }

    /// The write-up as rich text.
    pub(super) fn rich(&mut self, look: &Look, closing: &[(&str, String)]) -> Rich {
        let record = self.record;
        rich::write(&record.article.markdown.tree(), look, self, closing)
    }

    /// The address of the case on the web.
    pub(super) fn url(&self) -> Option<String> {
        let base = self.workshop.archive.site.base_url.as_deref()?;
        Some(format!("{base}{}", routes::case(self.case)))
    }

    /// Who wrote it, else whose case it is.
    pub(super) fn author(&self) -> String {
        self.case.author.clone().unwrap_or_else(|| self.case.unit.to_string())
    }

    /// Unit, competition and result, each after its label.
    pub(super) fn closing(&self) -> Vec<(&'static str, String)> {
        let entry = self.case.best_entry();
        let competition = &entry.competition;
        let level = competition.township.as_ref().map_or_else(
            || competition.level().name().to_owned(),
            |township| format!("{}{}", township.name, competition.level().name()),
        );
        let results: Vec<&str> = entry.results.iter().map(|result| result.name.as_str()).collect();
        vec![
            ("报送单位：", self.case.unit.to_string()),
            ("比武场次：", format!("{}（{level}）", competition.quarter().name())),
            ("评比结果：", results.join("、")),
        ]
    }

    /// The covers, and whether they are cut from a picture.
    pub(super) fn covers(&self) -> (&Covers, bool) {
        let picture = self.cover.as_ref().and_then(|path| self.workshop.pictures.get(path)?.as_ref().ok());
        picture
            .and_then(|picture| picture.covers.as_ref())
            .map_or((&self.workshop.plain, false), |covers| (covers, true))
    }

    /// A picture of the text.
    pub(super) fn picture_of(&self, shot: &Shot) -> Option<&Picture> {
        self.workshop.pictures.get(&shot.path)?.as_ref().ok()
    }

    /// Where a file of the package is.
    ///
    /// # Panics
    /// If the name is no plain one; those of this module are, and ids and slugs are checked.
    pub(super) fn route(&self, name: &str) -> Route {
        Route::new(&format!("{}{name}", self.folder)).expect("a file of a package has a plain name")
    }

    /// Adds a file.
    pub(super) fn file(&mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Route {
        let route = self.route(name);
        let mut bytes = bytes.into();
        // Room to grow, kept for thousands of files, would be a good part of their memory.
        bytes.shrink_to_fit();
        self.files.push((route.clone(), bytes));
        route
    }

    /// Adds a picture to upload.
    pub(super) fn upload(&mut self, name: &str, bytes: &[u8]) {
        let route = self.file(name, bytes);
        self.package.pictures.push(route);
    }

    /// Adds the pictures of the text, no more than `most`.
    pub(super) fn upload_shots(&mut self, most: usize) {
        for shot in self.shots.clone().iter().take(most) {
            let Some(picture) = self.picture_of(shot) else { continue };
            let (bytes, advice) = (std::sync::Arc::clone(&picture.bytes), picture.advice);
            self.upload(&shot.file, &bytes);
            self.package.advice.extend(advice.map(|advice| format!("{}：{advice}", shot.file)));
        }
    }

    /// Reports what a platform will not take, to the writer and to the editor.
    pub(super) fn report(&mut self, findings: Vec<Finding>) {
        for Finding { code, place, message, help } in findings {
            self.package.advice.push(format!("{message}。{help}"));
            self.diagnostics.report(code, place, message, help);
        }
    }

    /// Reports the pictures that cannot be used.
    pub(super) fn report_pictures(&mut self, platform: &str) {
        let faults = std::mem::take(&mut self.faults);
        self.report(faults.into_iter().map(|(place, what)| limits::picture(platform, place, &what)).collect());
    }

    pub(super) fn body_place(&self) -> Place {
        let start = self.record.article.body.start;
        Place::new(&self.record.article.source, Span::new(start, start))
    }

    pub(super) fn finish(self) -> Made {
        Made { package: self.package, files: self.files, diagnostics: self.diagnostics }
    }

    fn fault(&mut self, image: &Image<'_>, what: &str) {
        let place = match image.to {
            To::Archive(link) => Place::new(&self.record.article.source, link.span),
            _ => self.body_place(),
        };
        let name = if image.alt.is_empty() { String::new() } else { format!("「{}」", image.alt) };
        self.faults.push((place, format!("图片{name}：{what}")));
    }
}

impl Places for Draft<'_> {
    fn address(&self, link: &Link) -> Option<String> {
        let base = self.workshop.archive.site.base_url.as_deref()?;
        match self.workshop.archive.links.target(&self.case.path, &routes::home(), link) {
            Target::Address(address) | Target::Image(ImageTarget { full: address, .. }) => {
                (!address.starts_with('#')).then(|| format!("{base}{address}"))
            }
            Target::TextOnly => None,
        }
    }

    fn picture(&mut self, image: &Image<'_>) -> Option<(usize, String)> {
        let To::Archive(link) = image.to else {
            self.fault(image, "不在档案里，放不进稿件包");
            return None;
        };
        // What is missing was reported when links were checked.
        let path = published(self.workshop.archive, self.case, &link.path)?;
        let workshop = self.workshop;
        match workshop.pictures.get(&path)? {
            Err(fault) => {
                self.fault(image, fault);
                None
            }
            Ok(picture) => {
                let next = self.shots.len() + 1;
                let number = *self.numbers.entry(path.clone()).or_insert(next);
                if number == next {
                    let file = format!("images/{number:02}.{}", picture.extension);
                    self.shots.push(Shot { file, alt: image.alt.to_owned(), path });
                }
                Some((number, self.shots[number - 1].file.clone()))
            }
        }
    }
}

/// The file that a path in a case means, where it is published with it.
pub(super) fn published(archive: &Archive, case: &Case, path: &str) -> Option<SourcePath> {
    let path = case.path.resolve(path).ok()?;
    archive.links.file(&case.path, &path).is_some().then_some(path)
}
