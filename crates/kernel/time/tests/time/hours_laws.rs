//! Weekly hours against the plainest possible model: is the local time of this minute between from and until?

use lindley_time::civil::{Date, DateTime, Time, Weekday, date, time};
use lindley_time::{HoursException, Instant, Span, WeeklyHours, WeeklyRule, Zone};
use proptest::prelude::*;

use crate::zone;

/// Zones, each with a date on which its clocks change: gaps, folds, half hours, two hours, over midnight, a whole day.
const CHANGES: [(&str, Date); 9] = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("America/St_Johns", date(2010, 11, 7)),
    ("Antarctica/Troll", date(2026, 10, 25)),
    ("Pacific/Apia", date(2011, 12, 31)),
    ("America/Havana", date(2026, 3, 8)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
];

fn any_time() -> impl Strategy<Value = Time> {
    (0i8..24, prop::sample::select(vec![0i8, 1, 15, 30, 59]))
        .prop_map(|(hour, minute)| time(hour, minute, 0, 0))
}

fn any_hours(around: Date) -> impl Strategy<Value = WeeklyHours> {
    let near =
        move || (-3i32..=3).prop_map(move |days| around.checked_add(jiff::Span::new().days(days)).unwrap());
    let weekdays = prop::collection::btree_set(0i8..7, 1..=7);
    let validity = || prop::option::weighted(0.2, near());
    let rule = (weekdays, any_time(), any_time(), validity(), validity()).prop_map(
        |(weekdays, from, until, valid_from, valid_until)| WeeklyRule {
            weekdays: weekdays
                .into_iter()
                .map(|day| Weekday::from_monday_zero_offset(day).unwrap())
                .collect(),
            from,
            until,
            valid_from,
            valid_until,
        },
    );
    let opening = prop::collection::vec((any_time(), any_time()), 0..3);
    let exceptions = prop::collection::btree_map(near(), opening, 0..2).prop_map(|by_date| {
        by_date.into_iter().map(|(date, opening)| HoursException { date, opening }).collect()
    });
    (prop::collection::vec(rule, 0..4), exceptions)
        .prop_map(|(rules, exceptions)| WeeklyHours { rules, exceptions })
}

fn any_case() -> impl Strategy<Value = (Zone, Span, WeeklyHours)> {
    prop::sample::select(CHANGES.to_vec()).prop_flat_map(|(name, around)| {
        let zone = zone(name);
        let day = zone.day(around).unwrap();
        let range = Span::new(day.start().plus_days(-2), day.end().plus_days(2)).unwrap();
        (Just(zone), Just(range), any_hours(around))
    })
}

/// Whether the local time lies in an opening, as somebody would read the rules from a sign on the door.
fn reads_as_open(hours: &WeeklyHours, local: DateTime) -> bool {
    let starts_on = |date: Date| -> Vec<(Time, Time)> {
        match hours.exceptions.iter().find(|exception| exception.date == date) {
            Some(exception) => exception.opening.clone(),
            None => hours
                .rules
                .iter()
                .filter(|rule| rule.holds_on(date))
                .map(|rule| (rule.from, rule.until))
                .collect(),
        }
    };
    [local.date().yesterday().unwrap(), local.date()].into_iter().any(|date| {
        starts_on(date).into_iter().any(|(from, until)| {
            let last = if until <= from { date.tomorrow().unwrap() } else { date };
            date.to_datetime(from) <= local && local < last.to_datetime(until)
        })
    })
}

/// Whether the clocks show this moment's local time, or one close to it, twice.
fn is_near_fold(zone: &Zone, range: Span, moment: Instant) -> bool {
    zone.offset_changes(range).into_iter().any(|change| {
        let back = zone.offset_seconds(change.plus_seconds(-1)) - zone.offset_seconds(change);
        back > 0 && (moment.seconds() - change.seconds()).abs() <= i64::from(back)
    })
}

proptest! {
    #[test]
    fn a_minute_is_open_if_and_only_if_the_rules_read_so((zone, range, hours) in any_case()) {
        let open = hours.spans(&zone, range);
        for minute in (0..range.seconds()).step_by(60) {
            let moment = range.start().plus_seconds(minute);
            let reads = reads_as_open(&hours, zone.local(moment));
            if reads != open.holds(moment) {
                // In a fold both passes are open as soon as one is: an opening lasts from its first to its last minute.
                prop_assert!(!reads && is_near_fold(&zone, range, moment), "{} {}", zone, moment);
            }
        }
    }

    #[test]
    fn a_part_of_the_range_gives_the_same_part_of_the_hours(
        (zone, range, hours) in any_case(),
        from in 0i64..4 * 86_400,
        length in 1i64..86_400,
    ) {
        let start = range.start().plus_seconds(from);
        let part = Span::new(start, start.plus_seconds(length)).unwrap();
        let whole = hours.spans(&zone, Span::new(range.start(), range.end().plus_days(2)).unwrap());
        let cut = whole.intersection(&[part].into_iter().collect());
        prop_assert_eq!(hours.spans(&zone, part), cut);
    }

    #[test]
    fn what_is_written_as_json_reads_the_same((_, _, hours) in any_case()) {
        let json = serde_json::to_string(&hours).unwrap();
        prop_assert_eq!(serde_json::from_str::<WeeklyHours>(&json).unwrap(), hours);
    }

    #[test]
    fn hours_that_pass_the_check_open_no_minute_twice((zone, range, mut hours) in any_case()) {
        hours.exceptions.clear();
        prop_assume!(hours.check().is_ok());
        // Away from folds, the lengths of the rules one by one add up to the length of all together.
        prop_assume!(!(0..range.seconds()).step_by(3_600).any(|s| is_near_fold(&zone, range, range.start().plus_seconds(s))));
        let length = |hours: &WeeklyHours| -> i64 { hours.spans(&zone, range).spans().iter().map(|span| span.seconds()).sum() };
        let one_by_one: i64 = hours
            .rules
            .iter()
            .map(|rule| length(&WeeklyHours { rules: vec![rule.clone()], exceptions: Vec::new() }))
            .sum();
        prop_assert_eq!(one_by_one, length(&hours));
    }
}
