//! Pictures inside drawings, as `data:` addresses.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::budget::Budget;
use super::kind::Fault;
use super::make::{Wishes, make};

/// Makes the pictures inside a drawing anew.
pub(super) struct Embedded<'a> {
    pub(super) wishes: Wishes,
    pub(super) budget: &'a Budget,
    /// Whether one of them says where it was taken.
    pub(super) has_place: bool,
}

impl Embedded<'_> {
    /// A text of a drawing with every picture in it in its largest version; fonts stay as they are.
    pub(super) fn made_anew(&mut self, text: &str) -> Result<String, Fault> {
        let mut anew = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.as_bytes().windows(5).position(|part| part.eq_ignore_ascii_case(b"data:")) {
            let address = &rest[at..];
            let address = &address[..address.find(['"', '\'', ')']).unwrap_or(address.len())];
            anew.push_str(&rest[..at]);
            anew.push_str(&self.address(address)?);
            rest = &rest[at + address.len()..];
        }
        anew.push_str(rest);
        Ok(anew)
    }

    fn address(&mut self, address: &str) -> Result<String, Fault> {
        let (head, data) = address.split_once(',').unwrap_or((address, ""));
        let head = head.to_ascii_lowercase();
        // Words may be written so too; an address names a kind.
        if head.contains("font") || !head.contains(['/', ';']) {
            return Ok(address.to_owned());
        }
        let data = head.ends_with(";base64").then(|| bare_digits(data)).ok_or(Fault::Inside)?;
        let bytes = STANDARD.decode(data).map_err(|_| Fault::Inside)?;
        let made = make(&bytes, self.wishes, self.budget).map_err(|_| Fault::Inside)?;
        let version = made.versions.last().ok_or(Fault::Inside)?;
        self.has_place |= made.has_place;
        Ok(format!("data:image/{};base64,{}", version.ending.media_type(), STANDARD.encode(&version.bytes)))
    }
}

/// The digits without the ends of lines, which may be written as numbers of characters, and with their padding.
fn bare_digits(data: &str) -> String {
    let plain = data.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    let mut parts = plain.split('&');
    let mut digits = parts.next().unwrap_or_default().to_owned();
    digits.extend(parts.map(|part| part.split_once(';').map_or(part, |(_, after)| after)));
    digits.retain(|c| !c.is_whitespace() && c != '=');
    while !digits.len().is_multiple_of(4) {
        digits.push('=');
    }
    digits
}
