//! Schemas where VS Code finds them.

use std::fs;
use std::io;
use std::path::Path;

use super::{ALL, text};
use crate::cli::init::write_new;
use crate::cli::known::Known;
use crate::cli::{Console, Exit, build};
use crate::source::{cure, place, reason, write_whole};

/// The folder of an editor's settings, which others read too.
const FOLDER: &str = ".vscode";

/// Which file is written by which schema.
const SETTINGS: &str = r#"{
  "yaml.schemas": {
    "./.vscode/schemas/site.json": "content/site.yaml",
    "./.vscode/schemas/units.json": "content/units.yaml"
  }
}
"#;

/// The checks as a task that VS Code starts with the folder, with every problem at its place, in Markdown too.
const TASKS: &str = r#"{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "leitai check",
      "type": "shell",
      "command": "leitai check --watch --format github",
      "isBackground": true,
      "runOptions": { "runOn": "folderOpen" },
      "presentation": { "reveal": "never" },
      "problemMatcher": {
        "owner": "leitai",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
          "regexp": "^::(error|warning|notice) file=([^,]+),line=(\\d+),endLine=\\d+(?:,col=(\\d+),endColumn=\\d+)?,title=(LT\\d+)[^:]*::(.*)$",
          "severity": 1,
          "file": 2,
          "line": 3,
          "column": 4,
          "code": 5,
          "message": 6
        },
        "background": {
          "activeOnStart": true,
          "beginsPattern": "^(改了 |再看一遍)",
          "endsPattern": "^检查完毕"
        }
      }
    }
  ]
}
"#;

/// Writes the schemas anew, and the settings that name them where there are none.
pub(super) fn write(console: &mut Console, root: &Path, known: &Known) -> Exit {
    if let Err(message) = build::require_archive(root) {
        return build::refuse(console, &message);
    }
    match place(root, FOLDER).and_then(|folder| write_all(console, &folder, known)) {
        Ok(()) => Exit::Done,
        Err(error) => {
            console.tell(&format!(
                "写不进 {}：{}\n处理：{}\n",
                root.join(FOLDER).display(),
                reason(&error),
                cure(&error)
            ));
            Exit::Machine
        }
    }
}

fn write_all(console: &mut Console, folder: &Path, known: &Known) -> io::Result<()> {
    fs::create_dir_all(place(folder, "schemas")?)?;
    let is_same = |path: &Path, text: &str| fs::read(path).is_ok_and(|known| known == text.as_bytes());
    let mut is_new = false;
    for (kind, name, _) in ALL {
        let path = place(folder, &format!("schemas/{name}.json"))?;
        let text = text(known, kind);
        if !is_same(&path, &text) {
            write_whole(&path, text.as_bytes())?;
            console.print(&format!("{}\n", path.display()));
            is_new = true;
        }
    }
    for (name, lines) in [("settings.json", SETTINGS), ("tasks.json", TASKS)] {
        let path = place(folder, name)?;
        match write_new(&path, lines.as_bytes()) {
            Ok(()) => {
                console.print(&format!("{}\n", path.display()));
                is_new = true;
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_same(&path, lines) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                console.tell(&format!("{} 已经有了，没有改动它；请自己加上：\n{lines}", path.display()));
            }
            Err(error) => return Err(error),
        }
    }
    if !is_new {
        console.tell(&format!("{} 里的说明都是最新的，没有改动\n", folder.display()));
    }
    Ok(())
}
