//! Posts: their lengths, cuts, topic, address and pictures.

use crate::{archive, built, text};

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><rect width=\"4\" height=\"2\"/></svg>\n";

#[test]
fn posts_are_cut_at_sentences_and_carry_topic_title_and_address() {
    let body = "网格员每周入户，一户不落。".repeat(300);
    let files = built(&archive("weibo", &body), &["--base-url", "https://a.invalid/"]);
    for (name, most) in [("p/a/post-140.txt", 140), ("p/a/post-2000.txt", 2000)] {
        let post = text(&files, name);
        let length = post.chars().count();
        assert!(length <= most && length > most / 2, "{name}: {length}");
        assert!(post.starts_with("#党建引领乡村治理#【议事亭里解难题】网格员"), "{post}");
        assert!(post.ends_with("一户不落。 https://a.invalid/cases/a.html"), "{post}");
    }
}

#[test]
fn a_short_case_is_whole_and_without_an_address_there_is_no_link() {
    let post = text(&built(&archive("weibo", "短短一句。"), &[]), "p/a/post-2000.txt");
    assert!(post.contains("短短一句。") && post.contains("成效。") && !post.contains("http"), "{post}");
}

#[test]
fn a_topic_and_title_too_long_for_a_post_leave_the_title() {
    let archive = archive("weibo", "甲").replacing(
        "content/cases/a.md",
        "title: 议事亭里解难题",
        &format!("title: {}", "题".repeat(150)),
    );
    let post = text(&built(&archive, &[]), "p/a/post-140.txt");
    assert_eq!(post.chars().count(), 140);
}

#[test]
fn an_address_that_takes_more_than_half_of_a_post_is_left_out_and_told() {
    let base = format!("https://a.invalid/{}/", "x".repeat(80));
    let archive = archive("weibo", &"网格员每周入户，一户不落。".repeat(30));
    let files = built(&archive, &["--base-url", &base]);
    let short = text(&files, "p/a/post-140.txt");
    assert!(short.chars().count() <= 140 && short.ends_with("一户不落。"), "{short}");
    assert!(text(&files, "p/a/post-2000.txt").ends_with("/cases/a.html"));
    assert!(text(&files, "index.html").contains("网址有 111 字，140 字的短微博放不下"));
    let run = archive.run("build", &["--base-url", &base]);
    assert_eq!(run.lines(), ["content/cases/a.md:2:8 LT805 warning"]);
}

#[test]
fn the_page_of_all_packages_copies_the_short_post() {
    let files = built(&archive("weibo", "甲说“乙”。"), &[]);
    let post = text(&files, "p/a/post-140.txt").replace('"', "&quot;");
    assert!(text(&files, "index.html").contains(&format!("data-copy=\"{post}\" hidden>复制短文<")), "{post}");
}

#[test]
fn no_more_than_nine_pictures_go_along() {
    let names: Vec<String> = (1..=11).map(|number| format!("p{number}.svg")).collect();
    let body = names.iter().map(|name| format!("![亭]({name})")).collect::<Vec<_>>().join("\n\n");
    let archive = names
        .iter()
        .fold(archive("weibo", &body), |archive, name| archive.with(&format!("-- content/cases/{name} --\n{SVG}")));
    let files = built(&archive, &[]);
    assert_eq!(files.keys().filter(|name| name.starts_with("p/a/images/")).count(), 9);
    assert!(text(&files, "index.html").contains("只带了前 9 张"));
}
