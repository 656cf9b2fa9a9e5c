//! The pages of dimensions, topics and, with [`result`](super::result), results: what it is, and its cases by quarter.

use std::sync::Arc;

use serde::Serialize;

use super::beside::Beside;
use super::competition_index::{ContestItem, contest_item};
use super::facets::FacetList;
use super::index::{Index, List};
use super::paging::{Pager, page_count, page_of};
use super::parts::{CaseRow, CountedLink, Link, cases_link, join, quarter_of};
use super::result::{self, LevelCount};
use super::shown::Badge;
use super::{Head, Page, Ready, View};
use crate::archive::{Topic, routes};
use crate::domain::Dimension;
use crate::model::Route;

/// How many rows a page shows.
pub(super) const PER_PAGE: usize = 200;

/// How many other topics a topic's page names.
const OTHER_TOPICS: usize = 12;

/// A page about one dimension, topic or result.
#[derive(Clone, Debug, Serialize)]
pub struct ListingView {
    /// What it is called.
    pub name: String,
    /// What it means, in a sentence; empty for a topic.
    pub meaning: String,
    /// What the judges look for; of a dimension.
    pub look_for: Vec<String>,
    /// The result; of a result.
    pub badge: Option<Badge>,
    /// How many of its cases are of townships' competitions; of a result, where any is.
    pub levels: Option<LevelCount>,
    /// Cases with this result of the district that stand under a township's better one; of a result.
    pub elsewhere: Vec<Link>,
    /// The competitions with this theme; of a topic, on its first page.
    pub contests: Vec<ContestItem>,
    /// Its cases.
    pub list: CasesByQuarter,
    /// The others of its kind, itself among them where all are shown.
    pub siblings: Vec<CountedLink>,
    /// The one before and after it.
    pub beside: Beside,
    /// What its cases can be narrowed by; none where there is nothing to choose from.
    pub facets: Option<Ready<FacetList>>,
}

/// Cases in groups of quarters, one page of them.
#[derive(Clone, Debug, Serialize)]
pub struct CasesByQuarter {
    /// How many cases there are on all pages.
    pub total: usize,
    /// The quarters of this page, the newest first.
    pub quarters: Vec<QuarterGroup>,
    /// The pages.
    pub pager: Pager,
}

/// The cases of a quarter.
#[derive(Clone, Debug, Serialize)]
pub struct QuarterGroup {
    /// `2026年第三季度`
    pub name: String,
    /// The cases.
    pub rows: Vec<Ready<CaseRow>>,
}

/// What the pages of one listing have in common.
pub(super) struct Listing<'a> {
    pub(super) template: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) list: List<'a>,
    pub(super) view: ListingView,
}

/// The pages of all dimensions, topics and results.
pub(super) fn compose(index: &Index<'_>) -> Vec<Page> {
    let site = &index.archive.site;
    let dimensions = (0..site.dimensions.len()).flat_map(|place| dimension_pages(index, place));
    let most = largest_topics(index);
    let topics = (0..index.archive.topics.len()).flat_map(|place| topic_pages(index, place, &most));
    let results = (0..site.policy.outcomes.len()).flat_map(|place| result::pages(index, place));
    dimensions.chain(topics).chain(results).collect()
}

fn dimension_pages(index: &Index<'_>, place: usize) -> Vec<Page> {
    let dimensions = &index.archive.site.dimensions;
    let dimension = &dimensions[place];
    let view = ListingView {
        look_for: dimension.look_for.clone(),
        siblings: dimensions.iter().map(|d| sibling_dimension(index, d, dimension)).collect(),
        beside: Beside::new(dimensions, place, |d| Link::new(&d.name, routes::dimension(d, 1))),
        ..empty(index, &dimension.name)
    };
    let look_for = join(dimension.look_for.iter().map(String::as_str));
    pages(
        index,
        &Listing {
            template: "dimension.html",
            title: format!("评比维度：{}", dimension.name),
            description: format!("“{}”维度的案例。评比看：{look_for}。", dimension.name),
            list: List::Dimension(&dimension.slug),
            view,
        },
        |page| routes::dimension(dimension, page),
    )
}

