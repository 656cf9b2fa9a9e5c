//! The page of a case: `cases/<slug>.html`.

use serde::Serialize;

use super::index::Index;
use super::parts::{
    Badge, CaseRow, Day, Link, MaybeLink, case_link, cases_link, competition_link, competition_name, township_link,
    village_link,
};
use super::{Body, ContentsItem, Head, Material, Page, Ready, View};
use crate::archive::routes;
use crate::domain::{Case, Entry, Level, Named, SameCase};
use crate::model::Route;

/// From how many headings on a case has a list of contents.
const CONTENTS_FROM: usize = 3;

/// The page of a case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseView {
    /// What is known of it.
    pub case: CaseDetail,
    /// The write-up as HTML.
    pub body: String,
    /// Whether the write-up shows the cover itself.
    pub cover_in_body: bool,
    /// Its headings of the second and third level; empty where there are few.
    pub contents: Vec<ContentsItem>,
    /// Its entries, the oldest first.
    pub history: Vec<HistoryRow>,
    /// What it brought its township, the oldest year first.
    pub years: Vec<YearNote>,
    /// What 就高原则 means here, where the case has several entries with points.
    pub rule: Option<&'static str>,
    /// The one before it in its competition.
    pub previous: Option<Link>,
    /// The one after it in its competition.
    pub next: Option<Link>,
    /// Cases like it.
    pub related: Vec<RelatedCase>,
}

/// What is known of a case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseDetail {
    /// Its name in addresses.
    pub slug: String,
    /// The title.
    pub title: String,
    /// In a sentence or two; may be empty.
    pub summary: String,
    /// The picture.
    pub cover: Option<Route>,
    /// The township.
    pub township: Link,
    /// The village.
    pub village: Option<Link>,
    /// The competition of its best entry.
    pub competition: Link,
    /// The dimensions, the main one first.
    pub dimensions: Vec<Link>,
    /// The results of its best entry, the best first.
    pub results: Vec<Ready<Badge>>,
    /// Whether its best entry is in a township's competition, which brings no points.
    pub is_township: bool,
    /// The award of its best entry.
    pub award: Option<String>,
    /// The rank of its best entry.
    pub rank: Option<u32>,
    /// Its highest bonus, `0` included.
    pub bonus: String,
    /// 比武主题.
    pub theme: Option<MaybeLink>,
    /// 申报方式 of its best entry.
    pub track: Option<&'static str>,
    /// 比武形式 of its best entry.
    pub formats: Vec<&'static str>,
    /// 汇报人.
    pub presenter: Option<PresenterView>,
    /// 荣誉.
    pub honors: Vec<String>,
    /// 资金补助, in 万元.
    pub funding: Option<String>,
    /// 示范点.
    pub site_type: Option<&'static str>,
    /// The day of publication.
    pub date: Option<Day>,
    /// 来源.
    pub source: Option<String>,
    /// 作者.
    pub author: Option<String>,
    /// 标签.
    pub tags: Vec<String>,
    /// What the writer left to the theme.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// 汇报人.
#[derive(Clone, Debug, Serialize)]
pub struct PresenterView {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub role: Option<String>,
}

/// An entry of a case.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryRow {
    /// The competition.
    pub competition: Link,
    /// Whether it was a township's, which brings no points.
    pub is_township: bool,
    /// The results, the best first.
    pub results: Vec<Ready<Badge>>,
    /// 名次.
    pub rank: Option<u32>,
    /// Whether it shares its rank.
    pub tie: bool,
    /// 奖项.
    pub award: Option<String>,
    /// 申报方式.
    pub track: Option<&'static str>,
    /// The points for it.
    pub bonus: String,
}

/// What a case brought its township in a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearNote {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: Route,
    /// The points.
    pub bonus: String,
    /// Which entry counted by which rule.
    pub because: String,
}

/// A case like another.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedCase {
    /// The case.
    pub row: Ready<CaseRow>,
    /// What they have in common.
    pub reason: &'static str,
}

