//! Forecasts as telemedicine platforms ask for them.

use std::collections::BTreeMap;

use lindley_domain::{Event, Service, ServiceId, Status};
use lindley_forecast::demand::{
    Basis, DemandError, DemandEventKind, DemandQuestion, PlatformNumbers, PlatformQuestion, Stretch,
    UnusedEvent, outlook, platform_answer,
};
use lindley_time::Instant;

use crate::clinic::{BEGIN, CARDIOLOGY, HARBOUR, Log, NORTHSIDE, at};

/// A second service that platforms call cardiology, with a quarter of the first one's visits at Harbour.
const ANNEX: ServiceId = ServiceId(9);

fn ask(question: &PlatformQuestion, kept: &[(Stretch, f64)]) -> PlatformNumbers {
    ask_of(&clinic(), question, kept)
}

fn ask_of(log: &Log, question: &PlatformQuestion, kept: &[(Stretch, f64)]) -> PlatformNumbers {
    platform_answer(&log.record(), None, question, &kept.iter().copied().collect()).unwrap().numbers
}

fn unused(question: &PlatformQuestion) -> Vec<usize> {
    let answer = platform_answer(&clinic().record(), None, question, &BTreeMap::new()).unwrap();
    answer.unused.iter().map(|event| event.position).collect()
}

fn clinic() -> Log {
    let mut log = Log::opened("UTC");
    log.busy(0, 40, 1.0, 4);
    log
}

/// The clinic with a second service of the same specialty.
fn clinic_with_annex() -> Log {
    let mut log = clinic();
    let service = Service { name: "CARDIOLOGY".to_owned() };
    log.tell(BEGIN.plus_days(-900), Event::ServiceAdded { id: ANNEX, service, source: None });
    log.also_sees(ANNEX);
    for day in (0..40).filter(|day| day % 7 < 5) {
        for quarter in 32..72 {
            log.past(ANNEX, HARBOUR, at(day, 15 * quarter), Status::Fulfilled);
        }
    }
    log
}

fn question(queue: &[(&str, u32)], hours: u8) -> PlatformQuestion {
    let current_queue = queue.iter().map(|(name, waiting)| ((*name).to_owned(), *waiting)).collect();
    PlatformQuestion { as_of: now(), current_queue, events: Vec::new(), hours }
}

fn now() -> Instant {
    at(38, 10 * 60)
}

#[test]
fn specialties_asked_about_are_told_up_to_the_hours_asked_for() {
    let answer = ask(&question(&[("cardiology", 12), ("behavioral_health", 5)], 4), &[]);
    assert_eq!(answer.keys().collect::<Vec<_>>(), ["behavioral_health", "cardiology"]);
    for numbers in answer.values() {
        assert_eq!(numbers.keys().copied().collect::<Vec<_>>(), ["1h", "2h", "4h"]);
        for number in numbers.values() {
            assert!((number.low..=number.high).contains(&number.expected), "{number:?}");
            assert!((0.0..=1.0).contains(&number.confidence), "{number:?}");
        }
    }
    let known = &answer["cardiology"]["1h"];
    // Twelve wait; 3.6 come to Northside and half as many to Harbour.
    assert!((15..=20).contains(&known.expected) && known.basis == Basis::SeasonOnly, "{known:?}");
    let unknown = &answer["behavioral_health"]["1h"];
    assert_eq!(unknown.basis, Basis::BaseRate);
    assert!(unknown.expected >= 5 && unknown.low >= 5 && unknown.high > 8, "{unknown:?}");
    assert!(unknown.reason.as_ref().is_some_and(|why| why.contains("behavioral_health")));
    assert!(unknown.confidence < known.confidence, "{unknown:?} {known:?}");
}

#[test]
fn without_a_specialty_every_service_is_told_of() {
    let answer = ask(&question(&[], 1), &[]);
    assert_eq!(answer.keys().collect::<Vec<_>>(), ["cardiology", "genetics", "skin_hair"]);
}

