//! Plans, policies and past sessions that cannot be.

use lindley_forecast::outlook::{
    AdvicePolicy, Conformal, LengthQuantiles, OutlookError, Seen, SessionPlan, SessionTotals, ShowChance,
    session, simulate,
};
use lindley_seed::Seed;

use super::plans::{due, plan, sure};

fn refused(plan: &SessionPlan) -> OutlookError {
    session(plan, 10, Seed::from_u64(1), &Conformal::none(), &AdvicePolicy::default()).unwrap_err()
}

#[test]
fn what_is_no_session_is_refused() {
    assert_eq!(refused(&plan(60, vec![])), OutlookError::NoAppointments);
    let fine = due(0, ShowChance::known(0.9), sure(600.0));
    for minute in [-1, 60, 90] {
        let outside = due(minute, ShowChance::known(0.9), sure(600.0));
        let error = refused(&plan(60, vec![fine.clone(), outside]));
        assert_eq!(error, OutlookError::OutsideWorking { appointment: 1 });
    }
    for draws in [0, 100_001] {
        let error = simulate(&plan(60, vec![fine.clone()]), draws, Seed::from_u64(1)).unwrap_err();
        assert_eq!(error, OutlookError::Draws { draws, most: 100_000 });
    }
}

#[test]
fn what_is_no_chance_is_refused_with_its_appointment() {
    let fine = due(0, ShowChance::known(0.9), sure(600.0));
    let wrong = [
        ShowChance::known(1.1),
        ShowChance::known(-0.1),
        ShowChance::known(f64::NAN),
        ShowChance { probability: 0.5, low: 0.7, high: 0.3 },
        ShowChance { probability: 0.5, low: 0.6, high: 0.7 },
        ShowChance { probability: 0.5, low: f64::NAN, high: 0.7 },
        ShowChance { probability: 0.5, low: 0.4, high: f64::INFINITY },
    ];
    for show in wrong {
        let error = refused(&plan(60, vec![fine.clone(), due(20, show, sure(600.0))]));
        assert!(matches!(error, OutlookError::Show { appointment: 1, .. }), "{error}");
        assert!(error.to_string().contains("from 0 to 1"));
    }
}

#[test]
fn what_is_no_length_is_refused_with_its_point() {
    let wrong: [&[(f64, f64)]; 9] = [
        &[(0.1, 60.0), (0.1, 70.0)],
        &[(0.5, 60.0), (0.1, 70.0)],
        &[(0.1, 600.0), (0.9, 60.0)],
        &[(0.1, 60.0), (0.9, f64::NAN)],
        &[(0.1, 60.0), (0.9, f64::INFINITY)],
        &[(0.1, 60.0), (1.1, 70.0)],
        &[(0.1, 60.0), (f64::NAN, 70.0)],
        &[(0.1, 60.0), (0.9, -5.0)],
        &[(0.0, 60.0), (0.0, 70.0)],
    ];
    for points in wrong {
        let error = LengthQuantiles::new(points).unwrap_err();
        assert!(matches!(error, OutlookError::Quantiles { point: 1, .. }), "{points:?}: {error}");
    }
    assert!(LengthQuantiles::new(&[]).is_err() && LengthQuantiles::sure(-1.0).is_err());
    assert!(LengthQuantiles::sure(f64::NAN).is_err());
}

#[test]
fn visits_that_cannot_have_happened_are_refused() {
    let seen = |begun, ended| Seen { due: 0.0, begun, ended };
    for wrong in [seen(60.0, 30.0), seen(f64::NAN, 30.0), seen(0.0, f64::INFINITY)] {
        let error = SessionTotals::of(3_600.0, &[seen(0.0, 60.0), wrong]).unwrap_err();
        assert_eq!(error, OutlookError::PastVisit { visit: 1 });
    }
    let said =
        simulate(&plan(60, vec![due(0, ShowChance::known(1.0), sure(60.0))]), 5, Seed::from_u64(1)).unwrap();
    let mut past = Conformal::none();
    assert!(past.observe(&said, 3_600.0, &[seen(60.0, 30.0)], None).is_err());
    assert_eq!(past.sessions(), 0);
}

#[test]
fn senseless_policies_are_refused() {
    let plan = plan(600, vec![due(0, ShowChance::known(0.9), sure(600.0))]);
    let refused = |policy: &AdvicePolicy| {
        session(&plan, 10, Seed::from_u64(1), &Conformal::none(), policy).unwrap_err()
    };
    let fine = AdvicePolicy::default();
    for widest_band in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let error = refused(&AdvicePolicy { widest_band, ..fine });
        assert!(matches!(error, OutlookError::Policy { name: "widest band", .. }));
    }
    assert!(matches!(
        refused(&AdvicePolicy { level: 0.5, ..fine }),
        OutlookError::Policy { name: "level", .. }
    ));
    let error = refused(&AdvicePolicy { most_crowding: 1.5, ..fine });
    assert!(matches!(error, OutlookError::Overbooking(_)), "{error}");
}
