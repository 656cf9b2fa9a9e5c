//! Entries: what a case says of itself and what its competition says of it, made one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::competitions::Competitions;
use super::lookups::{find_results, is_whole, names};
use super::site::Site;
use super::units::Units;
use crate::document::{CaseRecord, Documents, EntryRecord, ResultRecord, number_cure};
use crate::domain::{Bonus, Competition, CompetitionId, Entry, Outcome, Policy, Track, parse_decimal};
use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, Written, nearest};

/// The entries of a case as they were written.
pub(super) struct Entries {
    /// In the order of the quarters; empty where none could be made, which is reported.
    pub(super) all: Vec<Entry>,
    /// Whether every entry that was written is among them.
    pub(super) are_all: bool,
    /// Whether, besides, every result of theirs is known: only then can anything be held against them.
    pub(super) are_whole: bool,
}

impl Entries {
    /// The entry with the best result, the latest if equal.
    pub(super) fn best(&self, policy: &Policy) -> Option<&Entry> {
        best(&self.all, policy).and_then(|index| self.all.get(index))
    }

    /// The highest bonus of them all.
    pub(super) fn highest(&self) -> Bonus {
        self.all.iter().map(|entry| entry.bonus).max().unwrap_or_default()
    }
}

/// Which entry has the best result, the latest if equal; what is known comes before what is still to come.
pub(super) fn best(entries: &[Entry], policy: &Policy) -> Option<usize> {
    best_of(entries, policy, |_| true)
}

/// The same of those that count.
pub(super) fn best_of(entries: &[Entry], policy: &Policy, counts: impl Fn(&Entry) -> bool) -> Option<usize> {
    let counted = entries.iter().enumerate().filter(|(_, entry)| counts(entry));
    // `max_by_key` takes the last of equals.
    let best = counted.max_by_key(|(_, entry)| (policy.order(entry.result()), !entry.competition.is_pending));
    best.map(|(index, _)| index)
}

/// What is needed to make entries: the competitions and the rows of their results.
pub(super) struct EntryBook<'a> {
    pub(super) site: &'a Site,
    pub(super) competitions: &'a Competitions<'a>,
    units: &'a Units,
    /// Rows of results by competition and what they name the case by, slug or title.
    rows: BTreeMap<(&'a CompetitionId, &'a str), &'a ResultRecord>,
    /// Competitions whose files could not be read; `None` stands for one of unknown id.
    unread: BTreeSet<Option<&'a CompetitionId>>,
}

impl<'a> EntryBook<'a> {
    pub(super) fn new(
        site: &'a Site,
        competitions: &'a Competitions<'a>,
        units: &'a Units,
        documents: &'a Documents,
    ) -> Self {
        let mut rows = BTreeMap::new();
        for (id, (_, record)) in competitions {
            for row in record.results.iter().flatten() {
                rows.entry((id, row.case.value.as_str())).or_insert(row);
            }
        }
        let in_folder = documents.unread.iter().filter(|unread| unread.path.is_below("content/competitions"));
        let nameless = documents.competitions.iter().any(|record| record.id.is_none()).then_some(None);
        let unread = in_folder.map(|unread| unread.competition.as_ref()).chain(nameless).collect();
        Self { site, competitions, units, rows, unread }
    }

    /// The entries of a case as they were written.
    pub(super) fn entries(&self, diagnostics: &mut Diagnostics, record: &CaseRecord) -> Entries {
        let is_single = record.entries.is_empty() && record.are_entries_whole;
        let records: Vec<&EntryRecord> = if is_single { vec![&record.own] } else { record.entries.iter().collect() };
        let mut entries: Vec<Entry> = Vec::new();
        let mut are_known = self.site.are_rules_known;
        for written in &records {
            let Some((entry, is_known)) = self.entry(diagnostics, record, written) else { continue };
            are_known &= is_known;
            if entries.iter().any(|known| known.competition.id == entry.competition.id) {
                let message = format!("同一个案例写了两次参加 {}", entry.competition.id);
                let help = "请并成一条；两个结果可以写成 result: [观摩点, 交流经验]";
                diagnostics.report(Code::DuplicateEntry, written.place.clone(), message, help);
                continue;
            }
            entries.push(entry);
        }
        // A township's contest comes before the district's of the same quarter.
        entries.sort_by_key(|entry| (entry.competition.quarter(), entry.competition.id.township.is_none()));
        let are_all = record.are_entries_whole && entries.len() == records.len();
        Entries { all: entries, are_all, are_whole: are_all && are_known }
    }

