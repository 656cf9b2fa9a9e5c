//! A year's bonus standing: who has how many points, and why.
//!
//! Source: the contest's scheme. 观摩点 and 交流经验 bring a township points in the year of the
//! competition's quarter; the same case counts once, at its highest bonus (就高原则).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Named;
use super::bonus::Bonus;
use super::case::{Case, Entry};
use super::competition::{Competition, Level};
use super::policy::{Outcome, Policy, SameCase};
use super::quarter::Quarter;
use super::unit::Township;

/// The standing of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The assessment year.
    pub year: i16,
    /// A row for each township with a 区级 entry that year: most points first, then in the district's order.
    pub rows: Vec<StandingRow>,
    /// The quarters of its 区级 competitions whose results are still to come, in order.
    pub pending: Vec<Quarter>,
    /// The last quarter of its 区级 entries whose results are known; without one points and ranks say nothing.
    pub through: Option<Quarter>,
    /// Whether more is to come: results, or competitions of the newest year that has any.
    pub is_running: bool,
    /// The year before through the same quarter, where this one goes on: what it can be compared with.
    pub same_period: Option<Box<Standing>>,
}

/// A township's line in a standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingRow {
    /// The township.
    pub township: Arc<Township>,
    /// The sum of all reasons.
    pub bonus: Bonus,
    /// The rank; equal points share one and the next is skipped: 1, 1, 3.
    pub rank: usize,
    /// Each of its cases that was in a 区级 competition that year: most points first, then by slug.
    pub reasons: Vec<Reason>,
}

/// What one case contributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The case; none where it is no longer public, since its name then is not either.
    pub case: Option<Arc<Case>>,
    /// Its points.
    pub bonus: Bonus,
    /// The best result of its 区级 entries of the year, which need not be that of the entry that counts.
    pub best: Arc<Outcome>,
    /// The quarter of the entry that counts, so that the points of all quarters add up to those of the year.
    pub quarter: Quarter,
    /// Whether its results are still to come.
    pub is_pending: bool,
    /// Which entry counted by which rule, in Chinese.
    pub because: String,
}

impl Standing {
    /// The quarter up to which the points of a year that still goes on are known.
    pub fn so_far(&self) -> Option<Quarter> {
        self.through.filter(|_| self.is_running)
    }

    /// The rows of townships whose results are known, and the others, each in their order.
    pub fn known_and_to_come(&self) -> (Vec<&StandingRow>, Vec<&StandingRow>) {
        self.rows.iter().partition(|row| row.has_results())
    }
}

impl StandingRow {
    /// Whether the results of any of its cases are known.
    pub fn has_results(&self) -> bool {
        !self.reasons.iter().all(|reason| reason.is_pending)
    }
}

/// The standings of all years that have a 区级 entry. `expired` cases keep their points without their names.
pub fn standings(
    public: &[Arc<Case>],
    expired: &[Arc<Case>],
    competitions: &[Arc<Competition>],
    policy: &Policy,
) -> BTreeMap<i16, Standing> {
    let through = |last| standings_through(last, public, expired, competitions, policy);
    let mut standings = through(None);
    for standing in standings.values_mut() {
        let quarter = standing.so_far().and_then(|quarter| Quarter::new(standing.year - 1, quarter.number()));
        let before = quarter.and_then(|quarter| through(Some(quarter)).remove(&quarter.year()));
        standing.same_period = before.map(Box::new);
    }
    standings
}

