//! The clinic that the benches book into: many physicians and rooms, one visit type, long days.

use anyhow::{Context, Result};
use lindley_app::{App, Principal};
use lindley_domain::{
    Choice, ChosenResource, Command, Demand, PatientId, Resource, ResourceId, ResourceKind, Service,
    ServiceId, Site, SiteId, Step, VisitRequest, VisitType, VisitTypeId,
};
use lindley_time::civil::{Weekday, time};
use lindley_time::{Instant, WeeklyHours, WeeklyRule, Zone};

/// The organisation's key.
pub(super) const ORGANISATION: &str = "bench";
/// Length of a visit, and how often one may start.
pub(super) const VISIT_MINUTES: u16 = 10;
/// Physicians, and as many rooms.
pub(super) const PAIRS: u32 = 200;
/// Days ahead that are open.
pub(super) const DAYS: u32 = 360;
/// Visits a day and physician: 06:00 to 22:00 UTC.
const VISITS_A_DAY: u32 = 96;

/// Founds the clinic.
pub(super) async fn found(app: &App) -> Result<()> {
    let by = Principal::system(ORGANISATION);
    app.found_organisation(&by, ORGANISATION, "Bench", 365).await.context("founding the bench clinic")?;
    let mut commands = vec![
        Command::AddSite { site: Site { name: "Bench".to_owned(), zone: Zone::utc() }, source: None },
        Command::AddService { service: Service { name: "Bench".to_owned() }, source: None },
    ];
    for pair in 0..PAIRS {
        for kind in [ResourceKind::Practitioner, ResourceKind::Room] {
            let name = format!("{kind:?} {pair}");
            let attributes = std::iter::empty().collect();
            let resource = Resource { name, kind, site: SiteId(1), attributes, capacity_units: 1 };
            commands.push(Command::AddResource { resource, source: None });
        }
    }
    for resource in 1..=PAIRS * 2 {
        commands.push(Command::SetHours { resource: ResourceId(resource), hours: long_days() });
    }
    commands.push(Command::AddVisitType { visit_type: visit_type(), source: None });
    for answer in app.submit_in_order(&by, commands).await? {
        answer.context("filling the bench clinic")?;
    }
    Ok(())
}

fn long_days() -> WeeklyHours {
    let weekdays = vec![
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let rule = WeeklyRule {
        weekdays,
        from: time(6, 0, 0, 0),
        until: time(22, 0, 0, 0),
        valid_from: None,
        valid_until: None,
    };
    WeeklyHours { rules: vec![rule], exceptions: Vec::new() }
}

fn visit_type() -> VisitType {
    let demand = |role: &str, kind| Demand {
        role: role.to_owned(),
        kind,
        attributes: std::iter::empty().collect(),
        units: 1,
    };
    let demands = vec![demand("physician", ResourceKind::Practitioner), demand("room", ResourceKind::Room)];
    let step = Step { name: "Visit".to_owned(), from_minute: 0, until_minute: VISIT_MINUTES, demands };
    VisitType {
        name: "Visit".to_owned(),
        service: ServiceId(1),
        steps: vec![step],
        start_every_minutes: VISIT_MINUTES,
        age_min: None,
        age_max: None,
        sites: std::iter::empty().collect(),
    }
}

/// How many different visits there are.
pub(super) const fn capacity() -> u64 {
    PAIRS as u64 * DAYS as u64 * VISITS_A_DAY as u64
}

/// The `number`-th visit, each with a physician, a room and a time of its own; days start after `today`.
pub(super) fn visit(number: u64, today: Instant) -> Result<VisitRequest> {
    let pair = u32::try_from(number % u64::from(PAIRS))?;
    let rest = number / u64::from(PAIRS);
    let slot = i64::try_from(rest % u64::from(VISITS_A_DAY))?;
    let day = i64::try_from(rest / u64::from(VISITS_A_DAY))?;
    let midnight = Instant::from_seconds(today.seconds().div_euclid(86_400) * 86_400).plus_days(day + 1);
    let patient: PatientId = format!("p{number}").parse()?;
    Ok(VisitRequest {
        patient,
        patient_age: None,
        visit_type: VisitTypeId(1),
        site: SiteId(1),
        start: midnight.plus_minutes(6 * 60 + slot * i64::from(VISIT_MINUTES)),
        chosen: vec![
            ChosenResource { role: "physician".to_owned(), resource: ResourceId(pair * 2 + 1) },
            ChosenResource { role: "room".to_owned(), resource: ResourceId(pair * 2 + 2) },
        ],
        choice: Choice::First,
    })
}
