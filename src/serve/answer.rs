//! Requests and their answers.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tokio::sync::Semaphore;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::live::Live;
use super::{Site, client, guard};
use crate::model::Route;

/// Where what the preview adds to the site is found; no route of a site starts like this.
pub(super) const OWN: &str = "/__leitai/";

#[derive(Clone)]
struct Desk {
    live: Arc<Live>,
    bound: IpAddr,
    /// How many more may listen for news.
    streams: Arc<Semaphore>,
}

/// Answers every request; so many browsers at a time may listen for news, the others only look at pages.
pub(super) fn router(live: Arc<Live>, bound: IpAddr, streams: usize) -> Router {
    Router::new().fallback(answer).with_state(Desk { live, bound, streams: Arc::new(Semaphore::new(streams)) })
}

async fn answer(State(desk): State<Desk>, request: Request) -> Response {
    if let Err(status) = guard::admit(request.uri(), request.headers(), desk.bound) {
        return plain(status);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED);
    }
    let path = request.uri().path();
    if let Some(name) = path.strip_prefix(OWN) {
        return match name {
            "events" => events(&desk),
            "preview.js" => with_type("text/javascript; charset=utf-8", client::SCRIPT.into()),
            "preview.css" => with_type("text/css; charset=utf-8", client::STYLE.into()),
            _ => plain(StatusCode::NOT_FOUND),
        };
    }
    let name = match decoded(path) {
        Err(status) => return plain(status),
        Ok(name) => name,
    };
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok()).map(str::to_owned);
    let live = Arc::clone(&desk.live);
    // A file may have to be made first.
    let answer = tokio::task::spawn_blocking(move || file(&live, &name, known.as_deref()));
    answer.await.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR))
}

/// A stream of everything that happens to the site, while there is room for one: it stays open, and pages must be answered.
fn events(desk: &Desk) -> Response {
    let Ok(place) = Arc::clone(&desk.streams).try_acquire_owned() else {
        return plain(StatusCode::SERVICE_UNAVAILABLE);
    };
    let news = WatchStream::from_changes(desk.live.news()).map(move |news| {
        let _held = &place;
        let data = serde_json::to_string(&*news).unwrap_or_default();
        Ok::<_, Infallible>(Event::default().data(data))
    });
    Sse::new(news).keep_alive(KeepAlive::default()).into_response()
}

/// The address within the site that a path of a request stands for, or what is wrong with it.
fn decoded(path: &str) -> Result<String, StatusCode> {
    let escapes = path.split('%').skip(1);
    let is_escape = |text: &str| text.len() >= 2 && text.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    let mut hexes = escapes.map(|text| (is_escape(text), text.get(..2).unwrap_or_default().to_ascii_lowercase()));
    if hexes.clone().any(|(fits, _)| !fits) {
        return Err(StatusCode::BAD_REQUEST);
    }
    if hexes.any(|(_, hex)| hex == "2f" || hex == "5c") {
        return Err(StatusCode::NOT_FOUND);
    }
    let text = percent_decode_str(path).decode_utf8().map_err(|_| StatusCode::BAD_REQUEST)?;
    if text.chars().any(char::is_control) {
        return Err(StatusCode::BAD_REQUEST);
    }
    Ok(text.trim_start_matches('/').to_owned())
}

/// What there is at an address.
enum Found {
    File(Route, Arc<[u8]>),
    /// A folder, without the `/` at its end.
    Folder,
    /// Its template fails, for this reason.
    Failed(Route, String),
    Nothing,
}

fn find(site: &dyn Site, name: &str) -> Found {
    let file = |name: &str| {
        let route = Route::new(name)?;
        match site.file(&route) {
            Ok(bytes) => bytes.map(|bytes| Found::File(route, bytes)),
            Err(reason) => Some(Found::Failed(route, reason)),
        }
    };
    if name.is_empty() || name.ends_with('/') {
        return file(&format!("{name}index.html")).unwrap_or(Found::Nothing);
    }
    file(name).unwrap_or_else(|| match file(&format!("{name}/index.html")) {
        Some(_) => Found::Folder,
        None => Found::Nothing,
    })
}

/// A file of the site; for a folder its index, for what is not there its errors or the site's own page about that.
fn file(live: &Live, name: &str, known: Option<&str>) -> Response {
    // Counted first: a page is then never taken for newer than it is.
    let build = live.build();
    let site = live.site();
    let page = |status, route: &Route, bytes: Arc<[u8]>| {
        let style = site.as_ref().and_then(|site| site.style());
        response(status, route, bytes, style, build, known)
    };
    let found = site.as_ref().map_or(Found::Nothing, |site| find(&**site, name));
    match found {
        Found::File(route, bytes) => page(StatusCode::OK, &route, bytes),
        Found::Folder => moved(&format!("/{name}/")),
        Found::Failed(route, reason) => {
            let html = client::broken(client::FAILED, &[reason]);
            page(StatusCode::INTERNAL_SERVER_ERROR, &route, html.into_bytes().into())
        }
        // A document that has a page shows that, with the errors laid over it.
        Found::Nothing => match Route::new(name).and_then(|route| Some((live.broken(&route)?, route))) {
            Some((errors, route)) => {
                page(StatusCode::OK, &route, client::broken(client::UNMADE, &errors).into_bytes().into())
            }
            None => {
                let route = Route::new("404.html").expect("a plain name is a route");
                let own = site.as_ref().and_then(|site| site.file(&route).ok().flatten());
                let html = own.map_or_else(|| client::NOTHING_YET.as_bytes().to_vec(), |html| at_root(&html));
                page(StatusCode::NOT_FOUND, &route, html.into())
            }
        },
    }
}

/// The page about what is not there, shown at any address: its own addresses start at the root.
fn at_root(html: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(html);
    let base = text.find("<base ").and_then(|start| Some(start..start + text[start..].find('>')? + 1));
    let text = match base {
        Some(base) => text.replace(&text[base], ""),
        None => text.into_owned(),
    };
    text.replacen("base-uri 'none'", "base-uri 'self'", 1).replacen("<head>", "<head><base href=\"/\">", 1).into_bytes()
}

fn moved(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response(),
        Err(_) => plain(StatusCode::BAD_REQUEST),
    }
}

/// Bytes as they are, or as a page that listens; nothing where the browser knows the page already.
fn response(
    status: StatusCode,
    route: &Route,
    bytes: Arc<[u8]>,
    style: Option<&Route>,
    build: u64,
    known: Option<&str>,
) -> Response {
    let kind = content_type(route);
    if !kind.starts_with("text/html") {
        return (status, headers(kind), Body::from(Bytes::from_owner(bytes))).into_response();
    }
    let tag = client::tag(&bytes, style);
    if known == Some(&tag) {
        return (StatusCode::NOT_MODIFIED, headers(kind)).into_response();
    }
    (status, headers(kind), Body::from(client::with_script(&bytes, build, &tag))).into_response()
}

fn with_type(kind: &'static str, text: String) -> Response {
    (headers(kind), text).into_response()
}

fn plain(status: StatusCode) -> Response {
    (status, headers("text/plain; charset=utf-8"), status.to_string()).into_response()
}

fn headers(kind: &'static str) -> HeaderMap {
    const NO_SNIFFING: HeaderName = header::X_CONTENT_TYPE_OPTIONS;
    [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store"), (NO_SNIFFING, "nosniff")]
        .map(|(name, value)| (name, HeaderValue::from_static(value)))
        .into_iter()
        .collect()
}

fn content_type(route: &Route) -> &'static str {
    let extension = route.as_str().rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}
