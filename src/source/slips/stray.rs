//! Lines of the first level that are no key with its value.

use super::keys::{Above, KeyColon, is_first_level_key};
use super::{Slip, content_start};
use crate::model::Code;

/// What is said of a line that is none of front matter's.
const NO_KEY: &str = "这一行不是“名称: 内容”";

/// What to do with it below a key.
fn rest_of(last: &str) -> String {
    format!("是「{last}」的内容的，请接在上一行后面；是新的一项的，请写成“名称: 内容”")
}

impl Above<'_> {
    /// A line of the first level that is no key with its value: a key without its colon or with marks of Markdown, or
    /// the rest of the text above.
    pub(super) fn stray(&self, line: &str) -> Option<Slip> {
        let text = line.trim_end();
        let bare = text.trim_start_matches(['-', '*', '•', '+']).trim_start();
        let is_marked = bare.len() < text.len();
        if text.starts_with(' ') || (is_marked && !self.is_complete && self.last.is_some()) {
            return None;
        }
        if let Some((name, value)) = unmarked(bare).filter(|_| is_marked).or_else(|| without_colon(bare)) {
            let cure = format!("{name}: {value}");
            let help = format!("请改成「{cure}」：名称、半角冒号、空格、内容");
            let slip = Slip::at(line, 0, Code::YamlSyntax, format!("「{name}」这一行的写法不对"), help);
            // A blank alone may as well lie in the text that goes on from the line above.
            let is_certain = is_marked || !bare[name.len()..].trim_start().starts_with(value);
            return Some(if is_certain { slip.mended(0, text.len(), cure) } else { slip });
        }
        let is_text = !is_marked && is_stray_text(text);
        let help = match self.last {
            Some(last) => rest_of(last),
            // Before all keys, some of which follow.
            None if self.is_complete => format!("是备注的，请改成「# {text}」；不要的请删去；要写的请写成“名称: 内容”"),
            None => return None,
        };
        is_text.then(|| Slip::at(line, 0, Code::YamlSyntax, NO_KEY, help))
    }

    /// A sentence with a colon in it below a text, which it may be the rest of: 书记说：好的。
    pub(super) fn sentence(&self, line: &str, key: KeyColon<'_>) -> Option<Slip> {
        let last = self.last.filter(|_| is_sentence(line, key))?;
        Some(Slip::at(line, 0, Code::YamlSyntax, NO_KEY, rest_of(last)))
    }
}

/// Whether what a full-width colon stands in is a sentence, and no key with its value.
pub(super) fn is_sentence(line: &str, key: KeyColon<'_>) -> bool {
    let may_be = key.full_width && content_start(line) == 0 && !is_first_level_key(key.name);
    may_be && line.contains(['。', '！', '？'])
}

/// Whether a line of the first level is text, and no key with its value.
pub(super) fn is_stray_text(text: &str) -> bool {
    let is_text = text.starts_with(|c: char| c.is_alphanumeric() || "“《".contains(c));
    is_text && !text.contains([':', '：']) && without_colon(text).is_none()
}

/// The key and value of a line in which marks of Markdown stand around or before the key.
fn unmarked(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once([':', '：'])?;
    let name = name.trim_matches(['*', ' ']);
    is_first_level_key(name).then(|| (name, value.trim_matches(['*', ' '])))
}

/// The key and value of a line that has something else than a colon between them.
pub(super) fn without_colon(text: &str) -> Option<(&str, &str)> {
    let is_between = |c: char| matches!(c, ' ' | '=' | '＝' | ';' | '；' | '\t' | '\u{3000}');
    let (name, value) = text.split_once(is_between)?;
    let value = value.trim_start_matches(is_between);
    (is_first_level_key(name) && !value.is_empty() && !text.contains([':', '：'])).then_some((name, value))
}
