//! Session templates: names of kinds become places in a list, minutes and costs whole numbers.

use lindley_api::session_templates as wire;
use lindley_domain::{
    PlanEvidence, ResourceId, SessionTemplate, SlotKind, TemplateId, TypedSlot, VisitTypeId,
};

use super::timetable::{time, weekday};
use crate::failure::Failure;

pub(crate) fn template_id(id: lindley_api::ids::TemplateId) -> TemplateId {
    TemplateId(id.0)
}

pub(crate) fn session_template(new: wire::NewSessionTemplate) -> Result<SessionTemplate, Failure> {
    let starts_at = time(new.starts_at).filter(|_| new.starts_at.minute_of_day < 24 * 60);
    let starts_at = starts_at.ok_or_else(|| {
        Failure::invalid_field("/starts_at", "a session cannot begin at 24:00; write 00:00 on the next day")
    })?;
    let kind = |kind: &wire::SlotKind| SlotKind {
        name: kind.name.clone(),
        visit_types: kind.visit_types.iter().map(|id| VisitTypeId(id.0)).collect(),
    };
    let slots = new.slots.iter().enumerate().map(|(place, slot)| typed_slot(place, slot, &new.kinds));
    Ok(SessionTemplate {
        slots: slots.collect::<Result<_, _>>()?,
        kinds: new.kinds.iter().map(kind).collect(),
        name: new.name,
        resources: new.resources.iter().map(|id| ResourceId(id.0)).collect(),
        weekdays: new.weekdays.into_iter().map(weekday).collect(),
        starts_at,
        release_days: new.release_days,
        evidence: new.evidence.map(evidence).transpose()?,
    })
}

fn typed_slot(place: usize, slot: &wire::TypedSlot, kinds: &[wire::SlotKind]) -> Result<TypedSlot, Failure> {
    let kind = kinds.iter().position(|kind| kind.name == slot.kind).and_then(|kind| u8::try_from(kind).ok());
    let pointer = format!("/slots/{place}/kind");
    let kind = kind.ok_or_else(|| Failure::invalid_field(&pointer, "is not the name of one of the kinds"))?;
    Ok(TypedSlot { minute: slot.minute, minutes: slot.minutes, kind })
}

fn evidence(given: wire::PlanEvidence) -> Result<PlanEvidence, Failure> {
    Ok(PlanEvidence {
        costs_milli: [
            scaled("cost_wait", given.cost_wait, 1e3)?,
            scaled("cost_idle", given.cost_idle, 1e3)?,
            scaled("cost_overtime", given.cost_overtime, 1e3)?,
        ],
        expected_s: [
            scaled("wait_minutes", given.wait_minutes, 60.0)?,
            scaled("idle_minutes", given.idle_minutes, 60.0)?,
            scaled("overtime_minutes", given.overtime_minutes, 60.0)?,
        ],
        gap_ppm: scaled("gap", given.gap, 1e6)?,
        method: given.method,
        source: given.source,
        head: given.head,
        service_times: given.service_times,
        scenarios: given.scenarios,
        seed: given.seed,
    })
}

/// The number in whole parts of its unit.
fn scaled(field: &str, number: f64, parts: f64) -> Result<u32, Failure> {
    let scaled = (number * parts).round();
    if (0.0..=f64::from(u32::MAX)).contains(&scaled) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just now")]
        return Ok(scaled as u32);
    }
    let most = f64::from(u32::MAX) / parts;
    Err(Failure::invalid_field(&format!("/evidence/{field}"), format!("must lie between 0 and {most:.0}")))
}
