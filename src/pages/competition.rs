//! The page of a competition: `competitions/<slug>.html`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::charts::StackedBars;
use super::charts::stacked::{By, bars};
use super::index::Index;
use super::parts::{
    CaseRow, Day, Link, MaybeLink, StageView, competition_link, competition_name, competitions_link, holder, join,
    not_shown, points, stages, township_link, year_link,
};
use super::scores::{self, ScoreTable};
use super::shown::{AwardView, Badge};
use super::{Head, Material, Page, Ready, View};
use crate::archive::{EntryOf, routes};
use crate::domain::{Competition, Level, Named, Policy, Verdict, verdicts};

/// The page of a competition.
#[derive(Clone, Debug, Serialize)]
pub struct CompetitionView {
    /// What is known of it.
    pub competition: CompetitionDetail,
    /// The four stages, where any has a date.
    pub stages: Vec<StageView>,
    /// The 考评标准.
    pub criteria: Vec<CriterionView>,
    /// The sum of the points of all criteria.
    pub criteria_total: String,
    /// How many entries there are to see.
    pub entries: usize,
    /// How many more there are, of cases that are no longer public or withdrawn, in words.
    pub not_shown: Option<String>,
    /// The entries by result, the best first.
    pub groups: Vec<ResultGroup>,
    /// The entries by main dimension and result; none below two.
    pub by_dimension: Option<StackedBars>,
    /// The entries by township and result; in the district's competition.
    pub by_township: Option<StackedBars>,
    /// The scores of the judges.
    pub scores: Option<ScoreTable>,
    /// What results bring, the best first; empty for a township's competition.
    pub policy: Vec<PolicyRow>,
    /// The account of the day as HTML; may be empty, and waits for the results, which it may tell.
    pub body: String,
    /// Whether there is one that waits.
    pub body_waits: bool,
    /// The one before it, of the same level.
    pub previous: Option<Link>,
    /// The one after it.
    pub next: Option<Link>,
}

/// What is known of a competition.
#[derive(Clone, Debug, Serialize)]
pub struct CompetitionDetail {
    /// The title.
    pub title: String,
    /// 区级 or 乡镇级.
    pub level: &'static str,
    /// Whether results bring points.
    pub is_district: bool,
    /// `2026年第三季度`
    pub quarter: String,
    /// The township that holds it.
    pub township: Option<Link>,
    /// Who runs it.
    pub host: Option<String>,
    /// 比武主题.
    pub theme: Option<MaybeLink>,
    /// The dimensions.
    pub dimensions: Vec<Link>,
    /// 比武形式.
    pub formats: Vec<&'static str>,
    /// The day the results were published.
    pub published: Option<Day>,
    /// Whether they are still to be.
    pub is_pending: bool,
}

/// A line of the 考评标准.
#[derive(Clone, Debug, Serialize)]
pub struct CriterionView {
    /// What is judged.
    pub name: String,
    /// The most points.
    pub points: String,
    /// What the judges look for.
    pub look_for: Option<String>,
}

/// Entries with one result.
#[derive(Clone, Debug, Serialize)]
pub struct ResultGroup {
    /// The result.
    pub badge: Ready<Badge>,
    /// The entries, by rank.
    pub entries: Vec<EntryRow>,
}

/// An entry of a competition.
#[derive(Clone, Debug, Serialize)]
pub struct EntryRow {
    /// The case.
    pub row: Ready<CaseRow>,
    /// 名次.
    pub rank: Option<u32>,
    /// Whether it shares its rank.
    pub tie: bool,
    /// 奖项.
    pub award: Option<AwardView>,
    /// The points for this entry; none where it brings none.
    pub bonus: Option<String>,
    /// Where its case counts instead, by 就高原则; none where it counts here, or has no points.
    pub counted: Option<String>,
}

/// What a result brings.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyRow {
    /// The result, with its points.
    pub badge: Badge,
    /// The results it includes.
    pub implies: Vec<String>,
    /// The least grant, in 万元.
    pub grant_min: Option<String>,
}

/// The page of a competition.
pub(super) fn compose(index: &Index<'_>, material: &dyn Material, competition: &Competition) -> Page {
    let route = routes::competition(competition);
    let is_district = competition.level() == Level::District;
    let (expired, withdrawn) = (index.archive.expired_of(competition), index.archive.withdrawn_of(competition));
    let hidden = expired + withdrawn;
    let (previous, next) = index.competitions_beside(competition);
    let entries = index.archive.entries_of(competition);
    let waits = competition.account_waits;
    let body = material.body(&competition.path, &route).html;
    let total: rust_decimal::Decimal = competition.criteria.iter().map(|criterion| criterion.points).sum();
    let view = CompetitionView {
        competition: detail(index, competition),
        stages: stages(competition, index.archive.today),
        criteria: criteria(competition),
        criteria_total: total.normalize().to_string(),
        entries: entries.len(),
        not_shown: not_shown(expired, withdrawn, "件"),
        groups: groups(index, entries),
        by_dimension: bars(index, entries.iter(), By::Dimension, hidden),
        by_township: if is_district { bars(index, entries.iter(), By::Township, hidden) } else { None },
        scores: scores::table(index, competition),
        policy: if is_district { policy_rows(&index.archive.site.policy) } else { Vec::new() },
        body_waits: waits && !body.is_empty(),
        body: if waits { String::new() } else { body },
        previous: previous.map(competition_link),
        next: next.map(competition_link),
    };
    let head = Head::new(&competition.title, description(competition, &view));
    Page {
        route,
        template: "competition.html",
        head: head.in_section("competitions").below([competitions_link(), year_link(competition.quarter().year())]),
        view: View::Competition(Box::new(view)),
        last_modified: index.archive.newest_day(competition.publication()),
    }
}

