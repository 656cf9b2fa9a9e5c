//! A site whose files are made when they are asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::thread;

use super::material::{DocumentMaterial, Lending};
use super::packages::facts;
use super::prepare::Prepared;
use super::rendered::{Listed, Rendered, collect, only_leads_on, report_taken_aliases};
use super::{assets, crawlers, make_packages, open_data};
use crate::archive::{Alias, Archive};
use crate::document::Documents;
use crate::images::{Pictures, Shelf};
use crate::model::{Bundle, Diagnostics, NoSink, Route, SourcePath};
use crate::pages::{Composer, Kind, PackageFacts, Page, SiteView, specimen};
use crate::source::Sources;
use crate::theme::{Renderer, Theme};
use crate::{data, feeds, search};

/// A site that is looked at while it is written. Every file is the one that [`build`](super::build) would give, made
/// from the same parts; what nobody asks for is not made.
///
/// The site lives on a thread of its own, which ends when this is dropped.
#[derive(Debug)]
pub struct LiveSite {
    tasks: Sender<Task>,
    pages: OnceLock<usize>,
    /// How many public cases it has.
    pub cases: usize,
    /// The page of each document.
    pub documents: BTreeMap<SourcePath, Route>,
    /// The style sheet of all pages.
    pub style: Option<Route>,
}

/// What the thread is asked to do.
#[derive(Debug)]
enum Task {
    /// Make a file.
    Make(Route, Sender<Answer>),
    /// Count the pages.
    Count(Sender<usize>),
    /// See whether all pages can be made, or only whether they have their addresses to themselves.
    Try(bool, Sender<Diagnostics>),
    /// Make the photos that nobody has asked for.
    Late(Sender<Diagnostics>),
    /// Go on with documents that differ from the last ones only in the wording of these.
    Reword(Arc<Documents>, BTreeSet<SourcePath>),
}

/// A file, nothing where there is none, or why it cannot be made.
type Answer = Result<Option<Arc<[u8]>>, Diagnostics>;

impl LiveSite {
    /// Starts with an archive whose records have no errors.
    pub(super) fn new(prepared: Prepared, sources: Sources, shelf: Arc<dyn Shelf>, drawer: Option<PathBuf>) -> Self {
        let (tasks, asked) = mpsc::channel();
        let links = prepared.archive.links.pages();
        let documents = links.map(|(path, route)| (path.clone(), route.clone())).collect();
        let cases = prepared.archive.cases.len();
        let style = prepared.theme.asset("style.css").cloned();
        thread::spawn(move || work(prepared, &sources, &*shelf, drawer.as_deref(), &asked));
        Self { tasks, pages: OnceLock::new(), cases, documents, style }
    }

    /// The file at an address; an error where its template fails, or its photo is damaged.
    pub fn file(&self, route: &Route) -> Answer {
        self.ask(|reply| Task::Make(route.clone(), reply)).unwrap_or(Ok(None))
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        // Other words make no other pages.
        *self.pages.get_or_init(|| self.ask(Task::Count).unwrap_or_default())
    }

    /// Old addresses that other pages have; and what goes wrong when pages are made, where `with_templates` is true.
    pub(super) fn failures(&self, with_templates: bool) -> Diagnostics {
        self.ask(|reply| Task::Try(with_templates, reply)).unwrap_or_default()
    }

    /// Makes the photos that nobody has asked for, and tells what is wrong with them. That may take a while.
    pub fn late(&self) -> Diagnostics {
        self.ask(Task::Late).unwrap_or_default()
    }

    /// Takes documents that differ only in the wording of some.
    pub(super) fn reword(&self, documents: Arc<Documents>, reworded: BTreeSet<SourcePath>) {
        // Where the thread is gone, every answer says so.
        let _ = self.tasks.send(Task::Reword(documents, reworded));
    }

    /// Nothing where the thread is gone, which only a bug can end.
    fn ask<T>(&self, task: impl FnOnce(Sender<T>) -> Task) -> Option<T> {
        let (reply, answer) = mpsc::channel();
        self.tasks.send(task(reply)).ok()?;
        answer.recv().ok()
    }
}

