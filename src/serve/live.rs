//! The site as it is now, and the news of it for browsers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde::Serialize;
use tokio::sync::watch;

use super::Shown;
use super::difference::{Difference, difference};
use crate::model::{Bundle, Route};

/// The site that is shown, replaced as a whole.
#[derive(Debug)]
pub(super) struct Live {
    site: RwLock<Arc<Bundle>>,
    broken: RwLock<BTreeMap<Route, Vec<String>>>,
    news: watch::Sender<Arc<News>>,
    asked_for: Mutex<BTreeSet<Route>>,
}

/// What browsers are told after a build, and when they come.
#[derive(Debug, Default, Serialize)]
pub(super) struct News {
    /// How many builds there were.
    build: u64,
    /// What changed in the site.
    #[serde(flatten)]
    difference: Difference,
    /// The errors of the content, in text.
    errors: Vec<String>,
    /// Where to go.
    follow: Option<Route>,
}

impl Default for Live {
    fn default() -> Self {
        let news = watch::Sender::new(Arc::default());
        Self { site: RwLock::default(), broken: RwLock::default(), news, asked_for: Mutex::default() }
    }
}

impl Live {
    /// The site as it is now.
    pub(super) fn site(&self) -> Arc<Bundle> {
        Arc::clone(&self.site.read().unwrap_or_else(PoisonError::into_inner))
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

    /// Notes that a picture was asked for.
    pub(super) fn note(&self, picture: Route) {
        self.asked_for.lock().unwrap_or_else(PoisonError::into_inner).insert(picture);
    }

    /// The pictures that were asked for since this was called last.
    pub(super) fn asked_for(&self) -> BTreeSet<Route> {
        std::mem::take(&mut *self.asked_for.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes what a build gave; gives the number of files that changed.
    pub(super) fn show(&self, shown: Shown) -> usize {
        let mut changed = Difference::default();
        if let Some(bundle) = shown.bundle {
            changed = difference(&self.site(), &bundle);
            *self.site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(bundle);
        }
        *self.broken.write().unwrap_or_else(PoisonError::into_inner) = shown.broken;
        let count = changed.count;
        let build = self.news.borrow().build + 1;
        let news = News { build, difference: changed, errors: shown.errors, follow: shown.follow };
        self.news.send_replace(Arc::new(news));
        count
    }
}
