//! The packages for platforms as their page needs them.

use crate::model::Route;
use crate::pages::{FileView, PackageFacts, PackageView};
use crate::platforms::Package;

/// A package for the page of all.
pub(super) fn facts(package: Package) -> PackageFacts {
    let Package { platform, slug, title, page, digest, quarter, advice, preview, zip, texts, pictures } = package;
    let view = PackageView {
        url: page,
        slug,
        title,
        digest,
        preview,
        zip: zip.map(file),
        texts: texts.into_iter().map(file).collect(),
        pictures: pictures.into_iter().map(file).collect(),
        advice,
    };
    PackageFacts { platform, quarter, view }
}

fn file(url: Route) -> FileView {
    let name = url.as_str().rsplit('/').next().unwrap_or_default().to_owned();
    FileView { name, url }
}
