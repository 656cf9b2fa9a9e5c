//! Pictures inside drawings, as `data:` addresses.

use std::iter;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::budget::Budget;
use super::kind::Fault;
use super::make::{Wishes, make};

/// Makes the pictures inside a drawing anew.
pub(super) struct Embedded<'a> {
    pub(super) wishes: Wishes,
    pub(super) budget: &'a Budget,
}

impl Embedded<'_> {
    /// A text of a drawing with every picture in it in its largest version; fonts stay as they are.
    pub(super) fn made_anew(&self, text: &str) -> Result<String, Fault> {
        let mut anew = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((at, address)) = first_address(rest) {
            anew.push_str(&rest[..at]);
            anew.push_str(&self.address(address)?);
            rest = &rest[at + address.len()..];
        }
        anew.push_str(rest);
        Ok(anew)
    }

    fn address(&self, address: &str) -> Result<String, Fault> {
        if !is_of_picture(address) {
            return Ok(address.to_owned());
        }
        let bytes = decoded(address).ok_or(Fault::Inside)?;
        let made = make(&bytes, self.wishes, self.budget).map_err(|_| Fault::Inside)?;
        let version = made.versions.last().ok_or(Fault::Inside)?;
        Ok(format!("data:image/{};base64,{}", version.ending.media_type(), STANDARD.encode(&version.bytes)))
    }
}

/// The pictures inside a drawing, as far as they can be read.
pub(super) fn pictures(drawing: &str) -> impl Iterator<Item = Vec<u8>> + '_ {
    let mut rest = drawing;
    let addresses = iter::from_fn(move || {
        let (at, address) = first_address(rest)?;
        rest = &rest[at + address.len()..];
        Some(address)
    });
    addresses.filter(|address| is_of_picture(address)).filter_map(decoded)
}

/// The first address in a text that holds what it leads to, and where it starts.
fn first_address(text: &str) -> Option<(usize, &str)> {
    let at = text.as_bytes().windows(5).position(|part| part.eq_ignore_ascii_case(b"data:"))?;
    let address = &text[at..];
    Some((at, &address[..address.find(['"', '\'', ')']).unwrap_or(address.len())]))
}

/// Whether an address holds a picture: it names a kind, which words that are written so do not, and no font.
fn is_of_picture(address: &str) -> bool {
    let head = address.split(',').next().unwrap_or_default().to_ascii_lowercase();
    !head.contains("font") && head.contains(['/', ';'])
}

/// The bytes that an address holds.
fn decoded(address: &str) -> Option<Vec<u8>> {
    let (head, data) = address.split_once(',')?;
    let is_base64 = head.to_ascii_lowercase().ends_with(";base64");
    STANDARD.decode(is_base64.then(|| bare_digits(data))?).ok()
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
