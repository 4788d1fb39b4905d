//! Back tests of demand: the report is whole, and what has moved is told. Special days and signals on the command line are read,
//! and refused by file and line.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use lindley_time::civil::date;
use tempfile::NamedTempFile;

use super::{DemandArgs, found, world::World, written};
use crate::model::backtest::KEYS;

fn file(text: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().expect("a file");
    file.write_all(text.as_bytes()).expect("a disk");
    file
}

fn args(days: Option<&NamedTempFile>, signals: &[&NamedTempFile]) -> DemandArgs {
    let path = |file: &NamedTempFile| -> PathBuf { file.path().to_owned() };
    DemandArgs {
        time_column: None,
        time_format: None,
        count_column: None,
        series_column: None,
        step: None,
        days: Some(7),
        special_days: days.map(path),
        signal: signals.iter().map(|file| path(file)).collect(),
    }
}

#[test]
fn rows_with_a_site_are_about_the_series_of_that_name() {
    let days = file("day,kind,site\n2026-12-25,holiday,\n2026-12-28,fair,north\n");
    let rain = file(
        "signal,unit,from,until,value\nrain,mm,2026-12-25T06:00,2026-12-25T07:00,2.5\nrain,mm,2026-12-25T07:00,2026-12-25T08:00,-1\n",
    );
    let flu = file("signal,unit,from,until,value\ninfluenza,percent,2026-12-13,2026-12-20,3\n");
    let world = World::read(&args(Some(&days), &[&rain, &flu])).expect("good files");
    let calendar = world.calendar("south").expect("a calendar");
    assert_eq!(calendar.special_day(date(2026, 12, 25)), Some("holiday"));
    assert_eq!(calendar.special_day(date(2026, 12, 28)), None);
    assert_eq!(world.calendar("north").expect("a calendar").special_day(date(2026, 12, 28)), Some("fair"));
    let [flu, rain] = calendar.signals() else { panic!("two signals") };
    assert_eq!((rain.at(date(2026, 12, 25).at(6, 30, 0, 0)), rain.refused()), (Some(2.5), 1));
    // A week's count is known when the week is over.
    assert_eq!(flu.at(date(2026, 12, 19).at(0, 0, 0, 0)), None);
    assert_eq!(flu.at(date(2026, 12, 24).at(0, 0, 0, 0)), Some(3.0));
}

#[test]
fn bad_rows_missing_columns_and_two_units_are_refused() {
    let told = |days: Option<&NamedTempFile>, signals: &[&NamedTempFile]| {
        format!("{:#}", World::read(&args(days, signals)).expect_err("a refusal"))
    };
    assert!(told(Some(&file("day,kind\nsoon,holiday\n")), &[]).contains("line 2, day: not a day"));
    assert!(told(Some(&file("day,kind\n")), &[]).contains("has a header and no row"));
    assert!(told(None, &[&file("day,kind\n2026-01-01,holiday\n")]).contains("no column named signal"));
    let header = "signal,unit,from,until,value";
    let units = file(&format!("{header}\nheat,C,2026-01-01,2026-01-02,3\nheat,F,2026-01-02,2026-01-03,40\n"));
    let world = World::read(&args(None, &[&units])).expect("a readable file");
    let told = world.calendar("").expect_err("a refusal").to_string();
    assert!(told.contains("heat has more than one unit"), "{told}");
    let inches = file(&format!("{header}\nrain,inch,2026-01-01,2026-01-02,3\n"));
    let world = World::read(&args(None, &[&inches])).expect("a readable file");
    let told = world.calendar("").expect_err("a refusal").to_string();
    assert!(told.contains("rain is in inch; convert its values to mm"), "{told}");
}

/// Twelve weeks by the hour, of two sites; `times` as many from the second tested day on.
fn counts(times: u64) -> NamedTempFile {
    let start = date(2026, 1, 5).at(0, 0, 0, 0);
    let mut text = "at,site,n\n".to_owned();
    for hour in 0..84 * 24_u64 {
        let at = start.saturating_add(Duration::from_hours(hour));
        for (site, times) in [("north", 1), ("south", if hour >= 78 * 24 { times } else { 1 })] {
            let count = (2 + hour % 24 / 3 + hour * 7_919 % 11) * times;
            writeln!(text, "{at},{site},{count}").expect("a string");
        }
    }
    file(&text)
}

