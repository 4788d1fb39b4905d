//! The features and the split of the study of the Hangu file (H. Feng et al., 2024), as its published code builds them.

use std::collections::BTreeMap;

use lindley_learn::{Features, LearnError};

use crate::{Address, ConsultationRow, Gender};

/// The columns, in the order of the study: first level of each category dropped, the last two standardised.
pub const COLUMNS: [&str; 9] = [
    "M.Cancer",
    "S.Cancer",
    "return",
    "Gender_M",
    "Address_NA",
    "Address_Out of city",
    "Address_Out of province",
    "His.ServTime_scaled",
    "Visit.No_scaled",
];

/// The last session to learn from; the later ones are for testing.
pub const LAST_TRAINING_SESSION: u32 = 194;

/// The expected length where history says nothing, in seconds: a slot.
pub const DEFAULT_SECONDS: f64 = 900.0;

/// Learning and testing parts; targets are service times in seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Features of the sessions up to [`LAST_TRAINING_SESSION`].
    pub train: Features,
    /// Features of the later sessions, standardised by the mean and spread of the training part.
    pub test: Features,
    /// Service times of the training part.
    pub train_target: Vec<f64>,
    /// Service times of the testing part.
    pub test_target: Vec<f64>,
}

/// Builds the study's features from consultations in any order of sessions, each part in the order given.
///
/// `His.ServTime` looks at strictly earlier sessions only: of a returning patient the mean of the own times, of a new one
/// the mean of all new patients; [`DEFAULT_SECONDS`] where there are none. The target of a row is never part of its
/// features. Refused if one of the two parts has no rows.
///
/// ```
/// # use lindley_reproduction::{features, synthetic};
/// # use lindley_seed::Seed;
/// let split = features::build(&synthetic::consultations(250, Seed::from_u64(1)))?;
/// assert_eq!(split.train.names(), features::COLUMNS);
/// assert!(split.train.rows() > split.test.rows());
/// # Ok::<(), lindley_learn::LearnError>(())
/// ```
pub fn build(rows: &[ConsultationRow]) -> Result<Split, LearnError> {
    let history: Vec<f64> =
        history_seconds(rows).into_iter().map(|seconds| seconds.unwrap_or(DEFAULT_SECONDS)).collect();
    let parts: (Vec<usize>, Vec<usize>) =
        (0..rows.len()).partition(|place| rows[*place].session <= LAST_TRAINING_SESSION);
    let (train, test) = parts;
    if train.is_empty() || test.is_empty() {
        return Err(LearnError::NoRows);
    }
    let of_history = Standard::of(train.iter().map(|place| history[*place]));
    let of_visits = Standard::of(train.iter().map(|place| f64::from(rows[*place].visit_number)));
    let table = |places: &[usize]| {
        let row = |place: &usize| {
            let mut values = categories(&rows[*place]);
            values[7] = of_history.scaled(history[*place]);
            values[8] = of_visits.scaled(f64::from(rows[*place].visit_number));
            values
        };
        Features::from_rows(&COLUMNS, places.iter().map(row))
    };
    let target =
        |places: &[usize]| places.iter().map(|place| f64::from(rows[*place].service_seconds)).collect();
    Ok(Split {
        train: table(&train)?,
        test: table(&test)?,
        train_target: target(&train),
        test_target: target(&test),
    })
}

/// The expected service time of each row in seconds from strictly earlier sessions; none where those say nothing.
///
/// ```
/// # use lindley_reproduction::{features, synthetic};
/// # use lindley_seed::Seed;
/// let rows = synthetic::consultations(2, Seed::from_u64(1));
/// let expected = features::history_seconds(&rows);
/// assert!(rows.iter().zip(&expected).all(|(row, expected)| row.session > 1 || expected.is_none()));
/// ```
pub fn history_seconds(rows: &[ConsultationRow]) -> Vec<Option<f64>> {
    let mut by_session: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        by_session.entry(row.session).or_default().push(place);
    }
    let mut own: BTreeMap<&str, Past> = BTreeMap::new();
    let mut of_new = Past::default();
    let mut expected = vec![None; rows.len()];
    for places in by_session.values() {
        // First all expectations of the session, then its times: patients of one session tell nothing about each other.
        for place in places {
            let row = &rows[*place];
            let past = if is_returning(row) { own.get(row.patient.as_str()) } else { Some(&of_new) };
            expected[*place] = past.and_then(Past::mean);
        }
        for place in places {
            let row = &rows[*place];
            own.entry(&row.patient).or_default().add(row.service_seconds);
            if !is_returning(row) {
                of_new.add(row.service_seconds);
            }
        }
    }
    expected
}

/// Whether the patient has come before.
pub fn is_returning(row: &ConsultationRow) -> bool {
    row.visit_number > 1
}

/// Times so far.
#[derive(Default)]
struct Past {
    count: u32,
    sum: u64,
}

impl Past {
    fn add(&mut self, seconds: u32) {
        self.count += 1;
        self.sum += u64::from(seconds);
    }

    fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / f64::from(self.count))
    }
}

/// Shift and scale (divisor n) of a column.
struct Standard {
    mean: f64,
    spread: f64,
}

impl Standard {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.collect();
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let spread = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
        Self { mean, spread: if spread > 0.0 { spread } else { 1.0 } }
    }

    fn scaled(&self, value: f64) -> f64 {
        (value - self.mean) / self.spread
    }
}

/// Everything but the two standardised columns, which are left zero.
fn categories(row: &ConsultationRow) -> [f64; 9] {
    let flag = |holds: bool| f64::from(u8::from(holds));
    [
        flag(row.m_cancer),
        flag(row.s_cancer),
        flag(is_returning(row)),
        flag(row.gender == Gender::Male),
        flag(row.address == Address::Unknown),
        flag(row.address == Address::OutOfCity),
        flag(row.address == Address::OutOfProvince),
        0.0,
        0.0,
    ]
}
