//! A trained model of demand, and forecasts from it.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::adaptive_band::{REPLAYED, reach};
use super::calendar::Closures;
use super::columns::{ColumnSource, Columns};
use super::fallback::{band_of, fallback, wide_band};
use super::history::{History, Place};
use super::lead_group::LeadGroup;
use super::past_step::PastStep;
use super::poisson_regression::{CountTable, dispersion_of, mean};
use super::recent_levels::{MEMORIES, RecentLevels, SeasonLevels, season_levels};
use super::step_length::date_of;
use super::{
    Basis, CountBand, CountDistribution, DemandCalendar, DemandError, DemandSeries, Horizon, LevelBreak,
    StepForecast,
};

/// The newest rows that a regression learns from.
const LEARNED_ROWS: usize = 7_000;
/// Of the older half of them, one day in so many is enough if there are that many: it is good to have seen all seasons.
const THINNED_TO: usize = 3;
/// Steps of which so few are expected hold their nothing by themselves: four of five times nobody comes.
const NOBODY_EXPECTED: f64 = 0.223;
/// Days that must pass before rows are learned from, so that there is a season.
const SEASON_DAYS: i64 = 14;
/// Fewer days or rows than these are not learned from.
const FEWEST_DAYS: i64 = 42;
const FEWEST_ROWS: usize = 60;
const REFERENCE: usize = MEMORIES.len() - 1;

/// Coefficients per range of leads, learned from one series; plain data, the same for the same series and calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DemandModel {
    horizon: Horizon,
    columns: Columns,
    groups: Vec<TrainedGroup>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct TrainedGroup {
    group: LeadGroup,
    coefficients: Vec<f64>,
    /// One per slot of the day.
    dispersion: Vec<f64>,
}

/// Trains and forecasts in one go: what comes in the steps of the horizon, which starts where the series ends.
///
/// Refused if series and horizon have steps of different lengths, or there is no row.
///
/// ```
/// # use lindley_forecast::demand::{Basis, DemandCalendar, DemandSeries, Horizon, StepLength, forecast_demand};
/// # let start = lindley_time::civil::date(2026, 3, 2).at(0, 0, 0, 0);
/// // Three days are few: the answer says so and is wide.
/// let series = DemandSeries::regular(StepLength::DAY, start, [31, 28, 30])?;
/// let next = forecast_demand(&series, Horizon::new(StepLength::DAY, 2)?, &DemandCalendar::default())?;
/// assert_eq!((next.len(), next[0].basis), (2, Basis::FewRows));
/// # Ok::<(), lindley_forecast::demand::DemandError>(())
/// ```
pub fn forecast_demand(
    series: &DemandSeries,
    horizon: Horizon,
    calendar: &DemandCalendar,
) -> Result<Vec<StepForecast>, DemandError> {
    let known = Known::of(series, calendar);
    DemandModel::learned(&known, horizon, calendar)?.foretold(&known, calendar)
}

impl DemandModel {
    /// Learns from a series for forecasts of this horizon from its end, at that time of day.
    ///
    /// A series that is too short trains a model without coefficients, which forecasts by its fallbacks.
    /// Refused if series and horizon have steps of different lengths.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandCalendar, DemandModel, DemandSeries, Horizon, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::DAY, start, (0..120).map(|day| 20 + day % 7))?;
    /// let model = DemandModel::train(&series, Horizon::FOURTEEN_DAYS, &DemandCalendar::default())?;
    /// assert!(model.is_learned());
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn train(
        series: &DemandSeries,
        horizon: Horizon,
        calendar: &DemandCalendar,
    ) -> Result<Self, DemandError> {
        Self::learned(&Known::of(series, calendar), horizon, calendar)
    }

