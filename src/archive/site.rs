//! The settings of an archive, complete and checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{Dimension, Level, Outcome, Policy};

/// What `site.yaml` says, with the scheme's values for all it leaves out.
#[derive(Clone, Debug)]
pub struct Site {
    /// 站名.
    pub name: String,
    /// Where the site is on the web, ending in `/`; needed only by what must be absolute.
    pub base_url: Option<String>,
    /// 主办单位.
    pub organization: Option<String>,
    /// The district's name.
    pub district: Option<String>,
    /// The folder of the look under `themes/`.
    pub theme: String,
    /// The dimensions, in their order.
    pub dimensions: Vec<Arc<Dimension>>,
    /// Results, points and what counts once.
    pub policy: Policy,
    /// The sections expected in a case.
    pub sections: Vec<String>,
    /// Where cases are handed to.
    pub platforms: Vec<Platform>,
    /// The page tags of 党政机关网站, by their exact names.
    pub gov: BTreeMap<String, String>,
    /// What the foot of each page shows.
    pub footer: Footer,
    /// Whether harmless HTML tags in Markdown are let through.
    pub safe_html: bool,
    /// Whether there is a search page.
    pub search: bool,
}

/// A platform that cases are handed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    /// The name in addresses.
    pub id: String,
    /// The Chinese name.
    pub name: String,
    /// wechat, weibo, toutiao or desk.
    pub kind: String,
    /// Which cases.
    pub select: Select,
}

/// Which cases a platform gets; what is empty does not choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// Any of these results.
    pub results: Vec<Arc<Outcome>>,
    /// Any of these dimensions.
    pub dimensions: Vec<Arc<Dimension>>,
    /// An entry at this level.
    pub level: Option<Level>,
    /// From this day on.
    pub since: Option<Date>,
}

/// Items of the foot of each page, each shown only where it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footer {
    /// ICP 备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
    /// 承办单位.
    pub operator: Option<String>,
}
