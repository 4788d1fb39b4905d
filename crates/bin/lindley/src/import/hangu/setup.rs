//! The clinic around the file: a site, a service, a physician, a room, two visit types.

use std::collections::BTreeSet;

use anyhow::Result;
use lindley_domain::{
    Command, Demand, Resource, ResourceId, ResourceKind, Service, ServiceId, Site, SiteId, Step, VisitType,
    VisitTypeId,
};
use lindley_time::civil::{Weekday, time};
use lindley_time::{WeeklyHours, WeeklyRule, Zone};

use super::super::door::Door;
use super::super::report::Report;

/// Planned minutes of a visit; the file's consultations take 13 on average.
const MINUTES: u16 = 15;
pub(super) const PHYSICIAN: &str = "physician";
pub(super) const ROOM: &str = "room";

/// The ids of the clinic's things.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clinic {
    pub(super) site: SiteId,
    pub(super) service: ServiceId,
    pub(super) physician: ResourceId,
    pub(super) room: ResourceId,
    pub(super) first_visit: VisitTypeId,
    pub(super) return_visit: VisitTypeId,
}

/// Adds what is not there yet.
pub(super) async fn set_up(door: &Door<'_>, report: &mut Report, zone: &Zone) -> Result<Clinic> {
    let site = Site { name: super::TITLE.to_owned(), zone: zone.clone() };
    let site =
        SiteId(door.ensure(report, "sites", Command::AddSite { site, source: Some(key("site")) }).await?);
    let service = Service { name: "Traditional Chinese medicine".to_owned() };
    let service = Command::AddService { service, source: Some(key("service")) };
    let service = ServiceId(door.ensure(report, "services", service).await?);
    let physician = resource("Hangu physician", ResourceKind::Practitioner, site, "tcm");
    let physician = Command::AddResource { resource: physician, source: Some(key("physician")) };
    let physician = ResourceId(door.ensure(report, "resources", physician).await?);
    let room = resource("Hangu consulting room", ResourceKind::Room, site, "tcm-room");
    let room = Command::AddResource { resource: room, source: Some(key("room")) };
    let room = ResourceId(door.ensure(report, "resources", room).await?);
    door.ensure_hours(room, room_hours()).await?;
    let first = visit_type("First visit", service, site);
    let first = Command::AddVisitType { visit_type: first, source: Some(key("visit-type:first")) };
    let first_visit = VisitTypeId(door.ensure(report, "visit types", first).await?);
    let again = visit_type("Return visit", service, site);
    let again = Command::AddVisitType { visit_type: again, source: Some(key("visit-type:return")) };
    let return_visit = VisitTypeId(door.ensure(report, "visit types", again).await?);
    Ok(Clinic { site, service, physician, room, first_visit, return_visit })
}

fn key(name: &str) -> Box<str> {
    format!("hangu:{name}").into()
}

fn resource(name: &str, kind: ResourceKind, site: SiteId, attribute: &str) -> Resource {
    let attributes = BTreeSet::from([attribute.to_owned()]);
    Resource { name: name.to_owned(), kind, site, attributes, capacity_units: 1 }
}

/// The room is open whenever the physician may come; the physician's own time is in sessions.
fn room_hours() -> WeeklyHours {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let rule = WeeklyRule {
        weekdays: vec![Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday],
        from: time(8, 0, 0, 0),
        until: time(21, 0, 0, 0),
        valid_from: None,
        valid_until: None,
    };
    WeeklyHours { rules: vec![rule], exceptions: Vec::new() }
}

fn visit_type(name: &str, service: ServiceId, site: SiteId) -> VisitType {
    let demand = |role: &str, kind, attribute: &str| Demand {
        role: role.to_owned(),
        kind,
        attributes: BTreeSet::from([attribute.to_owned()]),
        units: 1,
    };
    let demands = vec![
        demand(PHYSICIAN, ResourceKind::Practitioner, "tcm"),
        demand(ROOM, ResourceKind::Room, "tcm-room"),
    ];
    VisitType {
        name: name.to_owned(),
        service,
        steps: vec![Step { name: "Consultation".to_owned(), from_minute: 0, until_minute: MINUTES, demands }],
        start_every_minutes: MINUTES,
        age_min: None,
        age_max: None,
        sites: BTreeSet::from([site]),
    }
}