    /// What comes in the steps of the model's horizon after the end of this series, which may have more rows than the one
    /// that was learned from: a spike moves the next forecast without training.
    ///
    /// Refused if the series' steps have another length than the model's.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandCalendar, DemandModel, DemandSeries, Horizon, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::DAY, start, (0..120).map(|day| 20 + day % 7))?;
    /// let model = DemandModel::train(&series, Horizon::FOURTEEN_DAYS, &DemandCalendar::default())?;
    /// let fortnight = model.forecast(&series, &DemandCalendar::default())?;
    /// assert_eq!((fortnight.len(), fortnight[0].start), (14, series.known_until()));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn forecast(
        &self,
        series: &DemandSeries,
        calendar: &DemandCalendar,
    ) -> Result<Vec<StepForecast>, DemandError> {
        self.foretold(&Known::of(series, calendar), calendar)
    }

    /// What comes in one step, the `lead`-th after the end of the series, and what would have been said of recent steps with
    /// about that lead, in order of time; nothing of those where a fallback speaks.
    pub(super) fn forecast_step(
        &self,
        lead: u32,
        series: &DemandSeries,
        calendar: &DemandCalendar,
    ) -> Result<(StepForecast, Vec<PastStep>), DemandError> {
        let lead = lead.clamp(1, self.horizon.steps());
        let (mut said, past) = self.foretold_leads(&Known::of(series, calendar), calendar, lead..=lead)?;
        let said = said.pop().ok_or(DemandError::Horizon { steps: lead, days: lead })?;
        Ok((said, past))
    }

    /// As [`Self::forecast`], but only of the first so many steps.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandCalendar, DemandModel, DemandSeries, Horizon, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::DAY, start, (0..120).map(|day| 20 + day % 7))?;
    /// let model = DemandModel::train(&series, Horizon::FOURTEEN_DAYS, &DemandCalendar::default())?;
    /// assert_eq!(model.forecast_next(1, &series, &DemandCalendar::default())?.len(), 1);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn forecast_next(
        &self,
        steps: u32,
        series: &DemandSeries,
        calendar: &DemandCalendar,
    ) -> Result<Vec<StepForecast>, DemandError> {
        let steps = steps.clamp(1, self.horizon.steps());
        let nearer = Self { horizon: Horizon::new(self.horizon.step(), steps)?, ..self.clone() };
        nearer.forecast(series, calendar)
    }

    /// A model that has learnt nothing: it forecasts by the named fallbacks.
    pub(super) fn unlearnt(horizon: Horizon) -> Self {
        Self { horizon, columns: Columns::default(), groups: Vec::new() }
    }

    /// Whether there was enough to learn from for at least the nearest leads.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandCalendar, DemandModel, DemandSeries, Horizon, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::DAY, start, [3; 10])?;
    /// assert!(!DemandModel::train(&series, Horizon::FOURTEEN_DAYS, &DemandCalendar::default())?.is_learned());
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn is_learned(&self) -> bool {
        !self.groups.is_empty()
    }

    /// Where the level of a series jumped, oldest first.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandCalendar, DemandModel, DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
    /// let counts = (0..100 * 24_u32).map(|hour| if hour < 90 * 24 { 5 + hour % 3 } else { 12 + hour % 3 });
    /// let series = DemandSeries::regular(StepLength::HOUR, start, counts)?;
    /// let breaks = DemandModel::level_breaks(&series, &DemandCalendar::default());
    /// assert_eq!(breaks.len(), 1);
    /// assert!(breaks[0].factor > 2.0);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn level_breaks(series: &DemandSeries, calendar: &DemandCalendar) -> Vec<LevelBreak> {
        let known = Known::of(series, calendar);
        let dated = known.levels.jumps.iter().filter_map(|jump| {
            let place = known.history.places.get(jump.since)?;
            Some(LevelBreak { since: series.step().start_of(place.index), factor: jump.factor })
        });
        dated.collect()
    }

    fn learned(known: &Known, horizon: Horizon, calendar: &DemandCalendar) -> Result<Self, DemandError> {
        known.check(horizon)?;
        let columns = Columns::of(&known.history, calendar);
        let mut source = known.columns(&columns, calendar);
        let mut seasons = Seasons::default();
        let mut groups = Vec::new();
        for group in LeadGroup::of(horizon).into_iter().filter(|_| known.is_enough()) {
            let season = seasons.of(known, group.weeks_back, &[]);
            let (table, places) = table(known, &mut source, group, season, LEARNED_ROWS, 0.0);
            if table.rows() < FEWEST_ROWS.max(2 * table.columns) {
                continue;
            }
            let (coefficients, dispersion) = table.fit();
            let dispersion = by_slot(&table, &places, &coefficients, dispersion, known.slots());
            groups.push(TrainedGroup { group, coefficients, dispersion });
        }
        drop(source);
        Ok(Self { horizon, columns, groups })
    }

    fn foretold(&self, known: &Known, calendar: &DemandCalendar) -> Result<Vec<StepForecast>, DemandError> {
        Ok(self.foretold_leads(known, calendar, 1..=self.horizon.steps())?.0)
    }

    /// What is said of these leads, and what the group of the last of them would have said of recent steps.
    fn foretold_leads(
        &self,
        known: &Known,
        calendar: &DemandCalendar,
        leads: RangeInclusive<u32>,
    ) -> Result<(Vec<StepForecast>, Vec<PastStep>), DemandError> {
        known.check(self.horizon)?;
        let history = &known.history;
        let places: Vec<Place> =
            leads.clone().map(|lead| Place::of(history.step, history.end + i64::from(lead) - 1)).collect();
        let (instead, fallbacks) = fallback(history, &known.levels, &known.unusual, &places)?;
        let missing = self.columns.missing_signals(calendar, history, &places);
        let mut answers: Vec<StepForecast> = places
            .iter()
            .zip(leads)
            .zip(&fallbacks)
            .map(|((place, lead), distribution)| StepForecast {
                start: history.step.start_of(place.index),
                lead,
                mean: distribution.mean(),
                distribution: Some(*distribution),
                band: band_of(instead, distribution),
                basis: instead,
                missing_signals: missing.clone(),
            })
            .collect();
        // A model from a longer series does not make a short one long, and a constant one needs none.
        let mut past = Vec::new();
        if instead == Basis::SeasonOnly {
            past = self.foretell(known, calendar, &places, &mut answers)?;
        }
        for (answer, place) in answers.iter_mut().zip(&places).filter(|(_, place)| history.is_closed(**place))
        {
            let start = history.step.start_of(place.index);
            *answer = closed(start, answer.lead);
        }
        Ok((answers, past))
    }

    /// Replaces fallbacks by what was learned, group by group. What the last group would have said of the past.
    fn foretell(
        &self,
        known: &Known,
        calendar: &DemandCalendar,
        places: &[Place],
        answers: &mut [StepForecast],
    ) -> Result<Vec<PastStep>, DemandError> {
        let mut source = known.columns(&self.columns, calendar);
        let mut seasons = Seasons::default();
        let mut past = Vec::new();
        for trained in &self.groups {
            let group = trained.group;
            if !answers.iter().any(|answer| group.holds(answer.lead)) {
                continue;
            }
            let season = seasons.of(known, group.weeks_back, places).to_vec();
            past = trained.past(known, &mut source, &season)?;
            let reach = reach(&past.iter().map(PastStep::outlyingness).collect::<Vec<f64>>())?;
            let ahead = &season[known.history.counts.len()..];
            let mut cells = Vec::new();
            for ((place, answer), season) in places.iter().zip(answers.iter_mut()).zip(ahead) {
                if !group.holds(answer.lead) {
                    continue;
                }
                cells.clear();
                source.write(*place, season, known.history.end, &mut cells);
                let log_expected = (season[REFERENCE] * known.levels.scale_now()).ln();
                let mean = mean(&cells, log_expected, &trained.coefficients);
                let distribution = CountDistribution::new(mean, trained.dispersion[place.slot])?;
                answer.mean = mean;
                answer.distribution = Some(distribution);
                answer.basis = Basis::Model;
                let band = match reach {
                    None => wide_band(&distribution),
                    Some(reach) => {
                        let (low, high) = distribution.within(reach);
                        CountBand { low, high }
                    }
                };
                answer.band = band.around(mean);
            }
        }
        Ok(past)
    }
}

