//! Townships and their villages.

use std::fmt;
use std::sync::Arc;

/// A 村 or 社区.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Village {
    /// The name, as in front matter.
    pub name: String,
    /// The name in addresses, unique in its township.
    pub slug: String,
    /// Its 村(居)民小组.
    pub groups: Vec<String>,
}

/// A 乡镇 or 街道.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Township {
    /// The name, as in front matter.
    pub name: String,
    /// The name in addresses, unique in the district.
    pub slug: String,
    /// Its villages, in the order of `units.yaml`.
    pub villages: Vec<Arc<Village>>,
    /// What the district's order and all that is kept by township go by; no index, since places may be left out.
    pub order: usize,
}

/// Whose case it is: a township, or a village of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The township, which the points go to.
    pub township: Arc<Township>,
    /// The village, where the case is one's.
    pub village: Option<Arc<Village>>,
}

impl fmt::Display for Unit {
    /// `湖东街道青禾社区`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.township.name)?;
        self.village.as_ref().map_or(Ok(()), |village| f.write_str(&village.name))
    }
}
