//! 本季结果一览: the results of the newest quarter in one article, for each platform from the cases it takes.
//!
//! Only the newest quarter has one: it goes out once, when the results are published. What it says is written as
//! Markdown and read as such, so each platform gets it as it gets a case.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use rust_decimal::prelude::ToPrimitive;

use super::Dress;
use super::pictures::Bar;
use crate::archive::{Archive, Platform, routes};
use crate::domain::{Bonus, Case, Competition, Entry, Level, Named, Outcome, Quarter, Standing, StandingRow};
use crate::markdown::{self, Markdown, Options, excerpt};
use crate::model::{Diagnostics, Route, SourcePath, SourceText, Span};

/// The most characters of a digest's own summary; what platforms advise.
const SUMMARY: usize = 120;

/// The results of a quarter as an article.
pub(super) struct Digest {
    pub(super) quarter: Quarter,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) summary: String,
    /// Who publishes it.
    pub(super) unit: String,
    /// The last day on which any of its results was published.
    pub(super) date: Option<Date>,
    /// The page of its competition.
    pub(super) page: Route,
    pub(super) file: Arc<SourceText>,
    pub(super) markdown: Markdown,
    /// The standing of its year, for a picture of this path.
    pub(super) chart: Option<(SourcePath, Vec<Bar>)>,
}

/// The picture of a standing, beside the digest.
const CHART: &str = "standing.png";

/// What there was in the quarter besides the results of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// So many entries that the platform takes, without a result.
    OnlyEntered(usize),
    /// Results that the platform does not take.
    Results,
}

/// An entry with its case.
type Taken<'a> = (&'a Case, &'a Entry);

impl Digest {
    /// The digest for a platform, of the cases it takes; none where none of their results is public. It has a chart
    /// where there are letters for one.
    pub(super) fn new(
        archive: &Archive,
        platform: &Platform,
        cases: &[&Case],
        has_letters: bool,
        dress: &Dress,
    ) -> Option<Self> {
        let policy = &archive.site.policy;
        let is_result = |entry: &Entry| entry.result().name != policy.entered().name;
        let is_taken = |entry: &Entry| platform.select.takes_entry(entry, policy) && !entry.competition.is_pending;
        let entries = cases.iter().flat_map(|case| case.entries.iter().map(|entry| (*case, entry)));
        let taken: Vec<Taken<'_>> = entries.filter(|(_, entry)| is_taken(entry)).collect();
        let results = taken.iter().filter(|(_, entry)| is_result(entry));
        let quarter = results.clone().map(|(_, entry)| entry.competition.quarter()).max()?;
        let is_new = |(_, entry): &&Taken<'_>| entry.competition.quarter() == quarter;
        let mut results: Vec<Taken<'_>> = results.filter(is_new).copied().collect();
        results.sort_by_key(|(case, entry)| {
            let rank = entry.rank.unwrap_or(u32::MAX);
            let best = std::cmp::Reverse(policy.order(entry.result()));
            (entry.competition.level() == Level::Township, best, rank, case.unit.township.order, &case.slug)
        });
        let all = archive.cases.iter().flat_map(|case| case.entries.iter());
        let all = all.filter(|entry| entry.competition.quarter() == quarter && !entry.competition.is_pending);
        let rest = if all.filter(|entry| is_result(entry)).count() == results.len() {
            Rest::OnlyEntered(taken.iter().filter(is_new).count() - results.len())
        } else {
            Rest::Results
        };
        Some(Self::written(archive, platform, quarter, (&results, rest), has_letters, dress))
    }

