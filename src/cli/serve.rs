//! `serve`: the site on this machine while it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::{Format, ServeArgs};
use super::console::Stream;
use super::kept_pictures::{FewAtATime, KeptPictures};
use super::{Console, Exit, build, report, watch};
use crate::document::guess_slug;
use crate::model::{Diagnostics, Route, Severity, SourcePath};
use crate::pipeline::{Built, Request};
use crate::serve::{Preview, Shown, Watcher};

/// How many photos are made between two looks at what changed: about a second's work.
const AT_A_TIME: usize = 8;

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
    // The site is there before its photos.
    let mut put_off = rebuild(console, root, &now, &preview, None, 0);
    KeptPictures::new(root).forget_old();
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
        if put_off > 0 {
            watcher.look_again();
        }
        let changed = watcher.wait();
        if put_off > 0 && changed.is_empty() {
            console.print(&format!("还有 {put_off} 张照片没有做，正在做："));
            put_off = rebuild(console, root, &now, &preview, None, AT_A_TIME);
            continue;
        }
        // The day goes on while somebody writes; an archive that is gone for a moment comes back.
        now = request().unwrap_or(now);
        let words = watch::changes(&changed);
        console.print(&words);
        put_off = rebuild(console, root, &now, &preview, Some(&changed).filter(|_| args.follow), AT_A_TIME);
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
        _ => (format!("没有开始：不能在 {} 上预览（系统提示：{error}）\n", args.host), Exit::Machine),
    })?;
    Ok((watcher, preview))
}

/// Builds and shows what came of it. Where the content has errors, the last good site stays. Makes the photos that
/// browsers ask for and a few more, and gives the number of those that it put off.
fn rebuild(
    console: &mut Console,
    root: &Path,
    request: &Request,
    preview: &Preview,
    follow: Option<&BTreeSet<PathBuf>>,
    photos: usize,
) -> usize {
    let started = Instant::now();
    let asked_for = preview.asked_for().iter().filter_map(|route| Some(fingerprint(route)?.to_owned())).collect();
    let shelf = FewAtATime::new(root, asked_for, photos);
    let (built, diagnostics) = build::run(console, root, &shelf, request);
    if diagnostics.has_errors() {
        console.print("\n");
        report::write(console, Format::Text, Stream::Err, &diagnostics);
    }
    let errors = report::errors(&diagnostics);
    let broken = broken(&diagnostics);
    let follow = built.as_ref().zip(follow).and_then(|(built, changed)| page_of(built, changed));
    let good = built.as_ref().map(|built| (built.cases, built.pages));
    let changed = preview.show(Shown { bundle: built.map(|built| built.bundle), errors, broken, follow });
    let seconds = started.elapsed().as_secs_f64();
    console.print(&match good {
        Some((cases, pages)) => {
            format!("{cases} 个案例，{pages} 个网页，{changed} 个文件有变化，用时 {seconds:.2} 秒\n")
        }
        None => format!("{}；网页仍是改动以前的样子\n", report::count(&diagnostics)),
    });
    // What has errors is built again when it has changed.
    if good.is_some() { shelf.put_off() } else { 0 }
}

/// The part of a picture's address that names what it is made of.
fn fingerprint(picture: &Route) -> Option<&str> {
    let (_, name) = picture.as_str().rsplit_once('/')?;
    name.split_once('-').map(|(fingerprint, _)| fingerprint)
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
fn page_of(built: &Built, changed: &BTreeSet<PathBuf>) -> Option<Route> {
    let mut paths = changed.iter().filter_map(|path| SourcePath::new(&path.to_str()?.replace('\\', "/")).ok());
    paths.find_map(|path| built.documents.get(&path).cloned())
}
