//! A linear baseline: what trees have to beat.

use std::collections::BTreeMap;

use lindley_learn::{Cell, Features, Model, Ridge};

use super::features::{COUNT, FEATURES, KnownVisit, cells};
use super::{LengthHistory, MeasuredVisit};
use crate::ForecastError;

/// The penalty on standardised columns: enough to hold labels that few visits have.
const LAMBDA: f64 = 10.0;

/// Labels of a column that get a column of their own: the most frequent ones.
const MOST_LABELS: usize = 20;

/// Expected lengths in seconds of later visits by ridge regression on the same features: a number that is not known counts as
/// the mean of those learnt from and is told apart by a column of its own; a label has a column if it is among the twenty most
/// frequent.
///
/// Refused if there are too few visits to learn from, or all took equally long.
///
/// ```
/// use lindley_forecast::visit_length::{LengthHistory, linear_lengths};
/// assert!(linear_lengths(&[], &[], &LengthHistory::default()).is_err());
/// ```
pub fn linear_lengths(
    learnt: &[MeasuredVisit],
    later: &[MeasuredVisit],
    history: &LengthHistory,
) -> Result<Vec<f64>, ForecastError> {
    let known = |visits: &[MeasuredVisit]| -> Vec<Row> {
        visits.iter().map(|measured| Row::of(&KnownVisit::of(&measured.visit, history))).collect()
    };
    let rows = known(learnt);
    let design = Design::of(&rows);
    let names: Vec<String> = (0..design.width()).map(|column| column.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let seconds: Vec<f64> = learnt.iter().map(|measured| measured.seconds).collect();
    let features = Features::from_rows(&names, rows.iter().map(|row| design.values(row)))?;
    let model = Ridge { lambda: LAMBDA }.fit_linear(&features, &seconds)?;
    if later.is_empty() {
        return Ok(Vec::new());
    }
    let features = Features::from_rows(&names, known(later).iter().map(|row| design.values(row)))?;
    Ok(model.predict(&features)?)
}

/// What is known of a visit, owning its labels.
struct Row(Vec<Option<Value>>);

enum Value {
    Number(f64),
    Label(String),
}

impl Row {
    fn of(known: &KnownVisit<'_>) -> Self {
        let value = |cell| match cell {
            Cell::Number(number) => Some(Value::Number(number)),
            Cell::Label(label) => Some(Value::Label(label.to_owned())),
            Cell::Missing => None,
        };
        Self(cells(known).into_iter().map(value).collect())
    }

    fn number(&self, column: usize) -> Option<f64> {
        if let Some(Value::Number(number)) = &self.0[column] { Some(*number) } else { None }
    }

    fn label(&self, column: usize) -> Option<&str> {
        if let Some(Value::Label(label)) = &self.0[column] { Some(label) } else { None }
    }
}

/// How a feature becomes columns of numbers.
enum Coded {
    Number { mean: f64 },
    Labels(Vec<String>),
}

struct Design {
    coded: [Coded; COUNT],
}

impl Design {
    fn of(rows: &[Row]) -> Self {
        Self { coded: std::array::from_fn(|column| coded(rows, column)) }
    }

    fn width(&self) -> usize {
        let columns = |coded: &Coded| match coded {
            Coded::Number { .. } => 2,
            Coded::Labels(labels) => labels.len(),
        };
        self.coded.iter().map(columns).sum()
    }

    fn values(&self, row: &Row) -> Vec<f64> {
        let mut values = Vec::with_capacity(self.width());
        for (column, coded) in self.coded.iter().enumerate() {
            match coded {
                Coded::Number { mean } => {
                    let number = row.number(column);
                    values.extend([number.unwrap_or(*mean), f64::from(u8::from(number.is_none()))]);
                }
                Coded::Labels(labels) => {
                    let own = row.label(column);
                    values.extend(labels.iter().map(|label| f64::from(u8::from(own == Some(label)))));
                }
            }
        }
        values
    }
}

fn coded(rows: &[Row], column: usize) -> Coded {
    if FEATURES[column].card.kind == lindley_learn::Kind::Number {
        let known: Vec<f64> = rows.iter().filter_map(|row| row.number(column)).collect();
        return Coded::Number { mean: lindley_stats::mean(&known).unwrap_or(0.0) };
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in rows.iter().filter_map(|row| row.label(column)) {
        *counts.entry(label).or_default() += 1;
    }
    let mut labels: Vec<(&str, usize)> = counts.into_iter().collect();
    labels.sort_by_key(|(label, count)| (std::cmp::Reverse(*count), *label));
    labels.truncate(MOST_LABELS);
    Coded::Labels(labels.into_iter().map(|(label, _)| label.to_owned()).collect())
}
