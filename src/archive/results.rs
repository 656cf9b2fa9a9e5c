//! What competitions say of cases: results and ranks here, scores in [`scores`], checked against the cases themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cases::{Resolved, Visibility};
use super::competitions::Competitions;
use super::entries::{award_place, rank_place};
use super::scores;
use super::units::Units;
use crate::document::{CompetitionRecord, Documents, ResultRecord};
use crate::domain::{CHAMPION, Competition, CompetitionId, Entry, ScoreSheet};
use crate::model::{Code, Diagnostic, Diagnostics, Written, nearest};

/// One case's entry in the competition at hand.
pub(super) struct Entered<'a> {
    pub(super) resolved: &'a Resolved,
    pub(super) entry: &'a Entry,
}

impl Entered<'_> {
    /// What the competition's results say of it.
    fn row<'b>(&self, record: &'b CompetitionRecord) -> Option<&'b ResultRecord> {
        let case = &self.resolved.case;
        record.results.iter().flatten().find(|row| [&case.slug, &case.title].contains(&&row.case.value))
    }
}

/// Checks every competition's results and scores; gives the published score sheets with the rows of public cases.
pub(super) fn check(
    diagnostics: &mut Diagnostics,
    competitions: &Competitions<'_>,
    units: &Units,
    cases: &[Resolved],
    documents: &Documents,
) -> BTreeMap<CompetitionId, ScoreSheet> {
    let mut entered: BTreeMap<&CompetitionId, Vec<Entered<'_>>> = BTreeMap::new();
    for resolved in cases {
        for entry in resolved.entries.iter() {
            entered.entry(&entry.competition.id).or_default().push(Entered { resolved, entry });
        }
    }
    let names = CaseNames::new(cases, documents);
    let mut sheets = BTreeMap::new();
    for (id, (competition, record)) in competitions {
        let own = entered.get(id).map_or(&[][..], Vec::as_slice);
        check_rows(diagnostics, &names, competition, record, own);
        check_ranks(diagnostics, record, own);
        check_champions(diagnostics, record, own);
        if let Some(sheet) = documents.sheets.get(&record.article.source.path) {
            let scores = scores::read(diagnostics, &names, units, competition, sheet, own);
            scores::check_order(diagnostics, competition, record, &scores, own);
            if !competition.is_pending {
                sheets.insert(id.clone(), scores::only_public(scores, own));
            }
        }
        // A case that could not be made may be its entry.
        let are_whole = cases.len() == documents.cases.len() && names.half_read.is_empty() && !names.any_unread;
        if own.is_empty() && are_whole {
            let help = "请在案例的 competition 里写上它的编号；还没有案例的可以先不管";
            diagnostics.report(Code::EmptyCompetition, record.place(), format!("比武 {id} 还没有案例"), help);
        }
    }
    sheets
}

/// Finding cases by slug or title, as tables name them.
pub(super) struct CaseNames<'a> {
    slugs: BTreeSet<&'a str>,
    titles: BTreeMap<&'a str, Vec<&'a str>>,
    /// Slugs of cases that could not be read or resolved: they exist, but nothing can be said of them.
    broken: BTreeSet<&'a str>,
    /// Slugs of cases of which not every entry is known.
    half_read: BTreeSet<&'a str>,
    any_unread: bool,
}

impl<'a> CaseNames<'a> {
    fn new(cases: &'a [Resolved], documents: &'a Documents) -> Self {
        let slugs: BTreeSet<&str> = cases.iter().map(|resolved| resolved.case.slug.as_str()).collect();
        let mut titles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for Resolved { case, .. } in cases {
            titles.entry(&case.title).or_default().push(&case.slug);
        }
        let unread = || documents.unread.iter().filter(|unread| unread.path.is_below("content/cases"));
        let unresolved = documents.cases.iter().flat_map(|case| [case.slug.value.as_str(), case.title.value.as_str()]);
        let broken = unread().map(|unread| unread.slug.as_str()).chain(unresolved).collect();
        let half_read = cases.iter().filter(|resolved| !resolved.are_all);
        let half_read = half_read.map(|resolved| resolved.case.slug.as_str()).collect();
        Self { slugs, titles, broken, half_read, any_unread: unread().next().is_some() }
    }

    /// The slug of the case that a slug or unique title names; `None` where there is none, which is reported.
    pub(super) fn find(&self, diagnostics: &mut Diagnostics, text: &Written<String>) -> Option<&'a str> {
        let name = text.value.as_str();
        if let Some(slug) = self.slugs.get(name) {
            return Some(slug);
        }
        match self.titles.get(name).map(Vec::as_slice) {
            Some([slug]) => return Some(slug),
            Some(slugs) => {
                let message = format!("有 {} 个案例的标题是「{name}」", slugs.len());
                let help = format!("请改写网址名：{}", slugs.join(" 或 "));
                diagnostics.report(Code::CaseNotEntered, text.place.clone(), message, help);
                return None;
            }
            None => {}
        }
        if name.is_empty() || self.broken.contains(name) || self.any_unread {
            return None;
        }
        let near = nearest(name, self.slugs.iter().copied().chain(self.titles.keys().copied()));
        let near = near.map_or(String::new(), |near| format!("；最接近的是「{near}」"));
        let help = format!("请写案例的网址名（slug）或完整的标题{near}");
        diagnostics.report(Code::CaseNotEntered, text.place.clone(), format!("没有「{name}」这个案例"), help);
        None
    }
}

