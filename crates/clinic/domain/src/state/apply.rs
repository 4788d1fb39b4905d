//! Applying events. What an event says is done; the rules were checked when it was decided.

use std::sync::Arc;

use lindley_time::{Instant, Span};

use super::State;
use super::journal::Undo;
use crate::appointment::{Appointment, CancelReason, Placement, Status};
use crate::calendar::{Busy, ResourceCalendar, SessionMark};
use crate::catalogue::{Block, BlockScope, Catalogue, Session};
use crate::event::Event;
use crate::ids::{AppointmentId, BlockId, PatientId, ResourceId, SessionId, VisitTypeId};
use crate::visit_plan::VisitPlan;

/// An event that does not fit the state: the log is not the one this state came from, or it was altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("event {seq} does not fit the state before it: {problem}")]
pub struct Inapplicable {
    /// The event's number.
    pub seq: u64,
    /// What does not fit.
    pub problem: &'static str,
}

/// Applies one event that was decided at `at`. One that does not fit changes nothing.
pub fn apply(state: &mut State, event: &Event, at: Instant) -> Result<(), Inapplicable> {
    let seq = state.counters.head + 1;
    state.apply_event(event, at).map_err(|problem| Inapplicable { seq, problem })?;
    state.counters.head = seq;
    state.counters.latest = at.seconds();
    state.reach(at);
    Ok(())
}

