//! Deciding: a command against the state gives events or a rejection. Pure.

mod booking;
mod catalogue;
mod history;
mod holds;
mod known_facts;
mod models;
mod outside;
mod stranding;
mod templates;
mod trainings;
mod working_time;

use lindley_time::Instant;

use crate::command::Command;
use crate::event::Event;
use crate::rejection::Rejection;
use crate::state::{State, apply};

/// What the command comes to in this state.
///
/// Holds that have run out at `now` must have been swept before, and the calendars must reach `now`
/// (`State::reach`); `transact` does it all.
pub fn decide(state: &State, command: &Command, now: Instant) -> Result<Vec<Event>, Rejection> {
    if let Command::FoundOrganisation { name, horizon_days } = command {
        return catalogue::found(state, name, *horizon_days);
    }
    if !state.is_founded() {
        return Err(Rejection::Founding { founded: false });
    }
    match command {
        Command::FoundOrganisation { .. } => Err(Rejection::Founding { founded: true }),
        Command::AddSite { site, source } => catalogue::add_site(state, site, source),
        Command::AddService { service, source } => catalogue::add_service(state, service, source),
        Command::AddVisitType { visit_type, source } => catalogue::add_visit_type(state, visit_type, source),
        Command::AddResource { resource, source } => catalogue::add_resource(state, resource, source),
        Command::SetHours { resource, hours } => working_time::set_hours(state, *resource, hours, now),
        Command::OpenSession { session, source } => working_time::open_session(state, session, source, now),
        Command::CloseSession { session } => working_time::close_session(state, *session, now),
        Command::AddBlock { block, source } => working_time::add_block(state, block, source, now),
        Command::LiftBlock { block } => working_time::lift_block(state, *block),
        Command::ProposeTemplate { template } => templates::propose(state, template, now),
        Command::AdoptTemplate { template, replaces, reason } => {
            templates::adopt(state, *template, *replaces, reason)
        }
        Command::DeclineTemplate { template, reason } => templates::decline(state, *template, reason),
        Command::RetireTemplate { template, reason } => templates::retire(state, *template, reason),
        Command::SetTemplateRelease { template, release_days, reason } => {
            templates::set_release(state, *template, *release_days, reason)
        }
        Command::RequestVisit { patient, visit_type, patient_age, waitlist } => {
            booking::request(state, *patient, *visit_type, *patient_age, *waitlist)
        }
        Command::PlaceHold { request, lease_seconds } => holds::place(state, request, *lease_seconds, now),
        Command::RenewHold { appointment, fence, lease_seconds } => {
            holds::renew(state, *appointment, *fence, *lease_seconds, now)
        }
        Command::ReleaseHold { appointment, fence } => holds::release(state, *appointment, *fence),
        Command::ConfirmHold { appointment, fence } => holds::confirm(state, *appointment, *fence),
        Command::Book { request } => booking::book(state, request, now),
        Command::Reschedule { appointment, revision, start, site, chosen, any_resource } => {
            let change = booking::Move { start: *start, site: *site, chosen, any_resource: *any_resource };
            booking::reschedule(state, *appointment, *revision, &change, now)
        }
        Command::Cancel { appointment, revision, reason } => {
            booking::cancel(state, *appointment, *revision, *reason)
        }
        Command::Advance { appointment, revision, to, actual } => {
            booking::advance(state, *appointment, *revision, *to, *actual, now)
        }
        Command::RecordPastVisit { visit, source } => history::record(state, visit, source, now),
        Command::DescribePatient { patient, facts, since } => {
            known_facts::describe(*patient, facts, *since, now)
        }
        Command::RecordReminder { appointment, channel } => {
            known_facts::remind(state, *appointment, *channel)
        }
        Command::RecordSignals { feed, readings } => outside::signals(state, feed, readings),
        Command::RecordSpecialDays { feed, days } => outside::special_days(state, feed, days),
        Command::QueueTraining { .. }
        | Command::LeaseTraining { .. }
        | Command::CheckpointTraining { .. }
        | Command::FileModel { .. }
        | Command::FailTraining { .. } => trainings::decide(state, command, now),
        Command::PromoteModel { model, against, gates, reason } => {
            models::promote(state, *model, *against, gates, reason)
        }
        Command::RevertModel { task, reason } => models::revert(state, *task, reason),
        Command::KeepPredictions { batch } => models::keep_predictions(state, batch, now),
        Command::SweepHolds => Ok(sweep(state, now)),
    }
}

/// The end of every hold that has run out at `now`.
pub fn sweep(state: &State, now: Instant) -> Vec<Event> {
    state.lapsed(now).map(|id| Event::HoldLapsed { id }).collect()
}

/// Sweeps holds that have run out, decides the command, and applies what comes of both.
///
/// A rejected command still leaves the sweep applied: the answer is then an empty list of events of its own,
/// and the first part of the pair holds those of the sweep.
pub fn transact(
    state: &mut State,
    command: &Command,
    now: Instant,
) -> (Vec<Event>, Result<Vec<Event>, Rejection>) {
    state.reach(now);
    let swept = sweep(state, now);
    apply_all(state, &swept, now);
    let decided =
        if matches!(command, Command::SweepHolds) { Ok(Vec::new()) } else { decide(state, command, now) };
    if let Ok(events) = &decided {
        apply_all(state, events, now);
    }
    (swept, decided)
}

fn apply_all(state: &mut State, events: &[Event], now: Instant) {
    for event in events {
        let applied = apply(state, event, now);
        // What was decided against this very state fits it; anything else is a defect worth stopping for.
        assert!(applied.is_ok(), "a decided event must fit: {applied:?}");
    }
}
