//! `build`: what it writes, keeps, counts and refuses.

use std::fs;

use crate::program;
use crate::support::{Archive, TODAY};
use crate::{Said, type_in};

/// Builds on the day of all tests; gives the last line of what was printed.
#[track_caller]
fn built(archive: &Archive, options: &[&str]) -> String {
    let said = archive.types_today(&[&["build"], options].concat());
    assert_eq!(said.code, Some(0), "{}", said.err);
    said.out.lines().last().unwrap_or_default().to_owned()
}

/// One more case, of this name, with more lines of front matter.
fn with_case(archive: Archive, name: &str, lines: &str) -> Archive {
    archive.with(&format!(
        "-- content/cases/{name}.md --\n---\ntitle: {name}\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\n\
         {lines}\n---\n## 主要做法\n做法。\n## 工作亮点\n亮点。\n## 取得成效\n成效。\n"
    ))
}

fn of_all_kinds() -> Archive {
    let drafts = with_case(with_case(Archive::valid(), "b", "draft: true"), "c", "draft: true");
    with_case(with_case(drafts, "d", "date: 2027-01-01"), "e", "expires: 2026-10-01")
}

#[test]
fn a_second_build_writes_nothing() {
    let archive = Archive::valid();
    let first = built(&archive, &[]);
    assert!(first.starts_with("完成：1 个案例，") && !first.contains("新写 0 个"), "{first}");
    assert!(first.contains("；首页 ./output/index.html"), "{first}");
    let site = archive.contents("output");
    let second = built(&archive, &[]);
    assert!(second.contains("（新写 0 个）"), "{second}");
    assert_eq!(archive.contents("output"), site);
}

#[test]
fn the_last_line_counts_what_is_not_public() {
    let line = built(&of_all_kinds(), &[]);
    assert!(line.starts_with("完成：1 个案例（未公开：草稿 2 个、未到日期 1 个、已失效 1 个），"), "{line}");
}

#[test]
fn drafts_and_later_cases_are_built_when_asked_for() {
    let archive = of_all_kinds();
    let has = |name: &str| archive.path(&format!("output/cases/{name}.html")).is_file();
    let line = built(&archive, &["--drafts"]);
    assert!(line.starts_with("完成：3 个案例（未公开：未到日期 1 个、已失效 1 个），"), "{line}");
    assert_eq!((has("b"), has("d"), has("e")), (true, false, false));
    let line = built(&archive, &["--future"]);
    assert!(line.starts_with("完成：2 个案例（未公开：草稿 2 个、已失效 1 个），"), "{line}");
    assert_eq!((has("b"), has("d"), has("e")), (false, true, false));
}

#[test]
fn a_renamed_case_is_named_with_the_cure() {
    let archive = with_case(Archive::valid(), "b", "");
    built(&archive, &[]);
    fs::rename(archive.path("content/cases/b.md"), archive.path("content/cases/c.md")).unwrap();
    let said = archive.types_today(&["build"]);
    assert!(said.err.contains("提示：这些网址不再有了：cases/b.html；"), "{}", said.err);
    assert!(said.err.contains("aliases: [cases/b.html]"), "{}", said.err);
    assert!(said.out.contains("，删去 "), "{}", said.out);
    let with_alias = archive.replacing("content/cases/c.md", "title:", "aliases: [cases/b.html]\ntitle:");
    assert_eq!(with_alias.types_today(&["build"]).err, "");
}

