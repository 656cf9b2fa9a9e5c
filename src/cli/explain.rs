//! `explain`: what a code means.

use super::args::ExplainArgs;
use super::{Console, Exit, report};
use crate::model::{Code, nearest};

pub(super) fn run(console: &mut Console, args: &ExplainArgs) -> Exit {
    let Some(id) = &args.code else {
        let lines: Vec<String> =
            Code::ALL.iter().map(|&code| format!("{}  {}", code.id(), report::title(code))).collect();
        console.print(&(lines.join("\n") + "\n"));
        return Exit::Done;
    };
    let Some(code) = Code::parse(id) else {
        let near = nearest(&id.to_uppercase(), Code::ALL.iter().map(|code| code.id()));
        let hint = near.map_or(String::new(), |near| format!("，是不是 {near}？"));
        console.tell(&format!("没有「{id}」这个代码{hint}\n输入 leitai explain 查看全部代码\n"));
        return Exit::Usage;
    };
    console.print(&format!("{}\n", code.explanation()));
    Exit::Done
}
