//! The page of all packages for platforms, by platform and quarter.

use std::collections::BTreeMap;

use serde::Serialize;

use super::index::Index;
use super::{Head, Material, Page, View};
use crate::archive::{Platform, routes};
use crate::domain::Quarter;
use crate::model::Route;

/// A package as whoever made it knows it.
#[derive(Clone, Debug)]
pub struct PackageFacts {
    /// The id of the platform.
    pub platform: String,
    /// The quarter of the case's best result.
    pub quarter: Quarter,
    /// What the page shows of it.
    pub view: PackageView,
}

/// A package on the page.
#[derive(Clone, Debug, Serialize)]
pub struct PackageView {
    /// The slug of the case, or the name of the digest.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The digest; may be empty.
    pub digest: String,
    /// Its page on the site.
    pub url: Route,
    /// The page to copy from.
    pub preview: Option<Route>,
    /// A short text to paste; may be empty.
    pub post: String,
    /// The whole package in one file.
    pub zip: Option<FileView>,
    /// The texts to paste, each with the name of its file.
    pub texts: Vec<FileView>,
    /// The pictures to upload, each with the name of its file.
    pub pictures: Vec<FileView>,
    /// What an editor should know, each a sentence.
    pub advice: Vec<String>,
}

/// A file of a package.
#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    /// `01.jpg`
    pub name: String,
    /// Where it is.
    pub url: Route,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct PlatformsView {
    /// The platforms, in the order of `site.yaml`.
    pub platforms: Vec<PlatformView>,
}

/// A platform.
#[derive(Clone, Debug, Serialize)]
pub struct PlatformView {
    /// The id.
    pub id: String,
    /// The Chinese name.
    pub name: String,
    /// `微信公众号`
    pub kind: &'static str,
    /// How many packages there are.
    pub count: usize,
    /// The quarters that have packages, the newest first.
    pub quarters: Vec<QuarterView>,
}

/// The packages of a quarter.
#[derive(Clone, Debug, Serialize)]
pub struct QuarterView {
    /// `2026年第三季度`
    pub name: String,
    /// Whether it is the platform's newest.
    pub is_new: bool,
    /// The packages, the newest first.
    pub packages: Vec<PackageView>,
}

/// The page, where there are platforms.
pub(super) fn compose(index: &Index<'_>, material: &dyn Material) -> Option<Page> {
    let platforms = &index.archive.site.platforms;
    if platforms.is_empty() {
        return None;
    }
    let mut facts = material.packages();
    facts.sort_by_key(|facts| std::cmp::Reverse(facts.quarter));
    let mut by_platform: BTreeMap<String, Vec<PackageFacts>> = BTreeMap::new();
    for facts in facts {
        by_platform.entry(facts.platform.clone()).or_default().push(facts);
    }
    let mut own = |platform: &Platform| by_platform.remove(&platform.id).unwrap_or_default();
    let platforms = platforms.iter().map(|platform| view(platform, own(platform))).collect();
    Some(Page {
        route: routes::platforms(),
        template: "platforms.html",
        head: Head::new("稿件包", "各发布平台的稿件：预览、复制、下载图片。"),
        view: View::Platforms(Box::new(PlatformsView { platforms })),
        last_modified: None,
    })
}

fn view(platform: &Platform, own: Vec<PackageFacts>) -> PlatformView {
    let count = own.len();
    let mut quarters: Vec<(Quarter, Vec<PackageView>)> = Vec::new();
    for PackageFacts { quarter, view, .. } in own {
        match quarters.last_mut() {
            Some((last, packages)) if *last == quarter => packages.push(view),
            _ => quarters.push((quarter, vec![view])),
        }
    }
    let quarter = |(number, (quarter, packages)): (usize, (Quarter, Vec<PackageView>))| QuarterView {
        name: quarter.name(),
        is_new: number == 0,
        packages,
    };
    let kind = match platform.kind.as_str() {
        "weibo" => "微博",
        "toutiao" => "今日头条",
        "desk" => "编辑部",
        _ => "微信公众号",
    };
    PlatformView {
        id: platform.id.clone(),
        name: platform.name.clone(),
        kind,
        count,
        quarters: quarters.into_iter().enumerate().map(quarter).collect(),
    }
}
