//! Arrivals and the world outside, from the log: what counts, what is zero, what is unknown, and since when it is known.

use lindley_domain::Status;
use lindley_forecast::demand::{DemandError, StepLength, calendar_from, series_from};
use lindley_time::civil::date;
use lindley_time::{Instant, Span};
use proptest::prelude::*;

use crate::clinic::{CARDIOLOGY, DERMATOLOGY, HARBOUR, Log, NORTHSIDE, at};
use crate::series_at_hand::monday;

fn counts(log: &Log, step: StepLength, as_of: Instant) -> Vec<Option<u32>> {
    let series = series_from(&log.record(), CARDIOLOGY, NORTHSIDE, step, as_of).unwrap();
    let length = i64::try_from(series.observed() + series.gaps()).unwrap();
    let rows: std::collections::BTreeMap<_, _> = series.rows().collect();
    let minutes = u64::from(step.minutes());
    (1..=length)
        .rev()
        .map(|back| {
            let before = std::time::Duration::from_secs(60 * minutes * back.unsigned_abs());
            rows.get(&series.known_until().saturating_sub(before)).copied()
        })
        .collect()
}

#[test]
fn who_took_place_counts_at_the_planned_start_and_quiet_steps_are_zeros() {
    let mut log = Log::opened("UTC");
    for (minutes, status) in
        [(480, Status::Fulfilled), (485, Status::Fulfilled), (545, Status::Noshow), (610, Status::Cancelled)]
    {
        log.past(CARDIOLOGY, NORTHSIDE, at(0, minutes), status);
    }
    log.past(CARDIOLOGY, HARBOUR, at(0, 490), Status::Fulfilled);
    log.past(DERMATOLOGY, NORTHSIDE, at(0, 490), Status::Fulfilled);
    log.past(CARDIOLOGY, NORTHSIDE, at(0, 700), Status::Fulfilled);
    assert_eq!(counts(&log, StepLength::HOUR, at(0, 725)), [Some(2), Some(0), Some(0), Some(1)]);
    let quarters = counts(&log, StepLength::QUARTER_HOUR, at(0, 725));
    assert_eq!((quarters[0], quarters.len()), (Some(2), 16));
    for (step, expected) in [(StepLength::FOUR_HOURS, 3), (StepLength::TWELVE_HOURS, 3), (StepLength::DAY, 3)]
    {
        assert_eq!(counts(&log, step, at(1, 0)).iter().flatten().sum::<u32>(), expected);
    }
}

#[test]
fn a_visit_nobody_has_spoken_of_counts_until_its_no_show_is_known() {
    let mut log = Log::opened("UTC");
    log.past(CARDIOLOGY, NORTHSIDE, at(0, 480), Status::Fulfilled);
    let id = log.booked(at(0, 0), CARDIOLOGY, NORTHSIDE, at(0, 540));
    log.ended(at(0, 700), id, Status::Noshow);
    let ahead = log.booked(at(0, 0), CARDIOLOGY, NORTHSIDE, at(0, 660));
    log.ended(at(0, 20), ahead, Status::EnteredInError);
    assert_eq!(counts(&log, StepLength::HOUR, at(0, 690)), [Some(1), Some(1), Some(0)]);
    assert_eq!(counts(&log, StepLength::HOUR, at(0, 720)), [Some(1), Some(0), Some(0), Some(0)]);
}

#[test]
fn a_fortnight_without_any_visit_of_the_site_is_unknown_and_a_quiet_service_is_not() {
    let mut log = Log::opened("UTC");
    for day in [0, 1, 30, 31] {
        log.past(CARDIOLOGY, NORTHSIDE, at(day, 600), Status::Fulfilled);
    }
    let silent = counts(&log, StepLength::DAY, at(32, 0));
    assert_eq!(silent[..2], [Some(1), Some(1)]);
    assert!(silent[2..30].iter().all(Option::is_none), "{silent:?}");
    assert_eq!(silent[30..], [Some(1), Some(1)]);
    // After the last visit, too: a log that has stopped is not a clinic that nobody visits.
    assert!(counts(&log, StepLength::DAY, at(60, 0))[32..].iter().all(Option::is_none));
    for day in 2..30 {
        log.past(DERMATOLOGY, NORTHSIDE, at(day, 600), Status::Fulfilled);
    }
    assert!(counts(&log, StepLength::DAY, at(32, 0))[2..30].iter().all(|count| *count == Some(0)));
}

#[test]
fn an_hour_that_clocks_skip_is_unknown_and_of_one_shown_twice_the_mean_is_taken() {
    let mut log = Log::opened("Europe/Lisbon");
    // 29 March 2026: 01:00 becomes 02:00. 25 October 2026: 02:00 becomes 01:00.
    let spring = Instant::parse("2026-03-28T22:30:00Z").unwrap();
    log.past(CARDIOLOGY, NORTHSIDE, spring, Status::Fulfilled);
    log.past(CARDIOLOGY, NORTHSIDE, spring.plus_minutes(180), Status::Fulfilled);
    let early = counts(&log, StepLength::HOUR, Instant::parse("2026-03-29T03:00:00Z").unwrap());
    assert_eq!(early, [Some(1), Some(0), Some(0), None, Some(1), Some(0)]);
    let mut log = Log::opened("Europe/Lisbon");
    let autumn = Instant::parse("2026-10-24T23:10:00Z").unwrap();
    for hours in [0, 1, 1, 2, 2, 2, 3] {
        log.past(CARDIOLOGY, NORTHSIDE, autumn.plus_minutes(60 * hours), Status::Fulfilled);
    }
    let late = counts(&log, StepLength::HOUR, Instant::parse("2026-10-25T03:00:00Z").unwrap());
    // 00:10 once, 01:10 twice as first and three times as second, 02:10 once.
    assert_eq!(late, [Some(1), Some(3), Some(1)]);
}

