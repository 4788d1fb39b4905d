//! Special days and signals on the command line: read, and refused by file and line.

use std::io::Write;
use std::path::PathBuf;

use lindley_time::civil::date;
use tempfile::NamedTempFile;

use super::{DemandArgs, StepLength, world::World};

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
        step: StepLength::HOUR,
        days: 7,
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
