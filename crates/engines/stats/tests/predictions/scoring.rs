//! Scores against definitions, scikit-learn and closed forms.

use lindley_seed::Seed;
use lindley_stats::{
    Band, BandReport, Binning, BrierParts, Reliability, StatsError, area_under_curve, brier_score,
    crps_of_quantiles, crps_of_sample, interval_score, mean_interval_score, mean_pinball_loss, pinball_loss,
};
use proptest::prelude::*;

use crate::assert_near;

const SCORES: [f64; 8] = [0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.2, 0.9];
const OUTCOMES: [bool; 8] = [false, false, true, true, true, false, false, true];

#[test]
fn curve_and_brier_agree_with_scikit_learn() {
    assert_near(area_under_curve(&SCORES, &OUTCOMES).unwrap(), 0.812_5, 0.0);
    assert_near(brier_score(&SCORES, &OUTCOMES).unwrap(), 0.150_312_5, 1e-15);
}

#[test]
fn a_report_of_bands_counts_what_was_missed_and_how() {
    let bands = [
        Band::new(0.0, 1.0).unwrap(),
        Band::new(0.0, 3.0).unwrap(),
        Band::new(5.0, 6.0).unwrap(),
        Band::WHOLE_LINE,
        Band::EMPTY,
    ];
    let report = BandReport::of(&bands, &[2.0, 3.0, 4.0, 0.0, 0.0]).unwrap();
    assert_eq!(
        (report.rows, report.covered, report.too_low, report.too_high, report.unbounded),
        (5, 2, 2, 1, 1)
    );
    assert!(report.mean_width.is_infinite());
    assert_near(report.mean_bounded_width.unwrap(), 5.0 / 4.0, 1e-15);
    assert_near(report.coverage(), 0.4, 1e-15);
    let known = BandReport::of(&[Band::WHOLE_LINE], &[1.0]).unwrap();
    assert_eq!(known.mean_bounded_width, None);
    // 1,493 of 1,659 is 90.0 %; 1,460 is 88.0 % and one below what chance allows.
    let of = |covered: usize| BandReport { rows: 1_659, covered, ..report };
    assert_eq!(of(1_493).agrees_with(0.9, 0.99), Ok(true));
    assert_eq!(of(1_461).agrees_with(0.9, 0.99), Ok(true));
    assert_eq!(of(1_460).agrees_with(0.9, 0.99), Ok(false));
}

#[test]
fn bands_that_miss_pay_for_the_distance() {
    let band = Band::new(10.0, 20.0).unwrap();
    for (actual, expected) in [(10.0, 10.0), (9.0, 20.0), (22.0, 30.0)] {
        assert_near(interval_score(band, actual, 0.8).unwrap(), expected, 1e-12);
    }
    assert!(interval_score(Band::WHOLE_LINE, 0.0, 0.8).unwrap().is_infinite());
    assert!(interval_score(Band::EMPTY, 0.0, 0.8).unwrap().is_infinite());
    // It is the pinball loss of both ends, scaled: Gneiting and Raftery (2007), section 6.2.
    for actual in [5.0, 12.0, 30.0] {
        let ends = pinball_loss(actual, 10.0, 0.1).unwrap() + pinball_loss(actual, 20.0, 0.9).unwrap();
        assert_near(interval_score(band, actual, 0.8).unwrap(), 2.0 / 0.2 * ends, 1e-12);
    }
}

#[test]
fn the_rank_score_of_a_normal_law_is_its_closed_form() {
    // sigma (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)) at z = 0.7, by SciPy.
    let mut stream = Seed::from_u64(1).stream();
    let draws: Vec<f64> = (0..100_000).map(|_| stream.normal()).collect();
    assert_near(crps_of_sample(&draws, 0.7).unwrap(), 0.421_569_170, 0.005);
    assert_near(crps_of_sample(&draws, 0.0).unwrap(), 0.233_694_977, 0.005);
}

