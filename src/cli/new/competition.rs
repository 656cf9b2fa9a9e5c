//! A new competition, with an empty score sheet beside it.

use std::ops::RangeInclusive;

use super::Draft;
use super::ask::{Question, ask};
use super::name::{file_in, yaml_item, yaml_text};
use crate::cli::Console;
use crate::cli::args::NewCompetitionArgs;
use crate::cli::known::{Known, parse_id};
use crate::cli::today;
use crate::document::CompetitionRecord;
use crate::domain::{CompetitionId, Level, Named, Quarter};
use crate::model::SourcePath;

/// The years of which somebody may hold a contest.
const YEARS: RangeInclusive<i16> = 2000..=2099;

pub(super) fn draft(console: &mut Console, known: &Known, args: &NewCompetitionArgs) -> Result<Vec<Draft>, String> {
    let id = match &args.id {
        Some(text) => parse_id(text)?,
        None if console.has_person() => ask_id(console, known)?,
        None => return Err("还缺编号，例如：leitai new competition 2026Q4".to_owned()),
    };
    if !YEARS.contains(&id.quarter.year()) {
        return Err(format!("年份 {} 不对，请核对", id.quarter.year()));
    }
    let existing = known.documents.competitions.iter().find(|known| known.id.as_ref().is_some_and(|i| i.value == id));
    if let Some(existing) = existing {
        return Err(format!("比武 {id} 已经有了：{}", existing.article.source.path));
    }
    let whose = id.township.as_deref().map_or(Ok(String::new()), |name| known.township(name))?;
    let folder = format!("content/competitions/{}", id.quarter.year());
    let path = file_in(&folder, &id.to_string())?;
    let sheet = SourcePath::new(&format!("{folder}/{id}-评分表.csv")).map_err(|_| format!("「{id}」不能作文件名"))?;
    let earlier = earlier(known, &id);
    let text = front_matter(known, &id, &whose, &sheet, earlier);
    let mut files = vec![Draft { path, text }];
    // A sheet that somebody has put there already is the one.
    if !known.paths.contains(&sheet) {
        files.push(Draft { path: sheet, text: empty_sheet(known, earlier) });
    }
    Ok(files)
}

/// The next quarter is the likeliest.
fn ask_id(console: &mut Console, known: &Known) -> Result<CompetitionId, String> {
    let district = known.competitions().filter(|id| id.level() == Level::District).map(|id| id.quarter).max();
    let next = district.and_then(Quarter::next).or_else(|| Some(Quarter::of(today::today(None).ok()?)));
    let next = next.map_or(String::new(), |quarter| quarter.to_string());
    let words = format!("编号（区级如 {next}，乡镇级如 {next}-湖东街道；直接回车就是 {next}）");
    ask(console, &Question { words: &words, options: &[], default: &next }, parse_id)
}

/// The latest competition of the same level, whose judges and criteria most likely stay.
fn earlier<'a>(known: &'a Known, id: &CompetitionId) -> Option<&'a CompetitionRecord> {
    let of = |record: &CompetitionRecord| record.id.as_ref().map(|id| id.value.clone());
    let alike =
        known.documents.competitions.iter().filter(|record| {
            of(record).is_some_and(|other| other.township == id.township && other.quarter <= id.quarter)
        });
    alike.max_by_key(|record| of(record)).map(AsRef::as_ref)
}

fn front_matter(
    known: &Known,
    id: &CompetitionId,
    whose: &str,
    sheet: &SourcePath,
    earlier: Option<&CompetitionRecord>,
) -> String {
    let title = yaml_text(&format!("{}{whose}擂台比武", id.quarter.name()));
    let (year, month) = (id.quarter.year(), id.quarter.first_day().month());
    let (first, second, third) = (month, month + 1, month + 2);
    format!(
        "---\nid: {id}\ntitle: {title}\nlevel: {}\n\
         stages:\n  比武申报:  # 例如 {year}-{first:02}-05..{year}-{first:02}-20\n\
         \u{20} 现场比武:  # 例如 {year}-{second:02}-18\n  集中评议:\n  领导小组评定:\n\
         {}\
         # 下面几行需要时删去开头的 # 号\n\
         #theme: 比武主题\n#dimensions: [{}]\n#formats: [实地观摩, 经验交流]\n\
         #scores: {}\n#published: {year}-{third:02}-01\n---\n\n\
         <!-- 请在这里写这场比武的经过；评分表 {} 填好以后，删去 #scores 前面的 # 号 -->\n",
        id.level().name(),
        criteria(earlier),
        known.dimensions.join(", "),
        sheet.file_name(),
        sheet.file_name(),
    )
}

/// The criteria of last time; where there are none, an example.
fn criteria(earlier: Option<&CompetitionRecord>) -> String {
    let known = earlier.map(|record| &record.criteria[..]).unwrap_or_default();
    if known.is_empty() {
        return "criteria:  # 每项一行，分值合计 100\n#  - {name: 组织领导, points: 20, look_for: 书记抓、抓书记}\n"
            .to_owned();
    }
    let line = |name: &str, points: &str, look_for: Option<&str>| {
        let look_for = look_for.map_or(String::new(), |text| format!(", look_for: {}", yaml_item(text)));
        format!("  - {{name: {}, points: {points}{look_for}}}\n", yaml_item(name))
    };
    let lines = known.iter().map(|one| line(&one.name, &one.points.normalize().to_string(), one.look_for.as_deref()));
    format!("criteria:  # 和上一次一样，请核对\n{}", lines.collect::<String>())
}

/// A table with its header alone; with the mark by which Excel knows UTF-8.
fn empty_sheet(known: &Known, earlier: Option<&CompetitionRecord>) -> String {
    let sheet = earlier.and_then(|record| known.documents.sheets.get(&record.article.source.path));
    let judges = sheet.map_or_else(
        || ["评委一", "评委二", "评委三", "评委四", "评委五"].map(String::from).into(),
        |sheet| sheet.judges.clone(),
    );
    let cell = |text: &String| {
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    format!("\u{feff}案例,单位,{}\n", judges.iter().map(cell).collect::<Vec<_>>().join(","))
}
