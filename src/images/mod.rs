//! Floor 4: the pictures of write-ups and covers as they are published: upright, in a few widths, with nothing in them
//! but what they show. Originals are never published, at most all their pixels.
//!
//! Enter at [`Album::make`]. What is made of a picture depends on nothing but its bytes, so its address names them, the same
//! picture is made once wherever it is used, and a [`Shelf`] may keep what was made for the next build.

mod attachment;
mod colours;
mod drawing;
mod embedded;
mod encode;
mod gif;
mod jpeg;
mod jpeg_parts;
mod kind;
mod late;
mod make;
mod palette;
mod place;
mod png_parts;
mod read;
mod shelf;
mod wanted;
mod workshop;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Seek as _, SeekFrom};
use std::iter;
use std::sync::{Arc, Mutex, mpsc};

use rayon::prelude::*;

use crate::archive::Archive;
use crate::document::Documents;
use crate::model::{Code, Diagnostics, Picture, Place, Route, SourcePath};
use crate::source::Sources;

pub use shelf::{NoShelf, Shelf};

use attachment::Found;
use kind::{Fault, stands_still};
use late::Late;
use make::{WIDEST, Wishes};
use wanted::{DRAWING, Wanted, attached, is_picture, wanted};
use workshop::{Finished, Workshop};

/// What was made of the pictures of an archive.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Where each picture is published.
    pub shown: BTreeMap<SourcePath, Picture>,
    files: BTreeMap<Route, Arc<[u8]>>,
    /// The photos that are made when they are asked for.
    late: BTreeMap<Route, (Arc<Late>, Uses)>,
}

/// The files that hold a picture, each with the place that shows it.
type Uses = Vec<(SourcePath, Wanted)>;

/// When photos are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// With the site.
    Now,
    /// When somebody asks for them, where they are not on the shelf: a JPEG tells its form in its first bytes.
    Asked,
}

/// What was made of each file, kept while an archive is built again and again: forget those that changed.
#[derive(Debug, Default)]
pub struct Album {
    known: BTreeMap<SourcePath, Known>,
    /// What there is to say of each attachment.
    attached: BTreeMap<SourcePath, Option<Found>>,
    /// What they were made for.
    wishes: Option<Wishes>,
}

/// What is known of a picture.
#[derive(Debug)]
struct Known {
    /// Whether the file says where it was taken.
    has_place: bool,
    /// Whether it moves, but is published as its first frame.
    stands_still: bool,
    /// What is published, where a page refers to it.
    outcome: Option<Result<Finished, Fault>>,
}

impl Album {
    /// Forgets a file.
    pub fn forget(&mut self, path: &SourcePath) {
        self.known.remove(path);
        self.attached.remove(path);
    }

    /// Makes the pictures that pages refer to; those that cannot be shown are reported where they are referred to. Of
    /// all pictures of the archive, those that say where they were taken are named.
    /// `ready` is told how many are ready, of how many that were not known.
    pub fn make(
        &mut self,
        diagnostics: &mut Diagnostics,
        sources: &Sources,
        archive: &Archive,
        documents: &Documents,
        (shelf, when): (&dyn Shelf, When),
        ready: &mut dyn FnMut(usize, usize),
    ) -> Pictures {
        let wishes = Wishes { most_pixels: archive.site.limits.pixels(), originals: archive.site.originals };
        if self.wishes.replace(wishes) != Some(wishes) {
            self.known.clear();
        }
        self.report_attached(diagnostics, sources, &attached(archive, documents));
        let wanted = wanted(archive, documents);
        let all: BTreeSet<&SourcePath> =
            sources.paths().filter(|path| is_picture(sources, path)).chain(wanted.keys()).collect();
        self.known.retain(|path, known| all.contains(path) && known.outcome.is_some() == wanted.contains_key(path));
        let new = all.into_iter().filter(|path| !self.known.contains_key(*path)).collect();
        let workshop = Workshop { shelf, when, wishes, known: Mutex::default() };
        let one = |path: &SourcePath| {
            // A file that cannot be read is reported when files are copied.
            let length = sources.open(path).ok()?.seek(SeekFrom::End(0)).ok()?;
            if length > MOST_BYTES {
                let fault = || Err(Fault::TooManyBytes { bytes: length, most: MOST_BYTES });
                let outcome = wanted.contains_key(path).then(fault);
                return Some((path.clone(), Known { has_place: false, stands_still: false, outcome }));
            }
            let bytes = sources.bytes(path).ok()?;
            let is_drawing = path.extension() == DRAWING;
            let has_place = if is_drawing { place::is_in_drawing(&bytes) } else { place::is_in_picture(&bytes) };
            let outcome = wanted.contains_key(path).then(|| workshop.picture(&bytes, is_drawing));
            Some((path.clone(), Known { has_place, stands_still: stands_still(&bytes), outcome }))
        };
        let outcomes = all_of(new, &one, ready);
        self.known.extend(outcomes.into_iter().flatten());
        let mut pictures = Pictures::default();
        for (path, known) in &self.known {
            if known.has_place {
                report_place(diagnostics, path);
            }
            if let Some((outcome, wanted)) = known.outcome.clone().zip(wanted.get(path)) {
                if known.stands_still && wanted.is_shown {
                    report_still(diagnostics, wanted);
                }
                pictures.add(diagnostics, path, wanted, outcome);
            }
        }
        pictures
    }