impl TrainedGroup {
    /// What recent rows would have been forecast, by which bands learn how far out they are to reach.
    fn past(
        &self,
        known: &Known,
        source: &mut ColumnSource<'_>,
        season: &[SeasonLevels],
    ) -> Result<Vec<PastStep>, DemandError> {
        // The nights of a clinic that is closed then are foretold rightly without telling anything of its days.
        let (table, places) = table(known, source, self.group, season, REPLAYED, NOBODY_EXPECTED);
        let means = table.means(&self.coefficients);
        let past = means.iter().zip(&places).zip(&table.counts).map(|((mean, place), count)| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "was a count")]
            let count = *count as u64;
            let law = CountDistribution::new(*mean, self.dispersion[place.slot])?;
            Ok(PastStep { index: place.index, law, count })
        });
        past.collect()
    }
}

/// A series laid out, with everything that does not depend on the horizon.
struct Known {
    history: History,
    closures: Closures,
    unusual: Vec<bool>,
    levels: RecentLevels,
}

impl Known {
    fn of(series: &DemandSeries, calendar: &DemandCalendar) -> Self {
        let history = History::of(series);
        let closures = Closures::of(&history);
        let mut unusual = Vec::with_capacity(history.counts.len());
        for (nth, (day, from)) in history.days.iter().enumerate() {
            let to = history.days.get(nth + 1).map_or(history.counts.len(), |day| day.1);
            let odd = calendar.special_day(date_of(*day)).is_some() || closures.just_reopened(*day);
            unusual.extend((*from..to).map(|_| odd));
        }
        let levels = RecentLevels::of(&history, &unusual);
        Self { history, closures, unusual, levels }
    }

