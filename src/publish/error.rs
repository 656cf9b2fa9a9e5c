//! Why a site was not published, in words for the person who asked for it.

use std::path::Path;
use std::{error, fmt, io};

use crate::source::{cure, reason};

/// Why nothing was published; the old site is as it was.
#[derive(Debug)]
pub enum PublishError {
    /// The output folder is not one to write to: wrong usage, exit 2.
    Refused {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
    /// The machine failed: exit 3.
    Machine {
        /// What failed, and what state the site is in.
        message: String,
        /// What to do.
        help: String,
        /// What the system said.
        source: Option<io::Error>,
    },
}

impl PublishError {
    /// What is wrong, and what state the site is in.
    pub fn message(&self) -> &str {
        match self {
            Self::Refused { message, .. } | Self::Machine { message, .. } => message,
        }
    }

    /// What to do.
    pub fn help(&self) -> &str {
        match self {
            Self::Refused { help, .. } | Self::Machine { help, .. } => help,
        }
    }

    pub(super) fn refused(wrong: &str, help: &str) -> Self {
        Self::Refused {
            message: format!("{wrong}。没有写入任何文件，原来的内容一点没动"), help: help.into()
        }
    }

    pub(super) fn machine(failed: &str, help: &str, source: Option<io::Error>) -> Self {
        Self::Machine { message: format!("{failed}。输出文件夹还是原来的样子"), help: help.into(), source }
    }

    /// The system refused to write, link or move something at `path`.
    pub(super) fn unwritten(path: &Path, source: io::Error) -> Self {
        let failed = format!("「{}」写不进去：{}", path.display(), reason(&source));
        Self::machine(&failed, &cure_or_other(&source), Some(source))
    }

    /// The system refused to read something at `path`.
    pub(super) fn unread(path: &Path, source: io::Error) -> Self {
        let failed = format!("「{}」读不出来：{}", path.display(), reason(&source));
        Self::machine(&failed, &cure_or_other(&source), Some(source))
    }

    /// A file of the old site is not any more what it was when it was compared.
    pub(super) fn touched(path: &Path) -> Self {
        let message = format!("「{}」在生成网站的时候被改动或删去了", path.display());
        Self::Machine { message, help: "请再运行一次".into(), source: None }
    }

    /// Something that no build made stands where one would build.
    pub(super) fn occupied(path: &Path) -> Self {
        let wrong = format!("「{}」占着本程序建造网站的位置，却不是本程序留下的", path.display());
        Self::refused(&wrong, "请把它移到别处或换一个名称，再运行一次")
    }

    /// Files of an earlier publication would come or go through a link.
    pub(super) fn blocked(path: &Path) -> Self {
        let failed = format!("上一次没有写完，放回原来的文件要经过「{}」，而它是一个链接", path.display());
        Self::machine(&failed, "请把这个链接移到别处，再运行一次", None)
    }

    /// Whether the folder could not be exchanged as a whole, though each file in it might be: it is a mount point, has
    /// another volume in it, a program holds it open, or it belongs to somebody whom no other can be given to.
    pub(super) fn is_of_the_folder(&self) -> bool {
        // What Windows says of a file in use has no name of its own.
        const IN_USE: i32 = 32;
        matches!(self, Self::Machine { source: Some(source), .. } if match source.kind() {
            io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => true,
            io::ErrorKind::PermissionDenied => cfg!(windows),
            _ => cfg!(windows) && source.raw_os_error() == Some(IN_USE),
        })
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl error::Error for PublishError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Machine { source: Some(source), .. } => Some(source),
            _ => None,
        }
    }
}

fn cure_or_other(source: &io::Error) -> String {
    format!("{}；也可以用 --output 换一个文件夹", cure(source))
}
