//! What random bytes are thrown at, one function a target, and what must hold whatever they are.
//!
//! `tests/seeds.rs` of the program throws the seeds at the same functions, so they are compiled and tried there too.

mod harmless;

use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::sync::{Arc, OnceLock};

use leitai::archive::{Archive, Edition, read_site, resolve};
use leitai::document::{self, Documents};
use leitai::images::{Album, NoShelf, When};
use leitai::markdown::{ImageTarget, LinkKind, Markdown, Options, RawHtml, Target, parse};
use leitai::model::{Diagnostics, Place, Route, SourcePath, SourceText, Span};
use leitai::proofread::proofread;
use leitai::serve::{Preview, Shown, Site};
use leitai::source::{Sources, mend};

use harmless::assert_harmless;

/// A case, a competition or another page as somebody wrote it: the first byte says which.
pub fn front_matter(bytes: &[u8]) {
    let (path, text) = match bytes.split_first() {
        Some((b'1', text)) => ("content/competitions/2026Q3.md", text),
        Some((b'2', text)) => ("content/pages/about.md", text),
        Some((b'3', text)) => ("content/units.yaml", text),
        _ => ("content/cases/a.md", bytes),
    };
    let (diagnostics, _) = read(&[(path, text)]);
    let edits: Vec<_> = diagnostics.iter().filter_map(|diagnostic| diagnostic.edit.as_deref().cloned()).collect();
    if let Some(cured) = mend(text, edits) {
        assert!(str::from_utf8(&cured).is_ok());
        read(&[(path, &cured)]);
    }
}

/// A write-up, read and shown in every way, and proofread.
pub fn markdown(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let source = SourceText::new(SourcePath::constant("content/cases/a.md"), text);
    for raw_html in [RawHtml::Text, RawHtml::Safe] {
        let mut diagnostics = Diagnostics::default();
        let options = Options { raw_html, ..Options::default() };
        let markdown = parse(&mut diagnostics, &source, Span::new(0, text.len()), &options);
        assert_places(&diagnostics);
        assert_harmless(&shown(&markdown));
        let _ = (markdown.plain_text(), markdown.first_paragraph(), format!("{:?}", markdown.tree()));
    }
    with_case(bytes);
}

/// `site.yaml`.
pub fn site(bytes: &[u8]) {
    resolved(&[
        ("content/site.yaml", bytes),
        ("content/cases/a.md", CASE),
        ("content/competitions/2026Q3.md", CONTEST),
    ]);
}

/// A score sheet beside its competition.
pub fn table(bytes: &[u8]) {
    resolved(&[
        ("content/site.yaml", SITE),
        ("content/cases/a.md", CASE),
        ("content/competitions/2026Q3.md", CONTEST),
        ("content/competitions/2026Q3.csv", bytes),
    ]);
}

/// A picture and an attachment, by the ending that the first byte says.
pub fn pictures(bytes: &[u8]) {
    let endings = ["jpg", "png", "webp", "gif", "bmp", "svg", "zip", "docx", "pdf", "psd", "mp4"];
    let Some((first, bytes)) = bytes.split_first() else { return };
    let ending = endings[usize::from(*first) % endings.len()];
    let case = [CASE, format!("![甲](甲.{ending}) [乙](甲.{ending})\n").as_bytes()].concat();
    let files: [(&str, &[u8]); 4] = [
        ("content/site.yaml", SITE),
        ("content/competitions/2026Q3.md", CONTEST),
        ("content/cases/a.md", &case),
        (&format!("content/cases/甲.{ending}"), bytes),
    ];
    let file = |(path, bytes): (&str, &[u8])| (SourcePath::new(path).expect("a plain path"), bytes.to_vec());
    let sources = Sources::from_memory(files.map(file));
    let (archive, documents) = resolved_of(&sources);
    let mut diagnostics = Diagnostics::default();
    let mut album = Album::default();
    let pictures = album.make(&mut diagnostics, &sources, &archive, &documents, (&NoShelf, When::Now), &mut |_, _| ());
    assert_places(&diagnostics);
    for (_, bytes) in pictures.files() {
        assert!(!bytes.is_empty());
    }
}

/// Text that is to be found again.
pub fn search(bytes: &[u8]) {
    let (archive, documents) = with_case(bytes);
    for (route, bytes) in leitai::search::files(&archive, &documents) {
        // Each is a script too: a call with two texts, and nothing in these that ends them.
        let mut quotes = 0;
        let mut rest = bytes.iter();
        while let Some(byte) = rest.next() {
            match byte {
                b'\\' => drop(rest.next()),
                b'\'' => quotes += 1,
                _ => {}
            }
        }
        assert_eq!((&bytes[..3], quotes), (&b"S('"[..], 4), "{route:?}");
    }
}

