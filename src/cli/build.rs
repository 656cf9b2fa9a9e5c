//! `build` and `check`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::{BuildArgs, CheckArgs, DayArgs, Format};
use super::console::{Stream, shown};
use super::kept_pictures::KeptPictures;
use super::memory::{Memory, Said};
use super::{Console, Exit, external, fix, report, today, watch};
use crate::archive::{Edition, Unpublished, parse_base_url};
use crate::document::SITE;
use crate::images::Shelf;
use crate::model::characters::plain_line;
use crate::model::{Diagnostics, NoSink, Severity, Sink};
use crate::pipeline::{self, Built, Request, Stage};
use crate::publish::{Publication, PublishError, Published, check_target, is_busy, recover};
use crate::source::Sources;

/// Reports everything that `build` would refuse, and all advice.
pub(super) fn check(console: &mut Console, root: &Path, args: &CheckArgs) -> Exit {
    if args.watch.watch {
        return watch::watch(console, root, args.watch.poll, |console| check_once(console, root, args));
    }
    check_once(console, root, args)
}

fn check_once(console: &mut Console, root: &Path, args: &CheckArgs) -> Exit {
    let request = match request(root, &args.edition, false, false, None) {
        Ok(request) => request,
        Err(message) => return refuse(console, &message),
    };
    let started = Instant::now();
    let is_fixed = !args.fix || fix::fix(console, root, &request);
    let (built, mut diagnostics) = run(console, root, &KeptPictures::new(root), &request);
    if args.external {
        external::check(console, &mut diagnostics, root, request.edition);
        diagnostics = diagnostics.sorted();
    }
    report::write(console, args.report.format, Stream::Out, &diagnostics);
    let mendable = diagnostics.iter().filter(|diagnostic| diagnostic.edit.is_some()).count();
    let found = report::count(&diagnostics);
    let seconds = started.elapsed().as_secs_f64();
    let summary = match (&built, found.is_empty()) {
        (Some(built), true) => format!("检查完毕，没有问题：{} 个案例，用时 {seconds:.1} 秒\n", built.cases),
        _ => format!("检查完毕：{found}，用时 {seconds:.1} 秒\n"),
    };
    console.tell(&summary);
    if mendable > 0 {
        console.tell(&format!("其中 {mendable} 个可以自动改正：leitai check --fix，原文件会留一份备份\n"));
    }
    if is_fixed { verdict(&diagnostics, args.strict) } else { Exit::Machine }
}

/// Builds the site into the output folder.
pub(super) fn build(console: &mut Console, root: &Path, args: &BuildArgs) -> Exit {
    if args.watch.watch {
        return watch::watch(console, root, args.watch.poll, |console| build_once(console, root, args));
    }
    build_once(console, root, args)
}

