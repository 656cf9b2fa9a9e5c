//! `check --external`, asked of a server on loopback.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::support::{Archive, Run};

/// A site that answers by what the path says: `/404`, `/head-405` only to HEAD, `/moved` elsewhere.
struct Site {
    port: u16,
    /// The first lines of all requests.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let heard = Arc::clone(&heard);
                thread::spawn(move || answer(stream.unwrap(), &heard));
            }
        });
        Self { port, asked }
    }

    fn link(&self, path: &str) -> String {
        format!("[甲](http://127.0.0.1:{}/{path})", self.port)
    }

    fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().unwrap().clone();
        asked.sort();
        asked
    }
}

fn answer(mut stream: TcpStream, heard: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let mut header = String::new();
        while reader.read_line(&mut header).unwrap_or(0) > 2 {
            assert!(!header.starts_with("user-agent") || header.contains("leitai/"), "{header}");
            header.clear();
        }
        let (method, path) = line.split_once(' ').unwrap();
        let path = path.split(' ').next().unwrap();
        heard.lock().unwrap().push(format!("{method} {path}"));
        let status = match path {
            "/moved" => "302 Found\r\nLocation: /there",
            "/head-405" if method == "HEAD" => "404 Not Found",
            "/circle" => "302 Found\r\nLocation: /circle",
            "/404" => "404 Not Found",
            "/410" => "410 Gone",
            "/403" => "403 Forbidden",
            "/503" => "503 Service Unavailable",
            _ => "200 OK",
        };
        let body = if method == "HEAD" { "" } else { "ok" };
        if write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\n{body}").is_err() {
            return;
        }
    }
}

fn check(archive: &Archive) -> Run {
    archive.run("check", &["--external"])
}

#[test]
fn pages_that_are_gone_are_told_from_those_that_do_not_answer() {
    let site = Site::new();
    let paths = ["there", "moved", "head-405", "403", "404", "410", "503", "there#%E4%B8%80"];
    let markdown = paths.map(|path| format!("{}\n", site.link(path))).join("\n");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let archive =
        Archive::valid().with_markdown(&format!("{markdown}\n[乙](http://{closed}/)\n\n[丙](mailto:a@b.cn)\n"));
    let run = check(&archive);
    let lines: Vec<String> = run.lines();
    let place = |line, code| format!("content/cases/a.md:{line}:5 {code}");
    let wanted = [(31, "LT529 warning"), (33, "LT529 warning"), (35, "LT530 note"), (39, "LT530 note")];
    assert_eq!(lines, wanted.map(|(line, code)| place(line, code)), "{:#?}", run.diagnostics);
    assert_eq!(run.code, Some(0));
    let words = run.diagnostics.iter().map(|d| d["message"].as_str().unwrap()).collect::<Vec<_>>().join("\n");
    for said in ["答复 404：没有这一页", "答复 410：没有这一页", "答复 503：这一页现在打不开", "连不上 127.0.0.1:"]
    {
        assert!(words.contains(said), "{said}\n{words}");
    }
    assert!(site.asked().contains(&"GET /head-405".to_owned()) && !site.asked().contains(&"GET /there".to_owned()));
    assert_eq!(site.asked().iter().filter(|line| line.ends_with(" /there")).count(), 2, "{:?}", site.asked());
}

#[test]
fn a_site_that_says_nothing_is_not_asked_for_page_after_page() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let calls = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&calls);
    thread::spawn(move || listener.incoming().for_each(|stream| drop((stream, *counted.lock().unwrap() += 1))));
    let links = (0..9).map(|page| format!("[甲](http://127.0.0.1:{port}/{page})")).collect::<Vec<_>>().join("\n\n");
    let run = check(&Archive::valid().with_markdown(&links));
    assert_eq!(run.lines().iter().filter(|line| line.ends_with("LT530 note")).count(), 9, "{:#?}", run.diagnostics);
    assert!(*calls.lock().unwrap() < 9);
}

#[test]
fn nobody_is_asked_unless_told_to() {
    let site = Site::new();
    let archive = Archive::valid().with_markdown(&site.link("404"));
    assert_eq!(archive.check().lines(), Vec::<String>::new());
    assert_eq!(archive.build().code, Some(0));
    assert_eq!(site.asked(), Vec::<String>::new());
    assert!(!archive.path(".leitai/links.json").exists());
}

#[test]
fn answers_are_remembered_for_some_days() {
    let site = Site::new();
    let archive = Archive::valid().with_markdown(&format!("{}\n\n{}", site.link("there"), site.link("404")));
    let on = |day: &str| {
        let before = site.asked().len();
        let said = archive.types(&["check", "--external", "--today", day]);
        assert!(said.out.contains("LT529"), "{}", said.out);
        site.asked().len() - before
    };
    assert_eq!(on("2026-11-25"), 3, "there by HEAD, 404 by HEAD and GET");
    assert_eq!(on("2026-11-25"), 0);
    assert_eq!(on("2026-11-26"), 2, "what was wrong is asked again");
    assert_eq!(on("2026-12-09"), 3);
    let kept = archive.text(".leitai/links.json");
    assert!(kept.contains("\"day\": \"2026-12-09\"") && kept.contains("\"answer\": \"404\""), "{kept}");
    let broken = archive.with("-- .leitai/links.json --\n{");
    assert!(broken.types(&["check", "--external", "--today", "2026-12-09"]).out.contains("LT529"));
}

#[test]
fn without_the_web_nothing_is_said_of_links() {
    let closed: Vec<String> = (0..3)
        .map(|_| format!("[甲](http://{}/)", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()))
        .collect();
    let archive = Archive::valid().with_markdown(&closed.join("\n\n"));
    let run = check(&archive);
    assert_eq!(run.lines(), Vec::<String>::new());
    assert!(run.told.contains("没有一个网站答复，可能没有联网"), "{}", run.told);
    assert!(!archive.path(".leitai/links.json").exists());
}

#[test]
fn a_page_that_leads_back_to_itself_is_called_so() {
    let site = Site::new();
    let archive = Archive::valid().with_markdown(&site.link("circle"));
    for _ in 0..2 {
        let run = check(&archive);
        assert_eq!(run.lines(), ["content/cases/a.md:23:5 LT530 note"]);
        assert!(run.words("LT530").contains("把这个网址转来转去，打不开任何一页"), "{}", run.words("LT530"));
    }
}

#[test]
fn a_name_that_nobody_knows_is_told_from_a_page_that_is_gone() {
    let run = check(&Archive::valid().with_markdown("[甲](http://nowhere.invalid/a.html)"));
    assert_eq!(run.lines(), ["content/cases/a.md:23:5 LT530 note"]);
    assert!(run.words("LT530").starts_with("查不到 nowhere.invalid 这个网站"), "{}", run.words("LT530"));
}
