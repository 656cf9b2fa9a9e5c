//! `cargo xtask corpus N`: a synthetic archive of N cases that passes every check, the same bytes on every machine.
//! `plan` says who entered where, `prose` writes the text, this module writes the files.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::process::root;
use crate::{Outcome, say, tree};
use case_file::case_file;
use plan::{Case, Competition, village_name};
use vocabulary::words;

mod case_file;
pub(crate) mod hugo;
mod plan;
mod prose;
mod random;
mod vocabulary;

/// A day on which every case of a synthetic archive has been published.
pub(crate) const TODAY: &str = "2026-12-01";

/// The file that tells a synthetic archive from one that must not be replaced.
const MARK: &str = "synthetic-archive.txt";
/// Raised when the same N no longer gives the same bytes.
const EDITION: u32 = 1;

/// Where an archive of this many cases is if nothing else is said.
pub(crate) fn default_folder(cases: usize) -> Outcome<PathBuf> {
    Ok(root()?.join(format!("target/corpus-{cases}")))
}

/// Whether a complete archive of this many cases is there, by this edition of the program.
pub(crate) fn is_present(cases: usize, folder: &Path) -> bool {
    fs::read_to_string(folder.join(MARK)).is_ok_and(|text| text == mark(cases))
}

/// Writes the archive, in place of an older synthetic one if need be.
pub(crate) fn write(cases: usize, folder: &Path) -> Outcome {
    if folder.exists() && !folder.join(MARK).is_file() && fs::read_dir(folder)?.next().is_some() {
        return Err(format!("{} holds something else; remove it first", folder.display()).into());
    }
    tree::remove(folder)?;
    let content = folder.join("content");
    let competitions = write_cases(cases, &content)?;
    for competition in &competitions {
        write_file(&content.join(competition_path(*competition)), &competition_file(*competition))?;
    }
    write_file(&content.join("units.yaml"), &units_file())?;
    write_file(&content.join("site.yaml"), SITE)?;
    // Last, so that an archive cut short is not taken for a whole one.
    write_file(&folder.join(MARK), &mark(cases))?;
    say(format_args!("{cases} cases, {} competitions in {}", competitions.len(), folder.display()));
    Ok(())
}

fn mark(cases: usize) -> String {
    format!("{cases} synthetic cases, edition {EDITION}\n")
}

const SITE: &str = "name: 临湖区“擂台比武”案例档案\norganization: 中共临湖区委组织部\ndistrict: 临湖区\n";

fn write_cases(total: usize, content: &Path) -> Outcome<BTreeSet<Competition>> {
    (0..total)
        .into_par_iter()
        .map(|number| {
            let case = Case::new(number, total);
            write_file(&content.join("cases").join(case_file::path(number)), &case_file(&case, total))?;
            Ok(case.entries.iter().map(|entry| entry.competition).collect())
        })
        .try_reduce(BTreeSet::new, |mut all, some| {
            all.extend(some);
            Ok(all)
        })
}

fn write_file(path: &Path, text: &str) -> Outcome {
    let failed = |error| format!("cannot write {}: {error}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(failed)?;
    Ok(fs::write(path, text).map_err(failed)?)
}

fn units_file() -> String {
    let mut text = String::new();
    for (township, name) in words("township").iter().enumerate() {
        let villages: Vec<String> =
            (0..words("village-second").len()).map(|village| village_name(township, village)).collect();
        let _ = writeln!(text, "{name}: [{}]", villages.join(", "));
    }
    text
}

fn competition_path(competition: Competition) -> String {
    let year = competition.quarter.year();
    let township = competition.township.map(|number| format!("-{number:02}")).unwrap_or_default();
    format!("competitions/{year}/{}{township}.md", competition.quarter.id().to_lowercase())
}

fn competition_file(competition: Competition) -> String {
    let Competition { quarter, township } = competition;
    let (level, host) = match township {
        Some(number) => ("乡镇级", format!("{}党组织", words("township")[number])),
        None => ("区级", "中共临湖区委组织部".to_owned()),
    };
    let numeral = ["一", "二", "三", "四"][quarter.number() - 1];
    let place = township.map_or("临湖区", |number| words("township")[number]);
    let mut text = format!(
        "---\nid: {}\ntitle: {place}{}年第{numeral}季度“擂台比武”\nlevel: {level}\nhost: {host}\nquarter: {}\ntheme: {}\n",
        competition.id(),
        quarter.year(),
        quarter.id(),
        quarter.theme()
    );
    let _ = writeln!(text, "dimensions: [{}]", words("dimension").join(", "));
    let _ = writeln!(text, "formats: [{}]", quarter.formats().join(", "));
    text.push_str(&stages(competition));
    text.push_str(CRITERIA);
    let _ = write!(text, "published: {}\n---\n\n", competition.published(0));
    let _ = writeln!(text, "{place}围绕“{}”开展本季度比武，各参赛单位依次作了汇报。\n", quarter.theme());
    text.push_str("评委现场打分，结果经公示后公布。\n");
    text
}

fn stages(competition: Competition) -> String {
    let quarter = competition.quarter;
    let shift = quarter.shift();
    let (opens, closes, contest, review, decision) = if competition.township.is_some() {
        (quarter.day(1, 1), quarter.day(1, 5), quarter.day(1, 10), quarter.day(1, 12), quarter.day(1, 15))
    } else {
        let contest = format!("{}..{}", quarter.day(2, 12), quarter.day(2, 13 + shift));
        (quarter.day(1, 20), quarter.day(2, 10), contest, quarter.day(2, 24), quarter.day(3, 2 + shift))
    };
    format!(
        "stages:\n  比武申报: {opens}..{closes}\n  现场比武: {contest}\n  集中评议: {review}\n  领导小组评定: {decision}\n"
    )
}

const CRITERIA: &str = "criteria:
  - {name: 主题契合, points: 20, look_for: 紧扣本季度主题和本村实际}
  - {name: 做法创新, points: 30, look_for: 办法具体、可学可用}
  - {name: 工作成效, points: 35, look_for: 数据真实、群众认可}
  - {name: 现场展示, points: 15, look_for: 条理清楚、重点突出}
";

#[cfg(test)]
mod tests;
