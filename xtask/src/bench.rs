//! `cargo xtask bench`: how long the program takes for synthetic archives, how much memory, how near that is to the
//! least any program could take, how much of it is the search, how much more packages take, what Hugo takes where it
//! is installed, and how soon an edit is seen while it is served.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::time::Instant;
use std::{env, str};

use crate::install::gnu_time;
use crate::latency::{self, Latency};
use crate::process::{cargo, find_program, line, run as run_command, target};
use crate::{Outcome, corpus, floor, say, tree};

const RUNS: usize = 3;
const SEARCH_HEAD: &str = "\
| cases | files | MB on disk | of the site | wall s | CPU s | of all CPU | peak MB |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";
const PACKAGES_HEAD: &str = "\
| cases | kind | wall s | CPU s | peak MB | more: wall | CPU |
| ---: | --- | ---: | ---: | ---: | ---: | ---: |";
const HUGO_HEAD: &str = "\
| cases | files | MB out | wall s | CPU s | peak MB | this program: wall | CPU | without search: wall | CPU |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";
const SERVE_HEAD: &str = "\
| cases | first page ms | paragraph ms | title ms | removal ms |
| ---: | ---: | ---: | ---: | ---: |";
const HEAD: &str = "\
| cases | files | MB out | wall s | CPU s | peak MB | again: wall s | CPU s | floor: wall s | CPU s | of the floor: wall | CPU |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";

/// The kinds of platforms.
const KINDS: [&str; 4] = ["wechat", "toutiao", "desk", "weibo"];

/// What one run of a program took.
#[derive(Clone, Copy)]
struct Cost {
    wall_seconds: f64,
    /// In the program and in the system for it, all threads.
    cpu_seconds: f64,
    peak_megabytes: f64,
}

/// Measures a build of an archive of each size and prints a table.
pub(crate) fn run(sizes: &[usize]) -> Outcome {
    let sizes = if sizes.is_empty() { &[1000, 10_000] } else { sizes };
    run_command(&mut cargo(&["build", "--release", "--workspace"])?)?;
    let bench = Bench { time: gnu_time()?, scratch: scratch() };
    let rows: Outcome<Vec<[String; 5]>> = sizes.iter().map(|size| bench.rows(*size)).collect();
    tree::remove(&bench.scratch)?;
    let table = |rows: &[[String; 5]], place: usize| -> String {
        rows.iter().map(|row| row[place].as_str()).collect::<Vec<_>>().join("\n")
    };
    let rows = rows?;
    say(format_args!(
        "\nMedian of {RUNS} clean builds; then one more with nothing changed.\n\n{HEAD}\n{}\n\n\
         Of that the search: the difference to clean builds with `search: false`.\n\n{SEARCH_HEAD}\n{}\n\n\
         With packages of every case for one platform, and the difference.\n\n{PACKAGES_HEAD}\n{}\n\n\
         The same cases by Hugo, pages only (Debian's package `hugo`).\n\n{HUGO_HEAD}\n{}\n\n\
         While it is served: from saving to an answer that has the change.\n\n{SERVE_HEAD}\n{}",
        table(&rows, 0),
        table(&rows, 1),
        table(&rows, 2),
        table(&rows, 3),
        table(&rows, 4)
    ));
    Ok(())
}

/// A folder in memory where there is one, so that a disk's mood is not measured.
fn scratch() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_path_buf() } else { env::temp_dir() };
    parent.join(format!("leitai-bench-{}", process::id()))
}

struct Bench {
    time: PathBuf,
    scratch: PathBuf,
}

