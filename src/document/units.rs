//! `units.yaml`: the townships and their villages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fields::Fields;
use super::keys::{KeyTable, SLUG, Shape, key};
use crate::domain::{is_slug, slugify};
use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, Severity, SourceText, Written};
use crate::source::yaml::{Key, Node, Value};

/// The keys of a township that is more than a list of villages.
pub const TOWNSHIP_KEYS: KeyTable = &[
    key("slug", "网址名", SLUG, "网址里的名字；不写就按名称转成拼音"),
    key("villages", "村", Shape::Anything, "村（社区）的列表"),
];

/// The keys of a village that is more than its name.
pub const VILLAGE_KEYS: KeyTable = &[
    key("name", "名称", Shape::Text, "名称").needed(),
    key("slug", "网址名", SLUG, "网址里的名字；不写就按名称转成拼音"),
    key("groups", "村民小组", Shape::LooseTexts, "村民小组；几个的写列表"),
];

/// A township and its villages.
#[derive(Debug)]
pub struct TownshipRecord {
    /// The name.
    pub name: Written<String>,
    /// The slug, written or made from the name.
    pub slug: String,
    /// The villages; none twice, none without a name.
    pub villages: Vec<VillageRecord>,
    /// Whether all that was written of it could be read, so that a village that is not here does not exist.
    pub is_whole: bool,
}

/// A village.
#[derive(Debug)]
pub struct VillageRecord {
    /// The name.
    pub name: Written<String>,
    /// The slug, written or made from the name.
    pub slug: String,
    /// Its groups.
    pub groups: Vec<String>,
}

pub(super) fn read(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    pairs: Vec<(Key, Node)>,
) -> Vec<TownshipRecord> {
    let mut townships: Vec<TownshipRecord> = Vec::new();
    for (key, node) in pairs {
        let name = Written { value: key.text, place: Place::new(source, key.span) };
        let before = diagnostics.count(Severity::Error);
        let example = name.value.split(SLASHES).map(str::trim).collect::<Vec<_>>();
        let help = match example[..] {
            [township, village] => format!("村（社区）请写在乡镇（街道）后面的列表里：{township}: [{village}]"),
            _ => "请去掉斜杠".to_owned(),
        };
        refuse_slash(diagnostics, &name, &help);
        let mut township = read_township(diagnostics, source, name, node);
        township.is_whole = diagnostics.count(Severity::Error) == before;
        townships.push(township);
    }
    let names: Vec<_> = townships.iter().map(|township| (&township.name, &township.slug)).collect();
    report_shared_slugs(diagnostics, &names);
    townships
}

fn read_township(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    name: Written<String>,
    node: Node,
) -> TownshipRecord {
    let mut fields = match node.value {
        Value::Map(pairs) => Fields::new(diagnostics, source, name.place.span, TOWNSHIP_KEYS, pairs),
        _ => {
            let slug = made_slug(diagnostics, &name, "湖东街道: {slug: hudong, villages: [青禾社区]}");
            return with_villages(diagnostics, source, name, slug, Some(node));
        }
    };
    let slug = slug_or(&mut fields, &name, "slug: hudong");
    let villages = fields.node("villages");
    with_villages(diagnostics, source, name, slug, villages)
}

fn with_villages(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    name: Written<String>,
    slug: String,
    node: Option<Node>,
) -> TownshipRecord {
    let villages = read_villages(diagnostics, source, node);
    let names: Vec<_> = villages.iter().map(|village| (&village.name, &village.slug)).collect();
    report_shared_slugs(diagnostics, &names);
    TownshipRecord { name, slug, villages, is_whole: true }
}

/// The slug of a mapping inside a file: as written in `slug`, else made from the name.
fn slug_or(fields: &mut Fields<'_>, name: &Written<String>, example: &str) -> String {
    if !fields.has("slug") {
        return made_slug(fields.diagnostics(), name, example);
    }
    // A slug that is no text is reported as that.
    let Some(written) = fields.text("slug") else { return slugify(&name.value) };
    if !is_slug(&written.value) {
        let made = slugify(&written.value);
        let hint = if is_slug(&made) { format!("，例如 {made}") } else { String::new() };
        let help = format!("请只用小写字母、数字和半角减号{hint}；也可以删去这一项，由程序按名称取");
        let message = format!("「{}」不能作网址名", written.value);
        fields.report(Code::InvalidSlug, written.place.span, message, help);
    }
    written.value
}

/// The slug that a name gives; a name that gives none is reported.
fn made_slug(diagnostics: &mut Diagnostics, name: &Written<String>, example: &str) -> String {
    let slug = slugify(&name.value);
    if !is_slug(&slug) && !name.value.is_empty() {
        let message = format!("「{}」取不出网址名", name.value);
        diagnostics.report(Code::InvalidSlug, name.place.clone(), message, format!("请写明 slug，例如 {example}"));
    }
    slug
}

