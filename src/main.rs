//! The program `leitai`; everything is in [`leitai::cli`].

use std::process::ExitCode;

use leitai::cli::{Console, run};

fn main() -> ExitCode {
    run(std::env::args_os(), &mut Console::process()).into()
}
