//! Floor 4: the pictures of write-ups and covers as they are published: upright, in a few widths, with nothing in them
//! but what they show. Originals are never published, at most all their pixels.
//!
//! Enter at [`Album::make`]. What is made of a picture depends on nothing but its bytes, so its address names them, the same
//! picture is made once wherever it is used, and a [`Shelf`] may keep what was made for the next build.

mod budget;
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
mod place;
mod png_parts;
mod read;
mod shelf;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, mpsc};

use image::ImageFormat;
use rayon::prelude::*;

use crate::archive::Archive;
use crate::document::Documents;
use crate::model::{Code, Diagnostics, Picture, PictureVersion, Place, Route, SourcePath};
use crate::source::Sources;

pub use shelf::{NoShelf, Shelf};

use budget::Budget;
use embedded::Embedded;
use kind::{Fault, kind};
use late::Late;
use make::{Made, Wishes};
use wanted::{DRAWING, Wanted, is_picture, wanted};

/// What was made of the pictures of an archive.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Where each picture is published.
    pub shown: BTreeMap<SourcePath, Picture>,
    files: BTreeMap<Route, Arc<[u8]>>,
    /// The photos that are made when they are asked for, each with the place that shows it.
    late: BTreeMap<Route, (Arc<Late>, Wanted)>,
}

/// When photos are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// With the site.
    Now,
    /// When somebody asks for them, where they are not on the shelf: a JPEG tells its form in its first bytes.
    Asked,
}

/// What was made of each file, kept while an archive is built again and again: forget those that changed.
#[derive(Debug)]
pub struct Album {
    known: BTreeMap<SourcePath, Known>,
    /// What they were made for.
    wishes: Option<Wishes>,
    budget: Arc<Budget>,
}

/// What is known of a picture.
#[derive(Debug)]
struct Known {
    /// Whether the file says where it was taken.
    has_place: bool,
    /// What is published, where a page refers to it.
    outcome: Option<Result<Finished, Fault>>,
}

impl Default for Album {
    fn default() -> Self {
        Self { known: BTreeMap::new(), wishes: None, budget: Arc::new(Budget::new(MOST_MEMORY)) }
    }
}

impl Album {
    /// Forgets a file.
    pub fn forget(&mut self, path: &SourcePath) {
        self.known.remove(path);
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
        let wanted = wanted(archive, documents);
        let all: BTreeSet<&SourcePath> = sources.paths().filter(|path| is_picture(path)).chain(wanted.keys()).collect();
        self.known.retain(|path, known| all.contains(path) && known.outcome.is_some() == wanted.contains_key(path));
        let new = all.into_iter().filter(|path| !self.known.contains_key(*path)).collect();
        let workshop = Workshop { shelf, when, wishes, budget: &self.budget, known: Mutex::default() };
        let one = |path: &SourcePath| {
            // A file that cannot be read is reported when files are copied.
            let bytes = sources.bytes(path).ok()?;
            let is_drawing = path.extension() == DRAWING;
            let has_place = if is_drawing { place::is_in_drawing(&bytes) } else { place::is_in_picture(&bytes) };
            let outcome = wanted.contains_key(path).then(|| workshop.picture(path, &bytes, is_drawing));
            Some((path.clone(), Known { has_place, outcome }))
        };
        let outcomes = all_of(new, &one, ready);
        self.known.extend(outcomes.into_iter().flatten());
        let mut pictures = Pictures::default();
        for (path, known) in &self.known {
            if known.has_place {
                report_place(diagnostics, path);
            }
            if let Some((outcome, wanted)) = known.outcome.clone().zip(wanted.get(path)) {
                pictures.add(diagnostics, path, wanted, outcome);
            }
        }
        pictures
    }
}

/// Does something with each of many at once, while whoever waits for it is told how far it is.
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
            let one = |sender: &mut mpsc::Sender<()>, item| {
                let outcome = one(item);
                // Nobody may be waiting any more.
                let _ = sender.send(());
                outcome
            };
            *outcomes = many.into_par_iter().with_max_len(1).map_with(sender, one).collect();
        });
        ready(0, count);
        done.iter().enumerate().for_each(|(number, ())| ready(number + 1, count));
    });
    outcomes
}

/// How much memory the pictures that are being made may take together, in bytes.
const MOST_MEMORY: u64 = 320 * 1024 * 1024;

/// How many characters of its fingerprint are in a picture's address.
const NAME_LENGTH: usize = 12;

/// A picture that is ready to be published.
#[derive(Clone, Debug)]
struct Finished {
    picture: Picture,
    files: Vec<(Route, Arc<[u8]>)>,
    late: Option<Arc<Late>>,
}

