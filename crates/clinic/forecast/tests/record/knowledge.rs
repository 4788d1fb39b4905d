//! Since when the record knows things, and what it tells of the world outside.

use lindley_domain::{
    AppointmentId, Event, PatientFacts, SignalReading, SiteId, SpecialDay, Status, VisitTypeId,
};
use lindley_time::civil::date;
use lindley_time::{Instant, Span};

use super::clinic::{BEGIN, Invented, log, patient, placement, record};
use super::visits::opened;

fn past(id: u64, booked: Option<Instant>, reminded: Option<Instant>) -> Event {
    let placement = placement(2, BEGIN.plus_minutes(-3 * 1440), 30);
    let (id, patient, visit_type) = (AppointmentId(id), patient(1), VisitTypeId(2));
    let (actual, status, source) = (None, Status::Noshow, None);
    Event::PastVisitRecorded { id, patient, visit_type, placement, actual, status, source, booked, reminded }
}

fn born(year: i16) -> PatientFacts {
    PatientFacts { birth_year: Some(year), district: Some("Alfama".into()), ..PatientFacts::default() }
}

#[test]
fn imported_history_is_known_since_the_source_knew_it() {
    let (booked, reminded) = (BEGIN.plus_days(-20), BEGIN.plus_days(-5));
    let record = opened(vec![(BEGIN.plus_days(50), past(1, Some(booked), Some(reminded)))]);
    let visit = record.visit(AppointmentId(1)).unwrap();
    assert_eq!((visit.booked(), visit.is_imported()), (Some(booked), true));
    assert!(visit.seen(booked.plus_seconds(-1)).is_none());
    assert_eq!(visit.seen(booked).unwrap().ending, None);
    let end = visit.planned().end();
    assert_eq!(visit.ending().unwrap().known, end);
    assert!(visit.seen(end).unwrap().ending.is_some());
    assert_eq!(visit.reminders().collect::<Vec<_>>(), [(reminded, None)]);
    // The day is over at midnight in São Paulo, three hours after that of UTC. The visit began at 21:00 on 1 January there.
    assert_eq!(visit.counts_from(), Some(BEGIN.plus_days(-3).plus_minutes(180)));
    let unsaid = opened(vec![(BEGIN, past(1, None, None))]);
    assert_eq!(unsaid.visit(AppointmentId(1)).unwrap().booked(), None);
    assert!(unsaid.visit(AppointmentId(1)).unwrap().seen(Instant::MIN).is_some());
}

#[test]
fn facts_hold_from_the_moment_at_which_somebody_knew_them() {
    let (first, second) = (BEGIN.plus_days(1), BEGIN.plus_days(3));
    let told = |facts, since| Event::PatientDescribed { patient: patient(1), facts, since };
    let record = opened(vec![
        (first, told(born(1950), None)),
        (second, told(born(1960), None)),
        // An import that comes late tells what was known long ago: it does not undo what was learnt since.
        (second.plus_days(9), told(born(1940), Some(BEGIN.plus_days(-100)))),
    ]);
    let year = |at| record.patient_facts(patient(1), at).and_then(|facts| facts.birth_year);
    assert_eq!(year(BEGIN.plus_days(-101)), None);
    assert_eq!(year(first.plus_seconds(-1)), Some(1940));
    assert_eq!(year(first), Some(1950));
    assert_eq!(year(second.plus_days(30)), Some(1960));
    let facts = record.patient_facts(patient(1), second).unwrap();
    assert_eq!((facts.district, facts.known, facts.language), (Some("Alfama"), second, None));
    assert!(record.patient_facts(patient(2), second).is_none());
}

#[test]
fn readings_and_special_days_are_told_in_the_order_of_the_log() {
    let span = Span::of_minutes(BEGIN.plus_days(9), 60);
    let reading = SignalReading {
        signal: "rain".into(),
        unit: "mm".into(),
        site: Some(SiteId(2)),
        span,
        value_milli: -5,
    };
    let day = |kind: &str| SpecialDay { day: date(2026, 2, 17), site: None, kind: kind.into() };
    let record = opened(vec![
        (BEGIN, Event::SignalsRecorded { feed: "weather".into(), readings: vec![reading] }),
        (BEGIN, Event::SpecialDaysRecorded { feed: "town".into(), days: vec![day("carnival"), day("")] }),
    ]);
    let found = record.signal_readings().next().unwrap();
    assert_eq!((found.feed, found.signal, found.unit, found.value_milli), ("weather", "rain", "mm", -5));
    assert_eq!((found.span, found.site, found.known), (span, Some(SiteId(2)), BEGIN));
    let kinds: Vec<&str> = record.special_days().map(|day| day.kind).collect();
    assert_eq!(kinds, ["carnival", ""]);
}

#[test]
fn the_same_log_gives_the_same_record() {
    let log = log(Invented { visits: 400, patients: 80, days: 40, imported: 0.3 }, 5);
    assert_eq!(format!("{:?}", record(&log)), format!("{:?}", record(&log)));
    let record = record(&log);
    assert_eq!(record.head(), log.len() as u64);
    assert_eq!(record.latest(), log.last().map(|(at, _)| *at));
    for visit in record.visits() {
        assert!(record.visits_of(visit.patient()).any(|other| other.id() == visit.id()));
        let zone = record.zone(visit.site()).unwrap();
        let start = zone.local(visit.planned().start());
        assert_eq!(
            (visit.day(), i8::try_from(visit.placing().hour()).unwrap()),
            (start.date(), start.hour())
        );
    }
}

#[test]
fn facts_that_were_told_in_any_order_hold_by_when_they_were_known() {
    let told = |year, day: i64| {
        let since = Some(BEGIN.plus_days(day));
        (BEGIN.plus_days(50), Event::PatientDescribed { patient: patient(1), facts: born(year), since })
    };
    // Told a second time, the same facts end others that were known in between, whichever the log tells first.
    let record = opened(vec![told(1950, 5), told(1950, 9), told(1960, 7), told(1970, 1), told(1970, 2)]);
    let years = (0..11)
        .map(|day| record.patient_facts(patient(1), BEGIN.plus_days(day)).and_then(|facts| facts.birth_year));
    let expected = [0, 1970, 1970, 1970, 1970, 1950, 1950, 1960, 1960, 1950, 1950];
    let expected = expected.map(|year| (year != 0).then_some(year));
    assert_eq!(years.collect::<Vec<_>>(), expected);
}
