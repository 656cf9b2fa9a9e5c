//! Who is answered, and with what.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::Instant;

use crate::support::Archive;
use crate::{PATIENCE, Served};

#[test]
fn pages_folders_and_what_is_not_there_are_answered_from_the_site() {
    let served = Served::new(Archive::valid());
    for path in ["/", "/index.html", "/cases/index.html", "/cases/", "/cases/a.html?x=1"] {
        let answer = served.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.head.contains("content-type: text/html; charset=utf-8"), "{}", answer.head);
        assert!(answer.body.contains("/__leitai/preview.js"), "{path}");
    }
    assert!(served.get("/cases").head.contains("location: /cases/"));
    assert!(served.get("/data/cases.json").head.contains("content-type: application/json"));
    let missing = served.get("/cases/none.html");
    assert_eq!((missing.status, missing.body.contains("没有这个页面")), (404, true));
    assert!(served.get("/__leitai/preview.js").head.contains("text/javascript"));
}

#[test]
fn addresses_that_lead_out_are_404_and_odd_bytes_400() {
    let served = Served::new(Archive::valid());
    let out =
        ["/../Cargo.toml", "/%2e%2e/content/site.yaml", "/content/site.yaml", "/cases%2fa.html", "/cases%5ca.html"];
    for path in out.iter().chain(&["//etc/passwd", "/./content", "/__leitai/none", "/cases/a.html/"]) {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    for path in ["/%00", "/%ff", "/%", "/%zz", "/cases/%0a.html"] {
        assert_eq!(served.get(path).status, 400, "{path}");
    }
}

#[test]
fn what_was_asked_for_is_no_part_of_the_page_that_says_it_is_not_there() {
    let served = Served::new(Archive::valid());
    for path in [
        "/cases/%3Cimg%20src=x%20onerror=alert(1)%3E.html",
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/a%22%3E%3Csvg/onload=alert(1)%3E",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("alert(1)"), "{}", answer.body);
    }
}

#[test]
fn only_this_machine_s_own_names_are_answered() {
    let served = Served::new(Archive::valid());
    let port = served.address.port();
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}"), "localhost".into()]
    {
        assert_eq!(served.get_with("/", &format!("Host: {host}\r\n")).status, 200, "{host}");
    }
    for host in ["example.invalid", "localhost.example.invalid:80", "192.0.2.1"] {
        assert_eq!(served.get_with("/", &format!("Host: {host}\r\n")).status, 403, "{host}");
    }
    for headers in [
        "",
        "Host: a b\r\n",
        "Host: localhost:x\r\n",
        "Host: localhost:99999\r\n",
        "Host: localhost\r\nHost: localhost\r\n",
        "Host:\r\n",
    ] {
        assert_eq!(served.get_with("/", headers).status, 400, "{headers:?}");
    }
}

