//! Keys of lines, and what the lines above say of them; enter at [`key_of`] and [`Above`].

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::decode::lines_with_start;
use super::open::Open;
use super::stray::{is_sentence, without_colon};
use super::values::{holds_items, is_list};
use super::{Slip, content_start, indent_of, is_empty_value, is_odd_space};
use crate::model::characters::is_unseen;
use crate::model::{Code, Span};

/// A key and the colon after it, as bytes of the line; the colon may be a full-width one.
#[derive(Clone, Copy)]
pub(super) struct KeyColon<'a> {
    pub(super) name: &'a str,
    pub(super) colon: usize,
    /// Just after the colon.
    pub(super) end: usize,
    pub(super) full_width: bool,
}

/// The key of a line, as far as that can be told from the line alone.
pub(super) fn key_of(line: &str) -> Option<KeyColon<'_>> {
    let (start, key) = (content_start(line), word_before_colon(line)?);
    // Deeper lines may be the rest of a long text, where a full-width colon is the writer's own; items may be texts.
    let is_item = start > indent_of(line);
    let may_be_text = start > 0 && (key.full_width || is_item) && !key.is_spaced(line) && !is_nested_key(key.name);
    (!may_be_text).then_some(key)
}

/// Whether a line begins with a known key and a colon as YAML has it: hardly a line of a write-up.
pub(in crate::source) fn is_known_key(line: &str) -> bool {
    let key = key_of(line).filter(|_| content_start(line) == 0);
    key.is_some_and(|key| key.is_spaced(line) && FIRST_LEVEL.contains(key.name))
}

/// Whether a line is a key of front matter: a known one, or a word before a colon and a space.
pub(in crate::source) fn is_key(line: &str) -> bool {
    let key = key_of(line).filter(|_| content_start(line) == 0);
    key.is_some_and(|key| key.is_spaced(line) || FIRST_LEVEL.contains(key.name))
}

/// So far from its first character the colon of a key is looked for, blanks between them included.
const FAR: usize = 64;

/// A short word before the first colon of either width.
fn word_before_colon(line: &str) -> Option<KeyColon<'_>> {
    let start = content_start(line);
    let (offset, colon) = line[start..].char_indices().take(FAR).find(|&(_, c)| c == ':' || is_wide_colon(c))?;
    let name = line[start..start + offset].trim_matches(|c: char| c == ' ' || c == '\t' || is_odd_space(c));
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '(' | ')' | '（' | '）') || is_unseen(c);
    let is_key = !name.is_empty() && name.chars().count() <= 16 && name.chars().all(is_word);
    let key =
        KeyColon { name, colon: start + offset, end: start + offset + colon.len_utf8(), full_width: colon != ':' };
    is_key.then_some(key)
}

/// What other input methods and fonts have for a colon.
pub(super) fn is_wide_colon(c: char) -> bool {
    matches!(c, '：' | '﹕' | '︰' | '∶' | '꞉')
}

impl KeyColon<'_> {
    /// Whether YAML itself takes it for a key: a plain colon before a space or the line's end.
    pub(super) fn is_spaced(&self, line: &str) -> bool {
        let after = line[self.end..].chars().next();
        !self.full_width && after.is_none_or(|c| matches!(c, ' ' | '\t') || is_odd_space(c))
    }
}

/// The last line that stood by itself, as far as the next one depends on it.
#[derive(Default)]
pub(super) struct Above<'a> {
    /// The key without a value that the next lines belong to.
    empty: Option<&'a str>,
    /// Whether it was a key of the first level with its value; before any line, whether such keys follow that stand
    /// where they should.
    pub(super) is_complete: bool,
    /// The last key of the first level.
    pub(super) last: Option<&'a str>,
    /// Whether the last line was indented, by whatever.
    pub(super) is_indented: bool,
    /// The line itself, and its first byte.
    pub(super) line: (usize, &'a str),
    /// Whether it belongs to a mapping.
    is_in_mapping: bool,
}

