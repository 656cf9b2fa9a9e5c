//! Score sheets, checked against the competition they belong to and its entries.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::cases::Visibility;
use super::results::{CaseNames, Entered, require_entry};
use super::units::Units;
use crate::document::{CompetitionRecord, SheetRecord, SheetRow};
use crate::domain::{Competition, ScoreRow, ScoreSheet, has_too_many_digits, parse_decimal};
use crate::model::{Code, Diagnostic, Diagnostics, Place, nearest};

/// The highest score where a competition has no criteria.
const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// The scores of a sheet, as far as they can be read.
pub(super) fn read(
    diagnostics: &mut Diagnostics,
    names: &CaseNames<'_>,
    units: &Units,
    competition: &Competition,
    sheet: &SheetRecord,
    entered: &[Entered<'_>],
) -> ScoreSheet {
    let total: Decimal = competition.criteria.iter().map(|criterion| criterion.points).sum();
    let most = if total.is_zero() { HUNDRED } else { total };
    let mut rows: Vec<ScoreRow> = Vec::new();
    // Titles that rows without a case are most likely meant for.
    let mut meant: Vec<&str> = Vec::new();
    for row in &sheet.rows {
        if row.case.value.is_empty() {
            let help = "请写上案例的网址名（slug）或标题；不用的行请整行删去";
            diagnostics.report(Code::ScoreSheetMalformed, row.case.place.clone(), "这一行没有写是哪个案例", help);
            continue;
        }
        let scores = read_row(diagnostics, &sheet.judges, row, most);
        let Some(slug) = names.find(diagnostics, &row.case) else {
            let own =
                entered.iter().flat_map(|own| [own.resolved.case.slug.as_str(), own.resolved.case.title.as_str()]);
            meant.extend(nearest(&row.case.value, own));
            continue;
        };
        if rows.iter().any(|known| known.case == slug) {
            let message = format!("案例「{}」在评分表里有两行", row.case.value);
            diagnostics.report(Code::DuplicateEntry, row.case.place.clone(), message, "请只留一行");
            continue;
        }
        require_entry(diagnostics, names, competition, entered, slug, &row.case);
        check_unit(diagnostics, units, row, entered.iter().find(|own| own.resolved.case.slug == slug));
        rows.push(ScoreRow { case: slug.to_owned(), scores });
    }
    let has_row = |own: &&Entered<'_>| {
        let case = &own.resolved.case;
        let is_meant = meant.iter().any(|name| *name == case.slug || *name == case.title);
        is_meant || rows.iter().any(|row| row.case == case.slug)
    };
    for own in entered.iter().filter(|own| sheet.is_whole && !has_row(own)) {
        let message = format!("评分表里没有案例「{}」的分数", own.resolved.case.title);
        let help = format!("请加上一行，案例写 {}", own.resolved.case.slug);
        let place = Place::start_of(&sheet.source);
        diagnostics.push(
            Diagnostic::new(Code::EntryWithoutScores, place, message, help)
                .with_related(own.resolved.record.slug.place.clone(), "案例在这里"),
        );
    }
    ScoreSheet { judges: sheet.judges.clone(), rows }
}

/// Compares the unit of a row with its case's.
fn check_unit(diagnostics: &mut Diagnostics, units: &Units, row: &SheetRow, own: Option<&Entered<'_>>) {
    let (Some(written), Some(own)) = (&row.unit, own) else { return };
    if units.may_mean(&written.value, &own.resolved.case.unit) {
        return;
    }
    let record = &own.resolved.record;
    let (value, case, unit) = (&written.value, &row.case.value, &record.unit.value);
    let message = format!("评分表里「{case}」的单位是「{value}」，案例写的是「{unit}」");
    let help = "请核对这一行的案例和单位，分数可能填错了行；写错的请改成一致";
    diagnostics.push(
        Diagnostic::new(Code::SheetUnitDiffers, written.place.clone(), message, help)
            .with_related(record.unit.place.clone(), "案例的单位在这里"),
    );
}

fn read_row(diagnostics: &mut Diagnostics, judges: &[String], row: &SheetRow, most: Decimal) -> Vec<Decimal> {
    let mut scores = Vec::new();
    for (cell, judge) in row.scores.iter().zip(judges) {
        let (code, message) = match parse_decimal(&cell.value) {
            Some(score) if score <= most => {
                scores.push(score);
                continue;
            }
            Some(score) => {
                (Code::ScoreOutOfRange, format!("{judge}给「{}」的 {score} 分超过满分 {most}", row.case.value))
            }
            None if cell.value.is_empty() => (Code::ScoreMissing, format!("{judge}没有给「{}」打分", row.case.value)),
            None if has_too_many_digits(&cell.value) => {
                (Code::ScoreOutOfRange, format!("{judge}给「{}」的「{}」位数太多", row.case.value, cell.value))
            }
            None => (Code::ScoreOutOfRange, format!("{judge}给「{}」的「{}」不是分数", row.case.value, cell.value)),
        };
        let plain: String = cell.value.nfkc().collect();
        let help = match parse_decimal(&plain).filter(|score| plain != cell.value && *score <= most) {
            Some(_) => format!("请改成半角的 {plain}"),
            None => format!("请填 0 到 {most} 之间的数字，例如 92.5；小数点后最多 6 位"),
        };
        diagnostics.report(code, cell.place.clone(), message, help);
    }
    scores
}

/// Notes where the final ranks are not in the order of the scores: it is the leading group's decision, not an error.
pub(super) fn check_order(
    diagnostics: &mut Diagnostics,
    competition: &Competition,
    record: &CompetitionRecord,
    scores: &ScoreSheet,
    entered: &[Entered<'_>],
) {
    let scored = scores.rows.iter().filter_map(|row| {
        let own = entered.iter().find(|own| own.resolved.case.slug == row.case)?;
        Some((own.entry.rank?, competition.scoring.exact(&row.scores)?, own.resolved.case.title.as_str()))
    });
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by(|a, b| (a.0, b.1, a.2).cmp(&(b.0, a.1, b.2)));
    for pair in scored.windows(2) {
        let [(rank, score, title), (next_rank, next_score, next_title)] = pair else { continue };
        if next_score > score {
            let message = format!("第 {rank} 名「{title}」的得分低于第 {next_rank} 名「{next_title}」");
            let help = "最终名次由领导小组评定，可以和得分不同；页面会把两种次序都列出来";
            diagnostics.report(Code::ScoreOrderDiffers, record.place(), message, help);
        }
    }
}

/// The rows of public cases.
pub(super) fn only_public(mut scores: ScoreSheet, entered: &[Entered<'_>]) -> ScoreSheet {
    let is_public = |row: &ScoreRow| {
        let own = entered.iter().find(|own| own.resolved.case.slug == row.case);
        own.is_some_and(|own| own.resolved.visibility == Visibility::Public)
    };
    scores.rows.retain(is_public);
    scores
}
