//! Weekly hours as instants: the plain cases, and the clocks' changes.

use lindley_time::civil::{Date, Time, Weekday, date, time};
use lindley_time::{HoursException, Span, WeeklyHours, WeeklyRule};

use crate::{at, span, zone};

const EVERY_DAY: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

pub(crate) fn rule(weekdays: &[Weekday], from: Time, until: Time) -> WeeklyRule {
    WeeklyRule { weekdays: weekdays.to_vec(), from, until, valid_from: None, valid_until: None }
}

pub(crate) fn daily(from: Time, until: Time) -> WeeklyHours {
    WeeklyHours { rules: vec![rule(&EVERY_DAY, from, until)], exceptions: Vec::new() }
}

fn spans_on(hours: &WeeklyHours, name: &str, date: Date) -> Vec<Span> {
    let zone = zone(name);
    hours.spans(&zone, zone.day(date).unwrap()).spans().to_vec()
}

#[test]
fn hours_without_rules_are_never_open() {
    assert!(spans_on(&WeeklyHours::default(), "UTC", date(2026, 6, 1)).is_empty());
}

#[test]
fn a_rule_opens_on_its_weekdays_within_its_validity() {
    let mut hours = WeeklyHours::default();
    hours.rules.push(WeeklyRule {
        valid_from: Some(date(2026, 6, 8)),
        valid_until: Some(date(2026, 6, 15)),
        ..rule(&[Weekday::Monday], time(8, 0, 0, 0), time(12, 0, 0, 0))
    });
    let june = span("2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z");
    assert_eq!(
        hours.spans(&zone("UTC"), june).spans(),
        [
            span("2026-06-08T08:00:00Z", "2026-06-08T12:00:00Z"),
            span("2026-06-15T08:00:00Z", "2026-06-15T12:00:00Z"),
        ]
    );
}

#[test]
fn the_result_is_clipped_to_the_range() {
    let office = daily(time(8, 0, 0, 0), time(16, 0, 0, 0));
    let noon = span("2026-06-01T12:00:00Z", "2026-06-01T12:30:00Z");
    assert_eq!(office.spans(&zone("UTC"), noon).spans(), [noon]);
    assert!(office.spans(&zone("UTC"), span("2026-06-01T16:00:00Z", "2026-06-02T08:00:00Z")).is_empty());
}

#[test]
fn a_night_shift_runs_into_the_next_day_even_if_that_is_closed() {
    let mut night = daily(time(22, 0, 0, 0), time(6, 0, 0, 0));
    night.exceptions.push(HoursException { date: date(2026, 12, 25), opening: Vec::new() });
    assert_eq!(
        night.spans(&zone("UTC"), span("2026-12-25T00:00:00Z", "2026-12-27T00:00:00Z")).spans(),
        [
            span("2026-12-25T00:00:00Z", "2026-12-25T06:00:00Z"),
            span("2026-12-26T22:00:00Z", "2026-12-27T00:00:00Z"),
        ]
    );
}

#[test]
fn an_exception_replaces_the_rules_of_its_date() {
    let mut office = daily(time(8, 0, 0, 0), time(16, 0, 0, 0));
    let short = vec![(time(9, 0, 0, 0), time(10, 0, 0, 0)), (time(11, 0, 0, 0), time(12, 0, 0, 0))];
    office.exceptions.push(HoursException { date: date(2026, 12, 24), opening: short });
    assert_eq!(
        spans_on(&office, "UTC", date(2026, 12, 24)),
        [
            span("2026-12-24T09:00:00Z", "2026-12-24T10:00:00Z"),
            span("2026-12-24T11:00:00Z", "2026-12-24T12:00:00Z"),
        ]
    );
    assert_eq!(spans_on(&office, "UTC", date(2026, 12, 23)).len(), 1);
}

#[test]
fn midnight_as_the_end_is_the_end_of_the_day() {
    let evening = daily(time(20, 0, 0, 0), time(0, 0, 0, 0));
    assert_eq!(
        spans_on(&evening, "Europe/Berlin", date(2026, 6, 1)),
        [span("2026-06-01T18:00:00Z", "2026-06-01T22:00:00Z")]
    );
}

#[test]
fn an_opening_that_starts_in_a_gap_starts_after_it() {
    let early = daily(time(2, 30, 0, 0), time(4, 0, 0, 0));
    assert_eq!(
        spans_on(&early, "Europe/Berlin", date(2026, 3, 29)),
        [span("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")]
    );
}

