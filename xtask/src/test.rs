//! `cargo xtask test`: everything that must hold before a change lands, the quickest to fail first.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::install::browser_tools;
use crate::process::{self, cargo, root, target};
use crate::{Outcome, say, tree};

/// The day on which the sample site is built, so that it is the same site on every day.
const SAMPLE_DAY: &str = "2026-12-01";

/// Runs the whole suite and stops at the first step that fails.
pub(crate) fn run() -> Outcome {
    run_steps(&[
        ("format", || run_cargo(&["fmt", "--all", "--check"])),
        ("lints", || run_cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"])),
        ("tests", || run_cargo(&["test", "--locked", "--workspace"])),
        ("documentation", document),
        ("sample site, the same every time", build_samples),
        ("browser", look_in_browser),
    ])
}

/// A name for the eye, and what is done.
type Step = (&'static str, fn() -> Outcome);

fn run_steps(steps: &[Step]) -> Outcome {
    let begin = Instant::now();
    for (name, step) in steps {
        say(format_args!("\n── {name}"));
        let start = Instant::now();
        step().map_err(|error| format!("stopped at “{name}”: {error}"))?;
        say(format_args!("── {name}: {:.1} s", start.elapsed().as_secs_f64()));
    }
    say(format_args!("\nAll {} steps hold, {:.1} s.", steps.len(), begin.elapsed().as_secs_f64()));
    Ok(())
}

fn run_cargo(arguments: &[&str]) -> Outcome {
    process::run(&mut cargo(arguments)?)
}

fn document() -> Outcome {
    process::run(cargo(&["doc", "--locked", "--workspace", "--no-deps"])?.env("RUSTDOCFLAGS", "-D warnings"))
}

/// Where the sample site of the last `cargo xtask test` is.
fn sample_site() -> Outcome<PathBuf> {
    Ok(target()?.join("xtask/site"))
}

/// Builds the sample twice from nothing and once more over itself, each under other circumstances.
fn build_samples() -> Outcome {
    let first = sample_site()?;
    let second = first.with_file_name("site-again");
    for (output, surroundings) in [
        (&first, [("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LC_ALL", "C")]),
        (&second, [("RAYON_NUM_THREADS", "4"), ("TZ", "Pacific/Kiritimati"), ("LC_ALL", "zh_CN.UTF-8")]),
    ] {
        tree::remove(output)?;
        tree::remove(&root()?.join(".leitai"))?;
        build(output, surroundings)?;
    }
    let files = tree::compare(&first, &second)?;
    build(&second, [("RAYON_NUM_THREADS", "2"), ("TZ", "America/Lima"), ("LC_ALL", "POSIX")])?;
    tree::compare(&first, &second)?;
    say(format_args!("{files} files, the same to the byte in three builds"));
    Ok(())
}

fn build(output: &Path, surroundings: [(&str, &str); 3]) -> Outcome {
    let mut command =
        cargo(&["run", "--locked", "--quiet", "--release", "--", "build", "--today", SAMPLE_DAY, "--output"])?;
    process::run(command.arg(output).envs(surroundings))?;
    if output.join("index.html").is_file() {
        return Ok(());
    }
    Err(format!("the build succeeded, yet there is no index.html in {}", output.display()).into())
}

fn look_in_browser() -> Outcome {
    let tools = browser_tools()?;
    let mut command = Command::new(tools.node);
    command.args(["--test", "--test-reporter=spec"]).current_dir(root()?.join("tests/browser"));
    command.env("LEITAI", target()?.join("release/leitai"));
    process::run(command.env("SITE", sample_site()?).env("CHROMIUM", tools.chromium))
}
