//! Any number of builds, with people putting files into the output between them.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::support::{Site, bundle, contents, expected};

const ROUTES: [&str; 6] = ["a.html", "b/c.html", "b/d/e.html", "b/d/f.html", "g/h.html", "i/j/k.html"];
const FOREIGN: [&str; 6] = ["CNAME", "b/x.txt", "b/d/y.txt", "g/z", "相册/一/1.jpg", "相册/2.jpg"];

/// What happens before and in one build: files people add or delete, then the pages with their texts.
type Round = (Vec<&'static str>, Vec<(&'static str, u8)>);

fn round() -> impl Strategy<Value = Round> {
    let toggled = subsequence(FOREIGN.to_vec(), 0..=3);
    let pages = subsequence(ROUTES.to_vec(), 0..=ROUTES.len());
    let pages = pages.prop_flat_map(|routes| {
        let texts = prop::collection::vec(0..2u8, routes.len());
        texts.prop_map(move |texts| routes.iter().copied().zip(texts).collect::<Vec<_>>())
    });
    (toggled, pages)
}

fn toggle(site: &Site, foreign: &mut BTreeMap<String, Vec<u8>>, path: &str) {
    if foreign.remove(path).is_some() {
        fs::remove_file(site.output().join(path)).unwrap();
    } else {
        site.write(&format!("output/{path}"), path);
        foreign.insert(path.into(), path.into());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_output_is_always_the_bundle_the_manifest_and_what_is_foreign(rounds in prop::collection::vec(round(), 1..6)) {
        let site = Site::new();
        site.publish(&[]);
        let mut foreign = BTreeMap::new();
        let mut before: BTreeMap<&str, u8> = BTreeMap::new();
        for (toggled, pages) in rounds {
            for path in toggled {
                toggle(&site, &mut foreign, path);
            }
            let files: Vec<_> = pages.iter().map(|(route, text)| (*route, ["0", "1"][usize::from(*text)])).collect();
            let published = site.publish(&files);
            prop_assert_eq!(contents(&site.output()), expected(&bundle(&files), foreign.clone()));
            let unchanged = pages.iter().filter(|(route, text)| before.get(route) == Some(text)).count();
            let kept = pages.iter().filter(|(route, _)| before.contains_key(route)).count();
            prop_assert_eq!((published.unchanged, published.written), (unchanged, pages.len() - unchanged));
            prop_assert_eq!(published.removed.len(), before.len() - kept);
            let covers = |path: &String| published.foreign.iter().any(|top| std::path::Path::new(path).starts_with(top));
            prop_assert!(foreign.keys().all(covers));
            prop_assert_eq!(site.beside(), ["content", "output"]);
            before = pages.into_iter().collect();
        }
    }
}
