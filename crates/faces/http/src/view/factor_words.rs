//! What a no-show model looks at, in words for the desk.
//!
//! They name the feature, not its value: a factor says how far a feature moves the odds, and not what it is. "Booked long ahead"
//! would be a guess about somebody who was booked yesterday.

/// A feature by its name, in words that can follow "because of".
pub(crate) fn words(feature: &str) -> String {
    let known = WORDS.iter().find(|(name, _)| *name == feature);
    known.map_or_else(|| feature.replace('_', " "), |(_, words)| (*words).to_owned())
}

/// What hardly anything is known of, in words that can follow "little is known of".
pub(crate) fn widening_words(what: &str) -> String {
    if what == "patient" { "the patient".to_owned() } else { words(what) }
}

const WORDS: &[(&str, &str)] = &[
    ("lead_days", "how far ahead it was booked"),
    ("weekday", "the weekday"),
    ("age", "the patient's age"),
    ("male", "the patient's sex"),
    ("welfare", "whether the patient is on welfare"),
    ("hypertension", "whether high blood pressure is on record"),
    ("diabetes", "whether diabetes is on record"),
    ("alcoholism", "whether alcoholism is on record"),
    ("handicaps", "how many disabilities are on record"),
    ("reminded", "whether a reminder was sent"),
    ("neighbourhood", "the neighbourhood"),
    ("earlier_visits", "how many visits there were before"),
    ("earlier_no_shows", "how many visits were missed before"),
    ("last_missed", "whether the last visit was missed"),
    ("hour", "the time of day"),
    ("distance", "how far away the patient lives"),
    ("visit_type", "the kind of visit"),
    ("service", "the service"),
    ("site", "the site"),
    ("days_ahead", "how many days are left until the visit"),
    ("moved", "how often the visit was moved"),
    ("reminders", "how many reminders were sent"),
    ("recent_cancellations", "how many visits the patient has called off lately"),
    ("hour_share", "how often visits at this hour are missed"),
    ("rain", "the rain that is forecast"),
    ("temperature", "the temperature that is forecast"),
    ("influenza", "how much influenza there is"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use lindley_forecast::no_show::FEATURES;

    use super::*;

    #[test]
    fn a_patient_who_is_new_is_named_and_so_is_a_feature() {
        assert_eq!(widening_words("patient"), "the patient");
        assert_eq!(widening_words("site"), "the site");
    }

    #[test]
    fn every_feature_has_words_of_its_own_and_nothing_else_has() {
        let features: BTreeSet<&str> = FEATURES.iter().map(|feature| feature.card.name).collect();
        let named: BTreeSet<&str> = WORDS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, features);
        let distinct: BTreeSet<&str> = WORDS.iter().map(|(_, words)| *words).collect();
        assert_eq!(distinct.len(), WORDS.len());
        assert!(distinct.iter().all(|words| !words.contains('_') && words.len() > 5), "{distinct:?}");
    }

    #[test]
    fn a_feature_of_another_version_is_told_by_its_name() {
        assert_eq!(words("phase_of_moon"), "phase of moon");
    }
}
