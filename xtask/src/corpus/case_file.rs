//! One synthetic case as a file.

use std::fmt::Write;

use super::plan::{Case, Entry};
use super::prose::{Link, body, fill_one};
use super::random::Random;
use super::vocabulary::words;

/// Files in one folder.
const FOLDER: usize = 500;

/// Where the case of this number is below `content/cases/`.
pub(crate) fn path(number: usize) -> String {
    format!("b{:03}/c{number:06}.md", number / FOLDER)
}

/// The whole file of a case among `total`.
pub(crate) fn case_file(case: &Case, total: usize) -> String {
    let mut random = Random::stream(usize::MAX / 2 - case.number);
    let mut text = String::with_capacity(8 << 10);
    let _ = write!(text, "---\ntitle: {}\ndimension: {}\n", case.title(), list(&case.dimensions));
    match case.entries.as_slice() {
        [only] => single_entry(&mut random, &mut text, case, only),
        several => entries(&mut random, &mut text, case, several),
    }
    unit(&mut random, &mut text, case);
    optional_keys(&mut random, &mut text, case);
    text.push_str("---\n\n");
    let link = (case.number > 0 && random.chance(10)).then(|| link(&mut random, case.number, total));
    text.push_str(&body(&mut random, &case.place(), link.as_ref()));
    text
}

fn list(items: &[&str]) -> String {
    if let [only] = items { (*only).to_owned() } else { format!("[{}]", items.join(", ")) }
}

fn single_entry(random: &mut Random, text: &mut String, case: &Case, entry: &Entry) {
    let _ = writeln!(text, "competition: {}", entry.competition.id());
    let district = entry.competition.township.is_none();
    if entry.results != ["参赛"] || random.chance(50) {
        let _ = writeln!(text, "result: {}", list(&entry.results));
    }
    if district && entry.bonus() != "0" && random.chance(40) {
        let _ = writeln!(text, "bonus: {}", entry.bonus());
    }
    if entry.results == ["推荐市级"] && random.chance(50) {
        text.push_str("award: 一等奖\n");
    }
    match case.own_theme {
        Some(theme) => _ = writeln!(text, "track: 自选动作\ntheme: {theme}"),
        None if random.chance(80) => text.push_str("track: 规定动作\n"),
        None => _ = writeln!(text, "theme: {}", entry.competition.quarter.theme()),
    }
    let forms = entry.competition.quarter.formats();
    let count = 1 + random.below(2);
    let _ = writeln!(text, "format: {}", list(&random.pick_some(&forms, count)));
    if random.chance(25) {
        let _ = writeln!(text, "date: {}", entry.competition.published(random.below(11)));
    }
}

fn entries(random: &mut Random, text: &mut String, case: &Case, entries: &[Entry]) {
    if let Some(theme) = case.own_theme {
        let _ = writeln!(text, "theme: {theme}");
    }
    text.push_str("entries:\n");
    for entry in entries {
        let _ = writeln!(text, "  - competition: {}\n    result: {}", entry.competition.id(), list(&entry.results));
        if entry.bonus() != "0" && random.chance(40) {
            let _ = writeln!(text, "    bonus: {}", entry.bonus());
        }
        let track = if case.own_theme.is_some() { "自选动作" } else { "规定动作" };
        let _ = writeln!(text, "    track: {track}");
    }
}

fn unit(random: &mut Random, text: &mut String, case: &Case) {
    let township = words("township")[case.township];
    let (unit, role) = match case.village {
        Some(_) if random.chance(15) => (format!("{township}/{}", case.place()), "驻村第一书记"),
        Some(_) => (format!("{township}/{}", case.place()), "村（社区）党组织书记"),
        None => (township.to_owned(), "乡镇（街道）党（工）委书记"),
    };
    let name = format!("{}{}", random.pick(words("family-name")), random.pick(words("given-name")));
    let _ = write!(text, "unit: {unit}\npresenter:\n  name: {name}\n  role: {role}\n");
}

fn optional_keys(random: &mut Random, text: &mut String, case: &Case) {
    let count = 2 + random.below(3);
    let _ = writeln!(text, "tags: [{}]", random.pick_some(words("tag"), count).join(", "));
    if random.chance(33) {
        let _ = writeln!(text, "summary: {}", fill_one(random, &case.place(), words("effect")));
    }
    if case.entries.iter().any(|entry| entry.results.contains(&"市级典型案例")) {
        let _ = writeln!(text, "funding: {}", random.pick(&["10", "12.5", "15"]));
    }
    if random.chance(3) {
        text.push_str("honors: [云岭好书记候选]\n");
    }
    if case.village.is_some() && random.chance(4) {
        let sites = ["产业兴旺村", "生态宜居村", "乡风文明村", "治理有效村", "生活富裕村"];
        let _ = writeln!(text, "site_type: {}", random.pick(&sites));
    }
    if random.chance(30) {
        let _ = writeln!(text, "source: {}党建办", words("township")[case.township]);
    }
    if random.chance(30) {
        let _ = writeln!(text, "author: {}{}", random.pick(words("family-name")), random.pick(words("given-name")));
    }
}

fn link(random: &mut Random, before: usize, total: usize) -> Link {
    let earlier = random.below(before);
    Link { title: Case::new(earlier, total).title(), path: format!("../{}", path(earlier)) }
}
