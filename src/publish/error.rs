//! Why a site was not published, in words for the person who asked for it.

use std::path::Path;
use std::{error, fmt, io};

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
        Self::machine(&failed, cure(&source), Some(source))
    }

    /// The system refused to read something at `path`.
    pub(super) fn unread(path: &Path, source: io::Error) -> Self {
        let failed = format!("「{}」读不出来：{}", path.display(), reason(&source));
        Self::machine(&failed, cure(&source), Some(source))
    }

    /// Something that no build made stands where one would build.
    pub(super) fn occupied(path: &Path) -> Self {
        let wrong = format!("「{}」占着本程序建造网站的位置，却不是本程序留下的", path.display());
        Self::refused(&wrong, "请把它移到别处或换一个名称，再运行一次")
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

/// Why the system did not do what it was asked for, in words.
pub fn reason(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::AlreadyExists => "那里已经有一个同名的文件".into(),
        io::ErrorKind::PermissionDenied => "没有权限".into(),
        io::ErrorKind::StorageFull => "磁盘已满".into(),
        io::ErrorKind::QuotaExceeded => "磁盘配额已用完".into(),
        io::ErrorKind::FileTooLarge => "文件超过了系统允许的大小".into(),
        io::ErrorKind::ReadOnlyFilesystem => "这个盘是只读的".into(),
        io::ErrorKind::NotADirectory => "路径中有一段是文件，不是文件夹".into(),
        io::ErrorKind::CrossesDevices => "它在另一个盘上".into(),
        io::ErrorKind::ResourceBusy => "有程序正在使用它，或它是挂载点".into(),
        io::ErrorKind::InvalidFilename => "名称太长".into(),
        _ => format!("系统报告「{source}」"),
    }
}

fn cure(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::PermissionDenied => "请检查输出文件夹和它上一级文件夹的权限，或用 --output 换一个文件夹",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "请清理出一些空间，再运行一次",
        _ => "请处理好以后再运行一次，或用 --output 换一个文件夹",
    }
}
