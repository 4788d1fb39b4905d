//! The cost model against a plain simulation, hand-made sessions and the laws of the waiting room.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "the numbers of these tests are small and exact"
)]

use std::sync::Mutex;

use lindley_seed::Seed;
use lindley_session::{
    Alone, Composition, Crew, Scenarios, Sequence, SessionError, Slots, Totals, Weights, enumerate, evaluate,
};
use proptest::prelude::*;

/// Start times as a clerk would write them: Y_{i+1} = max(A_{i+1}, Y_i + xi_i).
fn by_hand(services: &[u32], times: &[u32], length: u32) -> (Vec<i64>, i64, i64) {
    let (mut free, mut busy, mut waits) = (0_i64, 0_i64, Vec::new());
    let mut last_start = 0;
    for (service, due) in services.iter().zip(times) {
        let start = free.max(i64::from(*due));
        waits.push(start - i64::from(*due));
        last_start = start;
        free = start + i64::from(*service);
        busy += i64::from(*service);
    }
    let before_last = busy - i64::from(*services.last().unwrap());
    (waits, last_start - before_last, (free - i64::from(length)).max(0))
}

/// Three crews that differ in every way a crew may.
struct Backwards;
impl Crew for Backwards {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..parts).rev().for_each(work);
    }
}
struct Threads(usize);
impl Crew for Threads {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        let next = Mutex::new(0..parts);
        std::thread::scope(|scope| {
            for _ in 0..self.0 {
                scope.spawn(|| {
                    loop {
                        let part = next.lock().unwrap().next();
                        let Some(part) = part else { return };
                        work(part);
                    }
                });
            }
        });
    }
}

fn one(services: &[u32], slots: &Slots) -> lindley_session::Evaluation {
    let columns = vec![services.iter().map(|service| vec![*service]).collect()];
    let sample = Scenarios::from_columns(&columns).unwrap();
    evaluate(&Sequence::new(&vec![0; services.len()]).unwrap(), &sample, slots).unwrap()
}

#[test]
fn four_sessions_that_can_be_done_by_hand() {
    let slots = Slots::equal(4, 900).unwrap();
    let cases: [([u32; 4], [i64; 4], i64, i64); 4] = [
        ([20, 10, 25, 5], [0, 5, 0, 10], 0, 0),
        ([5, 25, 10, 20], [0, 0, 10, 5], 10, 10),
        ([10, 10, 10, 10], [0, 0, 0, 0], 15, 0),
        ([30, 30, 30, 30], [0, 15, 30, 45], 0, 60),
    ];
    for (minutes, waits, idle, overtime) in cases {
        let plan = one(&minutes.map(|minutes| minutes * 60), &slots);
        assert_eq!(plan.waits, waits.map(|minutes| minutes * 60), "{minutes:?}");
        assert_eq!((plan.totals.idle, plan.totals.overtime), (idle * 60, overtime * 60), "{minutes:?}");
    }
}

