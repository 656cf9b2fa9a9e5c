//! The days of a stage: one, or the first and the last with `..` between.

use super::days::{parse_day, two_days};
use super::fields::Fields;
use super::values::Cure;
use crate::domain::{Named, Stage, StageDates};
use crate::model::{Code, Written};

pub(super) fn read_stage(fields: &mut Fields<'_>, stage: Stage) -> Option<Written<StageDates>> {
    let text = fields.text(stage.name())?;
    let (first, last) = text.value.split_once("..").unwrap_or((&text.value, &text.value));
    let (Ok(first), Ok(last)) = (parse_day(first.trim()), parse_day(last.trim())) else {
        report_days(fields, &text, (first.trim(), last.trim()));
        return None;
    };
    if last < first {
        let message = format!("「{}」的结束日期 {last} 早于开始日期 {first}", stage.name());
        fields.report(Code::StageOrder, text.place.span, message, "请核对两个日期；写法是 先..后");
        return None;
    }
    Some(Written { value: StageDates { stage, first, last }, place: text.place })
}

fn report_days(fields: &mut Fields<'_>, text: &Written<String>, (first, last): (&str, &str)) {
    let (wrong, cure) = match (two_days(&text.value), parse_day(first), parse_day(last)) {
        (Some((first, last)), ..) => (text.value.as_str(), Cure::certain(format!("{first}..{last}"))),
        (_, Err(cure), _) => (first, cure),
        (_, _, Err(cure)) => (last, cure),
        _ => return,
    };
    // Of two days, one is not all that should be written.
    let cure = match cure.meant {
        Some(_) if first != last && wrong != text.value => Cure::unsure(cure.help),
        meant => Cure { meant, ..cure },
    };
    let help = if cure.help.contains("..") {
        cure.help
    } else {
        format!("{}；一段时间写成 2026-07-05..2026-07-20", cure.help)
    };
    let message = format!("「{wrong}」不是一个日期");
    fields.report_cured(Code::InvalidDate, text.place.span, message, Cure { help, ..cure });
}
