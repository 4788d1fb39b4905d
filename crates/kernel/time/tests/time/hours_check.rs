//! Weekly hours that make no sense: one test for each error.

use lindley_time::civil::{Time, Weekday, date, time};
use lindley_time::{HoursError, HoursException, WeeklyHours, WeeklyRule};

use crate::hours::rule;

const MON: Weekday = Weekday::Monday;
const TUE: Weekday = Weekday::Tuesday;

fn hour(hour: i8) -> Time {
    time(hour, 0, 0, 0)
}

fn check(rules: Vec<WeeklyRule>) -> Result<(), HoursError> {
    WeeklyHours { rules, exceptions: Vec::new() }.check()
}

fn check_exceptions(exceptions: Vec<HoursException>) -> Result<(), HoursError> {
    WeeklyHours { rules: Vec::new(), exceptions }.check()
}

#[test]
fn sensible_hours_pass() {
    assert_eq!(WeeklyHours::default().check(), Ok(()));
    let morning = rule(&[MON, TUE], hour(8), hour(12));
    let afternoon = rule(&[MON], hour(12), hour(16));
    let night = rule(&[MON], hour(22), hour(6));
    let whole_day = rule(&[Weekday::Saturday, Weekday::Sunday], hour(0), hour(0));
    assert_eq!(check(vec![morning, afternoon, night, whole_day]), Ok(()));
}

#[test]
fn a_rule_without_a_weekday_is_refused() {
    assert_eq!(check(vec![rule(&[], hour(8), hour(9))]), Err(HoursError::NoWeekday { rule: 0 }));
}

#[test]
fn a_weekday_named_twice_is_refused() {
    let twice = check(vec![rule(&[MON, TUE, MON], hour(8), hour(9))]);
    assert_eq!(twice, Err(HoursError::RepeatedWeekday { rule: 0, weekday: MON }));
}

#[test]
fn zero_length_is_refused_and_the_message_says_how_to_write_a_whole_day() {
    let error = check(vec![rule(&[MON], hour(0), hour(0)), rule(&[TUE], hour(8), hour(8))]).unwrap_err();
    assert_eq!(error, HoursError::ZeroLength { rule: 1 });
    assert!(error.to_string().contains("from 00:00 until 00:00"), "{error}");
}

#[test]
fn seconds_are_refused() {
    let seconds = check(vec![rule(&[MON], time(8, 0, 1, 0), hour(9))]);
    assert_eq!(seconds, Err(HoursError::NotWholeMinutes { rule: 0 }));
}

#[test]
fn a_validity_that_ends_before_it_starts_is_refused() {
    let (first, last) = (date(2026, 6, 2), date(2026, 6, 1));
    let reversed =
        WeeklyRule { valid_from: Some(first), valid_until: Some(last), ..rule(&[MON], hour(8), hour(9)) };
    assert_eq!(check(vec![reversed.clone()]), Err(HoursError::EndsBeforeItStarts { rule: 0 }));
    // A validity of one day is one.
    assert_eq!(check(vec![WeeklyRule { valid_from: Some(last), ..reversed }]), Ok(()));
}

#[test]
fn rules_that_share_minutes_are_refused() {
    let error =
        check(vec![rule(&[MON], hour(8), hour(12)), rule(&[TUE, MON], hour(11), hour(13))]).unwrap_err();
    assert_eq!(error, HoursError::Overlap { first: 0, second: 1, weekday: MON });
    assert!(error.to_string().starts_with("rules 0 and 1 overlap on mon;"), "{error}");
}

#[test]
fn rules_that_share_minutes_through_midnight_are_refused_in_either_order() {
    let night = rule(&[MON], hour(22), hour(6));
    let morning = rule(&[TUE], hour(5), hour(9));
    let overlap = |weekday| Err(HoursError::Overlap { first: 0, second: 1, weekday });
    assert_eq!(check(vec![night.clone(), morning.clone()]), overlap(MON));
    assert_eq!(check(vec![morning, night.clone()]), overlap(TUE));
    let over_the_week = [rule(&[Weekday::Sunday], hour(22), hour(6)), rule(&[MON], hour(0), hour(1))];
    assert_eq!(check(over_the_week.to_vec()), overlap(Weekday::Sunday));
    assert_eq!(check(vec![night, rule(&[TUE], hour(6), hour(9))]), Ok(()));
}

#[test]
fn rules_that_never_hold_together_may_share_minutes() {
    let old = WeeklyRule { valid_until: Some(date(2026, 6, 7)), ..rule(&[MON], hour(8), hour(12)) };
    let new = WeeklyRule { valid_from: Some(date(2026, 6, 8)), ..rule(&[MON], hour(9), hour(13)) };
    assert_eq!(check(vec![old.clone(), new.clone()]), Ok(()));
    let new_until_winter = WeeklyRule { valid_until: Some(date(2026, 11, 30)), ..new.clone() };
    assert_eq!(check(vec![old.clone(), new_until_winter]), Ok(()));
    // They share Tuesday to Sunday, on which neither opens.
    let longer = WeeklyRule { valid_until: Some(date(2026, 6, 7)), ..old.clone() };
    let sooner = WeeklyRule { valid_from: Some(date(2026, 6, 2)), ..new.clone() };
    assert_eq!(check(vec![longer, sooner]), Ok(()));
    let overlapping = WeeklyRule { valid_until: Some(date(2026, 6, 8)), ..old };
    assert_eq!(check(vec![overlapping, new]), Err(HoursError::Overlap { first: 0, second: 1, weekday: MON }));
}

#[test]
fn a_night_that_outlives_its_validity_is_compared_with_the_next_rule() {
    let night = WeeklyRule { valid_until: Some(date(2026, 6, 8)), ..rule(&[MON], hour(22), hour(6)) };
    let morning = WeeklyRule { valid_from: Some(date(2026, 6, 9)), ..rule(&[TUE], hour(5), hour(9)) };
    assert_eq!(check(vec![night, morning]), Err(HoursError::Overlap { first: 0, second: 1, weekday: MON }));
}

fn exception(opening: &[(Time, Time)]) -> HoursException {
    HoursException { date: date(2026, 12, 24), opening: opening.to_vec() }
}

#[test]
fn two_exceptions_for_one_date_are_refused() {
    let twice = check_exceptions(vec![exception(&[]), exception(&[])]);
    assert_eq!(twice, Err(HoursError::DuplicateException { first: 0, second: 1, date: date(2026, 12, 24) }));
}

#[test]
fn openings_of_an_exception_are_checked_like_rules() {
    let on = date(2026, 12, 24);
    assert_eq!(check_exceptions(vec![exception(&[(hour(8), hour(9)), (hour(9), hour(10))])]), Ok(()));
    assert_eq!(
        check_exceptions(vec![exception(&[(hour(9), hour(9))])]),
        Err(HoursError::ExceptionZeroLength { date: on, opening: 0 })
    );
    assert_eq!(
        check_exceptions(vec![exception(&[(hour(9), time(10, 0, 30, 0))])]),
        Err(HoursError::ExceptionNotWholeMinutes { date: on, opening: 0 })
    );
    assert_eq!(
        check_exceptions(vec![exception(&[(hour(20), hour(2)), (hour(8), hour(9)), (hour(23), hour(0))])]),
        Err(HoursError::ExceptionOverlap { date: on, first: 0, second: 2 })
    );
}
