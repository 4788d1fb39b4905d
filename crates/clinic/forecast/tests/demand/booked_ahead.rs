//! Visits that the record has for a stretch: never counted twice, never forgotten, as they were known at the moment.

use lindley_domain::Status;
use lindley_forecast::demand::{
    DemandBook, DemandQuestion, Mover, QueueLength, Stretch, StretchForecast, outlook,
};
use lindley_forecast::record::ClinicRecord;
use lindley_learn::Alone;
use lindley_time::Instant;

use crate::clinic::{CARDIOLOGY, DERMATOLOGY, HARBOUR, Log, NORTHSIDE, at};
use crate::series_at_hand::chance;

/// Who is booked days ahead per quarter of an hour, and the chance of one who comes without.
const BOOKED: usize = 2;
const WALKS_IN: f64 = 0.25;
/// A Monday after fourteen weeks, 10:00.
const DAY: i64 = 98;

fn now() -> Instant {
    at(DAY, 10 * 60)
}

/// Working days on which two are booked a quarter of an hour six days ahead, of whom one in ten does not come, and some come
/// five minutes after they called.
fn booked_here(log: &mut Log, days: std::ops::Range<i64>, seed: u64) {
    let mut draw = chance(seed);
    for day in days.filter(|day| day.rem_euclid(7) < 5) {
        for quarter in 32..72 {
            let start = at(day, 15 * quarter);
            for _ in 0..BOOKED {
                let id = log.booked(start.plus_days(-6), CARDIOLOGY, NORTHSIDE, start);
                let to = if draw() < 0.1 { Status::Noshow } else { Status::Fulfilled };
                log.ended(start.plus_minutes(20), id, to);
            }
            if draw() < WALKS_IN {
                let id = log.booked(start.plus_minutes(-5), CARDIOLOGY, NORTHSIDE, start);
                log.ended(start.plus_minutes(20), id, Status::Fulfilled);
            }
        }
    }
}

/// So many visits booked yesterday for the next hours, one a minute.
fn ahead(log: &mut Log, visits: i64) {
    for minute in 0..visits {
        log.booked(now().plus_days(-1), CARDIOLOGY, NORTHSIDE, now().plus_minutes(5 + minute));
    }
}

fn told(record: &ClinicRecord, book: Option<&DemandBook>, stretch: Stretch) -> StretchForecast {
    let question = DemandQuestion {
        services: vec![CARDIOLOGY],
        sites: vec![NORTHSIDE],
        stretches: vec![stretch],
        ..DemandQuestion::of_all(now())
    };
    outlook(record, book, &question).unwrap().forecasts.remove(0)
}

fn is_no_less(more: &StretchForecast, than: &StretchForecast) -> bool {
    let quantiles = more.quantiles.iter().zip(&than.quantiles).all(|(more, than)| more.1 >= than.1);
    more.expected >= than.expected && more.low >= than.low && more.high >= than.high && quantiles
}

#[test]
fn the_usual_book_gives_the_usual_number_with_and_without_a_model() {
    let mut log = Log::opened("UTC");
    booked_here(&mut log, 0..DAY + 14, 5);
    let record = log.record_by(now());
    let book = DemandBook::learn(&record, now(), &Alone).unwrap();
    // 1.8 of the booked come and 0.25 of the others, in each of sixteen quarters.
    let usual = 16.0 * (0.9 * BOOKED as f64 + WALKS_IN);
    for book in [None, Some(&book)] {
        let hours = told(&record, book, Stretch::Hours4);
        assert!((hours.expected / usual - 1.0).abs() < 0.1, "{hours:?}");
        assert!(hours.low >= 26 && hours.high <= 40 && hours.quantiles.is_sorted(), "{hours:?}");
        assert!(hours.moved_by.contains(&Mover::Booked { visits: 32 }), "{:?}", hours.moved_by);
    }
    // Nobody is booked yet for the day in a fortnight, and that is usual too.
    let far = told(&record, Some(&book), Stretch::Days14);
    assert!((far.expected / (2.5 * usual) - 1.0).abs() < 0.15, "{far:?}");
    // The book as it will be a week later has what was not known now.
    let later = told(&log.record(), Some(&book), Stretch::Days14);
    assert_eq!(later, far);
}

#[test]
fn an_empty_book_is_told_of_and_each_booking_raises_the_number_by_who_comes() {
    let with = |visits: i64| {
        let mut log = Log::opened("UTC");
        booked_here(&mut log, 0..DAY, 5);
        ahead(&mut log, visits);
        told(&log.record_by(now()), None, Stretch::Hours2)
    };
    let mut before = with(0);
    let usual = 8.0 * (0.9 * BOOKED as f64 + WALKS_IN);
    assert!(before.expected < 0.35 * usual && before.expected > 0.0, "{before:?}");
    let (none, mut had) = (before.expected, 0);
    for visits in [1, 2, 5, 16, 40, 100] {
        let said = with(visits);
        assert!(is_no_less(&said, &before) && said.expected > before.expected, "{said:?}");
        assert!((said.expected - none - 0.9 * visits as f64).abs() < 0.03 * visits as f64, "{said:?}");
        // What is certain by the binomial law: at 0.87 a hundred bring 82 with nine chances in ten.
        assert!(visits < 100 || said.low >= 82, "{said:?}");
        (before, had) = (said, visits);
    }
    assert!(before.moved_by.contains(&Mover::Booked { visits: u32::try_from(had).unwrap() }));
}

