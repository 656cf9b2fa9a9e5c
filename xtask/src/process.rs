//! Starting other programs, and where things of this repository are.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;

/// The repository's root folder.
pub(crate) fn root() -> Outcome<PathBuf> {
    // Cargo sets it at run time, so a moved repository is found without a new build.
    let own = env::var_os("CARGO_MANIFEST_DIR").ok_or("start me as `cargo xtask`")?;
    let root = Path::new(&own).parent().ok_or("xtask is not in a repository")?;
    Ok(root.to_path_buf())
}

/// Cargo's folder for what it builds, wherever it was set to be.
pub(crate) fn target() -> Outcome<PathBuf> {
    let own = env::current_exe()?;
    let target = own.parent().and_then(Path::parent).ok_or("xtask is not in cargo's target folder")?;
    Ok(target.to_path_buf())
}

/// The cargo that started this program, at the repository's root.
pub(crate) fn cargo(arguments: &[&str]) -> Outcome<Command> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root()?);
    Ok(command)
}

/// Runs a command to its end with this terminal; the error names the whole command.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("`{}` did not start: {error}", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", line(command)).into()) }
}

/// The command as one would type it, without its folder and environment.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![program.to_string_lossy()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy()));
    words.join(" ")
}

/// The first program of these names on PATH.
pub(crate) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)).collect::<Vec<_>>())
        .find(|candidate| candidate.is_file())
}
