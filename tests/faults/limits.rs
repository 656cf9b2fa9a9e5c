//! Rows 32–39: too deep, too long, too many. What took time beyond measure would not end here.

use std::process::Command;

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
    let list = |levels: usize| (0..levels).map(|depth| "  ".repeat(depth) + "- x\n").collect::<Vec<_>>().concat();
    let quotes = Archive::valid().with_markdown(&format!("{} x", ">".repeat(50_000)));
    assert_eq!(first_line(&quotes), "content/cases/a.md:23:65 LT508 error");
    assert!(first_line(&Archive::valid().with_markdown(&list(1400))).ends_with("LT508 error"));
    let large = with_limits(Archive::valid().with_markdown(&list(3000)), "file_size: 10");
    assert!(first_line(&large).ends_with("LT508 error"));
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
fn prose_that_never_ends_is_proofread_to_the_end() {
    for text in [
        "20".repeat(200_000),
        "９20".repeat(80_000),
        "十".repeat(200_000) + "月1日",
        "甲3单元501".repeat(15_000),
        "小区3栋501".repeat(15_000),
        "村3组5号".repeat(15_000),
        "家住".repeat(20_000),
        "1户、2户，共4户，".repeat(10_000),
        "甲.甲".repeat(60_000),
        "（".repeat(80_000) + &"”".repeat(80_000),
    ] {
        first_line(&Archive::valid().with_markdown(&text));
    }
    first_line(&Archive::valid().with_lines(&format!("summary: {}", "部暑".repeat(60_000))));
    let id = Archive::valid().replacing("content/cases/a.md", "2026Q3", &"甲，".repeat(60_000));
    assert_eq!(first_line(&id), "content/cases/a.md:5:14 LT310 error");
}

#[test]
fn a_very_long_line_is_read_up_to_the_limit_of_its_file() {
    let line = |megabytes: usize| Archive::valid().with_markdown(&"网格员".repeat(megabytes * 1024 * 1024 / 9));
    assert_eq!(first_line(&line(20)), "content/cases/a.md:1:1 LT106 error");
    assert_eq!(first_line(&with_limits(line(20), "file_size: 32")), "");
}

#[test]
fn the_settings_are_read_within_the_usual_limits_whatever_they_say() {
    let long = format!("limits: {{file_size: 32, yaml_nesting: 48}}\norganization: {}", "甲".repeat(1024 * 1024));
    let run = Archive::valid().replacing("content/site.yaml", "district", &format!("{long}\ndistrict")).check();
    assert_eq!(run.lines().first().unwrap(), "content/site.yaml:1:1 LT106 error");
    let deep = format!("gov: {}{}", "[".repeat(40), "]".repeat(40));
    let run = with_limits(Archive::valid(), "yaml_nesting: 48")
        .replacing("content/site.yaml", "district", &format!("{deep}\ndistrict"))
        .check();
    assert!(run.words("LT215").contains("超过 32 层"), "{}", run.words("LT215"));
    assert!(!run.words("LT215").contains("yaml_nesting"), "{}", run.words("LT215"));
}

/// The archive with these limits.
fn with_limits(archive: Archive, limits: &str) -> Archive {
    archive.replacing("content/site.yaml", "name: ", &format!("limits: {{{limits}}}\nname: "))
}

/// A picture of a little more than a million pixels.
fn plain_picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::GrayImage::new(1100, 1000);
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

