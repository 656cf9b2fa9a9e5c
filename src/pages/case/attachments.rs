//! The files that a case brings along for readers to keep.

use serde::Serialize;

use super::super::{Attachment, Material, size_in_words};
use crate::domain::Case;
use crate::model::{PIXELS, Route};

/// A file to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachmentView {
    /// Its name as the writer gave it, without the extension.
    pub name: String,
    /// Its kind: `PDF`, `XLSX`.
    pub kind: String,
    /// Its size for readers: `812 字节`, `1.4 KB`, `2.3 MB`.
    pub size: String,
    /// Where it is.
    pub url: Route,
}

/// The attachments of a case, by name.
pub(super) fn attachments(material: &dyn Material, case: &Case) -> Vec<AttachmentView> {
    let files = material.attachments(&case.path).into_iter();
    // A page shows pictures by itself.
    let is_picture = |file: &Attachment| {
        let ending = file.path.extension();
        ending == "svg" || PIXELS.contains(&ending.as_str())
    };
    let view = |file: Attachment| AttachmentView {
        name: file.path.stem().to_owned(),
        kind: file.path.extension().to_uppercase(),
        size: size_in_words(file.size),
        url: file.route,
    };
    files.filter(|file| !is_picture(file)).map(view).collect()
}
