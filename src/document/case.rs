//! A case as its file says it.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Article;
use super::fields::Fields;
use super::keys::{KeyTable, Kind, SLUG, Shape, key, words};
use super::remarks;
use crate::domain::{Bonus, CompetitionId, Format, Presenter, SiteType, Track};
use crate::model::{Code, Diagnostics, Place, Route, Severity, Span, Written};
use crate::source::yaml::{Key, Node, Value};

/// The keys of a case. Its `competition` is needed, or else its `entries`.
pub const CASE_KEYS: KeyTable = &[
    key("title", "标题", Shape::Text, "标题").needed(),
    key("theme", "主题", Shape::Text, "比武主题；不写就用比武的主题，自选动作可以有自己的"),
    key("dimension", "维度", Shape::Names(Kind::Dimension), "维度；几个的写列表，主要的在前").needed(),
    key("competition", "场次", Shape::Name(Kind::Competition), "参加的比武；参加过几次的，改写 entries（参赛记录）"),
    key("result", "结果", Shape::Names(Kind::Outcome), "结果；不写就是参赛"),
    key("bonus", "加分", Shape::Decimal, "加分；程序会算，写了就必须和规则一致"),
    key("rank", "名次", Shape::Whole, "名次"),
    key("tie", "并列", Shape::Flag, "名次并列；并列的每个案例都要写"),
    key("award", "奖项", Shape::Text, "奖项，例如擂主、一等奖"),
    key("entries", "参赛记录", Shape::Maps(ENTRY_KEYS), "参加过几次的，每次一条"),
    key("unit", "单位", Shape::Name(Kind::Unit), "单位：乡镇（街道）/村（社区）").needed(),
    key("presenter", "汇报人", Shape::Map(PRESENTER_KEYS), "汇报人"),
    key("track", "申报方式", Shape::Choice(words::<Track>), "申报方式"),
    key("format", "比武形式", Shape::Choices(words::<Format>), "比武形式；几种的写列表"),
    key("date", "日期", Shape::Day, "发布日期；不写就是结果公布的那天，日期没到不公开"),
    key("expires", "失效", Shape::Day, "从这天起不再公开；积分保留"),
    key("summary", "摘要", Shape::Text, "摘要；不写就取正文第一段"),
    key("cover", "封面", Shape::Text, "封面图片的相对路径；不写就用正文的第一幅图"),
    key("tags", "标签", Shape::LooseTexts, "标签；几个的写列表"),
    key("honors", "荣誉", Shape::LooseTexts, "荣誉，例如云岭好书记候选；几个的写列表"),
    key("funding", "资金补助", Shape::Decimal, "资金补助，单位是万元，只写数字"),
    key("site_type", "示范点", Shape::Choice(words::<SiteType>), "示范点"),
    key("source", "来源", Shape::Text, "来源"),
    key("author", "作者", Shape::Text, "作者"),
    key("slug", "网址名", SLUG, "网址里的名字；不写就按文件名转成拼音"),
    key("aliases", "旧网址", Shape::Texts, "旧网址，例如 cases/old-name.html；会自动转到新地址"),
    key("draft", "草稿", Shape::Flag, "草稿不公开"),
    key("withdrawn", "撤下", Shape::Map(WITHDRAWN_KEYS), "撤下的案例保留网址，只显示原因"),
    key("extra", "其他信息", Shape::Anything, "交给外观自己用"),
];

const ENTRY_KEYS: KeyTable = &[
    key("competition", "场次", Shape::Name(Kind::Competition), "参加的比武").needed(),
    key("result", "结果", Shape::Names(Kind::Outcome), "结果；不写就是参赛"),
    key("bonus", "加分", Shape::Decimal, "加分；程序会算，写了就必须和规则一致"),
    key("rank", "名次", Shape::Whole, "名次"),
    key("tie", "并列", Shape::Flag, "名次并列；并列的每个案例都要写"),
    key("award", "奖项", Shape::Text, "奖项，例如擂主、一等奖"),
    key("track", "申报方式", Shape::Choice(words::<Track>), "申报方式"),
    key("format", "比武形式", Shape::Choices(words::<Format>), "比武形式；几种的写列表"),
];

const PRESENTER_KEYS: KeyTable =
    &[key("name", "姓名", Shape::Text, "姓名").needed(), key("role", "职务", Shape::Text, "职务，例如驻村第一书记")];

const WITHDRAWN_KEYS: KeyTable = &[
    key("date", "日期", Shape::Day, "撤下的日期").needed(),
    key("reason", "原因", Shape::Text, "撤下的原因").needed(),
];

