//! A root with an output in a folder of its own, for the tests of publication.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use leitai::model::{Bundle, Route};
use leitai::publish::{MANIFEST, PublishError, Published, publish};
use tempfile::TempDir;
use walkdir::WalkDir;

/// An archive of one file; its output is the folder `output`.
pub(crate) struct Site {
    /// Gone when dropped; none where the archive is another's.
    folder: Option<TempDir>,
    root: PathBuf,
}

impl Site {
    pub(crate) fn new() -> Self {
        // In memory, where there is such a place: each publication waits for the disk.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let root = folder.path().canonicalize().unwrap().join("archive");
        let site = Self { folder: Some(folder), root };
        site.write("content/site.yaml", "name: 擂台");
        site
    }

    /// The archive of another process.
    pub(crate) fn at(root: &Path) -> Self {
        Self { folder: None, root: root.into() }
    }

    pub(crate) fn root(&self) -> &Path {
        debug_assert!(self.folder.as_ref().is_none_or(|folder| folder.path().exists()));
        &self.root
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.root.join("output")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn publish(&self, files: &[(&str, &str)]) -> Published {
        self.try_publish(files).unwrap()
    }

    pub(crate) fn try_publish(&self, files: &[(&str, &str)]) -> Result<Published, PublishError> {
        publish(&bundle(files), &self.output(), &self.root)
    }

    /// The whole output, file by file.
    pub(crate) fn text(&self) -> String {
        let read = |path: &String| fs::read_to_string(self.output().join(path)).unwrap();
        let files: Vec<_> =
            files_in(&self.output()).iter().map(|path| format!("-- {path} --\n{}\n", read(path))).collect();
        files.concat()
    }

    /// What lies in the root, but for the program's own folder.
    pub(crate) fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.root).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != ".leitai");
        names.sort();
        names
    }
}

pub(crate) fn bundle(files: &[(&str, &str)]) -> Bundle {
    files.iter().map(|(route, text)| (Route::new(route).unwrap(), text.as_bytes())).collect()
}

/// Everything below a folder that is no folder, relative and sorted.
pub(crate) fn files_in(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    let mut paths: Vec<_> =
        entries.map(|entry| entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned()).collect();
    paths.sort();
    paths
}

/// Every file below a folder with its bytes.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files_in(folder).into_iter().map(|path| (path.clone(), fs::read(folder.join(path)).unwrap())).collect()
}

/// What an output must hold for a bundle: its files, the manifest and what others put there.
pub(crate) fn expected(
    bundle: &Bundle,
    foreign: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> BTreeMap<String, Vec<u8>> {
    let mut manifest = vec!["leitai manifest 1".to_owned()];
    let mut files: BTreeMap<_, _> = foreign.into_iter().collect();
    for (route, bytes) in bundle.iter() {
        manifest.push(route.to_string());
        files.insert(route.to_string(), bytes.to_vec());
    }
    manifest.push(String::new());
    files.insert(MANIFEST.into(), manifest.join("\n").into_bytes());
    files
}
