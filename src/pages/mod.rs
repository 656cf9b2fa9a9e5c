//! Floor 4: the archive as pages. A [`Page`] is a route, the name of a template and the data it shows.
//!
//! Enter at [`Composer`]. Each kind of page has its own file with its view, the plain data that templates see;
//! [`parts`] holds what several kinds share, [`charts`] what is drawn. Addresses in views are those of [`crate::archive::routes`], from the root
//! of the site; templates put the way to the root before them.

mod beside;
mod case;
mod case_list;
pub mod charts;
mod competition;
mod competition_index;
mod compose;
mod cover;
mod facets;
mod home;
mod index;
mod listing;
mod machine;
mod open_data;
pub mod paging;
pub mod parts;
mod plain;
mod platforms;
mod ready;
mod related;
mod result;
mod scores;
mod search;
pub mod shown;
mod site;
mod timeline;
mod unit;
mod year;
mod year_summary;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Route, SourcePath};

pub use beside::Beside;
pub use case::{
    AttachmentView, CaseDetail, CaseView, Citation, HistoryRow, PresenterView, QrView, RelatedCase, YearNote,
};
pub use case_list::CaseListView;
pub use charts::standing_finding;
pub use competition::CompetitionView;
pub use competition_index::CompetitionIndexView;
pub use compose::{Composer, Kind};
pub use cover::{CoverVersion, CoverView};
pub use facets::{FacetGroup, FacetList, FacetValue, OwnCondition};
pub use home::HomeView;
pub use listing::ListingView;
pub use machine::{JsonLd, MetaTag};
pub use open_data::{DataFileView, DataSetView, FieldView, OpenDataView, open_data, size_in_words};
pub use plain::{BareView, MovedView, PlainView, WithdrawnView, specimen};
pub use platforms::{FileView, PackageFacts, PackageView, PlatformView, PlatformsView, QuarterView};
pub use ready::Ready;
pub use search::{BrowseList, SearchView};
pub use site::SiteView;
pub use timeline::{ContestState, TimelineQuarter, TimelineYear};
pub use unit::{TownshipView, VillageView};
pub use year::YearView;

use parts::Link;

/// One page of the site, before it is HTML.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address.
    pub route: Route,
    /// The template that shows it.
    pub template: &'static str,
    /// What every page has.
    pub head: Head,
    /// What only this kind of page has.
    pub view: View,
    /// The day its content changed last, where that is known.
    pub last_modified: Option<Date>,
}

/// What every page has; templates see it as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The title without the name of the site, with the number of the page where there are several.
    pub title: String,
    /// The title without that number.
    pub subject: String,
    /// In a sentence or two, for search engines; may be empty.
    pub description: String,
    /// Which entry of the navigation it belongs to: home, cases, competitions, years, search, or empty.
    pub section: &'static str,
    /// The way from the home page, this page not included.
    pub crumbs: Vec<Link>,
    /// What the page is, for machines.
    pub json_ld: Option<JsonLd>,
    /// Its kind in the words of Open Graph: article, website, or empty where nobody should find it.
    pub kind: &'static str,
    /// The picture that stands for it elsewhere.
    pub image: Option<Route>,
    /// The page tags of 党政机关网站.
    pub gov: Vec<MetaTag>,
    /// The day its content changed last, where that is known and no day to come.
    pub updated: Option<parts::Day>,
}

/// The data of a page, by its kind; templates see its fields under their own names.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `home.html`
    Home(Box<HomeView>),
    /// `cases.html`
    CaseList(Box<CaseListView>),
    /// `case.html`
    Case(Box<CaseView>),
    /// `withdrawn.html`
    Withdrawn(Box<WithdrawnView>),
    /// `moved.html`
    Moved(Box<MovedView>),
    /// `competitions.html`
    CompetitionIndex(Box<CompetitionIndexView>),
    /// `competition.html`
    Competition(Box<CompetitionView>),
    /// `year.html`
    Year(Box<YearView>),
    /// `dimension.html`, `topic.html`, `result.html`
    Listing(Box<ListingView>),
    /// `township.html`
    Township(Box<TownshipView>),
    /// `village.html`
    Village(Box<VillageView>),
    /// `page.html`
    Plain(Box<PlainView>),
    /// `data.html`
    OpenData(Box<OpenDataView>),
    /// `search.html`
    Search(Box<SearchView>),
    /// `platforms.html`
    Platforms(Box<PlatformsView>),
    /// `404.html`, `specimen.html`
    Bare(BareView),
}

/// What pages need of the written documents beyond the archive's facts.
pub trait Material: Sync {
    /// The Markdown of a document as HTML, with links that work on a page at `at`.
    fn body(&self, document: &SourcePath, at: &Route) -> Body;

    /// The picture that stands for a document: its own cover, else the first of its write-up. It is asked for before
    /// the write-up is.
    fn cover(&self, document: &SourcePath, own: Option<&SourcePath>) -> Option<CoverView>;

    /// The pictures and attachments of a document, in the order of their paths.
    fn attachments(&self, _document: &SourcePath) -> Vec<Attachment> {
        Vec::new()
    }

    /// The packages for platforms, each platform's the newest first.
    fn packages(&self) -> Vec<PackageFacts> {
        Vec::new()
    }
}

/// A file that a document brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Where it lies in the archive.
    pub path: SourcePath,
    /// Where it is published.
    pub route: Route,
    /// How many bytes it has.
    pub size: usize,
}

/// A document as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML, safe to show as it is.
    pub html: String,
    /// Its headings, in order.
    pub contents: Vec<ContentsItem>,
    /// The pictures that it shows, as browsers do that cannot choose.
    pub pictures: Vec<Route>,
}

/// A heading of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsItem {
    /// 2 for `<h2>`.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its `id` on the page.
    pub id: String,
}

impl Head {
    fn new(title: impl Into<String>, description: impl Into<String>) -> Self {
        let (title, description) = (title.into(), description.into());
        let subject = title.clone();
        let crumbs = vec![parts::home_link()];
        let (json_ld, kind, image, gov, updated) = (None, "", None, Vec::new(), None);
        Self { title, subject, description, section: "", crumbs, json_ld, kind, image, gov, updated }
    }

    /// The head of one page of a list: the number is said where there are several.
    fn numbered(subject: &str, page: usize, pages: usize, description: impl Into<String>) -> Self {
        let head = Self::new(subject, description);
        if pages < 2 {
            return head;
        }
        Self { title: format!("{subject}（第 {page} 页，共 {pages} 页）"), ..head }
    }

    /// Puts the page under an entry of the navigation.
    fn in_section(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }

    /// Adds steps on the way from the home page.
    fn below(mut self, links: impl IntoIterator<Item = Link>) -> Self {
        self.crumbs.extend(links);
        self
    }
}
