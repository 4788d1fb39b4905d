//! Whether a proposed template makes sense: its names, its times, and that every slot can be booked by its kind.

use std::collections::BTreeSet;

use lindley_time::civil;

use super::super::catalogue::check_name;
use crate::catalogue::VisitType;
use crate::ids::VisitTypeId;
use crate::rejection::Rejection;
use crate::session_template::{PlanEvidence, SessionTemplate, SlotKind, TypedSlot};
use crate::state::State;
use crate::typed_time::LONGEST_MINUTES;

/// A session of a day and a night in slots of a quarter of an hour.
const SLOTS_MAX: usize = 96;
const KINDS_MAX: usize = 26;
const RESOURCES_MAX: usize = 500;
/// As far as a booking horizon may reach.
const RELEASE_DAYS_MAX: u16 = 730;
const DAY_MINUTES: u32 = 1440;
/// How orders are chosen.
const METHODS: [&str; 5] = ["exact", "crg", "tsc", "moments", "search"];
const SCENARIOS_MAX: u32 = 1_000_000;
const WEEK_MINUTES: u32 = 7 * DAY_MINUTES;

pub(super) fn proposal(state: &State, template: &SessionTemplate) -> Result<(), Rejection> {
    check_name("name", &template.name)?;
    release(template.release_days)?;
    scope(template)?;
    kinds(template)?;
    slots(template)?;
    evidence(state, template.evidence.as_ref())?;
    if let Some(resource) = template.resources.iter().find(|id| state.calendar(**id).is_none()) {
        return Err(Rejection::unknown(resource));
    }
    for (place, slot) in template.slots.iter().enumerate() {
        for visit_type in template.kind_of(*slot).iter().flat_map(|kind| &kind.visit_types) {
            fits(state, template, (place, *slot), *visit_type)?;
        }
    }
    Ok(())
}

pub(super) fn release(days: u16) -> Result<(), Rejection> {
    if days <= RELEASE_DAYS_MAX {
        Ok(())
    } else {
        Err(Rejection::invalid("release_days", "must be 0 to 730"))
    }
}

fn scope(template: &SessionTemplate) -> Result<(), Rejection> {
    if !(1..=RESOURCES_MAX).contains(&template.resources.len()) {
        return Err(Rejection::invalid("resources", "a template belongs to 1 to 500 resources"));
    }
    let distinct: BTreeSet<i8> =
        template.weekdays.iter().map(|weekday| weekday.to_monday_zero_offset()).collect();
    if distinct.len() != template.weekdays.len() {
        return Err(Rejection::invalid("weekdays", "name each weekday once"));
    }
    Ok(())
}

fn kinds(template: &SessionTemplate) -> Result<(), Rejection> {
    if !(1..=KINDS_MAX).contains(&template.kinds.len()) {
        return Err(Rejection::invalid("kinds", "a template has 1 to 26 kinds"));
    }
    for (place, SlotKind { name, visit_types }) in template.kinds.iter().enumerate() {
        check_name(&format!("kinds.{place}.name"), name)?;
        if template.kinds[..place].iter().any(|other| other.name == *name) {
            return Err(Rejection::invalid(&format!("kinds.{place}.name"), "two kinds have this name"));
        }
        if visit_types.is_empty() {
            let problem = "name at least one visit type: nobody could book these slots";
            return Err(Rejection::invalid(&format!("kinds.{place}.visit_types"), problem));
        }
        if !template.slots.iter().any(|slot| usize::from(slot.kind) == place) {
            return Err(Rejection::invalid(&format!("kinds.{place}"), "no slot is of this kind"));
        }
    }
    Ok(())
}

fn slots(template: &SessionTemplate) -> Result<(), Rejection> {
    if !(1..=SLOTS_MAX).contains(&template.slots.len()) {
        return Err(Rejection::invalid("slots", "a template has 1 to 96 slots"));
    }
    let mut free_from = 0;
    for (place, slot) in template.slots.iter().enumerate() {
        let wrong =
            |field: &str, problem: &str| Err(Rejection::invalid(&format!("slots.{place}.{field}"), problem));
        if slot.minutes == 0 {
            return wrong("minutes", "must be at least 1");
        }
        if u32::from(slot.minute) < free_from {
            return wrong("minute", "begins before the slot before it ends");
        }
        free_from = u32::from(slot.minute) + u32::from(slot.minutes);
        if free_from > u32::from(LONGEST_MINUTES) {
            return wrong("minutes", "a session lasts at most 1440 minutes");
        }
        if template.kind_of(*slot).is_none() {
            return wrong("kind", "is not one of the kinds");
        }
    }
    Ok(())
}

