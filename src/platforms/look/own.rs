//! Looks of an archive's own: `content/looks/<name>.yaml`, a style for each part that is to differ from 庄重红.
//!
//! A style is taken property by property: what platforms drop is an error, since one such property costs them all.

use std::collections::BTreeMap;

use super::{Part, solemn};
use crate::document::keys::{KeyRow, KeyTable, Shape, key};
use crate::document::{Fields, text_of};
use crate::model::{Code, Diagnostics, Limits, SourcePath, Span, Written};
use crate::source::{Sources, yaml};

/// The parts by their names; each name is its own Chinese alias.
const PARTS: [(Part, &str, &str); 25] = [
    (Part::Text, "text", "段落"),
    (Part::Heading, "heading", "标题"),
    (Part::Subheading, "subheading", "小标题"),
    (Part::Minor, "minor", "细标题"),
    (Part::Quote, "quote", "引用"),
    (Part::CodeBlock, "code_block", "代码块"),
    (Part::Code, "code", "代码"),
    (Part::Strong, "strong", "加粗"),
    (Part::Emphasis, "emphasis", "强调"),
    (Part::Strike, "strike", "删去"),
    (Part::Raised, "raised", "上下标"),
    (Part::Mark, "mark", "标记"),
    (Part::Table, "table", "表格"),
    (Part::HeadCell, "head_cell", "表头"),
    (Part::Cell, "cell", "单元格"),
    (Part::Card, "card", "卡片"),
    (Part::Label, "label", "卡片标签"),
    (Part::Figure, "figure", "图片框"),
    (Part::Image, "image", "图片"),
    (Part::Caption, "caption", "图片说明"),
    (Part::Rule, "rule", "分隔线"),
    (Part::ListHeading, "list_heading", "注释标题"),
    (Part::Small, "note", "注释"),
    (Part::Closing, "closing", "文末框"),
    (Part::ClosingLine, "closing_line", "文末行"),
];

const KEYS: KeyTable = &{
    let mut keys = [key("", "", Shape::Text, "这一部分的样式，例如 color: #00557f"); PARTS.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = KeyRow { name: PARTS[at].1, alias: PARTS[at].2, ..keys[at] };
        at += 1;
    }
    keys
};

/// The properties that platforms keep.
const PROPERTIES: [&str; 31] = [
    "background-color",
    "border",
    "border-bottom",
    "border-collapse",
    "border-left",
    "border-radius",
    "border-right",
    "border-top",
    "color",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-width",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "text-align",
    "text-decoration",
    "text-indent",
    "width",
    "word-break",
];

/// Where the look of this name is written.
pub(in crate::platforms) fn path(name: &str) -> Option<SourcePath> {
    SourcePath::new(&format!("content/looks/{name}.yaml")).ok()
}

/// The styles of the parts that a file names; what is wrong with it is reported.
pub(super) fn read(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    limits: &Limits,
    name: &str,
) -> BTreeMap<Part, String> {
    let source = path(name).filter(|path| sources.contains(path));
    let source = source.and_then(|path| text_of(diagnostics, sources, &path, limits));
    let Some(source) = source else { return BTreeMap::new() };
    let whole = Span::new(0, source.text.len());
    let pairs = yaml::read_mapping(diagnostics, &source, whole, limits).unwrap_or_default();
    let mut fields = Fields::new(diagnostics, &source, Span::default(), KEYS, pairs);
    let mut styles = BTreeMap::new();
    for (part, key, _) in PARTS {
        if let Some(written) = fields.text(key) {
            styles.insert(part, style(&mut fields, part, &written));
        }
    }
    styles
}

