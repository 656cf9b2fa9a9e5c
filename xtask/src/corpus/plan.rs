//! Which synthetic case was entered where and with what result. Everything follows from a case's number and the number
//! of cases, so cases can be written in any order.

use super::prose::fill_one;
use super::random::Random;
use super::vocabulary::words;

/// A quarter, counted from the first one of 1990.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Quarter(usize);

/// The last quarter there is results of: 2026Q3.
const LATEST: Quarter = Quarter(36 * 4 + 2);
/// Entries of a district competition, as long as there are quarters enough.
const ENTRIES: usize = 45;

impl Quarter {
    /// `2026Q3`.
    pub(crate) fn id(self) -> String {
        format!("{}Q{}", self.year(), self.number())
    }

    /// The calendar year.
    pub(crate) fn year(self) -> usize {
        1990 + self.0 / 4
    }

    /// 1 to 4.
    pub(crate) fn number(self) -> usize {
        self.0 % 4 + 1
    }

    /// A day in the quarter: its month from 1 to 3 and the day of that month; a day after the 28th goes on into the next.
    pub(crate) fn day(self, month: usize, day: usize) -> String {
        let month = (self.number() - 1) * 3 + month + (day - 1) / 28;
        format!("{}-{month:02}-{:02}", self.year(), (day - 1) % 28 + 1)
    }

    /// What every competition of the quarter is about.
    pub(crate) fn theme(self) -> &'static str {
        words("theme")[self.0 * 7 % words("theme").len()]
    }

    /// The forms of every competition of the quarter.
    pub(crate) fn formats(self) -> [&'static str; 3] {
        [0, 1, 3].map(|step| words("form")[(self.0 + step) % words("form").len()])
    }

    /// By how many days this quarter's dates are later than the earliest possible ones.
    pub(crate) fn shift(self) -> usize {
        self.0 * 5 % 8
    }
}

/// A competition: a quarter's at the district, or at one township of the list of townships.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Competition {
    /// When.
    pub(crate) quarter: Quarter,
    /// Whose, if not the district's.
    pub(crate) township: Option<usize>,
}

impl Competition {
    /// `2026Q3` or `2026Q3-湖东街道`.
    pub(crate) fn id(self) -> String {
        let township = self.township.map(|number| format!("-{}", words("township")[number]));
        self.quarter.id() + &township.unwrap_or_default()
    }

    /// The day its results are published: two weeks into a quarter at a township, two months into it at the district.
    pub(crate) fn published(self, days_later: usize) -> String {
        let (month, day) = if self.township.is_some() { (1, 16) } else { (3, 8 + self.quarter.shift()) };
        self.quarter.day(month, day + days_later)
    }
}

/// One entry of a case.
pub(crate) struct Entry {
    /// Where it was entered.
    pub(crate) competition: Competition,
    /// Its results; one, or two that were given together.
    pub(crate) results: Vec<&'static str>,
}

impl Entry {
    /// What the scheme gives for it.
    pub(crate) fn bonus(&self) -> &'static str {
        if self.competition.township.is_some() {
            return "0";
        }
        match self.results[0] {
            "推荐市级" | "市级典型案例" => "0.5",
            "观摩点" | "交流经验" => "0.2",
            _ => "0",
        }
    }
}

/// A case, as far as other files need to agree with it.
pub(crate) struct Case {
    /// From 0.
    pub(crate) number: usize,
    /// A place in the list of townships.
    pub(crate) township: usize,
    /// The village of that township; none where the township itself entered the case.
    pub(crate) village: Option<usize>,
    /// The main dimension first.
    pub(crate) dimensions: Vec<&'static str>,
    /// At least one, the earliest first.
    pub(crate) entries: Vec<Entry>,
    /// Its own theme, where it did not answer the set one.
    pub(crate) own_theme: Option<&'static str>,
}

impl Case {
    /// The case of this number among `total`, the oldest first.
    pub(crate) fn new(number: usize, total: usize) -> Self {
        let mut random = Random::stream(number * 2);
        let quarters = total.div_ceil(ENTRIES).clamp(1, LATEST.0 + 1);
        let block = number * quarters / total;
        let quarter = Quarter(LATEST.0 + 1 - quarters + block);
        let (at_township, at_district) = match random.below(100) {
            0..5 => (true, false),
            5..15 => (true, true),
            _ => (false, true),
        };
        // Three townships a quarter hold a competition of their own.
        let township = if at_township {
            (quarter.0 * 3 + random.below(3)) % words("township").len()
        } else {
            random.below(words("township").len())
        };
        let mut entries = Vec::new();
        if at_township {
            let competition = Competition { quarter, township: Some(township) };
            entries.push(Entry { competition, results: vec![random.pick(&["参赛", "交流经验", "观摩点"])] });
        }
        let again = at_district && !at_township && block > 0 && random.chance(4);
        if again {
            let competition = Competition { quarter: Quarter(quarter.0 - 1), township: None };
            entries.push(Entry { competition, results: vec![random.pick(&["参赛", "交流经验"])] });
        }
        if at_district {
            let competition = Competition { quarter, township: None };
            entries.push(Entry { competition, results: district_results(&mut random) });
        }
        let own_theme = (again || !at_township && random.chance(15)).then(|| random.pick(words("own-theme")));
        let village = random.chance(90).then(|| random.below(words("village-second").len()));
        let main = random.pick(words("dimension"));
        let mut dimensions = vec![main];
        dimensions.extend(random.chance(20).then(|| random.pick(words("dimension"))).filter(|second| *second != main));
        Self { number, township, village, dimensions, entries, own_theme }
    }

    /// The title, which a link from another case repeats.
    pub(crate) fn title(&self) -> String {
        fill_one(&mut Random::stream(self.number * 2 + 1), &self.place(), words("title"))
    }

    /// The village, or the township without one.
    pub(crate) fn place(&self) -> String {
        self.village
            .map_or_else(|| words("township")[self.township].to_owned(), |village| village_name(self.township, village))
    }
}

/// A village's name, different from every other one's.
pub(crate) fn village_name(township: usize, village: usize) -> String {
    let kind = if township < 4 { "社区" } else { "村" };
    format!("{}{}{kind}", words("village-first")[township], words("village-second")[village])
}

fn district_results(random: &mut Random) -> Vec<&'static str> {
    match random.below(100) {
        0..58 => vec!["参赛"],
        58..76 => vec!["交流经验"],
        76..86 => vec!["观摩点"],
        86..90 => vec!["观摩点", "交流经验"],
        90..97 => vec!["推荐市级"],
        _ => vec!["市级典型案例"],
    }
}
