//! The gates of a challenger, and what speaks against promoting it.

use lindley_api::ids::ModelId;
use lindley_api::models::{Difference, Gate, ModelGates};
use lindley_app::MeasuredGates;
use lindley_domain::GateResult;
use lindley_registry::{LEAST_ROWS, OVERALL, PairedSegment, refusal};

/// The level of the intervals that gates are decided by.
const LEVEL: f64 = 0.95;

pub(crate) fn model_gates(found: &MeasuredGates) -> ModelGates {
    let whole = found.gates.iter().find(|gate| &*gate.segment == OVERALL);
    ModelGates {
        model: ModelId(found.model.0),
        against: found.against.map(|id| ModelId(id.0)),
        head: found.head,
        rows: whole.map_or(0, |gate| gate.rows),
        passed: found.gates.iter().all(|gate| gate.passed),
        refusals: refusals(found),
        gates: found.gates.iter().map(|result| gate(result, found)).collect(),
    }
}

/// A sentence for each gate that failed.
pub(crate) fn refusals(found: &MeasuredGates) -> Vec<String> {
    let words = if found.against.is_some() { refusal } else { first_refusal };
    found.gates.iter().filter_map(words).collect()
}

fn gate(result: &GateResult, found: &MeasuredGates) -> Gate {
    let of_gate = |pair: &&PairedSegment| {
        pair.segment == *result.segment && pair.measure == *result.measure && pair.rows == result.rows
    };
    // The first champion is measured against figures of a report, which has no losses row by row.
    let pair = found.segments.iter().find(of_gate).filter(|_| found.against.is_some());
    Gate {
        segment: result.segment.to_string(),
        measure: result.measure.to_string(),
        champion: result.champion_micro as f64 / 1e6,
        challenger: result.challenger_micro as f64 / 1e6,
        difference: pair.and_then(difference),
        rows: result.rows,
        passed: result.passed,
    }
}

fn difference(pair: &PairedSegment) -> Option<Difference> {
    let found = pair.difference;
    let sound = [found.estimate, found.low, found.high].iter().all(|end| end.is_finite());
    sound.then_some(Difference { value: found.estimate, low: found.low, high: found.high, level: LEVEL })
}

/// Why a gate does not let a model become the first champion: its rival is the simplest method of its own report.
fn first_refusal(gate: &GateResult) -> Option<String> {
    let GateResult { segment, measure, champion_micro, challenger_micro, rows, passed } = gate;
    if *passed {
        return None;
    }
    let whole = &**segment == OVERALL;
    if whole && *rows < LEAST_ROWS {
        return Some(format!(
            "Only {rows} outcomes were kept back to judge this model; {LEAST_ROWS} are needed to compare it with the simplest \
             method. Wait for more outcomes, then train again."
        ));
    }
    let place = if whole { "over all rows".to_owned() } else { format!("for {segment}") };
    if challenger_micro <= champion_micro {
        return Some(format!(
            "The {measure} {place} cannot be compared: a figure is no number. Train the model again."
        ));
    }
    let (simplest, own) = (*champion_micro as f64 / 1e6, *challenger_micro as f64 / 1e6);
    Some(format!(
        "The model is worse than the simplest method {place}: its {measure} is {own:.4} where that method's is {simplest:.4}, on \
         {rows} rows."
    ))
}

#[cfg(test)]
mod tests {
    use lindley_domain::ModelId as Id;
    use lindley_registry::decide_gates;
    use lindley_stats::Interval;

    use super::*;

    fn measured(against: Option<u32>, rows: u32, champion: f64, challenger: f64) -> MeasuredGates {
        let estimate = challenger - champion;
        let difference = Interval { estimate, low: estimate, high: estimate };
        let (segment, measure) = (OVERALL.to_owned(), "brier".to_owned());
        let segments = vec![PairedSegment { segment, measure, rows, champion, challenger, difference }];
        let gates = decide_gates(&segments);
        MeasuredGates { model: Id(2), against: against.map(Id), head: 9, segments, gates }
    }

    #[test]
    fn where_nobody_speaks_yet_no_champion_is_named() {
        for (rows, challenger) in [(400, 0.2), (50, 0.1), (400, f64::NAN)] {
            let shown = model_gates(&measured(None, rows, 0.15, challenger));
            assert!(!shown.passed && shown.against.is_none());
            assert_eq!(shown.refusals.len(), 1);
            assert!(!shown.refusals[0].contains("hampion"), "{:?}", shown.refusals);
            assert_eq!(shown.gates[0].difference, None);
        }
    }

    #[test]
    fn beside_a_champion_the_difference_is_told_with_its_interval() {
        let shown = model_gates(&measured(Some(1), 400, 0.15, 0.2));
        assert!(shown.refusals[0].contains("the champion's is 0.1500"), "{:?}", shown.refusals);
        let difference = shown.gates[0].difference.unwrap();
        assert!((difference.value - 0.05).abs() < 1e-12 && (difference.level - 0.95).abs() < 1e-12);
        let unsound = model_gates(&measured(Some(1), 400, 0.15, f64::NAN));
        assert_eq!((unsound.passed, unsound.gates[0].difference), (false, None), "JSON has no word for it");
    }

    #[test]
    fn nothing_speaks_against_a_model_that_passes() {
        let shown = model_gates(&measured(None, 400, 0.15, 0.12));
        assert!(shown.passed && shown.refusals.is_empty());
        assert_eq!(shown.rows, 400);
    }
}
