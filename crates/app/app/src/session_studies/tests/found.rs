//! What studies find, held against the engine and against counting by hand.

use std::num::NonZeroUsize;

use lindley_domain::{ServiceId, Status};
use lindley_seed::Seed;
use lindley_session::{
    Alone, Composition, Method, PlanRequest, Scenarios, Sequence, Slots, Weights, enumerate, evaluate, plan,
};

use super::super::first_come::patients;
use super::super::front::Front;
use super::super::kinds::Kinds;
use super::super::setup::Setup;
use super::super::{ComparisonRequest, SessionStudy, StudiedTimes, StudyRequest, TimesSource};
use super::clinic::{
    LONG, OTHER, SHORT, clinic, measured, measured_clinic, of_service, of_times, planner, record, request,
};
use crate::session_plans::SessionPlanRequest;
use crate::threads::Threads;

fn without_seconds(study: SessionStudy) -> SessionStudy {
    SessionStudy { seconds: 0.0, ..study }
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// The kinds of times that were sent.
fn kinds_of(seconds: &[u32], groups: usize) -> Kinds {
    Kinds::of(&StudiedTimes::measured(seconds).unwrap(), groups).unwrap()
}

fn letters(sequence: &str) -> Sequence {
    sequence.parse().unwrap()
}

#[tokio::test]
async fn service_times_are_those_of_fulfilled_visits_and_the_rest_is_counted() {
    let app = clinic().await;
    record(&app, LONG, &measured(&[1_800, 600, 1_200])).await;
    let rest = [
        (None, Status::Fulfilled),
        (Some(70_000), Status::Fulfilled),
        (None, Status::Noshow),
        (None, Status::Cancelled),
    ];
    record(&app, SHORT, &rest).await;
    record(&app, OTHER, &[(None, Status::Fulfilled)]).await;
    let times = app.service_times(&planner()).await.unwrap();
    let told: Vec<(u32, usize, usize)> =
        times.iter().map(|times| (times.service.0, times.visits(), times.left_out)).collect();
    assert_eq!(told, [(1, 3, 2), (2, 0, 1), (3, 0, 0)]);
    let [long] = &times[0].visit_types[..] else { panic!("{times:?}") };
    assert_eq!((long.visit_type, &long.name[..], long.planned_minutes), (LONG, "Long", 15));
    assert_eq!(long.seconds, [600, 1_200, 1_800]);
    let quantiles = [0.1, 0.5, 0.9].map(|share| long.quantile_minutes(share));
    for (found, expected) in quantiles.into_iter().zip([12.0, 20.0, 28.0]) {
        assert!((found - expected).abs() < 1e-12, "{quantiles:?}");
    }
}

#[tokio::test]
async fn a_service_is_put_into_kinds_by_its_visit_types() {
    let app = measured_clinic().await;
    let study = app.study_session(&planner(), of_service(1)).await.unwrap();
    let (head, service) = study.of_log.as_ref().unwrap();
    assert_eq!((*head, service.service), (app.log_length("demo").await.unwrap(), ServiceId(1)));
    assert_eq!((study.visits, &study.rule[..], study.hindsight), (8, "A: Long; B: Short", false));
    // In minutes: 20 25 30 40 and 5 7 11 21. The short visit of 21 minutes is no long one, as nobody knew that it would be.
    let [a, b] = &study.kinds[..] else { panic!("{:?}", study.kinds) };
    assert_eq!((a.letter, a.visits, a.from_minutes, a.until_minutes), ('A', 4, None, None));
    assert_eq!((b.letter, b.visits, b.from_minutes, b.until_minutes), ('B', 4, None, None));
    close(a.median_minutes, 27.5);
    close(a.mean_minutes, 28.75);
    close(b.median_minutes, 9.0);
    close(b.mean_minutes, 11.0);
    close(b.share, 0.5);
    let [long, short] = &study.visit_types[..] else { panic!("{:?}", study.visit_types) };
    assert_eq!((long.kind, short.kind), ('A', 'B'));
    close(long.share, 1.0);
    close(short.share, 0.75);
    let of_1_260 = study.times.iter().find(|time| time.seconds == 1_260).unwrap();
    assert_eq!((of_1_260.kind, of_1_260.visits), ('B', 1));
    assert_eq!(study.composition.counts(), [3, 3]);
    assert_eq!(study.elbow.len(), 6, "of the times, whatever their types");
    assert_eq!(study.elbow[0].silhouette, None);
    close(study.elbow[1].absolute_error_minutes, 5.0 + 4.0 + 5.0 + 15.0 + 2.0 + 4.0);
}

#[tokio::test]
async fn times_that_were_sent_are_put_into_kinds_by_themselves() {
    let app = clinic().await;
    let times = [1_500, 2_400, 1_800, 1_200, 300, 660, 420, 1_260];
    let study = app.study_session(&planner(), request(TimesSource::Measured(times.to_vec()))).await.unwrap();
    // Sorted: 5 7 11 | 20 21 25 30 40 minutes; the cut lies midway between 660 and 1,200 s.
    assert_eq!(study.rule, "A: longer than 15.5 minutes; B: up to 15.5 minutes");
    assert!(study.hindsight && study.visit_types.is_empty() && study.of_log.is_none());
    let [a, b] = &study.kinds[..] else { panic!("{:?}", study.kinds) };
    assert_eq!((a.visits, a.from_minutes, a.until_minutes), (5, Some(15.5), None));
    assert_eq!((b.visits, b.from_minutes, b.until_minutes), (3, Some(0.0), Some(15.5)));
    close(a.median_minutes, 25.0);
    close(a.mean_minutes, 27.2);
    close(b.median_minutes, 7.0);
    close(b.share, 0.375);
    let told: Vec<(u32, char)> = study.times.iter().map(|time| (time.seconds, time.kind)).collect();
    assert_eq!(told[..4], [(300, 'B'), (420, 'B'), (660, 'B'), (1_200, 'A')]);
    // 6 slots at 5 to 3 are 3.75 and 2.25.
    assert_eq!(study.composition.counts(), [4, 2]);
}

/// Two types whose times overlap widely: of each, half of the times are usual for the other.
fn overlapping() -> [Vec<i64>; 2] {
    let long = (0..40).map(|visit| 480 + visit * 37 % 1_501).collect();
    let short = (0..60).map(|visit| 240 + visit * 29 % 1_009).collect();
    [long, short]
}

#[tokio::test]
async fn a_service_costs_what_a_plan_of_its_visit_types_costs() {
    let app = clinic().await;
    let types = overlapping();
    record(&app, LONG, &measured(&types[0])).await;
    record(&app, SHORT, &measured(&types[1])).await;
    let asked = StudyRequest { counts: Some(vec![3, 3]), ..of_service(1) };
    let study = app.study_session(&planner(), asked.clone()).await.unwrap();
    for (kind, times) in study.kinds.iter().zip(&types) {
        close(kind.mean_minutes, times.iter().sum::<i64>() as f64 / times.len() as f64 / 60.0);
    }
    let service_times = types.map(|times| {
        let mut seconds: Vec<u32> = times.into_iter().map(|time| u32::try_from(time).unwrap()).collect();
        seconds.sort_unstable();
        seconds
    });
    let plan_asked = SessionPlanRequest {
        counts: vec![3, 3],
        service_times: service_times.to_vec(),
        slot_s: asked.slot_s,
        slots: None,
        costs: asked.costs,
        method: Method::Exact,
        scenarios: asked.scenarios,
        seed: asked.seed,
        beginnings: None,
    };
    let planned = app.plan_session(&planner(), plan_asked).await.unwrap().plan;
    let best = &study.front[study.best];
    assert_eq!((&best.sequence, &best.evaluation), (&planned.sequence, &planned.evaluation));
    // Cut by how long they turned out to take, the same visits promise orders that no desk can book.
    let sent = TimesSource::Measured(service_times.concat());
    let perfect =
        app.study_session(&planner(), StudyRequest { source: sent, ..asked.clone() }).await.unwrap();
    let cost =
        |study: &SessionStudy| study.front[study.best].evaluation.totals.cost(&asked.costs, asked.scenarios);
    assert!(cost(&perfect) < cost(&study), "{} {}", cost(&perfect), cost(&study));
}

#[tokio::test]
async fn the_best_of_a_study_is_the_plan_of_the_same_draws() {
    let app = measured_clinic().await;
    let study = app.study_session(&planner(), of_service(1)).await.unwrap();
    let asked = PlanRequest {
        composition: &Composition::new(&[3, 3]).unwrap(),
        service_times: &[vec![1_200, 1_500, 1_800, 2_400], vec![300, 420, 660, 1_260]],
        slots: &Slots::equal(6, 900).unwrap(),
        weights: Weights { wait: 1.0, idle: 5.0, overtime: 5.0 },
        method: Method::Exact,
        scenarios: 300,
        seed: Seed::from_u64(7),
        most_beginnings: 2_000,
    };
    let best = &study.front[study.best];
    let planned = plan(&asked, &Alone).unwrap();
    assert_eq!((&best.sequence, &best.evaluation), (&planned.sequence, &planned.evaluation));
    let means: Vec<f64> = best.slot_waits.iter().map(|wait| wait.mean).collect();
    assert_eq!(means, planned.evaluation.mean_waits());
    assert!(study.exact && study.gap.abs() < f64::EPSILON);
}

/// Comparisons sort visits as studies do: with a kind's own times, whatever they turned out to be.
#[tokio::test]
async fn a_comparison_has_the_kinds_of_the_study() {
    let app = measured_clinic().await;
    let asked = ComparisonRequest {
        session: StudyRequest { scenarios: 10_000, ..of_service(1) },
        first: letters("ABABAB"),
        second: letters("BBBAAA"),
    };
    let found = app.compare_sessions(&planner(), asked).await.unwrap();
    let seed = Seed::from_u64(7).child("comparison");
    let times = [vec![1_200, 1_500, 1_800, 2_400], vec![300, 420, 660, 1_260]];
    let sample = Scenarios::draw(&times, &Composition::new(&[3, 3]).unwrap(), 10_000, seed).unwrap();
    let expected = evaluate(&letters("BBBAAA"), &sample, &Slots::equal(6, 900).unwrap()).unwrap();
    assert_eq!(found.second.evaluation, expected);
}

#[tokio::test]
async fn the_front_has_the_cheapest_order_for_all_costs() {
    let app = clinic().await;
    let asked = StudyRequest { slots: 8, groups: 3, counts: Some(vec![3, 2, 3]), ..of_times() };
    let study = app.study_session(&planner(), asked.clone()).await.unwrap();
    let TimesSource::Measured(mut seconds) = asked.source else { panic!() };
    seconds.sort_unstable();
    let kinds = kinds_of(&seconds, 3);
    let composition = Composition::new(&[3, 2, 3]).unwrap();
    let sample = Scenarios::draw(&kinds.times, &composition, 300, Seed::from_u64(7)).unwrap();
    let all = enumerate(&composition, &sample, &Slots::equal(8, 900).unwrap(), &Alone).unwrap();
    for (wait, idle, overtime) in [
        (1.0, 0.0, 0.0),
        (0.0, 1.0, 0.0),
        (0.0, 0.0, 1.0),
        (1.0, 1.0, 1.0),
        (1.0, 7.3, 2.1),
        (3.0, 0.1, 40.0),
    ] {
        let weights = Weights { wait, idle, overtime };
        let cheapest = all.best(&weights).1.cost(&weights, 300);
        let costs = study.front.iter().map(|order| order.evaluation.totals.cost(&weights, 300));
        let of_front = costs.fold(f64::INFINITY, f64::min);
        assert!((of_front - cheapest).abs() <= 1e-9 * cheapest.max(1.0), "{weights:?}");
    }
    assert!(study.front.is_sorted_by_key(|order| order.evaluation.totals));
}

#[tokio::test]
async fn large_sessions_are_searched_and_say_how_far_from_the_best_they_may_be() {
    let app = clinic().await;
    // 63,063,000 orders.
    let asked = StudyRequest { slots: 16, groups: 4, counts: Some(vec![4; 4]), scenarios: 50, ..of_times() };
    let study = app.study_session(&planner(), asked).await.unwrap();
    assert!(!study.exact && (0.0..0.5).contains(&study.gap), "{}", study.gap);
    let weights = Weights { wait: 1.0, idle: 5.0, overtime: 5.0 };
    let cost = |totals: lindley_session::Totals| totals.cost(&weights, 50);
    let best = cost(study.front[study.best].evaluation.totals);
    for reference in &study.references[1..] {
        assert!(best <= cost(reference.evaluation.totals), "{}", reference.name);
    }
    assert!(study.front.iter().all(|order| order.slot_waits.len() == 16));
}

#[test]
fn a_search_comes_close_to_the_front_of_all_orders() {
    let mut seconds: Vec<u32> = (0..400_u32).map(|visit| 120 + visit * visit / 40).collect();
    seconds.sort_unstable();
    let kinds = kinds_of(&seconds, 2);
    let asked = StudyRequest { slots: 10, scenarios: 200, ..of_times() };
    let setup = Setup::of(&kinds, Composition::new(&[5, 5]).unwrap(), &asked, Seed::from_u64(1)).unwrap();
    let all = Front::of(&setup, &[], &Alone).unwrap();
    let searched = Front::by_search(&setup, &[], &Alone).unwrap();
    let cost = |front: &Front| front.orders[front.best].evaluation.totals.cost(&setup.weights, 200);
    assert!(all.exact && !searched.exact);
    assert!(cost(&searched) * (1.0 - searched.gap) <= cost(&all) + 1e-9, "the gap is a bound");
    assert!(cost(&all) <= cost(&searched) + 1e-9);
    let again = Front::by_search(&setup, &[], &Threads::new(NonZeroUsize::new(3))).unwrap();
    assert_eq!((again.orders, again.best), (searched.orders, searched.best));
}

#[tokio::test]
async fn references_are_what_their_names_say() {
    let app = clinic().await;
    let asked = StudyRequest { groups: 3, slots: 7, counts: Some(vec![3, 0, 4]), ..of_times() };
    let study = app.study_session(&planner(), asked.clone()).await.unwrap();
    let told: Vec<(&str, String)> = study
        .references
        .iter()
        .map(|reference| {
            (&reference.name[..], reference.sequence.as_ref().map(ToString::to_string).unwrap_or_default())
        })
        .collect();
    let expected = [
        ("first come (mixed)", ""),
        ("A first", "AAACCCC"),
        ("C first", "CCCCAAA"),
        ("alternating", "CACACAC"),
    ];
    let expected: Vec<(&str, String)> =
        expected.into_iter().map(|(name, order)| (name, order.to_owned())).collect();
    assert_eq!(told, expected);
    let alone = StudyRequest { groups: 1, counts: None, ..asked };
    let study = app.study_session(&planner(), alone).await.unwrap();
    assert_eq!(study.front.len(), 1);
    assert_eq!(study.references.len(), 1, "one kind has one order");
    assert_eq!(study.rule, "A: every visit");
}

/// First come, first served has the same patients, and costs what all orders cost on average.
#[tokio::test]
async fn first_come_is_the_mean_of_all_orders() {
    let app = clinic().await;
    let asked = StudyRequest { counts: Some(vec![3, 3]), scenarios: 10_000, ..of_times() };
    let study = app.study_session(&planner(), asked.clone()).await.unwrap();
    let TimesSource::Measured(mut seconds) = asked.source else { panic!() };
    seconds.sort_unstable();
    let kinds = kinds_of(&seconds, 2);
    let (composition, slots) = (Composition::new(&[3, 3]).unwrap(), Slots::equal(6, 900).unwrap());
    let seed = Seed::from_u64(7);
    let sample = Scenarios::draw(&kinds.times, &composition, 10_000, seed).unwrap();
    let drawn = patients(&kinds.times, &composition, 10_000, seed);
    let (a, b) = (drawn[..3].to_vec(), drawn[3..].to_vec());
    let same = Scenarios::from_columns(&[a, b]).unwrap();
    let order = letters("ABBABA");
    assert_eq!(evaluate(&order, &sample, &slots), evaluate(&order, &same, &slots), "the engine's patients");
    let all = enumerate(&composition, &sample, &slots, &Alone).unwrap();
    let waits = all.totals().iter().map(|totals| totals.means(10_000).wait);
    let mean = waits.sum::<f64>() / all.totals().len() as f64;
    let found = study.references[0].evaluation.totals.means(10_000).wait;
    assert!((found - mean).abs() < 0.03 * mean, "{found} for {mean}");
}

#[tokio::test]
async fn the_same_request_gives_the_same_study() {
    let app = measured_clinic().await;
    for asked in [of_service(1), of_times()] {
        let one = app.study_session(&planner(), asked.clone()).await.unwrap();
        let two = app.study_session(&planner(), asked.clone()).await.unwrap();
        let other = app.study_session(&planner(), StudyRequest { seed: 8, ..asked }).await.unwrap();
        let one = without_seconds(one);
        assert_eq!(one, without_seconds(two));
        assert_ne!(one.front, other.front);
    }
}

#[tokio::test]
async fn a_comparison_knows_the_better_order_and_the_same_one() {
    let app = clinic().await;
    let (best, worst) = {
        let study = app.study_session(&planner(), of_times()).await.unwrap();
        let first = study.references[1].sequence.clone().unwrap();
        (study.front[study.best].sequence.clone(), first)
    };
    let ask = |first: &Sequence, second: &Sequence| {
        let (session, first, second) = (of_times(), first.clone(), second.clone());
        let (app, by) = (app.clone(), planner());
        async move {
            let request = ComparisonRequest { session, first, second };
            app.compare_sessions(&by, request).await.unwrap()
        }
    };
    let found = ask(&best, &worst).await;
    assert!(found.comparison.difference.high < 0.0, "{found:?}");
    let difference = found.first.cost - found.second.cost;
    assert!((difference - found.comparison.difference.mean).abs() < 1e-9);
    let turned = ask(&worst, &best).await.comparison.difference;
    assert!((turned.mean + found.comparison.difference.mean).abs() < 1e-9);
    let same = ask(&best, &best).await;
    assert!(!same.comparison.is_decided() && same.comparison.difference.mean.abs() < f64::EPSILON);
    // Other patients than those that the study chose on.
    let study = app.study_session(&planner(), of_times()).await.unwrap();
    assert_ne!(found.first.evaluation, study.front[study.best].evaluation);
}
