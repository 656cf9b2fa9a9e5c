//! What is wrong with a command line, in Chinese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Console, Exit};

/// Prints the help or version that was asked for, or says what was typed wrongly.
pub(super) fn explain(console: &mut Console, error: &clap::Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.print(&error.to_string());
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console.tell(&error.to_string());
            return Exit::Usage;
        }
        _ => {}
    }
    console.tell(&format!("用法有误：{}\n输入 leitai --help 查看用法\n", message(error)));
    Exit::Usage
}

fn message(error: &clap::Error) -> String {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let near = text(error, ContextKind::SuggestedSubcommand);
            let hint = if near.is_empty() { String::new() } else { format!("，是不是 {near}？") };
            format!("没有「{}」这个命令{hint}", text(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => extra(&argument),
        ErrorKind::UnknownArgument => {
            let near = text(error, ContextKind::SuggestedArg);
            let hint = if near.is_empty() { String::new() } else { format!("，是不是 {near}？") };
            format!("没有「{argument}」这个选项{hint}")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("「{argument}」后面要写内容"),
        ErrorKind::InvalidValue => {
            format!("「{argument}」没有「{value}」这个写法，可以写：{}", text(error, ContextKind::ValidValue))
        }
        ErrorKind::MissingRequiredArgument => format!("还缺：{argument}"),
        ErrorKind::MissingSubcommand => format!("还缺命令，可以写：{}", text(error, ContextKind::ValidSubcommand)),
        ErrorKind::ArgumentConflict => format!("「{argument}」写了不止一次，或和别的选项不能一起用"),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("「{argument}」后面的内容多了或少了"),
        ErrorKind::InvalidUtf8 => "命令行里有认不出的文字".into(),
        _ => format!("「{argument}」「{value}」不对"),
    }
}

/// What is wrong with a word that nothing was asked for.
fn extra(word: &str) -> String {
    if word.contains(['/', '\\']) || word.contains('.') {
        format!("这个命令处理整个档案，不用写文件名「{word}」")
    } else {
        format!("多了「{word}」；内容里有空格的，请给整个内容加上引号，例如 \"一座亭 解开结\"")
    }
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    }
}
