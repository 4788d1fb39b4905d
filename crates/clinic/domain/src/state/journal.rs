//! Undo: what was there before each change, so that events whose append failed can be taken back.

use std::sync::Arc;

use super::{Counters, Learning, State};
use crate::appointment::Appointment;
use crate::catalogue::{Block, Catalogue, Session};
use crate::ids::{AppointmentId, BlockId, ResourceId, SessionId, TemplateId};
use crate::session_template::FiledTemplate;

/// The changes since `begin`, in order. Off outside of a trial, and then costs nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal {
    on: bool,
    counters: Counters,
    changes: Vec<Undo>,
}

/// One thing as it was.
#[derive(Clone, Debug)]
pub(super) enum Undo {
    Catalogue(Arc<Catalogue>),
    Session(SessionId, Option<Session>),
    Block(BlockId, Option<Block>),
    Learning(Arc<Learning>),
    Template(TemplateId, Option<Box<FiledTemplate>>),
    Appointment(AppointmentId, Option<Box<Appointment>>),
    Source(Box<str>),
    Calendar(ResourceId),
}

impl State {
    /// Starts a trial: from here on changes can be taken back by `roll_back` or made final by `keep`.
    pub fn begin(&mut self) {
        self.journal = Journal { on: true, counters: self.counters, changes: Vec::new() };
    }

    /// Ends the trial and keeps its changes.
    pub fn keep(&mut self) {
        self.journal.on = false;
        self.journal.changes.clear();
    }

    /// Ends the trial and takes every change back.
    pub fn roll_back(&mut self) {
        let journal = std::mem::take(&mut self.journal);
        if !journal.on {
            return;
        }
        for change in journal.changes.into_iter().rev() {
            match change {
                Undo::Catalogue(catalogue) => self.restore_catalogue(catalogue),
                Undo::Session(id, session) => self.put_session(id, session),
                Undo::Block(id, block) => self.put_block(id, block),
                Undo::Learning(learning) => self.restore_learning(learning),
                Undo::Template(id, filed) => self.put_template(id, filed.map(|filed| *filed)),
                Undo::Appointment(id, appointment) => self.put_appointment(id, appointment.map(|a| *a)),
                Undo::Source(key) => {
                    self.sources.remove(&key);
                }
                Undo::Calendar(resource) => {
                    debug_assert_eq!(self.calendars.len(), resource.0 as usize);
                    self.calendars.pop();
                }
            }
        }
        self.counters = journal.counters;
    }

    pub(super) fn note(&mut self, undo: impl FnOnce(&Self) -> Undo) {
        if self.journal.on {
            let undo = undo(self);
            self.journal.changes.push(undo);
        }
    }
}
