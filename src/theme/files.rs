//! The files of a theme: those inside the program, replaced one by one by those of the archive.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::DEFAULT;
use super::joined::FOLDERS;
use crate::model::{Code, Diagnostics, Place, SourcePath, SourceText, Written};
use crate::source::{Sources, decode, reason};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/leitai");

/// The files of a theme by kind.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Templates by their name: `case.html`, `parts/badge.html`.
    pub(super) templates: BTreeMap<String, Arc<SourceText>>,
    /// Style sheets and scripts that are published joined, by their path: `style/10-tokens.css`.
    pub(super) parts: BTreeMap<String, Arc<SourceText>>,
    /// Static files by their path below `static/`.
    pub(super) statics: BTreeMap<String, Arc<[u8]>>,
    /// `theme.yaml`, the program's own first.
    pub(super) settings: Vec<Arc<SourceText>>,
}

impl Files {
    /// The files of the theme of this name.
    pub(super) fn collect(diagnostics: &mut Diagnostics, sources: &Sources, name: &Written<String>) -> Self {
        let mut files = Self::default();
        for (path, bytes) in embedded(&EMBEDDED) {
            files.add(diagnostics, &format!("themes/{DEFAULT}"), &path, &bytes);
        }
        let folder = format!("themes/{}", name.value);
        let own: Vec<_> = sources.paths().filter(|path| path.is_below(&folder)).collect();
        if own.is_empty() && name.value != DEFAULT {
            report_unknown(diagnostics, name);
        }
        for path in own {
            match sources.bytes(path) {
                Ok(bytes) => files.add(diagnostics, &folder, path, &bytes),
                Err(error) => {
                    let source = SourceText::new(path.clone(), "");
                    let help = format!("请检查文件还在不在、有没有读取权限（{}）", reason(&error));
                    diagnostics.report(Code::Unreadable, Place::start_of(&source), "这个文件读不出来", help);
                }
            }
        }
        files
    }

    fn add(&mut self, diagnostics: &mut Diagnostics, folder: &str, path: &SourcePath, bytes: &Arc<[u8]>) {
        let below = path.as_str().strip_prefix(folder).unwrap_or_default().trim_start_matches('/');
        if let Some(name) = below.strip_prefix("static/") {
            self.statics.insert(name.to_owned(), Arc::clone(bytes));
        } else if let Some(name) = below.strip_prefix("templates/") {
            self.templates.extend(decode(diagnostics, path, bytes).map(|source| (name.to_owned(), source)));
        } else if FOLDERS.iter().any(|(folder, end, _)| below.starts_with(folder) && below.ends_with(end)) {
            self.parts.extend(decode(diagnostics, path, bytes).map(|source| (below.to_owned(), source)));
        } else if below == "theme.yaml" {
            self.settings.extend(decode(diagnostics, path, bytes));
        }
    }
}

/// The files inside the program, under the paths they would have in an archive.
fn embedded(dir: &Dir<'_>) -> Vec<(SourcePath, Arc<[u8]>)> {
    let mut files: Vec<_> = dir
        .files()
        .filter_map(|file| {
            let path = SourcePath::new(&format!("themes/{DEFAULT}/{}", file.path().to_str()?)).ok()?;
            Some((path, Arc::from(file.contents())))
        })
        .collect();
    files.extend(dir.dirs().flat_map(embedded));
    files
}

/// Reports the name where `site.yaml` says it.
fn report_unknown(diagnostics: &mut Diagnostics, name: &Written<String>) {
    let message = format!("没有「{}」这个外观", name.value);
    let help = format!("请在 themes/{}/ 里放上要改的模板或样式，或者写 theme: {DEFAULT} 用默认外观", name.value);
    diagnostics.report(Code::UnknownTheme, name.place.clone(), message, help);
}
