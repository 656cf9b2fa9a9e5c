//! What sites answered, and on which day.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fs, io};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::Answer;
use crate::source::{read_back, write_whole};

/// How many days a page that is there is believed to stay.
const DAYS_THERE: i32 = 14;

/// How many days another answer is believed: who mends a site wants to see it.
const DAYS_ELSE: i32 = 1;

/// The answers, kept in a file that may be deleted at any time.
#[derive(Debug)]
pub struct Memory {
    /// An error where something else is in its place.
    file: io::Result<PathBuf>,
    answers: BTreeMap<String, (Date, Answer)>,
}

impl Memory {
    /// What a file holds; what cannot be read is asked again.
    pub fn open(file: io::Result<PathBuf>) -> Self {
        let text = file.as_ref().ok().and_then(|file| read_back(file).ok()).unwrap_or_default();
        let known: BTreeMap<String, Value> = serde_json::from_slice(&text).unwrap_or_default();
        let read = |(address, value): (String, Value)| {
            let day = value["day"].as_str()?.parse().ok()?;
            Some((address, (day, read(value["answer"].as_str()?)?)))
        };
        Self { file, answers: known.into_iter().filter_map(read).collect() }
    }

    /// What an address answered, if that was not long ago.
    pub(super) fn answer(&self, address: &str, today: Date) -> Option<Answer> {
        let (day, answer) = self.answers.get(address)?;
        let days = if *answer == Answer::There { DAYS_THERE } else { DAYS_ELSE };
        let age = (today - *day).get_days();
        (0..days).contains(&age).then_some(*answer)
    }

    pub(super) fn keep(&mut self, address: &str, today: Date, answer: Answer) {
        self.answers.insert(address.to_owned(), (today, answer));
    }

    /// Writes the file.
    pub fn save(self) -> io::Result<()> {
        let file = self.file?;
        let entry = |(address, (day, answer)): (&String, &(Date, Answer))| {
            (address.clone(), json!({"day": day.to_string(), "answer": word(*answer)}))
        };
        let all: serde_json::Map<String, Value> = self.answers.iter().map(entry).collect();
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        write_whole(&file, format!("{:#}\n", Value::Object(all)).as_bytes())
    }
}

/// An answer as a word.
fn word(answer: Answer) -> String {
    match answer {
        Answer::There => "there".to_owned(),
        Answer::Circle => "circle".to_owned(),
        Answer::Status(status) => status.to_string(),
        Answer::NoName => "no name".to_owned(),
        Answer::NoAnswer => "no answer".to_owned(),
        Answer::NoConnection => "no connection".to_owned(),
        Answer::NoTrust => "no trust".to_owned(),
    }
}

fn read(word: &str) -> Option<Answer> {
    Some(match word {
        "there" => Answer::There,
        "circle" => Answer::Circle,
        "no name" => Answer::NoName,
        "no answer" => Answer::NoAnswer,
        "no connection" => Answer::NoConnection,
        "no trust" => Answer::NoTrust,
        status => Answer::Status(status.parse().ok()?),
    })
}