/// The standings; where a `last` quarter is given, that of its year as if there were no competitions after it, and of
/// other years only a part.
fn standings_through(
    last: Option<Quarter>,
    public: &[Arc<Case>],
    expired: &[Arc<Case>],
    competitions: &[Arc<Competition>],
    policy: &Policy,
) -> BTreeMap<i16, Standing> {
    let is_in = |competition: &Competition| last.is_none_or(|last| competition.quarter() <= last);
    let mut years: BTreeMap<i16, BTreeMap<usize, StandingRow>> = BTreeMap::new();
    let is_of_year = |entry: &Entry| last.is_none_or(|last| entry.competition.quarter().year() == last.year());
    let named = public.iter().map(|case| (case, true)).chain(expired.iter().map(|case| (case, false)));
    let named = named.filter(|(case, _)| case.entries.iter().any(is_of_year));
    for (case, is_public) in named {
        let entries = || district_entries(case).filter(|entry| is_in(&entry.competition));
        for (year, counted) in count(entries(), policy.same_case) {
            let township = &case.unit.township;
            let row = years.entry(year).or_default().entry(township.order).or_insert_with(|| StandingRow {
                township: Arc::clone(township),
                bonus: Bonus::ZERO,
                rank: 0,
                reasons: Vec::new(),
            });
            row.bonus = row.bonus + counted.bonus;
            row.reasons.push(Reason {
                case: is_public.then(|| Arc::clone(case)),
                bonus: counted.bonus,
                best: Arc::clone(best_of(entries(), year, policy).unwrap_or(counted.entry.result())),
                quarter: counted.entry.competition.quarter(),
                is_pending: counted.entry.competition.is_pending,
                because: explain(case, &counted, is_public),
            });
        }
    }
    let entries = public.iter().chain(expired).flat_map(|case| district_entries(case));
    let entered = entries.map(|entry| &*entry.competition).filter(|competition| is_in(competition));
    let known = entered.filter(|competition| !competition.is_pending);
    let known: BTreeSet<Quarter> = known.map(Competition::quarter).collect();
    let district = || competitions.iter().filter(|c| c.level() == Level::District && is_in(c));
    let newest = known.last().map(|quarter| quarter.year());
    let standing = |(year, rows): (i16, BTreeMap<usize, StandingRow>)| {
        let of_year = |quarter: &Quarter| quarter.year() == year;
        let pending = district().filter(|competition| competition.is_pending).map(|competition| competition.quarter());
        let pending: BTreeSet<Quarter> = pending.filter(of_year).collect();
        let through = known.iter().copied().rfind(of_year);
        let has_next = through.is_some_and(|quarter| quarter.number() < 4);
        Standing {
            year,
            rows: rank(rows.into_values().collect()),
            is_running: !pending.is_empty() || (has_next && newest == Some(year)),
            pending: pending.into_iter().collect(),
            through,
            same_period: None,
        }
    };
    years.into_iter().map(|of_year| (of_year.0, standing(of_year))).collect()
}

fn district_entries(case: &Case) -> impl Iterator<Item = &Entry> {
    case.entries.iter().filter(|entry| entry.competition.level() == Level::District)
}

fn best_of<'a>(entries: impl Iterator<Item = &'a Entry>, year: i16, policy: &Policy) -> Option<&'a Arc<Outcome>> {
    let of_year = entries.filter(|entry| entry.competition.quarter().year() == year);
    of_year.map(Entry::result).max_by_key(|result| policy.order(result))
}

/// What a case brings in each year that it has a 区级 entry in.
pub fn year_bonus(case: &Case, policy: &Policy) -> BTreeMap<i16, Bonus> {
    count(district_entries(case), policy.same_case).into_iter().map(|(year, counted)| (year, counted.bonus)).collect()
}

/// Whether an entry brings its township points, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// Its points count in this year.
    Counts(i16),
    /// Its results are not published yet.
    Pending,
    /// Its result brings no points.
    NoPoints,
    /// A township's competition brings no points.
    Township,
    /// This entry of the same year has at least as many.
    Lower(&'a Entry),
    /// The case counts once for ever, and does so in this year, with these points.
    Elsewhere(i16, Bonus),
}

/// Whether each entry of a case counts, in their order.
pub fn verdicts(case: &Case, same_case: SameCase) -> Vec<Verdict<'_>> {
    let years = count(district_entries(case), same_case);
    let verdict = |entry: &Entry| {
        let year = entry.competition.quarter().year();
        let Some(counted) = years.get(&year).filter(|_| entry.competition.level() == Level::District) else {
            return Verdict::Township;
        };
        match counted.elsewhere {
            _ if entry.competition.is_pending => Verdict::Pending,
            _ if entry.bonus.is_zero() => Verdict::NoPoints,
            Some((year, bonus)) => Verdict::Elsewhere(year, bonus),
            None if std::ptr::eq(entry, counted.entry) => Verdict::Counts(year),
            None => Verdict::Lower(counted.entry),
        }
    };
    case.entries.iter().map(verdict).collect()
}

