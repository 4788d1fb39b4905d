//! The small clinic that the simulation plays in: crowded enough for every rule to be met.

use std::collections::BTreeSet;

use lindley_domain::{
    Command, Demand, Resource, ResourceId, ResourceKind, Service, ServiceId, Site, SiteId, Step, VisitType,
};
use lindley_seed::Stream;
use lindley_time::{WeeklyHours, WeeklyRule, Zone, civil};

/// Zones with different habits: whole hours, quarters, half-hour summer time, none at all.
const ZONES: [&str; 6] =
    ["Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "UTC", "Pacific/Auckland"];

const SITES: u32 = 2;
const SERVICES: u32 = 2;

/// Kind, capacity and skill of the resources of each site.
const RESOURCES: [(ResourceKind, u16, Option<&str>); 5] = [
    (ResourceKind::Practitioner, 1, Some("echo")),
    (ResourceKind::Practitioner, 1, Some("echo")),
    (ResourceKind::Practitioner, 1, None),
    (ResourceKind::Room, 1, None),
    (ResourceKind::Lab, 3, None),
];

/// The commands that found the organisation and fill its catalogue.
pub(super) fn founding(stream: &mut Stream) -> Vec<Command> {
    let mut commands = vec![Command::FoundOrganisation { name: "Simulated".to_owned(), horizon_days: 30 }];
    for number in 1..=SITES {
        let zone = stream.pick(&ZONES).and_then(|name| Zone::parse(name).ok()).unwrap_or_else(Zone::utc);
        let site = Site { name: format!("Site {number}"), zone };
        commands.push(Command::AddSite { site, source: Some(format!("site {number}").into()) });
    }
    for number in 1..=SERVICES {
        let service = Service { name: format!("Service {number}") };
        commands.push(Command::AddService { service, source: None });
    }
    commands.extend(
        visit_types().into_iter().map(|visit_type| Command::AddVisitType { visit_type, source: None }),
    );
    let mut id = 0;
    for site in (1..=SITES).map(SiteId) {
        for (kind, capacity_units, skill) in RESOURCES {
            id += 1;
            let attributes: BTreeSet<String> = skill.map(str::to_owned).into_iter().collect();
            let resource =
                Resource { name: format!("Resource {id}"), kind, site, attributes, capacity_units };
            commands.push(Command::AddResource { resource, source: None });
            commands.push(Command::SetHours { resource: ResourceId(id), hours: hours(stream) });
        }
    }
    commands
}

fn visit_types() -> Vec<VisitType> {
    use ResourceKind::{Lab, Practitioner, Room};
    let short = vec![step(0, 20, &[("physician", Practitioner, 1)])];
    let staggered = vec![
        step(0, 45, &[("room", Room, 1)]),
        step(5, 30, &[("echo", Practitioner, 1)]),
        step(30, 50, &[("lab", Lab, 1)]),
    ];
    let blood = vec![step(0, 30, &[("lab", Lab, 2)])];
    let two = vec![step(0, 40, &[("first", Practitioner, 1), ("echo", Practitioner, 1)])];
    let types = [
        ("Short", 1, 10, short),
        ("Staggered", 1, 15, staggered),
        ("Blood", 2, 20, blood),
        ("Two", 2, 30, two),
    ];
    types
        .into_iter()
        .map(|(name, service, every, steps)| visit_type(name, ServiceId(service), every, steps))
        .collect()
}

fn visit_type(name: &str, service: ServiceId, start_every_minutes: u16, steps: Vec<Step>) -> VisitType {
    let (age_min, age_max, sites) = (None, None, BTreeSet::new());
    VisitType { name: name.to_owned(), service, steps, start_every_minutes, age_min, age_max, sites }
}

fn step(from_minute: u16, until_minute: u16, demands: &[(&str, ResourceKind, u16)]) -> Step {
    let demand = |(role, kind, units): &(&str, ResourceKind, u16)| {
        let skill = (*role == "echo").then(|| "echo".to_owned());
        Demand {
            role: (*role).to_owned(),
            kind: *kind,
            attributes: skill.into_iter().collect(),
            units: *units,
        }
    };
    let name = format!("from minute {from_minute}");
    Step { name, from_minute, until_minute, demands: demands.iter().map(demand).collect() }
}

/// Office hours, a night shift, or round the clock.
pub(super) fn hours(stream: &mut Stream) -> WeeklyHours {
    let shifts: [&[(i8, i8)]; 4] = [&[(8, 12), (13, 17)], &[(7, 19)], &[(20, 4), (9, 15)], &[(0, 0)]];
    let shift = stream.pick(&shifts).copied().unwrap_or_default();
    let time = |hour| civil::Time::new(hour, 0, 0, 0).unwrap_or_default();
    let weekdays: Vec<civil::Weekday> = civil::Weekday::Monday.cycle_forward().take(7).collect();
    let rule = |(from, until): &(i8, i8)| WeeklyRule {
        weekdays: weekdays.clone(),
        from: time(*from),
        until: time(*until),
        valid_from: None,
        valid_until: None,
    };
    WeeklyHours { rules: shift.iter().map(rule).collect(), exceptions: Vec::new() }
}
