//! The table of results and points, and what counts once.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::bonus::Bonus;
use super::competition::Level;

/// A result that an entry can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The Chinese name, as in front matter.
    pub name: String,
    /// The name in addresses.
    pub slug: String,
    /// Points for the township, where the competition is a district's.
    pub bonus: Bonus,
    /// Results that this one includes, by name: 市级典型案例 implies 推荐市级.
    pub implies: Vec<String>,
    /// The least grant that comes with it, in 万元.
    pub grant_min: Option<Decimal>,
}

/// Over which time a case counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameCase {
    /// Once in each assessment year.
    #[default]
    Year,
    /// Once for ever, in the year of its highest bonus, the earliest if equal.
    Ever,
}

/// Which results there are, what they bring, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// All results from the least to the best: by the highest bonus of each and all it implies, then by how many it
    /// implies; never empty.
    pub outcomes: Vec<Arc<Outcome>>,
    /// 就高原则 within the year or for ever.
    pub same_case: SameCase,
}

impl Policy {
    /// The results of the scheme, from the least to the best.
    pub fn scheme_outcomes() -> Vec<Outcome> {
        let outcome = |name: &str, slug: &str, tenths, implies: &[&str], grant: Option<i64>| Outcome {
            name: name.into(),
            slug: slug.into(),
            bonus: Bonus::from_tenths(tenths),
            implies: implies.iter().map(|&name| name.into()).collect(),
            grant_min: grant.map(Decimal::from),
        };
        vec![
            outcome("参赛", "entered", 0, &[], None),
            outcome("交流经验", "experience", 2, &[], None),
            outcome("观摩点", "showcase", 2, &[], None),
            outcome("推荐市级", "recommended", 5, &[], None),
            outcome("市级典型案例", "city-model", 5, &["推荐市级"], Some(10)),
        ]
    }

    /// A policy with these results, in whatever order they were written.
    pub fn new(outcomes: Vec<Outcome>, same_case: SameCase) -> Self {
        let written = Self { outcomes: outcomes.into_iter().map(Arc::new).collect(), same_case };
        let mut outcomes = written.outcomes.clone();
        // Stable: results of equal worth stay in the order they were written.
        outcomes.sort_by_cached_key(|outcome| written.worth(outcome));
        Self { outcomes, same_case }
    }

    /// The result of an entry that none is written for.
    pub fn entered(&self) -> &Arc<Outcome> {
        self.outcome("参赛").unwrap_or(&self.outcomes[0])
    }

    /// The result of this name.
    pub fn outcome(&self, name: &str) -> Option<&Arc<Outcome>> {
        self.outcomes.iter().find(|outcome| outcome.name == name)
    }

    /// The place of a result in the order from the least to the best, from 0.
    pub fn order(&self, outcome: &Outcome) -> usize {
        self.outcomes.iter().position(|other| other.name == outcome.name).unwrap_or_default()
    }

    /// The points of an entry with these results: the highest of them, nothing below district level.
    pub fn bonus(&self, level: Level, results: &[Arc<Outcome>]) -> Bonus {
        match level {
            Level::Township => Bonus::ZERO,
            Level::District => results.iter().map(|result| self.worth(result).0).max().unwrap_or_default(),
        }
    }

    /// The points that a result brings with all it implies, and how many it implies.
    fn worth(&self, outcome: &Arc<Outcome>) -> (Bonus, usize) {
        let all = self.with_implied(outcome);
        (all.iter().map(|outcome| outcome.bonus).max().unwrap_or_default(), all.len() - 1)
    }

    /// A result and all that it implies, itself first, each once.
    pub fn with_implied(&self, outcome: &Arc<Outcome>) -> Vec<Arc<Outcome>> {
        let mut all = vec![Arc::clone(outcome)];
        let mut next = 0;
        while let Some(current) = all.get(next).cloned() {
            let implied = current.implies.iter().filter_map(|name| self.outcome(name));
            let new: Vec<_> = implied.filter(|o| !all.iter().any(|known| known.name == o.name)).cloned().collect();
            all.extend(new);
            next += 1;
        }
        all
    }
}
