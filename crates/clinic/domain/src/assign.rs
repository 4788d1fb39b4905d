//! Which resources a visit gets at a given start. Finding and booking both ask here, so they cannot disagree.

use std::borrow::Cow;

use lindley_time::{Instant, Span};

use crate::appointment::{Placement, Segment};
use crate::command::Choice;
use crate::ids::{AppointmentId, PatientId, ResourceId, ServiceId, SiteId, VisitTypeId};
use crate::rejection::Rejection;
use crate::representatives;
use crate::state::State;
use crate::typed_time::Asker;
use crate::visit_plan::{RoleDemand, VisitPlan};

/// A visit looking for its resources.
pub(crate) struct Seeker<'a> {
    pub(crate) state: &'a State,
    pub(crate) plan: &'a VisitPlan,
    pub(crate) visit_type: VisitTypeId,
    pub(crate) now: Instant,
    pub(crate) site: SiteId,
    /// The candidates of each role.
    pub(crate) candidates: &'a [Vec<ResourceId>],
    /// The resource each role must have, if it is not open.
    pub(crate) pins: Vec<Option<ResourceId>>,
    pub(crate) choice: Choice,
    pub(crate) patient: Option<PatientId>,
    /// The appointment that is being moved; its present time does not stand in its own way.
    pub(crate) moving: Option<AppointmentId>,
}

