//! Where the program's words go.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use crate::model::characters::{plain, plain_line};

/// The two streams, whether a person looks at them, and what the person types.
pub struct Console {
    /// There where somebody can be asked.
    person: Option<Box<dyn BufRead>>,
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    out_is_terminal: bool,
    err_is_terminal: bool,
    /// What kept the report from being written whole.
    lost: Option<io::Error>,
}

impl Console {
    /// The streams of the process.
    pub fn process() -> Self {
        let is_asked = io::stdin().is_terminal() && io::stderr().is_terminal();
        Self {
            person: is_asked.then(|| Box::new(io::BufReader::new(io::stdin())) as Box<dyn BufRead>),
            out: Box::new(io::BufWriter::new(io::stdout())),
            err: Box::new(io::stderr()),
            out_is_terminal: io::stdout().is_terminal(),
            err_is_terminal: io::stderr().is_terminal(),
            lost: None,
        }
    }

    /// Somebody who types these lines, and the streams that answer.
    pub fn conversation(lines: impl BufRead + 'static, out: impl Write + 'static, err: impl Write + 'static) -> Self {
        let person: Option<Box<dyn BufRead>> = Some(Box::new(lines));
        let (out, err): (Box<dyn Write>, Box<dyn Write>) = (Box::new(out), Box::new(err));
        Self { person, out, err, out_is_terminal: false, err_is_terminal: false, lost: None }
    }

    /// Whether somebody can be asked.
    pub(super) fn has_person(&self) -> bool {
        self.person.is_some()
    }

    /// The next line that the person types; none where there is no more to come.
    pub(super) fn answer(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.person.as_mut()?.read_line(&mut line).ok()?;
        (read > 0).then_some(line)
    }

    /// Prints what was asked for.
    pub fn print(&mut self, text: &str) {
        self.write(Stream::Out, text);
    }

    /// Tells what happened. Names and words of others may be in it: nothing of it steers the terminal.
    pub fn tell(&mut self, text: &str) {
        self.write(Stream::Err, &plain(text));
    }

    /// Tells what goes on, in a line that the next one replaces; only where a person looks on.
    pub(super) fn progress(&mut self, text: &str) {
        if self.err_is_terminal {
            self.write(Stream::Err, &format!("\r\u{1b}[K{text}"));
        }
    }

    /// Whether what is printed may have colours.
    pub(super) fn colours(&self, stream: Stream) -> bool {
        let is_terminal = match stream {
            Stream::Out => self.out_is_terminal,
            Stream::Err => self.err_is_terminal,
        };
        is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }

    /// Writes a text as it is.
    pub(super) fn write(&mut self, stream: Stream, text: &str) {
        let to = match stream {
            Stream::Out => &mut self.out,
            Stream::Err => &mut self.err,
        };
        let written = to.write_all(text.as_bytes()).and_then(|()| to.flush());
        // A reader that went away, as `| head` does, is no reason to fail.
        if let Err(error) = written
            && stream == Stream::Out
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.lost = Some(error);
        }
    }

    /// What kept the report from being written whole, as on a full disk.
    pub(super) fn lost(&mut self) -> Option<io::Error> {
        self.lost.take()
    }
}

/// One of the two streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// Standard output: what was asked for.
    Out,
    /// Standard error: everything else.
    Err,
}

/// A path in one line, whatever it is made of.
pub(super) fn shown(path: &Path) -> String {
    plain_line(&path.display().to_string())
}
