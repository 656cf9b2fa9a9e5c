//! Tables: a cell is read as if the heading of its column, or the name beside it, stood right before it; enter at [`find`].

use std::cell::LazyCell;
use std::sync::{Arc, LazyLock};

use super::spots::PrivateSpots;
use super::{Finding, privacy};
use crate::model::{SourceText, Span};
use crate::source::table::{Row, Rows};

/// The most cells that are read as one row.
const WIDEST: usize = 1000;

/// Names of columns by what stands below them, and the words that say so in a sentence.
static NAMES: LazyLock<[(Vec<&str>, &str); 5]> = LazyLock::new(|| {
    [
        (
            "住址 家庭地址 居住地 居住地址 居住地点 户籍地 户籍地址 户籍所在地 户口所在地 现住地 常住地址 暂住地址",
            "家庭住址",
        ),
        (
            "银行卡 银行卡号 卡号 银行账号 银行帐号 银行账户 开户账号 存折账号 存折号 一折通账号 一卡通账号 账号",
            "银行卡号",
        ),
        ("身份证 身份证号 身份证号码 证件号 证件号码 公民身份号码", "身份证号"),
        ("电话 电话号码 手机 手机号 手机号码 联系方式", "电话"),
        ("车牌 车牌号 车牌号码 车号", "车牌号"),
    ]
    .map(|(names, words)| (names.split(' ').collect(), words))
});

/// What an address or the number of a door is one of a home by, where it stands in the same row.
static OF_PEOPLE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "户主 户主姓名 身份证号 身份证号码 出生年月 出生日期 年龄 民族 与户主关系 家庭人口".split(' ').collect()
});

/// What stands below the name of a column.
#[derive(Clone, Copy)]
enum Column {
    /// What belongs to a person, by the words that say so in a sentence.
    Personal(&'static str),
    /// What belongs to an office, a firm or a thing.
    OfNobody,
}

impl Column {
    fn words(self) -> Option<&'static str> {
        if let Self::Personal(words) = self { Some(words) } else { None }
    }
}

/// Names with these words are those of offices, firms and things.
static OTHERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "单位 企业 公司 经营 办公 机构 中心 站 店 校 项目 活动 电卡 水卡 气卡 医保 社保 会员 设备 公众号 工卡 门卡 饭卡 油卡".split(' ').collect()
});

/// The rows of a table with commas between its cells, as the places of these.
pub(super) fn by_commas(source: &Arc<SourceText>) -> impl Iterator<Item = Vec<Span>> {
    Rows::new(source, WIDEST).map(|row| match row {
        Row::Cells(cells) => cells.into_iter().map(|cell| cell.place.span).collect(),
        Row::Unclosed(_) => Vec::new(),
    })
}

/// The lines of a text with such marks between cells; those without one are no rows.
pub(super) fn by_marks(text: &str, mark: char) -> impl Iterator<Item = Vec<Span>> {
    let mut start = 0;
    // Most articles have no table.
    let text = if text.contains(mark) { text } else { "" };
    text.split_inclusive('\n').map(move |line| {
        let (mut at, mut cells) = (start, Vec::new());
        start += line.len();
        for part in line.split(mark).filter(|part| part.len() < line.len()) {
            let inner = part.trim();
            let from = at + part.len() - part.trim_start().len();
            cells.push(Span::new(from, from + inner.len()));
            at += part.len() + mark.len_utf8();
        }
        if cells.len() > WIDEST { Vec::new() } else { cells }
    })
}

/// The personal data in a text with tables, cells of columns that say what they hold read with their headings.
pub(super) fn find<'a>(
    spots: PrivateSpots<'a>,
    rows: impl Iterator<Item = Vec<Span>>,
    public: &'a [String],
) -> impl Iterator<Item = Finding> + 'a {
    let text = spots.text;
    let cells = named(text, rows);
    let spans: Vec<Span> = cells.iter().map(|(span, _)| *span).collect();
    let is_in_cell = move |finding: &Finding| {
        let next = spans.partition_point(|span| span.end <= finding.span.start);
        spans.get(next).is_some_and(|span| span.start < finding.span.end)
    };
    let of_cells = cells.into_iter().flat_map(move |(span, name)| {
        let read = format!("{name}：{}", &text[span.start..span.end]);
        let start = read.len() - (span.end - span.start);
        let found: Vec<Finding> = privacy::find(PrivateSpots::of(&read), public).collect();
        found.into_iter().map(move |finding| {
            let own = Span::new(finding.span.start.max(start) - start, finding.span.end - start);
            Finding { span: own.shifted(span.start), ..finding }
        })
    });
    privacy::find(spots, public).filter(move |finding| !is_in_cell(finding)).chain(of_cells)
}

/// The cells below or beside a name, in the order of the text.
fn named(text: &str, rows: impl Iterator<Item = Vec<Span>>) -> Vec<(Span, &'static str)> {
    let (mut cells, mut names): (Vec<(Span, &str)>, Vec<Option<Column>>) = (Vec::new(), Vec::new());
    for row in rows {
        let written = |span: &Span| &text[span.start..span.end];
        let is_of_people = LazyCell::new(|| is_of_people(text, &row));
        let own: Vec<Option<Column>> = row.iter().map(|cell| column(written(cell), || *is_of_people)).collect();
        if own.iter().all(Option::is_none) {
            names.truncate(row.len());
            cells.extend(row.iter().zip(&names).filter_map(|(cell, name)| Some((*cell, (*name)?.words()?))));
        } else {
            // A form has names beside what they are of.
            let is_value = |at: &usize| own[*at].is_none() && written(&row[*at]).contains(char::is_numeric);
            let beside = (1..row.len()).filter(is_value);
            cells.extend(beside.filter_map(|at| Some((row[at], own[at - 1]?.words()?))));
            names = own;
        }
    }
    cells
}

fn is_of_people(text: &str, row: &[Span]) -> bool {
    row.iter().any(|cell| OF_PEOPLE.contains(&plain(&text[cell.start..cell.end]).as_str()))
}

/// The column that a cell is the name of, if it is one.
fn column(cell: &str, is_of_people: impl Fn() -> bool) -> Option<Column> {
    const LONGEST: usize = 60;
    if cell.is_empty() || cell.len() > LONGEST || cell.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let name = plain(cell);
    let is_called = |names: &[&str]| names.iter().any(|own| name.ends_with(own));
    let words = match name.as_str() {
        "地址" | "详细地址" | "门牌" | "门牌号" | "门牌号码" => is_of_people().then_some("家庭住址"),
        _ => Some(NAMES.iter().find_map(|(names, words)| is_called(names).then_some(*words))?),
    };
    let is_of_others = OTHERS.iter().any(|word| name.contains(word));
    Some(words.filter(|_| !is_of_others).map_or(Column::OfNobody, Column::Personal))
}

/// A name without blanks, stars and what stands in brackets behind it.
fn plain(cell: &str) -> String {
    let name = cell.split(['（', '(', '：', ':', '/']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_whitespace() && *c != '*').collect()
}
