//! What a page is, in the words of schema.org.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::super::shown::ShownResult;
use super::super::{CaseView, OpenDataView, Page, View};
use crate::archive::Site;
use crate::model::Route;

/// What is said of a page.
#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

/// What a page itself is. What is not known of a thing is left out.
#[derive(Serialize)]
#[serde(untagged)]
enum Thing<'a> {
    Article(Box<Article<'a>>),
    WebSite(WebSite<'a>),
    Dataset(Dataset<'a>),
    Steps(BreadcrumbList<'a>),
}

/// An organization, a person or a place.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct Article<'a> {
    headline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    author: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_organization: Option<Named<'a>>,
    content_location: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "articleSection")]
    section: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    keywords: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    award: Option<String>,
    in_language: &'static str,
    is_part_of: WebSite<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct WebSite<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    potential_action: Option<SearchAction>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct SearchAction {
    target: EntryPoint,
    #[serde(rename = "query-input")]
    query_input: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct EntryPoint {
    url_template: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct Dataset<'a> {
    name: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Named<'a>>,
    in_language: &'static str,
    is_accessible_for_free: bool,
    distribution: Vec<DataDownload<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct DataDownload<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    encoding_format: &'static str,
    content_url: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct BreadcrumbList<'a> {
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ListItem<'a> {
    position: usize,
    name: &'a str,
    item: String,
}

const CHINESE: &str = "zh-CN";

/// The content of a `<script type="application/ld+json">`.
#[derive(Clone, Debug, Serialize)]
pub struct JsonLd {
    /// Nothing in it can end the element.
    pub text: String,
    /// As a Content-Security-Policy names the text: `sha256-` and the hash in Base64.
    pub hash: String,
}

/// What a page says of itself, where it says something.
///
/// # Panics
/// Never: records with text keys become text.
pub(super) fn script(site: &Site, page: &Page) -> Option<JsonLd> {
    if page.head.kind.is_empty() {
        return None;
    }
    let unit = if let View::Case(view) = &page.view { unit_of(view) } else { String::new() };
    let own = match &page.view {
        View::Case(view) => Some(article(site, page, view, &unit)),
        View::Home(_) => Some(website(site)),
        View::OpenData(view) => Some(dataset(site, page, view)),
        _ => None,
    };
    let graph: Vec<Thing<'_>> = own.into_iter().chain(crumbs(site, page)).collect();
    if graph.is_empty() {
        return None;
    }
    let graph = Graph { context: "https://schema.org", graph };
    let text = escape(serde_json::to_string(&graph).expect("records with text keys become text"));
    let hash = format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(&text)));
    Some(JsonLd { text, hash })
}

/// JSON that holds nothing that HTML or old JavaScript would read as its own.
fn escape(json: String) -> String {
    const SPECIAL: [(char, &str); 5] =
        [('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026"), ('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")];
    SPECIAL.iter().fold(
        json,
        |json, (special, escaped)| {
            if json.contains(*special) { json.replace(*special, escaped) } else { json }
        },
    )
}

/// An address as seen from a page: absolute where the site has an address.
fn address(site: &Site, from: &Page, route: &Route) -> String {
    absolute(site, route).unwrap_or_else(|| from.route.link_to(route))
}

/// An absolute address; none where the site has none.
fn absolute(site: &Site, route: &Route) -> Option<String> {
    site.base_url.as_ref().map(|base| format!("{base}{route}"))
}

fn organization(site: &Site) -> Option<Named<'_>> {
    site.organization.as_deref().map(|name| named("Organization", name))
}

fn named<'a>(kind: &'static str, name: &'a str) -> Named<'a> {
    Named { kind, name }
}

fn unit_of(view: &CaseView) -> String {
    view.case.township.text.clone() + view.case.village.as_ref().map_or("", |village| &village.text)
}

fn article<'a>(site: &'a Site, page: &'a Page, view: &'a CaseView, unit: &'a str) -> Thing<'a> {
    let case = &view.case;
    let author = case.author.as_deref().map(|name| named("Person", name));
    let whole = WebSite {
        name: &site.name,
        url: site.base_url.as_deref(),
        in_language: None,
        publisher: None,
        potential_action: None,
    };
    Thing::Article(Box::new(Article {
        headline: &case.title,
        description: &page.head.description,
        url: view.address.as_deref(),
        image: page.head.image.as_ref().and_then(|image| absolute(site, image)),
        date_published: case.date.as_ref().map(|day| day.iso.as_str()),
        author: author.unwrap_or(named("Organization", unit)),
        publisher: organization(site),
        source_organization: case.source.as_deref().map(|name| named("Organization", name)),
        content_location: named("Place", unit),
        section: case.dimensions.first().map(|dimension| dimension.text.as_str()),
        keywords: &case.tags,
        award: case.results.iter().find_map(award),
        in_language: CHINESE,
        is_part_of: whole,
    }))
}

/// `擂主`, `乡镇级擂主`
fn award(result: &ShownResult) -> Option<String> {
    let award = result.award.as_ref()?;
    Some(result.level.unwrap_or_default().to_owned() + &award.name)
}

fn website(site: &Site) -> Thing<'_> {
    let search = |base: &String| SearchAction {
        target: EntryPoint { url_template: format!("{base}search.html?q={{search_term_string}}") },
        query_input: "required name=search_term_string",
    };
    Thing::WebSite(WebSite {
        name: &site.name,
        url: site.base_url.as_deref(),
        in_language: Some(CHINESE),
        publisher: organization(site),
        potential_action: site.base_url.as_ref().filter(|_| site.search).map(search),
    })
}

fn dataset<'a>(site: &'a Site, page: &Page, view: &'a OpenDataView) -> Thing<'a> {
    let files = view.sets.iter().flat_map(|set| &set.files).map(|file| DataDownload {
        name: &file.title,
        description: &file.about,
        encoding_format: file.media_type,
        content_url: address(site, page, &file.url),
    });
    Thing::Dataset(Dataset {
        name: &view.name,
        description: &view.about,
        url: absolute(site, &page.route),
        creator: organization(site),
        in_language: CHINESE,
        is_accessible_for_free: true,
        distribution: files.collect(),
    })
}

/// The way to the page and the page itself, where there is a way.
fn crumbs<'a>(site: &Site, page: &'a Page) -> Option<Thing<'a>> {
    let head = &page.head;
    if head.crumbs.is_empty() {
        return None;
    }
    let way = head.crumbs.iter().map(|crumb| (crumb.text.as_str(), &crumb.url));
    let steps = way.chain(std::iter::once((head.title.as_str(), &page.route)));
    let items = steps.zip(1..);
    let items = items.map(|((name, url), position)| ListItem { position, name, item: address(site, page, url) });
    Some(Thing::Steps(BreadcrumbList { item_list_element: items.collect() }))
}