impl Bench {
    /// What a build of so many cases takes, what of it is the search, what Hugo takes, and what edits take.
    fn rows(&self, cases: usize) -> Outcome<[String; 5]> {
        let archive = corpus::default_folder(cases)?;
        if !corpus::is_present(cases, &archive) {
            corpus::write(cases, &archive)?;
        }
        say(format_args!("building {cases} cases"));
        let output = self.scratch.join("site");
        let clean = self.clean(&archive, &output)?;
        let again = self.build(&archive, &output)?;
        let site = tree::sizes(&output)?;
        let manifest = self.scratch.join("manifest");
        floor::write_manifest(&site, &manifest)?;
        tree::remove(&output)?;
        let floor = self.median(|| {
            tree::remove(&output)?;
            let mut command = self.timed(&target()?.join("release/xtask"));
            self.measure(command.arg("floor").args([&archive, &manifest, &output]))
        })?;
        tree::remove(&output)?;
        let silent = self.with_settings(&archive, &output, "search: false\n")?;
        let packages = self.packages(cases, &archive, &output, clean)?;
        let hugo = self.hugo(cases, &archive, [clean, silent])?;
        let whole = row(cases, site.len(), site.values().sum(), [clean, again, floor]);
        let served = latency::measure(&target()?.join("release/leitai"), &archive)?;
        Ok([whole, row_of_search(cases, &site, clean, silent), packages, hugo, row_of_edits(cases, &served)])
    }

    /// What Hugo takes for the same cases, and our builds with and without the search as shares of that.
    fn hugo(&self, cases: usize, archive: &Path, own: [Cost; 2]) -> Outcome<String> {
        let Some(hugo) = find_program(&["hugo"]) else { return Ok(format!("| {cases} | (no `hugo` on PATH) |")) };
        let (source, output) = (archive.with_extension("hugo"), self.scratch.join("site"));
        corpus::hugo::write(cases, archive, &source)?;
        let cost = self.median(|| {
            tree::remove(&output)?;
            let mut command = self.timed(&hugo);
            self.measure(command.args(["--quiet", "--source"]).arg(&source).arg("--destination").arg(&output))
        })?;
        let site = tree::sizes(&output)?;
        tree::remove(&source)?;
        tree::remove(&output)?;
        Ok(row_of_hugo(cases, &site, cost, own))
    }

    /// Clean builds of the archive with more lines in `site.yaml`.
    fn with_settings(&self, archive: &Path, output: &Path, lines: &str) -> Outcome<Cost> {
        // Beside the archive, so that both are read from the same disk.
        let other = archive.with_extension("with-settings");
        tree::remove(&other)?;
        tree::copy(&archive.join("content"), &other.join("content"))?;
        let site = other.join("content/site.yaml");
        fs::write(&site, fs::read_to_string(&site)? + lines)?;
        let cost = self.clean(&other, output)?;
        tree::remove(&other)?;
        tree::remove(output)?;
        Ok(cost)
    }

    /// What clean builds take where a platform of each kind takes every case, a row for each.
    fn packages(&self, cases: usize, archive: &Path, output: &Path, without: Cost) -> Outcome<String> {
        let row = |kind: &&str| {
            let results = "参赛, 交流经验, 观摩点, 推荐市级, 市级典型案例";
            let platform =
                format!("platforms:\n- {{id: all, name: 全部, kind: {kind}, select: {{result: [{results}]}}}}\n");
            let cost = self.with_settings(archive, output, &platform)?;
            Ok(row_of_packages(cases, kind, cost, without))
        };
        Ok(KINDS.iter().map(row).collect::<Outcome<Vec<_>>>()?.join("\n"))
    }

    /// The median of builds from nothing; the site of the last one stays.
    fn clean(&self, archive: &Path, output: &Path) -> Outcome<Cost> {
        self.median(|| {
            tree::remove(output)?;
            tree::remove(&archive.join(".leitai"))?;
            self.build(archive, output)
        })
    }

    fn build(&self, archive: &Path, output: &Path) -> Outcome<Cost> {
        let mut command = self.timed(&target()?.join("release/leitai"));
        command.args(["build", "--today", corpus::TODAY, "--root"]).arg(archive).arg("--output").arg(output);
        self.measure(&mut command)
    }

    fn median(&self, mut once: impl FnMut() -> Outcome<Cost>) -> Outcome<Cost> {
        fs::create_dir_all(&self.scratch)?;
        let mut costs = (0..RUNS).map(|_| once()).collect::<Outcome<Vec<Cost>>>()?;
        costs.sort_by(|left, right| left.wall_seconds.total_cmp(&right.wall_seconds));
        Ok(costs[RUNS / 2])
    }

