//! The seeds of `cargo xtask fuzz`, and what it has found so far: read as random input is, with the same checks.

use std::fs;
use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "a crate of its own where it is thrown at random")]
mod targets;

/// Throws all seeds of a target at it.
#[track_caller]
fn sow(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let seeds: Vec<_> = fs::read_dir(folder).unwrap().map(|seed| seed.unwrap().path()).collect();
    assert!(!seeds.is_empty());
    for seed in seeds {
        target(&fs::read(seed).unwrap());
    }
}

#[test]
fn any_front_matter_is_read_with_places_inside_its_file() {
    sow("front_matter", targets::front_matter);
}

#[test]
fn any_write_up_becomes_harmless_html_that_ends_what_it_begins() {
    sow("markdown", targets::markdown);
}

#[test]
fn any_settings_are_read_with_places_inside_their_file() {
    sow("site", targets::site);
}

#[test]
fn any_table_is_read_with_places_inside_its_file() {
    sow("table", targets::table);
}

#[test]
fn any_picture_or_attachment_is_read_or_refused() {
    sow("pictures", targets::pictures);
}

#[test]
fn any_text_becomes_files_of_the_search_that_are_scripts_of_one_call() {
    sow("search", targets::search);
}

#[test]
fn any_request_is_answered_and_the_next_one_too() {
    sow("requests", targets::requests);
}
