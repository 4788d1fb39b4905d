//! How feeds stand: what they told, whether they still speak, and what a correction changes.

use lindley_forecast::demand::calendar_from;
use lindley_forecast::{FeedStanding, Hearing, SignalStanding};
use lindley_time::civil::date;
use lindley_time::{Instant, Span};

use crate::clinic::{HARBOUR, Log, NORTHSIDE, at};

fn hour(day: i64, hour: i64) -> Span {
    Span::of_minutes(at(day, 60 * hour), 60)
}

/// A station that tells every hour of a day, each when it is over.
fn hourly() -> Log {
    let mut log = Log::opened("UTC");
    for nth in 0..24 {
        let span = hour(10, nth);
        log.signal(span.end(), None, ("temperature", "degree Celsius"), &[(span, 4_000 + 100 * nth)]);
    }
    log
}

fn only(log: &Log, as_of: Instant) -> SignalStanding {
    let feeds = FeedStanding::of(&log.record(), as_of);
    assert_eq!(feeds.len(), 1, "{feeds:?}");
    assert_eq!(feeds[0].signals.len(), 1, "{feeds:?}");
    feeds[0].signals[0].clone()
}

#[test]
fn a_feed_is_silent_after_twice_its_usual_interval() {
    let log = hourly();
    let last = at(11, 0);
    let told = only(&log, last.plus_minutes(120));
    assert_eq!((told.hearing, told.usual_minutes, told.readings), (Hearing::Speaking, Some(60), 24));
    assert_eq!((told.last_told, told.last.value_milli, told.last.span), (last, 6_300, hour(10, 23)));
    assert_eq!(told.stands_until, Some(last));
    assert_eq!(only(&log, last.plus_minutes(121)).hearing, Hearing::Silent);
    // Nothing that became known later counts.
    let early = only(&log, at(10, 5 * 60));
    assert_eq!((early.hearing, early.readings), (Hearing::Speaking, 5));
    assert!(FeedStanding::of(&log.record(), at(10, 59)).is_empty());
}

#[test]
fn a_file_told_once_is_judged_by_its_own_steps_and_a_first_word_by_nothing() {
    let mut log = Log::opened("UTC");
    let days: Vec<(Span, i64)> = (0..30).map(|day| (Span::of_minutes(at(day, 0), 1_440), 1_000)).collect();
    // Written in pieces, a second apart.
    for (piece, days) in days.chunks(10).enumerate() {
        log.signal(at(30, 0).plus_seconds(piece as i64), None, ("rain", "mm"), days);
    }
    let told = only(&log, at(31, 0));
    assert_eq!((told.hearing, told.usual_minutes), (Hearing::Speaking, Some(1_440)));
    assert_eq!(only(&log, at(32, 1)).hearing, Hearing::Silent);
    let mut log = Log::opened("UTC");
    log.signal(at(1, 0), None, ("rain", "mm"), &[(hour(0, 0), 1_000), (hour(0, 1), 1_000)]);
    assert_eq!((only(&log, at(300, 0)).hearing, only(&log, at(300, 0)).usual_minutes), (Hearing::New, None));
}

#[test]
fn a_forecast_told_once_is_not_silent_while_it_lasts() {
    let mut log = Log::opened("UTC");
    let ahead: Vec<(Span, i64)> = (0..48).map(|nth| (hour(1, nth), 1_000)).collect();
    log.signal(at(1, 0), None, ("rain", "mm"), &ahead);
    assert_eq!(only(&log, at(3, 120)).hearing, Hearing::Speaking);
    assert_eq!(only(&log, at(3, 121)).hearing, Hearing::Silent);
}

#[test]
fn the_same_time_told_again_corrects_it_from_then_on() {
    let mut log = Log::opened("UTC");
    let span = hour(10, 8);
    log.signal(at(10, 600), None, ("temperature", "degree Celsius"), &[(span, 30_000)]);
    log.signal(at(10, 700), None, ("temperature", "degree Celsius"), &[(span, 3_000)]);
    // Again in the same second: the later word in the log holds.
    log.signal(at(10, 700), None, ("temperature", "degree Celsius"), &[(span, 2_500)]);
    let value = |as_of| {
        let known = calendar_from(&log.record(), NORTHSIDE, as_of).unwrap().calendar;
        known.signals().first().and_then(|signal| signal.at(date(2026, 1, 15).at(8, 0, 0, 0)))
    };
    assert_eq!((value(at(10, 699)), value(at(10, 700))), (Some(30.0), Some(2.5)));
    let told = only(&log, at(10, 700));
    assert_eq!((told.readings, told.corrections, told.last.value_milli), (1, 2, 2_500));
    let before = only(&log, at(10, 699));
    assert_eq!((before.corrections, before.last.value_milli), (0, 30_000));
}

#[test]
fn what_no_forecaster_uses_is_counted_and_gives_no_value() {
    let mut log = Log::opened("UTC");
    let week = |day: i64| Span::of_minutes(at(day, 0), 7 * 1_440);
    log.signal(
        at(7, 0),
        None,
        ("influenza", "percent"),
        &[(week(0), 3_000), (week(14), 3_000), (week(0), 101_000)],
    );
    log.signal(at(7, 0), None, ("influenza", "share"), &[(week(0), 30)]);
    let told = only(&log, at(8, 0));
    assert_eq!((told.readings, told.unused, told.is_known), (2, 3, true));
    assert_eq!(told.stands_until, Some(at(28, 0)), "three weeks after the only week that can be used");
    let mut log = Log::opened("UTC");
    log.signal(at(1, 0), Some(HARBOUR), ("pollen", "grains"), &[(hour(0, 0), 5_000)]);
    log.signal(at(1, 0), Some(HARBOUR), ("pollen", "grains per m³"), &[(hour(0, 1), 5_000)]);
    log.signal(at(1, 0), Some(HARBOUR), ("pollen", "grains"), &[(hour(0, 2), 2_000_000_000)]);
    let told = only(&log, at(1, 0));
    assert_eq!((told.unused, told.is_known, told.stands_until), (2, false, Some(hour(0, 0).end())));
}

#[test]
fn feeds_of_special_days_are_listed_and_each_day_counts_once() {
    let mut log = Log::opened("UTC");
    log.special_day(at(0, 0), date(2026, 4, 3), None, "holiday");
    log.special_day(at(1, 0), date(2026, 4, 3), None, "");
    log.special_day(at(2, 0), date(2026, 4, 3), Some(HARBOUR), "fair");
    log.signal(at(3, 0), None, ("rain", "mm"), &[(hour(3, 0), 0)]);
    let feeds = FeedStanding::of(&log.record(), at(9, 0));
    let told: Vec<_> =
        feeds.iter().map(|feed| (feed.feed.as_str(), feed.special_days, feed.last_told)).collect();
    assert_eq!(told, [("station", 0, at(3, 0)), ("town", 2, at(2, 0))]);
}
