//! Validated relative paths inside an archive; the only way to name a source file.

use super::characters::{is_deceptive, plain_line};
use std::fmt;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A path relative to the root of the archive: `/` between parts, NFC, no `.` or `..`, never empty.
///
/// Ordered by bytes, so the order of files is the same on every system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// Why a text is not a path inside the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathFault {
    /// Nothing is left after normalisation.
    Empty,
    /// Starts with `/`, a drive letter or `\\`.
    Absolute,
    /// Climbs out of the root with `..`.
    Outside,
    /// Holds a backslash, a character that is not shown, a name that Windows reserves, or one that ends in a dot or space.
    Forbidden,
}

impl SourcePath {
    /// Checks and normalises a path relative to the root.
    pub fn new(text: &str) -> Result<Self, PathFault> {
        Self::normalise("", text)
    }

    /// A path that is none of the archive, only to be shown in a message: what deceives the eye is `?` in it.
    pub fn shown(text: &str) -> Self {
        let text = plain_line(text).replace(char::REPLACEMENT_CHARACTER, "?");
        Self(if cfg!(windows) { text.replace('\\', "/") } else { text }.into())
    }

    /// The file that a relative link in this file names: `a/b.md` + `../c.png` = `c.png`.
    pub fn resolve(&self, link: &str) -> Result<Self, PathFault> {
        Self::normalise(self.folder(), link)
    }

    /// A path that the program itself names, which is known to be valid.
    pub fn constant(text: &'static str) -> Self {
        debug_assert!(Self::new(text).is_ok_and(|path| path.as_str() == text), "{text} is no valid path");
        Self(text.into())
    }

    fn normalise(folder: &str, text: &str) -> Result<Self, PathFault> {
        if text.starts_with(['/', '\\']) || text.as_bytes().get(1) == Some(&b':') {
            return Err(PathFault::Absolute);
        }
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop().ok_or(PathFault::Outside)?),
                _ if is_forbidden(part) => return Err(PathFault::Forbidden),
                _ => parts.push(part),
            }
        }
        if parts.is_empty() {
            return Err(PathFault::Empty);
        }
        let joined = parts.join("/");
        Ok(Self(if is_nfc(&joined) { joined } else { joined.nfc().collect() }.into()))
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder, without a slash at its end; empty for a file in the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's name with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file's name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension in lower case, without the dot; empty where there is none.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase())
    }

    /// Whether the file lies in `folder` or below it.
    pub fn is_below(&self, folder: &str) -> bool {
        self.0.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Whether a part of a path cannot be a file's name on every system the archive is used on.
fn is_forbidden(part: &str) -> bool {
    part.chars().any(|c| is_deceptive(c) || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
        || part.ends_with(['.', ' '])
        || is_device_name(part)
}

/// Whether Windows takes the name, with any extension, for a device (`con`, `nul.txt`, `com1`).
pub fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let Some((device, number)) = stem.split_at_checked(3) else { return false };
    let is_one_of = |devices: &[&str]| devices.iter().any(|known| device.eq_ignore_ascii_case(known));
    match (number, number.as_bytes()) {
        ("", _) => is_one_of(&["con", "prn", "aux", "nul"]),
        ("¹" | "²" | "³", _) | (_, [b'0'..=b'9']) => is_one_of(&["com", "lpt"]),
        _ => false,
    }
}
