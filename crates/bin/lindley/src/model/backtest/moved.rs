//! What has moved between the rows learnt from and those judged, as JSON and as lines.

use lindley_forecast::FeatureDrift;
use lindley_registry::DriftVerdict;
use serde_json::{Value, json};

/// From this probability on chance explains an index well enough.
const BY_CHANCE: f64 = 0.01;

/// Why columns of what came before move in a file that begins with nothing known.
pub(crate) const HISTORY_GROWS: &str =
    "What is known of patients grows as the file goes on, so columns of earlier visits move by themselves.";

/// An alarm of the watch on bands: where it sounded, and since when bands have missed.
pub(crate) struct Alarm {
    pub(crate) at: String,
    pub(crate) since: String,
}

/// What to make of a column: a high index that chance explains says nothing.
fn verdict(column: &FeatureDrift) -> DriftVerdict {
    let found = column.psi.map_or(DriftVerdict::Unknown, DriftVerdict::of_stability);
    let chance = column.p_value.is_some_and(|likely| likely >= BY_CHANCE);
    if found != DriftVerdict::Steady && chance { DriftVerdict::Unknown } else { found }
}

/// A row per column.
pub(crate) fn columns(moved: &[FeatureDrift]) -> Vec<Value> {
    let row = |column: &FeatureDrift| {
        json!({
            "feature": column.feature,
            "psi": column.psi,
            "p_value": column.p_value,
            "ks": column.ks,
            "missing": column.missing,
            "verdict": verdict(column).word(),
        })
    };
    moved.iter().map(row).collect()
}

/// The row of bands: they have drifted if an alarm sounded.
pub(crate) fn coverage(alarm: Option<&Alarm>) -> Value {
    let verdict = if alarm.is_some() { DriftVerdict::Drifted } else { DriftVerdict::Steady };
    json!({
        "feature": "coverage",
        "psi": null,
        "p_value": null,
        "ks": null,
        "missing": null,
        "verdict": verdict.word(),
        "alarm": alarm.map(|alarm| json!({ "at": alarm.at, "since": alarm.since })),
    })
}

/// A line per column, for people.
pub(crate) fn lines(moved: &[FeatureDrift]) -> String {
    let head = format!("{:<32}{:>8}{:>8}{:>10}  verdict\n", "moved since learning", "PSI", "KS", "missing");
    let figure = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.3}"));
    let line = |column: &FeatureDrift| {
        let (psi, ks) = (figure(column.psi), figure(column.ks));
        let (missing, word) = (100.0 * column.missing, verdict(column).word());
        format!("{:<32}{psi:>8}{ks:>8}{missing:>8.1} %  {word}\n", column.feature)
    };
    head + &moved.iter().map(line).collect::<String>()
}

/// A line on the bands.
pub(crate) fn coverage_line(alarm: Option<&Alarm>) -> String {
    match alarm {
        Some(Alarm { at, since }) => {
            format!("Bands hold too little: the alarm sounded at {at}, misses speak for it since {since}.")
        }
        None => "No alarm: nothing says that bands have come to hold less than they say.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_high_index_that_chance_explains_says_nothing() {
        let numbers = |from: u32, to: u32| (from..to).map(f64::from).collect::<Vec<_>>();
        let verdict = |before: &[f64], now: &[f64]| {
            let found = FeatureDrift::of_numbers("count", before, now);
            assert!(found.psi.is_none_or(|index| index > 0.1), "{found:?}");
            columns(&[found])[0]["verdict"].as_str().expect("a word").to_owned()
        };
        assert_eq!(verdict(&numbers(0, 20), &numbers(2, 14)), "unknown");
        assert_eq!(verdict(&numbers(0, 2_000), &numbers(500, 2_500)), "drifted");
        assert_eq!(verdict(&numbers(0, 2_000), &[]), "unknown");
    }
}
