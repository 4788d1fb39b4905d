//! The outside signals that models know: their units, what is plausible, how far ahead they are told, and for how long a
//! reading stands. The one place for forecasts of demand, no-show models, feeds, the API and back tests on files.

use super::spelling::nearest;

/// What is believed of a signal that models know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownSignal {
    /// Its name.
    pub name: &'static str,
    /// Other words that people write for it. A reading under one of them is not one of this signal: they serve to ask what is meant.
    pub other_words: &'static [&'static str],
    /// The ways in which its one unit is written; the first is ours.
    pub units: &'static [&'static str],
    /// The least and the greatest plausible value, in thousandths of the unit.
    pub plausible_milli: (i64, i64),
    /// How far a value may lie from the one before it, in thousandths, before it is doubted; none if it jumps by nature.
    pub jump_milli: Option<i64>,
    /// For how many days ahead it can be foretold; 0 for what is counted.
    pub ahead_days: u32,
    /// For how many days after its span a reading still stands; 0 for weather, which is foretold or not known.
    pub carried_days: u32,
    /// Whether it is counted, so that it cannot be known before it has begun.
    pub is_counted: bool,
}

impl KnownSignal {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::RAIN, Self::TEMPERATURE, Self::INFLUENZA];

    /// Rain in an hour or a day.
    pub const RAIN: Self = Self {
        name: "rain",
        other_words: &["precipitation"],
        units: &["mm", "millimetre"],
        plausible_milli: (0, 500_000),
        jump_milli: None,
        ahead_days: 16,
        carried_days: 0,
        is_counted: false,
    };

    /// The temperature of the air.
    pub const TEMPERATURE: Self = Self {
        name: "temperature",
        other_words: &["air_temperature"],
        units: &["degree Celsius", "degrees Celsius", "celsius", "°C", "Cel"],
        plausible_milli: (-60_000, 60_000),
        jump_milli: Some(25_000),
        ahead_days: 16,
        carried_days: 0,
        is_counted: false,
    };

    /// The share of visits for an illness like influenza in a week.
    pub const INFLUENZA: Self = Self {
        name: "influenza",
        other_words: &["flu", "ili"],
        units: &["percent", "per cent", "%"],
        plausible_milli: (0, 100_000),
        jump_milli: Some(15_000),
        ahead_days: 0,
        carried_days: 21,
        is_counted: true,
    };

    /// Of a signal that is not known, any number is plausible that could be a measurement.
    pub const ANYTHING: (f64, f64) = (-1e6, 1e6);

    /// A signal that is not known may be told for so many days ahead: whatever a clinic plans by. Beyond that a year is wrong.
    pub const ANYTHING_AHEAD_DAYS: u32 = 5 * 366;

    /// The signal of this name.
    ///
    /// ```
    /// use lindley_forecast::demand::KnownSignal;
    /// let rain = KnownSignal::named("rain").expect("one of three");
    /// assert!(rain.is_in("mm") && !rain.is_in("inch"));
    /// assert_eq!(KnownSignal::named("pollen"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|signal| signal.name == name)
    }

    /// The signal that somebody may have meant who wrote a name which is not known.
    ///
    /// ```
    /// use lindley_forecast::demand::KnownSignal;
    /// assert_eq!(KnownSignal::nearest("temprature"), Some(KnownSignal::TEMPERATURE));
    /// assert_eq!(KnownSignal::nearest("flu"), Some(KnownSignal::INFLUENZA));
    /// assert_eq!(KnownSignal::nearest("pollen"), None);
    /// ```
    pub fn nearest(name: &str) -> Option<Self> {
        let words = |signal: &Self| [&[signal.name], signal.other_words].concat();
        let meant = nearest(name, Self::ALL.iter().flat_map(words))?;
        Self::ALL.into_iter().find(|signal| words(signal).contains(&meant))
    }

    /// Whether this is a way of writing its unit.
    pub fn is_in(&self, unit: &str) -> bool {
        self.units.contains(&unit)
    }

    /// The unit as we write it.
    pub fn unit(&self) -> &'static str {
        self.units.first().copied().unwrap_or_default()
    }

    /// The least and the greatest plausible value.
    ///
    /// ```
    /// use lindley_forecast::demand::KnownSignal;
    /// assert_eq!(KnownSignal::TEMPERATURE.plausible(), (-60.0, 60.0));
    /// ```
    pub fn plausible(&self) -> (f64, f64) {
        (self.plausible_milli.0 as f64 / 1e3, self.plausible_milli.1 as f64 / 1e3)
    }

    /// Whether a value in thousandths is plausible.
    pub fn is_plausible(&self, value_milli: i64) -> bool {
        (self.plausible_milli.0..=self.plausible_milli.1).contains(&value_milli)
    }

    /// For how many hours after its span a reading still stands.
    pub fn carried_hours(&self) -> u32 {
        24 * self.carried_days
    }
}

#[cfg(test)]
mod tests {
    use super::KnownSignal;

    #[test]
    fn every_signal_has_a_name_of_its_own_a_unit_and_a_range() {
        for signal in KnownSignal::ALL {
            assert_eq!(KnownSignal::named(signal.name), Some(signal));
            assert!(signal.is_in(signal.unit()) && !signal.is_in(""));
            assert!(signal.plausible_milli.0 < signal.plausible_milli.1);
            assert!(signal.is_plausible(signal.plausible_milli.1));
            assert!(!signal.is_plausible(signal.plausible_milli.1 + 1));
            // What is carried on is about the past.
            assert_eq!(signal.carried_days > 0, signal.is_counted);
            // What is counted cannot be foretold.
            assert_eq!(signal.ahead_days == 0, signal.is_counted);
            assert!(signal.jump_milli.is_none_or(|jump| jump > 0));
        }
    }
}
