//! `draw`: a drawing as pixels, in a process that may end at any time; the program calls itself for it.

use std::io::{self, Read as _, Write as _};

use super::Exit;
use crate::platforms::drawing;

/// Draws the SVG of standard input and writes a PNG to standard output.
pub(super) fn run() -> Exit {
    limit();
    let mut svg = String::new();
    if io::stdin().read_to_string(&mut svg).is_err() {
        return Exit::Content;
    }
    let Some(png) = drawing::draw(&svg) else { return Exit::Content };
    if io::stdout().write_all(&png).is_ok() { Exit::Done } else { Exit::Machine }
}

/// Limits this process: in memory and work, even when whoever called it is gone; and it leaves nothing on the disk.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let work = drawing::MOST_WORK.as_secs();
    for (resource, most) in [(Resource::As, drawing::MOST_MEMORY), (Resource::Cpu, work), (Resource::Core, 0)] {
        // At the higher limit of work a process is killed as others kill it. Where a system knows one of them not, the
        // others hold.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most + 1) });
    }
}

/// Looks all the time how much memory this process takes, and ends it when that is too much.
#[cfg(not(unix))]
fn limit() {
    use std::{process, thread, time::Duration};

    let is_too_much = |now: memory_stats::MemoryStats| now.physical_mem as u64 > drawing::MOST_MEMORY;
    thread::spawn(move || {
        while !memory_stats::memory_stats().is_some_and(is_too_much) {
            thread::sleep(Duration::from_millis(2));
        }
        process::exit(i32::from(u8::MAX));
    });
}
