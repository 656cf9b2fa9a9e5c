//! Images, links and headings that were meant, but became text.

use crate::model::{Code, Span};

use super::super::item::{Element, Item};
use super::Builder;

/// How many bytes before and after `](` belong to what may be a link; keeps odd texts from taking long.
const REACH: usize = 300;

/// How far is looked from stars for what they belong to, in bytes.
const NEAR: usize = 4096;

impl Builder<'_> {
    /// Looks at a text that readers see for links and headings that were not recognised.
    pub(super) fn check_unread(&mut self, span: Span) {
        let in_code = self.open.last().is_some_and(|frame| matches!(frame.element, Element::CodeBlock(_)));
        let source = self.source;
        if in_code || source.text[..span.start].ends_with('\\') {
            return;
        }
        if matches!(
            self.items.last(),
            Some(Item::Start(Element::Paragraph | Element::ListItem { .. }) | Item::Break(_))
        ) {
            self.check_heading(span);
        }
        let text = source.slice(span);
        self.check_stars(span);
        // One of two characters is looked for character by character, and hardly any text has them.
        if !text.contains(']') && !text.contains('】') && !text.contains('］') {
            return;
        }
        for (at, close) in text.match_indices([']', '】', '］']) {
            self.check_link(span.start + at, close);
        }
    }

    fn check_heading(&mut self, span: Span) {
        let line = self.source.text[span.start..self.body.end].split('\n').next().unwrap_or_default();
        let text = line.trim_start_matches(['#', '＃']);
        let marks = &line[..line.len() - text.len()];
        let (count, is_wide) = (marks.chars().count(), marks.contains('＃'));
        let title = text.trim();
        // A single mark may be a topic, as in `#乡村振兴#`.
        let is_topic = count == 1 && (!is_wide || title.ends_with(['#', '＃']));
        if !(1..=6).contains(&count) || title.is_empty() || is_topic {
            return;
        }
        let fault = if is_wide { "井号是全角的" } else { "井号后面少一个半角空格" };
        let help = format!("请改成「{} {title}」：半角井号，后面加一个半角空格", "#".repeat(count.max(2)));
        let place = Span::new(span.start, span.start + marks.len());
        self.report(Code::UnreadHeading, place, format!("这一行没有认成小标题：{fault}"), &help);
    }

    /// Checks what was meant by the bracket `close` at a byte of the file: `![亭](a b.jpg)`, `[甲】（a.md)`.
    fn check_link(&mut self, at: usize, close: &str) {
        let source = self.source;
        let after = first_line(&source.text[at + close.len()..self.body.end]);
        if let Some(rest) = after.strip_prefix('[').filter(|_| close == "]") {
            let path = rest.split_once(']').map(|(path, _)| path).filter(|path| is_path(path));
            if path.is_none() {
                return self.check_reference(at, rest);
            }
        }
        let between =
            [" (", "：(", ":("].iter().find(|start| after.starts_with(**start)).map(|start| &start[..start.len() - 1]);
        let (gap, is_apart) = (between.map_or(0, str::len), between.is_some());
        let after = &after[gap..];
        let Some(open) = after.chars().next().filter(|c| "(（[［【〔{｛".contains(*c)) else { return };
        let inner = &after[open.len_utf8()..];
        let is_round = matches!(open, '(' | '（');
        let Some((label, is_image)) = self.label_before(at) else { return };
        let words = label.trim_start_matches(['!', '！', '[', '【', '［']);
        let closing = closing(inner);
        let (target, title) = match closing {
            Some((end, _)) => with_title(&inner[..end]),
            None => (inner.split(|c: char| c.is_whitespace() || STOPS.contains(c)).next().unwrap_or_default(), ""),
        };
        let path = target.trim_start_matches('<').trim_end_matches('>');
        let is_in_marks = target.starts_with('<') && target.ends_with('>');
        let is_uneven = target.len() > path.len() && !is_in_marks;
        let has_space = path.contains(char::is_whitespace) && !is_in_marks;
        let is_other = !is_round && close == "]" || closing.is_some_and(|(_, c)| !matches!(c, ')' | '）'));
        let is_wide = open == '（'
            || close != "]"
            || closing.is_some_and(|(_, c)| c == '）')
            || label.contains(['【', '［', '！']);
        let is_titled = !title.is_empty() && !is_in_quotes(title);
        // [1] (a.pdf) may be a remark in brackets.
        let is_address =
            || path.starts_with("http") || path.contains(".md") || path.contains('/') && between == Some(" ");
        let is_apart = is_apart && (is_image || is_address() && !words.chars().all(char::is_numeric));
        // The label of a picture in a link would be that of the picture.
        let is_open = closing.is_none() && !words.contains(']');
        let has_fault =
            is_open || closing.is_some() && (is_wide || is_other || is_uneven || has_space || is_titled || is_apart);
        let is_remark = !is_image && (!is_round || open == '（') && is_remark(close, words, path);
        if !is_path(path) || !has_fault || is_remark || (gap > 0 && !is_apart) || (!is_round && !is_other) {
            return;
        }
        let (what, sign) = if is_image { ("图片", "!") } else { ("链接", "") };
        let title = title.trim_matches(QUOTES);
        let title = if title.is_empty() { String::new() } else { format!(" \"{title}\"") };
        let shown = if is_in_marks && path.contains(char::is_whitespace) { target } else { path };
        let meant = format!("{sign}[{words}]({shown}{title})");
        let (fault, cure) = if is_open {
            ("路径后面少了右括号", format!("请改成 {meant}"))
        } else if has_space {
            ("路径里有空格", format!("请给文件改名，去掉空格；或者写成 {sign}[{words}](<{path}>{title})"))
        } else if is_other {
            ("路径两头要用一对半角圆括号", format!("请改成 {meant}"))
        } else if is_uneven {
            ("路径两头的尖括号没有配对", format!("请改成 {meant}"))
        } else if is_wide {
            ("括号或叹号是全角的", format!("请改成 {meant}，这些符号都用半角"))
        } else if is_titled {
            ("路径后面的说明没有放在一对半角引号里", format!("请改成 {meant}"))
        } else if between == Some(" ") {
            ("方括号和圆括号之间有空格", format!("请改成 {meant}，中间不空格"))
        } else {
            ("方括号和圆括号之间有冒号", format!("请改成 {meant}，中间不写冒号"))
        };
        let length = closing.map_or(target.len(), |(end, shut)| end + shut.len_utf8());
        let place = Span::new(at - label.len(), at + close.len() + gap + open.len_utf8() + length);
        self.report(Code::UnreadLink, place, format!("这里的{what}没有认出，会按文字显示：{fault}"), &cure);
    }

    /// Warns of bold that is none, since a space stands between the stars and the text: `**加粗 **后文`. Nobody makes so
    /// much of a line bold that more than [`NEAR`] bytes around it need be looked at.
    fn check_stars(&mut self, span: Span) {
        let source = self.source;
        let body = &source.text[..self.body.end];
        for (at, _) in source.slice(span).match_indices('*') {
            let at = span.start + at;
            let Some(rest) = body[at..].strip_prefix("**") else { continue };
            let near = &rest[..rest.floor_char_boundary(NEAR)];
            let Some((inner, behind)) = first_line(near).split_once("**") else { continue };
            let text = inner.trim();
            if text.len() == inner.len() || behind.starts_with('*') || !text.contains(|c| c > '\u{3400}') {
                continue;
            }
            let before = &body[body.ceil_char_boundary(at.saturating_sub(NEAR))..at];
            let line = before.rsplit('\n').next().unwrap_or_default();
            // The parser may give each star by itself. Those before them on the line are pairs.
            let opens = !line.ends_with('*') && line.matches("**").count().is_multiple_of(2);
            if opens && line.len() < before.len() {
                let place = Span::new(at, at + "****".len() + inner.len());
                let message = "这里的加粗没有认出，星号会原样显示：星号和文字之间有空格".to_owned();
                self.report(Code::UnreadBold, place, message, format!("请改成 **{text}**，星号紧挨着文字"));
            }
        }
    }

    /// Points out `[甲][a]` and `[甲][2]` where nothing says what these are; `at` is the bracket behind `甲`. `[1][2]` and
    /// `[J][2]` are notes of a kind.
    fn check_reference(&mut self, at: usize, rest: &str) {
        let Some((id, _)) = rest.split_once(']') else { return };
        let is_word = || self.label_before(at).is_some_and(|(label, _)| label.ends_with(|c: char| c > '\u{3400}'));
        let is_id = id
            .starts_with(|c: char| c.is_ascii_alphabetic() || c.is_ascii_digit() && id.len() < 3 && is_word())
            && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if is_id {
            let at = at + "][".len();
            let message = format!("这里的链接没有认出，会按文字显示：没有写「{id}」是什么地址");
            let help = format!("请另起一段写「[{id}]: 地址」，或改成 [文字](地址)");
            self.report(Code::UnreadLink, Span::new(at, at + id.len()), message, &help);
        }
    }

    /// What stands before a closing bracket on its line, from the opening one and its `!` on; whether it has that.
    fn label_before(&self, at: usize) -> Option<(&str, bool)> {
        let text = &self.source.text[self.body.start..at];
        let mut start = text.len().saturating_sub(REACH);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let before = text[start..].rsplit('\n').next()?;
        let open = before.rfind(['[', '【', '［'])?;
        let sign = before[..open].chars().next_back().filter(|c| matches!(c, '!' | '！'));
        Some((&before[open - sign.map_or(0, char::len_utf8)..], sign.is_some()))
    }

    /// Looks for the mark that makes an image a mere link, full-width or apart: `！[图](a.jpg)`, `! [图](a.jpg)` at the
    /// start of a line.
    pub(super) fn check_image_mark(&mut self, href: &str, start: usize) {
        let before = &self.copy[..start];
        let own = before.trim_end_matches(' ');
        let mark = own.chars().next_back().filter(|&c| c == '！' || c == '!' && own.len() < start);
        let is_first = mark.is_some_and(|mark| {
            let rest = &own[..own.len() - mark.len_utf8()];
            rest.trim_end_matches([' ', '\u{3000}']).ends_with('\n') || rest.trim().is_empty()
        });
        let is_picture = href.rsplit_once('.').is_some_and(|(_, end)| {
            ["jpg", "jpeg", "png", "gif", "webp", "bmp"].iter().any(|known| end.eq_ignore_ascii_case(known))
        });
        if is_first && is_picture {
            let (fault, help) = match mark {
                Some('！') => ("叹号是全角的", "请把「！」改成半角的「!」，紧接着写方括号"),
                _ => ("叹号和方括号之间有空格", "请删去「!」后面的空格"),
            };
            let place = self.span(&(own.len() - mark.map_or(0, char::len_utf8)..own.len()));
            let message = format!("这里的图片没有认出，会显示成链接：{fault}");
            self.report(Code::UnreadLink, place, message, help);
        }
    }
}

