//! What rows can do to a feed.

use std::path::PathBuf;

use lindley_feeds::{FeedFormat, FeedSettings, FileSource, SourceFeed};
use lindley_ports::RefusalReason::{
    Contradicted, Jump, OutOfRange, Repeated, TooFarAhead, UnknownSignal, Unreadable, WrongUnit,
};
use lindley_ports::{Feed, FeedError, FeedRow, Fetched, RefusalReason};
use lindley_time::{Instant, Zone};

fn now() -> Instant {
    Instant::parse("2026-03-10T00:00:00Z").unwrap()
}

fn fetch(text: &str, settings: FeedSettings, after: Option<Instant>) -> Result<Fetched, FeedError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.csv");
    std::fs::write(&file, text).unwrap();
    SourceFeed::new(FileSource::new(&file), settings).fetch(after, now())
}

fn signals() -> FeedSettings {
    FeedSettings::new("weather", FeedFormat::Signals, Zone::utc())
}

/// A file of readings by the day.
fn file(lines: &[(&str, &str, u32, &str)]) -> String {
    let rows = lines.iter().map(|(signal, unit, day, value)| {
        format!("{signal},{unit},2026-03-{day:02},2026-03-{:02},{value}\n", day + 1)
    });
    format!("signal,unit,from,until,value\n{}", rows.collect::<String>())
}

fn warm(day: u32, value: &str) -> (&'static str, &'static str, u32, &str) {
    ("temperature", "degree Celsius", day, value)
}

fn values(fetched: &Fetched) -> Vec<i64> {
    let value = |row: &FeedRow| match row {
        FeedRow::Reading(reading) => reading.value_milli,
        FeedRow::SpecialDay(_) => i64::MIN,
    };
    fetched.rows.iter().map(value).collect()
}

fn reasons(fetched: &Fetched) -> Vec<(u64, RefusalReason)> {
    fetched.refused.iter().map(|row| (row.line, row.reason)).collect()
}

#[test]
fn each_lie_is_refused_under_its_name_and_the_rest_is_used() {
    let good = (1..=8).map(|day| ("rain", "mm", day, "1.5")).collect::<Vec<_>>();
    let lies = [
        ("pollen", "grains", 1, "4"),
        ("rain", "inch", 9, "0.2"),
        ("rain", "mm", 9, "-3"),
        ("rain", "mm", 30, "1"),
        ("rain", "mm", 3, "1.5"),
        ("rain", "mm", 4, "2.5"),
        ("rain", "mm", 9, "much"),
    ];
    let settings = FeedSettings { other_rule: None, ..signals() };
    let fetched = fetch(&file(&[&good[..], &lies[..]].concat()), settings, None).unwrap();
    assert_eq!(values(&fetched), [1_500; 8]);
    let kinds = [UnknownSignal, WrongUnit, OutOfRange, TooFarAhead, Repeated, Contradicted, Unreadable];
    assert_eq!(reasons(&fetched), (10..17).zip(kinds).collect::<Vec<_>>());
    assert!(
        fetched.refused[1].problem.contains("line 11, rain: the unit is not mm"),
        "{:?}",
        fetched.refused
    );
}

#[test]
fn a_signal_of_the_clinic_s_own_may_be_any_number_in_one_unit() {
    let own = |day, unit, value| ("marathon runners", unit, day, value);
    let rows =
        [own(1, "people", "40000"), own(2, "people", "2"), own(3, "t", "5"), own(4, "people", "2000000")];
    let fetched = fetch(&file(&rows), signals(), None).unwrap();
    assert_eq!(values(&fetched), [40_000_000, 2_000]);
    assert_eq!(reasons(&fetched), [(4, WrongUnit), (5, OutOfRange)]);
    let years_ahead = "signal,unit,from,until,value\nfair,people,2036-03-01,2036-03-02,1\nfair,people,2027-03-01,2027-03-02,1\n";
    assert_eq!(reasons(&fetch(years_ahead, signals(), None).unwrap()), [(2, TooFarAhead)]);
}

#[test]
fn every_way_of_writing_a_known_unit_is_taken() {
    let text = file(&[warm(1, "4"), ("temperature", "°C", 2, "5"), ("temperature", "Fahrenheit", 3, "41")]);
    let fetched = fetch(&text, signals(), None).unwrap();
    assert_eq!((values(&fetched), reasons(&fetched)), (vec![4_000, 5_000], vec![(4, WrongUnit)]));
}

#[test]
fn a_spike_is_doubted_and_a_new_level_believed_when_it_is_confirmed() {
    let spike = file(&[warm(1, "4"), warm(2, "50"), warm(3, "5")]);
    let fetched = fetch(&spike, signals(), None).unwrap();
    assert_eq!((values(&fetched), reasons(&fetched)), (vec![4_000, 5_000], vec![(3, Jump)]));
    let level = file(&[warm(1, "-20"), warm(2, "10"), warm(3, "11"), warm(4, "12")]);
    let fetched = fetch(&level, signals(), None).unwrap();
    assert_eq!((values(&fetched), reasons(&fetched)), (vec![-20_000, 11_000, 12_000], vec![(3, Jump)]));
}

