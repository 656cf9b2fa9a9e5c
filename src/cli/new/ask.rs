//! Questions to a person at a terminal.

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
        let number = line.parse::<usize>().ok().and_then(|number| options.get(number.checked_sub(1)?));
        let answer = number.map_or(if line.is_empty() { default.as_str() } else { line }, String::as_str);
        match read(answer) {
            Ok(value) => return Ok(value),
            Err(Unknown { message, near: Some(near), .. }) => {
                console.tell(&format!("{message}。是「{near}」吗？是的直接回车，不是请重写："));
                default = near;
            }
            Err(unknown) => console.tell(&format!("{}。请重写：", unknown.sentence())),
        }
    }
}
