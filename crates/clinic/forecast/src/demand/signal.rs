//! What comes from outside: weather, influenza, school holidays, local events.

use std::collections::BTreeMap;

use lindley_time::civil::DateTime;

use super::DemandError;

/// Values of one external signal, each in effect from its moment for a while.
///
/// Hand in only what was known at the moment of the forecast: for steps to come that is a weather forecast, not the weather.
/// A step for which no value is in effect counts as an average one, and the forecast says that the signal was missing.
#[derive(Clone, Debug, PartialEq)]
pub struct ExternalSignal {
    name: String,
    unit: String,
    source: String,
    hours_in_effect: u32,
    values: BTreeMap<DateTime, f64>,
    refused: usize,
}

impl ExternalSignal {
    /// From values, each in effect for so many hours unless a later one follows. Values that are not finite or not within
    /// `plausible` (least and greatest) are refused and counted, and are as good as missing: a feed that lies must not move
    /// a forecast. Refused altogether without a name, with an empty range, or if values are in effect for no time.
    ///
    /// ```
    /// # use lindley_forecast::demand::ExternalSignal;
    /// # use lindley_time::civil::date;
    /// let noon = date(2026, 1, 5).at(12, 0, 0, 0);
    /// let warmth = ExternalSignal::new("temperature", "degree Celsius", "airport", 3, (-60.0, 60.0), [(noon, 999.0)])?;
    /// assert_eq!((warmth.refused(), warmth.at(noon)), (1, None));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn new(
        name: &str,
        unit: &str,
        source: &str,
        hours_in_effect: u32,
        plausible: (f64, f64),
        values: impl IntoIterator<Item = (DateTime, f64)>,
    ) -> Result<Self, DemandError> {
        let refuse = |problem: &str| DemandError::Signal { name: name.into(), problem: problem.into() };
        if name.is_empty() {
            return Err(refuse("has no name; give it one"));
        }
        if hours_in_effect == 0 {
            return Err(refuse("is in effect for no time; say for how many hours a value stands"));
        }
        if plausible.0.partial_cmp(&plausible.1) != Some(std::cmp::Ordering::Less) {
            return Err(refuse("has no plausible value; give the least and the greatest"));
        }
        let mut refused = 0;
        let mut kept = BTreeMap::new();
        for (at, value) in values {
            if (plausible.0..=plausible.1).contains(&value) {
                kept.insert(at, value);
            } else {
                refused += 1;
            }
        }
        let (name, unit, source) = (name.to_owned(), unit.to_owned(), source.to_owned());
        Ok(Self { name, unit, source, hours_in_effect, values: kept, refused })
    }

    /// Its name.
    ///
    /// ```
    /// # use lindley_forecast::demand::ExternalSignal;
    /// assert_eq!(ExternalSignal::new("flu", "%", "sentinel", 168, (0.0, 100.0), [])?.name(), "flu");
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The unit of its values.
    ///
    /// ```
    /// # use lindley_forecast::demand::ExternalSignal;
    /// assert_eq!(ExternalSignal::new("flu", "%", "sentinel", 168, (0.0, 100.0), [])?.unit(), "%");
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// Where its values come from.
    ///
    /// ```
    /// # use lindley_forecast::demand::ExternalSignal;
    /// assert_eq!(ExternalSignal::new("flu", "%", "sentinel", 168, (0.0, 100.0), [])?.source(), "sentinel");
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How many values were refused.
    ///
    /// ```
    /// # use lindley_forecast::demand::ExternalSignal;
    /// assert_eq!(ExternalSignal::new("flu", "%", "sentinel", 168, (0.0, 100.0), [])?.refused(), 0);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// The value in effect at a moment, if any.
    ///
    /// ```
    /// # use lindley_forecast::demand::ExternalSignal;
    /// # use lindley_time::civil::date;
    /// let monday = date(2026, 1, 5);
    /// let flu = ExternalSignal::new("flu", "%", "sentinel", 168, (0.0, 100.0), [(monday.at(0, 0, 0, 0), 4.2)])?;
    /// assert_eq!(flu.at(date(2026, 1, 9).at(8, 0, 0, 0)), Some(4.2));
    /// assert_eq!(flu.at(date(2026, 1, 12).at(0, 0, 0, 0)), None);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn at(&self, moment: DateTime) -> Option<f64> {
        let (since, value) = self.values.range(..=moment).next_back()?;
        (moment.duration_since(*since).as_hours() < i64::from(self.hours_in_effect)).then_some(*value)
    }

    /// The same as clocks show it that are slow by so many minutes.
    pub(super) fn earlier_by(&self, minutes: i64) -> Self {
        let by = std::time::Duration::from_secs(60 * minutes.unsigned_abs());
        let values = self.values.iter().map(|(at, value)| (at.saturating_sub(by), *value)).collect();
        Self { values, ..self.clone() }
    }
}
