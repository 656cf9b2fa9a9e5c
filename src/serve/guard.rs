//! Who is answered: this machine's own browsers, for this site only.
//!
//! A page elsewhere on the web can make a browser ask a server on this machine, under a name that it has made point
//! here. So the `Host` must be one that a reader types, and so must the host of a whole address and an `Origin`, where
//! there is one.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};

/// No browser sends more than this, in bytes of all headers.
const MOST: usize = 64 * 1024;

/// Checks who asks; gives what to answer where that is refused.
pub(super) fn admit(uri: &Uri, headers: &HeaderMap, bound: IpAddr) -> Result<(), StatusCode> {
    if headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>() > MOST {
        return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(StatusCode::BAD_REQUEST) };
    let host = text(host).ok_or(StatusCode::BAD_REQUEST)?;
    let name = host_name(host).ok_or(StatusCode::BAD_REQUEST)?;
    if !uri.path().starts_with('/') {
        return Err(StatusCode::BAD_REQUEST);
    }
    // A whole address names its host once more, as for a proxy.
    let asked = match uri.authority() {
        Some(authority) => host_name(authority.as_str()).ok_or(StatusCode::BAD_REQUEST)?,
        None => name,
    };
    if !is_own(name, bound) || !is_own(asked, bound) {
        return Err(StatusCode::FORBIDDEN);
    }
    let is_of_site = |origin| text(origin).and_then(|origin| origin.strip_prefix("http://")) == Some(host);
    if headers.get_all(header::ORIGIN).iter().all(is_of_site) { Ok(()) } else { Err(StatusCode::FORBIDDEN) }
}

fn text(value: &HeaderValue) -> Option<&str> {
    value.to_str().ok()
}

/// `localhost` of `localhost:4000`, `::1` of `[::1]:4000`.
fn host_name(host: &str) -> Option<&str> {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let is_port = |port: &str| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'_');
    let port_fits = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    (port_fits && !name.is_empty() && name.bytes().all(is_name)).then_some(name)
}

/// Whether a name is this machine's. Where others may look on, they come by an address, which nobody can redirect.
fn is_own(name: &str, bound: IpAddr) -> bool {
    match name.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || address == bound || !bound.is_loopback(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}