/// The style of a part: that of 庄重红 with the declarations that are written.
fn style(fields: &mut Fields<'_>, part: Part, written: &Written<String>) -> String {
    let mut all: Vec<(String, String)> = declarations(solemn(part)).collect();
    for (name, value) in declarations(&written.value).collect::<Vec<_>>() {
        if let Some(fault) = fault(&name, &value) {
            let help = format!("平台会丢掉整条样式；可以写：{}", PROPERTIES.join("、"));
            fields.report(Code::UnknownValue, written.place.span, format!("「{name}: {value}」{fault}"), help);
        }
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => all.push((name, value)),
        }
    }
    all.iter().map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>().join(";")
}

fn declarations(style: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let parts = style.split([';', '；']).filter(|declaration| !declaration.trim().is_empty());
    parts.map(|declaration| {
        let (name, value) = declaration.split_once([':', '：']).unwrap_or((declaration, ""));
        (name.trim().to_lowercase(), value.trim().to_lowercase())
    })
}

/// Why a declaration cannot be used, as the end of a sentence.
fn fault(name: &str, value: &str) -> Option<&'static str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '#' | '.' | '%' | '-' | ',');
    let all = |is_right: &dyn Fn(&str) -> bool| value.split_whitespace().all(is_right);
    if !PROPERTIES.contains(&name) {
        return Some("不是平台保留的属性");
    }
    if value.is_empty() || !value.chars().all(is_plain) {
        return Some("的值写得不对：不用引号、括号和感叹号");
    }
    let (is_right, cure) = match name {
        "width" | "max-width" | "height" => {
            (value == "auto" || percent(value).is_some_and(|share| share > 0.0 && share <= 100.0), IN_PERCENT)
        }
        "color" | "background-color" => (is_hex(value), IN_HEX),
        "text-align" => {
            (["left", "right", "center", "justify"].contains(&value), "要写 left、right、center 或 justify")
        }
        "text-decoration" => {
            (["none", "underline", "line-through"].contains(&value), "要写 none、underline 或 line-through")
        }
        "line-height" => {
            (value.parse::<f32>().is_ok_and(|lines| (1.0..=4.0).contains(&lines)), "要写 1 到 4 的倍数，例如 1.75")
        }
        "font-size" => {
            (size(value).is_some_and(|(size, unit)| unit != "px" || size >= 8.0), "要写字号，不小于 8px，例如 16px")
        }
        "letter-spacing" | "text-indent" | "border-radius" => (all(&is_length), IN_LENGTHS),
        _ if name.starts_with("margin") => (all(&|word| word == "auto" || is_length(word)), IN_LENGTHS),
        _ if name.starts_with("padding") => (all(&is_length), IN_LENGTHS),
        "border-collapse" => (["collapse", "separate"].contains(&value), "要写 collapse 或 separate"),
        _ if name.starts_with("border") => {
            let is_line = |word: &str| ["none", "solid", "dashed", "dotted", "double"].contains(&word);
            (all(&|word| is_line(word) || is_length(word) || is_hex(word)), "要写成 1px solid #cccccc 这样的线")
        }
        _ => (true, ""),
    };
    (!is_right).then_some(cure)
}

const IN_PERCENT: &str = "要写 100% 以内的百分数或 auto，手机屏幕有宽有窄";

const IN_HEX: &str = "要写成 # 加六位数字的颜色，例如 #333333";

const IN_LENGTHS: &str = "要写不是负数、不超过 64px 的长度，例如 8px、1em";

/// A number with its unit.
fn size(word: &str) -> Option<(f32, &str)> {
    let at = word.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = word.split_at(at);
    ["px", "em", "%"].contains(&unit).then_some((number.parse().ok().filter(|size| *size > 0.0)?, unit))
}

/// Whether a word is a length that leaves room for text.
fn is_length(word: &str) -> bool {
    let most = |unit| match unit {
        "px" => 64.0,
        "em" => 4.0,
        _ => 100.0,
    };
    word == "0" || size(word).is_some_and(|(size, unit)| size <= most(unit))
}

/// The percentage that a value is.
fn percent(value: &str) -> Option<f32> {
    value.strip_suffix('%')?.parse().ok()
}

fn is_hex(value: &str) -> bool {
    value.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}
