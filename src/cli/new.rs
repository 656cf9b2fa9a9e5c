//! `new case` and `new competition`: files that need only what a person can write.

mod name;

use std::io;
use std::path::Path;

use super::args::{NewCaseArgs, NewCommand, NewCompetitionArgs};
use super::build::require_archive;
use super::init::write_new;
use super::known::{Known, parse_id};
use super::{Console, Exit};
use crate::domain::{CompetitionId, Level, Named};
use crate::model::{SourcePath, nearest};
use name::{explicit_slug, file_in, file_stem, plain_title, yaml_item, yaml_text};

/// Writes the file; nothing that exists is ever written over.
pub(super) fn run(console: &mut Console, root: &Path, what: &NewCommand) -> Exit {
    let draft = require_archive(root).and_then(|()| {
        let known = Known::read(root);
        match what {
            NewCommand::Case(args) => draft_case(&known, args),
            NewCommand::Competition(args) => draft_competition(&known, args),
        }
    });
    let Draft { path, text } = match draft {
        Ok(draft) => draft,
        Err(message) => {
            console.tell(&format!("没有新建：{message}\n"));
            return Exit::Usage;
        }
    };
    let file = root.join(path.as_str());
    match write_new(&file, text.as_bytes()) {
        Ok(()) => {
            console.print(&format!("{}\n", file.display()));
            Exit::Done
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            console.tell(&format!("没有新建：{} 已经有了，没有改动它\n", file.display()));
            Exit::Usage
        }
        Err(error) => {
            console.tell(&format!("写不进 {}：{error}\n", file.display()));
            Exit::Machine
        }
    }
}

struct Draft {
    path: SourcePath,
    text: String,
}

fn draft_case(known: &Known, args: &NewCaseArgs) -> Result<Draft, String> {
    let title = plain_title(&args.title);
    let stem = file_stem(&title)?;
    let latest = || known.competitions().filter(|id| id.level() == Level::District).max().cloned();
    let competition = match &args.competition {
        Some(text) => Some(known.competition(text)?),
        None => latest(),
    };
    let unit = args.unit.as_deref().map(|unit| known.unit(unit)).transpose()?;
    let dimensions = args.dimension.iter().flat_map(|text| text.split(['、', '，', ',']).map(str::trim));
    let dimensions = dimensions.map(|dimension| known.dimension(dimension)).collect::<Result<Vec<_>, _>>()?;
    let folder = competition.as_ref().map_or(String::new(), |id| format!("/{}", id.quarter.year()));
    let path = file_in(&format!("content/cases{folder}"), &stem)?;
    let slug = explicit_slug(&known.documents, path.stem(), competition.as_ref());
    let front = front_matter(known, &title, unit, &dimensions, competition.as_ref());
    let slug = slug.map_or(String::new(), |slug| format!("slug: {slug}\n"));
    // Remarks are never published, so a section that nobody wrote shows as empty and not as advice to writers.
    let advice = |section: &String| format!("## {section}\n\n<!-- 请在这里写{section}；段落之间空一行 -->\n");
    let sections = known.sections.iter().map(advice);
    let body = sections.collect::<Vec<_>>().join("\n");
    Ok(Draft { path, text: format!("---\n{front}{slug}{OPTIONAL}---\n\n{body}") })
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
        value.map_or_else(|| format!("{key}:  # {advice}\n"), |value| format!("{key}: {}\n", yaml_text(&value)))
    };
    let items: Vec<String> = dimensions.iter().map(|name| yaml_item(name)).collect();
    let dimension = match &items[..] {
        [] => format!("dimension:  # 请写维度，可以写：{}\n", known.dimensions.join("、")),
        [one] => format!("dimension: {one}\n"),
        several => format!("dimension: [{}]\n", several.join(", ")),
    };
    [
        line("title", Some(title.to_owned()), ""),
        line("unit", unit, "请写单位，例如 湖东街道/青禾社区"),
        dimension,
        line("competition", competition.map(ToString::to_string), "请写比武的编号，例如 2026Q3"),
    ]
    .concat()
}

fn draft_competition(known: &Known, args: &NewCompetitionArgs) -> Result<Draft, String> {
    let id = parse_id(&args.id)?;
    if let Some(existing) = known.documents.competitions.iter().find(|c| c.id.as_ref().is_some_and(|i| i.value == id)) {
        return Err(format!("比武 {id} 已经有了：{}", existing.article.source.path));
    }
    let whose = match (&id.township, &known.documents.units) {
        (Some(name), Some(units)) if !units.iter().any(|township| township.name.value == *name) => {
            let near = nearest(name, units.iter().map(|township| township.name.value.as_str()));
            let hint = near.map_or("请先写进 content/units.yaml".into(), |near| format!("是不是「{near}」？"));
            return Err(format!("没有「{name}」这个乡镇（街道）；{hint}"));
        }
        (Some(name), _) => name.clone(),
        (None, _) => String::new(),
    };
    let year = id.quarter.year();
    let path = file_in(&format!("content/competitions/{year}"), &id.to_string())?;
    let title = yaml_text(&format!("{}{whose}擂台比武", id.quarter.name()));
    let month = |after: i8| format!("{year}-{:02}", id.quarter.first_day().month() + after);
    let (first, second, third) = (month(0), month(1), month(2));
    let text = format!(
        "---\nid: {id}\ntitle: {title}\nlevel: {}\n# 下面几行需要时删去开头的 # 号\n\
         #theme: 比武主题\n#dimensions: [{}]\n#formats: [实地观摩, 经验交流]\n\
         #stages:\n#  比武申报: {first}-05..{first}-20\n#  现场比武: {second}-18\n\
         #  集中评议: {second}-20\n#  领导小组评定: {second}-25\n\
         #criteria:\n#  - {{name: 组织领导, points: 20, look_for: 书记抓、抓书记}}\n\
         #published: {third}-01\n---\n\n<!-- 请在这里写这场比武的经过 -->\n",
        id.level().name(),
        known.dimensions.join(", "),
    );
    Ok(Draft { path, text })
}
