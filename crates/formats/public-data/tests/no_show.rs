//! The no-show reader on invented rows.

use std::io::Cursor;

use lindley_public_data::no_show::{Appointment, Reader};
use lindley_public_data::{FileError, Row, RowError};
use lindley_time::civil::date;

const HEADER: &str = "PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,Neighbourhood,Scholarship,Hipertension,Diabetes,Alcoholism,Handcap,SMS_received,No-show";

fn row(made: &str, day: &str, age: &str, sms: &str, missed: &str) -> String {
    format!("77,501,F,{made},{day},{age},ELM HILL,0,0,0,0,0,{sms},{missed}\n")
}

fn good() -> String {
    row("2016-05-02T08:00:01Z", "2016-05-02T00:00:00Z", "0", "1", "Yes")
}

fn read(rows: &str) -> Vec<Result<Row<Appointment>, RowError>> {
    Reader::open(Cursor::new(format!("{HEADER}\n{rows}"))).expect("a header").collect()
}

#[test]
fn an_appointment_made_on_its_own_day_for_a_newborn_is_good() {
    let rows = read(&good());
    let Row { line, value } = rows[0].as_ref().expect("a good row");
    assert_eq!((*line, value.patient.as_str(), value.appointment), (2, "77", 501));
    assert_eq!((value.made, value.day), (date(2016, 5, 2).at(8, 0, 1, 0), date(2016, 5, 2)));
    assert_eq!((value.age, value.reminded, value.missed), (0, true, true));
}

#[test]
fn an_appointment_before_the_day_it_was_made_is_refused() {
    let rows = read(&row("2016-05-03T08:00:01Z", "2016-05-02T00:00:00Z", "40", "0", "No"));
    let error = rows[0].as_ref().expect_err("a refusal");
    assert_eq!((error.line, error.field.as_str()), (2, "AppointmentDay"));
    assert!(error.problem.contains("before the day on which it was made"));
}

#[test]
fn each_bad_value_names_its_column() {
    for (bad, column) in [
        (row("2016-05-02", "2016-05-02T00:00:00Z", "1", "0", "No"), "ScheduledDay"),
        (row("2016-05-02T08:00:01Z", "2016-02-31T00:00:00Z", "1", "0", "No"), "AppointmentDay"),
        (row("2016-05-02T08:00:01Z", "2016-05-02T00:00:00Z", "-1", "0", "No"), "Age"),
        (row("2016-05-02T08:00:01Z", "2016-05-02T00:00:00Z", "131", "0", "No"), "Age"),
        (row("2016-05-02T08:00:01Z", "2016-05-02T00:00:00Z", "1", "", "No"), "SMS_received"),
        (row("2016-05-02T08:00:01Z", "2016-05-02T00:00:00Z", "1", "0", "no"), "No-show"),
        (good().replacen("501", "five", 1), "AppointmentID"),
        (good().replacen("77", " ", 1), "PatientId"),
    ] {
        let rows = read(&(bad + &good()));
        assert_eq!(rows[0].as_ref().expect_err("a refusal").field, column);
        assert!(rows[1].is_ok(), "reading goes on after a bad row");
    }
}

#[test]
fn a_file_that_is_not_this_one_is_refused() {
    assert!(matches!(Reader::open(Cursor::new("")).err(), Some(FileError::Empty)));
    let cut_off_archive = Cursor::new(b"PK\x03\x04\x14\x00".to_vec());
    assert!(matches!(Reader::open(cut_off_archive).err(), Some(FileError::Archive { .. })));
    let other = Reader::open(Cursor::new("a,b\n1,2\n")).err().expect("a refusal");
    assert!(other.to_string().contains("No-show"));
}
