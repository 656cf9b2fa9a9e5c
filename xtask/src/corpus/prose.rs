//! The text of a synthetic case: sentences filled from the vocabulary until it is long enough.

use std::fmt::Write;

use super::random::Random;
use super::vocabulary::words;

const NUMERALS: [&str; 4] = ["一", "二", "三", "四"];

/// A link to another case: its title, and its path relative to this one.
pub(crate) struct Link {
    /// What the link says.
    pub(crate) title: String,
    /// Where it leads.
    pub(crate) path: String,
}

/// The Markdown below the front matter: the three expected sections, about 1,500 Han characters.
pub(crate) fn body(random: &mut Random, village: &str, link: Option<&Link>) -> String {
    let mut text = String::with_capacity(6 << 10);
    paragraph(random, village, &mut text, words("sentence"), 120);
    text.push_str("## 主要做法\n\n");
    let parts = 3 + random.below(2);
    for numeral in &NUMERALS[..parts] {
        let head = fill_one(random, village, words("head"));
        let _ = writeln!(text, "### {numeral}、{head}\n");
        let length = 560 / parts + random.below(110);
        let paragraphs = 1 + random.below(2);
        for _ in 0..paragraphs {
            paragraph(random, village, &mut text, words("sentence"), length / paragraphs);
        }
    }
    text.push_str("## 工作亮点\n\n");
    highlights(random, village, &mut text);
    text.push_str("## 取得成效\n\n");
    paragraph(random, village, &mut text, words("effect"), 130);
    if random.chance(60) {
        figures(random, &mut text);
    }
    paragraph(random, village, &mut text, words("effect"), 60);
    if let Some(Link { title, path }) = link {
        let _ = writeln!(text, "相关做法见[{title}]({path})。");
    }
    text
}

/// How many Han characters are in a text.
pub(crate) fn han(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count()
}

/// One of the patterns with every `{…}` filled in.
pub(crate) fn fill_one(random: &mut Random, village: &str, patterns: &[&str]) -> String {
    let pattern = random.pick(patterns);
    fill(random, village, pattern)
}

fn fill(random: &mut Random, village: &str, pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    while let Some((before, (slot, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        text.push_str(before);
        match slot.split_once('-').and_then(|(from, to)| Some((from.parse::<usize>().ok()?, to.parse::<usize>().ok()?)))
        {
            Some((from, to)) => text.push_str(&(from + random.below(to + 1 - from)).to_string()),
            None if slot == "village" => text.push_str(village),
            None => text.push_str(random.pick(words(slot))),
        }
        rest = after;
    }
    text + rest
}

/// Sentences on one line until there are at least `length` Han characters.
fn paragraph(random: &mut Random, village: &str, text: &mut String, patterns: &[&str], length: usize) {
    let mut written = 0;
    while written < length {
        let sentence = fill_one(random, village, patterns);
        written += han(&sentence);
        // A writer sets a figure of speech in bold now and then.
        match sentence.split_once('，') {
            Some((first, rest)) if random.chance(6) => _ = write!(text, "**{first}，**{rest}"),
            _ => text.push_str(&sentence),
        }
    }
    text.push_str("\n\n");
}

fn highlights(random: &mut Random, village: &str, text: &mut String) {
    let ordered = random.chance(40);
    let count = 3 + random.below(3);
    let first = random.below(words("highlight").len());
    for number in 1..=count {
        let pattern = words("highlight")[(first + number * 3) % words("highlight").len()];
        let point = fill(random, village, pattern);
        let (head, point) = point.split_once('：').unwrap_or_default();
        let _ = if ordered {
            writeln!(text, "{number}. **{head}：**{point}")
        } else {
            writeln!(text, "- **{head}：**{point}")
        };
    }
    text.push('\n');
}

fn figures(random: &mut Random, text: &mut String) {
    text.push_str("| 指标 | 单位 | 实施前 | 实施后 |\n| --- | --- | ---: | ---: |\n");
    let first = random.below(words("figure").len());
    for row in 0..3 + random.below(3) {
        let figure = words("figure")[(first + row) % words("figure").len()];
        let (name, unit) = figure.split_once('/').unwrap_or_default();
        let before = 3 + random.below(400);
        let after = before + 1 + random.below(before * 2);
        let _ = writeln!(text, "| {name} | {unit} | {before} | {after} |");
    }
    text.push('\n');
}
