//! Reading `site.yaml`.

use std::sync::Arc;

use super::read_gov::read_gov;
use super::read_platforms::{PLATFORM_KEYS, read_platforms};
use super::read_public::read_public;
use super::read_results::{RESULT_KEYS, read_results};
use super::site::{Footer, Site};
use crate::document::keys::{KeyRow, KeyTable, SLUG, Shape, key};
use crate::document::{Fields, SITE, text_of};
use crate::domain::{Dimension, Policy, SameCase, is_slug, slugify};
use crate::markdown::RawHtml;
use crate::model::limits::{self, Limit};
use crate::model::{Code, Diagnostics, Limits, Place, SourcePath, SourceText, Span, Written, nearest_name};
use crate::source::{Sources, yaml};

/// The keys of `site.yaml`.
pub const SITE_KEYS: KeyTable = &[
    key("name", "站名", Shape::Text, "站名：显示在每一页的页头和浏览器标签上").needed(),
    key("base_url", "网址", Shape::Loose, "网站将来的网址；订阅源和站点地图要用"),
    key("organization", "主办单位", Shape::Text, "主办单位：显示在页脚"),
    key("district", "区名", Shape::Text, "所在的区"),
    key("theme", "外观", Shape::Text, "外观；不写就是 leitai"),
    key("dimensions", "维度", Shape::Maps(DIMENSION_KEYS), "维度；不写就是评比方案的，要改就写全"),
    key("results", "结果", Shape::Maps(RESULT_KEYS), "结果和加分；不写就是评比方案的，要改就写全"),
    key("policy", "加分规则", Shape::Map(POLICY_KEYS), "加分规则"),
    key("sections", "章节", Shape::Texts, "案例要有的几节；不写就是主要做法、工作亮点、取得成效"),
    key("platforms", "平台", Shape::Maps(PLATFORM_KEYS), "稿件发到哪些平台，每个一条"),
    key("gov", "政府网站标签", Shape::AnyTexts, "政府网站标签，要有 SiteIDCode"),
    key("footer", "页脚", Shape::Map(FOOTER_KEYS), "页脚"),
    key("limits", "上限", Shape::Map(LIMIT_KEYS), "上限"),
    key(
        "raw_html",
        "原始HTML",
        Shape::Choice(|| vec!["text", "safe"]),
        "正文里的 HTML：text 当作文字显示，safe 放行一组无害的标签",
    ),
    key("public", "公开信息", Shape::LooseTexts, "可以公开的号码和住址，检查时不再提醒"),
    key("search", "搜索", Shape::Flag, "要不要搜索；不写就是要"),
    key("images", "图片", Shape::Map(IMAGE_KEYS), "图片"),
];

const DIMENSION_KEYS: KeyTable = &[
    key("name", "名称", Shape::Text, "名称").needed(),
    key("slug", "网址名", SLUG, "网址里的名字；不写就按名称转成拼音"),
    key("look_for", "看点", Shape::Texts, "看点；几个的写列表"),
];

const POLICY_KEYS: KeyTable = &[key(
    "same_case",
    "同一案例",
    Shape::Choice(|| vec!["year", "ever", "年度", "永久"]),
    "同一案例的加分：year 每个考核年度计一次，ever 只计一次",
)];

const FOOTER_KEYS: KeyTable = &[
    key("icp", "ICP备案号", Shape::Loose, "ICP 备案号"),
    key("police", "公安备案号", Shape::Loose, "公安备案号"),
    key("contact", "联系方式", Shape::Loose, "联系方式"),
    key("operator", "承办单位", Shape::Loose, "承办单位"),
];

const IMAGE_KEYS: KeyTable = &[key("originals", "原图", Shape::Flag, "多做一份原来的宽度")];

const LIMIT_KEYS: KeyTable = &[
    limit(limits::FILE_SIZE, "一个文字文件最多几 MB"),
    limit(limits::YAML_NESTING, "前言和 YAML 文件最多嵌套几层"),
    limit(limits::YAML_VALUES, "前言和 YAML 文件最多几项名称和内容"),
    limit(limits::YAML_ALIASES, "前言和 YAML 文件里的 & 和 * 展开以后最多几项"),
    limit(limits::NESTING, "正文最多嵌套几层"),
    limit(limits::ELEMENTS, "一篇正文最多几个段落、列表项、格子、几段文字等"),
    limit(limits::TAGS, "标签、荣誉、旧网址最多几项"),
    limit(limits::CSV_CELLS, "一张评分表最多几格"),
    limit(limits::MEGAPIXELS, "一张图最多多少百万像素"),
];

const fn limit(limit: Limit, about: &'static str) -> KeyRow {
    key(limit.name, limit.alias, Shape::Limit(limit), about)
}

/// The sections that the scheme expects in a case.
const SECTIONS: [&str; 3] = ["主要做法", "工作亮点", "取得成效"];

