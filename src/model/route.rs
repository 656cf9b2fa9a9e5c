//! Addresses inside the site.

use std::fmt;
use std::sync::Arc;

use super::path::is_device_name;

/// The address of a file in the site, relative to its root: `cases/qing-he.html`.
///
/// ASCII letters, digits, `-`, `_` and `.`, parts joined by `/`, never a part that starts or ends
/// with a dot, or a Windows device name, never empty. So a route is a safe relative path on every system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// Checks an address; `None` where it is not a plain relative one.
    pub fn new(text: &str) -> Option<Self> {
        text.split('/').all(is_plain_part).then(|| Self(text.into()))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How a page at this route links to `target`: `cases/a.html` → `units/b.html` is `../units/b.html`.
    pub fn link_to(&self, target: &Route) -> String {
        let folder = self.0.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut own = folder.split('/').filter(|part| !part.is_empty()).peekable();
        let mut rest: &str = &target.0;
        while let (Some(part), Some((head, tail))) = (own.peek(), rest.split_once('/')) {
            if *part != head {
                break;
            }
            own.next();
            rest = tail;
        }
        let mut link = "../".repeat(own.count());
        link.push_str(rest);
        link
    }

    /// The way from this page back to the root: empty, `../`, `../../` …
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The address folded to lower case, by which systems without case tell files apart.
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

fn is_plain_part(part: &str) -> bool {
    !part.is_empty()
        && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        && !part.starts_with('.')
        && !part.ends_with('.')
        && !is_device_name(part)
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl serde::Serialize for Route {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
