//! Bad files of appointments and visits are refused by line and field.

use std::io::Write;
use std::path::Path;

use lindley_seed::Seed;
use tempfile::{NamedTempFile, tempdir};

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
