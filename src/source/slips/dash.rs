//! What stands in place of the dash before an item of a list.

use super::{Slip, brackets, indent_of, is_odd_space, odd_name};
use crate::model::Code;

/// Marks that editors and typists put before the items of a list.
const MARKS: &str = "―─‑‒⁃ー～＊■□●○◆◇▪▫◦‣►▶★☆";

/// Something else where `- ` begins an item; where a list is awaited, also `-甲`, `* 甲` and `1. 甲`. Two dashes begin a
/// text: `——记青禾社区`.
pub(super) fn slip(line: &str, expects_list: bool) -> Option<Slip> {
    let at = indent_of(line);
    let text = &line[at..];
    let is_blank = |c: char| c == ' ' || is_odd_space(c);
    let (message, rest) = match text.chars().next()? {
        dash @ ('－' | '﹣' | '—' | '–' | '−' | '‐' | '•' | '·') if !text[dash.len_utf8()..].starts_with(dash) => {
            (format!("列表前的「{dash}」不是半角减号"), text.trim_start_matches(|c| c == dash || is_blank(c)))
        }
        dash if expects_list && (MARKS.contains(dash) || text.starts_with("一 ")) => {
            (format!("列表前的「{dash}」不是半角减号"), text.trim_start_matches(|c| c == dash || is_blank(c)))
        }
        '-' if expects_list && text[1..].starts_with(is_odd_space) => {
            let odd = text[1..].chars().next()?;
            let help = format!("请改成「- {}」：半角减号加一个半角空格", text[1..].trim_matches(is_blank));
            let end = at + text.len() - text[1..].trim_start_matches(is_blank).len();
            let slip = Slip::at(line, at + 1, Code::OddSpace, format!("减号后面有一个{}", odd_name(odd)), help);
            return Some(slip.mended(at + 1, end, " "));
        }
        '-' if expects_list && !text[1..].starts_with([' ', '\t']) && text.trim_end() != "-" => {
            ("减号后面少一个空格".to_owned(), text[1..].trim_start_matches(is_blank))
        }
        mark @ ('*' | '+') if expects_list && text[1..].starts_with(' ') => {
            (format!("列表前的「{mark}」要换成半角减号"), text[1..].trim_start_matches(is_blank))
        }
        '0'..='9' if expects_list => {
            let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let rest = numbered.strip_prefix(['.', '、', '．', '）', ')'])?;
            // 2025.12, 2、3月
            if rest.starts_with(char::is_numeric) {
                return None;
            }
            ("列表前的编号要换成半角减号".to_owned(), rest.trim_start_matches(is_blank))
        }
        _ => return None,
    };
    let cure = if rest.starts_with(['[', '{']) { format!("- {}", brackets::tidy(rest)) } else { format!("- {rest}") };
    let help = format!("请改成「{cure}」：半角减号加一个空格");
    Some(Slip::at(line, at, Code::FullWidthDash, message, help).mended(at, line.len(), cure))
}
