//! Zones: names, local times and back.

use lindley_time::civil::{DateTime, date};
use lindley_time::{FoldPolicy, GapPolicy, Instant, Zone, ZoneError};
use proptest::prelude::*;

use crate::{at, zone};

#[test]
fn names_of_the_database_are_read_and_written() {
    for name in ["Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kathmandu", "UTC"] {
        let zone = zone(name);
        assert_eq!(zone.name(), name);
        assert_eq!(zone.to_string(), name);
        assert_eq!(format!("{zone:?}"), format!("Zone({name})"));
        let json = serde_json::to_string(&zone).unwrap();
        assert_eq!(json, format!("\"{name}\""));
        assert_eq!(serde_json::from_str::<Zone>(&json).unwrap(), zone);
    }
    assert_eq!(Zone::utc(), zone("UTC"));
}

#[test]
fn every_name_of_the_database_is_a_zone() {
    assert!(Zone::names().count() > 400);
    for name in Zone::names() {
        assert_eq!(zone(name).name(), name);
    }
}

#[test]
fn what_is_not_in_the_database_is_refused() {
    for text in [
        "",
        " ",
        "America/Miami",
        "Berlin",
        "+01:00",
        "UTC+1",
        "GMT+01:00",
        "EST5EDT4,M3.2.0,M11.1.0",
        "CEST",
        "local",
        "Europe/Berlin ",
        "../etc/localtime",
        "Etc/Unknown",
    ] {
        assert_eq!(Zone::parse(text).unwrap_err(), ZoneError::Unknown(text.to_owned()), "{text}");
    }
    let refused = serde_json::from_str::<Zone>("\"America/Miami\"").unwrap_err();
    assert!(refused.to_string().contains("'America/Miami' is not a zone"), "{refused}");
}

#[test]
fn another_spelling_is_refused_with_the_right_one() {
    let error = Zone::parse("europe/berlin").unwrap_err();
    assert!(error.to_string().ends_with("use Europe/Berlin"), "{error}");
}

#[test]
fn an_endless_name_does_not_make_an_endless_message() {
    assert!(Zone::parse(&"x".repeat(1 << 20)).unwrap_err().to_string().len() < 200);
}

#[test]
fn the_release_of_the_database_is_known() {
    let version = Zone::tzdb_version();
    assert!(version.starts_with("20") && version.len() == 5, "{version}");
}

#[test]
fn a_year_that_is_not_handled_is_refused() {
    let utc = zone("UTC");
    for year in [1599, 2400, 9999] {
        let local = date(year, 6, 1).at(0, 0, 0, 0);
        let error = utc.resolve(local, GapPolicy::FirstAfter, FoldPolicy::Earlier).unwrap_err();
        assert_eq!(error, ZoneError::OutOfRange(local));
        assert_eq!(utc.day(local.date()), None);
    }
}

#[test]
fn the_ends_of_time_have_a_local_time_in_every_zone() {
    for name in Zone::names() {
        let zone = zone(name);
        for moment in [
            Instant::MIN,
            Instant::MAX.plus_seconds(-1),
            at("1883-11-18T17:00:00Z"),
            at("1900-01-01T00:00:00Z"),
        ] {
            let local = zone.local(moment);
            let back = zone.resolve(local, GapPolicy::Reject, FoldPolicy::Earlier);
            assert!(
                back.is_ok_and(|back| back <= moment) || local.year() >= 2400 || local.year() < 1600,
                "{name}"
            );
        }
    }
}

fn any_zone() -> impl Strategy<Value = Zone> {
    prop::sample::select(Zone::names().collect::<Vec<_>>()).prop_map(zone)
}

fn any_local() -> impl Strategy<Value = DateTime> {
    (Instant::MIN.seconds()..Instant::MAX.seconds() - 86_400)
        .prop_map(|seconds| Zone::utc().local(Instant::from_seconds(seconds)))
}

proptest! {
    #[test]
    fn an_instant_is_one_of_the_two_that_its_local_time_means(
        zone in any_zone(),
        seconds in -2_500_000_000i64..2_500_000_000,
    ) {
        let moment = Instant::from_seconds(seconds);
        let local = zone.local(moment);
        let earlier = zone.resolve(local, GapPolicy::Reject, FoldPolicy::Earlier).unwrap();
        let later = zone.resolve(local, GapPolicy::Reject, FoldPolicy::Later).unwrap();
        prop_assert!(moment == earlier || moment == later);
        prop_assert!(earlier <= later);
    }

    #[test]
    fn a_local_time_comes_back_unless_it_was_skipped(zone in any_zone(), local in any_local()) {
        let strict = zone.resolve(local, GapPolicy::Reject, FoldPolicy::Earlier);
        let lenient = zone.resolve(local, GapPolicy::FirstAfter, FoldPolicy::Earlier).unwrap();
        if let Ok(moment) = strict {
            prop_assert_eq!(zone.local(moment), local);
            prop_assert_eq!(moment, lenient);
        } else {
            prop_assert!(zone.local(lenient) > local);
            prop_assert!(zone.local(lenient.plus_seconds(-1)) < local);
        }
    }
}
