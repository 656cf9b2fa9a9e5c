//! Where browsers come in: a port, and as many of them at a time as the system has files for.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

/// How many ports are tried when the first is taken.
const PORTS: u16 = 20;

/// How long a request may take to be said, so that those who never end one do not keep the others out.
const SAYING: Duration = Duration::from_secs(10);

/// How long a browser may take none of its answer: as many as there is room for could keep the others out so.
const HEARING: Duration = Duration::from_secs(30);

/// How long to wait where the system has no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(50);

/// How many files are left for the site itself.
const OWN_FILES: usize = 256;

/// How many connections are open at a time at most.
const MOST: usize = 8192;

/// Listens at `first`, or at one of the next ports where that is taken.
pub(super) async fn listen(host: IpAddr, first: u16) -> io::Result<TcpListener> {
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

/// How many connections may be open at a time, now that the process has asked for all the files that it may have.
pub(super) fn places() -> usize {
    files().saturating_sub(OWN_FILES).clamp(OWN_FILES, MOST)
}

/// Answers until the process ends, so many connections at a time.
pub(super) async fn answer(listener: TcpListener, router: Router, places: usize) {
    let places = Arc::new(Semaphore::new(places));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(SAYING);
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(NO_ROOM).await;
            continue;
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(HEARING));
        let connection =
            http.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(router.clone()));
        tokio::spawn(async move {
            // A browser that breaks off is nobody's error.
            let _ = connection.await;
            drop(place);
        });
    }
}

/// How many files the process may have open, after it has asked for all that it may.
#[cfg(unix)]
fn files() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let all = Rlimit { current: limit.maximum, ..limit };
    // Where more is not given, what there is must do.
    let _ = setrlimit(Resource::Nofile, all);
    getrlimit(Resource::Nofile).current.and_then(|files| usize::try_from(files).ok()).unwrap_or(usize::MAX)
}

/// Windows counts handles by the memory there is.
#[cfg(not(unix))]
fn files() -> usize {
    usize::MAX
}
