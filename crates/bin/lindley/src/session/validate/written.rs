//! A judgement as people read it.

use lindley_session::Comparison;

use super::{Judged, ValidateArgs};
use crate::session::inputs::Session;
use crate::session::outcome::{Outcome, side_by_side};

/// One sentence, what the order costs on both samples, whether the other is worse, and how far the best can be.
pub(super) fn written(args: &ValidateArgs, session: &Session, judged: &Judged) -> String {
    let fresh = Outcome::of(&judged.fresh, &session.weights);
    let mut plans = Vec::new();
    if let Some(chosen_on) = &judged.chosen_on {
        plans.push(("where chosen", Outcome::of(chosen_on, &session.weights)));
    }
    plans.push(("fresh", fresh));
    let mut parts = vec![headline(args, judged, fresh.cost), side_by_side(&plans, session.slots.visits())];
    if let Some((other, found)) = &judged.against {
        parts.push(against(args, &other.to_string(), found));
    }
    parts.push(gap(args, judged, fresh.cost));
    parts.join("\n\n")
}

fn headline(args: &ValidateArgs, judged: &Judged, cost: f64) -> String {
    let Judged { sequence, cost_low, cost_high, chosen_on, .. } = judged;
    let level = in_per_cent(args.level);
    let unseen = if chosen_on.is_some() { ", none of which it was chosen on" } else { "" };
    format!(
        "{sequence} costs {cost:.2} on {} fresh scenarios{unseen} ({level} interval {cost_low:.2} to {cost_high:.2}).",
        args.fresh_scenarios
    )
}

fn against(args: &ValidateArgs, other: &str, found: &Comparison) -> String {
    let difference = found.difference;
    let level = in_per_cent(args.level);
    let (low, high) = (difference.low.abs(), difference.high.abs());
    let (least, most) = (low.min(high), low.max(high));
    if !found.is_decided() {
        return format!(
            "Against {other}, which costs {:.2}: these scenarios do not tell which is cheaper \
             ({level} interval of the difference {:.2} to {:.2}).",
            found.second, difference.low, difference.high
        );
    }
    let than = if difference.mean < 0.0 { "less" } else { "more" };
    format!(
        "Against {other}, which costs {:.2}: it costs {:.2} {than}, scenario by scenario \
         ({level} interval {least:.2} to {most:.2}).",
        found.second,
        difference.mean.abs()
    )
}

/// How far the best order can be: which samples say so, and what their bound means beside the cost told first.
pub(super) fn gap(args: &ValidateArgs, judged: &Judged, cost: f64) -> String {
    let gap = &judged.gap;
    let share = |minutes: f64| if cost > 0.0 { 100.0 * minutes / cost } else { 0.0 };
    let level = in_per_cent(args.level);
    let estimate = format!(
        "How far the best of all orders can be, estimated on {} other samples of {} scenarios each: the cheapest order of \
         each sample costs {:.2} ({:.2} %) less there on average, at most {:.2} ({:.2} %) with {level} confidence.",
        args.replications,
        args.replication_scenarios,
        gap.paired,
        share(gap.paired),
        gap.paired_limit,
        share(gap.paired_limit),
    );
    format!("{estimate}\n{}", bound(judged, &level, cost))
}

/// What no order costs less than, as the other samples estimate it. Rounded as it is printed, it can lie above the cost on
/// the fresh scenarios; then that is explained, because a reader takes it for a contradiction.
fn bound(judged: &Judged, level: &str, cost: f64) -> String {
    let lowest = judged.gap.lower_limit;
    if hundredths(lowest) <= hundredths(cost) {
        return format!(
            "Estimated from those samples alone, no order costs less than {lowest:.2} in the long run, with {level} confidence."
        );
    }
    let Judged { cost_low, cost_high, .. } = judged;
    format!(
        "Those samples happened to be dearer than the fresh scenarios: from them alone one would say that no order costs less \
         than {lowest:.2}, above the {cost:.2} found there. That is sampling error and no contradiction: the cost of {cost:.2} is \
         itself only known to lie within {cost_low:.2} to {cost_high:.2}. Go by the difference above, for which both orders met \
         the same scenarios, or ask for more --fresh-scenarios and --replications."
    )
}

/// A number as it is printed.
fn hundredths(number: f64) -> f64 {
    (100.0 * number).round()
}

/// A level as people say it: `95 %`, `99.5 %`.
fn in_per_cent(level: f64) -> String {
    let written = format!("{:.2}", 100.0 * level);
    format!("{} %", written.trim_end_matches('0').trim_end_matches('.'))
}
