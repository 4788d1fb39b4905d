//! Visits that the record itself has for a stretch, and how much of the usual is still to be booked.
//!
//! A forecast that has learnt from arrivals has learnt those who were booked as well, so booked visits are never added to it.
//! What comes is split instead: **who is booked now and comes**, and **who is not in the book yet**. The same stretch is looked
//! at on up to 28 earlier days, each with the book as it was that long before: which share of those who came was
//! not in it (the *late share*), and which share of those in it came (the *kept share*, drawn to the service's show share; at
//! fourteen days many are moved or called off). The forecast of all who come is thinned to its late share, which of a negative
//! binomial law leaves one of the same dispersion, and the binomial law of the booked is laid beside it.
//!
//! **The band is that of what is told.** Days differ in how many stay away and in how many come unasked, and a day that fills
//! up differs by less than chance: no law of chance knows either. So the law of both is looked at on the compared steps that the model
//! has replayed, with the book of each of them and the shares of the other days, and how far out in it those who came lay
//! decides how far out the band reaches, by the same adaptive conformal inference as without a book. With fewer
//! than forty of them the band is that of the law's quantiles.
//!
//! That needs a book that was kept here: comparable days begin with the first visit that was booked in this clinic for the
//! service and site, because what another system recorded was never in this book ahead of time. With fewer than fourteen of
//! them the two cannot be told apart. Then the greater of the two holds, the usual or the booked: nobody is counted twice, and no
//! number is below what is booked.

mod compared;

use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, Zone};

use super::super::arrivals::{Arrivals, Pair, minute_of};
use super::super::count_law::CountLaw;
use super::super::fallback::beyond_one_count;
use super::super::past_step::PastStep;
use super::super::ranks::Ranks;
use super::super::step_length::StepLength;
use super::super::{Basis, CountBand, CountDistribution, DemandError};
use super::{Mover, StretchForecast};

use compared::{Compared, Shares};

/// The book of one service at one site.
pub(super) struct Book<'a> {
    arrivals: &'a Arrivals<'a>,
    pair: Pair,
    zone: &'a Zone,
    as_of: Instant,
    /// The share of visits that take place.
    show: f64,
    /// When the first visit was booked here.
    kept_since: Option<Instant>,
}

impl<'a> Book<'a> {
    pub(super) fn of(arrivals: &'a Arrivals<'a>, pair: Pair, zone: &'a Zone, as_of: Instant) -> Self {
        let show = arrivals.show_share(pair.0, as_of);
        Self { arrivals, pair, zone, as_of, show, kept_since: arrivals.kept_since(pair, as_of) }
    }

    /// Moves a forecast by what is booked for its stretch. `past` is what would have been said of recent stretches without a
    /// book.
    pub(super) fn add_to(&self, told: &mut StretchForecast, past: &[PastStep]) -> Result<(), DemandError> {
        let stretch = self.minutes(told.span);
        let placed = self.arrivals.placed_between(self.pair, stretch.0, stretch.1);
        let booked = placed.iter().filter(|placed| placed.is_in_book(self.as_of)).count();
        let mut compared = Compared::of(self, stretch.0, i64::from(told.stretch.minutes()));
        let shares = compared.shares();
        if booked == 0 && shares.is_none_or(|shares| shares.booked == 0) {
            return Ok(());
        }
        if let Some(shares) = shares {
            let reach = told.arrivals.map_or(Ok(None), |law| compared.reach(&law, past))?;
            tell(told, booked, shares, reach)?;
        } else {
            let coming = self.show * booked as f64;
            if coming > told.expected {
                told.expected = coming;
                told.arrivals = CountDistribution::new(coming, 0.0).ok().or(told.arrivals);
            }
            let law = CountLaw::binomial(booked, self.show);
            told.raise_counts(|level| law.quantile(level));
        }
        let band = CountBand { low: told.low, high: told.high }.around(told.expected);
        (told.low, told.high) = (band.low, band.high);
        if booked > 0 {
            let visits = u32::try_from(booked).unwrap_or(u32::MAX);
            told.moved_by.push(Mover::Booked { visits });
        }
        Ok(())
    }

    fn minutes(&self, span: Span) -> (i64, i64) {
        (minute_of(self.zone, span.start()), minute_of(self.zone, span.end()))
    }

    fn moment(&self, minute: i64) -> Option<Instant> {
        let local = StepLength::MINUTE.start_of(minute);
        self.zone.resolve(local, GapPolicy::FirstAfter, FoldPolicy::Earlier).ok()
    }
}

/// Puts the law of so many booked and of those who are not booked yet in place of a forecast.
fn tell(
    told: &mut StretchForecast,
    booked: usize,
    shares: Shares,
    reach: Option<f64>,
) -> Result<(), DemandError> {
    let late = told.arrivals.map(|law| shares.late_of(&law)).transpose()?;
    let of_late = late.as_ref().map_or_else(CountLaw::nobody, CountLaw::negative_binomial);
    let law = CountLaw::binomial(booked, shares.kept).plus(&of_late);
    told.expected = late.map_or(0.0, |late| late.mean()) + shares.kept * booked as f64;
    told.set_counts(|level| law.quantile(level));
    if let Some(reach) = reach {
        (told.low, told.high) = law.within(reach);
    }
    if told.basis == Basis::Constant {
        let band = beyond_one_count(CountBand { low: told.low, high: told.high }, told.expected);
        (told.low, told.high) = (band.low, band.high);
    }
    // What remains of the spread beyond chance is that of those who are not booked yet.
    let excess = late.map_or(0.0, |late| late.dispersion() * (late.mean() / told.expected).powi(2));
    told.arrivals = CountDistribution::new(told.expected, excess).ok();
    Ok(())
}