impl State {
    fn apply_event(&mut self, event: &Event, at: Instant) -> Result<(), &'static str> {
        match event {
            Event::OrganisationFounded { .. }
            | Event::SiteAdded { .. }
            | Event::ServiceAdded { .. }
            | Event::VisitTypeAdded { .. }
            | Event::ResourceAdded { .. } => self.apply_to_catalogue(event, at),
            Event::HoursSet { .. }
            | Event::SessionOpened { .. }
            | Event::SessionClosed { .. }
            | Event::BlockAdded { .. }
            | Event::BlockLifted { .. } => self.apply_to_working_time(event),
            Event::TemplateProposed { .. }
            | Event::TemplateAdopted { .. }
            | Event::TemplateDeclined { .. }
            | Event::TemplateRetired { .. }
            | Event::TemplateReleaseSet { .. } => self.apply_to_templates(event),
            Event::TrainingQueued { .. }
            | Event::TrainingLeased { .. }
            | Event::TrainingCheckpointed { .. }
            | Event::ModelFiled { .. }
            | Event::TrainingFailed { .. }
            | Event::ModelPromoted { .. }
            | Event::ModelReverted { .. }
            | Event::PredictionsKept { .. } => self.apply_to_learning(event, at),
            // Forecasters fold these; no rule of booking asks for them.
            Event::PatientDescribed { .. }
            | Event::SignalsRecorded { .. }
            | Event::SpecialDaysRecorded { .. } => Ok(()),
            Event::ReminderRecorded { id, .. } => {
                known(self.appointment(*id).is_some(), "no such appointment")
            }
            _ => self.apply_to_appointments(event),
        }
    }

    fn apply_to_catalogue(&mut self, event: &Event, at: Instant) -> Result<(), &'static str> {
        match event {
            Event::OrganisationFounded { name, horizon_days } => {
                known(
                    !self.is_founded() && !name.is_empty(),
                    "an organisation is founded once, with a name",
                )?;
                self.change_catalogue(|catalogue| {
                    catalogue.organisation.clone_from(name);
                    catalogue.horizon_days = *horizon_days;
                });
                self.reach(at);
            }
            Event::SiteAdded { id, site, source } => {
                next_number(&mut self.counters.sites, id.0)?;
                self.name_source(source.as_deref(), u64::from(id.0));
                self.change_catalogue(|catalogue| drop(catalogue.sites.insert(*id, site.clone())));
                self.replan();
            }
            Event::ServiceAdded { id, service, source } => {
                next_number(&mut self.counters.services, id.0)?;
                self.name_source(source.as_deref(), u64::from(id.0));
                self.change_catalogue(|catalogue| drop(catalogue.services.insert(*id, service.clone())));
            }
            Event::VisitTypeAdded { id, visit_type, source } => {
                let forwards = visit_type.steps.iter().all(|step| step.from_minute < step.until_minute);
                known(forwards, "a step that ends before it starts")?;
                next_number(&mut self.counters.visit_types, id.0)?;
                self.name_source(source.as_deref(), u64::from(id.0));
                self.change_catalogue(|catalogue| {
                    drop(catalogue.visit_types.insert(*id, visit_type.clone()));
                });
                self.replan();
            }
            Event::ResourceAdded { id, resource, source } => {
                known(self.catalogue.sites.contains_key(&resource.site), "a resource of an unknown site")?;
                next_number(&mut self.counters.resources, id.0)?;
                self.name_source(source.as_deref(), u64::from(id.0));
                self.note(|_| Undo::Calendar(*id));
                let (from, until) = (self.horizon.start, self.horizon.end);
                self.calendars.push(ResourceCalendar::closed(resource.capacity_units, from, until));
                self.change_catalogue(|catalogue| drop(catalogue.resources.insert(*id, resource.clone())));
                self.rework_all(*id);
                self.replan();
            }
            _ => return Err("not an event of the catalogue"),
        }
        Ok(())
    }

    fn apply_to_working_time(&mut self, event: &Event) -> Result<(), &'static str> {
        match event {
            Event::HoursSet { resource, hours } => {
                self.calendar(*resource).ok_or("hours of an unknown resource")?;
                self.change_catalogue(|catalogue| drop(catalogue.hours.insert(*resource, hours.clone())));
                self.rework_all(*resource);
            }
            Event::SessionOpened { id, session, source } => {
                self.calendar(session.resource).ok_or("a session of an unknown resource")?;
                next_number(&mut self.counters.sessions, id.0)?;
                self.name_source(source.as_deref(), u64::from(id.0));
                self.put_session(*id, Some(session.clone()));
            }
            Event::SessionClosed { id } => {
                known(self.sessions.contains_key(id), "the end of an unknown session")?;
                self.put_session(*id, None);
            }
            Event::BlockAdded { id, block, source } => {
                let covers = match block.scope {
                    BlockScope::Resource(resource) => self.calendar(resource).is_some(),
                    BlockScope::Site(site) => self.catalogue.sites.contains_key(&site),
                };
                known(covers, "a block of something unknown")?;
                next_number(&mut self.counters.blocks, id.0)?;
                self.name_source(source.as_deref(), u64::from(id.0));
                self.put_block(*id, Some(block.clone()));
            }
            Event::BlockLifted { id } => {
                known(self.blocks.contains_key(id), "the end of an unknown block")?;
                self.put_block(*id, None);
            }
            _ => return Err("not an event of working time"),
        }
        Ok(())
    }

    fn apply_to_appointments(&mut self, event: &Event) -> Result<(), &'static str> {
        match event {
            Event::VisitRequested { id, patient, visit_type, status } => {
                let asked = self.new_appointment(*id, *patient, *visit_type, *status, None)?;
                self.add_appointment(asked)?;
            }
            Event::HoldPlaced { id, patient, visit_type, placement, lease } => {
                known(lease.fence == self.counters.fences + 1, "the fencing token is not the next one")?;
                let held =
                    self.new_appointment(*id, *patient, *visit_type, Status::Pending, Some(placement))?;
                self.add_appointment(Appointment { lease: Some(*lease), ..held })?;
                self.counters.fences = lease.fence;
            }
            Event::AppointmentBooked { id, patient, visit_type, placement } => {
                let booked =
                    self.new_appointment(*id, *patient, *visit_type, Status::Booked, Some(placement))?;
                self.add_appointment(booked)?;
            }
            Event::PastVisitRecorded {
                id, patient, visit_type, placement, actual, status, source, ..
            } => {
                let past = self.new_appointment(*id, *patient, *visit_type, *status, Some(placement))?;
                self.add_appointment(Appointment { actual: *actual, ..past })?;
                self.name_source(source.as_deref(), id.0);
            }
            Event::HoldRenewed { id, lease } => {
                known(lease.fence == self.counters.fences + 1, "the fencing token is not the next one")?;
                self.change_hold(*id, |held| held.lease = Some(*lease))?;
                self.counters.fences = lease.fence;
            }
            Event::HoldReleased { id } => self.end_hold(*id, CancelReason::HoldReleased)?,
            Event::HoldLapsed { id } => self.end_hold(*id, CancelReason::HoldLapsed)?,
            Event::HoldConfirmed { id } => self.change_hold(*id, |held| {
                held.status = Status::Booked;
                held.lease = None;
            })?,
            Event::AppointmentMoved { id, placement } => {
                self.check_placement(placement)?;
                self.change(*id, |moved| {
                    moved.placement = Some(placement.clone());
                    if matches!(moved.status, Status::Proposed | Status::Waitlist) {
                        moved.status = Status::Booked;
                    }
                })?;
            }
            Event::AppointmentCancelled { id, reason } => self.change(*id, |cancelled| {
                cancelled.status = Status::Cancelled;
                cancelled.cancel_reason = Some(*reason);
                cancelled.lease = None;
            })?,
            Event::AppointmentAdvanced { id, to, actual } => self.change(*id, |advanced| {
                advanced.status = *to;
                advanced.actual = actual.or(advanced.actual);
                advanced.lease = None;
            })?,
            _ => return Err("not an event of an appointment"),
        }
        Ok(())
    }

    fn end_hold(&mut self, id: AppointmentId, reason: CancelReason) -> Result<(), &'static str> {
        self.change_hold(id, |held| {
            held.status = Status::Cancelled;
            held.cancel_reason = Some(reason);
            held.lease = None;
        })
    }

    /// The next appointment, not yet written.
    fn new_appointment(
        &self,
        id: AppointmentId,
        patient: PatientId,
        visit_type: VisitTypeId,
        status: Status,
        placement: Option<&Placement>,
    ) -> Result<Appointment, &'static str> {
        known(id.0 == self.counters.appointments + 1, "the id is not the next one")?;
        known(self.plans.contains_key(&visit_type), "an unknown visit type")?;
        placement.map_or(Ok(()), |placement| self.check_placement(placement))?;
        let placement = placement.cloned();
        let (lease, actual, cancel_reason) = (None, None, None);
        Ok(Appointment {
            id,
            revision: 1,
            status,
            patient,
            visit_type,
            placement,
            lease,
            actual,
            cancel_reason,
        })
    }

    fn check_placement(&self, placement: &Placement) -> Result<(), &'static str> {
        known(self.catalogue.sites.contains_key(&placement.site), "a visit at an unknown site")?;
        let resources = placement.segments.iter().map(|segment| segment.resource);
        known(resources.into_iter().all(|id| self.calendar(id).is_some()), "a visit with an unknown resource")
    }

    fn add_appointment(&mut self, added: Appointment) -> Result<(), &'static str> {
        check_shape(&added)?;
        self.counters.appointments = added.id.0;
        self.put_appointment(added.id, Some(added));
        Ok(())
    }

    fn change_hold(
        &mut self,
        id: AppointmentId,
        edit: impl FnOnce(&mut Appointment),
    ) -> Result<(), &'static str> {
        let held = self.appointment(id).is_some_and(|held| held.status == Status::Pending);
        known(held, "no such hold")?;
        self.change(id, edit)
    }

    fn change(&mut self, id: AppointmentId, edit: impl FnOnce(&mut Appointment)) -> Result<(), &'static str> {
        let mut changed = self.appointment(id).cloned().ok_or("no such appointment")?;
        edit(&mut changed);
        changed.revision += 1;
        check_shape(&changed)?;
        self.put_appointment(id, Some(changed));
        Ok(())
    }

    /// The one place where an appointment is written: calendars, patients and leases follow from it.
    pub(super) fn put_appointment(&mut self, id: AppointmentId, appointment: Option<Appointment>) {
        let before = self.appointment(id).cloned();
        if let Some(before) = &before {
            self.vacate(before);
        }
        let index = usize::try_from(id.0 - 1).unwrap_or(usize::MAX);
        if let Some(appointment) = appointment {
            self.occupy(&appointment);
            if index == self.appointments.len() {
                self.append_appointment(appointment);
            } else if let Some(slot) = self.appointments.get_mut(index) {
                *slot = appointment;
            }
        } else {
            // Only an undo removes, and it removes the newest first.
            if let Some(before) = &before {
                self.by_patient.remove_newest(before, &self.appointments);
            }
            self.appointments.truncate(index);
        }
        self.note(|_| Undo::Appointment(id, before.map(Box::new)));
    }

    /// Adds an appointment at the end of the list and to its patient's visits.
    pub(super) fn append_appointment(&mut self, appointment: Appointment) {
        let place = self.appointments.len();
        self.appointments.push(appointment);
        if let Some(newest) = self.appointments.get(place) {
            self.by_patient.add(newest, &self.appointments);
        }
    }

    pub(super) fn occupy(&mut self, appointment: &Appointment) {
        if let Some(lease) = appointment.lease {
            self.leases.insert((lease.expires, appointment.id));
        }
        let Some(placement) = appointment.placement.as_ref().filter(|_| appointment.status.occupies()) else {
            return;
        };
        for segment in placement.segments.iter() {
            let busy = Busy { appointment: appointment.id, units: segment.units, span: segment.span };
            if let Some(calendar) = self.calendar_mut(segment.resource) {
                calendar.add(busy);
            }
        }
    }

    fn vacate(&mut self, appointment: &Appointment) {
        if let Some(lease) = appointment.lease {
            self.leases.remove(&(lease.expires, appointment.id));
        }
        let Some(placement) = appointment.placement.as_ref().filter(|_| appointment.status.occupies()) else {
            return;
        };
        for segment in placement.segments.iter() {
            if let Some(calendar) = self.calendar_mut(segment.resource) {
                calendar.remove(appointment.id, segment.span);
            }
        }
    }

    pub(super) fn put_session(&mut self, id: SessionId, session: Option<Session>) {
        let before = self.sessions.remove(&id);
        let touched: Vec<(ResourceId, Span)> =
            before.iter().chain(session.as_ref()).map(|session| (session.resource, session.span)).collect();
        for (resource, _) in &touched {
            if let Some(calendar) = self.calendar_mut(*resource) {
                calendar.sessions.retain(|mark| mark.session != id);
            }
        }
        if let Some(session) = session {
            self.mark_session(id, &session);
            self.sessions.insert(id, session);
        }
        for (resource, span) in touched {
            self.rework_span(resource, span);
        }
        self.note(|_| Undo::Session(id, before));
    }

    pub(super) fn mark_session(&mut self, id: SessionId, session: &Session) {
        let mark = SessionMark { span: session.span, session: id, restricted: !session.services.is_empty() };
        if let Some(calendar) = self.calendar_mut(session.resource) {
            let place = calendar.sessions.partition_point(|other| other.span.start() < mark.span.start());
            calendar.sessions.insert(place, mark);
        }
    }

    pub(super) fn put_block(&mut self, id: BlockId, block: Option<Block>) {
        let before = self.blocks.remove(&id);
        let touched: Vec<(BlockScope, Span)> =
            before.iter().chain(block.as_ref()).map(|block| (block.scope, block.span)).collect();
        if let Some(block) = block {
            self.blocks.insert(id, block);
        }
        for (scope, span) in touched {
            let resources = match scope {
                BlockScope::Resource(resource) => vec![resource],
                BlockScope::Site(site) => self.resources_of(site),
            };
            for resource in resources {
                self.rework_span(resource, span);
            }
        }
        self.note(|_| Undo::Block(id, before));
    }

    fn change_catalogue(&mut self, edit: impl FnOnce(&mut Catalogue)) {
        let before = Arc::clone(&self.catalogue);
        self.note(|_| Undo::Catalogue(before));
        edit(Arc::make_mut(&mut self.catalogue));
    }

    pub(super) fn restore_catalogue(&mut self, catalogue: Arc<Catalogue>) {
        let after = std::mem::replace(&mut self.catalogue, catalogue);
        for resource in after.hours.keys() {
            if self.catalogue.hours.get(resource) != after.hours.get(resource) {
                self.rework_all(*resource);
            }
        }
        self.replan();
    }

    /// Makes the visit plans again after the catalogue has changed.
    pub(super) fn replan(&mut self) {
        let catalogue = Arc::clone(&self.catalogue);
        let types = catalogue.visit_types.iter();
        self.plans =
            types.map(|(id, visit_type)| (*id, Arc::new(VisitPlan::new(visit_type, &catalogue)))).collect();
    }

    fn name_source(&mut self, source: Option<&str>, id: u64) {
        if let Some(source) = source {
            self.note(|_| Undo::Source(source.into()));
            self.sources.insert(source.into(), id);
        }
    }
}

pub(super) fn known(holds: bool, problem: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(problem) }
}

/// What every appointment keeps, whatever the rules of the day were: a lease while pending, a time while it uses one.
fn check_shape(appointment: &Appointment) -> Result<(), &'static str> {
    let Appointment { status, lease, placement, .. } = appointment;
    known(lease.is_some() == (*status == Status::Pending), "a lease belongs to a hold and to nothing else")?;
    known(placement.is_some() || !status.occupies(), "an appointment that uses time needs one")
}

/// Numbers are given out in order without holes.
pub(super) fn next_number(counter: &mut u32, id: u32) -> Result<(), &'static str> {
    if id != *counter + 1 {
        return Err("the id is not the next one");
    }
    *counter = id;
    Ok(())
}
