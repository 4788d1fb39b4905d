//! Where adopted templates keep time for kinds of visit. Finding and booking both ask here.

use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, Zone};

use crate::ids::{ResourceId, TemplateId, VisitTypeId};
use crate::rejection::Rejection;
use crate::session_template::{SessionTemplate, SlotKind, TypedSlot};
use crate::state::State;

/// Longest session of a template.
pub(crate) const LONGEST_MINUTES: u16 = 1440;

/// A slot on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotOnDate<'a> {
    /// The template it belongs to.
    pub template: TemplateId,
    /// When.
    pub span: Span,
    /// Whom it is kept for.
    pub kind: &'a SlotKind,
    /// From this moment on anybody may have it.
    pub released_from: Instant,
}

impl SlotOnDate<'_> {
    /// Whether it is still kept for its kind.
    pub fn is_kept(&self, now: Instant) -> bool {
        now < self.released_from
    }

    /// Whether visits of this type may have it while it is kept.
    pub fn accepts(&self, visit_type: VisitTypeId) -> bool {
        self.kind.visit_types.contains(&visit_type)
    }
}

impl State {
    /// The slots of adopted templates on the resource that touch `span`, template by template in order of time.
    pub fn typed_slots(&self, resource: ResourceId, span: Span) -> Vec<SlotOnDate<'_>> {
        let Some(zone) = self.zone_of(resource) else { return Vec::new() };
        let mut slots = Vec::new();
        for (id, template) in self.adopted_templates(resource) {
            occurrences(id, template, zone, span, &mut slots);
        }
        slots
    }
}

/// Why a template keeps a visit of this type from using the resource throughout `span`; none if no template does.
pub(crate) fn obstacle(
    state: &State,
    resource: ResourceId,
    span: Span,
    visit_type: VisitTypeId,
    now: Instant,
) -> Option<Rejection> {
    if !state.has_typed_time(resource) {
        return None;
    }
    let slots = state.typed_slots(resource, span);
    let kept = || slots.iter().filter(|slot| slot.is_kept(now));
    if let Some(slot) = kept().find(|slot| !slot.accepts(visit_type)) {
        return Some(Rejection::SlotKept { template: slot.template, until: slot.released_from });
    }
    let inside = kept().find(|slot| slot.span.start() != span.start())?;
    Some(Rejection::NotASlotStart { template: inside.template, start: inside.span.start() })
}

/// Adds the template's slots that touch `span`.
fn occurrences<'a>(
    id: TemplateId,
    template: &'a SessionTemplate,
    zone: &Zone,
    span: Span,
    slots: &mut Vec<SlotOnDate<'a>>,
) {
    let last = zone.date_of(span.end());
    // What touches the span began at most the longest session before it, perhaps on the day before.
    let mut date = zone.date_of(span.start().plus_minutes(-i64::from(LONGEST_MINUTES)));
    while date <= last {
        if template.begins_on(date.weekday())
            && let Some(start) = begins(template, zone, date)
        {
            let on_date = template.slots.iter().filter_map(|slot| on_date(id, template, *slot, start));
            slots.extend(on_date.filter(|slot| slot.span.overlaps(span)));
        }
        let Ok(next) = date.tomorrow() else { break };
        date = next;
    }
}

/// Where the clocks skip the start, the session begins with the first instant after the gap.
fn begins(template: &SessionTemplate, zone: &Zone, date: lindley_time::civil::Date) -> Option<Instant> {
    let local = date.to_datetime(template.starts_at);
    zone.resolve(local, GapPolicy::FirstAfter, FoldPolicy::Earlier).ok()
}

fn on_date(
    template: TemplateId,
    about: &SessionTemplate,
    slot: TypedSlot,
    start: Instant,
) -> Option<SlotOnDate<'_>> {
    let span = Span::of_minutes(start.plus_minutes(i64::from(slot.minute)), u32::from(slot.minutes));
    let released_from = span.start().plus_days(-i64::from(about.release_days));
    Some(SlotOnDate { template, span, kind: about.kind_of(slot)?, released_from })
}