    /// An entry, and whether all its results are known; none where its competition is not, which is reported.
    fn entry(&self, diagnostics: &mut Diagnostics, case: &CaseRecord, written: &EntryRecord) -> Option<(Entry, bool)> {
        let id = written.competition.as_ref();
        let Some((competition, record)) = id.and_then(|id| self.competitions.get(&id.value)) else {
            report_unreadable_bonus(diagnostics, written, BONUS_HELP, None);
            if let Some(id) = id {
                self.report_unknown(diagnostics, id);
            }
            return None;
        };
        let row = self.row(&competition.id, case);
        let (results, are_known) = self.results(diagnostics, written, row, competition);
        // A line that could not be read may be the one about this case.
        let is_told = row.is_some() || record.are_results_whole || !written.results.is_empty();
        let are_known = are_known && written.are_results_whole && is_told;
        let bonus = self.site.policy.bonus(competition.level(), &results);
        if are_known && self.site.are_rules_known {
            check_bonus(diagnostics, written, &Subject { competition, results: &results, bonus });
        } else {
            report_unreadable_bonus(diagnostics, written, BONUS_HELP, None);
        }
        let entry = Entry {
            rank: agree(diagnostics, RANK, written.rank.as_ref(), row.and_then(|row| row.rank.as_ref())),
            award: agree(diagnostics, AWARD, written.award.as_ref(), row.and_then(|row| row.award.as_ref())),
            tie: written.tie || row.is_some_and(|row| row.tie),
            track: written.track.as_ref().or(case.own.track.as_ref()).map(|track| track.value),
            formats: if written.formats.is_empty() { &case.own.formats } else { &written.formats }.clone(),
            competition: Arc::clone(competition),
            results,
            bonus,
        };
        Some((entry, are_known))
    }

    /// What a competition's results say of a case, by its slug or its title.
    fn row(&self, id: &CompetitionId, case: &CaseRecord) -> Option<&'a ResultRecord> {
        let row_of = |name: &str| self.rows.get(&(id, name)).copied();
        row_of(&case.slug.value).or_else(|| row_of(&case.title.value))
    }

    fn report_unknown(&self, diagnostics: &mut Diagnostics, id: &Written<CompetitionId>) {
        // Where a competition's own file is broken, that is the error to mend.
        if self.unread.contains(&Some(&id.value)) || self.unread.contains(&None) {
            return;
        }
        // Ids differ in a digit, so the nearest is named, but not proposed: it may be another contest.
        let known: Vec<String> = self.competitions.keys().rev().map(ToString::to_string).collect();
        let name = id.value.to_string();
        let message = format!("没有「{name}」这场比武");
        let township = id.value.township.as_deref().and_then(|township| self.units.nearest_township(township));
        if let Some(township) = township {
            let help = format!("乡镇（街道）要写全名：是不是「{}-{township}」？", id.value.quarter);
            return diagnostics.report(Code::UnknownCompetition, id.place.clone(), message, help);
        }
        let near = nearest(&name, known.iter().map(String::as_str));
        let near = near.map_or(String::new(), |near| format!("；已有的场次里最接近的是「{near}」"));
        let help = format!("新的一场请先运行 leitai new competition {name}{near}");
        diagnostics.report(Code::UnknownCompetition, id.place.clone(), message, help);
    }

    /// The results of an entry, the best first, and whether all that were written are known.
    fn results(
        &self,
        diagnostics: &mut Diagnostics,
        written: &EntryRecord,
        row: Option<&ResultRecord>,
        competition: &Competition,
    ) -> (Vec<Arc<Outcome>>, bool) {
        let own = find_results(diagnostics, self.site, &written.results);
        let theirs = row.map(|row| find_results(diagnostics, self.site, &row.results)).unwrap_or_default();
        let written_there = row.map_or(&[][..], |row| &row.results[..]);
        // An unknown result is reported as that, and compares with nothing.
        let are_known = is_whole(&own, &written.results) && is_whole(&theirs, written_there);
        if let ([first, ..], [their_first, ..]) = (&written.results[..], written_there)
            && are_known
            && names(&own) != names(&theirs)
        {
            let message = format!(
                "案例写的结果是「{}」，比武 {} 写的是「{}」",
                names(&own).join("、"),
                competition.id,
                names(&theirs).join("、")
            );
            diagnostics.push(
                Diagnostic::new(Code::ResultDisagreement, first.place.clone(), message, AGREE_HELP)
                    .with_related(their_first.place.clone(), "比武的结果在这里"),
            );
        }
        let results = if own.is_empty() { theirs } else { own };
        let entered = || vec![Arc::clone(self.site.policy.entered())];
        (if results.is_empty() { entered() } else { results }, are_known)
    }
}

/// Checks that a 规定动作 has the theme of a competition it was entered in.
pub(super) fn check_theme(diagnostics: &mut Diagnostics, theme: Option<&Written<String>>, entries: &[Entry]) {
    let Some(theme) = theme else { return };
    let has_theme = |entry: &&Entry| entry.competition.theme.as_ref().is_some();
    let matches = |entry: &Entry| entry.competition.theme.as_ref() == Some(&theme.value);
    if entries.iter().any(|entry| matches(entry) || entry.track == Some(Track::Elective)) {
        return;
    }
    let Some(entry) = entries.iter().rev().find(has_theme) else { return };
    let set = entry.competition.theme.clone().unwrap_or_default();
    let message = format!("案例的主题是「{}」，比武 {} 的主题是「{set}」", theme.value, entry.competition.id);
    let help = "规定动作请删去这一行，或改得和比武一致；自选动作请写上 track: 自选动作";
    let code = if entry.track == Some(Track::Required) { Code::ThemeDisagreement } else { Code::ThemeDiffers };
    diagnostics.report(code, theme.place.clone(), message, help);
}

