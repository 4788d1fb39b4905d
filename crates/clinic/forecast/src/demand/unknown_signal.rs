//! Signals that were told and that no forecaster knows: a name of the clinic's own, or a misspelt one.

use std::collections::BTreeMap;

use super::KnownSignal;

/// A signal of a feed that no forecaster knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSignal {
    /// Its name.
    pub signal: String,
    /// How many readings of it were told.
    pub readings: usize,
    /// The known signal that may have been meant.
    pub nearest: Option<&'static str>,
}

impl UnknownSignal {
    /// Those among the signals of some readings, by name; the same name is given as often as it has readings.
    ///
    /// ```
    /// use lindley_forecast::demand::UnknownSignal;
    /// let found = UnknownSignal::among(["rain", "temprature", "pollen", "pollen"]);
    /// assert_eq!(found.len(), 2);
    /// assert_eq!((found[0].signal.as_str(), found[0].readings, found[0].nearest), ("pollen", 2, None));
    /// assert_eq!(found[1].nearest, Some("temperature"));
    /// ```
    pub fn among<'a>(signals: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for signal in signals.into_iter().filter(|signal| KnownSignal::named(signal).is_none()) {
            *counted.entry(signal).or_default() += 1;
        }
        let unknown = counted.into_iter().map(|(signal, readings)| Self {
            signal: signal.to_owned(),
            readings,
            nearest: KnownSignal::nearest(signal).map(|known| known.name),
        });
        unknown.collect()
    }

    /// What becomes of it, in a sentence or two for whoever runs the feed.
    ///
    /// ```
    /// use lindley_forecast::demand::UnknownSignal;
    /// let misspelt = UnknownSignal::among(["temprature"]).remove(0);
    /// assert!(misspelt.words().ends_with("Is temperature meant?"));
    /// ```
    pub fn words(&self) -> String {
        let meant = self.nearest.map_or_else(String::new, |nearest| format!(" Is {nearest} meant?"));
        format!(
            "No forecaster knows the signal {}: its unit cannot be checked, forecasts of no-shows leave it out, and a forecast of \
             demand learns from it only once it has a reading for half of the time that is learnt from.{meant}",
            self.signal
        )
    }
}
