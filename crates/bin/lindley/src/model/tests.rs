//! Back tests of appointments and visits: reports are whole, and bad files are refused by line and field.

use std::io::Write;
use std::path::Path;

use lindley_seed::Seed;
use tempfile::{NamedTempFile, tempdir};

use super::backtest::{KEYS, Report};
use super::{duration, no_show};

const APPOINTMENTS: &str = "PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,Neighbourhood,Scholarship,Hipertension,Diabetes,Alcoholism,Handcap,SMS_received,No-show";
const VISITS: &str = "ID,Session,Month,DayOfWeek,WorkingDay,AM_PM,Visit.No,Gender,M.Cancer,S.Cancer,StartTime,PayTime,Address,ServTime";

fn file(header: &str, rows: &[String]) -> NamedTempFile {
    let mut file = NamedTempFile::new().expect("a file");
    write!(file, "{header}\n{}", rows.concat()).expect("a disk");
    file
}

fn appointment(number: usize, age: &str, sex: &str) -> String {
    let missed = if number.is_multiple_of(4) { "Yes" } else { "No" };
    let day = 2 + number % 27;
    format!(
        "p{number},{number},{sex},2016-05-01T08:00:01Z,2016-05-{day:02}T00:00:00Z,{age},ELM,0,0,0,0,0,1,{missed}\n"
    )
}

fn no_show_error(file: &NamedTempFile) -> String {
    format!("{:#}", no_show::backtest(file.path(), Seed::from_u64(1)).err().expect("a refusal"))
}

#[test]
fn a_field_that_cannot_be_read_is_named_with_its_line() {
    let mut rows: Vec<String> = (0..900).map(|number| appointment(number, "40", "F")).collect();
    rows[7] = appointment(7, "40", "X");
    let told = no_show_error(&file(APPOINTMENTS, &rows));
    assert!(told.contains("line 9, Gender"), "{told}");
    let visit = "HA1,1,January,Wednesday,TRUE,morning,1,F,TRUE,FALSE,8:31:40,8:44:28,Out of city,soon\n";
    let visits = file(VISITS, &[visit.to_owned()]);
    let told =
        format!("{:#}", duration::backtest(visits.path(), Seed::from_u64(1)).err().expect("a refusal"));
    assert!(told.contains("line 2, ServTime"), "{told}");
}

#[test]
fn few_wrong_ages_are_left_out_and_counted_and_many_are_refused() {
    let mut rows: Vec<String> = (0..2_000).map(|number| appointment(number, "40", "F")).collect();
    rows[7] = appointment(7, "-1", "F");
    let report = no_show::backtest(file(APPOINTMENTS, &rows).path(), Seed::from_u64(1)).expect("a report");
    assert_eq!(
        (&report.found["left_out"]["rows"], &report.found["left_out"]["first"][0]["line"]),
        (&1.into(), &9.into())
    );
    assert!(report.written.contains("1 rows were left out"));
    rows.splice(..100, (0..100).map(|number| appointment(number, "-1", "F")));
    let told = no_show_error(&file(APPOINTMENTS, &rows));
    assert!(told.contains("100 rows cannot be used") && told.contains("line 2, Age"), "{told}");
}

#[test]
fn ten_rows_no_file_and_an_empty_folder_are_refused() {
    let rows: Vec<String> = (0..10).map(|number| appointment(number, "40", "F")).collect();
    assert!(no_show_error(&file(APPOINTMENTS, &rows)).contains("7 rows are too few"));
    let told =
        |path: &Path| format!("{:#}", duration::backtest(path, Seed::from_u64(1)).err().expect("a refusal"));
    let folder = tempdir().expect("a folder");
    assert!(told(folder.path()).contains("holds none of Data.csv"));
    assert!(told(&folder.path().join("none")).contains("--data"));
}

/// Nine hundred appointments of March to May; of those said to be far away more are missed.
fn appointments(neighbourhood: impl Fn(usize) -> &'static str) -> NamedTempFile {
    let row = |number: usize| {
        let (day, month) = (1 + number / 30 % 28, 3 + number / 840);
        let missed = if number * 7 % 10 < 3 { "Yes" } else { "No" };
        let (age, place, sex) =
            (20 + number % 50, neighbourhood(number), if number.is_multiple_of(3) { "M" } else { "F" });
        format!(
            "p{},{number},{sex},2016-02-01T08:00:01Z,2016-{month:02}-{day:02}T00:00:00Z,{age},{place},0,0,0,0,0,1,{missed}\n",
            number % 200
        )
    };
    file(APPOINTMENTS, &(0..1_200).map(row).collect::<Vec<_>>())
}

