//! The visits, compactly: about a hundred bytes each.

use std::collections::BTreeMap;

use lindley_domain::{AppointmentId, ReminderChannel, ResourceId, VisitTypeId};
use lindley_time::civil::Date;
use lindley_time::{Instant, Span};

use super::Placing;
use super::patients::NONE;
use super::placing::span;
use super::visit::VisitOutcome;

/// Stands for a moment that has not come.
pub(super) const NEVER: Instant = Instant::MAX;

/// How far a visit got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Asked for, held, or given back before it was booked.
    Asked,
    /// Booked at a known moment.
    Booked,
    /// Recorded as one of the past.
    Past,
}

/// One visit.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: AppointmentId,
    pub(super) placing: Placing,
    /// [`NEVER`] if that is not known.
    pub(super) booked: Instant,
    /// Since when the outcome is known; [`NEVER`] without one.
    pub(super) known: Instant,
    /// The first moment at which the outcome counts as history: known, and its local day over.
    pub(super) counts: Instant,
    actual_start: Instant,
    actual_seconds: u32,
    pub(super) patient: u32,
    pub(super) visit_type: VisitTypeId,
    /// The patient's visit before this one.
    pub(super) before: u32,
    reminder: u32,
    /// The local day of the present placing.
    pub(super) day: Date,
    pub(super) outcome: Option<VisitOutcome>,
    pub(super) stage: Stage,
    pub(super) is_moved: bool,
    is_erased: bool,
}

/// A reminder, and the place of the one before it.
#[derive(Clone, Debug)]
struct Reminder {
    sent: Instant,
    before: u32,
    channel: Option<ReminderChannel>,
}

/// A placing that held until a moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Earlier {
    pub(super) until: Instant,
    pub(super) placing: Placing,
}

/// The visits in order of id.
#[derive(Clone, Debug, Default)]
pub(super) struct Visits {
    rows: Vec<Row>,
    reminders: Vec<Reminder>,
    /// When the first reminder of all was sent.
    pub(super) first_reminder: Option<Instant>,
    moves: BTreeMap<u32, Vec<Earlier>>,
    erased: BTreeMap<u32, Instant>,
    teams: Vec<Box<[ResourceId]>>,
    team_numbers: BTreeMap<Box<[ResourceId]>, u32>,
}

impl Visits {
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(NONE)
    }

    pub(super) fn row(&self, place: u32) -> &Row {
        &self.rows[place as usize]
    }

    pub(super) fn row_mut(&mut self, place: u32) -> &mut Row {
        &mut self.rows[place as usize]
    }

    /// The place of an id. A log hands ids out in order, so most stand at their own place.
    pub(super) fn place(&self, id: AppointmentId) -> Option<u32> {
        let own = usize::try_from(id.0).ok()?.checked_sub(1)?;
        if self.rows.get(own).is_some_and(|row| row.id == id) {
            return u32::try_from(own).ok();
        }
        let found = self.rows.binary_search_by_key(&id, |row| row.id).ok()?;
        u32::try_from(found).ok()
    }

    /// Whether a new visit may have this id: ids ascend.
    pub(super) fn takes(&self, id: AppointmentId) -> bool {
        self.len() < NONE && self.rows.last().is_none_or(|last| last.id < id)
    }

    /// Adds a visit that is only asked for.
    pub(super) fn add(
        &mut self,
        id: AppointmentId,
        visit_type: VisitTypeId,
        patient: u32,
        placing: Placing,
        day: Date,
    ) {
        self.rows.push(Row {
            id,
            placing,
            booked: NEVER,
            known: NEVER,
            counts: NEVER,
            actual_start: NEVER,
            actual_seconds: 0,
            patient,
            visit_type,
            before: NONE,
            reminder: NONE,
            day,
            outcome: None,
            stage: Stage::Asked,
            is_moved: false,
            is_erased: false,
        });
    }

    /// The number of a group of practitioners.
    pub(super) fn team(&mut self, practitioners: Vec<ResourceId>) -> u32 {
        let practitioners = practitioners.into_boxed_slice();
        if let Some(number) = self.team_numbers.get(&practitioners) {
            return *number;
        }
        let number = u32::try_from(self.teams.len()).unwrap_or(NONE);
        self.teams.push(practitioners.clone());
        self.team_numbers.insert(practitioners, number);
        number
    }

    pub(super) fn practitioners(&self, team: u32) -> &[ResourceId] {
        self.teams.get(team as usize).map_or(&[], AsRef::as_ref)
    }

    /// Another placing from a moment on.
    pub(super) fn move_to(&mut self, place: u32, placing: Placing, day: Date, at: Instant) {
        let row = &mut self.rows[place as usize];
        if row.stage == Stage::Booked {
            row.is_moved = true;
            self.moves.entry(place).or_default().push(Earlier { until: at, placing: row.placing });
        }
        (row.placing, row.day) = (placing, day);
    }

    pub(super) fn earlier(&self, place: u32) -> &[Earlier] {
        if !self.row(place).is_moved {
            return &[];
        }
        self.moves.get(&place).map_or(&[], Vec::as_slice)
    }

    pub(super) fn remind(&mut self, place: u32, sent: Instant, channel: Option<ReminderChannel>) {
        let newest = u32::try_from(self.reminders.len()).unwrap_or(NONE);
        let before = std::mem::replace(&mut self.rows[place as usize].reminder, newest);
        self.first_reminder = Some(self.first_reminder.map_or(sent, |first| first.min(sent)));
        self.reminders.push(Reminder { sent, before, channel });
    }

    /// Newest first.
    pub(super) fn reminders(
        &self,
        place: u32,
    ) -> impl Iterator<Item = (Instant, Option<ReminderChannel>)> + '_ {
        let at = |place: u32| self.reminders.get(place as usize);
        let chain = std::iter::successors(at(self.row(place).reminder), move |told| at(told.before));
        chain.map(|told| (told.sent, told.channel))
    }

    pub(super) fn set_actual(&mut self, place: u32, actual: Span) {
        let row = &mut self.rows[place as usize];
        row.actual_start = actual.start();
        row.actual_seconds = u32::try_from(actual.seconds()).unwrap_or(u32::MAX);
    }

    pub(super) fn actual(&self, place: u32) -> Option<Span> {
        let row = self.row(place);
        (row.actual_start != NEVER).then(|| span(row.actual_start, row.actual_seconds))
    }

    /// The visit turned out to have been entered in error; answers whether that is new.
    pub(super) fn erase(&mut self, place: u32, at: Instant) -> bool {
        let row = &mut self.rows[place as usize];
        if row.is_erased {
            return false;
        }
        row.is_erased = true;
        self.erased.insert(place, at);
        true
    }

    /// Since when it is known to have been entered in error.
    pub(super) fn erased(&self, place: u32) -> Option<Instant> {
        if !self.row(place).is_erased {
            return None;
        }
        self.erased.get(&place).copied()
    }
}
