//! Bounds on unfairness: the cheapest sequence in which nobody waits too long, and what that costs.
//!
//! The cheapest sequence often lets the last visits pay for all others. Samorani et al., *Overbooked and overlooked*,
//! Manufacturing & Service Operations Management 24, 2022, limit the worst group's mean waiting; Feng et al. (2024) report
//! the spread of waiting over the slots, `STD(W)`.

use crate::enumerate::Enumeration;
use crate::error::SessionError;
use crate::evaluate::{Evaluation, evaluate};
use crate::scenarios::Scenarios;
use crate::sequence::{Sequence, letter};
use crate::slots::Slots;
use crate::weights::Weights;

/// Sequences that are put in order of cost first; later stretches are four times as long as the one before.
const FIRST_STRETCH: usize = 1_000;

/// The most unfairness that is allowed, in minutes; `None` is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FairnessLimits {
    /// `STD(W)`: the standard deviation of the visits' mean waiting.
    pub std_wait: Option<f64>,
    /// The mean waiting of the visit that waits longest.
    pub worst_visit: Option<f64>,
    /// The mean waiting of the kind that waits longest.
    pub worst_kind: Option<f64>,
}

impl FairnessLimits {
    fn check(&self) -> Result<(), SessionError> {
        let limits = [
            ("the limit of STD(W)", self.std_wait),
            ("the limit of the worst visit", self.worst_visit),
            ("the limit of the worst kind", self.worst_kind),
        ];
        for (name, limit) in limits {
            if let Some(value) = limit.filter(|limit| !(limit.is_finite() && *limit >= 0.0)) {
                return Err(SessionError::OutOfRange {
                    name,
                    value,
                    allowed: "limits are minutes, not negative",
                });
            }
        }
        Ok(())
    }

    fn allow(&self, found: &Unfairness) -> bool {
        let within = |limit: Option<f64>, value: f64| limit.is_none_or(|limit| value <= limit);
        within(self.std_wait, found.std_wait)
            && within(self.worst_visit, found.worst_visit)
            && within(self.worst_kind, found.worst_kind)
    }

    /// The worst visit and the worst kind wait at least as long as visits do on average: nothing else need be known to
    /// refuse a sequence whose average is above a limit.
    fn allow_average(&self, average: f64) -> bool {
        let within = |limit: Option<f64>| limit.is_none_or(|limit| average <= limit * (1.0 + 1e-9) + 1e-9);
        within(self.worst_visit) && within(self.worst_kind)
    }
}

/// How unevenly a plan lets people wait, in minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unfairness {
    /// `STD(W)`.
    pub std_wait: f64,
    /// The mean waiting of the visit that waits longest.
    pub worst_visit: f64,
    /// The mean waiting of the kind that waits longest.
    pub worst_kind: f64,
    /// The letter of that kind; of several the first.
    pub longest_waiting: char,
}

/// How unevenly a sequence lets people wait.
///
/// ```
/// use lindley_session::{Scenarios, Slots, evaluate, unfairness};
/// let sample = Scenarios::from_columns(&[vec![vec![1_500]], vec![vec![900], vec![300]]])?;
/// let sequence = "ABB".parse()?;
/// let plan = evaluate(&sequence, &sample, &Slots::equal(3, 900)?)?;
/// let found = unfairness(&sequence, &plan);
/// assert_eq!((found.worst_visit, found.worst_kind, found.longest_waiting), (10.0, 10.0, 'B'));
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
pub fn unfairness(sequence: &Sequence, evaluation: &Evaluation) -> Unfairness {
    let waits = evaluation.mean_waits();
    let mut by_kind = [(0_u32, 0.0); 26];
    for (kind, wait) in sequence.kinds().iter().zip(&waits) {
        let group = &mut by_kind[usize::from(*kind)];
        group.0 += 1;
        group.1 += wait;
    }
    let mut worst = (0.0, sequence.kinds().iter().copied().min().unwrap_or(0));
    for (kind, (visits, wait)) in (0_u8..).zip(by_kind) {
        let mean = if visits == 0 { 0.0 } else { wait / f64::from(visits) };
        if mean > worst.0 {
            worst = (mean, kind);
        }
    }
    Unfairness {
        std_wait: evaluation.std_waits(),
        worst_visit: waits.iter().copied().fold(0.0, f64::max),
        worst_kind: worst.0,
        longest_waiting: letter(worst.1),
    }
}

/// A sequence with its cost and its unfairness.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The order of the kinds.
    pub sequence: Sequence,
    /// What it came to.
    pub evaluation: Evaluation,
    /// The mean cost of a session in minutes of weight one.
    pub cost: f64,
    /// How unevenly people wait.
    pub unfairness: Unfairness,
}

/// The cheapest sequence, and the cheapest within the limits.
#[derive(Clone, Debug, PartialEq)]
pub struct FairChoice {
    /// The cheapest without any limit.
    pub cheapest: Judged,
    /// The cheapest within the limits; `None` if no sequence is.
    pub fair: Option<Judged>,
    /// How many sequences had to be looked at, in order of cost, until one was within the limits.
    pub looked_at: usize,
}

