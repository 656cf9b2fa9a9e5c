//! Floor 5: the look of the site. A [`Theme`] turns a [`Page`] into HTML and brings the files that pages need.
//!
//! Enter at [`Theme::load`] and [`Theme::renderer`]. The default theme is inside the program; a file of the same path
//! in `themes/<name>/` replaces it, one file at a time. What templates see: `site` ([`SiteView`]), `theme` (the values
//! of `theme.yaml`), `assets` (the published name of each file of `static/`, of `style.css` and `site.js`), `page`
//! ([`crate::pages::Head`]), `url` (the page's own address), `root` (the way from the page to the root) and the fields
//! of the page's view. All addresses are from the root of the site, so a template writes `{{ root }}{{ case.url }}`.

mod assets;
mod blocks;
mod files;
mod joined;
mod settings;
mod templates;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use crate::model::{Code, Diagnostic, Diagnostics, Route, Severity, Written};
use crate::pages::{Page, SiteView};
use crate::source::Sources;

use assets::Asset;
use files::Files;
use templates::Templates;

/// The name of the theme inside the program.
pub const DEFAULT: &str = "leitai";

/// The static files of the search.
const SEARCH: [&str; 4] = ["search.css", "search.js", "search-files.js", "search-tools.js"];

/// How many bytes most pages have at most.
const SIZE: usize = 64 * 1024;

/// A look: templates and static files.
#[derive(Debug)]
pub struct Theme {
    templates: Templates,
    assets: Vec<Asset>,
    /// `assets` and `theme` of the templates.
    shared: Context,
    can_render: bool,
    settings: BTreeMap<String, String>,
}

impl Theme {
    /// Loads the theme of this name: the files in `themes/<name>/` over those inside the program.
    ///
    /// Reports a theme that does not exist and every template that cannot be read.
    pub fn load(diagnostics: &mut Diagnostics, sources: &Sources, name: &Written<String>) -> Self {
        let errors = diagnostics.count(Severity::Error);
        let mut files = Files::collect(diagnostics, sources, name);
        let settings = settings::read(diagnostics, &files);
        for (name, bytes) in joined::join(diagnostics, &files.parts, &settings) {
            files.statics.entry(name.to_owned()).or_insert(bytes);
        }
        let assets = assets::fingerprint(&files.statics);
        let names: BTreeMap<&str, &Route> = assets.iter().map(|asset| (asset.name.as_str(), &asset.route)).collect();
        let mut shared = Context::new();
        shared.insert("assets", &names);
        shared.insert("theme", &settings);
        let templates = templates::compile(diagnostics, files.templates);
        let can_render = diagnostics.count(Severity::Error) == errors;
        Self { templates, assets, shared, can_render, settings }
    }

    /// Whether nothing was wrong with it.
    pub fn can_render(&self) -> bool {
        self.can_render
    }

    /// Whether the site gets the page of all components.
    pub fn wants_specimen(&self) -> bool {
        self.setting("specimen") == "是"
    }

    /// A value of `theme.yaml`; empty where there is none.
    pub fn setting(&self, name: &str) -> &str {
        self.settings.get(name).map_or("", String::as_str)
    }

    /// Where a static file of this name is, if the theme has one.
    pub fn asset(&self, name: &str) -> Option<&Route> {
        self.assets.iter().find(|asset| asset.name == name).map(|asset| &asset.route)
    }

    /// The static files under names that change with their content.
    pub fn assets(&self) -> impl Iterator<Item = (Route, Arc<[u8]>)> {
        self.assets.iter().map(|asset| (asset.route.clone(), asset.bytes.clone()))
    }

    /// The routes of the static files that only the search page and the page of all components load.
    pub fn assets_of_search(&self) -> impl Iterator<Item = &Route> {
        SEARCH.iter().filter_map(|name| self.asset(name))
    }

    /// Makes ready to render the pages of a site.
    pub fn renderer(&self, site: &SiteView) -> Renderer<'_> {
        let mut tera = self.templates.tera.clone();
        let shared = tera.global_context();
        shared.extend(self.shared.clone());
        shared.insert("site", site);
        Renderer { theme: self, tera }
    }

    fn failure(&self, page: &Page, error: &tera::Error) -> Diagnostic {
        let (place, reason) = match error.kind() {
            ErrorKind::RenderingError(report) => {
                (self.templates.place(report.filename(), report.span()), templates::in_chinese(report.message()))
            }
            other => (self.templates.start(page.template), templates::in_chinese(&other.to_string())),
        };
        let message = format!("页面「{}」生成不了：{reason}", page.route);
        let help = "请对照默认外观的同名模板改正；不需要改这个模板时，删去它就会用默认的";
        Diagnostic::new(Code::TemplateFailed, place, message, help)
    }
}

/// A theme with the site whose pages it renders.
pub struct Renderer<'a> {
    theme: &'a Theme,
    /// The theme's engine, which gives every template `site`, `theme` and `assets`.
    tera: Tera,
}

impl Renderer<'_> {
    /// A page as HTML; an error names the place in the template and the page.
    pub fn render(&self, page: &Page) -> Result<Vec<u8>, Diagnostic> {
        let mut html = Vec::with_capacity(SIZE);
        let rendered = Context::from_serialize(&page.view).and_then(|mut context| {
            context.insert("page", &page.head);
            context.insert("url", &page.route);
            context.insert("root", &page.route.to_root());
            self.tera.render_to(page.template, &context, &mut html)
        });
        rendered.map_err(|error| self.theme.failure(page, &error))?;
        Ok(html)
    }
}