fn check_rows(
    diagnostics: &mut Diagnostics,
    names: &CaseNames<'_>,
    competition: &Competition,
    record: &CompetitionRecord,
    entered: &[Entered<'_>],
) {
    let Some(rows) = &record.results else { return };
    let mut seen: BTreeMap<&str, &ResultRecord> = BTreeMap::new();
    let mut is_whole = record.are_results_whole;
    for row in rows {
        let Some(slug) = names.find(diagnostics, &row.case) else {
            is_whole = false;
            continue;
        };
        if let Some(first) = seen.insert(slug, row) {
            let message = format!("案例「{slug}」在结果里写了两次");
            diagnostics.push(
                Diagnostic::new(Code::DuplicateEntry, row.case.place.clone(), message, "请并成一行")
                    .with_related(first.case.place.clone(), "第一次在这里"),
            );
        }
        require_entry(diagnostics, names, competition, entered, slug, &row.case);
    }
    // A row that names no case may have been meant for any.
    let listed = |e: &&Entered<'_>| seen.contains_key(e.resolved.case.slug.as_str());
    let withdrawn = |e: &&Entered<'_>| e.resolved.visibility == Visibility::Withdrawn;
    for Entered { resolved, .. } in entered.iter().filter(|e| is_whole && !listed(e) && !withdrawn(e)) {
        let message = format!("案例写着参加了 {}，这场比武的结果里却没有它", competition.id);
        let help = format!("请在 {} 的 results 里加上 {}，或核对场次", record.article.source.path, resolved.case.slug);
        diagnostics.report(Code::EntryNotListed, resolved.record.slug.place.clone(), message, help);
    }
}

/// Reports a case that a competition names, but that does not name the competition.
pub(super) fn require_entry(
    diagnostics: &mut Diagnostics,
    names: &CaseNames<'_>,
    competition: &Competition,
    entered: &[Entered<'_>],
    slug: &str,
    written: &Written<String>,
) {
    if names.half_read.contains(slug) || entered.iter().any(|e| e.resolved.case.slug == slug) {
        return;
    }
    let message = format!("案例「{slug}」没有参加 {}", competition.id);
    let help = format!("请在案例里写上场次 {}，或从这里删去它", competition.id);
    diagnostics.report(Code::CaseNotEntered, written.place.clone(), message, help);
}

fn check_ranks(diagnostics: &mut Diagnostics, record: &CompetitionRecord, entered: &[Entered<'_>]) {
    let mut ranks: BTreeMap<u32, Vec<&Entered<'_>>> = BTreeMap::new();
    for own in entered {
        if let Some(rank) = own.entry.rank {
            ranks.entry(rank).or_default().push(own);
        }
    }
    for (rank, sharing) in ranks.iter().filter(|(_, sharing)| sharing.len() > 1) {
        let untied: Vec<_> = sharing.iter().filter(|own| !own.entry.tie).collect();
        for own in &untied {
            let Some(other) = sharing.iter().find(|other| other.resolved.case.slug != own.resolved.case.slug) else {
                continue;
            };
            let place =
                |own: &Entered<'_>| rank_place(&own.resolved.record, &own.entry.competition.id, own.row(record));
            let message = format!("名次 {rank} 有 {} 个案例，另一个是「{}」", sharing.len(), other.resolved.case.title);
            let help = "并列的请各写上 tie: true；不是并列的请改正名次";
            diagnostics.push(
                Diagnostic::new(Code::RankShared, place(own), message, help).with_related(place(other), "另一个在这里"),
            );
        }
    }
}

/// Warns of a second 擂主; where both have one rank, that is reported already or declared a tie.
fn check_champions(diagnostics: &mut Diagnostics, record: &CompetitionRecord, entered: &[Entered<'_>]) {
    let is_champion = |own: &&Entered<'_>| own.entry.award.as_deref() == Some(CHAMPION) && !own.entry.tie;
    let mut champions = entered.iter().filter(is_champion);
    let Some(first) = champions.next() else { return };
    for other in champions.filter(|other| other.entry.rank.is_none() || other.entry.rank != first.entry.rank) {
        let place = |own: &Entered<'_>| award_place(&own.resolved.record, &own.entry.competition.id, own.row(record));
        let message = format!("这场比武有两个「{CHAMPION}」，另一个是「{}」", first.resolved.case.title);
        let help = "请核对奖项，把写错的一个改正；确实并列的请各写上 tie: true";
        diagnostics.push(
            Diagnostic::new(Code::ChampionShared, place(other), message, help)
                .with_related(place(first), "另一个在这里"),
        );
    }
}

/// The competitions themselves, without their records.
pub(super) fn without_records(competitions: &Competitions<'_>) -> Vec<Arc<Competition>> {
    let mut all: Vec<_> = competitions.values().map(|(competition, _)| Arc::clone(competition)).collect();
    all.sort_by_key(|competition| {
        let order = competition.township.as_ref().map(|township| township.order);
        (std::cmp::Reverse(competition.quarter()), order)
    });
    all
}
