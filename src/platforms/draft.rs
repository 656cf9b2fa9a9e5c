//! A package while it is made: what it is about, and the files it has so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use ab_glyph::FontVec;

use super::limits::{self, Finding};
use super::look::Look;
use super::manuscript::Manuscript;
use super::pictures::{CardText, Covers, Fault, Picture, draw_covers};
use super::rich::{self, Places, Rich};
use super::{Job, Made, Package, Workshop};
use crate::archive::{Archive, routes};
use crate::markdown::tree::{Image, To};
use crate::markdown::{ImageTarget, Link, Target};
use crate::model::{Diagnostics, Place, Route, SourcePath};

/// A package while it is made.
pub(super) struct Draft<'a> {
    pub(super) workshop: &'a Workshop<'a>,
    pub(super) manuscript: Manuscript<'a>,
    pub(super) look: Look,
    pub(super) package: Package,
    /// What covers are cut from.
    cover: Option<SourcePath>,
    /// What letters on covers are drawn with.
    font: Option<&'a FontVec>,
    /// Whether the machine has none of the fonts that were asked for.
    lacks_font: bool,
    /// `platforms/<id>/<slug>/`.
    folder: String,
    files: Vec<(Route, Arc<[u8]>)>,
    /// The pictures of the text, in reading order.
    pub(super) shots: Vec<Shot>,
    numbers: BTreeMap<SourcePath, usize>,
    /// Pictures that cannot be used: where, which, and why.
    pub(super) faults: Vec<(Place, String, Fault)>,
    diagnostics: Diagnostics,
}

/// A picture of the text.
#[derive(Clone, Debug)]
pub(super) struct Shot {
    /// Its file in the package.
    pub(super) file: String,
    pub(super) alt: String,
    /// What stands under it, else what it shows.
    pub(super) caption: String,
    path: SourcePath,
}

impl<'a> Draft<'a> {
    pub(super) fn new(workshop: &'a Workshop<'a>, job: &'a Job<'a>, cover: Option<SourcePath>) -> Self {
        let (platform, manuscript) = (job.platform, job.manuscript());
        let package = Package {
            platform: platform.id.clone(),
            slug: manuscript.slug.to_owned(),
            title: manuscript.title.to_owned(),
            page: manuscript.page.clone(),
            digest: String::new(),
            quarter: manuscript.quarter,
            advice: Vec::new(),
            preview: None,
            post: String::new(),
            zip: None,
            texts: Vec::new(),
            pictures: Vec::new(),
        };
        let font = platform.font.as_ref().and_then(|name| workshop.fonts.get(name));
        Self {
            workshop,
            look: workshop.looks.get(&platform.look).cloned().unwrap_or_else(Look::bare),
            package,
            cover,
            font,
            lacks_font: platform.font.is_some() && font.is_none(),
            folder: format!("platforms/{}/{}/", platform.id, manuscript.slug),
            manuscript,
            files: Vec::new(),
            shots: Vec::new(),
            numbers: BTreeMap::new(),
            faults: Vec::new(),
            diagnostics: Diagnostics::default(),
        }
    }

    /// The write-up as rich text.
    pub(super) fn rich(&mut self, look: &Look, closing: &[(&str, String)]) -> Rich {
        let markdown = self.manuscript.markdown;
        rich::write(&markdown.tree(), look, self, closing)
    }

    /// Its address on the web.
    pub(super) fn url(&self) -> Option<String> {
        let base = self.workshop.archive.site.base_url.as_deref()?;
        Some(format!("{base}{}", self.manuscript.page))
    }

    /// The whole address that something in the text leads to.
    pub(super) fn leads(&self, to: To<'_>) -> Option<String> {
        match to {
            To::Archive(link) => self.address(link),
            To::Web(address) => Some(address.to_owned()),
            To::Nowhere => None,
        }
    }

