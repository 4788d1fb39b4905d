//! Which requests are small enough.

use lindley_session::{Order, Weights, crg};

use super::*;

fn request(counts: &[u8], method: Method) -> SessionPlanRequest {
    SessionPlanRequest {
        counts: counts.to_vec(),
        service_times: vec![vec![600, 900]; counts.len()],
        slot_s: 900,
        slots: None,
        costs: Weights { wait: 1.0, idle: 5.0, overtime: 5.0 },
        method,
        scenarios: 2_000,
        seed: 1,
        beginnings: None,
    }
}

fn checked(request: &SessionPlanRequest) -> Result<u64, PlanRefusal> {
    check_inputs(request)?;
    let composition = Composition::new(&request.counts)?;
    check_work(request, &composition)?;
    Ok(beginnings(request, &composition))
}

#[test]
fn ordinary_sessions_are_small_enough_for_every_method() {
    for method in [Method::Exact, Method::Crg, Method::Tsc, Method::Moments, Method::Search] {
        for counts in [&[1][..], &[8, 8], &[30, 30], &[5, 5, 6], &[8, 8, 8], &[4, 4, 4, 4]] {
            let found = checked(&request(counts, method));
            assert!(found.is_ok(), "{counts:?} by {method:?}: {found:?}");
        }
        let most = SessionPlanRequest { scenarios: 10_000, ..request(&[5, 5, 6], method) };
        assert!(checked(&most).is_ok(), "every sequence of the published study by {method:?}");
    }
}

#[test]
fn a_long_search_looks_at_as_many_beginnings_as_are_affordable() {
    assert_eq!(checked(&request(&[8; 3], Method::Exact)), Ok(2_000));
    let found = checked(&request(&[8; 5], Method::Exact));
    assert!(found.is_ok_and(|beginnings| (32..2_000).contains(&beginnings)));
    let asked = SessionPlanRequest { beginnings: Some(2_000), ..request(&[8; 5], Method::Exact) };
    assert!(matches!(checked(&asked), Err(PlanRefusal::TooMuch { field: "beginnings", .. })));
}

#[test]
fn what_takes_too_long_is_refused_and_says_what_to_change() {
    let rows = [
        (request(&[12; 5], Method::Exact), "MiB"),
        (request(&[8; 5], Method::Crg), "steps"),
        (SessionPlanRequest { scenarios: 10_000, ..request(&[20; 3], Method::Exact) }, "steps"),
        (SessionPlanRequest { scenarios: 10_000, ..request(&[20; 3], Method::Search) }, "steps"),
    ];
    for (request, expected) in rows {
        let refused = checked(&request);
        let found = matches!(&refused, Err(PlanRefusal::TooMuch { unit, .. }) if *unit == expected);
        assert!(found, "{:?} by {:?}: {refused:?}", request.counts, request.method);
    }
}

#[test]
fn the_most_extreme_composition_does_not_overflow() {
    let counts = [&[3; 20][..], &[0; 6]].concat();
    for method in [Method::Exact, Method::Crg, Method::Search] {
        assert!(matches!(checked(&request(&counts, method)), Err(PlanRefusal::TooMuch { .. })));
    }
}

#[test]
fn patterns_are_never_counted_too_low() {
    for counts in [&[8, 8][..], &[5, 5, 6], &[3, 0, 4], &[1, 2, 3, 4]] {
        let composition = Composition::new(counts).unwrap();
        let written = crg(&composition, Order::Both).unwrap().len() as u128;
        assert!(written <= patterns(&composition), "{counts:?}");
    }
}
