//! What a package is made of: the write-up of a case, or the results of a quarter.

use std::sync::Arc;

use jiff::civil::Date;

use super::digest::Digest;
use crate::archive::routes;
use crate::document::CaseRecord;
use crate::domain::{Case, Named, Quarter};
use crate::markdown::Markdown;
use crate::model::{Place, Route, SourceText, Span, Written};

/// A text for a platform, and what is to be said of it.
#[derive(Clone)]
pub(super) struct Manuscript<'a> {
    /// The name of the package in addresses.
    pub(super) slug: &'a str,
    pub(super) title: &'a str,
    /// May be empty.
    pub(super) summary: &'a str,
    /// Who wrote it, where that is written.
    pub(super) author: Option<&'a str>,
    /// Where it comes from, where that is written.
    pub(super) source: Option<&'a str>,
    /// Whose it is.
    pub(super) unit: String,
    /// Whose it is in fewer characters.
    pub(super) short_unit: Option<&'a str>,
    pub(super) date: Option<Date>,
    /// What posts about it are filed under.
    pub(super) topic: &'a str,
    pub(super) quarter: Quarter,
    /// How it did; empty where it is about many.
    pub(super) result: String,
    /// Its page on the site.
    pub(super) page: Route,
    /// What ends it, each line after its label.
    pub(super) closing: Vec<(&'static str, String)>,
    pub(super) markdown: &'a Markdown,
    /// The file it is in.
    pub(super) file: &'a Arc<SourceText>,
    /// Of a case: where a writer can mend it.
    record: Option<&'a CaseRecord>,
}

impl<'a> Manuscript<'a> {
    /// The write-up of a case, filed under the newest of the quarters for which a platform takes it.
    pub(super) fn of_case(case: &'a Case, record: &'a CaseRecord, quarter: Quarter) -> Self {
        Self {
            slug: &case.slug,
            title: &case.title,
            summary: &case.summary,
            author: case.author.as_deref(),
            source: case.source.as_deref(),
            unit: case.unit.to_string(),
            short_unit: case.unit.village.as_ref().map(|village| village.name.as_str()),
            date: case.date,
            topic: case.theme.as_deref().unwrap_or(&case.dimension().name),
            quarter,
            result: results(case),
            page: routes::case(case),
            closing: closing(case),
            markdown: &record.article.markdown,
            file: &record.article.source,
            record: Some(record),
        }
    }

    /// The results of a quarter.
    pub(super) fn of_digest(digest: &'a Digest) -> Self {
        Self {
            slug: &digest.slug,
            title: &digest.title,
            summary: &digest.summary,
            author: None,
            source: None,
            unit: digest.unit.clone(),
            short_unit: None,
            date: digest.date,
            topic: "擂台比武",
            quarter: digest.quarter,
            result: String::new(),
            page: digest.page.clone(),
            closing: vec![("发布单位：", digest.unit.clone())],
            markdown: &digest.markdown,
            file: &digest.file,
            record: None,
        }
    }

    /// Whether someone wrote it, who can mend it.
    pub(super) const fn is_written(&self) -> bool {
        self.record.is_some()
    }

    /// What its page on the site is for a reader of another platform.
    pub(super) const fn original(&self) -> &'static str {
        if self.is_written() {
            "点击文末的“阅读原文”，可以看到这件案例的网页"
        } else {
            "点击文末的“阅读原文”，可以看到这场比武的网页"
        }
    }

    /// Who wrote it, else whose it is.
    pub(super) fn author_or_unit(&self) -> &str {
        self.author.unwrap_or(&self.unit)
    }

    pub(super) fn title_place(&self) -> Place {
        self.record.map_or_else(|| self.body_place(), |record| record.title.place.clone())
    }

    /// Where the author is written, else the title.
    pub(super) fn author_place(&self) -> Place {
        self.place(self.record.and_then(|record| record.author.as_ref()))
    }

    /// Where the summary is written, else the title.
    pub(super) fn summary_place(&self) -> Place {
        self.place(self.record.and_then(|record| record.summary.as_ref()))
    }

    pub(super) fn body_place(&self) -> Place {
        let start = self.record.map_or(0, |record| record.article.body.start);
        Place::new(self.file, Span::new(start, start))
    }

    fn place(&self, written: Option<&Written<String>>) -> Place {
        written.map_or_else(|| self.title_place(), |written| written.place.clone())
    }
}

/// Unit, competition and result, each after its label.
fn closing(case: &Case) -> Vec<(&'static str, String)> {
    let entry = case.best_entry();
    let competition = &entry.competition;
    let level = competition.township.as_ref().map_or_else(
        || competition.level().name().to_owned(),
        |township| format!("{}{}", township.name, competition.level().name()),
    );
    vec![
        ("报送单位：", case.unit.to_string()),
        ("比武场次：", format!("{}（{level}）", competition.quarter().name())),
        ("评比结果：", results(case)),
    ]
}

/// The results of a case at its best, the best first.
fn results(case: &Case) -> String {
    let entry = case.best_entry();
    if entry.competition.is_pending {
        return "还没有公布".to_owned();
    }
    entry.results.iter().map(|result| result.name.as_str()).collect::<Vec<_>>().join("、")
}