fn build_once(console: &mut Console, root: &Path, args: &BuildArgs) -> Exit {
    let request = match request(root, &args.edition, args.drafts, args.future, args.base_url.as_deref()) {
        Ok(request) => request,
        Err(message) => return refuse(console, &message),
    };
    let output = args.output.clone().unwrap_or_else(|| root.join("output"));
    if is_busy(&output, root) {
        console.tell("另一个程序正在写这个网站，等它写完…\n");
    }
    let was_half = match check_target(&output, root).and_then(|()| recover(&output, root)) {
        Ok(was_half) => was_half,
        Err(error) => return fail(console, &error),
    };
    let started = Instant::now();
    let format = args.report.format;
    let (told, made) =
        (report::stream(format, Stream::Err), if format == Format::Text { Stream::Out } else { Stream::Err });
    let colours = console.colours(told);
    let mut diagnostics = Diagnostics::default();
    let sources = load(console, &mut diagnostics, root);
    let memory = Memory::new(root, &output, &sources, &request, &format!("{format:?} {colours} {}", args.strict));
    // What cannot be read safely is among no sources, so it is in no fingerprint.
    if !diagnostics.has_errors()
        && let Some(last) = memory.recall()
    {
        console.progress("");
        console.write(told, &last.report);
        console.tell(&last.notes);
        console.write(made, &last_line(&last.summary, &last.ending, &output, started));
        return Exit::Done;
    }
    let shelf = KeptPictures::new(root);
    let publication = Publication::new(&output, root);
    let (built, diagnostics) = make(console, &shelf, &publication, diagnostics, sources, &request);
    shelf.forget_old();
    let report = report::text(format, colours, &diagnostics);
    console.write(told, &report);
    let exit = verdict(&diagnostics, args.strict);
    let Some(built) = built.filter(|_| exit == Exit::Done) else {
        let found = report::count(&diagnostics);
        let output = shown(&output);
        let state = if was_half {
            format!("上一次没有写完，已把原来的网站放回 {output}")
        } else {
            format!("{output} 没有改动")
        };
        console.tell(&format!("没有生成：{found}；{state}\n"));
        return exit;
    };
    console.progress("正在写入…");
    let ending = if built.has_address { "" } else { "；没有写网址（base_url），所以没有生成订阅源" };
    let published = publication.finish(&built.bundle, |published| {
        if built.is_passing {
            return;
        }
        let again = Published { written: 0, unchanged: published.files(), removed: Vec::new(), ..Published::default() };
        let summary = summary(&built, &again, &diagnostics);
        memory.keep(Said { report, notes: foreign(published), summary, ending: ending.to_owned() });
    });
    console.progress("");
    match published {
        Err(error) => fail(console, &error),
        Ok(published) => {
            console.tell(&format!("{}{}", foreign(&published), removed(&published)));
            console.write(made, &last_line(&summary(&built, &published, &diagnostics), ending, &output, started));
            Exit::Done
        }
    }
}

/// What to build; refuses a day or an address that is none, and a folder that is no archive.
pub(super) fn request(
    root: &Path,
    day: &DayArgs,
    drafts: bool,
    future: bool,
    base_url: Option<&str>,
) -> Result<Request, String> {
    let today = today::today(day.today.as_deref())?;
    require_archive(root)?;
    let base_url = match base_url {
        None => None,
        Some(text) => Some(parse_base_url(text).ok_or_else(|| format!("--base-url 后面的「{text}」不是完整的网址"))?),
    };
    let edition = Edition { today, drafts, future };
    Ok(Request { edition, base_url, drawer: own_program() })
}

/// Refuses a folder that is no archive.
pub(super) fn require_archive(root: &Path) -> Result<(), String> {
    if root.join("content").is_dir() {
        return Ok(());
    }
    let above = root.canonicalize().ok();
    let above = above.iter().flat_map(|root| root.ancestors().skip(1)).find(|folder| folder.join(SITE).is_file());
    if let Some(above) = above {
        return Err(format!("档案在上面的 {}：请先进入那个文件夹，或写 --root {}", above.display(), above.display()));
    }
    Err(format!(
        "{} 里没有 content 文件夹；请先进入档案所在的文件夹，或用 --root 指明，或用 leitai init 新建一份",
        root.display()
    ))
}

/// This program, on Linux even where another version has taken its place meanwhile.
fn own_program() -> Option<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() { Some(running) } else { std::env::current_exe().ok() }
}

/// Reads the archive and makes its site; what was found comes in the order of the files.
pub(super) fn run(
    console: &mut Console,
    root: &Path,
    shelf: &dyn Shelf,
    request: &Request,
) -> (Option<Built>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let sources = load(console, &mut diagnostics, root);
    make(console, shelf, &NoSink, diagnostics, sources, request)
}

fn load(console: &mut Console, diagnostics: &mut Diagnostics, root: &Path) -> Sources {
    console.progress("正在读取…");
    Sources::load(diagnostics, root)
}

