//! The rule and the optimum against enumeration and against each other.

use proptest::prelude::*;

use super::*;

fn policy(places: usize, crowded_patient: f64) -> OverbookingPolicy {
    OverbookingPolicy {
        places,
        costs: OverbookingCosts { crowded_patient, empty_place: 1.0 },
        most_bookings: 60,
        most_crowding: 1.0,
    }
}

fn sure(show: f64) -> ShowForecast {
    ShowForecast { expected: show, upper: show }
}

fn cost_of(bookings: usize, show: f64, policy: &OverbookingPolicy) -> f64 {
    expected_overbooking_cost(&vec![show; bookings], policy.places, policy.costs).unwrap()
}

#[test]
fn one_in_five_stays_away_so_five_are_booked_for_four() {
    assert!((overbooking_factor(0.2).unwrap() - 1.25).abs() < 1e-15);
    let rule = |places, no_show| bookings_by_rule(places, no_show).unwrap();
    assert_eq!((rule(16, 0.2), rule(16, 0.3), rule(4, 0.2), rule(1, 0.2)), (20, 23, 5, 2));
    assert_eq!((rule(0, 0.2), rule(7, 0.0)), (0, 7));
    for wrong in [-0.1, 1.0, f64::NAN] {
        assert!(matches!(overbooking_factor(wrong), Err(SessionError::OutOfRange { .. })), "{wrong}");
    }
}

/// Places, no-shows, cost of a crowded patient; best bookings and their cost; bookings of the rule and their cost.
#[test]
fn the_table_of_rule_and_optimum() {
    let table = [
        (16, 0.2, 1.0, 20, 1.396_476, 20, 1.396_476),
        (16, 0.2, 3.0, 18, 2.068_374, 20, 2.792_952),
        (16, 0.2, 0.5, 21, 1.002_935, 20, 1.047_357),
        (16, 0.3, 1.0, 23, 1.734_165, 23, 1.734_165),
        (16, 0.3, 3.0, 21, 2.569_042, 23, 3.568_329),
        (16, 0.3, 0.5, 24, 1.224_658, 23, 1.275_623),
        (4, 0.2, 1.0, 5, 0.655_36, 5, 0.655_36),
        (4, 0.2, 3.0, 4, 0.8, 5, 1.310_72),
        (4, 0.2, 0.5, 5, 0.491_52, 5, 0.491_52),
        (1, 0.2, 1.0, 1, 0.2, 2, 0.68),
        (1, 0.2, 3.0, 1, 0.2, 2, 1.96),
        (1, 0.2, 0.5, 1, 0.2, 2, 0.36),
    ];
    for (places, no_show, crowded, best, best_cost, rule, rule_cost) in table {
        let policy = policy(places, crowded);
        let advice = overbook(&[sure(1.0 - no_show); 60], &policy).unwrap();
        let told = format!("{places} places, {no_show} stay away, {crowded}:1: {advice:?}");
        assert_eq!(advice.bookings, best, "{told}");
        assert_eq!(advice.stopped_by, StoppedBy::Cost, "{told}");
        assert!((advice.expected_cost - best_cost).abs() < 5e-7, "{told}");
        let cost = cost_of(rule, 1.0 - no_show, &policy);
        assert!((cost - rule_cost).abs() < 5e-7, "{told}: the rule costs {cost}");
    }
}

#[test]
fn the_rule_crowds_more_often_than_it_sounds() {
    let crowding = |places: usize, bookings: usize| -> f64 {
        show_distribution(&vec![0.8; bookings]).unwrap().iter().skip(places + 1).sum()
    };
    assert!((crowding(16, 20) - 0.41145).abs() < 5e-6);
    assert!((crowding(1, 2) - 0.64).abs() < 1e-12);
}

