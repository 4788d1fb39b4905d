//! What is said of a clinic as of a moment: from models and without, moved by who waits and by what happens.

use lindley_domain::{ServiceId, SiteId, Status};
use lindley_forecast::demand::{
    Basis, DemandAnswer, DemandBook, DemandError, DemandEvent, DemandEventKind, DemandQuestion, Mover,
    QueueLength, Stretch, StretchForecast, outlook,
};
use lindley_learn::Alone;
use lindley_time::Instant;

use crate::clinic::{CARDIOLOGY, DERMATOLOGY, GENETICS, HARBOUR, Log, NORTHSIDE, at};

const DAYS: i64 = 100;

/// Fourteen weeks at about 1.2 a quarter of an hour, up to Monday 13 April 2026, 10:37.
fn clinic() -> (Log, Instant) {
    let mut log = Log::opened("UTC");
    log.busy(0, DAYS - 2, 1.2, 5);
    let now = at(DAYS - 2, 10 * 60 + 37);
    (log, now)
}

fn find(answer: &DemandAnswer, service: ServiceId, site: SiteId, stretch: Stretch) -> &StretchForecast {
    answer
        .forecasts
        .iter()
        .find(|told| (told.service, told.site, told.stretch) == (service, site, stretch))
        .expect("it was asked for")
}

/// The morning of the day under way.
fn morning(log: &mut Log, per_quarter: usize) {
    for quarter in 32..42 {
        for _ in 0..per_quarter {
            log.past(CARDIOLOGY, NORTHSIDE, at(DAYS - 2, 15 * quarter), Status::Fulfilled);
        }
    }
}

#[test]
fn everything_is_told_for_every_horizon_with_its_band() {
    let (mut log, now) = clinic();
    morning(&mut log, 1);
    let record = log.record();
    let book = DemandBook::learn(&record, now, &Alone).unwrap();
    assert_eq!(book.series().count(), 4);
    let answer = outlook(&record, Some(&book), &DemandQuestion::of_all(now)).unwrap();
    assert_eq!(answer.head, record.head());
    // Two services at two sites, and the one to which nobody ever came at both.
    assert_eq!(answer.forecasts.len(), 6 * Stretch::ALL.len());
    for told in &answer.forecasts {
        assert!(told.low <= told.high && told.expected >= 0.0 && told.quantiles.is_sorted(), "{told:?}");
        assert_eq!(told.basis == Basis::BaseRate, told.service == GENETICS, "{told:?}");
        assert!(told.basis == Basis::BaseRate || told.basis == Basis::Model, "{told:?}");
        match told.stretch.days_ahead() {
            None => assert_eq!(
                (told.span.start(), told.span.seconds() / 60),
                (now, told.stretch.minutes().into())
            ),
            Some(days) => assert_eq!(told.span.start(), at(DAYS - 2 + i64::from(days), 0)),
        }
    }
    // At 1.08 who come a quarter of an hour: 4.3 an hour, 43 a day.
    let hour = find(&answer, CARDIOLOGY, NORTHSIDE, Stretch::Hours1);
    assert!((hour.expected / 4.3 - 1.0).abs() < 0.35 && hour.low >= 1 && hour.high <= 9, "{hour:?}");
    let day = find(&answer, DERMATOLOGY, HARBOUR, Stretch::Weeks3);
    assert!((day.expected / 21.6 - 1.0).abs() < 0.25, "{day:?}");
    let never = find(&answer, GENETICS, HARBOUR, Stretch::Hours4);
    assert!(never.expected > 0.0 && never.low == 0 && never.high > 8, "{never:?}");
    let bytes = answer.to_bytes().unwrap();
    assert_eq!(DemandAnswer::from_bytes(&bytes).unwrap(), answer);
    assert!(DemandAnswer::from_bytes(&bytes[..bytes.len() - 1]).is_err());
}

