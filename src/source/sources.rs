//! The bytes of every file of an archive, by validated path.

mod open;
mod refresh;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::reason;
use crate::model::characters::{is_deceptive, plain_line};
use crate::model::{Code, Diagnostics, Place, SourcePath};

/// Where the settings of the site are.
pub const SITE: &str = "content/site.yaml";

/// The folders of an archive that are read; nothing else under the root is looked at.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// How many files one thread reads at once; it cannot hand over what it has taken.
const AT_ONCE: usize = 64;

/// Extensions that are parsed and so read at once; other files are read when a page refers to them.
const TEXT_EXTENSIONS: [&str; 7] = ["md", "yaml", "csv", "html", "css", "js", "txt"];

/// The files of an archive in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<SourcePath, Content>,
    /// What is there, but was not read; reported when it was left out.
    refused: BTreeSet<SourcePath>,
    /// Where files are whose names have another form of Unicode on the disk.
    elsewhere: BTreeMap<SourcePath, PathBuf>,
}

#[derive(Clone, Debug)]
enum Content {
    /// UTF-8, as nearly all text files are; what is read of it shares it.
    Text(Arc<str>),
    Memory(Arc<[u8]>),
    /// Read when it is asked for; with what told it from others of its name when it was found.
    Disk(PathBuf, Option<Stamp>),
}

/// When a file was written, and how many bytes it had.
type Stamp = (SystemTime, u64);

impl Content {
    /// Whether there is no telling the two apart.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(own), Self::Text(other)) => Arc::ptr_eq(own, other) || own == other,
            (Self::Memory(own), Self::Memory(other)) => Arc::ptr_eq(own, other) || own == other,
            (Self::Disk(own, stamp), Self::Disk(other, other_stamp)) => {
                own == other && stamp.is_some() && stamp == other_stamp
            }
            _ => false,
        }
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        match simdutf8::basic::from_utf8(&bytes) {
            Ok(text) => Self::Text(text.into()),
            Err(_) => Self::Memory(bytes.into()),
        }
    }
}

impl Sources {
    /// Reads `content/` and `themes/` under `root`. What cannot be read safely is reported and left out.
    pub fn load(diagnostics: &mut Diagnostics, root: &Path) -> Self {
        let mut found = Vec::new();
        let mut sources = Self::default();
        for folder in FOLDERS {
            let top = root.join(folder);
            let Ok(kind) = fs::symlink_metadata(&top) else { continue };
            if kind.is_symlink() {
                let path = SourcePath::constant(folder);
                diagnostics.report(Code::UnsafeFile, Place::of_file(&path), A_LINK, COPY_IT);
                sources.refused.insert(path);
            } else {
                find_files(diagnostics, root, &top, &mut found, &mut sources.refused);
            }
        }
        let is_elsewhere = |(path, disk): &&(SourcePath, PathBuf)| *disk != root.join(path.as_str());
        sources.elsewhere = found.iter().filter(is_elsewhere).cloned().collect();
        let read: Vec<_> =
            found.into_par_iter().with_max_len(AT_ONCE).map(|(path, disk)| read_file(path, disk)).collect();
        for (path, content, problem) in read {
            if let Some((code, message, help)) = problem {
                diagnostics.report(code, Place::of_file(&path), message, help);
                sources.refused.insert(path.clone());
            }
            if let Some(content) = content {
                match sources.files.entry(path) {
                    Entry::Vacant(free) => drop(free.insert(content)),
                    Entry::Occupied(taken) => {
                        let message = "有两个文件的名字看起来一样，只是重音符号的编码不同";
                        let place = Place::of_file(taken.key());
                        diagnostics.report(Code::AddressTaken, place, message, "请改掉其中一个的名字");
                    }
                }
            }
        }
        sources
    }

    /// An archive that exists in memory only.
    pub fn from_memory(files: impl IntoIterator<Item = (SourcePath, Vec<u8>)>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
        Self { files, ..Self::default() }
    }

    /// A fingerprint of the paths and the bytes of all files; an error where one is no longer readable.
    pub fn fingerprint(&self) -> io::Result<blake3::Hash> {
        let paths: Vec<&SourcePath> = self.paths().collect();
        let hashes = paths.par_iter().map(|path| self.hash(path));
        let hashes: Vec<blake3::Hash> = hashes.collect::<io::Result<_>>()?;
        let mut all = blake3::Hasher::new();
        for (path, hash) in paths.iter().zip(&hashes) {
            all.update(path.as_str().as_bytes()).update(&[0]).update(hash.as_bytes());
        }
        Ok(all.finalize())
    }

    /// These files with other bytes in place of some.
    #[must_use]
    pub fn with_bytes(&self, files: impl IntoIterator<Item = (SourcePath, Arc<[u8]>)>) -> Self {
        let mut all = self.files.clone();
        all.extend(files.into_iter().map(|(path, bytes)| (path, Content::Memory(bytes))));
        Self { files: all, refused: self.refused.clone(), elsewhere: self.elsewhere.clone() }
    }

    /// Where a file is on the disk, in the archive at `root`.
    pub fn disk_path(&self, root: &Path, path: &SourcePath) -> PathBuf {
        self.elsewhere.get(path).cloned().unwrap_or_else(|| root.join(path.as_str()))
    }