impl FairChoice {
    /// What fairness costs, in minutes of weight one for each session; `None` if no sequence is within the limits.
    ///
    /// ```
    /// # use lindley_seed::Seed;
    /// # use lindley_session::{Alone, Composition, FairnessLimits, Scenarios, Slots, Weights, cheapest_fair, enumerate};
    /// # let composition = Composition::new(&[3, 3])?;
    /// # let sample = Scenarios::draw(&[vec![1_500, 2_400], vec![300, 600]], &composition, 200, Seed::from_u64(1))?;
    /// # let slots = Slots::equal(6, 900)?;
    /// # let all = enumerate(&composition, &sample, &slots, &Alone)?;
    /// let weights = Weights::new(1.0, 0.0, 0.0)?;
    /// let choice = cheapest_fair(&all, &sample, &slots, &weights, &FairnessLimits::default())?;
    /// assert_eq!(choice.price(), Some(0.0));
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn price(&self) -> Option<f64> {
        self.fair.as_ref().map(|fair| fair.cost - self.cheapest.cost)
    }
}

/// The cheapest of all enumerated sequences within the limits. Looks at them in order of cost, ties in the order of words, and
/// simulates the waiting of single visits only for those that come before the answer and whose average does not rule them out.
///
/// `sample` and `slots` are those of the enumeration.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Alone, Composition, FairnessLimits, Scenarios, Slots, Weights, cheapest_fair, enumerate};
/// let composition = Composition::new(&[3, 3])?;
/// let sample = Scenarios::draw(&[vec![1_500, 2_400], vec![300, 600]], &composition, 200, Seed::from_u64(1))?;
/// let slots = Slots::equal(6, 900)?;
/// let all = enumerate(&composition, &sample, &slots, &Alone)?;
/// let limits = FairnessLimits { worst_visit: Some(20.0), ..FairnessLimits::default() };
/// let choice = cheapest_fair(&all, &sample, &slots, &Weights::new(1.0, 10.0, 10.0)?, &limits)?;
/// let fair = choice.fair.as_ref().expect("there is one");
/// assert!(fair.unfairness.worst_visit <= 20.0 && fair.cost >= choice.cheapest.cost);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::OutOfRange`] for a limit that is negative or not finite, [`SessionError::Scenarios`] for a sample of another size
/// than the enumeration's, and as [`evaluate`].
pub fn cheapest_fair(
    all: &Enumeration,
    sample: &Scenarios,
    slots: &Slots,
    weights: &Weights,
    limits: &FairnessLimits,
) -> Result<FairChoice, SessionError> {
    limits.check()?;
    if sample.count() != all.scenarios() {
        return Err(SessionError::Scenarios { found: sample.count(), expected: all.scenarios() });
    }
    let cheapest = judge(all.best(weights).0, sample, slots, weights)?;
    let visits = slots.visits() as f64;
    let average = |place: usize| all.totals()[place].means(all.scenarios()).wait / visits;
    let mut looked_at = 0;
    for place in in_order_of_cost(all, weights) {
        looked_at += 1;
        if limits.allow_average(average(place)) {
            let found = judge(all.sequence(place), sample, slots, weights)?;
            if limits.allow(&found.unfairness) {
                return Ok(FairChoice { cheapest, fair: Some(found), looked_at });
            }
        }
    }
    Ok(FairChoice { cheapest, fair: None, looked_at })
}