#[test]
fn a_file_of_someone_else_is_kept_and_named() {
    let archive = Archive::valid();
    built(&archive, &[]);
    let archive = archive.with("-- output/别人的.txt --\n甲\n");
    let said = archive.types_today(&["build"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(said.err, "提示：输出文件夹里有不是本程序写的文件，已原样保留：别人的.txt\n");
    assert_eq!(archive.text("output/别人的.txt"), "甲\n");
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_break_forges_no_line() {
    let archive = Archive::valid();
    built(&archive, &[]);
    fs::write(archive.path("output/别人\n完成：没有问题"), "甲").unwrap();
    let said = archive.types_today(&["build"]);
    assert_eq!(said.err, "提示：输出文件夹里有不是本程序写的文件，已原样保留：别人?完成：没有问题\n");
    let archive = archive.with("-- 照\u{200b}片/a.txt --\n甲\n");
    fs::rename(archive.path("照\u{200b}片"), archive.path("照\n片")).unwrap();
    let said = archive.types_today(&["build", "--output", "照\n片"]);
    assert!(said.err.starts_with("没有写入：「照?片」里已有文件") && said.err.lines().count() == 2, "{}", said.err);
}

#[test]
fn an_output_that_holds_other_things_is_refused() {
    let archive = Archive::valid().with("-- 照片/a.txt --\n甲\n");
    let before = archive.contents("");
    for output in [".", "content", "content/site", "照片", "..", "/"] {
        let said = archive.types_today(&["build", "--output", output]);
        assert_eq!(said.code, Some(2), "{output}: {}", said.err);
        assert!(said.err.starts_with("没有写入：") && said.err.contains("\n处理："), "{}", said.err);
        assert_eq!(archive.contents(""), before, "{output}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_a_file_or_cannot_be_written_is_a_failure_of_the_machine() {
    let archive = Archive::valid().with("-- 文件/a.txt --\n甲\n");
    built(&archive, &[]);
    let state = || ["content", "文件", "output"].map(|folder| archive.contents(folder));
    let before = state();
    for output in ["文件/a.txt", "文件/a.txt/site", "/proc/site"] {
        let said = archive.types_today(&["build", "--output", output]);
        assert_eq!(said.code, Some(3), "{output}: {}", said.err);
        assert!(said.err.contains("没有写入") && said.err.contains("处理："), "{}", said.err);
        assert_eq!(state(), before, "{output}");
    }
}

#[test]
fn content_with_errors_leaves_the_site_as_it_was() {
    let archive = Archive::valid();
    built(&archive, &[]);
    let site = archive.contents("output");
    let wrong = archive.replacing("content/cases/a.md", "观摩点", "观摩");
    let said = wrong.types_today(&["build"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.ends_with("没有生成：1 个错误；./output 没有改动\n"), "{}", said.err);
    assert_eq!(wrong.contents("output"), site);
    // A build that was killed between two steps: the old site waits beside.
    fs::rename(wrong.path("output"), wrong.path(".output.leitai-old")).unwrap();
    let said = wrong.types_today(&["build"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.ends_with("1 个错误；上一次没有写完，已把原来的网站放回 ./output\n"), "{}", said.err);
    assert_eq!(wrong.contents("output"), site);
    assert!(!wrong.path(".output.leitai-old").exists());
}

#[test]
fn a_warning_stops_only_a_strict_build() {
    let archive = Archive::valid().replacing("content/cases/a.md", "## 取得成效\n", "");
    let line = built(&archive, &[]);
    assert!(line.contains("，另有 1 个警告，"), "{line}");
    for command in ["build", "check"] {
        assert_eq!(archive.types_today(&[command, "--strict"]).code, Some(1), "{command}");
    }
    assert_eq!(archive.types_today(&["check"]).code, Some(0));
}

/// Builds with `SOURCE_DATE_EPOCH`.
fn built_at(archive: &Archive, seconds: &str) -> Said {
    let output = program(&archive.path("")).arg("build").env("SOURCE_DATE_EPOCH", seconds).output().unwrap();
    Said::of(output)
}

#[test]
fn the_day_is_beijings_of_source_date_epoch() {
    let archive = with_case(Archive::valid(), "b", "date: 2026-12-01");
    // 2026-12-01 00:00:00 in Beijing, and a second before.
    let early = built_at(&archive, "1796054399");
    assert!(early.out.contains("1 个案例（未公开：未到日期 1 个）"), "{}{}", early.out, early.err);
    let due = built_at(&archive, "1796054400");
    assert!(due.out.contains("完成：2 个案例，"), "{}{}", due.out, due.err);
    for wrong in ["", "明天", "99999999999999"] {
        let said = built_at(&archive, wrong);
        assert_eq!(said.code, Some(2), "{wrong}");
        assert!(said.err.starts_with("用法有误："), "{}", said.err);
    }
}

#[test]
fn what_is_told_has_no_control_characters_in_a_pipe() {
    let archive = Archive::valid().replacing("content/cases/a.md", "## 取得成效\n", "");
    for command in ["build", "check"] {
        let said = archive.types_today(&[command]);
        let all = format!("{}{}", said.out, said.err);
        assert!(!all.contains(['\r', '\u{1b}']), "{all:?}");
        assert!(!all.contains("正在"), "{all}");
    }
}

#[test]
fn a_folder_without_content_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let commands: [&[&str]; 3] =
        [&["build", "--today", TODAY], &["check", "--today", TODAY], &["new", "competition", "2026Q3"]];
    for command in commands {
        let said = type_in(folder.path(), command);
        assert_eq!(said.code, Some(2));
        assert!(said.err.contains("里没有 content 文件夹") && said.err.contains("leitai init"), "{}", said.err);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_page_of_all_components_is_made_where_the_theme_asks_for_it() {
    let archive = Archive::valid();
    assert_eq!(archive.build().code, Some(0));
    assert!(!archive.contents("output").contains_key("specimen.html"));
    let archive = archive.with("-- themes/leitai/theme.yaml --\nspecimen: 是\n");
    assert_eq!(archive.build().code, Some(0));
    let files = archive.contents("output");
    assert!(files.contains_key("specimen.html"));
    assert!(!String::from_utf8_lossy(&files["sitemap.xml"]).contains("specimen"));
}
