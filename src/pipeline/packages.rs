//! The packages for platforms as their page needs them.

use crate::model::Route;
use crate::pages::{FileView, PackageFacts, PackageView};
use crate::platforms::Package;

/// A package for the page of all.
pub(super) fn facts(package: Package) -> PackageFacts {
    let Package { platform, slug, title, page, digest, quarter, advice, preview, post, zip, texts, pictures } = package;
    let view = PackageView {
        url: page,
        slug,
        title,
        digest,
        preview,
        post,
        zip: zip.map(file),
        texts: texts.into_iter().map(file).collect(),
        pictures: pictures.into_iter().map(file).collect(),
        advice,
    };
    PackageFacts { platform, quarter, view }
}

fn file(url: Route) -> FileView {
    let name = match url.as_str().rsplit('/').next().unwrap_or_default() {
        "post-140.txt" => "140 字短文",
        "post-2000.txt" => "2000 字长文",
        "cover-235x100.jpg" => "封面 2.35:1",
        "cover-1x1.jpg" => "封面 1:1",
        "cover.jpg" => "封面",
        other => other,
    };
    FileView { name: name.to_owned(), url }
}
