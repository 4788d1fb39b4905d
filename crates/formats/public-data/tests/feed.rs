//! Feeds: what is read, and what a feed that lies is told.

#![allow(clippy::unwrap_used)]
#![expect(clippy::disallowed_methods, reason = "the published data are files beside the checkout")]

use lindley_public_data::feed::{FeedValue, IlinetReader, Reader, SpecialDayReader};
use lindley_public_data::{Row, RowError};
use lindley_time::{Instant, Zone};

const HEADER: &str = "signal,unit,from,until,value,site";

fn read(lines: &[&str]) -> Vec<Result<Row<FeedValue>, RowError>> {
    let file = format!("{HEADER}\n{}\n", lines.join("\n"));
    Reader::open(file.as_bytes(), &Zone::parse("Europe/Lisbon").unwrap()).expect("its columns").collect()
}

fn refusal(line: &str) -> String {
    let good = "temperature,degree Celsius,2026-03-02,2026-03-03,4.5,";
    read(&[good, line]).remove(1).expect_err("a bad line").to_string()
}

#[test]
fn each_bad_line_says_where_it_is_and_what_to_do() {
    let day = "2026-03-03,2026-03-04";
    assert!(refusal("t,C,soon,2026-03-04,4.5,").starts_with("line 3, from: not a time"));
    assert!(refusal("t,C,2026-03-04,,4.5,").starts_with("line 3, until: not a time"));
    assert!(refusal("t,C,2026-03-04,2026-03-04,4.5,").starts_with("line 3, until: not after `from`"));
    assert!(refusal("t,C,2026-03-29T01:30,2026-03-30,4.5,").starts_with("line 3, from: not a time, or one"));
    assert!(refusal(&format!(",C,{day},4.5,")).starts_with("line 3, signal: blank"));
    assert!(refusal(&format!("t,,{day},4.5,")).starts_with("line 3, unit: blank"));
    for value in ["inf", "NaN", "", "4,5", "1e300"] {
        let line = format!("t,C,{day},\"{value}\",");
        assert!(refusal(&line).starts_with("line 3, value: not a number"), "{value}");
    }
}

#[test]
fn signals_and_sites_may_share_a_file_and_reach_into_the_future() {
    let rows = read(&[
        "rain,mm,2099-06-02 06:00,2099-06-02 07:00,-0.2344,Northside",
        "flu,percent,2026-07-02T00:00:00+02:00,2026-07-09,3,",
    ]);
    let rows: Vec<FeedValue> = rows.into_iter().map(|row| row.unwrap().value).collect();
    assert_eq!((rows[0].value_milli, rows[0].site.as_deref()), (-234, Some("Northside")));
    assert_eq!(rows[1].site, None);
    assert_eq!(Some(rows[1].span.start()), Instant::parse("2026-07-01T22:00:00Z"));
    assert_eq!(Some(rows[1].span.end()), Instant::parse("2026-07-08T23:00:00Z"));
}

#[test]
fn a_file_without_its_columns_is_refused_and_one_without_sites_is_not() {
    let utc = Zone::utc();
    assert!(Reader::open("signal,unit,from,value\n".as_bytes(), &utc).is_err());
    assert!(Reader::open("signal,unit,from,until,value\n".as_bytes(), &utc).is_ok());
    assert!(Reader::open("signal,unit,from,until,value,site,site\n".as_bytes(), &utc).is_err());
    assert!(SpecialDayReader::open("day\n".as_bytes()).is_err());
    assert!(IlinetReader::open("region,time\n".as_bytes(), "Region 1", &utc).is_err());
}

#[test]
fn special_days_say_which_line_is_no_day() {
    let file = "kind,day,site\nholiday,25.12.2026,\n,2026-12-26,site-2\nfair,2026-02-30,\n";
    let days: Vec<_> = SpecialDayReader::open(file.as_bytes()).unwrap().collect();
    assert_eq!(days[0].as_ref().unwrap().value.kind, "holiday");
    assert_eq!(days[1].as_ref().unwrap().value.site.as_deref(), Some("site-2"));
    assert_eq!(days[2].as_ref().unwrap_err().to_string(), "line 4, day: not a day; write it as 2026-12-25");
}

#[test]
fn a_week_without_reports_is_passed_over_and_a_wrong_week_refused() {
    let file = "region,time,weighted_ili,unweighted_ili\n\
                Alabama,2010-10-03,,2.13477\nAlabama,2010-10-10,,\nAlabama,2010-10-17,NA,NA\n\
                Alaska,2010-10-03,,1\nAlabama,2010-10-25,,2\nAlabama,2010-10-31,1.5,2\nAlabama,2010-11-07,x,2\n";
    let weeks: Vec<_> = IlinetReader::open(file.as_bytes(), "Alabama", &Zone::utc()).unwrap().collect();
    let said: Vec<Result<i64, String>> =
        weeks.into_iter().map(|week| week.map(|week| week.value.value_milli).map_err(|e| e.field)).collect();
    assert_eq!(said, [Ok(2_135), Err("time".into()), Ok(1_500), Err("weighted_ili".into())]);
}

#[test]
fn the_cdcs_file_is_read_without_a_refusal() {
    let beside = || std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folder = std::env::var_os("LINDLEY_DATA").map_or_else(beside, std::path::PathBuf::from);
    for (file, region, weeks) in [("flu_data.csv", "Region 1", 1_055), ("state_flu_data.csv", "Iowa", 482)] {
        let Ok(input) = std::fs::File::open(folder.join("ilinet").join(file)) else {
            println!("skipped: no {file}");
            continue;
        };
        let zone = Zone::parse("America/Chicago").unwrap();
        let rows: Vec<_> =
            IlinetReader::open(input, region, &zone).unwrap().collect::<Result<_, _>>().expect("good weeks");
        assert_eq!(rows.len(), weeks, "{file}");
        assert!(rows.iter().all(|row| (0..20_000).contains(&row.value.value_milli)));
    }
}
