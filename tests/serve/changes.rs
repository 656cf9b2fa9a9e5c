//! What browsers see while files change.

use std::fs;

use crate::Served;
use crate::support::Archive;

const CASE: &str = "content/cases/a.md";

impl Served {
    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.archive.path(path)).unwrap()
    }

    fn save(&self, path: &str, text: &str) {
        let path = self.archive.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_saved_file_is_shown_on_every_page_that_has_it() {
    let served = Served::new(Archive::valid());
    let title = served.text(CASE).lines().find_map(|line| line.strip_prefix("title: ").map(str::to_owned)).unwrap();
    served.save(CASE, &served.text(CASE).replace(&title, "换了的标题"));
    served.wait("/cases/a.html", |page| page.body.contains("<h1>换了的标题</h1>"));
    assert!(served.get("/cases/index.html").body.contains("换了的标题"));
}

#[test]
fn a_browser_is_told_whether_its_page_is_another_by_now() {
    let served = Served::new(Archive::valid());
    let tag = |path: &str| {
        let page = served.get(path).body;
        page.split_once("data-tag='").unwrap().1.split_once('\'').unwrap().0.to_owned()
    };
    let pages = ["/", "/cases/a.html", "/cases/index.html", "/404.html", "/cases/none.html"];
    let tags = pages.map(tag);
    let news = served.news()["build"].clone();
    served.save(CASE, &served.text(CASE).replace("做法。", "新的做法。"));
    served.wait_for_news(|new| new["build"] != news);
    let status = pages.iter().zip(&tags).map(|(path, tag)| {
        served.get_with(path, &format!("Host: {}\r\nIf-None-Match: {tag}\r\n", served.address)).status
    });
    assert_eq!(status.collect::<Vec<_>>(), [304, 200, 304, 304, 304]);
}

#[test]
fn a_template_that_fails_leaves_the_last_good_site() {
    let served = Served::new(Archive::valid());
    served.save("themes/leitai/templates/case.html", "{{ nothing.at_all }}\n");
    let news = served.wait_for_news(|news| news["errors"] != serde_json::json!([]));
    assert!(news["errors"][0].as_str().unwrap().contains("themes/leitai/templates/case.html:1:4"), "{news}");
    assert!(served.get("/cases/a.html").body.contains("<h1>"));
    // It is tried again whatever changes next.
    served.save(CASE, &served.text(CASE).replace("做法。", "新的做法。"));
    served.wait_for_print("改了 content/cases/a.md：");
    assert!(served.get("/cases/a.html").body.contains("<p>做法。"));
}

#[test]
fn files_saved_by_exchange_are_noticed_too() {
    let served = Served::new(Archive::valid());
    for (number, beside) in ["content/cases/a.md.tmp", "content/cases/.a.md.swp"].into_iter().enumerate() {
        served.save(beside, &served.text(CASE).replace("做法。", &format!("第 {number} 次的做法。")));
        fs::rename(served.archive.path(beside), served.archive.path(CASE)).unwrap();
        served.wait("/cases/a.html", |page| page.body.contains(&format!("{number} 次的做法。")));
        served.save(CASE, &served.text(CASE).replace(&format!("第 {number} 次的做法。"), "做法。"));
        served.wait("/cases/a.html", |page| page.body.contains("<p>做法。</p>"));
    }
}

#[test]
fn files_saved_after_the_old_one_was_renamed_are_noticed_too() {
    let served = Served::new(Archive::valid());
    let text = served.text(CASE);
    for (number, backup) in ["content/cases/a.md~", "content/cases/.a.md.bak"].into_iter().enumerate() {
        fs::rename(served.archive.path(CASE), served.archive.path(backup)).unwrap();
        served.save(CASE, &text.replace("做法。", &format!("第 {number} 次的做法。")));
        served.wait("/cases/a.html", |page| page.body.contains(&format!("第 {number} 次的做法。")));
    }
}

#[test]
fn five_hundred_files_that_come_and_go_at_once_are_all_shown_and_all_gone() {
    let served = Served::new(Archive::valid());
    let text = served.text(CASE);
    let path = |number: usize| format!("content/cases/x{}/c{number}.md", number % 20);
    for number in 0..500 {
        served.save(&path(number), &text.replace("title: ", &format!("title: 第{number}个")));
    }
    served.wait("/data/cases.json", |data| data.body.matches("\"slug\":").count() == 501);
    assert!(served.get("/cases/c499.html").body.contains("<h1>第499个"));
    for number in 0..500 {
        fs::remove_file(served.archive.path(&path(number))).unwrap();
    }
    served.wait("/data/cases.json", |data| data.body.matches("\"slug\":").count() == 1);
    assert_eq!(served.get("/cases/c499.html").status, 404);
}

#[test]
fn an_error_leaves_the_last_good_site_and_is_told_until_it_is_mended() {
    let served = Served::new(Archive::valid());
    assert_eq!(served.news()["errors"], serde_json::json!([]));
    let good = served.text(CASE);
    served.save(CASE, &good.replace("title: ", "titel: <img src=x onerror=alert(1)> "));
    let news = served.wait_for_news(|news| news["errors"] != serde_json::json!([]));
    let errors = news["errors"].as_array().unwrap().iter().map(|error| error.as_str().unwrap()).collect::<String>();
    for part in ["content/cases/a.md:2:1", "titel: <img src=x onerror=alert(1)>", "处理: 是不是想写「title」"]
    {
        assert!(errors.contains(part), "{errors}");
    }
    assert_eq!(served.get("/cases/a.html").status, 200);
    served.save(CASE, &good);
    served.wait_for_news(|news| news["errors"] == serde_json::json!([]));
}

#[test]
fn a_new_case_or_page_with_an_error_is_shown_with_its_error() {
    let served = Served::new(Archive::valid());
    let new = served.text(CASE).replace("title: ", "titel: <b>").replace("unit: ", "slug: xin\nunit: ");
    served.save("content/cases/新的.md", &new);
    let broken = served.wait("/cases/xin.html", |page| page.status == 200);
    for part in ["这一篇有错误", "content/cases/新的.md:2:1", "titel: &lt;b&gt;", "/__leitai/preview.js"] {
        assert!(broken.body.contains(part), "{part} is not in {}", broken.body);
    }
    assert_eq!(served.get("/cases/none.html").status, 404);
    assert!(served.get("/cases/a.html").body.contains("<h1>"), "another page stays as it was");
    served.save("content/pages/关于.md", "---\ntitel: 关于\n---\n");
    served.wait("/pages/guan-yu.html", |page| page.body.contains("content/pages/关于.md:2:1"));
    served.save("content/pages/关于.md", "---\ntitle: 关于\n---\n");
    served.save("content/cases/新的.md", &new.replace("titel: <b>", "title: 新的"));
    served.wait("/cases/xin.html", |page| page.body.contains("<h1>新的"));
    served.wait("/pages/guan-yu.html", |page| page.body.contains("<h1>关于</h1>"));
}

#[test]
fn a_file_taken_away_is_gone_and_one_put_into_a_new_folder_is_there() {
    let served = Served::new(Archive::valid());
    let text = served.text(CASE).replace("title: ", "title: 又一个");
    fs::remove_file(served.archive.path(CASE)).unwrap();
    served.wait("/cases/a.html", |page| page.status == 404);
    served.save("content/cases/new/deep/b.md", &text);
    served.wait("/cases/b.html", |page| page.status == 200);
}

#[test]
fn content_taken_away_as_a_whole_and_put_back_is_shown_again() {
    let served = Served::new(Archive::valid());
    let (content, aside) = (served.archive.path("content"), served.archive.path("aside"));
    fs::rename(&content, &aside).unwrap();
    served.wait_for_news(|news| news["errors"] != serde_json::json!([]));
    assert_eq!(served.get("/cases/a.html").status, 200, "the last good site stays");
    fs::rename(&aside, &content).unwrap();
    served.wait_for_news(|news| news["errors"] == serde_json::json!([]));
    served.save(CASE, &served.text(CASE).replace("做法。", "回来以后的做法。"));
    served.wait("/cases/a.html", |page| page.body.contains("回来以后的做法。"));
}

#[test]
fn a_changed_style_sheet_is_exchanged_in_place() {
    let served = Served::new(Archive::valid());
    let (old, page) = (served.news()["style"].clone(), served.get("/cases/a.html").body);
    served.save("themes/leitai/style/99-own.css", "h1 { color: green }\n");
    let news = served.wait_for_news(|news| news["style"] != old);
    let sheet = news["style"].as_str().unwrap();
    assert!(served.get(&format!("/{sheet}")).body.contains("h1{color:green}"));
    // The page is still the same under its tag: no reason to load it anew.
    let tag = page.split_once("data-tag='").unwrap().1.split_once('\'').unwrap().0;
    let answer = served.get_with("/cases/a.html", &format!("Host: {}\r\nIf-None-Match: {tag}\r\n", served.address));
    assert_eq!(answer.status, 304);
}

#[test]
fn drafts_and_what_is_still_to_come_are_shown_and_marked() {
    let case = |name: &str, line: &str| {
        format!(
            "-- content/cases/{name}.md --\n---\ntitle: {name}\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\n{line}\n---\n正文。\n"
        )
    };
    let archive = Archive::valid().with(&case("b", "draft: true")).with(&case("c", "date: 2099-01-01"));
    let served = Served::new(archive);
    assert!(served.get("/cases/b.html").body.contains("草稿，还没有公开"));
    assert!(served.get("/cases/c.html").body.contains("还没到公布日期，还没有公开"));
    assert!(!served.get("/cases/a.html").body.contains("还没有公开"));
}

#[test]
fn after_many_quick_changes_the_site_is_what_a_build_gives() {
    let served = Served::new(Archive::valid());
    let text = served.text(CASE);
    for number in 0..100 {
        served.save(CASE, &text.replace("做法。", &format!("第{number}次改。")));
        served
            .save(&format!("content/cases/x{}.md", number % 7), &text.replace("title: ", &format!("title: {number}")));
        if number % 3 == 0 {
            fs::remove_file(served.archive.path(&format!("content/cases/x{}.md", number % 7))).unwrap();
        }
    }
    for number in 0..7 {
        let _ = fs::remove_file(served.archive.path(&format!("content/cases/x{number}.md")));
    }
    served.wait("/cases/a.html", |page| page.body.contains("第99次改。"));
    served.wait("/cases/x6.html", |page| page.status == 404);
    served.wait_for_news(|news| news["errors"] == serde_json::json!([]));
    let run = served.archive.run("build", &["--drafts", "--future"]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    for (name, bytes) in &served.archive.contents("output") {
        // Shown at any address, it has a base of its own; and what is no text is read as text here.
        if name == "404.html" || std::str::from_utf8(bytes).is_err() || name.starts_with('.') {
            continue;
        }
        let answer = served.get(&format!("/{name}"));
        assert_eq!(without_script(&answer.body), String::from_utf8_lossy(bytes), "{name}");
    }
}

/// A page without what the preview adds to it.
fn without_script(html: &str) -> String {
    let Some((before, rest)) = html.split_once("<script src=\"/__leitai/") else { return html.to_owned() };
    format!("{before}{}", rest.split_once("</script>\n").unwrap().1)
}

#[test]
fn files_that_editors_keep_for_themselves_are_not_named_and_odd_names_stay_in_their_line() {
    let served = Served::new(Archive::valid());
    for name in ["~$a.md", "4913", ".a.md.swp", "a.md.swx", "a.md~", "#a.md#", "a.md.tmp"] {
        served.save(&format!("content/cases/{name}"), "x");
    }
    served.save(CASE, &served.text(CASE).replace("做法。", "新的做法。"));
    served.wait("/cases/a.html", |page| page.body.contains("新的做法。"));
    served.save("content/cases/坏\n名\u{1b}[31m.txt", "x");
    let printed = served.wait_for_print("坏?名?[31m.txt：");
    for line in printed.lines().filter(|line| line.starts_with("改了")) {
        let named = line.strip_prefix("改了 ").unwrap().split('：').next().unwrap();
        assert!(named == CASE || named.contains('坏'), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_not_watched() {
    for polls in [false, true] {
        let archive = Archive::valid().with_folder("elsewhere").with_link("content/elsewhere", "../elsewhere");
        let mut watcher = leitai::serve::Watcher::new(&archive.path(""), polls).unwrap();
        fs::write(archive.path("elsewhere/a.md"), "甲").unwrap();
        fs::write(archive.path("content/b.md"), "乙").unwrap();
        let changed = watcher.wait();
        assert!(changed.contains(std::path::Path::new("content/b.md")), "{changed:?}");
        assert!(changed.iter().all(|path| !path.starts_with("content/elsewhere")), "{changed:?}");
    }
}
