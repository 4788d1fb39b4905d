//! One session, patient by patient.

use std::iter::Peekable;

use super::Practised;
use super::chances::Coming;
use crate::slots::Slots;

/// A physician's session while it runs.
pub(super) struct Session<'a> {
    coming: &'a Coming,
    services: &'a [u16],
    slots: &'a Slots,
    /// When the physician is free, in seconds.
    free: i64,
    idle: i64,
}

impl<'a> Session<'a> {
    pub(super) fn new(coming: &'a Coming, services: &'a [u16], slots: &'a Slots) -> Self {
        Self { coming, services, slots, free: 0, idle: 0 }
    }

    /// Sees everybody and adds what it came to.
    pub(super) fn run(mut self, practised: &mut Practised) {
        let mut walk_ins = self.coming.walk_ins.iter().copied().peekable();
        for (visit, arrival) in self.coming.arrivals.iter().enumerate() {
            let due = i64::from(self.slots.times()[visit]);
            // Only at the appointment time is a no-show known.
            let ready = arrival.unwrap_or(due);
            self.walk_ins_before(ready, &mut walk_ins, practised);
            let start =
                self.start(ready, if arrival.is_some() { i64::from(self.services[visit]) } else { 0 });
            if let Some(arrival) = arrival {
                practised.visits[visit].add((start - due.max(*arrival)).max(0));
            }
        }
        self.walk_ins_before(i64::MAX, &mut walk_ins, practised);
        practised.totals.idle += self.idle;
        practised.totals.overtime += (self.free - i64::from(self.slots.length_s())).max(0);
    }

    /// Sees walk-ins as long as the next booked patient is not there when the physician is free.
    fn walk_ins_before(
        &mut self,
        ready: i64,
        walk_ins: &mut Peekable<impl Iterator<Item = (i64, i64)>>,
        practised: &mut Practised,
    ) {
        while self.free < ready
            && let Some((arrival, service)) = walk_ins.next_if(|(arrival, _)| *arrival < ready)
        {
            let start = self.start(arrival, service);
            practised.walk_ins.add(start - arrival);
        }
    }

    /// Begins as soon as patient and physician are both there.
    fn start(&mut self, ready: i64, service: i64) -> i64 {
        let start = self.free.max(ready);
        self.idle += start - self.free;
        self.free = start + service;
        start
    }
}