/// The page of the case in place `number`.
pub(super) fn compose(index: &Index<'_>, material: &dyn Material, number: usize) -> Page {
    let case = &index.archive.cases[number];
    let route = routes::case(case);
    let Body { html, contents } = material.body(&case.path, &route);
    let contents: Vec<_> = contents.into_iter().filter(|item| matches!(item.level, 2 | 3)).collect();
    let neighbours = index.neighbours(number);
    let cover = index.covers[number].as_ref();
    let link = |number: Option<usize>| number.map(|number| case_link(&index.archive.cases[number]));
    let view = CaseView {
        case: detail(index, case, number),
        cover_in_body: cover.is_some_and(|cover| html.contains(&format!("src=\"{}\"", route.link_to(cover)))),
        body: html,
        contents: if contents.len() < CONTENTS_FROM { Vec::new() } else { contents },
        history: case.entries.iter().map(|entry| history_row(index, entry)).collect(),
        years: years(index, case),
        rule: rule(case, index.archive.site.policy.same_case),
        previous: link(neighbours.previous),
        next: link(neighbours.next),
        related: related(index, case, number),
    };
    let unit = &case.unit;
    let crumbs = [cases_link(), township_link(&unit.township)]
        .into_iter()
        .chain(unit.village.as_ref().map(|village| village_link(&unit.township, village)));
    let head = Head::new(&case.title, &case.summary).in_section("cases").below(crumbs);
    Page { route, template: "case.html", head, view: View::Case(Box::new(view)), last_modified: case.date }
}

fn detail(index: &Index<'_>, case: &Case, number: usize) -> CaseDetail {
    let best = case.best_entry();
    let unit = &case.unit;
    CaseDetail {
        slug: case.slug.clone(),
        title: case.title.clone(),
        summary: case.summary.clone(),
        cover: index.covers[number].clone(),
        township: township_link(&unit.township),
        village: unit.village.as_ref().map(|village| village_link(&unit.township, village)),
        competition: competition_link(&best.competition),
        dimensions: case.dimensions.iter().map(|d| Link::new(&d.name, routes::dimension(d, 1))).collect(),
        results: badges(index, best),
        is_township: best.competition.level() == Level::Township,
        award: best.award.clone(),
        rank: best.rank,
        bonus: case.bonus().to_string(),
        theme: case.theme.as_deref().map(|theme| index.topic(theme)),
        track: best.track.map(Named::name),
        formats: best.formats.iter().map(|format| format.name()).collect(),
        presenter: case.presenter.clone().map(|p| PresenterView { name: p.name, role: p.role }),
        honors: case.honors.clone(),
        funding: case.funding.map(|funding| funding.normalize().to_string()),
        site_type: case.site_type.map(Named::name),
        date: case.date.map(Into::into),
        source: case.source.clone(),
        author: case.author.clone(),
        tags: case.tags.clone(),
        extra: case.extra.clone(),
    }
}

fn badges(index: &Index<'_>, entry: &Entry) -> Vec<Ready<Badge>> {
    entry.results.iter().map(|outcome| index.badge(outcome)).collect()
}

fn history_row(index: &Index<'_>, entry: &Entry) -> HistoryRow {
    HistoryRow {
        competition: Link::new(competition_name(&entry.competition), routes::competition(&entry.competition)),
        is_township: entry.competition.level() == Level::Township,
        results: badges(index, entry),
        rank: entry.rank,
        tie: entry.tie,
        award: entry.award.clone(),
        track: entry.track.map(Named::name),
        bonus: entry.bonus.to_string(),
    }
}

fn years(index: &Index<'_>, case: &Case) -> Vec<YearNote> {
    let note = |&(year, reason): &(i16, &crate::domain::Reason)| YearNote {
        year,
        url: routes::year(year),
        bonus: reason.bonus.to_string(),
        because: reason.because.clone(),
    };
    index.reasons(case).iter().map(note).collect()
}

fn rule(case: &Case, same_case: SameCase) -> Option<&'static str> {
    let with_points = case.entries.iter().filter(|entry| !entry.bonus.is_zero()).count();
    (with_points > 1).then_some(match same_case {
        SameCase::Year => "按就高原则，同一案例在同一年度只计一次，取最高的加分，不重复累加。",
        SameCase::Ever => "按就高原则，同一案例只计一次，计入加分最高的年度，不重复累加。",
    })
}

fn related(index: &Index<'_>, case: &Case, number: usize) -> Vec<RelatedCase> {
    let neighbours = index.neighbours(number);
    let shown: Vec<usize> = neighbours.previous.into_iter().chain(neighbours.next).collect();
    let of = index.relations.of(case, number, &shown);
    of.into_iter().map(|(other, reason)| RelatedCase { row: index.rows[other].clone(), reason }).collect()
}
