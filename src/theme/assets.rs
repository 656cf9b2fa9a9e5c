//! Static files under names that change with their content, so that browsers may keep them for ever.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::slugify;
use crate::model::Route;

/// A static file as it is published.
#[derive(Debug)]
pub(super) struct Asset {
    /// Its path below `static/`.
    pub(super) name: String,
    /// Where it is published: `assets/style.1a2b3c4d.css`.
    pub(super) route: Route,
    /// Its content, with the addresses in style sheets replaced.
    pub(super) bytes: Arc<[u8]>,
}

/// Gives every static file its published name.
///
/// A style sheet is named after its content with the names of the files that it leads to; one that leads to another
/// style sheet, which may lead on, after the content of them all.
pub(super) fn fingerprint(statics: &BTreeMap<String, Arc<[u8]>>) -> Vec<Asset> {
    let named = |name: &str, bytes: &[u8]| route(name, &blake3::hash(bytes).to_hex()[..8]);
    let (sheets, others): (Vec<_>, Vec<_>) = statics.iter().partition(|(name, _)| is_style_sheet(name));
    let of_others: BTreeMap<&str, Route> =
        others.into_iter().map(|(name, bytes)| (name.as_str(), named(name, bytes))).collect();
    let places: BTreeMap<&str, Route> = sheets.iter().map(|(name, _)| (name.as_str(), route(name, "sheet"))).collect();
    let led = |(name, bytes): &(&String, &Arc<[u8]>)| with_routes(name, &places[name.as_str()], bytes, &of_others);
    let contents: Vec<Arc<[u8]>> = sheets.iter().map(led).collect();
    let all = contents.concat();
    let of_sheets = sheets.iter().zip(&contents).map(|((name, _), own)| {
        let leads_to_sheet = with_routes(name, &places[name.as_str()], own, &places) != *own;
        (name.as_str(), if leads_to_sheet { named(name, &[own, &all[..]].concat()) } else { named(name, own) })
    });
    let of_sheets: Vec<(&str, Route)> = of_sheets.collect();
    let routes: BTreeMap<&str, Route> = of_others.into_iter().chain(of_sheets).collect();
    let asset = |(name, bytes): (&String, &Arc<[u8]>)| {
        let route = routes[name.as_str()].clone();
        let bytes = if is_style_sheet(name) { with_routes(name, &route, bytes, &routes) } else { Arc::clone(bytes) };
        Asset { name: name.clone(), route, bytes }
    };
    statics.iter().map(asset).collect()
}

fn is_style_sheet(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".css")
}

/// `img/图标.svg` → `assets/img/tu-biao.1a2b3c4d.svg`.
fn route(name: &str, hash: &str) -> Route {
    let (path, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let dot = if extension.is_empty() { "" } else { "." };
    let plain = format!("assets/{path}.{hash}{dot}{extension}");
    Route::new(&plain).unwrap_or_else(|| {
        let parts: Vec<String> = path.split('/').map(slugify).filter(|part| !part.is_empty()).collect();
        let safe = format!("assets/{}.{hash}{dot}{}", parts.join("/"), slugify(extension));
        let fallback = || Route::new(&format!("assets/file.{hash}"));
        Route::new(&safe).or_else(fallback).expect("a word and a hash are a route")
    })
}

/// A style sheet, published at `from`, whose `url(…)` lead to the published names.
fn with_routes(name: &str, from: &Route, bytes: &Arc<[u8]>, routes: &BTreeMap<&str, Route>) -> Arc<[u8]> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Arc::clone(bytes) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("url(").map(|at| at + "url(".len()) {
        let Some(end) = rest[start..].find(')').map(|length| start + length) else { break };
        let address = rest[start..end].trim().trim_matches(['"', '\'']);
        out.push_str(&rest[..start]);
        match target(name, address).and_then(|target| routes.get(target.as_str())) {
            Some(route) => out.push_str(&from.link_to(route)),
            None => out.push_str(&rest[start..end]),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.into_bytes().into()
}

/// The static file that an address in a style sheet names.
fn target(name: &str, address: &str) -> Option<String> {
    let file = crate::model::SourcePath::new(name).ok()?;
    Some(file.resolve(address).ok()?.as_str().to_owned())
}
