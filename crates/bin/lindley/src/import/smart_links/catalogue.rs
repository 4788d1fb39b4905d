//! Places as sites, schedules as resources that serve many at once, service types as services and visit types.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use lindley_domain::{
    Command, Demand, Resource, ResourceId, ResourceKind, Service, ServiceId, Site, SiteId, Step, VisitType,
};
use lindley_public_data::smart_links::{Location, Schedule, SlotStatus};
use lindley_time::Zone;

use super::super::door::Door;
use super::super::report::{Refused, Report};
use super::feed::{Feed, Found};
use super::{Keys, RESOURCES, SITES, zones};

/// Minutes of a visit; a feed does not say how long they take.
const MINUTES: u16 = 15;
/// Longest name that the catalogue takes, in bytes.
const NAME_MAX: usize = 120;

/// The resources of each schedule, one per place.
pub(super) type Resources = BTreeMap<String, Vec<ResourceId>>;

/// A site that is there, with its name.
#[derive(Clone, Debug)]
pub(super) struct KnownSite {
    id: SiteId,
    name: String,
}

/// Adds the places. Those whose zone nobody knows are refused.
pub(super) async fn sites(
    door: &Door<'_>,
    report: &mut Report,
    locations: &[Found<Location>],
    keys: &Keys,
    fallback: Option<&Zone>,
) -> Result<BTreeMap<String, KnownSite>> {
    let mut sites = BTreeMap::new();
    let mut assumed: BTreeMap<String, u32> = BTreeMap::new();
    for Found { file, line, value } in locations {
        let by_state = value.state.as_deref().and_then(zones::of_state);
        let Some(zone) = by_state.or_else(|| fallback.cloned()) else {
            let advice = "give the zone of such places with --zone, for example --zone Europe/Berlin";
            let refused =
                Refused::unusable(file, *line, "address.state", "no state whose zone is known", advice);
            report.refuse(SITES, refused);
            continue;
        };
        *assumed.entry(zone.to_string()).or_default() += 1;
        let name = shortened(&value.name);
        let site = Site { name: name.clone(), zone };
        let source = Some(keys.of("location", &value.id).into());
        let id = SiteId(door.ensure(report, SITES, Command::AddSite { site, source }).await?);
        sites.insert(value.id.clone(), KnownSite { id, name });
    }
    for (zone, count) in assumed {
        report.assumed.push(format!(
            "{count} places have the zone {zone}, from the state of their address or --zone; in a state with two \
             zones it is that of the larger part."
        ));
    }
    Ok(sites)
}

/// Adds a resource for each schedule at each of its places, and the services and visit types that they offer.
pub(super) async fn resources(
    door: &Door<'_>,
    report: &mut Report,
    feed: &Feed,
    sites: &BTreeMap<String, KnownSite>,
    keys: &Keys,
) -> Result<Resources> {
    let capacities = capacities(feed);
    let mut resources = Resources::new();
    for Found { file, line, value: schedule } in &feed.schedules {
        let (code, name) = service_of(schedule);
        for (nth, location) in schedule.locations.iter().enumerate() {
            let known = match sites.get(location) {
                Some(site) => Some(site.clone()),
                None => known_site(door, keys, location)?,
            };
            let Some(KnownSite { id: site, name: place }) = known else {
                let advice = "publish the Location too, or import it first";
                let reason = "its place is not in the feed or was refused";
                report.refuse(RESOURCES, Refused::unusable(file, *line, "actor", reason, advice));
                continue;
            };
            let attribute = offer(door, report, &code, &name, keys).await?;
            let resource = Resource {
                name: shortened(&format!("{place}: {name}")),
                kind: ResourceKind::Lab,
                site,
                attributes: BTreeSet::from([attribute]),
                capacity_units: capacities.get(schedule.id.as_str()).copied().unwrap_or(1),
            };
            let source = Some(keys.of("schedule", &format!("{}:{nth}", schedule.id)).into());
            let id = door.ensure(report, RESOURCES, Command::AddResource { resource, source }).await?;
            resources.entry(schedule.id.clone()).or_default().push(ResourceId(id));
        }
    }
    report.assumed.push(format!(
        "A resource's capacity is the largest capacity of its free slots, at any one time; visits take {MINUTES} minutes."
    ));
    Ok(resources)
}

fn known_site(door: &Door<'_>, keys: &Keys, location: &str) -> Result<Option<KnownSite>> {
    let key = keys.of("location", location);
    door.read(|state| {
        let id = SiteId(u32::try_from(state.imported(&key)?).ok()?);
        Some(KnownSite { id, name: state.catalogue().sites.get(&id)?.name.clone() })
    })
}

/// The largest capacity among a schedule's free slots.
fn capacities(feed: &Feed) -> BTreeMap<&str, u16> {
    let mut capacities: BTreeMap<&str, u16> = BTreeMap::new();
    for slot in feed.slots.iter().map(|found| &found.value).filter(|slot| slot.status == SlotStatus::Free) {
        let largest = capacities.entry(&slot.schedule).or_default();
        *largest = slot.capacity.max(*largest);
    }
    capacities
}

/// Code and name of what a schedule offers: the first code of its first service type.
fn service_of(schedule: &Schedule) -> (String, String) {
    let coding = schedule.service_types.iter().flatten().next();
    let code = coding.and_then(|coding| coding.code.clone()).unwrap_or_else(|| "any".to_owned());
    let name = coding.and_then(|coding| coding.display.clone()).unwrap_or_else(|| "Appointment".to_owned());
    (code.chars().filter(|c| !c.is_control()).take(20).collect(), shortened(&name))
}

/// Adds the service and its visit type; answers the attribute by which the visit type knows its resources.
async fn offer(door: &Door<'_>, report: &mut Report, code: &str, name: &str, keys: &Keys) -> Result<String> {
    let attribute = format!("{}:{code}", keys.0);
    let key = keys.of("service", code);
    if door.read(|state| state.imported(&keys.of("visit-type", code)).is_some())? {
        return Ok(attribute);
    }
    let service =
        Command::AddService { service: Service { name: name.to_owned() }, source: Some(key.into()) };
    let service = ServiceId(door.ensure(report, "services", service).await?);
    let demand = Demand {
        role: "place".to_owned(),
        kind: ResourceKind::Lab,
        attributes: BTreeSet::from([attribute.clone()]),
        units: 1,
    };
    let step =
        Step { name: "Visit".to_owned(), from_minute: 0, until_minute: MINUTES, demands: vec![demand] };
    let visit_type = VisitType {
        name: name.to_owned(),
        service,
        steps: vec![step],
        start_every_minutes: MINUTES,
        age_min: None,
        age_max: None,
        sites: BTreeSet::new(),
    };
    let source = Some(keys.of("visit-type", code).into());
    door.ensure(report, "visit types", Command::AddVisitType { visit_type, source }).await?;
    Ok(attribute)
}

/// A name on one line, no longer than the catalogue takes.
fn shortened(name: &str) -> String {
    let mut text: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let end = (0..=NAME_MAX.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.truncate(end);
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_at_a_letter_and_kept_on_one_line() {
        assert_eq!(shortened("Pier 9\n East "), "Pier 9  East");
        assert_eq!(shortened(&"é".repeat(100)).len(), 120);
        assert_eq!(shortened(&format!("x{}", "é".repeat(100))).len(), 119);
    }
}
