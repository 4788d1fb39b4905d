//! Where adopted templates keep time for kinds of visit. Finding and booking both ask here.

use std::borrow::Cow;

use lindley_time::{FoldPolicy, GapPolicy, Instant, Span, Zone, civil};

use crate::calendar::TemplateMark;
use crate::ids::{AppointmentId, ResourceId, TemplateId, VisitTypeId};
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
    /// From this moment on anybody may have it, and before if none of its kind could begin in it any more.
    pub released_from: Instant,
}

impl SlotOnDate<'_> {
    /// Whether the day of its release is still to come.
    pub fn awaits_release(&self, now: Instant) -> bool {
        now < self.released_from
    }

    /// Whether visits of this type may have it while it is kept.
    pub fn accepts(&self, visit_type: VisitTypeId) -> bool {
        self.kind.visit_types.contains(&visit_type)
    }
}

impl State {
    /// The slots of adopted templates on the resource that touch `span`, template by template in order of time.
    pub fn typed_slots(&self, resource: ResourceId, span: Span) -> impl Iterator<Item = SlotOnDate<'_>> {
        let marks = self.calendar(resource).map_or(&[][..], |calendar| &calendar.templates);
        marks.iter().flat_map(move |mark| {
            let starts = self.starts_near(mark, resource, span);
            let template = self.templates().get(&mark.template).map(|filed| &filed.template);
            let sessions = (0..starts.len()).map(move |place| starts[place]);
            let sessions =
                template.into_iter().flat_map(move |about| sessions.clone().map(move |at| (about, at)));
            sessions.flat_map(move |(about, start)| slots_of_session(mark.template, about, start, span))
        })
    }

    /// When sessions begin that may touch `span`: from the calendar's list, or computed for days that it does not cover.
    fn starts_near<'a>(
        &self,
        mark: &'a TemplateMark,
        resource: ResourceId,
        span: Span,
    ) -> Cow<'a, [Instant]> {
        if !self.is_within_horizon(span) {
            let filed = self.templates().get(&mark.template).zip(self.zone_of(resource));
            let computed = filed.map(|(filed, zone)| session_starts(&filed.template, zone, span));
            return Cow::Owned(computed.unwrap_or_default());
        }
        let earliest = span.start().plus_minutes(-i64::from(LONGEST_MINUTES));
        let from = mark.starts.partition_point(|start| *start <= earliest);
        let rest = &mark.starts[from..];
        Cow::Borrowed(&rest[..rest.partition_point(|start| *start < span.end())])
    }
}

/// Somebody who asks for time that may be kept.
#[derive(Clone, Copy)]
pub(crate) struct Asker<'a> {
    pub(crate) state: &'a State,
    pub(crate) visit_type: VisitTypeId,
    /// The appointment that is being moved; its present time does not stand in its own way.
    pub(crate) moving: Option<AppointmentId>,
    pub(crate) now: Instant,
}

impl<'a> Asker<'a> {
    /// The slots of the resource that touch `span` and are kept.
    ///
    /// A slot is kept only while one of its kind could still begin in it: where its start is taken, blocked or outside
    /// working time, nobody could ever book it, and what is left of it is anybody's.
    pub(crate) fn kept_slots(self, resource: ResourceId, span: Span) -> impl Iterator<Item = SlotOnDate<'a>> {
        let calendar = self.state.calendar(resource).filter(|calendar| !calendar.templates.is_empty());
        calendar.into_iter().flat_map(move |calendar| {
            let slots =
                self.state.typed_slots(resource, span).filter(move |slot| slot.awaits_release(self.now));
            slots.filter(move |slot| {
                calendar.could_hold(Span::of_minutes(slot.span.start(), 1), 1, self.moving)
            })
        })
    }

    /// Why a template keeps the resource from being used throughout `span`; none if no template does.
    pub(crate) fn obstacle(self, resource: ResourceId, span: Span) -> Option<Rejection> {
        let kept = || self.kept_slots(resource, span);
        if let Some(slot) = kept().find(|slot| !slot.accepts(self.visit_type)) {
            return Some(Rejection::SlotKept { template: slot.template, until: slot.released_from });
        }
        let inside = kept().find(|slot| slot.span.start() != span.start())?;
        Some(Rejection::NotASlotStart { template: inside.template, start: inside.span.start() })
    }
}

/// When the template's sessions begin that may touch `span`. Where the clocks skip the start, a session begins with the
/// first instant after the gap.
pub(crate) fn session_starts(template: &SessionTemplate, zone: &Zone, span: Span) -> Vec<Instant> {
    let last = zone.date_of(span.end());
    // What touches the span began at most the longest session before it, perhaps on the day before.
    let first = zone.date_of(span.start().plus_minutes(-i64::from(LONGEST_MINUTES)));
    let dates =
        std::iter::successors(Some(first), |date| date.tomorrow().ok()).take_while(|date| *date <= last);
    let begin = |date: civil::Date| {
        let local = date.to_datetime(template.starts_at);
        zone.resolve(local, GapPolicy::FirstAfter, FoldPolicy::Earlier).ok()
    };
    dates.filter(|date| template.begins_on(date.weekday())).filter_map(begin).collect()
}

/// The slots of one session that touch `span`.
fn slots_of_session(
    template: TemplateId,
    about: &SessionTemplate,
    start: Instant,
    span: Span,
) -> impl Iterator<Item = SlotOnDate<'_>> {
    let when = move |slot: &TypedSlot| {
        Span::of_minutes(start.plus_minutes(i64::from(slot.minute)), u32::from(slot.minutes))
    };
    let from = about.slots.partition_point(|slot| when(slot).end() <= span.start());
    let touched = about.slots[from..].iter().take_while(move |slot| when(slot).start() < span.end());
    touched.filter_map(move |slot| {
        let (span, kind) = (when(slot), about.kind_of(*slot)?);
        let released_from = span.start().plus_days(-i64::from(about.release_days));
        Some(SlotOnDate { template, span, kind, released_from })
    })
}
