//! Floor 4: the pictures of write-ups and covers as they are published: upright, in a few widths, with nothing in them
//! but what they show. Originals are never published, at most all their pixels.
//!
//! Enter at [`make`]. What is made of a picture depends on nothing but its bytes, so its address names them, the same
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
mod make;
mod place;
mod read;
mod shelf;
mod wanted;

use std::collections::BTreeMap;
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
use make::{Made, Wishes, make as make_one};
use wanted::{DRAWING, Wanted, wanted};

/// What was made of the pictures of an archive.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Where each picture is published.
    pub shown: BTreeMap<SourcePath, Picture>,
    files: BTreeMap<Route, Arc<[u8]>>,
}

/// Makes the pictures that pages refer to; those that cannot be shown are reported where they are referred to. `ready`
/// is told how many are ready, of how many.
pub fn make(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    archive: &Archive,
    documents: &Documents,
    shelf: &dyn Shelf,
    ready: &mut dyn FnMut(usize, usize),
) -> Pictures {
    let wanted: Vec<(SourcePath, Wanted)> = wanted(archive, documents).into_iter().collect();
    let workshop = Workshop {
        shelf,
        wishes: Wishes { most_pixels: archive.site.limits.pixels(), originals: archive.site.originals },
        budget: Budget::new(MOST_MEMORY),
        known: Mutex::default(),
    };
    let one = |(path, wanted): (SourcePath, Wanted)| {
        // A file that cannot be read is reported when files are copied.
        let outcome = sources.bytes(&path).ok().map(|bytes| workshop.picture(&bytes, wanted.kind == DRAWING));
        (path, wanted, outcome)
    };
    let outcomes = all_of(wanted, &one, ready);
    let mut pictures = Pictures::default();
    for (path, wanted, outcome) in outcomes {
        match outcome {
            None => {}
            // What only has the name of a picture is a file to keep, unless it is to be shown.
            Some(Err(Fault::Unknown)) if !wanted.is_shown => {}
            Some(Err(fault)) => fault.report(diagnostics, &wanted),
            Some(Ok(finished)) => {
                if finished.has_place {
                    report_place(diagnostics, &path);
                }
                pictures.shown.insert(path, finished.picture);
                pictures.files.extend(finished.files);
            }
        }
    }
    pictures
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
#[derive(Clone)]
struct Finished {
    picture: Picture,
    files: Vec<(Route, Arc<[u8]>)>,
    has_place: bool,
}

/// What becomes of bytes, once it is known; whoever asks while it is being found out waits.
type Cell = Arc<OnceLock<Result<Finished, Fault>>>;

struct Workshop<'a> {
    shelf: &'a dyn Shelf,
    wishes: Wishes,
    budget: Budget,
    known: Mutex<BTreeMap<String, Cell>>,
}

impl Workshop<'_> {
    /// What is made of these bytes, once however often it is asked for.
    fn picture(&self, bytes: &[u8], is_drawing: bool) -> Result<Finished, Fault> {
        let key = make::key(bytes, is_drawing, self.wishes);
        let cell = match self.known.lock() {
            Ok(mut known) => Arc::clone(known.entry(key.clone()).or_default()),
            Err(_) => Cell::default(),
        };
        cell.get_or_init(|| self.finish(&key, bytes, is_drawing)).clone()
    }

    fn finish(&self, key: &str, bytes: &[u8], is_drawing: bool) -> Result<Finished, Fault> {
        let kept = self.shelf.take(key).and_then(|packed| shelf::unpack(key, &packed));
        let made = match kept {
            Some(made) if made.pixels() <= self.wishes.most_pixels => made,
            _ => match self.stand_in(key, bytes) {
                Some(plain) => plain,
                None => {
                    let made = self.make(bytes, is_drawing)?;
                    self.shelf.keep(key, &shelf::pack(key, &made));
                    made
                }
            },
        };
        publish(key, made).ok_or(Fault::Damaged)
    }

    fn stand_in(&self, key: &str, bytes: &[u8]) -> Option<Made> {
        let may_wait = kind(bytes) == Ok(ImageFormat::Jpeg) && !self.shelf.may_make(key);
        if may_wait { make::stand_in(bytes, self.wishes) } else { None }
    }

    fn make(&self, bytes: &[u8], is_drawing: bool) -> Result<Made, Fault> {
        let Self { wishes, budget, .. } = self;
        if is_drawing {
            return drawing::make(bytes, &mut Embedded { wishes: *wishes, budget, has_place: false });
        }
        make_one(bytes, *wishes, budget)
    }
}

/// Gives each version its address; `None` where there is no version.
fn publish(key: &str, made: Made) -> Option<Finished> {
    let has_place = made.has_place;
    let name = key.get(..NAME_LENGTH)?;
    let address = |width, ending| Route::new(&format!("images/{name}-{width}.{ending}"));
    let (mut versions, mut files) = (Vec::new(), Vec::new());
    for make::Version { width, height, ending, bytes } in made.versions {
        let route = address(width, ending.name())?;
        versions.push(PictureVersion { route: route.clone(), width, height });
        files.push((route, bytes.into()));
    }
    Some(Finished { picture: Picture::new(versions)?, files, has_place })
}

fn report_place(diagnostics: &mut Diagnostics, path: &SourcePath) {
    let message = "这张照片里记着拍摄的地点（GPS）；发布的图片里已经去掉";
    let help = "要把原件交给别人，请先删去位置信息；在手机相机的设置里关掉“位置”，以后拍的就不带";
    diagnostics.report(Code::PicturePlace, Place::of_file(path), message, help);
}

impl Pictures {
    /// These sources with each picture in the largest version that is published instead of the original.
    #[must_use]
    pub fn instead_of_originals(&self, sources: &Sources) -> Sources {
        let largest = |(path, picture): (&SourcePath, &Picture)| {
            Some((path.clone(), Arc::clone(self.files.get(&picture.largest().route)?)))
        };
        sources.with_bytes(self.shown.iter().filter_map(largest))
    }

    /// The files of all versions.
    pub fn into_files(self) -> impl Iterator<Item = (Route, Vec<u8>)> {
        self.files.into_iter().map(|(route, bytes)| (route, bytes.to_vec()))
    }
}
