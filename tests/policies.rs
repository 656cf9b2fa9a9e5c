//! Any policy that `site.yaml` may set: archives made at random in, results and points out, against a plain recount.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use leitai::archive::Edition;
use leitai::model::{Bundle, Diagnostics, Route, SourcePath};
use leitai::pipeline::{Request, build};
use leitai::source::Sources;
use proptest::prelude::*;
use serde_json::{Value, json};

const TOWNSHIPS: [&str; 3] = ["甲镇", "乙乡", "丙街道"];

/// A result: its points in tenths, where it has any, and the places of those it implies.
type Outcome = (Option<u32>, BTreeSet<usize>);

/// What becomes of a case on the day of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Public,
    Withdrawn,
    Expired,
    Draft,
}

/// Whether an entry is at district level is part of what tells entries of a quarter apart.
#[derive(Clone, Debug)]
struct Case {
    township: usize,
    state: State,
    /// Results by the quarter, counted from 2024Q1, and whether the district holds the contest.
    entries: BTreeMap<(usize, bool), BTreeSet<usize>>,
}

#[derive(Clone, Debug)]
struct World {
    outcomes: Vec<Outcome>,
    cases: Vec<Case>,
    /// Quarters whose results are published after the day of the build.
    late: BTreeSet<usize>,
}

fn worlds() -> impl Strategy<Value = World> {
    (1..6_usize).prop_flat_map(|count| {
        let implied = prop::collection::btree_set(0..count, 0..3);
        let outcome = (prop::option::of(0..9_u32), implied);
        let outcomes = prop::collection::vec(outcome, count);
        let results = prop::collection::btree_set(0..count, 0..3);
        let entries = prop::collection::btree_map((0..12_usize, any::<bool>()), results, 1..4);
        let states = [State::Public, State::Public, State::Withdrawn, State::Expired, State::Draft];
        let case = (0..TOWNSHIPS.len(), prop::sample::select(states.to_vec()), entries);
        let case = case.prop_map(|(township, state, entries)| Case { township, state, entries });
        let late = prop::collection::btree_set(0..12_usize, 0..4);
        let worlds = (outcomes, any::<bool>(), prop::collection::vec(case, 1..7), late);
        worlds.prop_map(|(mut outcomes, is_rising, cases, late)| {
            // Implied results stand all before or all after, so that there is no ring.
            for (number, (_, implied)) in outcomes.iter_mut().enumerate() {
                implied.retain(|&other| if is_rising { other > number } else { other < number });
            }
            World { outcomes, cases, late }
        })
    })
}

fn name(result: usize) -> String {
    format!("结果{result}")
}

fn id(township: usize, (quarter, is_district): (usize, bool)) -> String {
    let quarter = format!("{}Q{}", 2024 + quarter / 4, quarter % 4 + 1);
    if is_district { quarter } else { format!("{quarter}-{}", TOWNSHIPS[township]) }
}

impl World {
    fn files(&self) -> BTreeMap<String, String> {
        let mut site = "name: 某区案例库\nresults:\n".to_owned();
        for (number, (tenths, implies)) in self.outcomes.iter().enumerate() {
            let bonus = tenths.map_or(String::new(), |tenths| format!(", bonus: {}", decimal(tenths)));
            let _ =
                writeln!(site, "  - {{name: {}, slug: r{number}{bonus}, implies: {}}}", name(number), list(implies));
        }
        let units = TOWNSHIPS.map(|township| format!("{township}: [{township}东村]\n")).concat();
        let mut files = BTreeMap::from([("site.yaml".to_owned(), site), ("units.yaml".to_owned(), units)]);
        for (number, case) in self.cases.iter().enumerate() {
            files.insert(format!("cases/{number}.md"), case.text(number));
            for key in case.entries.keys() {
                let day = if self.late.contains(&key.0) { "2027-03-01" } else { "2026-12-30" };
                let path = format!("competitions/{}.md", id(case.township, *key));
                files.insert(path, format!("---\npublished: {day}\n---\n"));
            }
        }
        files
    }

    fn build(&self) -> Bundle {
        let files = self.files();
        let in_memory = files
            .iter()
            .map(|(path, text)| (SourcePath::new(&format!("content/{path}")).unwrap(), text.clone().into_bytes()));
        let mut diagnostics = Diagnostics::default();
        let today = "2026-12-31".parse().unwrap();
        let request =
            Request { edition: Edition { today, drafts: false, future: false }, base_url: None, drawer: None };
        let built = build(&mut diagnostics, &Sources::from_memory(in_memory), &request, &mut |_| {});
        built.unwrap_or_else(|| panic!("{diagnostics:?}")).bundle
    }

    /// All that a result stands for, itself too.
    fn closure(&self, result: usize) -> BTreeSet<usize> {
        let mut all = BTreeSet::from([result]);
        loop {
            let implied: BTreeSet<usize> = all.iter().flat_map(|&one| self.outcomes[one].1.clone()).collect();
            if implied.is_subset(&all) {
                return all;
            }
            all.extend(implied);
        }
    }

    fn tenths(&self, result: usize) -> u32 {
        self.closure(result).iter().filter_map(|&one| self.outcomes[one].0).max().unwrap_or(0)
    }

