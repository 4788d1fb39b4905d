//! The rules about a request that need no calendar: who may have which visit where, and when it may start.

use lindley_time::{Instant, Zone};

use crate::catalogue::VisitType;
use crate::command::{ChosenResource, VisitRequest};
use crate::ids::{ResourceId, SiteId};
use crate::rejection::Rejection;
use crate::state::State;
use crate::visit_plan::VisitPlan;

/// Checks a request up to, not including, the calendars. Rows in order of precedence.
pub(crate) fn check_request(state: &State, request: &VisitRequest, now: Instant) -> Result<(), Rejection> {
    let visit_type = visit_type(state, request)?;
    let site = state.catalogue().sites.get(&request.site).ok_or_else(|| Rejection::unknown(request.site))?;
    check_offer(visit_type, request.site, request.patient_age)?;
    check_start(visit_type, &site.zone, request.start)?;
    check_reach(state, request.start, now)
}

fn visit_type<'a>(state: &'a State, request: &VisitRequest) -> Result<&'a VisitType, Rejection> {
    let found = state.catalogue().visit_types.get(&request.visit_type);
    found.ok_or_else(|| Rejection::unknown(request.visit_type))
}

/// Site and age.
pub(crate) fn check_offer(visit_type: &VisitType, site: SiteId, age: Option<u8>) -> Result<(), Rejection> {
    if !visit_type.sites.is_empty() && !visit_type.sites.contains(&site) {
        return Err(Rejection::NotOfferedAtSite);
    }
    check_age(visit_type, age)
}

/// The visit type's age limits.
pub(crate) fn check_age(visit_type: &VisitType, age: Option<u8>) -> Result<(), Rejection> {
    if visit_type.age_min.is_none() && visit_type.age_max.is_none() {
        return Ok(());
    }
    let (min, max) = (visit_type.age_min.unwrap_or(0), visit_type.age_max.unwrap_or(u8::MAX));
    match age {
        None => Err(Rejection::AgeRequired),
        Some(age) if (min..=max).contains(&age) => Ok(()),
        Some(_) => Err(Rejection::AgeNotEligible { min, max }),
    }
}

/// Whole minutes, on the visit type's grid of local time.
pub(crate) fn check_start(visit_type: &VisitType, zone: &Zone, start: Instant) -> Result<(), Rejection> {
    if is_offered_start(visit_type.start_every_minutes, zone, start) {
        return Ok(());
    }
    Err(Rejection::StartNotOffered { every_minutes: visit_type.start_every_minutes })
}

/// Whether visits may start then: at multiples of `every` minutes past the local hour.
pub(crate) fn is_offered_start(every: u16, zone: &Zone, start: Instant) -> bool {
    start.is_whole_minute() && lindley_time::grid::is_on_grid(start, zone, u32::from(every))
}

/// Not in the past, not beyond the booking horizon.
pub(crate) fn check_reach(state: &State, start: Instant, now: Instant) -> Result<(), Rejection> {
    if start < now {
        return Err(Rejection::InThePast { start });
    }
    let days = state.catalogue().horizon_days;
    if start > now.plus_days(i64::from(days)) || start > Instant::MAX {
        return Err(Rejection::BeyondHorizon { days });
    }
    Ok(())
}

/// The resource asked for in each role, checked against kind, attributes and site.
pub(crate) fn pins(
    plan: &VisitPlan,
    site: SiteId,
    chosen: &[ChosenResource],
) -> Result<Vec<Option<ResourceId>>, Rejection> {
    let candidates = plan.candidates.get(&site).ok_or(Rejection::NotOfferedAtSite)?;
    let mut pins = vec![None; plan.roles.len()];
    for choice in chosen {
        let role = plan.roles.iter().position(|demand| demand.role == choice.role);
        let role = role.ok_or_else(|| Rejection::UnknownRole { role: choice.role.as_str().into() })?;
        if !candidates[role].contains(&choice.resource) {
            let role = choice.role.as_str().into();
            return Err(Rejection::ResourceNotEligible { resource: choice.resource, role });
        }
        if pins[role].is_some_and(|other| other != choice.resource) {
            return Err(Rejection::invalid("chosen", "asks for two resources in one role"));
        }
        pins[role] = Some(choice.resource);
    }
    let nobody = candidates.iter().position(Vec::is_empty);
    if let Some(role) = nobody {
        let demand = &plan.roles[role];
        return Err(Rejection::NobodyEligible { role: demand.role.as_str().into(), kind: demand.kind });
    }
    Ok(pins)
}
