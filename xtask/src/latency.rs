//! How soon `leitai serve` shows what was saved: the time from a write to an answer over HTTP that has it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::{Outcome, corpus, tree};

/// How often a case is changed in each way.
const EDITS: usize = 15;

/// How long to wait between two edits, so that each is measured alone.
const REST: Duration = Duration::from_millis(400);

/// How long to wait for a change before giving up.
const PATIENCE: Duration = Duration::from_secs(30);

/// What was measured, in milliseconds; medians of edits.
pub(crate) struct Latency {
    /// From the start of the program to the first page.
    pub(crate) first_page: f64,
    /// A paragraph added.
    pub(crate) body: f64,
    /// A title changed, which lists and neighbours show too.
    pub(crate) title: f64,
    /// A case deleted, till its page is gone.
    pub(crate) removal: f64,
}

/// Edits one case of an archive while it is served; the archive is the same afterwards.
pub(crate) fn measure(leitai: &Path, archive: &Path) -> Outcome<Latency> {
    let case = some_case(archive)?;
    let text = fs::read_to_string(&case)?;
    let start = Instant::now();
    let server = Server::start(leitai, archive)?;
    let page = format!("/cases/{}.html", case.file_stem().unwrap_or_default().to_string_lossy());
    server.wait(&page, start, |answer| answer.starts_with("HTTP/1.1 200"))?;
    let first_page = milliseconds(start);
    let measured = server.edits(&page, &case, &text);
    fs::write(&case, text)?;
    let (body, title, removal) = measured?;
    Ok(Latency { first_page, body, title, removal })
}

/// A case in the middle of the archive.
fn some_case(archive: &Path) -> Outcome<PathBuf> {
    let folder = archive.join("content/cases");
    let files: Vec<PathBuf> = tree::sizes(&folder)?.into_keys().collect();
    let middle = files.get(files.len() / 2).ok_or("the archive has no cases")?;
    Ok(folder.join(middle))
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// A running `leitai serve`; dropping it ends it.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(leitai: &Path, archive: &Path) -> Outcome<Self> {
        let mut command = Command::new(leitai);
        command.args(["serve", "--port", "0", "--today", corpus::TODAY, "--root"]).arg(archive);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut lines = BufReader::new(process.stdout.take().ok_or("serve has no output")?).lines();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, rest) = line.split_once("http://")?;
            Some(rest.split('/').next()?.to_owned())
        });
        // Nobody reads on; a pipe that is full would stop the program.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { address: address.ok_or("serve told no address")?, process })
    }

    /// The medians of edits of the body and of the title, and the time of the removal.
    fn edits(&self, page: &str, case: &Path, text: &str) -> Outcome<(f64, f64, f64)> {
        let times = |mark: &str, edited: &dyn Fn(&str) -> String| -> Outcome<f64> {
            let one = |number| {
                sleep(REST);
                let mark = format!("{mark}{number}完");
                let start = Instant::now();
                fs::write(case, edited(&mark))?;
                self.wait(page, start, |answer| answer.contains(&mark))?;
                Ok(milliseconds(start))
            };
            Ok(median((0..EDITS).map(one).collect::<Outcome<Vec<f64>>>()?))
        };
        let body = times("改动", &|mark| format!("{}\n\n{mark}。\n", text.trim_end()))?;
        let rest = text.split_once("\ntitle: ").and_then(|(_, rest)| rest.split_once('\n')).ok_or("no title")?.1;
        let title = times("题目", &|mark| format!("---\ntitle: {mark}\n{rest}"))?;
        sleep(REST);
        let start = Instant::now();
        fs::remove_file(case)?;
        self.wait(page, start, |answer| answer.starts_with("HTTP/1.1 404"))?;
        Ok((body, title, milliseconds(start)))
    }

    /// Asks again and again until the answer is as wanted.
    fn wait(&self, page: &str, start: Instant, is_wanted: impl Fn(&str) -> bool) -> Outcome {
        while !is_wanted(&self.get(page)?) {
            if start.elapsed() > PATIENCE {
                return Err(format!("serve did not show a change of {page} within {PATIENCE:?}").into());
            }
            sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    fn get(&self, page: &str) -> Outcome<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        write!(stream, "GET {page} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already needs no end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
