//! Whether every slot of a proposed template could be booked on some day soon.

use lindley_time::{Instant, Span};

use crate::ids::ResourceId;
use crate::rejection::Rejection;
use crate::session_template::{SessionTemplate, TypedSlot};
use crate::state::State;
use crate::typed_time::session_starts;

/// How far ahead a slot must meet working time once.
const DAYS: i64 = 28;

/// Refuses the first slot that lies outside the working time of every resource in the coming four weeks.
pub(super) fn check(state: &State, template: &SessionTemplate, now: Instant) -> Result<(), Rejection> {
    let Ok(soon) = Span::new(now, now.plus_days(DAYS)) else { return Ok(()) };
    let mut unmet: Vec<usize> = (0..template.slots.len()).collect();
    for resource in &template.resources {
        let Some(zone) = state.zone_of(*resource) else { continue };
        for start in session_starts(template, zone, soon) {
            let session = Span::of_minutes(start, u32::from(template.minutes()));
            let working = state.working(*resource, session);
            unmet.retain(|place| {
                let slot = template.slots[*place];
                let begin = start.plus_minutes(i64::from(slot.minute));
                let shortest = shortest_use(state, template, slot, *resource).unwrap_or(slot.minutes);
                !working.covers(Span::of_minutes(begin, u32::from(shortest.max(1))))
            });
            if unmet.is_empty() {
                return Ok(());
            }
        }
    }
    let Some(first) = unmet.first() else { return Ok(()) };
    let problem = "lies outside the working time of every resource of the template in the coming four weeks";
    Err(Rejection::invalid(&format!("slots.{first}"), problem))
}

/// The shortest time for which a visit of the slot's kind uses the resource.
fn shortest_use(
    state: &State,
    template: &SessionTemplate,
    slot: TypedSlot,
    resource: ResourceId,
) -> Option<u16> {
    let catalogue = state.catalogue();
    let about = catalogue.resources.get(&resource)?;
    let types = template.kind_of(slot)?.visit_types.iter().filter_map(|id| catalogue.visit_types.get(id));
    let windows = types.flat_map(|offered| offered.roles().into_iter().filter(|role| role.fits(about)));
    windows.flat_map(|role| role.windows).map(|window| window.until_minute - window.from_minute).min()
}
