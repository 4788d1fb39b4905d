//! Free slots as sessions, busy slots as blocks.

use std::collections::BTreeMap;

use anyhow::Result;
use lindley_domain::{Block, BlockScope, Command, ResourceId, Session};
use lindley_public_data::smart_links::{Slot, SlotStatus};
use lindley_time::{Span, SpanSet};

use super::super::door::{Door, Item};
use super::super::report::{Refused, Report};
use super::catalogue::Resources;
use super::feed::Found;
use super::{BLOCKS, Keys, SESSIONS};

/// Schedules have one place, rarely a few; places beyond these are not looked for.
const PLACES_MAX: u32 = 16;

/// Adds all slots, file by file.
pub(super) async fn add(
    door: &Door<'_>,
    report: &mut Report,
    slots: &[Found<Slot>],
    resources: &Resources,
    keys: &Keys,
) -> Result<()> {
    let free = free_time(slots);
    let mut by_file: BTreeMap<&str, Vec<&Found<Slot>>> = BTreeMap::new();
    for found in slots {
        by_file.entry(&found.file).or_default().push(found);
    }
    for (file, slots) in by_file {
        let (mut sessions, mut blocks) = (Vec::new(), Vec::new());
        for Found { line, value: slot, .. } in slots {
            let places = match resources.get(&slot.schedule) {
                Some(resources) => resources.clone(),
                None => known_resources(door, keys, &slot.schedule)?,
            };
            if places.is_empty() {
                let advice = "publish the Schedule too, or import it first";
                let reason = "its schedule is not in the feed or was refused";
                report.refuse(counted_as(slot), Refused::unusable(file, *line, "schedule", reason, advice));
                continue;
            }
            if slot.status == SlotStatus::Busy
                && free.get(slot.schedule.as_str()).is_some_and(|free| touches(free, slot.span))
            {
                let reason =
                    "it lies over a free slot, so it stands for places already taken, not for closed time";
                let advice = "nothing needs to be done; the free slot's capacity is what is left";
                report.refuse(BLOCKS, Refused::unusable(file, *line, "status", reason, advice));
                continue;
            }
            for (nth, resource) in places.iter().enumerate() {
                let source = keys.of("slot", &format!("{}:{nth}", slot.id));
                let items = if slot.status == SlotStatus::Free { &mut sessions } else { &mut blocks };
                items.push(Item { line: *line, command: command(slot, *resource, source) });
            }
        }
        door.add_all(report, SESSIONS, file, sessions).await?;
        door.add_all(report, BLOCKS, file, blocks).await?;
    }
    Ok(())
}

const fn counted_as(slot: &Slot) -> &'static str {
    match slot.status {
        SlotStatus::Free => SESSIONS,
        SlotStatus::Busy => BLOCKS,
    }
}

fn command(slot: &Slot, resource: ResourceId, source: String) -> Command {
    let (span, source) = (slot.span, Some(source.into()));
    match slot.status {
        SlotStatus::Free => {
            let label = format!("Slot {}", slot.id);
            let session = Session { resource, span, services: [].into(), label, placed_by_import: false };
            Command::OpenSession { session, source }
        }
        SlotStatus::Busy => {
            let scope = BlockScope::Resource(resource);
            Command::AddBlock { block: Block { scope, span, reason: "Busy in the feed".to_owned() }, source }
        }
    }
}

/// When each schedule has free slots.
fn free_time(slots: &[Found<Slot>]) -> BTreeMap<&str, SpanSet> {
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for slot in slots.iter().map(|found| &found.value).filter(|slot| slot.status == SlotStatus::Free) {
        spans.entry(&slot.schedule).or_default().push(slot.span);
    }
    spans.into_iter().map(|(schedule, spans)| (schedule, spans.into_iter().collect())).collect()
}

fn touches(free: &SpanSet, span: Span) -> bool {
    let next = free.spans().partition_point(|candidate| candidate.end() <= span.start());
    free.spans().get(next).is_some_and(|candidate| candidate.overlaps(span))
}

/// The resources of a schedule that an earlier import has brought in.
fn known_resources(door: &Door<'_>, keys: &Keys, schedule: &str) -> Result<Vec<ResourceId>> {
    door.read(|state| {
        let nth = |nth: u32| state.imported(&keys.of("schedule", &format!("{schedule}:{nth}")));
        (0..PLACES_MAX).filter_map(nth).filter_map(|id| u32::try_from(id).ok().map(ResourceId)).collect()
    })
}
