//! Files whose lines end in several ways, as happens where two people write on two systems.

use std::sync::Arc;

use crate::model::{Code, Diagnostic, Diagnostics, Edit, Place, SourceText};

/// The ways, as text and as they are called.
const WAYS: [(&str, &str); 3] = [("\n", "LF"), ("\r\n", "CRLF"), ("\r", "CR")];

/// Says where an article or a setting has line ends of several kinds; `raw` is the text with these. In a table they may
/// stand within cells.
pub(super) fn report(diagnostics: &mut Diagnostics, source: &Arc<SourceText>, raw: &str) {
    if !raw.contains('\r') || !matches!(source.path.extension().as_str(), "md" | "yaml" | "yml") {
        return;
    }
    let ends = line_ends(raw);
    let count = |way: usize| ends.iter().filter(|end| **end == way).count();
    // Of equally many, what all systems read.
    let most = (0..WAYS.len()).rev().max_by_key(|way| count(*way)).unwrap_or_default();
    let mut odd = ends.iter().zip(source.text.match_indices('\n')).filter(|(end, _)| **end != most);
    let Some((first, (start, _))) = odd.next() else { return };
    let last = odd.last().map_or(start, |(_, (at, _))| at);
    let line = source.position(start).line;
    let message = format!("一个文件里有几种换行：多数是 {}，第 {line} 行的末尾是 {}", WAYS[most].1, WAYS[*first].1);
    let help = "不影响生成；运行 leitai check --fix 会统一成一种，也可以在编辑器里选一种换行再保存";
    let edit = Edit::new(start, last + 1, source.text[start..=last].replace('\n', WAYS[most].0));
    let place = Place::start_of(source);
    diagnostics.push(Diagnostic::new(Code::MixedLineEnds, place, message, help).with_edit(Some(edit)));
}

/// The way of each line end.
fn line_ends(raw: &str) -> Vec<usize> {
    let bytes = raw.as_bytes();
    let way = |(at, byte): (usize, &u8)| match byte {
        b'\n' if at > 0 && bytes[at - 1] == b'\r' => None,
        b'\n' => Some(0),
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => Some(1),
        b'\r' => Some(2),
        _ => None,
    };
    bytes.iter().enumerate().filter_map(way).collect()
}
