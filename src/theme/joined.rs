//! Files of a theme that are published as one: `style/*.css` as `style.css`, `script/*.js` as `site.js`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Code, Diagnostics, Place, SourceText, Span};

/// A folder of a theme and the static file that its files become, joined in the order of their names.
pub(super) const FOLDERS: [(&str, &str); 2] = [("style/", "style.css"), ("script/", "site.js")];

/// What stands in a style sheet for a value of `theme.yaml`: `theme(red)`.
const VALUE: &str = "theme(";

/// The files joined, each `theme(NAME)` replaced; reports names that `theme.yaml` does not have.
pub(super) fn join(
    diagnostics: &mut Diagnostics,
    files: &BTreeMap<String, Arc<SourceText>>,
    settings: &BTreeMap<String, String>,
) -> BTreeMap<&'static str, Arc<[u8]>> {
    let mut joined = BTreeMap::new();
    for (folder, name) in FOLDERS {
        let mut text = String::new();
        for (_, source) in files.iter().filter(|(file, _)| file.starts_with(folder)) {
            add(diagnostics, &mut text, source, settings);
            text.push('\n');
        }
        joined.insert(name, Arc::from(lean(&text).into_bytes()));
    }
    joined
}

fn add(diagnostics: &mut Diagnostics, out: &mut String, source: &Arc<SourceText>, settings: &BTreeMap<String, String>) {
    let text = &source.text;
    let mut from = 0;
    while let Some(start) = text[from..].find(VALUE).map(|at| from + at) {
        let Some(end) = text[start..].find(')').map(|length| start + length) else { break };
        let name = Span::new(start + VALUE.len(), end);
        out.push_str(&text[from..start]);
        match settings.get(source.slice(name).trim()) {
            Some(value) => out.push_str(value),
            None => report_unknown(diagnostics, source, name),
        }
        from = end + 1;
    }
    out.push_str(&text[from..]);
}

/// A text without what only its writers read: indentation and lines of comment. Every page of the site loads it.
fn lean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.lines().map(str::trim) {
        is_comment |= line.starts_with("/*");
        if !(is_comment || line.is_empty() || line.starts_with("//")) {
            out.push_str(line);
            out.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    out
}

fn report_unknown(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, name: Span) {
    let message = format!("theme.yaml 里没有「{}」", source.slice(name).trim());
    let help = "请在 theme.yaml 里写上它的值，或者在样式里直接写值";
    diagnostics.report(Code::TemplateSyntax, Place::new(source, name), message, help);
}
