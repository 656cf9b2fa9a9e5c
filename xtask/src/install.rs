//! What the browser tests need: Chromium with Han fonts, Node.js, and the packages its lock file names.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{find_program, root, run};
use crate::{Outcome, say};

const OLDEST_NODE: u32 = 20;

/// The programs of the browser tests, all present.
pub(crate) struct BrowserTools {
    /// Chromium, or a browser that takes the same flags.
    pub(crate) chromium: PathBuf,
    /// Node.js.
    pub(crate) node: PathBuf,
}

/// Finds the tools, installing those that are missing where that is possible; else the error says how to.
pub(crate) fn browser_tools() -> Outcome<BrowserTools> {
    let chromium = chromium()?;
    let node = node()?;
    node_packages()?;
    Ok(BrowserTools { chromium, node })
}

/// Installs the program that measures another one, GNU time.
pub(crate) fn gnu_time() -> Outcome<PathBuf> {
    present_or_installed(|| find_program(&["time"]), "GNU time", &["time"])
}

/// Installs a program that cargo starts.
pub(crate) fn cargo_tool(name: &str) -> Outcome {
    match find_program(&[name]) {
        Some(_) => Ok(()),
        None => run(Command::new("cargo").args(["install", name, "--locked"])),
    }
}

fn chromium() -> Outcome<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|value| !value.is_empty()) {
        let named = PathBuf::from(named);
        let there = named.is_file();
        return if there { Ok(named) } else { Err(format!("CHROMIUM: no file {}", named.display()).into()) };
    }
    let find = || find_program(&["chromium", "chromium-browser", "google-chrome"]);
    present_or_installed(find, "Chromium (or a path to it in CHROMIUM)", &["chromium", "fonts-noto-cjk"])
}

fn node() -> Outcome<PathBuf> {
    let find = || find_program(&["npm"]).and_then(|_| find_program(&["node"]));
    let node = present_or_installed(find, "Node.js with npm", &["nodejs", "npm"])?;
    let version = String::from_utf8(Command::new(&node).arg("--version").output()?.stdout)?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|text| text.parse().ok());
    match major {
        Some(OLDEST_NODE..) => Ok(node),
        _ => {
            Err(format!("Node.js {} is too old; the browser tests need {OLDEST_NODE} or newer", version.trim()).into())
        }
    }
}

/// Installs exactly what the lock file names, unless that is there already.
fn node_packages() -> Outcome {
    let folder = root()?.join("tests/browser");
    let lock = folder.join("package-lock.json");
    if fs::read_to_string(&lock)?.contains("\"resolved\"") {
        return Err("tests/browser/package-lock.json names download addresses; write it anew with \
                    `npm install` in that folder, whose .npmrc leaves them out"
            .into());
    }
    if is_newer(&folder.join("node_modules/.package-lock.json"), &lock) {
        return Ok(());
    }
    run(Command::new("npm").arg("ci").current_dir(folder))
}

fn is_newer(file: &Path, than: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    time(file).is_some_and(|own| Some(own) >= time(than))
}

fn present_or_installed(find: impl Fn() -> Option<PathBuf>, what: &str, packages: &[&str]) -> Outcome<PathBuf> {
    if let Some(program) = find() {
        return Ok(program);
    }
    let by_hand = format!("{what} is missing; on Debian: apt-get install {}", packages.join(" "));
    let Some(apt) = find_program(&["apt-get"]).filter(|_| is_root()) else {
        return Err(by_hand.into());
    };
    say(format_args!("installing {}", packages.join(" ")));
    run(Command::new(&apt).args(["-qq", "update"]))?;
    let mut install = Command::new(&apt);
    install.args(["-qq", "-y", "install", "--no-install-recommends"]).args(packages);
    run(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
    find().ok_or_else(|| by_hand.into())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
