//! Random commands: a few small numbers each, read against the clinic as it is, so that many of them are accepted.

use lindley_domain::{
    AppointmentId, Block, CancelReason, Choice, ChosenResource, Command, PastVisit, Resource, ResourceKind,
    Session, Status, VisitRequest,
};
use lindley_time::{Instant, Span};
use proptest::prelude::*;

use crate::stage::patient;
use crate::world::{World, hours};
use crate::{learning, templates};

/// What one command is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gene {
    kind: u8,
    which: u16,
    when: u16,
    more: u16,
}

/// Up to `most` commands.
pub(crate) fn genes(most: usize) -> impl Strategy<Value = Vec<Gene>> {
    let gene = (any::<u8>(), any::<u16>(), any::<u16>(), any::<u16>());
    let gene = gene.prop_map(|(kind, which, when, more)| Gene { kind, which, when, more });
    prop::collection::vec(gene, 0..most)
}

/// What a gene does: a command, or another time.
pub(crate) enum Move {
    Give(Command),
    Clock(Instant),
}

/// Lives through the moves; answers every command with whether it was accepted.
pub(crate) fn play(world: &mut World, genes: &[Gene], mut after: impl FnMut(&World)) {
    for gene in genes {
        match read(world, *gene) {
            Move::Clock(now) => world.stage.clock.0 = now,
            Move::Give(command) => {
                // Refusals are as good as acceptances here.
                drop(world.stage.give(&command));
            }
        }
        after(world);
    }
}

/// The move that a gene means in this clinic now.
pub(crate) fn read(world: &World, gene: Gene) -> Move {
    let Gene { kind, which, when, more } = gene;
    let appointment = appointment(world, kind % 44, which);
    let known = world.stage.state.appointment(appointment);
    let fence = known.and_then(|known| known.lease).map_or(u64::from(more % 4), |lease| lease.fence);
    let fence = if more % 8 == 7 { fence.saturating_sub(1) } else { fence };
    let revision = known.filter(|_| more % 3 == 0).map(|known| known.revision - u32::from(more % 9 == 0));
    let lease_seconds = 30 + u32::from(more) % 3571;
    Move::Give(match kind % 44 {
        0..=8 => Command::Book { request: request(world, which, when, more) },
        9..=12 => Command::PlaceHold { request: request(world, which, when, more), lease_seconds },
        13 => Command::RenewHold { appointment, fence, lease_seconds },
        14 => Command::ReleaseHold { appointment, fence },
        15..=16 => Command::ConfirmHold { appointment, fence },
        17..=20 => Command::Reschedule {
            appointment,
            revision,
            start: world.start(when, known.map_or(world.visit_types[0], |k| k.visit_type), world.sites[0]),
            site: (more % 4 == 0).then(|| world.sites[usize::from(more / 4) % 2]),
            chosen: choices(world, more / 8),
            any_resource: more % 2 == 0,
        },
        21 => Command::Cancel { appointment, revision, reason: CancelReason::Patient },
        22 => {
            Command::Advance { appointment, revision, to: Status::ALL[usize::from(more) % 10], actual: None }
        }
        23 => Command::RequestVisit {
            patient: patient(u32::from(more % 7)),
            visit_type: world.visit_types[usize::from(which) % world.visit_types.len()],
            patient_age: None,
            waitlist: more % 2 == 0,
        },
        24 => past(world, which, when, more),
        25 => session(world, which, when, more),
        26 => Command::CloseSession {
            session: lindley_domain::SessionId(
                u32::from(which) % (u32::try_from(world.stage.state.sessions().len()).unwrap() + 2),
            ),
        },
        27 => block(world, which, when, more),
        28 => Command::LiftBlock { block: lindley_domain::BlockId(u32::from(which % 5)) },
        29 => catalogue(world, which, when, more),
        30 => Command::SweepHolds,
        31..=34 => templates::command(world, which, when, more),
        35..=42 => learning::command(world, appointment, which, when, more),
        _ => return Move::Clock(clock(world, which, more)),
    })
}

/// One of the appointments, seldom one that does not exist; for commands about holds mostly one that is held.
fn appointment(world: &World, kind: u8, which: u16) -> AppointmentId {
    let all = world.stage.state.appointments();
    let count = all.len() as u64;
    let held: Vec<AppointmentId> =
        all.filter(|known| known.status == Status::Pending).map(|held| held.id).collect();
    if (13..=16).contains(&kind) && !held.is_empty() && which % 4 != 0 {
        return held[usize::from(which) % held.len()];
    }
    AppointmentId(1 + u64::from(which) % (count + u64::from(which % 8 == 0)).max(1))
}

