//! Keys that the table does not have: which was most likely meant.

use unicode_normalization::UnicodeNormalization;

use super::Fields;
use crate::document::keys::{KeyRow, Shape};
use crate::model::{Code, Diagnostic, Edit, Place, han, nearest};
use crate::source::yaml::{Key, Value};

/// What people call a key otherwise, and its name.
const OTHERWISE: [(&str, &str); 26] = [
    ("题目", "标题"),
    ("案例名称", "标题"),
    ("名称", "标题"),
    ("name", "title"),
    ("村", "单位"),
    ("社区", "单位"),
    ("村（社区）", "单位"),
    ("报送单位", "单位"),
    ("申报单位", "单位"),
    ("所属单位", "单位"),
    ("类别", "维度"),
    ("领域", "维度"),
    ("category", "dimension"),
    ("比武", "场次"),
    ("届次", "场次"),
    ("季度", "场次"),
    ("quarter", "competition"),
    ("期次", "场次"),
    ("时间", "日期"),
    ("发布日期", "日期"),
    ("发布时间", "日期"),
    ("关键词", "标签"),
    ("简介", "摘要"),
    ("概要", "摘要"),
    ("主讲人", "汇报人"),
    ("展示人", "汇报人"),
];

impl Fields<'_> {
    /// The key that is written in capitals, full-width letters or traditional characters, which is reported.
    pub(super) fn in_other_letters(&mut self, key: &Key) -> Option<&'static KeyRow> {
        let plain = simplified(&key.text.nfkc().collect::<String>().to_lowercase());
        let row = self.keys.iter().find(|row| row.is_written(&plain))?;
        let place = Place::new(&self.source, key.span);
        let message = format!("没有「{}」这一项", key.text);
        let letters = if plain.is_ascii() { "请用半角小写字母" } else { "请用简体字" };
        let unknown = Diagnostic::new(Code::UnknownKey, place, message, format!("是不是想写「{plain}」？{letters}"));
        let is_as_written = self.source.slice(key.span) == key.text;
        let edit = is_as_written.then(|| Edit::new(key.span.start, key.span.end, plain));
        self.diagnostics.push(unknown.with_edit(edit));
        Some(row)
    }

    pub(super) fn report_unknown(&mut self, key: &Key) {
        // Of equally near ones, what is not written yet is the likelier.
        let is_written = |name: &str| self.pairs.iter().any(|(known, ..)| *known == name);
        let (written, free): (Vec<&KeyRow>, Vec<_>) = self.keys.iter().partition(|row| is_written(row.name));
        let mut otherwise = OTHERWISE.iter().filter(|(other, _)| *other == key.text).map(|(_, name)| *name);
        let otherwise = otherwise.find(|name| free.iter().any(|row| row.is_written(name)));
        let parent = self.parent(&key.text);
        let near = otherwise
            .or_else(|| nearest(&key.text, free.iter().chain(&written).flat_map(|row| [row.name, row.alias])))
            .filter(|_| parent.is_none());
        let meant = self.keys.iter().find(|row| near.is_some_and(|near| row.is_written(near)));
        self.unread.extend(meant.map(|row| row.name));
        let help = match near {
            Some(near) if meant.is_some_and(|row| is_written(row.name)) => {
                format!("很像「{near}」，而它已经写了；请删去这一行，或改成本来要写的名称")
            }
            Some(near) => format!("是不是想写「{near}」？"),
            None if let Some(parent) = parent => {
                format!("「{}」是「{parent}」里的一项：请写在「{parent}:」的下一行，前面空两格", key.text)
            }
            None => {
                let names: Vec<&str> = self.keys.iter().map(KeyRow::chinese).collect();
                format!("这里可以写：{}", names.join("、"))
            }
        };
        let place = Place::new(&self.source, key.span);
        self.diagnostics.report(Code::UnknownKey, place, format!("没有「{}」这一项", key.text), help);
    }

    /// The key whose mapping has this one. A name may be a title's, unless the key of a mapping stands there empty.
    fn parent(&self, key: &str) -> Option<&'static str> {
        let holds = |row: &&KeyRow| matches!(row.shape, Shape::Map(keys) if keys.iter().any(|row| row.is_written(key)));
        let parent = self.keys.iter().find(holds)?;
        let is_empty = || self.pairs.iter().any(|(name, _, node)| *name == parent.name && node.value == Value::Null);
        (!OTHERWISE.iter().any(|(other, _)| *other == key) || is_empty()).then(|| parent.chinese())
    }
}

/// The text in simplified characters.
fn simplified(text: &str) -> String {
    let simple = |c: char| han::pairs().find(|(from, _)| *from == c).map_or(c, |(_, to)| to);
    text.chars().map(|c| if c.is_ascii() { c } else { simple(c) }).collect()
}
