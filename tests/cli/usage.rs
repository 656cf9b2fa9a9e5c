//! What is typed wrongly, and help.

use crate::support::Archive;
use crate::type_in;

#[test]
fn what_is_typed_wrongly_is_said_in_chinese() {
    let archive = Archive::valid();
    let before = archive.contents("");
    for (arguments, words) in [
        (&["biuld"][..], "没有「biuld」这个命令，是不是 build？"),
        (&["build", "--dratfs"], "没有「--dratfs」这个选项，是不是 --drafts？"),
        (&["build", "--output"], "后面要写内容"),
        (&["check", "--format", "xml"], "没有「xml」这个写法，可以写：text、json、sarif、github"),
        (&["new", "case"], "还缺标题"),
        (&["new", "page", "甲"], "没有「page」这个命令"),
        (&["check", "--today", "明天"], "--today 后面的「明天」不是日期，请写成 2026-07-05"),
        (&["build", "--today", "2026-02-30"], "--today 后面的「2026-02-30」不是日期"),
        (&["build", "--base-url", "甲"], "--base-url 后面的「甲」不是完整的网址"),
        (&["new", "competition"], "还缺编号"),
        (&["new", "competition", "第三季度"], "「第三季度」不是比武的编号"),
        (&["new", "case", "甲", "--competition", "2020Q1"], "没有「2020Q1」这场比武"),
        (&["new", "case", "甲", "--unit", "柳溪村"], "有几个「柳溪村」；请写明乡镇，例如 湖东街道/柳溪村"),
        (&["new", "case", "甲", "--unit", "湖东街道/青禾社"], "是不是「湖东街道/青禾社区」？"),
        (&["new", "case", "甲", "--dimension", "乡村"], "没有「乡村」这个维度；是不是「乡村产业」？不是的话，可以写："),
        (&["new", "case", "——"], "里没有文字"),
        (&["new", "case", "一座亭", "解开结"], "多了「解开结」；内容里有空格的，请给整个内容加上引号"),
        (&["check", "content/cases/a.md"], "不用写文件名「content/cases/a.md」"),
        (&["new", "competition", "9999Q1"], "年份 9999 不对"),
    ] {
        let said = archive.types(arguments);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{arguments:?} {}", said.err);
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
    }
    assert_eq!(archive.contents(""), before);
}

#[test]
fn help_and_version_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let commands =
        ["init", "new", "new case", "new competition", "check", "build", "serve", "export", "schema", "explain"];
    let help = |command: &&'static str| command.split(' ').chain(["--help"]).collect::<Vec<_>>();
    let all = commands.iter().map(help).chain([vec!["--help"], vec!["build", "-h"]]);
    for arguments in all {
        let arguments = &arguments[..];
        let said = type_in(folder.path(), arguments);
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(said.out.contains("用法：leitai"), "{}", said.out);
        assert!(!said.out.contains("Usage") && !said.out.contains("Options"), "{}", said.out);
        assert!(said.out.contains("\n选项：\n") && !said.out.contains(":\n"), "{arguments:?} {}", said.out);
    }
    let version = type_in(folder.path(), &["--version"]);
    assert_eq!(version.out, concat!("leitai ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn without_a_command_the_help_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let said = type_in(folder.path(), &[]);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert!(said.err.contains("命令："), "{}", said.err);
}

#[test]
fn a_folder_within_the_archive_says_where_the_archive_is() {
    let archive = Archive::valid();
    let root = archive.path("").canonicalize().unwrap();
    let said = type_in(&archive.path("content/cases"), &["check"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains(&format!("请先进入那个文件夹，或写 --root {}", root.display())), "{}", said.err);
}

#[test]
fn codes_are_found_by_words_of_their_titles_and_kinds_by_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let one = type_in(folder.path(), &["explain", "全角冒号"]);
    assert!(one.code == Some(0) && one.out.starts_with("# LT208 全角冒号"), "{}", one.out);
    let several = type_in(folder.path(), &["explain", "全角"]);
    assert!(
        several.code == Some(0) && several.out.contains("LT208") && several.out.contains("LT211"),
        "{}",
        several.out
    );
    let none = type_in(folder.path(), &["explain", "不存在的说法"]);
    assert!(none.code == Some(2) && none.err.contains("没有「不存在的说法」这个代码"), "{}", none.err);
    let archive = Archive::valid();
    assert_eq!(archive.types(&["schema", "案例"]).out, archive.types(&["schema", "case"]).out);
}
