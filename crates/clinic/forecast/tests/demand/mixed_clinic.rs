//! A clinic made up for tests whose visits are partly booked ahead and partly not: busy and quiet services, days of the week,
//! good and bad days, cancellations, moves and no-shows, each told when it happened.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "minutes, days and places that were drawn are small and not negative"
)]

use lindley_domain::{CancelReason, Event, ServiceId, SiteId, Status};
use lindley_time::Instant;

use crate::clinic::{CARDIOLOGY, DERMATOLOGY, HARBOUR, Log, NORTHSIDE, at};
use crate::series_at_hand::{arrivals, chance};

/// How people come to a service at a site.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    pub(crate) service: ServiceId,
    pub(crate) site: SiteId,
    /// Who is booked ahead and who comes without, of a usual quarter of an hour.
    pub(crate) booked: f64,
    pub(crate) walk_in: f64,
    /// No more than so many of a quarter of an hour can be booked.
    pub(crate) places: usize,
}

/// A busy service that books and takes people in, a quiet one that books, one that hardly books and one whose days fill up.
pub(crate) const WAYS: [Way; 4] = [
    Way { service: CARDIOLOGY, site: NORTHSIDE, booked: 2.4, walk_in: 0.8, places: 99 },
    Way { service: DERMATOLOGY, site: NORTHSIDE, booked: 0.25, walk_in: 0.05, places: 99 },
    Way { service: CARDIOLOGY, site: HARBOUR, booked: 0.2, walk_in: 1.4, places: 99 },
    Way { service: DERMATOLOGY, site: HARBOUR, booked: 3.5, walk_in: 0.1, places: 3 },
];

/// From Monday to Sunday.
const WEEK: [f64; 7] = [1.25, 1.0, 0.95, 1.05, 0.8, 0.3, 0.0];

/// What happens to a visit, in the order in which the clinic learns it.
enum Step {
    Booked(Way, Instant),
    Moved(Way, Instant),
    Cancelled,
    Ended(Status),
}

/// So many days of it, `size` times as busy, from 8:00 to 18:00 UTC; visits of the last days are booked from six weeks ahead on.
pub(crate) fn mixed(log: &mut Log, days: i64, size: f64, seed: u64) {
    let mut draw = chance(seed);
    let mut steps: Vec<(Instant, usize, Step)> = Vec::new();
    let mut visits = 0;
    for day in 0..days + 42 {
        for way in WAYS {
            // Days differ by more than chance: in how many ask, and in how many come.
            let (asks, stays_away) = (0.8 + 0.4 * draw(), 0.04 + 0.1 * draw());
            let share = WEEK[usize::try_from(day.rem_euclid(7)).unwrap()] * asks * size;
            for quarter in 32..72 {
                let noon = 1.0 - ((f64::from(quarter) - 52.0) / 40.0).powi(2);
                let start = at(day, 15 * i64::from(quarter));
                let booked = arrivals(way.booked * share * noon, &mut draw) as usize;
                for _ in 0..booked.min(way.places) {
                    visits += 1;
                    one(&mut steps, visits, (way, start), stays_away, &mut draw);
                }
                for _ in 0..arrivals(way.walk_in * share * noon, &mut draw) {
                    visits += 1;
                    let start = start.plus_minutes((15.0 * draw()) as i64);
                    steps.push((start.plus_minutes(-2), visits, Step::Booked(way, start)));
                    steps.push((start.plus_minutes(20), visits, Step::Ended(Status::Fulfilled)));
                }
            }
        }
    }
    tell(log, steps, at(days, 0));
}

/// Booked up to six weeks ahead; some are called off, moved or missed.
fn one(
    steps: &mut Vec<(Instant, usize, Step)>,
    visit: usize,
    (way, mut start): (Way, Instant),
    stays_away: f64,
    draw: &mut impl FnMut() -> f64,
) {
    let longest = [2.0, 14.0, 42.0][((3.0 * draw()) as usize).min(2)];
    let minutes = |days: f64| (1_440.0 * days).floor() as i64;
    let mut told = start.plus_minutes(-15 - minutes(longest * draw()));
    steps.push((told, visit, Step::Booked(way, start)));
    let between = |told: Instant, start: Instant, draw: &mut dyn FnMut() -> f64| {
        told.plus_minutes((((start.seconds() - told.seconds()) / 60) as f64 * draw()) as i64)
    };
    if draw() < 0.06 {
        told = between(told, start, draw);
        start = start.plus_days(7);
        steps.push((told, visit, Step::Moved(way, start)));
    }
    if draw() < 0.12 {
        steps.push((between(told, start, draw), visit, Step::Cancelled));
    } else {
        let to = if draw() < stays_away { Status::Noshow } else { Status::Fulfilled };
        steps.push((start.plus_minutes(20), visit, Step::Ended(to)));
    }
}

/// In order of time, so that ids ascend as bookings do.
fn tell(log: &mut Log, mut steps: Vec<(Instant, usize, Step)>, until: Instant) {
    steps.sort_by_key(|(told, visit, _)| (*told, *visit));
    let mut ids = std::collections::BTreeMap::new();
    for (told, visit, step) in steps.into_iter().filter(|(told, _, _)| *told <= until) {
        match step {
            Step::Booked(way, start) => {
                ids.insert(visit, log.booked(told, way.service, way.site, start));
            }
            Step::Moved(way, start) => log.moved(told, ids[&visit], way.site, start),
            Step::Cancelled => {
                let event = Event::AppointmentCancelled { id: ids[&visit], reason: CancelReason::Patient };
                log.tell(told, event);
            }
            Step::Ended(to) => log.ended(told, ids[&visit], to),
        }
    }
}
