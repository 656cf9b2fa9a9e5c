//! A new case: its front matter filled in as far as that is known, its sections with a line of advice each.

use super::Draft;
use super::ask::{Question, ask};
use super::name::{explicit_slug, file_stem, free_file, plain_title, yaml_item, yaml_text};
use crate::cli::Console;
use crate::cli::args::NewCaseArgs;
use crate::cli::known::{Known, Unknown};
use crate::cli::today;
use crate::document::CompetitionRecord;
use crate::domain::CompetitionId;

/// What makes a case.
struct Answers {
    title: String,
    competition: Option<CompetitionId>,
    unit: Option<String>,
    dimensions: Vec<String>,
}

pub(super) fn draft(console: &mut Console, known: &Known, args: &NewCaseArgs) -> Result<Vec<Draft>, String> {
    let Answers { title, competition, unit, dimensions } = answers(console, known, args)?;
    if competition.is_none() && !known.newest().is_empty() {
        console.tell(ALL_JUDGED);
    }
    let stem = file_stem(&title)?;
    let folder = competition.as_ref().map_or(String::new(), |id| format!("/{}", id.quarter.year()));
    let path = free_file(&known.documents, &format!("content/cases{folder}"), &stem, &title)?;
    let slug = explicit_slug(&known.documents, path.stem(), competition.as_ref());
    let front = front_matter(known, &title, unit, &dimensions, competition.as_ref());
    let slug = slug.map_or(String::new(), |slug| format!("slug: {slug}\n"));
    // Remarks are never published, so a section that nobody wrote shows as empty and not as advice to writers.
    let section = |section: &String| format!("## {section}\n\n<!-- {} -->\n", advice(section));
    let body = known.sections.iter().map(section).collect::<Vec<_>>().join("\n");
    Ok(vec![Draft { path, text: format!("---\n{front}{slug}{OPTIONAL}---\n\n{body}") }])
}

/// What was typed, and where a person is there, the answers to the rest.
fn answers(console: &mut Console, known: &Known, args: &NewCaseArgs) -> Result<Answers, String> {
    let current = known.current(today::today(None)?).cloned();
    let competition = args.competition.as_deref().map(|text| known.competition(text)).transpose()?;
    let unit = args.unit.as_deref().map(|unit| known.unit(unit)).transpose()?;
    let dimensions = args.dimension.as_deref().map_or(Ok(Vec::new()), |text| known.dimensions_of(text))?;
    let title = args.title.as_deref().map(plain_title);
    if !console.has_person() {
        let title = title.ok_or("还缺标题：leitai new case 标题")?;
        return Ok(Answers { title, competition: competition.or(current), unit, dimensions });
    }
    Ok(Answers {
        title: title.map_or_else(|| ask_title(console), Ok)?,
        competition: match competition {
            None => ask_competition(console, known, current.as_ref())?,
            given => given,
        },
        unit: match unit {
            None => ask_unit(console, known)?,
            given => given,
        },
        dimensions: if dimensions.is_empty() { ask_dimensions(console, known)? } else { dimensions },
    })
}

fn ask_title(console: &mut Console) -> Result<String, String> {
    ask(console, &Question { words: "标题", options: &[], default: "" }, |text| {
        let title = plain_title(text);
        file_stem(&title).map_err(|message| Unknown::new(message, "请写上标题"))?;
        Ok(title)
    })
}

fn ask_competition(
    console: &mut Console,
    known: &Known,
    current: Option<&CompetitionId>,
) -> Result<Option<CompetitionId>, String> {
    let newest = known.newest();
    if newest.is_empty() {
        return Ok(None);
    }
    let default = current.map_or(String::new(), ToString::to_string);
    let else_later = if current.is_some() { format!("就是 {default}") } else { "，以后再写".to_owned() };
    let words = format!("参加哪一场比武（写序号、编号或几个字；直接回车{else_later}）");
    let name = |record: &CompetitionRecord| {
        let title = record.title.as_ref().map_or(String::new(), |title| format!("{GAP}{title}"));
        Some(format!("{}{title}", record.id.as_ref()?.value))
    };
    let options: Vec<String> = newest.into_iter().take(MOST_OPTIONS).filter_map(name).collect();
    ask(console, &Question { words: &words, options: &options, default: &default }, |text| {
        let id = text.split(GAP).next().unwrap_or_default();
        if id.is_empty() { Ok(None) } else { known.competition(id).map(Some) }
    })
}

