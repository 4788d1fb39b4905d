//! The session as it is lived: patients who stay away, come early or late, or were never booked.
//!
//! What the lattice of the other files cannot hold, because here the order of service depends on chance. A plain simulation,
//! one scenario after the other, on the same service times; with nothing switched on it is `evaluate`, to the second.
//!
//! - A no-show takes no time and its waiting does not count. The physician knows it at the appointment time, not before.
//! - Booked patients are seen in the order of their appointments, even if a later one is there first; who is early may be
//!   called before the appointment if it is their turn. Waiting counts from the appointment or the arrival, whichever is later.
//! - Walk-ins come at random times until the session's end, one after the other as their arrivals fall. Whenever the physician
//!   is free, the next booked patient goes first if present, else the walk-in who has waited longest.
//! - Overbooked slots are two equal times in [`Slots`].
//!
//! Sources: Cayirli, Veral and Rosen, *Designing appointment scheduling systems for ambulatory care services*, Health Care
//! Management Science 9, 2006 (no-shows, unpunctuality, walk-ins); Samorani, Harris, Blount, Lu and Santoro, *Overbooked and
//! overlooked*, Manufacturing & Service Operations Management 24, 2022 (waiting by group).

mod chances;
mod search;
mod session;
#[cfg(test)]
mod tests;

use lindley_seed::Seed;

use crate::error::SessionError;
use crate::scenario_costs::{check, services};
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::totals::Totals;

use chances::Chances;
pub use chances::{Practice, WalkIns};
pub use search::search_in_practice;
use session::Session;

/// Waiting of some patients, summed over all scenarios.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many patients were seen.
    pub seen: u64,
    /// How long they waited together, in seconds.
    pub wait: i64,
}

impl Waiting {
    /// The mean waiting of those who were seen, in minutes; zero if nobody was.
    ///
    /// ```
    /// use lindley_session::Waiting;
    /// assert_eq!(Waiting { seen: 4, wait: 480 }.mean(), 2.0);
    /// assert_eq!(Waiting::default().mean(), 0.0);
    /// ```
    pub fn mean(&self) -> f64 {
        if self.seen == 0 { 0.0 } else { self.wait as f64 / (60.0 * self.seen as f64) }
    }

    pub(crate) fn add(&mut self, wait: i64) {
        self.seen += 1;
        self.wait += wait;
    }
}

/// What a plan came to in practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practised {
    /// Sums over all scenarios; the waiting is that of booked patients who came. Idling ends with the last start,
    /// whoever's it is.
    pub totals: Totals,
    /// By visit, in the order of the sequence.
    pub visits: Vec<Waiting>,
    /// By kind: the groups whose waiting is to be compared.
    pub kinds: Vec<Waiting>,
    /// Those who were not booked.
    pub walk_ins: Waiting,
    /// How many scenarios there were.
    pub scenarios: usize,
}

/// Simulates a plan as it is lived. Who comes, how late, and who walks in is drawn from `seed`, for each visit by its kind and
/// number, so that two sequences meet the same patients.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Practice, Scenarios, Slots, evaluate, practise};
/// let sample = Scenarios::from_columns(&[vec![vec![1_200; 1_000], vec![600; 1_000], vec![600; 1_000]]])?;
/// let (sequence, slots) = ("AAA".parse()?, Slots::equal(3, 900)?);
/// let all_come = practise(&sequence, &sample, &slots, &Practice::default(), Seed::from_u64(1))?;
/// assert_eq!(all_come.totals, evaluate(&sequence, &sample, &slots)?.totals);
///
/// let practice = Practice { show: vec![0.8], ..Practice::default() };
/// let some_come = practise(&sequence, &sample, &slots, &practice, Seed::from_u64(1))?;
/// assert!(some_come.totals.wait < all_come.totals.wait && some_come.totals.idle > all_come.totals.idle);
/// assert!((some_come.visits[0].seen as f64 - 800.0).abs() < 80.0);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::Kinds`] if the practice is described for another number of kinds, [`SessionError::OutOfRangeAt`] for a
/// probability or lateness out of range, [`SessionError::OutOfRange`] for walk-ins that come more often than every second or
/// have no or too long service times, and as [`evaluate`](crate::evaluate()).
pub fn practise(
    sequence: &Sequence,
    sample: &Scenarios,
    slots: &Slots,
    practice: &Practice,
    seed: Seed,
) -> Result<Practised, SessionError> {
    check(sequence, sample, slots)?;
    practice.check(sample.visits().len())?;
    Ok(practise_checked(sequence.kinds(), sample, slots, practice, seed))
}

/// What [`practise`] does once its arguments have been checked.
fn practise_checked(
    kinds: &[u8],
    sample: &Scenarios,
    slots: &Slots,
    practice: &Practice,
    seed: Seed,
) -> Practised {
    let services = services(kinds, sample);
    let mut chances = Chances::new(kinds, practice, seed);
    let mut practised = Practised {
        totals: Totals::default(),
        visits: vec![Waiting::default(); kinds.len()],
        kinds: vec![Waiting::default(); sample.visits().len()],
        walk_ins: Waiting::default(),
        scenarios: sample.count(),
    };
    for at in 0..sample.count() {
        let coming = chances.next(slots);
        let services: Vec<u16> = services.iter().map(|services| services[at]).collect();
        Session::new(&coming, &services, slots).run(&mut practised);
    }
    practised.totals.wait = practised.visits.iter().map(|visit| visit.wait).sum();
    for (kind, visit) in kinds.iter().zip(&practised.visits) {
        let group = &mut practised.kinds[usize::from(*kind)];
        group.seen += visit.seen;
        group.wait += visit.wait;
    }
    practised
}
