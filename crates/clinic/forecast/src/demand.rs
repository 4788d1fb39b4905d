//! Arrivals per step of one series (a service at a site, a slot kind, a telephone line), with whole-number bands.
//!
//! A [`DemandSeries`] holds counts on a grid of the local calendar; a step that was not observed is a gap, never a zero.
//! [`DemandModel::train`] learns from it, [`DemandModel::forecast`] says what to expect of the steps of a [`Horizon`] after
//! the moment up to which the series is known, and [`forecast_demand`] does both. Each [`StepForecast`] has any quantile of a
//! count distribution, a band that adapts to its own misses, and the [`Basis`] on which it rests: too few rows, a constant
//! series or a closed step have a named fallback.
//!
//! How it works, in the order in which it happens:
//!
//! 1. *Season.* The level of each slot of the week is an exponentially weighted mean over earlier weeks, with three memories
//!    (2, 8 and 26 weeks), drawn towards slot of day times weekday where a slot has been seen rarely.
//! 2. *Level breaks.* A CUSUM of likelihood ratios watches for a level that jumps; from where it jumped, the season is
//!    scaled, so a spike counts at the next forecast and not a month later.
//! 3. *Regression.* A log-linear negative-binomial regression corrects the season by what the last steps, hours, days and
//!    weeks were above it, by the position in the month, by days after a closure, special days and external signals.
//!    Each range of leads has its own, learned from the forecasts one would have made with just that lead.
//! 4. *Spread.* The negative-binomial dispersion is learned per slot of day.
//! 5. *Band.* Adaptive conformal inference (DtACI) over the ranks of recent counts sets how much of the distribution the
//!    band takes. A count's rank is looked for anywhere in its probability, evenly, so that the band follows misses and not the
//!    coarseness of whole numbers: where about one comes a step, bands hold 56 or 90 of 100 and nothing in between, and a band
//!    that is to be right on average swings from one to the other. Such bands hold more than they say, those of larger counts about that.
//!
//! Everything is a pure function of series and calendar: later rows cannot change an earlier forecast.
//!
//! ```
//! use lindley_forecast::demand::{Basis, DemandCalendar, DemandSeries, Horizon, StepLength, forecast_demand};
//! use lindley_time::civil::date;
//!
//! // Twelve weeks by the hour: quiet nights, busy days.
//! let monday = date(2026, 1, 5).at(0, 0, 0, 0);
//! let counts = (0..12 * 7 * 24_u32).map(|hour| if (8..18).contains(&(hour % 24)) { 9 + hour % 5 } else { hour % 3 });
//! let series = DemandSeries::regular(StepLength::HOUR, monday, counts)?;
//! let steps = forecast_demand(&series, Horizon::new(StepLength::HOUR, 24)?, &DemandCalendar::default())?;
//! assert_eq!(steps.len(), 24);
//! assert_eq!(steps[0].basis, Basis::Model);
//! assert!(steps[12].mean > steps[2].mean && steps[12].band.low <= steps[12].band.high);
//! # Ok::<(), lindley_forecast::demand::DemandError>(())
//! ```

mod adaptive_band;
mod arrivals;
mod backtest;
mod baselines;
mod book;
mod calendar;
mod columns;
mod count_distribution;
mod count_law;
mod demand_error;
mod fallback;
mod history;
mod horizon;
mod judging;
mod known_signal;
mod known_world;
mod lead_group;
mod level_break;
mod model;
mod outlook;
mod past_step;
mod place;
mod platform;
mod poisson_regression;
mod ranks;
mod recent_levels;
mod seasonal_profile;
mod series;
mod signal;
mod spelling;
mod step_forecast;
mod step_length;
mod stretch;
mod unknown_signal;

pub use arrivals::series_from;
pub use backtest::{DayCoverage, DemandBacktest, DemandReport, ScoredStep};
pub use baselines::{BaselineScore, eight_week_mean, seasonal_naive};
pub use book::DemandBook;
pub use calendar::DemandCalendar;
pub use count_distribution::CountDistribution;
pub use demand_error::DemandError;
pub use horizon::Horizon;
pub use judging::{
    BookReport, BookSegment, BookWeek, CoverageAlarm, JudgedBook, JudgedStretch, UnjudgedStretch,
};
pub use known_signal::KnownSignal;
pub use known_world::{SiteCalendar, calendar_from};
pub use level_break::LevelBreak;
pub use model::{DemandModel, forecast_demand};
pub use outlook::{
    DemandAnswer, DemandEvent, DemandEventKind, DemandQuestion, Mover, QueueLength, StretchForecast, outlook,
};
pub use platform::{
    PlatformAnswer, PlatformNumber, PlatformNumbers, PlatformQuestion, UnusedEvent, platform_answer,
    specialty,
};
pub use series::DemandSeries;
pub use signal::ExternalSignal;
pub use step_forecast::{Basis, CountBand, StepForecast};
pub use step_length::StepLength;
pub use stretch::Stretch;
pub use unknown_signal::UnknownSignal;