fn verdict<'a>(report: &'a Report, feature: &str) -> &'a serde_json::Value {
    let rows = report.found["drift"].as_array().expect("a list");
    &rows.iter().find(|row| row["feature"] == feature).expect("the feature")["verdict"]
}

#[test]
fn a_report_on_no_shows_tells_reliability_segments_weeks_and_what_has_moved() {
    let last_quarter_moves = |number: usize| if number < 900 { "ELM" } else { "OAK" };
    let data = appointments(last_quarter_moves);
    let report = no_show::backtest(data.path(), Seed::from_u64(1)).expect("a report");
    let found = |key: &str| report.found[key].as_array().expect(key);
    let rows = |key: &str| found(key).iter().map(|one| one["rows"].as_u64().expect("rows")).sum::<u64>();
    assert_eq!((rows("reliability"), rows("over_time")), (300, 300));
    assert!(found("segments").iter().any(|one| one["grouping"] == "sex" && one["name"] == "men"));
    for week in found("over_time") {
        let [low, share, high] =
            ["observed_low", "observed", "observed_high"].map(|key| week[key].as_f64().expect(key));
        let apart = share - week["predicted"].as_f64().expect("a share");
        assert!(
            low <= share && share <= high && (week["apart"].as_f64().expect("apart") - apart).abs() < 1e-12
        );
        assert!(week["band_low"].as_f64() <= week["band_high"].as_f64());
    }
    assert_eq!(
        (verdict(&report, "neighbourhood@1"), verdict(&report, "age@1")),
        (&"drifted".into(), &"steady".into())
    );
    assert!(found("drift").iter().any(|row| row["feature"] == "score"));
    for told in [
        "predicted  observed",
        "bar: observed; | is predicted",
        "week from",
        "moved since learning",
        "drifted",
    ] {
        assert!(report.written.contains(told), "{told} is missing in\n{}", report.written);
    }
}

/// Twelve visits of each session, new and returning; `seconds` of session and number.
fn visits(sessions: std::ops::RangeInclusive<u32>, seconds: impl Fn(u32, u32) -> u32) -> NamedTempFile {
    let row = |session: u32, number: u32| {
        let (patient, visit) = (format!("H{}", (session * 5 + number) % 90), 1 + (session + number) % 3);
        let seconds = seconds(session, number);
        format!(
            "{patient},{session},January,Wednesday,TRUE,morning,{visit},F,FALSE,FALSE,8:31:40,8:44:28,Out of city,{seconds}\n"
        )
    };
    let rows = sessions.flat_map(|session| (0..12).map(move |number| (session, number)));
    file(VISITS, &rows.map(|(session, number)| row(session, number)).collect::<Vec<_>>())
}

/// Between 400 and 1,000 seconds, anyhow.
fn usual(session: u32, number: u32) -> u32 {
    400 + (session * 7_919 + number * 104_729) % 601
}

