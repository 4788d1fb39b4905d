//! Sessions whose outlook is known without drawing.

use lindley_forecast::outlook::{
    AdvicePolicy, Conformal, LEVELS, Measure, Seen, SessionOutlook, SessionPlan, SessionTotals, ShowChance,
    session, simulate,
};
use lindley_seed::Seed;

use super::plans::{between, due, either, plan, sure};

fn outlook(plan: &SessionPlan, draws: u32) -> SessionOutlook {
    session(plan, draws, Seed::from_u64(1), &Conformal::none(), &AdvicePolicy::default()).unwrap()
}

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected} within {tolerance}");
}

#[test]
fn without_chance_waits_add_up() {
    let visits = [0, 10, 20].map(|minute| due(minute, ShowChance::known(1.0), sure(900.0)));
    let found = outlook(&plan(40, visits.to_vec()), 7);
    let waits: Vec<f64> = found.waits.iter().map(|wait| wait.unwrap().expected).collect();
    assert_eq!(waits, [0.0, 300.0, 600.0]);
    assert_eq!((found.mean_wait.unwrap().expected, found.idle.expected), (300.0, 0.0));
    assert_eq!((found.overtime.expected, found.utilisation.expected), (300.0, 1.0));
    close(found.fill.expected, 45.0 / 40.0, 1e-12);
    assert_eq!((found.comes.expected, found.comes.bands), (3.0, [(3.0, 3.0); 2]));
    assert!(found.comers[3] > 1.0 - 1e-12);
}

#[test]
fn one_patient_never_waits_and_comes_or_not() {
    let found = outlook(&plan(60, vec![due(15, ShowChance::known(0.7), sure(1_800.0))]), 20_000);
    assert_eq!(found.waits[0].unwrap().bands, [(0.0, 0.0); 2]);
    close(found.comes.expected, 0.7, 1e-12);
    assert_eq!(found.comes.bands, [(0.0, 1.0); 2]);
    close(found.utilisation.expected, 0.35, 0.01);
    close(found.idle.expected, 0.7 * 900.0, 15.0);
    let nobody = outlook(&plan(60, vec![due(0, ShowChance::known(0.0), sure(1_800.0))]), 50);
    assert!(nobody.mean_wait.is_none() && nobody.waits == [None] && nobody.fill.expected == 0.0);
}

#[test]
fn the_second_of_two_waits_as_the_integral_says() {
    // Lengths uniform on 0 to U, the second is due after g: E max(0, S - g) = (U - g)^2 / 2 U.
    let (longest, gap) = (1_800.0, 900.0);
    let visits = [0, 15].map(|minute| due(minute, ShowChance::known(1.0), between(0.0, longest)));
    let found = outlook(&plan(120, visits.to_vec()), 40_000);
    close(found.waits[1].unwrap().expected, (longest - gap) * (longest - gap) / (2.0 * longest), 4.0);
    // The wait is above 0 in half of the cases: its 90 % quantile is that of S - g.
    close(found.waits[1].unwrap().band(0.8).unwrap().1, 0.9 * longest - gap, 15.0);
}

/// Every way in which three patients come or not and take one of two lengths.
#[test]
fn a_brute_force_twin_agrees() {
    let parts = [(0.9, 600.0, 0.5, 1_500.0), (0.5, 300.0, 0.25, 1_200.0), (0.8, 900.0, 0.7, 2_400.0)];
    let visits: Vec<_> = (0..)
        .zip(parts)
        .map(|(place, (show, short, share, long))| {
            due(place * 12, ShowChance::known(show), either(short, share, long))
        })
        .collect();
    let plan = plan(45, visits);
    let mut expected = [0.0; 4];
    for ways in 0..27_usize {
        let (mut chance, mut free, mut seen) = (1.0, 0.0_f64, Vec::new());
        for (place, (show, short, share, long)) in parts.into_iter().enumerate() {
            let due = 720.0 * f64::from(u32::try_from(place).unwrap());
            let (weight, length) = match ways / 3_usize.pow(u32::try_from(place).unwrap()) % 3 {
                0 => (1.0 - show, None),
                1 => (show * share, Some(short)),
                _ => (show * (1.0 - share), Some(long)),
            };
            chance *= weight;
            if let Some(length) = length {
                let begun = due.max(free);
                free = begun + length;
                seen.push(Seen { due, begun, ended: free });
            }
        }
        let totals = SessionTotals::of(2_700.0, &seen).unwrap();
        for (sum, value) in
            expected.iter_mut().zip([totals.idle, totals.overtime, totals.utilisation, totals.fill])
        {
            *sum += chance * value;
        }
    }
    let found = simulate(&plan, 60_000, Seed::from_u64(3)).unwrap();
    let measures = [Measure::Idle, Measure::Overtime, Measure::Utilisation, Measure::Fill];
    for ((measure, expected), tolerance) in measures.into_iter().zip(expected).zip([6.0, 12.0, 0.005, 0.005])
    {
        close(found.expected(measure).unwrap(), expected, tolerance);
    }
    close(found.expected(Measure::Comes).unwrap(), 2.2, 1e-12);
}

#[test]
fn how_many_come_is_exact_and_its_band_takes_up_the_forecasts_bands() {
    let even = ShowChance::known(0.5);
    let found = outlook(&plan(300, (0..10).map(|place| due(place * 20, even, sure(60.0))).collect()), 10);
    // Binomial(10, 1/2): at most 2 in 5.5 of 100 cases, at most 7 in 94.5.
    assert_eq!(
        (found.comes.band(LEVELS[0]), found.comes.band(LEVELS[1])),
        (Some((3.0, 7.0)), Some((2.0, 8.0)))
    );
    close(found.comers[5], 252.0 / 1_024.0, 1e-12);
    let unsure = ShowChance { probability: 0.5, low: 0.2, high: 0.9 };
    let wide = outlook(&plan(300, (0..10).map(|place| due(place * 20, unsure, sure(60.0))).collect()), 10);
    assert!(wide.comes.bands[0].0 < 3.0 && wide.comes.bands[0].1 > 7.0);
    close(wide.comes.expected, 5.0, 1e-12);
}
