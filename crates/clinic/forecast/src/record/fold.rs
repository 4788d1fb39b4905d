//! What each event adds to the record.

use lindley_domain::{AppointmentId, CancelReason, Event, PatientId, Placement, SiteId, Status, VisitTypeId};
use lindley_time::civil::Date;
use lindley_time::{Instant, Span};

use super::hourly::Tally;
use super::visits::{NEVER, Stage};
use super::{ClinicRecord, Placing, VisitOutcome};

/// Who and what a new visit is.
struct New {
    id: AppointmentId,
    patient: PatientId,
    visit_type: VisitTypeId,
}

impl ClinicRecord {
    pub(super) fn fold(&mut self, event: &Event, at: Instant) {
        match event {
            Event::SiteAdded { id, site, .. } => drop(self.places.sites.insert(*id, site.clone())),
            Event::ServiceAdded { id, service, .. } => {
                self.places.services.insert(*id, service.name.clone());
            }
            Event::VisitTypeAdded { id, visit_type, .. } => {
                self.places.visit_types.insert(*id, visit_type.clone());
            }
            Event::ResourceAdded { id, resource, .. } => {
                self.places.resources.insert(*id, (resource.name.clone(), resource.kind));
            }
            Event::PatientDescribed { patient, facts, since } => {
                self.patients.describe(*patient, facts, since.unwrap_or(at), &mut self.names);
            }
            Event::SignalsRecorded { feed, readings } => {
                self.outside.add_readings(feed, readings, at, &mut self.names);
            }
            Event::SpecialDaysRecorded { feed, days } => {
                self.outside.add_days(feed, days, at, &mut self.names);
            }
            _ => self.fold_visit(event, at),
        }
    }

    fn fold_visit(&mut self, event: &Event, at: Instant) {
        match event {
            Event::VisitRequested { id, patient, visit_type, .. } => {
                self.add(&New { id: *id, patient: *patient, visit_type: *visit_type }, None, at);
            }
            Event::HoldPlaced { id, patient, visit_type, placement, .. } => {
                let new = New { id: *id, patient: *patient, visit_type: *visit_type };
                self.add(&new, Some(placement), at);
            }
            Event::AppointmentBooked { id, patient, visit_type, placement } => {
                let new = New { id: *id, patient: *patient, visit_type: *visit_type };
                if let Some(place) = self.add(&new, Some(placement), at) {
                    self.book(place, at);
                }
            }
            Event::PastVisitRecorded { .. } => self.fold_past(event, at),
            Event::HoldConfirmed { id } => {
                if let Some(place) = self.visits.place(*id) {
                    self.book(place, at);
                }
            }
            Event::AppointmentMoved { id, placement } => self.relocate(*id, placement, at),
            Event::AppointmentCancelled { id, reason } => {
                let by_clinic = matches!(
                    reason,
                    CancelReason::Provider | CancelReason::EquipmentUnavailable | CancelReason::Weather
                );
                let outcome = if by_clinic { VisitOutcome::CalledOff } else { VisitOutcome::Cancelled };
                self.end_booked(*id, outcome, at);
            }
            Event::AppointmentAdvanced { id, to, actual } => self.advance(*id, *to, *actual, at),
            Event::ReminderRecorded { id, channel } => {
                if let Some(place) = self.visits.place(*id) {
                    self.visits.remind(place, at, Some(*channel));
                }
            }
            _ => {}
        }
    }

    fn fold_past(&mut self, event: &Event, at: Instant) {
        let Event::PastVisitRecorded {
            id,
            patient,
            visit_type,
            placement,
            actual,
            status,
            booked,
            reminded,
            ..
        } = event
        else {
            return;
        };
        let new = New { id: *id, patient: *patient, visit_type: *visit_type };
        let Some(place) = self.add(&new, Some(placement), at) else { return };
        let row = self.visits.row_mut(place);
        row.stage = Stage::Past;
        row.booked = booked.unwrap_or(NEVER);
        if let Some(reminded) = reminded {
            self.visits.remind(place, *reminded, None);
        }
        if let Some(actual) = actual {
            self.visits.set_actual(place, *actual);
        }
        if let Some(outcome) = outcome_of(*status) {
            let planned = placement.span.end();
            self.end(place, outcome, actual.map_or(planned, |actual| actual.end().max(planned)));
        }
    }

