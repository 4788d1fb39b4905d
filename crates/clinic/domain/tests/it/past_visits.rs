//! The past is a fact, kept to the second; but nothing was used twice and nobody was in two places.

use lindley_domain::{AppointmentId, Command, PastVisit, Status, snapshot};

use crate::clinic::Clinic;
use crate::decision_table::past_visit;
use crate::stage::{at, chosen, patient, span, wish};

fn visit(clinic: &Clinic, who: u32, start: &str, end: &str) -> PastVisit {
    let Command::RecordPastVisit { visit, .. } = past_visit(clinic, start, end) else { panic!("no visit") };
    PastVisit { patient: patient(who), ..visit }
}

fn record(visit: PastVisit) -> Command {
    Command::RecordPastVisit { visit, source: None }
}

#[test]
fn seconds_are_kept() {
    let mut clinic = Clinic::new();
    let mut long_ago = visit(&clinic, 1, "2024-02-29T23:59:07Z", "2024-03-01T00:21:44Z");
    long_ago.actual = Some(span("2024-03-01T00:00:01Z", "2024-03-01T00:30:59Z"));
    clinic.stage.must(record(long_ago.clone()));
    let kept = clinic.stage.appointment(AppointmentId(1));
    let placement = kept.placement.unwrap();
    assert_eq!((placement.span, kept.actual), (long_ago.span, long_ago.actual));
    assert_eq!(placement.segments[0].span, long_ago.span, "its one role was used throughout");
    let restored = snapshot::decode(&snapshot::encode(&clinic.stage.state).unwrap()).unwrap();
    assert_eq!(restored.appointment(AppointmentId(1)), clinic.stage.state.appointment(AppointmentId(1)));
}

#[test]
fn windows_stretch_with_the_visit() {
    let mut clinic = Clinic::new();
    let mut echo = visit(&clinic, 1, "2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z");
    echo.visit_type = clinic.echo;
    echo.chosen = vec![chosen("physician", clinic.ada), chosen("lab", clinic.lab)];
    clinic.stage.must(record(echo));
    let placement = clinic.stage.appointment(AppointmentId(1)).placement.unwrap();
    let used: Vec<_> = placement.segments.iter().map(|segment| (segment.resource, segment.span)).collect();
    let expected = [
        (clinic.ada, span("2026-03-01T10:10:00Z", "2026-03-01T11:00:00Z")),
        (clinic.lab, span("2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z")),
    ];
    assert_eq!(used, expected, "twice as long as planned; the room is not known");
}

#[test]
fn hours_ages_and_grids_do_not_bind_the_past() {
    let mut clinic = Clinic::new();
    let mut night = visit(&clinic, 1, "2026-03-01T02:03:04Z", "2026-03-01T02:05:06Z");
    night.visit_type = clinic.child;
    clinic.stage.must(record(night));
}

#[test]
fn a_physician_was_not_with_two_patients_even_for_a_second() {
    let mut clinic = Clinic::new();
    clinic.stage.must(record(visit(&clinic, 1, "2026-03-01T10:00:00Z", "2026-03-01T10:20:30Z")));
    let overlapping = record(visit(&clinic, 2, "2026-03-01T10:20:29Z", "2026-03-01T10:40:00Z"));
    assert_eq!(clinic.stage.refused(&overlapping), "slot-taken");
    clinic.stage.must(record(visit(&clinic, 2, "2026-03-01T10:20:30Z", "2026-03-01T10:40:00Z")));
    let mut missed = visit(&clinic, 3, "2026-03-01T10:00:00Z", "2026-03-01T10:20:00Z");
    missed.outcome = Status::Noshow;
    clinic.stage.must(record(missed));
}

#[test]
fn a_patient_was_not_in_two_places_even_without_resources() {
    let mut clinic = Clinic::new();
    let mut first = visit(&clinic, 1, "2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z");
    first.chosen.clear();
    clinic.stage.must(record(first));
    let mut second = visit(&clinic, 1, "2026-03-01T10:29:59Z", "2026-03-01T10:45:00Z");
    (second.site, second.chosen) = (clinic.annex, Vec::new());
    assert_eq!(clinic.stage.refused(&record(second)), "patient-busy");
}

#[test]
fn a_laboratory_is_used_up_by_units() {
    let mut clinic = Clinic::new();
    let mut blood = visit(&clinic, 1, "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z");
    (blood.visit_type, blood.chosen) = (clinic.echo, vec![chosen("lab", clinic.lab)]);
    clinic.stage.must(record(blood.clone()));
    blood.patient = patient(2);
    assert_eq!(clinic.stage.refused(&record(blood)), "slot-taken", "two of three units are in use");
}

#[test]
fn a_source_key_is_imported_once() {
    let mut clinic = Clinic::new();
    let one = visit(&clinic, 1, "2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z");
    let with_key = Command::RecordPastVisit { visit: one, source: Some("file:7".into()) };
    clinic.stage.must(with_key.clone());
    let head = clinic.stage.state.head();
    assert_eq!(clinic.stage.refused(&with_key), "already-imported");
    assert_eq!((clinic.stage.state.head(), clinic.stage.state.imported("file:7")), (head, Some(1)));
    let other = visit(&clinic, 2, "2026-03-01T12:00:00Z", "2026-03-01T12:30:00Z");
    let same_key = Command::RecordPastVisit { visit: other, source: Some("file:7".into()) };
    assert_eq!(clinic.stage.refused(&same_key), "already-imported");
}

#[test]
fn a_day_is_the_longest_visit_and_now_the_latest_end() {
    let mut clinic = Clinic::new();
    assert_eq!(
        clinic.stage.refused(&record(visit(&clinic, 1, "2026-02-27T10:00:00Z", "2026-02-28T10:00:01Z"))),
        "invalid-value"
    );
    let mut unfinished = visit(&clinic, 1, "2026-03-02T05:00:00Z", "2026-03-02T05:30:00Z");
    unfinished.actual = Some(span("2026-03-02T05:00:00Z", "2026-03-02T06:00:01Z"));
    assert_eq!(clinic.stage.refused(&record(unfinished)), "not-past");
    clinic.stage.must(record(visit(&clinic, 1, "2026-03-02T05:30:00Z", "2026-03-02T06:00:00Z")));
}

#[test]
fn half_a_minute_of_the_past_keeps_its_whole_minute_closed_for_bookings() {
    let mut clinic = Clinic::new();
    // A visit recorded at 09:00:30 by a clock that is then set back.
    clinic.stage.clock.0 = at("2026-03-02T09:00:30Z");
    clinic.stage.must(record(visit(&clinic, 1, "2026-03-02T08:59:00Z", "2026-03-02T09:00:30Z")));
    clinic.stage.clock.0 = at("2026-03-02T08:30:00Z");
    let mut request = wish(2, clinic.consultation, clinic.berlin, "2026-03-02T09:00:00Z");
    request.chosen = vec![chosen("physician", clinic.ada)];
    assert_eq!(clinic.stage.refused(&Command::Book { request }), "slot-taken");
}
