//! Lines that look like headings and are none to Markdown, as drafts from Word have them.

use super::numbers::{Kind, read};
use crate::document::Article;
use crate::model::{Code, Diagnostics, Place, Span};

/// Headings are no longer than this.
const LONGEST: usize = 30;

/// Looks at the lines of a write-up.
pub(super) fn check_lines(diagnostics: &mut Diagnostics, article: &Article, sections: &[String]) {
    let paragraphs = paragraphs(article.source.slice(article.body));
    check_plain_headings(diagnostics, article, &paragraphs, sections);
    check_joined(diagnostics, article, &paragraphs);
    check_code(diagnostics, article);
}

/// Points out lines that begin like headings, `一、` or `（一）`, or are the name of a section, and stand alone or at the
/// head of a paragraph; where the next or the last one begins so too, they are a list. The name of a section is none in
/// any line: where it stands, the section is not called missing. A line above `---` or `===` is a heading.
fn check_plain_headings(
    diagnostics: &mut Diagnostics,
    article: &Article,
    paragraphs: &[Vec<(usize, &str)>],
    sections: &[String],
) {
    let kind = |lines: Option<&Vec<(usize, &str)>>| lines.and_then(|lines| marks_of_number(lines.first()?.1));
    let is_section = |line: &str| sections.iter().any(|section| section == bare(line));
    let rows = paragraphs.iter().enumerate().flat_map(|(at, lines)| lines.iter().enumerate().map(move |row| (at, row)));
    for (at, (row, &(start, line))) in rows {
        let is_named = is_section(line);
        let below = paragraphs[at].get(row + 1).map_or("", |(_, below)| below.trim());
        if !below.is_empty() && ['-', '='].iter().any(|&mark| below.chars().all(|c| c == mark)) {
            continue;
        }
        let number = marks(line).filter(|_| row == 0);
        let Some(marks) = number.or_else(|| is_named.then_some("##")) else { continue };
        let is_listed = match paragraphs[at].get(1) {
            _ if is_named => false,
            Some((_, next)) => read(bare(next)).is_some(),
            None => {
                let last = at.checked_sub(1).and_then(|last| kind(paragraphs.get(last)));
                paragraphs.get(at + 1).is_none() || kind(paragraphs.get(at + 1)) == Some(marks) || last == Some(marks)
            }
        };
        if is_listed {
            continue;
        }
        let text = line.trim_start_matches('\u{3000}');
        let start = start + line.len() - text.len();
        let place = Place::new(&article.source, Span::new(start, start + text.len()).shifted(article.body.start));
        let bare = bare(line);
        let message = format!("「{bare}」像是小标题，现在只是普通的一段");
        let help = format!("是小标题的，请写成「{marks} {bare}」：网页上才会显示成标题，也才能排进目录");
        diagnostics.report(Code::PlainHeading, place, message, help);
    }
}

/// Points out the first line of each paragraph that is meant to stand by itself, as Word has it, and goes on in the one
/// before.
fn check_joined(diagnostics: &mut Diagnostics, article: &Article, paragraphs: &[Vec<(usize, &str)>]) {
    for lines in paragraphs {
        let joined = lines.windows(2).find(|pair| is_joined(pair[0].1, pair[1].1));
        let Some(&[_, (start, line)]) = joined else { continue };
        let place = Place::new(&article.source, Span::new(start, start + line.len()).shifted(article.body.start));
        let message = "这一行会和上一行连成一段";
        let help = "另起一段的，请在它前面空一行；列成几条的，每行前面写「- 」或「1. 」，后面的空格不能少";
        diagnostics.report(Code::JoinedLines, place, message, help);
    }
}

