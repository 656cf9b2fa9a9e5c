//! Traditional characters in a text that is simplified.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use encoding_rs::GBK;

use super::Finding;
use super::marks::paragraphs;
use crate::model::{Code, Span, han};

/// Simplified texts have these too: in names, and in words where they were never replaced.
const ALSO_SIMPLIFIED: &str = "乾著藉瞭徵於夥昇甯迺祇蘋甦剋麽噁钜阪勣菓硃餽菸嚐綵湧佇佔塚崑淩峯璿脩陞";

/// Traditional, although GB 2312 has it.
const IN_GB_2312: char = '後';

/// Of so many Han characters one may be traditional by mistake; of fewer it may be meant.
const OF_SO_MANY: usize = 20;

/// The most findings of one text.
const MOST: usize = 8;

/// The characters that are looked at, of which nearly all texts consist.
const HAN: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// What each of [`HAN`] is simplified to that is traditional and no simplified one as well: GB 2312 has none of them.
static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let is_certain = |&(from, to): &(char, char)| {
        from == IN_GB_2312 || (!ALSO_SIMPLIFIED.contains(from) && !is_in_gb_2312(from) && is_in_gb_2312(to))
    };
    han::pairs().filter(|(from, _)| HAN.contains(from)).filter(is_certain).collect()
});

/// The traditional characters that are looked for.
pub(super) fn traditional() -> impl Iterator<Item = char> {
    SIMPLIFIED.keys().copied()
}

/// The simplified form of a traditional character.
pub(super) fn simplified(c: char) -> Option<char> {
    SIMPLIFIED.get(&c).copied()
}

/// Whether traditional characters are there, but few among simplified ones. `unusual` has all that are there.
pub(super) fn is_mixed(text: &str, unusual: &[(usize, char)]) -> bool {
    let count = unusual.iter().filter(|(_, c)| SIMPLIFIED.contains_key(c)).count();
    count > 0 && text.chars().filter(|c| HAN.contains(c)).count() >= count * OF_SO_MANY
}

/// The traditional characters of a text that [`is_mixed`]; quotations are left alone.
pub(super) fn find(text: &str) -> Vec<Finding> {
    let own = paragraphs(text).into_iter().filter(|(_, paragraph)| !paragraph.trim_start().starts_with('>'));
    let found = own.flat_map(|(start, paragraph)| {
        unquoted(paragraph).filter_map(move |(at, c)| Some(finding(start + at, c, simplified(c)?)))
    });
    found.take(MOST).collect()
}

fn finding(at: usize, traditional: char, simplified: char) -> Finding {
    let message = format!("简体的文章里有一个繁体字「{traditional}」");
    let help = format!("请改成「{simplified}」；有意写繁体的，放在引号里");
    Finding::new(Code::MixedScript, Span::new(at, at + traditional.len_utf8()), message, help)
}

/// The characters of a paragraph outside of quotation marks, code and addresses.
fn unquoted(paragraph: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let (mut depth, mut in_code, mut in_address, mut last) = (0_usize, false, false, ' ');
    paragraph.char_indices().filter(move |&(_, c)| {
        match c {
            '“' | '「' | '『' | '《' | '‘' => depth += 1,
            '”' | '」' | '』' | '》' | '’' => depth = depth.saturating_sub(1),
            '`' => in_code = !in_code,
            '(' if last == ']' => in_address = true,
            ')' => in_address = false,
            _ => {}
        }
        last = c;
        depth == 0 && !in_code && !in_address
    })
}

/// Whether every simplified text may have a character.
pub(super) fn is_in_gb_2312(c: char) -> bool {
    let text = c.to_string();
    let (bytes, _, is_lost) = GBK.encode(&text);
    !is_lost && matches!(bytes[..], [0xb0..=0xf7, 0xa1..=0xfe])
}