impl<'a> Above<'a> {
    /// Above the first of all lines.
    pub(super) fn first_of(lines: &[(usize, &'a str)]) -> Self {
        let is_level =
            |line: &str| indent_of(line) == 0 && key_of(line).is_some_and(|key| FIRST_LEVEL.contains(key.name));
        Self { is_complete: lines.iter().any(|(_, line)| is_level(line)), ..Self::default() }
    }

    /// The key of a line, where what is above lets it have one: below `source:` an address is no key.
    pub(super) fn key_in<'b>(&self, line: &'b str) -> Option<KeyColon<'b>> {
        let holds_text = self.empty.is_some_and(|name| !MAPPINGS.contains(name));
        let is_text = |key: &KeyColon<'_>| holds_text && !key.is_spaced(line) && !is_nested_key(key.name);
        let is_plain = self.is_in_mapping && indent_of(line) > 0 && content_start(line) == indent_of(line);
        let key = if is_plain {
            word_before_colon(line).filter(|key| !line[key.end..].starts_with("//"))
        } else {
            key_of(line)
        };
        key.filter(|key| indent_of(line) == 0 || !is_text(key))
    }

    /// A key of the first level that is indented below another one that has its value already.
    pub(super) fn indented_key(&self, line: &str, open: &Open) -> Option<Slip> {
        let text = line.trim_start_matches([' ', '\t']);
        let first = line.chars().next().filter(|_| text.len() < line.len())?;
        if !self.is_complete || !matches!(open, Open::Nothing | Open::Plain(0)) {
            return None;
        }
        key_of(text).filter(|key| key.is_spaced(text) && FIRST_LEVEL.contains(key.name))?;
        let code = if first == '\t' { Code::TabIndent } else { Code::YamlSyntax };
        let help = format!("请改成「{}」", text.trim_end());
        let slip = Slip::at(line, 0, code, "这一行开头多了空格，请顶格写", help);
        Some(slip.mended(0, line.len() - text.len(), ""))
    }

    /// Whether a line of this indent may begin with a key.
    pub(super) fn may_have_key(&self, indent: usize) -> bool {
        indent == 0 || self.is_in_mapping
    }

    /// Whether a line belongs to a mapping of any keys.
    pub(super) fn is_free(&self, line: &str) -> bool {
        indent_of(line) > 0 && self.is_in_mapping && self.last.is_some_and(is_free_mapping)
    }

    pub(super) fn expects_list(&self) -> bool {
        self.empty.is_some()
    }

    /// Whether the lines below the last key are a list, or may be one.
    pub(super) fn expects_items(&self) -> bool {
        self.empty.is_some_and(holds_items)
    }

    /// The last key, where the lines below it are a list of texts.
    pub(super) fn of_texts(&self) -> Option<&'a str> {
        self.empty.filter(|key| is_list(key))
    }

    /// Notes a line that stands by itself; `start` is its first byte.
    pub(super) fn enter(&mut self, line: &'a str, key: Option<KeyColon<'a>>, start: usize) {
        self.is_indented = line.starts_with(|c: char| c.is_whitespace() || is_unseen(c));
        self.line = (start, line);
        let is_item = content_start(line) > indent_of(line);
        let Some(key) = key.filter(|_| !(is_item && self.of_texts().is_some())) else { return };
        let is_empty = is_empty_value(&line[key.end..]);
        self.empty = is_empty.then_some(key.name);
        if content_start(line) == 0 {
            self.is_complete = !is_empty;
            self.is_in_mapping = is_empty && is_mapping(key.name);
            self.last = Some(key.name);
        }
    }
}

/// The lines that belong to a key of the first level, one of which holds a byte, and where its name stands. None where
/// what belongs together cannot be told.
pub(super) fn entry(text: &str, at: usize) -> Option<(Range<usize>, Option<Span>)> {
    let start_before = |end: usize| text[..end].rfind('\n').map_or(0, |end| end + 1);
    let line_at = |start: usize| text[start..].split('\n').next().unwrap_or_default();
    let is_text = |line: &str| line.starts_with(|c: char| c.is_alphanumeric() || "“《".contains(c));
    let is_inner =
        |line: &str| line.is_empty() || line.starts_with(|c| matches!(c, ' ' | '\t' | '#' | '-') || is_odd_space(c));
    let own = |line| key_of(line).filter(|key| !is_sentence(line, *key)).map(|key| key.name);
    let name = |line| own(line).or_else(|| without_colon(line).map(|(name, _)| name));
    let mut start = start_before(at);
    if line_at(start).starts_with("---") {
        return None;
    }
    while start > 0 && (is_inner(line_at(start)) || is_text(line_at(start)) && name(line_at(start)).is_none()) {
        start = start_before(start - 1);
    }
    let line = Some(line_at(start)).filter(|line| is_text(line))?;
    let key = name(line).and_then(|name| Some((start + line.find(name)?, name.len())));
    let next = start + line.len() + 1;
    let below = lines_with_start(text.get(next..).unwrap_or_default());
    let end = below.filter(|(_, line)| is_text(line) && name(line).is_some()).map(|(start, _)| next + start).next();
    Some((start..end.unwrap_or(text.len()), key.map(|(at, length)| Span::new(at, at + length))))
}

