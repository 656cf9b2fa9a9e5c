//! A score sheet as its table says it: a row an entry, a column a judge.

use std::sync::Arc;

use crate::model::{Code, Diagnostics, Place, SourceText, Span, Written};
use crate::source::Sources;

/// The column with the case's slug or title.
const CASE: &str = "案例";

/// Columns that staff keep beside the scores, which are none.
const NOT_JUDGES: [&str; 9] = ["单位", "序号", "备注", "合计", "总分", "平均分", "最后得分", "名次", "排名"];

/// The most cells of a score sheet.
const MAX_CELLS: usize = 100_000;

/// A well-formed score sheet; its scores are not yet numbers.
#[derive(Debug)]
pub struct SheetRecord {
    /// The whole table.
    pub source: Arc<SourceText>,
    /// The judges, in the order of the columns.
    pub judges: Vec<String>,
    /// The rows.
    pub rows: Vec<SheetRow>,
}

/// One entry's row.
#[derive(Debug)]
pub struct SheetRow {
    /// The case's slug or title.
    pub case: Written<String>,
    /// One cell a judge, in the order of the judges.
    pub scores: Vec<Written<String>>,
}

type Row = Vec<Written<String>>;

/// Reads the table that `path`, relative to the file it is written in, names.
pub(super) fn read(diagnostics: &mut Diagnostics, sources: &Sources, path: &Written<String>) -> Option<SheetRecord> {
    let found = path.place.source.path.resolve(&path.value).ok().filter(|path| sources.contains(path));
    let Some(found) = found else {
        let help = "请把评分表（CSV）放在比武文件旁边，写上它的文件名，例如 scores: 2026Q3评分表.csv";
        let message = format!("找不到评分表「{}」", path.value);
        diagnostics.report(Code::MissingFile, path.place.clone(), message, help);
        return None;
    };
    let source = super::text_of(diagnostics, sources, &found)?;
    let mut rows = read_rows(diagnostics, &source)?.into_iter();
    let header = rows.next().unwrap_or_default();
    let columns = Columns::find(diagnostics, &source, &header)?;
    Some(SheetRecord { judges: columns.judges(&header), rows: rows.map(|row| columns.pick(&row)).collect(), source })
}

fn read_rows(diagnostics: &mut Diagnostics, source: &Arc<SourceText>) -> Option<Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(source.text.as_bytes());
    let (mut rows, mut cells) = (Vec::new(), 0);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                report_malformed(diagnostics, source, &error);
                return None;
            }
        };
        cells += record.len();
        if cells > MAX_CELLS {
            let message = format!("评分表超过 {MAX_CELLS} 格");
            diagnostics.report(Code::TooMany, Place::start_of(source), message, "请删去空行空列，或拆成几张表");
            return None;
        }
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let spans = cell_spans(&source.text, start);
        let cell =
            |(value, span): (&str, Span)| Written { value: value.trim().to_owned(), place: Place::new(source, span) };
        let row: Row = record.iter().zip(spans).map(cell).collect();
        // Excel leaves rows of nothing but commas.
        if row.iter().any(|cell| !cell.value.is_empty()) {
            rows.push(row);
        }
    }
    Some(rows)
}

fn report_malformed(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, error: &csv::Error) {
    let (at, message) = match error.kind() {
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let at = pos.as_ref().map_or(0, |pos| usize::try_from(pos.byte()).unwrap_or(0));
            (at, format!("这一行有 {len} 格，表头有 {expected_len} 格"))
        }
        _ => (0, "评分表不是写得完整的 CSV".to_owned()),
    };
    let at = source.text[at..].find(|c: char| !c.is_whitespace()).map_or(at, |skip| at + skip);
    let help = "每行的格数要一样多；没有内容的格留空，逗号不能少";
    diagnostics.report(Code::ScoreSheetMalformed, Place::new(source, Span::new(at, at)), message, help);
}

/// Where the cells of the record from `start` on are in the text, quotes left out.
fn cell_spans(text: &str, start: usize) -> Vec<Span> {
    let skipped = text[start..].len() - text[start..].trim_start_matches('\n').len();
    let (mut spans, mut cell, mut quoted) = (Vec::new(), start + skipped, false);
    let close = |from: usize, to: usize| {
        let inner = text[from..to].trim_matches('"');
        let begin = from + text[from..to].find(inner).unwrap_or(0);
        Span::new(begin, begin + inner.len())
    };
    for (at, b) in text.bytes().enumerate().skip(cell) {
        match b {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                spans.push(close(cell, at));
                cell = at + 1;
            }
            b'\n' if !quoted => {
                spans.push(close(cell, at));
                return spans;
            }
            _ => {}
        }
    }
    spans.push(close(cell, text.len()));
    spans
}

/// Which columns are what.
struct Columns {
    case: usize,
    judges: Vec<usize>,
}

impl Columns {
    fn find(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, header: &Row) -> Option<Self> {
        let Some(case) = header.iter().position(|cell| cell.value == CASE) else {
            let help = "第一行写表头：案例、单位，再加每位评委一列";
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
        for (at, &index) in judges.iter().enumerate() {
            let cell = &header[index];
            if cell.value.is_empty() {
                let help = "请在表头里补上评委的名字；不用的空列请删去";
                diagnostics.report(Code::ScoreMissing, cell.place.clone(), "这一列没有写是哪位评委", help);
            } else if judges[..at].iter().any(|&earlier| header[earlier].value == cell.value) {
                let message = format!("评委「{}」有两列", cell.value);
                diagnostics.report(
                    Code::DuplicateEntry,
                    cell.place.clone(),
                    message,
                    "请改掉其中一列的名字，或删去一列",
                );
            }
        }
        Some(Self { case, judges })
    }

    fn judges(&self, header: &Row) -> Vec<String> {
        self.judges.iter().map(|&index| header[index].value.clone()).collect()
    }

    fn pick(&self, row: &Row) -> SheetRow {
        let scores = self.judges.iter().filter_map(|&index| row.get(index).cloned()).collect();
        SheetRow { case: row[self.case].clone(), scores }
    }
}
