//! Sessions and consultations of the file as commands.

use std::collections::BTreeSet;

use lindley_domain::{ChosenResource, Command, PastVisit, Session, Status};
use lindley_public_data::Row;
use lindley_public_data::hangu::{HalfDay, Visit};
use lindley_time::civil::{Date, Time, time};
use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, Zone};

use super::super::door::Item;
use super::PlacedSession;
use super::setup::{Clinic, PHYSICIAN, ROOM};

/// Sessions end on a quarter of an hour.
const QUARTER: i64 = 15 * 60;

/// The local times between which a half-day's session is planned.
pub(super) fn planned(half_day: HalfDay) -> (Time, Time) {
    match half_day {
        HalfDay::Morning => (time(8, 30, 0, 0), time(12, 30, 0, 0)),
        HalfDay::Afternoon => (time(14, 30, 0, 0), time(18, 30, 0, 0)),
    }
}

/// What a half-day is called.
pub(super) const fn word(half_day: HalfDay) -> &'static str {
    match half_day {
        HalfDay::Morning => "morning",
        HalfDay::Afternoon => "afternoon",
    }
}

/// The moment that the clinic's clocks show.
pub(super) fn at(zone: &Zone, date: Date, time: Time) -> Option<Instant> {
    zone.resolve(date.to_datetime(time), GapPolicy::FirstAfter, FoldPolicy::Earlier).ok()
}

/// The session as it was planned, widened to whole quarters around its visits.
pub(super) fn session(session: &PlacedSession, clinic: &Clinic, zone: &Zone) -> Option<Item> {
    let (from, until) = planned(session.half_day);
    let (mut start, mut end) = (at(zone, session.date, from)?, at(zone, session.date, until)?);
    for span in session.visits.iter().filter_map(|row| visit_span(session.date, &row.value, zone)) {
        start = start.min(Instant::from_seconds(span.start().seconds().div_euclid(QUARTER) * QUARTER));
        end = end
            .max(Instant::from_seconds((span.end().seconds() + QUARTER - 1).div_euclid(QUARTER) * QUARTER));
    }
    let opened = Session {
        resource: clinic.physician,
        span: Span::new(start, end).ok()?,
        services: BTreeSet::from([clinic.service]),
        label: format!("Session {}, {}", session.number, word(session.half_day)),
        placed_by_import: true,
    };
    let source = Some(format!("hangu:session:{}", session.number).into());
    let line = session.visits.first().map_or(0, |row| row.line);
    Some(Item { line, command: Command::OpenSession { session: opened, source } })
}

/// The consultation when it really took place; nothing if its patient's pseudonym cannot be kept.
///
/// Its key is its session and the second at which it began, which stay the same when other rows are repaired.
pub(super) fn visit(session: &PlacedSession, row: &Row<Visit>, clinic: &Clinic, zone: &Zone) -> Option<Item> {
    let span = visit_span(session.date, &row.value, zone)?;
    let visit_type = if row.value.visit_number > 1 { clinic.return_visit } else { clinic.first_visit };
    let visit = PastVisit {
        patient: row.value.patient.parse().ok()?,
        visit_type,
        site: clinic.site,
        span,
        actual: Some(span),
        chosen: vec![
            ChosenResource { role: PHYSICIAN.to_owned(), resource: clinic.physician },
            ChosenResource { role: ROOM.to_owned(), resource: clinic.room },
        ],
        outcome: Status::Fulfilled,
        booked: None,
        reminded: None,
    };
    let begun = row.value.start;
    let clock = format!("{:02}{:02}{:02}", begun.hour(), begun.minute(), begun.second());
    let source = Some(format!("hangu:visit:{}:{clock}", session.number).into());
    Some(Item { line: row.line, command: Command::RecordPastVisit { visit, source } })
}

fn visit_span(date: Date, visit: &Visit, zone: &Zone) -> Option<Span> {
    let start = at(zone, date, visit.start)?;
    Span::new(start, start.plus_seconds(visit.service_seconds.into())).ok()
}
