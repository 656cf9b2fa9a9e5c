//! The site that follows its sources is the site that a build from nothing gives, whatever was done to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use leitai::archive::Edition;
use leitai::images::{NoShelf, Shelf};
use leitai::model::{Diagnostics, Route, SourcePath};
use leitai::pipeline::{LiveSite, Request, Workspace, build};
use leitai::source::Sources;
use proptest::prelude::*;

/// What an archive is made of, so that a change can be made to any part of it.
#[derive(Clone, Debug)]
struct Archive {
    cases: BTreeMap<u8, Case>,
    words: BTreeMap<&'static str, u8>,
    /// Which of [`EXTRAS`] are there.
    extras: BTreeSet<usize>,
}

#[derive(Clone, Debug)]
struct Case {
    /// Part of the file's name.
    name: u8,
    title: u8,
    body: u8,
    front_matter: BTreeSet<usize>,
}

/// Lines that the front matter of a case may have besides; the last three are mistakes.
const LINES: [&str; 12] = [
    "draft: true",
    "result: 推荐市级",
    "theme: 别的主题",
    "tags: [网格, 议事]",
    "expires: 2026-01-01",
    "withdrawn: {date: 2026-10-01, reason: 核实情况}",
    "summary: 一句话。",
    "cover: 图.svg",
    "aliases: [cases/old.html, topics/old.html]",
    "dimension: 没有的维度",
    "unit: 没有的镇/某村",
    "rank: 第一",
];

/// Bodies whose links, headings and first paragraphs differ, and some that differ in nothing else but words.
const BODIES: [&str; 8] = [
    "第一段。\n\n## 主要做法\n\n做法。\n",
    "第一段。\n\n## 主要做法\n\n别的做法，多了一句。\n",
    "第一段。\n\n## 主要做法\n",
    "另一个第一段。\n\n## 主要做法\n\n做法。\n",
    "第一段。\n\n## 工作亮点\n\n亮点[^1]。\n\n[^1]: 注。\n",
    "第一段。\n\n## 主要做法\n\n![亭](图.svg)和[附件](附件.csv)。\n",
    "第一段。\n\n## 主要做法\n\n见[方案](../pages/方案.md#范围)。\n",
    "第一段。\n\n## 主要做法\n\n<script>做法</script>，13800138000。\n",
];

/// Files that come and go.
const EXTRAS: [(&str, &str); 8] = [
    ("content/pages/方案.md", "---\ntitle: 方案\n---\n\n## 范围\n\n全区。\n"),
    ("content/competitions/2026Q2.md", "---\ntitle: 二季度\npublished: 2026-06-01\ntheme: 产业\n---\n"),
    ("content/words.yaml", "做法: {right: 办法, why: 试一试}\n"),
    ("themes/leitai/theme.yaml", "red: \"#aa0000\"\nspecimen: 是\n"),
    ("themes/leitai/style/own.css", ".own { color: theme(red); }\n"),
    ("themes/leitai/templates/404.html", "<!DOCTYPE html><title>{{ page.title }}</title>{{ site.name }}\n"),
    ("themes/leitai/templates/page.html", "{{ nothing.here }}\n"),
    ("content/cases/附件.csv", "项目,数量\n甲,1\n"),
];

