//! Visits that the record itself has for a stretch, and how much of the usual is still to be booked.
//!
//! A forecast that has learnt from arrivals has learnt those who were booked as well, so booked visits are never added to it.
//! What comes is split instead: **who is booked now and comes**, and **who is not in the book yet**. The same stretch is looked
//! at on up to [`DAYS`] earlier days, each with the book as it was that long before: which share of those who came was
//! not in it (the *late share*), and which share of those in it came (the *kept share*, drawn to the service's show share; at
//! fourteen days many are moved or called off). The forecast of all who come is thinned to its late share, which of a negative
//! binomial law leaves one of the same dispersion, and the binomial law of the booked is laid beside it.
//!
//! That needs a book that was kept here: comparable days begin with the first visit that was booked in this clinic for the
//! service and site, because what another system recorded was never in this book ahead of time. With fewer than [`LEAST_DAYS`] of
//! them the two cannot be told apart. Then the greater of the two holds, the usual or the booked: nobody is counted twice, and no
//! number is below what is booked.

use lindley_domain::SiteId;
use lindley_stats::PoissonBinomial;
use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, Zone};

use super::super::arrivals::{Arrivals, Pair, minute_of};
use super::super::step_length::StepLength;
use super::super::{CountDistribution, DemandError};
use super::{Mover, StretchForecast};
use crate::record::{Visit, VisitOutcome};

/// Earlier days that are compared at most, and at least.
const DAYS: i64 = 28;
const LEAST_DAYS: i64 = 14;
/// Days before now that any comparison can reach: the farthest stretch and the days compared.
const REACH_DAYS: i64 = 52;
/// The kept share is drawn to the show share as if so many visits had shown that.
const DRAWN_BY: f64 = 20.0;
/// More booked visits than these are taken as certain to come in their share: their law would say little more.
const MOST_LAWS: usize = 2_000;
/// Counts that are less likely than this to be exceeded end a law.
const TAIL: f64 = 1e-9;
const MINUTES_OF_DAY: i64 = 1_440;

/// The book of one service at one site, as far as coming stretches need it.
#[derive(Debug)]
pub(super) struct Book<'a> {
    site: SiteId,
    zone: Zone,
    as_of: Instant,
    /// The share of visits that take place.
    show: f64,
    /// When the first visit was booked here.
    kept_since: Option<Instant>,
    visits: Vec<Known<'a>>,
}

/// A visit that may lie in a stretch now or on a compared day.
#[derive(Debug)]
struct Known<'a> {
    visit: Visit<'a>,
    /// The local minute at which somebody came for it, as known now.
    came: Option<i64>,
}

/// What compared days have shown of a stretch.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shares {
    /// Of those who came, who was not in the book yet.
    late: f64,
    /// Of those in the book, who came in the stretch.
    kept: f64,
}

impl<'a> Book<'a> {
    pub(super) fn of(arrivals: &Arrivals<'a>, pair: Pair, zone: &Zone, as_of: Instant) -> Self {
        let (oldest, now) = (as_of.plus_days(-REACH_DAYS), minute_of(zone, as_of));
        let mut book = Self {
            site: pair.1,
            zone: zone.clone(),
            as_of,
            show: arrivals.show_share(pair.0, as_of),
            kept_since: None,
            visits: Vec::new(),
        };
        for visit in arrivals.visits(pair) {
            let booked = visit.booked().filter(|booked| !visit.is_imported() && *booked <= as_of);
            book.kept_since = book.kept_since.into_iter().chain(booked).min();
            if visit.planned().start() < oldest && visit.last_moved().is_none() {
                continue;
            }
            let came = visit.seen(as_of).filter(|seen| {
                let ended = seen.ending.is_none_or(|ending| ending.outcome == VisitOutcome::Fulfilled);
                ended && seen.placing.site == pair.1
            });
            let came = came.map(|seen| minute_of(zone, seen.placing.start())).filter(|minute| *minute < now);
            book.visits.push(Known { visit, came });
        }
        book
    }

    /// Moves a forecast by what is booked for its stretch.
    pub(super) fn add_to(&self, told: &mut StretchForecast) -> Result<(), DemandError> {
        let stretch = self.minutes(told.span);
        let booked = self.visits.iter().filter(|known| self.holds(known, self.as_of, stretch)).count();
        let shares = self.shares(stretch);
        if booked == 0 && shares.is_none() {
            return Ok(());
        }
        let kept = shares.map_or(self.show, |shares| shares.kept);
        let coming = kept * booked as f64;
        if let Some(Shares { late, .. }) = shares {
            let late = told.arrivals.map(|law| CountDistribution::new(late * law.mean(), law.dispersion()));
            let late = late.transpose()?;
            let law = both(late, booked, kept);
            told.expected = late.map_or(0.0, |late| late.mean()) + coming;
            told.set_counts(|level| quantile(&law, level));
            // What remains of the spread beyond chance is that of those who are not booked yet.
            let excess = late.map_or(0.0, |late| late.dispersion() * (late.mean() / told.expected).powi(2));
            told.arrivals = CountDistribution::new(told.expected, excess).ok();
        } else {
            let law = both(None, booked, kept);
            if coming > told.expected {
                told.expected = coming;
                told.arrivals = CountDistribution::new(coming, 0.0).ok().or(told.arrivals);
            }
            told.raise_counts(|level| quantile(&law, level));
        }
        if booked > 0 {
            let visits = u32::try_from(booked).unwrap_or(u32::MAX);
            told.moved_by.push(Mover::Booked { visits });
        }
        Ok(())
    }

