//! What a case with `entries` says of itself beside them: it must be what its entries amount to.

use super::entries::{Entries, report_unreadable_bonus, shown};
use super::lookups::{find_results, is_whole, names};
use super::site::Site;
use crate::document::{CaseRecord, EntryRecord};
use crate::domain::Entry;
use crate::model::{Code, Diagnostics};

/// Checks result, bonus, rank, award and competition of a case against its entries.
pub(super) fn check(diagnostics: &mut Diagnostics, site: &Site, record: &CaseRecord, entries: &Entries) {
    if record.entries.is_empty() && record.are_entries_whole {
        return;
    }
    let own = &record.own;
    check_tie(diagnostics, own);
    let written = find_results(diagnostics, site, &own.results);
    let Some(best) = entries.best(&site.policy).filter(|_| entries.are_whole) else {
        report_unreadable_bonus(diagnostics, own, "请删去这一项：写了 entries 的，加分由程序计算", None);
        return;
    };
    if is_whole(&written, &own.results) && names(&written) != names(&best.results) {
        check_results(diagnostics, own, &names(&written), best);
    }
    check_bonus(diagnostics, own, entries);
    check_places(diagnostics, own, best);
}

fn check_tie(diagnostics: &mut Diagnostics, own: &EntryRecord) {
    if own.tie {
        let place = own.rank.as_ref().map_or_else(|| own.place.clone(), |rank| rank.place.clone());
        let help = "请删去案例本身的 tie，写到 entries 里并列的那一次参赛";
        diagnostics.report(Code::RankDisagreement, place, "写了 entries 的案例，本身不能再写「tie」（并列）", help);
    }
}

fn check_results(diagnostics: &mut Diagnostics, own: &EntryRecord, written: &[&str], best: &Entry) {
    let Some(first) = own.results.first() else { return };
    let (own, theirs) = (written.join("、"), names(&best.results).join("、"));
    let message = format!("「result」是「{own}」，几次参赛的最好结果却是「{theirs}」");
    let help = "写了 entries 的，案例本身的结果可以删去；要留就写最好的那个";
    diagnostics.report(Code::ResultDisagreement, first.place.clone(), message, help);
}

fn check_bonus(diagnostics: &mut Diagnostics, own: &EntryRecord, entries: &Entries) {
    let highest = entries.highest();
    let help = format!("请改成 {highest}，或删去这一项：同一案例只按最高的一次计");
    report_unreadable_bonus(diagnostics, own, &help, Some(highest));
    if let Some(bonus) = own.bonus.as_ref().filter(|bonus| bonus.value.is_some_and(|value| value != highest)) {
        let message = format!("加分写的是 {}，几次参赛中最高的是 {highest}", shown(&bonus.place));
        diagnostics.report(Code::BonusMismatch, bonus.place.clone(), message, help);
    }
}

fn check_places(diagnostics: &mut Diagnostics, own: &EntryRecord, best: &Entry) {
    if let Some(rank) = own.rank.as_ref().filter(|rank| Some(rank.value) != best.rank) {
        let message = format!("名次写的是 {}，最好的那次参赛没有这个名次", rank.value);
        let help = "请删去这一项，名次写在 entries 里";
        diagnostics.report(Code::RankDisagreement, rank.place.clone(), message, help);
    }
    if let Some(award) = own.award.as_ref().filter(|award| Some(&award.value) != best.award.as_ref()) {
        let message = format!("奖项写的是「{}」，最好的那次参赛没有这个奖项", award.value);
        let help = "请删去这一项，奖项写在 entries 里";
        diagnostics.report(Code::AwardDisagreement, award.place.clone(), message, help);
    }
    if let Some(id) = own.competition.as_ref().filter(|id| id.value != best.competition.id) {
        let message = format!("「competition」是 {}，最好的那次参赛却是 {}", id.value, best.competition.id);
        let help = "写了 entries 的，请删去 competition";
        diagnostics.report(Code::ResultDisagreement, id.place.clone(), message, help);
    } else if let Some(id) = &own.competition {
        let message = format!("写了 entries，又单写了场次 {}，只算一次参赛", id.value);
        let help = "请删去 competition 这一行，只留 entries 里的";
        diagnostics.report(Code::CompetitionRepeated, id.place.clone(), message, help);
    }
}
