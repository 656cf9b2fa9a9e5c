//! Reading the results of `site.yaml`: what each brings and which others it implies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::read_site::{read_slug, report_shared, suggest};
use crate::document::Fields;
use crate::document::keys::{KeyTable, SLUG, Shape, key};
use crate::domain::{Outcome, Policy};
use crate::model::{Code, Diagnostics, Written};

pub(super) const RESULT_KEYS: KeyTable = &[
    key("name", "名称", Shape::Text, "名称").needed(),
    key("slug", "网址名", SLUG, "网址里的名字；不写就按名称转成拼音"),
    key("bonus", "加分", Shape::Decimal, "加多少分；不写就不加分"),
    key("implies", "包含", Shape::Texts, "得了它也算得了哪些结果"),
    key("grant_min", "最低补助", Shape::Decimal, "最低补助，单位是万元"),
];

/// The results of the site, in the order they were written; the scheme's where there are none.
pub(super) fn read_results(fields: &mut Fields<'_>) -> Vec<Outcome> {
    let source = Arc::clone(fields.source());
    let mappings = fields.mappings("results", "results: [{name: 观摩点, slug: showcase, bonus: 0.2}]");
    let (mut outcomes, mut places, mut implied) = (Vec::new(), Vec::new(), Vec::new());
    for (span, pairs) in mappings {
        let mut own = Fields::new(fields.diagnostics(), &source, span, RESULT_KEYS, pairs);
        let name = own.needed_text("name", "观摩点");
        let slug = read_slug(&mut own, &name);
        let implies = own.texts("implies", false);
        let bonus = own.bonus("bonus").map(|bonus| bonus.value).unwrap_or_default();
        let grant_min = own.decimal("grant_min").map(|grant| grant.value);
        places.push((slug.clone(), name.clone()));
        implied.extend(implies.iter().map(|implied| (name.value.clone(), implied.clone())));
        let implies = implies.into_iter().map(|implied| implied.value).collect();
        outcomes.push(Outcome { name: name.value, slug, bonus, implies, grant_min });
    }
    report_shared(fields.diagnostics(), &places);
    if outcomes.is_empty() {
        return Policy::scheme_outcomes();
    }
    for (_, Written { value, place }) in implied.iter().filter(|(_, i)| !outcomes.iter().any(|o| o.name == i.value)) {
        let message = format!("没有「{value}」这个结果");
        let help = suggest(value, outcomes.iter().map(|outcome| outcome.name.as_str()));
        fields.diagnostics().report(Code::UnknownResult, place.clone(), message, help);
    }
    if let Some(ring) = find_ring(&outcomes) {
        report_ring(fields.diagnostics(), &ring, &implied);
    }
    outcomes
}

/// Results of which each implies the next and the last the first, if there are such.
fn find_ring(outcomes: &[Outcome]) -> Option<Vec<&str>> {
    let by_name: BTreeMap<&str, &Outcome> = outcomes.iter().map(|outcome| (outcome.name.as_str(), outcome)).collect();
    let mut done = BTreeSet::new();
    for start in outcomes {
        // Each with those that it implies and that are still to be followed.
        let mut path = vec![(start.name.as_str(), start.implies.iter())];
        while let Some((name, rest)) = path.last_mut() {
            let Some(next) = rest.find_map(|implied| by_name.get(implied.as_str())) else {
                done.insert(*name);
                path.pop();
                continue;
            };
            if let Some(first) = path.iter().position(|(name, _)| *name == next.name) {
                return Some(path[first..].iter().map(|(name, _)| *name).collect());
            }
            if !done.contains(next.name.as_str()) {
                path.push((&next.name, next.implies.iter()));
            }
        }
    }
    None
}

/// Reports a ring where its last result implies its first; `implied` are all implied names, each with whose it is.
fn report_ring(diagnostics: &mut Diagnostics, ring: &[&str], implied: &[(String, Written<String>)]) {
    let ([first, ..], [.., last]) = (ring, ring) else { return };
    let closes = |(owner, implied): &&(String, Written<String>)| owner == last && implied.value == *first;
    let Some((_, closing)) = implied.iter().find(closes) else { return };
    let message = match ring.len() {
        1 => format!("「{first}」包含了它自己"),
        _ => format!("结果互相包含，绕成了一圈：{} → {first}", ring.join(" → ")),
    };
    let help = "请删去一处 implies（包含）：只由更好的结果包含较低的结果";
    diagnostics.report(Code::ResultRing, closing.place.clone(), message, help);
}
