//! Session templates, and their slots on the board.

use lindley_api::board::BoardSlot;
use lindley_api::ids::{ResourceId, TemplateId, VisitTypeId};
use lindley_api::moment::Moment;
use lindley_api::session_templates as wire;
use lindley_domain as domain;

use super::timetable::{clock, weekday};

pub(crate) fn session_template(
    id: domain::TemplateId,
    filed: &domain::FiledTemplate,
) -> wire::SessionTemplate {
    wire::SessionTemplate {
        id: TemplateId(id.0),
        status: template_status(filed.status),
        template: proposed(&filed.template),
        reason: filed.reason.clone(),
    }
}

pub(crate) const fn template_status(status: domain::TemplateStatus) -> wire::TemplateStatus {
    match status {
        domain::TemplateStatus::Proposed => wire::TemplateStatus::Proposed,
        domain::TemplateStatus::Adopted => wire::TemplateStatus::Adopted,
        domain::TemplateStatus::Declined => wire::TemplateStatus::Declined,
        domain::TemplateStatus::Retired => wire::TemplateStatus::Retired,
    }
}

pub(crate) fn board_slot(slot: &domain::SlotOnDate<'_>) -> BoardSlot {
    BoardSlot {
        template: TemplateId(slot.template.0),
        start: Moment(slot.span.start()),
        end: Moment(slot.span.end()),
        kind: slot.kind.name.clone(),
        visit_types: slot.kind.visit_types.iter().map(|id| VisitTypeId(id.0)).collect(),
        released_from: Moment(slot.released_from),
    }
}

fn proposed(template: &domain::SessionTemplate) -> wire::NewSessionTemplate {
    let kind = |kind: &domain::SlotKind| wire::SlotKind {
        name: kind.name.clone(),
        visit_types: kind.visit_types.iter().map(|id| VisitTypeId(id.0)).collect(),
    };
    let slot = |slot: &domain::TypedSlot| wire::TypedSlot {
        minute: slot.minute,
        minutes: slot.minutes,
        kind: template.kind_of(*slot).map(|kind| kind.name.clone()).unwrap_or_default(),
    };
    wire::NewSessionTemplate {
        name: template.name.clone(),
        resources: template.resources.iter().map(|id| ResourceId(id.0)).collect(),
        weekdays: template.weekdays.iter().copied().map(weekday).collect(),
        starts_at: clock(template.starts_at),
        kinds: template.kinds.iter().map(kind).collect(),
        slots: template.slots.iter().map(slot).collect(),
        release_days: template.release_days,
        evidence: template.evidence.as_ref().map(evidence),
    }
}

fn evidence(kept: &domain::PlanEvidence) -> wire::PlanEvidence {
    let [cost_wait, cost_idle, cost_overtime] = kept.costs_milli.map(|cost| f64::from(cost) / 1e3);
    let [wait_minutes, idle_minutes, overtime_minutes] = kept.expected_s.map(|time| f64::from(time) / 60.0);
    wire::PlanEvidence {
        method: kept.method.clone(),
        source: kept.source.clone(),
        head: kept.head,
        service_times: kept.service_times,
        scenarios: kept.scenarios,
        seed: kept.seed,
        cost_wait,
        cost_idle,
        cost_overtime,
        wait_minutes,
        idle_minutes,
        overtime_minutes,
        gap: f64::from(kept.gap_ppm) / 1e6,
    }
}
