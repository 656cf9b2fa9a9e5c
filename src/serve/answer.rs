//! Requests and their answers.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::live::Live;
use super::{client, guard};
use crate::model::{Bundle, Route};

/// Where what the preview adds to the site is found; no route of a site starts like this.
pub(super) const OWN: &str = "/__leitai/";

/// Where the site's pictures are.
pub(super) const PICTURES: &str = "images/";

#[derive(Clone)]
struct Desk {
    live: Arc<Live>,
    bound: IpAddr,
}

/// Answers every request.
pub(super) fn router(live: Arc<Live>, bound: IpAddr) -> Router {
    Router::new().fallback(answer).with_state(Desk { live, bound })
}

async fn answer(State(desk): State<Desk>, request: Request) -> Response {
    if let Err(status) = guard::admit(request.headers(), desk.bound) {
        return plain(status);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED);
    }
    let path = request.uri().path();
    if let Some(name) = path.strip_prefix(OWN) {
        return match name {
            "events" => events(&desk.live),
            "preview.js" => with_type("text/javascript; charset=utf-8", client::SCRIPT.into()),
            "preview.css" => with_type("text/css; charset=utf-8", client::STYLE.into()),
            _ => plain(StatusCode::NOT_FOUND),
        };
    }
    match decoded(path) {
        Err(status) => plain(status),
        Ok(name) => {
            // Counted first: a page is then never taken for newer than it is.
            let build = desk.live.build();
            let site = desk.live.site();
            let picture = Route::new(&name).filter(|route| name.starts_with(PICTURES) && site.get(route).is_some());
            if let Some(picture) = picture {
                desk.live.note(picture);
            }
            // A document that has a page shows that, with the errors laid over it.
            let new = Route::new(&name).filter(|route| site.get(route).is_none());
            match new.and_then(|route| Some((desk.live.broken(&route)?, route))) {
                Some((errors, route)) => response(StatusCode::OK, &route, client::broken(&errors).as_bytes(), build),
                None => file(&site, &name, build),
            }
        }
    }
}

/// A stream of everything that happens to the site.
fn events(live: &Live) -> Response {
    let news = WatchStream::from_changes(live.news()).map(|news| {
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

/// A file of the site; for a folder its index, for what is not there the site's own page about that.
fn file(site: &Bundle, name: &str, build: u64) -> Response {
    let found = |name: &str| Route::new(name).and_then(|route| site.get(&route).map(|bytes| (route, bytes)));
    if name.is_empty() || name.ends_with('/') {
        return match found(&format!("{name}index.html")) {
            Some((route, bytes)) => response(StatusCode::OK, &route, bytes, build),
            None => missing(site, build),
        };
    }
    if let Some((route, bytes)) = found(name) {
        return response(StatusCode::OK, &route, bytes, build);
    }
    match found(&format!("{name}/index.html")) {
        Some(_) => moved(&format!("/{name}/")),
        None => missing(site, build),
    }
}

fn missing(site: &Bundle, build: u64) -> Response {
    let route = Route::new("404.html").expect("a plain name is a route");
    match site.get(&route) {
        Some(bytes) => response(StatusCode::NOT_FOUND, &route, &at_root(bytes), build),
        None => response(StatusCode::NOT_FOUND, &route, client::NOTHING_YET.as_bytes(), build),
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

fn response(status: StatusCode, route: &Route, bytes: &[u8], build: u64) -> Response {
    let kind = content_type(route);
    let bytes = if kind.starts_with("text/html") { client::with_script(bytes, build) } else { bytes.to_vec() };
    (status, headers(kind), Body::from(bytes)).into_response()
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
