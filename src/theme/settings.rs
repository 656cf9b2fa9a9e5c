//! `theme.yaml`: the values that templates and style sheets take.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::files::Files;
use crate::model::{Code, Diagnostics, Limits, Place, SourceText, Span, nearest};
use crate::source::yaml::{self, Key};

/// The values of `theme.yaml`: those of the program's own theme, replaced one by one.
///
/// Warns of a name that the program's own does not have, and no template or style sheet takes: it does nothing.
pub(super) fn read(diagnostics: &mut Diagnostics, files: &Files) -> BTreeMap<String, String> {
    let mut settings: BTreeMap<String, String> = BTreeMap::new();
    for (layer, source) in files.settings.iter().enumerate() {
        let whole = Span::new(0, source.text.len());
        for (key, node) in yaml::read_mapping(diagnostics, source, whole, &Limits::default()).unwrap_or_default() {
            if layer > 0 && !settings.contains_key(&key.text) && !is_taken(files, &key.text) {
                report_unknown(diagnostics, source, &key, &settings);
            }
            let takes_colour = settings.get(&key.text).is_some_and(|own| is_colour(own));
            match node.value {
                yaml::Value::Text(text) | yaml::Value::Number(text) if takes_colour && !is_colour(&text) => {
                    let message = format!("「{}」的值「{text}」不是颜色", key.text);
                    let help = format!("请写成 # 加六位数字或字母，带引号，例如 {}: \"#b3191f\"", key.text);
                    diagnostics.report(Code::TemplateSyntax, Place::new(source, node.span), message, help);
                }
                yaml::Value::Text(text) | yaml::Value::Number(text) => drop(settings.insert(key.text, text)),
                yaml::Value::Unread => {}
                _ => diagnostics.report(
                    Code::TemplateSyntax,
                    Place::new(source, key.span),
                    format!("「{}」的值应当是文字", key.text),
                    "theme.yaml 里每行写一个名称和一段文字，例如 red: \"#b3191f\"",
                ),
            }
        }
    }
    settings
}

/// Whether a value is a colour as the program's own theme writes them.
fn is_colour(value: &str) -> bool {
    let digits = value.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// Whether a template or a style sheet takes the value of this name.
fn is_taken(files: &Files, name: &str) -> bool {
    let (of_template, of_sheet) = (format!("theme.{name}"), format!("theme({name})"));
    files.templates.values().any(|source| source.text.contains(&of_template))
        || files.parts.values().any(|source| source.text.contains(&of_sheet))
}

fn report_unknown(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    key: &Key,
    known: &BTreeMap<String, String>,
) {
    let names = || known.keys().map(String::as_str);
    let help = match nearest(&key.text, names()) {
        Some(near) => format!("是不是想写「{near}」？"),
        None => format!("这里可以写：{}", names().collect::<Vec<_>>().join("、")),
    };
    let message = format!("没有模板或样式用到「{}」", key.text);
    diagnostics.report(Code::UnusedSetting, Place::new(source, key.span), message, help);
}
