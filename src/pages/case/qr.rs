//! A QR code of a page's address, as the path of an SVG.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde::Serialize;

/// The light modules that readers need around a code.
const BORDER: u8 = 4;

/// Any mask can be read. To try all eight and keep the best takes twenty times as long, and thousands of pages have a
/// code; this one, a chequerboard, leaves no wide areas of one colour.
const MASK: u8 = 0;

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QrView {
    /// Width and height in modules, the light border included.
    pub size: u8,
    /// The dark modules as strokes of width 1 along their upper edges, so half a module too high: `M4 4h7` are seven in
    /// a row.
    pub path: String,
}

/// The code of an address; `None` where it is too long for any.
pub(super) fn qr(address: &str) -> Option<QrView> {
    let segments = [QrSegment::make_bytes(address.as_bytes())];
    let (from, to, mask) = (Version::MIN, Version::MAX, Some(Mask::new(MASK)));
    let code = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, from, to, mask, true).ok()?;
    let size = u8::try_from(code.size()).ok()?;
    Some(QrView { size: size + 2 * BORDER, path: path(&code, size) })
}

/// Each run after the first of a row is told by its distance from the one before, which takes the fewest characters.
fn path(code: &QrCode, size: u8) -> String {
    let is_dark = |x: u8, y: u8| code.get_module(i32::from(x), i32::from(y));
    let mut path = String::with_capacity(4096);
    for y in 0..size {
        let (mut x, mut end) = (0, None);
        while x < size {
            let start = x;
            while is_dark(x, y) {
                x += 1;
            }
            if x > start {
                let from = end.map_or(Start::Row(start + BORDER, y + BORDER), |end| Start::Gap(start - end));
                push_run(&mut path, from, x - start);
                end = Some(x);
            }
            x += 1;
        }
    }
    path
}

/// Where a run of dark modules starts.
#[derive(Clone, Copy)]
enum Start {
    /// At this x and y.
    Row(u8, u8),
    /// So many modules after the run before.
    Gap(u8),
}

/// `M4 4h7` or `m2 0h7`, without the machinery of `write!`: it would take as long as the code itself.
fn push_run(path: &mut String, from: Start, length: u8) {
    match from {
        Start::Row(x, y) => {
            path.push('M');
            push_number(path, x);
            path.push(' ');
            push_number(path, y);
        }
        Start::Gap(gap) => {
            path.push('m');
            push_number(path, gap);
            path.push_str(" 0");
        }
    }
    path.push('h');
    push_number(path, length);
}

fn push_number(path: &mut String, number: u8) {
    if number > 99 {
        path.push(char::from(b'0' + number / 100));
    }
    if number > 9 {
        path.push(char::from(b'0' + number / 10 % 10));
    }
    path.push(char::from(b'0' + number % 10));
}
