//! What a report on files says: over time, by quantile, by expected length, of what has moved, and of bands that fail.

use lindley_forecast::FeatureDrift;
use lindley_forecast::visit_length::{
    LengthHistory, LengthMethod, LengthReport, MeasuredBand, MeasuredVisit, backtest_drift, run_sessions,
};
use lindley_learn::Alone;
use lindley_seed::Seed;

use super::invented::visits;

/// Learns from the first 150 sessions, predicts the others after they were changed.
fn run(change: impl Fn(&mut MeasuredVisit)) -> (Vec<MeasuredBand>, Vec<FeatureDrift>) {
    let (learnt, mut later): (Vec<_>, Vec<_>) =
        visits(265, 1).into_iter().partition(|measured| measured.visit.session <= 150);
    later.iter_mut().for_each(change);
    let (model, mut bounds) = LengthMethod::new(Seed::from_u64(1)).learn(&learnt, &Alone).unwrap();
    let history = LengthHistory::of(learnt.iter().chain(&later));
    let drift = backtest_drift(&model, &learnt, &later, &history).unwrap();
    (run_sessions(&model, &mut bounds, &history, &later).unwrap(), drift)
}

fn moved(drift: &[FeatureDrift], column: &str) -> f64 {
    drift.iter().find(|one| one.feature == column).and_then(|one| one.psi).unwrap()
}

#[test]
fn time_is_told_by_ten_sessions_and_the_last_may_be_fewer() {
    let (bands, _) = run(|_| ());
    let report = LengthReport::of(&bands, 0.9).unwrap();
    let blocks: Vec<(u32, u32, usize)> =
        report.over_time.iter().map(|block| (block.first, block.last, block.figures.rows)).collect();
    assert_eq!(blocks[0], (151, 160, 120));
    assert_eq!(blocks[10..], [(251, 260, 120), (261, 265, 60)]);
    let second = &bands[120..240];
    let held = second.iter().filter(|one| one.said.band.holds(one.seconds)).count();
    let figures = report.over_time[1].figures;
    assert!((figures.coverage.estimate - held as f64 / 120.0).abs() < 1e-12);
    let width = second.iter().map(|one| one.said.band.width()).sum::<f64>() / 120.0;
    assert!((figures.width - width).abs() < 1e-9 && figures.pinball > 0.0);
    assert_eq!(report.coverage_alarm, None, "nothing has changed");
}

#[test]
fn reliability_is_of_both_ends_and_of_expected_lengths() {
    let report = LengthReport::of(&run(|_| ()).0, 0.9).unwrap();
    let ends: Vec<(f64, bool)> = report
        .reliability
        .iter()
        .map(|end| {
            ((100.0 * end.share).round(), end.observed.low <= end.share && end.share <= end.observed.high)
        })
        .collect();
    assert_eq!(ends, [(5.0, true), (95.0, true)], "{:?}", report.reliability);
    let bins = &report.expected_bins;
    assert_eq!(bins.iter().map(|bin| bin.rows).sum::<usize>(), report.bands.rows);
    assert!((3..=10).contains(&bins.len()), "{bins:?}");
    assert!(bins.windows(2).all(|pair| pair[0].highest < pair[1].lowest));
    for bin in bins {
        assert!(bin.lowest - 1e-6 <= bin.expected && bin.expected <= bin.highest + 1e-6, "{bin:?}");
        assert!((bin.measured.estimate - bin.expected).abs() < 100.0, "{bin:?}");
        assert!(bin.measured.low < bin.measured.estimate && bin.measured.estimate < bin.measured.high);
    }
    assert!(bins[0].measured.high < bins[bins.len() - 1].measured.low, "{bins:?}");
}

#[test]
fn what_moves_is_told_and_bands_that_fail_sound_an_alarm() {
    let (_, steady) = run(|_| ());
    let columns: Vec<&str> = steady.iter().map(|one| one.feature.as_str()).collect();
    assert_eq!(columns.last(), Some(&"score"));
    assert!(!columns.contains(&"male@1"), "nobody's sex is known: {columns:?}");
    let (bands, drift) = run(|measured| {
        measured.visit.address = Some("far".to_owned());
        measured.seconds *= if measured.visit.session > 200 { 1.8 } else { 1.0 };
    });
    assert!(moved(&steady, "address@1") < 0.1 && moved(&drift, "address@1") > 0.25);
    let alarm = LengthReport::of(&bands, 0.9).unwrap().coverage_alarm.unwrap();
    assert!((199..=202).contains(&alarm.since) && (201..=204).contains(&alarm.session), "{alarm:?}");
}
