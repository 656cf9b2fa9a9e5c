//! `new case` and `new competition`: files that need only what a person can write, who is asked for the rest.

mod ask;
mod case;
mod competition;
mod name;

use std::io;
use std::path::Path;

use super::args::NewCommand;
use super::build::require_archive;
use super::init::write_new;
use super::known::Known;
use super::{Console, Exit};
use crate::model::SourcePath;
use crate::source::{cure, place, reason};

/// Writes the files; nothing that exists is ever written over.
pub(super) fn run(console: &mut Console, root: &Path, what: &NewCommand) -> Exit {
    let draft = require_archive(root).and_then(|()| {
        let known = Known::read(root);
        match what {
            NewCommand::Case(args) => case::draft(console, &known, args),
            NewCommand::Competition(args) => competition::draft(console, &known, args),
        }
    });
    let files = match draft {
        Ok(files) => files,
        Err(message) => {
            console.tell(&format!("没有新建：{message}\n"));
            return Exit::Usage;
        }
    };
    for Draft { path, text } in files {
        let file = root.join(path.as_str());
        let written = place(root, path.as_str()).and_then(|file| write_new(&file, text.as_bytes()));
        match written {
            Ok(()) => console.print(&format!("{}\n", file.display())),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                console.tell(&format!("没有新建：{} 已经有了，没有改动它\n", file.display()));
                return Exit::Usage;
            }
            Err(error) => {
                console.tell(&format!("写不进 {}：{}\n处理：{}\n", file.display(), reason(&error), cure(&error)));
                return Exit::Machine;
            }
        }
    }
    Exit::Done
}

/// A file to be written.
struct Draft {
    path: SourcePath,
    text: String,
}
