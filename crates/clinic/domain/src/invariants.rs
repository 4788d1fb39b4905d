//! The rules that hold in every state, checked the slow and obvious way, without the indexes that booking uses.

use std::collections::{BTreeMap, BTreeSet};

use lindley_time::{Instant, Span};

use crate::appointment::{Appointment, Status};
use crate::calendar::{Busy, TemplateMark};
use crate::ids::{AppointmentId, PatientId, ResourceId};
use crate::session_template::TemplateStatus;
use crate::state::State;

/// Checks every rule; the error says which one is broken and by what.
///
/// `now` bounds the rule about working time: what lies behind may have been booked under hours that have changed.
pub fn check(state: &State, now: Instant) -> Result<(), String> {
    capacity(state)?;
    nobody_in_two_places(state)?;
    inside_working_time(state, now)?;
    shapes(state)?;
    indexes(state)
}

fn occupying(state: &State) -> impl Iterator<Item = &Appointment> {
    state.appointments().filter(|appointment| appointment.status.occupies())
}

/// No resource is used beyond its capacity at any instant.
fn capacity(state: &State) -> Result<(), String> {
    let mut edges: BTreeMap<ResourceId, Vec<(Instant, i64, AppointmentId)>> = BTreeMap::new();
    for appointment in occupying(state) {
        for segment in appointment.placement.iter().flat_map(|placement| placement.segments.iter()) {
            let edges = edges.entry(segment.resource).or_default();
            edges.push((segment.span.start(), i64::from(segment.units), appointment.id));
            edges.push((segment.span.end(), -i64::from(segment.units), appointment.id));
        }
    }
    for (resource, mut edges) in edges {
        let about = state.catalogue().resources.get(&resource);
        let capacity = i64::from(about.ok_or_else(|| format!("{resource} does not exist"))?.capacity_units);
        edges.sort_unstable();
        let mut used = 0;
        for (moment, change, id) in edges {
            used += change;
            if used > capacity {
                return Err(format!("{resource} is used {used} times of {capacity} at {moment} by {id}"));
            }
        }
    }
    Ok(())
}

/// No patient has two visits at once, and no visit uses a resource in two roles.
fn nobody_in_two_places(state: &State) -> Result<(), String> {
    let mut visits: BTreeMap<PatientId, Vec<(Span, AppointmentId)>> = BTreeMap::new();
    for appointment in occupying(state) {
        let Some(placement) = &appointment.placement else { continue };
        visits.entry(appointment.patient).or_default().push((placement.span, appointment.id));
        let mut roles: BTreeMap<ResourceId, u8> = BTreeMap::new();
        for segment in placement.segments.iter() {
            if *roles.entry(segment.resource).or_insert(segment.role) != segment.role {
                return Err(format!("{} uses {} in two roles", appointment.id, segment.resource));
            }
        }
    }
    for (_, mut spans) in visits {
        spans.sort_unstable();
        for pair in spans.windows(2) {
            if pair[0].0.overlaps(pair[1].0) {
                return Err(format!("{} and {} put one patient in two places", pair[0].1, pair[1].1));
            }
        }
    }
    Ok(())
}

/// What is still to come lies in working time.
fn inside_working_time(state: &State, now: Instant) -> Result<(), String> {
    for appointment in occupying(state).filter(|appointment| appointment.status != Status::Fulfilled) {
        let Some(placement) = &appointment.placement else { continue };
        if placement.span.start() < now {
            continue;
        }
        for segment in placement.segments.iter() {
            if !state.working(segment.resource, segment.span).covers(segment.span) {
                return Err(format!("{} uses {} outside working time", appointment.id, segment.resource));
            }
        }
    }
    Ok(())
}

/// States and their parts agree.
fn shapes(state: &State) -> Result<(), String> {
    for appointment in state.appointments() {
        let id = appointment.id;
        if appointment.lease.is_some() != (appointment.status == Status::Pending) {
            return Err(format!("{id}: a lease belongs to a pending appointment and to no other"));
        }
        if appointment.status.occupies() && appointment.placement.is_none() {
            return Err(format!("{id} uses time but has none"));
        }
        for segment in appointment.placement.iter().flat_map(|placement| placement.segments.iter()) {
            if !appointment.placement.iter().any(|placement| placement.span.contains(segment.span)) {
                return Err(format!("{id}: a segment lies outside the visit"));
            }
        }
    }
    Ok(())
}

/// The derived indexes say what the appointments say.
fn indexes(state: &State) -> Result<(), String> {
    let leases: BTreeSet<(Instant, AppointmentId)> =
        state.appointments().filter_map(|a| a.lease.map(|lease| (lease.expires, a.id))).collect();
    if &leases != state.leases() {
        return Err("the index of leases differs from the appointments".to_owned());
    }
    let mut uses = uses_by_resource(state);
    for id in state.catalogue().resources.keys() {
        let calendar = state.calendar(*id).ok_or_else(|| format!("{id} has no calendar"))?;
        if !calendar.bits_are_consistent(|whole| state.working(*id, whole)) {
            return Err(format!("the minutes of {id} differ from its working time and uses"));
        }
        if calendar.all_uses() != uses.remove(id).unwrap_or_default() {
            return Err(format!("the uses of {id} differ from the appointments"));
        }
    }
    templates(state)?;
    if let Some((id, _)) = uses.first_key_value() {
        return Err(format!("{id} is used but does not exist"));
    }
    let mut visits: BTreeMap<PatientId, Vec<AppointmentId>> = BTreeMap::new();
    for appointment in occupying(state) {
        visits.entry(appointment.patient).or_default().push(appointment.id);
    }
    for (patient, visits) in visits {
        if !state.appointments_of(patient).map(|appointment| appointment.id).eq(visits.iter().rev().copied())
        {
            return Err(format!(
                "the list of the patient of {:?} differs from the appointments",
                visits.first()
            ));
        }
    }
    Ok(())
}

/// Every use of a resource, by start, appointment and end, as the appointments tell it.
fn uses_by_resource(state: &State) -> BTreeMap<ResourceId, Vec<Busy>> {
    let mut uses: BTreeMap<ResourceId, Vec<Busy>> = BTreeMap::new();
    for appointment in occupying(state) {
        for segment in appointment.placement.iter().flat_map(|placement| placement.segments.iter()) {
            let busy = Busy { appointment: appointment.id, units: segment.units, span: segment.span };
            uses.entry(segment.resource).or_default().push(busy);
        }
    }
    for busy in uses.values_mut() {
        busy.sort_unstable_by_key(|busy| (busy.span.start(), busy.appointment, busy.span.end()));
    }
    uses
}

/// The calendars know the templates in force and when their sessions begin.
fn templates(state: &State) -> Result<(), String> {
    for id in state.catalogue().resources.keys() {
        let marks = state.calendar(*id).map_or(&[][..], |calendar| &calendar.templates);
        let filed = state.templates().iter().filter(|(_, filed)| filed.status == TemplateStatus::Adopted);
        let here = filed.filter(|(_, filed)| filed.template.resources.contains(id));
        let again = here.filter_map(|(template, filed)| {
            let starts = state.session_starts(&filed.template, state.zone_of(*id)?).into();
            Some(TemplateMark { template: *template, starts })
        });
        if !again.eq(marks.iter().cloned()) {
            return Err(format!("the templates of {id} differ from those in force"));
        }
    }
    Ok(())
}
