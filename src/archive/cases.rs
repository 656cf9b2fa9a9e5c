//! Cases: each record made whole with what other files say.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::entries::{self, Entries, EntryBook, check_theme};
use super::known_cases::{KnownCases, Made};
use super::lookups::find_dimensions;
use super::site::Site;
use super::units::Units;
use super::veil::veil;
use super::write_up;
use super::{Edition, WithdrawnCase, links, own};
use crate::document::{CaseRecord, Documents};
use crate::domain::{Case, CompetitionId, Entry, Level, NotYet, Policy, Unit};
use crate::markdown::excerpt;
use crate::model::{Code, Diagnostic, Diagnostics};

/// The longest summary that is made from a text, in characters.
const SUMMARY_LENGTH: usize = 120;

/// How many cases one thread takes at once; it cannot hand over what it has taken.
const AT_ONCE: usize = 64;

/// Who may see a case on the day of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visibility {
    /// Everybody.
    Public,
    /// Everybody may see that it was withdrawn, and why.
    Withdrawn,
    /// Nobody any more; its points stay.
    Expired,
    /// Nobody yet: it is a draft.
    Draft,
    /// Nobody yet: it is dated later.
    Early,
}

/// A case with its record and who may see it.
#[derive(Clone)]
pub(super) struct Resolved {
    /// What an edition shows of it.
    pub(super) case: Arc<Case>,
    /// Its entries as they were written, for checks.
    pub(super) entries: Arc<[Entry]>,
    /// Whether every entry that was written is among them.
    pub(super) are_all: bool,
    /// The competition of the best of them.
    best: CompetitionId,
    pub(super) record: Arc<CaseRecord>,
    pub(super) visibility: Visibility,
}

impl Resolved {
    /// All that is public of it, where it is withdrawn.
    pub(super) fn withdrawn(&self) -> Option<WithdrawnCase> {
        let written = self.record.withdrawn.as_ref().filter(|_| self.visibility == Visibility::Withdrawn)?;
        Some(WithdrawnCase {
            slug: self.case.slug.clone(),
            title: self.case.title.clone(),
            date: written.date.as_ref()?.value,
            reason: written.reason.value.clone(),
            path: self.case.path.clone(),
        })
    }
}

/// Resolves every case that is not known; two with one slug are reported. The order is that of the paths.
pub(super) fn resolve(
    diagnostics: &mut Diagnostics,
    book: &EntryBook<'_>,
    units: &Units,
    documents: &Documents,
    edition: Edition,
    known: &mut KnownCases,
) -> Vec<Resolved> {
    report_shared_slugs(diagnostics, documents);
    known.keep_made_with(book, units, edition);
    let make = |record: &Arc<CaseRecord>| {
        let mut own = Diagnostics::default();
        (resolve_one(&mut own, book, units, record, edition), own)
    };
    let made = documents
        .cases
        .par_iter()
        .with_max_len(AT_ONCE)
        .map(|record| known.get(record).unwrap_or_else(|| make(record)));
    let made: Vec<Made> = made.collect();
    known.keep(&documents.cases, &made);
    let mut cases = Vec::with_capacity(made.len());
    for (case, own) in made {
        diagnostics.append(own);
        cases.extend(case);
    }
    report_copies(diagnostics, &cases);
    cases
}

fn resolve_one(
    diagnostics: &mut Diagnostics,
    book: &EntryBook<'_>,
    units: &Units,
    record: &Arc<CaseRecord>,
    edition: Edition,
) -> Option<Resolved> {
    let entries = book.entries(diagnostics, record);
    let dimensions = find_dimensions(diagnostics, book.site, &record.dimensions);
    let unit = units.find(diagnostics, &record.unit);
    check_against_entries(diagnostics, book.site, record, &entries);
    write_up::check_summary(diagnostics, record);
    if book.site.are_rules_known {
        write_up::check_sections(diagnostics, &record.article, &book.site.sections);
    }
    let unit = unit.filter(|_| !dimensions.is_empty())?;
    let best = entries.best(&book.site.policy)?.competition.id.clone();
    check_units(diagnostics, record, &unit, &entries.all);
    let shown = veil(&entries.all, &book.site.policy);
    let mut case = make(book, record, unit, dimensions, shown);
    case.not_yet = not_yet(record, &case, edition.today);
    if case.date.is_none() {
        let help = "请写一行 date: 2026-07-05，或在比武里写上 published（公布日期）";
        diagnostics.report(Code::Undated, record.slug.place.clone(), "案例没有发布日期，比武也没有公布日期", help);
    }
    let visibility = judge(record, &case, edition);
    let (entries, are_all) = (entries.all.into(), entries.are_all);
    Some(Resolved { case: Arc::new(case), entries, are_all, best, record: Arc::clone(record), visibility })
}

/// Checks what a case says beside its entries, where enough is known of them.
fn check_against_entries(diagnostics: &mut Diagnostics, site: &Site, record: &CaseRecord, entries: &Entries) {
    if entries.are_all {
        check_theme(diagnostics, record.theme.as_ref(), &entries.all);
    }
    own::check(diagnostics, site, record, entries);
    if entries.are_whole {
        check_grant(diagnostics, record, &entries.all, &site.policy);
    }
}

/// Warns of cases of one title and unit in one competition: most likely a copied file, whose points count twice.
fn report_copies(diagnostics: &mut Diagnostics, cases: &[Resolved]) {
    let mut first: BTreeMap<(&str, String, &CompetitionId), &Resolved> = BTreeMap::new();
    for resolved in cases.iter().filter(|resolved| !resolved.case.title.is_empty()) {
        let Case { title, unit, .. } = &*resolved.case;
        let key = (title.as_str(), unit.to_string(), &resolved.best);
        if let Some(other) = first.get(&key) {
            let message = format!("标题、单位和场次都与 {} 相同，会当作两个案例各计一次分", other.case.path);
            let help = "多余的副本请删去；确实是两个案例的，请改一个标题";
            let place = resolved.record.title.place.clone();
            diagnostics.push(
                Diagnostic::new(Code::SameTitle, place, message, help)
                    .with_related(other.record.title.place.clone(), "另一个在这里"),
            );
        } else {
            first.insert(key, resolved);
        }
    }
}

