//! The facts of a case.

use serde::Serialize;

use super::super::CoverView;
use super::super::index::Index;
use super::super::parts::{Day, Link, MaybeLink, competition_link, township_link, village_link};
use super::super::shown::{ShownResult, badges, shown};
use crate::archive::routes;
use crate::domain::{Case, Entry, Level, Named, NotYet};

/// What is known of a case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseDetail {
    /// The title.
    pub title: String,
    /// In a sentence or two; empty where the write-up opens with it.
    pub summary: String,
    /// The picture.
    pub cover: Option<CoverView>,
    /// The township.
    pub township: Link,
    /// The village.
    pub village: Option<Link>,
    /// The competition of its main entry.
    pub competition: Link,
    /// The dimensions, the main one first.
    pub dimensions: Vec<Link>,
    /// Whether the results of a 区级 entry, and so its bonus, are not published yet.
    pub awaits_bonus: bool,
    /// Its results: the district's, and a township's better one.
    pub results: Vec<ShownResult>,
    /// 比武主题.
    pub theme: Option<MaybeLink>,
    /// 申报方式 of its main entry.
    pub track: Option<&'static str>,
    /// 比武形式 of its main entry.
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
    /// What that day is: `公布日期`, or `最近公布` where it is of another competition than its main entry's, or
    /// `发布日期` where no results are published yet.
    pub date_name: &'static str,
    /// Said where only its writer sees it yet.
    pub not_yet: Option<&'static str>,
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

/// What is known of a case whose write-up is this HTML.
pub(super) fn detail(index: &Index<'_>, case: &Case, number: usize) -> CaseDetail {
    let main = case.main_entry();
    let unit = &case.unit;
    CaseDetail {
        title: case.title.clone(),
        // One that was made from the text says nothing new above it.
        summary: if case.has_own_summary { case.summary.clone() } else { String::new() },
        cover: index.covers[number].clone(),
        township: township_link(&unit.township),
        village: unit.village.as_ref().map(|village| village_link(&unit.township, village)),
        competition: competition_link(&main.competition),
        dimensions: case.dimensions.iter().map(|d| Link::new(&d.name, routes::dimension(d, 1))).collect(),
        awaits_bonus: case.entries.iter().any(|entry| {
            let competition = &entry.competition;
            competition.is_pending && competition.level() == Level::District
        }),
        results: shown(index, case, |entry| badges(index, entry)),
        theme: case.theme.as_deref().map(|theme| index.topic(theme)),
        track: main.track.map(Named::name),
        formats: main.formats.iter().map(|format| format.name()).collect(),
        presenter: case.presenter.clone().map(|p| PresenterView { name: p.name, role: p.role }),
        honors: case.honors.clone(),
        funding: case.funding.map(|funding| funding.normalize().to_string()),
        site_type: case.site_type.map(Named::name),
        date: case.date.map(Into::into),
        date_name: date_name(case, main),
        not_yet: case.not_yet.map(|reason| match reason {
            NotYet::Draft => "草稿，还没有公开",
            NotYet::Early => "还没到公布日期，还没有公开",
        }),
        source: case.source.clone(),
        author: case.author.clone(),
        tags: case.tags.clone(),
        extra: case.extra.clone(),
    }
}

fn date_name(case: &Case, main: &Entry) -> &'static str {
    let is_of = |entry: &Entry| entry.competition.publication() == case.date;
    if main.competition.is_pending {
        "发布日期"
    } else if !is_of(main) && case.entries.iter().any(is_of) {
        "最近公布"
    } else {
        "公布日期"
    }
}
