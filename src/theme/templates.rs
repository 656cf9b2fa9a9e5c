//! Templates, compiled, with everything that is wrong with them at its exact place.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::blocks;
use crate::model::{Code, Diagnostics, Place, SourcePath, SourceText, Span};

/// Compiled templates with their texts.
pub(super) struct Templates {
    /// The engine; without templates where one of them is wrong.
    pub(super) tera: Tera,
    sources: BTreeMap<String, Arc<SourceText>>,
}

const SYNTAX_HELP: &str = "请对照默认外观的同名模板改正；写法见 Tera 模板语言的说明";
const CIRCLE_HELP: &str = "请去掉其中一处引用，让模板不再绕回自己";

/// Compiles templates; reports every one that cannot be read.
pub(super) fn compile(diagnostics: &mut Diagnostics, sources: BTreeMap<String, Arc<SourceText>>) -> Templates {
    let mut templates = Templates { tera: engine(), sources };
    let mut is_well_formed = true;
    for (name, source) in &templates.sources {
        if let Some(problem) = templates.syntax_problem(name, &source.text) {
            problem.report(diagnostics);
            is_well_formed = false;
        }
    }
    if !is_well_formed {
        return templates;
    }
    let texts = templates.sources.iter().map(|(name, source)| (name.as_str(), &*source.text));
    if let Err(error) = templates.tera.add_raw_templates(texts) {
        templates.problems(&error).into_iter().for_each(|problem| problem.report(diagnostics));
    }
    templates
}

/// Something wrong at a place of a template.
struct Problem {
    place: Place,
    message: String,
    help: &'static str,
}

impl Problem {
    fn report(self, diagnostics: &mut Diagnostics) {
        diagnostics.report(Code::TemplateSyntax, self.place, self.message, self.help);
    }
}

impl Templates {
    /// The place of a span that the engine gives.
    pub(super) fn place(&self, name: &str, span: &tera::Span) -> Place {
        let range = &span.range;
        Place::new(&self.source(name), Span::new(range.start, range.end))
    }

    /// The start of a template.
    pub(super) fn start(&self, name: &str) -> Place {
        Place::start_of(&self.source(name))
    }

    fn source(&self, name: &str) -> Arc<SourceText> {
        self.sources.get(name).or_else(|| self.sources.values().next()).cloned().unwrap_or_else(|| {
            let path = SourcePath::new("themes").expect("a plain word is a path");
            SourceText::new(path, "")
        })
    }

    /// What is wrong with a template by itself. Whether what it refers to exists is seen later.
    fn syntax_problem(&self, name: &str, text: &str) -> Option<Problem> {
        let error = engine().add_raw_template(name, text).err();
        if let Some(ErrorKind::SyntaxError(report)) = error.as_ref().map(tera::Error::kind) {
            let message = format!("模板读不懂：{}", in_chinese(report.message()));
            return Some(Problem { place: self.place(name, report.span()), message, help: SYNTAX_HELP });
        }
        let span = blocks::nested_super(text)?;
        let message = "嵌套的区块里用了 super()，会没有尽头".to_owned();
        let help = "请把这个区块移到外面，或者不用 super()";
        Some(Problem { place: Place::new(&self.source(name), span), message, help })
    }

    /// What is wrong with the templates together.
    fn problems(&self, error: &tera::Error) -> Vec<Problem> {
        match error.kind() {
            ErrorKind::CircularInclude { tpl, include_chain: chain } => {
                vec![self.circle(tpl, chain, "引用（include）")]
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                let chain: Vec<String> = std::iter::once(tpl).chain(inheritance_chain).cloned().collect();
                vec![self.circle(tpl, &chain, "继承（extends）")]
            }
            ErrorKind::MissingParent { current, parent } => vec![Problem {
                place: self.mention(current, parent),
                message: format!("没有「{parent}」这个模板"),
                help: "请检查 extends 里模板的名字",
            }],
            other => self.reports(&other.to_string()),
        }
    }