    /// A command under GNU time, which asks the system what its child took in all.
    fn timed(&self, program: &Path) -> Command {
        let mut command = Command::new(&self.time);
        command.args(["--format", "%U %S %M", "--output"]).arg(self.report()).arg(program);
        command
    }

    fn report(&self) -> PathBuf {
        self.scratch.join("time")
    }

    fn measure(&self, command: &mut Command) -> Outcome<Cost> {
        let start = Instant::now();
        let output = command.output()?;
        let wall_seconds = start.elapsed().as_secs_f64();
        if !output.status.success() {
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            let first: Vec<&str> = said.lines().take(20).collect();
            return Err(format!("`{}` failed ({}):\n{}", line(command), output.status, first.join("\n")).into());
        }
        let report = fs::read_to_string(self.report())?;
        let [user, system, kilobytes] = report
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<Vec<f64>, _>>()?
            .try_into()
            .map_err(|_| format!("GNU time wrote `{report}`"))?;
        Ok(Cost { wall_seconds, cpu_seconds: user + system, peak_megabytes: kilobytes / 1024.0 })
    }
}

fn row(cases: usize, files: usize, bytes: u64, [clean, again, floor]: [Cost; 3]) -> String {
    format!(
        "| {cases} | {files} | {} | {:.2} | {:.2} | {:.0} | {:.2} | {:.2} | {:.2} | {:.2} | {:.0} % | {:.0} % |",
        bytes.div_ceil(1_000_000),
        clean.wall_seconds,
        clean.cpu_seconds,
        clean.peak_megabytes,
        again.wall_seconds,
        again.cpu_seconds,
        floor.wall_seconds,
        floor.cpu_seconds,
        100.0 * floor.wall_seconds / clean.wall_seconds,
        100.0 * floor.cpu_seconds / clean.cpu_seconds,
    )
}

fn row_of_packages(cases: usize, kind: &str, cost: Cost, without: Cost) -> String {
    let more = |cost: f64, without: f64| 100.0 * (cost / without - 1.0);
    format!(
        "| {cases} | {kind} | {:.2} | {:.2} | {:.0} | {:.0} % | {:.0} % |",
        cost.wall_seconds,
        cost.cpu_seconds,
        cost.peak_megabytes,
        more(cost.wall_seconds, without.wall_seconds),
        more(cost.cpu_seconds, without.cpu_seconds),
    )
}

fn row_of_hugo(cases: usize, site: &BTreeMap<PathBuf, u64>, cost: Cost, own: [Cost; 2]) -> String {
    let share = |own: Cost| {
        let of = |own: f64, whole: f64| 100.0 * own / whole;
        format!("{:.0} % | {:.0} %", of(own.wall_seconds, cost.wall_seconds), of(own.cpu_seconds, cost.cpu_seconds))
    };
    let [whole, silent] = own.map(share);
    format!(
        "| {cases} | {} | {} | {:.2} | {:.2} | {:.0} | {whole} | {silent} |",
        site.len(),
        site.values().sum::<u64>().div_ceil(1_000_000),
        cost.wall_seconds,
        cost.cpu_seconds,
        cost.peak_megabytes,
    )
}

fn row_of_edits(cases: usize, served: &Latency) -> String {
    let Latency { first_page, body, title, removal } = served;
    format!("| {cases} | {first_page:.0} | {body:.0} | {title:.0} | {removal:.0} |")
}

fn row_of_search(cases: usize, site: &BTreeMap<PathBuf, u64>, with: Cost, without: Cost) -> String {
    let sizes: Vec<u64> = site.iter().filter(|(path, _)| path.starts_with("search")).map(|(_, size)| *size).collect();
    let (all, own): (u64, u64) = (site.values().sum(), sizes.iter().sum());
    let cpu_seconds = with.cpu_seconds - without.cpu_seconds;
    format!(
        "| {cases} | {} | {}.{} | {} % | {:.2} | {cpu_seconds:.2} | {:.0} % | {:.0} |",
        sizes.len(),
        own / 1_000_000,
        own % 1_000_000 / 100_000,
        100 * own / all,
        with.wall_seconds - without.wall_seconds,
        100.0 * cpu_seconds / with.cpu_seconds,
        with.peak_megabytes - without.peak_megabytes,
    )
}