/// How a case counts in one year.
struct Counted<'a> {
    bonus: Bonus,
    /// The entry that counts.
    entry: &'a Entry,
    /// Other 区级 entries of the year: those with points, which do not add up, and those whose results are to come.
    others: Vec<&'a Entry>,
    /// The year in which it counts instead, where it counts once for ever.
    elsewhere: Option<(i16, Bonus)>,
}

fn count<'a>(entries: impl Iterator<Item = &'a Entry>, same_case: SameCase) -> BTreeMap<i16, Counted<'a>> {
    let weight = |entry: &Entry| (entry.bonus, !entry.competition.is_pending);
    let mut years: BTreeMap<i16, Counted<'_>> = BTreeMap::new();
    for entry in entries {
        let year = entry.competition.quarter().year();
        let new = || Counted { bonus: entry.bonus, entry, others: Vec::new(), elsewhere: None };
        years
            .entry(year)
            .and_modify(|counted| {
                let is_higher = weight(entry) >= weight(counted.entry);
                let lower = if is_higher { std::mem::replace(&mut counted.entry, entry) } else { entry };
                counted.bonus = counted.entry.bonus;
                if !lower.bonus.is_zero() || lower.competition.is_pending {
                    counted.others.push(lower);
                }
            })
            .or_insert_with(new);
    }
    if same_case == SameCase::Ever {
        keep_highest_year(&mut years);
    }
    years
}

fn keep_highest_year(years: &mut BTreeMap<i16, Counted<'_>>) {
    let highest = years.values().map(|counted| counted.bonus).max().unwrap_or_default();
    let Some(best_year) = years.iter().find(|(_, counted)| counted.bonus == highest).map(|(&year, _)| year) else {
        return;
    };
    for (_, counted) in years.iter_mut().filter(|(year, counted)| **year != best_year && !counted.bonus.is_zero()) {
        counted.bonus = Bonus::ZERO;
        counted.elsewhere = Some((best_year, highest));
    }
}

fn explain(case: &Case, counted: &Counted<'_>, is_public: bool) -> String {
    let entry = counted.entry;
    let quarter = entry.competition.quarter().name();
    let names: Vec<&str> = entry.results.iter().map(|result| result.name.as_str()).collect();
    let whose = match (&case.unit.village, is_public) {
        (_, false) => "已不再公开的案例：".into(),
        (Some(village), true) => format!("{}：", village.name),
        (None, true) => String::new(),
    };
    let result = if entry.competition.is_pending {
        "结果还没有公布".to_owned()
    } else {
        format!("结果为{}", names.join("、"))
    };
    let rule = match counted.elsewhere {
        Some((year, bonus)) => format!("；同一案例只计一次，已按最高的 {bonus} 分计入 {year} 年"),
        None if entry.competition.is_pending => String::new(),
        None if counted.bonus.is_zero() => "，不加分".into(),
        None => format!("，加 {} 分", counted.bonus),
    };
    let lower = counted.others.iter().map(|other| {
        let (quarter, result) = (other.competition.quarter().name(), &other.result().name);
        if other.competition.is_pending {
            return format!("；{quarter}的结果还没有公布");
        }
        format!("；{quarter}{result}（{} 分）按就高原则不重复计", other.bonus)
    });
    let level = Level::District.name();
    format!("{whose}{quarter}{level}比武，{result}{rule}{}", lower.collect::<String>())
}

fn rank(mut rows: Vec<StandingRow>) -> Vec<StandingRow> {
    rows.sort_by(|a, b| b.bonus.cmp(&a.bonus).then(a.township.order.cmp(&b.township.order)));
    for index in 0..rows.len() {
        let shares = index > 0 && rows[index - 1].bonus == rows[index].bonus;
        rows[index].rank = if shares { rows[index - 1].rank } else { index + 1 };
        rows[index].reasons.sort_by(|a, b| {
            let slug = |reason: &Reason| reason.case.as_ref().map(|case| case.slug.clone());
            // Cases without a name come last, whatever the order of the files.
            let key = |reason: &Reason| (reason.case.is_none(), slug(reason));
            b.bonus.cmp(&a.bonus).then_with(|| key(a).cmp(&key(b))).then_with(|| a.because.cmp(&b.because))
        });
    }
    rows
}
