//! `export`: the packages of one platform as folders and one zip.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{ExportArgs, Format};
use super::build::{fail, refuse, request, run as build, verdict};
use super::console::Stream;
use super::init::write_new;
use super::kept_pictures::KeptPictures;
use super::unfinished::beside;
use super::{Console, Exit, report};
use crate::model::{Bundle, nearest};
use crate::pipeline::Built;
use crate::platforms::zip;
use crate::publish::check_target;
use crate::source::{cure, place, reason};

/// Writes the packages into a folder that is empty or not there yet.
pub(super) fn run(console: &mut Console, root: &Path, args: &ExportArgs) -> Exit {
    let request = match request(root, &args.edition, false, false, args.base_url.as_deref()) {
        Ok(request) => request,
        Err(message) => return refuse(console, &message),
    };
    let output = match target(root, args) {
        Ok(output) => output,
        Err(error) => {
            let message = format!("不能导出到 export 文件夹：{}；请删去它，或用 --output 换一个文件夹", reason(&error));
            return refuse(console, &message);
        }
    };
    if is_filled(&output) {
        let cure = "如果是上一次导出的，可以移走或删去；不是的，请用 --output 换一个空的文件夹";
        return refuse(console, &format!("{} 里已经有东西：{cure}", output.display()));
    }
    if let Err(error) = check_target(&output, root) {
        return fail(console, &error);
    }
    let (built, diagnostics) = build(console, root, &KeptPictures::new(root), &request);
    report::write(console, args.report.format, Stream::Err, &diagnostics);
    let exit = verdict(&diagnostics, false);
    let Some(built) = built.filter(|_| exit == Exit::Done) else {
        console.tell(&format!("没有导出：{}\n", report::count(&diagnostics)));
        return exit;
    };
    deliver(console, args, &output, &built)
}

/// The folder that was asked for, where a link leads on, else one in the archive, where none may.
fn target(root: &Path, args: &ExportArgs) -> io::Result<PathBuf> {
    match &args.output {
        Some(output) => Ok(fs::canonicalize(output).unwrap_or_else(|_| output.clone())),
        None => place(root, &format!("export/{}", args.platform)),
    }
}

/// Writes what was asked for of what was built.
fn deliver(console: &mut Console, args: &ExportArgs, output: &Path, built: &Built) -> Exit {
    let slugs = match chosen(built, args) {
        Ok(slugs) => slugs,
        Err(message) => return refuse(console, &message),
    };
    let files = files(&built.bundle, &args.platform, &slugs);
    if let Err(error) = write(output, &args.platform, &files) {
        let (reason, cure) = (reason(&error), cure(&error));
        console.tell(&format!("没有写入 {}：{reason}\n处理：{cure}\n", output.display()));
        return Exit::Machine;
    }
    let stream = if args.report.format == Format::Text { Stream::Out } else { Stream::Err };
    let name = output.join(format!("{}.zip", args.platform));
    console.write(stream, &format!("完成：{} 份稿件；压缩包 {}\n", slugs.len(), name.display()));
    Exit::Done
}

/// The slugs that were asked for, else all; the error is a Chinese sentence.
fn chosen(built: &Built, args: &ExportArgs) -> Result<Vec<String>, String> {
    let ids = || built.platforms.iter().map(|(id, _)| id.as_str());
    let Some((id, all)) = built.platforms.iter().find(|(id, _)| *id == args.platform) else {
        let known = ids().collect::<Vec<_>>().join("、");
        let known =
            if known.is_empty() { "site.yaml 里还没有写平台".into() } else { format!("可以写：{known}") };
        return Err(format!("没有平台「{}」；{known}", args.platform));
    };
    if all.is_empty() {
        return Err(format!("平台 {id} 现在没有稿件包"));
    }
    if let Some(unknown) = args.slugs.iter().find(|slug| !all.contains(slug)) {
        let near = nearest(unknown, all.iter().map(String::as_str));
        let near = near.map_or(String::new(), |near| format!("，是不是「{near}」？"));
        return Err(format!("平台 {id} 没有案例「{unknown}」的稿件包{near}"));
    }
    let is_chosen = |slug: &&String| args.slugs.is_empty() || args.slugs.contains(slug);
    Ok(all.iter().filter(is_chosen).cloned().collect())
}

/// The files of the packages, each with its path from the folder of the platform.
fn files<'a>(bundle: &'a Bundle, platform: &str, slugs: &[String]) -> Vec<(&'a str, &'a [u8])> {
    let prefix = format!("platforms/{platform}/");
    let own = bundle.iter().filter_map(|(route, bytes)| Some((route.as_str().strip_prefix(&prefix)?, bytes)));
    let is_chosen = |name: &str| name.split_once('/').is_some_and(|(slug, _)| slugs.iter().any(|one| one == slug));
    // The preview belongs to the site: away from it, it has neither its style nor its script.
    own.filter(|(name, _)| is_chosen(name) && !name.ends_with("/preview.html")).collect()
}

fn is_filled(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Writes all or nothing: into a folder beside, which then takes the name.
fn write(output: &Path, platform: &str, files: &[(&str, &[u8])]) -> io::Result<()> {
    if let Some(parent) = output.parent() {
        fs::create_dir_all(parent)?;
    }
    let partial = beside(output, |folder| fs::create_dir(folder))?;
    let written = write_into(&partial, platform, files).and_then(|()| {
        // An empty folder is no loss; one that is not empty after all cannot be removed.
        if output.exists() {
            fs::remove_dir(output)?;
        }
        fs::rename(&partial, output)
    });
    if written.is_err() {
        let _ = fs::remove_dir_all(&partial);
    }
    written
}

fn write_into(folder: &Path, platform: &str, files: &[(&str, &[u8])]) -> io::Result<()> {
    for (name, bytes) in files {
        write_new(&folder.join(name), bytes)?;
    }
    write_new(&folder.join(format!("{platform}.zip")), &zip(files.iter().copied())?)
}
