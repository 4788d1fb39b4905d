//! Trials that may be watched: their level under continuous looks, their power, refusals.

use lindley_seed::Seed;
use lindley_stats::{
    Arm, BoundedComparison, BoundedMean, SampleRatio, SequentialComparison, SequentialSampleRatio, StatsError,
};
use proptest::prelude::*;

use crate::assert_near;

fn yes(chance: bool) -> f64 {
    f64::from(u8::from(chance))
}

/// The arms of a trial with these chances of a yes, patient by patient.
fn patients(seed: u64, control: f64, treatment: f64) -> impl Iterator<Item = (Arm, f64)> {
    let mut stream = Seed::from_u64(seed).stream();
    std::iter::repeat_with(move || {
        if stream.chance(0.5) {
            (Arm::Treatment, yes(stream.chance(treatment)))
        } else {
            (Arm::Control, yes(stream.chance(control)))
        }
    })
}

#[test]
fn looking_after_every_patient_finds_no_difference_that_is_not_there() {
    let wrong = (0..400).filter(|seed| {
        let mut trial = SequentialComparison::new(0.95, 0.05, 50).unwrap();
        patients(*seed, 0.2, 0.2).take(3_000).for_each(|(arm, outcome)| trial.observe(arm, outcome).unwrap());
        trial.p_value() <= 0.05
    });
    // 5 % of 400 is 20; a fixed test watched like this is wrong about every second time.
    let wrong = wrong.count();
    assert!(wrong <= 30, "{wrong} of 400");
}

#[test]
fn a_difference_that_is_there_is_found() {
    let found = (0..100).filter(|seed| {
        let mut trial = SequentialComparison::new(0.95, 0.05, 50).unwrap();
        let mut all = patients(*seed, 0.25, 0.15).take(4_000);
        all.any(|(arm, outcome)| {
            trial.observe(arm, outcome).unwrap();
            trial.p_value() <= 0.05
        })
    });
    let found = found.count();
    assert!(found >= 95, "{found} of 100");
}

#[test]
fn the_evidence_of_a_trial_is_worked_out_by_hand() {
    let mut trial = SequentialComparison::new(0.9, 2.0, 2).unwrap();
    for (arm, outcome) in
        [(Arm::Control, 1.0), (Arm::Control, 3.0), (Arm::Treatment, 5.0), (Arm::Treatment, 7.0)]
    {
        trial.observe(arm, outcome).unwrap();
    }
    // Each arm has variance 2 and squared error 1; so V = 2, mixing variance 4, difference 4.
    let evidence = (2.0_f64 / 6.0).sqrt() * (4.0_f64 * 16.0 / (2.0 * 2.0 * 6.0)).exp();
    assert_near(trial.p_value(), 1.0 / evidence, 1e-12);
    let half = (2.0 * 2.0 * 6.0 / 4.0 * (10.0_f64.ln() + 3.0_f64.ln() / 2.0)).sqrt();
    let found = trial.difference();
    assert_near(found.estimate, 4.0, 1e-12);
    assert_near(found.high - found.low, 2.0 * half, 1e-12);
}

#[test]
fn nothing_is_said_of_arms_that_are_too_small_or_do_not_vary() {
    let mut trial = SequentialComparison::new(0.95, 1.0, 3).unwrap();
    for row in 0..10 {
        trial.observe(Arm::Control, 1.0).unwrap();
        if row < 3 {
            trial.observe(Arm::Treatment, 9.0).unwrap();
        }
    }
    assert_near(trial.p_value(), 1.0, 0.0);
    assert!(trial.difference().low.is_infinite());
}

#[test]
fn the_mean_stays_in_its_interval_at_all_times() {
    let mut left = 0;
    for seed in 0..400 {
        let mut stream = Seed::from_u64(seed).stream();
        let mut shows = BoundedMean::new(0.0, 1.0, 0.9).unwrap();
        let strayed = (0..1_000).any(|_| {
            shows.observe(yes(stream.chance(0.85))).unwrap();
            let found = shows.interval();
            !(found.low..=found.high).contains(&0.85)
        });
        left += u32::from(strayed);
    }
    assert!(left <= 52, "{left} of 400");
}