#[test]
fn confidence_is_the_chance_of_being_near_and_falls_with_broken_promises() {
    let asked = question(&[("cardiology", 0)], 12);
    let kept = |hour, two_hours| ask(&asked, &[(Stretch::Hours1, hour), (Stretch::Hours2, two_hours)]);
    let (trusted, broken, unjudged) = (kept(0.8, 0.8), kept(0.4, 0.8), ask(&asked, &[]));
    let of = |answer: &PlatformNumbers, stretch| answer["cardiology"][stretch].confidence;
    assert!((of(&broken, "1h") - 0.5 * of(&trusted, "1h")).abs() < 1e-12);
    assert!((of(&broken, "2h") - of(&trusted, "2h")).abs() < 1e-12);
    assert!((of(&unjudged, "1h") - 0.5 * of(&trusted, "1h")).abs() < 1e-12);
}

#[test]
fn who_waits_now_and_announced_visits_make_no_number_surer() {
    let none = ask(&question(&[("cardiology", 0), ("dentistry", 0)], 4), &[]);
    let mut asked = question(&[("cardiology", 5_000), ("dentistry", 5_000)], 4);
    for specialty in ["cardiology", "dentistry"] {
        let soon = (DemandEventKind::VisitScheduled, now().plus_minutes(20), Some(specialty.to_owned()));
        asked.events.extend(vec![soon; 101]);
    }
    let many = ask(&asked, &[]);
    for specialty in ["cardiology", "dentistry"] {
        for stretch in ["1h", "2h", "4h"] {
            let (before, after) = (&none[specialty][stretch], &many[specialty][stretch]);
            assert!(after.expected > 5_000 && after.low >= 5_000, "{after:?}");
            assert!((before.confidence - after.confidence).abs() < 1e-12, "{before:?} {after:?}");
        }
    }
}

#[test]
fn a_number_that_rests_on_a_base_rate_is_never_more_likely_right_than_wrong() {
    // With nobody anywhere the base rate is a fraction of a visit: near nothing is near it, and still nothing is known.
    let empty = Log::opened("UTC");
    let told = ask_of(&empty, &question(&[("dentistry", 40), ("genetics", 40)], 12), &[]);
    for number in told.values().flat_map(BTreeMap::values) {
        assert_eq!(number.basis, Basis::BaseRate);
        assert!(number.confidence <= 0.5, "{number:?}");
    }
}

#[test]
fn services_of_one_specialty_are_summed_and_share_what_happens() {
    let log = clinic_with_annex();
    let of = |service, site| {
        let asked = DemandQuestion {
            services: vec![service],
            sites: vec![site],
            stretches: vec![Stretch::Hours1],
            ..DemandQuestion::of_all(now())
        };
        outlook(&log.record(), None, &asked).unwrap().forecasts.remove(0)
    };
    let parts = [of(CARDIOLOGY, NORTHSIDE), of(CARDIOLOGY, HARBOUR), of(ANNEX, HARBOUR)];
    let told = ask_of(&log, &question(&[("cardiology", 0)], 1), &[])["cardiology"]["1h"].clone();
    let expected: f64 = parts.iter().map(|part| part.expected).sum();
    assert!((f64::from(told.expected) - expected).abs() <= 0.5, "{told:?} {expected}");
    let (low, high) = parts.iter().fold((0, 0), |(low, high), part| (low + part.low, high + part.high));
    assert!(u64::from(told.low) >= low && u64::from(told.high) < high, "{told:?} {low} {high}");
    // Nobody who waits or is announced is lost or counted twice.
    let mut asked = question(&[("cardiology", 31)], 1);
    let soon = now().plus_minutes(20);
    asked.events = vec![(DemandEventKind::VisitScheduled, soon, Some("cardiology".to_owned())); 10];
    let moved = ask_of(&log, &asked, &[])["cardiology"]["1h"].clone();
    let more = i64::from(moved.expected) - i64::from(told.expected);
    assert!((31 + 8..=31 + 10).contains(&more) && moved.low >= 31, "{told:?} {moved:?}");
    let all = ask_of(&log, &question(&[], 1), &[]);
    assert_eq!(all.keys().collect::<Vec<_>>(), ["cardiology", "genetics", "skin_hair"]);
    assert_eq!(all["cardiology"]["1h"], told);
}