/// Something that somebody does to an archive.
#[derive(Clone, Debug)]
enum Edit {
    Title(u8, u8),
    Body(u8, u8),
    FrontMatter(u8, usize),
    Rename(u8, u8),
    Add(u8),
    Remove(u8),
    Word(&'static str, u8),
    Extra(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let case = 0..5_u8;
    let word =
        prop::sample::select(vec!["site", "platforms", "base_url", "theme", "competition", "village", "picture"]);
    let edit = prop_oneof![
        1 => (case.clone(), 0..9_u8).prop_map(|(case, title)| Edit::Title(case, title)),
        6 => (case.clone(), 0..8_u8).prop_map(|(case, body)| Edit::Body(case, body)),
        3 => (case.clone(), 0..LINES.len()).prop_map(|(case, line)| Edit::FrontMatter(case, line)),
        1 => (case.clone(), 0..3_u8).prop_map(|(case, name)| Edit::Rename(case, name)),
        1 => case.clone().prop_map(Edit::Add),
        1 => case.prop_map(Edit::Remove),
        1 => (word, 0..3_u8).prop_map(|(what, version)| Edit::Word(what, version)),
        2 => (0..EXTRAS.len()).prop_map(Edit::Extra),
    ];
    prop::collection::vec(edit, 1..24)
}

impl Archive {
    fn new() -> Self {
        let case = |number| (number, Case { name: 0, title: number, body: number, front_matter: BTreeSet::new() });
        Self { cases: (0..3).map(case).collect(), words: BTreeMap::new(), extras: [0, 7].into() }
    }

    fn apply(&mut self, edit: &Edit) {
        let toggle = |set: &mut BTreeSet<usize>, item| {
            if !set.remove(&item) {
                set.insert(item);
            }
        };
        match *edit {
            Edit::Title(case, title) => self.change(case, |case| case.title = title),
            Edit::Body(case, body) => self.change(case, |case| case.body = body),
            Edit::FrontMatter(case, line) => self.change(case, |case| toggle(&mut case.front_matter, line)),
            Edit::Rename(case, name) => self.change(case, |case| case.name = name),
            Edit::Add(case) => {
                let new = Case { name: 0, title: case, body: case, front_matter: BTreeSet::new() };
                self.cases.entry(case).or_insert(new);
            }
            Edit::Remove(case) => drop(self.cases.remove(&case)),
            Edit::Word(what, version) => drop(self.words.insert(what, version)),
            Edit::Extra(extra) => toggle(&mut self.extras, extra),
        }
    }

    fn change(&mut self, case: u8, change: impl FnOnce(&mut Case)) {
        self.cases.get_mut(&case).map(change);
    }

    fn word(&self, what: &str) -> u8 {
        self.words.get(what).copied().unwrap_or_default()
    }

    fn files(&self) -> BTreeMap<String, String> {
        let platforms = ["", "platforms: [{id: fb, name: 某发布, kind: wechat}]\n", "search: false\n"];
        let base_url = ["", "base_url: https://a.invalid/\n", "base_url: https://b.invalid/sub/\n"];
        let (platforms, base_url) =
            (platforms[usize::from(self.word("platforms"))], base_url[usize::from(self.word("base_url"))]);
        let site = format!("name: 某区案例库{}\nsections: []\n{platforms}{base_url}", self.word("site"));
        let units = format!("甲镇: [东村{}]\n乙镇: [西村]\n", self.word("village"));
        let contest = format!(
            "---\ntitle: 三季度{}\ntheme: 主题{}\npublished: 2026-09-01\n---\n\n现场。\n",
            self.word("competition"),
            self.word("theme")
        );
        let picture =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} 10\"/>\n", self.word("picture") + 1);
        let mut files = BTreeMap::from([
            ("content/site.yaml".to_owned(), site),
            ("content/units.yaml".to_owned(), units),
            ("content/competitions/2026Q3.md".to_owned(), contest),
            ("content/cases/图.svg".to_owned(), picture),
        ]);
        files.extend(self.extras.iter().map(|&extra| (EXTRAS[extra].0.to_owned(), EXTRAS[extra].1.to_owned())));
        files.extend(self.cases.iter().map(|(number, case)| {
            (format!("content/cases/{}{number}.md", ["案", "例", "甲"][usize::from(case.name)]), case.text())
        }));
        files
    }
}

impl Case {
    fn text(&self) -> String {
        let lines: String = self.front_matter.iter().flat_map(|&line| [LINES[line], "\n"]).collect();
        let has = |key: &str| lines.contains(&format!("{key}: "));
        let default = |key: &str, value: &str| if has(key) { String::new() } else { format!("{key}: {value}\n") };
        let (unit, dimension, result) =
            (default("unit", "甲镇"), default("dimension", "乡村治理"), default("result", "参赛"));
        let body = BODIES[usize::from(self.body) % BODIES.len()];
        format!("---\ntitle: 标题{}\n{unit}{dimension}{result}competition: 2026Q3\n{lines}---\n\n{body}", self.title)
    }
}

fn shelf() -> Arc<dyn Shelf> {
    Arc::new(NoShelf)
}

fn request() -> Request {
    let today = jiff::civil::date(2026, 11, 25);
    Request { edition: Edition { today, drafts: true, future: true }, base_url: None, drawer: None }
}

/// Errors as text, in order.
fn errors(diagnostics: Diagnostics) -> Vec<String> {
    let diagnostics = diagnostics.sorted();
    let errors = diagnostics.iter().filter(|found| found.code.severity() == leitai::model::Severity::Error);
    errors.map(|error| format!("{} {:?} {}", error.place.describe(), error.code, error.message)).collect()
}

