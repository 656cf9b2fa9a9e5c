//! Slips that show in a line and the one above or below it; enter at [`slip`] and [`dash_below`].

use super::super::front_matter::looks_like_fence;
use super::brackets::{tidy, without_separators};
use super::keys::{
    Above, KeyColon, is_first_level_key, is_free_mapping, is_mapping, is_nested_key, is_wide_colon, key_of,
};
use super::quotes::quoted;
use super::values::is_list;
use super::wide::wide_list;
use super::{Slip, brackets, content_start, indent_of, is_odd_space, is_remark};
use crate::model::characters::is_unseen;
use crate::model::{Code, Edit};

/// The slip of a line that stands by itself; `next` is the one below.
pub(super) fn slip(line: &str, key: KeyColon<'_>, above: &Above<'_>, next: &str) -> Option<Slip> {
    let start = line.len() - line[key.end..].trim_start().len();
    let value = line[start..].trim_end();
    if key.full_width || value.is_empty() {
        return None;
    }
    pairs(line, key, start).or_else(|| item_beside(line, key, start, next)).or_else(|| pair_for_text(line, key, above))
}

/// A known key with blanks within it, or in brackets: `标　题：红提`, `【标题】红提`.
pub(super) fn unlike_key(line: &str) -> Option<Slip> {
    let start = indent_of(line);
    let text = line[start..].trim_end();
    let is_blank = |c: char| matches!(c, ' ' | '\t') || is_odd_space(c);
    let in_brackets = || {
        let (name, value) =
            text.strip_prefix(['【', '［', '《', '[', '“', '「'])?.split_once(['】', '］', '》', ']', '”', '」'])?;
        Some((name.to_owned(), value.trim_start_matches(|c| is_blank(c) || c == ':' || is_wide_colon(c)), start))
    };
    let apart = || {
        let (name, value) = text.split_once(|c| c == ':' || is_wide_colon(c))?;
        let at = start + name.find(is_blank)?;
        let name: String = name.chars().filter(|c| !is_blank(*c)).collect();
        (!name.is_ascii()).then_some((name, value.trim_start_matches(is_blank), at))
    };
    let is_known = |name: &str| is_first_level_key(name) || start > 0 && is_nested_key(name);
    let (name, value, at) = apart().or_else(in_brackets).filter(|(name, ..)| is_known(name))?;
    let cure = format!("{name}: {}", tidy(value));
    let help = format!("请改成「{cure}」：名称、半角冒号、空格、内容");
    let slip = Slip::at(line, at, Code::YamlSyntax, format!("「{name}」这一行的写法不对"), help);
    (!value.is_empty()).then(|| slip.mended(start, start + text.len(), cure))
}