#[test]
fn a_day_with_more_booked_since_the_morning_is_not_counted_twice() {
    // This morning twice as many came, all booked, and for the next hours twice as many are booked.
    let mut log = Log::opened("UTC");
    booked_here(&mut log, 0..DAY + 1, 5);
    for quarter in 32..72 {
        for _ in 0..BOOKED {
            let start = at(DAY, 15 * quarter);
            let id = log.booked(start.plus_days(-2), CARDIOLOGY, NORTHSIDE, start);
            if quarter < 40 {
                log.ended(start.plus_minutes(20), id, Status::Fulfilled);
            }
        }
    }
    let record = log.record_by(now());
    let book = DemandBook::learn(&record, at(DAY, 0), &Alone).unwrap();
    let hours = told(&record, Some(&book), Stretch::Hours2);
    let come = 8.0 * (0.9 * 2.0 * BOOKED as f64);
    assert!(hours.expected > come && hours.expected < come + 8.0 * 2.5 * WALKS_IN, "{hours:?}");
}

#[test]
fn while_the_book_is_new_the_greater_of_the_usual_and_the_booked_holds() {
    // Fourteen weeks from another system, of which this book had nothing ahead of time; booked here for a week.
    let with = |visits: i64| {
        let mut log = Log::opened("UTC");
        log.busy(0, DAY, 1.2, 5);
        ahead(&mut log, visits);
        told(&log.record_by(now()), None, Stretch::Hours1)
    };
    let usual = with(0);
    assert!((usual.expected / 4.3 - 1.0).abs() < 0.3, "{usual:?}");
    let few = with(2);
    assert_eq!((few.expected.to_bits(), few.high), (usual.expected.to_bits(), usual.high));
    assert_eq!(few.moved_by.last(), Some(&Mover::Booked { visits: 2 }));
    let mut before = few;
    for visits in [4, 8, 30, 50] {
        let said = with(visits);
        assert!(is_no_less(&said, &before), "{said:?}");
        before = said;
    }
    assert!((before.expected / 45.0 - 1.0).abs() < 0.02 && before.low >= 41, "{before:?}");
}

#[test]
fn what_was_called_off_by_now_is_not_expected_and_what_is_called_off_later_is() {
    let with = |called_off: Option<i64>| {
        let mut log = Log::opened("UTC");
        booked_here(&mut log, 0..DAY, 5);
        ahead(&mut log, 20);
        let id = log.booked(now().plus_days(-1), CARDIOLOGY, NORTHSIDE, now().plus_minutes(30));
        if let Some(minutes) = called_off {
            log.ended(now().plus_minutes(minutes), id, Status::Cancelled);
        }
        told(&log.record(), None, Stretch::Hours1)
    };
    let kept = with(None);
    assert_eq!(with(Some(1)), kept);
    let off = with(Some(-1));
    assert!(off.expected < kept.expected - 0.8, "{} {}", off.expected, kept.expected);
    assert!(off.moved_by.contains(&Mover::Booked { visits: 20 }));
}

#[test]
fn who_waits_is_added_and_a_site_at_which_the_first_are_booked_is_told_of() {
    let mut log = Log::opened("UTC");
    booked_here(&mut log, 0..DAY, 5);
    ahead(&mut log, 8);
    for _ in 0..6 {
        log.booked(now().plus_days(-1), CARDIOLOGY, HARBOUR, now().plus_minutes(15));
        log.booked(now().plus_days(-1), DERMATOLOGY, HARBOUR, now().plus_minutes(15));
    }
    let record = log.record_by(now());
    let all = outlook(&record, None, &DemandQuestion::of_all(now())).unwrap();
    for service in [CARDIOLOGY, DERMATOLOGY] {
        let mut found = all.forecasts.iter().filter(|told| told.service == service && told.site == HARBOUR);
        let first = found.find(|told| told.stretch == Stretch::Hours1).unwrap();
        assert!(first.expected >= 5.0 && first.low >= 4, "{first:?}");
    }
    let queue = QueueLength { service: CARDIOLOGY, site: Some(NORTHSIDE), waiting: 7 };
    let question = DemandQuestion { current_queue: vec![queue], ..DemandQuestion::of_all(now()) };
    let waited = outlook(&record, None, &question).unwrap();
    let hour = |answer: &lindley_forecast::demand::DemandAnswer| {
        let mut of_it = answer.forecasts.iter();
        of_it
            .find(|told| (told.service, told.site, told.stretch) == (CARDIOLOGY, NORTHSIDE, Stretch::Hours1))
            .cloned()
            .unwrap()
    };
    let (before, after) = (hour(&all), hour(&waited));
    assert!((after.expected - before.expected - 7.0).abs() < 1e-9 && after.low == before.low + 7);
}