/// Does what is asked, each task on a thread of its own, until nobody can ask any more.
fn work(prepared: Prepared, sources: &Sources, shelf: &dyn Shelf, drawer: Option<&Path>, tasks: &Receiver<Task>) {
    let Prepared { archive, documents, theme, files, pictures } = prepared;
    let made = RwLock::new(Arc::new(Made::new(documents)));
    let now = || Arc::clone(&made.read().unwrap_or_else(PoisonError::into_inner));
    let packages = |now: &Made| -> Arc<PackageSet> {
        let make = || {
            let published = pictures.instead_of_originals(sources, shelf);
            let (told, documents) = (&mut Diagnostics::default(), &now.documents);
            let made = make_packages(told, &published, &archive, documents, &theme, drawer, &NoSink);
            Arc::new((made.files.into_iter().collect(), made.list.into_iter().map(facts).collect()))
        };
        Arc::clone(now.packages.get_or_init(make))
    };
    let list = || packages(&now()).1.clone();
    let material = DocumentMaterial::new(&archive, &now().documents, Lending::Again, &files, Box::new(list));
    let (composer, renderer) =
        rayon::join(|| Composer::new(&archive, &material), || theme.renderer(&SiteView::new(&archive)));
    let site = Site {
        composer,
        renderer,
        files: files.into_iter().chain(pictures.files()).chain(assets(&archive, &theme)).collect(),
        pictures: &pictures,
        sources,
        shelf,
        archive: &archive,
        theme: &theme,
        packages: &|now| Arc::clone(&packages(now)),
    };
    thread::scope(|scope| {
        let (site, now) = (&site, &now);
        for task in tasks {
            // Whoever asked may have stopped waiting: a reply that nobody takes is no loss.
            match task {
                Task::Make(route, reply) => drop(scope.spawn(move || reply.send(site.file(&now(), &route)))),
                Task::Count(reply) => drop(scope.spawn(move || reply.send(site.count(&now())))),
                Task::Try(with_templates, reply) => {
                    drop(scope.spawn(move || reply.send(site.failures(&now(), with_templates))));
                }
                Task::Late(reply) => drop(scope.spawn(move || reply.send(site.late()))),
                Task::Reword(documents, reworded) => {
                    let articles = documents.articles().filter(|article| reworded.contains(&article.source.path));
                    articles.for_each(|article| material.replace(article));
                    *made.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Made::new(documents));
                }
            }
        }
    });
}

/// The files of all packages, and what there is to say of each.
type PackageSet = (Bundle, Vec<PackageFacts>);

/// What was made so far of the documents as they are.
struct Made {
    documents: Arc<Documents>,
    kinds: BTreeMap<Kind, OnceLock<BTreeMap<Route, Page>>>,
    data: OnceLock<Bundle>,
    search: OnceLock<Bundle>,
    feeds: OnceLock<Bundle>,
    crawlers: OnceLock<Bundle>,
    packages: OnceLock<Arc<PackageSet>>,
}

impl Made {
    fn new(documents: Arc<Documents>) -> Self {
        Self {
            documents,
            kinds: Kind::all().map(|kind| (kind, OnceLock::new())).collect(),
            data: OnceLock::new(),
            search: OnceLock::new(),
            feeds: OnceLock::new(),
            crawlers: OnceLock::new(),
            packages: OnceLock::new(),
        }
    }
}

/// Makes the files of a site.
struct Site<'a> {
    archive: &'a Archive,
    theme: &'a Theme,
    composer: Composer<'a>,
    renderer: Renderer<'a>,
    /// What is there as it is.
    files: Bundle,
    pictures: &'a Pictures,
    /// What photos are made of that are asked for.
    sources: &'a Sources,
    shelf: &'a dyn Shelf,
    packages: &'a (dyn Fn(&Made) -> Arc<PackageSet> + Sync),
}