#[test]
fn a_misspelt_specialty_is_told_with_the_one_that_is_meant() {
    let told = ask(&question(&[("cardiolgy", 0)], 1), &[]);
    let reason = told["cardiolgy"]["1h"].reason.clone().unwrap();
    assert!(reason.ends_with("Is cardiology meant?"), "{reason}");
}

#[test]
fn an_event_that_moves_nothing_is_named_and_why() {
    let mut asked = question(&[("cardiology", 0), ("dentistry", 0)], 3);
    let to = |name: &str| Some(name.to_owned());
    let (soon, later) = (now().plus_minutes(20), now().plus_minutes(150));
    asked.events = vec![
        (DemandEventKind::VisitScheduled, soon, to("cardiology")),
        (DemandEventKind::VisitScheduled, now().plus_minutes(-5), to("cardiology")),
        // Three hours are asked for, and told are one and two.
        (DemandEventKind::VisitCancelled, later, to("cardiology")),
        (DemandEventKind::VisitScheduled, soon, to("dentistry")),
        (DemandEventKind::IntakeSubmitted, now().plus_minutes(-5), to("dentistry")),
        (DemandEventKind::VisitCancelled, soon, to("dentistry")),
        (DemandEventKind::IntakeSubmitted, now().plus_minutes(-5), None),
    ];
    assert_eq!(unused(&asked), [1, 2, 4, 5]);
    let only_strangers = PlatformQuestion {
        current_queue: [("dentistry".to_owned(), 3)].into(),
        events: vec![(DemandEventKind::IntakeSubmitted, now().plus_minutes(-5), None)],
        ..asked
    };
    assert_eq!(unused(&only_strangers), [0]);
    let answer = platform_answer(&clinic().record(), None, &only_strangers, &BTreeMap::new()).unwrap();
    let UnusedEvent { reason, .. } = answer.unused[0];
    assert!(reason.contains("names no specialty"), "{reason}");
}

#[test]
fn an_intake_of_this_very_minute_raises_the_present_rate() {
    let mut asked = question(&[("cardiology", 0)], 1);
    let before = ask(&asked, &[]);
    for ahead in [0, 4] {
        let at = now().plus_minutes(ahead);
        asked.events = vec![(DemandEventKind::IntakeSubmitted, at, Some("cardiology".to_owned())); 60];
        let after = ask(&asked, &[]);
        let [before, after] = [&before, &after].map(|told| told["cardiology"]["1h"].expected);
        assert!(after > before, "{before} {after}");
    }
}

#[test]
fn an_intake_of_the_future_is_refused_at_its_own_place() {
    let mut asked = question(&[("cardiology", 0)], 1);
    let intake = |minutes, name: &str| {
        (DemandEventKind::IntakeSubmitted, now().plus_minutes(minutes), Some(name.to_owned()))
    };
    for wrong in ["cardiology", "dentistry"] {
        asked.events = vec![intake(-5, "dentistry"), intake(4, "cardiology"), intake(6, wrong)];
        let refused = platform_answer(&clinic().record(), None, &asked, &BTreeMap::new()).unwrap_err();
        assert!(matches!(refused, DemandError::Event { position: 2, .. }), "{refused}");
    }
}

#[test]
fn events_move_what_they_name_and_nobody_else() {
    let mut asked = question(&[("cardiology", 0), ("skin_hair", 0), ("dentistry", 0)], 1);
    let before = ask(&asked, &[]);
    let soon = now().plus_minutes(20);
    asked.events = vec![(DemandEventKind::VisitScheduled, soon, Some("cardiology".to_owned())); 10];
    asked.events.push((DemandEventKind::VisitScheduled, soon, Some("dentistry".to_owned())));
    let after = ask(&asked, &[]);
    let moved = |name: &str| i64::from(after[name]["1h"].expected) - i64::from(before[name]["1h"].expected);
    assert!((8..=10).contains(&moved("cardiology")));
    assert_eq!((moved("skin_hair"), moved("dentistry")), (0, 1));
}

#[test]
fn a_question_without_an_hour_is_refused() {
    let record = Log::opened("UTC").record();
    assert!(platform_answer(&record, None, &question(&[], 0), &BTreeMap::new()).is_err());
}