    /// All paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.keys()
    }

    /// Whether there is a file of exactly this path.
    pub fn contains(&self, path: &SourcePath) -> bool {
        self.files.contains_key(path)
    }

    /// What is there, but could not be read safely and was reported; in order.
    pub fn refused(&self) -> &BTreeSet<SourcePath> {
        &self.refused
    }

    /// The text of a file that was read at once and is UTF-8.
    pub fn text(&self, path: &SourcePath) -> Option<&Arc<str>> {
        match self.files.get(path) {
            Some(Content::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// How many bytes a file has that was read at once; none of one that was not.
    pub fn size(&self, path: &SourcePath) -> u64 {
        let size = match self.files.get(path) {
            Some(Content::Text(text)) => text.len(),
            Some(Content::Memory(bytes)) => bytes.len(),
            Some(Content::Disk(..)) | None => 0,
        };
        u64::try_from(size).unwrap_or(u64::MAX)
    }
}

fn find_files(
    diagnostics: &mut Diagnostics,
    root: &Path,
    top: &Path,
    found: &mut Vec<(SourcePath, PathBuf)>,
    refused: &mut BTreeSet<SourcePath>,
) {
    let walk = WalkDir::new(top).sort_by_file_name().into_iter().filter_entry(|entry| !is_ignored(entry));
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error
                    .path()
                    .and_then(|path| source_path(root, path))
                    .unwrap_or_else(|| unnamed(root, error.path().unwrap_or(top)));
                diagnostics.report(
                    Code::Unreadable,
                    Place::of_file(&path),
                    "这个文件夹读不出来",
                    format!("请检查它的权限（{}）", error.io_error().map_or_else(|| "链接绕成了圈".into(), reason)),
                );
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        match judge(root, &entry) {
            Ok(None) => {}
            Ok(Some(path)) => found.push((path, entry.into_path())),
            Err((path, message, help)) => {
                diagnostics.report(Code::UnsafeFile, Place::of_file(&path), message, help);
                refused.insert(path);
            }
        }
    }
}

/// Files that programs leave beside the writer's own: hidden ones, Word's locks, thumbnails.
fn is_ignored(entry: &DirEntry) -> bool {
    entry.depth() > 0 && is_ignored_name(&entry.file_name().to_string_lossy())
}

fn is_ignored_name(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || name == "Thumbs.db"
}

const A_LINK: &str = "这是一个符号链接，不会读取，也不会发布";

const COPY_IT: &str = "请换成普通文件：把原文件复制到 content/ 里，或者删去它";

/// Where a file is that must not be read, why, and the cure.
type Refusal = (SourcePath, String, &'static str);

/// The path of an entry that may be read, nothing for a folder, or why it must not be followed.
fn judge(root: &Path, entry: &DirEntry) -> Result<Option<SourcePath>, Refusal> {
    let kind = entry.file_type();
    let Some(path) = source_path(root, entry.path()) else {
        let own = entry.file_name().to_string_lossy();
        let name = plain_line(&own);
        if let Some(c) = own.chars().find(|c| is_deceptive(*c)) {
            let message =
                format!("文件名「{name}」里的 ? 是一个看不见的字符（U+{:04X}），看起来会和别的名字一样", u32::from(c));
            return Err((unnamed(root, entry.path()), message, "请改名：删去它，把整个名字重新打一遍"));
        }
        let message = format!("文件名「{name}」含有不能用的字符，或是系统保留的名字");
        let help = "请改名：用汉字、字母、数字和减号，不用 \\ : * ? \" < > |，也不用 con、nul 这样的名字";
        return Err((unnamed(root, entry.path()), message, help));
    };
    if kind.is_symlink() {
        return Err((path, A_LINK.into(), COPY_IT));
    }
    if kind.is_dir() {
        return match path.extension().as_str() {
            "md" | "yaml" | "csv" => {
                Err((path, "这是一个文件夹，名字却像一个文件".into(), "请给文件夹改名，去掉末尾的 .md、.yaml 或 .csv"))
            }
            _ => Ok(None),
        };
    }
    if kind.is_file() {
        Ok(Some(path))
    } else {
        Err((path, "这不是普通文件（管道或设备），不会读取".into(), COPY_IT))
    }
}

fn source_path(root: &Path, path: &Path) -> Option<SourcePath> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    SourcePath::new(&parts?.join("/")).ok()
}

/// A path to report under where the real one cannot be one of the archive.
fn unnamed(root: &Path, path: &Path) -> SourcePath {
    SourcePath::shown(&path.strip_prefix(root).unwrap_or(path).to_string_lossy())
}

type Problem = (Code, String, String);

fn read_file(path: SourcePath, disk: PathBuf) -> (SourcePath, Option<Content>, Option<Problem>) {
    if !TEXT_EXTENSIONS.contains(&path.extension().as_str()) {
        let stamp = fs::symlink_metadata(&disk).ok().as_ref().and_then(open::stamp_of);
        return (path, Some(Content::Disk(disk, stamp)), None);
    }
    match open::read_text(&disk, &path) {
        Ok(Ok(bytes)) => (path, Some(bytes.into()), None),
        Ok(Err((message, help))) => (path, None, Some((Code::FileTooLarge, message, help))),
        Err(error) => {
            let help = format!("请检查文件还在不在、有没有读取权限（{}）", reason(&error));
            (path, None, Some((Code::Unreadable, "这个文件读不出来".into(), help)))
        }
    }
}
