//! `init` and `new`: files that need only what a person can write.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Cursor, Write};
use std::rc::Rc;

use leitai::cli::{Console, Exit, run};

use crate::support::{Archive, TODAY};
use crate::{program, type_in};

/// Makes a case with everything that can be said on the command line.
#[track_caller]
fn new_case(archive: &Archive, title: &str) -> String {
    let said = archive.types(&["new", "case", "--unit", "青禾社区", "--dimension", "乡村治理", "--", title]);
    assert_eq!(said.code, Some(0), "{title:?}: {}", said.err);
    let path = said.out.trim_end().trim_start_matches("./").to_owned();
    archive.text(&path)
}

#[test]
fn a_new_archive_builds_without_warnings() {
    let folder = tempfile::tempdir().unwrap();
    let said = type_in(folder.path(), &["init", "档案"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.err.contains("下一步：进入 档案，运行 leitai build"), "{}", said.err);
    let built = type_in(folder.path(), &["build", "--root", "档案", "--strict", "--today", TODAY]);
    assert_eq!((built.code, built.err.as_str()), (Some(0), ""), "{}", built.out);
    assert!(folder.path().join("档案/output/index.html").is_file());
}

#[test]
fn init_changes_nothing_where_content_is() {
    let archive = Archive::valid();
    let before = archive.contents("");
    let said = archive.types(&["init"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("已经有 content 文件夹，什么都没有改动"), "{}", said.err);
    assert_eq!(archive.contents(""), before);
}

#[test]
fn a_new_case_has_no_errors_when_all_is_given() {
    let titles = [
        "网格里的“红色管家”",
        "CON",
        "com1",
        "Index",
        "page-2",
        "Привет",
        "甲\n---\n乙",
        "议事亭里解难题",
        "a",
        "a: b #c",
        "- 甲",
        "是",
        "true",
        "12:30",
        "~$甲",
        "【头条】\"甲\"：\u{1}乙，丙、丁:",
        "\u{feff}甲\u{200b}",
        "[甲]",
        "../../甲",
    ];
    let archive = Archive::valid();
    for title in titles {
        new_case(&archive, title);
        let run = archive.check();
        let errors: Vec<String> = run.lines().into_iter().filter(|line| line.ends_with("error")).collect();
        assert_eq!(errors, Vec::<String>::new(), "{title:?}: {:#?}", run.diagnostics);
    }
    assert_eq!(archive.contents("content/cases").len(), titles.len() + 1);
}

#[test]
fn a_new_case_lacks_only_what_a_person_must_fill_in() {
    let archive = Archive::valid();
    assert_eq!(archive.types(&["new", "case", "甲"]).code, Some(0));
    let run = archive.check();
    let errors: Vec<String> = run.lines().into_iter().filter(|line| line.ends_with("error")).collect();
    let place = |line| format!("content/cases/2026/甲.md:{line}:1 LT301 error");
    assert_eq!(errors, [place(3), place(4)]);
}

#[test]
fn a_slug_is_written_only_where_the_name_gives_none_that_is_free() {
    let archive = Archive::valid();
    assert!(!new_case(&archive, "议事亭").contains("slug:"));
    for (title, slug) in [
        ("a", "a-2"),
        ("A", "a-3"),
        ("Index", "index-2"),
        ("Привет", "case-2026q3-1"),
        ("Спасибо", "case-2026q3-2"),
        ("page-2", "page-2-2"),
        ("议事-亭", "yi-shi-ting-2"),
    ] {
        assert!(new_case(&archive, title).contains(&format!("\nslug: {slug}\n")), "{title}");
    }
    let pages = Archive::valid().replacing("content/cases/a.md", "title:", "slug: page\ntitle:");
    assert!(new_case(&pages, "page").contains("\nslug: case-2026q3-1\n"));
    let moved = Archive::valid().with_lines("aliases: [cases/jia.html]");
    assert!(new_case(&moved, "甲").contains("\nslug: jia-2\n"));
}

#[test]
fn a_title_is_one_line() {
    let text = new_case(&Archive::valid(), " 甲\n---\n乙\t丙\u{7f}");
    assert!(text.starts_with("---\ntitle: 甲 --- 乙 丙\n"), "{text}");
}

#[test]
fn a_name_that_windows_reserves_gets_an_ending() {
    let archive = Archive::valid();
    new_case(&archive, "CON");
    assert!(archive.path("content/cases/2026/CON-案例.md").is_file());
}

#[test]
fn nothing_is_written_outside_the_archive() {
    let outer = tempfile::tempdir().unwrap();
    let root = outer.path().join("甲/乙");
    let said = type_in(outer.path(), &["init", "甲/乙"]);
    assert_eq!(said.code, Some(0));
    std::fs::remove_file(root.join("content/units.yaml")).unwrap();
    let before = std::fs::read_dir(outer.path()).unwrap().count();
    for id in
        ["2027Q1-x/../../../../../ESC", "2027Q1-../ESC", "2027Q1-a/b", "2027Q1-a\\b", "2027Q1-a:b", "2027Q1-\u{1}"]
    {
        let said = type_in(&root, &["new", "competition", id]);
        assert_eq!(said.code, Some(2), "{id}: {}", said.out);
        assert!(said.err.starts_with("没有新建："), "{}", said.err);
    }
    assert_eq!(std::fs::read_dir(outer.path()).unwrap().count(), before);
    assert!(!root.join("content/competitions/2027").exists());
}

#[test]
fn a_new_competition_is_in_order() {
    let archive = Archive::valid();
    for id in ["2026Q4", "2026Q4-湖东街道"] {
        let said = archive.types(&["new", "competition", id]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        assert!(archive.path(&format!("content/competitions/2026/{id}.md")).is_file());
    }
    let run = archive.check();
    assert_eq!(run.code, Some(0), "{:#?}", run.diagnostics);
    let file = archive.text("content/competitions/2026/2026Q4.md");
    assert!(file.contains("\nstages:\n  比武申报:  # 例如 2026-10-05..2026-10-20\n  现场比武:"), "{file}");
    assert!(file.contains("\ncriteria:  # 每项一行") && file.contains("#scores: 2026Q4-评分表.csv\n"), "{file}");
    let sheet = archive.text("content/competitions/2026/2026Q4-评分表.csv");
    assert_eq!(sheet, "\u{feff}案例,单位,评委一,评委二,评委三,评委四,评委五\n");
    let again = archive.types(&["new", "competition", "2026年第四季度"]);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("已经有了"), "{}", again.err);
}

#[test]
fn judges_and_criteria_are_those_of_last_time() {
    let archive = Archive::valid()
        .with_competition_lines(
            "scores: 评分表.csv\ncriteria:\n  - {name: 组织领导, points: 60, look_for: '书记抓, 抓书记'}\n  - {name: 成效, points: 40}",
        )
        .with("-- content/competitions/评分表.csv --\n案例,区委组织部,区民政局\na,90,91\n");
    assert_eq!(archive.types(&["new", "competition", "2026Q4"]).code, Some(0));
    let file = archive.text("content/competitions/2026/2026Q4.md");
    let criteria = "  - {name: 组织领导, points: 60, look_for: \"书记抓, 抓书记\"}\n  - {name: 成效, points: 40}\n";
    assert!(file.contains(criteria), "{file}");
    let sheet = archive.text("content/competitions/2026/2026Q4-评分表.csv");
    assert_eq!(sheet, "\u{feff}案例,单位,区委组织部,区民政局\n");
}

/// The sheet that comes with a new competition is one once it is filled in.
#[test]
fn an_empty_sheet_waits_to_be_filled_in() {
    let archive = Archive::valid();
    assert_eq!(archive.types(&["new", "competition", "2026Q4"]).code, Some(0));
    let (sheet, file) = ("content/competitions/2026/2026Q4-评分表.csv", "content/competitions/2026/2026Q4.md");
    let header = archive.text(sheet);
    let archive = archive
        .replacing(file, "#scores:", "scores:")
        .with_bytes(sheet, format!("{header}a,青禾社区,90,91,92,93,94\n").as_bytes())
        .replacing("content/cases/a.md", "competition: 2026Q3", "competition: 2026Q4");
    let errors: Vec<String> = archive.check().lines().into_iter().filter(|line| line.ends_with("error")).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn another_title_of_the_same_name_gets_a_number() {
    let archive = Archive::valid();
    new_case(&archive, "甲：乙?");
    new_case(&archive, "甲：乙");
    new_case(&archive, "甲：乙*");
    let names: Vec<String> = archive.contents("content/cases/2026").into_keys().collect();
    assert_eq!(names, ["甲：乙-2.md", "甲：乙-3.md", "甲：乙.md"]);
    let again = archive.types(&["new", "case", "甲：乙?"]);
    assert_eq!(again.code, Some(2), "{}", again.err);
}

#[test]
fn a_case_is_of_the_contest_that_goes_on() {
    let archive = Archive::valid();
    for id in ["2026Q1", "2026Q2", "2026Q4"] {
        assert_eq!(archive.types(&["new", "competition", id]).code, Some(0));
    }
    let on = |seconds: &str, title: &str| {
        let mut program = program(&archive.path(""));
        let said = program.env("SOURCE_DATE_EPOCH", seconds).args(["new", "case", title]).output().unwrap();
        let path = String::from_utf8(said.stdout).unwrap();
        archive.text(path.trim_end())
    };
    // 2026-08-01, 2026-11-25 and 2025-01-01.
    assert!(on("1785542400", "甲").contains("\ncompetition: 2026Q3\n"));
    assert!(on("1795564800", "乙").contains("\ncompetition: 2026Q4\n"));
    assert!(on("1735689600", "丙").contains("\ncompetition: 2026Q1\n"));
}

/// What somebody sees who types these lines at a terminal, and how the command ended.
fn talk(archive: &Archive, arguments: &[&str], lines: &str) -> (Exit, String) {
    let said = Heard::default();
    let mut console = Console::conversation(Cursor::new(lines.to_owned()), said.clone(), said.clone());
    let program = [OsString::from("leitai"), "--root".into(), archive.path("").into_os_string(), "new".into()];
    let exit = run(program.into_iter().chain(arguments.iter().map(OsString::from)), &mut console);
    (exit, said.text())
}

/// A stream that keeps what is said.
#[derive(Clone, Default)]
struct Heard(Rc<RefCell<Vec<u8>>>);

impl Heard {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The front matter of the only case in a year, up to its first remark.
fn written(archive: &Archive) -> String {
    let files = archive.contents("content/cases/2026");
    let text = String::from_utf8(files.into_values().next().unwrap()).unwrap();
    text.split_once('#').unwrap().0.to_owned()
}

#[test]
fn what_is_not_said_is_asked() {
    let archive = Archive::valid();
    let (exit, said) = talk(&archive, &["case"], "\n网格里的“红色管家”\n\n1\n2\n4\n");
    assert_eq!(exit, Exit::Done, "{said}");
    for words in [
        "标题：",
        "   1  2026Q3",
        "参加哪一场比武（写序号、编号或几个字；直接回车就是 2026Q3）：",
        "   1  湖东街道\n   2  云岭镇\n",
        "   4  乡村治理\n",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert_eq!(
        written(&archive),
        "---\ntitle: 网格里的“红色管家”\nunit: 湖东街道/柳溪村\ndimension: 乡村治理\ncompetition: 2026Q3\n"
    );
}

#[test]
fn a_competition_is_chosen_by_its_number_of_which_there_are_so_many() {
    let archive = Archive::valid().with("-- content/competitions/2026Q2.md --\n---\ntitle: 春季比武\n---\n");
    let (exit, said) = talk(&archive, &["case", "甲"], "2\n9\n1\n\n4\n");
    assert_eq!(exit, Exit::Done, "{said}");
    assert!(said.contains("   2  2026Q2  春季比武\n"), "{said}");
    assert!(said.contains("没有第「9」项。请写 1 到 2 的序号，或写名称："), "{said}");
    assert!(written(&archive).ends_with("unit: 湖东街道\ndimension: 乡村治理\ncompetition: 2026Q2\n"), "{said}");
}

#[test]
fn a_competition_that_is_judged_is_not_taken_for_the_current_one() {
    let judged = || Archive::valid().with_competition_lines("results: [{case: a, result: 观摩点}]");
    let said = judged().types(&["new", "case", "甲"]);
    assert!(said.err.contains("区级的比武都已经评出结果。新的一场请先运行 leitai new competition"), "{}", said.err);
    let archive = judged().with("-- content/competitions/2026Q4.md --\n---\ntitle: 冬季比武\n---\n");
    archive.types(&["new", "case", "甲"]);
    let files = archive.contents("content/cases/2026");
    let text = String::from_utf8(files.into_values().next().unwrap()).unwrap();
    assert!(text.contains("\ncompetition: 2026Q4\n"), "{text}");
}

#[test]
fn a_slip_in_an_answer_is_taken_for_the_nearest() {
    let archive = Archive::valid();
    let (exit, said) = talk(&archive, &["case", "甲"], "2026Q9\n2026q3\n青和社区\n\n9、乡村治理\n乡村治理，6\n");
    assert_eq!(exit, Exit::Done, "{said}");
    for words in [
        "「2026Q9」不是比武的编号；区级写成 2026Q3，乡镇级写成 2026Q3-湖东街道。请重写：",
        "没有「青和社区」这个单位。是「湖东街道/青禾社区」吗？是的直接回车，不是请重写：",
        "没有「9」这个维度",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let wanted = "---\ntitle: 甲\nunit: 湖东街道/青禾社区\ndimension: [乡村治理, 其他]\ncompetition: 2026Q3\n";
    assert_eq!(written(&archive), wanted);
}

#[test]
fn a_competition_is_known_by_its_quarter_and_its_words() {
    for words in ["２０２６Ｑ３", "2026年第三季度", "党建引领乡村治理", "2026年第三季度区级擂台比武", "第三季度"]
    {
        let archive = Archive::valid();
        let said = archive.types(&["new", "case", "--competition", words, "--unit", "湖东街道 青禾社区", "甲"]);
        assert_eq!(said.code, Some(0), "{words}: {}", said.err);
        assert!(written(&archive).contains("unit: 湖东街道/青禾社区\n"), "{}", written(&archive));
        let text = String::from_utf8(archive.contents("content/cases/2026").into_values().next().unwrap()).unwrap();
        assert!(text.contains("\ncompetition: 2026Q3\n"), "{text}");
    }
    let two = Archive::valid().with("-- content/competitions/2026Q2.md --\n---\ntheme: 党建引领产业\n---\n");
    let said = two.types(&["new", "case", "--competition", "党建引领", "甲"]);
    assert!(said.err.contains("有几场比武都叫「党建引领」；请写编号：2026Q2、2026Q3"), "{}", said.err);
    let said = two.types(&["new", "case", "--competition", "党建引邻乡村治理", "甲"]);
    assert!(said.err.contains("是不是「2026Q3」？"), "{}", said.err);
}

#[test]
fn a_name_of_two_characters_may_have_one_wrong() {
    for (option, wrong, right) in
        [("--unit", "青和", "湖东街道/青禾社区"), ("--unit", "湖冬", "湖东街道"), ("--dimension", "治里", "乡村治理")]
    {
        let said = Archive::valid().types(&["new", "case", "甲", option, wrong]);
        assert!(said.err.contains(&format!("是不是「{right}」？")), "{}", said.err);
    }
    // Of several as near ones none is named.
    for (option, wrong) in [("--unit", "荷里"), ("--dimension", "乡建")] {
        let said = Archive::valid().types(&["new", "case", "甲", option, wrong]);
        assert!(said.code == Some(2) && !said.err.contains("是不是"), "{}", said.err);
    }
}

#[test]
fn options_are_chosen_by_their_numbers_in_digits_of_any_width() {
    let archive = Archive::valid();
    let (exit, said) = talk(&archive, &["case", "甲"], "\n２\n\n４、其他\n");
    assert_eq!(exit, Exit::Done, "{said}");
    assert!(written(&archive).contains("unit: 云岭镇\ndimension: [乡村治理, 其他]\n"), "{}", written(&archive));
}

#[test]
fn only_what_is_not_given_is_asked() {
    let archive = Archive::valid();
    let given = ["case", "甲", "--unit", "青禾社区", "--dimension", "其他", "--competition", "2026Q3"];
    let (exit, said) = talk(&archive, &given, "");
    assert_eq!((exit, said.lines().count()), (Exit::Done, 1), "{said}");
}

#[test]
fn whoever_goes_away_gets_nothing() {
    let archive = Archive::valid();
    let before = archive.contents("");
    let (exit, said) = talk(&archive, &["case"], "甲\n2026Q3\n");
    assert_eq!(exit, Exit::Usage);
    assert!(said.ends_with("没有新建：没有回答完\n"), "{said}");
    assert_eq!(archive.contents(""), before);
}

#[test]
fn the_next_quarter_is_offered() {
    let archive = Archive::valid();
    let (exit, said) = talk(&archive, &["competition"], "\n");
    assert_eq!(exit, Exit::Done, "{said}");
    assert!(said.starts_with("编号（区级如 2026Q4，乡镇级如 2026Q4-湖东街道；直接回车就是 2026Q4）："), "{said}");
    assert!(archive.path("content/competitions/2026/2026Q4.md").is_file());
}

#[test]
fn a_file_that_exists_stays_as_it_is() {
    let archive = Archive::valid().with("-- content/cases/2026/甲.md --\n写了一半\n");
    let before: BTreeMap<_, _> = archive.contents("content");
    let said = archive.types(&["new", "case", "甲"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("已经有了，没有改动它"), "{}", said.err);
    assert_eq!(archive.contents("content"), before);
}

#[test]
fn prompts_of_a_new_case_are_not_on_its_page() {
    let archive = Archive::valid();
    let text = new_case(&archive, "甲");
    assert!(text.contains("## 主要做法\n\n<!-- 怎么做的：谁牵头"), "{text}");
    let said = archive.types_today(&["build"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(archive.path("output/cases/jia.html").is_file());
    for (name, bytes) in archive.contents("output") {
        assert!(!String::from_utf8_lossy(&bytes).contains("谁牵头"), "{name}");
    }
}
