//! Books of models: judged on days they have not seen, compared, kept, the same with any crew.

use lindley_forecast::OVERALL;
use lindley_forecast::demand::{BookSegment, DemandBook, DemandError};
use lindley_learn::{Alone, Crew};

use crate::clinic::{BEGIN, Log, at};

/// As many threads as it says.
struct Threads(usize);

impl Crew for Threads {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        let next = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.0 {
                scope.spawn(|| {
                    loop {
                        let part = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        if part >= parts {
                            break;
                        }
                        work(part);
                    }
                });
            }
        });
    }
}

fn clinic(days: i64) -> Log {
    let mut log = Log::opened("Europe/Lisbon");
    log.busy(0, days, 1.2, 9);
    log
}

#[test]
fn a_twin_is_judged_on_the_last_fifth_and_the_same_with_any_crew() {
    let record = clinic(110).record();
    let judged = DemandBook::judge(&record, at(110, 0), &Alone).unwrap();
    // 80 working days, of which the last 16 are judged.
    assert_eq!(judged.first_day, BEGIN_DAY.checked_add(days(88)).unwrap());
    assert!(judged.book.learnt_until() < at(88, 1));
    let report = &judged.report;
    assert!((0.72..=0.9).contains(&report.coverage), "{}", report.coverage);
    assert!(report.pinball < report.eight_weeks_pinball, "{} {}", report.pinball, report.eight_weeks_pinball);
    // Of what lies three weeks ahead, four months are too little to learn.
    let far = report.segments.iter().find(|segment| segment.name == "3w").map_or(0, |segment| segment.rows);
    assert!(report.fallback_rows <= far, "{}", report.fallback_rows);
    // Of about one arrival a quarter of an hour, no band of whole numbers holds 80 %: the ones that are told hold more, not less.
    let near =
        |segment: &&BookSegment| ["15m", "30m", "1h", "2h", "4h", "6h"].contains(&segment.name.as_str());
    for segment in report.segments.iter().filter(near) {
        assert!((0.74..=0.95).contains(&segment.coverage), "{segment:?}");
    }
    assert_eq!(report.coverage_alarm, None);
    assert_eq!(report.weeks.iter().map(|week| week.rows).sum::<usize>(), report.rows);
    for grouping in ["service", "site", "horizon"] {
        let of_it = report.segments.iter().filter(|segment| segment.grouping == grouping);
        assert_eq!(of_it.map(|segment| segment.rows).sum::<usize>(), report.rows, "{grouping}");
    }
    assert_eq!(report.drift.len(), 2);
    assert!(report.drift.iter().all(|drift| drift.psi.is_some_and(|psi| psi < 0.25)), "{:?}", report.drift);
    for threads in [2, 8] {
        let again = DemandBook::judge(&record, at(110, 0), &Threads(threads)).unwrap();
        assert_eq!(again, judged, "{threads} threads");
        assert_eq!(again.book.to_bytes().unwrap(), judged.book.to_bytes().unwrap());
    }
}

const BEGIN_DAY: lindley_time::civil::Date = lindley_time::civil::date(2026, 1, 5);

fn days(days: u64) -> std::time::Duration {
    std::time::Duration::from_hours(24 * days)
}

#[test]
fn a_book_compared_with_itself_differs_by_nothing_and_a_stale_one_is_worse() {
    let mut log = Log::opened("UTC");
    log.busy(0, 63, 0.6, 9);
    let stale = DemandBook::learn(&log.record(), at(63, 0), &Alone).unwrap();
    log.busy(63, 49, 1.2, 10);
    let record = log.record();
    let twin = DemandBook::judge(&record, at(112, 0), &Alone).unwrap();
    let compared = |champion, challenger| {
        DemandBook::compare(champion, challenger, &record, twin.first_day, at(112, 0), &Alone).unwrap()
    };
    let same = compared(&twin.book, &twin.book);
    assert_eq!((same[0].segment.as_str(), same[0].measure), (OVERALL, "pinball"));
    assert!(same.iter().all(|segment| segment.difference.estimate.abs() < 1e-12));
    assert!(same.iter().any(|segment| segment.segment == "horizon: 4h"));
    assert!(same.iter().any(|segment| segment.segment == "site: Harbour"));
    let other = compared(&twin.book, &stale);
    assert_eq!(other[0].rows, same[0].rows);
    assert!(other[0].difference.estimate > -0.05, "{:?}", other[0]);
    let live = twin.book.live_report(&record, at(100, 0), at(112, 0), &Alone).unwrap();
    assert!(live.rows > 100 && live.weeks[0].monday == BEGIN_DAY.checked_add(days(98)).unwrap());
}

#[test]
fn bytes_that_are_no_book_and_records_too_short_are_refused() {
    let record = clinic(60).record();
    let book = DemandBook::learn(&record, at(60, 0), &Alone).unwrap();
    let bytes = book.to_bytes().unwrap();
    assert_eq!(DemandBook::from_bytes(&bytes).unwrap(), book);
    for end in [0, 5, 20, bytes.len() - 1] {
        assert!(matches!(DemandBook::from_bytes(&bytes[..end]), Err(DemandError::Damaged { .. })), "{end}");
    }
    assert!(DemandBook::from_bytes(&[&bytes[..], b"x"].concat()).is_err());
    let refused = DemandBook::judge(&clinic(30).record(), at(30, 0), &Alone).expect_err("too short");
    assert!(matches!(refused, DemandError::NothingLearnt { .. }), "{refused}");
    let nobody = Log::opened("UTC").record();
    assert!(DemandBook::judge(&nobody, BEGIN, &Alone).is_err());
}
