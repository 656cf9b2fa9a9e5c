//! `serve` as browsers and writers meet it: over HTTP, while files change.

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "shared with tests/faults, which needs more of it")]
mod support;

mod changes;
mod photos;
mod requests;
mod watching;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use support::{Archive, TODAY};

/// How long a condition may take to come true before a test gives up; far longer than it takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running `serve`; ended when dropped.
struct Served {
    archive: Archive,
    process: Child,
    address: SocketAddr,
    /// What it has printed.
    printed: Arc<Mutex<String>>,
}

/// What a request was answered with.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Served {
    fn new(archive: Archive) -> Self {
        Self::at_port(archive, 0)
    }

    fn at_port(archive: Archive, port: u16) -> Self {
        Self::with(archive, port, &[])
    }

    fn with(archive: Archive, port: u16, arguments: &[&str]) -> Self {
        Self::started(Command::new(env!("CARGO_BIN_EXE_leitai")), archive, port, arguments)
    }

    /// Started by a shell that does something else before.
    fn under(before: &str, archive: Archive) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{before} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_leitai")]);
        Self::started(shell, archive, 0, &[])
    }

    fn started(mut program: Command, archive: Archive, port: u16, arguments: &[&str]) -> Self {
        program.args(["serve", "--today", TODAY, "--port", &port.to_string()]).args(arguments);
        program.arg("--root").arg(archive.path(""));
        let mut process = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        let mut printed = String::new();
        let address = loop {
            let mut line = String::new();
            assert!(out.read_line(&mut line).unwrap() > 0, "it ended: {printed}");
            printed.push_str(&line);
            if let Some(rest) = line.strip_prefix("预览：http://") {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        let printed = Arc::new(Mutex::new(printed));
        let log = Arc::clone(&printed);
        // What it prints later must not fill the pipe.
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                log.lock().unwrap().extend([line.as_str(), "\n"]);
            }
        });
        Self { archive, process, address, printed }
    }

    /// Waits until it has printed something; gives all that it has printed.
    #[track_caller]
    fn wait_for_print(&self, words: &str) -> String {
        let start = Instant::now();
        loop {
            let printed = self.printed.lock().unwrap().clone();
            if printed.contains(words) {
                return printed;
            }
            assert!(start.elapsed() < PATIENCE, "it never prints {words}: {printed}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Sends a request line and headers as they are, and reads the answer to its end.
    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // A server that has refused already may close before it has read all.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get_with(&self, path: &str, headers: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.get_with(path, &format!("Host: {}\r\n", self.address))
    }

    /// Waits until a page is as expected.
    #[track_caller]
    fn wait(&self, path: &str, is_expected: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if is_expected(&answer) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{path} stays {}: {}", answer.status, answer.body);
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The last news that a browser gets when it comes.
    fn news(&self) -> serde_json::Value {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /__leitai/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
        let data = lines.find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).unwrap();
        serde_json::from_str(&data).unwrap()
    }

    /// Waits until the news are as expected.
    #[track_caller]
    fn wait_for_news(&self, is_expected: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        let start = Instant::now();
        loop {
            let news = self.news();
            if is_expected(&news) {
                return news;
            }
            assert!(start.elapsed() < PATIENCE, "the news stay {news}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
