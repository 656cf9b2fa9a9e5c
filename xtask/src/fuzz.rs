//! `cargo xtask fuzz SECONDS`: random input for every reader of what people send, guided by what it reaches.
//!
//! The targets are in `fuzz/`. What they find is kept under cargo's target folder; a file that makes a target fail
//! belongs among its seeds once the fault is mended.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::install::cargo_tool;
use crate::process::{root, run, target};
use crate::{Outcome, say};

/// Runs every target for so many seconds, or those that are named; stops at the first that fails.
pub(crate) fn run_targets(seconds: usize, named: &[&str]) -> Outcome {
    let seeds = root()?.join("fuzz/seeds");
    let mut targets: Vec<String> = fs::read_dir(&seeds)?
        .map(|folder| Ok(folder?.file_name().to_string_lossy().into_owned()))
        .collect::<Outcome<_>>()?;
    targets.sort();
    if let Some(unknown) = named.iter().find(|name| !targets.iter().any(|target| target == *name)) {
        return Err(format!("no target `{unknown}`; there are {}", targets.join(", ")).into());
    }
    install()?;
    for name in targets.iter().filter(|name| named.is_empty() || named.contains(&name.as_str())) {
        say(format_args!("\n── {name}: {seconds} s"));
        run_target(name, &seeds.join(name), seconds)?;
    }
    Ok(())
}

fn install() -> Outcome {
    cargo_tool("cargo-fuzz")?;
    // Says how to get it where there is none.
    run(Command::new("rustup").args(["run", "nightly", "rustc", "--version"]))
}

fn run_target(name: &str, seeds: &Path, seconds: usize) -> Outcome {
    let kept = target()?.join("fuzz");
    let (corpus, artifacts) = (kept.join("corpus").join(name), kept.join("artifacts").join(name));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&artifacts)?;
    let mut command = Command::new("cargo");
    // The program has no unsafe code of its own, so what is looked for are panics, loops and wrong results.
    command.args(["+nightly", "fuzz", "run", "--sanitizer", "none", "--target-dir"]).arg(&kept).arg(name);
    command.arg(&corpus).arg(seeds).arg("--").arg(format!("-max_total_time={seconds}"));
    command.arg(format!("-artifact_prefix={}/", artifacts.display()));
    command.args(["-timeout=10", "-rss_limit_mb=2048", "-max_len=4096", "-print_final_stats=1"]);
    // Set by the cargo that runs this program, and of another version than the one it starts.
    command.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN").current_dir(root()?);
    run(&mut command)
}
