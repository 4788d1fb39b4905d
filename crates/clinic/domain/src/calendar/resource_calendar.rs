//! One resource's time: when it works, what uses it, and the free minutes that follow from both.

use std::collections::BTreeMap;
use std::sync::Arc;

use lindley_time::{Instant, Span, SpanSet};

use super::minute_bits::MinuteBits;
use crate::ids::{AppointmentId, SessionId, TemplateId};

/// A use of the resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Busy {
    pub(crate) appointment: AppointmentId,
    pub(crate) units: u16,
    pub(crate) span: Span,
}

/// A session on the resource, as far as booking needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SessionMark {
    pub(crate) span: Span,
    pub(crate) session: SessionId,
    /// Whether it is for some services only.
    pub(crate) restricted: bool,
}

/// A session template in force for the resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TemplateMark {
    pub(crate) template: TemplateId,
    /// When its sessions begin within the horizon, in order. Shared by the resources of one zone.
    pub(crate) starts: Arc<[Instant]>,
}

/// The calendar of one resource.
///
/// Invariant: within the horizon, bit `m` of `free` is 1 exactly if minute `m` is working time and fewer units
/// than `capacity` are in use at every second of it. `busy` is the truth, `free` follows from it.
#[derive(Clone, Debug)]
pub(crate) struct ResourceCalendar {
    pub(crate) capacity: u16,
    working: MinuteBits,
    free: MinuteBits,
    /// Uses by the days (UTC) that they touch.
    busy: BTreeMap<i64, Vec<Busy>>,
    /// Sessions in time order; they never overlap.
    pub(crate) sessions: Vec<SessionMark>,
    /// The session templates in force for it, by id.
    pub(crate) templates: Vec<TemplateMark>,
}

/// The minutes a span touches: floor of the start to ceiling of the end.
fn touched(span: Span) -> (i64, i64) {
    (span.start().minute(), (span.end().seconds() + 59).div_euclid(60))
}

fn days(span: Span) -> std::ops::RangeInclusive<i64> {
    span.start().seconds().div_euclid(86_400)..=(span.end().seconds() - 1).div_euclid(86_400)
}

impl ResourceCalendar {
    /// Closed throughout the horizon `[from, until)`, in minutes.
    pub(crate) fn closed(capacity: u16, from: i64, until: i64) -> Self {
        let bits = MinuteBits::zeros(from, until);
        let (busy, sessions, templates) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { capacity, working: bits.clone(), free: bits, busy, sessions, templates }
    }

    /// Replaces the working time within `span`.
    pub(crate) fn set_working(&mut self, span: Span, working: &SpanSet) {
        let (from, until) = touched(span);
        self.working.fill(from, until, false);
        for open in working.spans() {
            // A minute is working time only if all of it is.
            let first = (open.start().seconds() + 59).div_euclid(60);
            self.working.fill(first.max(from), open.end().minute().min(until), true);
        }
        self.refresh(from, until);
    }

    /// Moves the horizon; the new part is closed until `set_working` opens it.
    pub(crate) fn cover(&mut self, from: i64, until: i64) {
        self.working.cover(from, until);
        self.free.cover(from, until);
    }

    /// Adds a use.
    pub(crate) fn add(&mut self, busy: Busy) {
        for day in days(busy.span) {
            self.busy.entry(day).or_default().push(busy);
        }
        let (from, until) = touched(busy.span);
        if self.capacity == 1 { self.free.fill(from, until, false) } else { self.refresh(from, until) }
    }

    /// Removes every use by the appointment that touches `span`.
    pub(crate) fn remove(&mut self, appointment: AppointmentId, span: Span) {
        for day in days(span) {
            if let Some(uses) = self.busy.get_mut(&day) {
                uses.retain(|busy| busy.appointment != appointment || busy.span != span);
                if uses.is_empty() {
                    self.busy.remove(&day);
                }
            }
        }
        let (from, until) = touched(span);
        self.refresh(from, until);
    }

    /// Whether `units` are free throughout working time. Spans are on whole minutes.
    pub(crate) fn is_open(&self, span: Span, units: u16) -> bool {
        let (from, until) = touched(span);
        if units == 1 {
            return self.free.all_set(from, until);
        }
        self.working.all_set(from, until) && self.has_room(span, units, None)
    }

    /// Whether `units` are free throughout working time, not counting the uses of an appointment that is being moved.
    pub(crate) fn could_hold(&self, span: Span, units: u16, moving: Option<AppointmentId>) -> bool {
        self.is_open(span, units)
            || moving.is_some() && self.is_working(span) && self.has_room(span, units, moving)
    }

    /// Whether the time is working time.
    pub(crate) fn is_working(&self, span: Span) -> bool {
        let (from, until) = touched(span);
        self.working.all_set(from, until)
    }

