//! The files that a case brings along for readers to keep.

use serde::Serialize;

use super::super::{Attachment, Material};
use crate::domain::Case;
use crate::model::Route;

/// What a page shows by itself.
const PICTURES: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "ico"];

/// A file to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachmentView {
    /// Its name as the writer gave it, without the extension.
    pub name: String,
    /// Its kind: `PDF`, `XLSX`.
    pub kind: String,
    /// Its size for readers: `812 字节`, `1.4 KB`, `23 MB`.
    pub size: String,
    /// Where it is.
    pub url: Route,
}

/// The attachments of a case, by name.
pub(super) fn attachments(material: &dyn Material, case: &Case) -> Vec<AttachmentView> {
    let files = material.attachments(&case.path).into_iter();
    let is_picture = |file: &Attachment| PICTURES.contains(&file.path.extension().to_lowercase().as_str());
    let view = |file: Attachment| AttachmentView {
        name: file.path.stem().to_owned(),
        kind: file.path.extension().to_uppercase(),
        size: readable(file.size),
        url: file.route,
    };
    files.filter(|file| !is_picture(file)).map(view).collect()
}

/// A number of bytes with one digit after the point below ten, as readers know it.
fn readable(bytes: usize) -> String {
    const UNITS: [&str; 3] = ["KB", "MB", "GB"];
    if bytes < 1024 {
        return format!("{bytes} 字节");
    }
    let (mut tenths, mut unit) = (bytes * 10 / 1024, 0);
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        (tenths, unit) = (tenths / 1024, unit + 1);
    }
    match (tenths / 10, tenths % 10) {
        (whole @ 0..10, part @ 1..) => format!("{whole}.{part} {}", UNITS[unit]),
        (whole, _) => format!("{whole} {}", UNITS[unit]),
    }
}
