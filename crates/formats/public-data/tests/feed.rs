//! Feeds: what is read, and what a feed that lies is told.

use lindley_public_data::feed::Reader;

fn refusal(line: &str) -> String {
    let file = format!("at,name,value,unit\n2026-03-02,temperature,4.5,degree Celsius\n{line}\n");
    let mut rows: Vec<_> = Reader::open(file.as_bytes()).expect("its columns").collect();
    rows.remove(1).expect_err("a bad line").to_string()
}

#[test]
fn each_bad_line_says_where_it_is_and_what_to_do() {
    assert!(refusal("soon,temperature,4.5,degree Celsius").starts_with("line 3, at: not a time"));
    assert!(refusal("2026-03-03,,4.5,degree Celsius").starts_with("line 3, name: blank"));
    assert!(refusal("2026-03-03,temperature,inf,degree Celsius").starts_with("line 3, value: not a number"));
    assert!(refusal("2026-03-03,temperature,4.5,").starts_with("line 3, unit: blank"));
    assert!(refusal("2026-03-03,temperature,40,degree Fahrenheit").starts_with("line 3, unit: not the unit"));
}

#[test]
fn signals_may_share_a_file_and_reach_into_the_future() {
    let file = "at,name,value,unit\n2999-03-02 06:00,rain,1,mm\n2026-03-02,flu,3,percent\n";
    let rows: Result<Vec<_>, _> = Reader::open(file.as_bytes()).expect("its columns").collect();
    let rows = rows.expect("good rows");
    assert_eq!((rows.len(), rows[1].value.name.as_str()), (2, "flu"));
}

#[test]
fn a_file_without_its_columns_is_refused() {
    assert!(Reader::open("at,name,value\n".as_bytes()).is_err());
}