impl Seeker<'_> {
    /// The placement at `start`, if every role can be filled and the patient is free.
    pub(crate) fn placement(&self, start: Instant) -> Option<Placement> {
        if self.patient_conflict(start).is_some() {
            return None;
        }
        let taken = self.fill(start)?;
        let mut segments = Vec::with_capacity(taken.len() + 1);
        for (role, (demand, resource)) in self.plan.roles.iter().zip(&taken).enumerate() {
            let role = u8::try_from(role).unwrap_or(u8::MAX);
            segments.extend(demand.spans(start).map(|(span, units)| Segment {
                role,
                units,
                resource: *resource,
                span,
            }));
        }
        let segments = segments.into();
        Some(Placement { site: self.site, span: self.plan.span(start), segments })
    }

    /// Why there is no placement at `start`. Called only when there is none.
    pub(crate) fn refusal(&self, start: Instant) -> Rejection {
        if let Some(blocking) = self.patient_conflict(start) {
            return Rejection::PatientBusy { blocking };
        }
        let roles = self.plan.roles.iter().enumerate();
        let unfilled = roles.filter_map(|(role, demand)| self.unfilled(self.options(role), demand, start));
        // A visit needs all of its roles, so of their reasons the first in precedence speaks.
        let reason = unfilled.min_by_key(Rejection::precedence);
        reason.unwrap_or(Rejection::SlotTaken { resource: None, blocking: None })
    }

    /// Why none of the candidates can fill a role; none if one of them can.
    fn unfilled(&self, options: &[ResourceId], demand: &RoleDemand, start: Instant) -> Option<Rejection> {
        let mut reasons = Vec::with_capacity(options.len());
        for resource in options {
            reasons.push(self.obstacle(demand, *resource, start)?);
        }
        // One candidate would do, so the last reason in precedence speaks: taken is better news than closed.
        match reasons.into_iter().rev().max_by_key(Rejection::precedence) {
            Some(Rejection::SlotTaken { .. }) if options.len() > 1 => {
                Some(Rejection::SlotTaken { resource: None, blocking: None })
            }
            reason => reason,
        }
    }

    /// Another appointment of the patient that overlaps.
    fn patient_conflict(&self, start: Instant) -> Option<AppointmentId> {
        let span = self.plan.span(start);
        let others = self.state.appointments_of(self.patient?);
        let overlapping = others.filter(|other| Some(other.id) != self.moving);
        overlapping
            .filter(|other| other.placement.as_ref().is_some_and(|placement| placement.span.overlaps(span)))
            .map(|other| other.id)
            .min()
    }

    fn options(&self, role: usize) -> &[ResourceId] {
        match &self.pins[role] {
            Some(pinned) => std::slice::from_ref(pinned),
            None => &self.candidates[role],
        }
    }

    /// A resource for each role, all different, in order of choice.
    fn fill(&self, start: Instant) -> Option<Vec<ResourceId>> {
        self.fill_greedily(start).or_else(|| {
            let roles = self.plan.roles.iter().enumerate();
            let free = |(role, demand): (usize, &RoleDemand)| -> Vec<ResourceId> {
                let options = self.ordered_options(role, start);
                options.iter().copied().filter(|resource| self.can_fill(demand, *resource, start)).collect()
            };
            representatives::first(&roles.map(free).collect::<Vec<_>>())
        })
    }

    /// Each role takes its first free candidate that no role before it has taken. Nearly always that fills them all.
    fn fill_greedily(&self, start: Instant) -> Option<Vec<ResourceId>> {
        let mut taken = Vec::with_capacity(self.plan.roles.len());
        for (role, demand) in self.plan.roles.iter().enumerate() {
            let options = self.ordered_options(role, start);
            let free = |resource: &&ResourceId| {
                !taken.contains(*resource) && self.can_fill(demand, **resource, start)
            };
            let first = *options.iter().find(free)?;
            taken.push(first);
        }
        Some(taken)
    }

    fn ordered_options(&self, role: usize, start: Instant) -> Cow<'_, [ResourceId]> {
        match self.choice {
            Choice::First => Cow::Borrowed(self.options(role)),
            Choice::Spread => Cow::Owned(self.by_load(self.options(role), start)),
        }
    }

    fn by_load(&self, options: &[ResourceId], start: Instant) -> Vec<ResourceId> {
        let load = |id: &ResourceId| self.state.calendar(*id).map_or(0, |c| c.load_on_day_of(start));
        let mut ordered: Vec<(i64, ResourceId)> = options.iter().map(|id| (load(id), *id)).collect();
        ordered.sort_unstable();
        ordered.into_iter().map(|(_, id)| id).collect()
    }

    fn can_fill(&self, demand: &RoleDemand, resource: ResourceId, start: Instant) -> bool {
        let Some(calendar) = self.state.calendar(resource) else { return false };
        demand.spans(start).all(|(span, units)| {
            calendar.could_hold(span, units, self.moving)
                && foreign_session(self.state, resource, span, self.plan.service).is_none()
                && self.kept_from_us(resource, span).is_none()
        })
    }

    fn kept_from_us(&self, resource: ResourceId, span: Span) -> Option<Rejection> {
        self.asker().obstacle(resource, span)
    }

    /// Who asks the templates.
    pub(crate) fn asker(&self) -> Asker<'_> {
        let Self { state, visit_type, moving, now, .. } = *self;
        Asker { state, visit_type, moving, now }
    }

    /// What keeps the resource from filling the role: the first in precedence over all of the role's windows.
    fn obstacle(&self, demand: &RoleDemand, resource: ResourceId, start: Instant) -> Option<Rejection> {
        let windows = demand.spans(start);
        windows
            .filter_map(|(span, units)| self.obstacle_in(span, units, resource))
            .min_by_key(Rejection::precedence)
    }

    fn obstacle_in(&self, span: Span, units: u16, resource: ResourceId) -> Option<Rejection> {
        let calendar = self.state.calendar(resource)?;
        if !calendar.is_working(span) {
            // Blocked only where lifting the block would help.
            let open = self.state.working_unblocked(resource, span).covers(span);
            return Some(if open { Rejection::Blocked } else { Rejection::OutsideHours });
        }
        if let Some(session) = foreign_session(self.state, resource, span, self.plan.service) {
            return Some(Rejection::SessionForOtherService { session });
        }
        if let Some(kept) = self.kept_from_us(resource, span) {
            return Some(kept);
        }
        if calendar.has_room(span, units, self.moving) {
            return None;
        }
        let others = calendar.uses(span).into_iter().map(|busy| busy.appointment);
        let blocking = others.filter(|other| Some(*other) != self.moving).min();
        Some(Rejection::SlotTaken { resource: Some(resource), blocking })
    }
}

/// A session that touches `span` and is for other services only.
pub(crate) fn foreign_session(
    state: &State,
    resource: ResourceId,
    span: Span,
    service: ServiceId,
) -> Option<crate::ids::SessionId> {
    let marks = state.calendar(resource)?.sessions_in(span);
    let foreign = |id: &crate::ids::SessionId| {
        state.sessions().get(id).is_some_and(|session| !session.services.contains(&service))
    };
    marks.iter().filter(|mark| mark.restricted).map(|mark| mark.session).find(foreign)
}
