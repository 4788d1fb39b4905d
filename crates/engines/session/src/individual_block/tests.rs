//! The recursion and the searches against enumeration, closed forms and each other.

use proptest::prelude::*;

use super::*;
use crate::closed_forms::two_patients;

fn session(
    patients: u8,
    intervals: u8,
    interval_length: f64,
    mean_service: f64,
    no_show: f64,
) -> IndividualBlock {
    IndividualBlock::new(BlockSettings { patients, intervals, interval_length, mean_service, no_show })
        .unwrap()
}

fn weights(waiting: f64, idle: f64, tardiness: f64) -> BlockWeights {
    BlockWeights { waiting, idle, tardiness }
}

/// All patients at the first interval, all at the last, and evenly.
fn starts(session: &IndividualBlock) -> [Vec<u8>; 3] {
    let mut first = vec![0; usize::from(session.settings.intervals)];
    first[0] = session.settings.patients;
    let last = first.iter().rev().copied().collect();
    [first, last, session.evenly()]
}

#[test]
fn the_enumerated_optima_and_the_search_finds_them_from_everywhere() {
    let (four, five, six) =
        (session(4, 4, 15.0, 15.0, 0.0), session(5, 6, 10.0, 10.0, 0.0), session(6, 6, 15.0, 12.0, 0.2));
    let cases: [(&IndividualBlock, BlockWeights, &[u8], f64); 6] = [
        (&four, weights(1.0, 0.2, 1.0), &[1, 1, 1, 1], 26.052_085_08),
        (&four, weights(1.0, 1.0, 1.0), &[2, 1, 1, 0], 36.950_911_44),
        (&five, weights(1.0, 0.2, 1.0), &[1, 1, 1, 1, 1, 0], 16.319_337_14),
        (&five, weights(1.0, 1.0, 1.0), &[2, 1, 0, 1, 1, 0], 29.917_922_71),
        (&five, weights(1.0, 0.0, 0.5), &[1, 1, 1, 0, 1, 1], 8.947_549_72),
        (&six, weights(1.0, 0.2, 1.0), &[2, 1, 1, 1, 1, 0], 18.071_917_31),
    ];
    for (session, weights, patients, cost) in cases {
        let best = session.enumerate(weights).unwrap();
        assert_eq!(best.patients, patients);
        assert!((best.cost - cost).abs() < 5e-9, "{best:?}");
        assert!((session.means(patients).unwrap().cost(weights) - cost).abs() < 5e-9);
        for start in starts(session) {
            let found = session.improve(&start, weights, u64::MAX).unwrap();
            assert!(found.optimal);
            assert_eq!(found.patients, patients, "from {start:?}");
        }
    }
}

#[test]
fn the_means_of_one_patient_in_each_interval() {
    let means = session(4, 4, 15.0, 15.0, 0.0).means(&[1, 1, 1, 1]).unwrap();
    for (found, expected) in
        [(means.waiting, 7.008_829_74), (means.idle, 15.869_379_45), (means.tardiness, 15.869_379_45)]
    {
        assert!((found - expected).abs() < 5e-9, "{found} is not {expected}");
    }
}

#[test]
fn two_patients_agree_with_the_closed_form() {
    for (mean_service, gap) in [(15.0, 15.0), (12.0, 15.0), (20.0, 7.0)] {
        let means = session(2, 2, gap, mean_service, 0.0).means(&[1, 1]).unwrap();
        let closed = two_patients(mean_service, gap).unwrap();
        assert!((2.0 * means.waiting - closed.waiting).abs() < 1e-12);
        assert!((means.tardiness - closed.overtime).abs() < 1e-12);
    }
}

#[test]
fn all_at_once_is_a_sum_of_services() {
    // One interval that nobody outlasts: the mean wait is that of being in place 1 to 5.
    let means = session(5, 1, 1e6, 10.0, 0.0).means(&[5]).unwrap();
    assert!((means.waiting - 20.0).abs() < 1e-9);
    assert!(means.tardiness.abs() < 1e-9);
    assert!((means.idle - (1e6 - 50.0)).abs() < 1e-6);
}

