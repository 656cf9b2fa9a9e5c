//! One question to one site.

use std::io::ErrorKind;
use std::net::ToSocketAddrs;
use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use ureq::{Agent, Error};

/// How long a site may think.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// What a browser writes otherwise in an address.
const ODD: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|');

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The page is there, or at least is not said to be gone.
    There,
    /// It leads on and on, or back to where it began.
    Circle,
    /// Another status of HTTP.
    Status(u16),
    /// The name of the site is unknown.
    NoName,
    /// Nothing, for too long.
    NoAnswer,
    /// No connection.
    NoConnection,
    /// A certificate that is not to be trusted.
    NoTrust,
}

impl Answer {
    /// Whether not even a connection came about.
    pub(super) const fn is_silence(self) -> bool {
        matches!(self, Self::NoName | Self::NoAnswer | Self::NoConnection)
    }

    /// What a status means. Sites that let in only people or members have the page all the same.
    const fn of_status(status: u16) -> Self {
        match status {
            ..=399 | 401 | 403 | 405..=407 | 412 | 418 | 421 | 429 | 451 | 600.. => Self::There,
            _ => Self::Status(status),
        }
    }
}

/// An address as it is asked for, without its fragment; none where the site has a name in other letters than ASCII.
pub(super) fn address(written: &str) -> Option<String> {
    let whole = written.split('#').next().unwrap_or_default();
    let (scheme, rest) = whole.split_once("://")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (site, path) = rest.split_at(end);
    let is_plain = !site.is_empty() && site.is_ascii() && !site.contains(['@', ' ', '\\']);
    let path = utf8_percent_encode(path, ODD);
    is_plain.then(|| format!("{}://{}{path}", scheme.to_ascii_lowercase(), site.to_ascii_lowercase()))
}

/// The site of an address, with its port where one is written.
pub(super) fn site(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    &rest[..rest.find(['/', '?']).unwrap_or(rest.len())]
}

/// Says who asks, does not wait for ever, and follows a page that has moved.
pub(super) fn agent() -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(5)
        .user_agent(concat!("leitai/", env!("CARGO_PKG_VERSION"), " (link check)"))
        .build();
    config.into()
}

/// Asks whether a page is there: for its head, which costs the site least, and for the page where that is refused.
pub(super) fn ask(agent: &Agent, address: &str) -> Answer {
    let found = match answer(agent.head(address).call()) {
        Answer::There => Answer::There,
        answer if answer.is_silence() => answer,
        _ => answer(agent.get(address).call()),
    };
    // Systems say in words of their own that a name is unknown, and a proxy may know names that this machine does not.
    if found == Answer::NoConnection && !has_name(site(address)) { Answer::NoName } else { found }
}

/// Whether a site's name leads to a machine.
fn has_name(site: &str) -> bool {
    let (name, port) = site.rsplit_once(':').unwrap_or((site, "80"));
    (name, port.parse().unwrap_or(80)).to_socket_addrs().is_ok()
}

fn answer(response: Result<ureq::http::Response<ureq::Body>, Error>) -> Answer {
    match response {
        Ok(response) => Answer::of_status(response.status().as_u16()),
        Err(Error::HostNotFound) => Answer::NoName,
        Err(Error::Timeout(_)) => Answer::NoAnswer,
        Err(Error::Io(error)) if error.kind() == ErrorKind::TimedOut => Answer::NoAnswer,
        Err(Error::Tls(_) | Error::Rustls(_)) => Answer::NoTrust,
        Err(Error::TooManyRedirects) => Answer::Circle,
        Err(_) => Answer::NoConnection,
    }
}
