//! Models learn, say the same after being kept, follow a change, leak nothing and refuse what cannot be.

use lindley_forecast::ForecastError;
use lindley_forecast::visit_length::{
    FEATURES, KnownVisit, LengthHistory, LengthMethod, LengthModel, LengthReport, MeasuredVisit, run_sessions,
};
use lindley_learn::Alone;
use lindley_seed::Seed;
use proptest::prelude::*;

use super::invented::visits;

fn method() -> LengthMethod {
    LengthMethod::new(Seed::from_u64(1))
}

#[test]
fn bands_hold_in_every_group_and_follow_a_change() {
    let all = visits(300, 1);
    let (learnt, mut later): (Vec<_>, Vec<_>) = all.into_iter().partition(|m| m.visit.session <= 150);
    // From session 200 on everything takes half as long again.
    for measured in later.iter_mut().filter(|m| m.visit.session > 200) {
        measured.seconds *= 1.5;
    }
    let (model, mut bounds) = method().learn(&learnt, &Alone).unwrap();
    let history = LengthHistory::of(learnt.iter().chain(&later));
    let bands = run_sessions(&model, &mut bounds, &history, &later).unwrap();
    let (before, after) = bands.split_at(50 * 12);
    let report = LengthReport::of(before, 0.9).unwrap();
    assert!(report.bands.agrees_with(0.9, 0.999).unwrap(), "{:?}", report.bands);
    for (group, bands) in &report.groups {
        assert!(bands.agrees_with(0.9, 0.9999).unwrap(), "{group}: {bands:?}");
    }
    assert!(report.scores.r2 > 0.1);
    let last = LengthReport::of(&after[600..], 0.9).unwrap();
    assert!(last.bands.coverage() > 0.84, "{:?}", last.bands);
    assert!(bands.iter().all(|one| one.said.band.low() >= 0.0 && one.said.buffer_seconds() >= 0.0));
}

#[test]
fn kept_models_say_the_same_and_damaged_ones_are_refused() {
    let all = visits(60, 2);
    let (model, bounds) = method().learn(&all, &Alone).unwrap();
    let bytes = model.to_bytes().unwrap();
    assert_eq!(bytes, method().learn(&all, &Alone).unwrap().0.to_bytes().unwrap());
    let again = LengthModel::from_bytes(&bytes).unwrap();
    let history = LengthHistory::of(&all);
    let mut visit = all[700].visit.clone();
    assert_eq!(again.length(&visit, &history, &bounds), model.length(&visit, &history, &bounds));
    visit.address = Some("beyond".to_owned());
    assert_eq!(model.length(&visit, &history, &bounds).unwrap().unseen_labels, 1);
    for wrong in [&bytes[1..], &bytes[..bytes.len() - 1], &[&bytes[..], b"x"].concat()] {
        assert!(LengthModel::from_bytes(wrong).is_err());
    }
}

#[test]
fn what_cannot_be_is_refused_with_its_row() {
    let good = visits(60, 3);
    let refused = |visits: &[MeasuredVisit]| method().learn(visits, &Alone).unwrap_err();
    assert_eq!(refused(&good[..10]), ForecastError::TooFewRows { needed: 200, found: 10 });
    assert!(matches!(
        refused(&vec![good[..100].to_vec(); 3].concat()),
        ForecastError::TooFewBlocks { unit: "sessions", found: 9, .. }
    ));
    for wrong in [0.0, -5.0, f64::NAN, 1e6] {
        let mut rows = good.clone();
        rows[33].seconds = wrong;
        assert!(matches!(refused(&rows), ForecastError::BadRow { row: 33, .. }));
    }
    let mut same = good;
    for measured in &mut same {
        measured.seconds = 600.0;
    }
    assert!(matches!(refused(&same), ForecastError::Learn(lindley_learn::LearnError::ConstantTarget)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn later_lengths_change_no_feature(seed in 0_u64..10_000, cut in 2_u32..50) {
        let whole = visits(50, seed);
        let history = LengthHistory::of(&whole);
        let earlier: Vec<MeasuredVisit> = whole.iter().filter(|m| m.visit.session < cut).cloned().collect();
        let longer: Vec<MeasuredVisit> = whole
            .iter()
            .map(|m| MeasuredVisit { seconds: m.seconds + if m.visit.session >= cut { 500.0 } else { 0.0 }, ..m.clone() })
            .collect();
        for probe in whole.iter().filter(|m| m.visit.session == cut) {
            let known = |history: &LengthHistory| KnownVisit::of(&probe.visit, history);
            let (expected, without, other) =
                (known(&history), known(&LengthHistory::of(&earlier)), known(&LengthHistory::of(&longer)));
            for feature in &FEATURES {
                prop_assert_eq!(feature.value(&expected), feature.value(&without), "{}", feature.card.name);
                prop_assert_eq!(feature.value(&expected), feature.value(&other), "{}", feature.card.name);
            }
        }
    }
}
