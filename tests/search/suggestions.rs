//! What is offered while a reader types.

use std::fmt::Write as _;

use crate::reader::Index;
use crate::{FRAME, build, index, plain_case};

#[test]
fn a_word_of_the_texts_is_offered_by_its_beginning_by_pinyin_and_by_initials() {
    let found = index(&plain_case("a", "2026-05-01", "一", "走乡村振兴之路。"));
    for typed in ["xczx", "xc", "xiangcunzhenxing", "xiangcun", "XCZX", "乡", "鄉村", "乡村振"] {
        assert!(found.suggested(typed).contains(&"乡村振兴"), "{typed}: {:?}", found.suggested(typed));
    }
    let without = index(&plain_case("a", "2026-05-01", "一", "走共同富裕之路。"));
    assert!(!without.suggested("xczx").contains(&"乡村振兴"), "no text has it");
}

#[test]
fn names_titles_and_tags_are_offered() {
    let case = plain_case("a", "2026-05-01", "议事亭里解难题", "").replace("unit:", "tags: [红色管家队]\nunit:");
    let index = index(&case);
    for (typed, name) in [
        ("ystl", "议事亭里解难题"),
        ("hongseguan", "红色管家队"),
        ("hudong", "湖东街道"),
        ("yp", "月坪村"),
        ("qcy", "强产业"),
        ("gybz", "关于本站"),
        ("jdbw", "街道比武"),
        ("cyzx", "乡村产业"),
    ] {
        let is_offered = index.suggested(typed).contains(&name);
        assert_eq!(is_offered, typed != "cyzx", "{typed}: {:?}", index.suggested(typed));
    }
}

#[test]
fn no_file_is_beyond_six_kilobytes_and_none_is_empty_for_it() {
    let mut cases = String::new();
    for number in 0..700_u32 {
        let tail: String =
            (0..30).filter_map(|place| char::from_u32(0x4E00 + (number * 37 + place * 991) % 5000)).collect();
        let title = format!("村{tail}");
        write!(cases, "{}", plain_case(&format!("c{number}"), "2026-05-01", &title, "")).expect("to memory");
    }
    let (_, files) = build(&format!("{FRAME}{cases}"));
    let sizes: Vec<usize> =
        files.iter().filter(|(name, _)| name.starts_with('s')).map(|(_, bytes)| bytes.len()).collect();
    assert_eq!(sizes.len(), Index::read(&files).manifest.buckets);
    assert!(sizes.iter().all(|size| *size <= 6 * 1024), "{sizes:?}");
    assert!(sizes.iter().any(|size| *size > 4 * 1024), "the limit is met: {sizes:?}");
    assert!(!Index::read(&files).suggested("村").is_empty());
}
