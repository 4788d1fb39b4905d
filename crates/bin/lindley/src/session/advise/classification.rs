//! Coarser ways to tell the kinds apart: neighbours by mean service time taken for one group.
//!
//! Who cannot tell two kinds apart cannot choose which of them comes first: in every scenario the visits of a group stand in
//! random order. The visits themselves, and so the whole work of a scenario, are the same for every classification.

use anyhow::Result;
use lindley_seed::Seed;
use lindley_session::{Composition, Scenarios};

use crate::session::by_kind::letter;
use crate::session::inputs::Session;

/// Most kinds of which every grouping of neighbours is tried.
const MOST_GROUPED: usize = 5;

/// Which kinds are told apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Classification {
    /// In words.
    pub(super) name: String,
    /// The kinds of each group, in order of their letters.
    pub(super) groups: Vec<Vec<usize>>,
    /// How many visits each group has.
    pub(super) composition: Composition,
}

/// All groupings of neighbours, from one group to as many as kinds; of many kinds only those two.
pub(super) fn classifications(session: &Session) -> Vec<Classification> {
    let kinds = by_mean(session);
    let cuts = kinds.len() - 1;
    let every = kinds.len() <= MOST_GROUPED;
    let last = (1_usize << cuts.min(MOST_GROUPED)) - 1;
    let patterns: Vec<Vec<bool>> = if every {
        (0..=last).map(|bits| (0..cuts).map(|cut| bits >> cut & 1 == 1).collect()).collect()
    } else {
        vec![vec![false; cuts], vec![true; cuts]]
    };
    let mut found: Vec<Classification> =
        patterns.iter().filter_map(|pattern| classification(session, &kinds, pattern)).collect();
    found.sort_by_key(|one| one.groups.len());
    found
}

/// The kinds that have a visit, the longest first on average.
fn by_mean(session: &Session) -> Vec<usize> {
    let counts = session.composition.counts();
    let mut kinds: Vec<usize> = (0..counts.len()).filter(|kind| counts[*kind] > 0).collect();
    let mean = |kind: &usize| {
        let times = &session.service_times[*kind];
        times.iter().map(|time| f64::from(*time)).sum::<f64>() / times.len() as f64
    };
    kinds.sort_by(|a, b| mean(b).total_cmp(&mean(a)));
    kinds
}

/// The kinds cut between neighbours where the pattern says so.
fn classification(session: &Session, kinds: &[usize], cut_after: &[bool]) -> Option<Classification> {
    let mut groups = vec![vec![kinds[0]]];
    for (kind, cut) in kinds[1..].iter().zip(cut_after) {
        if *cut {
            groups.push(Vec::new());
        }
        groups.last_mut()?.push(*kind);
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    let counts = session.composition.counts();
    let visits = |group: &Vec<usize>| group.iter().map(|kind| counts[*kind]).fold(0_u8, u8::saturating_add);
    let composition = Composition::new(&groups.iter().map(visits).collect::<Vec<u8>>()).ok()?;
    let letters = |group: &Vec<usize>| group.iter().map(|kind| letter(*kind)).collect::<String>();
    let told: Vec<String> = groups.iter().map(letters).collect();
    let name = match told.as_slice() {
        [_] => "all kinds alike".to_owned(),
        [first, second] => format!("{first} apart from {second}"),
        [first @ .., last] => format!("{} and {last} apart", first.join(", ")),
        [] => return None,
    };
    Some(Classification { name, groups, composition })
}

/// The service times of every visit in every scenario: by kind, visit, scenario.
pub(super) struct Columns(Vec<Vec<Vec<u32>>>);

/// The visits as one classification sees them.
pub(super) struct Seen {
    /// Their scenarios.
    pub(super) sample: Scenarios,
    /// The service times of each group.
    pub(super) times: Vec<Vec<u32>>,
}

impl Columns {
    /// Drawn with replacement from each kind's own times, a stream for every visit.
    pub(super) fn draw(session: &Session, seed: Seed) -> Result<Self> {
        // Refuses what no scenarios can be drawn from.
        Scenarios::draw(&session.service_times, &session.composition, session.scenarios, seed)?;
        let of_kind = |(kind, visits): (usize, &u8)| {
            let seed = seed.child_at("kind", kind as u64);
            let visit = |visit: u8| {
                let mut stream = seed.child_at("visit", u64::from(visit)).stream();
                let times = &session.service_times[kind];
                (0..session.scenarios).map(|_| stream.pick(times).copied().unwrap_or_default()).collect()
            };
            (0..*visits).map(visit).collect()
        };
        Ok(Self(session.composition.counts().iter().enumerate().map(of_kind).collect()))
    }

    /// Who is who within a group is left to chance, scenario by scenario.
    pub(super) fn seen_by(&self, classification: &Classification, seed: Seed) -> Result<Seen> {
        let mut columns = Vec::new();
        for (place, group) in classification.groups.iter().enumerate() {
            let mut visits: Vec<Vec<u32>> = group.iter().flat_map(|kind| self.0[*kind].clone()).collect();
            if group.len() > 1 {
                let mut stream = seed.child("groups").child_at("group", place as u64).stream();
                let scenarios = visits.first().map_or(0, Vec::len);
                for scenario in 0..scenarios {
                    let mut times: Vec<u32> = visits.iter().map(|visit| visit[scenario]).collect();
                    stream.shuffle(&mut times);
                    visits.iter_mut().zip(times).for_each(|(visit, time)| visit[scenario] = time);
                }
            }
            columns.push(visits);
        }
        let times = columns.iter().map(|visits| visits.concat()).collect();
        Ok(Seen { sample: Scenarios::from_columns(&columns)?, times })
    }
}
