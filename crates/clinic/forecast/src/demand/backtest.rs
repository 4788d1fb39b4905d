//! Rolling origin: what would have been said each midnight, and before each step, against what came.

use lindley_stats::mean_pinball_loss;
use lindley_time::civil::{Date, DateTime};
use serde::Serialize;

use super::step_length::date_of;
use super::{
    Basis, CountBand, DemandCalendar, DemandError, DemandModel, DemandSeries, Horizon, StepForecast,
};

/// A series with the days that are to be forecast as if they had not been.
#[derive(Clone, Debug)]
pub struct DemandBacktest<'a> {
    series: &'a DemandSeries,
    calendar: &'a DemandCalendar,
    days: Vec<i64>,
}

/// A step that was forecast, and what came.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredStep {
    /// What was said.
    pub forecast: StepForecast,
    /// What came.
    pub actual: u32,
}

/// How good forecasts were.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DemandReport {
    /// Steps scored.
    pub steps: usize,
    /// The quantile levels that were scored.
    pub levels: Vec<f64>,
    /// Mean pinball loss per level; in arrivals, low is good.
    pub pinball: Vec<f64>,
    /// The mean of these.
    pub mean_pinball: f64,
    /// The share of counts in the band that is to hold 80 %.
    pub coverage: f64,
    /// The share of counts between the quantiles of the first and the last level; whole-number quantiles take in more than
    /// their levels say.
    pub quantile_coverage: f64,
    /// Mean of band end minus band start, in arrivals.
    pub width: f64,
    /// Mean absolute error of the mean count, as a share of all arrivals.
    pub relative_error: f64,
    /// Steps that did not rest on the model.
    pub fallback_steps: usize,
    /// Coverage day by day.
    pub by_day: Vec<DayCoverage>,
}

/// Coverage on one day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DayCoverage {
    /// The day.
    pub day: Date,
    /// Steps scored.
    pub steps: usize,
    /// The share of them in their band.
    pub coverage: f64,
}

impl<'a> DemandBacktest<'a> {
    /// Over the last so many observed days. Refused unless there are more days than these, and at least one is asked for.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandBacktest, DemandCalendar, DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::DAY, start, (0..120).map(|day| 20 + day % 7))?;
    /// assert!(DemandBacktest::new(&series, &DemandCalendar::default(), 28).is_ok());
    /// assert!(DemandBacktest::new(&series, &DemandCalendar::default(), 120).is_err());
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn new(
        series: &'a DemandSeries,
        calendar: &'a DemandCalendar,
        days: u32,
    ) -> Result<Self, DemandError> {
        Ok(Self { series, calendar, days: last_days(series, days)? })
    }

    /// The midnights from which days are forecast, oldest first.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandBacktest, DemandCalendar, DemandSeries, StepLength};
    /// # use lindley_time::civil::date;
    /// let series = DemandSeries::regular(StepLength::DAY, date(2026, 1, 5).at(0, 0, 0, 0), [5; 40])?;
    /// let calendar = DemandCalendar::default();
    /// let origins: Vec<_> = DemandBacktest::new(&series, &calendar, 2)?.origins().collect();
    /// assert_eq!(origins, [date(2026, 2, 12).at(0, 0, 0, 0), date(2026, 2, 13).at(0, 0, 0, 0)]);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn origins(&self) -> impl Iterator<Item = DateTime> {
        self.days.iter().map(|day| date_of(*day).at(0, 0, 0, 0))
    }

    /// A model from what was known at the origin, for the next twenty-four hours.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandBacktest, DemandCalendar, DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::DAY, start, (0..120).map(|day| 20 + day % 7))?;
    /// let calendar = DemandCalendar::default();
    /// let backtest = DemandBacktest::new(&series, &calendar, 1)?;
    /// let origin = backtest.origins().next().expect("one day");
    /// let model = backtest.train(origin)?;
    /// assert_eq!(backtest.day_ahead(&model, origin)?, backtest.next_steps(&model, origin)?);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn train(&self, origin: DateTime) -> Result<DemandModel, DemandError> {
        let horizon = Horizon::new(self.series.step(), self.series.step().per_day())?;
        DemandModel::train(&self.series.before(origin)?, horizon, self.calendar)
    }

    /// The observed steps of the twenty-four hours after the origin, all forecast at the origin.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandBacktest, DemandCalendar, DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::HOUR, start, (0..80 * 24).map(|hour| hour % 24))?;
    /// let calendar = DemandCalendar::default();
    /// let backtest = DemandBacktest::new(&series, &calendar, 1)?;
    /// let origin = backtest.origins().next().expect("one day");
    /// assert_eq!(backtest.day_ahead(&backtest.train(origin)?, origin)?.len(), 24);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn day_ahead(&self, model: &DemandModel, origin: DateTime) -> Result<Vec<ScoredStep>, DemandError> {
        let forecasts = model.forecast(&self.series.before(origin)?, self.calendar)?;
        Ok(self.scored(forecasts))
    }

    /// The same steps, each forecast when the one before it was over; the model stays that of the origin.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandBacktest, DemandCalendar, DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::HOUR, start, (0..80 * 24).map(|hour| hour % 24))?;
    /// let calendar = DemandCalendar::default();
    /// let backtest = DemandBacktest::new(&series, &calendar, 1)?;
    /// let origin = backtest.origins().next().expect("one day");
    /// let steps = backtest.next_steps(&backtest.train(origin)?, origin)?;
    /// assert!(steps.len() == 24 && steps.iter().all(|step| step.forecast.lead == 1));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn next_steps(&self, model: &DemandModel, origin: DateTime) -> Result<Vec<ScoredStep>, DemandError> {
        let start = self.series.step().index_of(origin);
        let mut steps = Vec::new();
        for index in start..start + i64::from(self.series.step().per_day()) {
            if self.series.at(index).is_none() {
                continue;
            }
            let known = self.series.before(self.series.step().start_of(index))?;
            steps.extend(self.scored(model.forecast_next(1, &known, self.calendar)?));
        }
        Ok(steps)
    }

    fn scored(&self, forecasts: Vec<StepForecast>) -> Vec<ScoredStep> {
        let scored = forecasts.into_iter().filter_map(|forecast| {
            let actual = self.series.at(self.series.step().index_of(forecast.start))?;
            Some(ScoredStep { forecast, actual })
        });
        scored.collect()
    }
}

