//! Readings against the rules of their signals: unit, range, jumps, the future, repetitions.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use lindley_ports::{FeedReading, FeedRow, Fetched, RefusalReason, RefusedRow};
use lindley_public_data::Row;
use lindley_public_data::feed::FeedValue;
use lindley_time::Instant;

use crate::settings::{FeedSettings, SignalRule};

/// What was found good and bad.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) fetched: Fetched,
    /// Where the newest usable row ends.
    pub(crate) newest_end: Option<Instant>,
}

/// The last values of one signal at one site.
#[derive(Clone, Copy, Debug, Default)]
struct Last {
    believed: Option<i64>,
    /// A value that was refused as a jump from the believed one.
    doubted: Option<i64>,
}

/// Signal and site.
type Place = (String, Option<String>);

/// Checks rows in order of their time. `refused` are those that could not even be read.
pub(crate) fn check(
    mut rows: Vec<Row<FeedValue>>,
    mut refused: Vec<RefusedRow>,
    settings: &FeedSettings,
    now: Instant,
) -> Checked {
    rows.sort_by_key(|row| (row.value.span.start(), row.line));
    let mut seen: BTreeMap<(Place, (Instant, Instant)), i64> = BTreeMap::new();
    let mut last: BTreeMap<Place, Last> = BTreeMap::new();
    let mut units: BTreeMap<String, String> = BTreeMap::new();
    let mut good = Vec::new();
    for Row { line, value } in rows {
        let place = (value.signal.clone(), value.site.clone());
        let before = last.entry(place.clone()).or_default();
        let verdict = plausible(&value, settings, now)
            .and_then(|rule| one_unit(&value, rule, &mut units).map(|()| rule))
            .and_then(|rule| repeated(&mut seen, &place, &value).map(|()| rule))
            .and_then(|rule| steady(&value, rule, before));
        match verdict {
            Ok(()) => good.push(value),
            Err((reason, why)) => {
                let problem = format!("line {line}, {}: {why}", value.signal);
                refused.push(RefusedRow { line, reason, problem });
            }
        }
    }
    refused.sort_by_key(|row| row.line);
    let newest_end = good.iter().map(|value| value.span.end()).max();
    let rows = good.into_iter().map(|value| FeedRow::Reading(reading(value))).collect();
    Checked { fetched: Fetched { rows, refused }, newest_end }
}

type Verdict<T> = Result<T, (RefusalReason, String)>;

fn plausible<'a>(value: &FeedValue, settings: &'a FeedSettings, now: Instant) -> Verdict<&'a SignalRule> {
    let own = settings.rules.get(value.signal.as_str());
    let Some(rule) = own.or(settings.other_rule.as_ref()) else {
        let why = "nobody has said what this signal may be; give it a rule in the settings";
        return Err((RefusalReason::UnknownSignal, why.into()));
    };
    if let Some(first) = rule.units.first()
        && !rule.units.iter().any(|unit| **unit == *value.unit)
    {
        let why = format!("the unit is not {first}; convert the values at the source");
        return Err((RefusalReason::WrongUnit, why));
    }
    if !(rule.least_milli..=rule.greatest_milli).contains(&value.value_milli) {
        let (least, greatest) = (rule.least_milli as f64 / 1e3, rule.greatest_milli as f64 / 1e3);
        return Err((RefusalReason::OutOfRange, format!("the value is not from {least} to {greatest}")));
    }
    if value.span.end() > now.plus_minutes(rule.ahead_minutes) {
        let why = format!("it tells of a time that ends at {}, too far ahead to be known", value.span.end());
        return Err((RefusalReason::TooFarAhead, why));
    }
    Ok(rule)
}

/// Of a signal whose unit nobody has said, the first row says it.
fn one_unit(value: &FeedValue, rule: &SignalRule, units: &mut BTreeMap<String, String>) -> Verdict<()> {
    if !rule.units.is_empty() {
        return Ok(());
    }
    let first = units.entry(value.signal.clone()).or_insert_with(|| value.unit.clone());
    if *first == value.unit {
        return Ok(());
    }
    Err((RefusalReason::WrongUnit, format!("an earlier row has the unit {first}; keep one of the two")))
}

fn repeated(
    seen: &mut BTreeMap<(Place, (Instant, Instant)), i64>,
    place: &Place,
    value: &FeedValue,
) -> Verdict<()> {
    // The first of contradicting values stays the one that others are compared to.
    let key = (place.clone(), (value.span.start(), value.span.end()));
    match seen.entry(key) {
        Entry::Vacant(place) => {
            place.insert(value.value_milli);
            Ok(())
        }
        Entry::Occupied(earlier) if *earlier.get() == value.value_milli => {
            Err((RefusalReason::Repeated, "the same row is there already".into()))
        }
        Entry::Occupied(_) => {
            let why = "another value for the same time is there already; keep one of the two";
            Err((RefusalReason::Contradicted, why.into()))
        }
    }
}

/// Whether a value lies near the one before, or near one that was doubted: then the level has really moved.
fn steady(value: &FeedValue, rule: &SignalRule, last: &mut Last) -> Verdict<()> {
    let now = value.value_milli;
    let near = |other: Option<i64>| {
        other.is_none_or(|other| rule.jump_milli.is_none_or(|jump| (now - other).abs() <= jump))
    };
    if near(last.believed) || (last.doubted.is_some() && near(last.doubted)) {
        *last = Last { believed: Some(now), doubted: None };
        return Ok(());
    }
    last.doubted = Some(now);
    let why = "the value is farther from the one before than values go; it is believed when the next one confirms it";
    Err((RefusalReason::Jump, why.into()))
}

fn reading(value: FeedValue) -> FeedReading {
    FeedReading {
        signal: value.signal.into(),
        unit: value.unit.into(),
        site: value.site.map(Into::into),
        span: value.span,
        value_milli: value.value_milli,
    }
}
