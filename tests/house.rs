//! The order of the house: floors, the line at each file's head, the length of files.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The folders of `src/` by floor; a module uses lower floors only, never a sibling of its own floor.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["source", "markdown", "domain"],
    &["document"],
    &["archive"],
    &["pages", "data", "feeds", "images", "platforms", "proofread", "search"],
    &["theme"],
    &["outside", "pipeline", "publish", "serve"],
    &["cli"],
];

/// The most lines of a file.
const MOST_LINES: usize = 300;

fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let rust = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs"));
    rust.map(|file| (file.path().strip_prefix(&root).unwrap().to_path_buf(), fs::read_to_string(file.path()).unwrap()))
        .collect()
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

#[test]
fn every_module_stands_on_a_floor() {
    let modules = rust_files("src").into_iter().filter_map(|(path, _)| {
        let first = path.components().next()?.as_os_str().to_str()?.to_owned();
        path.parent().is_some_and(|parent| parent != Path::new("")).then_some(first)
    });
    let homeless: Vec<String> = modules.filter(|module| floor_of(module).is_none()).collect();
    assert!(homeless.is_empty(), "not in FLOORS: {homeless:?}");
}

/// The modules that a file names after `crate::`, alone or in a group, each with its line.
fn used_modules(text: &str) -> Vec<(usize, String)> {
    let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    let mut used = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + found.len()..];
        let paths = if rest.starts_with('{') { group(rest) } else { vec![rest] };
        used.extend(paths.into_iter().map(|path| (line, first_word(path))));
    }
    used
}

fn first_word(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect()
}

/// The paths of a group `{a::{b, c}, d}`: `a::{b, c}` and `d`.
fn group(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut paths) = (0, 1, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            paths.push(&text[start..at]);
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    paths
}

#[test]
fn modules_are_found_in_groups_too() {
    let text = "use crate::model::Code;\nuse crate::{\n    archive::{Site, routes},\n    theme,\n};\n// crate::cli\n";
    let found = [(1, "model"), (2, "archive"), (2, "theme"), (2, "")];
    assert_eq!(used_modules(text), found.map(|(line, module)| (line, module.to_owned())));
}

#[test]
fn a_module_uses_lower_floors_only() {
    let mut climbs = Vec::new();
    for (path, text) in rust_files("src") {
        let Some(own) = path.components().next().and_then(|part| part.as_os_str().to_str()) else { continue };
        let Some(floor) = floor_of(own) else { continue };
        for (line, used) in used_modules(&text) {
            if used != own && floor_of(&used).is_some_and(|used_floor| used_floor >= floor) {
                climbs.push(format!("{}:{line}: {own} uses {used}", path.display()));
            }
        }
    }
    assert!(climbs.is_empty(), "{}", climbs.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let files = ["src", "xtask/src", "tests"].into_iter().flat_map(rust_files);
    let silent: Vec<PathBuf> = files.filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn no_file_is_too_long() {
    let files = ["src", "xtask/src"].into_iter().flat_map(rust_files);
    let long: Vec<String> = files
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
