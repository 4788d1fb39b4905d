//! What gaps are worth, learnt from rows that the trees have not seen.

use std::collections::BTreeMap;

use lindley_learn::{Cell, Kind, MixedTable, TreeEnsemble};
use lindley_stats::{GroupedOutcome, LogOddsSpread, StudentT, VennAbers, mean, quantile};

use super::{ColumnReach, GUESS, PatientReach, RISK_LEVEL, SILENT_WITH, Unknowns, log_odds};
use crate::ForecastError;
use crate::no_show::columns::Columns;
use crate::no_show::sample::Sample;
use crate::no_show::{Known, Past, Standing};

/// Rows without a value that learning must have met for a gap to be nothing new: as many as a leaf of the trees needs.
const LEAST_GAPS: usize = 20;

/// Rows on which it is measured what a number is worth: enough for a quantile to within a few hundredths.
const MOST_ROWS: usize = 1_000;

/// What gaps are learnt from.
pub(in crate::no_show) struct Lesson<'a> {
    /// Trees that have not seen the rows of calibration.
    pub(in crate::no_show) trees: &'a TreeEnsemble,
    pub(in crate::no_show) columns: &'a Columns,
    /// The calibration of predictions close to the day.
    pub(in crate::no_show) calibration: &'a VennAbers,
    /// Whether each column has enough gaps in all rows of learning.
    pub(in crate::no_show) gaps_are_known: Vec<bool>,
    /// One row of each outcome, as of the last moment.
    pub(in crate::no_show) rows: Vec<&'a Sample<'a>>,
}

/// How a row is hidden from the trees.
#[derive(Clone, Copy)]
enum Hidden<'a> {
    Nothing,
    Columns(&'a [usize]),
    Patient,
}