/// Reads `content/site.yaml`; an archive without one has the scheme's settings and a plain name.
pub fn read_site(diagnostics: &mut Diagnostics, sources: &Sources) -> Site {
    let path = SourcePath::constant(SITE);
    let text = text_of(diagnostics, sources, &path, &Limits::default());
    let is_text = text.is_some();
    let source = text.unwrap_or_else(|| SourceText::new(path.clone(), ""));
    let is_refused = sources.refused().iter().any(|refused| path == *refused || path.is_below(refused.as_str()));
    if !sources.contains(&path) && !is_refused {
        let help = "请在 content 文件夹里建一个 site.yaml，写上一行 name: 站名；或运行 leitai init";
        diagnostics.report(Code::MissingKey, Place::start_of(&source), "缺少全站设置 content/site.yaml", help);
    }
    let whole = Span::new(0, source.text.len());
    let pairs = yaml::read_mapping(diagnostics, &source, whole, &Limits::default());
    let is_read = is_text && pairs.as_ref().is_some_and(|pairs| yaml::is_whole(pairs));
    let mut own = Diagnostics::default();
    let mut fields = Fields::new(&mut own, &source, Span::default(), SITE_KEYS, pairs.unwrap_or_default());
    let site = read(&mut fields, sources, is_read);
    diagnostics.append(own);
    site
}

fn read(fields: &mut Fields<'_>, sources: &Sources, is_read: bool) -> Site {
    // What cases are held against comes first: with an unknown key or a slip in it, it is not known.
    let dimensions = read_dimensions(fields);
    let outcomes = read_results(fields);
    let policy = Policy::new(outcomes, read_same_case(fields));
    let sections: Vec<String> = fields.texts("sections", false).into_iter().map(|section| section.value).collect();
    let limits = read_limits(fields);
    let are_rules_known = is_read && !fields.diagnostics().has_errors();
    if is_read {
        fields.need("name", "XX区“擂台比武”案例库");
    }
    let default_theme = Written { value: "leitai".into(), place: fields.owner_place() };
    let theme = fields.text("theme").unwrap_or(default_theme);
    let mut text = |key: &str| fields.text(key).map(|text| text.value);
    let (name, organization, district) = (text("name"), text("organization"), text("district"));
    let base_url = read_base_url(fields);
    let mut site = Site {
        name: name.unwrap_or_else(|| "擂台比武案例库".into()),
        gov: read_gov(fields, base_url.is_some()),
        base_url,
        organization,
        district,
        theme,
        platforms: Vec::new(),
        sections: if sections.is_empty() { SECTIONS.map(String::from).into() } else { sections },
        footer: read_footer(fields),
        raw_html: read_raw_html(fields),
        public: read_public(fields),
        limits,
        originals: read_originals(fields),
        search: !fields.has("search") || fields.flag("search"),
        are_rules_known,
        dimensions,
        policy,
    };
    // Platforms select by the dimensions and results of the site.
    site.platforms = read_platforms(fields, &site, sources);
    site
}

fn read_dimensions(fields: &mut Fields<'_>) -> Vec<Arc<Dimension>> {
    let source = Arc::clone(fields.source());
    let mappings = fields.mappings("dimensions", "dimensions: [{name: 乡村产业, slug: industry}]");
    let (mut dimensions, mut places) = (Vec::new(), Vec::new());
    for (span, pairs) in mappings {
        let mut own = Fields::new(fields.diagnostics(), &source, span, DIMENSION_KEYS, pairs);
        let name = own.needed_text("name", "乡村产业");
        let slug = read_slug(&mut own, &name);
        let look_for = own.texts("look_for", false).into_iter().map(|text| text.value).collect();
        places.push((slug.clone(), name.clone()));
        dimensions.push(Arc::new(Dimension { name: name.value, slug, look_for }));
    }
    report_shared(fields.diagnostics(), &places);
    if dimensions.is_empty() { Dimension::scheme().into_iter().map(Arc::new).collect() } else { dimensions }
}

pub(super) fn read_slug(fields: &mut Fields<'_>, name: &Written<String>) -> String {
    let slug = fields.text("slug");
    let place = slug.as_ref().map_or_else(|| name.place.clone(), |slug| slug.place.clone());
    let slug = slug.map_or_else(|| slugify(&name.value), |slug| slug.value);
    if !is_slug(&slug) && !name.value.is_empty() {
        let help = "请只用小写字母、数字和半角减号，例如 slug: industry";
        fields.report(Code::InvalidSlug, place.span, format!("「{slug}」不能作网址名"), help);
    }
    slug
}

pub(super) fn report_shared(diagnostics: &mut Diagnostics, slugs: &[(String, Written<String>)]) {
    for (at, (slug, name)) in slugs.iter().enumerate().filter(|(_, (_, name))| !name.value.is_empty()) {
        let earlier = &slugs[..at];
        if let Some((_, first)) = earlier.iter().find(|(_, known)| known.value == name.value) {
            let message = format!("「{}」写了两次，另一次在 {}", name.value, first.place.describe());
            diagnostics.report(Code::DuplicateKey, name.place.clone(), message, "请删去一个，或改正它的名称");
        } else if let Some((_, first)) = earlier.iter().find(|(known, _)| known == slug) {
            let message = format!("网址名 {slug} 已经用在 {}", first.place.describe());
            diagnostics.report(Code::AddressTaken, name.place.clone(), message, "请给其中一个换一个 slug");
        }
    }
}

