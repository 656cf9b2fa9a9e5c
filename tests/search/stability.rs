//! What a change of the archive changes in its search: little, so that readers and hosts keep the rest.

use std::collections::BTreeSet;

use crate::made::Random;
use crate::reader::{Files, Index, inflated, summed};
use crate::{FRAME, build, plain_case};

/// Three hundred cases with texts of three thousand different characters.
fn cases() -> Vec<String> {
    let mut random = Random(3);
    let mut character = || char::from_u32(0x4E00 + u32::try_from(random.below(3000)).ok()?);
    let mut text = |length| (0..length).filter_map(|_| character()).collect::<String>();
    let mut cases = Vec::new();
    for number in 0..300 {
        let date = format!("2026-0{}-{:02}", 1 + number / 50, 1 + number % 28);
        cases.push(plain_case(&format!("c{number:03}"), &date, &text(10), &text(400)));
    }
    cases
}

fn files(cases: &[String]) -> Files {
    build(&format!("{FRAME}{}", cases.concat())).1
}

/// The names of files that are in both, the same to the byte.
fn kept<'a>(before: &'a Files, after: &Files, kind: char) -> BTreeSet<&'a str> {
    let same = before.iter().filter(|(name, bytes)| name.starts_with(kind) && after.get(*name) == Some(bytes));
    same.map(|(name, _)| name.as_str()).collect()
}

fn count(files: &Files, kind: char) -> usize {
    files.keys().filter(|name| name.starts_with(kind)).count()
}

#[test]
fn the_same_archive_gives_the_same_files() {
    let cases = &cases()[..20];
    assert_eq!(files(cases), files(cases));
}

#[test]
fn of_many_files_of_terms_the_key_leads_to_the_right_one() {
    let index = Index::read(&files(&cases()));
    assert!(index.terms().count() > 50_000);
    for (term, postings) in index.terms() {
        assert_eq!(index.term(&term), Some(postings), "{}", String::from_utf16_lossy(&term));
    }
}

#[test]
fn in_a_larger_archive_two_documents_share_a_file() {
    let mut cases: Vec<String> =
        (0..2500).map(|number| plain_case(&format!("c{number}"), "2026-05-01", &format!("第{number}例"), "")).collect();
    let before = files(&cases);
    let index = Index::read(&before);
    assert_eq!((index.manifest.documents, index.manifest.per_store, index.manifest.common), (2503, 2, true));
    assert_eq!(index.urls("第1234例"), ["cases/c1234.html"]);
    cases[1234] = cases[1234].replace("第1234例", "另外一例");
    let after = files(&cases);
    assert_eq!(Index::read(&after).urls("另外一例"), ["cases/c1234.html"]);
    assert_eq!(kept(&before, &after, 'd').len(), count(&before, 'd') - 1);
    assert_eq!(before["common"], after["common"], "an edit of one of all the others leaves it alone");
    let others: Vec<String> = cases.iter().map(|case| case.replace('例', "篇")).collect();
    let common = |files: &Files| inflated(files, "common", &[]);
    assert!(summed(&before, "d7", &common(&before)).1);
    assert!(!summed(&before, "d7", &common(&files(&others))).1, "beside that of another build a file is not whole");
}

#[test]
fn an_edit_of_one_case_keeps_most_files_of_terms_and_all_other_stores() {
    let mut cases = cases();
    let before = files(&cases);
    let end = cases[120].trim_end().len();
    cases[120].insert_str(end, "，今年再来。");
    let after = files(&cases);
    assert!(count(&before, 't') > 15, "there are many: {}", count(&before, 't'));
    let kept_terms = kept(&before, &after, 't').len();
    assert!(kept_terms * 2 > count(&before, 't'), "{kept_terms} of {} are kept", count(&before, 't'));
    assert_eq!(kept(&before, &after, 'd').len(), count(&before, 'd') - 1);
    assert_eq!(before.len(), after.len());
    assert_ne!(before["manifest"], after["manifest"], "readers are told");
}

#[test]
fn a_new_case_of_the_latest_day_changes_no_store_of_others() {
    let mut cases = cases();
    let before = files(&cases);
    cases.push(plain_case("new", "2026-11-24", "新来的", "新的做法。"));
    let after = files(&cases);
    assert_eq!(kept(&before, &after, 'd').len(), count(&before, 'd'));
    assert_eq!(count(&after, 'd'), count(&before, 'd') + 1);
}