    fn written(
        archive: &Archive,
        platform: &Platform,
        quarter: Quarter,
        (results, rest): (&[Taken<'_>], Rest),
        has_letters: bool,
        dress: &Dress,
    ) -> Self {
        let site = &archive.site;
        let counts = counts(results);
        let mut text = text(site.base_url.as_deref(), quarter, results, &counts, rest);
        let is_of_district = results.iter().any(|(_, entry)| entry.competition.level() == Level::District);
        let standing = archive.standings.get(&quarter.year());
        let standing = standing.filter(|standing| is_of_district && standing.through.is_some());
        if let Some(standing) = standing {
            push_standing(&mut text, standing, &(dress.finding)(standing), has_letters);
        }
        let path = |name: &str| SourcePath::new(&format!("{}/{name}", platform.id)).expect("an id is a plain name");
        let file = SourceText::new(path("digest.md"), text);
        let whole = Span::new(0, file.text.len());
        let competition: &Competition = &results[0].1.competition;
        Self {
            quarter,
            slug: slug(archive, quarter),
            title: format!("{}“擂台比武”结果{}", quarter.name(), if rest == Rest::Results { "选登" } else { "一览" }),
            summary: excerpt(&counts, SUMMARY),
            unit: site.organization.clone().or_else(|| site.district.clone()).unwrap_or_else(|| site.name.clone()),
            date: results.iter().filter_map(|(_, entry)| entry.competition.publication()).max(),
            page: routes::competition(competition),
            markdown: markdown::parse(&mut Diagnostics::default(), &file, whole, &Options::default()),
            file,
            chart: standing.map(|standing| (path(CHART), bars(standing))),
        }
    }
}

/// `2026q3-digest`, or with a number where a case has that name.
fn slug(archive: &Archive, quarter: Quarter) -> String {
    let taken: BTreeSet<&str> = archive.cases.iter().map(|case| case.slug.as_str()).collect();
    let plain = format!("{quarter}-digest").to_lowercase();
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    let free = |slug: &String| !taken.contains(slug.as_str());
    std::iter::once(plain.clone()).chain(numbered).find(free).unwrap_or(plain)
}

/// The results in the order of the list, each group with its level and its result.
fn groups<'b, 'a>(results: &'b [Taken<'a>]) -> impl Iterator<Item = (Level, &'a Outcome, &'b [Taken<'a>])> {
    let key = |(_, entry): &Taken<'a>| (entry.competition.level(), entry.result().name.as_str());
    results.chunk_by(move |left, right| key(left) == key(right)).map(|group| {
        let (_, first) = group[0];
        (first.competition.level(), &**first.result(), group)
    })
}

/// `区级：推荐市级 1 个、观摩点 2 个；乡镇级：观摩点 1 个。`
fn counts(results: &[Taken<'_>]) -> String {
    let mut text = String::new();
    let mut last = None;
    for (level, outcome, group) in groups(results) {
        let before = match last {
            None => format!("{}：", level.name()),
            Some(known) if known == level => "、".into(),
            Some(_) => format!("；{}：", level.name()),
        };
        // Writing to a string cannot fail.
        let _ = write!(text, "{before}{} {} 个", outcome.name, group.len());
        last = Some(level);
    }
    text.push('。');
    text
}

/// The article in Markdown.
fn text(base: Option<&str>, quarter: Quarter, results: &[Taken<'_>], counts: &str, rest: Rest) -> String {
    let how = if rest == Rest::Results { "，选登如下" } else { "" };
    let mut text = format!("{}“擂台比武”结果已经公布{how}。{}", quarter.name(), escaped(counts));
    if let Rest::OnlyEntered(others @ 1..) = rest {
        let _ = write!(text, "另有 {others} 件案例参赛。");
    }
    if results.iter().any(|(_, entry)| !entry.bonus.is_zero()) {
        text.push_str("同一案例只按最高的一次加分，以年度加分为准。");
    }
    let mut last = None;
    for (level, outcome, group) in groups(results) {
        if last != Some(level) {
            let _ = write!(text, "\n\n## {}", level.name());
        }
        last = Some(level);
        let _ = write!(text, "\n\n### {}\n\n", escaped(&outcome.name));
        for taken in group {
            push_result(&mut text, base, taken);
        }
    }
    text
}

/// An item of the list: title, unit, award, points.
fn push_result(text: &mut String, base: Option<&str>, (case, entry): &Taken<'_>) {
    let title = escaped(&case.title);
    let _ = match base {
        Some(base) => write!(text, "- [{title}](<{base}{}>)（", routes::case(case)),
        None => write!(text, "- {title}（"),
    };
    text.push_str(&escaped(&case.unit.to_string()));
    let others = entry.results.iter().skip(1).map(|result| result.name.as_str());
    for more in others.chain(entry.award.as_deref()) {
        let _ = write!(text, "，{}", escaped(more));
    }
    if !entry.bonus.is_zero() {
        let _ = write!(text, "，加 {} 分", escaped(&entry.bonus.to_string()));
    }
    text.push_str("）\n");
}

/// What the year's points are by now: the sentence, its picture where letters can be drawn, and the table.
fn push_standing(text: &mut String, standing: &Standing, finding: &str, has_picture: bool) {
    let year = standing.year;
    let _ = write!(text, "\n\n## {year}年全区加分\n\n{}\n\n", escaped(finding));
    if has_picture {
        let _ = write!(text, "![{year}年各乡镇（街道）加分条形图]({CHART})\n\n");
    }
    text.push_str("| 名次 | 乡镇（街道） | 加分 |\n| --- | --- | --- |\n");
    let (known, to_come) = standing.known_and_to_come();
    for row in known {
        let _ =
            writeln!(text, "| {} | {} | {} |", row.rank, escaped(&row.township.name), escaped(&row.bonus.to_string()));
    }
    for row in to_come {
        let _ = writeln!(text, "| – | {} | 待公布 |", escaped(&row.township.name));
    }
}

/// A bar for each township whose results are known.
fn bars(standing: &Standing) -> Vec<Bar> {
    let (known, _) = standing.known_and_to_come();
    let points = |bonus: Bonus| bonus.points().to_f32().unwrap_or_default();
    let most = known.first().map_or(0.0, |row| points(row.bonus)).max(f32::MIN_POSITIVE);
    let bar = |row: &&StandingRow| Bar {
        name: row.township.name.clone(),
        value: row.bonus.to_string(),
        share: points(row.bonus) / most,
    };
    known.iter().map(bar).collect()
}

/// A text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}
