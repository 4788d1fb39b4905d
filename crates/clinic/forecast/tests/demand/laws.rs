//! What holds for every series.

use lindley_forecast::demand::{
    Basis, DemandCalendar, DemandModel, DemandSeries, Horizon, StepLength, forecast_demand,
};
use lindley_time::civil::DateTime;
use proptest::prelude::*;

use crate::series_at_hand::{busy_days, monday};

/// Rows with gaps, spikes and quiet stretches: per hour nothing, or a count.
fn rows() -> impl Strategy<Value = Vec<(DateTime, u32)>> {
    let odd =
        proptest::collection::vec(prop_oneof![3 => Just(None), 1 => (0..400_u32).prop_map(Some)], 0..40);
    (1..2_400_u32, any::<u64>(), 1..30_usize, odd).prop_map(|(hours, seed, every, odd)| {
        let counts = busy_days(hours, seed);
        let mut odd = odd.into_iter();
        let rows = (0_usize..).zip(counts).filter_map(|(hour, count)| {
            let at = monday().saturating_add(std::time::Duration::from_hours(hour as u64));
            let replaced = hour.is_multiple_of(every * 7).then(|| odd.next()).flatten();
            replaced.map_or(Some((at, count)), |count| count.map(|count| (at, count)))
        });
        rows.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn quantiles_rise_bands_have_two_ends_and_every_mean_is_above_nothing(rows in rows(), steps in 1..200_u32) {
        prop_assume!(!rows.is_empty());
        let series = DemandSeries::new(StepLength::HOUR, &rows, None).unwrap();
        let horizon = Horizon::new(StepLength::HOUR, steps).unwrap();
        let said = forecast_demand(&series, horizon, &DemandCalendar::default()).unwrap();
        prop_assert_eq!(said.len(), steps as usize);
        for step in &said {
            prop_assert!(step.band.low <= step.band.high);
            prop_assert!(step.mean.is_finite() && (step.mean > 0.0 || step.basis == Basis::Closed));
            let quantiles: Vec<u64> = (1..20_u8).map(|level| step.quantile(f64::from(level) / 20.0)).collect();
            prop_assert!(quantiles.is_sorted(), "{:?}", quantiles);
        }
    }

    #[test]
    fn the_same_series_gives_the_same_bytes_whatever_comes_later(rows in rows(), share in 0.1..1.0_f64) {
        prop_assume!(!rows.is_empty());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
        let origin = rows[(share * (rows.len() - 1) as f64) as usize].0;
        let whole = DemandSeries::new(StepLength::HOUR, &rows, None).unwrap();
        let early: Vec<(DateTime, u32)> = rows.iter().copied().filter(|(at, _)| *at < origin).collect();
        prop_assume!(!early.is_empty());
        let early = DemandSeries::new(StepLength::HOUR, &early, Some(origin)).unwrap();
        let horizon = Horizon::new(StepLength::HOUR, 30).unwrap();
        let bytes = |series: &DemandSeries| {
            let model = DemandModel::train(series, horizon, &DemandCalendar::default()).unwrap();
            let said = model.forecast(series, &DemandCalendar::default()).unwrap();
            (postcard::to_stdvec(&model).unwrap(), postcard::to_stdvec(&said).unwrap())
        };
        prop_assert_eq!(bytes(&whole.before(origin).unwrap()), bytes(&early));
    }
}

#[test]
fn a_stored_model_says_what_it_said() {
    let series = crate::series_at_hand::hourly(busy_days(80 * 24, 3));
    let horizon = Horizon::new(StepLength::HOUR, 48).unwrap();
    let model = DemandModel::train(&series, horizon, &DemandCalendar::default()).unwrap();
    let stored = postcard::to_stdvec(&model).unwrap();
    let again: DemandModel = postcard::from_bytes(&stored).unwrap();
    let calendar = DemandCalendar::default();
    assert_eq!(again.forecast(&series, &calendar).unwrap(), model.forecast(&series, &calendar).unwrap());
    assert_eq!(
        model.forecast(&series, &calendar).unwrap(),
        forecast_demand(&series, horizon, &calendar).unwrap()
    );
}
