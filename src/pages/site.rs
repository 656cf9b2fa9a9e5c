//! What the templates of all pages see of the site, as `site`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::parts::Link;
use crate::archive::{Archive, routes};
use crate::model::Route;

/// The site, for templates.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// 站名.
    pub name: String,
    /// 主办单位.
    pub organization: Option<String>,
    /// The district.
    pub district: Option<String>,
    /// Where the site is on the web, ending in `/`.
    pub base_url: Option<String>,
    /// The folder of that address on its host, from `/` to `/`: the same wherever the site is copied to.
    pub base_path: Option<String>,
    /// Whether there is a search page.
    pub search: bool,
    /// The page of the packages for platforms, where there are any platforms.
    pub platforms: Option<Route>,
    /// The main navigation.
    pub nav: Vec<NavItem>,
    /// The pages that are no cases: the scheme, about, contact.
    pub pages: Vec<Link>,
    /// The page tags of 党政机关网站, by their exact names.
    pub gov: BTreeMap<String, String>,
    /// What the foot of each page shows.
    pub footer: FooterView,
}

/// An entry of the main navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    /// Which pages belong to it.
    pub section: &'static str,
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub url: Route,
}

/// Items of the foot, each only where it is set.
#[derive(Clone, Debug, Serialize)]
pub struct FooterView {
    /// ICP 备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
    /// 承办单位.
    pub operator: Option<String>,
}

impl SiteView {
    /// The site of an archive.
    pub fn new(archive: &Archive) -> Self {
        let site = &archive.site;
        let footer = site.footer.clone();
        Self {
            name: site.name.clone(),
            organization: site.organization.clone(),
            district: site.district.clone(),
            base_url: site.base_url.clone(),
            base_path: site.base_url.as_deref().and_then(path_of).map(|path| format!("/{path}")),
            search: site.search,
            platforms: (!site.platforms.is_empty()).then(routes::platforms),
            nav: navigation(archive),
            pages: archive.pages.iter().map(|page| Link::new(&page.title, routes::page(page))).collect(),
            gov: site.gov.clone(),
            footer: FooterView {
                icp: footer.icp,
                police: footer.police,
                contact: footer.contact,
                operator: footer.operator,
            },
        }
    }
}

/// What follows the host in an address, without its first `/`.
fn path_of(base_url: &str) -> Option<&str> {
    let (_, rest) = base_url.split_once("://")?;
    rest.split_once('/').map(|(_, path)| path)
}

fn navigation(archive: &Archive) -> Vec<NavItem> {
    let item = |section, text: &str, url| NavItem { section, text: text.to_owned(), url };
    let mut nav = vec![
        item("home", "首页", routes::home()),
        item("cases", "全部案例", routes::cases(1)),
        item("competitions", "历次比武", routes::competitions()),
    ];
    let newest = || archive.competitions.first().map(|competition| competition.quarter().year());
    let year = archive.newest_standing().map(|standing| standing.year).or_else(newest);
    nav.extend(year.map(|year| item("years", "年度积分", routes::year(year))));
    nav
}
