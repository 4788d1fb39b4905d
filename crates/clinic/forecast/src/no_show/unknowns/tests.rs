//! Widened bands stay inside, and models of earlier formats say what they said.

use lindley_learn::{Alone, Cell, Kind, MixedTable};
use lindley_seed::Seed;
use lindley_stats::ProbabilityBand;
use lindley_time::civil::date;
use proptest::prelude::*;

use super::{ColumnReach, PatientReach, Unknowns, widened};
use crate::no_show::columns::Columns;
use crate::no_show::{Booking, History, NoShowMethod, NoShowModel, Outcome};

proptest! {
    #[test]
    fn a_widened_band_holds_the_calibrated_one_and_stays_inside(
        first in 0.0_f64..=1.0, second in 0.0_f64..=1.0, by in 0.0_f64..60.0, more in 0.0_f64..3.0,
    ) {
        let band = ProbabilityBand::new(first.min(second), first.max(second)).unwrap();
        prop_assume!((1e-5..=1.0 - 1e-5).contains(&band.probability()));
        let (low, high) = widened(band, by);
        prop_assert!(0.0 < low && low <= band.probability() && band.probability() <= high && high < 1.0);
        prop_assert!(low <= band.low().max(1e-6) + 1e-12 && high >= band.high().min(1.0 - 1e-6) - 1e-12);
        let (lower, higher) = widened(band, by + more);
        prop_assert!(lower <= low && high <= higher);
    }
}

#[test]
fn nothing_known_at_all_is_no_certainty() {
    let all = ProbabilityBand::new(0.0, 1.0).unwrap();
    let (low, high) = widened(all, 0.0);
    assert!(0.0 < low && low < 1e-5 && 1.0 - 1e-5 < high && high < 1.0);
}

/// A model of two visit types, services and sites with a share by hour, whose gaps are worth 1, 2, 4 and 8 alone, and more
/// together.
fn gaps_of(cells: [Cell<'_>; 4], unseen_labels: usize, gaps_are_known: bool) -> Vec<(usize, f64)> {
    let kinds = [Kind::Label, Kind::Label, Kind::Label, Kind::Number];
    let names = ["visit_type@1", "service@1", "site@1", "hour_share@1"];
    let learnt: Vec<(&str, Kind)> = names.into_iter().zip(kinds).collect();
    let row = [Cell::Label("a"), Cell::Label("b"), Cell::Label("c"), Cell::Number(0.2)];
    let table = MixedTable::learning(&learnt, [row]).unwrap();
    let column = |alone: f64| ColumnReach { alone, together: alone + 0.5, gaps_are_known };
    let patient = PatientReach { new: 1.0, visits: 4.0 };
    let unknowns = Unknowns { columns: [1.0, 2.0, 4.0, 8.0].map(column).to_vec(), patient };
    let columns = Columns::named(&names.map(str::to_owned)).unwrap();
    let gaps = unknowns.gaps((&columns, table.layout()), (&cells, unseen_labels), 1);
    // One visit of four is known.
    assert!((gaps.patient - 0.75).abs() < 1e-12);
    assert!((gaps.whole().powi(2) - gaps.shared().powi(2) - 0.75).abs() < 1e-12);
    gaps.columns
}

#[test]
fn each_gap_is_counted_once_and_by_what_else_is_not_known() {
    let [a, b, c, share] = [Cell::Label("a"), Cell::Label("b"), Cell::Label("c"), Cell::Number(0.2)];
    let (new, none) = (Cell::Label("new"), Cell::Missing);
    assert!(gaps_of([a, b, c, share], 0, false).is_empty());
    assert_eq!(gaps_of([a, b, c, none], 0, false), [(3, 64.0)]);
    // The share of a new site is not known because the site is new.
    assert_eq!(gaps_of([a, b, new, none], 1, false), [(2, 16.0)]);
    assert_eq!(gaps_of([a, b, none, none], 0, false), [(2, 16.0)]);
    assert_eq!(gaps_of([new, b, new, share], 2, false), [(0, 2.25), (2, 20.25)]);
    assert_eq!(gaps_of([new, b, c, none], 1, false), [(0, 1.0), (3, 64.0)]);
    // What learning often lacked is nothing new, but a label is.
    assert!(gaps_of([none, none, none, none], 0, true).is_empty());
    assert_eq!(gaps_of([a, new, c, none], 1, true), [(1, 4.0)]);
}

#[test]
fn worths_that_cannot_be_do_not_fit() {
    let column = ColumnReach { alone: 0.2, together: 0.3, gaps_are_known: false };
    let patient = PatientReach { new: 0.5, visits: 3.0 };
    let sound = Unknowns { columns: vec![column; 2], patient };
    assert!(sound.fits(2) && !sound.fits(3));
    for wrong in [f64::NAN, -0.1, f64::INFINITY] {
        let of_column = ColumnReach { alone: wrong, ..column };
        assert!(!Unknowns { columns: vec![of_column], patient }.fits(1));
        let of_labels = ColumnReach { together: wrong, ..column };
        assert!(!Unknowns { columns: vec![of_labels], patient }.fits(1));
        assert!(!Unknowns { patient: PatientReach { new: wrong, ..patient }, ..sound.clone() }.fits(2));
        assert!(!Unknowns { patient: PatientReach { visits: wrong, ..patient }, ..sound.clone() }.fits(2));
    }
    assert!(!Unknowns { patient: PatientReach { visits: 0.0, ..patient }, ..sound.clone() }.fits(2));
}

#[test]
fn models_of_earlier_formats_are_read_and_their_bands_do_not_widen() {
    let mut stream = Seed::from_u64(4).stream();
    let outcome = |number| {
        let day = date(2026, 3, 2) + std::time::Duration::from_secs(86_400 * stream.below(60));
        let booking = Booking::new(number, &format!("p{number}"), date(2026, 3, 1).at(9, 0, 0, 0), day);
        Outcome { booking, missed: stream.chance(0.3) }
    };
    let all: Vec<Outcome> = (0..900).map(outcome).collect();
    let model = NoShowMethod::new(Seed::from_u64(1)).learn(&all, &Alone).unwrap();
    let booking = &all[0].booking;
    let history = History::default();
    let risk = |model: &NoShowModel| model.risk(booking, &history, booking.day).unwrap();
    for has_ahead in [false, true] {
        let old = model.of_earlier_format(has_ahead);
        let bytes = old.to_bytes().unwrap();
        let mark: &[u8] = if has_ahead { b"LINDLEY NO-SHOW 2\n" } else { b"LINDLEY NO-SHOW 1\n" };
        assert!(bytes.starts_with(mark));
        let read = NoShowModel::from_bytes(&bytes).unwrap();
        assert!(read == old && !read.widens() && model.widens());
        assert_eq!(read.to_bytes().unwrap(), bytes, "its hash stays its name");
        let (before, now) = (risk(&read), risk(&model));
        assert!((before.probability - now.probability).abs() < 1e-15);
        assert!(before.low > now.low && before.high < now.high);
    }
    let bytes = model.to_bytes().unwrap();
    assert!(bytes.starts_with(b"LINDLEY NO-SHOW 3\n"));
    assert_eq!(NoShowModel::from_bytes(&bytes).unwrap(), model);
    for wrong in [&bytes[..bytes.len() - 1], &[&bytes[..], b"x"].concat()] {
        assert!(NoShowModel::from_bytes(wrong).is_err());
    }
}
