//! A competition as its file says it.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Article;
use super::fields::Fields;
use super::keys::{KeyTable, Kind, Shape, key, words};
use super::stages::read_stage;
use crate::domain::{CompetitionId, Format, Level, Named, Quarter, Scoring, Stage, StageDates};
use crate::model::{Code, Diagnostics, Place, Severity, SourceText, Span, Written};
use crate::source::yaml::{Key, Node};

/// The keys of a competition; an `id` is needed only where the file has another name.
pub const COMPETITION_KEYS: KeyTable = &[
    key(
        "id",
        "编号",
        Shape::Name(Kind::Competition),
        "编号：区级如 2026Q3，乡镇级如 2026Q3-湖东街道；文件名就是编号的不用写",
    ),
    key("title", "标题", Shape::Text, "标题"),
    key("level", "级别", Shape::Choice(words::<Level>), "级别；要和编号一致"),
    key("host", "承办", Shape::Text, "承办单位"),
    key("quarter", "季度", Shape::Loose, "季度，例如 2026Q3 或 2026年第三季度；要和编号一致"),
    key("theme", "主题", Shape::Text, "比武主题"),
    key("dimensions", "维度", Shape::Names(Kind::Dimension), "这一场比哪些维度"),
    key("formats", "比武形式", Shape::Choices(words::<Format>), "比武形式；几种的写列表"),
    key("stages", "程序", Shape::Map(STAGE_KEYS), "程序的四个步骤"),
    key("criteria", "考评标准", Shape::Maps(CRITERION_KEYS), "考评标准，每项一条，分值合计 100"),
    key("scores", "评分表", Shape::Text, "评分表的文件名，一张放在旁边的 CSV"),
    key(
        "scoring",
        "计分方法",
        Shape::Choice(words::<Scoring>),
        "计分方法：mean 平均，trimmed_mean 去掉一个最高分和一个最低分",
    ),
    key("published", "公布日期", Shape::Day, "结果公布的日期"),
    key("results", "结果", Shape::Maps(RESULT_KEYS), "结果，每个案例一条；各案例自己写了的可以不写"),
];

const STAGE_KEYS: KeyTable = &[
    key("比武申报", "", Shape::Days, "比武申报的日期"),
    key("现场比武", "", Shape::Days, "现场比武的日期"),
    key("集中评议", "", Shape::Days, "集中评议的日期"),
    key("领导小组评定", "", Shape::Days, "领导小组评定的日期"),
];

const CRITERION_KEYS: KeyTable = &[
    key("name", "名称", Shape::Text, "考评的内容").needed(),
    key("points", "分值", Shape::Decimal, "最多多少分").needed(),
    key("look_for", "看点", Shape::Text, "评委看什么"),
];

const RESULT_KEYS: KeyTable = &[
    key("case", "案例", Shape::Text, "案例的网址名").needed(),
    key("result", "结果", Shape::Names(Kind::Outcome), "结果；不写就是参赛"),
    key("rank", "名次", Shape::Whole, "名次"),
    key("tie", "并列", Shape::Flag, "名次并列；并列的每个案例都要写"),
    key("award", "奖项", Shape::Text, "奖项，例如擂主、一等奖"),
];

/// What a competition's file says.
#[derive(Debug)]
pub struct CompetitionRecord {
    /// Source, body and Markdown.
    pub article: Article,
    /// The id, written or the file's name; none where neither is one.
    pub id: Option<Written<CompetitionId>>,
    /// The title.
    pub title: Option<String>,
    /// The level, to be compared with the id's.
    pub level: Option<Written<Level>>,
    /// Who runs it.
    pub host: Option<String>,
    /// The quarter, to be compared with the id's.
    pub quarter: Option<Written<Quarter>>,
    /// The theme.
    pub theme: Option<Written<String>>,
    /// Names of dimensions.
    pub dimensions: Vec<Written<String>>,
    /// How it is held.
    pub formats: Vec<Format>,
    /// The stages in their order, each with where its days are written.
    pub stages: Vec<Written<StageDates>>,
    /// The criteria.
    pub criteria: Vec<CriterionRecord>,
    /// The path of the score sheet, relative to the file.
    pub scores: Option<Written<String>>,
    /// How the scores combine.
    pub scoring: Option<Scoring>,
    /// The day the results were published.
    pub published: Option<Written<Date>>,
    /// The results; none where the key is left out.
    pub results: Option<Vec<ResultRecord>>,
    /// Whether every line of the results could be read: a line that could not may be about any case.
    pub are_results_whole: bool,
}

/// One line of the criteria.
#[derive(Debug)]
pub struct CriterionRecord {
    /// What is judged.
    pub name: String,
    /// The most points it can bring.
    pub points: Decimal,
    /// What the judges look for.
    pub look_for: Option<String>,
}

/// One line of the results.
#[derive(Debug)]
pub struct ResultRecord {
    /// A case's slug; empty where it is missing.
    pub case: Written<String>,
    /// Names of results.
    pub results: Vec<Written<String>>,
    /// 名次.
    pub rank: Option<Written<u32>>,
    /// 并列.
    pub tie: bool,
    /// 奖项.
    pub award: Option<Written<String>>,
}

