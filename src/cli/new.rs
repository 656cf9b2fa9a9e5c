//! `new case` and `new competition`: files that need only what a person can write, who is asked for the rest.

mod ask;
mod case;
mod competition;
mod name;

use std::path::Path;
use std::{fs, io};

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
    let mut written = Vec::new();
    for Draft { path, text } in files {
        let file = root.join(path.as_str());
        if let Err(error) = place(root, path.as_str()).and_then(|file| write_new(&file, text.as_bytes())) {
            // Half of what was asked for would stand in the way of the next try.
            for made in &written {
                let _ = fs::remove_file(made);
            }
            return say_why(console, &file, &error);
        }
        written.push(file);
    }
    for file in written {
        console.print(&format!("{}\n", file.display()));
    }
    Exit::Done
}

fn say_why(console: &mut Console, file: &Path, error: &io::Error) -> Exit {
    let file = file.display();
    if error.kind() == io::ErrorKind::AlreadyExists {
        console.tell(&format!("没有新建：{file} 已经有了，没有改动它\n"));
        return Exit::Usage;
    }
    console.tell(&format!("没有新建：{file} 写不进去（{}）\n处理：{}\n", reason(error), cure(error)));
    Exit::Machine
}

/// A file to be written.
struct Draft {
    path: SourcePath,
    text: String,
}