fn of_sites() -> DemandArgs {
    let name = |name: &str| Some(name.to_owned());
    let (time_column, count_column, series_column) = (name("at"), name("n"), name("site"));
    DemandArgs { time_column, count_column, series_column, ..args(None, &[]) }
}

#[test]
fn a_report_has_the_same_names_as_those_of_other_tasks_and_its_parts_add_up() {
    let report = found(counts(1).path(), &of_sites()).expect("a report");
    let json = serde_json::to_value(&report).expect("a value");
    assert!(KEYS.iter().all(|key| json.get(key).is_some()), "{json}");
    let list = |at: &serde_json::Value, key: &str| at[key].as_array().expect(key).clone();
    let rows = |parts: &[serde_json::Value]| parts.iter().filter_map(|one| one["rows"].as_u64()).sum::<u64>();
    let steps = 2 * 7 * 24;
    assert_eq!(rows(&list(&json, "over_time")), steps);
    let segments = list(&json, "segments");
    let of = |grouping: &str| {
        segments.iter().filter(|one| one["grouping"] == grouping).cloned().collect::<Vec<_>>()
    };
    assert_eq!(
        of("series").iter().map(|one| one["name"].as_str()).collect::<Vec<_>>(),
        [Some("north"), Some("south")]
    );
    assert_eq!((rows(&of("series")), rows(&of("horizon"))), (steps, 2 * steps));
    assert!(segments.iter().all(|one| one["coverage"].is_f64() && one["width"].is_f64()));
    for level in list(&json, "reliability") {
        let [below, share] = ["observed_below", "observed"].map(|key| level[key].as_f64().expect(key));
        assert!(level["rows"] == steps && below <= share, "{level}");
    }
    let north = &json["series"][0]["day_ahead"];
    let weekdays: Vec<_> =
        list(north, "segments").into_iter().filter(|one| one["grouping"] == "weekday").collect();
    assert_eq!((rows(&weekdays), weekdays[0]["name"].as_str()), (7 * 24, Some("Monday")));
    assert_eq!((list(north, "over_time").len(), list(north, "reliability").len()), (7, 9));
    let text = written::written(&report);
    for told in [
        "by quantile",
        "bar: kept to; | is level",
        "week from 2026-03-",
        "Sunday",
        "a step ahead",
        "No alarm",
    ] {
        assert!(text.contains(told), "{told} is missing in\n{text}");
    }
}

#[test]
fn counts_that_move_and_bands_that_fail_are_told_of_their_series() {
    let report = found(counts(4).path(), &of_sites()).expect("a report");
    let json = serde_json::to_value(&report).expect("a value");
    let drift = json["drift"].as_array().expect("a list");
    let verdict = |series: &str, feature: &str| {
        let row = drift.iter().find(|row| row["series"] == series && row["feature"] == feature);
        row.expect("a row")["verdict"].as_str().expect("a word").to_owned()
    };
    assert_eq!(verdict("north", "count"), "steady");
    assert_eq!(
        (verdict("south", "count"), verdict("south", "score")),
        ("drifted".to_owned(), "drifted".to_owned())
    );
    assert_eq!(
        (verdict("north", "coverage"), verdict("south", "coverage")),
        ("steady".to_owned(), "drifted".to_owned())
    );
    let text = written::written(&report);
    assert!(text.contains("misses speak for it since 2026-03-2"), "{text}");
}

#[test]
fn constant_short_and_empty_files_have_a_named_fallback_or_an_error() {
    let args = || DemandArgs { series_column: None, ..of_sites() };
    let text = |rows: &str| written::written(&found(file(rows).path(), &args()).expect("a report"));
    let start = date(2026, 1, 5).at(0, 0, 0, 0);
    let hours = (0..30 * 24).map(|hour| format!("{},5\n", start.saturating_add(Duration::from_hours(hour))));
    let constant = text(&format!("at,n\n{}", hours.collect::<String>()));
    assert!(constant.contains("168 by constant"), "{constant}");
    let one = text("at,n\n2026-03-02 07:00,4\n");
    assert!(one.contains("One day cannot be tested. The next step, by few-rows"), "{one}");
    let told = |rows: &str| format!("{:#}", found(file(rows).path(), &args()).err().expect("a refusal"));
    assert!(told("").contains("the file is empty"));
    assert!(told("at,n\n").contains("has a header and no row"));
    assert!(told("at,calls\n2026-03-02 07:00,4\n").contains("no column named n"));
    assert!(told("at,n\n2999-03-02 07:00,4\n").contains("lies in the future"));
}
