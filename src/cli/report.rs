//! Diagnostics as text for people; as JSON lines, SARIF and GitHub's workflow commands for programs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::args::Format;
use super::console::{Console, Stream};
use crate::model::characters::{is_deceptive, plain};
use crate::model::{Code, Diagnostic, Diagnostics, Place, Position, Severity};
use crate::proofread::without_private;

/// Lines longer than this, in bytes, are not shown under a message.
const LONGEST_LINE: usize = 2_000;

/// How many notes of one code are shown in text: a platform may have one for every case.
const MOST_NOTES: usize = 50;

/// Where diagnostics go: in text to `stream`, in other formats to standard output.
pub(super) fn stream(format: Format, stream: Stream) -> Stream {
    if format == Format::Text { stream } else { Stream::Out }
}

/// All diagnostics; in text with colours where they are wanted, and of many notes alike only the first.
pub(super) fn text(format: Format, colours: bool, diagnostics: &Diagnostics) -> String {
    let mut notes: BTreeMap<Code, usize> = BTreeMap::new();
    let mut is_shown = |diagnostic: &&Diagnostic| {
        let is_note = diagnostic.code.severity() == Severity::Note;
        let count = notes.entry(diagnostic.code).or_default();
        *count += usize::from(is_note);
        *count <= MOST_NOTES || format != Format::Text
    };
    let diagnostics: Vec<&Diagnostic> = diagnostics.iter().filter(&mut is_shown).collect();
    let diagnostics: Vec<Diagnostic> = diagnostics.into_par_iter().map(hidden).collect();
    match format {
        Format::Text => {
            let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
            let rendered = |diagnostic| render(&renderer, diagnostic) + "\n\n";
            let shown = diagnostics.par_iter().map(rendered).collect::<Vec<_>>();
            let left_out = notes.into_iter().filter(|(_, count)| *count > MOST_NOTES).map(left_out);
            shown.into_iter().chain(left_out).collect()
        }
        Format::Json => diagnostics
            .iter()
            .flat_map(|diagnostic| [escaped(json_of(diagnostic).to_string()), "\n".to_owned()])
            .collect(),
        Format::Sarif => escaped(format!("{:#}\n", sarif(&diagnostics))),
        Format::Github => diagnostics.iter().map(workflow_command).collect(),
    }
}

/// Says how many notes of a code are not shown.
fn left_out((code, count): (Code, usize)) -> String {
    let (id, more) = (code.id(), count - MOST_NOTES);
    format!("提示[{id}]: 同样的提示还有 {more} 个，没有列出\n  = 处理: 要看全部，请输入 leitai check --format json\n\n")
}

/// Writes all diagnostics.
pub(super) fn write(console: &mut Console, format: Format, to: Stream, diagnostics: &Diagnostics) {
    let to = stream(format, to);
    let text = text(format, console.colours(to), diagnostics);
    console.write(to, &text);
}

/// The errors, each as text without colours.
pub(super) fn errors(diagnostics: &Diagnostics) -> Vec<String> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == Severity::Error);
    errors.map(error).collect()
}

/// One of them.
pub(super) fn error(diagnostic: &Diagnostic) -> String {
    render(&Renderer::plain(), &hidden(diagnostic))
}

/// The same without what is private in its words: reports are passed on.
fn hidden(diagnostic: &Diagnostic) -> Diagnostic {
    let hidden = |text: &str| without_private(text).into_owned();
    Diagnostic {
        message: hidden(&diagnostic.message),
        help: hidden(&diagnostic.help),
        related: diagnostic.related.iter().map(|(place, label)| (place.clone(), hidden(label))).collect(),
        ..diagnostic.clone()
    }
}

/// How many problems there are, as a phrase: `3 个错误、2 个警告`; empty where there is none.
pub(super) fn count(diagnostics: &Diagnostics) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let counts = severities.map(|severity| (diagnostics.count(severity), severity));
    let phrases = counts.into_iter().filter(|(count, _)| *count > 0);
    phrases.map(|(count, severity)| format!("{count} 个{}", name(severity))).collect::<Vec<_>>().join("、")
}

/// What a severity is called.
pub(super) const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Note => "提示",
    }
}

fn render(renderer: &Renderer, diagnostic: &Diagnostic) -> String {
    let severity = diagnostic.code.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = normalize_untrusted_str(&diagnostic.message);
    let help = normalize_untrusted_str(&diagnostic.help);
    let title = level.with_name(name(severity)).primary_title(message).id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    group = if is_private(diagnostic.code) {
        group.element(origin(&diagnostic.place))
    } else {
        show(group, &diagnostic.place, AnnotationKind::Primary, None)
    };
    for (place, label) in &diagnostic.related {
        group = show(group, place, AnnotationKind::Context, Some(label));
    }
    group = group.element(Level::HELP.with_name("处理").message(help));
    // The excerpt shows the other control characters; these steer terminals, too.
    renderer.render(&[group]).replace(|c| ('\u{80}'..='\u{9f}').contains(&c), "?")
}

