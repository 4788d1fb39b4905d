//! Whether a challenger may take the champion's place.

use std::cmp::Reverse;

use lindley_domain::GateResult;
use lindley_stats::Interval;

use crate::report::OVERALL;

/// Fewer later rows than this are no comparison.
pub const LEAST_ROWS: u32 = 200;

/// A challenger may be worse by this share of the champion's loss before anybody minds.
pub const SLACK: f64 = 0.01;

/// Losses of two models on the same rows of one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct PairedSegment {
    /// What was compared: [`OVERALL`], or a part such as `site: Northside`.
    pub segment: String,
    /// The loss, low is good: `brier`, `pinball`.
    pub measure: String,
    /// Rows that both predicted and neither was learnt from.
    pub rows: u32,
    /// The champion's mean loss.
    pub champion: f64,
    /// The challenger's mean loss.
    pub challenger: f64,
    /// The mean of the challenger's loss less the champion's, row by row, with its 95 % interval.
    pub difference: Interval,
}

/// One gate per segment, the whole first, then by name. A segment fails if the challenger is worse there beyond chance *and*
/// beyond notice: the 95 % interval of the paired difference lies wholly above 0, and the difference is more than 1 % of the
/// champion's loss. The whole is a segment like any other, and fails as well with fewer than 200 rows: then nothing can be
/// said. It fails if it was not compared at all, and any segment fails whose figures are no numbers.
///
/// A small segment whose interval reaches 0 passes: nobody has shown that it is served worse. Segments without rows are left out.
/// Where there is no champion yet there is nothing to compare, and no gate is asked for.
///
/// What it costs: a challenger that is as good, but not the same, is refused by chance in about one of forty segments whose
/// interval is wider than 1 %, and rows of one day or patient count as if they were independent. So the more and the smaller the
/// segments, the more often a good challenger has to wait for more rows; a worse one gets no easier way.
///
/// The rule is a non-inferiority test turned round: it asks for evidence of harm before it refuses, because a challenger that
/// is as good as the champion must pass in every segment, and with dozens of segments none would if each had to be shown not
/// worse. Sources: the paired t interval of A. M. Law, "Simulation Modeling and Analysis", 5th ed. (2015), section 10.2.1, as
/// [`lindley_stats::compare_pairs`] gives it; E. Breck et al., "The ML test score", IEEE Big Data (2017), test Model 6, that
/// quality be sufficient on all important slices of the data.
///
/// ```
/// use lindley_registry::{OVERALL, PairedSegment, decide_gates};
/// use lindley_stats::Interval;
///
/// let segment = |segment: &str, challenger: f64, margin: f64| PairedSegment {
///     segment: segment.to_owned(),
///     measure: "brier".to_owned(),
///     rows: 400,
///     champion: 0.130,
///     challenger,
///     difference: Interval {
///         estimate: challenger - 0.130,
///         low: challenger - 0.130 - margin,
///         high: challenger - 0.130 + margin,
///     },
/// };
/// let gates = decide_gates(&[segment("site: Northside", 0.139, 0.002), segment(OVERALL, 0.128, 0.001)]);
/// assert_eq!(gates.iter().map(|gate| gate.passed).collect::<Vec<_>>(), [true, false]);
/// ```
pub fn decide_gates(segments: &[PairedSegment]) -> Vec<GateResult> {
    let mut gates: Vec<GateResult> = segments.iter().filter(|segment| segment.rows > 0).map(gate).collect();
    if !gates.iter().any(|gate| &*gate.segment == OVERALL) {
        let measure = segments.first().map_or("", |segment| segment.measure.as_str()).into();
        gates.push(GateResult {
            segment: OVERALL.into(),
            measure,
            champion_micro: 0,
            challenger_micro: 0,
            rows: 0,
            passed: false,
        });
    }
    gates.sort_by(|a, b| order(a).cmp(&order(b)));
    gates
}

/// The whole first; equal segments in an order that does not depend on that in which they came.
fn order(gate: &GateResult) -> (Reverse<bool>, &str, &str, u32, i64, i64, bool) {
    let whole = Reverse(&*gate.segment == OVERALL);
    let (champion, challenger) = (gate.champion_micro, gate.challenger_micro);
    (whole, &gate.segment, &gate.measure, gate.rows, champion, challenger, gate.passed)
}

fn gate(pair: &PairedSegment) -> GateResult {
    let Interval { estimate, low, high } = pair.difference;
    let numbers = [pair.champion, pair.challenger, estimate, low, high];
    let sound = numbers.iter().all(|number| number.is_finite()) && low <= high;
    let worse = low > 0.0 && estimate > SLACK * pair.champion.abs();
    let enough = pair.segment != OVERALL || pair.rows >= LEAST_ROWS;
    GateResult {
        segment: pair.segment.as_str().into(),
        measure: pair.measure.as_str().into(),
        champion_micro: if sound { micro(pair.champion) } else { 0 },
        challenger_micro: if sound { micro(pair.challenger) } else { 0 },
        rows: pair.rows,
        passed: sound && enough && !worse,
    }
}

/// In millionths.
#[expect(clippy::cast_possible_truncation, reason = "a float becomes the nearest number that fits")]
fn micro(loss: f64) -> i64 {
    (loss * 1e6).round() as i64
}

/// Why a gate does not let the challenger pass, in a sentence; none if it does.
pub fn refusal(gate: &GateResult) -> Option<String> {
    if gate.passed {
        return None;
    }
    let GateResult { segment, measure, champion_micro, challenger_micro, rows, .. } = gate;
    let whole = &**segment == OVERALL;
    let place = if whole { "over all rows".to_owned() } else { format!("for {segment}") };
    if whole && *rows < LEAST_ROWS {
        return Some(format!(
            "Only {rows} outcomes came after the days that the two models were learnt from before they were judged; \
             {LEAST_ROWS} are needed to compare them. Wait for more outcomes, then try again."
        ));
    }
    if challenger_micro <= champion_micro {
        return Some(format!(
            "The {measure} {place} cannot be compared: a figure is no number. Train the challenger again."
        ));
    }
    let (champion, challenger) = (*champion_micro as f64 / 1e6, *challenger_micro as f64 / 1e6);
    Some(format!(
        "The challenger is worse {place}: its {measure} is {challenger:.4} where the champion's is {champion:.4}, \
         on {rows} rows, and that is more than chance explains."
    ))
}

#[cfg(test)]
mod tests;
