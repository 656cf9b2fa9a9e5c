//! Finding dimensions and results by the names that people write.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::read_site::suggest_of_all;
use super::site::Site;
use crate::domain::{Dimension, Outcome};
use crate::model::{Code, Diagnostics, Written};

/// The dimensions of these names, each once; unknown ones are reported.
pub(super) fn find_dimensions(
    diagnostics: &mut Diagnostics,
    site: &Site,
    names: &[Written<String>],
) -> Vec<Arc<Dimension>> {
    let mut found: Vec<Arc<Dimension>> = Vec::new();
    for name in names {
        match site.dimensions.iter().find(|dimension| dimension.name == name.value) {
            Some(dimension) if found.iter().any(|known| known.slug == dimension.slug) => {
                report_repeated(diagnostics, "维度", name);
            }
            Some(dimension) => found.push(Arc::clone(dimension)),
            None => report(diagnostics, site, name, (Code::UnknownDimension, "维度"), &all_dimensions(site)),
        }
    }
    found
}

/// The results of these names, the best first, each once; unknown ones are reported.
pub(super) fn find_results(diagnostics: &mut Diagnostics, site: &Site, names: &[Written<String>]) -> Vec<Arc<Outcome>> {
    let mut found: Vec<Arc<Outcome>> = Vec::new();
    for name in names {
        match site.policy.outcome(&name.value) {
            Some(outcome) if found.iter().any(|known| known.name == outcome.name) => {
                report_repeated(diagnostics, "结果", name);
            }
            Some(outcome) => found.push(Arc::clone(outcome)),
            None => report(diagnostics, site, name, (Code::UnknownResult, "结果"), &all_results(site)),
        }
    }
    found.sort_by_key(|outcome| Reverse(site.policy.order(outcome)));
    found
}

/// Whether these are all the results that were written: an unknown one compares with nothing.
pub(super) fn is_whole(found: &[Arc<Outcome>], written: &[Written<String>]) -> bool {
    written.iter().map(|text| text.value.as_str()).collect::<BTreeSet<_>>().len() == found.len()
}

/// The names of results, in their order.
pub(super) fn names(results: &[Arc<Outcome>]) -> Vec<&str> {
    results.iter().map(|outcome| outcome.name.as_str()).collect()
}

fn all_dimensions(site: &Site) -> Vec<&str> {
    site.dimensions.iter().map(|dimension| dimension.name.as_str()).collect()
}

fn all_results(site: &Site) -> Vec<&str> {
    names(&site.policy.outcomes)
}

fn report_repeated(diagnostics: &mut Diagnostics, what: &str, name: &Written<String>) {
    let message = format!("{what}「{}」写了两次", name.value);
    diagnostics.report(Code::RepeatedValue, name.place.clone(), message, "请删去一个；本来要写另一个的，请改正");
}

/// Nothing is unknown where the settings themselves are.
fn report(
    diagnostics: &mut Diagnostics,
    site: &Site,
    name: &Written<String>,
    (code, what): (Code, &str),
    all: &[&str],
) {
    if site.are_rules_known {
        let help = suggest_of_all(&name.value, all.iter().copied());
        diagnostics.report(code, name.place.clone(), format!("没有「{}」这个{what}", name.value), help);
    }
}