#[test]
fn an_opening_that_ends_in_a_gap_ends_with_the_change() {
    let late = daily(time(1, 0, 0, 0), time(2, 30, 0, 0));
    assert_eq!(
        spans_on(&late, "Europe/Berlin", date(2026, 3, 29)),
        [span("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    );
}

#[test]
fn an_opening_wholly_inside_a_gap_does_not_take_place() {
    let lost = daily(time(2, 15, 0, 0), time(2, 45, 0, 0));
    assert!(spans_on(&lost, "Europe/Berlin", date(2026, 3, 29)).is_empty());
    assert!(
        spans_on(&daily(time(8, 0, 0, 0), time(16, 0, 0, 0)), "Pacific/Apia", date(2011, 12, 31)).len() == 1
    );
}

#[test]
fn an_opening_in_a_fold_takes_both_passes() {
    let twice = daily(time(2, 15, 0, 0), time(2, 45, 0, 0));
    assert_eq!(
        spans_on(&twice, "Europe/Berlin", date(2026, 10, 25)),
        [span("2026-10-25T00:15:00Z", "2026-10-25T01:45:00Z")]
    );
}

#[test]
fn the_afternoon_of_the_day_of_a_change_keeps_its_local_hours() {
    let office = daily(time(13, 0, 0, 0), time(17, 0, 0, 0));
    assert_eq!(
        spans_on(&office, "Europe/Berlin", date(2026, 3, 29)),
        [span("2026-03-29T11:00:00Z", "2026-03-29T15:00:00Z")]
    );
}

#[test]
fn the_first_minute_of_a_date_is_found_although_the_clocks_then_show_the_day_before() {
    // St John's, 2010-11-07: one minute past midnight the clocks go back to 23:01 of Saturday.
    let mut sunday = WeeklyHours::default();
    sunday.rules.push(rule(&[Weekday::Sunday], time(0, 0, 0, 0), time(0, 1, 0, 0)));
    let minute = span("2010-11-07T02:30:00Z", "2010-11-07T02:31:00Z");
    assert_eq!(sunday.spans(&zone("America/St_Johns"), minute).spans(), [minute]);

    // Friday's shift until 23:20 of Saturday ends with the second 23:20.
    let mut friday = WeeklyHours::default();
    friday.rules.push(rule(&[Weekday::Friday], time(23, 30, 0, 0), time(23, 20, 0, 0)));
    let change = span("2010-11-07T02:30:00Z", "2010-11-07T03:00:00Z");
    let rest = span("2010-11-07T02:30:00Z", "2010-11-07T02:50:00Z");
    assert_eq!(friday.spans(&zone("America/St_Johns"), change).spans(), [rest]);
}

#[test]
fn hours_at_the_ends_of_time_do_not_panic() {
    let always = daily(time(0, 0, 0, 0), time(0, 0, 0, 0));
    let (min, max) = (lindley_time::Instant::MIN, lindley_time::Instant::MAX);
    for name in ["UTC", "Pacific/Apia", "America/New_York"] {
        let first = Span::new(min, min.plus_days(2)).unwrap();
        let last = Span::new(max.plus_days(-2), max).unwrap();
        assert!(!always.spans(&zone(name), first).is_empty());
        assert!(!always.spans(&zone(name), last).is_empty());
    }
}

#[test]
fn json_is_stable_and_readable() {
    let json = concat!(
        r#"{"rules":[{"weekdays":["mon","fri"],"from":"08:00","until":"12:30","#,
        r#""valid_from":"2026-01-01","valid_until":null}],"#,
        r#""exceptions":[{"date":"2026-12-24","opening":[{"from":"09:00","until":"11:00"}]},"#,
        r#"{"date":"2026-12-25","opening":[]}]}"#
    );
    let hours: WeeklyHours = serde_json::from_str(json).unwrap();
    assert_eq!(hours.rules[0].weekdays, [Weekday::Monday, Weekday::Friday]);
    assert_eq!(serde_json::to_string(&hours).unwrap(), json);
    assert_eq!(serde_json::from_str::<WeeklyHours>("{}").unwrap(), WeeklyHours::default());
    let short = r#"{"rules":[{"weekdays":["mon"],"from":"08:00","until":"12:00"}]}"#;
    assert_eq!(serde_json::from_str::<WeeklyHours>(short).unwrap().rules.len(), 1);
}

#[test]
fn json_that_is_not_hours_is_refused() {
    for (json, reason) in [
        (r#"{"rules":[{"weekdays":["Monday"],"from":"08:00","until":"12:00"}]}"#, "a weekday is one of"),
        (r#"{"rules":[{"weekdays":["mon"],"from":"8","until":"12:00"}]}"#, "HH:MM"),
        (r#"{"rules":[{"weekdays":["mon"],"from":"08:00","until":"24:00"}]}"#, "the end of the day is 00:00"),
        (r#"{"exceptions":[{"date":"2026-02-30"}]}"#, "date"),
        (r#"{"hours":[]}"#, "unknown field"),
    ] {
        let error = serde_json::from_str::<WeeklyHours>(json).unwrap_err().to_string();
        assert!(error.contains(reason), "{json}: {error}");
    }
}

#[test]
fn a_moment_is_looked_up_in_the_zone_of_the_site() {
    let office = daily(time(8, 0, 0, 0), time(16, 0, 0, 0));
    let day = span("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z");
    assert!(office.spans(&zone("America/New_York"), day).holds(at("2026-06-01T12:00:00Z")));
    assert!(!office.spans(&zone("America/New_York"), day).holds(at("2026-06-01T11:59:59Z")));
}
