//! Whole neighbourhoods of the public file left out of learning, as if they were new.

use std::collections::BTreeMap;

use lindley_forecast::no_show::{History, Known, NoShowMethod, NoShowModel, Outcome, Risk, Standing};
use lindley_learn::Alone;
use lindley_seed::Seed;
use lindley_stats::clopper_pearson;

use super::public_file::published;

/// Parts into which neighbourhoods are dealt; each is left out once.
const PARTS: usize = 5;

/// Visits from which on a share is hardly chance.
const LARGE: usize = 300;

/// What was said of a neighbourhood, summed over its visits.
#[derive(Default)]
struct Said {
    rows: usize,
    missed: usize,
    /// Calibration alone, widened for what is shared, widened for the patient too.
    bands: [(f64, f64); 3],
}

fn add(sum: &mut (f64, f64), (low, high): (f64, f64)) {
    *sum = (sum.0 + low, sum.1 + high);
}

/// The Venn-Abers band alone: the band with what was added in log odds taken off again.
fn calibrated(risk: &Risk, added: f64) -> (f64, f64) {
    let moved = |end: f64, by: f64| 1.0 / (1.0 + (-((end / (1.0 - end)).ln() + by)).exp());
    (moved(risk.low, added).min(risk.probability), moved(risk.high, -added).max(risk.probability))
}

fn say(model: &NoShowModel, history: &History, test: &[&Outcome], said: &mut BTreeMap<String, Said>) {
    for outcome in test {
        let booking = &outcome.booking;
        let past = history.before(&booking.patient, booking.day);
        let known = Known { booking, past, standing: Standing::default(), as_of: booking.day };
        let (whole, shared) = (model.risk_of(&known).unwrap(), model.shared_risk_of(&known).unwrap());
        assert_eq!(whole.unseen_labels, 1);
        let unknowns = model.unknowns_of(&known).unwrap();
        let added: f64 = unknowns.iter().map(|unknown| unknown.log_odds.powi(2)).sum();
        let of = said.entry(booking.neighbourhood.clone().unwrap()).or_default();
        of.rows += 1;
        of.missed += usize::from(outcome.missed);
        let bands = [calibrated(&whole, added.sqrt()), (shared.low, shared.high), (whole.low, whole.high)];
        of.bands.iter_mut().zip(bands).for_each(|(sum, band)| add(sum, band));
    }
}

#[test]
fn new_neighbourhoods_lie_within_bands_that_widen_and_not_within_those_that_do_not() {
    let Some(outcomes) = published() else { return };
    let names: Vec<&str> = {
        let mut names: Vec<&str> =
            outcomes.iter().filter_map(|outcome| outcome.booking.neighbourhood.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let split_day = outcomes[outcomes.len() * 3 / 4].booking.day;
    let mut said = BTreeMap::new();
    for part in 0..PARTS {
        let is_new = |outcome: &Outcome| {
            let name = outcome.booking.neighbourhood.as_deref().unwrap();
            names.binary_search(&name).unwrap() % PARTS == part
        };
        let old: Vec<Outcome> = outcomes.iter().filter(|outcome| !is_new(outcome)).cloned().collect();
        let early = old.partition_point(|outcome| outcome.booking.day < split_day);
        let model = NoShowMethod::new(Seed::from_u64(1)).learn(&old[..early], &Alone).unwrap();
        let test: Vec<&Outcome> =
            outcomes.iter().filter(|o| is_new(o) && o.booking.day >= split_day).collect();
        let booking = &test[0].booking;
        let history = History::of(&old);
        let past = history.before(&booking.patient, booking.day);
        let known = Known { booking, past, standing: Standing::default(), as_of: booking.day };
        for unknown in model.unknowns_of(&known).unwrap() {
            println!("part {part}: {} {:.3}", unknown.what, unknown.log_odds);
        }
        say(&model, &history, &test, &mut said);
    }
    // Whether a mean band holds the share: exactly, of large neighbourhoods only, and somewhere in the share's 99 % range.
    let (mut held, mut widths, mut large) = ([[0; 3]; 3], [0.0; 3], 0);
    for of in said.values() {
        let share = clopper_pearson(of.missed, of.rows, 0.99).unwrap();
        large += usize::from(of.rows >= LARGE);
        for (place, (low, high)) in of.bands.iter().enumerate() {
            let (low, high) = (low / of.rows as f64, high / of.rows as f64);
            let exactly = (low..=high).contains(&share.estimate);
            held[place][0] += usize::from(exactly);
            held[place][1] += usize::from(exactly && of.rows >= LARGE);
            held[place][2] += usize::from(share.low <= high && low <= share.high);
            widths[place] += (high - low) / said.len() as f64;
        }
    }
    let count = said.len();
    for (place, band) in ["calibrated", "widened for the place", "and the patient"].iter().enumerate() {
        let [exact, of_large, in_range] = held[place];
        let width = widths[place];
        println!(
            "{band}: {exact} of {count} shares held, {of_large} of {large} large, {in_range} within their range; width {width:.3}"
        );
    }
    assert!(held[0][0] * 10 < count && held[1][0] * 10 > 6 * count, "{held:?}");
    assert!(held[1][2] > held[0][2] && held[1][2] * 100 >= 95 * count, "{held:?} of {count}");
    assert!(widths[1] < 0.15, "a place is not worth everything: {widths:?}");
}
