//! Models learn, say the same after being kept, and refuse what cannot be.

use lindley_forecast::ForecastError;
use lindley_forecast::no_show::{
    Booking, History, NoShowMethod, NoShowModel, NoShowReport, Outcome, backtest_baselines, base_rate,
};
use lindley_learn::{Alone, Crew};
use lindley_seed::Seed;
use lindley_time::civil::date;

use super::invented::outcomes;

pub(crate) struct Threads(pub(crate) usize);

impl Crew for Threads {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        std::thread::scope(|scope| {
            for first in 0..self.0 {
                scope.spawn(move || (first..parts).step_by(self.0).for_each(work));
            }
        });
    }
}

fn learnt(all: &[Outcome]) -> NoShowModel {
    NoShowMethod::new(Seed::from_u64(1)).learn(all, &Alone).unwrap()
}

#[test]
fn a_model_learns_what_matters_and_its_bytes_are_the_same_for_any_crew() {
    let all = outcomes(4_000, 1);
    let model = learnt(&all);
    let bytes = model.to_bytes().unwrap();
    let shuffled: Vec<Outcome> = all.iter().rev().cloned().collect();
    for (threads, rows) in [(1, &all), (2, &all), (8, &shuffled)] {
        let again = NoShowMethod::new(Seed::from_u64(1)).learn(rows, &Threads(threads)).unwrap();
        assert_eq!(again.to_bytes().unwrap(), bytes, "{threads} threads");
    }
    let kept = NoShowModel::from_bytes(&bytes).unwrap();
    let history = History::of(&all);
    let fresh = outcomes(2_000, 2);
    let risk = |o: &Outcome| kept.risk(&o.booking, &history, o.booking.day).unwrap();
    let risks: Vec<_> = fresh.iter().map(risk).collect();
    assert!(
        fresh
            .iter()
            .zip(&risks)
            .all(|(o, risk)| model.risk(&o.booking, &history, o.booking.day).unwrap() == *risk)
    );
    let report = NoShowReport::of(&fresh.iter().collect::<Vec<_>>(), &risks).unwrap();
    assert!(report.auc > 0.62 && report.brier < 0.19 && report.ece < 0.05, "{report:?}");
    assert!(risks.iter().all(|risk| risk.low <= risk.probability && risk.probability <= risk.high));
    let women = &report.groups.iter().find(|group| group.group == "sex: women").unwrap();
    assert!((women.observed.estimate - women.predicted).abs() < 0.06, "{women:?}");
    let long = &fresh
        .iter()
        .max_by_key(|o| o.booking.day.since(o.booking.made.unwrap().date()).unwrap().get_days())
        .unwrap()
        .booking;
    let factors = kept.factors(long, &history, long.day, 2).unwrap();
    assert!(factors[0].feature == "lead_days" && factors[0].log_odds > 0.2, "{factors:?}");
}

#[test]
fn a_place_that_learning_has_not_seen_is_counted() {
    let all = outcomes(2_000, 3);
    let model = learnt(&all);
    let mut booking = all[0].booking.clone();
    booking.neighbourhood = Some("beyond".to_owned());
    let risk = model.risk(&booking, &History::of(&all), booking.day).unwrap();
    assert!(risk.unseen_labels == 1 && risk.probability > 0.0);
    let here = model.risk(&all[0].booking, &History::of(&all), booking.day).unwrap();
    assert!(risk.high - risk.low > 2.0 * (here.high - here.low), "{risk:?} {here:?}");
}

#[test]
fn what_cannot_be_is_refused_with_its_row() {
    let method = NoShowMethod::new(Seed::from_u64(1));
    let refused = |rows: &[Outcome]| method.learn(rows, &Alone).unwrap_err();
    let good = outcomes(800, 4);
    assert_eq!(refused(&good[..10]), ForecastError::TooFewRows { needed: 500, found: 10 });
    let came: Vec<Outcome> = good.iter().map(|o| Outcome { missed: false, ..o.clone() }).collect();
    assert_eq!(refused(&came), ForecastError::TooFewOfOutcome { outcome: "missed", needed: 20, found: 0 });
    let one_day: Vec<Outcome> = good
        .iter()
        .map(|o| {
            let (made, day) = (Some(date(2026, 3, 1).at(9, 0, 0, 0)), date(2026, 3, 2));
            Outcome { booking: Booking { made, day, ..o.booking.clone() }, ..o.clone() }
        })
        .collect();
    assert!(matches!(refused(&one_day), ForecastError::TooFewBlocks { unit: "days", found: 1, .. }));
    let mut wrong = good.clone();
    wrong[17].booking.made = Some(date(2026, 9, 1).at(9, 0, 0, 0));
    assert!(matches!(refused(&wrong), ForecastError::BadRow { row: 17, .. }));
    let mut old = good.clone();
    old[18].booking.age = Some(f64::NAN);
    assert!(matches!(refused(&old), ForecastError::BadRow { row: 18, .. }));
    let model = learnt(&good);
    let booking = &good[0].booking;
    let after = model.risk(booking, &History::default(), booking.day.tomorrow().unwrap());
    assert!(matches!(after, Err(ForecastError::BadRow { .. })));
    let bytes = model.to_bytes().unwrap();
    for wrong in [&bytes[1..], &bytes[..bytes.len() - 1], &[&bytes[..], b"x"].concat()] {
        assert!(NoShowModel::from_bytes(wrong).is_err());
    }
    assert!(backtest_baselines(&good, 800).is_err());
}

#[test]
fn the_fallback_is_wide_where_little_is_known() {
    let all = outcomes(400, 5);
    let (few, many) = (base_rate(&all[..5], 0.9).unwrap(), base_rate(&all, 0.9).unwrap());
    assert!(few.high - few.low > 3.0 * (many.high - many.low) && few.probability > 0.0);
    assert!(base_rate(&all, 1.0).is_err() && base_rate(&[], 1.0).is_err());
    // Whether what was never seen is recorded, nobody knows.
    for missed in [true, false] {
        let one_sided: Vec<Outcome> = all.iter().map(|o| Outcome { missed, ..o.clone() }).collect();
        let risk = base_rate(&one_sided, 0.9).unwrap();
        assert!((risk.low, risk.high) == (0.0, 1.0) && risk.probability > 0.0 && risk.probability < 1.0);
        assert!((risk.probability > 0.5) == missed);
    }
}