#[test]
fn a_whole_address_is_answered_for_this_machine_only_and_half_a_one_never() {
    let served = Served::new(Archive::valid());
    let status = |target: &str| {
        let host = served.address;
        served.send(&format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status
    };
    assert_eq!(status(&format!("http://{}/index.html", served.address)), 200);
    assert_eq!(status("http://localhost/"), 200);
    for target in ["http://example.invalid/", "http://example.invalid", "https://localhost.example.invalid/cases/"] {
        assert_eq!(status(target), 403, "{target}");
    }
    for target in ["cases", "cases/index.html", "localhost", "*"] {
        assert_eq!(status(target), 400, "{target}");
    }
}

#[test]
fn pages_elsewhere_hear_nothing() {
    let served = Served::new(Archive::valid());
    let own = format!("Host: {0}\r\nOrigin: http://{0}\r\n", served.address);
    let answer = served.get_with("/index.html", &own);
    assert_eq!(answer.status, 200);
    assert!(!answer.head.contains("access-control-allow"), "{}", answer.head);
    for origin in ["http://example.invalid", "null", "https://localhost", "http://localhost:1"] {
        let headers = format!("Host: {}\r\nOrigin: {origin}\r\n", served.address);
        assert_eq!(served.get_with("/__leitai/events", &headers).status, 403, "{origin}");
    }
    let two = format!("{own}Origin: http://example.invalid\r\n");
    assert_eq!(served.get_with("/index.html", &two).status, 403);
}

#[test]
fn what_is_no_question_is_refused_and_the_server_goes_on() {
    let served = Served::new(Archive::valid());
    let host = format!("Host: {}\r\n", served.address);
    assert_eq!(served.send(&format!("POST / HTTP/1.1\r\n{host}Connection: close\r\n\r\n")).status, 405);
    let large = format!("{host}X-Large: {}\r\n", "a".repeat(200 * 1024));
    assert!((400..500).contains(&served.get_with("/", &large).status));
    assert_eq!(served.send("\u{1}\u{2} nonsense\r\n\r\n").status, 400);
    let head = served.send(&format!("HEAD / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

/// Some say nothing at all, others half of a question or almost all of it, and then wait. On other systems a process may
/// not have so many files open.
#[cfg(target_os = "linux")]
#[test]
fn a_thousand_slow_clients_keep_nobody_from_an_answer() {
    let served = Served::new(Archive::valid());
    let slow = (0..1_000).map(|number| {
        let mut client = TcpStream::connect(served.address).unwrap();
        let half = format!("GET / HTTP/1.1\r\nHost: {}\r\nX-", served.address);
        client.write_all(&half.as_bytes()[..half.len() * (number % 3) / 2]).unwrap();
        client
    });
    let slow: Vec<TcpStream> = slow.collect();
    for _ in 0..3 {
        assert_eq!(served.get("/").status, 200);
    }
    drop(slow);
    assert_eq!(served.get("/").status, 200);
}

#[cfg(target_os = "linux")]
#[test]
fn those_who_listen_leave_room_for_pages_and_for_who_comes_later() {
    // So many files that some 170 may listen.
    let served = Served::under("ulimit -n 600", Archive::valid());
    let listen = || {
        let mut stream = TcpStream::connect(served.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /__leitai/events HTTP/1.1\r\nHost: {}\r\n\r\n", served.address).unwrap();
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        (stream, String::from_utf8(status.to_vec()).unwrap())
    };
    let mut listening = Vec::new();
    let refused = loop {
        match listen() {
            (stream, status) if status == "HTTP/1.1 200" => listening.push(stream),
            (_, status) => break status,
        }
    };
    assert_eq!(refused, "HTTP/1.1 503");
    assert!((100..300).contains(&listening.len()), "{}", listening.len());
    assert_eq!(served.get("/").status, 200);
    listening.pop();
    let start = Instant::now();
    while listen().1 != "HTTP/1.1 200" {
        assert!(start.elapsed() < PATIENCE, "nobody else may listen");
    }
}

#[test]
fn a_taken_port_leads_to_the_next() {
    let first = Served::new(Archive::valid());
    let second = Served::at_port(Archive::valid(), first.address.port());
    assert_ne!(first.address, second.address);
    assert_eq!(second.get("/").status, 200);
}

#[test]
fn on_all_addresses_the_printed_one_works_and_that_others_can_look_is_said() {
    let served = Served::with(Archive::valid(), 0, &["--host", "0.0.0.0"]);
    assert_eq!(served.address.ip().to_string(), "127.0.0.1");
    assert_eq!(served.get("/").status, 200);
    let port = format!("端口是 {}", served.address.port());
    assert!(served.wait_for_print(&port).contains("同一网络里的其他电脑也能看"));
    assert!(!Served::new(Archive::valid()).printed.lock().unwrap().contains("其他电脑"));
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_though_browsers_listen() {
    let mut served = Served::new(Archive::valid());
    let mut listening = TcpStream::connect(served.address).unwrap();
    write!(listening, "GET /__leitai/events HTTP/1.1\r\nHost: {}\r\n\r\n", served.address).unwrap();
    assert!(listening.read(&mut [0; 64]).unwrap() > 0);
    // Ctrl-C would say the same, but is ignored by what a shell starts in the background.
    let sent = Command::new("kill").args(["-TERM", &served.process.id().to_string()]).status().unwrap();
    assert!(sent.success());
    served.process.wait().unwrap();
    assert!(TcpStream::connect(served.address).is_err());
}
