//! What is expected of one step, and on what that rests.

use lindley_time::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::CountDistribution;

/// On what a forecast rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Season, recent levels, calendar and signals, with learned weights and an adapted band.
    Model,
    /// The season alone, because there are fewer than six weeks, or too few days for so far ahead; its band is widened.
    SeasonOnly,
    /// The mean of the few rows there are, because there is less than a fortnight; its band is wide.
    FewRows,
    /// The count that has always been the same, a little above it if that is nobody; its band is that of chance arrivals, and never a
    /// single count.
    Constant,
    /// Nothing was observed at this slot of the week for eight weeks: taken for closed.
    Closed,
    /// What the clinic's other services and sites have on average, because nobody has ever come here; its band is very wide.
    BaseRate,
}

impl Basis {
    /// The written form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::SeasonOnly => "season-only",
            Self::FewRows => "few-rows",
            Self::Constant => "constant",
            Self::Closed => "closed",
            Self::BaseRate => "base-rate",
        }
    }

    /// Why no model spoke, in a sentence; none where one did.
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Model => None,
            Self::SeasonOnly => Some(
                "No model has learnt this far ahead of this series: that takes six weeks of days, and about three months for days two or three \
                 weeks ahead. The usual for the time of week is told.",
            ),
            Self::FewRows => Some("There is less than a fortnight of history: the mean so far is told."),
            Self::Constant => Some("The count has always been the same so far."),
            Self::Closed => {
                Some("Nobody was seen at this time of the week for eight weeks: taken for closed.")
            }
            Self::BaseRate => Some("Nobody has come here yet: what other services have on average is told."),
        }
    }
}

/// Whole counts, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountBand {
    /// The least count of the band.
    pub low: u64,
    /// The greatest count of the band.
    pub high: u64,
}

impl CountBand {
    /// Whether a count lies in the band.
    ///
    /// ```
    /// # use lindley_forecast::demand::CountBand;
    /// assert!(CountBand { low: 2, high: 5 }.holds(5) && !CountBand { low: 2, high: 5 }.holds(6));
    /// ```
    pub fn holds(self, count: u64) -> bool {
        (self.low..=self.high).contains(&count)
    }

    /// The band with the whole counts around what is expected, at least: a number stands in its own band, and of hardly anybody
    /// it is not certain that nobody comes.
    pub(super) fn around(self, expected: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative; huge ones saturate"
        )]
        let [below, above] = [expected.floor(), expected.ceil()].map(|end| end.max(0.0) as u64);
        Self { low: self.low.min(below), high: self.high.max(above) }
    }
}

/// What is expected of one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepForecast {
    /// Where the step starts, on the local calendar.
    pub start: DateTime,
    /// How many steps ahead it lies; 1 starts where the series ends.
    pub lead: u32,
    /// The mean count; 0 only for a closed step.
    pub mean: f64,
    /// The distribution of counts; none for a closed step.
    pub distribution: Option<CountDistribution>,
    /// The band that is to hold 80 of 100 counts.
    ///
    /// It is not always from the 10 % to the 90 % quantile: whole-number quantiles take in more than 80 %, and the band makes
    /// up for that and for recent misses.
    pub band: CountBand,
    /// On what it rests.
    pub basis: Basis,
    /// Signals for which this step had no value in effect, or too few in the past.
    pub missing_signals: Vec<String>,
}

impl StepForecast {
    /// The least count that is not exceeded with this probability; 0 for a closed step.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandCalendar, DemandSeries, Horizon, StepLength, forecast_demand};
    /// # let start = lindley_time::civil::date(2026, 3, 2).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::DAY, start, [4, 6, 5])?;
    /// let tomorrow = &forecast_demand(&series, Horizon::new(StepLength::DAY, 1)?, &DemandCalendar::default())?[0];
    /// assert!(tomorrow.quantile(0.1) < tomorrow.quantile(0.9));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn quantile(&self, level: f64) -> u64 {
        self.distribution.map_or(0, |distribution| distribution.quantile(level))
    }
}
