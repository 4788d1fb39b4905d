//! Feeds that stop, lie, speak another unit, or speak before their time.

use lindley_domain::{AppointmentId, Event, SignalReading, SiteId, VisitTypeId};
use lindley_forecast::no_show::{FeedState, Forecaster, Stage};
use lindley_time::{Instant, Span};

use super::clinic::{BEGIN, opening, patient, placement, record};

fn told(
    at: Instant,
    signal: &str,
    unit: &str,
    span: Span,
    value_milli: i64,
    site: Option<u32>,
) -> (Instant, Event) {
    let (signal, unit, site) = (signal.into(), unit.into(), site.map(SiteId));
    (
        at,
        Event::SignalsRecorded {
            feed: "feed".into(),
            readings: vec![SignalReading { signal, unit, site, span, value_milli }],
        },
    )
}

/// One appointment on day 10 at noon, booked at the beginning, and what a feed tells.
fn with(feed: Vec<(Instant, Event)>, as_of: Instant) -> ([Option<f64>; 3], Vec<FeedState>) {
    let (patient, visit_type) = (patient(1), VisitTypeId(1));
    let placement = placement(1, BEGIN.plus_days(10).plus_minutes(720), 20);
    let booked = Event::AppointmentBooked { id: AppointmentId(1), patient, visit_type, placement };
    let mut log: Vec<(Instant, Event)> = opening().into_iter().map(|event| (BEGIN, event)).collect();
    log.push((BEGIN, booked));
    log.extend(feed);
    let record = record(&log);
    let forecaster = Forecaster::new(&record, as_of);
    let standing = forecaster.describe(AppointmentId(1), Stage::DayBefore).unwrap().standing;
    ([standing.rain, standing.temperature, standing.influenza], forecaster.feeds())
}

fn day(number: i64) -> Span {
    Span::of_minutes(BEGIN.plus_days(number), 24 * 60)
}

#[test]
fn the_last_word_for_the_planned_start_counts() {
    let at = BEGIN.plus_days(9);
    let feed = vec![
        told(at, "rain", "mm", day(10), 4_000, None),
        told(at.plus_minutes(60), "rain", "mm", day(10), 7_500, None),
        told(at.plus_minutes(90), "rain", "mm", day(11), 9_000, None),
        told(at.plus_days(1), "rain", "mm", day(10), 1_000, None),
    ];
    assert_eq!(with(feed.clone(), at.plus_minutes(120)).0[0], Some(7.5));
    assert_eq!(with(feed.clone(), at.plus_minutes(30)).0[0], Some(4.0));
    assert_eq!(with(feed, at.plus_minutes(-1)).0[0], None, "a forecast that was not there yet");
}

#[test]
fn a_site_s_own_reading_goes_before_one_for_all() {
    let at = BEGIN.plus_days(9);
    let feed = vec![
        told(at, "temperature", "degree Celsius", day(10), 4_000, Some(1)),
        told(at, "temperature", "degree Celsius", day(10), 21_000, Some(2)),
        told(at.plus_minutes(60), "temperature", "°C", day(10), 9_000, None),
    ];
    assert_eq!(with(feed, at.plus_minutes(120)).0[1], Some(4.0));
}

#[test]
fn influenza_stands_for_three_weeks_and_then_the_feed_has_stopped() {
    let week = Span::of_minutes(BEGIN.plus_days(-14), 7 * 24 * 60);
    let feed = |weeks: i64| {
        let span = Span::of_minutes(week.start().plus_days(-7 * weeks), 7 * 24 * 60);
        vec![told(span.end().plus_days(1), "influenza", "percent", span, 3_100, None)]
    };
    let (values, states) = with(feed(0), BEGIN.plus_days(9));
    assert_eq!(values[2], Some(3.1));
    assert!(!states[0].stopped && states[0].readings == 1, "{states:?}");
    let (values, states) = with(feed(2), BEGIN.plus_days(9));
    assert_eq!(values[2], None, "too old is missing, not zero");
    assert!(states[0].stopped && states[0].signal == "influenza" && states[0].last.is_some(), "{states:?}");
}

#[test]
fn lies_are_refused_and_counted() {
    let at = BEGIN.plus_days(9);
    let feed = vec![
        told(at, "rain", "mm", day(10), -1, None),
        told(at, "rain", "mm", day(10), 900_000, None),
        told(at, "rain", "inch", day(10), 1_000, None),
        told(at, "temperature", "kelvin", day(10), 280_000, None),
        told(at, "influenza", "percent", day(10), 3_000, None),
        told(at, "pollen", "grains", day(10), 3_000, None),
    ];
    let (values, states) = with(feed, at.plus_minutes(1));
    assert_eq!(values, [None; 3]);
    let refused: Vec<(&str, usize)> =
        states.iter().map(|state| (state.signal.as_str(), state.refused)).collect();
    assert_eq!(refused, [("rain", 3), ("temperature", 1), ("influenza", 1)]);
    assert!(states.iter().all(|state| state.readings == 0 && state.last.is_none()));
}
