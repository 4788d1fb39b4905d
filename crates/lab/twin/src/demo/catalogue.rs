//! The clinic's tables as commands, with the ids that they will get.

use std::collections::BTreeSet;

use lindley_domain::{
    Command, Demand, Resource, ResourceId, ResourceKind, Service, ServiceId, Site, SiteId, Step, VisitType,
    VisitTypeId,
};
use lindley_time::Zone;
use lindley_time::civil::Date;

use super::people::PEOPLE;
use super::places::PLACES;
use super::sites::{SERVICES, SITES};
use super::visits::{self, Visit};
use super::working_time;

/// The clinic before its first visit.
pub(super) struct Clinic {
    /// The commands that set it up, in order.
    pub(super) setup: Vec<Command>,
    /// The zones of the sites, in their order.
    pub(super) zones: Vec<Zone>,
    /// Whose days are filled with visits, in that order.
    pub(super) leads: Vec<Lead>,
}

/// A resource whose day is filled with visits.
pub(super) struct Lead {
    pub(super) resource: ResourceId,
    pub(super) site: usize,
    /// How many visits it can have at a time.
    pub(super) lanes: u16,
    /// How busy it is, relative to a physician.
    pub(super) demand: f64,
    pub(super) visits: Vec<LedVisit>,
}

/// A visit type as its lead sees it.
pub(super) struct LedVisit {
    pub(super) id: VisitTypeId,
    pub(super) role: &'static str,
    pub(super) share: f64,
    pub(super) ages: (Option<u8>, Option<u8>),
    /// The names of all its roles, in their order.
    pub(super) roles: Vec<String>,
    /// The visit's minutes.
    pub(super) minutes: u16,
    /// When the lead is needed first, in minutes from the start.
    pub(super) lead_from: u16,
}

impl Clinic {
    pub(super) fn new(today: Date) -> Self {
        let zones: Vec<Zone> = SITES
            .iter()
            .map(|(_, zone)| Zone::parse(zone).expect("the table names zones of the database"))
            .collect();
        let resources = resources();
        let visit_types: Vec<(&Visit, VisitType)> =
            visits::all().map(|visit| (visit, visit_type(visit, &resources))).collect();
        let mut setup = Vec::new();
        for ((name, _), zone) in SITES.iter().zip(&zones) {
            let site = Site { name: (*name).to_owned(), zone: zone.clone() };
            setup.push(Command::AddSite { site, source: None });
        }
        for name in SERVICES {
            let service = Service { name: name.to_owned() };
            setup.push(Command::AddService { service, source: None });
        }
        for resource in &resources {
            setup.push(Command::AddResource { resource: resource.clone(), source: None });
        }
        for (_, visit_type) in &visit_types {
            setup.push(Command::AddVisitType { visit_type: visit_type.clone(), source: None });
        }
        setup.extend(working_time::commands(today, &zones));
        Self { setup, zones, leads: leads(&resources, &visit_types) }
    }
}

/// The id of the `index`-th practitioner, counted from 0.
pub(super) fn person_id(index: usize) -> ResourceId {
    ResourceId(number(index))
}

/// The id of the `index`-th place, counted from 0.
pub(super) fn place_id(index: usize) -> ResourceId {
    ResourceId(number(PEOPLE.len() + index))
}

/// The id of the `index`-th site, counted from 0.
pub(super) fn site_id(index: usize) -> SiteId {
    SiteId(number(index))
}

/// The id of a service.
pub(super) fn service_id(name: &str) -> ServiceId {
    let index = SERVICES.iter().position(|service| *service == name);
    ServiceId(number(index.expect("the tables name services that exist")))
}

/// Ids count from 1.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).expect("the tables are short")
}

fn owned(attributes: &[&str]) -> BTreeSet<String> {
    attributes.iter().map(|attribute| (*attribute).to_owned()).collect()
}

/// Practitioners, then places, in the order of their ids.
fn resources() -> Vec<Resource> {
    let people = PEOPLE.iter().map(|person| Resource {
        name: person.name.to_owned(),
        kind: ResourceKind::Practitioner,
        site: site_id(person.site),
        attributes: owned(person.attributes),
        capacity_units: 1,
    });
    let places = PLACES.iter().map(|place| Resource {
        name: place.name.to_owned(),
        kind: place.kind,
        site: site_id(place.site),
        attributes: owned(place.attributes),
        capacity_units: place.units,
    });
    people.chain(places).collect()
}

/// The visit type, offered at the sites that have somebody for each of its roles.
fn visit_type(visit: &Visit, resources: &[Resource]) -> VisitType {
    let demand = |need: &visits::Need| Demand {
        role: need.0.to_owned(),
        kind: need.1,
        attributes: owned(&[need.2]),
        units: 1,
    };
    let step = |step: &visits::Step| Step {
        name: step.0.to_owned(),
        from_minute: step.1,
        until_minute: step.2,
        demands: step.3.iter().map(demand).collect(),
    };
    let mut made = VisitType {
        name: visit.name.to_owned(),
        service: service_id(visit.service),
        steps: visit.steps.iter().map(step).collect(),
        start_every_minutes: visit.every,
        age_min: visit.ages.0,
        age_max: visit.ages.1,
        sites: BTreeSet::new(),
    };
    let roles = made.roles();
    let serves = |site: &SiteId| {
        let here = || resources.iter().filter(|resource| resource.site == *site);
        roles.iter().all(|role| here().any(|resource| role.fits(resource)))
    };
    made.sites = (0..SITES.len()).map(site_id).filter(serves).collect();
    made
}

fn leads(resources: &[Resource], visit_types: &[(&Visit, VisitType)]) -> Vec<Lead> {
    let mut leads = Vec::new();
    for (index, resource) in resources.iter().enumerate() {
        let mut led = Vec::new();
        for (position, (visit, visit_type)) in visit_types.iter().enumerate() {
            let roles = visit_type.roles();
            let fitting = roles.iter().find(|role| role.role == visit.lead && role.fits(resource));
            if let Some(role) = fitting.filter(|_| visit_type.sites.contains(&resource.site)) {
                led.push(LedVisit {
                    id: VisitTypeId(number(position)),
                    role: visit.lead,
                    share: visit.share,
                    ages: visit.ages,
                    minutes: visit_type.minutes(),
                    lead_from: role.windows.first().map_or(0, |window| window.from_minute),
                    roles: roles.iter().map(|role| role.role.clone()).collect(),
                });
            }
        }
        if !led.is_empty() {
            leads.push(Lead {
                resource: person_id(index),
                site: resource.site.0 as usize - 1,
                lanes: resource.capacity_units,
                demand: relative_demand(resource),
                visits: led,
            });
        }
    }
    leads
}

/// Nurses and technologists keep time free for the visits that others lead, and a laboratory is built for its busiest hour.
fn relative_demand(resource: &Resource) -> f64 {
    let has = |skill| resource.attributes.contains(skill);
    match resource.kind {
        ResourceKind::Practitioner if has("nurse") => 0.15,
        ResourceKind::Practitioner if has("sonographer") || has("radiographer") => 0.7,
        ResourceKind::Bed => 0.6,
        ResourceKind::Lab => 0.05,
        _ => 1.0,
    }
}
