//! Pages by their kinds: all of them, or only those that are asked for.

use rayon::prelude::*;

use super::index::Index;
use super::{
    Material, Page, case, case_list, competition, competition_index, home, listing, machine, plain, platforms, search,
    unit, year,
};
use crate::archive::Archive;
use crate::model::Route;

/// Makes the pages of an archive but the one about its data ([`super::open_data`]).
pub struct Composer<'a> {
    index: Index<'a>,
    material: &'a dyn Material,
}

/// Pages that are made together: all but those of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind(usize);

impl Kind {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..KINDS.len()).map(Self)
    }

    /// Whether it is the page about the packages for platforms, which are made before it.
    pub fn is_of_packages(self) -> bool {
        KINDS[self.0].at.contains(&PACKAGES)
    }
}

/// The pages of a kind.
struct Recipe {
    /// What their addresses start with; those of [`moved`](plain::moved) may be anywhere.
    at: &'static [&'static str],
    compose: fn(&Index<'_>, &dyn Material) -> Vec<Page>,
}

/// The kinds in the order of their pages; those of cases come after the first two.
const KINDS: [Recipe; 13] = [
    Recipe { at: &["index.html"], compose: |index, _| vec![home::compose(index)] },
    Recipe { at: &["cases/index.html", "cases/page-"], compose: |index, _| case_list::compose(index) },
    Recipe { at: &["cases/"], compose: |index, _| plain::withdrawn(index.archive) },
    Recipe { at: &[], compose: |index, _| plain::moved(index.archive) },
    Recipe { at: &["competitions/index.html"], compose: |index, _| vec![competition_index::compose(index)] },
    Recipe {
        at: &["competitions/"],
        compose: |index, material| {
            let competitions = index.archive.competitions.par_iter();
            competitions.map(|competition| competition::compose(index, material, competition)).collect()
        },
    },
    Recipe { at: &["years/"], compose: |index, _| year::compose(index) },
    Recipe { at: &["dimensions/", "topics/", "results/"], compose: |index, _| listing::compose(index) },
    Recipe { at: &["units/"], compose: |index, _| unit::compose(index) },
    Recipe { at: &["pages/"], compose: |index, material| plain::written(index.archive, material) },
    Recipe { at: &["search.html"], compose: |index, _| search::compose(index).into_iter().collect() },
    Recipe { at: &[PACKAGES], compose: |index, material| platforms::compose(index, material).into_iter().collect() },
    Recipe { at: &["404.html"], compose: |_, _| vec![plain::not_found()] },
];

/// Where the page about the packages is.
const PACKAGES: &str = "platforms/index.html";

/// How many kinds come before the cases.
const BEFORE_CASES: usize = 2;

/// How many pages a thread takes at once; it cannot hand over what it has taken.
const STEP: usize = 8;

impl<'a> Composer<'a> {
    /// Looks up once what pages need to know of each other.
    pub fn new(archive: &'a Archive, material: &'a dyn Material) -> Self {
        Self { index: Index::new(archive, material), material }
    }

    /// What becomes of each page, in an order that depends on nothing but the archive. A page is gone as soon as
    /// something became of it: ten thousand write-ups at once are the better part of a hundred megabytes.
    pub fn all<T: Send>(&self, finish: &(dyn Fn(Page) -> T + Sync)) -> Vec<T> {
        let of_kind = |kind: usize| {
            let pages = self.pages(Kind(kind)).into_par_iter();
            pages.with_max_len(STEP).map(finish).collect::<Vec<T>>()
        };
        let others = || (0..KINDS.len()).into_par_iter().with_max_len(1).map(of_kind).collect();
        // The largest pages come first, so that no thread is left with one of them at the end.
        let (others, cases): (Vec<Vec<T>>, Vec<T>) = rayon::join(others, || self.cases(finish));
        let mut others = others.into_iter();
        let before = others.by_ref().take(BEFORE_CASES).flatten();
        let mut pages: Vec<T> = before.chain(cases).collect();
        pages.extend(others.flatten());
        pages
    }

    /// What becomes of the page of each case.
    pub fn cases<T: Send>(&self, finish: &(dyn Fn(Page) -> T + Sync)) -> Vec<T> {
        let numbers = (0..self.index.archive.cases.len()).into_par_iter().with_max_len(STEP);
        numbers.map(|number| finish(self.case(number))).collect()
    }

    /// The page of the public case at an address.
    pub fn case_at(&self, route: &Route) -> Option<Page> {
        let slug = route.as_str().strip_prefix("cases/")?.strip_suffix(".html")?;
        self.index.number_of(slug).map(|number| self.case(number))
    }

    /// The kinds that pages at an address may be of, whatever the case of its letters.
    pub fn kinds_at(&self, route: &Route) -> impl Iterator<Item = Kind> {
        let is_old = self.index.archive.aliases.iter().any(|alias| alias.from.value == *route);
        let folded = route.folded();
        let may_be = move |kind: &Recipe| {
            let starts = kind.at.iter().any(|start| folded.starts_with(start));
            starts || is_old && kind.at.is_empty()
        };
        Kind::all().filter(move |kind| may_be(&KINDS[kind.0]))
    }

    /// The pages of a kind.
    pub fn pages(&self, kind: Kind) -> Vec<Page> {
        let pages = (KINDS[kind.0].compose)(&self.index, self.material);
        pages.into_iter().map(|page| self.complete(page)).collect()
    }

    fn case(&self, number: usize) -> Page {
        self.complete(case::compose(&self.index, self.material, number))
    }

    fn complete(&self, mut page: Page) -> Page {
        page.head.updated = self.index.archive.newest_day(page.last_modified).map(Into::into);
        machine::complete(&self.index.archive.site, page)
    }
}
