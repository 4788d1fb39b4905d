//! The zone of a state of the United States.

use lindley_time::Zone;

const EASTERN: &str = "America/New_York";
const CENTRAL: &str = "America/Chicago";
const MOUNTAIN: &str = "America/Denver";
const PACIFIC: &str = "America/Los_Angeles";

/// States by the zone in which most of their people live.
const STATES: [(&str, &[&str]); 11] = [
    (
        EASTERN,
        &[
            "CT", "DC", "DE", "FL", "GA", "KY", "MA", "MD", "ME", "NC", "NH", "NJ", "NY", "OH", "PA", "RI",
            "SC", "VA", "VT", "WV",
        ],
    ),
    (
        CENTRAL,
        &["AL", "AR", "IA", "IL", "KS", "LA", "MN", "MO", "MS", "ND", "NE", "OK", "SD", "TN", "TX", "WI"],
    ),
    (MOUNTAIN, &["CO", "MT", "NM", "UT", "WY"]),
    (PACIFIC, &["CA", "NV", "OR", "WA"]),
    ("America/Detroit", &["MI"]),
    ("America/Indiana/Indianapolis", &["IN"]),
    ("America/Boise", &["ID"]),
    ("America/Phoenix", &["AZ"]),
    ("America/Anchorage", &["AK"]),
    ("Pacific/Honolulu", &["HI"]),
    ("America/Puerto_Rico", &["PR", "VI"]),
];

/// The zone of a state, by its two letters; in a state with two zones, that of the larger part.
pub(super) fn of_state(state: &str) -> Option<Zone> {
    let letters = state.trim().to_ascii_uppercase();
    let found = STATES.iter().find(|(_, states)| states.contains(&letters.as_str()))?;
    Zone::parse(found.0).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_state_is_named_once_and_every_zone_exists() {
        let all: Vec<&str> = STATES.iter().flat_map(|(_, states)| states.iter().copied()).collect();
        let different: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!((all.len(), different.len()), (53, 53), "fifty states, the capital, two islands");
        assert!(all.iter().all(|state| of_state(state).is_some()));
        assert_eq!(of_state(" ma ").map(|zone| zone.to_string()).as_deref(), Some("America/New_York"));
        assert!(of_state("Bavaria").is_none());
    }
}
