//! What makes weekly hours senseless.

use jiff::civil::{Date, Time, Weekday};

use super::{HoursError, WeeklyHours, WeeklyRule};

const MINUTES_OF_DAY: i32 = 24 * 60;

/// Minutes past the midnight with which the opening's date begins; the end may lie on the next day.
#[derive(Clone, Copy)]
struct Minutes {
    from: i32,
    until: i32,
}

/// What is wrong with one opening, whether it belongs to a rule or an exception.
enum Flaw {
    ZeroLength,
    NotWholeMinutes,
}

impl Minutes {
    fn new(from: Time, until: Time) -> Result<Self, Flaw> {
        let fraction = |time: Time| time.second() != 0 || time.subsec_nanosecond() != 0;
        if fraction(from) || fraction(until) {
            return Err(Flaw::NotWholeMinutes);
        }
        if from == until && from != Time::midnight() {
            return Err(Flaw::ZeroLength);
        }
        let minutes = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
        let past_midnight = if until <= from { MINUTES_OF_DAY } else { 0 };
        Ok(Self { from: minutes(from), until: minutes(until) + past_midnight })
    }

    /// Whether the two share a minute if the other's date lies `days` after this one's.
    fn overlaps(self, other: Self, days: i32) -> bool {
        let shift = days * MINUTES_OF_DAY;
        self.from < other.until + shift && other.from + shift < self.until
    }
}

/// See [`WeeklyHours::check`].
pub(super) fn check(hours: &WeeklyHours) -> Result<(), HoursError> {
    let mut checked: Vec<(&WeeklyRule, Minutes)> = Vec::with_capacity(hours.rules.len());
    for (position, rule) in hours.rules.iter().enumerate() {
        let minutes = check_rule(position, rule)?;
        check_overlap(&checked, rule, minutes)?;
        checked.push((rule, minutes));
    }
    check_exceptions(hours)
}

fn check_rule(position: usize, rule: &WeeklyRule) -> Result<Minutes, HoursError> {
    if rule.weekdays.is_empty() {
        return Err(HoursError::NoWeekday { rule: position });
    }
    for (earlier, weekday) in rule.weekdays.iter().enumerate() {
        if rule.weekdays[..earlier].contains(weekday) {
            return Err(HoursError::RepeatedWeekday { rule: position, weekday: *weekday });
        }
    }
    if matches!((rule.valid_from, rule.valid_until), (Some(first), Some(last)) if last < first) {
        return Err(HoursError::EndsBeforeItStarts { rule: position });
    }
    Minutes::new(rule.from, rule.until).map_err(|flaw| match flaw {
        Flaw::ZeroLength => HoursError::ZeroLength { rule: position },
        Flaw::NotWholeMinutes => HoursError::NotWholeMinutes { rule: position },
    })
}

/// A rule against all before it. No rule is longer than a day, so none overlaps itself.
fn check_overlap(
    before: &[(&WeeklyRule, Minutes)],
    newest: &WeeklyRule,
    minutes: Minutes,
) -> Result<(), HoursError> {
    for (first, (rule, rule_minutes)) in before.iter().enumerate() {
        let mut overlapping = (-1..=1).filter(|days| rule_minutes.overlaps(minutes, *days));
        if let Some(weekday) = overlapping.find_map(|days| weekday_of_both(rule, newest, days)) {
            return Err(HoursError::Overlap { first, second: before.len(), weekday });
        }
    }
    Ok(())
}

/// A weekday on which `rule` holds on some date, while `other` holds on the date `days` later.
fn weekday_of_both(rule: &WeeklyRule, other: &WeeklyRule, days: i32) -> Option<Weekday> {
    let shifted = |date: Date| date.saturating_sub(jiff::Span::new().days(days));
    let first = rule.valid_from.max(other.valid_from.map(shifted)).unwrap_or(Date::MIN);
    let last = [rule.valid_until, other.valid_until.map(shifted)].into_iter().flatten().min();
    let last = last.unwrap_or(Date::MAX);
    // Seven dates show every weekday; fewer if the validity the two share is shorter.
    first.series(jiff::Span::new().days(1)).take(7).take_while(|date| *date <= last).map(Date::weekday).find(
        |weekday| rule.weekdays.contains(weekday) && other.weekdays.contains(&weekday.wrapping_add(days)),
    )
}

fn check_exceptions(hours: &WeeklyHours) -> Result<(), HoursError> {
    let mut seen = std::collections::BTreeMap::new();
    for (second, exception) in hours.exceptions.iter().enumerate() {
        let date = exception.date;
        if let Some(first) = seen.insert(date, second) {
            return Err(HoursError::DuplicateException { first, second, date });
        }
        let mut openings: Vec<Minutes> = Vec::with_capacity(exception.opening.len());
        for (opening, &(from, until)) in exception.opening.iter().enumerate() {
            let minutes = Minutes::new(from, until).map_err(|flaw| match flaw {
                Flaw::ZeroLength => HoursError::ExceptionZeroLength { date, opening },
                Flaw::NotWholeMinutes => HoursError::ExceptionNotWholeMinutes { date, opening },
            })?;
            if let Some(first) = openings.iter().position(|earlier| earlier.overlaps(minutes, 0)) {
                return Err(HoursError::ExceptionOverlap { date, first, second: opening });
            }
            openings.push(minutes);
        }
    }
    Ok(())
}
