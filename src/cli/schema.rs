//! `schema`: what may be written, as JSON Schema (draft-07) for editors.
//!
//! The keys come from the tables that the parser itself reads by; names of dimensions and the like from the archive.

mod files;

use std::path::Path;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::args::SchemaArgs;
use super::known::Known;
use super::{Console, Exit};
use crate::archive::SITE_KEYS;
use crate::document::keys::{KeyRow, KeyTable, Kind, Shape};
use crate::document::{CASE_KEYS, COMPETITION_KEYS, PAGE_KEYS, TOWNSHIP_KEYS, VILLAGE_KEYS};
use crate::model::limits::Limit;

/// What kind of file a schema is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaKind {
    #[value(alias = "案例")]
    Case,
    #[value(alias = "比武")]
    Competition,
    #[value(alias = "页面")]
    Page,
    #[value(alias = "单位表")]
    Units,
    #[value(alias = "设置")]
    Site,
}

/// All schemas: the kind, its file's name without the ending, what it is for.
const ALL: [(SchemaKind, &str, &str); 5] = [
    (SchemaKind::Case, "case", "案例的前言"),
    (SchemaKind::Competition, "competition", "比武的前言"),
    (SchemaKind::Page, "page", "其他页面的前言"),
    (SchemaKind::Units, "units", "单位表 content/units.yaml"),
    (SchemaKind::Site, "site", "全站设置 content/site.yaml"),
];

const DAY: &str = r"\d{4}-\d{2}-\d{2}";

/// Prints one schema, or writes all of them where editors look.
pub(super) fn run(console: &mut Console, root: &Path, args: &SchemaArgs) -> Exit {
    let known = Known::read(root);
    match args.kind {
        Some(kind) => {
            console.print(&text(&known, kind));
            Exit::Done
        }
        None => files::write(console, root, &known),
    }
}

/// A schema as a file.
fn text(known: &Known, kind: SchemaKind) -> String {
    format!("{:#}\n", schema(known, kind))
}

fn schema(known: &Known, kind: SchemaKind) -> Value {
    let body = match kind {
        SchemaKind::Case => case(known),
        SchemaKind::Competition => mapping(known, COMPETITION_KEYS),
        SchemaKind::Page => mapping(known, PAGE_KEYS),
        SchemaKind::Units => units(known),
        SchemaKind::Site => mapping(known, SITE_KEYS),
    };
    let mut schema = json!({"$schema": "http://json-schema.org/draft-07/schema#"});
    let about = ALL.iter().find(|(known, ..)| *known == kind).map_or("", |(_, _, about)| about);
    schema["title"] = format!("擂台：{about}").into();
    for (key, value) in body.as_object().into_iter().flatten() {
        schema[key] = value.clone();
    }
    schema
}

/// A case names its competition, or has entries that do.
fn case(known: &Known) -> Value {
    let mut schema = mapping(known, CASE_KEYS);
    let of = |name: &str| CASE_KEYS.iter().filter(|row| row.name == name).flat_map(either).collect::<Vec<_>>();
    let any = [of("competition"), of("entries")].concat();
    if let Some(all) = schema["allOf"].as_array_mut() {
        all.push(json!({"anyOf": any}));
    }
    schema
}

/// A township is a list of villages, or a mapping with that list.
fn units(known: &Known) -> Value {
    let village = json!({"anyOf": [{"type": "string"}, mapping(known, VILLAGE_KEYS)]});
    let list = json!({"type": ["array", "null"], "items": village, "description": "村（社区）的列表"});
    let mut township = mapping(known, TOWNSHIP_KEYS);
    for row in TOWNSHIP_KEYS.iter().filter(|row| row.name == "villages") {
        township["properties"][row.name] = list.clone();
        township["properties"][row.alias] = list.clone();
    }
    json!({"type": "object", "additionalProperties": {"anyOf": [list, township]}})
}