#[test]
fn a_spike_moves_the_next_answer_without_training() {
    let (log, now) = clinic();
    let book = DemandBook::learn(&log.record(), at(DAYS - 2, 0), &Alone).unwrap();
    let hour = |per_quarter| {
        let (mut log, _) = clinic();
        morning(&mut log, per_quarter);
        let answer = outlook(&log.record(), Some(&book), &DemandQuestion::of_all(now)).unwrap();
        find(&answer, CARDIOLOGY, NORTHSIDE, Stretch::Hours1).clone()
    };
    let (usual, spike) = (hour(1), hour(4));
    assert!(spike.expected > 1.5 * usual.expected, "{} {}", usual.expected, spike.expected);
    let told = |mover: &Mover| match mover {
        Mover::Lately { factor } | Mover::LevelBreak { factor, .. } => *factor > 1.25,
        _ => false,
    };
    assert!(spike.moved_by.iter().any(told), "{:?}", spike.moved_by);
    assert!(!usual.moved_by.iter().any(told), "{:?}", usual.moved_by);
}

#[test]
fn who_waits_and_what_was_announced_move_number_and_band() {
    let (mut log, now) = clinic();
    morning(&mut log, 1);
    let record = log.record();
    let told = |current_queue: Vec<QueueLength>, events: Vec<DemandEvent>| {
        let question = DemandQuestion { current_queue, events, ..DemandQuestion::of_all(now) };
        outlook(&record, None, &question).unwrap()
    };
    let hour = |answer: &DemandAnswer| find(answer, CARDIOLOGY, NORTHSIDE, Stretch::Hours1).clone();
    let usual = told(Vec::new(), Vec::new());
    let queue = QueueLength { service: CARDIOLOGY, site: Some(NORTHSIDE), waiting: 12 };
    let waited = told(vec![queue], Vec::new());
    let (before, after) = (hour(&usual), hour(&waited));
    assert!((after.expected - before.expected - 12.0).abs() < 1e-9);
    assert_eq!((after.low, after.high), (before.low + 12, before.high + 12));
    assert_eq!(after.moved_by.first(), Some(&Mover::Queue { waiting: 12 }));
    let far = |answer| find(answer, CARDIOLOGY, NORTHSIDE, Stretch::Days14).clone();
    assert_eq!(far(&usual), far(&waited));

    // Without a site they are divided, and nobody is lost.
    let queue = QueueLength { site: None, ..queue };
    let divided = told(vec![queue], Vec::new());
    let sum = |answer: &DemandAnswer| {
        let of_it = answer.forecasts.iter();
        let of_it = of_it.filter(|told| told.service == CARDIOLOGY && told.stretch == Stretch::Hours1);
        of_it.map(|told| told.expected).sum::<f64>()
    };
    assert!((sum(&divided) - sum(&usual) - 12.0).abs() < 1e-9);
    assert!(hour(&divided).expected < hour(&waited).expected);

    let event = |kind, minutes| DemandEvent {
        kind,
        at: now.plus_minutes(minutes),
        service: Some(CARDIOLOGY),
        site: Some(NORTHSIDE),
    };
    let scheduled = hour(&told(Vec::new(), vec![event(DemandEventKind::VisitScheduled, 30); 10]));
    // Nine of ten come.
    assert!((scheduled.expected - before.expected - 9.0).abs() < 0.3, "{scheduled:?}");
    assert!(scheduled.high > before.high + 8 && scheduled.low < before.low + 10);
    let later = hour(&told(Vec::new(), vec![event(DemandEventKind::VisitScheduled, 90)]));
    assert_eq!(later, before);
    let cancelled = hour(&told(
        vec![QueueLength { site: Some(NORTHSIDE), ..queue }],
        vec![event(DemandEventKind::VisitCancelled, 30); 90],
    ));
    assert_eq!(cancelled.low, 12);
    assert!((cancelled.expected - 12.0).abs() < 1e-9);
    let intakes = hour(&told(Vec::new(), vec![event(DemandEventKind::IntakeSubmitted, -10); 25]));
    assert!(intakes.expected >= before.expected && intakes.moved_by.contains(&Mover::Intakes { forms: 25 }));
}