#[test]
fn services_that_take_no_time_leave_nobody_waiting() {
    for mean_service in [1e-3, 1e-300, f64::MIN_POSITIVE] {
        let means = session(5, 3, 1e9, mean_service, 0.0).means(&[1, 3, 1]).unwrap();
        assert!(means.waiting < 1e-2 && means.tardiness.abs() < 1e-9, "{means:?}");
    }
}

#[test]
fn the_search_stops_when_its_evaluations_are_used_up() {
    let session = session(6, 6, 15.0, 12.0, 0.2);
    let start = [0, 0, 0, 0, 0, 6];
    let found = session.improve(&start, weights(1.0, 0.2, 1.0), 3).unwrap();
    assert!(!found.optimal);
    assert_eq!(found.evaluations, 3);
    assert!(found.cost <= session.means(&start).unwrap().cost(weights(1.0, 0.2, 1.0)));
}

#[test]
fn one_interval_has_one_schedule() {
    let session = session(3, 1, 15.0, 12.0, 0.2);
    let found = session.improve(&[3], weights(1.0, 1.0, 1.0), 10).unwrap();
    assert!(found.optimal);
    assert_eq!(found.patients, [3]);
}

#[test]
fn what_is_no_session_or_schedule_is_refused() {
    let fine =
        BlockSettings { patients: 3, intervals: 2, interval_length: 15.0, mean_service: 12.0, no_show: 0.1 };
    let refused = |settings| IndividualBlock::new(settings).unwrap_err();
    assert!(matches!(refused(BlockSettings { patients: 0, ..fine }), SessionError::Size { visits: 0, .. }));
    assert!(matches!(refused(BlockSettings { intervals: 0, ..fine }), SessionError::OutOfRange { .. }));
    for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(
            refused(BlockSettings { interval_length: wrong, ..fine }),
            SessionError::OutOfRange { .. }
        ));
        assert!(matches!(
            refused(BlockSettings { mean_service: wrong, ..fine }),
            SessionError::OutOfRange { .. }
        ));
    }
    assert!(matches!(refused(BlockSettings { no_show: 1.0, ..fine }), SessionError::OutOfRange { .. }));
    let session = IndividualBlock::new(fine).unwrap();
    assert!(matches!(session.means(&[3]), Err(SessionError::OtherSchedule { slots: 1, .. })));
    assert!(matches!(session.means(&[1, 1]), Err(SessionError::OtherSchedule { patients: 2, .. })));
    let costs = weights(1.0, 1.0, 1.0);
    assert!(matches!(session.improve(&[1, 1], costs, 9), Err(SessionError::OtherSchedule { .. })));
    assert!(matches!(session.enumerate(weights(0.0, 0.0, 0.0)), Err(SessionError::Weight { .. })));
    assert!(matches!(session.improve(&[2, 1], weights(-1.0, 1.0, 1.0), 9), Err(SessionError::Weight { .. })));
    let large = IndividualBlock::new(BlockSettings { patients: 60, intervals: 60, ..fine }).unwrap();
    assert!(matches!(large.enumerate(costs), Err(SessionError::TooManySchedules { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_search_is_as_good_as_enumeration(
        patients in 1_u8..=5,
        intervals in 1_u8..=5,
        mean_service in 5.0_f64..25.0,
        no_show in 0.0_f64..0.5,
        (waiting, idle, tardiness) in (0.1_f64..2.0, 0.0_f64..2.0, 0.0_f64..2.0),
    ) {
        let session = session(patients, intervals, 15.0, mean_service, no_show);
        let weights = weights(waiting, idle, tardiness);
        let best = session.enumerate(weights).unwrap();
        for start in starts(&session) {
            let found = session.improve(&start, weights, u64::MAX).unwrap();
            prop_assert!((found.cost - best.cost).abs() < 1e-9, "{:?} is not {:?}", found, best);
        }
    }

    #[test]
    fn evenly_has_everybody(patients in 1_u8..=255, intervals in 1_u8..=60) {
        let session = session(patients, intervals, 15.0, 12.0, 0.0);
        let schedule = session.evenly();
        prop_assert!(session.check(&schedule).is_ok());
        let (least, most) = (schedule.iter().min().unwrap(), schedule.iter().max().unwrap());
        prop_assert!(most - least <= 1);
    }
}
