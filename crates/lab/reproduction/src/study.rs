//! What the study is computed from, cut into its two parts.

use crate::features::LAST_TRAINING_SESSION;
use crate::{AuthorsOutputs, ConsultationRow, ReproductionError};
use lindley_session::LONGEST_SERVICE_S;

/// Consultations with what the authors stored about them.
#[derive(Clone, Debug)]
pub struct Study {
    rows: Vec<ConsultationRow>,
    authors: Option<AuthorsOutputs>,
    synthetic: bool,
}

impl Study {
    /// The study of the published file.
    ///
    /// Refused if one of the two parts is empty, a time cannot be simulated, or the authors' outputs are about other rows.
    pub fn of_file(
        rows: Vec<ConsultationRow>,
        authors: Option<AuthorsOutputs>,
    ) -> Result<Self, ReproductionError> {
        let study = Self { rows, authors, synthetic: false };
        study.check()?;
        Ok(study)
    }

    /// The same study of rows that no patient stands behind.
    ///
    /// Refused as [`Study::of_file`].
    pub fn of_synthetic(rows: Vec<ConsultationRow>) -> Result<Self, ReproductionError> {
        let study = Self { rows, authors: None, synthetic: true };
        study.check()?;
        Ok(study)
    }

    fn check(&self) -> Result<(), ReproductionError> {
        let (train, test) = (self.train().count(), self.test().count());
        if train == 0 || test == 0 {
            return Err(ReproductionError::Split { train, test, last: LAST_TRAINING_SESSION });
        }
        let fits = |row: &&ConsultationRow| !(1..=LONGEST_SERVICE_S).contains(&row.service_seconds);
        if let Some(row) = self.rows.iter().find(fits) {
            let (session, seconds) = (row.session, row.service_seconds);
            return Err(ReproductionError::ServiceTime { session, seconds });
        }
        let Some(authors) = &self.authors else { return Ok(()) };
        let differs = |(row, stored): (&ConsultationRow, &f64)| f64::from(row.service_seconds) - stored;
        let other = self.test().zip(&authors.seconds).position(|pair| differs(pair).abs() > 0.0);
        let line = if authors.seconds.len() == test { other } else { Some(authors.seconds.len().min(test)) };
        line.map_or(Ok(()), |place| {
            Err(ReproductionError::File {
                name: crate::authors_outputs::PREDICTIONS_FILE,
                problem: format!(
                    "line {}, ServTime: it is not that of consultation {} after session {LAST_TRAINING_SESSION} in Data.csv; use the files of one study",
                    place + 2,
                    place + 1
                ),
            })
        })
    }

    /// All consultations.
    pub fn rows(&self) -> &[ConsultationRow] {
        &self.rows
    }

    /// What the authors stored, if it is at hand.
    pub fn authors(&self) -> Option<&AuthorsOutputs> {
        self.authors.as_ref()
    }

    /// Whether the rows were drawn from a generator.
    pub fn is_synthetic(&self) -> bool {
        self.synthetic
    }

    /// The consultations to learn from.
    pub fn train(&self) -> impl Iterator<Item = &ConsultationRow> {
        self.rows.iter().filter(|row| row.session <= LAST_TRAINING_SESSION)
    }

    /// The consultations to test on.
    pub fn test(&self) -> impl Iterator<Item = &ConsultationRow> {
        self.rows.iter().filter(|row| row.session > LAST_TRAINING_SESSION)
    }
}