/// A mapping of these keys, each under both its names.
fn mapping(known: &Known, keys: KeyTable) -> Value {
    let mut properties = Map::new();
    for row in keys {
        let other = if row.alias.is_empty() { String::new() } else { format!("（{} = {}）", row.name, row.alias) };
        let mut schema = shape(known, row.shape);
        if !row.is_needed {
            schema = or_nothing(schema);
        }
        schema["description"] = format!("{}{other}", row.about).into();
        for name in [row.name, row.alias].into_iter().filter(|name| !name.is_empty()) {
            properties.insert(name.to_owned(), schema.clone());
        }
    }
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    let needed: Vec<Value> = keys.iter().filter(|row| row.is_needed).map(|row| json!({"anyOf": either(row)})).collect();
    if !needed.is_empty() {
        schema["allOf"] = needed.into();
    }
    schema
}

/// What each of the two names of a key requires.
fn either(row: &KeyRow) -> Vec<Value> {
    let names = [row.name, row.alias].into_iter().filter(|name| !name.is_empty());
    names.map(|name| json!({"required": [name]})).collect()
}

/// A key without a value is one that is left out.
fn or_nothing(mut schema: Value) -> Value {
    if let Some(types) = schema.get_mut("type") {
        let known = types.as_array().cloned().unwrap_or_else(|| vec![types.clone()]);
        *types = known.into_iter().chain(["null".into()]).collect();
    } else if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
    } else if let Some(any) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        any.push(json!({"type": "null"}));
    }
    schema
}

/// What may stand behind a key.
fn shape(known: &Known, shape: Shape) -> Value {
    match shape {
        Shape::Text => json!({"type": "string"}),
        Shape::Loose => json!({"type": ["string", "number"]}),
        Shape::Texts => one_or_several(&json!({"type": "string"})),
        Shape::LooseTexts => one_or_several(&json!({"type": ["string", "number"]})),
        Shape::Pattern(pattern, example) => written_as(pattern, example),
        Shape::Day => written_as(&format!("^{DAY}$"), "2026-07-05"),
        Shape::Days => written_as(&format!(r"^{DAY}( *\.\. *{DAY})?$"), "2026-07-05..2026-07-20"),
        Shape::Decimal => json!({"type": ["number", "string"], "minimum": 0, "pattern": r"^\d+(\.\d+)?$"}),
        Shape::Whole => json!({"type": ["integer", "string"], "minimum": 1, "pattern": r"^\d+$"}),
        Shape::Limit(Limit { usual, most, .. }) => json!({
            "type": ["integer", "string"],
            "minimum": 1,
            "maximum": most,
            "pattern": r"^\d+$",
            "default": usual,
        }),
        Shape::Flag => json!({"enum": [true, false, "是", "否"]}),
        Shape::Choice(words) => json!({"enum": words()}),
        Shape::Choices(words) => one_or_several(&json!({"enum": words()})),
        Shape::Name(kind) => name(known, kind),
        Shape::Names(kind) => one_or_several(&name(known, kind)),
        Shape::Map(keys) => mapping(known, keys),
        Shape::Maps(keys) => one_or_several(&mapping(known, keys)),
        Shape::AnyTexts => json!({"type": "object", "additionalProperties": {"type": ["string", "number"]}}),
        Shape::Anything => json!({"type": "object"}),
    }
}

fn one_or_several(one: &Value) -> Value {
    json!({"anyOf": [one, {"type": "array", "items": one}]})
}

fn written_as(pattern: &str, example: &str) -> Value {
    json!({
        "type": "string",
        "pattern": pattern,
        "patternErrorMessage": format!("请写成 {example} 这样"),
        "examples": [example],
    })
}

/// Dimensions and results are those of `site.yaml`; units and competitions are shown as they are now, since new ones
/// are added all the time.
fn name(known: &Known, kind: Kind) -> Value {
    let open = |examples: Vec<String>| json!({"type": ["string", "number"], "examples": examples});
    match kind {
        Kind::Dimension => json!({"enum": known.dimensions}),
        Kind::Outcome => json!({"enum": known.outcomes}),
        Kind::Unit => open(known.units()),
        Kind::Competition => open(known.competitions().map(ToString::to_string).collect()),
    }
}
