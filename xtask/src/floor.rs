//! The least work any generator has to do for a site: read every source, parse its Markdown, write as many bytes to as
//! many files. `cargo xtask bench` runs it as a process of its own and holds the real build against it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

use crate::{Outcome, tree};

/// Writes down the files of a site and their sizes, a line `bytes path` each, for [`run`] to match.
pub(crate) fn write_manifest(site: &BTreeMap<PathBuf, u64>, manifest: &Path) -> Outcome {
    let lines: Vec<String> = site.iter().map(|(path, size)| format!("{size} {}", path.display())).collect();
    Ok(fs::write(manifest, lines.join("\n"))?)
}

/// Reads and parses the whole `corpus`, then writes below `output` the files that `manifest` lists.
pub(crate) fn run(corpus: &Path, manifest: &Path, output: &Path) -> Outcome {
    let sources: Vec<PathBuf> = tree::sizes(&corpus.join("content"))?.into_keys().collect();
    let mut pages: Vec<String> =
        sources.par_iter().map(|path| to_html(&corpus.join("content").join(path))).collect::<Outcome<_>>()?;
    pages.retain(|page| !page.is_empty());
    if pages.is_empty() {
        return Err(format!("no Markdown in {}", corpus.display()).into());
    }
    let manifest = fs::read_to_string(manifest)?;
    let files: Vec<(usize, &str)> =
        manifest.lines().map(read_line).collect::<Option<_>>().ok_or("a broken manifest")?;
    let folders: BTreeSet<PathBuf> =
        files.iter().filter_map(|(_, path)| Path::new(path).parent()).map(Into::into).collect();
    folders.iter().try_for_each(|folder| fs::create_dir_all(output.join(folder)))?;
    files.par_iter().enumerate().try_for_each(|(number, (size, path))| {
        let page = pages[number % pages.len()].as_bytes();
        match page.get(..*size) {
            Some(start) => fs::write(output.join(path), start),
            None => fs::write(output.join(path), &page.repeat(size / page.len() + 1)[..*size]),
        }
    })?;
    Ok(())
}

fn read_line(line: &str) -> Option<(usize, &str)> {
    let (size, path) = line.split_once(' ')?;
    Some((size.parse().ok()?, path))
}

fn to_html(path: &Path) -> Outcome<String> {
    let text = fs::read_to_string(path)?;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut page = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page, Parser::new_ext(&text, options));
    Ok(page)
}