fn detail(index: &Index<'_>, competition: &Competition) -> CompetitionDetail {
    let dimension = |d: &Arc<crate::domain::Dimension>| Link::new(&d.name, routes::dimension(d, 1));
    CompetitionDetail {
        title: competition.title.clone(),
        level: competition.level().name(),
        is_district: competition.level() == Level::District,
        quarter: competition.quarter().name(),
        township: competition.township.as_deref().map(township_link),
        host: competition.host.clone(),
        theme: competition.theme.as_deref().map(|theme| index.topic(theme)),
        dimensions: competition.dimensions.iter().map(dimension).collect(),
        formats: competition.formats.iter().map(|format| format.name()).collect(),
        published: competition.published.map(Into::into),
        is_pending: competition.is_pending,
    }
}

/// What the page has, and no more.
fn description(competition: &Competition, view: &CompetitionView) -> String {
    let theme = competition.theme.as_ref().map_or(String::new(), |theme| format!("，主题“{theme}”"));
    let more = view.not_shown.as_ref().map_or(String::new(), |more| format!("，另有 {more}"));
    let parts = [
        ("程序", !view.stages.is_empty() && !competition.is_pending),
        ("考评标准", !view.criteria.is_empty()),
        ("结果", !competition.is_pending && !view.groups.is_empty()),
        ("评分", view.scores.is_some()),
    ];
    let parts = join(parts.into_iter().filter_map(|(part, is_there)| is_there.then_some(part)));
    let parts = if parts.is_empty() { parts } else { format!("：{parts}") };
    let name = competition_name(competition);
    if competition.is_pending && view.entries == 0 {
        return format!("{name}{theme}，参赛案例还没有公布{parts}。");
    }
    format!("{name}{theme}，参赛案例 {} 件{more}{parts}。", view.entries)
}

fn criteria(competition: &Competition) -> Vec<CriterionView> {
    let view = |criterion: &crate::domain::Criterion| CriterionView {
        name: criterion.name.clone(),
        points: criterion.points.normalize().to_string(),
        look_for: criterion.look_for.clone(),
    };
    competition.criteria.iter().map(view).collect()
}

/// The entries of a competition by their best result; they come in that order.
pub(super) fn groups(index: &Index<'_>, entries: &[EntryOf]) -> Vec<ResultGroup> {
    let same = |a: &EntryOf, b: &EntryOf| a.entry().result().name == b.entry().result().name;
    let group = |entries: &[EntryOf]| ResultGroup {
        badge: index.badge_of(entries[0].entry()),
        entries: entries.iter().filter_map(|entry| entry_row(index, entry)).collect(),
    };
    entries.chunk_by(same).map(group).collect()
}

/// A case counts once, at its highest.
fn counted_elsewhere(index: &Index<'_>, entry_of: &EntryOf) -> Option<String> {
    match verdicts(&entry_of.case, index.archive.site.policy.same_case)[entry_of.index] {
        Verdict::Lower(other) => Some(format!("就高，计入{}", other.competition.quarter().short_name())),
        Verdict::Elsewhere(year, _) => Some(format!("就高，计入{year}年")),
        _ => None,
    }
}

fn entry_row(index: &Index<'_>, entry_of: &EntryOf) -> Option<EntryRow> {
    let entry = entry_of.entry();
    Some(EntryRow {
        row: index.row_of(&entry_of.case)?.clone(),
        rank: entry.rank,
        tie: entry.tie,
        award: AwardView::new(entry),
        bonus: points(entry.bonus),
        counted: counted_elsewhere(index, entry_of),
    })
}

/// The table of results and points, the best first.
pub(super) fn policy_rows(policy: &Policy) -> Vec<PolicyRow> {
    let row = |outcome: &Arc<crate::domain::Outcome>| PolicyRow {
        badge: Badge::new(policy, outcome),
        implies: outcome.implies.clone(),
        grant_min: outcome.grant_min.map(|grant| grant.normalize().to_string()),
    };
    policy.outcomes.iter().rev().map(row).collect()
}

/// Competitions by who holds them, and those of all townships as one line, in the order of time.
pub(super) struct Series<'a> {
    by_holder: BTreeMap<&'a str, Vec<&'a Competition>>,
    of_townships: Vec<&'a Competition>,
}

impl<'a> Series<'a> {
    /// The series of competitions that come newest first.
    pub(super) fn new(competitions: &'a [Arc<Competition>]) -> Self {
        let mut by_holder: BTreeMap<_, Vec<&Competition>> = BTreeMap::new();
        for competition in competitions.iter().rev() {
            by_holder.entry(holder(competition)).or_default().push(competition);
        }
        let of_townships = competitions.iter().filter(|competition| competition.level() == Level::Township);
        let mut of_townships: Vec<&Competition> = of_townships.map(|competition| &**competition).collect();
        // In a quarter they stand in the order of the townships.
        of_townships.sort_by_key(|competition| competition.quarter());
        Self { by_holder, of_townships }
    }

    /// The competitions of one holder, oldest first.
    pub(super) fn of(&self, holder: &str) -> &[&'a Competition] {
        self.by_holder.get(holder).map_or(&[], Vec::as_slice)
    }

    /// The ones before and after it: the district's by quarter; of the townships', which may hold one alone, those of
    /// the same quarter come one after the other.
    pub(super) fn beside(&self, competition: &Competition) -> (Option<&'a Competition>, Option<&'a Competition>) {
        let line =
            if competition.level() == Level::District { self.of(Level::District.name()) } else { &self.of_townships };
        let Some(place) = line.iter().position(|other| other.id == competition.id) else { return (None, None) };
        (place.checked_sub(1).map(|place| line[place]), line.get(place + 1).copied())
    }
}
