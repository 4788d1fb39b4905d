//! A model of visit lengths from measured visits.

use lindley_learn::{Cell, Crew, Kind, MixedTable, Objective, TreeBoosting, TreeEnsemble};
use lindley_seed::Seed;
use lindley_stats::block_folds;

use super::features::{COUNT, FEATURES, KnownVisit, cells};
use super::{LengthBounds, LengthHistory, LengthModel, MeasuredVisit, Visit};
use crate::ForecastError;

/// Measured visits that are needed to learn.
pub const LEAST_VISITS: usize = 200;

/// How a model of visit lengths is learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthMethod {
    /// The trees of the mean; their objective is the squared error, whatever it says here.
    pub mean: TreeBoosting,
    /// The trees of the quantiles; their objective is the pinball loss, whatever it says here.
    pub quantiles: TreeBoosting,
    /// How often the band holds, between 0 and 1.
    pub level: f64,
    /// How fast bounds follow misses.
    pub step: f64,
    /// Into how many parts the sessions are dealt: each part is scored by trees that have not seen it.
    pub folds: usize,
    /// Where the parts come from.
    pub seed: Seed,
}

impl LengthMethod {
    /// Settings that do well on public data: small trees, bands of 90 %.
    ///
    /// ```
    /// use lindley_forecast::visit_length::LengthMethod;
    /// use lindley_seed::Seed;
    /// assert_eq!(LengthMethod::new(Seed::from_u64(1)).level, 0.9);
    /// ```
    pub fn new(seed: Seed) -> Self {
        let small = TreeBoosting {
            trees: 150,
            learning_rate: 0.05,
            leaves: 4,
            leaf_weight: 30.0,
            l2: 10.0,
            label_smoothing: 30.0,
            ..TreeBoosting::new(Objective::Squared, seed)
        };
        let quantiles = TreeBoosting { trees: 100, leaf_weight: 60.0, ..small.clone() };
        Self { mean: small, quantiles, level: 0.9, step: 0.005, folds: 10, seed }
    }

    /// Learns from visits in any order, each as of its own session, and calibrates on all of them: every visit is scored by
    /// quantiles that have seen no visit of its session.
    ///
    /// Refused if there are too few visits or sessions, all lengths are equal, or one is not above zero, with its place.
    ///
    /// ```
    /// use lindley_forecast::ForecastError;
    /// use lindley_forecast::visit_length::{LengthMethod, MeasuredVisit, Visit};
    /// use lindley_learn::Alone;
    /// use lindley_seed::Seed;
    ///
    /// let ten = vec![MeasuredVisit { visit: Visit::new("p1", 1, 1), seconds: 600.0 }; 10];
    /// let refusal = LengthMethod::new(Seed::from_u64(1)).learn(&ten, &Alone).unwrap_err();
    /// assert_eq!(refusal, ForecastError::TooFewRows { needed: 200, found: 10 });
    /// ```
    pub fn learn(
        &self,
        visits: &[MeasuredVisit],
        crew: &dyn Crew,
    ) -> Result<(LengthModel, LengthBounds), ForecastError> {
        check(visits, self.folds)?;
        let table = table(visits.iter().map(|measured| &measured.visit), &LengthHistory::of(visits))?;
        let seconds: Vec<f64> = visits.iter().map(|measured| measured.seconds).collect();
        let sessions: Vec<u32> = visits.iter().map(|measured| measured.visit.session).collect();
        let mut scores = vec![0.0; visits.len()];
        for fold in block_folds(&sessions, self.folds, self.seed)? {
            let train = table.select(&fold.first)?;
            let learnt: Vec<f64> = fold.first.iter().map(|row| seconds[*row]).collect();
            let aside = table.select(&fold.second)?;
            let low = self.quantile(false, &train, &learnt, crew)?.raw(&aside)?;
            let high = self.quantile(true, &train, &learnt, crew)?.raw(&aside)?;
            for (row, (low, high)) in fold.second.iter().zip(low.iter().zip(&high)) {
                scores[*row] = (low - seconds[*row]).max(seconds[*row] - high);
            }
        }
        let mut bounds = LengthBounds::new(self.level, self.step)?;
        let mut order: Vec<usize> = (0..visits.len()).collect();
        order.sort_by_key(|row| visits[*row].visit.session);
        for row in order {
            bounds.calibrate(visits[row].visit.group(), scores[row])?;
        }
        let mean = TreeBoosting { objective: Objective::Squared, ..self.mean.clone() };
        let model = LengthModel::new(
            mean.fit_trees_with(&table, &seconds, crew)?,
            self.quantile(false, &table, &seconds, crew)?,
            self.quantile(true, &table, &seconds, crew)?,
        )?;
        Ok((model, bounds))
    }

    fn quantile(
        &self,
        upper: bool,
        table: &MixedTable,
        seconds: &[f64],
        crew: &dyn Crew,
    ) -> Result<TreeEnsemble, ForecastError> {
        let below = f64::midpoint(0.0, 1.0 - self.level);
        let objective = Objective::Quantile(if upper { 1.0 - below } else { below });
        let method = TreeBoosting { objective, ..self.quantiles.clone() };
        Ok(method.fit_trees_with(table, seconds, crew)?)
    }
}

/// The rows of visits as of their own sessions, of the features that are known of at least one of them.
pub(super) fn table<'a>(
    visits: impl IntoIterator<Item = &'a Visit>,
    history: &LengthHistory,
) -> Result<MixedTable, ForecastError> {
    let rows: Vec<[Cell<'_>; COUNT]> =
        visits.into_iter().map(|visit| cells(&KnownVisit::of(visit, history))).collect();
    let is_known = |column: &usize| rows.iter().any(|row| row[*column] != Cell::Missing);
    let known: Vec<usize> = (0..COUNT).filter(is_known).collect();
    let cards = known.iter().map(|column| &FEATURES[*column].card);
    let columns: Vec<(String, Kind)> = cards.map(|card| (card.column(), card.kind)).collect();
    let columns: Vec<(&str, Kind)> = columns.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
    let chosen =
        |row: &[Cell<'a>; COUNT]| -> Vec<Cell<'a>> { known.iter().map(|column| row[*column]).collect() };
    Ok(MixedTable::learning(&columns, rows.iter().map(chosen))?)
}

fn check(visits: &[MeasuredVisit], folds: usize) -> Result<(), ForecastError> {
    if visits.len() < LEAST_VISITS {
        return Err(ForecastError::TooFewRows { needed: LEAST_VISITS, found: visits.len() });
    }
    if let Some(row) = visits.iter().position(|m| !(m.seconds > 0.0 && m.seconds <= 86_400.0)) {
        let problem = "the length is not between 0 and a day";
        return Err(ForecastError::BadRow {
            row,
            problem,
            advice: "give seconds, not minutes, or drop the row",
        });
    }
    let mut sessions: Vec<u32> = visits.iter().map(|measured| measured.visit.session).collect();
    sessions.sort_unstable();
    sessions.dedup();
    if sessions.len() < folds {
        return Err(ForecastError::TooFewBlocks { unit: "sessions", needed: folds, found: sessions.len() });
    }
    Ok(())
}