/// Whether a line is a paragraph or an item of its writer, but none of Markdown.
fn is_joined(last: &str, line: &str) -> bool {
    const BULLETS: [char; 10] = ['\u{3000}', '●', '·', '■', '◆', '○', '•', '▲', '★', '▪'];
    let is_item = |line: &str| read(line).is_some_and(|(kind, _)| kind != Kind::Ordinal) && !is_list(line);
    let is_text = !last.starts_with(['#', '|', '>', '<', '-', '*', '+']) && !is_list(last);
    // A dash without the space behind it.
    let is_dash = |line: &str| {
        line.strip_prefix('-').is_some_and(|text| text.starts_with(|c: char| c > '\u{3400}' && c.is_alphabetic()))
    };
    let is_broken = last.ends_with("  ") || last.ends_with('\\');
    // One of them alone may be the end of a sentence.
    let are_items = is_text && (line.starts_with(BULLETS) || (is_item(line) && is_item(last)));
    !is_broken && (are_items || (is_dash(line) && is_dash(last)))
}

/// Whether a line is an item of Markdown: `1. 甲`.
fn is_list(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// Warns where code goes on to the end because nothing ends it.
fn check_code(diagnostics: &mut Diagnostics, article: &Article) {
    let body = article.source.slice(article.body);
    let (mut open, mut at): (Option<(usize, &str)>, usize) = (None, 0);
    for line in body.split_inclusive('\n') {
        let text = line.trim();
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'));
        let fence = &text[..text.len() - text.trim_start_matches(mark.unwrap_or('`')).len()];
        open = match open {
            None if fence.len() > 2 && !text[fence.len()..].contains('`') => Some((at, fence)),
            Some((_, start)) if text == fence && fence.starts_with(start) => None,
            open => open,
        };
        at += line.len();
    }
    if let Some((start, fence)) = open {
        let place = Place::new(&article.source, Span::new(start, start + fence.len()).shifted(article.body.start));
        let message = format!("从这里到末尾都会当作代码：「{fence}」没有结束");
        let help = format!("请在代码后面另起一行写「{fence}」；不是代码的，请删去这一行的「{fence}」");
        diagnostics.report(Code::CodeUnclosed, place, message, help);
    }
}

/// The marks that would make a heading of a line with a number.
fn marks(line: &str) -> Option<&'static str> {
    let bare = bare(line);
    let is_short =
        || bare.chars().count() <= LONGEST && !bare.ends_with(['。', '；', '，', '：', '！', '？', '…', ';', '.']);
    // Text behind what is bold: the paragraph begins with its own heading.
    marks_of_number(line).filter(|_| is_short() && !bare.contains("**"))
}

fn marks_of_number(line: &str) -> Option<&'static str> {
    match read(bare(line))?.0 {
        Kind::Han => Some("##"),
        Kind::HanInBrackets => Some("###"),
        // 1. may as well begin a sentence.
        Kind::Digit => Some("###").filter(|_| !is_list(bare(line)) && !line.contains(['，', ',', '。', '；'])),
        Kind::DigitInBrackets | Kind::Circled | Kind::Ordinal => None,
    }
}

/// A line without the spaces around it and the stars of bold.
fn bare(line: &str) -> &str {
    line.trim_matches(['*', '\u{3000}', ' '])
}

/// The lines of each paragraph of a body, with where they start; those of code are none.
fn paragraphs(body: &str) -> Vec<Vec<(usize, &str)>> {
    let (mut found, mut at, mut in_code): (Vec<Vec<(usize, &str)>>, usize, bool) = (Vec::new(), 0, false);
    let (mut is_open, mut is_text) = (false, false);
    for line in body.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let is_fence = text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~");
        if text.trim().is_empty() {
            is_open = false;
        } else {
            if !is_open {
                is_text = !in_code && !is_fence && !line.starts_with([' ', '\t']);
                found.push(Vec::new());
            }
            is_open = true;
            if let Some(lines) = found.last_mut().filter(|_| is_text && !is_fence) {
                lines.push((at, text));
            }
        }
        in_code ^= is_fence;
        at += line.len();
    }
    found
}
