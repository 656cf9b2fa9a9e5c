//! Spellings that fold to one.

use crate::{index, plain_case};

#[test]
fn spellings_of_one_word_find_each_other() {
    let alike: [&[&str]; 7] = [
        &["鄉村振興", "乡村振兴", "鄉村振兴", "乡\u{200B}村振\u{FE0F}兴", "乡 村 振 兴", "乡　村\u{A0}振\u{2003}兴"],
        &["ＡＩ", "AI", "ai", "ａi"],
        &["２０２６年", "2026年", "2026 年"],
        &["Café", "Cafe\u{301}", "CAFÉ", "ｃａｆé"],
        &["GDP per head", "gdp  PER\u{3000}head"],
        &["第Ⅲ季", "第ⅲ季", "第 Ⅲ 季"],
        &["𠮷野", "𠮷 野"],
    ];
    for spellings in alike {
        for (written, spelling) in spellings.iter().enumerate() {
            let yaml = serde_json::to_string("题").expect("a string");
            let index = index(&plain_case("a", "2026-05-01", &yaml, &format!("甲{spelling}乙")));
            for typed in spellings {
                assert_eq!(index.urls(typed), ["cases/a.html"], "{written}: {typed} in {spelling}");
            }
        }
    }
}

#[test]
fn a_character_beyond_the_first_plane_is_found_by_itself_and_among_others() {
    let index = index(&plain_case("a", "2026-05-01", "𠮷林", "田里有🌾，𪚥字。"));
    for typed in ["𠮷", "𠮷林", "🌾", "有🌾，", "𪚥", "𪚥字"] {
        assert_eq!(index.urls(typed), ["cases/a.html"], "{typed}");
    }
    assert_eq!(index.urls("𠮸"), [""; 0], "half of it is the same");
}

#[test]
fn words_with_and_without_a_space_are_two() {
    let index = index(&plain_case("a", "2026-05-01", "题", "app store"));
    assert_eq!(index.urls("app store"), ["cases/a.html"]);
    assert_eq!(index.urls("appstore"), [""; 0]);
}
