//! A good sequence without looking at all of them.

use std::sync::OnceLock;

use crate::composition::Composition;
use crate::error::SessionError;
use crate::evaluate::evaluate_checked;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::totals::Totals;
use crate::weights::Weights;
use lindley_crew::Crew;

/// Improves a sequence until no exchange of two visits and no move of one visit makes it cheaper, from three starts: kinds
/// ascending, descending, and spread evenly. Takes the best step each time; of equal steps the first.
///
/// Finds the optimum of sessions with two kinds in all cases we know, and misses it by up to half a per cent with three; the bound of
/// [`crate::branch_and_bound`] says how far off it can be.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, local_search};
/// let composition = Composition::new(&[6, 6])?;
/// let sample = Scenarios::draw(&[vec![1_500, 2_400], vec![300, 600]], &composition, 500, Seed::from_u64(1))?;
/// let (sequence, totals) =
///     local_search(&composition, &sample, &Slots::equal(12, 900)?, &Weights::new(1.0, 5.0, 5.0)?, &Alone)?;
/// assert_eq!(sequence.composition(2), composition);
/// assert!(totals.wait > 0);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::Unfilled`] if visits and slots differ in number, [`SessionError::NoServiceTimes`] if the sample lacks visits.
pub fn local_search(
    composition: &Composition,
    sample: &Scenarios,
    slots: &Slots,
    weights: &Weights,
    crew: &dyn Crew,
) -> Result<(Sequence, Totals), SessionError> {
    let visits = composition.visits();
    if visits != slots.visits() {
        return Err(SessionError::Unfilled { visits, slots: slots.visits() });
    }
    sample.serve(composition)?;
    let score = |kinds: &[u8]| evaluate_checked(kinds, sample, slots).totals;
    let (kinds, totals) = best_descent(starts(composition), &score, weights, crew);
    Ok((Sequence::from_kinds(kinds), totals))
}

/// The cheapest of the descents from these starts; of equal ones the first.
pub(crate) fn best_descent(
    starts: impl IntoIterator<Item = Vec<u8>>,
    score: &(dyn Fn(&[u8]) -> Totals + Sync),
    weights: &Weights,
    crew: &dyn Crew,
) -> (Vec<u8>, Totals) {
    let mut best: Option<(Vec<u8>, Totals)> = None;
    for start in starts {
        let found = descend(start, score, weights, crew);
        let cheaper = |known: &(Vec<u8>, Totals)| found.1.weighted(weights) < known.1.weighted(weights);
        if best.as_ref().is_none_or(cheaper) {
            best = Some(found);
        }
    }
    best.unwrap_or_default()
}

/// Kinds ascending, descending, and spread evenly.
pub(crate) fn starts(composition: &Composition) -> [Vec<u8>; 3] {
    let counts = composition.counts();
    let ascending: Vec<u8> = (0_u8..)
        .zip(counts)
        .flat_map(|(kind, count)| std::iter::repeat_n(kind, usize::from(*count)))
        .collect();
    let descending = ascending.iter().rev().copied().collect();
    // Each visit stands where its share of its kind falls due; ties go to the first kind.
    let due = |(kind, count): (u8, &u8)| {
        let count = u32::from(*count);
        (0..count).map(move |visit| ((2 * visit + 1) * 1_000_000 / (2 * count), kind)).collect::<Vec<_>>()
    };
    let mut spread: Vec<(u32, u8)> = (0_u8..).zip(counts).flat_map(due).collect();
    spread.sort_unstable();
    [ascending, descending, spread.into_iter().map(|(_, kind)| kind).collect()]
}

fn descend(
    start: Vec<u8>,
    score: &(dyn Fn(&[u8]) -> Totals + Sync),
    weights: &Weights,
    crew: &dyn Crew,
) -> (Vec<u8>, Totals) {
    let mut totals = score(&start);
    let mut kinds = start;
    loop {
        let neighbours = neighbours(&kinds);
        let scored: Vec<OnceLock<Totals>> = neighbours.iter().map(|_| OnceLock::new()).collect();
        crew.each(neighbours.len(), &|part| {
            // Every part is done once, so the place is still empty.
            _ = scored[part].set(score(&neighbours[part]));
        });
        let mut best = (totals.weighted(weights), None);
        for (place, found) in scored.iter().enumerate() {
            let cost = found.get().map_or(f64::INFINITY, |found| found.weighted(weights));
            if cost < best.0 {
                best = (cost, Some(place));
            }
        }
        let Some(place) = best.1 else { return (kinds, totals) };
        totals = scored[place].get().copied().unwrap_or(totals);
        kinds.clone_from(&neighbours[place]);
    }
}

/// Every sequence that one exchange or one move makes, without repetition, in the order of words.
fn neighbours(kinds: &[u8]) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for from in 0..kinds.len() {
        for to in 0..kinds.len() {
            if kinds[from] == kinds[to] {
                continue;
            }
            if from < to {
                let mut exchanged = kinds.to_vec();
                exchanged.swap(from, to);
                all.push(exchanged);
            }
            let mut moved = kinds.to_vec();
            let kind = moved.remove(from);
            moved.insert(to, kind);
            all.push(moved);
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}
