//! A score sheet as its table says it: a row an entry, a column a judge.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::limits::CSV_CELLS;
use crate::model::{Code, Diagnostics, Limits, Place, SourcePath, SourceText, Written};
use crate::source::Sources;
use crate::source::table::{Row, Rows};

/// The column with the case's slug or title.
const CASE: &str = "案例";

/// The column with the case's unit.
const UNIT: &str = "单位";

/// Columns that staff keep beside the scores, which are none.
const NOT_JUDGES: [&str; 9] = [UNIT, "序号", "备注", "合计", "总分", "平均分", "最后得分", "名次", "排名"];

/// A well-formed score sheet; its scores are not yet numbers.
#[derive(Debug)]
pub struct SheetRecord {
    /// The whole table.
    pub source: Arc<SourceText>,
    /// The judges, in the order of the columns.
    pub judges: Vec<String>,
    /// The rows that are as long as the header.
    pub rows: Vec<SheetRow>,
    /// Whether these are all the rows.
    pub is_whole: bool,
}

/// One entry's row.
#[derive(Debug)]
pub struct SheetRow {
    /// The case's slug or title.
    pub case: Written<String>,
    /// The case's unit; none where there is no such column.
    pub unit: Option<Written<String>>,
    /// One cell a judge, in the order of the judges.
    pub scores: Vec<Written<String>>,
}

/// How many judges a sheet may have: its page has a column of each.
const MOST_JUDGES: usize = 1000;

type Cells = Vec<Written<String>>;

/// Reads the table that `path`, relative to the file it is written in, names.
pub(super) fn read(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    path: &Written<String>,
    limits: &Limits,
) -> Option<SheetRecord> {
    let wanted = path.place.source.path.resolve(&path.value).ok();
    // A file that could not be read is reported itself.
    if wanted.as_ref().is_some_and(|wanted| sources.refused().contains(wanted)) {
        return None;
    }
    if let Some(near) =
        wanted.as_ref().filter(|wanted| !sources.contains(wanted)).and_then(|w| same_letters(sources, w))
    {
        let message = format!("「{}」和文件名的大小写不一样，在别的电脑上会打不开", path.value);
        diagnostics.report(Code::PathCase, path.place.clone(), message, format!("请改成「{}」", near.file_name()));
        return None;
    }
    let found = wanted.filter(|path| sources.contains(path));
    if let Some(other) = found.as_ref().filter(|found| found.extension() != "csv") {
        let message = format!("评分表「{}」不是 CSV 文件", other.file_name());
        let help = "请在 Excel 或 WPS 里打开它，另存为“CSV UTF-8（逗号分隔）”，再写上新的文件名";
        diagnostics.report(Code::ScoreSheetMalformed, path.place.clone(), message, help);
        return None;
    }
    let Some(found) = found else {
        let help = "请把评分表（CSV）放在比武文件旁边，写上它的文件名，例如 scores: 2026Q3评分表.csv";
        let message = format!("找不到评分表「{}」", path.value);
        diagnostics.report(Code::MissingFile, path.place.clone(), message, help);
        return None;
    };
    let source = super::text_of(diagnostics, sources, &found, limits)?;
    let (rows, is_whole) = read_rows(diagnostics, &source, limits.csv_cells)?;
    let mut rows = rows.into_iter();
    let header = rows.next().unwrap_or_default();
    let columns = Columns::find(diagnostics, &source, &header)?;
    let rows = rows.map(|row| columns.pick(&row)).collect();
    Some(SheetRecord { judges: columns.judges(&header), rows, is_whole, source })
}

/// The rows that are as long as the header, and whether these are all; `None` without a header that can be read.
fn read_rows(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, most: usize) -> Option<(Vec<Cells>, bool)> {
    let (mut rows, mut count, mut width) = (Vec::new(), 0, None);
    let mut is_whole = true;
    for row in Rows::new(source, most) {
        let row = match row {
            Row::Cells(cells) => cells.into_iter().map(|cell| without_bars(diagnostics, cell)).collect::<Cells>(),
            Row::Unclosed(place) => {
                let help = "请补上这一格末尾的引号，或删去开头的引号";
                diagnostics.report(Code::ScoreSheetMalformed, place, "引号没有配对，后面的几行会被连成一格", help);
                is_whole = false;
                width?;
                continue;
            }
        };
        if let Some(first_over) = row.get(most - count) {
            let message = format!("评分表超过 {most} 格，从这一格起没有读下去");
            let help = format!("请删去空行空列，或拆成几张表{}", CSV_CELLS.or_raise(most));
            diagnostics.report(Code::TooMany, first_over.place.clone(), message, help);
            return None;
        }
        count += row.len();
        // Excel leaves rows of nothing but commas.
        if row.iter().all(|cell| cell.value.is_empty()) {
            continue;
        }
        let expected = *width.get_or_insert(row.len());
        if row.len() == expected {
            rows.push(row);
        } else {
            is_whole = false;
            let help = "每行的格数要一样多；没有内容的格留空，逗号不能少";
            let message = format!("这一行有 {} 格，表头有 {expected} 格", row.len());
            diagnostics.report(Code::ScoreSheetMalformed, row[0].place.clone(), message, help);
        }
    }
    Some((rows, is_whole))
}