/// Mostly some seconds or minutes on; sometimes back; seldom weeks ahead or back, as a clock that was set wrong.
fn clock(world: &World, which: u16, more: u16) -> Instant {
    let now = world.stage.now();
    match which % 16 {
        0..=8 => now.plus_seconds(i64::from(more % 900)),
        9..=11 => now.plus_minutes(i64::from(more % 600)),
        12..=13 => now.plus_seconds(-i64::from(more % 7200)),
        14 => now.plus_days(-i64::from(more % 30)),
        _ => now.plus_days(i64::from(more % 90)),
    }
}

pub(crate) fn request(world: &World, which: u16, when: u16, more: u16) -> VisitRequest {
    let visit_type = world.visit_types[usize::from(which) % world.visit_types.len()];
    let site = world.sites[usize::from(which / 7 % 3 == 0)];
    VisitRequest {
        patient: patient(u32::from(more % 23)),
        patient_age: (more % 5 != 0).then_some((more % 25) as u8),
        visit_type,
        site,
        start: world.start(when, visit_type, site),
        chosen: choices(world, which / 32),
        choice: if more % 2 == 0 { Choice::First } else { Choice::Spread },
    }
}

/// Mostly nothing chosen; sometimes somebody in some role.
fn choices(world: &World, draw: u16) -> Vec<ChosenResource> {
    let role = ["physician", "lab", "nurse", "room", "first", "second"][usize::from(draw / 4 % 6)];
    let resource = world.resources[usize::from(draw / 24) % world.resources.len()];
    if draw % 6 == 0 { vec![ChosenResource { role: role.to_owned(), resource }] } else { Vec::new() }
}

/// With seconds, as other systems record them.
fn past(world: &World, which: u16, when: u16, more: u16) -> Command {
    let end = world.stage.now().plus_seconds(-i64::from(when) * 7);
    let visit = PastVisit {
        patient: patient(u32::from(more % 5)),
        visit_type: world.visit_types[usize::from(which) % world.visit_types.len()],
        site: world.sites[usize::from(more) % 2],
        span: Span::new(end.plus_seconds(-i64::from(more % 5000) - 1), end).unwrap(),
        actual: None,
        chosen: choices(world, more),
        outcome: [Status::Fulfilled, Status::Noshow, Status::Cancelled][usize::from(which / 8) % 3],
        booked: None,
        reminded: None,
    };
    let source = (more % 2 == 0).then(|| format!("row {}", more % 50).into());
    Command::RecordPastVisit { visit, source }
}

fn session(world: &World, which: u16, when: u16, more: u16) -> Command {
    let start = world.moment(when).plus_seconds(i64::from(more % 3) * 20);
    let services = match which / 16 % 4 {
        0 => [].into(),
        1 => world.services.into(),
        other => [world.services[usize::from(other) % 2]].into(),
    };
    let session = Session {
        resource: world.resources[usize::from(which) % world.resources.len()],
        span: Span::new(start, start.plus_seconds(1 + i64::from(more) % 30_000)).unwrap(),
        services,
        label: "Session".to_owned(),
        placed_by_import: more % 2 == 0,
    };
    Command::OpenSession { session, source: None }
}

fn block(world: &World, which: u16, when: u16, more: u16) -> Command {
    let start = world.moment(when).plus_seconds(i64::from(more % 3) * 7);
    let span = Span::new(start, start.plus_seconds(1 + i64::from(more) % 20_000)).unwrap();
    let block = Block { scope: world.scope(which), span, reason: "Repair".to_owned() };
    Command::AddBlock { block, source: None }
}

/// Other hours, or one more resource.
fn catalogue(world: &World, which: u16, when: u16, more: u16) -> Command {
    let resource = world.resources[usize::from(which) % world.resources.len()];
    if more % 4 != 0 {
        return Command::SetHours { resource, hours: hours(when.to_le_bytes()[0], world.window.start()) };
    }
    let kinds = [ResourceKind::Practitioner, ResourceKind::Lab, ResourceKind::Room];
    let kind = kinds[usize::from(which) % 3];
    let capacity_units = if kind == ResourceKind::Practitioner { 1 } else { 1 + more % 3 };
    let name = "Newcomer".to_owned();
    let site = world.sites[usize::from(more / 4) % 2];
    let resource = Resource { name, kind, site, attributes: ["echo".to_owned()].into(), capacity_units };
    Command::AddResource { resource, source: (more % 8 == 0).then(|| format!("lab {which}").into()) }
}