fn make(
    console: &mut Console,
    shelf: &dyn Shelf,
    sink: &dyn Sink,
    mut diagnostics: Diagnostics,
    sources: Sources,
    request: &Request,
) -> (Option<Built>, Diagnostics) {
    let built = pipeline::build_with(&mut diagnostics, sources, request, shelf, sink, &mut |stage| {
        console.progress(&match stage {
            Stage::Parse => "正在解析…".to_owned(),
            Stage::Resolve => "正在核对…".to_owned(),
            Stage::Pictures { done, all } => format!("正在处理图片 {done}/{all}…"),
            Stage::Render => "正在生成网页…".to_owned(),
        });
    });
    console.progress("");
    (built, diagnostics.sorted())
}

pub(super) fn verdict(diagnostics: &Diagnostics, strict: bool) -> Exit {
    let fails = diagnostics.has_errors() || (strict && diagnostics.count(Severity::Warning) > 0);
    if fails { Exit::Content } else { Exit::Done }
}

/// What was made; how long that took comes after it.
fn summary(built: &Built, published: &Published, diagnostics: &Diagnostics) -> String {
    let Built { cases, unpublished, pages, .. } = built;
    let found = report::count(diagnostics);
    let advice = if found.is_empty() { String::new() } else { format!("，另有 {found}") };
    let (files, written, removed) = (published.files(), published.written, published.removed.len());
    let removed = if removed > 0 { format!("，删去 {removed} 个") } else { String::new() };
    let left_out = left_out(*unpublished);
    format!("完成：{cases} 个案例{left_out}，{pages} 个网页，{files} 个文件（新写 {written} 个{removed}）{advice}")
}

fn last_line(summary: &str, ending: &str, output: &Path, started: Instant) -> String {
    let seconds = started.elapsed().as_secs_f64();
    format!("{summary}，用时 {seconds:.1} 秒；首页 {}{ending}\n", shown(&output.join("index.html")))
}

/// Which cases are not public and why, as a phrase in brackets; empty where all are.
fn left_out(unpublished: Unpublished) -> String {
    let Unpublished { drafts, early, expired } = unpublished;
    let counts = [(drafts, "草稿"), (early, "未到日期"), (expired, "已失效")];
    let phrases = counts.iter().filter(|(count, _)| *count > 0).map(|(count, why)| format!("{why} {count} 个"));
    let phrases: Vec<String> = phrases.collect();
    if phrases.is_empty() { String::new() } else { format!("（未公开：{}）", phrases.join("、")) }
}

/// Names the articles that are gone: where a file was renamed, its old address should lead on.
fn removed(published: &Published) -> String {
    let is_article = |path: &&PathBuf| {
        let parts: Vec<_> = path.iter().collect();
        matches!(parts[..], [folder, name] if (folder == "cases" || folder == "pages")
            && Path::new(name).extension().is_some_and(|end| end == "html")
            && !name.to_string_lossy().starts_with("page-"))
    };
    let gone = published.removed.iter().filter(is_article).map(|path| shown(path));
    let gone: Vec<String> = gone.take(10).collect();
    let Some(first) = gone.first() else { return String::new() };
    format!(
        "提示：这些网址不再有了：{}；是改了文件名的，请在文章里写 aliases: [{first}]，旧网址就会转到新的\n",
        gone.join("、")
    )
}

fn foreign(published: &Published) -> String {
    if published.foreign.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = published.foreign.iter().take(10).map(|path| shown(path)).collect();
    let more = if published.foreign.len() > 10 { " 等" } else { "" };
    format!("提示：输出文件夹里有不是本程序写的文件，已原样保留：{}{more}\n", shown.join("、"))
}

pub(super) fn refuse(console: &mut Console, message: &str) -> Exit {
    console.tell(&format!("用法有误：{message}\n"));
    Exit::Usage
}

pub(super) fn fail(console: &mut Console, error: &PublishError) -> Exit {
    // They may name files of others.
    let (message, help) = (plain_line(error.message()), plain_line(error.help()));
    console.tell(&format!("没有写入：{message}\n处理：{help}\n"));
    match error {
        PublishError::Refused { .. } => Exit::Usage,
        PublishError::Machine { .. } => Exit::Machine,
    }
}