#[test]
fn the_rank_score_of_three_quantiles_is_worked_out_by_hand() {
    // Levels 0.1, 0.5, 0.9 stand for 0.3, 0.4 and 0.3 of the line; losses 0.1 * 4, 0.5 * 1, 0.1 * 3.
    let found = crps_of_quantiles(&[0.1, 0.5, 0.9], &[1.0, 4.0, 8.0], 5.0).unwrap();
    assert_near(found, 2.0 * (0.3 * 0.4 + 0.4 * 0.5 + 0.3 * 0.3), 1e-12);
}

#[test]
fn bins_are_worked_out_by_hand() {
    let found = Reliability::of(&SCORES, &OUTCOMES, Binning::EqualWidth(2)).unwrap();
    let bins: Vec<(usize, usize)> = found.bins().iter().map(|bin| (bin.rows, bin.yes)).collect();
    assert_eq!(bins, [(6, 2), (2, 2)]);
    let (low, high) = (1.85 / 6.0, 0.85);
    let (first, second) = (2.0_f64 / 6.0 - low, 1.0 - high);
    assert_near(found.expected_error(), (6.0 * first + 2.0 * second) / 8.0, 1e-12);
    assert_near(found.largest_error(), 0.15, 1e-12);
    let chance = 6.0 * (first * first - 2.0 / 9.0 / 5.0) + 2.0 * second * second;
    assert_near(found.debiased_squared_error(), chance / 8.0, 1e-12);
    // Three rows have 0.4 and stay together, in the middle one of the four bins that their middle row belongs to.
    let found = Reliability::of(&SCORES, &OUTCOMES, Binning::EqualMass(4)).unwrap();
    let bins: Vec<(usize, f64, f64)> =
        found.bins().iter().map(|bin| (bin.rows, bin.lowest, bin.highest)).collect();
    assert_eq!(bins, [(2, 0.1, 0.2), (1, 0.35, 0.35), (3, 0.4, 0.4), (2, 0.8, 0.9)]);
    // One belongs to the last bin.
    let top = Reliability::of(&[1.0, 0.0], &[true, false], Binning::EqualWidth(10)).unwrap();
    assert_eq!(top.bins().len(), 2);
    assert_near(top.expected_error(), 0.0, 0.0);
}

#[test]
fn calibrated_probabilities_have_little_error_and_none_when_debiased() {
    let mut stream = Seed::from_u64(7).stream();
    let (probabilities, outcomes): (Vec<f64>, Vec<bool>) = (0..20_000)
        .map(|_| {
            let chance = stream.unit_f64();
            (chance, stream.chance(chance))
        })
        .unzip();
    for binning in [Binning::EqualWidth(15), Binning::EqualMass(15)] {
        let found = Reliability::of(&probabilities, &outcomes, binning).unwrap();
        assert!(found.expected_error() < 0.015, "{}", found.expected_error());
        assert!(found.debiased_squared_error().abs() < 1e-4, "{}", found.debiased_squared_error());
    }
    let squared: Vec<f64> = probabilities.iter().map(|p| p * p).collect();
    let off = Reliability::of(&squared, &outcomes, Binning::EqualMass(15)).unwrap();
    // The mean of p - p^2 is 1/6.
    assert_near(off.expected_error(), 1.0 / 6.0, 0.01);
    let parts = BrierParts::by_isotonic(&squared, &outcomes).unwrap();
    // Miscalibration: the mean of (p - p^2)^2 is 1/30. Discrimination: the variance of p, 1/12.
    assert_near(parts.miscalibration, 1.0 / 30.0, 0.005);
    assert_near(parts.discrimination, 1.0 / 12.0, 0.005);
}

