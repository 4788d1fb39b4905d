//! Forecasts as telemedicine platforms ask for them.

use std::collections::BTreeMap;

use lindley_forecast::demand::{
    Basis, DemandEventKind, PlatformNumbers, PlatformQuestion, Stretch, platform_answer,
};
use lindley_time::Instant;

use crate::clinic::{Log, at};

fn ask(question: &PlatformQuestion, kept: &[(Stretch, f64)]) -> PlatformNumbers {
    let mut log = Log::opened("UTC");
    log.busy(0, 40, 1.0, 4);
    platform_answer(&log.record(), None, question, &kept.iter().copied().collect()).unwrap()
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
    let (trusted, broken) = (ask(&asked, &[]), ask(&asked, &[(Stretch::Hours1, 0.4)]));
    let of = |answer: &PlatformNumbers, stretch| answer["cardiology"][stretch].confidence;
    assert!((of(&broken, "1h") - 0.5 * of(&trusted, "1h")).abs() < 1e-12);
    assert!((of(&broken, "2h") - of(&trusted, "2h")).abs() < 1e-12);
    // With many who certainly wait, a quarter of the number is a wide margin.
    let queue = ask(&question(&[("cardiology", 200)], 1), &[]);
    assert!(of(&queue, "1h") > 0.99 && of(&trusted, "1h") < 0.9);
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
