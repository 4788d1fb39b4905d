//! What is judged is what is told, and its bands hold where visits are booked ahead.

use lindley_domain::Status;
use lindley_forecast::demand::{
    Basis, DemandBook, DemandQuestion, JudgedStretch, Mover, Stretch, StretchForecast, outlook,
};
use lindley_forecast::record::{ClinicRecord, VisitOutcome};
use lindley_learn::Alone;
use lindley_time::civil::Date;
use lindley_time::{Instant, Zone};
use proptest::prelude::*;

use crate::clinic::{CARDIOLOGY, HARBOUR, Log, NORTHSIDE, at};
use crate::mixed_clinic::mixed;

/// The local day after so many days.
fn day(days: i64) -> Date {
    Zone::utc().date_of(at(days, 0))
}

fn judged(record: &ClinicRecord, learnt: i64, until: i64) -> (DemandBook, Vec<JudgedStretch>) {
    let book = DemandBook::learn(record, at(learnt, 0), &Alone).unwrap();
    let rows = book.judged_stretches(record, day(learnt), at(until, 0), &Alone).unwrap();
    (book, rows)
}

/// What is told as of a moment of the same service, site and stretch, without what is only words.
fn told(record: &ClinicRecord, book: &DemandBook, row: &JudgedStretch) -> StretchForecast {
    let question = DemandQuestion {
        services: vec![row.said.service],
        sites: vec![row.said.site],
        stretches: vec![row.said.stretch],
        ..DemandQuestion::of_all(row.as_of)
    };
    let mut told = outlook(record, Some(book), &question).unwrap().forecasts.remove(0);
    told.moved_by.retain(|mover| matches!(mover, Mover::Booked { .. }));
    told
}

/// Visits of the record that took place in the stretch, or of which nobody has said that they did not.
fn came(record: &ClinicRecord, row: &JudgedStretch) -> usize {
    let told = &row.said;
    let of_it = record.visits().filter(|visit| {
        visit.service() == Some(told.service)
            && visit.site() == told.site
            && told.span.holds(visit.planned().start())
            && visit.ending().is_none_or(|ending| ending.outcome == VisitOutcome::Fulfilled)
    });
    of_it.count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn a_judged_stretch_is_what_is_told_as_of_then_and_nothing_later_is_in_it(
        seed in any::<u64>(),
        zone in prop::sample::select(vec!["UTC", "Europe/Lisbon", "America/New_York"]),
    ) {
        let mut log = Log::opened(zone);
        mixed(&mut log, 74, 0.3, seed);
        let record = log.record();
        let (book, rows) = judged(&record, 50, 74);
        prop_assert!(rows.iter().any(|row| row.said.stretch == Stretch::Weeks3));
        prop_assert!(rows.iter().any(|row| !row.said.moved_by.is_empty()));
        let mut by_then: Option<(Instant, ClinicRecord)> = None;
        for row in rows.iter().step_by(7) {
            prop_assert_eq!(&told(&record, &book, row), &row.said, "as of {}", row.as_of);
            prop_assert_eq!(row.came as usize, came(&record, row));
            if by_then.as_ref().is_none_or(|(moment, _)| *moment != row.as_of) {
                by_then = Some((row.as_of, log.record_by(row.as_of)));
            }
            let (_, early) = by_then.as_ref().unwrap();
            prop_assert_eq!(&told(early, &book, row), &row.said, "known by {}", row.as_of);
        }
    }
}

/// The share of counts held, and of how many.
fn coverage(rows: &[&JudgedStretch]) -> (f64, usize) {
    let held = rows.iter().filter(|row| row.said.holds(u64::from(row.came))).count();
    (held as f64 / rows.len().max(1) as f64, rows.len())
}

fn coverage_of(rows: &[&JudgedStretch], stretch: Stretch) -> (f64, usize) {
    let of_it: Vec<_> = rows.iter().filter(|row| row.said.stretch == stretch).copied().collect();
    coverage(&of_it)
}