    /// What puts one result above another.
    fn worth(&self, result: usize) -> (u32, usize, usize) {
        (self.tenths(result), self.closure(result).len(), result)
    }

    /// The results of an entry as readers see them, the best first, and its points.
    fn shown(&self, key: (usize, bool), written: &BTreeSet<usize>) -> (Vec<usize>, u32) {
        let is_late = self.late.contains(&key.0);
        let mut results: Vec<usize> = written.iter().copied().filter(|_| !is_late).collect();
        let least = (0..self.outcomes.len()).min_by_key(|&one| self.worth(one)).unwrap();
        if results.is_empty() {
            results.push(least);
        }
        results.sort_by_key(|&one| std::cmp::Reverse(self.worth(one)));
        let counts = key.1 && !is_late;
        let tenths = results.iter().map(|&one| self.tenths(one)).max().filter(|_| counts).unwrap_or(0);
        (results, tenths)
    }

    /// What a case brings each year.
    fn years(&self, case: &Case) -> BTreeMap<usize, u32> {
        let mut years = BTreeMap::new();
        for (key, written) in case.entries.iter().filter(|(key, _)| key.1) {
            let year = years.entry(2024 + key.0 / 4).or_default();
            *year = self.shown(*key, written).1.max(*year);
        }
        years
    }

    /// Result, bonus and points by year of each public case, as `data/cases.json` should have them.
    fn recount_cases(&self) -> BTreeMap<String, Value> {
        let public = self.cases.iter().enumerate().filter(|(_, case)| case.state == State::Public);
        let row = |(number, case): (usize, &Case)| {
            let entries = case.entries.iter().map(|(&key, written)| (key, self.shown(key, written)));
            let all: Vec<_> = entries.collect();
            let best = all.iter().max_by_key(|(key, (results, _))| (self.worth(results[0]), *key)).unwrap();
            let names: Vec<String> = best.1.0.iter().map(|&one| name(one)).collect();
            let result = if let [one] = &names[..] { json!(one) } else { json!(names) };
            let bonus = all.iter().map(|(_, (_, tenths))| *tenths).max().unwrap();
            let years: BTreeMap<String, String> =
                self.years(case).into_iter().map(|(year, tenths)| (year.to_string(), decimal(tenths))).collect();
            (format!("case-{number}"), json!([result, decimal(bonus), years]))
        };
        public.map(row).collect()
    }

    /// The points of each township in a year: public and expired cases count.
    fn recount_standing(&self, year: usize) -> BTreeMap<String, String> {
        let mut totals: BTreeMap<usize, u32> = BTreeMap::new();
        for case in self.cases.iter().filter(|case| matches!(case.state, State::Public | State::Expired)) {
            if let Some(tenths) = self.years(case).get(&year) {
                *totals.entry(case.township).or_default() += tenths;
            }
        }
        totals.into_iter().map(|(township, tenths)| (TOWNSHIPS[township].to_owned(), decimal(tenths))).collect()
    }
}

impl Case {
    fn text(&self, number: usize) -> String {
        let mut text =
            format!("---\ntitle: 案例{number}\nslug: case-{number}\ndimension: 乡村治理\ndate: 2026-01-01\n");
        text += match self.state {
            State::Public => "",
            State::Withdrawn => "withdrawn: {date: 2026-06-01, reason: 正在核实}\n",
            State::Expired => "expires: 2026-06-01\n",
            State::Draft => "draft: true\n",
        };
        let _ = writeln!(text, "unit: {}\nentries:", TOWNSHIPS[self.township]);
        for (key, results) in &self.entries {
            let result = if results.is_empty() { String::new() } else { format!(", result: {}", list(results)) };
            let _ = writeln!(text, "  - {{competition: {}{result}}}", id(self.township, *key));
        }
        text + "---\n## 主要做法\n做法。\n## 工作亮点\n亮点。\n## 取得成效\n成效。\n"
    }
}

fn list(results: &BTreeSet<usize>) -> String {
    format!("[{}]", results.iter().map(|&one| name(one)).collect::<Vec<_>>().join(", "))
}

fn decimal(tenths: u32) -> String {
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

fn rows(bundle: &Bundle, file: &str) -> Vec<Value> {
    let bytes = bundle.get(&Route::new(&format!("data/{file}")).unwrap());
    bytes.map_or_else(Vec::new, |bytes| serde_json::from_slice(bytes).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn results_and_points_of_any_policy_equal_an_independent_recount(world in worlds()) {
        let bundle = world.build();
        let public = rows(&bundle, "cases.json").into_iter().filter(|row| row["withdrawn"].is_null());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let cases: BTreeMap<String, Value> = public
            .map(|row| (text(&row["slug"]), json!([row["result"], row["bonus"], row["year_bonus"]])))
            .collect();
        prop_assert_eq!(cases, world.recount_cases());
        for year in 2024..2027 {
            let standing = rows(&bundle, &format!("standing-{year}.json"));
            let standing: BTreeMap<_, _> = standing.iter().map(|row| (text(&row["unit"]), text(&row["bonus"]))).collect();
            prop_assert_eq!(standing, world.recount_standing(year));
        }
    }
}
