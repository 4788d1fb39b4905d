//! What is said of a service at a site as of a moment, before anybody who waits or was announced: the same for who is told and
//! for who judges.

use lindley_time::{Instant, Span, Zone};

use super::super::arrivals::{Arrivals, Grid, Pair, minute_of};
use super::super::book::{DemandBook, forecast};
use super::super::known_world::{SiteCalendar, calendar_from};
use super::super::step_length::{StepLength, date_of};
use super::super::{DemandCalendar, DemandError, DemandSeries, StepForecast, Stretch};
use super::booked::Book;
use super::movers::Moved;
use super::{BaseRate, StretchForecast};

/// What is known around a service at a site.
pub(in crate::demand) struct Around<'a> {
    arrivals: &'a Arrivals<'a>,
    pair: Pair,
    as_of: Instant,
    zone: &'a Zone,
    book: Book<'a>,
    calendar: SiteCalendar,
}

/// A forecast as it is told, and what it came from.
pub(in crate::demand) struct Served {
    /// Numbers and band, visits booked among them; of what moved it only those are named.
    pub(in crate::demand) told: StretchForecast,
    /// The forecast without a book.
    pub(super) said: StepForecast,
    /// The calendar on the clocks of the series.
    pub(super) calendar: DemandCalendar,
}

impl<'a> Around<'a> {
    pub(in crate::demand) fn of(
        arrivals: &'a Arrivals<'a>,
        pair: Pair,
        as_of: Instant,
    ) -> Result<Self, DemandError> {
        let unknown = || DemandError::Unknown { kind: "site", id: pair.1.to_string() };
        let zone = arrivals.record().zone(pair.1).ok_or_else(unknown)?;
        let calendar = calendar_from(arrivals.record(), pair.1, as_of)?;
        Ok(Self { arrivals, pair, as_of, zone, book: Book::of(arrivals, pair, zone, as_of), calendar })
    }

    pub(super) fn pair(&self) -> Pair {
        self.pair
    }

    pub(super) fn zone(&self) -> &Zone {
        self.zone
    }

    /// What moved the series lately; needed for words only.
    pub(super) fn moved(&self) -> Moved {
        let grid = Grid { step: StepLength::HOUR, offset: minute_of(self.zone, self.as_of).rem_euclid(60) };
        let hours = self.arrivals.series(self.pair, grid, self.as_of, &[]);
        hours.map_or_else(
            |_| Moved::default(),
            |hours| Moved::of(&hours, &self.calendar.calendar, grid.offset),
        )
    }

    /// What is said of a stretch. `intakes` are arrivals (local minutes) that the record does not know; the base rate speaks where nobody
    /// came yet, or not for long enough for one step.
    pub(in crate::demand) fn served(
        &self,
        book: Option<&DemandBook>,
        stretch: Stretch,
        intakes: &[i64],
        base_rate: impl FnOnce() -> BaseRate,
    ) -> Result<Served, DemandError> {
        let span = span_of(stretch, self.zone, self.as_of)?;
        let (said, past, calendar) = match self.series(stretch, intakes) {
            Ok((series, offset)) => {
                let calendar = self.calendar.calendar.earlier_by(offset);
                let model = book.and_then(|book| book.model(self.pair, stretch));
                let (said, past) = forecast(model, stretch, &series, &calendar)?;
                (said, past, calendar)
            }
            Err(DemandError::Empty { .. }) => {
                let said = base_rate().forecast(stretch, self.zone.local(span.start()))?;
                (said, Vec::new(), DemandCalendar::default())
            }
            Err(other) => return Err(other),
        };
        let mut told = StretchForecast::of(self.pair, stretch, span, &said);
        self.book.add_to(&mut told, &past)?;
        Ok(Served { told, said, calendar })
    }

    /// The series whose next step is the stretch, and by how many minutes its clocks are slow.
    fn series(&self, stretch: Stretch, extra: &[i64]) -> Result<(DemandSeries, i64), DemandError> {
        let step = stretch.step();
        let now = minute_of(self.zone, self.as_of);
        let begins_now = stretch.days_ahead().is_none();
        let offset = if begins_now { now.rem_euclid(i64::from(step.minutes())) } else { 0 };
        let series = self.arrivals.series(self.pair, Grid { step, offset }, self.as_of, extra)?;
        Ok((series, offset))
    }
}

/// From now for so long, or the whole local day.
pub(in crate::demand) fn span_of(stretch: Stretch, zone: &Zone, as_of: Instant) -> Result<Span, DemandError> {
    let Some(days) = stretch.days_ahead() else {
        return Ok(Span::of_minutes(as_of, stretch.minutes()));
    };
    let today = StepLength::DAY.index_of(zone.local(as_of));
    let day = date_of(today + i64::from(days));
    zone.day(day)
        .ok_or(DemandError::Event { position: 0, problem: "the moment lies at the end of the calendar" })
}
