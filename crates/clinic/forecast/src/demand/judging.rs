//! Books of demand models on days that they have not seen: judged, compared, watched.
//!
//! **What is judged is what is told.** On each judged day every learnt series is forecast as of 10:00 and 14:00 of its site's clock
//! for the stretches that begin then, and as of 10:00 for the days ahead, from what was known then and by the very path that
//! answers a question in which nobody waits and nothing is announced: visits booked by then are counted. Of more than
//! 28 days, 28 that are spread evenly are judged; days ahead have 28 of their own, of those after which they were over in time. A
//! stretch for which there were too few days is named. Loss is the mean pinball loss of the 10 %, 50 % and 90 % quantiles, in arrivals.

mod report;
mod rows;
mod unjudged;

use std::collections::BTreeSet;

use lindley_learn::{Cell, Crew};
use lindley_time::civil::Date;
use lindley_time::{FoldPolicy, GapPolicy, Instant, Zone};

use super::arrivals::{Arrivals, Grid, Pair};
use super::book::LEAST_DAYS;
use super::step_length::{StepLength, date_of};
use super::{DemandBook, DemandError};
use crate::record::ClinicRecord;
use crate::{FeatureDrift, PairedSegment};

pub use report::{BookReport, BookSegment, BookWeek, CoverageAlarm};
pub use rows::JudgedStretch;
pub use unjudged::UnjudgedStretch;

use rows::rows;

/// Days that are judged at most.
const MOST_DAYS: usize = 28;

/// A book that has not seen the last fifth of days, and what it did on them.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedBook {
    /// The evaluated twin: learnt as the final book is, from the other days.
    pub book: DemandBook,
    /// How it did.
    pub report: BookReport,
    /// The first day that it was judged on.
    pub first_day: Date,
}

impl DemandBook {
    /// Learns an evaluated twin from what was known before the last fifth of the days with arrivals, and judges it on that
    /// fifth. Refused if there are too few days, or no series can be learnt or judged.
    pub fn judge(record: &ClinicRecord, until: Instant, crew: &dyn Crew) -> Result<JudgedBook, DemandError> {
        let arrivals = Arrivals::of(record);
        let days = arrivals.days(until);
        let refused = |what| DemandError::NothingLearnt {
            series: arrivals.pairs(until).len(),
            what,
            days: LEAST_DAYS + LEAST_DAYS / 4,
        };
        let early = days.len() - days.len() / 5;
        let first_day = *days.get(early).ok_or_else(|| refused("judged"))?;
        let zone = record.sites().find_map(|site| record.zone(site)).ok_or_else(|| refused("judged"))?;
        let book = Self::learn_from(&arrivals, midnight(zone, first_day), crew)?;
        let judged = rows(&arrivals, &book, first_day, until, crew)?;
        let report = book.reported(&arrivals, &judged, first_day, until, crew)?;
        Ok(JudgedBook { book, report, first_day })
    }

    /// This book judged on what came from `from` on and was known by `until`. Refused if there is nothing to judge.
    pub fn live_report(
        &self,
        record: &ClinicRecord,
        from: Instant,
        until: Instant,
        crew: &dyn Crew,
    ) -> Result<BookReport, DemandError> {
        let arrivals = Arrivals::of(record);
        let zone = record.sites().find_map(|site| record.zone(site).cloned()).unwrap_or_else(Zone::utc);
        let first_day = zone.date_of(from);
        let judged = rows(&arrivals, self, first_day, until, crew)?;
        self.reported(&arrivals, &judged, first_day, until, crew)
    }

    /// What this book would have let be told on the judged days from `first_day` on, and what came, in order of time: what
    /// reports are made of. Refused if there is nothing to judge.
    pub fn judged_stretches(
        &self,
        record: &ClinicRecord,
        first_day: Date,
        until: Instant,
        crew: &dyn Crew,
    ) -> Result<Vec<JudgedStretch>, DemandError> {
        rows(&Arrivals::of(record), self, first_day, until, crew)
    }