#[test]
fn nobody_yet_is_an_error_and_not_an_empty_series() {
    let record = Log::opened("UTC").record();
    let series = series_from(&record, CARDIOLOGY, NORTHSIDE, StepLength::DAY, at(9, 0));
    assert!(matches!(series, Err(DemandError::Empty { .. })));
}

fn week(from: i64) -> Span {
    Span::new(at(from, 0), at(from + 7, 0)).unwrap()
}

#[test]
fn a_signal_counts_from_when_it_is_known_and_lies_are_refused_and_counted() {
    let mut log = Log::opened("UTC");
    log.signal(at(7, 0), None, ("influenza", "percent"), &[(week(0), 3_000)]);
    log.signal(at(14, 0), Some(HARBOUR), ("influenza", "percent"), &[(week(7), 9_000)]);
    let lies = [(week(7), 300_000), (week(20), 2_000)];
    log.signal(at(14, 0), None, ("influenza", "percent"), &lies);
    log.signal(at(14, 0), None, ("influenza", "cases"), &[(week(7), 40_000)]);
    let record = log.record();
    let flu = |site, as_of| {
        let known = calendar_from(&record, site, as_of).unwrap();
        let value = known.calendar.signals().first().and_then(|signal| signal.at(monday() + days(8)));
        (value, known.refused.get("influenza").copied().unwrap_or(0), known.stopped)
    };
    assert_eq!(flu(NORTHSIDE, at(6, 0)), (None, 0, vec![]));
    assert_eq!(flu(NORTHSIDE, at(8, 0)), (Some(3.0), 0, vec![]));
    assert_eq!(flu(HARBOUR, at(15, 0)), (Some(9.0), 2, vec![]));
    assert_eq!(flu(NORTHSIDE, at(15, 0)), (Some(3.0), 3, vec![]));
    // Weeks after the last reading it has stopped, and says so.
    assert_eq!(flu(NORTHSIDE, at(60, 0)).2, ["influenza"]);
}

fn days(days: i64) -> std::time::Duration {
    std::time::Duration::from_hours(24 * days.unsigned_abs())
}

#[test]
fn of_special_days_the_sites_own_and_the_latest_word_hold() {
    let mut log = Log::opened("UTC");
    let (fair, off) = (date(2026, 2, 2), date(2026, 2, 3));
    log.special_day(at(0, 0), fair, Some(HARBOUR), "fair");
    log.special_day(at(1, 0), fair, None, "holiday");
    log.special_day(at(1, 0), off, None, "holiday");
    log.special_day(at(3, 0), off, None, "");
    let record = log.record();
    let kind = |site, day, as_of| {
        let known = calendar_from(&record, site, as_of).unwrap();
        known.calendar.special_day(day).map(str::to_owned)
    };
    assert_eq!(kind(NORTHSIDE, fair, at(0, 0)), None);
    assert_eq!(kind(NORTHSIDE, fair, at(1, 0)).as_deref(), Some("holiday"));
    assert_eq!(kind(HARBOUR, fair, at(1, 0)).as_deref(), Some("fair"));
    assert_eq!(kind(NORTHSIDE, off, at(2, 0)).as_deref(), Some("holiday"));
    assert_eq!(kind(NORTHSIDE, off, at(3, 0)), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_told_later_changes_nothing_of_before(
        visits in proptest::collection::vec((0..4_000_i64, 0..3_000_i64, 0..4_u8, 0..4_000_i64), 1..60),
        moment in 0..7_000_i64,
    ) {
        let mut log = Log::opened("Europe/Lisbon");
        let mut told: Vec<(i64, i64, u8, i64)> = visits;
        told.sort_unstable();
        let mut endings = Vec::new();
        for (booked, lead, fate, after) in told {
            let start = at(0, booked + lead);
            let id = log.booked(at(0, booked), CARDIOLOGY, NORTHSIDE, start);
            let to = [Status::Fulfilled, Status::Noshow, Status::EnteredInError];
            if let Some(to) = to.get(usize::from(fate)) {
                endings.push((start.plus_minutes(after), id, *to));
            }
        }
        for (when, id, to) in endings {
            log.ended(when, id, to);
        }
        let as_of = at(0, moment);
        for step in [StepLength::HOUR, StepLength::DAY] {
            let whole = series_from(&log.record(), CARDIOLOGY, NORTHSIDE, step, as_of);
            let early = series_from(&log.record_by(as_of), CARDIOLOGY, NORTHSIDE, step, as_of);
            prop_assert_eq!(whole, early);
        }
    }
}
