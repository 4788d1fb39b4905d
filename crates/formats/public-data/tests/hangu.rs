//! The Hangu reader on invented rows: what is read, and what each kind of bad row says.

use lindley_public_data::hangu::{Address, Gender, HalfDay, Reader, Visit};
use lindley_public_data::{FileError, Row, RowError};
use lindley_time::civil::{Weekday, time};

const HEADER: &str = "ID,Session,Month,DayOfWeek,WorkingDay,AM_PM,Visit.No,Gender,M.Cancer,S.Cancer,StartTime,PayTime,Address,ServTime";
const GOOD: &str = "P1,1,May,Friday,TRUE,morning,2,F,FALSE,TRUE,9:05:10,9:20:00,NA,600";

fn read(text: &str) -> Vec<Result<Row<Visit>, RowError>> {
    Reader::open(text.as_bytes()).expect("a header").collect()
}

/// The error of the good row with one value replaced.
fn spoiled(good: &str, bad: &str) -> RowError {
    let rows = read(&format!("{HEADER}\n{}\n{GOOD}\n", GOOD.replacen(good, bad, 1)));
    assert_eq!(rows.len(), 2, "one row per line, good or bad");
    assert!(rows[1].is_ok(), "reading goes on after a bad row");
    rows[0].clone().expect_err("a refusal")
}

#[test]
fn every_column_is_read() {
    let rows = read(&format!("\u{feff}{HEADER}\r\n{GOOD}\r\n"));
    let row = rows[0].as_ref().expect("a good row");
    assert_eq!(row.line, 2);
    let expected = Visit {
        patient: "P1".to_owned(),
        session: 1,
        month: 5,
        weekday: Weekday::Friday,
        working_day: true,
        half_day: HalfDay::Morning,
        visit_number: 2,
        gender: Gender::Female,
        m_cancer: false,
        s_cancer: true,
        start: time(9, 5, 10, 0),
        paid: Some(time(9, 20, 0, 0)),
        address: Address::Unknown,
        service_seconds: 600,
    };
    assert_eq!(row.value, expected);
}

#[test]
fn a_blank_pay_time_is_no_error_and_na_is_an_address() {
    let rows = read(&format!("{HEADER}\n{}\n", GOOD.replace("9:20:00", "")));
    let visit = &rows[0].as_ref().expect("a good row").value;
    assert_eq!((visit.paid, visit.address), (None, Address::Unknown));
}

#[test]
fn each_bad_value_names_its_column() {
    for (good, bad, column) in [
        ("P1", "", "ID"),
        ("P1,1", "P1,0", "Session"),
        ("P1,1", "P1,one", "Session"),
        ("May", "Mai", "Month"),
        ("Friday", "Freitag", "DayOfWeek"),
        ("TRUE,morning", "yes,morning", "WorkingDay"),
        ("morning", "evening", "AM_PM"),
        (",2,F", ",-2,F", "Visit.No"),
        (",F,", ",f,", "Gender"),
        ("FALSE,TRUE", "NO,TRUE", "M.Cancer"),
        ("FALSE,TRUE", "FALSE,", "S.Cancer"),
        ("9:05:10", "25:05:10", "StartTime"),
        ("9:05:10", "", "StartTime"),
        ("9:05:10", "9:5:10", "StartTime"),
        ("9:20:00", "later", "PayTime"),
        (",NA,", ",,", "Address"),
        (",600", ",0", "ServTime"),
        (",600", ",9.5", "ServTime"),
        (",600", ",99999999999999999999", "ServTime"),
    ] {
        let error = spoiled(good, bad);
        assert_eq!((error.line, error.field.as_str()), (2, column), "for {bad:?}");
        assert!(!error.advice.is_empty() && (bad.len() < 3 || !error.to_string().contains(bad)));
    }
}

#[test]
fn a_cut_off_last_line_and_bytes_that_are_no_text_are_lines_of_their_own() {
    let mut bytes = format!("{HEADER}\n{GOOD}\n").into_bytes();
    bytes.extend_from_slice(b"P2,\xff\xfe,x\nP3,1,May");
    let rows: Vec<_> = Reader::open(bytes.as_slice()).expect("a header").collect();
    assert!(rows[0].is_ok());
    assert_eq!(rows[1].as_ref().expect_err("no text").problem, "not UTF-8 text");
    let cut = rows[2].as_ref().expect_err("cut off");
    assert_eq!((cut.line, cut.problem.as_str()), (4, "3 values where the header has 14"));
    assert!(cut.advice.contains("cut off"));
}

#[test]
fn a_wrong_header_says_which_columns_are_missing() {
    let refused = Reader::open("ID,Session,Month\n".as_bytes()).err().expect("a refusal");
    assert!(matches!(&refused, FileError::MissingColumns { missing } if missing.len() == 11));
    assert!(refused.to_string().contains("ServTime"));
    assert!(matches!(Reader::open(&b""[..]).err(), Some(FileError::Empty)));
}