impl Site<'_> {
    fn file(&self, made: &Made, route: &Route) -> Answer {
        if let Some(bytes) = self.files.get(route) {
            return Ok(Some(Arc::clone(bytes)));
        }
        if let Some(late) = self.pictures.late(route, self.sources, self.shelf) {
            return late.map(Some);
        }
        if let Some(page) = self.page(made, route) {
            return self.renderer.render(&page).map(|html| Some(html.into())).map_err(Diagnostics::from);
        }
        let of = |bundle: &Bundle| bundle.get(route).cloned();
        let (archive, documents) = (self.archive, &made.documents);
        let found = match route.as_str().split_once('/').map_or(route.as_str(), |(folder, _)| folder) {
            "sitemap.xml" | "robots.txt" | "opensearch.xml" => of(made.crawlers.get_or_init(|| self.crawlers(made))),
            "data" => of(self.data(made)),
            "search" => of(made.search.get_or_init(|| search::files(archive, documents).into_iter().collect())),
            "feeds" => {
                of(made.feeds.get_or_init(|| feeds::files(archive, documents, archive.today).into_iter().collect()))
            }
            "platforms" => of(&(self.packages)(made).0),
            _ => None,
        };
        Ok(found)
    }

    fn page(&self, made: &Made, route: &Route) -> Option<Page> {
        let of_kind = |kind| self.pages(made, kind).get(route).cloned();
        let of_no_kind = || match route.as_str() {
            "data/index.html" => Some(self.data_page(made)),
            "specimen.html" => self.specimen(),
            _ => None,
        };
        let case = self.composer.case_at(route);
        case.or_else(|| self.composer.kinds_at(route).find_map(of_kind)).or_else(of_no_kind)
    }

    fn pages<'m>(&self, made: &'m Made, kind: Kind) -> &'m BTreeMap<Route, Page> {
        made.kinds[&kind]
            .get_or_init(|| self.composer.pages(kind).into_iter().map(|page| (page.route.clone(), page)).collect())
    }

    fn data_page(&self, made: &Made) -> Page {
        open_data::page(self.archive, self.data(made).iter())
    }

    fn specimen(&self) -> Option<Page> {
        self.theme.wants_specimen().then(specimen)
    }

    /// The pages of no kind.
    fn others(&self, made: &Made) -> impl Iterator<Item = Page> {
        [self.data_page(made)].into_iter().chain(self.specimen())
    }

    fn data<'m>(&self, made: &'m Made) -> &'m Bundle {
        made.data.get_or_init(|| data::files(self.archive).into_iter().collect())
    }

    /// The pages of all kinds but the one about packages, which need not be made for that.
    fn listed_kinds<'m>(&self, made: &'m Made) -> impl Iterator<Item = &'m Page> {
        Kind::all().filter(|kind| !kind.is_of_packages()).flat_map(|kind| self.pages(made, kind).values())
    }

    fn count(&self, made: &Made) -> usize {
        let of_packages = usize::from(!self.archive.site.platforms.is_empty());
        let of_data = 1;
        let others = of_packages + of_data + usize::from(self.theme.wants_specimen());
        self.archive.cases.len() + self.listed_kinds(made).count() + others
    }

    fn crawlers(&self, made: &Made) -> Bundle {
        let mut listed = self.composer.cases(&|page| Listed::of(&page));
        listed.extend(self.listed_kinds(made).map(Listed::of));
        listed.extend(self.others(made).map(|page| Listed::of(&page)));
        crawlers(self.archive, listed.iter().flatten()).into_iter().collect()
    }

    fn late(&self) -> Diagnostics {
        self.pictures.make_late(self.sources, self.shelf)
    }

    fn failures(&self, made: &Made, with_templates: bool) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        let old = self.archive.aliases.iter().map(|alias| &alias.from.value);
        let kinds: BTreeSet<Kind> = old.flat_map(|route| self.composer.kinds_at(route)).collect();
        let pages = kinds.into_iter().flat_map(|kind| self.pages(made, kind).values());
        let real = pages.filter(|page| !only_leads_on(page)).map(|page| &page.route);
        // Packages are made for those who look at them; an old address below them is reason enough.
        let is_below = |alias: &Alias| alias.from.value.folded().starts_with("platforms/");
        let packages = self.archive.aliases.iter().any(is_below).then(|| (self.packages)(made));
        let of_packages = packages.iter().flat_map(|packages| packages.0.iter().map(|(route, _)| route));
        report_taken_aliases(&mut diagnostics, self.archive, real.chain(of_packages));
        if with_templates {
            // Made first: a thread that makes pages must not wait for packages that other threads make.
            (self.packages)(made);
            let render = |page| Rendered::new(&self.renderer, &NoSink, page);
            let mut pages = self.composer.all(&render);
            pages.extend(self.others(made).map(render));
            collect(&mut diagnostics, pages);
        }
        diagnostics
    }
}
