//! Bands widen for what is not known, as far as it is worth: sites, patients and values that learning has not met.

use std::time::Duration;

use lindley_forecast::no_show::{
    Booking, Forecaster, History, Known, NoShowMethod, NoShowModel, Outcome, Past, Risk, Stage, Standing,
    Unknown,
};
use lindley_learn::Alone;
use lindley_seed::{Seed, Stream};
use lindley_time::civil::date;

use super::from_log;
use super::invented::outcomes;

fn chance(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// An appointment with so many days of lead, of which the truth depends on the lead, and its log odds.
fn visit(number: u64, patient: &str, stream: &mut Stream) -> (Booking, f64) {
    let (lead, day) = (stream.below(40), date(2026, 3, 2) + Duration::from_secs(86_400 * stream.below(60)));
    let made = (day - Duration::from_secs(86_400 * lead)).at(9, 30, 0, 0);
    (Booking::new(number, patient, made, day), -2.2 + 0.04 * lead as f64)
}

/// Visits to sites whose log odds lie apart by this standard deviation, each by another patient, with their true chances.
fn sites(name: &str, count: u64, visits: u64, sd: f64) -> Vec<(Outcome, f64)> {
    let mut stream = Seed::from_u64(21).child(name).stream();
    let mut all = Vec::new();
    for site in 0..count {
        let effect = sd * stream.normal();
        for _ in 0..visits {
            let number = all.len() as u64;
            let (mut booking, odds) = visit(number, &format!("{name}{number}"), &mut stream);
            booking.site = Some(format!("{name}{site}").into());
            let missed = stream.chance(chance(odds + effect));
            all.push((Outcome { booking, missed }, chance(odds + effect)));
        }
    }
    all
}

fn learnt(all: &[Outcome]) -> NoShowModel {
    NoShowMethod::new(Seed::from_u64(1)).learn(all, &Alone).unwrap()
}

fn plain(all: &[(Outcome, f64)]) -> Vec<Outcome> {
    all.iter().map(|(outcome, _)| outcome.clone()).collect()
}

fn known(booking: &Booking, past: Past) -> Known<'_> {
    Known { booking, past, standing: Standing::default(), as_of: booking.day }
}

fn of(what: &str, unknowns: &[Unknown]) -> Option<f64> {
    unknowns.iter().find(|unknown| unknown.what == what).map(|unknown| unknown.log_odds)
}

/// The band before it was widened.
fn calibrated(risk: &Risk, unknowns: &[Unknown]) -> (f64, f64) {
    let added = unknowns.iter().map(|unknown| unknown.log_odds.powi(2)).sum::<f64>().sqrt();
    let moved = |end: f64, by: f64| chance((end / (1.0 - end)).ln() + by);
    (moved(risk.low, added).min(risk.probability), moved(risk.high, -added).max(risk.probability))
}

/// Of new sites' true rates, how many lie in the mean band, widened and only calibrated; how far it was widened; and
/// how much narrower bands are at sites that were learnt from.
#[derive(Debug, Default)]
struct AtNewSites {
    held: usize,
    held_plain: usize,
    reach: f64,
    width_here: f64,
}

fn at_new_sites(world: u64, sd: f64) -> AtNewSites {
    let model = learnt(&plain(&sites(&format!("old{world}-"), 40, 150, sd)));
    let mut found = AtNewSites::default();
    let new = sites(&format!("new{world}-"), NEW_SITES as u64, VISITS as u64, sd);
    for site in new.chunks(VISITS) {
        let (mut wide, mut plain, mut truth) = ((0.0, 0.0), (0.0, 0.0), 0.0);
        for (outcome, chance) in site {
            let known = known(&outcome.booking, Past::default());
            let (whole, shared) = (model.risk_of(&known).unwrap(), model.shared_risk_of(&known).unwrap());
            assert!(whole.low <= shared.low && shared.high <= whole.high && whole.unseen_labels == 1);
            let unknowns = model.unknowns_of(&known).unwrap();
            let (low, high) = calibrated(&whole, &unknowns);
            found.reach = of("site", &unknowns).unwrap();
            wide = (wide.0 + shared.low, wide.1 + shared.high);
            plain = (plain.0 + low, plain.1 + high);
            truth += chance;
            let mut booking = outcome.booking.clone();
            booking.site = Some(format!("old{world}-3").into());
            let here = model.shared_risk_of(&Known { booking: &booking, ..known }).unwrap();
            found.width_here += (here.high - here.low) / (shared.high - shared.low) / new.len() as f64;
        }
        found.held += usize::from((wide.0..=wide.1).contains(&truth));
        found.held_plain += usize::from((plain.0..=plain.1).contains(&truth));
    }
    found
}

