//! The commands as a user types them: what they print, write and refuse.

#[path = "cli/again.rs"]
mod again;
#[path = "cli/below.rs"]
mod below;
#[path = "cli/build.rs"]
mod build;
#[path = "cli/external.rs"]
mod external;
#[path = "cli/fix.rs"]
mod fix;
#[path = "cli/machine.rs"]
mod machine;
#[path = "cli/new.rs"]
mod new;
#[cfg(unix)]
#[path = "cli/outside.rs"]
mod outside;
#[path = "cli/reports.rs"]
mod reports;
#[path = "cli/schema.rs"]
mod schema;
#[path = "support/mod.rs"]
#[expect(dead_code, reason = "shared with tests/faults, which needs more of it")]
mod support;
#[path = "cli/usage.rs"]
mod usage;

use std::path::Path;
use std::process::{Command, Output};

use support::Archive;

/// What a command printed, told and ended with.
#[derive(Debug)]
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Said {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The program in a folder, with no day of its own in the environment.
fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_leitai"));
    program.current_dir(folder).env_remove("SOURCE_DATE_EPOCH");
    program
}

/// Runs what a user types in this folder.
fn type_in(folder: &Path, arguments: &[&str]) -> Said {
    Said::of(program(folder).args(arguments).output().unwrap())
}

impl Archive {
    /// Runs what a user types in the archive's folder.
    fn types(&self, arguments: &[&str]) -> Said {
        type_in(&self.path(""), arguments)
    }

    /// The same on the day of all tests.
    fn types_today(&self, arguments: &[&str]) -> Said {
        self.types(&[arguments, &["--today", support::TODAY]].concat())
    }

    /// The text of a file.
    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }
}
