//! Sections that are there, but not as they should be: their heading is none to Markdown, or nothing is written yet.

/// Whether a line is the name of a section, with or without marks: `##工作亮点`, `**工作亮点**`; or would be one, were it not
/// for the code or the remark before it that nothing ends. These are pointed out themselves.
pub(super) fn stands_there(body: &str, section: &str) -> bool {
    let (mut in_code, mut in_remark, mut is_within) = (false, false, false);
    for line in body.lines() {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        in_code ^= is_fence && !in_remark;
        if !in_code {
            let (opened, closed) = (line.rfind("<!--"), line.rfind("-->"));
            in_remark = if in_remark { closed.is_none() } else { opened > closed };
        }
        // What is set in is a part of a list, or code, and nothing points it out.
        let is_set_in = line.starts_with([' ', '\t']);
        let is_named =
            !is_set_in && line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '＃' | '*')) == section;
        match (is_named, in_code || in_remark) {
            (true, false) => return true,
            (true, true) => is_within = true,
            (false, true) => {}
            (false, false) => is_within = false,
        }
    }
    is_within
}

/// Whether a text only says that there is none yet.
pub(super) fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 10] = ["待补充", "待完善", "待填写", "待写", "待定", "略", "暂无", "无", "&nbsp;", "TODO"];
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "（）()【】[]…。.".contains(c));
    let is_blank = |c: char| matches!(c, 'x' | 'X' | '×' | 'ｘ' | 'Ｘ');
    !text.is_empty() && (WORDS.contains(&bare) || bare.chars().all(is_blank))
}