/// A mapping without its brackets: `presenter: name: 张三, role: 书记`.
fn pairs(line: &str, key: KeyColon<'_>, start: usize) -> Option<Slip> {
    let value = line[start..].trim_end();
    let bare = |open, close| value.strip_prefix(open)?.strip_suffix(close);
    let marks = [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】'), ('［', '］')];
    let inner = marks.iter().find_map(|&(open, close)| bare(open, close)).unwrap_or(value);
    let inside = Some(inner).filter(|_| is_mapping(key.name));
    let is_any = |first: &KeyColon<'_>| is_free_mapping(key.name) && (first.full_width || first.is_spaced(inner));
    let first = inside.and_then(key_of).filter(|first| is_nested_key(first.name) || is_any(first))?;
    let cure = brackets::tidy(&format!("{{{}}}", inner.trim()));
    let help = format!("请改成「{}: {cure}」：几项放在花括号里", key.name);
    let at = start + value.find(inner).unwrap_or_default() + first.colon;
    let slip = Slip::at(line, at, Code::ColonInValue, "内容里又出现了一个冒号", help);
    Some(slip.mended(start, start + value.len(), cure))
}

/// The first item of a list beside its key: `tags: - 甲`.
fn item_beside(line: &str, key: KeyColon<'_>, start: usize, next: &str) -> Option<Slip> {
    let item = line[start..].trim_end();
    if !is_list(key.name) || !item.starts_with("- ") {
        return None;
    }
    let indent = if next.trim_start().starts_with("- ") { indent_of(next) } else { 2 };
    let lines = dashed(key.name, &item[2..]).unwrap_or_else(|| vec![item.to_owned()]);
    let help = format!("请把「{}」移到下一行，前面空两格", lines.join("」「"));
    let slip = Slip::at(line, start, Code::YamlSyntax, "列表的第一项要另起一行", help);
    let break_line = format!("\n{}", " ".repeat(indent));
    Some(slip.mended(key.end, line.len(), break_line.clone() + &lines.join(&break_line)))
}

/// Several items on one line, `甲 - 乙`, each with its dash. Honours, addresses and sections may have one of their own.
fn dashed(list: &str, text: &str) -> Option<Vec<String>> {
    const LONGEST: usize = 12;
    let may_be_own = matches!(list, "honors" | "荣誉" | "aliases" | "旧网址" | "sections" | "章节");
    let items: Vec<&str> = text.split(" - ").map(str::trim).collect();
    let is_word = |item: &&str| {
        (1..=LONGEST).contains(&item.chars().count()) && item.chars().all(|c| c.is_alphanumeric() || c == '/')
    };
    (!may_be_own && items.len() > 1 && items.iter().all(is_word))
        .then(|| items.iter().map(|item| format!("- {item}")).collect())
}

/// A line below the key of a list that is an item without its dash, `甲，`, `（1）甲`, `①甲`, or has a comma at its end.
pub(super) fn item(line: &str, above: &Above<'_>, next: &str) -> Option<Slip> {
    let (indent, text) = (indent_of(line), line.trim());
    let is_text = |text: &str| text.starts_with(|c: char| c.is_alphanumeric() || "“‘《「『（(【".contains(c));
    let dash = text.strip_prefix("- ").map(str::trim_start);
    let own = dash.unwrap_or(text);
    if let Some(word) = own.strip_prefix('#').filter(|word| dash.is_some() && is_text(word) && !word.contains(' ')) {
        let list = above.of_texts()?;
        let (start, cure) = (indent + text.len() - own.len(), word.trim_end_matches('#'));
        let help = format!("请改成「- {cure}」；要保留 # 的，请给这一项加上引号");
        let message = format!("「{own}」会当作备注，「{list}」里没有这一项");
        return Some(Slip::at(line, start, Code::CutByHash, message, help).mended(start, line.len(), cure));
    }
    let (start, alone) = (indent + text.len() - own.len(), without_separators(own));
    let goes_on = !is_remark(next) && indent_of(next) > indent;
    let list = above.of_texts().filter(|_| is_text(own) && !goes_on)?;
    if dash.is_some() {
        if let Some(items) = dashed(list, own) {
            let help = format!("请改成「{}」：一行一项", items.join("」「"));
            let at = start + own.find(" - ")? + 1;
            let slip = Slip::at(line, at, Code::YamlSyntax, "一行里写了几项", help);
            return Some(slip.mended(indent, line.len(), items.join(&format!("\n{}", " ".repeat(indent)))));
        }
        let help = format!("请改成「- {alone}」");
        let slip = Slip::at(line, start + alone.len(), Code::FullWidthComma, "内容后面多了一个逗号", help);
        return (alone.len() < own.len()).then(|| slip.mended(start + alone.len(), line.len(), ""));
    }
    let bare = Some(without_number(alone)).filter(|bare| !bare.is_empty())?;
    let is_beside = |line: &str| indent_of(line) == indent && is_text(line.trim_start()) && key_of(line).is_none();
    let is_below_one = is_beside(above.line.1);
    if !is_below_one && key_of(above.line.1).is_none() {
        return None;
    }
    if bare.len() == own.len() && !is_below_one && !is_beside(next) {
        let slip = wide_list(line, start, list, own)?;
        // A value stands deeper than its key.
        let gap = if indent > indent_of(above.line.1) { "" } else { "  " };
        let edit = slip.edit.map(|edit| Edit { text: format!("{gap}{}", edit.text), ..edit });
        return Some(Slip { edit, ..slip });
    }
    let items = brackets::items(bare).into_iter().map(str::trim).filter(|item| !item.is_empty());
    let items: Vec<String> = items.map(|item| format!("- {item}")).collect();
    let help = format!("请改成「{}」：一行一项，半角减号加一个空格", items.join("」「"));
    let slip = Slip::at(line, indent, Code::FullWidthDash, "这一项前面没有半角减号", help);
    Some(slip.mended(start, line.len(), items.join(&format!("\n{}", " ".repeat(indent)))))
}

/// A remark as it is written elsewhere, where no list is awaited: `＃ 甲`, `// 甲`, `<!-- 甲 -->`.
pub(super) fn remark(line: &str, above: &Above<'_>) -> Option<Slip> {
    let text = line.trim_end();
    let in_html = || text.strip_prefix("<!--")?.strip_suffix("-->");
    let remark = text.strip_prefix('＃').or_else(|| text.strip_prefix("//")).or_else(in_html)?.trim();
    if remark.is_empty() || above.expects_list() {
        return None;
    }
    let help = format!("请改成「# {remark}」：备注用半角的 # 开头，后面空一格");
    let slip = Slip::at(line, 0, Code::YamlSyntax, "这里的备注要用半角的 # 开头", help);
    // ＃标题：甲 may be meant as a key.
    Some(if remark.contains([':', '：']) { slip } else { slip.mended(0, text.len(), format!("# {remark}")) })
}

/// A text without the number that people put before an item: `（1）`, `①`, `一、`.
fn without_number(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let circled = text.strip_prefix(|c| matches!(c, '①'..='⒇' | '❶'..='❿'));
    let bracketed = || text.strip_prefix(['（', '('])?.trim_start_matches(is_number).strip_prefix(['）', ')']);
    let counted = || text.trim_start_matches(is_number).strip_prefix('、').filter(|rest| rest.len() + 3 < text.len());
    // 一、二等奖
    let counted = || counted().filter(|rest| !rest.starts_with(is_number));
    circled.or_else(bracketed).or_else(counted).map_or(text, str::trim_start)
}

/// A text with a colon in a list of texts: `- 议事: 协商`.
fn pair_for_text(line: &str, key: KeyColon<'_>, above: &Above<'_>) -> Option<Slip> {
    let start = content_start(line);
    let is_item = start > indent_of(line);
    if !is_item || above.of_texts().is_none() || !key.is_spaced(line) || is_nested_key(key.name) {
        return None;
    }
    let text = line[start..].trim_end();
    let cure = quoted(text);
    let help = format!("请给这一项加上引号：- {cure}");
    let slip = Slip::at(line, key.colon, Code::ColonInValue, "内容里又出现了一个冒号加空格", help);
    Some(slip.mended(start, start + text.len(), cure))
}

/// A line that YAML takes for the rest of the text above, though it begins with the dash of an item; `start` is its
/// first byte, and the places of what it gives are those of the whole text.
pub(super) fn dash_below(line: &str, start: usize, above: &Above<'_>) -> Option<Slip> {
    let indent = indent_of(line);
    let item = line[indent..].strip_prefix("- ").map(str::trim).filter(|item| !item.is_empty())?;
    let (first, text) = above.line;
    let (level, depth) = (indent_of(text), content_start(text));
    if depth > level {
        let help = format!("请改成「{}- {item}」：同一个列表的各项左对齐", " ".repeat(level));
        let slip = Slip::at(line, indent, Code::YamlSyntax, "这一项比上一项多缩进了，会接成一项", help);
        return Some(slip.mended(0, indent, " ".repeat(level)).shifted(start));
    }
    let key = key_of(text).filter(|key| is_list(key.name))?;
    let value = text.len() - text[key.end..].trim_start().len();
    let value_text = text[value..].trim_end();
    if first + text.len() + 1 != start || value_text.starts_with("- ") {
        return None;
    }
    let help = format!("请把「{value_text}」移到下一行，写成「- {value_text}」，和这一行左对齐");
    let slip = Slip::at(line, indent, Code::YamlSyntax, "这一项会和上一行接成一项", help).shifted(start);
    let edit = Edit::new(first + key.end, first + value, format!("\n{}- ", " ".repeat(indent)));
    Some(Slip { edit: Some(edit), ..slip })
}

/// A key of a mapping that is indented below the one before it, which has its value already.
pub(super) fn key_below(line: &str, above: &Above<'_>) -> Option<Slip> {
    let (level, indent) = (content_start(above.line.1), indent_of(line));
    let is_key = |line| key_of(line).is_some_and(|key| is_nested_key(key.name) && key.is_spaced(line));
    if level == 0 || indent <= level || !is_key(above.line.1) || !is_key(line) {
        return None;
    }
    let cure = format!("{}{}", " ".repeat(level), line[indent..].trim_end());
    let help = format!("请改成「{cure}」，和上一行左对齐");
    let slip = Slip::at(line, indent, Code::YamlSyntax, "这一行比上一行多缩进了", help);
    // At an odd place it is the line above that lost a blank.
    Some(if level % 2 == 0 { slip.mended(0, indent, " ".repeat(level)) } else { slip })
}

/// A line between others that ends or divides something elsewhere: `***`, `====`, or `---` below the values of a file
/// that is nothing but YAML, where it would begin another document.
pub(super) fn fence(line: &str, above: &Above<'_>, is_last: impl FnOnce() -> bool) -> Option<Slip> {
    let text = line.trim_end();
    if !looks_like_fence(text) || text.starts_with(' ') || above.line.1.is_empty() {
        return None;
    }
    if text != "---" {
        let help = "请删去这一行，留下它上面和下面的内容";
        let slip = Slip::at(line, 0, Code::YamlSyntax, format!("这里多了一行「{text}」"), help);
        // YAML may end in three dots.
        return (text != "..." || !is_last()).then(|| slip.mended(0, line.len(), ""));
    }
    let help = "请删去这一行：只有案例、比武和其他页面的前言要用两行 --- 包起来";
    let slip = Slip::at(line, 0, Code::YamlSyntax, "这里多了一行 ---", help);
    Some(if is_last() { slip.mended(0, line.len(), "") } else { slip })
}

/// A character that nobody sees, within a line.
pub(super) fn unseen(line: &str) -> Option<Slip> {
    let mut found = line.char_indices().filter(|&(at, c)| is_stray(line, at, c));
    let (start, c) = found.next()?;
    let end = found.next_back().map_or(start + c.len_utf8(), |(at, c)| at + c.len_utf8());
    let text = &line[start..end];
    let kept = text.char_indices().filter(|&(at, c)| !is_stray(line, start + at, c)).map(|(_, c)| c);
    let message = format!("这里有一个看不见的字符（U+{:04X}）", u32::from(c));
    let slip = Slip::at(line, start, Code::UnseenCharacter, message, "请删去它：从这里的前一个字起重新打一遍");
    Some(slip.mended(start, end, kept.collect::<String>()))
}

/// The first character of a text that nobody sees.
pub(in crate::source) fn first_unseen(text: &str) -> Option<char> {
    text.char_indices().find(|&(at, c)| is_stray(text, at, c)).map(|(_, c)| c)
}

/// Whether a character of a text is one that nobody sees. Where it joins two emoji it is meant.
fn is_stray(text: &str, at: usize, c: char) -> bool {
    let is_emoji = |c: char| matches!(c, '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    is_unseen(c) && !(c == '\u{200d}' && text[..at].chars().next_back().is_some_and(is_emoji))
}
