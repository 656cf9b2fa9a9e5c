//! The id of a competition, and what was meant by a text that is none.

use super::fields::Fields;
use super::values::Cure;
use crate::domain::{CompetitionId, Quarter};
use crate::model::{Code, Written};

impl Fields<'_> {
    /// The id of a competition.
    pub(super) fn competition_id(&mut self, key: &str) -> Option<Written<CompetitionId>> {
        let text = self.loose_text(key)?;
        let text = self.bare(Code::InvalidCompetitionId, key, text);
        if let Some(value) = CompetitionId::parse(&text.value) {
            return Some(Written { value, place: text.place });
        }
        let message = format!("「{}」不是比武场次的编号", text.value);
        self.report_cured(Code::InvalidCompetitionId, text.place.span, message, id_cure(&text.value));
        None
    }
}

const FORMS: &str = "区级写成 2026Q3，乡镇级写成 2026Q3-湖东街道";

/// What to do about a text that is no id.
fn id_cure(text: &str) -> Cure {
    let folded = folded(text);
    if let Some(id) = meant_id(&folded) {
        return Cure::certain(id.to_string());
    }
    let after_year = folded.get(4..).unwrap_or_default();
    let number = after_year.strip_prefix(['Q', 'q']).and_then(|rest| rest.chars().next());
    match number {
        Some('0' | '5'..='9') => Cure::unsure(format!("一年只有四个季度，写 Q1 到 Q4；{FORMS}")),
        _ if Quarter::parse(&format!("2026年{folded}")).is_some()
            || Quarter::parse(&format!("2026{folded}")).is_some() =>
        {
            Cure::unsure(format!("请写上四位的年份；{FORMS}"))
        }
        _ => Cure::unsure(FORMS),
    }
}

/// The text with letters and digits of the usual width, O for zero undone, and without a mark at its end.
fn folded(text: &str) -> String {
    let half = text.chars().map(|c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    });
    let half: String = half.collect();
    let half = half.trim_end_matches(['。', ',', '.', '、', ';', ':', ' ']);
    half.chars().enumerate().map(|(at, c)| if at < 4 && matches!(c, 'O' | 'o') { '0' } else { c }).collect()
}

/// How many characters a quarter has at most, in any spelling.
const LONGEST: usize = 24;

/// The id in another spelling: the longest beginning that is a quarter, and a township behind it.
fn meant_id(text: &str) -> Option<CompetitionId> {
    let ends = text.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.collect();
    let (quarter, end) = ends.iter().rev().find_map(|&end| Some((meant_quarter(&text[..end])?, end)))?;
    let rest = text[end..].trim_matches(['-', '(', ')', '—', '–', ' ', '_', '/', '第']);
    // A dash alone waits for a township.
    let is_whole = end == text.len() || !rest.is_empty();
    if is_whole && matches!(rest, "" | "区级" | "全区") {
        return Some(CompetitionId { quarter, township: None });
    }
    let is_township = rest.ends_with(['镇', '乡']) || rest.ends_with("街道");
    (is_township && rest.chars().all(char::is_alphabetic))
        .then(|| CompetitionId { quarter, township: Some(rest.to_owned()) })
}

fn meant_quarter(text: &str) -> Option<Quarter> {
    let (year, rest) = (text.get(..4)?, text.get(4..)?.trim_start_matches(['.', '_', '/', '-', ' ']));
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    let rest = rest.replacen("Q0", "Q", 1);
    let spelled = [format!("{year}{rest}"), format!("{year}年{rest}"), format!("{year}年{rest}度")];
    spelled.iter().find_map(|text| Quarter::parse(text))
}
