//! Publications on a disk that fails: after every number of operations, once or for good, in each of the three ways to
//! put a site in place. What no test can bring about from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use proptest::prelude::*;
use walkdir::WalkDir;

use super::{MANIFEST, Publication, PublishError, Published, recover};
use crate::model::{Bundle, Route, Sink as _};

/// The trials that take place now, by the folder that their disk is.
static TRIALS: Mutex<BTreeMap<PathBuf, Trial>> = Mutex::new(BTreeMap::new());

/// How a disk behaves.
#[derive(Clone, Copy, Debug)]
struct Trial {
    way: Way,
    /// How many operations are done before one fails.
    left: usize,
    failure: Failure,
    /// How many operations are done before others put files into the output, if they do.
    landing: Option<usize>,
}

/// What a disk can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Exchange,
    /// It cannot exchange two folders.
    Rename,
    /// The output is a volume of its own.
    InPlace,
}

const WAYS: [Way; 3] = [Way::Exchange, Way::Rename, Way::InPlace];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// No operation is done any more, as after a kill.
    Killed,
    /// One operation fails, the next is done.
    Once(io::ErrorKind),
}

/// Whether an operation of a publication is done, or how it fails.
pub(super) fn allow(operation: &str, path: &Path) -> io::Result<()> {
    let mut trials = TRIALS.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((root, trial)) = trials.iter_mut().find(|(root, _)| path.starts_with(root)) else { return Ok(()) };
    if trial.way == Way::Rename && operation == "exchange" {
        return Err(io::ErrorKind::Unsupported.into());
    }
    if trial.way == Way::InPlace && !path.starts_with(root.join("output")) {
        return Err(io::ErrorKind::CrossesDevices.into());
    }
    trial.landing = match trial.landing {
        Some(0) if land(root).is_ok() => None,
        landing => landing.map(|left| left.saturating_sub(1)),
    };
    match (trial.left.checked_sub(1), trial.failure) {
        (Some(left), _) => trial.left = left,
        (None, Failure::Killed) => return Err(io::ErrorKind::Other.into()),
        (None, Failure::Once(kind)) => {
            trial.left = usize::MAX;
            return Err(kind.into());
        }
    }
    Ok(())
}

/// What others put into the output: beside what is there, in the place of a file of theirs, in that of a page to come.
const LANDING: [&str; 4] = ["迟到", "e/迟到", "CNAME", "come"];

/// Fails where there is no output just now.
fn land(root: &Path) -> io::Result<()> {
    for path in LANDING {
        fs::write(root.join("landing"), format!("late {path}"))?;
        fs::rename(root.join("landing"), root.join("output").join(path))?;
    }
    fs::write(root.join("landed"), "")
}