/// Names with commas between them as a list, whatever stands around them all or around each.
fn list_of(value: &Value) -> Option<String> {
    const OPENING: &str = "（(［[【｛{";
    const CLOSING: &str = "）)］]】｝}。";
    const QUOTES: &str = "“”‘’\"'";
    let Value::Text(text) = value else { return None };
    let inner = text.trim().trim_start_matches(|c| OPENING.contains(c)).trim_end_matches(|c| CLOSING.contains(c));
    let names = inner.split(['，', '、', ',']).map(|name| name.trim().trim_matches(|c| QUOTES.contains(c)));
    let names: Vec<&str> = names.collect();
    let is_bare = |name: &&str| !name.is_empty() && !name.contains(|c| [OPENING, CLOSING, QUOTES].concat().contains(c));
    (names.len() > 1 && names.iter().all(is_bare)).then(|| format!("[{}]", names.join(", ")))
}

fn read_villages(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, node: Option<Node>) -> Vec<VillageRecord> {
    let items = match node {
        None | Some(Node { value: Value::Null, .. }) => return Vec::new(),
        Some(Node { value: Value::List(items), .. }) => items,
        Some(node) => {
            let list = list_of(&node.value);
            let help = list.as_ref().map_or_else(
                || "请写成列表，例如：湖东街道: [青禾社区, 柳溪村]".to_owned(),
                |list| format!("请改成 {list}"),
            );
            let edit = list.map(|list| Edit::new(node.span.start, node.span.end, list));
            let place = Place::new(source, node.span);
            let wrong = Diagnostic::new(Code::WrongType, place, "这里应当是村（社区）的列表", help);
            diagnostics.push(wrong.with_edit(edit));
            return Vec::new();
        }
    };
    let mut villages: Vec<VillageRecord> = Vec::new();
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    for item in items {
        let Some(village) = read_village(diagnostics, source, item) else { continue };
        let Written { value: name, place } = &village.name;
        refuse_slash(diagnostics, &village.name, "请去掉斜杠；本来是两个村（社区）的，请用逗号分开写");
        if let Some(first) = first.get(name) {
            let message = format!("「{name}」写了两次，另一次在 {}", first.describe());
            diagnostics.report(Code::DuplicateKey, place.clone(), message, "请删去一个");
            continue;
        }
        first.insert(name.clone(), place.clone());
        villages.push(village);
    }
    villages
}

fn read_village(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, item: Node) -> Option<VillageRecord> {
    let place = Place::new(source, item.span);
    match item.value {
        Value::Text(name) if !name.trim().is_empty() => {
            let name = Written { value: name.trim().to_owned(), place };
            let slug = made_slug(diagnostics, &name, &format!("{{name: {}, slug: xinqiao}}", name.value));
            Some(VillageRecord { name, slug, groups: Vec::new() })
        }
        Value::Map(pairs) => {
            let span = pairs.first().map_or(item.span, |(key, _)| key.span);
            let mut fields = Fields::new(diagnostics, source, span, VILLAGE_KEYS, pairs);
            let name = fields.needed_text("name", "青禾社区");
            let slug = slug_or(&mut fields, &name, "slug: xinqiao");
            let groups = fields.texts("groups", true).into_iter().map(|group| group.value).collect();
            // A village without a name was reported as that.
            (!name.value.is_empty()).then_some(VillageRecord { name, slug, groups })
        }
        _ => {
            let help = "请写村（社区）的名字，或 {name: 名字, groups: [小组]}";
            diagnostics.report(Code::WrongType, place, "这里应当是一个村（社区）的名字", help);
            None
        }
    }
}

/// What stands between a township and its village where a case names its unit.
const SLASHES: [char; 2] = ['/', '／'];

/// Reports a name that no case could name.
fn refuse_slash(diagnostics: &mut Diagnostics, name: &Written<String>, help: &str) {
    if name.value.contains(SLASHES) {
        let message = format!("单位的名称「{}」里有斜杠", name.value);
        diagnostics.report(Code::SlashInName, name.place.clone(), message, help);
    }
}

fn report_shared_slugs(diagnostics: &mut Diagnostics, names: &[(&Written<String>, &String)]) {
    // A slug that is none is reported as that.
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, slug) in names.iter().filter(|(_, slug)| is_slug(slug)) {
        let Some(other) = first.get(slug.as_str()) else {
            first.insert(slug, &name.value);
            continue;
        };
        let message = format!("「{other}」和「{}」的网址名都是 {slug}", name.value);
        let help = "请给其中一个写明 slug，例如 {name: 新桥村, slug: xinqiao-2}";
        diagnostics.report(Code::AddressTaken, name.place.clone(), message, help);
    }
}
