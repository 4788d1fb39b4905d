//! Practice by hand, against the evaluation, and with habits that cannot be.

use proptest::prelude::*;

use super::*;
use crate::composition::Composition;
use crate::evaluate::evaluate;
use crate::weights::Weights;
use lindley_crew::Alone;

fn columns(services: &[u32]) -> Scenarios {
    Scenarios::from_columns(&[services.iter().map(|service| vec![*service]).collect()]).unwrap()
}

fn practise_all(services: &[u32], times: &[u32], practice: &Practice) -> Practised {
    let sequence = Sequence::new(&vec![0; services.len()]).unwrap();
    let slots = Slots::new(times, 3_600).unwrap();
    practise(&sequence, &columns(services), &slots, practice, Seed::from_u64(3)).unwrap()
}

fn waits(practised: &Practised) -> Vec<i64> {
    practised.visits.iter().map(|visit| visit.wait).collect()
}

#[test]
fn everybody_ten_minutes_late_shifts_the_session() {
    let practice = Practice { lateness: vec![vec![600]], ..Practice::default() };
    let found = practise_all(&[1_200, 600], &[0, 900], &practice);
    assert_eq!(waits(&found), [0, 300]);
    assert_eq!((found.totals.idle, found.totals.overtime), (600, 0));
}

#[test]
fn who_is_early_may_be_called_early_but_does_not_wait_before_the_appointment() {
    let practice = Practice { lateness: vec![vec![-600]], ..Practice::default() };
    // The first is there at -600 but the physician begins at 0; the second is there at 300 and called at 400.
    let found = practise_all(&[400, 600], &[0, 900], &practice);
    assert_eq!(waits(&found), [0, 0]);
    assert_eq!(found.totals.idle, 0);
}

#[test]
fn a_no_show_takes_no_time_and_does_not_wait() {
    let practice = Practice { show: vec![0.0], ..Practice::default() };
    let found = practise_all(&[1_200, 600], &[0, 900], &practice);
    assert_eq!((waits(&found), found.visits[1].seen), (vec![0, 0], 0));
    assert_eq!(found.totals, Totals { wait: 0, idle: 900, overtime: 0 });
}

#[test]
fn overbooked_patients_wait_for_each_other() {
    let found = practise_all(&[1_200, 600, 300], &[0, 0, 1_800], &Practice::default());
    assert_eq!(waits(&found), [0, 1_200, 0]);
}

#[test]
fn walk_ins_are_seen_when_no_booked_patient_is_there() {
    let slots = Slots::new(&[0, 900], 3_600).unwrap();
    let coming = chances::Coming {
        arrivals: vec![Some(0), Some(900)],
        walk_ins: vec![(100, 300), (650, 400), (2_000, 10)],
    };
    let mut practised = Practised {
        totals: Totals::default(),
        visits: vec![Waiting::default(); 2],
        kinds: Vec::new(),
        walk_ins: Waiting::default(),
        scenarios: 1,
    };
    // 0-600 first; 600-900 the walk-in of 100; 900-1500 second, before the walk-in of 650; 1500-1900; idle 100; 2000-2010.
    Session::new(&coming, &[600, 600], &slots).run(&mut practised);
    assert_eq!(waits(&practised), [0, 0]);
    assert_eq!(practised.walk_ins, Waiting { seen: 3, wait: 500 + 850 });
    assert_eq!((practised.totals.idle, practised.totals.overtime), (100, 0));
}

#[test]
fn walk_ins_come_as_often_as_they_should() {
    let sample = Scenarios::from_columns(&[vec![vec![600; 2_000]]]).unwrap();
    let walk_ins = Some(WalkIns { mean_gap_s: 1_200.0, service_times: vec![300, 500] });
    let practice = Practice { walk_ins, ..Practice::default() };
    let slots = Slots::new(&[0], 14_400).unwrap();
    let found = practise(&"A".parse().unwrap(), &sample, &slots, &practice, Seed::from_u64(5)).unwrap();
    let mean = found.walk_ins.seen as f64 / 2_000.0;
    // Twelve in four hours; the standard error is 0.08.
    assert!((mean - 12.0).abs() < 0.4, "{mean}");
}