const NEW_SITES: usize = 100;
const VISITS: usize = 20;

#[test]
fn bands_hold_the_true_rates_of_new_sites_as_often_as_they_say() {
    // One world's forty sites say how far sites lie apart only roughly, so several are averaged.
    let worlds = 8;
    for sd in [0.4, 0.8] {
        let found: Vec<AtNewSites> = (0..worlds).map(|world| at_new_sites(world, sd)).collect();
        let all = (NEW_SITES * found.len()) as f64;
        let share = found.iter().map(|of| of.held).sum::<usize>() as f64 / all;
        let share_plain = found.iter().map(|of| of.held_plain).sum::<usize>() as f64 / all;
        println!("{sd}: {share:.3} held, {share_plain:.3} without; {found:?}");
        assert!((0.86..=0.97).contains(&share), "{sd}: {share}");
        assert!(share_plain < 0.3 && found.iter().all(|of| of.width_here < 0.6), "{sd}: {found:?}");
    }
}

/// Visits of patients whose habits lie apart.
fn patients(name: &str, count: u64, visits: u64) -> Vec<Outcome> {
    let mut stream = Seed::from_u64(22).child(name).stream();
    let mut all = Vec::new();
    for patient in 0..count {
        let habit = 1.2 * stream.normal();
        for _ in 0..visits {
            let (booking, odds) = visit(all.len() as u64, &format!("{name}{patient}"), &mut stream);
            all.push(Outcome { booking, missed: stream.chance(chance(odds + habit)) });
        }
    }
    all
}

#[test]
fn the_band_of_a_new_patient_holds_what_is_said_once_the_patient_is_known() {
    let model = learnt(&patients("old", 700, 10));
    let fresh = patients("fresh", 300, 10);
    let history = History::of(&fresh);
    let (mut rows, mut held, mut held_plain) = (0, 0, 0);
    for outcome in &fresh {
        let booking = &outcome.booking;
        let past = history.before(&booking.patient, booking.day);
        if past.visits == 0 {
            continue;
        }
        let as_new = known(booking, Past::default());
        let (new, usual) = (model.risk_of(&as_new).unwrap(), model.risk_of(&known(booking, past)).unwrap());
        let (low, high) = calibrated(&new, &model.unknowns_of(&as_new).unwrap());
        rows += 1;
        held += usize::from((new.low..=new.high).contains(&usual.probability));
        held_plain += usize::from((low..=high).contains(&usual.probability));
    }
    let (share, share_plain) = (held as f64 / f64::from(rows), held_plain as f64 / f64::from(rows));
    println!("{share:.3} of {rows} held, {share_plain:.3} without");
    assert!((0.86..=0.97).contains(&share) && share_plain < 0.4, "{share} {share_plain}");
}

#[test]
fn each_visit_makes_the_band_narrower_until_the_patient_is_known() {
    let model = learnt(&patients("old", 700, 10));
    let (booking, _) = visit(1, "somebody", &mut Seed::from_u64(3).stream());
    let reach = |visits| {
        let past = Past { visits, last_missed: (visits > 0).then_some(false), ..Past::default() };
        let known = known(&booking, past);
        let (whole, shared) = (model.risk_of(&known).unwrap(), model.shared_risk_of(&known).unwrap());
        let found = of("patient", &model.unknowns_of(&known).unwrap());
        assert!(found.is_some() == (whole.high > shared.high && whole.low < shared.low), "{visits}");
        found
    };
    let reaches: Vec<Option<f64>> = (0..12).map(reach).collect();
    println!("{reaches:?}");
    assert!(reaches[0] > Some(0.3) && reaches[11].is_none());
    assert!(reaches.windows(2).all(|pair| pair[1] < pair[0] || pair[1].is_none()), "{reaches:?}");
}