impl DemandReport {
    /// Scores steps at these quantile levels, which rise. Refused if there is no step or a level not between 0 and 1.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandBacktest, DemandCalendar, DemandReport, DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::HOUR, start, (0..80 * 24).map(|hour| hour % 24))?;
    /// let calendar = DemandCalendar::default();
    /// let backtest = DemandBacktest::new(&series, &calendar, 1)?;
    /// let origin = backtest.origins().next().expect("one day");
    /// let steps = backtest.day_ahead(&backtest.train(origin)?, origin)?;
    /// let report = DemandReport::of(&steps, &[0.1, 0.5, 0.9])?;
    /// assert_eq!((report.steps, report.by_day.len()), (24, 1));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn of(steps: &[ScoredStep], levels: &[f64]) -> Result<Self, DemandError> {
        let actual: Vec<f64> = steps.iter().map(|step| f64::from(step.actual)).collect();
        let pinball: Vec<f64> = levels
            .iter()
            .map(|level| {
                let said: Vec<f64> = steps.iter().map(|step| step.forecast.quantile(*level) as f64).collect();
                mean_pinball_loss(&actual, &said, *level)
            })
            .collect::<Result<_, _>>()?;
        let mean_pinball = lindley_stats::mean(&pinball)?;
        let share = |holds: &dyn Fn(&ScoredStep) -> bool| {
            steps.iter().filter(|step| holds(step)).count() as f64 / steps.len() as f64
        };
        let between = |step: &ScoredStep| {
            let ends = levels.first().zip(levels.last());
            ends.is_some_and(|(low, high)| {
                let band =
                    CountBand { low: step.forecast.quantile(*low), high: step.forecast.quantile(*high) };
                band.holds(u64::from(step.actual))
            })
        };
        let widths = steps.iter().map(|step| (step.forecast.band.high - step.forecast.band.low) as f64);
        let errors = steps.iter().map(|step| (step.forecast.mean - f64::from(step.actual)).abs());
        Ok(Self {
            steps: steps.len(),
            levels: levels.to_vec(),
            mean_pinball,
            coverage: share(&ScoredStep::is_held),
            quantile_coverage: share(&between),
            width: widths.sum::<f64>() / steps.len() as f64,
            relative_error: errors.sum::<f64>() / actual.iter().sum::<f64>().max(1.0),
            fallback_steps: steps.iter().filter(|step| step.forecast.basis != Basis::Model).count(),
            by_day: by_day(steps),
            pinball,
        })
    }
}

impl ScoredStep {
    /// Whether what came lies in the band.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandBacktest, DemandCalendar, DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::DAY, start, [5; 40])?;
    /// let calendar = DemandCalendar::default();
    /// let backtest = DemandBacktest::new(&series, &calendar, 1)?;
    /// let origin = backtest.origins().next().expect("one day");
    /// assert!(backtest.day_ahead(&backtest.train(origin)?, origin)?[0].is_held());
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn is_held(&self) -> bool {
        self.forecast.band.holds(u64::from(self.actual))
    }
}

/// The last so many days with rows; refused unless there is one more.
pub(super) fn last_days(series: &DemandSeries, days: u32) -> Result<Vec<i64>, DemandError> {
    let mut observed: Vec<i64> =
        series.indexed().map(|(index, _)| series.step.day_and_slot(index).0).collect();
    observed.dedup();
    let found = observed.len();
    let first = found.checked_sub(days as usize).filter(|first| *first > 0 && days > 0);
    Ok(observed.split_off(first.ok_or(DemandError::TooFewDays { asked: days, found })?))
}

fn by_day(steps: &[ScoredStep]) -> Vec<DayCoverage> {
    let days = steps.chunk_by(|a, b| a.forecast.start.date() == b.forecast.start.date());
    let coverage =
        |steps: &[ScoredStep]| steps.iter().filter(|step| step.is_held()).count() as f64 / steps.len() as f64;
    days.filter_map(|steps| {
        let day = steps.first()?.forecast.start.date();
        Some(DayCoverage { day, steps: steps.len(), coverage: coverage(steps) })
    })
    .collect()
}