#[test]
fn the_search_in_practice_finds_the_best_of_all_orders_that_can_be_tried() {
    let composition = Composition::new(&[3, 4]).unwrap();
    let times = [vec![900, 1_500, 2_700], vec![240, 480, 900]];
    let sample = Scenarios::draw(&times, &composition, 200, Seed::from_u64(3)).unwrap();
    let double_booked = Slots::new(&[0, 600, 600, 1_200, 2_400, 3_300, 4_200], 5_100).unwrap();
    let practice = Practice { show: vec![0.55, 0.95], ..Practice::default() };
    for (slots, idle) in [(Slots::equal(7, 720).unwrap(), 5.0), (double_booked, 1.0)] {
        let weights = Weights::new(1.0, idle, 5.0).unwrap();
        let seed = Seed::from_u64(4);
        let (sequence, found) =
            search_in_practice(&composition, &sample, &slots, &practice, seed, &weights, &Alone).unwrap();
        let lived = (0..composition.sequences()).map(|rank| {
            let order = composition.sequence_at(rank);
            practise(&order, &sample, &slots, &practice, seed).unwrap().totals.weighted(&weights)
        });
        let best = lived.fold(f64::INFINITY, f64::min);
        assert!(found.totals.weighted(&weights) <= best, "{sequence} is not the best");
        let (punctual, _) = crate::local_search(&composition, &sample, &slots, &weights, &Alone).unwrap();
        assert_ne!(sequence, punctual, "who stays away changes the order");
    }
}

#[test]
fn habits_that_cannot_be_are_refused() {
    let walk_ins = |mean_gap_s, service_times| Practice {
        walk_ins: Some(WalkIns { mean_gap_s, service_times }),
        ..Practice::default()
    };
    let bad = [
        Practice { show: vec![0.5, 0.5], ..Practice::default() },
        Practice { show: vec![f64::NAN], ..Practice::default() },
        Practice { show: vec![1.5], ..Practice::default() },
        Practice { lateness: vec![vec![i32::MIN]], ..Practice::default() },
        walk_ins(0.0, vec![60]),
        walk_ins(600.0, vec![]),
        walk_ins(600.0, vec![70_000]),
    ];
    for practice in bad {
        let refused = practise(
            &"A".parse().unwrap(),
            &columns(&[60]),
            &Slots::equal(1, 900).unwrap(),
            &practice,
            Seed::from_u64(1),
        );
        assert!(refused.is_err(), "{practice:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn with_nothing_switched_on_it_is_the_evaluation(
        kinds in prop::collection::vec(0_u8..3, 1..12),
        gaps in prop::collection::vec(0_u32..1_500, 12),
        count in 1_usize..1_100,
        seed in any::<u64>(),
    ) {
        let sequence = Sequence::new(&kinds).unwrap();
        let times = [vec![1_200, 2_500, 900], vec![300, 700], vec![0, 4_000]];
        let sample = Scenarios::draw(&times, &sequence.composition(3), count, Seed::from_u64(seed)).unwrap();
        let mut due = vec![0];
        for gap in &gaps[1..kinds.len()] {
            due.push(due[due.len() - 1] + gap);
        }
        let slots = Slots::new(&due, due[due.len() - 1] + 600).unwrap();
        let expected = evaluate(&sequence, &sample, &slots).unwrap();
        let sure = Practice { show: vec![1.0; 3], lateness: vec![vec![0]; 3], walk_ins: None };
        for practice in [Practice::default(), sure] {
            let found = practise(&sequence, &sample, &slots, &practice, Seed::from_u64(seed)).unwrap();
            prop_assert_eq!(waits(&found), expected.waits.clone());
            prop_assert_eq!(found.totals, expected.totals);
            prop_assert!(found.visits.iter().all(|visit| visit.seen == count as u64));
            prop_assert_eq!(found.kinds.iter().map(|kind| kind.wait).sum::<i64>(), expected.totals.wait);
        }
    }

    #[test]
    fn a_no_show_is_a_visit_of_no_time(
        services in prop::collection::vec(0_u32..3_000, 2..10),
        seed in any::<u64>(),
    ) {
        let sequence = Sequence::new(&vec![0; services.len()]).unwrap();
        let slots = Slots::equal(services.len(), 900).unwrap();
        let practice = Practice { show: vec![0.6], ..Practice::default() };
        let found = practise(&sequence, &columns(&services), &slots, &practice, Seed::from_u64(seed)).unwrap();
        let came: Vec<u32> =
            services.iter().zip(&found.visits).map(|(service, visit)| if visit.seen == 1 { *service } else { 0 }).collect();
        let expected = evaluate(&sequence, &columns(&came), &slots).unwrap();
        prop_assert_eq!((found.totals.idle, found.totals.overtime), (expected.totals.idle, expected.totals.overtime));
        for (visit, wait) in found.visits.iter().zip(expected.waits) {
            prop_assert_eq!(visit.wait, if visit.seen == 1 { wait } else { 0 });
        }
    }
}
