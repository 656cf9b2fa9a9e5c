//! Floor 6: the site over HTTP while it is being written; enter at [`Preview::start`].
//!
//! ```text
//! files ──Watcher──▶ changed paths ──build (the caller's)──▶ Bundle ──Preview::show──▶ browsers
//! ```
//!
//! Answers come from a [`Bundle`] in memory, never from a path. A browser keeps one stream open (`/__leitai/events`);
//! it is told which pages changed, loads its page anew if that is one of them, exchanges style sheets in place, and
//! lays the errors over the last good site.

mod answer;
mod client;
mod difference;
mod guard;
mod live;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;

use crate::model::{Bundle, Route};

use live::Live;
pub use watch::{Watcher, WatcherError};

/// How many ports are tried when the first is taken.
const PORTS: u16 = 20;

/// A site that browsers look at.
#[derive(Debug)]
pub struct Preview {
    live: Arc<Live>,
    address: SocketAddr,
}

/// What a build gave.
#[derive(Debug, Default)]
pub struct Shown {
    /// The new site; none where the content has errors, and the last one stays.
    pub bundle: Option<Bundle>,
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
        let listener = runtime.block_on(listen(host, port))?;
        let address = listener.local_addr()?;
        let live = Arc::new(Live::default());
        let router = answer::router(Arc::clone(&live), host);
        std::thread::spawn(move || runtime.block_on(async { axum::serve(listener, router).await }));
        Ok(Self { live, address })
    }

    /// Where the site is looked at.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The pictures that browsers have asked for since this was called last.
    pub fn asked_for(&self) -> BTreeSet<Route> {
        self.live.asked_for()
    }

    /// Shows what a build gave, and tells all browsers; gives the number of files that changed.
    pub fn show(&self, shown: Shown) -> usize {
        self.live.show(shown)
    }
}

async fn listen(host: IpAddr, first: u16) -> io::Result<TcpListener> {
    let mut port = first;
    loop {
        match TcpListener::bind((host, port)).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port - first < PORTS && port < u16::MAX => {
                port += 1;
            }
            bound => return bound,
        }
    }
}
