//! The page tags of 党政机关网站, by the table of 国办发〔2017〕47号: those of the site on every page, those of a column
//! on lists, those of an article on cases and contests. Without `gov` in `site.yaml` a page has none; what that says
//! of a tag that a column or an article does not fill stands there.

use serde::Serialize;

use super::super::{Page, View};
use crate::archive::Site;
use crate::model::Route;

/// A `<meta>` element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetaTag {
    /// The name.
    pub name: String,
    /// What it says; never empty.
    pub content: String,
}

/// Names of columns and articles, which no other page has.
const OF_PAGES: [&str; 12] = [
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
    "ArticleTitle",
    "PubDate",
    "ContentSource",
    "Keywords",
    "Author",
    "Description",
    "Image",
    "Url",
];

/// What a contest's lists are in a portal.
const COLUMN_TYPE: &str = "专题专栏";

/// The tags of a page.
pub(super) fn tags(site: &Site, page: &Page) -> Vec<MetaTag> {
    if site.gov.is_empty() {
        return Vec::new();
    }
    let own = match &page.view {
        View::Case(_) | View::Competition(_) => article(site, page),
        View::Home(_)
        | View::CaseList(_)
        | View::CompetitionIndex(_)
        | View::Year(_)
        | View::Listing(_)
        | View::Township(_)
        | View::Village(_) => column(site, page),
        _ => Vec::new(),
    };
    let set = |name: &str| site.gov.get(name).cloned().unwrap_or_default();
    let tag = |(name, content): (&str, String)| MetaTag {
        name: name.to_owned(),
        content: if content.is_empty() { set(name) } else { content },
    };
    of_site(site).into_iter().chain(own).map(tag).filter(|tag| !tag.content.is_empty()).collect()
}

type Pairs<'a> = Vec<(&'a str, String)>;

/// Those of the whole site, with what else `site.yaml` has beside them.
fn of_site(site: &Site) -> Pairs<'_> {
    let set = |name: &str| site.gov.get(name).cloned();
    let domain = site.base_url.as_deref().map(|base| domain(base).to_owned());
    let mut tags = vec![
        ("SiteName", set("SiteName").unwrap_or_else(|| site.name.clone())),
        ("SiteDomain", set("SiteDomain").or(domain).unwrap_or_default()),
        ("SiteIDCode", set("SiteIDCode").unwrap_or_default()),
    ];
    let known = |name: &str| OF_PAGES.contains(&name) || matches!(name, "SiteName" | "SiteDomain" | "SiteIDCode");
    let others = site.gov.iter().filter(|(name, _)| !known(name));
    tags.extend(others.map(|(name, content)| (name.as_str(), content.clone())));
    tags
}

/// `https://www.example.gov.cn:8080/leitai/` → `www.example.gov.cn`.
fn domain(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or_default()
}

fn column<'a>(site: &'a Site, page: &'a Page) -> Pairs<'a> {
    let set = |name: &str| site.gov.get(name).cloned();
    let is_home = matches!(page.view, View::Home(_));
    let title = page.head.subject.as_str();
    // The name of the column is that of the home page; its parts have their own.
    let name = set("ColumnName").filter(|_| is_home).unwrap_or_else(|| title.to_owned());
    let description = page.head.description.clone();
    let description = if description.is_empty() { format!("{}：{title}", site.name) } else { description };
    let keywords = || std::iter::once("擂台比武").chain(site.district.as_deref()).chain([title]);
    vec![
        ("ColumnName", name),
        ("ColumnDescription", set("ColumnDescription").filter(|_| is_home).unwrap_or(description)),
        ("ColumnKeywords", set("ColumnKeywords").unwrap_or_else(|| keywords().collect::<Vec<_>>().join(","))),
        ("ColumnType", set("ColumnType").unwrap_or_else(|| COLUMN_TYPE.to_owned())),
    ]
}

fn article<'a>(site: &'a Site, page: &'a Page) -> Pairs<'a> {
    let absolute = |route: &Route| site.base_url.as_ref().map(|base| format!("{base}{route}"));
    let mut tags = vec![
        ("ArticleTitle", page.head.title.clone()),
        // The form has a time; what is known is the day.
        ("PubDate", page.last_modified.map(|day| format!("{day} 00:00")).unwrap_or_default()),
    ];
    let configured = site.gov.get("ContentSource").or(site.organization.as_ref()).unwrap_or(&site.name);
    if let View::Case(view) = &page.view {
        let case = &view.case;
        let keywords = case.dimensions.iter().map(|dimension| &dimension.text).chain(&case.tags);
        let keywords: Vec<&str> = keywords.map(String::as_str).collect();
        tags.push(("ContentSource", case.source.as_ref().unwrap_or(configured).clone()));
        tags.push(("Keywords", keywords.join(",")));
        tags.push(("Author", case.author.clone().unwrap_or_default()));
    } else {
        tags.push(("ContentSource", configured.clone()));
        tags.push(("Keywords", String::new()));
        tags.push(("Author", String::new()));
    }
    tags.push(("Description", page.head.description.clone()));
    tags.push(("Image", page.head.image.as_ref().and_then(absolute).unwrap_or_default()));
    tags.push(("Url", absolute(&page.route).unwrap_or_default()));
    tags
}