    /// Two twins on the days from `first_day` on, which neither may have seen: pinball loss overall, by service, site and
    /// stretch. Series that only one of them has learnt are forecast by the other's fallbacks.
    ///
    /// Refused if there are fewer than two rows.
    pub fn compare(
        champion: &Self,
        challenger: &Self,
        record: &ClinicRecord,
        first_day: Date,
        until: Instant,
        crew: &dyn Crew,
    ) -> Result<Vec<PairedSegment>, DemandError> {
        let arrivals = Arrivals::of(record);
        let pairs: BTreeSet<Pair> = champion.series().chain(challenger.series()).collect();
        let of = |book: &Self| rows::rows_of(&arrivals, &pairs, book, first_day, until, crew);
        let (old, new) = (of(champion)?, of(challenger)?);
        let segments: Vec<Vec<String>> = old
            .iter()
            .map(|row| row.segments(record).into_iter().map(|(by, name)| format!("{by}: {name}")).collect())
            .collect();
        let losses = |rows: &[JudgedStretch]| rows.iter().map(JudgedStretch::loss).collect::<Vec<f64>>();
        PairedSegment::by_segment("pinball", &segments, &losses(&old), &losses(&new))
            .map_err(|error| DemandError::Incomparable { reason: error.to_string() })
    }

    fn reported(
        &self,
        arrivals: &Arrivals<'_>,
        judged: &[JudgedStretch],
        first_day: Date,
        until: Instant,
        crew: &dyn Crew,
    ) -> Result<BookReport, DemandError> {
        let mut report = BookReport::of(arrivals.record(), judged)?;
        report.drift = self.drift(arrivals, judged, first_day, until, crew);
        let zone = arrivals.record().sites().find_map(|site| arrivals.record().zone(site).cloned());
        report.unjudged = UnjudgedStretch::of(judged, &zone.unwrap_or_else(Zone::utc), first_day, until);
        Ok(report)
    }

    /// How far arrivals per day have moved between the days before and those judged, and the forecasts' means.
    fn drift(
        &self,
        arrivals: &Arrivals<'_>,
        judged: &[JudgedStretch],
        first_day: Date,
        until: Instant,
        crew: &dyn Crew,
    ) -> Vec<FeatureDrift> {
        let (mut before, mut came) = (Vec::new(), Vec::new());
        for pair in self.series() {
            let grid = Grid { step: StepLength::DAY, offset: 0 };
            let Ok(days) = arrivals.series(pair, grid, until, &[]) else { continue };
            for (at, count) in days.rows() {
                let list = if at.date() < first_day { &mut before } else { &mut came };
                list.push(Cell::Number(f64::from(count)));
            }
        }
        let mut found = vec![FeatureDrift::between("daily_arrivals@1".to_owned(), &before, &came)];
        // What it says of days that it has learnt from, as many as are judged.
        let judged_days: BTreeSet<i64> = judged.iter().map(|row| row.day).collect();
        let span = judged_days.first().zip(judged_days.last()).map_or(1, |(first, last)| last - first + 1);
        let start = date_of(StepLength::DAY.index_of(first_day.at(0, 0, 0, 0)) - span);
        let said = |rows: &[JudgedStretch]| {
            rows.iter().map(|row| Cell::Number(row.said.expected)).collect::<Vec<_>>()
        };
        let zone = arrivals.record().sites().find_map(|site| arrivals.record().zone(site));
        let learnt = zone.and_then(|zone| rows(arrivals, self, start, midnight(zone, first_day), crew).ok());
        if let Some(learnt) = learnt {
            found.push(FeatureDrift::between("score".to_owned(), &said(&learnt), &said(judged)));
        }
        found
    }
}

/// The moment at which a local day begins.
fn midnight(zone: &Zone, day: Date) -> Instant {
    let at = day.at(0, 0, 0, 0);
    zone.resolve(at, GapPolicy::FirstAfter, FoldPolicy::Earlier).unwrap_or(Instant::MIN)
}

/// Of more days than are judged, as many as are, spread evenly.
fn spread(days: Vec<Date>) -> Vec<Date> {
    if days.len() <= MOST_DAYS {
        return days;
    }
    (0..MOST_DAYS).map(|nth| days[nth * (days.len() - 1) / (MOST_DAYS - 1)]).collect()
}