#[test]
fn a_measured_signal_cannot_know_the_future_and_a_forecast_may() {
    let measured = |day| ("influenza", "percent", day, "3");
    let fetched = fetch(&file(&[measured(8), measured(9), measured(10)]), signals(), None).unwrap();
    assert_eq!(reasons(&fetched), [(4, TooFarAhead)]);
    let fetched = fetch(&file(&[warm(8, "3"), warm(9, "3"), warm(12, "3")]), signals(), None).unwrap();
    assert_eq!(reasons(&fetched), []);
}

#[test]
fn a_feed_that_stopped_says_since_when() {
    let settings = FeedSettings { quiet_minutes: Some(3 * 24 * 60), ..signals() };
    let error = fetch(&file(&[warm(1, "4"), warm(2, "5")]), settings.clone(), None).expect_err("silence");
    assert!(
        matches!(error, FeedError::Stopped { newest, .. } if Some(newest) == Instant::parse("2026-03-03T00:00:00Z"))
    );
    // New rows that cannot be used are no sign of life.
    let lying = [warm(1, "4"), warm(2, "5"), warm(8, "99")];
    assert!(matches!(fetch(&file(&lying), settings.clone(), None), Err(FeedError::Stopped { .. })));
    assert!(fetch(&file(&[warm(1, "4"), warm(8, "5")]), settings, None).is_ok());
}

#[test]
fn rows_already_known_are_left_out_and_that_is_no_silence() {
    let text = file(&[warm(7, "4"), warm(8, "5"), warm(9, "6")]);
    let eighth = Instant::parse("2026-03-08T00:00:00Z");
    assert_eq!(values(&fetch(&text, signals(), eighth).unwrap()), [6_000]);
    assert!(fetch(&text, signals(), Some(now())).unwrap().rows.is_empty());
}

#[test]
fn a_feed_that_mostly_lies_or_has_nothing_is_an_error() {
    let lying = file(&[warm(1, "999"), warm(2, "999"), warm(3, "4")]);
    let error = fetch(&lying, signals(), None).expect_err("lies");
    assert!(matches!(error, FeedError::Untrusted { refused: 2, rows: 3, .. }), "{error}");
    assert!(matches!(fetch(&file(&[]), signals(), None), Err(FeedError::Nothing { .. })));
    let days = FeedSettings::new("days", FeedFormat::SpecialDays, Zone::utc());
    assert!(matches!(fetch("day,kind\n", days, None), Err(FeedError::Nothing { .. })));
}

#[test]
fn special_days_come_once_each_and_in_order() {
    let days = FeedSettings::new("days", FeedFormat::SpecialDays, Zone::utc());
    let text = "day,kind,site\n2026-12-25,holiday,\n2026-04-03,holiday,\n2026-04-03,fair,site-2\n\
                2026-12-25,holiday,\n2026-12-25,fair,\n2226-12-25,holiday,\n";
    let fetched = fetch(text, days, Some(now())).unwrap();
    assert_eq!(reasons(&fetched), [(5, Repeated), (6, Contradicted), (7, TooFarAhead)]);
    let days: Vec<String> = fetched
        .rows
        .iter()
        .map(|row| match row {
            FeedRow::SpecialDay(day) => format!("{} {} {:?}", day.day, day.kind, day.site),
            FeedRow::Reading(_) => String::new(),
        })
        .collect();
    assert_eq!(
        days,
        ["2026-04-03 holiday None", "2026-04-03 fair Some(\"site-2\")", "2026-12-25 holiday None"]
    );
}

#[test]
fn influenza_of_a_region_is_read_and_an_unknown_region_is_told() {
    let ilinet =
        |region: &str| FeedSettings::new("flu", FeedFormat::Ilinet { region: region.into() }, Zone::utc());
    let text = "region,time,weighted_ili\nRegion 1,2026-02-22,2.5\nRegion 1,2026-03-01,2.75\n\
                Region 1,2026-03-08,3\nRegion 2,2026-03-01,9\n";
    let fetched = fetch(text, ilinet("Region 1"), None).unwrap();
    // The week that has not ended cannot have been counted.
    assert_eq!((values(&fetched), reasons(&fetched)), (vec![2_500, 2_750], vec![(4, TooFarAhead)]));
    let error = fetch(text, ilinet("Region 11"), None).expect_err("no such region");
    assert!(error.to_string().contains("no row of the region Region 11"), "{error}");
}

#[test]
fn a_file_that_is_not_there_or_too_large_is_told() {
    let missing = SourceFeed::new(FileSource::new(&PathBuf::from("no/such/file.csv")), signals());
    assert!(matches!(missing.fetch(None, now()), Err(FeedError::Unavailable { .. })));
    let settings = FeedSettings { largest_bytes: 10, ..signals() };
    assert!(matches!(
        fetch("signal,unit,from,until,value\n", settings, None),
        Err(FeedError::TooLarge { limit: 10, .. })
    ));
}