    /// Adds a visit that is only asked for, and answers its place; none if its id is not a new one.
    fn add(&mut self, new: &New, placement: Option<&Placement>, at: Instant) -> Option<u32> {
        if !self.visits.takes(new.id) {
            return None;
        }
        let (placing, day) = match placement {
            Some(placement) => self.placing(placement),
            // Where it is to be is not known; nobody reads this before it is booked.
            None => (Placing::new(SiteId(0), Span::of_minutes(at, 1), 0, 0), Date::ZERO),
        };
        let patient = self.patients.take_up(new.patient);
        let place = self.visits.len();
        self.visits.add(new.id, new.visit_type, patient, placing, day);
        self.visits.row_mut(place).before = self.patients.add_visit(patient, place);
        Some(place)
    }

    fn placing(&mut self, placement: &Placement) -> (Placing, Date) {
        let mut practitioners = Vec::new();
        for segment in placement.segments.iter() {
            let known = practitioners.contains(&segment.resource);
            if !known && self.places.is_practitioner(segment.resource) {
                practitioners.push(segment.resource);
            }
        }
        let team = self.visits.team(practitioners);
        let local = self.places.local(placement.site, placement.span.start());
        let hour = u8::try_from(local.hour()).unwrap_or(0);
        (Placing::new(placement.site, placement.span, team, hour), local.date())
    }

    fn book(&mut self, place: u32, at: Instant) {
        let row = self.visits.row_mut(place);
        if row.stage == Stage::Asked {
            (row.stage, row.booked) = (Stage::Booked, at);
        }
    }

    fn relocate(&mut self, id: AppointmentId, placement: &Placement, at: Instant) {
        let Some(place) = self.visits.place(id) else { return };
        let (placing, day) = self.placing(placement);
        // A visit that was only asked for is booked by getting its first time; a hold stays one.
        let had_a_time = self.visits.row(place).placing.site != SiteId(0);
        self.visits.move_to(place, placing, day, at);
        if !had_a_time {
            self.book(place, at);
        }
    }

    fn advance(&mut self, id: AppointmentId, to: Status, actual: Option<Span>, at: Instant) {
        let Some(place) = self.visits.place(id) else { return };
        if to == Status::EnteredInError {
            self.erase(place, at);
        } else if let Some(outcome) = outcome_of(to) {
            self.end_booked(id, outcome, at);
            if let (VisitOutcome::Fulfilled, Some(actual)) = (outcome, actual) {
                self.visits.set_actual(place, actual);
            }
        }
    }

    /// What is cancelled before it was booked never was a visit.
    fn end_booked(&mut self, id: AppointmentId, outcome: VisitOutcome, at: Instant) {
        let place = self.visits.place(id).filter(|place| self.visits.row(*place).stage == Stage::Booked);
        if let Some(place) = place {
            self.end(place, outcome, at);
        }
    }

    /// The first outcome stays: after it a visit can only turn out to have been entered in error.
    fn end(&mut self, place: u32, outcome: VisitOutcome, known: Instant) {
        let row = self.visits.row(place);
        if row.outcome.is_some() {
            return;
        }
        // A cancellation is history from the day after it, an outcome from the day after the visit.
        let of_visit = matches!(outcome, VisitOutcome::Fulfilled | VisitOutcome::NoShow);
        let moment = if of_visit { row.placing.start() } else { known };
        let (day, _) = self.places.day(row.placing.site, moment);
        let row = self.visits.row_mut(place);
        (row.outcome, row.known, row.counts) = (Some(outcome), known, known.max(day.end()));
        self.tally(place, NEVER, 1);
    }

    fn erase(&mut self, place: u32, at: Instant) {
        if self.visits.erase(place, at) {
            self.tally(place, at, -1);
        }
    }

    /// Counts an outcome in, or out again from a moment on.
    fn tally(&mut self, place: u32, at: Instant, visits: i64) {
        let row = self.visits.row(place);
        let Some(missed) = row.outcome.and_then(VisitOutcome::missed) else { return };
        let counts = if visits < 0 { row.counts.max(at) } else { row.counts };
        let tally = Tally { visits, missed: if missed { visits } else { 0 } };
        self.hourly.add(row.placing.site, row.placing.hour(), counts, tally);
    }
}

fn outcome_of(status: Status) -> Option<VisitOutcome> {
    match status {
        Status::Fulfilled => Some(VisitOutcome::Fulfilled),
        Status::Noshow => Some(VisitOutcome::NoShow),
        Status::Cancelled => Some(VisitOutcome::Cancelled),
        _ => None,
    }
}
