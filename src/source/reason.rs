//! What the system says when it does not do what it was asked for, in words for whoever asked.

use std::io;

/// Why the system did not do what it was asked for.
pub fn reason(error: &io::Error) -> String {
    let reason = match error.kind() {
        io::ErrorKind::AlreadyExists => "那里已经有一个同名的文件",
        io::ErrorKind::NotFound => "没有这个文件或文件夹",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::StorageFull => "磁盘已满",
        io::ErrorKind::QuotaExceeded => "磁盘配额已用完",
        io::ErrorKind::FileTooLarge => "文件超过了系统允许的大小",
        io::ErrorKind::ReadOnlyFilesystem => "这个盘是只读的",
        io::ErrorKind::NotADirectory => "路径中有一段是文件，不是文件夹",
        io::ErrorKind::IsADirectory => "它是文件夹，不是文件",
        io::ErrorKind::DirectoryNotEmpty => "文件夹里还有东西",
        io::ErrorKind::CrossesDevices => "它在另一个盘上",
        io::ErrorKind::ResourceBusy => "有程序正在使用它，或它是挂载点",
        io::ErrorKind::InvalidFilename => "名称太长",
        io::ErrorKind::InvalidInput => "这样的名称或路径不能用",
        io::ErrorKind::Unsupported => "这个盘或系统不支持这样做",
        io::ErrorKind::OutOfMemory => "内存不够",
        io::ErrorKind::StaleNetworkFileHandle => "网络盘断开了",
        io::ErrorKind::AddrNotAvailable => "这台电脑没有这个地址",
        io::ErrorKind::AddrInUse => "有别的程序在用",
        _ => return unnamed(error),
    };
    reason.into()
}

/// What to do about it.
pub fn cure(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "请检查它和它上一级文件夹的权限，或换一个文件夹",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "请清理出一些空间，再运行一次",
        io::ErrorKind::ReadOnlyFilesystem => "请换一个可以写的盘",
        io::ErrorKind::ResourceBusy => "请关掉正在使用它的程序；它是挂载点的，请换成它里面的一个新文件夹",
        _ => "请处理好以后再运行一次，或换一个文件夹",
    }
}

/// Why, where the library has no name for it. What the program itself says is in words already.
fn unnamed(error: &io::Error) -> String {
    match (error.get_ref(), numbered(error)) {
        (Some(own), _) if error.kind() == io::ErrorKind::Other => own.to_string(),
        (_, Some(words)) => words.into(),
        _ => format!("系统报告「{error}」"),
    }
}

/// Why, by the number that the system gives it.
#[cfg(unix)]
fn numbered(error: &io::Error) -> Option<&'static str> {
    use rustix::io::Errno;
    match Errno::from_io_error(error)? {
        Errno::MFILE | Errno::NFILE => Some("打开的文件太多，超过了系统的上限"),
        Errno::LOOP => Some("路径中有一段是符号链接，或链接绕成了圈"),
        Errno::IO => Some("磁盘读写出错"),
        _ => None,
    }
}

#[cfg(not(unix))]
fn numbered(error: &io::Error) -> Option<&'static str> {
    match error.raw_os_error()? {
        4 => Some("打开的文件太多，超过了系统的上限"),
        32 | 33 => Some("有程序正在使用它"),
        _ => None,
    }
}
