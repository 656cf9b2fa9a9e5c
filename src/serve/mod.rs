//! Floor 6: the site over HTTP while it is being written; enter at [`Preview::start`].
//!
//! ```text
//! files ──Watcher──▶ changed paths ──build (the caller's)──▶ Site ──Preview::show──▶ browsers
//! ```
//!
//! Answers come from a [`Site`] in memory, never from a path. A browser keeps one stream open (`/__leitai/events`):
//! told of a new state, it exchanges the style sheet in place, asks for its own page under the tag of the one it has,
//! loads it anew if that is another by now, and lays the errors over the last good site.

mod answer;
mod client;
mod guard;
mod listen;
mod live;
mod watch;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use crate::model::Route;

use live::Live;
pub use watch::Watcher;

/// A site that browsers look at.
#[derive(Clone, Debug)]
pub struct Preview {
    live: Arc<Live>,
    address: SocketAddr,
}

/// A site, file by file.
pub trait Site: Debug + Send + Sync {
    /// The file at an address; an error, in words for whoever writes, where its template fails. It may take a while.
    fn file(&self, route: &Route) -> Result<Option<Arc<[u8]>>, String>;

    /// The style sheet that browsers exchange in place.
    fn style(&self) -> Option<&Route>;
}

/// What a build gave.
#[derive(Debug, Default)]
pub struct Shown {
    /// The new site; none where the content has errors, and the last one stays.
    pub site: Option<Arc<dyn Site>>,
    /// The errors, each as text of several lines.
    pub errors: Vec<String>,
    /// Where the pages of documents with errors would be, each with those of its own.
    pub broken: BTreeMap<Route, Vec<String>>,
    /// The page that browsers should go to.
    pub follow: Option<Route>,
}

impl Preview {
    /// Starts to answer on `host` at `port`, or at one of the next ports where that is taken.
    ///
    /// Fails where no port is free or the host is not of this machine. The server ends with the process.
    pub fn start(host: IpAddr, port: u16) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let listener = runtime.block_on(listen::listen(host, port))?;
        let address = listener.local_addr()?;
        let live = Arc::new(Live::default());
        let places = listen::places();
        let router = answer::router(Arc::clone(&live), host, places / 2);
        std::thread::spawn(move || runtime.block_on(listen::answer(listener, router, places)));
        Ok(Self { live, address })
    }

    /// Where the site is looked at.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shows what a build gave, and tells all browsers; gives the number of the build.
    pub fn show(&self, shown: Shown) -> u64 {
        self.live.show(shown)
    }

    /// Tells all browsers of errors that were found later, if that build is still the last.
    pub fn complain(&self, build: u64, errors: Vec<String>) {
        self.live.complain(build, errors);
    }
}
