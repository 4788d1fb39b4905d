//! Session templates for the laws: mostly ones that make sense in the world they are made for.

use lindley_domain::{Command, ResourceId, SessionTemplate, SlotKind, TemplateId, TypedSlot, VisitTypeId};
use lindley_time::civil;

use crate::world::World;

/// A command about templates: more proposals than anything else, and most of them adopted.
pub(crate) fn command(world: &World, which: u16, when: u16, more: u16) -> Command {
    let known = world.stage.state.templates();
    let newest = u32::try_from(known.len()).unwrap();
    let id = TemplateId(if more % 4 == 0 { u32::from(which % 5) } else { newest });
    let reason = "As tried".to_owned();
    match which / 64 % 8 {
        0..=2 => Command::ProposeTemplate { template: Box::new(template(world, which, when, more)) },
        3..=5 => {
            let replaces = (more % 3 == 0).then(|| TemplateId(u32::from(more / 3 % 6)));
            Command::AdoptTemplate { template: id, replaces, reason }
        }
        6 if more % 3 == 0 => Command::DeclineTemplate { template: id, reason },
        6 => Command::SetTemplateRelease { template: id, release_days: more % 6, reason },
        _ => Command::RetireTemplate { template: id, reason },
    }
}

/// Slots for one visit type, every third of them for another one as well.
fn template(world: &World, which: u16, when: u16, more: u16) -> SessionTemplate {
    let resource = world.resources[usize::from(which) % world.resources.len()];
    let types = &world.visit_types;
    let first = fitting(world, resource, usize::from(more) % types.len());
    let second = fitting(world, resource, usize::from(more / 8) % types.len());
    let (about, lead, length) = slot_of(world, resource, first);
    let every = about.max(1);
    let minutes = length.div_ceil(every) * every;
    let room = (1440 / minutes).min(1 + when % 12);
    let one_kind = first == second || slot_of(world, resource, second) != (about, lead, length);
    let kind = |slot: u16| u8::from(!one_kind && slot % 3 == 2);
    let slots: Vec<TypedSlot> =
        (0..room).map(|slot| TypedSlot { minute: slot * minutes, minutes, kind: kind(slot) }).collect();
    let mut kinds = vec![SlotKind { name: "A".to_owned(), visit_types: [first].into() }];
    if slots.iter().any(|slot| slot.kind == 1) {
        kinds.push(SlotKind { name: "B".to_owned(), visit_types: [first, second].into() });
    }
    let hour = i8::try_from(when / 16 % 24).unwrap();
    SessionTemplate {
        name: format!("Template {which}"),
        resources: [resource].into(),
        weekdays: if more % 2 == 0 {
            Vec::new()
        } else {
            vec![civil::Weekday::Saturday, civil::Weekday::Sunday]
        },
        starts_at: civil::Time::new(hour, i8::try_from(lead % 60).unwrap(), 0, 0).unwrap(),
        kinds,
        slots,
        release_days: more / 4 % 4,
        evidence: None,
    }
}

/// The visit type at `place`, or the next one that can use the resource.
fn fitting(world: &World, resource: ResourceId, place: usize) -> VisitTypeId {
    let types = world.visit_types.iter().cycle().skip(place).take(world.visit_types.len());
    let mut fits = types.filter(|id| slot_of(world, resource, **id).2 > 0);
    *fits.next().unwrap_or(&world.visit_types[place])
}

/// How often the visit type starts, and when and how long it uses the resource; no minutes if it cannot.
fn slot_of(world: &World, resource: ResourceId, visit_type: VisitTypeId) -> (u16, u16, u16) {
    let catalogue = world.stage.state.catalogue();
    let (about, offered) = (&catalogue.resources[&resource], &catalogue.visit_types[&visit_type]);
    let window = offered.roles().into_iter().find(|role| role.fits(about)).map(|role| role.windows[0]);
    let (from, until) = window.map_or((0, 0), |window| (window.from_minute, window.until_minute));
    (offered.start_every_minutes, from, until - from)
}