/// An archive on a disk of its own.
struct Site {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

/// Paths with their bytes.
type Files = BTreeMap<String, Vec<u8>>;

impl Site {
    /// An archive with this site, if any, and files of others in its output.
    fn new(site: Option<&Bundle>, foreign: &Files) -> Self {
        // In memory, where there is such a place: thousands of files are made to outlive a power cut.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let root = folder.path().canonicalize().unwrap();
        let new = Self { _folder: folder, root };
        // A mount point is always there.
        fs::create_dir(new.output()).unwrap();
        if let Some(bundle) = site {
            new.publish(bundle).unwrap();
            for (path, bytes) in foreign {
                let path = new.output().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
        new
    }

    fn output(&self) -> PathBuf {
        self.root.join("output")
    }

    /// Publishes a site, every second file of it as soon as it is made.
    fn publish(&self, bundle: &Bundle) -> Result<Published, PublishError> {
        let publication = Publication::new(&self.output(), &self.root);
        publication.begin();
        let files = bundle.iter().map(|(route, bytes)| (route.clone(), bytes.to_vec())).enumerate();
        let is_left =
            |number: usize, route: &Route, bytes: &[u8]| number.is_multiple_of(2) || !publication.take(route, bytes);
        let left: Vec<_> = files.filter(|(number, (route, bytes))| is_left(*number, route, bytes)).collect();
        publication.finish(&left.into_iter().map(|(_, file)| file).collect(), |_| {})
    }

    /// Does something while the disk is tried; tells whether it failed.
    fn tried<T>(&self, trial: Trial, work: impl FnOnce() -> T) -> (T, bool) {
        let trials = || TRIALS.lock().unwrap_or_else(PoisonError::into_inner);
        trials().insert(self.root.clone(), trial);
        let result = work();
        let after = trials().remove(&self.root).unwrap();
        (result, after.left == 0 && after.failure == Failure::Killed || after.left > trial.left)
    }

    /// What the next run does first.
    fn recover(&self) -> Result<bool, PublishError> {
        recover(&self.output(), &self.root)
    }

    fn contents(&self) -> Files {
        let entries = WalkDir::new(self.output()).into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        let relative = |path: &Path| path.strip_prefix(self.output()).unwrap().to_str().unwrap().to_owned();
        files.map(|file| (relative(file.path()), fs::read(file.path()).unwrap())).collect()
    }

    #[track_caller]
    fn assert_no_litter(&self) {
        let names = |folder: &Path| {
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap())
        };
        let litter: BTreeSet<String> = names(&self.root)
            .chain(names(&self.output()).collect::<Vec<_>>())
            .filter(|name| name.contains("leitai-new") || name.contains("leitai-old"))
            .collect();
        assert_eq!(litter, BTreeSet::new());
    }
}

fn bundle<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Bundle {
    files.into_iter().map(|(route, text)| (Route::new(route).unwrap(), text.as_bytes())).collect()
}

/// All that stands in an output with this site.
fn whole(site: Option<&Bundle>, foreign: &Files) -> Files {
    let Some(site) = site else { return Files::new() };
    let mut files: Files = site.iter().map(|(route, bytes)| (route.to_string(), bytes.to_vec())).collect();
    let routes = site.iter().map(|(route, _)| route.as_str());
    files.insert(MANIFEST.into(), super::manifest::lines(routes));
    files.extend(foreign.clone());
    files
}

/// Every kind of change: other bytes, a file more, one less, a file for a folder and the reverse.
fn example() -> (Bundle, Bundle, Files) {
    let old = [("same", "1"), ("changed", "1"), ("gone", "1"), ("a", "1"), ("b/c/d", "1"), ("e/f", "1"), ("e/g", "1")];
    let new = [("same", "1"), ("changed", "2"), ("come", "2"), ("a/x", "2"), ("b", "2"), ("e/f", "2"), ("h/i/j", "2")];
    let foreign = ["CNAME", "e/附件.txt", "我的/a"].map(|path| (path.to_owned(), path.into()));
    (bundle(old), bundle(new), foreign.into())
}

/// Publishes with a kill after so many operations, and another in the recovery; false where it was through before.
fn kill_and_recover(way: Way, left: usize, again: usize, old: Option<&Bundle>, new: &Bundle, foreign: &Files) -> bool {
    let site = Site::new(old, foreign);
    let foreign = if old.is_some() { foreign } else { &Files::new() };
    let states = [whole(old, foreign), whole(Some(new), foreign)];
    let killed = |left| Trial { way, left, failure: Failure::Killed, landing: None };
    let (_, was_killed) = site.tried(killed(left), || site.publish(new));
    if way == Way::Exchange {
        assert!(states.contains(&site.contents()), "{way:?} {left}: neither site");
    }
    let _ = site.tried(killed(again), || site.recover());
    site.recover().unwrap();
    assert!(states.contains(&site.contents()), "{way:?} {left} {again}: {:?}", site.contents().keys());
    site.assert_no_litter();
    site.publish(new).unwrap();
    assert_eq!(site.contents(), states[1]);
    was_killed
}

#[test]
fn after_a_kill_at_any_operation_the_next_run_has_one_whole_site() {
    let (old, new, foreign) = example();
    for way in WAYS {
        for old in [Some(&old), None] {
            let mut left = 0;
            while kill_and_recover(way, left, left * 7 % 30, old, &new, &foreign) {
                left += 1;
            }
            assert!(left > 10, "{way:?} has so many operations: {left}");
        }
    }
}

#[test]
fn where_one_operation_fails_the_whole_old_site_stays_or_the_whole_new_one_is_there() {
    let (old, new, foreign) = example();
    for way in WAYS {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied, io::ErrorKind::ResourceBusy] {
            let mut failures = 0;
            for left in 0.. {
                let site = Site::new(Some(&old), &foreign);
                let trial = Trial { way, left, failure: Failure::Once(kind), landing: None };
                let (result, failed) = site.tried(trial, || site.publish(&new));
                if !failed {
                    break;
                }
                failures += usize::from(result.is_err());
                let state = if result.is_ok() { &new } else { &old };
                let mut contents = site.contents();
                // A new site that is in place is not taken back because some of the old one could not be removed.
                contents.retain(|path, _| result.is_err() || !path.starts_with(".leitai-old/"));
                assert!(contents == whole(Some(state), &foreign), "{way:?} {kind} {left}: {:?}", contents.keys());
                site.publish(&new).unwrap();
                site.assert_no_litter();
            }
            assert!(failures > 0 || kind == io::ErrorKind::ResourceBusy, "{way:?} {kind}");
        }
    }
}

#[test]
fn what_lands_in_the_output_at_any_operation_stays_even_after_a_kill() {
    const NEVER: usize = 1000;
    let (old, new, foreign) = example();
    let mut landings = 0;
    for (way, later) in WAYS.into_iter().flat_map(|way| [0, 1, 2, 5, 9, NEVER].map(|later| (way, later))) {
        for landing in 0..60 {
            let site = Site::new(Some(&old), &foreign);
            let trial = Trial { way, left: landing + later, failure: Failure::Killed, landing: Some(landing) };
            let _ = site.tried(trial, || site.publish(&new));
            let has_landed = site.root.join("landed").exists();
            landings += usize::from(has_landed);
            site.recover().unwrap();
            let found = site.contents();
            // Half a site in place has no rule for whose a page is that was written over.
            let is_certain = |path: &str| has_landed && (way != Way::InPlace || later == NEVER || path != "come");
            for path in LANDING.into_iter().filter(|path| is_certain(path)) {
                let text = format!("late {path}").into_bytes();
                assert!(found.values().any(|found| *found == text), "{way:?} {later} {landing}: {path}");
            }
            site.assert_no_litter();
        }
    }
    assert!(landings > 300, "{landings}");
}

/// Some of eight paths, which get in each other's way, each with one of two texts.
fn any_bundle() -> impl Strategy<Value = Bundle> {
    let paths = proptest::sample::subsequence(vec!["a", "b", "c/d", "c/e", "f/g/h", "f/i", "j"], 0..7);
    (paths, any::<[bool; 7]>(), any::<bool>()).prop_map(|(paths, texts, other)| {
        // A folder where the other sort has a file.
        let named = paths.iter().map(|path| if other && *path == "a" { "a/x" } else { path });
        bundle(named.zip(texts.map(|text| if text { "1" } else { "2" })))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_two_sites_one_is_whole_after_two_kills(
        old in proptest::option::of(any_bundle()),
        new in any_bundle(),
        way in proptest::sample::select(WAYS.to_vec()),
        left in 0_usize..40,
        again in 0_usize..40,
    ) {
        let foreign = ["CNAME", "c/我的"].map(|path| (path.to_owned(), path.into())).into();
        kill_and_recover(way, left, again, old.as_ref(), &new, &foreign);
    }
}