/// Two exponential visits: E W2 = b e^-r, E I = X - b + b e^-r, E O = b e^-r (1 + (1 + r) e^-r), with r = X / b, T = 2 X.
#[test]
fn two_exponential_visits_come_close_to_their_closed_forms() {
    for (mean, slot, wait, idle, overtime) in [
        (15.0, 900, 5.518_191_617_571_635, 5.518_191_617_571_635, 9.578_250_114_670_015),
        (12.0, 900, 3.438_057_562_322_281, 6.438_057_562_322_281, 5.654_352_525_167_548),
    ] {
        let count = 400_000;
        let column = |name: &str| -> Vec<u32> {
            let mut stream = Seed::from_u64(5).child(name).stream();
            (0..count)
                .map(|_| {
                    let uniform = (stream.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
                    (-mean * 60.0 * (1.0 - uniform).ln()).round() as u32
                })
                .collect()
        };
        let sample = Scenarios::from_columns(&[vec![column("first"), column("second")]]).unwrap();
        let plan = evaluate(&"AA".parse().unwrap(), &sample, &Slots::equal(2, slot).unwrap()).unwrap();
        let means = plan.totals.means(count);
        // Five standard errors of a mean of at most 17 minutes' standard deviation.
        for (found, expected) in [(means.wait, wait), (means.idle, idle), (means.overtime, overtime)] {
            assert!((found - expected).abs() < 5.0 * 17.0 / (count as f64).sqrt(), "{found} for {expected}");
        }
    }
}

#[test]
fn a_long_session_with_long_visits_is_as_exact_as_a_short_one() {
    let slots = Slots::new(&[0, 20_000, 30_000, 65_000], 65_535).unwrap();
    let services = [65_534, 65_534, 40_000, 1];
    let (waits, idle, overtime) = by_hand(&services, slots.times(), slots.length_s());
    let plan = one(&services, &slots);
    assert_eq!((plan.waits, plan.totals.idle, plan.totals.overtime), (waits, idle, overtime));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A session of any times, services and scenarios costs what a clerk would count.
    #[test]
    fn vectors_count_as_a_clerk_does(
        gaps in prop::collection::vec(0_u32..2_000, 0..9),
        services in prop::collection::vec(prop::collection::vec(0_u32..5_000, 7), 10),
        after in 1_u32..3_000,
    ) {
        let mut times = vec![0];
        for gap in &gaps {
            times.push(times.last().unwrap() + gap);
        }
        let length = times.last().unwrap() + after;
        let slots = Slots::new(&times, length).unwrap();
        let visits = times.len();
        let sample = Scenarios::from_columns(&[services[..visits].to_vec()]).unwrap();
        let plan = evaluate(&Sequence::new(&vec![0; visits]).unwrap(), &sample, &slots).unwrap();
        let mut totals = Totals::default();
        let mut waits = vec![0; visits];
        for scenario in 0..7 {
            let row: Vec<u32> = services[..visits].iter().map(|column| column[scenario]).collect();
            let (own, idle, overtime) = by_hand(&row, &times, length);
            waits.iter_mut().zip(&own).for_each(|(sum, wait)| *sum += wait);
            totals += Totals { wait: own.iter().sum(), idle, overtime };
        }
        prop_assert_eq!(plan.totals, totals);
        prop_assert_eq!(plan.waits, waits);
    }

    /// Every leaf of the trie is its sequence scored alone, whoever does the work.
    #[test]
    fn enumeration_is_every_sequence_scored(
        counts in prop::collection::vec(0_u8..4, 1..4).prop_filter("a visit", |counts| counts.iter().sum::<u8>() > 0),
        slot in 200_u32..9_000,
        scenarios in 1_usize..1_500,
        seed in any::<u64>(),
    ) {
        let composition = Composition::new(&counts).unwrap();
        let times: Vec<Vec<u32>> = (0..counts.len() as u32).map(|kind| (0..40).map(|step| step * (60 + 40 * kind)).collect()).collect();
        let sample = Scenarios::draw(&times, &composition, scenarios, Seed::from_u64(seed)).unwrap();
        let Ok(slots) = Slots::equal(composition.visits(), slot) else { return Ok(()) };
        let all = enumerate(&composition, &sample, &slots, &Alone).unwrap();
        prop_assert_eq!(all.totals().len() as u128, composition.sequences());
        for (place, totals) in all.totals().iter().enumerate() {
            let alone = evaluate(&all.sequence(place), &sample, &slots).unwrap();
            prop_assert_eq!(alone.totals, *totals, "{}", all.sequence(place));
        }
        for crew in [&Backwards as &dyn Crew, &Threads(3)] {
            let other = enumerate(&composition, &sample, &slots, crew).unwrap();
            prop_assert_eq!(other.totals(), all.totals());
        }
    }

    /// No gaps: waits are partial sums, nobody idles, shortest first is best. Endless gaps: nobody waits.
    #[test]
    fn the_ends_of_the_scale(long in 1_000_u32..3_000, short in 10_u32..900) {
        let sample = Scenarios::from_columns(&[vec![vec![long]; 2], vec![vec![short]; 2]]).unwrap();
        let composition = Composition::new(&[2, 2]).unwrap();
        let packed = Slots::new(&[0; 4], 1).unwrap();
        let all = enumerate(&composition, &sample, &packed, &Alone).unwrap();
        prop_assert!(all.totals().iter().all(|totals| totals.idle == 0));
        let (best, totals) = all.best(&Weights::new(1.0, 1.0, 1.0).unwrap());
        prop_assert_eq!(best.to_string(), "BBAA");
        prop_assert_eq!(totals.wait, i64::from(3 * short + 2 * short + long));
        let wide = Slots::equal(4, 5_000).unwrap();
        let all = enumerate(&composition, &sample, &wide, &Alone).unwrap();
        prop_assert!(all.totals().iter().all(|totals| totals.wait == 0 && totals.overtime == 0));
    }
}

#[test]
fn bad_input_is_told_where_it_is() {
    let told = |error: SessionError| error.to_string();
    assert!(
        told(Scenarios::from_columns(&[vec![vec![1, 70_000]]]).unwrap_err())
            .starts_with("service time 2 of kind A is 70000")
    );
    assert!(
        told(Scenarios::from_columns(&[vec![vec![1], vec![1, 2]]]).unwrap_err())
            .contains("2 scenarios where 1")
    );
    assert!(Scenarios::from_columns(&[vec![vec![]]]).is_err() && Scenarios::from_columns(&[]).is_err());
    let two = Composition::new(&[1, 1]).unwrap();
    let missing = Scenarios::draw(&[vec![60]], &two, 5, Seed::from_u64(1)).unwrap_err();
    assert_eq!(missing, SessionError::NoServiceTimes { kind: 'B' });
    let sample = Scenarios::draw(&[vec![60], vec![90]], &two, 5, Seed::from_u64(1)).unwrap();
    let three = Slots::equal(3, 900).unwrap();
    assert_eq!(
        enumerate(&two, &sample, &three, &Alone).unwrap_err(),
        SessionError::Unfilled { visits: 2, slots: 3 }
    );
    assert!(matches!(
        evaluate(&"AAB".parse().unwrap(), &sample, &three),
        Err(SessionError::NoServiceTimes { kind: 'A' })
    ));
    assert!(
        Composition::new(&[]).is_err()
            && Composition::new(&[0, 0]).is_err()
            && Composition::new(&[255, 1]).is_err()
    );
    assert!(matches!("A1".parse::<Sequence>(), Err(SessionError::Letter { place: 2, found: '1' })));
    assert!(Slots::equal(0, 900).is_err() && Slots::equal(255, 900).is_err() && Slots::equal(3, 0).is_err());
    let many = Composition::new(&[20, 20]).unwrap();
    let sample = Scenarios::draw(&[vec![60], vec![90]], &many, 5, Seed::from_u64(1)).unwrap();
    let refused = enumerate(&many, &sample, &Slots::equal(40, 900).unwrap(), &Alone).unwrap_err();
    assert!(told(refused).contains("use the search instead"));
}