impl<'a> Lesson<'a> {
    /// From all rows of learning and those of calibration among them, both by day and number.
    pub(in crate::no_show) fn of(
        trees: &'a TreeEnsemble,
        columns: &'a Columns,
        calibration: &'a VennAbers,
        (all, late): (&[Sample<'_>], &'a [Sample<'a>]),
    ) -> Self {
        let gaps = |place: usize| {
            let feature = columns.feature(place);
            all.iter().filter(|row| feature.value(&row.known) == Cell::Missing).take(LEAST_GAPS).count()
        };
        let gaps_are_known = (0..columns.features().count()).map(|place| gaps(place) == LEAST_GAPS).collect();
        // Two rows of one outcome would look like two outcomes that agree.
        let same = |left: &Sample<'_>, right: &Sample<'_>| {
            (left.day, left.number, &left.known.booking.patient)
                == (right.day, right.number, &right.known.booking.patient)
        };
        let rows = late.chunk_by(same).filter_map(<[Sample<'_>]>::last).collect();
        Self { trees, columns, calibration, gaps_are_known, rows }
    }

    /// Learns what each gap is worth.
    pub(in crate::no_show) fn learn(&self) -> Result<Unknowns, ForecastError> {
        let labels: Vec<usize> = (0..self.gaps_are_known.len()).filter(|at| self.is_label(*at)).collect();
        let all = self.with_silent(&labels);
        let none_known =
            if labels.len() > 1 { Some(self.expected(&self.rows, Hidden::Columns(&all))?) } else { None };
        let few = some_of(&self.rows);
        let usual = self.expected(&few, Hidden::Nothing)?;
        let column = |place: usize| -> Result<ColumnReach, ForecastError> {
            let gaps_are_known = self.gaps_are_known[place];
            if self.is_label(place) {
                let hidden = self.with_silent(&[place]);
                let alone = self.label_reach(place, &self.expected(&self.rows, Hidden::Columns(&hidden))?)?;
                let together = none_known.as_ref().map(|expected| self.label_reach(place, expected));
                // To know less is never worth more.
                let together = together.transpose()?.unwrap_or(alone).max(alone);
                return Ok(ColumnReach { alone, together, gaps_are_known });
            }
            let reach = if gaps_are_known { 0.0 } else { self.number_reach(place, &few, &usual)? };
            Ok(ColumnReach { alone: reach, together: reach, gaps_are_known })
        };
        let columns = (0..self.gaps_are_known.len()).map(column).collect::<Result<_, _>>()?;
        Ok(Unknowns { columns, patient: self.patient()? })
    }

    fn is_label(&self, place: usize) -> bool {
        self.columns.feature(place).card.kind == Kind::Label
    }

    /// The columns and those that are silent with them.
    fn with_silent(&self, places: &[usize]) -> Vec<usize> {
        let name = |place: usize| self.columns.feature(place).card.name;
        let silent = |place: &usize| {
            let with = |(head, silent): &(&str, &str)| {
                *silent == name(*place) && places.iter().any(|given| name(*given) == *head)
            };
            places.contains(place) || SILENT_WITH.iter().any(with)
        };
        (0..self.gaps_are_known.len()).filter(silent).collect()
    }

    /// What is said of rows of which something is hidden.
    fn expected(&self, rows: &[&Sample<'_>], hidden: Hidden<'_>) -> Result<Vec<f64>, ForecastError> {
        let cells = rows.iter().map(|row| match hidden {
            Hidden::Nothing => self.columns.cells(&row.known),
            Hidden::Columns(places) => self.columns.cells(&row.known).without(places),
            Hidden::Patient => self.columns.cells(&unknown_patient(&row.known)),
        });
        let table = MixedTable::with_layout(self.trees.layout(), cells)?;
        let said = |score: f64| Ok(self.calibration.band(score)?.probability());
        self.trees.raw(&table)?.into_iter().map(said).collect()
    }

    /// How far a new label may lie, from what is said of rows as if theirs were new.
    fn label_reach(&self, place: usize, expected: &[f64]) -> Result<f64, ForecastError> {
        let (mut labels, mut patients) = (BTreeMap::new(), BTreeMap::new());
        let feature = self.columns.feature(place);
        let grouped = self.rows.iter().zip(expected).filter_map(|(row, expected)| {
            let Cell::Label(label) = feature.value(&row.known) else { return None };
            let group = place_of(&mut labels, label);
            let cluster = place_of(&mut patients, row.known.booking.patient.as_str());
            Some(GroupedOutcome { group, cluster, predicted: *expected, happened: row.missed })
        });
        Ok(LogOddsSpread::between(&grouped.collect::<Vec<_>>(), GUESS)?.reach(RISK_LEVEL)?)
    }

    /// How far probabilities move when a number is left out.
    fn number_reach(&self, place: usize, rows: &[&Sample<'_>], usual: &[f64]) -> Result<f64, ForecastError> {
        reach_of_gap(usual, &self.expected(rows, Hidden::Columns(&[place]))?)
    }

    /// How far probabilities move when what is known of patients is left out.
    fn patient(&self) -> Result<PatientReach, ForecastError> {
        let known: Vec<&Sample<'_>> =
            self.rows.iter().filter(|row| row.known.past.visits > 0).copied().collect();
        if known.len() < LEAST_GAPS {
            // Nobody has come often enough to tell what that is worth.
            let normal = StudentT::new(1e6)?.within(RISK_LEVEL)?;
            return Ok(PatientReach { new: GUESS.sd * normal, visits: 1.0 });
        }
        let visits: Vec<f64> = known.iter().map(|row| f64::from(row.known.past.visits)).collect();
        let few = some_of(&known);
        let new =
            reach_of_gap(&self.expected(&few, Hidden::Nothing)?, &self.expected(&few, Hidden::Patient)?)?;
        Ok(PatientReach { new, visits: mean(&visits)? })
    }
}

/// At most so many rows as are enough, evenly.
fn some_of<'a>(rows: &[&'a Sample<'a>]) -> Vec<&'a Sample<'a>> {
    rows.iter().step_by(rows.len().div_ceil(MOST_ROWS).max(1)).copied().collect()
}

/// How far what is said of rows moves at most, in so many of a hundred, when something is left out.
fn reach_of_gap(usual: &[f64], left_out: &[f64]) -> Result<f64, ForecastError> {
    let moved = usual.iter().zip(left_out).map(|(usual, left)| (log_odds(*usual) - log_odds(*left)).abs());
    Ok(quantile(&moved.collect::<Vec<_>>(), RISK_LEVEL)?)
}

/// What would be known if the patient were new.
fn unknown_patient<'a>(known: &Known<'a>) -> Known<'a> {
    let recent_cancellations = known.standing.recent_cancellations.map(|_| 0);
    Known { past: Past::default(), standing: Standing { recent_cancellations, ..known.standing }, ..*known }
}

/// The place of a key in the order of meeting.
fn place_of<K: Ord>(places: &mut BTreeMap<K, usize>, key: K) -> usize {
    let next = places.len();
    *places.entry(key).or_insert(next)
}