#[test]
fn predictions_that_cannot_be_scored_are_refused() {
    let (unequal, nan) =
        (StatsError::LengthsDiffer { left: 1, right: 2 }, StatsError::NotFinite { index: 0 });
    assert_eq!(area_under_curve(&[1.0], &[true, false]), Err(unequal));
    assert_eq!(area_under_curve(&[], &[]), Err(StatsError::Empty));
    assert_eq!(area_under_curve(&[f64::NAN], &[true]), Err(nan));
    assert_eq!(area_under_curve(&[1.0, 2.0], &[true; 2]), Err(StatsError::OneClass { seen: true }));
    assert_eq!(area_under_curve(&[1.0, 2.0], &[false; 2]), Err(StatsError::OneClass { seen: false }));
    assert_eq!(brier_score(&[0.5], &[true, false]), Err(unequal));
    assert_eq!(brier_score(&[], &[]), Err(StatsError::Empty));
    assert_eq!(brier_score(&[f64::NAN], &[true]), Err(StatsError::NotAProbability { index: 0 }));
    let parts = BrierParts::by_isotonic(&[1.5], &[true]);
    assert_eq!(parts, Err(StatsError::NotAProbability { index: 0 }));
    let none = Reliability::of(&[0.5], &[true], Binning::EqualMass(0));
    assert_eq!(none, Err(StatsError::MustBePositive { name: "the number of bins" }));
    assert!(BrierParts::by_bins(&[0.5], &[true], Binning::EqualWidth(0)).is_err());
    assert_eq!(BandReport::of(&[], &[]), Err(StatsError::Empty));
    assert_eq!(BandReport::of(&[Band::EMPTY], &[1.0, 2.0]), Err(unequal));
    assert_eq!(BandReport::of(&[Band::EMPTY], &[f64::NAN]), Err(nan));
    assert_eq!(interval_score(Band::EMPTY, f64::NAN, 0.9), Err(nan));
    assert_eq!(mean_interval_score(&[], &[], 0.9), Err(StatsError::Empty));
    assert!(matches!(
        mean_interval_score(&[Band::EMPTY], &[1.0], 1.0),
        Err(StatsError::SenselessLevel { .. })
    ));
    assert_eq!(pinball_loss(f64::NAN, 1.0, 0.5), Err(nan));
    assert_eq!(mean_pinball_loss(&[1.0], &[1.0, 2.0], 0.5), Err(unequal));
    assert_eq!(mean_pinball_loss(&[1.0], &[1.0], 0.0), Err(StatsError::SenselessLevel { level: 0.0 }));
    assert_eq!(crps_of_sample(&[], 1.0), Err(StatsError::Empty));
    assert_eq!(crps_of_sample(&[1.0], f64::NAN), Err(nan));
    assert_eq!(crps_of_quantiles(&[0.5], &[1.0, 2.0], 1.0), Err(unequal));
    let falling = crps_of_quantiles(&[0.5, 0.5], &[1.0, 2.0], 1.0);
    assert_eq!(falling, Err(StatsError::NotRising { index: 1 }));
}