    fn check(&self, horizon: Horizon) -> Result<(), DemandError> {
        let (series, other) = (self.history.step, horizon.step());
        if series != other {
            return Err(DemandError::StepsDiffer { series: series.minutes(), other: other.minutes() });
        }
        let end = series.start_of(self.history.end);
        if self.history.counts.is_empty() {
            return Err(DemandError::Empty { before: end.to_string() });
        }
        Ok(())
    }

    fn slots(&self) -> usize {
        self.history.step.per_day() as usize
    }

    /// Whether the rows reach back far enough to be learned from.
    fn is_enough(&self) -> bool {
        let days = &self.history.days;
        days.first().zip(days.last()).is_some_and(|(first, last)| last.0 - first.0 >= FEWEST_DAYS)
    }

    fn columns<'a>(&'a self, columns: &'a Columns, calendar: &'a DemandCalendar) -> ColumnSource<'a> {
        ColumnSource::new(columns, &self.history, &self.levels, calendar, &self.closures)
    }
}

/// Seasons by how many weeks back they look, each computed once.
#[derive(Default)]
struct Seasons {
    by_weeks: std::collections::BTreeMap<u32, Vec<SeasonLevels>>,
}

impl Seasons {
    fn of(&mut self, known: &Known, weeks_back: u32, targets: &[Place]) -> &[SeasonLevels] {
        self.by_weeks.entry(weeks_back).or_insert_with(|| {
            season_levels(&known.history, &known.unusual, &known.levels.scale, weeks_back, targets)
        })
    }
}

/// The newest rows of the past as a group of leads would have seen them, in order of time, and where they lie. Rows of
/// which the season expects fewer than `least` are passed over.
fn table(
    known: &Known,
    source: &mut ColumnSource<'_>,
    group: LeadGroup,
    season: &[SeasonLevels],
    most: usize,
    least: f64,
) -> (CountTable, Vec<Place>) {
    let history = &known.history;
    let clock = history.end.rem_euclid(i64::from(history.step.per_day()));
    let first =
        history.days.first().map_or(0, |day| day.0) + SEASON_DAYS + 7 * i64::from(group.weeks_back - 1);
    let usable = history.places.len() - history.places.partition_point(|place| place.day < first);
    let one_day_in = (2 * usable / most).saturating_sub(1).clamp(1, THINNED_TO) as i64;
    let mut chosen: Vec<(usize, u32)> = Vec::new();
    for (row, place) in history.places.iter().enumerate().rev() {
        if place.day < first || chosen.len() == most {
            break;
        }
        let expected = season[row][REFERENCE] * known.levels.scale[row];
        let thinned = (2 * chosen.len() >= most && place.day % one_day_in != 0) || expected < least;
        if let Some(lead) = group.lead_of(history.step, place.index, clock).filter(|_| !thinned) {
            chosen.push((row, lead));
        }
    }
    chosen.reverse();
    let mut table = CountTable::new(source.columns.count());
    let mut places = Vec::with_capacity(chosen.len());
    for (row, lead) in chosen {
        let place = history.places[row];
        source.write(place, &season[row], place.index - i64::from(lead) + 1, &mut table.cells);
        table.counts.push(history.counts[row]);
        table.log_expected.push((season[row][REFERENCE] * known.levels.scale[row]).ln());
        places.push(place);
    }
    (table, places)
}

/// The dispersion of each slot of the day, drawn towards that of all.
fn by_slot(table: &CountTable, places: &[Place], coefficients: &[f64], all: f64, count: usize) -> Vec<f64> {
    let means = table.means(coefficients);
    let all = dispersion_of(&table.counts, &means).max(all.min(1e-5));
    let mut sums = vec![(0.0, 0.0); count];
    for ((count, mean), place) in table.counts.iter().zip(&means).zip(places) {
        sums[place.slot].0 += (count - mean).powi(2) - mean;
        sums[place.slot].1 += mean * mean;
    }
    let pull = 0.5 * sums.iter().map(|sum| sum.1).sum::<f64>() / count as f64;
    sums.iter().map(|(excess, squares)| ((excess + pull * all) / (squares + pull)).max(0.0)).collect()
}

fn closed(start: lindley_time::civil::DateTime, lead: u32) -> StepForecast {
    StepForecast {
        start,
        lead,
        mean: 0.0,
        distribution: None,
        band: CountBand { low: 0, high: 0 },
        basis: Basis::Closed,
        missing_signals: Vec::new(),
    }
}
