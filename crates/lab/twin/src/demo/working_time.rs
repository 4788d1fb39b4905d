//! When people and places work: weekly hours, one training day, sessions of visitors, a few blocks.

use std::collections::BTreeSet;

use lindley_domain::{Block, BlockScope, Command, ResourceId, Session};
use lindley_time::civil::{Date, Time, Weekday, time};
use lindley_time::{HoursException, Span, WeeklyHours, WeeklyRule, Zone};

use super::catalogue::{person_id, place_id, service_id, site_id};
use super::clinic_day::{days_around, first_day, shifted, stretch};
use super::people::{PEOPLE, Person, Shift};
use super::places::PLACES;
use super::sites::{HARBOUR, NORTHGATE, RIVERSIDE};

const OPEN_DAYS: [Weekday; 6] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
];

/// Hours, then blocks, then sessions.
pub(super) fn commands(today: Date, zones: &[Zone]) -> Vec<Command> {
    let mut commands = Vec::new();
    for (index, person) in PEOPLE.iter().enumerate() {
        if let Some(stretches) = weekly_stretches(person.shift) {
            let hours = weekly(person.days, &stretches, exceptions(person.site, today));
            commands.push(Command::SetHours { resource: person_id(index), hours });
        }
    }
    for (index, place) in PLACES.iter().enumerate() {
        let open = [(time(7, 30, 0, 0), time(18, 30, 0, 0))];
        let hours = weekly(&OPEN_DAYS, &open, exceptions(place.site, today));
        commands.push(Command::SetHours { resource: place_id(index), hours });
    }
    // Each has a source, as everything that tells of the past: nobody can open a session that is over by hand.
    let mut number = 0;
    let mut source = |what: &str| {
        number += 1;
        Some(format!("demo {what} {number}").into())
    };
    commands.extend(
        blocks(today, zones).into_iter().map(|block| Command::AddBlock { block, source: source("block") }),
    );
    let people = PEOPLE.iter().enumerate();
    for (index, person) in people {
        let sessions = visiting_sessions(person_id(index), person, today, &zones[person.site]);
        commands.extend(sessions.map(|session| Command::OpenSession { session, source: source("session") }));
    }
    commands
}

/// Before and after lunch; nothing for those who come for sessions only.
fn weekly_stretches(shift: Shift) -> Option<[(Time, Time); 2]> {
    let clock = |hour, minute| time(hour, minute, 0, 0);
    match shift {
        Shift::Early => Some([(clock(7, 30), clock(11, 30)), (clock(12, 15), clock(15, 0))]),
        Shift::Day => Some([(clock(8, 30), clock(12, 0)), (clock(13, 0), clock(16, 30))]),
        Shift::Late => Some([(clock(10, 0), clock(13, 30)), (clock(14, 15), clock(17, 30))]),
        Shift::Visiting(_) => None,
    }
}

fn weekly(days: &[Weekday], stretches: &[(Time, Time)], exceptions: Vec<HoursException>) -> WeeklyHours {
    let rule = |(from, until): &(Time, Time)| WeeklyRule {
        weekdays: days.to_vec(),
        from: *from,
        until: *until,
        valid_from: None,
        valid_until: None,
    };
    WeeklyHours { rules: stretches.iter().map(rule).collect(), exceptions }
}

/// Riverside is closed for a training day, the first Wednesday in nine days' time or later.
fn exceptions(site: usize, today: Date) -> Vec<HoursException> {
    if site != RIVERSIDE {
        return Vec::new();
    }
    let training_day = first_day(shifted(today, 9), |day| day.weekday() == Weekday::Wednesday);
    vec![HoursException { date: training_day, opening: Vec::new() }]
}

fn visiting_sessions<'a>(
    resource: ResourceId,
    person: &'a Person,
    today: Date,
    zone: &'a Zone,
) -> impl Iterator<Item = Session> + 'a {
    let service = match person.shift {
        Shift::Visiting(service) => Some(service),
        _ => None,
    };
    service.into_iter().flat_map(move |service| {
        let days = days_around(today).filter(|(_, date)| person.days.contains(&date.weekday()));
        days.map(move |(_, date)| Session {
            resource,
            span: stretch(zone, date, time(8, 30, 0, 0), time(12, 30, 0, 0)),
            services: BTreeSet::from([service_id(service)]),
            label: format!("{service} list"),
            placed_by_import: false,
        })
    })
}

fn blocks(today: Date, zones: &[Zone]) -> Vec<Block> {
    let workday = |day: Date| OPEN_DAYS[..5].contains(&day.weekday());
    let on = |site: usize, date: Date, from, until| {
        stretch(&zones[site], date, time(from, 0, 0, 0), time(until, 0, 0, 0))
    };
    let soon = first_day(shifted(today, 3), workday);
    let meeting = first_day(shifted(today, 5), |day| day.weekday() == Weekday::Thursday);
    let outage = first_day(shifted(today, -20), workday);
    let leave_from = first_day(shifted(today, 8), workday);
    let leave =
        Span::new(on(HARBOUR, leave_from, 0, 23).start(), on(HARBOUR, shifted(leave_from, 4), 0, 23).end());
    let mut blocks = vec![
        Block {
            scope: of_place("MRI 1.5 T"),
            span: on(HARBOUR, soon, 12, 15),
            reason: "Maintenance".to_owned(),
        },
        Block {
            scope: BlockScope::Site(site_id(NORTHGATE)),
            span: on(NORTHGATE, meeting, 15, 16),
            reason: "Team meeting".to_owned(),
        },
        Block {
            scope: BlockScope::Site(site_id(HARBOUR)),
            span: on(HARBOUR, outage, 7, 10),
            reason: "Power works".to_owned(),
        },
    ];
    let away = PEOPLE.iter().position(|person| person.name == "Dr Callum Reidy");
    if let (Some(index), Ok(span)) = (away, leave) {
        let scope = BlockScope::Resource(person_id(index));
        blocks.push(Block { scope, span, reason: "Annual leave".to_owned() });
    }
    blocks
}

fn of_place(name: &str) -> BlockScope {
    let index = PLACES.iter().position(|place| place.name == name);
    BlockScope::Resource(place_id(index.expect("the table has this place")))
}