#[test]
fn the_interval_of_a_mean_shrinks_and_minds_the_unit() {
    let mut stream = Seed::from_u64(4).stream();
    let (mut shares, mut minutes) =
        (BoundedMean::new(0.0, 1.0, 0.95).unwrap(), BoundedMean::new(-60.0, 60.0, 0.95).unwrap());
    let mut widths = Vec::new();
    for row in 1..=10_000 {
        let share = stream.unit_f64();
        shares.observe(share).unwrap();
        minutes.observe(120.0 * share - 60.0).unwrap();
        if [100, 1_000, 10_000].contains(&row) {
            widths.push(shares.interval().high - shares.interval().low);
        }
    }
    assert!(widths[1] < widths[0] / 2.0 && widths[2] < widths[1] / 2.0, "{widths:?}");
    let (share, minute) = (shares.interval(), minutes.interval());
    assert_near(minute.low, 120.0 * share.low - 60.0, 1e-9);
    assert_near(minute.high, 120.0 * share.high - 60.0, 1e-9);
    assert_near(minute.estimate, 120.0 * share.estimate - 60.0, 1e-9);
}

#[test]
fn the_first_row_is_worked_out_by_hand() {
    // Price ln 20; variance 1/4, bet min(sqrt(2 ln 20 / (ln 2 / 4)), 1/2) = 1/2.
    let mut mean = BoundedMean::new(0.0, 1.0, 0.9).unwrap();
    mean.observe(1.0).unwrap();
    let half = (20.0_f64.ln() + 0.25 * (2.0_f64.ln() - 0.5)) / 0.5;
    assert!(half > 1.0);
    assert_near(mean.interval().low, 0.0, 0.0);
    // With many ones the interval leaves zero; the second and later bets are worked out alike.
    let (mut bets, mut risk, mut squares) = (0.5, 0.25 * (2.0_f64.ln() - 0.5), 0.0625);
    for row in 2_u32..=20 {
        mean.observe(1.0).unwrap();
        let t = f64::from(row);
        let known = (t - 0.5) / t;
        let bet = (2.0 * 20.0_f64.ln() / ((0.25 + squares) / t * t * (t + 1.0).ln())).sqrt().min(0.5);
        bets += bet;
        risk += (1.0 - known).powi(2) * (-(1.0 - bet).ln() - bet);
        squares += (1.0 - (t + 0.5) / (t + 1.0)).powi(2);
    }
    assert_near(mean.interval().low, 1.0 - (20.0_f64.ln() + risk) / bets, 1e-12);
}

#[test]
fn two_bounded_arms_are_told_apart_without_approximation() {
    let mut trial = BoundedComparison::new(0.0, 1.0, 0.95).unwrap();
    for (arm, outcome) in patients(1, 0.3, 0.1).take(3_000) {
        trial.observe(arm, outcome).unwrap();
    }
    let found = trial.difference();
    assert!(found.high < 0.0 && found.low < -0.2 && found.estimate < -0.15, "{found:?}");
    let mut same = BoundedComparison::new(0.0, 1.0, 0.95).unwrap();
    for (arm, outcome) in patients(2, 0.2, 0.2).take(3_000) {
        same.observe(arm, outcome).unwrap();
        assert!(same.difference().low <= 0.0 && same.difference().high >= 0.0);
    }
}

#[test]
fn sample_ratios_agree_with_scipy() {
    let found = SampleRatio::of(&[60, 50, 90], &[1.0 / 3.0; 3]).unwrap();
    assert_near(found.statistic, 13.0, 1e-9);
    assert_near(found.p_value, 0.001_503_439_192_977_572_6, 1e-11);
    let found = SampleRatio::of(&[60, 50, 90], &[0.25, 0.25, 0.5]).unwrap();
    assert_near(found.statistic, 3.0, 1e-12);
    assert_near(found.p_value, 0.223_130_160_148_429_82, 1e-12);
}

#[test]
fn the_watched_ratio_has_the_evidence_of_the_closed_form() {
    let mut watch = SequentialSampleRatio::new(&[0.5, 0.5], 100.0).unwrap();
    (0..30).for_each(|_| watch.observe(0).unwrap());
    (0..20).for_each(|_| watch.observe(1).unwrap());
    assert_eq!(watch.counts(), [30, 20]);
    // Evidence is highest after the thirty: the product over i < 30 of (50 + i) / (100 + i) / 0.5.
    let highest: f64 = (0..30).map(|i| ((50.0 + f64::from(i)) / (100.0 + f64::from(i)) / 0.5).ln()).sum();
    assert_near(watch.p_value(), (-highest).exp(), 1e-12);
}