/// What becomes of bytes, once it is known; whoever asks while it is being found out waits.
type Cell = Arc<OnceLock<Result<Finished, Fault>>>;

struct Workshop<'a> {
    shelf: &'a dyn Shelf,
    when: When,
    wishes: Wishes,
    budget: &'a Arc<Budget>,
    known: Mutex<BTreeMap<String, Cell>>,
}

impl Workshop<'_> {
    /// What is made of these bytes, once however often it is asked for.
    fn picture(&self, path: &SourcePath, bytes: &[u8], is_drawing: bool) -> Result<Finished, Fault> {
        let key = make::key(bytes, is_drawing, self.wishes);
        let cell = match self.known.lock() {
            Ok(mut known) => Arc::clone(known.entry(key.clone()).or_default()),
            Err(_) => Cell::default(),
        };
        cell.get_or_init(|| self.finish(path, &key, bytes, is_drawing)).clone()
    }

    fn finish(&self, path: &SourcePath, key: &str, bytes: &[u8], is_drawing: bool) -> Result<Finished, Fault> {
        let Self { shelf, wishes, budget, .. } = *self;
        if let Some(made) = shelf::kept(shelf, key, wishes) {
            return publish(key, made).ok_or(Fault::Damaged);
        }
        if self.when == When::Asked
            && !is_drawing
            && kind(bytes) == Ok(ImageFormat::Jpeg)
            && let Some(finished) = make::outline(bytes, wishes).and_then(|outline| publish(key, outline))
        {
            let late = Late::new(path, wishes, Arc::clone(budget));
            return Ok(Finished { files: Vec::new(), late: Some(Arc::new(late)), ..finished });
        }
        let made = if is_drawing {
            drawing::make(bytes, &Embedded { wishes, budget })?
        } else {
            make::make(bytes, wishes, budget)?
        };
        shelf.keep(key, &shelf::pack(key, &made));
        publish(key, made).ok_or(Fault::Damaged)
    }
}

/// Gives each version its address; `None` where there is no version.
fn publish(key: &str, made: Made) -> Option<Finished> {
    let name = key.get(..NAME_LENGTH)?;
    let address = |width, ending| Route::new(&format!("images/{name}-{width}.{ending}"));
    let (mut versions, mut files) = (Vec::new(), Vec::new());
    for make::Version { width, height, ending, bytes } in made.versions {
        let route = address(width, ending.name())?;
        versions.push(PictureVersion { route: route.clone(), width, height });
        files.push((route, bytes.into()));
    }
    Some(Finished { picture: Picture::new(versions)?, files, late: None })
}

fn report_place(diagnostics: &mut Diagnostics, path: &SourcePath) {
    let message = "这张照片里记着拍摄的地点；发布的图片里不会有";
    let help = "要把原件交给别人，请先删去位置信息；在手机相机的设置里关掉“位置”，以后拍的就不带";
    diagnostics.report(Code::PicturePlace, Place::of_file(path), message, help);
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
            // What only has the name of a picture is a file to keep, unless it is to be shown.
            Err(Fault::Unknown) if !wanted.is_shown => return,
            Err(fault) => return fault.report(diagnostics, wanted),
        };
        if let Some(late) = late {
            let routes = picture.versions().iter().map(|version| version.route.clone());
            self.late.extend(routes.map(|route| (route, (Arc::clone(&late), wanted.clone()))));
        }
        self.shown.insert(path.clone(), picture);
        self.files.extend(files);
    }

    /// These sources with each picture in the largest version that is published instead of the original.
    #[must_use]
    pub fn instead_of_originals(&self, sources: &Sources, shelf: &dyn Shelf) -> Sources {
        let bytes = |route: &Route| {
            let late = || self.late(route, sources, shelf)?.ok();
            self.files.get(route).cloned().or_else(late)
        };
        let largest = |(path, picture): (&SourcePath, &Picture)| Some((path.clone(), bytes(&picture.largest().route)?));
        sources.with_bytes(self.shown.iter().filter_map(largest))
    }

    /// A version of a photo that is made when it is asked for, or what is wrong with the photo.
    pub fn late(&self, route: &Route, sources: &Sources, shelf: &dyn Shelf) -> Option<Result<Arc<[u8]>, Diagnostics>> {
        let (late, wanted) = self.late.get(route)?;
        Some(late.file(route, sources, shelf).map_err(|fault| {
            let mut diagnostics = Diagnostics::default();
            fault.report(&mut diagnostics, wanted);
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
    pub fn files(&self) -> impl Iterator<Item = (Route, Vec<u8>)> {
        self.files.iter().map(|(route, bytes)| (route.clone(), bytes.to_vec()))
    }
}
