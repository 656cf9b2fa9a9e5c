//! `explain`: what a code means.

use super::args::ExplainArgs;
use super::{Console, Exit, report};
use crate::model::{Code, nearest};

/// What the codes of each hundred are about.
const GROUPS: [(&str, &str); 9] = [
    ("LT1", "文件"),
    ("LT2", "前言的写法"),
    ("LT3", "各项的内容"),
    ("LT4", "案例、比武和单位前后对照"),
    ("LT5", "正文、图片和链接"),
    ("LT6", "外观"),
    ("LT7", "网址"),
    ("LT8", "给其他平台的稿件"),
    ("LT9", "个人信息和错别字"),
];

pub(super) fn run(console: &mut Console, args: &ExplainArgs) -> Exit {
    let Some(id) = &args.code else {
        console.print(&list());
        return Exit::Done;
    };
    let called = called(id);
    let Some(code) = Code::parse(id).or(if let [code] = called[..] { Some(code) } else { None }) else {
        if !called.is_empty() {
            console.print(&called.into_iter().map(line).collect::<String>());
            return Exit::Done;
        }
        let near = nearest(&id.to_uppercase(), Code::ALL.iter().map(|code| code.id()));
        let hint = near.map_or(String::new(), |near| format!("，是不是 {near}？"));
        console.tell(&format!("没有「{id}」这个代码{hint}\n输入 leitai explain 查看全部代码\n"));
        return Exit::Usage;
    };
    console.print(&format!("{}\n", code.explanation()));
    Exit::Done
}

/// The codes with these words in their titles, else in their explanations.
fn called(words: &str) -> Vec<Code> {
    let in_text = |text: fn(Code) -> &'static str| {
        Code::ALL.iter().copied().filter(|code| text(*code).contains(words)).collect::<Vec<_>>()
    };
    let is_word = words.chars().count() > 1 && !words.is_ascii();
    match (is_word, in_text(report::title)) {
        (false, _) => Vec::new(),
        (true, titles) if titles.is_empty() => in_text(Code::explanation),
        (true, titles) => titles,
    }
}

fn line(code: Code) -> String {
    format!("{}  {}  {}\n", code.id(), report::name(code.severity()), report::title(code))
}

/// All codes, a line each, under what they are about.
fn list() -> String {
    let hint = "输入 leitai explain 加代码，查看它的意思、例子和改法，例如：leitai explain LT208\n";
    let group = |(start, about): (&str, &str)| {
        let codes = Code::ALL.iter().filter(|code| code.id().starts_with(start));
        format!("{about}\n{}\n", codes.copied().map(line).collect::<String>())
    };
    GROUPS.into_iter().map(group).chain([hint.to_owned()]).collect()
}
