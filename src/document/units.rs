//! `units.yaml`: the townships and their villages.

use std::sync::Arc;

use super::fields::{Fields, KeyTable};
use crate::domain::{is_slug, slugify};
use crate::model::{Code, Diagnostics, Place, SourceText, Written};
use crate::source::yaml::{Key, Node, Value};

const TOWNSHIP_KEYS: KeyTable = &[("slug", "网址名"), ("villages", "村")];

const VILLAGE_KEYS: KeyTable = &[("name", "名称"), ("slug", "网址名"), ("groups", "村民小组")];

/// A township and its villages.
#[derive(Debug)]
pub struct TownshipRecord {
    /// The name.
    pub name: Written<String>,
    /// The slug, written or made from the name.
    pub slug: String,
    /// The villages.
    pub villages: Vec<VillageRecord>,
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
        let place = Place::new(source, key.span);
        let slug = slugify(&key.text);
        let name = Written { value: key.text, place };
        if let Some(first) = townships.iter().find(|township| township.name.value == name.value) {
            let message = format!("「{}」写了两次，另一次在 {}", name.value, first.name.place.describe());
            diagnostics.report(Code::DuplicateKey, name.place, message, "请并成一处");
            continue;
        }
        townships.push(read_township(diagnostics, source, name, slug, node));
    }
    let names: Vec<_> = townships.iter().map(|township| (&township.name, &township.slug)).collect();
    report_shared_slugs(diagnostics, &names);
    townships
}

fn read_township(
    diagnostics: &mut Diagnostics,
    source: &Arc<SourceText>,
    name: Written<String>,
    slug: String,
    node: Node,
) -> TownshipRecord {
    let (slug, villages) = match node.value {
        Value::Map(pairs) => {
            let mut fields = Fields::new(diagnostics, source, name.place.span, TOWNSHIP_KEYS, pairs);
            let slug = if fields.has("slug") { fields.slug().value } else { slug };
            (slug, fields.node("villages"))
        }
        _ => (slug, Some(node)),
    };
    let villages = read_villages(diagnostics, source, villages);
    let names: Vec<_> = villages.iter().map(|village| (&village.name, &village.slug)).collect();
    report_shared_slugs(diagnostics, &names);
    let is_own = slug == slugify(&name.value);
    if !is_slug(&slug) && is_own {
        let help = "请写一行 slug，例如 slug: hudong";
        diagnostics.report(Code::InvalidSlug, name.place.clone(), format!("「{}」取不出网址名", name.value), help);
    }
    TownshipRecord { name, slug, villages }
}

fn read_villages(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, node: Option<Node>) -> Vec<VillageRecord> {
    let items = match node {
        None | Some(Node { value: Value::Null, .. }) => return Vec::new(),
        Some(Node { value: Value::List(items), .. }) => items,
        Some(node) => {
            let help = "请写成列表，例如：湖东街道: [青禾社区, 柳溪村]";
            diagnostics.report(Code::WrongType, Place::new(source, node.span), "这里应当是村（社区）的列表", help);
            return Vec::new();
        }
    };
    let mut villages: Vec<VillageRecord> = Vec::new();
    for item in items {
        let Some(village) = read_village(diagnostics, source, item) else { continue };
        if let Some(first) = villages.iter().find(|known| known.name.value == village.name.value) {
            let message = format!("「{}」写了两次，另一次在 {}", village.name.value, first.name.place.describe());
            diagnostics.report(Code::DuplicateKey, village.name.place, message, "请删去一个");
            continue;
        }
        villages.push(village);
    }
    villages
}

fn read_village(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, item: Node) -> Option<VillageRecord> {
    let place = Place::new(source, item.span);
    match item.value {
        Value::Text(name) if !name.trim().is_empty() => {
            let name = name.trim().to_owned();
            Some(VillageRecord { slug: slugify(&name), name: Written { value: name, place }, groups: Vec::new() })
        }
        Value::Map(pairs) => {
            let span = pairs.first().map_or(item.span, |(key, _)| key.span);
            let mut fields = Fields::new(diagnostics, source, span, VILLAGE_KEYS, pairs);
            let name = fields.needed_text("name", "青禾社区");
            let slug = if fields.has("slug") { fields.slug().value } else { slugify(&name.value) };
            let groups = fields.texts("groups", true).into_iter().map(|group| group.value).collect();
            Some(VillageRecord { name, slug, groups })
        }
        _ => {
            let help = "请写村（社区）的名字，或 {name: 名字, groups: [小组]}";
            diagnostics.report(Code::WrongType, place, "这里应当是一个村（社区）的名字", help);
            None
        }
    }
}

fn report_shared_slugs(diagnostics: &mut Diagnostics, names: &[(&Written<String>, &String)]) {
    for (at, (name, slug)) in names.iter().enumerate() {
        let Some((other, _)) = names[..at].iter().find(|(_, known)| known == slug) else { continue };
        let message = format!("「{}」和「{}」的网址名都是 {slug}", other.value, name.value);
        let help = "请给其中一个写明 slug，例如 {name: 新桥村, slug: xinqiao-2}";
        diagnostics.report(Code::AddressTaken, name.place.clone(), message, help);
    }
}
