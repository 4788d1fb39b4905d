//! The three ways of the study to tell kinds of visit apart before they happen.

use lindley_session::{Draw, ServiceMoments, lottery};
use lindley_stats::Grouping;

use crate::features::is_returning;
use crate::{ConsultationRow, ReproductionError, Study};

/// Slots of a session.
pub const SLOTS: u8 = 16;

/// Kinds of visit with the times of the test part that stand for them.
#[derive(Clone, Debug)]
pub struct Classification {
    /// `K2`, `K3` or `NR`.
    pub name: &'static str,
    /// The kinds in the order in which they first appear in the file: the order in which their samples are drawn.
    pub order: Vec<u8>,
    /// By kind: the real service times in seconds of those whose predicted time (K2, K3) or history (NR) is of that kind.
    pub test_seconds: Vec<Vec<u32>>,
    /// By kind: the service times in seconds of the training part, sorted by their real times (K2, K3) or history (NR).
    pub train_seconds: Vec<Vec<u32>>,
    /// The sessions that have the mix of the test part on average.
    pub lottery: Vec<Draw>,
}

impl Classification {
    /// K2 or K3: kinds by cut-offs of the service time, A the longest.
    ///
    /// Refused if a kind has nobody in one of the parts.
    pub fn by_time(
        name: &'static str,
        study: &Study,
        predicted: &[f64],
        grouping: &Grouping,
    ) -> Result<Self, ReproductionError> {
        let kinds = grouping.groups();
        let kind = |seconds: f64| of_place(kinds - 1 - grouping.group_of(seconds));
        let train = study.train().map(|row| kind(f64::from(row.service_seconds))).collect();
        let test = predicted.iter().map(|seconds| kind(*seconds)).collect();
        Self::of_labels(name, study, kinds, train, test)
    }

    /// NR: A is new, B is returning.
    ///
    /// Refused if a kind has nobody in one of the parts.
    pub fn new_or_returning(study: &Study) -> Result<Self, ReproductionError> {
        let kind = |row: &ConsultationRow| u8::from(is_returning(row));
        Self::of_labels("NR", study, 2, study.train().map(kind).collect(), study.test().map(kind).collect())
    }

    fn of_labels(
        name: &'static str,
        study: &Study,
        kinds: usize,
        train: Vec<u8>,
        test: Vec<u8>,
    ) -> Result<Self, ReproductionError> {
        let mut order = Vec::new();
        for kind in &test {
            if !order.contains(kind) {
                order.push(*kind);
            }
        }
        let test_seconds = by_kind(kinds, study.test(), test);
        let train_seconds = by_kind(kinds, study.train(), train);
        for (part, seconds) in [("training", &train_seconds), ("test", &test_seconds)] {
            if let Some(kind) = seconds.iter().position(Vec::is_empty) {
                let kind = letter(of_place(kind));
                return Err(ReproductionError::EmptyGroup { classification: name, kind, part });
            }
        }
        let counts: Vec<u64> = test_seconds.iter().map(|seconds| seconds.len() as u64).collect();
        Ok(Self { name, order, lottery: lottery(&counts, SLOTS)?, test_seconds, train_seconds })
    }

    /// Mean and standard deviation by kind over the training part, as the moment rules ask for them.
    pub fn train_moments(&self) -> Vec<ServiceMoments> {
        self.train_seconds.iter().map(|seconds| moments(seconds)).collect()
    }
}

/// The kind with this number; there are two or three.
fn of_place(place: usize) -> u8 {
    u8::try_from(place).unwrap_or(u8::MAX)
}

/// The letter of a kind.
pub(crate) fn letter(kind: u8) -> char {
    char::from(b'A' + kind.min(25))
}

/// Mean and standard deviation (n - 1) in minutes; there is at least one time.
pub(crate) fn moments(seconds: &[u32]) -> ServiceMoments {
    let minutes: Vec<f64> = seconds.iter().map(|seconds| f64::from(*seconds) / 60.0).collect();
    let count = minutes.len() as f64;
    let mean = minutes.iter().sum::<f64>() / count;
    let squares: f64 = minutes.iter().map(|value| (value - mean).powi(2)).sum();
    ServiceMoments { mean, standard_deviation: (squares / (count - 1.0).max(1.0)).sqrt() }
}

fn by_kind<'a>(
    kinds: usize,
    rows: impl Iterator<Item = &'a ConsultationRow>,
    labels: Vec<u8>,
) -> Vec<Vec<u32>> {
    let mut seconds = vec![Vec::new(); kinds];
    rows.zip(labels).for_each(|(row, kind)| seconds[usize::from(kind)].push(row.service_seconds));
    seconds
}