    /// Whether `units` more fit, looking at uses only and not counting those of `except`.
    pub(crate) fn has_room(&self, span: Span, units: u16, except: Option<AppointmentId>) -> bool {
        let uses = self.uses(span).into_iter().filter(|busy| Some(busy.appointment) != except);
        u32::from(units) + peak(uses, span) <= u32::from(self.capacity)
    }

    /// The uses that touch `span`, each once, by start and appointment.
    pub(crate) fn uses(&self, span: Span) -> Vec<Busy> {
        let mut found: Vec<Busy> = self
            .busy
            .range(days(span))
            .flat_map(|(_, uses)| uses.iter().filter(|busy| busy.span.overlaps(span)).copied())
            .collect();
        found.sort_unstable_by_key(|busy| (busy.span.start(), busy.appointment, busy.span.end()));
        found.dedup();
        found
    }

    /// Every use, each once, by start and appointment.
    pub(crate) fn all_uses(&self) -> Vec<Busy> {
        Span::new(Instant::MIN, Instant::MAX).map_or_else(|_| Vec::new(), |whole| self.uses(whole))
    }

    /// Unit-minutes in use on the day (UTC) that holds `moment`.
    pub(crate) fn load_on_day_of(&self, moment: Instant) -> i64 {
        let day = moment.seconds().div_euclid(86_400);
        self.busy
            .get(&day)
            .map_or(0, |uses| uses.iter().map(|b| b.span.seconds() / 60 * i64::from(b.units)).sum())
    }

    /// The free minutes from `from` (a multiple of 64); answers whether there are any.
    pub(crate) fn free_window(&self, from: i64, window: &mut [u64]) -> bool {
        self.free.copy_window(from, window)
    }

    /// The sessions that touch `span`.
    pub(crate) fn sessions_in(&self, span: Span) -> &[SessionMark] {
        let first = self.sessions.partition_point(|mark| mark.span.end() <= span.start());
        let rest = &self.sessions[first..];
        &rest[..rest.partition_point(|mark| mark.span.start() < span.end())]
    }

    /// Whether the bits are what `working` and the uses say, for the invariant check.
    pub(crate) fn bits_are_consistent(&self, working: impl FnOnce(Span) -> SpanSet) -> bool {
        let (from, until) = (self.free.start(), self.free.end());
        let Ok(whole) = Span::new(Instant::from_minute(from), Instant::from_minute(until)) else {
            return true;
        };
        let mut again = Self::closed(self.capacity, from, until);
        again.busy.clone_from(&self.busy);
        again.set_working(whole, &working(whole));
        again.working == self.working && again.free == self.free
    }

    /// Computes `free` anew over the minutes `[from, until)`.
    fn refresh(&mut self, from: i64, until: i64) {
        let (from, until) = (from.max(self.free.start()), until.min(self.free.end()));
        let Ok(span) = Span::new(Instant::from_minute(from), Instant::from_minute(until)) else { return };
        self.free.copy_range(&self.working, from, until);
        for (full_from, full_until) in full_stretches(&self.uses(span), self.capacity) {
            self.free.fill(full_from.max(from), full_until.min(until), false);
        }
    }
}

/// The largest number of units in use at one instant of `span`.
fn peak(uses: impl Iterator<Item = Busy>, span: Span) -> u32 {
    let mut edges: Vec<(Instant, i64)> = Vec::new();
    for busy in uses {
        edges.push((busy.span.start().max(span.start()), i64::from(busy.units)));
        edges.push((busy.span.end(), -i64::from(busy.units)));
    }
    // At one instant what ends goes before what begins: spans are half-open.
    edges.sort_unstable();
    let (mut now, mut most) = (0, 0);
    for (_, change) in edges {
        now += change;
        most = most.max(now);
    }
    u32::try_from(most).unwrap_or(u32::MAX)
}

/// The minute ranges in which the capacity is used up at some second.
fn full_stretches(uses: &[Busy], capacity: u16) -> Vec<(i64, i64)> {
    if capacity == 1 {
        return uses.iter().map(|busy| touched(busy.span)).collect();
    }
    let mut edges: Vec<(Instant, i64)> = Vec::new();
    for busy in uses {
        edges.push((busy.span.start(), i64::from(busy.units)));
        edges.push((busy.span.end(), -i64::from(busy.units)));
    }
    edges.sort_unstable();
    let (mut in_use, mut full_since, mut stretches) = (0, None, Vec::new());
    for (moment, change) in edges {
        in_use += change;
        match full_since {
            None if in_use >= i64::from(capacity) => full_since = Some(moment),
            Some(since) if in_use < i64::from(capacity) => {
                full_since = None;
                if let Ok(span) = Span::new(since, moment) {
                    stretches.push(touched(span));
                }
            }
            _ => {}
        }
    }
    stretches
}