/// What a client of the preview sends.
pub fn requests(bytes: &[u8]) {
    static PREVIEW: OnceLock<SocketAddr> = OnceLock::new();
    let address = PREVIEW.get_or_init(|| {
        let preview = Preview::start(IpAddr::V4(Ipv4Addr::LOCALHOST), 0).expect("a free port");
        preview.show(Shown { site: Some(Arc::new(TwoPages)), ..Shown::default() });
        preview.address()
    });
    // What is no whole question needs no answer, but whoever asks next gets one.
    let (answer, _) = answer_to(*address, bytes, true);
    if let Some(status) = answer.get(9..12) {
        assert!(matches!(status, b"200" | b"304" | b"307") || status[0] == b'4', "{}", answer.escape_ascii());
    }
    let question = format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let (next, steps) = answer_to(*address, question.as_bytes(), false);
    assert!(next.starts_with(b"HTTP/1.1 200"), "`{}`, written and read last: {steps:?}", next.escape_ascii());
}

/// The head of the answer to what is sent, as far as there is one, and what came of writing and of the last reading;
/// whoever `ends` sends nothing more.
fn answer_to(address: SocketAddr, bytes: &[u8], ends: bool) -> (Vec<u8>, (io::Result<()>, io::Result<usize>)) {
    let mut client = TcpStream::connect(address).expect("it still listens");
    // It may stop listening in the middle.
    let written = client.write_all(bytes);
    if ends {
        let _ = client.shutdown(std::net::Shutdown::Write);
    }
    let mut answer = Vec::new();
    let mut part = [0; 4096];
    loop {
        let read = client.read(&mut part);
        match read {
            Ok(length @ 1..) => answer.extend(&part[..length]),
            // The fuzzer looks at its clock every few seconds, by a signal that breaks off whatever waits.
            Err(ref error) if error.kind() == ErrorKind::Interrupted => continue,
            _ => return (answer, (written, read)),
        }
        // The stream of news never ends.
        if answer.windows(4).any(|end| end == b"\r\n\r\n") {
            return (answer, (written, read));
        }
    }
}

const SITE: &[u8] = "name: 案例库\norganization: 组织部\ndistrict: XX区\n".as_bytes();

const CONTEST: &[u8] =
    "---\ntitle: 第三季度\ntheme: 乡村治理\nscores: 2026Q3.csv\npublished: 2026-09-01\n---\n".as_bytes();

const CASE: &[u8] = "---\ntitle: 议事亭\nunit: 湖东街道/青禾社区\ndimension: 乡村治理\ncompetition: 2026Q3\n\
result: 观摩点\n---\n"
    .as_bytes();

fn sources(files: &[(&'static str, &[u8])]) -> Sources {
    Sources::from_memory(files.iter().map(|(path, bytes)| (SourcePath::constant(path), bytes.to_vec())))
}

fn read(files: &[(&'static str, &[u8])]) -> (Diagnostics, Documents) {
    let mut diagnostics = Diagnostics::default();
    let sources = sources(files);
    let rules = read_site(&mut Diagnostics::default(), &sources).writing_rules();
    let documents = document::parse(&mut diagnostics, &sources, &rules);
    assert_places(&diagnostics);
    (diagnostics, documents)
}

fn resolved(files: &[(&'static str, &[u8])]) -> (Archive, Documents) {
    resolved_of(&sources(files))
}

fn resolved_of(sources: &Sources) -> (Archive, Documents) {
    let mut diagnostics = Diagnostics::default();
    let site = read_site(&mut diagnostics, sources);
    let documents = document::parse(&mut diagnostics, sources, &site.writing_rules());
    let edition = Edition { today: jiff::civil::date(2026, 12, 31), drafts: false, future: false };
    proofread(&mut diagnostics, sources, &site, &documents);
    let archive = resolve(&mut diagnostics, sources, site, &documents, edition);
    assert_places(&diagnostics);
    (archive, documents)
}

/// An archive whose case has this write-up.
fn with_case(write_up: &[u8]) -> (Archive, Documents) {
    let case = [CASE, write_up].concat();
    resolved(&[("content/site.yaml", SITE), ("content/cases/a.md", &case), ("content/competitions/2026Q3.md", CONTEST)])
}

/// Every place is one of its file, between two characters.
fn assert_places(diagnostics: &Diagnostics) {
    let assert_place = |Place { source, span }: &Place| {
        assert!(source.text.get(span.start..span.end).is_some(), "{span:?} of {:?}", source.text);
    };
    for diagnostic in diagnostics.iter() {
        assert_place(&diagnostic.place);
        diagnostic.related.iter().for_each(|(place, _)| assert_place(place));
        if let Some(edit) = &diagnostic.edit {
            assert_place(&Place { source: Arc::clone(&diagnostic.place.source), span: edit.span });
        }
    }
}

fn shown(markdown: &Markdown) -> String {
    markdown.render(&mut |link| match link.kind {
        LinkKind::Image => Target::Image(ImageTarget::of_file("a.png".into(), None)),
        LinkKind::Link => Target::Address("a.html".into()),
    })
}

/// A site of two pages.
#[derive(Debug)]
struct TwoPages;

impl Site for TwoPages {
    fn file(&self, route: &Route) -> Result<Option<Arc<[u8]>>, String> {
        let html: &[u8] = b"<!DOCTYPE html><html><head></head><body>a</body></html>";
        Ok(["index.html", "cases/index.html", "404.html"].contains(&route.as_str()).then(|| html.into()))
    }

    fn style(&self) -> Option<&Route> {
        None
    }
}
