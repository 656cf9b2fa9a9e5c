//! Files of a theme that are published as one: `style/*.css` as `style.css`, `archive/*.css`, which case pages do not
//! need, as `archive.css`, `script/*.js` as `site.js`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Code, Diagnostics, Place, SourceText, Span};

/// A folder of a theme, how the names of its files end, and the static file that these become, joined in the order of
/// their names.
pub(super) const FOLDERS: [(&str, &str, &str); 3] =
    [("style/", SHEET, "style.css"), ("archive/", SHEET, "archive.css"), ("script/", ".js", "site.js")];

const SHEET: &str = ".css";

/// What stands in a style sheet for a value of `theme.yaml`: `theme(red)`.
const VALUE: &str = "theme(";

/// The files joined, each `theme(NAME)` of style sheets replaced; reports names that `theme.yaml` does not have and
/// brackets that are not closed.
pub(super) fn join(
    diagnostics: &mut Diagnostics,
    files: &BTreeMap<String, Arc<SourceText>>,
    settings: &BTreeMap<String, String>,
) -> BTreeMap<&'static str, Arc<[u8]>> {
    let mut joined = BTreeMap::new();
    for (folder, end, name) in FOLDERS {
        let mut text = String::new();
        for (_, source) in files.iter().filter(|(file, _)| file.starts_with(folder)) {
            if end == SHEET {
                text.push_str(&lean(&filled(diagnostics, source, settings)));
            } else {
                text.push_str(&lean_script(&source.text));
            }
        }
        joined.insert(name, Arc::from(text.into_bytes()));
    }
    joined
}

/// A style sheet with the values of the theme.
fn filled(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, settings: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(source.text.len());
    let text = &source.text;
    let mut from = 0;
    while let Some(start) = text[from..].find(VALUE).map(|at| from + at) {
        let inside = start + VALUE.len();
        out.push_str(&text[from..start]);
        // No name has these; a bracket behind them closes another.
        let Some(end) = text[inside..].find([')', ';', '}', '\n']).map(|length| inside + length) else {
            report_open(diagnostics, source, Span::new(start, inside));
            from = inside;
            break;
        };
        if !text[end..].starts_with(')') {
            report_open(diagnostics, source, Span::new(start, end));
            from = end;
            continue;
        }
        let name = Span::new(inside, end);
        match settings.get(source.slice(name).trim()) {
            Some(value) => out.push_str(value),
            None => report_unknown(diagnostics, source, name),
        }
        from = end + 1;
    }
    out.push_str(&text[from..]);
    out
}

/// A style sheet without what only its writers read, which every page would load: indentation, empty lines, and
/// comments that are a line by themselves.
fn lean(text: &str) -> String {
    let is_comment = |line: &str| line.starts_with("/*") && line.find("*/") == Some(line.len() - "*/".len());
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.map(|line| lean_line(line) + "\n").collect()
}

/// A line of a style sheet without the spaces that mean nothing; in a text they may.
fn lean_line(line: &str) -> String {
    const SPACED: [(&str, &str); 7] =
        [("; ", ";"), (": ", ":"), (", ", ","), (" {", "{"), ("{ ", "{"), (" }", "}"), (";}", "}")];
    if line.contains(['"', '\'']) || line.contains("/*") || line.contains("url(") {
        return line.to_owned();
    }
    SPACED.iter().fold(line.to_owned(), |line, (spaced, lean)| line.replace(spaced, lean))
}

/// A script without indentation, empty lines, and comments that are a line by themselves; one with texts of several
/// lines as it is.
fn lean_script(text: &str) -> String {
    if text.contains('`') || text.lines().any(|line| line.ends_with('\\')) {
        return format!("{text}\n");
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn report_open(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, written: Span) {
    let message = format!("「{}」后面少了括号", source.slice(written).trim_end());
    let help = "写法是 theme(名称)，括号要用半角，例如 theme(red)";
    diagnostics.report(Code::TemplateSyntax, Place::new(source, written), message, help);
}

fn report_unknown(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, name: Span) {
    let message = format!("theme.yaml 里没有「{}」", source.slice(name).trim());
    let help = "请在 theme.yaml 里写上它的值，或者在样式里直接写值";
    diagnostics.report(Code::TemplateSyntax, Place::new(source, name), message, help);
}