#[test]
fn a_fair_split_is_rarely_called_broken_however_often_one_looks() {
    let run = |seed: u64, share: f64| {
        let mut stream = Seed::from_u64(seed).stream();
        let mut watch = SequentialSampleRatio::new(&[0.5, 0.5], 100.0).unwrap();
        (0..2_000).for_each(|_| watch.observe(usize::from(stream.chance(share))).unwrap());
        watch.p_value() <= 0.05
    };
    let broken = (0..400).filter(|seed| run(*seed, 0.5)).count();
    assert!(broken <= 30, "{broken} of 400");
    let found = (0..100).filter(|seed| run(*seed, 0.57)).count();
    assert!(found >= 95, "{found} of 100");
}

#[test]
fn senseless_trials_are_refused() {
    assert!(matches!(SequentialComparison::new(1.0, 1.0, 9), Err(StatsError::SenselessLevel { .. })));
    assert!(matches!(SequentialComparison::new(0.9, 0.0, 9), Err(StatsError::MustBePositive { .. })));
    assert!(matches!(SequentialComparison::new(0.9, 1.0, 1), Err(StatsError::MustBePositive { .. })));
    let mut trial = SequentialComparison::new(0.9, 1.0, 9).unwrap();
    assert_eq!(trial.observe(Arm::Control, f64::NAN), Err(StatsError::NotFinite { index: 0 }));
    assert!(matches!(BoundedMean::new(1.0, 0.0, 0.9), Err(StatsError::UpsideDown { .. })));
    assert!(matches!(BoundedMean::new(0.0, f64::INFINITY, 0.9), Err(StatsError::UpsideDown { .. })));
    assert!(matches!(BoundedMean::new(0.0, 1.0, 0.0), Err(StatsError::SenselessLevel { .. })));
    assert!(matches!(BoundedComparison::new(0.0, 1.0, f64::NAN), Err(StatsError::SenselessLevel { .. })));
    let mut mean = BoundedMean::new(0.0, 1.0, 0.9).unwrap();
    for wrong in [-0.1, 1.1, f64::NAN] {
        assert_eq!(mean.observe(wrong), Err(StatsError::OutsideRange { low: 0.0, high: 1.0 }));
    }
    assert_eq!(mean.rows(), 0);
    assert_eq!(SampleRatio::of(&[1], &[1.0]), Err(StatsError::TooFew { needed: 2, found: 1 }));
    assert_eq!(SampleRatio::of(&[1, 2], &[1.0]), Err(StatsError::LengthsDiffer { left: 2, right: 1 }));
    assert_eq!(SampleRatio::of(&[0, 0], &[0.5, 0.5]), Err(StatsError::Empty));
    assert!(matches!(SampleRatio::of(&[1, 1], &[0.5, 0.6]), Err(StatsError::SharesDoNotAddUp { .. })));
    assert!(matches!(SampleRatio::of(&[1, 1], &[1.0, 0.0]), Err(StatsError::MustBePositive { .. })));
    assert!(matches!(SequentialSampleRatio::new(&[0.5, 0.5], 0.0), Err(StatsError::MustBePositive { .. })));
    let mut watch = SequentialSampleRatio::new(&[0.5, 0.5], 1.0).unwrap();
    assert_eq!(watch.observe(2), Err(StatsError::NoSuchNumber { number: 2, last: 1 }));
}

proptest! {
    /// However the numbers come, the interval is a range within the bounds, and never widens.
    #[test]
    fn intervals_of_a_mean_never_widen(values in prop::collection::vec(0.0_f64..=1.0, 1..200)) {
        let mut mean = BoundedMean::new(0.0, 1.0, 0.95).unwrap();
        let mut last = mean.interval();
        for value in values {
            mean.observe(value).unwrap();
            let next = mean.interval();
            prop_assert!(last.low <= next.low && next.low <= next.high && next.high <= last.high);
            last = next;
        }
    }
}