/// Everything at these addresses.
fn shown<'a>(site: &LiveSite, routes: impl IntoIterator<Item = &'a Route>) -> BTreeMap<Route, Vec<u8>> {
    let file = |route: &Route| Some((route.clone(), site.file(route).ok()??.to_vec()));
    routes.into_iter().filter_map(file).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// After every edit, byte for byte, and with the same errors where there are some.
    #[test]
    fn a_site_that_follows_edits_is_the_site_that_is_built(edits in edits()) {
        let (mut archive, mut workspace) = (Archive::new(), Workspace::default());
        let mut seen: BTreeSet<Route> = BTreeSet::new();
        for edit in &edits {
            archive.apply(edit);
            let sources = in_memory(&archive.files());
            let (mut of_build, mut of_update) = (Diagnostics::default(), Diagnostics::default());
            let built = build(&mut of_build, &sources, &request(), &mut |_| ());
            let site = workspace.update(&mut of_update, &sources, &request(), &shelf(), &mut |_| ());
            prop_assert_eq!(site.is_some(), built.is_some(), "{:?}", edit);
            prop_assert_eq!(errors(of_update), errors(of_build), "{:?}", edit);
            let (Some(site), Some(built)) = (site, built) else { continue };
            let expected: BTreeMap<Route, Vec<u8>> =
                built.bundle.iter().map(|(route, bytes)| (route.clone(), bytes.to_vec())).collect();
            seen.extend(expected.keys().cloned());
            let found = shown(&site, &seen);
            for route in &seen {
                prop_assert!(found.get(route) == expected.get(route), "{route} after {edit:?}");
            }
            prop_assert_eq!(site.pages(), built.pages);
            prop_assert_eq!(site.cases, built.cases);
        }
    }

    /// Whatever is written, taken away or moved, looking at the places that changed is as good as looking at all.
    #[test]
    fn files_that_changed_are_read_again(steps in prop::collection::vec(edits(), 1..6)) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let (mut archive, mut known) = (Archive::new(), BTreeMap::new());
        let mut sources: Option<Sources> = None;
        for edits in steps {
            for edit in &edits {
                archive.apply(edit);
            }
            let files = archive.files();
            let is_new = |(path, text): &(&String, &String)| known.get(*path) != Some(*text);
            let mut changed: BTreeSet<PathBuf> = files.iter().filter(is_new).map(|(path, _)| path.into()).collect();
            changed.extend(known.keys().filter(|path| !files.contains_key(*path)).map(PathBuf::from));
            for path in &changed {
                match files.get(path.to_str().unwrap()) {
                    Some(text) => {
                        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
                        fs::write(root.join(path), text).unwrap();
                    }
                    None => fs::remove_file(root.join(path)).unwrap(),
                }
            }
            let all = Sources::load(&mut Diagnostics::default(), root);
            let refreshed = sources.and_then(|sources| sources.refreshed(root, &changed));
            if let Some(refreshed) = &refreshed {
                prop_assert_eq!(refreshed.changes_since(&all), BTreeSet::new());
            }
            sources = Some(refreshed.unwrap_or(all));
            known = files;
        }
    }
}

fn in_memory(files: &BTreeMap<String, String>) -> Sources {
    let file = |(path, text): (&String, &String)| (SourcePath::new(path).unwrap(), text.clone().into_bytes());
    Sources::from_memory(files.iter().map(file))
}

/// Whoever mends one error is not told of the next one only then.
#[test]
fn a_template_that_fails_is_told_beside_other_errors() {
    let (mut archive, mut workspace) = (Archive::new(), Workspace::default());
    let mut told = |archive: &Archive| {
        let (mut diagnostics, sources) = (Diagnostics::default(), in_memory(&archive.files()));
        workspace.update(&mut diagnostics, &sources, &request(), &shelf(), &mut |_| ());
        errors(diagnostics)
    };
    let [broken_template, attachment] = [6, 7].map(Edit::Extra);
    archive.apply(&broken_template);
    assert_eq!(told(&archive).len(), 1);
    archive.apply(&Edit::Body(0, 5));
    archive.apply(&attachment);
    let both = told(&archive);
    assert!(both.iter().any(|error| error.contains("MissingFile")), "{both:?}");
    assert!(both.iter().any(|error| error.contains("TemplateFailed")), "{both:?}");
}

/// A reader keeps the last good site while there are errors.
#[test]
fn the_last_good_site_is_still_there_after_an_error() {
    let (mut archive, mut workspace) = (Archive::new(), Workspace::default());
    let mut update = |archive: &Archive| {
        let sources = in_memory(&archive.files());
        workspace.update(&mut Diagnostics::default(), &sources, &request(), &shelf(), &mut |_| ())
    };
    let good: Arc<LiveSite> = update(&archive).unwrap();
    archive.apply(&Edit::FrontMatter(0, LINES.len() - 1));
    assert!(update(&archive).is_none());
    let home = Route::new("index.html").unwrap();
    assert!(good.file(&home).unwrap().is_some());
}
