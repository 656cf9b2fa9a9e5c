//! Styles of drawings without what is said in them beside the style, and what they fetch: read as browsers read them,
//! one token after another.

use crate::model::xml::with_escapes;

use super::{leads_away, squeezed};

/// Functions that fetch by a mere text; drawing programs use none of them.
const FETCHING: [&str; 4] = ["image-set", "-webkit-image-set", "image", "src"];

/// Kinds of data that may run or fetch something of their own.
const ACTIVE_DATA: [&str; 4] = ["data:text", "data:application/xhtml", "data:application/xml", "data:image/svg"];

/// A style without what its comments say and what it fetches from other sites. Marks of comments stay, and stand in the
/// places of rules that are gone: what they divide must not become one.
pub(super) fn lean_style(style: &str) -> String {
    // As it will be read again.
    let style = style.replace("\r\n", "\n").replace('\r', "\n");
    let mut lean = Lean { kept: String::with_capacity(style.len()), rest: &style, dropped: None };
    while !lean.rest.is_empty() {
        lean.token();
    }
    if let Some(dropped) = lean.dropped {
        lean.kept.truncate(dropped.from);
    }
    lean.kept
}

struct Lean<'a> {
    kept: String,
    rest: &'a str,
    /// A rule or a function that will be gone once it ends.
    dropped: Option<Dropped>,
}

struct Dropped {
    /// Where it starts in what is kept.
    from: usize,
    /// How many brackets are open in it.
    depth: usize,
    is_rule: bool,
}

impl<'a> Lean<'a> {
    /// Keeps what comes next up to here.
    fn keep(&mut self, length: usize) {
        let kept = self.take(length);
        self.kept.push_str(kept);
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// Reads the next token.
    fn token(&mut self) {
        let first = self.rest.chars().next().unwrap_or_default();
        match first {
            '/' if self.rest.starts_with("/*") => {
                let end = self.rest[2..].find("*/").map_or(self.rest.len(), |at| at + 4);
                self.take(end);
                self.kept.push_str("/**/");
            }
            '"' | '\'' => self.keep(string(self.rest).0),
            '<' if self.rest.starts_with("<!--") => self.keep(4),
            // A name that follows a number is its unit; after `#` it is one of its own.
            '#' | '0'..='9' => self.keep_name(1 + name_length(&self.rest[1..])),
            '@' => self.rule(),
            _ if starts_name(self.rest) => self.name(),
            _ => {
                self.keep(first.len_utf8());
                self.bracket(first);
            }
        }
    }

    /// Reads `@` and a name.
    fn rule(&mut self) {
        let length = 1 + if starts_name(&self.rest[1..]) { name_length(&self.rest[1..]) } else { 0 };
        if name(&self.rest[1..length]) == "import" && self.dropped.is_none() {
            self.dropped = Some(Dropped { from: self.kept.len(), depth: 0, is_rule: true });
        }
        self.keep_name(length);
    }

    /// Keeps a name. Not all browsers agree on which foreign characters are part of one, and no function has any.
    fn keep_name(&mut self, length: usize) {
        let name = self.take(length);
        self.kept.push_str(name);
        self.kept.push_str(if !name.is_ascii() && self.rest.starts_with('(') { " " } else { "" });
    }

    /// Reads a name, and the address after it where it is that of one.
    fn name(&mut self) {
        let length = name_length(self.rest);
        let is_function = self.rest[length..].starts_with('(');
        let name = name(&self.rest[..length]);
        if is_function && name == "url" {
            self.take(length + 1);
            self.address();
            return;
        }
        if is_function && FETCHING.contains(&&*name) && self.dropped.is_none() {
            self.dropped = Some(Dropped { from: self.kept.len(), depth: 0, is_rule: false });
        }
        self.keep_name(length);
    }

    /// Reads an address up to the bracket after it, and keeps it where nothing is fetched for it.
    fn address(&mut self) {
        let blank = self.rest.len() - self.rest.trim_start().len();
        self.take(blank);
        let is_quoted = self.rest.starts_with(['"', '\'']);
        let (length, is_closed) = if is_quoted { string(self.rest) } else { (url_length(self.rest), true) };
        let address = self.take(length).trim_end();
        let bare = if is_quoted && is_closed { &address[1..address.len() - 1] } else { address };
        let is_odd = !is_quoted && bare.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '('));
        self.kept.push_str("url(");
        self.kept.push_str(if is_closed && !is_odd && is_kept(bare) { address } else { "" });
        self.kept.push(')');
        let end = self.rest.find(')').filter(|at| self.rest[..*at].trim_start().is_empty());
        self.take(end.map_or(0, |at| at + 1));
    }

    /// Counts brackets, and ends what is dropped where it ends.
    fn bracket(&mut self, c: char) {
        let Some(dropped) = &mut self.dropped else { return };
        let is_outside = dropped.depth == 0;
        match c {
            '(' | '[' | '{' => dropped.depth += 1,
            ')' | ']' | '}' => dropped.depth = dropped.depth.saturating_sub(1),
            _ => {}
        }
        let is_end = matches!(c, ';' | '}') || c == ')' && !dropped.is_rule;
        if dropped.depth == 0 && is_end {
            self.kept.truncate(dropped.from);
            let is_divided = self.kept.is_empty() || self.kept.ends_with([' ', '\n', ';', '{', '}', '/']);
            self.kept.push_str(match dropped.is_rule {
                true if is_divided => "",
                true => "/**/",
                false => "url()",
            });
            self.kept.push_str(if c == '}' && is_outside { "}" } else { "" });
            self.dropped = None;
        }
    }
}