    /// Templates that lead back to the first of them.
    fn circle(&self, name: &str, chain: &[String], how: &str) -> Problem {
        let next = chain.get(1).map_or(name, String::as_str);
        let message = format!("模板{how}绕成了圈：{}", chain.join(" → "));
        Problem { place: self.mention(name, next), message, help: CIRCLE_HELP }
    }

    /// The problems in a text that the engine made of several reports, or of none.
    fn reports(&self, text: &str) -> Vec<Problem> {
        let reports = text.split("\n\n").filter_map(|report| self.report(report));
        let problems: Vec<Problem> = reports.collect();
        if !problems.is_empty() {
            return problems;
        }
        // A component that two templates define: the names are in backquotes, the component's first.
        let names: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
        let template = names.iter().rev().copied().find(|name| self.sources.contains_key(*name)).unwrap_or_default();
        let place = self.mention(template, names.first().copied().unwrap_or_default());
        vec![Problem { place, message: format!("模板读不懂：{}", in_chinese(text)), help: SYNTAX_HELP }]
    }

    /// One report: `error: <message>` and ` --> <template>:<line>:<column>`.
    fn report(&self, report: &str) -> Option<Problem> {
        let mut lines = report.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let (rest, column) = lines.next()?.trim_start().strip_prefix("--> ")?.rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        let source = self.source(name);
        let start = offset(&source.text, line.parse().ok()?, column.parse().ok()?);
        let place = Place::new(&source, Span::new(start, start));
        Some(Problem { place, message: in_chinese(message), help: SYNTAX_HELP })
    }

    /// Where a template names another thing in quotes, or by itself.
    fn mention(&self, name: &str, what: &str) -> Place {
        let source = self.source(name);
        let quoted = ['"', '\'', '`'].iter().find_map(|q| Some(source.text.find(&format!("{q}{what}{q}"))? + 1));
        let start = quoted.or_else(|| source.text.find(what)).unwrap_or_default();
        let end = if source.text[start..].starts_with(what) { start + what.len() } else { start };
        Place::new(&source, Span::new(start, end))
    }
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Templates({} files)", self.sources.len())
    }
}

/// An engine that escapes in every template.
fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([""]);
    tera
}

/// The byte of a line and column, both counted from 1, columns in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text[start..].char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(byte, _)| start + byte)
}

/// The engine's messages that writers of themes meet most, in Chinese; the others as they are.
pub(super) fn in_chinese(message: &str) -> String {
    const KNOWN: [(&str, &str); 9] = [
        ("Variable `", "用到了没有的变量"),
        ("Field `", "用到了没有的字段"),
        ("Unknown filter `", "没有这个过滤器："),
        ("Unknown test `", "没有这个测试："),
        ("Unknown function `", "没有这个函数："),
        ("Unknown component `", "没有这个组件："),
        ("Unknown template `", "没有这个模板："),
        ("Block `", "上级模板里没有这个区块："),
        ("Component `", "组件重复定义："),
    ];
    let known = KNOWN.iter().find_map(|(start, chinese)| {
        let name = message.strip_prefix(start)?.split('`').next()?;
        Some(format!("{chinese}「{name}」"))
    });
    if let Some((found, expected)) =
        message.strip_prefix("Found ").and_then(|rest| rest.trim_end_matches('.').split_once(" but expected "))
    {
        return format!("这里是 {found}，应当是 {expected}");
    }
    match message {
        "Unexpected end of input" => "文件到这里就结束了，前面有标签没有收尾".into(),
        _ if message.starts_with("Maximum render recursion depth") => "组件层层调用自己，没有尽头".into(),
        _ if message.starts_with("Tried to render a variable that is undefined") => "用到了没有的内容".into(),
        _ => known.unwrap_or_else(|| format!("模板引擎提示：{message}")),
    }
}
