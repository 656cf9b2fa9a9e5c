//! `check --external`: links to other sites, with what they answered kept in `.leitai/links.json`.

use std::path::Path;

use super::Console;
use crate::archive::{Edition, read_site};
use crate::document;
use crate::model::Diagnostics;
use crate::outside::{self, Memory};
use crate::source::{Sources, place, reason};

/// Adds what other sites say of the pages that are linked to.
pub(super) fn check(console: &mut Console, diagnostics: &mut Diagnostics, root: &Path, edition: Edition) {
    // What is wrong with the files themselves was reported before.
    let mut reported = Diagnostics::default();
    let sources = Sources::load(&mut reported, root);
    let site = read_site(&mut reported, &sources);
    let documents = document::parse(&mut reported, &sources, &site.writing_rules());
    let mut memory = Memory::open(place(root, ".leitai/links.json"));
    console.progress("正在问别的网站…");
    let asked = outside::check(diagnostics, &documents, &mut memory, edition.today);
    console.progress("");
    if asked.is_err() {
        console.tell("没有一个网站答复，可能没有联网：外面的链接没有查\n");
    } else if let Err(error) = memory.save() {
        console.tell(&format!("外面的链接查过了，但是记不下来，下次要再查：{}\n", reason(&error)));
    }
}
