//! Reading the platforms of `site.yaml`.

use std::sync::Arc;

use super::lookups::{find_dimensions, find_results};
use super::site::{CoverFont, Platform, Select, Since, Site};
use crate::document::keys::{KeyTable, Kind, SLUG, Shape, key, words};
use crate::document::{Fields, SITE, is_look, parse_day};
use crate::domain::{Level, Quarter, is_slug};
use crate::model::{Code, SourcePath, Written};
use crate::source::Sources;

pub(super) const PLATFORM_KEYS: KeyTable = &[
    key("id", "编号", SLUG, "编号，用在网址里，定了不要改").needed(),
    key("name", "名称", Shape::Text, "名称").needed(),
    key(
        "kind",
        "种类",
        Shape::Choice(|| KINDS.to_vec()),
        "种类：wechat 公众号、weibo 微博、toutiao 今日头条、desk 编辑部",
    )
    .needed(),
    key("look", "样式", Shape::Text, "公众号文章的样式：庄重红、简洁，或 content/looks 里自己的"),
    key("font", "字体", Shape::Text, "封面和图表上的字用的字体：content 里的一个文件，或者 system（电脑里的）"),
    key("select", "选取", Shape::Map(SELECT_KEYS), "选哪些案例；不写就是全部公开的案例"),
];

const SELECT_KEYS: KeyTable = &[
    key("result", "结果", Shape::Names(Kind::Outcome), "只要这些结果"),
    key("dimension", "维度", Shape::Names(Kind::Dimension), "只要这些维度"),
    key("level", "级别", Shape::Choice(words::<Level>), "只要这一级比武的"),
    key("since", "起始", Shape::Loose, "从哪一季或哪一天起，例如 2026Q1"),
];

/// The looks of articles; the first is that of platforms that name none.
const LOOKS: [&str; 2] = ["庄重红", "简洁"];

/// How the font of the machine is named.
const SYSTEM: [&str; 2] = ["system", "系统"];

const KINDS: [&str; 4] = ["wechat", "weibo", "toutiao", "desk"];

/// Looks and fonts may be files of the archive.
pub(super) fn read_platforms(fields: &mut Fields<'_>, site: &Site, sources: &Sources) -> Vec<Platform> {
    let looks: Vec<&str> = sources.paths().filter(|path| is_look(path)).map(SourcePath::stem).collect();
    let source = Arc::clone(fields.source());
    let mappings = fields.mappings("platforms", "platforms: [{id: xx-fabu, name: XX发布, kind: wechat}]");
    let mut platforms: Vec<Platform> = Vec::new();
    for (span, pairs) in mappings {
        let mut own = Fields::new(fields.diagnostics(), &source, span, PLATFORM_KEYS, pairs);
        let id = own.needed_text("id", "xx-fabu");
        check_id(&mut own, &id, &platforms);
        let name = own.needed_text("name", "XX发布").value;
        let kind = own.needed_text("kind", "wechat");
        if !kind.value.is_empty() && !KINDS.contains(&kind.value.as_str()) {
            let help = format!("可以写：{}", KINDS.join("、"));
            own.report(Code::UnknownValue, kind.place.span, format!("没有「{}」这种平台", kind.value), help);
        }
        let look = read_look(&mut own, &looks);
        let font = read_font(&mut own, sources);
        let select = read_select(&mut own, site);
        platforms.push(Platform { id: id.value, name, kind: kind.value, look, font, select });
    }
    platforms
}

fn check_id(fields: &mut Fields<'_>, id: &Written<String>, others: &[Platform]) {
    if id.value.is_empty() {
        return;
    }
    if !is_slug(&id.value) {
        let help = "请只用小写字母、数字和半角减号，例如 xx-fabu";
        fields.report(Code::InvalidSlug, id.place.span, format!("「{}」不能作平台的编号", id.value), help);
    }
    if others.iter().any(|other| other.id == id.value) {
        let message = format!("平台编号「{}」用了两次", id.value);
        fields.report(Code::DuplicateEntry, id.place.span, message, "请给其中一个换一个编号");
    }
}

fn read_look(fields: &mut Fields<'_>, own: &[&str]) -> String {
    let Some(look) = fields.text("look") else { return LOOKS[0].to_owned() };
    if !LOOKS.iter().chain(own).any(|known| *known == look.value) {
        let help = format!("可以写：{}；自己的样式放在 content/looks/{}.yaml", LOOKS.join("、"), look.value);
        fields.report(Code::UnknownValue, look.place.span, format!("没有「{}」这种样式", look.value), help);
    }
    look.value
}

/// The file of a font, named as seen from `content/`, or that of the machine.
fn read_font(fields: &mut Fields<'_>, sources: &Sources) -> Option<CoverFont> {
    let font = fields.text("font")?;
    if SYSTEM.contains(&font.value.as_str()) {
        return Some(CoverFont::System);
    }
    let path = SourcePath::constant(SITE).resolve(&font.value).ok().filter(|path| sources.contains(path));
    if path.is_none() {
        let help = "请把字体文件复制到 content 里，例如 content/fonts/simhei.ttf，再写 font: fonts/simhei.ttf；\
                    或者写 font: system，用电脑里的字体";
        fields.report(Code::MissingFile, font.place.span, format!("找不到字体「{}」", font.value), help);
    }
    path.map(CoverFont::File)
}

fn read_select(fields: &mut Fields<'_>, site: &Site) -> Select {
    let source = Arc::clone(fields.source());
    let Some((span, pairs)) = fields.mapping("select", "select: {result: 推荐市级, since: 2026Q1}") else {
        return Select::default();
    };
    let mut select = Fields::new(fields.diagnostics(), &source, span, SELECT_KEYS, pairs);
    let (results, dimensions) = (select.texts("result", false), select.texts("dimension", false));
    Select {
        results: find_results(select.diagnostics(), site, &results),
        dimensions: find_dimensions(select.diagnostics(), site, &dimensions),
        level: select.named("level").map(|level| level.value),
        since: read_since(&mut select),
    }
}

/// A quarter means its first day.
fn read_since(fields: &mut Fields<'_>) -> Option<Since> {
    let text = fields.loose_text("since")?;
    if let Some(quarter) = Quarter::parse(&text.value) {
        return Some(Since::Quarter(quarter));
    }
    let day = parse_day(&text.value);
    if let Err(cure) = &day {
        let message = format!("「{}」不是季度，也不是日期", text.value);
        let help = format!("{}；也可以写一个季度，例如 2026Q1", cure.help);
        fields.report(Code::InvalidDate, text.place.span, message, help);
    }
    day.ok().map(Since::Day)
}
