//! Session templates for the simulation: mostly ones that its visits can use.

use lindley_domain::{
    Command, ResourceId, SessionTemplate, SlotKind, State, TemplateId, TemplateStatus, TypedSlot, VisitTypeId,
};
use lindley_seed::Stream;
use lindley_time::civil;

/// Templates that wait or are in force at the same time; more would fill every morning of everybody.
const LIVELY: usize = 6;

/// Proposing, adopting, declining, retiring, and changing when unused slots are released.
pub(super) fn command(stream: &mut Stream, state: &State) -> Command {
    let with = |status| -> Vec<TemplateId> {
        let filed = state.templates().iter().filter(|(_, filed)| filed.status == status);
        filed.map(|(id, _)| *id).collect()
    };
    let (proposed, adopted) = (with(TemplateStatus::Proposed), with(TemplateStatus::Adopted));
    let crowded = proposed.len() + adopted.len() >= LIVELY;
    let reason = "As tried".to_owned();
    let mut pick = |ids: &[TemplateId]| stream.pick(ids).copied().unwrap_or(TemplateId(1));
    let (waiting, in_force) = (pick(&proposed), pick(&adopted));
    match stream.below(10) {
        0..=3 if !crowded => Command::ProposeTemplate { template: Box::new(template(stream)) },
        0..=5 => {
            let replaces = (stream.below(4) == 0).then_some(in_force);
            Command::AdoptTemplate { template: waiting, replaces, reason }
        }
        6 => Command::DeclineTemplate { template: waiting, reason },
        7 => {
            let release_days = u16::try_from(stream.below(5)).unwrap_or(1);
            Command::SetTemplateRelease { template: in_force, release_days, reason }
        }
        _ => Command::RetireTemplate { template: in_force, reason },
    }
}

fn template(stream: &mut Stream) -> SessionTemplate {
    let number = u32::try_from(stream.below(10)).unwrap_or(0) + 1;
    let kind = |name: &str, visit_types: &[u32]| SlotKind {
        name: name.to_owned(),
        visit_types: visit_types.iter().copied().map(VisitTypeId).collect(),
    };
    // The last of each site's resources is the laboratory; the one before it, a room, has no visit of its own.
    let (minutes, kinds) = match number % 5 {
        0 => (40, vec![kind("Blood", &[3])]),
        _ if stream.below(2) == 0 => (20, vec![kind("Short", &[1])]),
        _ => (60, vec![kind("Short", &[1]), kind("Any", &[1, 4])]),
    };
    let kinds_count = u16::try_from(kinds.len()).unwrap_or(1);
    let slots = 0..u16::try_from(stream.between(2, 6)).unwrap_or(2);
    let slot = |place: u16| TypedSlot {
        minute: place * minutes,
        minutes,
        kind: u8::try_from(place % kinds_count).unwrap_or(0),
    };
    let hour = i8::try_from(stream.between(9, 15)).unwrap_or(9);
    let weekdays = if stream.below(2) == 0 { Vec::new() } else { vec![civil::Weekday::Tuesday] };
    SessionTemplate {
        name: "Simulated".to_owned(),
        resources: [ResourceId(number)].into(),
        weekdays,
        starts_at: civil::Time::new(hour, 0, 0, 0).unwrap_or_default(),
        slots: slots.map(slot).collect(),
        kinds,
        release_days: u16::try_from(stream.below(3)).unwrap_or(0),
        evidence: None,
    }
}
