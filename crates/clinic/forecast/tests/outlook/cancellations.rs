//! Patients who cancel after the session was foretold: bands move down and are not pushed out on the other side.

use lindley_forecast::outlook::{
    AdvicePolicy, Conformal, Estimate, Seen, SessionOutlook, SessionPlan, ShowChance, session, simulate,
};
use lindley_seed::{Seed, Stream};

use super::plans::{due, plan, sure};

const WORKING_SECONDS: f64 = 18.0 * 600.0;
const BOOKED: i64 = 18;

fn booked(count: i64, chance: f64) -> SessionPlan {
    plan(180, (0..count).map(|place| due(10 * place, ShowChance::known(chance), sure(600.0))).collect())
}

/// Who comes, each as likely as foretold, after a tenth of the booked have cancelled.
fn took_place(plan: &SessionPlan, stream: &mut Stream) -> Vec<Seen> {
    let working = plan.working.start().seconds();
    let coming = plan.appointments.iter().filter(|planned| {
        let cancels = stream.chance(0.1);
        stream.chance(planned.show.probability) && !cancels
    });
    coming
        .map(|planned| {
            let due = (planned.start.seconds() - working) as f64;
            Seen { due, begun: due, ended: due + 600.0 }
        })
        .collect()
}

/// Every second session is foretold with hardly any doubt, so that its band is narrow; the others are not. They differ in size.
fn checked(sessions: u64) -> Conformal {
    let mut stream = Seed::from_u64(1).stream();
    let mut past = Conformal::none();
    for number in 0..sessions {
        let chance = if number % 2 == 0 { 0.99 } else { 0.8 };
        let plan = booked(stream.between(12, 18), chance);
        let said = simulate(&plan, 100, Seed::from_u64(number)).unwrap();
        past.observe(&said, WORKING_SECONDS, &took_place(&plan, &mut stream), None).unwrap();
    }
    past
}

fn outlook(chance: f64, past: &Conformal) -> SessionOutlook {
    session(&booked(BOOKED, chance), 2_000, Seed::from_u64(2), past, &AdvicePolicy::default()).unwrap()
}

/// The counts below and above which a tenth of sessions stay.
fn tenths(chance: f64) -> (f64, f64) {
    let mut stream = Seed::from_u64(3).stream();
    let plan = booked(BOOKED, chance);
    let came: Vec<f64> = (0..4_000).map(|_| took_place(&plan, &mut stream).len() as f64).collect();
    (lindley_stats::quantile(&came, 0.1).unwrap(), lindley_stats::quantile(&came, 0.9).unwrap())
}

#[test]
fn cancellations_lower_the_band_of_who_comes_and_push_nothing_out() {
    let past = checked(400);
    for chance in [0.99, 0.8] {
        let (found, alone) = (outlook(chance, &past), outlook(chance, &Conformal::none()));
        let (low, high) = found.comes.band(0.8).unwrap();
        let (tenth_low, tenth_high) = tenths(chance);
        println!(
            "{chance}: {low} to {high}, came {tenth_low} to {tenth_high}, {:?} {:?}",
            alone.comes, found.fill
        );
        // Sessions foretold with and without doubt share one correction: a patient more or less for each.
        assert!((low - tenth_low).abs() <= 1.0, "{low} is not near {tenth_low}");
        assert!(high >= tenth_high - 1.0 && high <= alone.comes.band(0.8).unwrap().1, "{high}");
        let (below, above) = (found.comes.expected - low, high - found.comes.expected);
        assert!(below > above + 0.5, "{below} below, {above} above");
        for estimate in [&found.comes, &found.fill, &found.utilisation, &found.overtime, &found.idle] {
            let [(low, high), (wider_low, wider_high)] = estimate.bands;
            assert!(wider_low <= low && low <= high && high <= wider_high, "{estimate:?}");
        }
        let end = |estimate: &Estimate| estimate.band(0.8).unwrap();
        assert!(end(&found.fill).0 < end(&alone.fill).0 && end(&found.fill).1 <= end(&alone.fill).1);
    }
}