/// Whether nothing is fetched for an address, or what lies beside the drawing: that is for the caller to say.
fn is_kept(written: &str) -> bool {
    let address = squeezed(written);
    let is_plain = !address.contains(['\\', '"', '\'', '(', ')', '<']);
    let is_active = || ACTIVE_DATA.iter().any(|data| address.starts_with(data));
    let is_away = || leads_away(&address) && !address.starts_with("file:");
    address.starts_with('#') || is_plain && !is_active() && !is_away()
}

/// The length of the text that starts here with its quotes, and whether it has both: its line may end before.
fn string(text: &str) -> (usize, bool) {
    let quote = text.as_bytes()[0];
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'\n' => return (at, false),
            _ if byte == quote => return (at + 1, true),
            _ => {}
        }
    }
    (text.len(), false)
}

/// The length of an address without quotes, up to its bracket.
fn url_length(text: &str) -> usize {
    let mut is_escaped = false;
    let is_end = |byte: u8| {
        let is_end = byte == b')' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    };
    text.bytes().position(is_end).unwrap_or(text.len())
}

/// Whether a name starts here.
fn starts_name(text: &str) -> bool {
    let rest = text.strip_prefix('-').unwrap_or(text);
    rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii())
        || text.starts_with("--")
        || escape_length(rest) > 0
}

/// The length of the characters here that a name may have.
fn name_length(text: &str) -> usize {
    let mut length = 0;
    while let Some(c) = text[length..].chars().next() {
        let is_of_name = c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
        let more = if is_of_name { c.len_utf8() } else { escape_length(&text[length..]) };
        if more == 0 {
            break;
        }
        length += more;
    }
    length
}

/// The length of a character that is written with `\`.
fn escape_length(text: &str) -> usize {
    let Some(escaped) = text.strip_prefix('\\') else { return 0 };
    let digits = escaped.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let blank = |rest: &str| usize::from(rest.starts_with([' ', '\t', '\n']));
    match escaped.chars().next() {
        _ if digits > 0 => 1 + digits + blank(&escaped[digits..]),
        Some('\n') | None => 0,
        Some(c) => 1 + c.len_utf8(),
    }
}

/// A name in small letters without escapes.
fn name(written: &str) -> String {
    with_escapes(&written.to_lowercase())
}
