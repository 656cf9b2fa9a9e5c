//! What is searched: cases, competitions and written pages, with all that a result shows.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::archive::{Archive, StaticPage, routes};
use crate::document::{Article, Documents};
use crate::domain::{Case, Competition, Entry, Named, Policy, TO_COME};
use crate::markdown::Markdown;
use crate::model::{Route, SourcePath};

/// One page of the site that can be found.
pub(super) struct Document<'a> {
    /// What it is.
    pub(super) source: Source<'a>,
    /// Its text.
    pub(super) markdown: Option<&'a Markdown>,
}

/// The record that a [`Document`] is made of.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// A written page.
    Page(&'a StaticPage),
    /// A competition.
    Competition(&'a Competition),
    /// A case.
    Case(&'a Case),
}

/// All documents in the order of their numbers: by day, then kind, then as the archive lists them, from the end.
pub(super) fn collect<'a>(archive: &'a Archive, documents: &'a Documents) -> Vec<Document<'a>> {
    let articles: HashMap<&SourcePath, &Article> =
        documents.articles().map(|article| (&article.source.path, article)).collect();
    let pages = archive.pages.iter().rev().map(|page| Source::Page(page));
    let competitions = archive.competitions.iter().rev().map(|competition| Source::Competition(competition));
    let cases = archive.cases.iter().rev().map(|case| Source::Case(case));
    let mut sources: Vec<Source<'_>> = pages.chain(competitions).chain(cases).collect();
    sources.sort_by_key(Source::day);
    let document = |source: Source<'a>| {
        // The account of a contest may tell its results.
        let waits = matches!(source, Source::Competition(competition) if competition.account_waits);
        let article = articles.get(source.path()).filter(|_| !waits);
        let markdown = article.map(|article| &*article.markdown);
        Document { source, markdown }
    };
    sources.into_iter().map(document).collect()
}

impl<'a> Source<'a> {
    fn day(&self) -> Option<Date> {
        match self {
            Self::Page(_) => None,
            Self::Competition(competition) => competition.publication(),
            Self::Case(case) => case.date,
        }
    }

    fn path(&self) -> &'a SourcePath {
        match self {
            Self::Page(page) => &page.path,
            Self::Competition(competition) => &competition.path,
            Self::Case(case) => &case.path,
        }
    }

    /// The kind, as readers see it.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Page(_) => "页面",
            Self::Competition(_) => "场次",
            Self::Case(_) => "案例",
        }
    }

    /// The place of the kind in lists.
    pub(super) const fn kind_order(&self) -> i64 {
        match self {
            Self::Case(_) => 0,
            Self::Competition(_) => 1,
            Self::Page(_) => 2,
        }
    }

    /// The case, where it is one.
    pub(super) const fn case(&self) -> Option<&'a Case> {
        match self {
            Self::Case(case) => Some(case),
            Self::Page(_) | Self::Competition(_) => None,
        }
    }

    /// Its address.
    pub(super) fn route(&self) -> Route {
        match self {
            Self::Page(page) => routes::page(page),
            Self::Competition(competition) => routes::competition(competition),
            Self::Case(case) => routes::case(case),
        }
    }

    /// Its title.
    pub(super) fn title(&self) -> &'a str {
        match self {
            Self::Page(page) => &page.title,
            Self::Competition(competition) => &competition.title,
            Self::Case(case) => &case.title,
        }
    }

    /// What is searched beside title and text, a line each.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Page(_) => String::new(),
            Self::Competition(competition) => {
                let parts = [competition.theme.as_deref(), competition.host.as_deref()];
                parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
            }
            Self::Case(case) => words_of_case(case),
        }
    }

    /// The line below a result.
    pub(super) fn facts(&self, policy: &Policy) -> String {
        match self {
            Self::Page(_) => String::new(),
            Self::Competition(competition) => {
                format!("{} · {}", competition.quarter().name(), competition.level().name())
            }
            Self::Case(case) => facts_of_case(case, policy),
        }
    }
}

fn words_of_case(case: &Case) -> String {
    let mut words = case.unit.to_string();
    let mut push = |line: &str| {
        words.push('\n');
        words.push_str(line);
    };
    if let Some(presenter) = &case.presenter {
        match &presenter.role {
            Some(role) => push(&format!("{} {role}", presenter.name)),
            None => push(&presenter.name),
        }
    }
    case.theme.iter().chain(&case.tags).for_each(|line| push(line));
    words
}

fn facts_of_case(case: &Case, policy: &Policy) -> String {
    let shown = case.shown_entries(policy);
    let quarter = shown[0].competition.quarter().name();
    let results: Vec<String> = shown.into_iter().map(result_said).collect();
    let dimensions: Vec<&str> = case.dimensions.iter().map(|dimension| dimension.name.as_str()).collect();
    format!("{} · {quarter} · {} · {}", case.unit, dimensions.join("、"), results.join(" · "))
}

/// `观摩点 · 加 0.2 分`, `乡镇级推荐市级 · 擂主`
fn result_said(entry: &Entry) -> String {
    let result = if entry.competition.is_pending { TO_COME } else { &entry.result().name };
    let said = entry.level_said().unwrap_or_default().to_owned() + result;
    let bonus = (!entry.bonus.is_zero()).then(|| format!("加 {} 分", entry.bonus));
    [Some(said), entry.award.clone(), bonus].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