/// What a case's file says.
#[derive(Debug)]
pub struct CaseRecord {
    /// Source, body and Markdown.
    pub article: Article,
    /// The slug, written or made from the file's name.
    pub slug: Written<String>,
    /// The title; empty where it is missing.
    pub title: Written<String>,
    /// Its own theme.
    pub theme: Option<Written<String>>,
    /// Names of dimensions, the main one first.
    pub dimensions: Vec<Written<String>>,
    /// `township/village`, or a name that is unique; empty where it is missing.
    pub unit: Written<String>,
    /// What the case itself says of its result; with `entries`, what they must amount to.
    pub own: EntryRecord,
    /// `entries`; empty where the case was entered once, by its own keys.
    pub entries: Vec<EntryRecord>,
    /// Whether every line of `entries` could be read: one that could not may be about any competition.
    pub are_entries_whole: bool,
    /// 汇报人.
    pub presenter: Option<Presenter>,
    /// The day of publication.
    pub date: Option<Written<Date>>,
    /// The day from which it is no longer published.
    pub expires: Option<Written<Date>>,
    /// The summary.
    pub summary: Option<Written<String>>,
    /// A path relative to the file.
    pub cover: Option<Written<String>>,
    /// 标签.
    pub tags: Vec<String>,
    /// 荣誉.
    pub honors: Vec<String>,
    /// In 万元.
    pub funding: Option<Written<Decimal>>,
    /// 示范点.
    pub site_type: Option<SiteType>,
    /// 来源.
    pub source: Option<String>,
    /// 作者.
    pub author: Option<Written<String>>,
    /// Old addresses.
    pub aliases: Vec<Written<Route>>,
    /// Not to be published yet.
    pub draft: bool,
    /// No longer to be shown.
    pub withdrawn: Option<WithdrawalRecord>,
    /// For the theme.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// What is said of one entry, in `entries` or by the case's own keys.
#[derive(Debug)]
pub struct EntryRecord {
    /// Where it is said.
    pub place: Place,
    /// The competition.
    pub competition: Option<Written<CompetitionId>>,
    /// Names of results.
    pub results: Vec<Written<String>>,
    /// Whether these are all: with an error in them, or in what is most likely their key, more was meant.
    pub are_results_whole: bool,
    /// The bonus, to be compared with the policy's; no number where what is written is none, which is not reported yet:
    /// the figure that belongs there is known only with the competition.
    pub bonus: Option<Written<Option<Bonus>>>,
    /// 名次.
    pub rank: Option<Written<u32>>,
    /// 并列.
    pub tie: bool,
    /// 奖项.
    pub award: Option<Written<String>>,
    /// 申报方式.
    pub track: Option<Written<Track>>,
    /// 比武形式.
    pub formats: Vec<Format>,
}

/// `withdrawn`.
#[derive(Debug)]
pub struct WithdrawalRecord {
    /// The day.
    pub date: Option<Written<Date>>,
    /// The reason.
    pub reason: Written<String>,
}

pub(super) fn read(
    diagnostics: &mut Diagnostics,
    article: Article,
    pairs: Vec<(Key, Node)>,
    most_words: usize,
) -> CaseRecord {
    let source = Arc::clone(&article.source);
    let mut fields = Fields::new(diagnostics, &source, Span::default(), CASE_KEYS, pairs);
    fields.need("dimension", "乡村治理");
    if fields.has("entries") || fields.is_unread("entries") {
        fields.need("entries", "[{competition: 2026Q3, result: 观摩点}]");
    } else {
        fields.need("competition", "2026Q3");
    }
    let plain = |text: Option<Written<String>>| text.map(|text| text.value);
    let (entries, are_entries_whole) = read_entries(&mut fields);
    CaseRecord {
        slug: fields.slug(),
        title: fields.needed_text("title", "网格里的“红色管家”"),
        theme: fields.text("theme"),
        dimensions: fields.bare_texts(Code::UnknownDimension, "dimension"),
        unit: read_unit(&mut fields),
        entries,
        are_entries_whole,
        own: read_entry(&mut fields),
        presenter: read_presenter(&mut fields),
        date: fields.day("date"),
        expires: fields.day("expires"),
        summary: fields.text("summary"),
        cover: fields.text("cover").map(|cover| fields.bare(Code::MissingFile, "cover", cover)),
        tags: fields.words("tags", most_words),
        honors: fields.words("honors", most_words),
        funding: fields.decimal("funding"),
        site_type: fields.named("site_type").map(|written| written.value),
        source: plain(fields.name("source")),
        author: fields.name("author"),
        aliases: fields.aliases(most_words),
        draft: fields.flag("draft"),
        withdrawn: read_withdrawal(&mut fields),
        extra: read_extra(&mut fields),
        article,
    }
}

fn read_unit(fields: &mut Fields<'_>) -> Written<String> {
    let unit = fields.needed_text("unit", "湖东街道/青禾社区");
    fields.bare(Code::UnknownUnit, "unit", unit)
}

/// The entries, and whether every line of them could be read.
fn read_entries(fields: &mut Fields<'_>) -> (Vec<EntryRecord>, bool) {
    let source = Arc::clone(fields.source());
    let before = fields.diagnostics().count(Severity::Error);
    let mappings = fields.mappings("entries", "entries: [{competition: 2026Q3, result: 观摩点}]");
    let are_whole = fields.diagnostics().count(Severity::Error) == before && !fields.is_unread("entries");
    let mut entries = Vec::new();
    for (span, pairs) in mappings {
        let mut entry = Fields::new(fields.diagnostics(), &source, span, ENTRY_KEYS, pairs);
        entry.need("competition", "2026Q3");
        entries.push(read_entry(&mut entry));
    }
    (entries, are_whole)
}

fn read_entry(fields: &mut Fields<'_>) -> EntryRecord {
    let before = fields.diagnostics().count(Severity::Error);
    let results = fields.bare_texts(Code::UnknownResult, "result");
    let are_results_whole = fields.diagnostics().count(Severity::Error) == before && !fields.is_unread("result");
    EntryRecord {
        place: fields.owner_place(),
        competition: fields.competition_id("competition"),
        results,
        are_results_whole,
        bonus: fields.unchecked_bonus("bonus"),
        rank: fields.whole("rank"),
        tie: fields.flag("tie"),
        award: fields.name("award"),
        track: fields.named("track"),
        formats: fields.all_named("format").into_iter().map(|format| format.value).collect(),
    }
}

fn read_presenter(fields: &mut Fields<'_>) -> Option<Presenter> {
    let source = Arc::clone(fields.source());
    let (span, pairs) = fields.mapping("presenter", "presenter: {name: 张三, role: 驻村第一书记}")?;
    if let [(name, Node { value: Value::Null, .. }), (role, Node { value: Value::Null, .. })] = &pairs[..]
        && PRESENTER_KEYS.iter().all(|row| !row.is_written(&name.text) && !row.is_written(&role.text))
    {
        let help = format!("请写明哪个是姓名、哪个是职务：{{name: {}, role: {}}}", name.text, role.text);
        fields.report(Code::WrongType, span, "花括号里应当是「名称: 内容」", help);
        return None;
    }
    let mut presenter = Fields::new(fields.diagnostics(), &source, span, PRESENTER_KEYS, pairs);
    presenter.need("name", "张三");
    let name = presenter.name("name").map(|name| name.value).unwrap_or_default();
    Some(Presenter { name, role: presenter.name("role").map(|role| role.value) })
}

fn read_withdrawal(fields: &mut Fields<'_>) -> Option<WithdrawalRecord> {
    let source = Arc::clone(fields.source());
    let (span, pairs) = fields.mapping("withdrawn", "withdrawn: {date: 2026-07-05, reason: 内容有误，正在核实}")?;
    let mut withdrawn = Fields::new(fields.diagnostics(), &source, span, WITHDRAWN_KEYS, pairs);
    withdrawn.need("date", "2026-07-05");
    let reason = withdrawn.needed_text("reason", "内容有误，正在核实");
    Some(WithdrawalRecord { date: withdrawn.day("date"), reason })
}

fn read_extra(fields: &mut Fields<'_>) -> serde_json::Map<String, serde_json::Value> {
    match fields.node("extra") {
        None => serde_json::Map::new(),
        Some(Node { value: Value::Map(pairs), .. }) => {
            let source = Arc::clone(fields.source());
            for (_, node) in pairs.iter().filter(|(_, node)| matches!(node.value, Value::Text(_))) {
                remarks::report_cut(fields.diagnostics(), &source, "extra", node.span);
            }
            pairs.into_iter().map(|(key, node)| (key.text, json_of(node.value))).collect()
        }
        Some(node) => {
            let help = "例如：extra: {联系电话: 见评比方案}";
            fields.report(Code::WrongType, node.span, "「extra」应当写成一组「名称: 内容」", help);
            serde_json::Map::new()
        }
    }
}

/// Numbers stay as they were written, as text: a template shows `0.50` and not `0.5`.
fn json_of(value: Value) -> serde_json::Value {
    match value {
        Value::Null | Value::Unread => serde_json::Value::Null,
        Value::Bool(value) => value.into(),
        Value::Number(text) | Value::Text(text) => text.into(),
        Value::List(items) => items.into_iter().map(|item| json_of(item.value)).collect(),
        Value::Map(pairs) => {
            serde_json::Value::Object(pairs.into_iter().map(|(key, node)| (key.text, json_of(node.value))).collect())
        }
    }
}
