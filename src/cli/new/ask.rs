//! Questions to a person at a terminal.

use unicode_normalization::UnicodeNormalization;

use crate::cli::Console;
use crate::cli::known::Unknown;

/// A question, and what there is to choose from.
pub(super) struct Question<'a> {
    /// The words, without a colon.
    pub(super) words: &'a str,
    /// What may be answered by its number.
    pub(super) options: &'a [String],
    /// What an empty answer means.
    pub(super) default: &'a str,
}

/// Asks until the answer makes sense; where it does not, what was most likely meant becomes the empty answer.
pub(super) fn ask<T>(
    console: &mut Console,
    question: &Question<'_>,
    read: impl Fn(&str) -> Result<T, Unknown>,
) -> Result<T, String> {
    let Question { words, options, default } = question;
    for (at, option) in options.iter().enumerate() {
        console.tell(&format!("{:>4}  {option}\n", at + 1));
    }
    console.tell(&format!("{words}："));
    let mut default = (*default).to_owned();
    loop {
        let Some(line) = console.answer() else { return Err("没有回答完".to_owned()) };
        let line = line.trim();
        if !options.is_empty() && number(line).is_some_and(|number| !(1..=options.len()).contains(&number)) {
            console.tell(&format!("没有第「{line}」项。请写 1 到 {} 的序号，或写名称：", options.len()));
            continue;
        }
        let answer = if line.is_empty() { default.clone() } else { in_words(line, options) };
        match read(&answer) {
            Ok(value) => return Ok(value),
            Err(Unknown { message, near: Some(near), .. }) => {
                console.tell(&format!("{message}。是「{near}」吗？是的直接回车，不是请重写："));
                default = near;
            }
            Err(unknown) => console.tell(&format!("{}。请重写：", unknown.sentence())),
        }
    }
}

/// An answer with the options in place of their numbers, of which there may be several, in digits of any width.
fn in_words(line: &str, options: &[String]) -> String {
    let option = |part: &str| options.get(number(part.trim())?.checked_sub(1)?).cloned();
    let parts = || line.split(['、', '，', ',']);
    if parts().all(|part| option(part).is_none()) {
        return line.to_owned();
    }
    parts().map(|part| option(part).unwrap_or_else(|| part.to_owned())).collect::<Vec<_>>().join("、")
}

/// A number in digits of any width.
fn number(text: &str) -> Option<usize> {
    text.nfkc().collect::<String>().parse().ok()
}