fn read_same_case(fields: &mut Fields<'_>) -> SameCase {
    let source = Arc::clone(fields.source());
    let Some((span, pairs)) = fields.mapping("policy", "policy: {same_case: year}") else { return SameCase::Year };
    let mut policy = Fields::new(fields.diagnostics(), &source, span, POLICY_KEYS, pairs);
    match policy.text("same_case") {
        None => SameCase::Year,
        Some(text) if matches!(text.value.as_str(), "year" | "年度") => SameCase::Year,
        Some(text) if matches!(text.value.as_str(), "ever" | "永久") => SameCase::Ever,
        Some(text) => {
            let message = format!("「same_case」没有「{}」这个写法", text.value);
            let help = "可以写：year（每个考核年度计一次）、ever（只计一次）";
            policy.report(Code::UnknownValue, text.place.span, message, help);
            SameCase::Year
        }
    }
}

fn read_base_url(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.loose_text("base_url")?;
    match parse_base_url(&text.value) {
        Some(url) => Some(url),
        None => {
            let help = "请写完整的网址，例如 https://www.example.gov.cn/leitai/；不带 ? 和 #";
            let message = format!("「{}」不是网站的网址", text.value);
            fields.report(Code::InvalidUrl, text.place.span, message, help);
            None
        }
    }
}

/// An absolute http(s) address of a folder, ending in `/`; `None` where the text is none.
pub fn parse_base_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let is_name = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !part.starts_with('-')
    };
    let is_path =
        |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~'));
    let sound = name.split('.').all(is_name)
        && port.parse::<u16>().is_ok_and(|port| port > 0)
        && path.split('/').all(is_path)
        && !path.split('/').any(|part| part == "..");
    sound.then(|| format!("{}/", text.trim_end_matches('/')))
}

fn read_footer(fields: &mut Fields<'_>) -> Footer {
    let source = Arc::clone(fields.source());
    let Some((span, pairs)) = fields.mapping("footer", "footer: {contact: 区委组织部}") else {
        return Footer::default();
    };
    let mut footer = Fields::new(fields.diagnostics(), &source, span, FOOTER_KEYS, pairs);
    let mut text = |key: &str| footer.loose_text(key).map(|text| text.value);
    Footer { icp: text("icp"), police: text("police"), contact: text("contact"), operator: text("operator") }
}

fn read_raw_html(fields: &mut Fields<'_>) -> RawHtml {
    let Some(text) = fields.text("raw_html") else { return RawHtml::Text };
    match text.value.as_str() {
        "text" => RawHtml::Text,
        "safe" => RawHtml::Safe,
        other => {
            let message = format!("「raw_html」没有「{other}」这个写法");
            let help = "可以写：text（当作文字显示）、safe（放行一组无害的标签）";
            fields.report(Code::UnknownValue, text.place.span, message, help);
            RawHtml::Text
        }
    }
}

fn read_originals(fields: &mut Fields<'_>) -> bool {
    let source = Arc::clone(fields.source());
    let Some((span, pairs)) = fields.mapping("images", "images: {originals: true}") else { return false };
    Fields::new(fields.diagnostics(), &source, span, IMAGE_KEYS, pairs).flag("originals")
}

fn read_limits(fields: &mut Fields<'_>) -> Limits {
    let source = Arc::clone(fields.source());
    let Some((span, pairs)) = fields.mapping("limits", "limits: {tags: 300}") else { return Limits::default() };
    let mut limits = Fields::new(fields.diagnostics(), &source, span, LIMIT_KEYS, pairs);
    Limits::of(|limit| limits.limit(limit))
}

/// The nearest of the names, else the first of them; a whole sentence, empty where there is no name.
pub(super) fn suggest<'a>(word: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    let known: Vec<&str> = names.clone().take(20).collect();
    match nearest_name(word, names) {
        Some(near) => format!("是不是「{near}」？"),
        None if known.is_empty() => String::new(),
        None => format!("可以写：{}。", known.join("、")),
    }
}

/// The nearest of the names, if any is near, and all of them.
pub(super) fn suggest_of_all<'a>(word: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    let parts: Vec<&str> = word.split(['、', '，', ',', '；', ';', '/', ' ']).map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|part| names.clone().any(|name| name == *part)) {
        return format!("写几个的请用方括号和半角逗号：[{}]", parts.join(", "));
    }
    let near = nearest_name(word, names.clone()).map_or(String::new(), |near| format!("是不是「{near}」？"));
    format!("{near}可以写：{}", names.collect::<Vec<_>>().join("、"))
}