    /// What the same stretch has shown on earlier days, if enough of them lie within the time in which this book was kept.
    fn shares(&self, stretch: (i64, i64)) -> Option<Shares> {
        let now = minute_of(&self.zone, self.as_of);
        let nearest = (stretch.1 - now + MINUTES_OF_DAY - 1).div_euclid(MINUTES_OF_DAY).max(1);
        let (mut days, mut came, mut late, mut booked, mut kept) = (0, 0.0, 0.0, 0.0, 0.0);
        for back in nearest..nearest + DAYS {
            let Some(origin) = self.moment(now - back * MINUTES_OF_DAY) else { continue };
            if self.kept_since.is_none_or(|since| origin < since) {
                break;
            }
            days += 1;
            let then = (stretch.0 - back * MINUTES_OF_DAY, stretch.1 - back * MINUTES_OF_DAY);
            for known in &self.visits {
                let has_come = known.came.is_some_and(|minute| (then.0..then.1).contains(&minute));
                let was_booked = self.holds(known, origin, then);
                came += f64::from(u8::from(has_come));
                late += f64::from(u8::from(has_come && !was_booked));
                booked += f64::from(u8::from(was_booked));
                kept += f64::from(u8::from(has_come && was_booked));
            }
        }
        // One more who came late: that it never happened does not say that it never will.
        let shares = Shares {
            late: (late + 1.0) / (came + 1.0),
            kept: (kept + DRAWN_BY * self.show) / (booked + DRAWN_BY),
        };
        (days >= LEAST_DAYS).then_some(shares)
    }

    /// Whether the book of a moment has a visit in a stretch of local minutes.
    fn holds(&self, known: &Known<'_>, moment: Instant, stretch: (i64, i64)) -> bool {
        if known.visit.is_imported() {
            return false;
        }
        known.visit.seen(moment).is_some_and(|seen| {
            let start = seen.placing.start();
            seen.ending.is_none()
                && seen.placing.site == self.site
                && start >= moment
                && (stretch.0..stretch.1).contains(&minute_of(&self.zone, start))
        })
    }

    fn minutes(&self, span: Span) -> (i64, i64) {
        (minute_of(&self.zone, span.start()), minute_of(&self.zone, span.end()))
    }

    fn moment(&self, minute: i64) -> Option<Instant> {
        let local = StepLength::MINUTE.start_of(minute);
        self.zone.resolve(local, GapPolicy::FirstAfter, FoldPolicy::Earlier).ok()
    }
}

/// The probabilities of at most 0, 1, 2, … of the late ones and of so many booked, together.
fn both(late: Option<CountDistribution>, booked: usize, kept: f64) -> Vec<f64> {
    let of_booked = of_booked(booked, kept);
    let of_late = late.map_or_else(|| vec![1.0], |law| masses(&law));
    let mut law = vec![0.0; of_booked.len() + of_late.len() - 1];
    for (come, booked) in of_booked.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
        for (late, mass) in of_late.iter().enumerate() {
            law[come + late] += booked * mass;
        }
    }
    let mut sum = 0.0;
    for mass in &mut law {
        sum += *mass;
        *mass = sum;
    }
    law
}

fn of_booked(visits: usize, kept: f64) -> Vec<f64> {
    let kept = kept.clamp(0.0, 1.0);
    let law = (visits > 0 && visits <= MOST_LAWS).then(|| PoissonBinomial::new(&vec![kept; visits]));
    if let Some(Ok(law)) = law {
        return law.masses().to_vec();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
    let certain = (kept * visits as f64).round() as usize;
    let mut masses = vec![0.0; certain + 1];
    masses[certain] = 1.0;
    masses
}

fn masses(law: &CountDistribution) -> Vec<f64> {
    let most = law.quantile(1.0 - TAIL);
    let mut below = 0.0;
    let masses = (0..=most).map(|count| {
        let at_most = law.at_most(count);
        let mass = at_most - below;
        below = at_most;
        mass.max(0.0)
    });
    masses.collect()
}

/// The least count that is not exceeded with this probability.
fn quantile(law: &[f64], level: f64) -> u64 {
    // What the ends of laws leave out is less than any level asked for.
    let found = law.iter().position(|at_most| *at_most >= level.min(1.0 - 1e-6));
    found.unwrap_or(law.len().saturating_sub(1)) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_law_of_both_has_the_mean_of_both_and_rises_with_every_booking(
            mean in 0.01..40.0_f64, dispersion in 0.0..0.5_f64, booked in 0..60_usize, kept in 0.0..1.0_f64,
        ) {
            let late = CountDistribution::new(mean, dispersion).unwrap();
            let law = both(Some(late), booked, kept);
            let expected: f64 = law.iter().map(|at_most| 1.0 - at_most).sum();
            prop_assert!((expected - mean - kept * booked as f64).abs() < 1e-3 * (1.0 + mean));
            let more = both(Some(late), booked + 1, kept);
            let alone = both(None, booked, kept);
            for level in [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] {
                prop_assert!(quantile(&law, level) <= quantile(&more, level));
                prop_assert!(quantile(&alone, level) <= quantile(&law, level));
            }
        }
    }

    #[test]
    fn the_booked_alone_are_binomial_and_a_crowd_is_taken_by_its_share() {
        let law = both(None, 10, 0.9);
        assert_eq!([quantile(&law, 0.1), quantile(&law, 0.9)], [8, 10]);
        assert_eq!(quantile(&both(None, 3_000, 0.9), 0.1), 2_700);
        assert_eq!(quantile(&both(None, 0, 0.9), 0.9), 0);
    }
}
