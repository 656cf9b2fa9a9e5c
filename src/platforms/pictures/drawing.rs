//! SVG drawings as pixels.
//!
//! However few bytes a drawing has, it may take hours and all memory there is, and no count of its parts tells. So it is
//! drawn in a process of its own, `leitai draw`, that ends when it takes too much.

use std::io::{self, Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use image::{ImageFormat, RgbImage};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::Fault;
use crate::model::drawing::{Untamed, tamed};
use crate::model::memory;

/// How wide a drawing is drawn, in pixels.
const WIDTH: f32 = 1080.0;

/// A drawing that is higher than this is drawn smaller.
const MOST_HEIGHT: f32 = 4000.0;

/// How long the process may work, where the system counts that; those that people draw take less than a second.
pub const MOST_WORK: Duration = Duration::from_secs(10);

/// How long it is waited for, on whatever machine.
const MOST_WAIT: Duration = Duration::from_mins(1);

/// How long to sleep before looking again whether it has ended.
const NAP: Duration = Duration::from_millis(1);

/// What the process may take, in bytes: the program itself, and some layers as large as the picture.
pub const MOST_MEMORY: u64 = 160 * 1024 * 1024;

const UNREADABLE: Fault = "SVG 读不懂";

const TOO_COMPLEX: Fault = "SVG 太复杂，请换成 JPG 或 PNG";

const NOT_STARTED: Fault = "SVG 没有画：另一个 leitai 进程启动不了";

const NOT_DONE: Fault = "SVG 没有画完：电脑太忙，或者图太复杂";

/// Whether another time it may go well.
pub(in crate::platforms) fn is_passing(fault: Fault) -> bool {
    [NOT_STARTED, NOT_DONE].contains(&fault)
}

/// An SVG on white, as PNG that the program makes; the second is what an editor should know of it.
pub(super) fn drawn(bytes: &[u8], program: Option<&Path>) -> Result<(Vec<u8>, Option<&'static str>), Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| UNREADABLE)?;
    let svg = match tamed(text) {
        Ok(tame) => tame.svg,
        Err(Untamed::Broken) => return Err(UNREADABLE),
        Err(_) => return Err(TOO_COMPLEX),
    };
    let png = drawn_apart(program.ok_or("没有能画 SVG 的程序")?, svg.as_bytes())?;
    let advice = match (svg.contains("<text"), svg.contains("<image")) {
        (true, true) => Some("SVG 里的文字和图片没有画出来，请另存为 PNG 再用"),
        (true, false) => Some("SVG 里的文字没有画出来，请另存为 PNG 再用"),
        (false, true) => Some("SVG 里的图片没有画出来，请另存为 PNG 再用"),
        (false, false) => None,
    };
    Ok((png, advice))
}

/// What the program makes of a drawing.
fn drawn_apart(program: &Path, svg: &[u8]) -> Result<Vec<u8>, Fault> {
    let _share = memory::share(MOST_MEMORY);
    let mut command = Command::new(program);
    command.arg("draw").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // The allocator would set a gigabyte of addresses aside, and those count.
    command.env("MIMALLOC_ARENA_RESERVE", "0");
    let mut process = command.spawn().map_err(|_| NOT_STARTED)?;
    let (input, output) = (process.stdin.take(), process.stdout.take());
    let mut png = Vec::new();
    let ended = thread::scope(|scope| {
        // A process that ends before it has read all is told by how it ended.
        scope.spawn(|| input.map(|mut input| input.write_all(svg)));
        scope.spawn(|| output.map(|mut output| output.read_to_end(&mut png)));
        wait(&mut process)
    });
    let ended = ended.map_err(|_| NOT_DONE)?;
    match ended.code() {
        Some(0) => Ok(png),
        Some(1) => Err(UNREADABLE),
        _ if was_ended(ended) => Err(NOT_DONE),
        _ => Err(TOO_COMPLEX),
    }
}

/// Whether somebody else ended a process: a person, or a system that has no memory left.
#[cfg(unix)]
fn was_ended(ended: ExitStatus) -> bool {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt as _;
    let by = [Signal::KILL, Signal::TERM, Signal::INT, Signal::HUP].map(Signal::as_raw);
    ended.signal().is_some_and(|signal| by.contains(&signal))
}

#[cfg(not(unix))]
fn was_ended(_: ExitStatus) -> bool {
    false
}

/// How a process ended; an error where it had to be ended.
fn wait(process: &mut Child) -> io::Result<ExitStatus> {
    let start = Instant::now();
    loop {
        match process.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if start.elapsed() < MOST_WAIT => thread::sleep(NAP),
            _ => break,
        }
    }
    process.kill()?;
    process.wait()?;
    Err(io::ErrorKind::TimedOut.into())
}

/// Draws an SVG on white, as PNG; none where it cannot be read. It may take forever, and all memory and stack.
pub fn draw(svg: &str) -> Option<Vec<u8>> {
    // A drawing brings nothing along from other files.
    let nothing = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let tree = Tree::from_str(svg, &Options { image_href_resolver: nothing, ..Options::default() }).ok()?;
    let size = tree.size();
    let scale = (WIDTH / size.width()).min(MOST_HEIGHT / size.height());
    let pixels = |length: f32| (length * scale).round().clamp(1.0, MOST_HEIGHT);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 4000")]
    let (width, height) = (pixels(size.width()) as u32, pixels(size.height()) as u32);
    let mut pixmap = Pixmap::new(width, height)?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut png = Cursor::new(Vec::new());
    RgbImage::from_raw(width, height, rgb)?.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}
