//! Founding and adding: sites, services, visit types, resources.

use std::collections::BTreeMap;

use crate::catalogue::{Resource, ResourceKind, Service, Site, Step, VisitType};
use crate::command::SourceKey;
use crate::event::Event;
use crate::ids::{ResourceId, ServiceId, SiteId, VisitTypeId};
use crate::rejection::Rejection;
use crate::state::State;

/// Longest name of anything.
const NAME_MAX: usize = 120;
/// Longest visit: a day.
const VISIT_MINUTES_MAX: u16 = 1440;
/// Most steps of a visit, and most demands of a step.
const STEPS_MAX: usize = 24;
/// Most different roles of a visit.
const ROLES_MAX: usize = 12;

pub(super) fn found(state: &State, name: &str, horizon_days: u16) -> Result<Vec<Event>, Rejection> {
    if state.is_founded() {
        return Err(Rejection::Founding { founded: true });
    }
    check_name("name", name)?;
    if !(1..=730).contains(&horizon_days) {
        return Err(Rejection::invalid("horizon_days", "must be 1 to 730"));
    }
    Ok(vec![Event::OrganisationFounded { name: name.to_owned(), horizon_days }])
}

pub(super) fn add_site(state: &State, site: &Site, source: &SourceKey) -> Result<Vec<Event>, Rejection> {
    check_source(state, source)?;
    check_name("name", &site.name)?;
    let id = SiteId(state.counters.sites + 1);
    Ok(vec![Event::SiteAdded { id, site: site.clone(), source: source.clone() }])
}

pub(super) fn add_service(
    state: &State,
    service: &Service,
    source: &SourceKey,
) -> Result<Vec<Event>, Rejection> {
    check_source(state, source)?;
    check_name("name", &service.name)?;
    let id = ServiceId(state.counters.services + 1);
    Ok(vec![Event::ServiceAdded { id, service: service.clone(), source: source.clone() }])
}

pub(super) fn add_resource(
    state: &State,
    resource: &Resource,
    source: &SourceKey,
) -> Result<Vec<Event>, Rejection> {
    check_source(state, source)?;
    check_name("name", &resource.name)?;
    if resource.capacity_units == 0 {
        return Err(Rejection::invalid("capacity_units", "must be at least 1"));
    }
    if resource.kind == ResourceKind::Practitioner && resource.capacity_units != 1 {
        return Err(Rejection::invalid("capacity_units", "a practitioner has 1: nobody is in two places"));
    }
    for attribute in &resource.attributes {
        check_name("attributes", attribute)?;
    }
    if !state.catalogue().sites.contains_key(&resource.site) {
        return Err(Rejection::unknown(resource.site));
    }
    let id = ResourceId(state.counters.resources + 1);
    Ok(vec![Event::ResourceAdded { id, resource: resource.clone(), source: source.clone() }])
}

pub(super) fn add_visit_type(
    state: &State,
    visit_type: &VisitType,
    source: &SourceKey,
) -> Result<Vec<Event>, Rejection> {
    check_source(state, source)?;
    check_name("name", &visit_type.name)?;
    if !matches!(visit_type.start_every_minutes, 1 | 2 | 5 | 10 | 15 | 20 | 30 | 60) {
        return Err(Rejection::invalid("start_every_minutes", "must be 1, 2, 5, 10, 15, 20, 30 or 60"));
    }
    if visit_type.age_min.unwrap_or(0) > visit_type.age_max.unwrap_or(u8::MAX) {
        return Err(Rejection::invalid("age_min", "must not be above age_max"));
    }
    check_steps(&visit_type.steps)?;
    check_roles(&visit_type.steps)?;
    if !state.catalogue().services.contains_key(&visit_type.service) {
        return Err(Rejection::unknown(visit_type.service));
    }
    if let Some(site) = visit_type.sites.iter().find(|site| !state.catalogue().sites.contains_key(site)) {
        return Err(Rejection::unknown(site));
    }
    let id = VisitTypeId(state.counters.visit_types + 1);
    Ok(vec![Event::VisitTypeAdded { id, visit_type: visit_type.clone(), source: source.clone() }])
}

fn check_steps(steps: &[Step]) -> Result<(), Rejection> {
    if steps.is_empty() || steps.len() > STEPS_MAX {
        return Err(Rejection::invalid("steps", "a visit has 1 to 24 steps"));
    }
    for step in steps {
        check_name("steps.name", &step.name)?;
        if step.until_minute <= step.from_minute {
            return Err(Rejection::invalid("steps.until_minute", "must lie after from_minute"));
        }
        if step.until_minute > VISIT_MINUTES_MAX {
            return Err(Rejection::invalid("steps.until_minute", "a visit lasts at most 1440 minutes"));
        }
        if step.demands.len() > STEPS_MAX {
            return Err(Rejection::invalid("steps.demands", "a step has at most 24 demands"));
        }
    }
    if !steps.is_sorted_by_key(|step| step.from_minute) {
        return Err(Rejection::invalid("steps", "must be in order of from_minute"));
    }
    if steps[0].from_minute != 0 {
        return Err(Rejection::invalid("steps.from_minute", "the first step starts at minute 0"));
    }
    Ok(())
}

/// A role is one resource: it keeps its kind and units throughout the visit.
fn check_roles(steps: &[Step]) -> Result<(), Rejection> {
    let mut roles: BTreeMap<&str, (ResourceKind, u16)> = BTreeMap::new();
    for demand in steps.iter().flat_map(|step| &step.demands) {
        check_name("steps.demands.role", &demand.role)?;
        if demand.units == 0 {
            return Err(Rejection::invalid("steps.demands.units", "must be at least 1"));
        }
        let first = *roles.entry(&demand.role).or_insert((demand.kind, demand.units));
        if first != (demand.kind, demand.units) {
            let problem = "a role keeps its kind and units in every step; use another role name";
            return Err(Rejection::invalid("steps.demands.role", problem));
        }
    }
    if roles.is_empty() || roles.len() > ROLES_MAX {
        return Err(Rejection::invalid("steps.demands", "a visit uses 1 to 12 roles"));
    }
    Ok(())
}

/// Names are printed on one line of a screen.
pub(super) fn check_name(field: &str, name: &str) -> Result<(), Rejection> {
    let printable = !name.trim().is_empty() && name.len() <= NAME_MAX && !name.chars().any(char::is_control);
    if printable { Ok(()) } else { Err(Rejection::invalid(field, "must have 1 to 120 printable characters")) }
}

/// A key that an import has used names the thing it made.
pub(super) fn check_source(state: &State, source: &SourceKey) -> Result<(), Rejection> {
    let Some(key) = source else { return Ok(()) };
    check_name("source", key)?;
    match state.imported(key) {
        Some(id) => Err(Rejection::AlreadyImported { id }),
        None => Ok(()),
    }
}
