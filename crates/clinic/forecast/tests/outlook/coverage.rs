//! Bands that past sessions have checked hold about as often as they say, although the simulation is wrong.

use lindley_forecast::outlook::{
    AdvicePolicy, Conformal, Estimate, LEAST_SESSIONS, LEVELS, LengthQuantiles, Measure, Seen, SessionPlan,
    SessionTotals, ShowChance, session, simulate,
};
use lindley_seed::{Seed, Stream};

use super::plans::{due, plan};

fn invented(stream: &mut Stream) -> SessionPlan {
    let count = stream.between(5, 12);
    let length = LengthQuantiles::new(&[(0.05, 500.0), (0.5, 840.0), (0.95, 1_300.0)]).unwrap();
    let show = |stream: &mut Stream| ShowChance::known(0.75 + 0.2 * stream.unit_f64());
    plan(180, (0..count).map(|place| due(15 * place, show(stream), length.clone())).collect())
}

/// A day on which everything takes a tenth longer than thought, more or less on some days, and patients are up to ten minutes
/// late: nothing of that is in the simulation.
fn took_place(plan: &SessionPlan, stream: &mut Stream) -> Vec<(usize, Seen)> {
    let slower = 1.1 + 0.15 * stream.normal();
    let (mut free, mut seen) = (0.0_f64, Vec::new());
    for (place, planned) in plan.appointments.iter().enumerate() {
        let length = slower.max(0.6) * planned.length.at(stream.unit_f64());
        if stream.chance(planned.show.probability - 0.03) {
            let due = (planned.start.seconds() - plan.working.start().seconds()) as f64;
            let begun = free.max(due + 600.0 * stream.unit_f64());
            free = begun + length;
            seen.push((place, Seen { due, begun, ended: free }));
        }
    }
    seen
}

/// How often bands held what came: by measure, the last one being the wait of one patient, and level.
#[derive(Default)]
struct Tally {
    judged: u32,
    held: [[u32; 2]; 7],
    fill_without_past: [u32; 2],
}

/// Checks bands by 300 invented sessions and judges them on 400 later ones.
fn judge(run: Seed, tally: &mut Tally) {
    let mut stream = run.child("days").stream();
    let mut past = Conformal::none();
    for day in 0..700_u64 {
        let plan = invented(&mut stream);
        let taken = took_place(&plan, &mut stream);
        let seen: Vec<Seen> = taken.iter().map(|(_, seen)| *seen).collect();
        let both: Vec<(usize, usize)> =
            taken.iter().enumerate().map(|(at, (place, _))| (*place, at)).collect();
        let Some((place, at)) = stream.pick(&both).copied() else { continue };
        let own = run.child_at("day", day);
        if day < 300 {
            past.observe(&simulate(&plan, 200, own).unwrap(), 10_800.0, &seen, Some((place, at))).unwrap();
            continue;
        }
        let look = |past| session(&plan, 200, own, past, &AdvicePolicy::default()).unwrap();
        let (found, raw) = (look(&past), look(&Conformal::none()));
        let totals = SessionTotals::of(10_800.0, &seen).unwrap();
        let mean_wait = found.mean_wait.unwrap();
        let whole = [found.comes, mean_wait, found.idle, found.overtime, found.utilisation, found.fill];
        tally.judged += 1;
        for level in 0..LEVELS.len() {
            let holds = |estimate: &Estimate, value: f64| {
                let (low, high) = estimate.bands[level];
                u32::from(low <= value && value <= high)
            };
            for (held, (measure, estimate)) in tally.held.iter_mut().zip(Measure::ALL.into_iter().zip(&whole))
            {
                held[level] += holds(estimate, measure.of(&totals).unwrap());
            }
            tally.held[6][level] += holds(&found.waits[place].unwrap(), seen[at].begun - seen[at].due);
            tally.fill_without_past[level] += holds(&raw.fill, totals.fill);
        }
    }
}

#[test]
fn bands_hold_over_sessions_at_both_levels_once_past_sessions_have_checked_them() {
    let mut tally = Tally::default();
    (0..12).for_each(|seed| judge(Seed::from_u64(seed), &mut tally));
    let share = |count: u32| f64::from(count) / f64::from(tally.judged);
    println!("{} sessions: {:?}", tally.judged, tally.held.map(|held| held.map(share)));
    println!("without past sessions fill {:?}", tally.fill_without_past.map(share));
    for (measure, held) in tally.held.iter().enumerate() {
        // Twelve times 300 past sessions leave nearly a point of chance: both ends have theirs. Whole numbers, and many equal ones, only make bands wider.
        assert!(share(held[0]) > 0.775 && share(held[1]) > 0.88, "{measure}: {held:?} of {}", tally.judged);
    }
    for continuous in [1, 2, 4, 5] {
        let held = tally.held[continuous];
        assert!(
            share(held[0]) < 0.83 && share(held[1]) < 0.925,
            "{continuous}: {held:?} of {}",
            tally.judged
        );
    }
    assert!(share(tally.fill_without_past[0]) < 0.7, "the simulation alone is wrong");
}

#[test]
fn with_too_few_past_sessions_the_band_says_so() {
    let mut stream = Seed::from_u64(5).stream();
    let mut past = Conformal::none();
    for day in 0..LEAST_SESSIONS as u64 {
        let plan = invented(&mut stream);
        let found = session(&plan, 50, Seed::from_u64(day), &past, &AdvicePolicy::default()).unwrap();
        assert_eq!(found.fill.basis.code(), "simulation-only");
        let seen: Vec<Seen> = took_place(&plan, &mut stream).into_iter().map(|(_, seen)| seen).collect();
        past.observe(&simulate(&plan, 50, Seed::from_u64(day)).unwrap(), 10_800.0, &seen, None).unwrap();
    }
    let found =
        session(&invented(&mut stream), 50, Seed::from_u64(1), &past, &AdvicePolicy::default()).unwrap();
    assert_eq!(found.fill.basis.code(), "past-sessions");
    // No single wait was compared, so those bands still are the simulation's own.
    assert_eq!(found.waits[0].unwrap().basis.code(), "simulation-only");
}
