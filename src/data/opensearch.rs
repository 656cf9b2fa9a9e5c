//! `opensearch.xml`: lets browsers search the site from their address bar.
//!
//! Source: <https://github.com/dewitt/opensearch>. Its addresses are absolute, so there is none without `base_url`.

use super::{File, route};
use crate::archive::Site;
use crate::model::xml::push_text;

/// The most characters of a short name.
const SHORT_NAME: usize = 16;

/// The description, where the site has a search and an address.
pub fn opensearch(site: &Site) -> Option<File> {
    let base = site.base_url.as_ref().filter(|_| site.search)?;
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>"
    ));
    push_text(&mut xml, &site.name.chars().take(SHORT_NAME).collect::<String>());
    xml.push_str("</ShortName>\n<Description>");
    push_text(&mut xml, &format!("搜索{}", site.name));
    xml.push_str("</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\" template=\"");
    push_text(&mut xml, base);
    xml.push_str("search.html?q={searchTerms}\"/>\n</OpenSearchDescription>\n");
    Some((route("opensearch.xml"), xml.into_bytes()))
}