#[test]
fn a_report_on_lengths_tells_reliability_segments_sessions_and_what_has_moved() {
    let report = |seconds: &dyn Fn(u32, u32) -> u32| {
        duration::backtest(visits(150..=216, seconds).path(), Seed::from_u64(1)).expect("a report")
    };
    let calm = report(&usual);
    let list = |report: &Report, key: &str| report.found[key].as_array().expect(key).clone();
    let blocks = list(&calm, "over_time");
    let block = |place: usize| {
        ["from_session", "to_session", "rows"].map(|key| blocks[place][key].as_u64().expect(key))
    };
    assert_eq!((block(0), block(2)), ([195, 204, 120], [215, 216, 24]));
    assert!(blocks.iter().all(|one| one["width"].as_f64() > Some(0.0) && one["coverage"].is_f64()));
    let levels: Vec<f64> =
        list(&calm, "reliability").iter().filter_map(|one| one["predicted"].as_f64()).collect();
    assert_eq!(levels, [0.05, 0.95]);
    let expected = list(&calm, "reliability_of_expected");
    assert_eq!(expected.iter().filter_map(|one| one["rows"].as_u64()).sum::<u64>(), 264);
    let segments = list(&calm, "segments");
    assert!(segments.iter().any(|one| one["name"] == "new, without cancer" && one["width"].is_f64()));
    assert_eq!(
        (verdict(&calm, "coverage"), verdict(&calm, "visit_number@1")),
        (&"steady".into(), &"steady".into())
    );
    let slow = report(&|session, number| usual(session, number) * if session > 200 { 2 } else { 1 });
    assert_eq!(verdict(&slow, "coverage"), "drifted");
    let drift = list(&slow, "drift");
    let bands = drift.iter().find(|row| row["feature"] == "coverage").expect("bands");
    assert_eq!(bands["alarm"]["since"], "session 201");
    assert!(slow.written.contains("misses speak for it since session 201"), "{}", slow.written);
    for told in ["195 to 204", "level   kept to", "expected  measured", "moved since learning", "No alarm"] {
        assert!(calm.written.contains(told), "{told} is missing in\n{}", calm.written);
    }
}

#[test]
fn what_does_not_apply_is_null_and_every_key_is_there() {
    let data = visits(160..=205, usual);
    let found = duration::backtest(data.path(), Seed::from_u64(1)).expect("a report").json("duration");
    assert!(KEYS.iter().all(|key| found.contains_key(*key)), "{:?}", found.keys());
    assert!(found["auc"].is_null() && found["brier"].is_null() && found["ece"].is_null());
    let data = appointments(|_| "ELM");
    let found = no_show::backtest(data.path(), Seed::from_u64(1)).expect("a report").json("no-show");
    assert!(KEYS.iter().all(|key| found.contains_key(*key)), "{:?}", found.keys());
    assert!(["rmse", "r2", "pinball", "coverage"].iter().all(|key| found[*key].is_null()));
}

fn duration_error(file: &NamedTempFile) -> String {
    format!("{:#}", duration::backtest(file.path(), Seed::from_u64(1)).err().expect("a refusal"))
}

#[test]
fn empty_misnamed_constant_and_one_sided_files_of_visits_are_refused() {
    let told = duration_error(&file(VISITS, &[]));
    assert!(told.contains("has a header and no row"), "{told}");
    let told = duration_error(&file(&VISITS.replace("ServTime", "Seconds"), &[]));
    assert!(told.contains("ServTime"), "{told}");
    let told = duration_error(&visits(150..=194, usual));
    assert!(told.contains("no visit is of a session after 194"), "{told}");
    let told = duration_error(&visits(195..=216, usual));
    assert!(told.contains("no visit is of a session up to 194"), "{told}");
    let told = duration_error(&visits(185..=216, usual));
    assert!(told.contains("learning from the 120 visits up to session 194: 120 rows are too few"), "{told}");
    let told = duration_error(&visits(160..=205, |_, _| 600));
    assert!(told.contains("equal") || told.contains("same"), "{told}");
    let told = duration_error(&visits(150..=216, |_, number| 10 + number));
    assert!(told.contains("are these minutes?"), "{told}");
}

#[test]
fn empty_misnamed_and_constant_files_of_appointments_are_refused() {
    let told = no_show_error(&file(APPOINTMENTS, &[]));
    assert!(told.contains("has a header and no row"), "{told}");
    let told = no_show_error(&file(&APPOINTMENTS.replace("No-show", "Missed"), &[]));
    assert!(told.contains("No-show"), "{told}");
    let never: Vec<String> =
        (0..900).map(|number| appointment(number, "40", "F").replace(",Yes\n", ",No\n")).collect();
    let told = no_show_error(&file(APPOINTMENTS, &never));
    assert!(told.contains("learning from the first 675 appointments: 0 rows with outcome missed"), "{told}");
    // In time order everybody of the last quarter came.
    let late: Vec<String> = (0..900)
        .map(|number| {
            let row = appointment(number, "40", "F");
            if 2 + number % 27 > 21 { row.replace(",Yes\n", ",No\n") } else { row }
        })
        .collect();
    let told = no_show_error(&file(APPOINTMENTS, &late));
    assert!(told.contains("last quarter") && told.contains("nobody missed"), "{told}");
}