#[test]
fn the_policy_bounds_the_optimum() {
    let free = policy(16, 1.0);
    let patients = [ShowForecast { expected: 0.8, upper: 0.9 }; 30];
    let capped = overbook(&patients, &OverbookingPolicy { most_bookings: 17, ..free }).unwrap();
    assert_eq!((capped.bookings, capped.stopped_by), (17, StoppedBy::MostBookings));
    let below = overbook(&patients, &OverbookingPolicy { most_bookings: 3, ..free }).unwrap();
    assert_eq!((below.bookings, below.stopped_by), (3, StoppedBy::MostBookings));
    // With 0.9 each: 17 patients crowd 16 places in 16.7 of 100 cases, 18 in 45.
    let careful = overbook(&patients, &OverbookingPolicy { most_crowding: 0.2, ..free }).unwrap();
    assert_eq!((careful.bookings, careful.stopped_by), (17, StoppedBy::Crowding));
    assert!((careful.crowding_at_upper - 0.9_f64.powi(17)).abs() < 1e-12);
    assert!((careful.crowding - 0.8_f64.powi(17)).abs() < 1e-12);
    let few = overbook(&patients[..5], &free).unwrap();
    assert_eq!((few.bookings, few.stopped_by), (5, StoppedBy::NoMorePatients));
    // Empty places that cost nothing are still filled, and never beyond.
    let costs = OverbookingCosts { crowded_patient: 1.0, empty_place: 0.0 };
    assert_eq!(overbook(&patients, &OverbookingPolicy { costs, ..free }).unwrap().bookings, 16);
}

#[test]
fn senseless_policies_and_forecasts_are_refused() {
    let fine = policy(4, 1.0);
    for (crowded_patient, empty_place) in [(0.0, 0.0), (-1.0, 1.0), (1.0, f64::NAN), (f64::INFINITY, 1.0)] {
        let costs = OverbookingCosts { crowded_patient, empty_place };
        let refused = overbook(&[], &OverbookingPolicy { costs, ..fine });
        assert!(matches!(refused, Err(SessionError::Weight { .. })), "{refused:?}");
        assert!(matches!(expected_overbooking_cost(&[], 4, costs), Err(SessionError::Weight { .. })));
    }
    let refused = overbook(&[], &OverbookingPolicy { most_crowding: 1.5, ..fine });
    assert!(matches!(refused, Err(SessionError::OutOfRange { .. })));
    for (expected, upper) in [(1.1, 1.2), (0.5, 1.2), (f64::NAN, 0.5), (0.6, 0.5)] {
        let refused = overbook(&[sure(0.5), ShowForecast { expected, upper }], &fine);
        assert!(matches!(refused, Err(SessionError::OutOfRangeAt { place: 2, .. })), "{refused:?}");
    }
}

proptest! {
    /// Whoever comes next, no other number from the front of the list costs less.
    #[test]
    fn no_other_number_costs_less(
        show in prop::collection::vec(0.05_f64..1.0, 12..30),
        places in 1_usize..8,
        crowded in 0.1_f64..5.0,
    ) {
        let policy = policy(places, crowded);
        let patients: Vec<ShowForecast> = show.iter().map(|show| sure(*show)).collect();
        let advice = overbook(&patients, &policy).unwrap();
        for bookings in 0..=show.len() {
            let cost = expected_overbooking_cost(&show[..bookings], places, policy.costs).unwrap();
            prop_assert!(advice.expected_cost <= cost + 1e-12, "{} rather than {}", bookings, advice.bookings);
        }
    }

    #[test]
    fn the_bounds_of_the_policy_hold(
        show in prop::collection::vec((0.0_f64..1.0, 0.0_f64..1.0), 0..30),
        places in 0_usize..8,
        most_bookings in 0_usize..20,
        most_crowding in 0.0_f64..=1.0,
    ) {
        let patients: Vec<ShowForecast> =
            show.iter().map(|(a, b)| ShowForecast { expected: a.min(*b), upper: a.max(*b) }).collect();
        let advice = overbook(&patients, &OverbookingPolicy { most_bookings, most_crowding, ..policy(places, 0.5) }).unwrap();
        prop_assert!(advice.bookings <= most_bookings && advice.bookings <= patients.len());
        prop_assert!(advice.crowding_at_upper <= most_crowding);
        prop_assert!(advice.crowding <= advice.crowding_at_upper + 1e-12);
    }
}
