//! Which cases are like which, found with bounded work per case.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::Case;

/// How many related cases are shown.
const MOST: usize = 4;

/// Cases in groups of the same theme, the same dimension or both, each newest quarter first.
#[derive(Default)]
pub(super) struct Relations<'a> {
    groups: HashMap<Likeness<'a>, Vec<usize>>,
    /// The place of each case in that order, by which it is found in its groups.
    places: Vec<usize>,
}

/// What cases have in common, the closest first.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Likeness<'a> {
    ThemeAndDimension(&'a str, &'a str),
    Theme(&'a str),
    Dimension(&'a str),
}

impl Likeness<'_> {
    const fn reason(self) -> &'static str {
        match self {
            Self::ThemeAndDimension(..) => "同一主题、同一维度",
            Self::Theme(_) => "同一主题",
            Self::Dimension(_) => "同一维度",
        }
    }
}

impl<'a> Relations<'a> {
    /// Groups cases; `order` are their places, newest quarter first.
    pub(super) fn new(cases: &'a [Arc<Case>], order: &[usize]) -> Self {
        let mut groups: HashMap<_, Vec<usize>> = HashMap::new();
        let mut places = vec![0; cases.len()];
        for (place, &number) in order.iter().enumerate() {
            places[number] = place;
            for likeness in likenesses(&cases[number]) {
                groups.entry(likeness).or_default().push(number);
            }
        }
        Self { groups, places }
    }

    /// The cases most like this one, the closest first, with the reason; none of `except` is among them.
    pub(super) fn of(&self, case: &'a Case, number: usize, except: &[usize]) -> Vec<(usize, &'static str)> {
        let mut found: Vec<(usize, &'static str)> = Vec::new();
        for likeness in likenesses(case) {
            let nearest = self.nearest(likeness, number);
            // Enough for all that may be left out: those of `except` and those found already.
            for other in nearest.take(2 * MOST + except.len()) {
                let is_known = except.contains(&other) || found.iter().any(|&(known, _)| known == other);
                if !is_known && found.len() < MOST {
                    found.push((other, likeness.reason()));
                }
            }
        }
        found
    }

    /// The others of a group from the nearest in time outwards, older and newer in turn.
    fn nearest(&self, likeness: Likeness<'a>, number: usize) -> impl Iterator<Item = usize> {
        let group = self.groups.get(&likeness).map_or(&[][..], Vec::as_slice);
        let own = group.partition_point(|&other| self.places[other] < self.places[number]);
        let older = move |step: usize| group.get(own + step).copied();
        let newer = move |step: usize| own.checked_sub(step).map(|place| group[place]);
        (1..=group.len()).flat_map(move |step| [older(step), newer(step)]).flatten()
    }
}

fn likenesses(case: &Case) -> impl Iterator<Item = Likeness<'_>> {
    let dimension = case.dimension().slug.as_str();
    let theme = case.theme.as_deref();
    let both = theme.map(|theme| Likeness::ThemeAndDimension(theme, dimension));
    [both, theme.map(Likeness::Theme), Some(Likeness::Dimension(dimension))].into_iter().flatten()
}
