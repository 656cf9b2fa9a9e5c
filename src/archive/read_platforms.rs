//! Reading the platforms of `site.yaml`.

use std::sync::Arc;

use jiff::civil::Date;

use super::read_site::suggest;
use super::site::{Platform, Select};
use crate::document::{Fields, KeyTable};
use crate::domain::{Dimension, Outcome, Policy, Quarter, is_slug};
use crate::model::{Code, Written};

const KEYS: KeyTable = &[("id", "编号"), ("name", "名称"), ("kind", "种类"), ("select", "选取")];

const SELECT_KEYS: KeyTable = &[("result", "结果"), ("dimension", "维度"), ("level", "级别"), ("since", "起始")];

const KINDS: [&str; 4] = ["wechat", "weibo", "toutiao", "desk"];

pub(super) fn read_platforms(fields: &mut Fields<'_>, dimensions: &[Arc<Dimension>], policy: &Policy) -> Vec<Platform> {
    let source = Arc::clone(fields.source());
    let mappings = fields.mappings("platforms", "platforms: [{id: xx-fabu, name: XX发布, kind: wechat}]");
    let mut platforms: Vec<Platform> = Vec::new();
    for (span, pairs) in mappings {
        let mut own = Fields::new(fields.diagnostics(), &source, span, KEYS, pairs);
        let id = own.needed_text("id", "xx-fabu");
        check_id(&mut own, &id, &platforms);
        let name = own.needed_text("name", "XX发布").value;
        let kind = own.needed_text("kind", "wechat");
        if !kind.value.is_empty() && !KINDS.contains(&kind.value.as_str()) {
            let help = format!("可以写：{}", KINDS.join("、"));
            own.report(Code::UnknownValue, kind.place.span, format!("没有「{}」这种平台", kind.value), help);
        }
        let select = read_select(&mut own, dimensions, policy);
        platforms.push(Platform { id: id.value, name, kind: kind.value, select });
    }
    platforms
}

fn check_id(fields: &mut Fields<'_>, id: &Written<String>, others: &[Platform]) {
    if id.value.is_empty() {
        return;
    }
    if !is_slug(&id.value) {
        let help = "请只用小写字母、数字和半角减号，例如 xx-fabu";
        fields.report(Code::InvalidSlug, id.place.span, format!("「{}」不能作平台的编号", id.value), help);
    }
    if others.iter().any(|other| other.id == id.value) {
        let message = format!("平台编号「{}」用了两次", id.value);
        fields.report(Code::DuplicateEntry, id.place.span, message, "请给其中一个换一个编号");
    }
}

fn read_select(fields: &mut Fields<'_>, dimensions: &[Arc<Dimension>], policy: &Policy) -> Select {
    let source = Arc::clone(fields.source());
    let Some((span, pairs)) = fields.mapping("select", "select: {result: 推荐市级, since: 2026Q1}") else {
        return Select::default();
    };
    let mut select = Fields::new(fields.diagnostics(), &source, span, SELECT_KEYS, pairs);
    Select {
        results: read_results(&mut select, policy),
        dimensions: read_dimensions(&mut select, dimensions),
        level: select.named("level").map(|level| level.value),
        since: read_since(&mut select),
    }
}

fn read_results(fields: &mut Fields<'_>, policy: &Policy) -> Vec<Arc<Outcome>> {
    let texts = fields.texts("result", false);
    let mut results = Vec::new();
    for text in texts {
        match policy.outcome(&text.value) {
            Some(outcome) => results.push(Arc::clone(outcome)),
            None => {
                let help = suggest(&text.value, policy.outcomes.iter().map(|outcome| outcome.name.as_str()));
                fields.report(Code::UnknownResult, text.place.span, format!("没有「{}」这个结果", text.value), help);
            }
        }
    }
    results
}

fn read_dimensions(fields: &mut Fields<'_>, all: &[Arc<Dimension>]) -> Vec<Arc<Dimension>> {
    let texts = fields.texts("dimension", false);
    let mut dimensions = Vec::new();
    for text in texts {
        match all.iter().find(|dimension| dimension.name == text.value) {
            Some(dimension) => dimensions.push(Arc::clone(dimension)),
            None => {
                let help = suggest(&text.value, all.iter().map(|dimension| dimension.name.as_str()));
                fields.report(Code::UnknownDimension, text.place.span, format!("没有「{}」这个维度", text.value), help);
            }
        }
    }
    dimensions
}

/// A quarter means its first day.
fn read_since(fields: &mut Fields<'_>) -> Option<Date> {
    let text = fields.text("since")?;
    let day = Quarter::parse(&text.value).map(Quarter::first_day).or_else(|| text.value.parse().ok());
    if day.is_none() {
        let help = "请写一个季度（2026Q1）或一天（2026-01-01）";
        fields.report(Code::InvalidDate, text.place.span, format!("「{}」不是季度，也不是日期", text.value), help);
    }
    day
}
