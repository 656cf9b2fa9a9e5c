//! `serve`: the site on this machine while it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use super::args::{Format, ServeArgs};
use super::console::Stream;
use super::kept_pictures::KeptPictures;
use super::{Console, Exit, build, report, watch};
use crate::document::guess_slug;
use crate::images::Shelf;
use crate::model::{Diagnostics, Route, Severity, SourcePath};
use crate::pipeline::{LiveSite, Request, Workspace};
use crate::serve::{Preview, Shown, Site, Watcher};
use crate::source::{Sources, reason};

/// Builds, serves, watches, and builds again, until the process is ended.
pub(super) fn serve(console: &mut Console, root: &Path, args: &ServeArgs) -> Exit {
    let request = || build::request(root, &args.edition, true, true, None);
    let mut now = match request() {
        Ok(request) => request,
        Err(message) => return build::refuse(console, &message),
    };
    // Watched first and built then, so that no change falls between.
    let (mut watcher, preview) = match start(root, args) {
        Ok(started) => started,
        Err((message, exit)) => {
            console.tell(&message);
            return exit;
        }
    };
    KeptPictures::new(root).forget_old();
    let mut desk = Desk { root, workspace: Workspace::default(), sources: None };
    desk.rebuild(console, &now, &preview, None, false);
    let address = preview.address();
    if args.port != 0 && address.port() != args.port {
        console.tell(&format!("端口 {} 有别的程序在用，改用 {}\n", args.port, address.port()));
    }
    let url = format!("http://{}/", reachable(address));
    console.print(&format!("预览：{url}，保存文件后浏览器自动更新；按 Ctrl-C 结束\n"));
    if !address.ip().is_loopback() {
        let port = address.port();
        console.print(&format!("同一网络里的其他电脑也能看，把网址里的地址换成这台电脑的地址，端口是 {port}\n"));
    }
    if args.open && open::that(&url).is_err() {
        console.tell("没有能打开浏览器，请自己打开上面的网址\n");
    }
    loop {
        let changed = watcher.wait();
        // The day goes on while somebody writes; an archive that is gone for a moment comes back.
        now = request().unwrap_or(now);
        let words = watch::changes(&changed);
        console.print(&words);
        desk.rebuild(console, &now, &preview, Some(&changed), args.follow);
    }
}

/// The address by which this machine itself looks at a site on `address`: that of all its addresses is none.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => (Ipv4Addr::LOCALHOST, v4.port()).into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => (Ipv6Addr::LOCALHOST, v6.port()).into(),
        other => other,
    }
}

fn start(root: &Path, args: &ServeArgs) -> Result<(Watcher, Preview), (String, Exit)> {
    let watcher = watch::watcher(root, args.poll).map_err(|message| (message, Exit::Machine))?;
    let preview = Preview::start(args.host, args.port).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            let message = format!("没有开始：从 {} 起的端口都有别的程序在用\n处理：请用 --port 另选一个\n", args.port);
            (message, Exit::Machine)
        }
        _ => {
            let message = format!("没有开始：不能在 {} 上预览（{}）\n", args.host, reason(&error));
            (message + "处理：请用 --host 写这台电脑的地址，或用 --port 另选一个端口\n", Exit::Machine)
        }
    })?;
    Ok((watcher, preview))
}

/// What is kept from one state of the archive to the next.
struct Desk<'a> {
    root: &'a Path,
    workspace: Workspace,
    /// The files as they were read last, where all of them could be read.
    sources: Option<Sources>,
}

impl Desk<'_> {
    /// Reads the files at these paths anew, or all of them.
    fn read(&mut self, diagnostics: &mut Diagnostics, paths: Option<&BTreeSet<PathBuf>>) -> Sources {
        let known = self.sources.take().zip(paths);
        let refreshed = known.and_then(|(sources, paths)| sources.refreshed(self.root, paths));
        let sources = refreshed.unwrap_or_else(|| Sources::load(diagnostics, self.root));
        self.sources = diagnostics.iter().next().is_none().then(|| sources.clone());
        sources
    }

    /// Builds and shows what came of it. Where the content has errors, the last good site stays.
    fn rebuild(
        &mut self,
        console: &mut Console,
        request: &Request,
        preview: &Preview,
        paths: Option<&BTreeSet<PathBuf>>,
        follows: bool,
    ) {
        let started = Instant::now();
        let mut diagnostics = Diagnostics::default();
        let sources = self.read(&mut diagnostics, paths);
        let shelf: Arc<dyn Shelf> = Arc::new(KeptPictures::new(self.root));
        let site = self.workspace.update(&mut diagnostics, &sources, request, &shelf, &mut |_| ());
        let diagnostics = diagnostics.sorted();
        let follow = site.as_ref().zip(paths.filter(|_| follows)).and_then(|(site, paths)| page_of(site, paths));
        let build = preview.show(Shown {
            site: site.as_ref().map(|site| Arc::new(Served(Arc::clone(site))) as _),
            errors: report::errors(&diagnostics),
            broken: broken(&diagnostics),
            follow,
        });
        let seconds = started.elapsed().as_secs_f64();
        if let Some(site) = &site {
            make_late(site, preview, build);
        }
        if diagnostics.has_errors() {
            console.print("\n");
            report::write(console, Format::Text, Stream::Err, &diagnostics);
        }
        console.print(&match site {
            Some(site) => format!("{} 个案例，{} 个网页，用时 {seconds:.2} 秒\n", site.cases, site.pages()),
            None => format!("{}；网页仍是改动以前的样子\n", report::count(&diagnostics)),
        });
    }
}

/// Makes the photos that nobody has asked for beside everything else, and tells of those that are damaged.
fn make_late(site: &Arc<LiveSite>, preview: &Preview, build: u64) {
    let (site, preview) = (Arc::clone(site), preview.clone());
    thread::spawn(move || {
        let faults = site.late().sorted();
        if faults.has_errors() {
            report::write(&mut Console::process(), Format::Text, Stream::Err, &faults);
            preview.complain(build, report::errors(&faults));
        }
    });
}

/// A site as the preview shows it.
#[derive(Debug)]
struct Served(Arc<LiveSite>);

impl Site for Served {
    fn file(&self, route: &Route) -> Result<Option<Arc<[u8]>>, String> {
        self.0.file(route).map_err(|faults| report::errors(&faults).concat())
    }

    fn style(&self) -> Option<&Route> {
        self.0.style.as_ref()
    }
}

/// The errors of each case and page by the address that it would have.
fn broken(diagnostics: &Diagnostics) -> BTreeMap<Route, Vec<String>> {
    let mut broken: BTreeMap<Route, Vec<String>> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == Severity::Error) {
        let source = &diagnostic.place.source;
        let Some(slug) = guess_slug(source) else { continue };
        let folder = if source.path.is_below("content/cases") { "cases" } else { "pages" };
        let route = Route::new(&format!("{folder}/{slug}.html"));
        broken.entry(route.expect("a slug is part of a route")).or_default().push(report::error(diagnostic));
    }
    broken
}

/// The page of the first changed document that has one.
fn page_of(site: &LiveSite, changed: &BTreeSet<PathBuf>) -> Option<Route> {
    let mut paths = changed.iter().filter_map(|path| SourcePath::new(&path.to_str()?.replace('\\', "/")).ok());
    paths.find_map(|path| site.documents.get(&path).cloned())
}