/// The day of a case that names none: the latest publication of its competitions. One that is still to come does not
/// take back a case that is public by an earlier one.
fn publication(entries: &[Entry]) -> Option<Date> {
    let days = |is_pending: bool| {
        let of = entries.iter().filter(move |entry| entry.competition.is_pending == is_pending);
        of.filter_map(|entry| entry.competition.publication())
    };
    days(false).max().or_else(|| days(true).min())
}

fn make(
    book: &EntryBook<'_>,
    record: &CaseRecord,
    unit: Unit,
    dimensions: Vec<Arc<crate::domain::Dimension>>,
    entries: Vec<Entry>,
) -> Case {
    let policy = &book.site.policy;
    let best = entries::best(&entries, policy).unwrap_or_default();
    let is_of_district = |entry: &Entry| entry.competition.level() == Level::District;
    let main = entries::best_of(&entries, policy, is_of_district).unwrap_or(best);
    let theme = record.theme.as_ref().map(|theme| theme.value.clone());
    let publication = publication(&entries);
    let markdown = &record.article.markdown;
    let first_paragraph = || markdown.first_paragraph().map_or(String::new(), |text| excerpt(&text, SUMMARY_LENGTH));
    Case {
        slug: record.slug.value.clone(),
        title: record.title.value.clone(),
        theme: theme.or_else(|| entries[best].competition.theme.clone()),
        date: record.date.as_ref().map(|date| date.value).or(publication),
        expires: record.expires.as_ref().map(|day| day.value),
        not_yet: None,
        has_own_summary: record.summary.is_some(),
        summary: record.summary.as_ref().map_or_else(first_paragraph, |summary| summary.value.clone()),
        presenter: record.presenter.clone(),
        cover: record.cover.as_ref().and_then(|cover| links::resolve_path(&record.article, &cover.value)),
        tags: record.tags.clone(),
        honors: record.honors.clone(),
        funding: record.funding.as_ref().map(|funding| funding.value),
        site_type: record.site_type,
        source: record.source.clone(),
        author: record.author.as_ref().map(|author| author.value.clone()),
        extra: record.extra.clone(),
        path: record.article.source.path.clone(),
        unit,
        dimensions,
        entries,
        best,
        main,
    }
}

fn not_yet(record: &CaseRecord, case: &Case, today: Date) -> Option<NotYet> {
    let is_early = case.date.is_some_and(|date| date > today);
    if is_early { Some(NotYet::Early) } else { record.draft.then_some(NotYet::Draft) }
}

fn judge(record: &CaseRecord, case: &Case, edition: Edition) -> Visibility {
    let today = edition.today;
    let withdrawn = record.withdrawn.as_ref().and_then(|withdrawn| withdrawn.date.as_ref());
    if record.draft && !edition.drafts {
        Visibility::Draft
    } else if case.not_yet == Some(NotYet::Early) && !edition.future {
        Visibility::Early
    } else if withdrawn.is_some_and(|date| date.value <= today) {
        Visibility::Withdrawn
    } else if case.expires.is_some_and(|day| day <= today) {
        Visibility::Expired
    } else {
        Visibility::Public
    }
}

fn report_shared_slugs(diagnostics: &mut Diagnostics, documents: &Documents) {
    let mut first: BTreeMap<&str, &CaseRecord> = BTreeMap::new();
    for record in &documents.cases {
        if let Some(other) = first.get(record.slug.value.as_str()) {
            let path = &other.article.source.path;
            let message = format!("网址名 {} 已经被 {path} 用了", record.slug.value);
            let help = "请给其中一个案例写一行不同的 slug；改已发布的案例时，把旧网址写进 aliases";
            let diagnostic = Diagnostic::new(Code::AddressTaken, record.slug.place.clone(), message, help);
            diagnostics.push(diagnostic.with_related(other.slug.place.clone(), "先用的是它"));
        } else {
            first.insert(&record.slug.value, record);
        }
    }
}

fn check_units(diagnostics: &mut Diagnostics, record: &CaseRecord, unit: &Unit, entries: &[Entry]) {
    for entry in entries.iter().filter(|entry| entry.competition.level() == Level::Township) {
        let holder = entry.competition.township.as_ref();
        if let Some(holder) = holder.filter(|holder| holder.name != unit.township.name) {
            let message = format!("{}的案例参加了{}的乡镇级比武", unit.township.name, holder.name);
            let help = format!("请核对单位，或核对场次 {}", entry.competition.id);
            diagnostics.report(Code::UnitOutsideTownship, record.unit.place.clone(), message, help);
        }
    }
}

fn check_grant(diagnostics: &mut Diagnostics, record: &CaseRecord, entries: &[Entry], policy: &Policy) {
    let Some(funding) = &record.funding else { return };
    let results = entries.iter().flat_map(|entry| entry.all_results(policy));
    let Some((least, name)) = results.filter_map(|result| Some((result.grant_min?, result.name.clone()))).max() else {
        return;
    };
    if funding.value < least {
        let message = format!("资金补助写的是 {} 万元，「{name}」的补助不少于 {least} 万元", funding.value);
        diagnostics.report(
            Code::GrantTooSmall,
            funding.place.clone(),
            message,
            "单位是万元，请核对数目；不清楚的可以先删去",
        );
    }
}
