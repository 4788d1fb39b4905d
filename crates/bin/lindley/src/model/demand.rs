//! `lindley model backtest --task demand`: how good forecasts of arrivals would have been, on any file of counts by time.

mod drift;
mod figures;
mod file;
mod horizon;
mod report;
#[cfg(test)]
mod tests;
mod world;
mod written;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;
use lindley_forecast::demand::{
    DemandBacktest, DemandCalendar, DemandModel, DemandSeries, Horizon, ScoredStep, StepLength,
    forecast_demand,
};

/// Levels of the scored quantiles.
const LEVELS: [f64; 3] = [0.1, 0.5, 0.9];
/// The share of counts that bands are to hold.
const BAND_LEVEL: f64 = 0.8;

/// Where the file has what, and what to test.
#[derive(Args, Debug)]
pub(crate) struct DemandArgs {
    /// The column of the time; two, with a comma between, if date and hour have each their own.
    #[arg(long, value_name = "NAME")]
    time_column: Option<String>,
    /// How times are written, as strptime has it; needed only where day and month could be mistaken for each other.
    #[arg(long, value_name = "FORMAT")]
    time_format: Option<String>,
    /// The column of the count.
    #[arg(long, value_name = "NAME")]
    count_column: Option<String>,
    /// The column of the series' name, where the file has several.
    #[arg(long, value_name = "NAME")]
    series_column: Option<String>,
    /// Length of the steps that are forecast; finer counts are summed. An hour if left out.
    #[arg(long, value_name = "LENGTH", value_parser = step)]
    step: Option<StepLength>,
    /// How many of each series' last observed days are forecast as if they had not been; 28 if left out.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    days: Option<u32>,
    /// CSV of special days: `day,kind` and perhaps `site`, which is the series' name.
    #[arg(long, value_name = "FILE")]
    special_days: Option<PathBuf>,
    /// CSV of an outside signal: `signal,unit,from,until,value` and perhaps `site`. Weather counts as foretold rightly;
    /// `influenza` counts when its week is over. May be given more than once.
    #[arg(long, value_name = "FILE")]
    signal: Vec<PathBuf>,
}

/// Days that are tested if nobody says how many.
const DAYS: u32 = 28;

impl DemandArgs {
    fn step(&self) -> StepLength {
        self.step.unwrap_or(StepLength::HOUR)
    }

    fn days(&self) -> u32 {
        self.days.unwrap_or(DAYS)
    }

    /// The first option that was given, if any: no other task takes them.
    pub(super) fn given(&self) -> Option<&'static str> {
        let options = [
            ("--time-column", self.time_column.is_some()),
            ("--time-format", self.time_format.is_some()),
            ("--count-column", self.count_column.is_some()),
            ("--series-column", self.series_column.is_some()),
            ("--step", self.step.is_some()),
            ("--days", self.days.is_some()),
            ("--special-days", self.special_days.is_some()),
            ("--signal", !self.signal.is_empty()),
        ];
        options.into_iter().find_map(|(name, is_given)| is_given.then_some(name))
    }
}

fn step(text: &str) -> Result<StepLength, String> {
    StepLength::parse(text)
        .ok_or_else(|| "a length that divides a day, such as 15min, 1h, 4h or 1d".to_owned())
}

/// One series with what was forecast of it.
struct Tested {
    name: String,
    series: DemandSeries,
    calendar: DemandCalendar,
    /// The days tested; fewer than asked for where the series is short, none if there is only one day.
    days: u32,
    day_ahead: Vec<ScoredStep>,
    next_step: Vec<ScoredStep>,
    /// What the first model says of days that it has learnt from.
    said_before: Vec<f64>,
    timing: Timing,
}

/// Wall time, per origin or step.
#[derive(Clone, Copy, Default)]
struct Timing {
    origins: u32,
    train_seconds: f64,
    forecast_seconds: f64,
    slowest_seconds: f64,
}

/// Tests and prints.
pub(crate) fn demand(data: &Path, args: &DemandArgs, json: bool) -> Result<()> {
    let report = found(data, args)?;
    let text = if json { serde_json::to_string_pretty(&report)? } else { written::written(&report) };
    writeln!(std::io::stdout().lock(), "{text}")?;
    Ok(())
}

fn found(data: &Path, args: &DemandArgs) -> Result<report::Report> {
    let series = file::read(data, args)?;
    let world = world::World::read(args)?;
    let mut tested = Vec::with_capacity(series.len());
    for (name, series) in series {
        let calendar = world.calendar(&name)?;
        tested.push(test(&name, series, calendar, args.days()).with_context(|| file::called(&name))?);
    }
    report::report(&tested)
}

fn test(name: &str, series: DemandSeries, calendar: DemandCalendar, days: u32) -> Result<Tested> {
    let observed = series.rows().map(|(at, _)| at.date()).collect::<std::collections::BTreeSet<_>>().len();
    let days = days.min(u32::try_from(observed)?.saturating_sub(1));
    let mut tested = Tested {
        name: name.to_owned(),
        series,
        calendar,
        days,
        day_ahead: Vec::new(),
        next_step: Vec::new(),
        said_before: Vec::new(),
        timing: Timing::default(),
    };
    if days > 0 {
        tested.run()?;
    }
    Ok(tested)
}

impl Tested {
    /// Learns and forecasts at each midnight; what is only for the report is not timed.
    fn run(&mut self) -> Result<()> {
        let (mut day_ahead, mut next_step, mut said_before) = (Vec::new(), Vec::new(), None);
        let mut timing = Timing::default();
        let backtest = DemandBacktest::new(&self.series, &self.calendar, self.days)?;
        for origin in backtest.origins() {
            let started = Instant::now();
            let model = backtest.train(origin)?;
            let trained = started.elapsed().as_secs_f64();
            day_ahead.extend(backtest.day_ahead(&model, origin)?);
            let took = started.elapsed().as_secs_f64();
            timing.origins += 1;
            timing.train_seconds += trained;
            timing.forecast_seconds += took - trained;
            timing.slowest_seconds = timing.slowest_seconds.max(took);
            next_step.extend(backtest.next_steps(&model, origin)?);
            if said_before.is_none() {
                said_before = Some(drift::said_before(self, &model)?);
            }
        }
        (self.day_ahead, self.next_step, self.timing) = (day_ahead, next_step, timing);
        self.said_before = said_before.unwrap_or_default();
        Ok(())
    }

    /// What comes in the day after the series' end.
    fn tomorrow(&self) -> Result<Vec<lindley_forecast::demand::StepForecast>> {
        let step = self.series.step();
        Ok(forecast_demand(&self.series, Horizon::new(step, step.per_day())?, &self.calendar)?)
    }

    fn level_breaks(&self) -> Vec<lindley_forecast::demand::LevelBreak> {
        DemandModel::level_breaks(&self.series, &self.calendar)
    }
}