#[test]
fn who_waits_at_a_site_to_which_nobody_ever_came_for_the_service_is_told_of() {
    let mut log = Log::opened("UTC");
    for day in 0..30 {
        for hour in 8..16 {
            log.past(CARDIOLOGY, NORTHSIDE, at(day, 60 * hour), Status::Fulfilled);
        }
    }
    let (record, now) = (log.record(), at(30, 600));
    let told = |waiting: u32, events: Vec<DemandEvent>| {
        let queue = QueueLength { service: CARDIOLOGY, site: Some(HARBOUR), waiting };
        let question = DemandQuestion { current_queue: vec![queue], events, ..DemandQuestion::of_all(now) };
        outlook(&record, None, &question).unwrap()
    };
    let at_harbour = |answer: &DemandAnswer| {
        let mut of_it =
            answer.forecasts.iter().filter(|told| told.service == CARDIOLOGY && told.site == HARBOUR);
        of_it.find(|told| told.stretch == Stretch::Hours1).cloned()
    };
    assert_eq!(at_harbour(&told(0, Vec::new())), None);
    let waited = told(7, Vec::new());
    let there = at_harbour(&waited).expect("seven wait there");
    // One an hour came to the other site: the base rate, with a wide band, and the seven on top.
    assert_eq!(there.basis, Basis::BaseRate);
    assert!((there.expected - 8.0).abs() < 0.3 && there.low == 7 && there.high > 8, "{there:?}");
    assert_eq!(there.moved_by, [Mover::Queue { waiting: 7 }]);
    // Nobody elsewhere is moved by it.
    let elsewhere = |answer: &DemandAnswer| find(answer, CARDIOLOGY, NORTHSIDE, Stretch::Hours1).clone();
    assert_eq!(elsewhere(&waited), elsewhere(&told(0, Vec::new())));
    let scheduled = DemandEvent {
        kind: DemandEventKind::VisitScheduled,
        at: now.plus_minutes(20),
        service: Some(CARDIOLOGY),
        site: Some(HARBOUR),
    };
    let announced = at_harbour(&told(0, vec![scheduled])).expect("one is announced there");
    assert!(
        announced.expected > 1.5 && announced.moved_by == [Mover::Scheduled { visits: 1 }],
        "{announced:?}"
    );
    // Not asked about, not told.
    let other = DemandQuestion {
        services: vec![DERMATOLOGY],
        current_queue: vec![QueueLength { service: CARDIOLOGY, site: Some(HARBOUR), waiting: 7 }],
        ..DemandQuestion::of_all(now)
    };
    let other = outlook(&record, None, &other).unwrap();
    assert!(other.forecasts.iter().all(|told| told.service == DERMATOLOGY));
}

#[test]
fn intakes_raise_the_present_rate_of_a_learnt_series() {
    let (mut log, now) = clinic();
    morning(&mut log, 1);
    let record = log.record();
    let book = DemandBook::learn(&record, now, &Alone).unwrap();
    let hour = |forms: usize| {
        let event = DemandEvent {
            kind: DemandEventKind::IntakeSubmitted,
            at: now.plus_minutes(-20),
            service: None,
            site: None,
        };
        let question = DemandQuestion {
            services: vec![CARDIOLOGY],
            sites: vec![NORTHSIDE],
            stretches: vec![Stretch::Hours1],
            events: vec![event; forms],
            ..DemandQuestion::of_all(now)
        };
        outlook(&record, Some(&book), &question).unwrap().forecasts[0].expected
    };
    assert!(hour(30) > 1.2 * hour(0), "{} {}", hour(0), hour(30));
}