/// Names that are looked up for every line.
pub(super) type Names = LazyLock<HashSet<&'static str>>;

/// The keys that hold mappings of their own, so that the lines below them start with keys.
static MAPPINGS: Names = LazyLock::new(|| {
    "extra 其他信息 presenter 汇报人 withdrawn 撤下 stages 程序 gov 政府网站标签 \
    policy 加分规则 limits 上限 select 选取"
        .split_whitespace()
        .collect()
});

pub(super) fn is_mapping(key: &str) -> bool {
    MAPPINGS.contains(key)
}

/// Whether a key holds a mapping of any keys.
pub(super) fn is_free_mapping(key: &str) -> bool {
    matches!(key, "extra" | "其他信息")
}

/// Whether a key can stand at the first level.
pub(super) fn is_first_level_key(key: &str) -> bool {
    FIRST_LEVEL.contains(key)
}

/// Whether a key can stand at the first level only.
pub(super) fn is_first_level(key: &str) -> bool {
    FIRST_LEVEL.contains(key) && !is_nested_key(key)
}

/// The keys of the first level that lines begin with.
pub(super) fn first_level_names<'a>(lines: &[(usize, &'a str)]) -> HashSet<&'a str> {
    let keys = lines.iter().filter(|(_, line)| content_start(line) == 0).filter_map(|(_, line)| key_of(line));
    keys.map(|key| key.name).collect()
}

/// The key in the other language, of those that both have.
pub(super) fn other_name(key: &str) -> Option<&'static str> {
    let words: Vec<&str> = FIRST_LEVEL_WORDS.split_whitespace().collect();
    let pair = |pair: &[&'static str]| match *pair {
        [name, alias] if name.is_ascii() && !alias.is_ascii() => {
            if name == key {
                Some(alias)
            } else {
                Some(name).filter(|_| alias == key)
            }
        }
        _ => None,
    };
    words.windows(2).find_map(pair)
}

/// The keys of the first level in articles and settings.
static FIRST_LEVEL: Names = LazyLock::new(|| FIRST_LEVEL_WORDS.split_whitespace().collect());

/// The same, most of them with their names in Chinese behind them.
const FIRST_LEVEL_WORDS: &str = "title 标题 theme 主题 dimension 维度 competition 场次 result 结果 bonus 加分 rank 名次 \
    tie 并列 award 奖项 entries 参赛记录 unit 单位 presenter 汇报人 track 申报方式 format 比武形式 date 日期 \
    expires 失效 summary 摘要 cover 封面 tags 标签 honors 荣誉 funding 资金补助 site_type 示范点 source 来源 \
    author 作者 slug 网址名 aliases 旧网址 draft 草稿 withdrawn 撤下 extra 其他信息 \
    id 编号 level 级别 host 承办 quarter 季度 dimensions formats stages 程序 criteria 考评标准 scores 评分表 \
    scoring 计分方法 published 公布日期 results name 站名 base_url 网址 organization 主办单位 district 区名 \
    外观 policy 加分规则 sections 章节 platforms 平台 gov 政府网站标签 footer 页脚 limits 上限 raw_html public 公开信息 search 搜索";

/// The keys that stand below others in front matter.
pub(super) fn is_nested_key(name: &str) -> bool {
    static NESTED: Names = LazyLock::new(|| {
        " name role date reason points look_for case result rank award competition track format bonus tie \
        姓名 职务 日期 原因 名称 分值 看点 案例 结果 名次 奖项 场次 申报方式 比武形式 加分 并列 比武申报 现场比武 集中评议 领导小组评定 \
        slug villages groups 网址名 村 id kind select icp police contact \
        implies 包含 grant_min 最低补助 same_case 同一案例 operator level 级别 since 起始 种类 选取 编号 ".split_whitespace().collect()
    });
    NESTED.contains(name)
}