/// A cell without the bars that a table pasted from Markdown leaves in it, which are reported.
fn without_bars(diagnostics: &mut Diagnostics, mut cell: Written<String>) -> Written<String> {
    let inner = cell.value.trim_matches(['|', '｜', ' ']);
    if inner.len() < cell.value.len() {
        let message = format!("这一格带着竖线：「{}」", cell.value);
        let rest = if inner.is_empty() { String::new() } else { format!("，只留「{inner}」") };
        let help = format!("CSV 只用半角逗号隔开，请删去竖线{rest}");
        diagnostics.report(Code::ScoreSheetMalformed, cell.place.clone(), message, help);
        cell.value = inner.to_owned();
    }
    cell
}

/// A file whose path differs in case only.
fn same_letters<'a>(sources: &'a Sources, path: &SourcePath) -> Option<&'a SourcePath> {
    let folded = path.as_str().to_lowercase();
    sources.paths().find(|known| known.as_str().to_lowercase() == folded)
}

/// Which columns are what.
struct Columns {
    case: usize,
    unit: Option<usize>,
    judges: Vec<usize>,
}

impl Columns {
    fn find(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, header: &Cells) -> Option<Self> {
        let Some(case) = header.iter().position(|cell| cell.value == CASE) else {
            let first = source.text.lines().next().unwrap_or_default();
            let help = match first
                .chars()
                .find(|c| matches!(c, '，' | ';' | '；' | '\t' | '|' | '｜'))
                .filter(|_| !first.contains(','))
            {
                Some(_) => "各列之间要用半角逗号：请在 Excel 或 WPS 里另存为“CSV UTF-8（逗号分隔）”",
                None => "第一行写表头：案例、单位，再加每位评委一列",
            };
            diagnostics.report(Code::ScoreMissing, Place::start_of(source), "评分表缺少「案例」一列", help);
            return None;
        };
        let is_other = |cell: &Written<String>| cell.value == CASE || NOT_JUDGES.contains(&cell.value.as_str());
        let judges: Vec<usize> = (0..header.len()).filter(|&index| !is_other(&header[index])).collect();
        if judges.is_empty() {
            let help = "请在表头里写上每位评委，例如：案例,单位,区委组织部,区农业农村局";
            diagnostics.report(Code::ScoreMissing, Place::start_of(source), "评分表没有评委的列", help);
            return None;
        }
        if let Some(&first_over) = judges.get(MOST_JUDGES) {
            let message = format!("评分表的评委超过 {MOST_JUDGES} 位，从这一列起没有读下去");
            let help = "请删去不是评委的列；每位评委一列，每个案例一行，行列反了的请转过来";
            diagnostics.report(Code::TooMany, header[first_over].place.clone(), message, help);
            return None;
        }
        let mut seen = HashSet::new();
        for cell in judges.iter().map(|&index| &header[index]) {
            if cell.value.is_empty() {
                let help = "请在表头里补上评委的名字；不用的空列请删去";
                diagnostics.report(Code::ScoreMissing, cell.place.clone(), "这一列没有写是哪位评委", help);
            } else if !seen.insert(cell.value.as_str()) {
                let message = format!("评委「{}」有两列", cell.value);
                diagnostics.report(
                    Code::DuplicateEntry,
                    cell.place.clone(),
                    message,
                    "请改掉其中一列的名字，或删去一列",
                );
            }
        }
        let unit = header.iter().position(|cell| cell.value == UNIT);
        Some(Self { case, unit, judges })
    }

    fn judges(&self, header: &Cells) -> Vec<String> {
        self.judges.iter().map(|&index| header[index].value.clone()).collect()
    }

    fn pick(&self, row: &Cells) -> SheetRow {
        let scores = self.judges.iter().filter_map(|&index| row.get(index).cloned()).collect();
        SheetRow { case: row[self.case].clone(), unit: self.unit.map(|index| row[index].clone()), scores }
    }
}