proptest! {
    #[test]
    fn the_area_is_the_share_of_pairs(rows in prop::collection::vec((-5_i8..5, any::<bool>()), 2..50)) {
        let scores: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let outcomes: Vec<bool> = rows.iter().map(|row| row.1).collect();
        let (mut won, mut pairs) = (0.0, 0.0);
        for (yes, _) in rows.iter().filter(|row| row.1) {
            for (no, _) in rows.iter().filter(|row| !row.1) {
                pairs += 1.0;
                won += match yes.cmp(no) {
                    std::cmp::Ordering::Greater => 1.0,
                    std::cmp::Ordering::Equal => 0.5,
                    std::cmp::Ordering::Less => 0.0,
                };
            }
        }
        match area_under_curve(&scores, &outcomes) {
            Ok(area) => prop_assert!((area - won / pairs).abs() < 1e-15),
            Err(StatsError::OneClass { .. }) => prop_assert!(pairs < 0.5),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn the_rank_score_is_its_double_sum(draws in prop::collection::vec(-9_i8..9, 1..30), actual in -10.0_f64..10.0) {
        let draws: Vec<f64> = draws.into_iter().map(f64::from).collect();
        let count = draws.len() as f64;
        let to_actual: f64 = draws.iter().map(|draw| (draw - actual).abs()).sum::<f64>() / count;
        let among: f64 = draws.iter().map(|left| draws.iter().map(|right| (left - right).abs()).sum::<f64>()).sum();
        let expected = to_actual - among / (2.0 * count * count);
        prop_assert!((crps_of_sample(&draws, actual).unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn no_number_beats_the_quantile_on_its_own_pinball_loss(values in prop::collection::vec(-9_i8..9, 1..30), hundredths in 1_u8..100) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let level = f64::from(hundredths) / 100.0;
        let loss = |at: f64| mean_pinball_loss(&values, &vec![at; values.len()], level).unwrap();
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        // The first value up to which lies the level's share of all.
        let reaches = |place: &usize| (place + 1) as f64 >= level * values.len() as f64 - 1e-9;
        let best = loss(sorted[(0..values.len()).find(reaches).unwrap()]);
        for at in -20_i8..20 {
            prop_assert!(best <= loss(f64::from(at) / 2.0) + 1e-12);
        }
    }

    #[test]
    fn the_parts_of_a_brier_score_add_up(rows in prop::collection::vec((0_u8..=20, any::<bool>()), 1..60), bins in 1_usize..12) {
        let probabilities: Vec<f64> = rows.iter().map(|row| f64::from(row.0) / 20.0).collect();
        let outcomes: Vec<bool> = rows.iter().map(|row| row.1).collect();
        let parts = BrierParts::by_isotonic(&probabilities, &outcomes).unwrap();
        prop_assert!(parts.miscalibration >= -1e-12 && parts.discrimination >= -1e-12);
        let exact = BrierParts::by_bins(&probabilities, &outcomes, Binning::EqualMass(bins)).unwrap();
        for parts in [parts, exact] {
            let sum = parts.miscalibration - parts.discrimination + parts.uncertainty;
            prop_assert!((parts.score - sum).abs() < 1e-12);
        }
    }

    /// With one bin per probability, the parts are Murphy's: weighted squares of share minus probability, and of share
    /// minus the share of all.
    #[test]
    fn bins_of_one_probability_give_the_parts_of_murphy(rows in prop::collection::vec((0_u8..5, any::<bool>()), 1..60)) {
        let probabilities: Vec<f64> = rows.iter().map(|row| f64::from(row.0) / 5.0 + 0.1).collect();
        let outcomes: Vec<bool> = rows.iter().map(|row| row.1).collect();
        let all = outcomes.iter().filter(|yes| **yes).count() as f64 / rows.len() as f64;
        let found = Reliability::of(&probabilities, &outcomes, Binning::EqualWidth(5)).unwrap();
        let weighted = |part: &dyn Fn(f64, f64) -> f64| {
            found.bins().iter().map(|bin| bin.rows as f64 * part(bin.share, bin.mean)).sum::<f64>() / rows.len() as f64
        };
        let parts = BrierParts::by_bins(&probabilities, &outcomes, Binning::EqualWidth(5)).unwrap();
        prop_assert!((parts.miscalibration - weighted(&|share, mean| (share - mean).powi(2))).abs() < 1e-12);
        prop_assert!((parts.discrimination - weighted(&|share, _| (share - all).powi(2))).abs() < 1e-12);
    }

    #[test]
    fn bins_hold_every_row_once(rows in prop::collection::vec((0.0_f64..=1.0, any::<bool>()), 1..80), bins in 1_usize..30) {
        let (probabilities, outcomes): (Vec<f64>, Vec<bool>) = rows.into_iter().unzip();
        for binning in [Binning::EqualWidth(bins), Binning::EqualMass(bins)] {
            let found = Reliability::of(&probabilities, &outcomes, binning).unwrap();
            prop_assert!(found.bins().len() <= bins);
            prop_assert_eq!(found.bins().iter().map(|bin| bin.rows).sum::<usize>(), probabilities.len());
            prop_assert!(found.bins().windows(2).all(|pair| pair[0].highest < pair[1].lowest));
            prop_assert!(found.expected_error() <= found.largest_error() + 1e-15);
        }
    }
}