pub(super) fn read(diagnostics: &mut Diagnostics, article: Article, pairs: Vec<(Key, Node)>) -> CompetitionRecord {
    let source = Arc::clone(&article.source);
    let mut fields = Fields::new(diagnostics, &source, Span::default(), COMPETITION_KEYS, pairs);
    let plain = |text: Option<Written<String>>| text.map(|text| text.value);
    let (results, are_results_whole) = read_results(&mut fields);
    CompetitionRecord {
        id: read_id(&mut fields),
        title: plain(fields.text("title")),
        level: fields.named("level"),
        host: plain(fields.text("host")),
        quarter: read_quarter(&mut fields),
        theme: fields.text("theme"),
        dimensions: fields.texts("dimensions", false),
        formats: fields.all_named("formats").into_iter().map(|format| format.value).collect(),
        stages: read_stages(&mut fields),
        criteria: read_criteria(&mut fields),
        scoring: fields.named("scoring").map(|scoring| scoring.value),
        published: fields.day("published"),
        results,
        are_results_whole,
        scores: fields.text("scores"),
        article,
    }
}

fn read_id(fields: &mut Fields<'_>) -> Option<Written<CompetitionId>> {
    if fields.has("id") {
        return fields.competition_id("id");
    }
    let id = CompetitionId::parse(fields.source().path.stem());
    if id.is_none() {
        fields.need("id", "2026Q3");
    }
    id.map(|value| Written { value, place: fields.owner_place() })
}

/// The id that an unreadable file most likely has: what its name or an `id` line says.
pub(super) fn guess_id(source: &SourceText) -> Option<CompetitionId> {
    let lines = source.text.lines().filter_map(|line| line.split_once([':', '：']));
    let written = lines.filter(|(key, _)| matches!(key.trim(), "id" | "编号")).map(|(_, value)| value);
    written
        .map(|value| value.trim().trim_matches(['"', '\'']))
        .chain([source.path.stem()])
        .find_map(CompetitionId::parse)
}

fn read_quarter(fields: &mut Fields<'_>) -> Option<Written<Quarter>> {
    let text = fields.text("quarter")?;
    let quarter = Quarter::parse(&text.value);
    if quarter.is_none() {
        let message = format!("「{}」不是一个季度", text.value);
        fields.report(Code::UnknownValue, text.place.span, message, "请写成 2026Q3 或 2026年第三季度");
    }
    quarter.map(|value| Written { value, place: text.place })
}

fn read_stages(fields: &mut Fields<'_>) -> Vec<Written<StageDates>> {
    let source = Arc::clone(fields.source());
    let Some((span, pairs)) = fields.mapping("stages", "stages: {比武申报: 2026-07-05..2026-07-20}") else {
        return Vec::new();
    };
    let mut stages = Fields::new(fields.diagnostics(), &source, span, STAGE_KEYS, pairs);
    Stage::ALL.iter().filter_map(|&stage| read_stage(&mut stages, stage)).collect()
}

fn read_criteria(fields: &mut Fields<'_>) -> Vec<CriterionRecord> {
    let source = Arc::clone(fields.source());
    let before = fields.diagnostics().count(Severity::Error);
    let mappings = fields.mappings("criteria", "criteria: [{name: 组织领导, points: 20}]");
    let first = mappings.first().map(|(span, _)| *span);
    let mut criteria = Vec::new();
    for (span, pairs) in mappings {
        let mut criterion = Fields::new(fields.diagnostics(), &source, span, CRITERION_KEYS, pairs);
        criterion.need("points", "20");
        criteria.push(CriterionRecord {
            name: criterion.needed_text("name", "组织领导").value,
            points: criterion.decimal("points").map_or(Decimal::ZERO, |points| points.value),
            look_for: criterion.text("look_for").map(|text| text.value),
        });
    }
    // With a line that could not be read nothing can be said of the sum.
    if let Some(first) = first.filter(|_| fields.diagnostics().count(Severity::Error) == before) {
        check_sum(fields, first, &criteria);
    }
    criteria
}

/// Warns of criteria that do not add up to a hundred points.
fn check_sum(fields: &mut Fields<'_>, place: Span, criteria: &[CriterionRecord]) {
    let sum: Decimal = criteria.iter().map(|criterion| criterion.points).sum();
    if sum != Decimal::ONE_HUNDRED {
        let message = format!("考评标准的分值加起来是 {} 分，不是 100 分", sum.normalize());
        let help = "请核对每一项的 points（分值），看有没有写错或漏写；满分确实不是 100 分的，可以不改";
        fields.report(Code::CriteriaSum, place, message, help);
    }
}

/// The results, and whether every line of them could be read.
fn read_results(fields: &mut Fields<'_>) -> (Option<Vec<ResultRecord>>, bool) {
    if !fields.has("results") {
        return (None, true);
    }
    let before = fields.diagnostics().count(Severity::Error);
    let source = Arc::clone(fields.source());
    let mappings = fields.mappings("results", "results: [{case: qinghe-yishiting, result: 观摩点, rank: 1}]");
    let is_whole = fields.diagnostics().count(Severity::Error) == before;
    let mut results = Vec::new();
    for (span, pairs) in mappings {
        let mut result = Fields::new(fields.diagnostics(), &source, span, RESULT_KEYS, pairs);
        results.push(ResultRecord {
            case: result.needed_text("case", "qinghe-yishiting"),
            results: result.texts("result", false),
            rank: result.whole("rank"),
            tie: result.flag("tie"),
            award: result.text("award"),
        });
    }
    (Some(results), is_whole)
}

impl CompetitionRecord {
    /// Where to say what is true of the whole file.
    pub fn place(&self) -> Place {
        Place::start_of(&self.article.source)
    }
}
