//! The search page: its form, and lists to browse for those who search for nothing yet or have no script.

use serde::Serialize;

use super::index::{Index, List};
use super::parts::{CountedLink, Link, year_link};
use super::{Head, Page, View};
use crate::archive::routes;
use crate::model::Route;

/// How many themes are listed.
const TOPICS: usize = 60;

/// The search page.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// How many cases there are to search.
    pub total: usize,
    /// The lists, each with its heading; none is empty.
    pub lists: Vec<BrowseList>,
    /// The years with competitions, the newest first.
    pub years: Vec<Link>,
}

/// A list to browse.
#[derive(Clone, Debug, Serialize)]
pub struct BrowseList {
    /// `评比维度`
    pub name: &'static str,
    /// Where it leads.
    pub links: Vec<CountedLink>,
}

/// The page, where the site has a search.
pub(super) fn compose(index: &Index<'_>) -> Option<Page> {
    let site = &index.archive.site;
    site.search.then(|| Page {
        route: routes::search(),
        template: "search.html",
        head: Head::new("搜索案例", format!("在{}中按字词、维度、年份、单位和结果查找案例。", site.name))
            .in_section("search"),
        view: View::Search(Box::new(SearchView {
            total: index.archive.cases.len(),
            lists: lists(index),
            years: index.years().into_iter().map(year_link).collect(),
        })),
        last_modified: None,
    })
}

fn lists(index: &Index<'_>) -> Vec<BrowseList> {
    let archive = index.archive;
    let dimensions = archive.site.dimensions.iter();
    let outcomes = archive.site.policy.outcomes.iter().rev();
    let townships = archive.townships.iter();
    let mut topics: Vec<_> = archive
        .topics
        .iter()
        .map(|topic| link(index, &topic.name, routes::topic(topic, 1), List::Topic(&topic.name)))
        .filter(|link| link.count > 0)
        .collect();
    topics.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.url.cmp(&b.url)));
    topics.truncate(TOPICS);
    let lists = [
        (
            "评比维度",
            dimensions.map(|d| link(index, &d.name, routes::dimension(d, 1), List::Dimension(&d.slug))).collect(),
        ),
        ("结果", outcomes.map(|o| link(index, &o.name, routes::result(o, 1), List::Result(&o.slug))).collect()),
        (
            "乡镇（街道）",
            townships.map(|t| link(index, &t.name, routes::township(t, 1), List::Township(&t.slug))).collect(),
        ),
        ("比武主题", topics),
    ];
    let list =
        |(name, links): (&'static str, Vec<CountedLink>)| (!links.is_empty()).then_some(BrowseList { name, links });
    lists.into_iter().filter_map(list).collect()
}

fn link(index: &Index<'_>, text: &str, url: Route, list: List<'_>) -> CountedLink {
    CountedLink { text: text.to_owned(), url, count: index.count(list), current: false }
}