/// What a plan can have been, whoever tells it.
fn evidence(state: &State, evidence: Option<&PlanEvidence>) -> Result<(), Rejection> {
    let Some(evidence) = evidence else { return Ok(()) };
    check_name("evidence.source", &evidence.source)?;
    let wrong = |field: &str, problem: &str| Err(Rejection::invalid(&format!("evidence.{field}"), problem));
    if !METHODS.contains(&evidence.method.as_str()) {
        return wrong("method", "must be exact, crg, tsc, moments or search");
    }
    if evidence.head > state.head() {
        return wrong("head", "lies beyond the last event");
    }
    if evidence.service_times < 2 {
        return wrong("service_times", "a plan rests on at least 2");
    }
    if !(1..=SCENARIOS_MAX).contains(&evidence.scenarios) {
        return wrong("scenarios", "must be 1 to 1,000,000");
    }
    if evidence.costs_milli == [0; 3] {
        return wrong("cost_wait", "at least one cost is above zero");
    }
    if evidence.gap_ppm > 1_000_000 {
        return wrong("gap", "must lie between 0 and 1");
    }
    Ok(())
}

/// Whether visits of the type can begin with the slot and end in it, on every resource of the template.
fn fits(
    state: &State,
    template: &SessionTemplate,
    (place, slot): (usize, TypedSlot),
    visit_type: VisitTypeId,
) -> Result<(), Rejection> {
    let offered = state.catalogue().visit_types.get(&visit_type);
    let offered = offered.ok_or_else(|| Rejection::unknown(visit_type))?;
    let wrong =
        |field: &str, problem: String| Err(Rejection::invalid(&format!("slots.{place}.{field}"), &problem));
    for resource in &template.resources {
        let Some(about) = state.catalogue().resources.get(resource) else { continue };
        let roles: Vec<_> = offered.roles().into_iter().filter(|role| role.fits(about)).collect();
        if roles.is_empty() {
            return wrong("kind", format!("{visit_type} has no role that {resource} can fill"));
        }
        for role in roles {
            let [window] = role.windows[..] else {
                return wrong("kind", format!("{visit_type} needs {resource} more than once in a visit"));
            };
            let minutes = window.until_minute - window.from_minute;
            if minutes > slot.minutes {
                return wrong("minutes", format!("{visit_type} needs {minutes} minutes of {resource}"));
            }
            if !begins_on_grid(template.starts_at, slot, offered, window.from_minute) {
                let every = offered.start_every_minutes;
                return wrong("minute", format!("{visit_type} starts every {every} minutes past the hour"));
            }
        }
    }
    Ok(())
}

/// Whether a visit that uses the resource from the slot's first minute on starts when its type is offered.
fn begins_on_grid(starts_at: civil::Time, slot: TypedSlot, visit_type: &VisitType, lead: u16) -> bool {
    let minute = i32::from(starts_at.minute()) + i32::from(slot.minute) - i32::from(lead);
    minute.rem_euclid(i32::from(visit_type.start_every_minutes)) == 0
}

/// Whether two templates would keep the same minute of a week of the same resource.
pub(super) fn share_time(one: &SessionTemplate, other: &SessionTemplate) -> bool {
    let weeks = |template| weekly(template).collect::<Vec<_>>();
    !one.resources.is_disjoint(&other.resources)
        && weeks(one).iter().any(|a| weeks(other).iter().any(|b| overlap_in_week(*a, *b)))
}

/// The template's sessions in a week, as first minute and length.
fn weekly(template: &SessionTemplate) -> impl Iterator<Item = (u32, u32)> + '_ {
    let time = template.starts_at;
    let at = u32::from(time.hour().unsigned_abs()) * 60 + u32::from(time.minute().unsigned_abs());
    let days = (0_u32..).zip(civil::Weekday::Monday.cycle_forward().take(7));
    let begins = days.filter(|(_, weekday)| template.begins_on(*weekday));
    begins.map(move |(day, _)| (day * DAY_MINUTES + at, u32::from(template.minutes())))
}

/// Whether two stretches of a week that begins again after Sunday share a minute.
fn overlap_in_week((a, a_minutes): (u32, u32), (b, b_minutes): (u32, u32)) -> bool {
    let behind = |from: u32, to: u32| (to + WEEK_MINUTES - from) % WEEK_MINUTES;
    behind(a, b) < a_minutes || behind(b, a) < b_minutes
}
