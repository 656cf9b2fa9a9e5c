//! Ids of headings in texts beside those of the page itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::Archive;

/// The pages that have a text.
const TEXTS: [&str; 3] = ["cases/a.html", "competitions/2026q3.html", "pages/about.html"];

/// The archive with everything on its pages that has an id, and with this text on each of them.
fn archive(text: &str) -> Archive {
    Archive::valid()
        .without("themes/leitai/templates/base.html")
        .with_competition_lines("scores: s.csv\ncriteria: [{name: 实效, points: 100}]")
        .with_bytes("content/competitions/s.csv", "案例,评委某\na,93.75\nb,90\n".as_bytes())
        .with("-- content/cases/b.md --\n---\ntitle: 乙\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\n---\n")
        .with(&format!("-- content/pages/about.md --\n---\ntitle: 关于\n---\n\n{text}\n"))
        .replacing("content/competitions/2026Q3.md", "各乡镇（街道）现场观摩。", text)
        .with_markdown(&format!("[附件](s.txt)\n\n{text}"))
        .with("-- content/cases/s.txt --\n附件\n")
}

fn pages(archive: &Archive) -> BTreeMap<String, String> {
    let run = archive.build();
    assert_eq!(run.code, Some(0), "{:#?}", run.diagnostics);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let files = archive.contents("output").into_iter();
    files.filter(|(path, _)| TEXTS.contains(&path.as_str())).map(|(path, bytes)| (path, text(bytes))).collect()
}

fn ids(html: &str) -> Vec<&str> {
    html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_heading_has_no_id_of_the_page_whatever_it_says() {
    let plain = pages(&archive("## 起因\n\n正文。"));
    let own: BTreeSet<&str> = plain.values().flat_map(|html| ids(html)).collect();
    assert!(own.len() > 15, "{own:?}");
    let words = own.iter().flat_map(|id| [*id, id.strip_prefix("page--").unwrap_or(id)]);
    let headings: BTreeSet<String> = words.map(|word| format!("## {word}\n\n正文。\n")).collect();
    let pages = pages(&archive(&headings.into_iter().collect::<Vec<_>>().join("\n")));
    assert_eq!(pages.len(), TEXTS.len());
    for (path, html) in &pages {
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = ids(html).into_iter().filter(|id| !seen.insert(*id)).collect();
        assert_eq!(twice, [""; 0], "on {path}");
        assert!(seen.contains("history") && seen.contains("page--main"), "{path} has {seen:?}");
    }
}

#[test]
fn a_link_to_a_heading_leads_to_the_text() {
    let pages = pages(&archive("## history\n\n见[记录](#history)。"));
    let html = &pages["cases/a.html"];
    assert!(html.contains("<h2 id=\"history\">") && html.contains("<a href=\"#history\">记录</a>"), "{html}");
}