    /// Names the attachments that say where something was taken, or may do so, where they are linked to.
    fn report_attached(
        &mut self,
        diagnostics: &mut Diagnostics,
        sources: &Sources,
        attached: &BTreeMap<SourcePath, Wanted>,
    ) {
        self.attached.retain(|path, _| attached.contains_key(path));
        let new: Vec<&SourcePath> = attached.keys().filter(|path| !self.attached.contains_key(*path)).collect();
        let found = new.into_par_iter().map(|path| (path.clone(), attachment::found(sources, path)));
        self.attached.extend(found.collect::<Vec<_>>());
        for (found, wanted) in self.attached.iter().filter_map(|(path, found)| found.as_ref().zip(attached.get(path))) {
            found.report(diagnostics, wanted);
        }
    }
}

/// Does something with each of many, a few at once, while whoever waits for it is told how far it is. The outcomes are in
/// no order.
fn all_of<T: Send, R: Send>(
    many: Vec<T>,
    one: &(dyn Fn(T) -> R + Sync),
    ready: &mut dyn FnMut(usize, usize),
) -> Vec<R> {
    let (count, mut outcomes) = (many.len(), Vec::new());
    let (sender, done) = mpsc::channel();
    rayon::in_place_scope(|scope| {
        let outcomes = &mut outcomes;
        scope.spawn(move |_| {
            let rest = Mutex::new(many.into_iter());
            let lane = |sender: &mut mpsc::Sender<()>, _| {
                let (sender, rest) = (sender.clone(), &rest);
                iter::from_fn(move || {
                    let item = rest.lock().ok()?.next()?;
                    let outcome = one(item);
                    // Nobody may be waiting any more.
                    let _ = sender.send(());
                    Some(outcome)
                })
            };
            let lanes = (0..AT_ONCE).into_par_iter().with_max_len(1).map_with(sender, lane);
            *outcomes = lanes.flat_map_iter(|lane| lane).collect();
        });
        ready(0, count);
        done.iter().enumerate().for_each(|(number, ())| ready(number + 1, count));
    });
    outcomes
}

/// How many threads make pictures: there is memory for no more, and each keeps some to itself. 100 photos of 12
/// megapixels took 525 MB with eight threads, and 360 MB with four.
const AT_ONCE: usize = 4;

/// A file of more bytes is not read: no photo is as large, and it would be in memory as a whole.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

fn report_place(diagnostics: &mut Diagnostics, path: &SourcePath) {
    let (message, help) = if wanted::is_of_theme(path) {
        ("外观里的这张照片记着拍摄的地点，会原样发布", "请先删去它的位置信息，再放进外观")
    } else {
        (
            "这张照片里记着拍摄的地点；发布的图片里不会有",
            "要把原件交给别人，请先删去位置信息；在手机相机的设置里关掉“位置”，以后拍的就不带",
        )
    };
    diagnostics.report(Code::PicturePlace, Place::of_file(path), message, help);
}

fn report_still(diagnostics: &mut Diagnostics, wanted: &Wanted) {
    let message = format!("「{}」会动，网页上只显示第一帧", wanted.text);
    let help = "要动的，请存成 2 MB 以内的 GIF；长的请存成 mp4 放进附件";
    diagnostics.report(Code::PictureStill, wanted.place.clone(), message, help);
}

impl Pictures {
    fn add(
        &mut self,
        diagnostics: &mut Diagnostics,
        path: &SourcePath,
        wanted: &Wanted,
        outcome: Result<Finished, Fault>,
    ) {
        let Finished { picture, files, late } = match outcome {
            Ok(finished) => finished,
            Err(fault) => return fault.report(diagnostics, wanted),
        };
        if let Some(late) = late {
            for version in picture.versions() {
                let (_, uses) =
                    self.late.entry(version.route.clone()).or_insert_with(|| (Arc::clone(&late), Uses::new()));
                uses.push((path.clone(), wanted.clone()));
            }
        }
        self.shown.insert(path.clone(), picture);
        self.files.extend(files);
    }

    /// These sources with each picture in the largest usual version that is published instead of the original; of one that
    /// cannot be made nothing.
    #[must_use]
    pub fn instead_of_originals(&self, sources: &Sources, shelf: &dyn Shelf) -> Sources {
        let bytes = |route: &Route| {
            let late = || self.late(route, sources, shelf)?.ok();
            self.files.get(route).cloned().or_else(late).unwrap_or_default()
        };
        let shown = self.shown.iter();
        sources.with_bytes(shown.map(|(path, picture)| (path.clone(), bytes(&picture.up_to(WIDEST).route))))
    }

    /// A version of a photo that is made when it is asked for, or what is wrong with the photo.
    pub fn late(&self, route: &Route, sources: &Sources, shelf: &dyn Shelf) -> Option<Result<Arc<[u8]>, Diagnostics>> {
        let (late, uses) = self.late.get(route)?;
        Some(late.file(route, uses.iter().map(|(path, _)| path), sources, shelf).map_err(|fault| {
            let mut diagnostics = Diagnostics::default();
            for (_, wanted) in uses {
                fault.report(&mut diagnostics, wanted);
            }
            diagnostics
        }))
    }

    /// Makes all photos that nobody has asked for yet, one after another, and tells what is wrong with them.
    pub fn make_late(&self, sources: &Sources, shelf: &dyn Shelf) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        let made = self.late.keys().filter_map(|route| self.late(route, sources, shelf));
        made.filter_map(Result::err).for_each(|faults| diagnostics.append(faults));
        diagnostics
    }

    /// The files of all versions that are made.
    pub fn files(&self) -> impl Iterator<Item = (Route, Arc<[u8]>)> {
        self.files.iter().map(|(route, bytes)| (route.clone(), Arc::clone(bytes)))
    }
}