/// What people put around the title of a link, where it wants `"`.
const QUOTES: [char; 9] = ['"', '\'', '“', '”', '‘', '’', '「', '」', '＂'];

/// What ends an address in a sentence.
const STOPS: &str = "，。；、！？：“”《》";

/// Whether what looks like a link may as well be a remark in brackets: `【注】（详见www.a.cn）`.
fn is_remark(close: &str, label: &str, path: &str) -> bool {
    if path.starts_with("http") {
        return false;
    }
    let is_site = ["www.", ".cn", ".com", "@"].iter().any(|part| path.contains(part));
    let points = ["来自", "来源", "详见"].iter().any(|word| path.contains(word))
        || path.starts_with(['见', '详', '参', '据', '引', '摘', '载', '来']);
    points || path.contains("www.") && !path.starts_with("www.") || is_site && (close != "]" || label.starts_with('注'))
}

/// The bracket that closes the target of a link: a round one, or one of another kind right behind its path.
fn closing(text: &str) -> Option<(usize, char)> {
    let round = round_closing(text);
    let other = text.char_indices().find(|(_, c)| "]］】〕}｝".contains(*c)).filter(|&(at, c)| {
        let is_first = round.is_none_or(|(end, _)| at < end) && !text[..at].contains(['(', '（', '[']);
        is_first && is_path(text[..at].trim_matches(['<', '>'])) && !text[at + c.len_utf8()..].starts_with('(')
    });
    other.or(round)
}

