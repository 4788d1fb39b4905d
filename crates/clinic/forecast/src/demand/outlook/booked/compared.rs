//! Earlier stretches with the book as it was as long before them: who was in it, who was not, and how far out the law of both
//! has been.

use std::collections::BTreeMap;

use lindley_domain::AppointmentId;

use super::super::super::adaptive_band::reach;
use super::super::super::arrivals::{Placed, minute_of};
use super::super::super::count_law::{CountLaw, SumOf};
use super::super::super::past_step::PastStep;
use super::super::super::ranks::Ranks;
use super::super::super::{CountDistribution, DemandError};
use super::Book;

/// Earlier days that shares are taken from at most, and at least.
const DAYS: i64 = 28;
const LEAST_DAYS: i64 = 14;
/// Days whose stretches say how far out the law of both has been.
const RANKED_DAYS: i64 = 120;
/// The kept share is drawn to the show share as if so many visits had shown that.
const DRAWN_BY: f64 = 20.0;
/// Expected counts that differ by no more than this factor are alike.
const ALIKE: f64 = 2.0;
const MINUTES_OF_DAY: i64 = 1_440;

/// Who came and who was booked for earlier stretches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    days: i64,
    came: u64,
    /// Of those who came, who was not in the book.
    late: u64,
    booked: u64,
    /// Of those in the book, who came in the stretch.
    kept: u64,
}

/// What compared days have shown of a stretch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shares {
    /// Of those who came, who was not in the book yet.
    late: f64,
    /// Of those in the book, who came in the stretch.
    pub(super) kept: f64,
    /// How many were in the books of all days.
    pub(super) booked: u64,
}

impl Shares {
    /// The law of those who are not in the book yet.
    pub(super) fn late_of(&self, all: &CountDistribution) -> Result<CountDistribution, DemandError> {
        CountDistribution::new(self.late * all.mean(), all.dispersion())
    }
}

/// A stretch against earlier ones of the same length.
pub(super) struct Compared<'a> {
    book: &'a Book<'a>,
    now: i64,
    /// The local minute at which the stretch begins, and its minutes.
    start: i64,
    length: i64,
    /// By the local minute of the start; none where no book was kept.
    tallies: BTreeMap<i64, Option<Tally>>,
    /// By the minute of the day: all days from which shares are taken.
    sums: BTreeMap<i64, Tally>,
}

impl<'a> Compared<'a> {
    pub(super) fn of(book: &'a Book<'a>, start: i64, length: i64) -> Self {
        let now = minute_of(book.zone, book.as_of);
        Self { book, now, start, length, tallies: BTreeMap::new(), sums: BTreeMap::new() }
    }

    /// What the same stretch has shown on earlier days, if enough of them lie within the time in which this book was kept.
    pub(super) fn shares(&mut self) -> Option<Shares> {
        self.book.kept_since?;
        let sum = self.sum(self.start);
        self.shares_of(sum, LEAST_DAYS)
    }

    /// How far out the band of both laws together is to reach, by where those who came lay in it in recent stretches: those of
    /// which about as many were expected as are of this one, if there are enough, because what days have in common moves a crowd
    /// farther out than a few. None if there are too few of any kind.
    pub(super) fn reach(
        &mut self,
        all: &CountDistribution,
        past: &[PastStep],
    ) -> Result<Option<f64>, DemandError> {
        let ranks = self.ranks(past)?;
        let alike = (all.mean() / ALIKE)..=(all.mean() * ALIKE);
        let of_alike: Vec<f64> =
            ranks.iter().filter(|(mean, _)| alike.contains(mean)).map(|(_, rank)| *rank).collect();
        match reach(&of_alike)? {
            None => reach(&ranks.iter().map(|(_, rank)| *rank).collect::<Vec<f64>>()),
            found => Ok(found),
        }
    }

