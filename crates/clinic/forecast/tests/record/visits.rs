//! The life of a visit, told by a log.

use lindley_domain::{
    AppointmentId, CancelReason, Event, Lease, Placement, ReminderChannel, ResourceId, ServiceId, SiteId,
    Status, VisitTypeId,
};
use lindley_forecast::record::{ClinicRecord, VisitOutcome};
use lindley_seed::Seed;
use lindley_time::{Instant, Span};
use proptest::prelude::*;

use super::clinic::{BEGIN, Invented, log, opening, patient, placement, record};

fn at(minute: i64) -> Instant {
    BEGIN.plus_minutes(minute)
}

pub(crate) fn opened(events: Vec<(Instant, Event)>) -> ClinicRecord {
    let mut log: Vec<(Instant, Event)> = opening().into_iter().map(|event| (BEGIN, event)).collect();
    log.extend(events);
    record(&log)
}

fn noon(day: i64) -> Placement {
    placement(1, at(day * 1440 + 720), 20)
}

pub(crate) fn booked(id: u64, day: i64) -> Event {
    let (id, patient, visit_type) = (AppointmentId(id), patient(1), VisitTypeId(1));
    Event::AppointmentBooked { id, patient, visit_type, placement: noon(day) }
}

fn held(id: u64, day: i64) -> Event {
    let (id, patient, visit_type) = (AppointmentId(id), patient(1), VisitTypeId(1));
    let lease = Lease { expires: at(30), fence: id.0 };
    Event::HoldPlaced { id, patient, visit_type, placement: noon(day), lease }
}

fn advanced(id: u64, to: Status, actual: Option<Span>) -> Event {
    Event::AppointmentAdvanced { id: AppointmentId(id), to, actual }
}

#[test]
fn a_hold_is_a_booking_only_once_it_is_confirmed() {
    let id = AppointmentId(1);
    let mut events = vec![(at(1), held(1, 4))];
    assert!(opened(events.clone()).visit(id).is_none());
    events.push((at(5), Event::HoldConfirmed { id }));
    let record = opened(events.clone());
    let visit = record.visit(id).unwrap();
    assert_eq!((visit.booked(), visit.is_imported(), visit.moved()), (Some(at(5)), false, 0));
    assert!(visit.seen(at(4)).is_none() && visit.seen(at(5)).is_some());
    for gone in [Event::HoldLapsed { id }, Event::HoldReleased { id }] {
        let record = opened(vec![(at(1), held(1, 4)), (at(9), gone)]);
        assert!(record.visits().next().is_none());
    }
    // A hold that gets another time stays a hold.
    let moved = Event::AppointmentMoved { id, placement: noon(5) };
    let record = opened(vec![(at(1), held(1, 4)), (at(2), moved), (at(3), Event::HoldConfirmed { id })]);
    let visit = record.visit(id).unwrap();
    assert_eq!((visit.moved(), visit.planned()), (0, noon(5).span));
}

#[test]
fn a_visit_that_was_only_asked_for_is_booked_by_its_first_time() {
    let (id, visit_type) = (AppointmentId(1), VisitTypeId(1));
    let asked = Event::VisitRequested { id, patient: patient(1), visit_type, status: Status::Waitlist };
    let placed = Event::AppointmentMoved { id, placement: noon(4) };
    let record = opened(vec![(at(1), asked.clone()), (at(7), placed)]);
    assert_eq!((record.visit(id).unwrap().booked(), record.visit(id).unwrap().moved()), (Some(at(7)), 0));
    let given_up = Event::AppointmentCancelled { id, reason: CancelReason::Patient };
    assert!(opened(vec![(at(1), asked), (at(2), given_up)]).visits().next().is_none());
}

#[test]
fn a_moved_visit_is_seen_where_it_was_then() {
    let id = AppointmentId(1);
    let moved = |day| Event::AppointmentMoved { id, placement: noon(day) };
    let record = opened(vec![(at(1), booked(1, 4)), (at(10), moved(6)), (at(20), moved(5))]);
    let visit = record.visit(id).unwrap();
    let seen = |minute| visit.seen(at(minute)).map(|seen| (seen.placing.span(), seen.moved));
    assert_eq!(seen(0), None);
    assert_eq!(seen(9), Some((noon(4).span, 0)));
    assert_eq!(seen(10), Some((noon(6).span, 1)));
    assert_eq!(seen(99), Some((noon(5).span, 2)));
    assert_eq!((visit.moved(), visit.last_moved()), (2, Some(at(20))));
}