#[test]
fn every_limit_is_held_where_it_is_reached_and_names_the_key_that_raises_it() {
    let nested = format!("extra: {{a: {}{}}}", "[".repeat(3), "]".repeat(3));
    let keys = (0..40).map(|at| format!("{{k{at}: x}}")).collect::<Vec<_>>().join(", ");
    let many = format!("extra: {{a: [{keys}]}}");
    let aliases = "extra: {a: &a [x, x, x], b: *a, c: *a}";
    let sheet = "案例,单位,甲\na,青禾社区,90\n";
    let scored = Archive::valid().with_competition_lines("scores: s.csv");
    let scored = scored.with_bytes("content/competitions/s.csv", sheet.as_bytes());
    let picture =
        Archive::valid().with_markdown("![居民议事](p.png)").with_bytes("content/cases/p.png", &plain_picture());
    let of = Archive::valid;
    let cases = [
        (of().with_markdown(&"甲".repeat(400_000)), "file_size", "文件大小", 1, 2, "1:1 LT106"),
        (of().with_lines(&nested), "yaml_nesting", "前言嵌套层数", 4, 5, "7:14 LT215"),
        (of().with_lines(&many), "yaml_values", "前言项数", 100, 200, "7:284 LT215"),
        (of().with_lines(aliases), "yaml_aliases", "引用项数", 9, 20, "7:36 LT215"),
        (of().with_markdown("> > > 深"), "nesting", "嵌套层数", 2, 3, "23:5 LT508"),
        (of().with_markdown("甲\n乙\n丙"), "elements", "正文元素数", 19, 23, "23:2 LT508"),
        (of().with_lines("tags: [甲, 乙, 丙]"), "tags", "标签数", 2, 3, "7:14 LT311"),
        (of().with_lines("aliases: [b.html, c.html]"), "tags", "标签数", 1, 2, "7:19 LT311"),
        (scored, "csv_cells", "评分表格数", 5, 6, "2:8 LT311"),
        (picture, "megapixels", "图片百万像素", 1, 2, "23:9 LT521"),
    ];
    for (archive, name, alias, low, high, place) in cases {
        let run = |key: &str, limit: usize| {
            let text = std::fs::read_to_string(archive.path("content/site.yaml")).unwrap();
            let set = format!("limits: {{{key}: {limit}}}\n{text}");
            std::fs::write(archive.path("content/site.yaml"), set).unwrap();
            let run = archive.check();
            std::fs::write(archive.path("content/site.yaml"), text).unwrap();
            run
        };
        for key in [name, alias] {
            let beyond = run(key, low);
            let found: Vec<String> = beyond.lines().into_iter().filter(|line| line.ends_with("error")).collect();
            assert!(found.len() == 1 && found[0].contains(&format!(":{place} ")), "{name}: {found:?}");
            let code = place.split(' ').next_back().unwrap();
            let words = beyond.words(code);
            assert!(words.contains(&format!("写大 {name}（{alias}），最大")), "{name}: {words}");
            assert_eq!(run(key, high).lines(), Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn a_limit_that_is_no_number_or_beyond_what_can_be_borne_is_refused_at_its_value() {
    let most = [
        ("file_size", 32),
        ("yaml_nesting", 48),
        ("yaml_values", 200_000),
        ("yaml_aliases", 100_000),
        ("nesting", 200),
        ("elements", 250_000),
        ("tags", 10_000),
        ("csv_cells", 1_000_000),
        ("megapixels", 200),
    ];
    for (name, most) in most {
        assert_eq!(first_line(&with_limits(Archive::valid(), &format!("{name}: {most}"))), "");
        let range = format!("应当是 1 到 {most} 的整数");
        let column = 12 + name.len();
        for value in
            ["0", &(most + 1).to_string(), "99999999999999999999", "-1", "1.5", "很多", "[1]", "{a: 1}", "true"]
        {
            let run = with_limits(Archive::valid(), &format!("{name}: {value}")).check();
            assert_eq!(run.lines(), [format!("content/site.yaml:1:{column} LT306 error")], "{name}: {value}");
            assert!(run.words("LT306").contains(&range), "{name}: {value}");
            assert!(run.words("LT306").contains(&format!("「{value}」")), "{name}: {}", run.words("LT306"));
        }
        for value in ["", "~", "null"] {
            let run = with_limits(Archive::valid(), &format!("{name}: {value}")).check();
            assert_eq!(run.lines(), ["content/site.yaml:1:10 LT306 error"], "{name}: {value}");
            assert!(run.words("LT306").contains("这里没有写"), "{name}: {value}");
        }
    }
}

#[test]
fn limits_raised_as_far_as_they_go_end_in_a_diagnostic_too() {
    let limits = "yaml_nesting: 48, yaml_values: 200000, yaml_aliases: 100000, nesting: 200, elements: 250000";
    let line = |archive: Archive| first_line(&with_limits(archive, limits));
    let deep = |many: usize| format!("extra: {{a: {}{}}}", "[".repeat(many), "]".repeat(many));
    assert_eq!(line(Archive::valid().with_lines(&deep(46))), "");
    assert!(line(Archive::valid().with_lines(&deep(47))).ends_with("LT215 error"));
    let quotes = |many: usize| Archive::valid().with_markdown(&format!("{}深", "> ".repeat(many)));
    assert_eq!(line(quotes(200)), "");
    assert!(line(quotes(201)).ends_with("LT508 error"));
}

#[test]
fn signs_beyond_eight_for_each_element_are_not_read() {
    let signs = |many: usize| {
        with_limits(Archive::valid().with_markdown(&format!("甲{}", "`".repeat(many))), "elements: 100").check()
    };
    let run = signs(900);
    assert!(run.lines()[0].ends_with("LT508 error"), "{:?}", run.lines());
    assert!(run.words("LT508").contains("这样的符号超过 800 个，从这里起没有读下去"), "{}", run.words("LT508"));
    assert!(run.words("LT508").contains("写大 elements"), "{}", run.words("LT508"));
    assert_eq!(signs(700).lines(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_dozen_megabytes_of_signs_take_no_gigabyte() {
    let limits = "file_size: 32, nesting: 200, elements: 250000";
    let archive = with_limits(Archive::valid().with_markdown(&"[".repeat(12 * 1024 * 1024)), limits);
    let program = env!("CARGO_BIN_EXE_leitai");
    let script = "ulimit -v 1000000 && exec \"$0\" check --today 2026-11-25";
    let run = Command::new("sh").args(["-c", script, program]).current_dir(archive.path("")).output().unwrap();
    let told = String::from_utf8(run.stdout).unwrap();
    assert_eq!((run.status.code(), told.contains("LT508")), (Some(1), true), "{told}");
}

#[test]
fn a_table_of_a_hundred_thousand_cells_is_refused() {
    let table = format!("|甲|乙|\n|-|-|\n{}", "|1|2|\n".repeat(50_000));
    let run = Archive::valid().with_markdown(&table).check();
    assert!(run.lines()[0].ends_with("LT508 error"), "{:?}", run.lines());
    assert!(run.words("LT508").contains("改成附件"));
}

#[test]
fn a_file_above_the_limit_is_refused_by_its_size() {
    let of = |megabytes: usize| {
        Archive::valid().with_bytes("content/cases/a.md", &vec![b'x'; megabytes * 1024 * 1024 + 1]).check()
    };
    for (megabytes, words) in [(2, "文件有 2.1 MB，超过上限 2 MB"), (32, "文件有 32.1 MB，超过上限 32 MB")]
    {
        let run = of(megabytes);
        assert_eq!(run.lines(), ["content/cases/a.md:1:1 LT106 error"]);
        assert!(run.words("LT106").contains(words), "{}", run.words("LT106"));
    }
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

#[test]
fn levels_are_those_of_quotes_lists_and_emphasis() {
    let list = |levels: usize| "- ".repeat(levels) + "甲";
    let quotes = |levels: usize| ">".repeat(levels) + " **甲**";
    for (inside, beyond) in [(list(3), list(4)), (quotes(2), quotes(3))] {
        let line = |text: &str| first_line(&with_limits(Archive::valid().with_markdown(text), "nesting: 3"));
        assert_eq!(line(&inside), "");
        assert!(line(&beyond).ends_with("LT508 error"), "{beyond}");
    }
}

#[test]
fn what_takes_much_memory_counts_as_several_elements() {
    let many = |text: &str| text.repeat(34_000);
    for text in [many("[^1]") + "\n\n[^1]: 甲", many("## 甲\n"), many("- [ ] 甲\n"), many("![甲](a.png)\n\n")] {
        let run = Archive::valid().with_markdown(&text).check();
        assert!(run.words("LT508").contains("超过 100000 个"), "{}", run.words("LT508"));
    }
}

#[test]
fn a_sheet_of_more_judges_than_a_page_shows_or_of_commas_alone_is_refused_at_once() {
    let sheet = |text: &str| {
        let scored = Archive::valid().with_competition_lines("scores: s.csv");
        with_limits(scored.with_bytes("content/competitions/s.csv", text.as_bytes()), "file_size: 32")
    };
    let judges = |many: usize| {
        let names: Vec<String> = (0..many).map(|number| format!("评{number}")).collect();
        sheet(&format!("案例,单位,{}\na,青禾社区{}\n", names.join(","), ",90".repeat(many)))
    };
    assert_eq!(first_line(&judges(1000)), "");
    assert!(first_line(&judges(45_000)).ends_with("LT311 error"));
    let commas = first_line(&sheet(&format!("案例,单位,甲\n{}", ",".repeat(20_000_000))));
    assert_eq!(commas, "content/competitions/s.csv:2:99998 LT311 error");
}

#[test]
fn a_text_is_cut_where_a_cell_of_a_workbook_ends_as_excel_counts() {
    let archive = Archive::valid().with_lines(&format!("award: {}𠮷", "中".repeat(32_766)));
    let run = archive.build();
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert!(archive.contents("output").contains_key("data/cases.xlsx"));
}
