//! What a page is, in the words of schema.org.

use serde_json::{Map, Value, json};

use super::super::{CaseView, OpenDataView, Page, View};
use crate::archive::Site;
use crate::model::Route;

/// The content of a `<script type="application/ld+json">`; empty where there is nothing to say. Nothing in it can end
/// the element.
pub(super) fn script(site: &Site, page: &Page) -> String {
    if page.head.kind.is_empty() {
        return String::new();
    }
    let own = match &page.view {
        View::Case(view) => Some(article(site, page, view)),
        View::Home(_) => Some(website(site)),
        View::OpenData(view) => Some(dataset(site, page, view)),
        _ => None,
    };
    let graph: Vec<Value> = own.into_iter().chain(crumbs(site, page)).collect();
    if graph.is_empty() {
        return String::new();
    }
    escape(&json!({ "@context": "https://schema.org", "@graph": graph }).to_string())
}

/// JSON that holds nothing that HTML or old JavaScript would read as its own.
fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(c),
        }
    }
    out
}

/// An absolute address; none where the site has none: a relative one says nothing to machines.
fn absolute(site: &Site, route: &Route) -> Option<String> {
    site.base_url.as_ref().map(|base| format!("{base}{route}"))
}

/// An object of what is known.
fn object(kind: &str, fields: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    let known = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(std::iter::once(("@type".to_owned(), kind.into())).chain(known).collect::<Map<_, _>>())
}

fn named(kind: &str, name: &str) -> Value {
    json!({ "@type": kind, "name": name })
}

fn organization(site: &Site) -> Option<Value> {
    site.organization.as_deref().map(|name| named("Organization", name))
}

fn text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}

fn article(site: &Site, page: &Page, view: &CaseView) -> Value {
    let case = &view.case;
    let unit = case.township.text.clone() + case.village.as_ref().map_or("", |village| &village.text);
    let author = case.author.as_deref().map_or_else(|| named("Organization", &unit), |author| named("Person", author));
    let image = page.head.image.as_ref().and_then(|image| absolute(site, image));
    let part_of = [("name", text(&site.name)), ("url", site.base_url.clone().map(Value::from))];
    object(
        "Article",
        [
            ("headline", text(&case.title)),
            ("description", text(&page.head.description)),
            ("url", view.address.clone().map(Value::from)),
            ("image", image.map(Value::from)),
            ("datePublished", case.date.as_ref().map(|day| day.iso.clone().into())),
            ("author", Some(author)),
            ("publisher", organization(site)),
            ("sourceOrganization", case.source.as_deref().map(|source| named("Organization", source))),
            ("contentLocation", Some(named("Place", &unit))),
            ("articleSection", case.dimensions.first().and_then(|dimension| text(&dimension.text))),
            ("keywords", (!case.tags.is_empty()).then(|| case.tags.clone().into())),
            ("award", case.award.clone().map(Value::from)),
            ("inLanguage", text("zh-CN")),
            ("isPartOf", Some(object("WebSite", part_of))),
        ],
    )
}

fn website(site: &Site) -> Value {
    let search = |base: &String| {
        json!({
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{base}search.html?q={{search_term_string}}") },
            "query-input": "required name=search_term_string",
        })
    };
    object(
        "WebSite",
        [
            ("name", text(&site.name)),
            ("url", site.base_url.clone().map(Value::from)),
            ("inLanguage", text("zh-CN")),
            ("publisher", organization(site)),
            ("potentialAction", site.base_url.as_ref().filter(|_| site.search).map(search)),
        ],
    )
}

fn dataset(site: &Site, page: &Page, view: &OpenDataView) -> Value {
    let files = view.sets.iter().flat_map(|set| &set.files).map(|file| {
        let fields = [
            ("name", text(&file.title)),
            ("description", text(&file.about)),
            ("encodingFormat", text(file.media_type)),
            ("contentUrl", absolute(site, &file.url).map(Value::from)),
        ];
        object("DataDownload", fields)
    });
    object(
        "Dataset",
        [
            ("name", text(&view.name)),
            ("description", text(&view.about)),
            ("url", absolute(site, &page.route).map(Value::from)),
            ("creator", organization(site)),
            ("inLanguage", text("zh-CN")),
            ("isAccessibleForFree", Some(true.into())),
            ("distribution", Some(files.collect())),
        ],
    )
}

/// The way to the page and the page itself, where there is a way.
fn crumbs(site: &Site, page: &Page) -> Option<Value> {
    let head = &page.head;
    if head.crumbs.is_empty() {
        return None;
    }
    let way = head.crumbs.iter().map(|crumb| (crumb.text.as_str(), &crumb.url));
    let steps =
        way.chain(std::iter::once((head.title.as_str(), &page.route))).enumerate().map(|(index, (name, url))| {
            let item = absolute(site, url).map(Value::from);
            object("ListItem", [("position", Some((index + 1).into())), ("name", text(name)), ("item", item)])
        });
    let steps: Vec<Value> = steps.collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": steps }))
}
