//! The site as it is now, and the news of it for browsers.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use tokio::sync::watch;

use super::{Shown, Site};
use crate::model::Route;

/// The site that is shown, replaced as a whole.
#[derive(Debug)]
pub(super) struct Live {
    site: RwLock<Option<Arc<dyn Site>>>,
    broken: RwLock<BTreeMap<Route, Vec<String>>>,
    news: watch::Sender<Arc<News>>,
}

/// What browsers are told after a build, and when they come.
#[derive(Debug, Default, Serialize)]
pub(super) struct News {
    /// How many builds there were.
    build: u64,
    /// Where the style sheet is now.
    style: Option<Route>,
    /// The errors of the content, in text.
    errors: Vec<String>,
    /// Where to go.
    follow: Option<Route>,
}

impl Default for Live {
    fn default() -> Self {
        Self { site: RwLock::default(), broken: RwLock::default(), news: watch::Sender::new(Arc::default()) }
    }
}

impl Live {
    /// The site as it is now; none where there were errors from the start.
    pub(super) fn site(&self) -> Option<Arc<dyn Site>> {
        self.site.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The errors of the document whose page would be at an address.
    pub(super) fn broken(&self, route: &Route) -> Option<Vec<String>> {
        self.broken.read().unwrap_or_else(PoisonError::into_inner).get(route).cloned()
    }

    /// How many builds there were.
    pub(super) fn build(&self) -> u64 {
        self.news.borrow().build
    }

    /// The news from now on, the last one first.
    pub(super) fn news(&self) -> watch::Receiver<Arc<News>> {
        let mut receiver = self.news.subscribe();
        receiver.mark_changed();
        receiver
    }

    /// Takes what a build gave; gives its number.
    pub(super) fn show(&self, shown: Shown) -> u64 {
        if let Some(site) = shown.site {
            *self.site.write().unwrap_or_else(PoisonError::into_inner) = Some(site);
        }
        *self.broken.write().unwrap_or_else(PoisonError::into_inner) = shown.broken;
        let style = self.site().and_then(|site| site.style().cloned());
        let build = self.build() + 1;
        self.news.send_replace(Arc::new(News { build, style, errors: shown.errors, follow: shown.follow }));
        build
    }

    /// Takes errors that were found later in what a build gave.
    pub(super) fn complain(&self, build: u64, errors: Vec<String>) {
        self.news.send_if_modified(|news| {
            let is_last = news.build == build;
            if is_last {
                let (style, follow) = (news.style.clone(), news.follow.clone());
                *news = Arc::new(News { build, style, errors, follow });
            }
            is_last
        });
    }
}