/// How many competitions there are to choose from; of older ones the id can be written.
const MOST_OPTIONS: usize = 6;

/// Between the id of a competition and its title.
const GAP: &str = "  ";

const ALL_JUDGED: &str =
    "没有写场次：区级的比武都已经评出结果。新的一场请先运行 leitai new competition，再在案例里写上它的编号\n";

/// The township first, then its village; whoever writes the village at once is not asked for it.
fn ask_unit(console: &mut Console, known: &Known) -> Result<Option<String>, String> {
    let unit = |text: &str| if text.is_empty() { Ok(None) } else { known.unit(text).map(Some) };
    let all = known.units();
    let townships: Vec<String> = all.iter().filter(|unit| !unit.contains('/')).cloned().collect();
    let words = "哪个单位（写序号或名称，也可以直接写村；直接回车，以后再写）";
    let Some(chosen) = ask(console, &Question { words, options: &townships, default: "" }, unit)? else {
        return Ok(None);
    };
    let start = format!("{chosen}/");
    let villages: Vec<String> = all.iter().filter_map(|unit| Some(unit.strip_prefix(&start)?.to_owned())).collect();
    if villages.is_empty() {
        return Ok(Some(chosen));
    }
    let words = format!("{chosen}的哪个村（社区）（直接回车，就是{chosen}）");
    ask(console, &Question { words: &words, options: &villages, default: &chosen }, |text| {
        if villages.iter().any(|village| village == text) {
            return Ok(Some(format!("{start}{text}")));
        }
        unit(text)
    })
}

fn ask_dimensions(console: &mut Console, known: &Known) -> Result<Vec<String>, String> {
    let words = "哪个维度（写序号或名称，几个的用顿号隔开；直接回车，以后再写）";
    ask(console, &Question { words, options: &known.dimensions, default: "" }, |text| {
        if text.is_empty() { Ok(Vec::new()) } else { known.dimensions_of(text) }
    })
}

/// What a section is for.
fn advice(section: &str) -> String {
    match section {
        "主要做法" => "怎么做的：谁牵头，分哪几步，遇到什么难处，怎么解决的；段落之间空一行".to_owned(),
        "工作亮点" => "和别处不同在哪里：举一两件最能说明问题的事，有人物，有时间，有地点".to_owned(),
        "取得成效" => "结果怎样：用数字说话，写明从多少到多少、截至哪一天；群众怎么说".to_owned(),
        other => format!("请在这里写{other}；段落之间空一行"),
    }
}

/// What most cases have sooner or later.
const OPTIONAL: &str = "\
# 下面几行需要时删去开头的 # 号
#result: 观摩点
#track: 规定动作
#presenter: {name: 姓名, role: 驻村第一书记}
#tags: [标签一, 标签二]
#summary: 一两句话的摘要
";

/// The lines that every case needs; those that nobody can guess say what to write.
fn front_matter(
    known: &Known,
    title: &str,
    unit: Option<String>,
    dimensions: &[String],
    competition: Option<&CompetitionId>,
) -> String {
    let line = |key: &str, value: Option<String>, advice: &str| {
        value.map_or_else(|| format!("{key}:  # {advice}\n"), |value| format!("{key}: {value}\n"))
    };
    let items: Vec<String> = dimensions.iter().map(|name| yaml_item(name)).collect();
    let dimension = match &items[..] {
        [] => format!("dimension:  # 请写维度，可以写：{}\n", known.dimensions.join("、")),
        [one] => format!("dimension: {one}\n"),
        several => format!("dimension: [{}]\n", several.join(", ")),
    };
    [
        line("title", Some(yaml_text(title)), ""),
        line("unit", unit.map(|unit| yaml_text(&unit)), "请写单位，例如 湖东街道/青禾社区"),
        dimension,
        line("competition", competition.map(ToString::to_string), "请写比武的编号，例如 2026Q3"),
    ]
    .concat()
}
