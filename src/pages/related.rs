//! Which cases are like which, found with bounded work per case.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::Case;

/// How many related cases are shown.
const MOST: usize = 4;

/// How many cases of each likeness are weighed, on each side in time.
const NEAREST: usize = 4;

/// How many tags of a case are looked at.
const TAGS: usize = 6;

/// How many reasons are said, the strongest first.
const REASONS: usize = 2;

/// Cases in groups of what they have in common, each newest quarter first.
pub(super) struct Relations<'a> {
    cases: &'a [Arc<Case>],
    groups: HashMap<Likeness<'a>, Vec<usize>>,
    /// The place of each case in that order, by which it is found in its groups.
    places: Vec<usize>,
}

/// Where like cases are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Likeness<'a> {
    ThemeAndDimension(&'a str, &'a str),
    Theme(&'a str),
    Tag(&'a str),
    TownshipAndDimension(&'a str, &'a str),
    Township(&'a str),
    Dimension(&'a str),
}

/// What two cases have in common, and how much that says of them.
#[derive(Default)]
struct Shared<'a> {
    theme: Option<&'a str>,
    tags: Vec<&'a str>,
    dimension: Option<&'a str>,
    township: Option<&'a str>,
}

impl<'a> Shared<'a> {
    fn of(case: &'a Case, other: &Case) -> Self {
        let township = &case.unit.township;
        Self {
            theme: case.theme.as_deref().filter(|_| case.theme == other.theme),
            tags: tags(case).filter(|tag| tags(other).any(|known| known == *tag)).collect(),
            dimension: Some(&*case.dimension().name).filter(|_| case.dimension().slug == other.dimension().slug),
            township: Some(&*township.name).filter(|_| township.slug == other.unit.township.slug),
        }
    }

    /// A theme was set for one contest and a tag was chosen by a writer: both say more than a dimension, of which there are few.
    fn weight(&self) -> usize {
        let [theme, dimension, township] =
            [self.theme, self.dimension, self.township].map(|part| usize::from(part.is_some()));
        4 * theme + 3 * self.tags.len() + 2 * dimension + 2 * township
    }

    /// The strongest reasons in words: `标签“网格”相同，同属乡村治理`.
    fn reason(&self) -> String {
        let tags: String = self.tags.iter().take(REASONS).flat_map(|tag| ["“", tag, "”"]).collect();
        let parts = [
            self.theme.map(|theme| format!("同为“{theme}”主题")),
            (!tags.is_empty()).then(|| format!("标签{tags}相同")),
            self.dimension.map(|dimension| format!("同属{dimension}")),
            self.township.map(|township| format!("同在{township}")),
        ];
        parts.into_iter().flatten().take(REASONS).collect::<Vec<_>>().join("，")
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
                let group = groups.entry(likeness).or_default();
                // A tag can be written twice.
                if group.last() != Some(&number) {
                    group.push(number);
                }
            }
        }
        Self { cases, groups, places }
    }

    /// The cases most like this one, the closest first, with the reason; none of `except` is among them.
    pub(super) fn of(&self, case: &'a Case, number: usize, except: &[usize]) -> Vec<(usize, String)> {
        let mut found: Vec<usize> = Vec::new();
        for likeness in likenesses(case) {
            found.extend(self.nearest(likeness, number).take(2 * NEAREST));
        }
        found.retain(|other| *other != number && !except.contains(other));
        found.sort_unstable();
        found.dedup();
        let weigh = |other: usize| {
            let shared = Shared::of(case, &self.cases[other]);
            let distance = self.places[other].abs_diff(self.places[number]);
            ((Reverse(shared.weight()), distance, other), shared)
        };
        let mut weighed: Vec<_> = found.into_iter().map(weigh).collect();
        weighed.sort_by_key(|(key, _)| *key);
        weighed.into_iter().take(MOST).map(|((.., other), shared)| (other, shared.reason())).collect()
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

fn tags(case: &Case) -> impl Iterator<Item = &str> {
    case.tags.iter().take(TAGS).map(String::as_str)
}

fn likenesses(case: &Case) -> impl Iterator<Item = Likeness<'_>> {
    let dimension = case.dimension().slug.as_str();
    let township = case.unit.township.slug.as_str();
    let theme = case.theme.as_deref();
    let of_theme = theme.map(|theme| [Likeness::ThemeAndDimension(theme, dimension), Likeness::Theme(theme)]);
    let others = [
        Likeness::TownshipAndDimension(township, dimension),
        Likeness::Township(township),
        Likeness::Dimension(dimension),
    ];
    of_theme.into_iter().flatten().chain(tags(case).map(Likeness::Tag)).chain(others)
}
