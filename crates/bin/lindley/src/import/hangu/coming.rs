//! Sessions of the coming weeks in the physician's own pattern, so that there is something to book into.

use std::collections::{BTreeMap, BTreeSet};

use lindley_domain::{Command, Session, State};
use lindley_public_data::hangu::HalfDay;
use lindley_time::civil::Date;
use lindley_time::{Instant, Span, Zone};

use super::super::door::Item;
use super::PlacedSession;
use super::setup::Clinic;
use super::visits::{at, planned, word};

/// Eight weeks, from the first day of the pattern.
const DAYS_AHEAD: usize = 56;
/// A half-day of the week belongs to the pattern if this share of the sessions fell on it, one in so many.
const ONE_IN: usize = 10;

/// A half-day of the week, Monday being 0.
type HalfDayOfWeek = (i8, HalfDay);

/// The first day for which an earlier run has opened a session: a later run then speaks of the same eight weeks, and
/// adds nothing.
pub(super) fn first_known(
    state: &State,
    past: &[PlacedSession],
    clinic: &Clinic,
    zone: &Zone,
) -> Option<Date> {
    let last_of_file = past.iter().map(|session| session.date).max()?;
    let placed =
        state.sessions().values().filter(|open| open.resource == clinic.physician && open.placed_by_import);
    placed.map(|open| zone.date_of(open.span.start())).filter(|date| *date > last_of_file).min()
}

/// The coming sessions, each with the key of its date: from the first one known, or else from tomorrow.
pub(super) fn sessions(
    past: &[PlacedSession],
    clinic: &Clinic,
    zone: &Zone,
    first_known: Option<Date>,
    now: Instant,
) -> Vec<Item> {
    let pattern = pattern(past);
    let begin = first_known.or(zone.date_of(now).tomorrow().ok());
    let belongs =
        |day: &Date| pattern.iter().any(|(weekday, _)| *weekday == day.weekday().to_monday_zero_offset());
    let days = std::iter::successors(begin, |day| day.tomorrow().ok()).take(7 + DAYS_AHEAD);
    days.skip_while(|day| !belongs(day))
        .take(DAYS_AHEAD)
        .flat_map(|day| [(day, HalfDay::Morning), (day, HalfDay::Afternoon)])
        .filter(|(day, half)| pattern.contains(&(day.weekday().to_monday_zero_offset(), *half)))
        .filter_map(|(day, half)| session(day, half, clinic, zone))
        .collect()
}

/// What the report says about them.
pub(super) fn assumption(count: usize) -> String {
    format!(
        "{count} coming sessions, half-days of the next eight weeks on which the physician used to work, are open \
         for booking; they too are marked as placed."
    )
}

fn pattern(past: &[PlacedSession]) -> BTreeSet<HalfDayOfWeek> {
    let mut counts: BTreeMap<HalfDayOfWeek, usize> = BTreeMap::new();
    for session in past {
        let half_day = (session.date.weekday().to_monday_zero_offset(), session.half_day);
        *counts.entry(half_day).or_default() += 1;
    }
    let usual = counts.into_iter().filter(|(_, count)| count * ONE_IN >= past.len());
    usual.map(|(half_day, _)| half_day).collect()
}

fn session(day: Date, half: HalfDay, clinic: &Clinic, zone: &Zone) -> Option<Item> {
    let (from, until) = planned(half);
    let session = Session {
        resource: clinic.physician,
        span: Span::new(at(zone, day, from)?, at(zone, day, until)?).ok()?,
        services: BTreeSet::from([clinic.service]),
        label: format!("{:?} {}", day.weekday(), word(half)),
        placed_by_import: true,
    };
    let source = Some(format!("hangu:coming:{day}:{}", word(half)).into());
    // These come from no line of the file.
    Some(Item { line: 0, command: Command::OpenSession { session, source } })
}