/// The bracket that closes the target of a link, which may have some of its own, `照片 (1).png`; else the first one.
fn round_closing(text: &str) -> Option<(usize, char)> {
    let mut depth = 0_usize;
    let is_last = |&(_, c): &(usize, char)| match c {
        '(' | '（' => {
            depth += 1;
            false
        }
        ')' | '）' if depth > 0 => {
            depth -= 1;
            false
        }
        c => matches!(c, ')' | '）'),
    };
    let is_path_before = |at: usize| is_path(with_title(&text[..at]).0.trim_matches(['<', '>']));
    let first = || text.char_indices().find(|(_, c)| matches!(c, ')' | '）')).filter(|(at, _)| is_path_before(*at));
    text.char_indices().find(is_last).or_else(first)
}

/// A path, and the title in marks of any kind behind it.
fn with_title(target: &str) -> (&str, &str) {
    let target = target.trim();
    let begins = |&(at, c): &(usize, char)| c.is_whitespace() && target[at..].trim_start().starts_with(QUOTES);
    let (path, title) = target.split_at(target.char_indices().find(begins).map_or(target.len(), |(at, _)| at));
    (path, title.trim())
}

fn is_in_quotes(title: &str) -> bool {
    ['"', '\''].iter().any(|&mark| title.len() > 1 && title.starts_with(mark) && title.ends_with(mark))
}

/// The text up to the end of its line, and no more than what is looked at.
fn first_line(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].split('\n').next().unwrap_or_default()
}

/// Whether a text looks like an address or a file and not like a remark in brackets.
fn is_path(text: &str) -> bool {
    let plain = text.split('#').next().unwrap_or_default();
    let is_file = plain.rsplit_once('.').is_some_and(|(_, end)| {
        (2..=5).contains(&end.len())
            && end.starts_with(|c: char| c.is_ascii_alphabetic())
            && end.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    is_file || ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))
}
