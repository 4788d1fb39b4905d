//! Fairness as people read it.

use lindley_session::{Composition, Judged};

use super::least::Least;
use super::{Candidates, FairArgs, Found};
use crate::session::by_kind::letter;
use crate::session::inputs::Session;
use crate::session::outcome::Outcome;
use crate::table::{minutes, percent, table};

/// One sentence, both orders beside each other, and the waiting of every visit in both.
pub(super) fn written(args: &FairArgs, session: &Session, found: &Found) -> String {
    let among = if found.all {
        format!("Chosen among all {} orders.", found.among)
    } else {
        format!("Chosen among {} repeated patterns: there are too many orders to look at all.", found.among)
    };
    [headline(found), side_by_side(args, session, found), waits(session, found), among].join("\n\n")
}

fn headline(found: &Found) -> String {
    let Found { cheapest, fair, .. } = found;
    if fair.sequence == cheapest.sequence {
        return format!("{}, the cheapest order, keeps the limits: fairness costs nothing.", fair.sequence);
    }
    let price = fair.cost - cheapest.cost;
    let share = if cheapest.cost > 0.0 { price / cheapest.cost } else { 0.0 };
    format!(
        "{} is the cheapest order within the limits: fairness costs {price:.2} a session, {} more than {}.",
        fair.sequence,
        percent(share),
        cheapest.sequence
    )
}

fn side_by_side(args: &FairArgs, session: &Session, found: &Found) -> String {
    let plans = [&found.fair, &found.cheapest];
    let outcomes = plans.map(|plan| Outcome::of(&plan.evaluation, &session.weights));
    let row = |name: &str, values: [f64; 2], limit: Option<f64>| {
        let values = values.map(|value| format!("{value:.2}"));
        let limit = limit.map_or_else(String::new, |limit| format!("{limit:.2}"));
        [name.to_owned()].into_iter().chain(values).chain([limit]).collect::<Vec<String>>()
    };
    let of = |value: &dyn Fn(&Judged) -> f64| plans.map(value);
    let visits = session.slots.visits() as f64;
    let rows = [
        row("cost", outcomes.map(|plan| plan.cost), None),
        row("waiting a patient, min", outcomes.map(|plan| plan.wait / visits), None),
        row("idling, min", outcomes.map(|plan| plan.idle), None),
        row("overtime, min", outcomes.map(|plan| plan.overtime), None),
        row("spread of waiting over the visits, min", of(&|plan| plan.unfairness.std_wait), args.max_std_w),
        row("longest waiting visit, min", of(&|plan| plan.unfairness.worst_visit), args.max_slot_wait),
        row("longest waiting kind, min", of(&|plan| plan.unfairness.worst_kind), args.max_group_wait),
    ];
    table(&["", "within limits", "cheapest", "limit"], rows)
}

fn waits(session: &Session, found: &Found) -> String {
    let [fair, cheapest] = [&found.fair, &found.cheapest].map(|plan| {
        let kinds = plan.sequence.kinds().iter().map(|kind| letter(usize::from(*kind)));
        kinds.zip(plan.evaluation.mean_waits()).collect::<Vec<_>>()
    });
    let rows = session.slots.times().iter().enumerate().map(|(place, due)| {
        let ((kind, wait), (other, other_wait)) = (fair[place], cheapest[place]);
        vec![
            minutes(*due),
            kind.to_string(),
            format!("{wait:.1}"),
            other.to_string(),
            format!("{other_wait:.1}"),
        ]
    });
    table(&["due, min", "within limits", "waits, min", "cheapest", "waits, min"], rows)
}

/// What is said when no order keeps the limits.
pub(super) fn nothing_fits(
    args: &FairArgs,
    composition: &Composition,
    all: bool,
    candidates: &Candidates,
    least: &Least,
) -> String {
    let limits = [
        ("--max-std-w", args.max_std_w, least.std_wait),
        ("--max-slot-wait", args.max_slot_wait, least.worst_visit),
        ("--max-group-wait", args.max_group_wait, least.worst_kind),
    ];
    let told: Vec<String> = limits
        .iter()
        .filter_map(|(option, limit, least)| {
            limit.map(|limit| format!("{option} {limit} can be {} at least", rounded_up(*least)))
        })
        .collect();
    let of = match candidates {
        Candidates::Every(_) => String::new(),
        Candidates::These(_) => " (of the repeated patterns)".to_owned(),
    };
    let together = if told.len() > 1 { ", each by another order" } else { "" };
    let none = if all { "no order" } else { "no repeated pattern" };
    format!("{none} of {composition} keeps the limits: {}{of}{together}; allow more", told.join(", "))
}

/// Minutes with two decimals that are not below the value.
fn rounded_up(minutes: f64) -> String {
    format!("{:.2}", (minutes * 100.0 - 1e-6).ceil() / 100.0)
}