/// How to mend a bonus whose right figure cannot be told.
const BONUS_HELP: &str = "只写阿拉伯数字，例如 0.2；也可以删去这一项由程序计算";

const AGREE_HELP: &str = "请核对原始记录，把写错的一处改正；也可以只在一处写";

const RANK: (Code, &str) = (Code::RankDisagreement, "名次");
const AWARD: (Code, &str) = (Code::AwardDisagreement, "奖项");

/// One value from two places that must agree.
fn agree<T: Clone + PartialEq + std::fmt::Display>(
    diagnostics: &mut Diagnostics,
    (code, what): (Code, &str),
    own: Option<&Written<T>>,
    theirs: Option<&Written<T>>,
) -> Option<T> {
    if let (Some(own), Some(theirs)) = (own, theirs)
        && own.value != theirs.value
    {
        let message = format!("案例写的{what}是「{}」，比武写的是「{}」", own.value, theirs.value);
        diagnostics.push(
            Diagnostic::new(code, own.place.clone(), message, AGREE_HELP)
                .with_related(theirs.place.clone(), format!("比武的{what}在这里")),
        );
    }
    own.or(theirs).map(|written| written.value.clone())
}

struct Subject<'a> {
    competition: &'a Competition,
    results: &'a [Arc<Outcome>],
    bonus: Bonus,
}

fn check_bonus(diagnostics: &mut Diagnostics, written: &EntryRecord, subject: &Subject<'_>) {
    let Subject { competition, results, bonus } = subject;
    let results = names(results).join("、");
    let rule = match competition.level() {
        crate::domain::Level::Township => "乡镇级比武只记结果，不加分".to_owned(),
        crate::domain::Level::District => format!("区级比武的「{results}」加 {bonus} 分"),
    };
    let help = format!("{rule}；请改成 {bonus}，或删去这一项由程序计算");
    report_unreadable_bonus(diagnostics, written, &help, Some(*bonus));
    if let Some(written) = written.bonus.as_ref().filter(|written| written.value.is_some_and(|value| value != *bonus)) {
        let message = format!("加分写的是 {}，按规则应当是 {bonus}", shown(&written.place));
        diagnostics.report(Code::BonusMismatch, written.place.clone(), message, help);
    }
}

/// Reports a bonus that is no number; one that means the right one, `0.2分`, is certainly meant so.
pub(super) fn report_unreadable_bonus(
    diagnostics: &mut Diagnostics,
    entry: &EntryRecord,
    help: &str,
    right: Option<Bonus>,
) {
    if let Some(Written { place, .. }) = entry.bonus.as_ref().filter(|bonus| bonus.value.is_none()) {
        let message = format!("加分应当是数字，「{}」不是", shown(place));
        let meant = number_cure(shown(place)).meant.and_then(|number| Bonus::new(parse_decimal(&number)?));
        let edit = right.filter(|right| meant.as_ref() == Some(right));
        let edit = edit.map(|right| Edit::new(place.span.start, place.span.end, right.to_string()));
        let unreadable = Diagnostic::new(Code::InvalidNumber, place.clone(), message, help);
        diagnostics.push(unreadable.with_edit(edit));
    }
}

/// A value as it is written.
pub(super) fn shown(place: &Place) -> &str {
    place.source.slice(place.span).trim_matches(['"', '\''])
}

/// Where a rank was written, for messages about it.
pub(super) fn rank_place(record: &CaseRecord, id: &CompetitionId, row: Option<&ResultRecord>) -> Place {
    let place_of = |rank: Option<&Written<u32>>| rank.map(|rank| rank.place.clone());
    let own = entries_in(record, id).find_map(|entry| place_of(entry.rank.as_ref()));
    own.or_else(|| place_of(row?.rank.as_ref())).unwrap_or_else(|| record.slug.place.clone())
}

/// Where an award was written, for messages about it.
pub(super) fn award_place(record: &CaseRecord, id: &CompetitionId, row: Option<&ResultRecord>) -> Place {
    let place_of = |award: Option<&Written<String>>| award.map(|award| award.place.clone());
    let own = entries_in(record, id).find_map(|entry| place_of(entry.award.as_ref()));
    own.or_else(|| place_of(row?.award.as_ref())).unwrap_or_else(|| record.slug.place.clone())
}

/// What a case says of one competition.
fn entries_in<'a>(record: &'a CaseRecord, id: &CompetitionId) -> impl Iterator<Item = &'a EntryRecord> {
    let is_its = |entry: &&EntryRecord| entry.competition.as_ref().is_some_and(|written| written.value == *id);
    record.entries.iter().chain([&record.own]).filter(is_its)
}