#[test]
fn what_becomes_known_later_changes_no_answer() {
    let (mut log, now) = clinic();
    morning(&mut log, 1);
    let early = log.record();
    log.busy(DAYS, 10, 4.0, 6);
    log.special_day(now.plus_minutes(1), lindley_time::civil::date(2026, 4, 27), None, "fair");
    let (question, late) = (DemandQuestion::of_all(now), log.record());
    let book = DemandBook::learn(&early, now, &Alone).unwrap();
    assert_eq!(book.to_bytes().unwrap(), DemandBook::learn(&late, now, &Alone).unwrap().to_bytes().unwrap());
    let said = |record| outlook(record, Some(&book), &question).unwrap().forecasts;
    assert_eq!(said(&early), said(&late));
}

#[test]
fn a_special_day_and_a_missing_signal_are_named() {
    let (mut log, now) = clinic();
    log.special_day(now.plus_minutes(-60), lindley_time::civil::date(2026, 4, 27), None, "fair");
    let week = lindley_time::Span::new(at(70, 0), at(77, 0)).unwrap();
    log.signal(at(78, 0), None, ("influenza", "percent"), &[(week, 2_000)]);
    let answer = outlook(&log.record(), None, &DemandQuestion::of_all(now)).unwrap();
    let words = |stretch| -> Vec<String> {
        find(&answer, CARDIOLOGY, NORTHSIDE, stretch).moved_by.iter().map(Mover::words).collect()
    };
    assert_eq!(words(Stretch::Days14), ["the day is special: fair", "no reading of influenza to go by"]);
    assert!(!words(Stretch::Weeks3).contains(&"the day is special: fair".to_owned()));
}

#[test]
fn few_rows_have_their_named_fallback() {
    let mut log = Log::opened("UTC");
    log.busy(0, 5, 1.0, 3);
    let record = log.record();
    assert!(matches!(DemandBook::learn(&record, at(5, 0), &Alone), Err(DemandError::NothingLearnt { .. })));
    let answer = outlook(&record, None, &DemandQuestion::of_all(at(4, 10 * 60))).unwrap();
    let hour = find(&answer, CARDIOLOGY, NORTHSIDE, Stretch::Hours1);
    assert_eq!(hour.basis, Basis::FewRows);
    assert!(hour.expected > 0.5 && hour.high >= 4, "{hour:?}");
    assert!(Basis::FewRows.reason().is_some() && Basis::Model.reason().is_none());
}

#[test]
fn an_empty_clinic_is_told_of_with_a_wide_band_and_no_silent_zero() {
    let record = Log::opened("UTC").record();
    let answer = outlook(&record, None, &DemandQuestion::of_all(at(0, 600))).unwrap();
    assert_eq!(answer.forecasts.len(), 6 * Stretch::ALL.len());
    assert!(answer.forecasts.iter().all(|told| told.basis == Basis::BaseRate && told.expected > 0.0));
}

#[test]
fn what_does_not_exist_or_makes_no_sense_is_refused() {
    let (log, now) = clinic();
    let record = log.record();
    let refused =
        |question: DemandQuestion| outlook(&record, None, &question).expect_err("nonsense").to_string();
    let all = || DemandQuestion::of_all(now);
    assert!(
        refused(DemandQuestion { services: vec![ServiceId(9)], ..all() }).contains("no service service-9")
    );
    assert!(refused(DemandQuestion { sites: vec![SiteId(9)], ..all() }).contains("no site site-9"));
    let queue = QueueLength { service: ServiceId(8), site: None, waiting: 1 };
    assert!(refused(DemandQuestion { current_queue: vec![queue], ..all() }).contains("service-8"));
    let ahead = DemandEvent {
        kind: DemandEventKind::IntakeSubmitted,
        at: now.plus_minutes(30),
        service: None,
        site: None,
    };
    assert!(refused(DemandQuestion { events: vec![ahead], ..all() }).contains("event 0: an intake cannot"));
}
