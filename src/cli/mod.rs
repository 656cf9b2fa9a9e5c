//! Floor 7: the program as people run it; enter at [`run`].
//!
//! Commands print what they are asked for to standard output and everything else to standard error.

mod args;
mod build;
mod console;
mod draw;
mod explain;
mod export;
mod external;
mod fix;
mod init;
mod kept_pictures;
mod known;
mod memory;
mod new;
mod report;
mod schema;
mod serve;
mod today;
mod unfinished;
mod usage;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};

use crate::source::{cure, reason};
pub use console::Console;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// The content has errors.
    Content,
    /// The command was typed wrongly.
    Usage,
    /// The machine failed.
    Machine,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Content => 1,
            Exit::Usage => 2,
            Exit::Machine => 3,
        })
    }
}

/// Runs the command that the arguments, the program's name first, ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage::explain(console, &error),
    };
    let exit = run_command(cli, console);
    let Some(error) = console.lost() else { return exit };
    console.tell(&format!("报告没有写完：{}\n处理：{}\n", reason(&error), cure(&error)));
    Exit::Machine
}

fn run_command(cli: Cli, console: &mut Console) -> Exit {
    match cli.command {
        Command::Init(args) => init::run(console, &cli.root, &args),
        Command::New(args) => new::run(console, &cli.root, &args.what),
        Command::Check(args) => build::check(console, &cli.root, &args),
        Command::Build(args) => build::build(console, &cli.root, &args),
        Command::Serve(args) => serve::serve(console, &cli.root, &args),
        Command::Export(args) => export::run(console, &cli.root, &args),
        Command::Schema(args) => schema::run(console, &cli.root, &args),
        Command::Explain(args) => explain::run(console, &args),
        Command::Draw => draw::run(),
    }
}