    /// The expected counts of recent stretches without a book, with how far out those who came lay in the law of both.
    fn ranks(&mut self, past: &[PastStep]) -> Result<Vec<(f64, f64)>, DemandError> {
        let asked = self.start.div_euclid(self.length);
        let mut ranks = Vec::new();
        for step in past {
            let start = self.start - (asked - step.index) * self.length;
            if start < self.start - RANKED_DAYS * MINUTES_OF_DAY {
                continue;
            }
            let Some(own) = self.tally(start) else { continue };
            let mut others = self.sum(start);
            if self.days(start).any(|day| day == start) {
                others = others.without(own);
            }
            let Some(shares) = self.shares_of(others, LEAST_DAYS - 1) else { continue };
            let booked = CountLaw::binomial(usize::try_from(own.booked).unwrap_or(usize::MAX), shares.kept);
            let late = CountLaw::negative_binomial(&shares.late_of(&step.law)?);
            let rank = SumOf(&booked, &late).spread_outlyingness(own.came, step.part());
            ranks.push((step.law.mean(), rank));
        }
        Ok(ranks)
    }

    fn shares_of(&self, sum: Tally, least_days: i64) -> Option<Shares> {
        let Tally { days, came, late, booked, kept } = sum;
        // One more who came late: that it never happened does not say that it never will.
        let late = (late + 1) as f64 / (came + 1) as f64;
        // Half of one who came and half of one who did not: not even a book that was always kept is certain.
        let kept = (kept as f64 + DRAWN_BY * self.book.show + 0.5) / (booked as f64 + DRAWN_BY + 1.0);
        (days >= least_days).then_some(Shares { late, kept, booked })
    }

    /// The same time of day on the days that shares are taken from: the latest ones that are over, the last first.
    fn days(&self, start: i64) -> impl Iterator<Item = i64> + Clone + use<> {
        let over = (self.now - self.length - start).div_euclid(MINUTES_OF_DAY);
        (0..DAYS).map(move |back| start + (over - back) * MINUTES_OF_DAY)
    }

    fn sum(&mut self, start: i64) -> Tally {
        let of_day = start.rem_euclid(MINUTES_OF_DAY);
        if let Some(sum) = self.sums.get(&of_day) {
            return *sum;
        }
        let mut sum = Tally::default();
        for start in self.days(start) {
            if let Some(tally) = self.tally(start) {
                sum = sum.with(tally);
            }
        }
        self.sums.insert(of_day, sum);
        sum
    }

    /// The stretch that began then, with the book of as long before as it is now before the one that is asked about.
    fn tally(&mut self, start: i64) -> Option<Tally> {
        if let Some(tally) = self.tallies.get(&start) {
            return *tally;
        }
        let book = self.book;
        let origin = book.moment(start - (self.start - self.now));
        let origin = origin.filter(|origin| book.kept_since.is_some_and(|since| *origin >= since));
        let tally = origin.filter(|_| start + self.length <= self.now).map(|origin| {
            let placed = book.arrivals.placed_between(book.pair, start, start + self.length);
            let mut tally = Tally { days: 1, ..Tally::default() };
            for (nth, one) in placed.iter().enumerate() {
                if one.is_moved && placed[..nth].iter().any(|other| other.visit.id() == one.visit.id()) {
                    continue;
                }
                let has_come = any_of(placed, one, |placed| placed.has_come(book.as_of));
                let was_booked = any_of(placed, one, |placed| placed.is_in_book(origin));
                tally.came += u64::from(has_come);
                tally.late += u64::from(has_come && !was_booked);
                tally.booked += u64::from(was_booked);
                tally.kept += u64::from(has_come && was_booked);
            }
            tally
        });
        self.tallies.insert(start, tally);
        tally
    }
}

/// Whether it holds of any place that the visit had in the stretch.
fn any_of(placed: &[Placed<'_>], one: &Placed<'_>, holds: impl Fn(&Placed<'_>) -> bool) -> bool {
    let id: AppointmentId = one.visit.id();
    if one.is_moved { placed.iter().filter(|other| other.visit.id() == id).any(holds) } else { holds(one) }
}

impl Tally {
    fn with(self, other: Self) -> Self {
        self.combined(other, u64::saturating_add, i64::saturating_add)
    }

    fn without(self, other: Self) -> Self {
        self.combined(other, u64::saturating_sub, i64::saturating_sub)
    }

    fn combined(self, other: Self, of: impl Fn(u64, u64) -> u64, days: impl Fn(i64, i64) -> i64) -> Self {
        Self {
            days: days(self.days, other.days),
            came: of(self.came, other.came),
            late: of(self.late, other.late),
            booked: of(self.booked, other.booked),
            kept: of(self.kept, other.kept),
        }
    }
}
