//! What changes in an archive while somebody works on it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::CreateKind;
use notify::{Config, ErrorKind, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source::{FOLDERS, reason};

/// How long nothing must happen before a change counts as complete: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(15);
/// How long changes are gathered at most while they go on, as when another version is checked out.
const LONGEST: Duration = Duration::from_millis(500);
/// When a new folder is looked at again: what was put into it at once may have gone unnoticed.
const SECOND_LOOK: Duration = Duration::from_millis(150);
/// How often folders are looked through where the system tells nothing, as on network drives.
const POLL: Duration = Duration::from_secs(1);

/// Watches the folders of an archive.
pub struct Watcher {
    events: Receiver<notify::Result<Event>>,
    root: PathBuf,
    second_look: Option<Instant>,
    /// Stops watching when dropped.
    notify: Box<dyn notify::Watcher + Send>,
}

impl Watcher {
    /// Watches `content/` and `themes/` under `root`; `polls` looks through them again and again instead of waiting to
    /// be told by the system. The error says why that is not possible.
    pub fn new(root: &Path, polls: bool) -> Result<Self, String> {
        Self::start(root, polls).map_err(|error| why(&error))
    }

    fn start(root: &Path, polls: bool) -> notify::Result<Self> {
        // Some systems name what changed by its full path, whatever name was watched.
        let root = root.canonicalize()?;
        let (sender, events) = mpsc::channel();
        // What a link leads to is no part of the archive.
        let config = Config::default().with_poll_interval(POLL).with_follow_symlinks(false);
        let mut notify: Box<dyn notify::Watcher + Send> = if polls {
            Box::new(PollWatcher::new(sender, config)?)
        } else {
            Box::new(RecommendedWatcher::new(sender, config)?)
        };
        // The root itself, not its folders below: so that content/ taken away and put back is noticed.
        notify.watch(&root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.map(|folder| root.join(folder)) {
            if folder.is_dir() {
                notify.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(Self { events, root, second_look: None, notify })
    }

    /// Waits for changes and gives the paths that changed, relative to the root, in order; none where a second look is
    /// due at what is already known.
    pub fn wait(&mut self) -> BTreeSet<PathBuf> {
        let mut changed = BTreeSet::new();
        loop {
            let first = match self.second_look {
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => self.events.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match first {
                Ok(event) => self.take(event, &mut changed),
                Err(RecvTimeoutError::Timeout) => {
                    self.second_look = None;
                    return changed;
                }
                // The watcher lives as long as the receiver: there is nothing more to come.
                Err(RecvTimeoutError::Disconnected) => loop {
                    std::thread::park();
                },
            }
            let longest = Instant::now() + LONGEST;
            while let Ok(event) = self.events.recv_timeout(QUIET) {
                self.take(event, &mut changed);
                if Instant::now() > longest {
                    break;
                }
            }
            if !changed.is_empty() {
                return changed;
            }
        }
    }

    fn take(&mut self, event: notify::Result<Event>, changed: &mut BTreeSet<PathBuf>) {
        let Some(event) = event.ok().filter(|event| !event.need_rescan()) else {
            // Events were lost: everything may have changed.
            changed.extend(FOLDERS.map(PathBuf::from));
            return;
        };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        let paths = event.paths.iter().filter_map(|path| path.strip_prefix(&self.root).ok());
        let own: Vec<PathBuf> = paths.filter(|path| is_own(path)).map(Path::to_owned).collect();
        let is_folder = matches!(event.kind, EventKind::Create(CreateKind::Folder | CreateKind::Any))
            || event.kind.is_modify() && event.paths.iter().any(|path| path.is_dir());
        if is_folder && !own.is_empty() {
            self.watch_again(&own);
            self.second_look = Some(Instant::now() + SECOND_LOOK);
        }
        changed.extend(own);
    }

    /// Watches a top folder that came back.
    fn watch_again(&mut self, own: &[PathBuf]) {
        for folder in own.iter().filter(|path| path.components().count() == 1) {
            // A folder that is gone again will be told of as well.
            let _ = self.notify.watch(&self.root.join(folder), RecursiveMode::Recursive);
        }
    }
}

fn why(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::Io(error) => reason(error),
        ErrorKind::MaxFilesWatch => "要盯着的文件夹太多，超过了系统的上限".into(),
        ErrorKind::PathNotFound => "有一个文件夹刚刚不在了".into(),
        _ => format!("系统报告「{error}」"),
    }
}

/// Whether a path is in a folder that is read, and no file that editors keep for themselves.
fn is_own(path: &Path) -> bool {
    let is_read = FOLDERS.iter().any(|folder| path.starts_with(folder));
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    is_read && !is_of_an_editor(&name)
}

/// Whether a name is that of a lock, a copy or a trial that an editor makes beside a file and takes away again.
fn is_of_an_editor(name: &str) -> bool {
    let starts = [".", "~$"].iter().any(|start| name.starts_with(start));
    let ends = ["~", ".swp", ".swx", ".swo", ".tmp", ".crswap"].iter().any(|end| name.ends_with(end));
    let is_emacs = name.starts_with('#') && name.ends_with('#');
    // Vim tries whether it may write with a file of the first free of these numbers; folders of years are none.
    let is_vim = name.parse::<u32>().is_ok_and(|number| number >= 4913 && (number - 4913).is_multiple_of(123));
    starts || ends || is_emacs || is_vim
}