#[test]
fn bands_of_what_is_told_hold_where_visits_are_booked_ahead_and_by_stretch() {
    let mut rows = Vec::new();
    for seed in [11, 12] {
        let mut log = Log::opened("UTC");
        mixed(&mut log, 220, 0.8, seed);
        rows.extend(judged(&log.record(), 160, 220).1);
    }
    let stands_in_its_band =
        |row: &JudgedStretch| (row.said.low as f64..=row.said.high as f64).contains(&row.said.expected);
    assert!(rows.iter().all(stands_in_its_band));
    // Counts of which whole numbers can hold 80 of 100 are told apart from small ones, whose bands hold more.
    let (large, small): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.said.expected >= 6.0);
    for stretch in Stretch::ALL {
        let ((held, of), (held_small, of_small)) =
            (coverage_of(&large, stretch), coverage_of(&small, stretch));
        println!("{}: {held:.3} of {of}, small counts {held_small:.3} of {of_small}", stretch.code());
        // Three standard errors of so many counts, of which those of one day are not independent, and three points.
        let noise = |of: usize| 0.03 + 3.0 * (0.16 / of.max(1) as f64).sqrt();
        assert!(of < 60 || (held - 0.8).abs() <= noise(of), "{}: {held} of {of}", stretch.code());
        assert!(of_small < 60 || held_small >= 0.8 - noise(of_small), "{}: {held_small}", stretch.code());
    }
    let ((held, of), (held_small, _)) = (coverage(&large), coverage(&small));
    println!("all: {held:.3} of {of}, small counts {held_small:.3}");
    assert!(of > 500 && (0.77..=0.83).contains(&held), "{held} of {of}");
    assert!((0.8..=0.97).contains(&held_small), "{held_small}");
    // The book tells more than the season: what is told is nearer than what eight weeks say.
    assert!(rows.iter().filter(|row| row.said.basis == Basis::Model).count() * 10 > rows.len() * 9);
}

#[test]
fn stretches_for_which_there_were_too_few_days_are_named_and_the_others_have_all_their_days() {
    let mut log = Log::opened("UTC");
    log.busy(0, 70, 1.0, 9);
    let report = DemandBook::judge(&log.record(), at(70, 0), &Alone).unwrap().report;
    let named: Vec<_> =
        report.unjudged.iter().map(|one| (one.stretch, one.needed_days, one.had_days)).collect();
    // 50 working days, of which the last ten are judged: two weeks.
    assert_eq!(named, [(Stretch::Days14, 15, 14), (Stretch::Weeks3, 22, 14)]);
    assert!(report.unjudged[1].reason().contains("22 days that the model has not seen, and there were 14"));
    assert!(!report.segments.iter().any(|segment| segment.name == "3w"));

    log.busy(70, 200, 0.3, 10);
    let record = log.record();
    let report = DemandBook::judge(&record, at(270, 0), &Alone).unwrap().report;
    assert_eq!(report.unjudged, []);
    let rows = |name: &str| report.segments.iter().find(|segment| segment.name == name).unwrap().rows;
    // 38 working days are judged, of which the last fifteen lie too near the end for three weeks: all others are taken.
    assert_eq!((rows("14d"), rows("3w"), rows("1h")), (4 * 28, 4 * 23, 4 * 2 * 28));
}

#[test]
fn a_visit_moved_to_another_site_later_was_in_the_book_here() {
    let with = |moved_away: bool| {
        let mut log = Log::opened("UTC");
        mixed(&mut log, 60, 0.5, 4);
        let now = at(60, 10 * 60);
        let id = log.booked(now.plus_minutes(-600), CARDIOLOGY, NORTHSIDE, now.plus_minutes(30));
        if moved_away {
            log.moved(now.plus_minutes(5), id, HARBOUR, now.plus_minutes(90));
        }
        let question = DemandQuestion { sites: vec![NORTHSIDE], ..DemandQuestion::of_all(now) };
        outlook(&log.record(), None, &question).unwrap().forecasts
    };
    assert_eq!(with(true), with(false));
}

#[test]
fn a_count_that_never_varied_has_a_band_with_and_without_a_book() {
    // Every day the same five, all booked, all come.
    let mut log = Log::opened("UTC");
    for day in 0..60 {
        for hour in 8..13 {
            let start = at(day, 60 * hour);
            let id = log.booked(start.plus_days(-30), CARDIOLOGY, NORTHSIDE, start);
            if day < 30 {
                log.ended(start.plus_minutes(20), id, Status::Fulfilled);
            }
        }
    }
    let question = DemandQuestion { stretches: vec![Stretch::Days14], ..DemandQuestion::of_all(at(30, 0)) };
    let answer = outlook(&log.record_by(at(30, 0)), None, &question).unwrap();
    let told =
        answer.forecasts.iter().find(|told| (told.service, told.site) == (CARDIOLOGY, NORTHSIDE)).unwrap();
    assert_eq!(told.basis, Basis::Constant);
    assert!((told.expected - 5.0).abs() < 0.5 && told.low <= 4 && told.high >= 6, "{told:?}");
}