#[test]
fn one_site_says_little_of_another_and_no_known_patient_little_of_a_new_one() {
    let all = plain(&sites("only", 1, 1_500, 0.0));
    let model = learnt(&all);
    let mut booking = all[0].booking.clone();
    booking.site = Some("elsewhere".into());
    let known = known(&booking, Past::default());
    let (risk, unknowns) = (model.risk_of(&known).unwrap(), model.unknowns_of(&known).unwrap());
    println!("{risk:?} {unknowns:?}");
    assert!(of("site", &unknowns).unwrap() > 0.6 && of("patient", &unknowns).unwrap() > 0.6);
    assert!(0.0 < risk.low && risk.low < risk.probability && risk.probability < risk.high && risk.high < 1.0);
    assert!(risk.high / risk.low > 5.0, "{risk:?}");
}

#[test]
fn a_value_that_learning_never_lacked_widens_and_one_that_it_often_lacked_does_not() {
    let all = outcomes(4_000, 1);
    let model = learnt(&all);
    let booking = all.iter().map(|o| &o.booking).find(|booking| booking.age.is_some()).unwrap();
    let past = Past { visits: 100, ..Past::default() };
    let unknowns = |booking: &Booking| model.unknowns_of(&known(booking, past)).unwrap();
    assert!(unknowns(booking).is_empty(), "{:?}", unknowns(booking));
    // Every tenth age was missing, but never whether it was a man, when it was made, or where.
    let no_age = Booking { age: None, ..booking.clone() };
    assert!(unknowns(&no_age).is_empty());
    let never = Booking { male: None, made: None, neighbourhood: None, ..booking.clone() };
    let found = unknowns(&never);
    println!("{found:?}");
    assert!(found.len() == 3 && found.windows(2).all(|pair| pair[0].log_odds >= pair[1].log_odds));
    // Lead time tells much, sex nothing, and neither do the three places of this world.
    assert!(of("lead_days", &found).unwrap() > 4.0 * of("male", &found).unwrap());
    let squares: f64 = found.iter().map(|unknown| unknown.log_odds.powi(2)).sum();
    let risk = model.risk_of(&known(&never, past)).unwrap();
    assert!(((risk.high / (1.0 - risk.high)) / (risk.low / (1.0 - risk.low))).ln() >= 2.0 * squares.sqrt());
}

#[test]
fn what_is_silent_with_a_new_site_is_counted_once_and_several_new_labels_each_for_itself() {
    let model = &*from_log::MODEL;
    let forecaster = Forecaster::new(&from_log::RECORD, from_log::now());
    let id = from_log::RECORD.visits().find(|visit| {
        let described = forecaster.describe(visit.id(), Stage::DayBefore);
        described.is_ok_and(|found| found.booking.neighbourhood.is_some() && found.past.visits > 3)
    });
    let mut described = forecaster.describe(id.unwrap().id(), Stage::DayBefore).unwrap();
    let names = |found: &[Unknown]| {
        let mut names: Vec<String> = found.iter().map(|unknown| unknown.what.to_string()).collect();
        names.sort();
        names
    };
    let before = model.unknowns_of(&described.known()).unwrap();
    assert!(!names(&before).iter().any(|name| name == "site" || name == "hour_share"));
    described.booking.site = Some("site-77".into());
    described.standing.hour_share = None;
    let site = model.unknowns_of(&described.known()).unwrap();
    assert!(names(&site).contains(&"site".to_owned()) && !names(&site).contains(&"hour_share".to_owned()));
    described.booking.neighbourhood = Some("Graça".to_owned());
    let both = model.unknowns_of(&described.known()).unwrap();
    println!("{before:?}\n{site:?}\n{both:?}");
    assert!(of("site", &both) > of("site", &site) && of("neighbourhood", &both).unwrap() > 0.0);
    let risk = model.risk_of(&described.known()).unwrap();
    assert!(risk.unseen_labels == 2 && risk.low > 0.0 && risk.high < 1.0);
    let said = forecaster.predict(Some(model), id.unwrap().id(), Stage::DayBefore, 0).unwrap();
    assert_eq!(said.level.is_some(), !before.is_empty());
    let shared = forecaster.shared_risk(Some(model), id.unwrap().id(), Stage::DayBefore).unwrap();
    assert!((shared.probability - said.risk.probability).abs() < 1e-15 && shared.high <= said.risk.high);
}
