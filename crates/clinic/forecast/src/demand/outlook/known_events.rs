//! Who waits now, and what was announced of which the record does not know.

use std::collections::BTreeMap;

use lindley_stats::PoissonBinomial;
use lindley_time::{Instant, Zone};

use super::super::CountBand;
use super::super::arrivals::{Arrivals, Pair, minute_of};
use super::super::place::divided;
use super::base_rate::BaseRate;
use super::{DemandEvent, DemandEventKind, DemandQuestion, Mover, StretchForecast};

/// More announced visits than these are taken as certain: their law would take long to write down and say little.
const MOST_LAWS: usize = 2_000;

/// What a question says of one service at one site.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownEvents {
    waiting: u32,
    /// The share of visits that take place.
    show: f64,
    scheduled: Vec<Instant>,
    cancelled: Vec<Instant>,
    intakes: Vec<Instant>,
}

impl KnownEvents {
    /// Divides what names no service or site among the pairs.
    pub(super) fn by_pair(
        arrivals: &Arrivals<'_>,
        pairs: &[Pair],
        question: &DemandQuestion,
        rates: &BaseRate,
    ) -> BTreeMap<Pair, Self> {
        let mut known: BTreeMap<Pair, Self> = BTreeMap::new();
        if question.current_queue.is_empty() && question.events.is_empty() {
            return known;
        }
        for pair in pairs {
            let show = arrivals.show_share(pair.0, question.as_of);
            known.insert(*pair, Self { show, ..Self::default() });
        }
        let weights =
            |fitting: &[Pair]| -> Vec<f64> { fitting.iter().map(|pair| rates.per_day(*pair)).collect() };
        for queue in &question.current_queue {
            let fits = |pair: &&Pair| pair.0 == queue.service && queue.site.is_none_or(|site| site == pair.1);
            let fitting: Vec<Pair> = pairs.iter().filter(fits).copied().collect();
            for (pair, share) in fitting.iter().zip(divided(queue.waiting, &weights(&fitting))) {
                known.entry(*pair).or_default().waiting += share;
            }
        }
        // Events alike are divided together, so that ten of them are not all given to the greatest.
        let mut alike: BTreeMap<_, Vec<&DemandEvent>> = BTreeMap::new();
        for event in &question.events {
            alike.entry((event.kind, event.service, event.site)).or_default().push(event);
        }
        for ((kind, service, site), events) in alike {
            let fits =
                |pair: &&Pair| service.is_none_or(|of| of == pair.0) && site.is_none_or(|of| of == pair.1);
            let fitting: Vec<Pair> = pairs.iter().filter(fits).copied().collect();
            let shares = divided(u32::try_from(events.len()).unwrap_or(u32::MAX), &weights(&fitting));
            let mut events = events.into_iter();
            for (pair, share) in fitting.iter().zip(shares) {
                let of_pair = known.entry(*pair).or_default();
                let list = match kind {
                    DemandEventKind::VisitScheduled => &mut of_pair.scheduled,
                    DemandEventKind::VisitCancelled => &mut of_pair.cancelled,
                    DemandEventKind::IntakeSubmitted => &mut of_pair.intakes,
                };
                let at = |event: &DemandEvent| match kind {
                    // What came within this very minute, or by a clock that is ahead, has come.
                    DemandEventKind::IntakeSubmitted => event.at.min(question.as_of.plus_minutes(-1)),
                    _ => event.at,
                };
                list.extend(events.by_ref().take(share as usize).map(at));
            }
        }
        known
    }

    /// The local minutes of intakes.
    pub(super) fn intakes(&self, zone: &Zone) -> Vec<i64> {
        self.intakes.iter().map(|at| minute_of(zone, *at)).collect()
    }

    /// Moves a forecast by who waits and by visits announced or called off in its stretch.
    pub(super) fn add_to(&self, told: &mut StretchForecast) {
        let inside = |moments: &[Instant]| moments.iter().filter(|at| told.span.holds(**at)).count();
        let begins_now = told.stretch.days_ahead().is_none();
        let waiting = if begins_now { u64::from(self.waiting) } else { 0 };
        let (more, fewer) = (inside(&self.scheduled), inside(&self.cancelled));
        let (more_low, more_high) = self.between(more, told.level);
        let (fewer_low, fewer_high) = self.between(fewer, told.level);
        let expected = (told.expected + self.show * (more as f64 - fewer as f64)).max(0.0) + waiting as f64;
        told.shift = expected - told.expected;
        told.expected = expected;
        told.low = (told.low + more_low).saturating_sub(fewer_high) + waiting;
        told.high = (told.high + more_high).saturating_sub(fewer_low) + waiting;
        let band = CountBand { low: told.low, high: told.high }.around(told.expected);
        (told.low, told.high) = (band.low, band.high);
        for (level, count) in &mut told.quantiles {
            let (up, down) = if *level < 0.5 { (more_low, fewer_high) } else { (more_high, fewer_low) };
            *count = (*count + up).saturating_sub(down) + waiting;
        }
        if waiting > 0 {
            told.moved_by.push(Mover::Queue { waiting: self.waiting });
        }
        let counted = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        if more > 0 {
            told.moved_by.push(Mover::Scheduled { visits: counted(more) });
        }
        if fewer > 0 {
            told.moved_by.push(Mover::Cancelled { visits: counted(fewer) });
        }
        if begins_now && !self.intakes.is_empty() {
            told.moved_by.push(Mover::Intakes { forms: counted(self.intakes.len()) });
        }
    }

    /// Between how many of so many announced visits take place, at a level.
    fn between(&self, visits: usize, level: f64) -> (u64, u64) {
        let certain = (visits as u64, visits as u64);
        if visits == 0 || visits > MOST_LAWS || self.show >= 1.0 {
            return certain;
        }
        let Ok(law) = PoissonBinomial::new(&vec![self.show.max(0.0); visits]) else { return certain };
        let tail = f64::midpoint(1.0, -level);
        let least = (0..=visits).rev().find(|count| law.at_least(*count) >= 1.0 - tail).unwrap_or(0);
        let most = (0..=visits).find(|count| law.at_least(count + 1) <= tail).unwrap_or(visits);
        (least as u64, most as u64)
    }
}
