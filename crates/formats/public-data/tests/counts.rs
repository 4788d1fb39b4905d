//! Counts by time: what is read, and what is refused with which line and column.

use lindley_public_data::counts::{Count, CountColumns, Reader};
use lindley_public_data::{FileError, Row, RowError};
use lindley_time::civil::date;

fn columns() -> CountColumns {
    CountColumns { time: vec!["at".into()], time_format: None, count: "n".into(), series: None }
}

fn read(file: &str, columns: CountColumns) -> Vec<Result<Row<Count>, RowError>> {
    let now = date(2026, 6, 1).at(0, 0, 0, 0);
    Reader::open(file.as_bytes(), columns, now).expect("the columns are there").collect()
}

fn refusal(line: &str) -> String {
    let file = format!("at,n\n2026-03-02 07:00,1\n{line}\n");
    read(&file, columns()).remove(1).expect_err("a bad line").to_string()
}

#[test]
fn each_bad_line_says_where_it_is_and_what_to_do() {
    assert!(refusal("soon,4").starts_with("line 3, at: not a time; write it as 2026-03-02 07:15"));
    assert!(refusal("2026-03-02 08:00,-4").starts_with("line 3, n: below zero"));
    assert!(refusal("2026-03-02 08:00,4.5").starts_with("line 3, n: a fraction"));
    assert!(refusal("2026-03-02 08:00,many").starts_with("line 3, n: not a number"));
    assert!(refusal("2026-03-02 08:00,NaN").starts_with("line 3, n: not a number"));
    assert!(refusal("2026-03-02 08:00,1e300").starts_with("line 3, n: too large"));
    assert!(refusal("2026-03-02 08:00,").starts_with("line 3, n: blank"));
    assert!(refusal("2026-03-02 06:00,4").starts_with("line 3, at: earlier than the row before"));
    assert!(refusal("2026-03-02 07:00,4").starts_with("line 3, at: the time of the row before"));
    assert!(refusal("2026-06-01 00:00,4").starts_with("line 3, at: lies in the future"));
    assert!(refusal("2026-03-02 08:00").starts_with("line 3, line: 1 values"));
}

#[test]
fn series_are_told_apart_and_each_is_in_order() {
    let file = "at,site,n\n2026-03-02,A,1\n2026-03-02,B,2\n2026-03-03,A,3.0\n";
    let rows = read(file, CountColumns { series: Some("site".into()), ..columns() });
    let rows: Vec<Count> = rows.into_iter().map(|row| row.expect("readable").value).collect();
    assert_eq!((rows[1].series.as_str(), rows[1].count, rows[2].count), ("B", 2, 3));
    assert!(read(file, columns())[1].is_err());
}

#[test]
fn date_and_hour_may_be_two_columns() {
    let columns = CountColumns { time: vec!["day".into(), "hour".into()], ..columns() };
    let rows = read("n,hour,day\n4,13.0,2026-03-02\n", columns);
    assert_eq!(rows[0].as_ref().expect("readable").value.start, date(2026, 3, 2).at(13, 0, 0, 0));
}

#[test]
fn a_file_without_the_columns_is_refused_as_a_whole() {
    let now = date(2026, 6, 1).at(0, 0, 0, 0);
    assert!(matches!(
        Reader::open("when,n\n".as_bytes(), columns(), now).err(),
        Some(FileError::MissingColumns { missing }) if missing == ["at"]
    ));
    let none = CountColumns { time: Vec::new(), ..columns() };
    assert!(matches!(Reader::open("at,n\n".as_bytes(), none, now).err(), Some(FileError::Header { .. })));
}
