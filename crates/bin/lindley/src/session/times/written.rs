//! Times as people read them.

use lindley_session::{Bounds, Covers};

use super::Found;
use crate::session::by_kind::letter;
use crate::session::inputs::Session;
use crate::session::outcome::{Outcome, side_by_side};
use crate::table::{minutes, percent, table};

/// A share of the cost that nobody would notice.
const NOTHING: f64 = 0.000_5;

/// One sentence, the times, what they cost beside equal slots, and how sure that is.
pub(super) fn written(session: &Session, found: &Found) -> String {
    let Found { timed, in_equal_slots, .. } = found;
    let timed_outcome = Outcome::of(&timed.evaluation, &session.weights);
    let equal_outcome = Outcome::of(in_equal_slots, &session.weights);
    let plans = [("these times", timed_outcome), ("equal slots", equal_outcome)];
    [
        headline(session, found, timed_outcome.cost, equal_outcome.cost),
        times(session, found),
        side_by_side(&plans, timed.slots.visits()),
        fresh(found),
    ]
    .join("\n\n")
}

fn headline(session: &Session, found: &Found, cost: f64, equal_cost: f64) -> String {
    let saved = if equal_cost > 0.0 { (equal_cost - cost) / equal_cost } else { 0.0 };
    let slot = minutes(session.slots.times().get(1).copied().unwrap_or(session.slots.length_s()));
    let sequence = &found.timed.sequence;
    if saved < NOTHING {
        return format!("{sequence} every {slot} minutes: no other times found are cheaper.");
    }
    let than = if found.equal == *sequence {
        format!("than every {slot} minutes")
    } else {
        format!("than the best order every {slot} minutes, {}", found.equal)
    };
    format!("{sequence} at these times costs {} less {than}.", percent(saved))
}

fn times(session: &Session, found: &Found) -> String {
    let timed = &found.timed;
    let waits = timed.evaluation.mean_waits();
    let equal_waits = found.in_equal_slots.mean_waits();
    let ends = timed.slots.times().iter().skip(1).copied().chain([timed.slots.length_s()]);
    let rows = timed.slots.times().iter().zip(ends).enumerate().map(|(place, (due, end))| {
        let kind = usize::from(timed.sequence.kinds()[place]);
        let equal_kind = usize::from(found.equal.kinds()[place]);
        vec![
            format!("{} {}", place + 1, letter(kind)),
            minutes(*due),
            minutes(end - due),
            format!("{:.1}", waits[place]),
            format!("{} {}", minutes(session.slots.times()[place]), letter(equal_kind)),
            format!("{:.1}", equal_waits[place]),
        ]
    });
    let header = ["visit", "due, min", "until next", "waits, min", "in equal slots", "waits, min"];
    table(&header, rows)
}

fn fresh(found: &Found) -> String {
    let Bounds { mean, low, high } = found.fresh_saving;
    let gap = &found.gap;
    let timed = &found.timed;
    let (whose, estimate) = match (timed.covers, found.order_is_free) {
        (Covers::AllOrders, _) => ("times or order", ""),
        (Covers::ThisOrder, false) => ("times of this order", ""),
        (Covers::ThisOrder, true) => ("times of this order", " (an estimate: not all orders were tried)"),
    };
    format!(
        "On fresh scenarios these times cost {:.2}, {mean:.2} less than equal slots (95 % interval {low:.2} to {high:.2}).\n\
         Gap: on the scenarios that they were chosen on, no {whose} can be {:.2} % cheaper.\n\
         On other samples, what is found anew is {:.2} % cheaper on average, {:.2} % at most with 95 % confidence{estimate}.",
        found.fresh_cost,
        rounded_up(100.0 * timed.gap),
        100.0 * gap.share,
        rounded_up(100.0 * gap.limit),
    )
}

/// Two decimals that are not below the value, and never nothing: a bound must stay one when it is printed.
fn rounded_up(percent: f64) -> f64 {
    ((percent * 100.0).ceil() / 100.0).max(0.01)
}
