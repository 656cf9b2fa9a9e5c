//! The chores of this repository, one module each; `cargo xtask` alone lists them.

use std::env;
use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

mod bench;
mod corpus;
mod floor;
mod fuzz;
mod install;
mod latency;
mod process;
mod sbom;
mod test;
mod tree;

/// What a chore gives back; the error is a sentence for the developer at the terminal.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

const HELP: &str = "\
The chores of this repository:

  cargo xtask test             format, lints, tests, documentation, the sample site built twice, the browser
  cargo xtask corpus N [DIR]   a synthetic archive of N cases, always the same; DIR is target/corpus-N if left out
  cargo xtask bench [N …]      builds of synthetic archives, with the search and packages, beside Hugo where it is installed, and edits while they are served, measured; 1000 and 10000 cases if left out
  cargo xtask fuzz N [NAME …]  random input, N seconds for each target in fuzz/, or for those named; wants nightly Rust
  cargo xtask deny             licences, second versions and sources of all packages, by deny.toml; advisories too
  cargo xtask sbom             prints what the program is made of (CycloneDX)
  cargo xtask install          only what the browser tests need: Chromium, Node.js and its packages

What is missing is installed by `test` where that is possible. CHROMIUM names a browser that is not on PATH.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("xtask: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Outcome {
    match words {
        [] | ["help" | "--help" | "-h"] => {
            say(HELP);
            Ok(())
        }
        ["test"] => test::run(),
        ["install"] => install::browser_tools().map(|_| ()),
        ["corpus", cases] => corpus::write(count(cases)?, &corpus::default_folder(count(cases)?)?),
        ["corpus", cases, folder] => corpus::write(count(cases)?, &PathBuf::from(folder)),
        ["bench", sizes @ ..] => bench::run(&sizes.iter().map(|n| count(n)).collect::<Outcome<Vec<_>>>()?),
        ["deny"] => {
            install::cargo_tool("cargo-deny").and_then(|()| process::run(&mut process::cargo(&["deny", "check"])?))
        }
        ["sbom"] => sbom::print(),
        ["fuzz", seconds, targets @ ..] => fuzz::run_targets(count(seconds)?, targets),
        // Not in the help: `bench` starts it as a process of its own.
        ["floor", corpus, manifest, output] => floor::run(corpus.as_ref(), manifest.as_ref(), output.as_ref()),
        _ => Err(format!("cannot read `{}`\n\n{HELP}", words.join(" ")).into()),
    }
}

fn count(word: &str) -> Outcome<usize> {
    match word.replace('_', "").parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("`{word}` is not a number").into()),
    }
}

/// Prints one line.
pub(crate) fn say(line: impl Display) {
    // A reader that has gone away, like `head`, is no reason to stop.
    let _ = writeln!(io::stdout().lock(), "{line}");
}
