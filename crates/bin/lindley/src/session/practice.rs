//! `lindley session practice`: an order as it is lived, with patients who stay away, come late, or were never booked.

mod habits;
mod slots;
mod written;

use std::io::Write;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use lindley_session::{
    Overbooking, OverbookingCosts, OverbookingPolicy, Practice, Practised, Sequence, ShowForecast, Waiting,
    bookings_by_rule, overbook, practise, search_in_practice,
};

use super::bounds;
use super::by_kind::letter;
use super::inputs::{Inputs, Session};
use super::visits::Visits;
use habits::Habits;
use slots::Appointments;

/// What to live through.
#[derive(Args, Debug)]
pub(crate) struct PracticeArgs {
    #[command(flatten)]
    visits: Visits,
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    appointments: Appointments,
    #[command(flatten)]
    habits: Habits,
    /// Cost of each patient who comes beyond the slots, for the advice how many to book.
    #[arg(long, value_name = "COST", default_value_t = 1.0, allow_negative_numbers = true)]
    cost_crowded: f64,
    /// Cost of each slot that nobody uses, for the same advice.
    #[arg(long, value_name = "COST", default_value_t = 1.0, allow_negative_numbers = true)]
    cost_empty: f64,
}

/// The same patients twice.
struct Lived {
    /// The order as given, or the best that was found for these habits.
    order: Sequence,
    /// Everybody comes to the second, and nobody else does.
    planned: Practised,
    practised: Practised,
    advice: Option<Advice>,
}

/// How many to book for the slots.
struct Advice {
    slots: usize,
    by_cost: Overbooking,
    /// By the rule 1 / (1 - p).
    by_rule: u64,
}

/// Simulates and prints.
pub(super) fn run(args: &PracticeArgs) -> Result<()> {
    let started = Instant::now();
    let session = session(args)?;
    let lived = lived(args, &session)?;
    let seconds = started.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    if args.inputs.json {
        writeln!(out, "{}", json(args, &session, &lived, seconds))?;
    } else {
        writeln!(out, "{}", written::written(args, &session, &lived))?;
        writeln!(out, "\n{} scenarios from seed {}, {seconds:.3} s", session.scenarios, args.inputs.seed())?;
    }
    Ok(())
}

fn session(args: &PracticeArgs) -> Result<Session> {
    let composition = args.visits.composition()?;
    let slots = args.appointments.slots(composition.visits(), &args.inputs)?;
    args.inputs.session_at(composition, slots)
}

fn lived(args: &PracticeArgs, session: &Session) -> Result<Lived> {
    let practice = args.habits.practice(session)?;
    let sample = session.sample()?;
    let seed = session.seed.child("practice");
    let order = if let Some(sequence) = &args.visits.sequence {
        sequence.clone()
    } else {
        let Session { composition, slots, weights, .. } = session;
        let crew = args.inputs.crew();
        search_in_practice(composition, &sample, slots, &practice, seed, weights, &crew)?.0
    };
    let live = |practice: &Practice| practise(&order, &sample, &session.slots, practice, seed);
    let (planned, practised) = (live(&Practice::default())?, live(&practice)?);
    let advice = if practice.show.iter().any(|show| *show < 1.0) {
        Some(advice(args, session, &order, &practice.show)?)
    } else {
        None
    };
    Ok(Lived { order, planned, practised, advice })
}

/// How many patients like those of the sequence to book, in its order and over again.
fn advice(args: &PracticeArgs, session: &Session, order: &Sequence, show: &[f64]) -> Result<Advice> {
    let kinds = order.kinds();
    let slots = args.appointments.count(kinds.len(), &args.inputs);
    bounds::check_cost("a patient beyond the slots", args.cost_crowded)?;
    bounds::check_cost("an empty slot", args.cost_empty)?;
    let costs = OverbookingCosts { crowded_patient: args.cost_crowded, empty_place: args.cost_empty };
    let policy = OverbookingPolicy { places: slots, costs, most_bookings: 4 * slots, most_crowding: 1.0 };
    let forecast = |kind: &u8| {
        let expected = show[usize::from(*kind)];
        ShowForecast { expected, upper: expected }
    };
    let patients: Vec<ShowForecast> = kinds.iter().map(forecast).cycle().take(4 * slots).collect();
    let visits = session.composition.visits() as f64;
    let stay_away = kinds.iter().map(|kind| 1.0 - show[usize::from(*kind)]).sum::<f64>() / visits;
    let by_rule = bookings_by_rule(u32::try_from(slots)?, stay_away)?;
    Ok(Advice { slots, by_cost: overbook(&patients, &policy)?, by_rule })
}

fn json(args: &PracticeArgs, session: &Session, lived: &Lived, seconds: f64) -> serde_json::Value {
    let outcome = |practised: &Practised| {
        let means = practised.totals.means(practised.scenarios);
        let of_kinds =
            practised.kinds.iter().enumerate().filter(|(kind, _)| session.composition.counts()[*kind] > 0);
        let kinds: serde_json::Map<String, serde_json::Value> = of_kinds
            .map(|(kind, waiting)| (letter(kind).to_string(), waiting_json(waiting, practised.scenarios)))
            .collect();
        let visits = practised.visits.iter().map(|visit| waiting_json(visit, practised.scenarios));
        serde_json::json!({
            "cost": practised.totals.cost(&session.weights, practised.scenarios),
            "wait": means.wait,
            "idle": means.idle,
            "overtime": means.overtime,
            "kinds": kinds,
            "visits": visits.collect::<Vec<_>>(),
            "walk_ins": waiting_json(&practised.walk_ins, practised.scenarios),
        })
    };
    let minutes: Vec<f64> = session.slots.times().iter().map(|time| f64::from(*time) / 60.0).collect();
    let advice = lived.advice.as_ref().map(|advice| {
        serde_json::json!({
            "slots": advice.slots,
            "bookings": advice.by_cost.bookings,
            "by_rule": advice.by_rule,
            "expected_cost": advice.by_cost.expected_cost,
            "crowding": advice.by_cost.crowding,
            "stopped_by": advice.by_cost.stopped_by.to_string(),
        })
    });
    serde_json::json!({
        "sequence": lived.order.to_string(),
        "searched": args.visits.sequence.is_none(),
        "times_min": minutes,
        "practice": outcome(&lived.practised),
        "planned": outcome(&lived.planned),
        "overbooking": advice,
        "scenarios": session.scenarios,
        "seed": args.inputs.seed(),
        "seconds": seconds,
    })
}

/// How many are seen in a session and how long each of them waits.
fn waiting_json(waiting: &Waiting, scenarios: usize) -> serde_json::Value {
    serde_json::json!({ "seen": waiting.seen as f64 / scenarios as f64, "wait": waiting.mean() })
}

#[cfg(test)]
mod tests;
