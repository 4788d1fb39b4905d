//! Clinics of many shapes for the laws: zones with clock changes, staggered visits, night shifts, sessions.

use lindley_domain::{BlockScope, ResourceId, ResourceKind, ServiceId, SiteId, VisitTypeId};
use lindley_time::{HoursException, Instant, Span, WeeklyHours, civil};
use proptest::prelude::*;

use crate::stage::{EVERY_DAY, Stage, at, step, visit_type, weekly};

/// A day, and zones in which something happens to the clocks on it or the day after.
const DAYS: &[(&str, &[&str])] = &[
    ("2026-03-28", &["Europe/Berlin", "Europe/London", "Asia/Kathmandu"]),
    ("2026-10-24", &["Europe/Berlin", "Atlantic/Azores", "UTC"]),
    ("2026-03-07", &["America/New_York", "America/St_Johns", "Pacific/Honolulu"]),
    ("2026-04-04", &["Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham"]),
    ("2026-10-03", &["Australia/Lord_Howe", "Australia/Adelaide", "Asia/Kolkata"]),
    ("2026-06-10", &["Europe/Berlin", "Pacific/Kiritimati", "Pacific/Niue"]),
];

/// Everything that is drawn about a clinic.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    day: usize,
    zones: (usize, usize),
    lab_units: u16,
    hours: [u8; 5],
    horizon_days: u16,
}

/// A clinic with its things, and the day around which it is tested.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) stage: Stage,
    pub(crate) sites: [SiteId; 2],
    pub(crate) services: [ServiceId; 2],
    pub(crate) visit_types: Vec<VisitTypeId>,
    pub(crate) resources: Vec<ResourceId>,
    /// Three days from the midnight (UTC) with which the day begins.
    pub(crate) window: Span,
}

/// Clinics of every shape.
pub(crate) fn shapes() -> impl Strategy<Value = Shape> {
    let draws = (0..DAYS.len(), (0..3_usize, 0..3_usize), 1..4_u16, any::<[u8; 5]>(), 3..40_u16);
    draws.prop_map(|(day, zones, lab_units, hours, horizon_days)| Shape {
        day,
        zones,
        lab_units,
        hours,
        horizon_days,
    })
}

impl World {
    pub(crate) fn new(shape: &Shape) -> Self {
        use ResourceKind::{Lab, Practitioner, Room};
        let (day, zones) = DAYS[shape.day];
        let midnight = at(&format!("{day}T00:00:00Z"));
        let mut stage = Stage::default();
        stage.clock.0 = midnight.plus_seconds(-86_400 + 13);
        stage.must(lindley_domain::Command::FoundOrganisation {
            name: "World".to_owned(),
            horizon_days: shape.horizon_days,
        });
        let sites = [stage.add_site(zones[shape.zones.0]), stage.add_site(zones[shape.zones.1])];
        let services = [stage.add_service("Heart"), stage.add_service("Skin")];
        let resources = vec![
            stage.add_resource(sites[0], Practitioner, 1, &["echo"]),
            stage.add_resource(sites[0], Practitioner, 1, &[]),
            stage.add_resource(sites[0], Room, 1, &[]),
            stage.add_resource(sites[0], Lab, shape.lab_units, &[]),
            stage.add_resource(sites[1], Practitioner, 1, &["echo"]),
            stage.add_resource(sites[1], Lab, 2, &[]),
        ];
        for (place, resource) in resources.iter().enumerate() {
            let draw = shape.hours[place % shape.hours.len()];
            stage.set_hours(*resource, hours(draw, midnight));
        }
        let visit_types = visit_types(&mut stage, services, sites);
        let window = Span::new(midnight, midnight.plus_days(3)).unwrap();
        Self { stage, sites, services, visit_types, resources, window }
    }

    /// A moment in the window, on a whole minute.
    pub(crate) fn moment(&self, draw: u16) -> Instant {
        self.window.start().plus_minutes(i64::from(draw) % (3 * 1440))
    }

