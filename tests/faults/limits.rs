//! Rows 32–39: too deep, too long, too many. What took time beyond measure would not end here.

use crate::support::Archive;

/// Checks that the run ends without a crash; gives its first line.
#[track_caller]
fn first_line(archive: &Archive) -> String {
    let run = archive.check();
    assert!(matches!(run.code, Some(0 | 1)), "{:?} {}", run.code, run.told);
    run.lines().into_iter().next().unwrap_or_default()
}

#[test]
fn yaml_that_expands_too_far_is_refused() {
    let level =
        |name: char, of: char| format!("{name}: &{name} [*{of},*{of},*{of},*{of},*{of},*{of},*{of},*{of},*{of}]\n");
    let names = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    let levels: String = names.iter().zip(std::iter::once(&'a').chain(&names)).map(|(n, of)| level(*n, *of)).collect();
    let bomb = Archive::valid().with_front_matter(&format!("a: &a [x,x,x,x,x,x,x,x,x]\n{levels}"));
    assert!(first_line(&bomb).ends_with("LT215 error"));
    let own = Archive::valid().with_lines("extra: &a {b: *a}");
    assert_eq!(first_line(&own), "content/cases/a.md:7:15 LT215 error");
}

#[test]
fn yaml_that_is_too_deep_or_too_long_is_refused() {
    let many = 100_000;
    let deep = (1..2000).map(|depth| " ".repeat(depth) + "a:\n").collect::<Vec<_>>().concat();
    for yaml in [
        format!("tags: {}", "[".repeat(many)),
        format!("extra: {{a: {}{}}}", "[".repeat(many), "]".repeat(many)),
        format!("extra: {}", "{a: ".repeat(many)),
        format!("tags:\n  {}x", "- ".repeat(many)),
        format!("extra:\n{deep}"),
        format!("extra: {{a: {}{}}}", "[".repeat(40), "]".repeat(40)),
        (0..many).fold(String::new(), |text, at| text + &format!("k{at}: x\n")),
    ] {
        assert!(first_line(&Archive::valid().with_lines(&yaml)).ends_with("LT215 error"), "{}", &yaml[..40]);
    }
}

#[test]
fn many_keys_in_escapes_are_read() {
    let keys = (0..25_000).fold(String::new(), |text, at| text + &format!("  \"k\\x41{at}\": x\n"));
    assert_eq!(first_line(&Archive::valid().with_lines(&format!("extra:\n{keys}"))), "");
}

#[test]
fn markdown_that_is_too_deep_is_refused_where_it_becomes_so() {
    let list = (0..3000).map(|depth| "  ".repeat(depth) + "- x\n").collect::<Vec<_>>().concat();
    let quotes = Archive::valid().with_markdown(&format!("{} x", ">".repeat(50_000)));
    assert_eq!(first_line(&quotes), "content/cases/a.md:23:65 LT508 error");
    assert!(first_line(&Archive::valid().with_markdown(&list)).ends_with("LT508 error"));
}

#[test]
fn markdown_that_never_closes_is_read_to_the_end() {
    for text in [
        "*a_".repeat(50_000),
        "[".repeat(100_000),
        "![a](".repeat(50_000),
        "[a](b c".repeat(50_000),
        "`".repeat(50_001),
    ] {
        first_line(&Archive::valid().with_markdown(&text));
    }
}

#[test]
fn a_very_long_line_is_read() {
    assert_eq!(first_line(&Archive::valid().with_markdown(&"网格员".repeat(20 * 1024 * 1024 / 9))), "");
}

#[test]
fn a_file_above_the_limit_is_refused_by_its_size() {
    let archive = Archive::valid().with_bytes("content/cases/a.md", &vec![b'x'; 33 * 1024 * 1024]);
    assert_eq!(archive.check().lines(), ["content/cases/a.md:1:1 LT106 error"]);
    assert!(archive.check().words("LT106").contains("超过上限 32 MB"));
}

#[test]
fn too_many_tags_are_refused_at_the_first_above_the_limit() {
    let tags: Vec<String> = (0..10_000).map(|at| format!("标签{at}")).collect();
    let flow = Archive::valid().with_lines(&format!("tags: [{}]", tags.join(", ")));
    assert_eq!(first_line(&flow), "content/cases/a.md:7:1298 LT311 error");
    let block = Archive::valid().with_lines(&format!("tags:\n  - {}", tags.join("\n  - ")));
    assert_eq!(first_line(&block), "content/cases/a.md:208:5 LT311 error");
    assert!(block.check().words("LT311").contains("超过上限 200 项"));
}

#[test]
fn of_many_problems_of_a_kind_fifty_are_listed_and_all_are_counted() {
    let keys = |count: usize| (0..count).map(|at| format!("k{at}: x")).collect::<Vec<_>>().join("\n");
    let run = Archive::valid().with_lines(&keys(3000)).check();
    assert_eq!(run.diagnostics.len(), 50);
    let last = run.diagnostics[49]["message"].as_str().unwrap();
    assert_eq!(last, "没有「k49」这一项（这个文件里同样的问题还有 2950 个，没有列出）");
    assert!(run.told.contains("检查完毕：3000 个错误，"), "{}", run.told);
    let run = Archive::valid().with_lines(&keys(50)).check();
    assert_eq!(run.diagnostics[49]["message"], "没有「k49」这一项");
}
