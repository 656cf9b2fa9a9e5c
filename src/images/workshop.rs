//! From a file to what is published of it: from the shelf, now, or when it is asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use image::ImageFormat;

use super::When;
use super::drawing;
use super::embedded::Embedded;
use super::kind::{Fault, kind};
use super::late::Late;
use super::make::{self, Made, Version, Wishes};
use super::shelf::{self, Shelf};
use crate::model::{Picture, PictureVersion, Route};

/// How many characters of its fingerprint are in a picture's address.
const NAME_LENGTH: usize = 12;

/// A picture that is ready to be published.
#[derive(Clone, Debug)]
pub(super) struct Finished {
    pub(super) picture: Picture,
    pub(super) files: Vec<(Route, Arc<[u8]>)>,
    pub(super) late: Option<Arc<Late>>,
}

/// What becomes of bytes, once it is known; whoever asks while it is being found out waits.
type Cell = Arc<OnceLock<Result<Finished, Fault>>>;

/// What makes many pictures at once.
pub(super) struct Workshop<'a> {
    pub(super) shelf: &'a dyn Shelf,
    pub(super) when: When,
    pub(super) wishes: Wishes,
    pub(super) known: Mutex<BTreeMap<String, Cell>>,
}

impl Workshop<'_> {
    /// What is made of these bytes, once however often it is asked for.
    pub(super) fn picture(&self, bytes: &[u8], is_drawing: bool) -> Result<Finished, Fault> {
        let key = make::key(bytes, is_drawing, self.wishes);
        let cell = match self.known.lock() {
            Ok(mut known) => Arc::clone(known.entry(key.clone()).or_default()),
            Err(_) => Cell::default(),
        };
        cell.get_or_init(|| self.finish(&key, bytes, is_drawing)).clone()
    }

    fn finish(&self, key: &str, bytes: &[u8], is_drawing: bool) -> Result<Finished, Fault> {
        let Self { shelf, wishes, .. } = *self;
        if let Some(made) = shelf::kept(shelf, key, wishes) {
            return publish(key, made).ok_or(Fault::Damaged);
        }
        if self.when == When::Asked
            && !is_drawing
            && kind(bytes) == Ok(ImageFormat::Jpeg)
            && let Some(finished) = make::outline(bytes, wishes).and_then(|outline| publish(key, outline))
        {
            let late = Late::new(key, wishes);
            return Ok(Finished { files: Vec::new(), late: Some(Arc::new(late)), ..finished });
        }
        let made = if is_drawing {
            drawing::make(bytes, &mut Embedded { wishes, counted: 0 })?
        } else {
            make::make(bytes, wishes)?
        };
        shelf.keep(key, &shelf::pack(key, &made));
        publish(key, made).ok_or(Fault::Damaged)
    }
}

/// Gives each version its address; `None` where there is no version.
pub(super) fn publish(key: &str, made: Made) -> Option<Finished> {
    let name = key.get(..NAME_LENGTH)?;
    let address = |width, ending| Route::new(&format!("images/{name}-{width}.{ending}"));
    let (mut versions, mut files) = (Vec::new(), Vec::new());
    for Version { width, height, ending, bytes } in made.versions {
        let route = address(width, ending.name())?;
        versions.push(PictureVersion { route: route.clone(), width, height });
        files.push((route, bytes.into()));
    }
    Some(Finished { picture: Picture::new(versions)?, files, late: None })
}