    /// Mostly a start that the visit type offers at the site, sometimes any minute; often in the middle of the window.
    pub(crate) fn start(&self, draw: u16, visit_type: VisitTypeId, site: SiteId) -> Instant {
        let crowded = draw % 2 == 0;
        let moment = if crowded {
            self.window.start().plus_minutes(i64::from(draw % 1440) + 960)
        } else {
            self.moment(draw)
        };
        let zone = &self.stage.state.catalogue().sites[&site].zone;
        let every = self.stage.state.catalogue().visit_types[&visit_type].start_every_minutes;
        let near = Span::of_minutes(moment, 180);
        let offered = lindley_time::grid::starts(zone, near, u32::from(every)).next();
        if draw % 11 == 0 { moment } else { offered.unwrap_or(moment) }
    }

    pub(crate) fn scope(&self, draw: u16) -> BlockScope {
        match draw % 4 {
            0 => BlockScope::Site(self.sites[usize::from(draw / 4) % 2]),
            _ => BlockScope::Resource(self.resources[usize::from(draw / 4) % self.resources.len()]),
        }
    }
}

/// Hours of one of several sorts, some with exceptions on the days tested.
pub(crate) fn hours(draw: u8, midnight: Instant) -> WeeklyHours {
    let mut hours = match draw % 5 {
        0 => weekly(&EVERY_DAY, &[("08:00", "12:00"), ("13:00", "17:00")]),
        1 => weekly(&EVERY_DAY, &[("20:00", "04:30")]),
        2 => weekly(&EVERY_DAY, &[("00:00", "00:00")]),
        3 => weekly(&EVERY_DAY, &[("01:15", "03:45"), ("09:00", "19:10")]),
        _ => weekly(&[civil::Weekday::Sunday], &[("00:00", "23:00")]),
    };
    let time = |hour, minute| civil::Time::new(hour, minute, 0, 0).unwrap();
    let date = lindley_time::Zone::utc().date_of(midnight);
    let opening = match draw / 5 % 4 {
        0 => None,
        1 => Some(Vec::new()),
        2 => Some(vec![(time(4, 30), time(6, 30)), (time(10, 0), time(11, 0))]),
        _ => Some(vec![(time(22, 0), time(5, 20))]),
    };
    hours.exceptions.extend(opening.map(|opening| HoursException { date, opening }));
    hours
}

/// One role; three roles staggered; two units of the laboratory; a night; two of one kind; children.
fn visit_types(stage: &mut Stage, services: [ServiceId; 2], sites: [SiteId; 2]) -> Vec<VisitTypeId> {
    use ResourceKind::{Lab, Practitioner, Room};
    let [heart, skin] = services;
    let staggered = vec![
        step(0, 10, &[("nurse", Practitioner, 1), ("lab", Lab, 1)]),
        step(10, 35, &[("physician:echo", Practitioner, 1)]),
        step(30, 50, &[("lab", Lab, 1)]),
    ];
    let night = vec![
        step(0, 600, &[("room", Room, 1)]),
        step(0, 20, &[("physician", Practitioner, 1)]),
        step(560, 600, &[("physician", Practitioner, 1)]),
    ];
    let two = vec![step(0, 25, &[("first", Practitioner, 1), ("second:echo", Practitioner, 1)])];
    let mut child = visit_type("Child", skin, 30, vec![step(0, 45, &[("physician", Practitioner, 1)])]);
    (child.age_min, child.age_max, child.sites) = (Some(1), Some(17), [sites[0]].into());
    let types = [
        visit_type("Short", heart, 10, vec![step(0, 20, &[("physician", Practitioner, 1)])]),
        visit_type("Staggered", heart, 15, staggered),
        visit_type("Blood", skin, 20, vec![step(0, 30, &[("lab", Lab, 2)])]),
        visit_type("Night", heart, 60, night),
        visit_type("Two", skin, 5, two),
        child,
    ];
    types.into_iter().map(|visit_type| stage.add_visit_type(visit_type)).collect()
}
