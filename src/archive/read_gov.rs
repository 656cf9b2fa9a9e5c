//! Reading the page tags of 党政机关网站 that `site.yaml` sets.

use std::collections::BTreeMap;

use crate::document::Fields;
use crate::model::Code;
use crate::source::yaml;

/// Page tags that say of each page what it alone has.
const OF_ONE_PAGE: [&str; 3] = ["ArticleTitle", "PubDate", "Url"];

/// `has_address` is whether `site.yaml` has a `base_url`, which `SiteDomain` is made of where it is not set.
pub(super) fn read_gov(fields: &mut Fields<'_>, has_address: bool) -> BTreeMap<String, String> {
    let Some((span, pairs)) = fields.mapping("gov", "gov: {SiteIDCode: 1234567890}") else { return BTreeMap::new() };
    if !pairs.is_empty() && pairs.iter().all(|(key, _)| key.text != "SiteIDCode") {
        let help = "请在 gov 里写上网站标识码，例如：SiteIDCode: 1234567890；不是政府网站的，请删去 gov";
        fields.report(Code::MissingKey, span, "政府网站标签（gov）里缺少「SiteIDCode」（网站标识码）", help);
    }
    let mut gov = BTreeMap::new();
    for (key, node) in pairs {
        if OF_ONE_PAGE.contains(&key.text.as_str()) {
            let message = format!("「{}」每页各不相同，由程序写上", key.text);
            fields.report(Code::UnknownKey, key.span, message, "请删去这一行");
        }
        match node.value {
            yaml::Value::Text(text) | yaml::Value::Number(text) => drop(gov.insert(key.text, text)),
            _ => fields.report(Code::WrongType, node.span, format!("「{}」应当是文字", key.text), "请只写一段文字"),
        }
    }
    if gov.contains_key("SiteIDCode") && !gov.contains_key("SiteDomain") && !has_address {
        let help =
            "请写上网址，例如：base_url: https://www.example.gov.cn/；或在 gov 里写 SiteDomain: www.example.gov.cn";
        let message = "没有网址（base_url），每页都要有的标签「SiteDomain」（网站域名）就写不出来";
        fields.report(Code::NoSiteDomain, span, message, help);
    }
    gov
}