    /// The covers: cut from a picture, or a card with title, unit and result; what an editor should know is advice.
    pub(super) fn covers(&mut self) -> Covers {
        let picture = self.cover.as_ref().and_then(|path| self.workshop.pictures.get(path)?.as_ref().ok());
        if let Some(covers) = picture.and_then(|picture| picture.covers.clone()) {
            return covers;
        }
        let Manuscript { title, unit, result, .. } = &self.manuscript;
        let text = CardText { title, unit, result };
        let drawn = self.font.map(|font| draw_covers(font, &text, self.workshop.dress));
        match drawn {
            Some(Ok((covers, missing))) => {
                let advice = (!missing.is_empty()).then(|| format!("封面上缺「{missing}」：字体里没有"));
                self.package.advice.extend(advice);
                covers
            }
            Some(Err(_)) | None => {
                self.report(vec![limits::plain_cover(&self.manuscript, self.lacks_font)]);
                self.workshop.plain.clone()
            }
        }
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
    pub(super) fn file(&mut self, name: &str, bytes: impl Into<Arc<[u8]>>) -> Route {
        let route = self.route(name);
        self.files.push((route.clone(), bytes.into()));
        route
    }

    /// Adds a file of text.
    pub(super) fn text(&mut self, name: &str, text: &str) -> Route {
        self.file(name, text.as_bytes())
    }

    /// Adds a picture to upload.
    pub(super) fn upload(&mut self, name: &str, bytes: Arc<[u8]>) {
        let route = self.file(name, bytes);
        self.package.pictures.push(route);
    }

    /// Adds the pictures of the text, no more than `most`.
    pub(super) fn upload_shots(&mut self, most: usize) {
        for shot in self.shots.clone().iter().take(most) {
            let Some(picture) = self.picture_of(shot) else { continue };
            let (bytes, advice) = (Arc::clone(&picture.bytes), picture.advice);
            self.upload(&shot.file, bytes);
            self.package.advice.extend(advice.map(|advice| format!("{}：{advice}", shot.file)));
        }
    }

    /// Reports what a platform will not take, to the writer, where there is one, and to the editor.
    pub(super) fn report(&mut self, findings: Vec<Finding>) {
        for Finding { code, place, message, help } in findings {
            self.package.advice.push(format!("{message}。{help}"));
            if self.manuscript.is_written() {
                self.diagnostics.report(code, place, message, help);
            }
        }
    }

    /// Reports the pictures that cannot be used.
    pub(super) fn report_pictures(&mut self, platform: &str) {
        let faults = std::mem::take(&mut self.faults);
        let finding = |(place, name, fault): (Place, String, Fault)| limits::picture(platform, place, &name, fault);
        self.report(faults.into_iter().map(finding).collect());
    }

    pub(super) fn finish(self) -> Made {
        Made { package: self.package, files: self.files, taken: Vec::new(), diagnostics: self.diagnostics }
    }

    fn fault(&mut self, image: &Image<'_>, fault: Fault) {
        let place = match image.to {
            To::Archive(link) => Place::new(self.manuscript.file, link.span),
            _ => self.manuscript.body_place(),
        };
        let name = if image.alt.is_empty() { String::new() } else { format!("「{}」", image.alt) };
        self.faults.push((place, format!("图片{name}"), fault));
    }
}

impl Places for Draft<'_> {
    fn address(&self, link: &Link) -> Option<String> {
        let base = self.workshop.archive.site.base_url.as_deref()?;
        match self.workshop.archive.links.target(&self.manuscript.file.path, &routes::home(), link) {
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
        let file = &self.manuscript.file.path;
        let path = if self.manuscript.is_written() {
            published(self.workshop.archive, file, &link.path)?
        } else {
            file.resolve(&link.path).ok()?
        };
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
                    let caption = if image.caption.is_empty() { image.alt } else { image.caption };
                    self.shots.push(Shot { file, alt: image.alt.to_owned(), caption: caption.to_owned(), path });
                }
                Some((number, self.shots[number - 1].file.clone()))
            }
        }
    }
}

/// The file that a path in a file means, where it is published with it.
pub(super) fn published(archive: &Archive, file: &SourcePath, path: &str) -> Option<SourcePath> {
    let path = file.resolve(path).ok()?;
    archive.links.file(file, &path).is_some().then_some(path)
}
