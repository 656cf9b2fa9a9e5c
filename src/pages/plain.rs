//! Pages of few words: written pages, withdrawn cases, old addresses, and what is shown where there is nothing.

use std::sync::Arc;

use serde::Serialize;

use super::beside::Beside;
use super::case::worth_listing;
use super::parts::{Day, Link, cases_link};
use super::{Body, ContentsItem, Head, Material, Page, View};
use crate::archive::{Alias, Archive, StaticPage, WithdrawnCase, routes};
use crate::model::Route;

/// A page that is no case: the scheme, about, contact.
#[derive(Clone, Debug, Serialize)]
pub struct PlainView {
    /// The title.
    pub title: String,
    /// The text as HTML.
    pub body: String,
    /// Its headings of the second and third level; empty where there are few.
    pub contents: Vec<ContentsItem>,
    /// The pages before and after it, as the foot lists them.
    pub beside: Beside,
}

/// A case that is no longer shown.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawnView {
    /// The title.
    pub title: String,
    /// The reason.
    pub reason: String,
    /// Since when.
    pub date: Option<Day>,
}

/// An old address.
#[derive(Clone, Debug, Serialize)]
pub struct MovedView {
    /// The title of the page it leads to.
    pub title: String,
    /// Where it is now.
    pub target: Route,
}

/// A page that is all in its template.
#[derive(Clone, Debug, Serialize)]
pub struct BareView {}

/// The written pages.
pub(super) fn written(archive: &Archive, material: &dyn Material) -> Vec<Page> {
    let page = |(place, page): (usize, &Arc<StaticPage>)| {
        let beside = Beside::new(&archive.pages, place, |page| Link::new(&page.title, routes::page(page)));
        let route = routes::page(page);
        let Body { html, contents, .. } = material.body(&page.path, &route);
        let contents = worth_listing(contents);
        let view = PlainView { title: page.title.clone(), body: html, contents, beside };
        Page {
            route,
            template: "page.html",
            head: Head::new(&page.title, &page.summary),
            view: View::Plain(Box::new(view)),
            last_modified: None,
        }
    };
    archive.pages.iter().enumerate().map(page).collect()
}

/// The pages of withdrawn cases: title, reason and day, nothing else.
pub(super) fn withdrawn(archive: &Archive) -> Vec<Page> {
    let page = |case: &WithdrawnCase| {
        let (title, reason) = (case.title.clone(), case.reason.clone());
        let view = WithdrawnView { title, reason, date: Some(case.date.into()) };
        Page {
            route: routes::case_of(&case.slug),
            template: "withdrawn.html",
            head: Head::new(format!("已撤下：{}", case.title), "").in_section("cases").below([cases_link()]),
            view: View::Withdrawn(Box::new(view)),
            last_modified: Some(case.date),
        }
    };
    archive.withdrawn.iter().map(page).collect()
}

/// A small page at each old address that leads on to the one of today.
pub(super) fn moved(archive: &Archive) -> Vec<Page> {
    let page = |alias: &Alias| {
        let view = MovedView { title: alias.title.clone(), target: alias.to.clone() };
        Page {
            route: alias.from.value.clone(),
            template: "moved.html",
            head: Head::new(&alias.title, ""),
            view: View::Moved(Box::new(view)),
            last_modified: None,
        }
    };
    archive.aliases.iter().map(page).collect()
}

/// All components with edge cases, for whoever changes the look; the theme asks for it.
pub fn specimen() -> Page {
    Page {
        route: routes::specimen(),
        template: "specimen.html",
        head: Head::new("部件一览", ""),
        view: View::Bare(BareView {}),
        last_modified: None,
    }
}

/// What a server shows where there is no page.
pub(super) fn not_found() -> Page {
    Page {
        route: routes::not_found(),
        template: "404.html",
        head: Head::new("没有这个页面", ""),
        view: View::Bare(BareView {}),
        last_modified: None,
    }
}
