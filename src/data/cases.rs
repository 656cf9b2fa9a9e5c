//! `data/cases.json`: every public case with the keys of its front matter, fully resolved, then the withdrawn ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rust_decimal::Decimal;
use serde::Serialize;

use super::json;
use super::values::{Names, OneOrMany, Text, UnitRecord, decimal};
use crate::archive::{Archive, WithdrawnCase, routes};
use crate::domain::{
    Bonus, Case, CompetitionId, Dimension, Entry, Format, Named, Outcome, Presenter, Quarter, year_bonus,
};
use crate::model::Route;

/// The keys in the order of a case's front matter, then what follows from them.
#[derive(Serialize)]
struct CaseRecord<'a> {
    title: &'a str,
    theme: Option<&'a str>,
    dimension: OneOrMany<'a, Arc<Dimension>>,
    competition: Text<&'a CompetitionId>,
    result: OneOrMany<'a, Arc<Outcome>>,
    bonus: Text<Bonus>,
    rank: Option<u32>,
    award: Option<&'a str>,
    entries: Vec<EntryRecord<'a>>,
    unit: UnitRecord<'a>,
    presenter: Option<PresenterRecord<'a>>,
    track: Option<&'a str>,
    format: OneOrMany<'a, Format>,
    date: Option<Text<Date>>,
    expires: Option<Text<Date>>,
    summary: Option<&'a str>,
    cover: Option<&'a Route>,
    tags: Names<'a, String>,
    honors: Names<'a, String>,
    funding: Option<Text<Decimal>>,
    site_type: Option<&'a str>,
    source: Option<&'a str>,
    author: Option<&'a str>,
    slug: &'a str,
    aliases: &'a [&'a Route],
    extra: &'a serde_json::Map<String, serde_json::Value>,
    url: &'a Route,
    quarter: Text<Quarter>,
    level: &'a str,
    year_bonus: BTreeMap<i16, Text<Bonus>>,
}

#[derive(Serialize)]
struct EntryRecord<'a> {
    competition: Text<&'a CompetitionId>,
    quarter: Text<Quarter>,
    level: &'a str,
    theme: Option<&'a str>,
    result: OneOrMany<'a, Arc<Outcome>>,
    bonus: Text<Bonus>,
    rank: Option<u32>,
    tie: bool,
    award: Option<&'a str>,
    track: Option<&'a str>,
    format: OneOrMany<'a, Format>,
}

#[derive(Serialize)]
struct PresenterRecord<'a> {
    name: &'a str,
    role: Option<&'a str>,
}

/// All that is public of a withdrawn case.
#[derive(Serialize)]
struct WithdrawnRecord<'a> {
    slug: &'a str,
    title: &'a str,
    withdrawn: WithdrawalRecord<'a>,
}

#[derive(Serialize)]
struct WithdrawalRecord<'a> {
    date: Text<Date>,
    reason: &'a str,
}

/// The file's bytes.
pub(super) fn json(archive: &Archive) -> Vec<u8> {
    let mut aliases: BTreeMap<&Route, Vec<&Route>> = BTreeMap::new();
    for alias in &archive.aliases {
        aliases.entry(&alias.to).or_default().push(&alias.from.value);
    }
    let line = |case: &Arc<Case>| {
        let url = routes::case(case);
        let aliases = aliases.get(&url).map_or(&[][..], Vec::as_slice);
        json::line(&record(archive, case, &url, aliases))
    };
    let mut lines: Vec<String> = archive.cases.par_iter().map(line).collect();
    lines.extend(archive.withdrawn.iter().map(withdrawn_line));
    json::list(&lines)
}

fn record<'a>(archive: &'a Archive, case: &'a Case, url: &'a Route, aliases: &'a [&'a Route]) -> CaseRecord<'a> {
    let best = EntryRecord::from(case.best_entry());
    let years = year_bonus(case, &archive.site.policy);
    CaseRecord {
        title: &case.title,
        theme: case.theme.as_deref(),
        dimension: OneOrMany(&case.dimensions),
        competition: best.competition,
        result: best.result,
        bonus: Text(case.bonus()),
        rank: best.rank,
        award: best.award,
        entries: case.entries.iter().map(EntryRecord::from).collect(),
        unit: UnitRecord::from(&case.unit),
        presenter: case.presenter.as_ref().map(PresenterRecord::from),
        track: best.track,
        format: best.format,
        date: case.date.map(Text),
        expires: case.expires.map(Text),
        summary: Some(case.summary.as_str()).filter(|summary| !summary.is_empty()),
        cover: case.cover.as_ref().and_then(|cover| archive.links.file(&case.path, cover)),
        tags: Names(&case.tags),
        honors: Names(&case.honors),
        funding: case.funding.map(decimal),
        site_type: case.site_type.map(Named::name),
        source: case.source.as_deref(),
        author: case.author.as_deref(),
        slug: &case.slug,
        aliases,
        extra: &case.extra,
        url,
        quarter: best.quarter,
        level: best.level,
        year_bonus: years.into_iter().map(|(year, bonus)| (year, Text(bonus))).collect(),
    }
}

fn withdrawn_line(case: &WithdrawnCase) -> String {
    let withdrawn = WithdrawalRecord { date: Text(case.date), reason: &case.reason };
    json::line(&WithdrawnRecord { slug: &case.slug, title: &case.title, withdrawn })
}

impl<'a> From<&'a Entry> for EntryRecord<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            competition: Text(&entry.competition.id),
            quarter: Text(entry.competition.quarter()),
            level: entry.competition.level().name(),
            theme: entry.competition.theme.as_deref(),
            result: OneOrMany(&entry.results),
            bonus: Text(entry.bonus),
            rank: entry.rank,
            tie: entry.tie,
            award: entry.award.as_deref(),
            track: entry.track.map(Named::name),
            format: OneOrMany(&entry.formats),
        }
    }
}

impl<'a> From<&'a Presenter> for PresenterRecord<'a> {
    fn from(presenter: &'a Presenter) -> Self {
        Self { name: &presenter.name, role: presenter.role.as_deref() }
    }
}