#[test]
fn outcomes_reminders_and_what_really_took_place() {
    let actual = Span::of_minutes(at(4 * 1440 + 725), 31);
    let events = vec![
        (at(1), booked(1, 4)),
        (at(2), Event::ReminderRecorded { id: AppointmentId(1), channel: ReminderChannel::Sms }),
        (at(3), Event::ReminderRecorded { id: AppointmentId(1), channel: ReminderChannel::Phone }),
        (at(4 * 1440 + 760), advanced(1, Status::Fulfilled, Some(actual))),
    ];
    let record = opened(events);
    let visit = record.visit(AppointmentId(1)).unwrap();
    assert_eq!(visit.actual(), Some(actual));
    assert_eq!(visit.ending().map(|ending| ending.outcome), Some(VisitOutcome::Fulfilled));
    assert_eq!(visit.seen(at(4 * 1440)).unwrap().ending, None);
    let reminders: Vec<_> = visit.reminders().collect();
    assert_eq!(reminders, [(at(3), Some(ReminderChannel::Phone)), (at(2), Some(ReminderChannel::Sms))]);
    assert_eq!(visit.practitioners(), [ResourceId(1)], "resource 10 is not known to be a practitioner");
    assert_eq!((visit.site(), visit.service()), (SiteId(1), Some(ServiceId(2))));
    // In Lisbon the day is over at midnight UTC in winter.
    assert_eq!(visit.counts_from(), Some(at(5 * 1440)));
}

#[test]
fn who_cancelled_is_kept_apart() {
    for (reason, outcome) in [
        (CancelReason::Patient, VisitOutcome::Cancelled),
        (CancelReason::Other, VisitOutcome::Cancelled),
        (CancelReason::Provider, VisitOutcome::CalledOff),
        (CancelReason::Weather, VisitOutcome::CalledOff),
    ] {
        let cancelled = Event::AppointmentCancelled { id: AppointmentId(1), reason };
        let record = opened(vec![(at(1), booked(1, 4)), (at(2), cancelled)]);
        assert_eq!(record.visit(AppointmentId(1)).unwrap().ending().unwrap().outcome, outcome);
    }
}

#[test]
fn entered_in_error_takes_a_visit_out_from_then_on() {
    let error = advanced(1, Status::EnteredInError, None);
    let record = opened(vec![(at(1), booked(1, 4)), (at(9), error), (at(10), booked(2, 4))]);
    assert!(record.visit(AppointmentId(1)).is_none());
    assert_eq!(record.visits().map(|visit| visit.id()).collect::<Vec<_>>(), [AppointmentId(2)]);
    assert_eq!(record.visits_of(patient(1)).count(), 1);
}

#[test]
fn what_is_unknown_changes_nothing_but_the_head() {
    let id = AppointmentId(77);
    let events = vec![
        (at(1), Event::HoldConfirmed { id }),
        (at(2), Event::AppointmentMoved { id, placement: noon(3) }),
        (at(3), Event::AppointmentCancelled { id, reason: CancelReason::Patient }),
        (at(4), advanced(77, Status::Noshow, None)),
        (at(5), Event::ReminderRecorded { id, channel: ReminderChannel::Sms }),
        (at(6), booked(5, 4)),
        (at(7), booked(5, 4)),
        (at(8), booked(3, 4)),
    ];
    let head = opening().len() + events.len();
    let record = opened(events);
    assert_eq!((record.head(), record.visits().count()), (head as u64, 1));
    assert_eq!(record.visit(AppointmentId(5)).unwrap().booked(), Some(at(6)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A checked log has no gaps; one that was cut to pieces and shuffled must still not stop a reader.
    #[test]
    fn no_order_of_events_panics(seed in 0_u64..10_000, keep in 0.2_f64..1.0) {
        let mut stream = Seed::from_u64(seed).stream();
        let mut log = log(Invented { visits: 80, patients: 9, days: 20, imported: 0.4 }, seed);
        log.retain(|_| stream.chance(keep));
        stream.shuffle(&mut log);
        let record = record(&log);
        for visit in record.visits() {
            prop_assert_eq!(record.visit(visit.id()).map(|found| found.id()), Some(visit.id()));
            let _ = (visit.planned(), visit.practitioners(), visit.seen(BEGIN), visit.reminders().count());
        }
        let forecaster = lindley_forecast::no_show::Forecaster::new(&record, Instant::MAX);
        let ids: Vec<AppointmentId> = record.visits().map(|visit| visit.id()).collect();
        let batch = forecaster.batch(None, &ids, lindley_forecast::no_show::Stage::DayBefore, 0).unwrap();
        prop_assert_eq!(batch.predictions.len() + batch.left_out.len(), ids.len());
    }
}
