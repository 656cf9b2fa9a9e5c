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

/// Cases in groups of what they have in common.
pub(super) struct Relations<'a> {
    cases: &'a [Arc<Case>],
    /// The cases, newest quarter first.
    order: Vec<usize>,
    /// The place of each case in that order.
    places: Vec<usize>,
    /// What each case is weighed by, in that order too: those that are near in time are weighed together.
    traits: Vec<Traits>,
    /// The places of the cases of each group, ascending.
    groups: HashMap<Likeness<'a>, Vec<usize>>,
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

/// What a case is weighed by, each word as a number: ten thousand cases are weighed against half a million others.
struct Traits {
    theme: Option<usize>,
    tags: [Option<usize>; TAGS],
    dimension: usize,
    township: usize,
}

impl Traits {
    fn of<'a>(words: &mut HashMap<&'a str, usize>, case: &'a Case) -> Self {
        let mut number = |word| {
            let next = words.len();
            *words.entry(word).or_insert(next)
        };
        let mut own = tags(case);
        Self {
            theme: case.theme.as_deref().map(&mut number),
            tags: [(); TAGS].map(|()| own.next().map(&mut number)),
            dimension: number(&case.dimension().slug),
            township: number(&case.unit.township.slug),
        }
    }

    /// How much what two cases have in common says of them. A theme was set for one contest and a tag was chosen by a
    /// writer: both say more than a dimension, of which there are few.
    fn weight(&self, other: &Self) -> usize {
        let theme = usize::from(self.theme.is_some() && self.theme == other.theme);
        let tags = self.tags.iter().filter(|tag| tag.is_some() && other.tags.contains(tag)).count();
        let dimension = usize::from(self.dimension == other.dimension);
        let township = usize::from(self.township == other.township);
        4 * theme + 3 * tags + 2 * dimension + 2 * township
    }
}

/// What two cases have in common.
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
                if group.last() != Some(&place) {
                    group.push(place);
                }
            }
        }
        let mut words = HashMap::new();
        let traits = order.iter().map(|&number| Traits::of(&mut words, &cases[number])).collect();
        Self { cases, order: order.to_vec(), places, traits, groups }
    }

    /// The cases most like this one, the closest first, with the reason; none of `except` is among them.
    pub(super) fn of(&self, case: &'a Case, number: usize, except: &[usize]) -> Vec<(usize, String)> {
        let own = self.places[number];
        let mut found: Vec<usize> = Vec::new();
        for likeness in likenesses(case) {
            found.extend(self.nearest(likeness, own).take(2 * NEAREST));
        }
        found.retain(|place| *place != own && !except.contains(&self.order[*place]));
        found.sort_unstable();
        found.dedup();
        let weigh = |place: usize| {
            let weight = self.traits[own].weight(&self.traits[place]);
            (Reverse(weight), place.abs_diff(own), self.order[place])
        };
        let mut weighed: Vec<_> = found.into_iter().map(weigh).collect();
        weighed.sort_unstable();
        let reason = |other: usize| Shared::of(case, &self.cases[other]).reason();
        weighed.into_iter().take(MOST).map(|(.., other)| (other, reason(other))).collect()
    }

    /// The places of the others of a group from the nearest to `place` outwards, older and newer in turn.
    fn nearest(&self, likeness: Likeness<'a>, place: usize) -> impl Iterator<Item = usize> {
        let group = self.groups.get(&likeness).map_or(&[][..], Vec::as_slice);
        let own = group.partition_point(|&other| other < place);
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
