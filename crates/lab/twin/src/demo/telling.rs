//! From the filled days to commands: what lies behind `now` is history, what lies ahead is booked.

use std::collections::BTreeMap;

use lindley_domain::{AppointmentId, CancelReason, Command, PastVisit, ResourceId, Status, VisitRequest};
use lindley_seed::{Seed, Stream};
use lindley_time::{Instant, Span};

use super::filling::Booked;
use super::{circumstances, draws};

/// How many patients wait for a time.
const WAITING: usize = 18;
/// Patients come to the desk at most this long before their visit.
const EARLIEST_ARRIVAL_MINUTES: i64 = 45;

/// Patients are known for longer than the history reaches back.
const KNOWN_DAYS_BEFORE: i64 = 365;

/// Nothing is booked to start within this time of `now`: the commands are given while the clock goes on, and a
/// start that has passed by then would be refused and shift the numbers of all later appointments.
const SETTING_UP_MINUTES: i64 = 5;

/// The commands, in the order in which they must be given.
///
/// Cancelled bookings come before the ones that took their time. What would be under way at `now`, or about to
/// be, is left out: it is neither past nor can it be booked any more.
pub(super) fn tell(booked: Vec<Booked>, seed: &Seed, now: Instant) -> Vec<Command> {
    let mut story = Story { commands: Vec::new(), appointments: 0 };
    let (mut behind, rest): (Vec<Booked>, Vec<Booked>) =
        booked.into_iter().partition(|visit| visit.span.end() <= now);
    let first_start = now.plus_minutes(SETTING_UP_MINUTES);
    let mut ahead: Vec<Booked> = rest.into_iter().filter(|visit| visit.span.start() >= first_start).collect();
    behind.sort_by_key(|visit| (visit.span.start(), visit.lead));
    ahead.sort_by_key(|visit| (visit.fate != Status::Cancelled, visit.span.start(), visit.lead));
    let since = behind.first().map_or(now, |visit| visit.span.start().plus_days(-KNOWN_DAYS_BEFORE)).min(now);
    let everybody = [&behind[..], &ahead[..]].concat();
    story.commands.extend(circumstances::describe(&everybody, seed, since));
    story.tell_history(&behind, seed, now);
    story.tell_bookings(&ahead, &mut seed.child("bookings").stream(), now);
    story.tell_waiting(&ahead, &mut seed.child("waiting").stream());
    story.commands
}

struct Story {
    commands: Vec<Command>,
    /// How many appointments there are so far; the next one gets the next number.
    appointments: u64,
}

impl Story {
    fn add_appointment(&mut self, command: Command) -> AppointmentId {
        self.commands.push(command);
        self.appointments += 1;
        AppointmentId(self.appointments)
    }

    /// Each visit starts when it is due, the patient is there and the one before is over, which is Lindley's
    /// recursion: the waiting time follows from waiting, service and gap of the patient before.
    fn tell_history(&mut self, behind: &[Booked], seed: &Seed, now: Instant) {
        let stream = &mut seed.child("history").stream();
        let around = &mut seed.child("circumstances").stream();
        let mut free_from: BTreeMap<(ResourceId, u16), Instant> = BTreeMap::new();
        for visit in behind {
            let arrived = visit.span.start().plus_seconds(draws::seconds_late(stream));
            let seconds = draws::service_seconds(stream, visit.minutes);
            let due = visit.span.start().max(arrived);
            let begun = free_from.get(&visit.lead).map_or(due, |free| due.max(*free));
            let actual = Span::new(begun, begun.plus_seconds(seconds)).ok();
            let actual = actual.filter(|_| visit.fate == Status::Fulfilled);
            if let Some(actual) = actual {
                free_from.insert(visit.lead, actual.end());
            }
            // A visit that runs over `now` is over as far as the desk knows, but nobody knows yet since when.
            let known = actual.filter(|actual| actual.end() <= now);
            let request = &visit.request;
            let (booked, reminded) = circumstances::made(visit, around);
            let past = PastVisit {
                patient: request.patient,
                visit_type: request.visit_type,
                site: request.site,
                span: visit.span,
                actual: known,
                chosen: request.chosen.clone(),
                outcome: visit.fate,
                booked: Some(booked),
                reminded,
            };
            self.add_appointment(Command::RecordPastVisit { visit: past, source: None });
        }
    }

    fn tell_bookings(&mut self, ahead: &[Booked], stream: &mut Stream, now: Instant) {
        let mut here = Vec::new();
        for visit in ahead {
            let appointment = self.add_appointment(Command::Book { request: visit.request.clone() });
            let arrives = visit.span.start().plus_seconds(draws::seconds_late(stream));
            let earliest = visit.span.start().plus_minutes(-EARLIEST_ARRIVAL_MINUTES);
            if visit.fate == Status::Cancelled {
                let reason = *stream
                    .pick(&[CancelReason::Patient, CancelReason::Patient, CancelReason::Provider])
                    .unwrap_or(&CancelReason::Patient);
                self.commands.push(Command::Cancel { appointment, revision: None, reason });
            } else if arrives.max(earliest) <= now {
                here.push(appointment);
            }
        }
        for appointment in here {
            self.commands.push(Command::Advance {
                appointment,
                revision: None,
                to: Status::Arrived,
                actual: None,
            });
            if stream.chance(0.5) {
                self.commands.push(Command::Advance {
                    appointment,
                    revision: None,
                    to: Status::CheckedIn,
                    actual: None,
                });
            }
        }
    }

    /// Some who were cancelled wait for another time; a third of them have only asked.
    fn tell_waiting(&mut self, ahead: &[Booked], stream: &mut Stream) {
        let cancelled = ahead.iter().filter(|visit| visit.fate == Status::Cancelled);
        let mut asking: Vec<&VisitRequest> = cancelled.map(|visit| &visit.request).collect();
        stream.shuffle(&mut asking);
        for VisitRequest { patient, patient_age, visit_type, .. } in asking.into_iter().take(WAITING) {
            let waitlist = !stream.chance(1.0 / 3.0);
            let (patient, visit_type, patient_age) = (*patient, *visit_type, *patient_age);
            self.add_appointment(Command::RequestVisit { patient, visit_type, patient_age, waitlist });
        }
    }
}