/// The cheapest of some candidates within the limits; of equals the first. For sets of rules, and where there are too many
/// sequences to enumerate.
///
/// ```
/// use lindley_session::{FairnessLimits, Scenarios, Slots, Weights, cheapest_fair_of};
/// let sample = Scenarios::from_columns(&[vec![vec![1_800]], vec![vec![300]]])?;
/// let limits = FairnessLimits { worst_kind: Some(5.0), ..FairnessLimits::default() };
/// let candidates = ["AB".parse()?, "BA".parse()?];
/// let choice =
///     cheapest_fair_of(&candidates, &sample, &Slots::equal(2, 900)?, &Weights::new(1.0, 5.0, 0.0)?, &limits)?;
/// assert_eq!(choice.cheapest.sequence.to_string(), "AB"); // nobody idles, and B waits for 15 minutes
/// assert_eq!(choice.fair.as_ref().map(|fair| fair.sequence.to_string()).as_deref(), Some("BA"));
/// assert_eq!(choice.price(), Some(35.0));
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::Size`] without a candidate, [`SessionError::OutOfRange`] for a limit that is negative or not finite, and as
/// [`evaluate`].
pub fn cheapest_fair_of(
    candidates: &[Sequence],
    sample: &Scenarios,
    slots: &Slots,
    weights: &Weights,
    limits: &FairnessLimits,
) -> Result<FairChoice, SessionError> {
    limits.check()?;
    let judged = candidates.iter().map(|sequence| judge(sequence.clone(), sample, slots, weights));
    let mut judged = judged.collect::<Result<Vec<_>, _>>()?;
    judged.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let Some(cheapest) = judged.first().cloned() else {
        return Err(SessionError::Size { visits: 0, kinds: 0 });
    };
    let place = judged.iter().position(|found| limits.allow(&found.unfairness));
    let looked_at = place.map_or(judged.len(), |place| place + 1);
    Ok(FairChoice { cheapest, fair: place.map(|place| judged.swap_remove(place)), looked_at })
}

fn judge(
    sequence: Sequence,
    sample: &Scenarios,
    slots: &Slots,
    weights: &Weights,
) -> Result<Judged, SessionError> {
    let evaluation = evaluate(&sequence, sample, slots)?;
    let cost = evaluation.totals.cost(weights, sample.count());
    let unfairness = unfairness(&sequence, &evaluation);
    Ok(Judged { sequence, evaluation, cost, unfairness })
}

/// The places of all sequences in order of cost, put in order stretch by stretch as they are asked for.
fn in_order_of_cost(all: &Enumeration, weights: &Weights) -> impl Iterator<Item = usize> {
    let cost = |place: u32| all.totals()[place as usize].weighted(weights);
    let compare = move |a: &u32, b: &u32| cost(*a).total_cmp(&cost(*b)).then(a.cmp(b));
    let mut places: Vec<u32> = (0..all.totals().len() as u32).collect();
    let mut done = 0;
    let mut at = 0;
    std::iter::from_fn(move || {
        if at == done {
            let rest = &mut places[done..];
            let stretch = (done * 4).max(FIRST_STRETCH).min(rest.len());
            if stretch < rest.len() {
                rest.select_nth_unstable_by(stretch, compare);
            }
            rest[..stretch].sort_unstable_by(compare);
            done += stretch;
        }
        let place = places.get(at).map(|place| *place as usize);
        at += 1;
        place
    })
}

#[cfg(test)]
mod tests {
    use lindley_seed::Seed;
    use proptest::prelude::*;

    use super::*;
    use crate::composition::Composition;
    use crate::enumerate::enumerate;
    use lindley_crew::Alone;

    fn session(counts: &[u8], seed: u64) -> (Enumeration, Scenarios, Slots) {
        let composition = Composition::new(counts).unwrap();
        let times = [vec![1_200, 2_500, 900], vec![300, 700, 650]];
        let sample = Scenarios::draw(&times, &composition, 100, Seed::from_u64(seed)).unwrap();
        let slots = Slots::equal(composition.visits(), 900).unwrap();
        (enumerate(&composition, &sample, &slots, &Alone).unwrap(), sample, slots)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn the_answer_is_what_looking_at_every_sequence_gives(
            (std, visit, kind) in (1.0_f64..12.0, 5.0_f64..40.0, 5.0_f64..30.0),
            idle in 0.0_f64..10.0,
            seed in any::<u64>(),
        ) {
            let (all, sample, slots) = session(&[4, 4], seed);
            let weights = Weights::new(1.0, idle, 3.0).unwrap();
            let limits = FairnessLimits { std_wait: Some(std), worst_visit: Some(visit), worst_kind: Some(kind) };
            let lazily = cheapest_fair(&all, &sample, &slots, &weights, &limits).unwrap();
            let every: Vec<Sequence> = (0..all.totals().len()).map(|place| all.sequence(place)).collect();
            let one_by_one = cheapest_fair_of(&every, &sample, &slots, &weights, &limits).unwrap();
            prop_assert_eq!(lazily, one_by_one);
        }
    }

    #[test]
    fn all_places_come_in_order_of_cost() {
        // 3,432 sequences: more than one stretch.
        let (all, _, _) = session(&[7, 7], 1);
        let weights = Weights::new(1.0, 2.0, 3.0).unwrap();
        let places: Vec<usize> = in_order_of_cost(&all, &weights).collect();
        let costs: Vec<f64> = places.iter().map(|place| all.totals()[*place].weighted(&weights)).collect();
        assert!(costs.is_sorted());
        let mut sorted = places;
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..3_432));
    }

    #[test]
    fn limits_that_nothing_meets_give_none() {
        let (all, sample, slots) = session(&[3, 3], 1);
        let weights = Weights::new(1.0, 2.0, 3.0).unwrap();
        let limits = FairnessLimits { std_wait: Some(0.0), ..FairnessLimits::default() };
        let choice = cheapest_fair(&all, &sample, &slots, &weights, &limits).unwrap();
        assert_eq!((choice.price(), choice.looked_at), (None, 20));
    }

    #[test]
    fn limits_below_zero_and_another_sample_are_refused() {
        let (all, sample, slots) = session(&[2, 2], 1);
        let weights = Weights::new(1.0, 2.0, 3.0).unwrap();
        for limit in [-1.0, f64::NAN] {
            let limits = FairnessLimits { worst_kind: Some(limit), ..FairnessLimits::default() };
            let refused = cheapest_fair(&all, &sample, &slots, &weights, &limits);
            assert!(matches!(refused, Err(SessionError::OutOfRange { .. })), "{limit}");
        }
        let other = Scenarios::from_columns(&vec![vec![vec![60]; 2]; 2]).unwrap();
        let refused = cheapest_fair(&all, &other, &slots, &weights, &FairnessLimits::default());
        assert!(matches!(refused, Err(SessionError::Scenarios { found: 1, expected: 100 })));
    }
}