/// Whether a message is about something private, so that its line is not shown.
const fn is_private(code: Code) -> bool {
    matches!(
        code,
        Code::PrivateIdentity
            | Code::PrivateMobile
            | Code::PrivateCard
            | Code::PrivatePlate
            | Code::PrivateHome
            | Code::PrivateCoordinates
    )
}

fn origin(place: &Place) -> Origin<'_> {
    let Position { line, column } = place.source.position(place.span.start);
    Origin::path(place.source.path.as_str()).line(line).char_column(column)
}

fn show<'a>(group: Group<'a>, place: &'a Place, kind: AnnotationKind, label: Option<&'a str>) -> Group<'a> {
    let text = &place.source.text;
    let path = place.source.path.as_str();
    let Position { line, .. } = place.source.position(place.span.start);
    let start = text[..place.span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let is_private = matches!(without_private(&text[start..end]), Cow::Owned(_));
    if text.is_empty() || end - start > LONGEST_LINE || is_private {
        return group.element(origin(place));
    }
    // Only the line itself is handed over: what a message shows does not depend on the rest of the file.
    let span = place.span.start - start..place.span.end.clamp(place.span.start, end) - start;
    let annotation = kind.span(span).label(label.map(normalize_untrusted_str));
    group.element(Snippet::source(&text[start..end]).path(path).line_start(line).annotation(annotation))
}

/// JSON without the characters that some readers take for the end of a line, or that steer a terminal.
fn escaped(json: String) -> String {
    let is_odd = |c: char| is_deceptive(c) && c != '\n';
    if !json.contains(is_odd) {
        return json;
    }
    let escaped = |c: char| if is_odd(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    json.chars().map(escaped).collect()
}

fn json_of(diagnostic: &Diagnostic) -> Value {
    let Place { source, span } = &diagnostic.place;
    let (start, end) = (source.position(span.start), source.position(span.end));
    let mut object = json!({
        "file": source.path.as_str(),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "severity": diagnostic.code.severity().as_str(),
        "code": diagnostic.code.id(),
        "message": diagnostic.message,
        "help": diagnostic.help,
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|(place, label)| {
            let start = place.source.position(place.span.start);
            json!({
                "file": place.source.path.as_str(), "line": start.line, "column": start.column, "message": label,
            })
        });
        object["related"] = related.collect();
    }
    object
}

/// SARIF 2.1.0, as code hosts read it.
fn sarif(diagnostics: &[Diagnostic]) -> Value {
    let rule = |code: &Code| json!({"id": code.id(), "shortDescription": {"text": title(*code)}});
    let rules: Vec<Value> = Code::ALL.iter().map(rule).collect();
    let results: Vec<Value> = diagnostics.iter().map(sarif_result).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "leitai", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn sarif_result(diagnostic: &Diagnostic) -> Value {
    let related: Vec<Value> = diagnostic.related.iter().map(|(place, label)| location(place, Some(label))).collect();
    json!({
        "ruleId": diagnostic.code.id(),
        "level": diagnostic.code.severity().as_str(),
        "message": {"text": format!("{}。{}", diagnostic.message, diagnostic.help)},
        "locations": [location(&diagnostic.place, None)],
        "relatedLocations": related,
    })
}

/// What a path has that an address must not have as it is.
const ODD: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn location(place: &Place, label: Option<&str>) -> Value {
    let (start, end) = (place.source.position(place.span.start), place.source.position(place.span.end));
    let mut value = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": utf8_percent_encode(place.source.path.as_str(), ODD).to_string()},
            "region": {
                "startLine": start.line, "startColumn": start.column,
                "endLine": end.line, "endColumn": end.column,
            },
        },
    });
    if let Some(label) = label {
        value["message"] = json!({"text": label});
    }
    value
}

/// A line that GitHub shows beside the line it is about.
fn workflow_command(diagnostic: &Diagnostic) -> String {
    let Place { source, span } = &diagnostic.place;
    let (start, end) = (source.position(span.start), source.position(span.end));
    let command = match diagnostic.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let data = |text: &str| plain(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let file = property(source.path.as_str());
    let title = property(&format!("{} {}", diagnostic.code.id(), title(diagnostic.code)));
    let text = data(&format!("{}。{}", diagnostic.message, diagnostic.help));
    // Columns mean nothing to GitHub where a problem goes over several lines.
    let columns =
        if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    format!("::{command} file={file},line={},endLine={}{columns},title={title}::{text}\n", start.line, end.line)
}

/// The first line of an explanation, without its number.
pub(super) fn title(code: Code) -> &'static str {
    let line = code.explanation().lines().next().unwrap_or_default();
    line.trim_start_matches(['#', ' ']).strip_prefix(code.id()).unwrap_or(line).trim()
}
