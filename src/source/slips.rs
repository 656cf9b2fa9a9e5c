//! The slips of Chinese writers in YAML, found line by line before a parser can misreport them; enter at [`report`].
//!
//! [`keys`] tells keys from texts, [`open`] keeps track of values that go on, [`values`] looks at what follows a key,
//! [`brackets`], [`pairs`] and [`quotes`] at its marks, [`joined`] at several keys on a line, [`lines`] at two lines
//! together, [`below`] at the lines of a value. [`Meant`] is the text without its slips, so that all else is found at once.

mod below;
mod brackets;
mod dash;
mod joined;
mod keys;
mod lines;
mod meant;
mod open;
mod pairs;
mod quotes;
mod stray;
mod values;
mod wide;

use std::cell::OnceCell;
use std::sync::Arc;

use super::decode::lines_with_start;
use crate::model::characters::is_unseen;
use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, SourceText, Span};
use keys::{Above, KeyColon, is_wide_colon};
pub(super) use keys::{is_key, is_known_key};
pub(super) use lines::first_unseen;
pub(super) use meant::Meant;
use open::{Covered, Open};

/// Spaces that are none to YAML: ideographic, no-break, narrow; and what nobody sees.
fn is_odd_space(c: char) -> bool {
    is_unseen(c) || matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Reports the slips in `part`; whether there was any.
pub(super) fn report(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, part: Span) -> bool {
    let slips = find(source.slice(part));
    let found = !slips.is_empty();
    for Slip { code, start, end, message, help, edit } in slips {
        let place = Place::new(source, Span::new(start, end).shifted(part.start));
        let edit = edit.map(|edit| edit.shifted(part.start));
        diagnostics.push(Diagnostic::new(code, place, message, help).with_edit(edit));
    }
    found
}

/// The slips of a text.
fn find(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut open = Open::Nothing;
    let lines: Vec<(usize, &str)> = lines_with_start(text).collect();
    let next_lines = below::next_lines(&lines);
    let mut above = Above::first_of(&lines);
    let first_level = OnceCell::new();
    let is_written = |name: &str| {
        let names = first_level.get_or_init(|| keys::first_level_names(&lines));
        names.contains(name) || keys::other_name(name).is_some_and(|name| names.contains(name))
    };
    for (number, &(start, line)) in lines.iter().enumerate() {
        let next = next_lines[number];
        let key = above.key_in(line);
        let indented = above.indented_key(line, &open);
        let is_shallow = open.is_shallow(line);
        let covered = if indented.is_some() { Covered::Not } else { open.covers(line) };
        let is_plain = indented.is_none() && key.is_some_and(|key| values::is_plain(line, key));
        let slip = match covered {
            // Where the program is tested, such a line is looked at all the same: see below.
            Covered::Not if is_plain && !cfg!(debug_assertions) => None,
            Covered::Text if matches!(open, Open::Plain(_)) => {
                slips.extend(lines::dash_below(line, start, &above));
                lines::key_below(line, &above).or_else(|| lines::unseen(line))
            }
            Covered::Text => lines::unseen(line),
            Covered::Brackets(mark) => {
                let shallow = || is_shallow.then(|| brackets::shallow(line));
                brackets::separator(line, 0, vec![mark]).or_else(shallow).or_else(|| lines::unseen(line))
            }
            Covered::Not | Covered::Unclosed(_) => {
                let is_odd = !is_remark(line) && (key.is_none() || line.starts_with(['-', '*', '•', '+']));
                let stray = || above.stray(line).filter(|_| is_odd);
                let (expects_list, is_below) = (above.expects_items(), above.expects_list() || above.is_indented);
                let beside = || key.and_then(|key| lines::slip(line, key, &above, next));
                let is_last = || lines[number + 1..].iter().all(|(_, line)| is_remark(line));
                let fence = || lines::fence(line, &above, is_last);
                let joined =
                    || key.filter(|_| !above.is_free(line)).and_then(|key| joined::slip(line, key, is_written));
                let may_be_key = key.is_none() && is_odd && above.may_have_key(indent_of(line)) && !above.is_free(line);
                let unlike = || lines::unlike_key(line).filter(|_| may_be_key);
                let sentence = || key.and_then(|key| above.sentence(line, key));
                let own = indented.or_else(fence).or_else(unlike).or_else(joined).or_else(sentence).or_else(beside);
                let item = || lines::item(line, &above, next).or_else(|| lines::remark(line, &above));
                let item = || item().filter(|_| key.is_none());
                let goes_on = below::goes_on(line, key, next, above.of_texts().is_some());
                let of_line = || of_line(line, key, expects_list, is_below, goes_on);
                let own = own.or_else(of_line).or_else(item).or_else(stray);
                let own = if goes_on { own.map(|slip| below::of_first_line(slip, line, key)) } else { own };
                own.or_else(|| lines::unseen(line))
            }
        };
        debug_assert!(!matches!(covered, Covered::Not) || !is_plain || slip.is_none(), "{line}: {slip:?}");
        if let Covered::Unclosed(slip) = covered {
            slips.push(slip);
        }
        let is_closed = slip.as_ref().is_some_and(|slip| slip.closes(value_start(line, key)));
        slips.extend(slip.map(|slip| slip.shifted(start)));
        if matches!(open, Open::Nothing) && !is_remark(line) {
            if !is_closed {
                open.enter(line, key, start, content_start(above.line.1));
            }
            above.enter(line, key, start);
        }
    }
    slips.extend(open.close());
    slips
}

/// A slip at bytes of its line, or of the part once it is shifted.
#[derive(Debug)]
struct Slip {
    code: Code,
    start: usize,
    end: usize,
    message: String,
    help: String,
    /// The cure, where what was meant is certain.
    edit: Option<Edit>,
}

impl Slip {
    fn at(line: &str, start: usize, code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        let width = line[start..].chars().next().map_or(0, char::len_utf8);
        Self { code, start, end: start + width, message: message.into(), help: help.into(), edit: None }
    }

    /// The same with its cure: `text` in place of these bytes of the line.
    fn mended(self, start: usize, end: usize, text: impl Into<String>) -> Self {
        Self { edit: Some(Edit::new(start, end, text)), ..self }
    }

    /// Whether its cure is a whole list, mapping or quoted text in place of the value that begins at a byte, so that no
    /// mark of it is open any more.
    fn closes(&self, value: usize) -> bool {
        let marks = [('[', ']'), ('{', '}'), ('"', '"'), ('\'', '\'')];
        let edit = self.edit.as_ref().filter(|edit| edit.span.start == value);
        edit.is_some_and(|edit| {
            marks.iter().any(|&(open, close)| edit.text.starts_with(open) && edit.text.ends_with(close))
        })
    }

    fn shifted(self, offset: usize) -> Self {
        let edit = self.edit.map(|edit| edit.shifted(offset));
        Self { start: self.start + offset, end: self.end + offset, edit, ..self }
    }
}

fn odd_name(c: char) -> String {
    let what = if is_unseen(c) { "看不见的字符" } else { "特殊空格" };
    format!("{what}（U+{:04X}）", u32::from(c))
}

fn is_remark(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

fn is_empty_value(after: &str) -> bool {
    after.trim().is_empty() || after.trim_start().starts_with('#')
}

fn of_line(line: &str, key: Option<KeyColon<'_>>, expects_list: bool, is_below: bool, goes_on: bool) -> Option<Slip> {
    if is_remark(line) {
        return None;
    }
    indent_slip(line, key, is_below).or_else(|| dash::slip(line, expects_list && key.is_none())).or_else(|| match key {
        Some(key) => colon_slip(line, key, goes_on).or_else(|| values::slip(line, key)),
        None => quotes::in_quotes(line, content_start(line), None).or_else(|| wide::item(line)),
    })
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Where the content of a line starts: after its indent and the `- ` of a list.
fn content_start(line: &str) -> usize {
    let mut start = indent_of(line);
    while let Some(rest) = line[start..].strip_prefix("- ") {
        start = line.len() - rest.trim_start_matches(' ').len();
    }
    start
}

/// Where the value of a line starts: behind its key, or its content.
fn value_start(line: &str, key: Option<KeyColon<'_>>) -> usize {
    let from = key.map_or_else(|| content_start(line), |key| key.end);
    line.len() - line[from..].trim_start().len()
}

/// `is_below` says whether the line above awaits a list or mapping, or is a line of one: these are indented.
fn indent_slip(line: &str, key: Option<KeyColon<'_>>, is_below: bool) -> Option<Slip> {
    let at = indent_of(line);
    let first = line[at..].chars().next()?;
    let (code, message, help) = if first == '\t' {
        let help = "请删去它；下一层的内容需要缩进时，用两个空格";
        (Code::TabIndent, "行首用了制表符（Tab）".to_owned(), help)
    } else if is_odd_space(first) {
        let message = format!("行首有一个{}", odd_name(first));
        (Code::OddSpace, message, "请删去它，需要缩进时用半角空格")
    } else {
        return None;
    };
    let end = line.len() - line.trim_start_matches(|c| c == '\t' || c == ' ' || is_odd_space(c)).len();
    let slip = Slip::at(line, at, code, message, help);
    if key.is_none() && !is_below && stray::is_stray_text(&line[end..]) {
        return Some(Slip {
            help: "是上面一项的内容的，请接在上一行后面；不是的，请删去它".to_owned(), ..slip
        });
    }
    let is_below = is_below && !keys::key_of(&line[end..]).is_some_and(|key| keys::is_first_level(key.name));
    let is_deep = is_below && line[..end].contains('\t') && line[..end].chars().count() > 1;
    // How deep several of them were meant to be is nobody's guess.
    Some(if is_deep { slip } else { slip.mended(0, end, if is_below { "  " } else { "" }) })
}

fn colon_slip(line: &str, key: KeyColon<'_>, goes_on: bool) -> Option<Slip> {
    let KeyColon { name, colon, end, full_width } = key;
    let after = &line[end..];
    let is_blank = |c: char| c == ' ' || is_odd_space(c);
    // Of two colons one is meant.
    let value = after.trim_start_matches(|c| is_blank(c) || is_wide_colon(c) || c == ':').trim_end_matches(is_blank);
    let cure = || match if goes_on { value.to_owned() } else { brackets::tidy(value) } {
        value if value.is_empty() => format!("请改成「{name}:」"),
        value => format!("请改成「{name}: {value}」"),
    };
    let mended = |slip: Slip| {
        let gap = if value.is_empty() { "" } else { " " };
        slip.mended(line[..colon].trim_end_matches(is_blank).len(), line.len(), format!(":{gap}{value}"))
    };
    if full_width {
        let message = format!("「{name}」后面是全角冒号「{}」", &line[colon..end]);
        let help = format!("{}：半角冒号加一个空格", cure());
        return Some(mended(Slip::at(line, colon, Code::FullWidthColon, message, help)));
    }
    if let Some(odd) = line[..colon].chars().next_back().filter(|&c| is_odd_space(c)) {
        let message = format!("冒号前面有一个{}", odd_name(odd));
        let help = format!("{}：冒号前不要空格", cure());
        return Some(mended(Slip::at(line, colon - odd.len_utf8(), Code::OddSpace, message, help)));
    }
    let gap = after.len() - after.trim_start_matches(is_blank).len();
    if let Some((at, odd)) = after[..gap].char_indices().find(|&(_, c)| is_odd_space(c)) {
        let message = format!("冒号后面有一个{}，它和普通空格看起来一样，含义不同", odd_name(odd));
        let help = format!("{}：只用一个半角空格", cure());
        return Some(mended(Slip::at(line, end + at, Code::OddSpace, message, help)));
    }
    let next = after.chars().next()?;
    (!matches!(next, ' ' | '\t')).then(|| {
        let message = format!("「{name}:」后面少一个空格");
        let help = format!("{}：冒号后加一个半角空格", cure());
        mended(Slip::at(line, colon, Code::NoSpaceAfterColon, message, help))
    })
}