fn sibling_dimension(index: &Index<'_>, dimension: &Dimension, own: &Dimension) -> CountedLink {
    CountedLink {
        text: dimension.name.clone(),
        url: routes::dimension(dimension, 1),
        count: index.count(List::Dimension(&dimension.slug)),
        current: dimension.slug == own.slug,
    }
}

/// The topics with the most cases.
fn largest_topics<'a>(index: &'a Index<'_>) -> Vec<(&'a Topic, usize)> {
    let count = |topic: &'a Arc<Topic>| (topic.as_ref(), index.count(List::Topic(&topic.name)));
    let mut topics: Vec<_> = index.archive.topics.iter().map(count).collect();
    topics.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.slug.cmp(&b.slug)));
    topics.truncate(OTHER_TOPICS + 1);
    topics
}

fn topic_pages(index: &Index<'_>, place: usize, most: &[(&Topic, usize)]) -> Vec<Page> {
    let topics = &index.archive.topics;
    let topic = &topics[place];
    let others = most.iter().filter(|(other, _)| other.slug != topic.slug).take(OTHER_TOPICS);
    let sibling = |&(other, count): &(&Topic, usize)| CountedLink {
        text: other.name.clone(),
        url: routes::topic(other, 1),
        count,
        current: false,
    };
    let view = ListingView {
        contests: index.contests_about(&topic.name).iter().map(|contest| contest_item(index, contest)).collect(),
        siblings: others.map(sibling).collect(),
        beside: Beside::new(topics, place, |topic| Link::new(&topic.name, routes::topic(topic, 1))),
        ..empty(index, &topic.name)
    };
    pages(
        index,
        &Listing {
            template: "topic.html",
            title: format!("比武主题：{}", topic.name),
            description: format!("以“{}”为主题的比武和案例。", topic.name),
            list: List::Topic(&topic.name),
            view,
        },
        |page| routes::topic(topic, page),
    )
}

pub(super) fn empty(index: &Index<'_>, name: &str) -> ListingView {
    ListingView {
        name: name.to_owned(),
        meaning: String::new(),
        look_for: Vec::new(),
        badge: None,
        levels: None,
        elsewhere: Vec::new(),
        contests: Vec::new(),
        list: by_quarter(index, &[], 1, |_| routes::home()),
        siblings: Vec::new(),
        beside: Beside::default(),
        facets: None,
    }
}

pub(super) fn pages(index: &Index<'_>, listing: &Listing<'_>, route: impl Fn(usize) -> Route) -> Vec<Page> {
    let numbers = index.list(listing.list);
    let count = page_count(numbers.len(), PER_PAGE);
    let facets = index.facets.of(listing.list, numbers);
    let page = |page: usize| {
        let mut view = listing.view.clone();
        view.list = by_quarter(index, numbers, page, &route);
        view.facets.clone_from(&facets);
        if page > 1 {
            view.contests.clear();
        }
        let head = Head::numbered(&listing.title, page, count, &listing.description);
        Page {
            route: route(page),
            template: listing.template,
            head: head.in_section("cases").below([cases_link()]),
            view: View::Listing(Box::new(view)),
            last_modified: newest_date(index, page_of(numbers, page, PER_PAGE)),
        }
    };
    (1..=count).map(page).collect()
}

/// The newest day of publication among cases.
pub(super) fn newest_date(index: &Index<'_>, numbers: &[usize]) -> Option<jiff::civil::Date> {
    numbers.iter().filter_map(|&number| index.archive.cases[number].date).max()
}

/// One page of cases, which come newest quarter first.
pub(super) fn by_quarter(
    index: &Index<'_>,
    numbers: &[usize],
    page: usize,
    route: impl Fn(usize) -> Route,
) -> CasesByQuarter {
    let quarter = |number: &usize| quarter_of(&index.archive.cases[*number]);
    let group = |numbers: &[usize]| QuarterGroup {
        name: quarter(&numbers[0]).name(),
        rows: numbers.iter().map(|&number| index.row(number).clone()).collect(),
    };
    CasesByQuarter {
        total: numbers.len(),
        quarters: page_of(numbers, page, PER_PAGE).chunk_by(|a, b| quarter(a) == quarter(b)).map(group).collect(),
        pager: Pager::new(page, page_count(numbers.len(), PER_PAGE), route),
    }
}
