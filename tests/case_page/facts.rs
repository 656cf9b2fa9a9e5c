//! History, citation, related cases, QR code.

use leitai::pages::{CaseView, View};

use crate::{ARCHIVE, ONLINE, built, html};

/// The view of a case.
fn view(site: &str, slug: &str) -> CaseView {
    match &built(site).page(&format!("cases/{slug}.html")).view {
        View::Case(view) => (**view).clone(),
        other => panic!("{other:?} is no case"),
    }
}

/// Whether each entry of case `a` counts: the year, or why not.
fn verdicts(site: &str) -> Vec<String> {
    let history = view(site, "a").history.into_iter();
    history.map(|row| row.counts.map_or_else(|| row.why_not.unwrap_or_default(), |year| year.to_string())).collect()
}

#[test]
fn each_entry_says_whether_it_counts_and_why_not() {
    let expected = ["2025", "乡镇级比武只作记录，不加分", "按就高原则，同年已计2026年第二季度“推荐市级”0.5 分", "2026"];
    assert_eq!(verdicts(""), expected);
    assert_eq!(view("", "b").history[0].why_not.as_deref(), Some("“参赛”不加分"));
    let html = html("", "cases/a.html");
    let rows = html.split("<section class=\"history\"").nth(1).expect("a history");
    assert_eq!((rows.matches("✓ 计入").count(), rows.matches("– 不计").count()), (2, 2));
}

#[test]
fn where_a_case_counts_once_for_ever_the_other_years_say_so() {
    let verdicts = verdicts("policy: {same_case: ever}");
    assert_eq!(verdicts[0], "同一案例只计一次，已按最高的 0.5 分计入 2026 年");
    assert_eq!(verdicts[3], "2026");
}

#[test]
fn a_citation_names_author_title_publisher_day_and_address() {
    let citation = view(ONLINE, "a").citation;
    assert_eq!(citation.national, "周小荞. 甲{案例}</script><b>&100%_完成~[EB/OL]. 甲区委组织部, 2026(2026-07-05)");
    assert_eq!(citation.national_end, ". https://www.example.gov.cn/leitai/cases/a.html.");
    let expected = "@misc{a,
  author = {{周小荞}},
  title = {{甲\\textbraceleft{}案例\\textbraceright{}</script><b>\\&100\\%\\_完成\\textasciitilde{}}},
  publisher = {甲区委组织部},
  howpublished = {甲区擂台},
  year = {2026},
  date = {2026-07-05},
  url = {https://www.example.gov.cn/leitai/cases/a.html}
}";
    assert_eq!(citation.bibtex, expected);
    let offline = view("", "b").citation;
    assert_eq!(offline.national, "月坪乡月坪村. 乙案例[EB/OL]. 甲区委组织部, 2026(2026-07-10)");
    assert_eq!(offline.national_end, ".");
    assert!(!offline.bibtex.contains("url"), "{}", offline.bibtex);
}

#[test]
fn related_cases_share_most_and_say_what() {
    let reasons = |slug: &str| -> Vec<(String, String)> {
        let of = |item: leitai::pages::RelatedCase| {
            let row = serde_json::to_value(&item.row).expect("plain data");
            (row["slug"].as_str().unwrap_or_default().to_owned(), item.reason)
        };
        view("", slug).related.into_iter().map(of).collect()
    };
    // The next one in the quarter, `c`, is shown there.
    let pair = |slug: &str, reason: &str| (slug.to_owned(), reason.to_owned());
    assert_eq!(
        reasons("a"),
        [pair("d", "同为“多网合一”主题，同属乡村治理"), pair("b", "同为“多网合一”主题"), pair("e", "同在湖东街道")]
    );
    let later = ARCHIVE.replace("{site}", "").replace("title: 丁案例\n", "title: 丁案例\ntags: [网格, 议事]\n");
    let built = crate::inline_archive::Built::new(&later);
    let View::Case(d) = &built.page("cases/d.html").view else { panic!("no case") };
    let reasons: Vec<&str> = d.related.iter().map(|item| item.reason.as_str()).collect();
    assert_eq!(reasons[0], "同为“多网合一”主题，标签“网格”“议事”相同");
}

#[test]
fn the_qr_code_is_read_back_as_the_address_of_the_page() {
    let view = view(ONLINE, "a");
    let qr = view.qr.expect("a code");
    assert_eq!(read(&qr.path, usize::from(qr.size)), "https://www.example.gov.cn/leitai/cases/a.html");
    assert!(html(ONLINE, "cases/a.html").contains("aria-label=\"本页网址的二维码\""));
}

#[test]
fn without_an_address_there_is_no_qr_code() {
    assert_eq!(view("", "a").qr, None);
    assert!(!html("", "cases/a.html").contains("二维码"));
}

/// What a reader of codes sees in a path of `M4 4h7` and `m2 0h1`.
fn read(path: &str, size: usize) -> String {
    const SCALE: usize = 4;
    let mut dark = vec![vec![false; size]; size];
    let (mut x, mut y) = (0, 0);
    for run in path.replace('m', "\nm").replace('M', "\nM").lines().skip(1) {
        let (start, length) = run[1..].split_once('h').expect("a start and a length");
        let (first, second) = start.split_once(' ').expect("two numbers");
        let number = |text: &str| text.parse::<usize>().expect("a number");
        (x, y) = if run.starts_with('M') { (number(first), number(second)) } else { (x + number(first), y) };
        for _ in 0..number(length) {
            dark[y][x] = true;
            x += 1;
        }
    }
    let shade = |x: usize, y: usize| if dark[y / SCALE][x / SCALE] { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size * SCALE, size * SCALE, shade);
    image.detect_grids()[0].decode().expect("a code").1
}
