//! One consultation, with what the features are made of.

use std::io::Read;

use lindley_public_data::hangu::{self, Visit};
pub use lindley_public_data::hangu::{Address, Gender};
use lindley_public_data::{FileError, RowError};
use thiserror::Error;

/// One consultation of the study, real or synthetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultationRow {
    /// The patient's pseudonym.
    pub patient: String,
    /// The session's number, from 1, in time order.
    pub session: u32,
    /// How many times the patient has come, this time included; 1 is a new patient.
    pub visit_number: u32,
    /// Gender.
    pub gender: Gender,
    /// The file's M.Cancer: whether the visit is for a malignant tumour.
    pub m_cancer: bool,
    /// The file's S.Cancer.
    pub s_cancer: bool,
    /// Where the patient lives.
    pub address: Address,
    /// Length of the consultation in seconds.
    pub service_seconds: u32,
}

impl From<Visit> for ConsultationRow {
    fn from(visit: Visit) -> Self {
        Self {
            patient: visit.patient,
            session: visit.session,
            visit_number: visit.visit_number,
            gender: visit.gender,
            m_cancer: visit.m_cancer,
            s_cancer: visit.s_cancer,
            address: visit.address,
            service_seconds: visit.service_seconds,
        }
    }
}

/// Why the file could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// It is not the file at all.
    #[error("this is not the Hangu file")]
    File(#[from] FileError),
    /// A row is wrong; the study had none left out.
    #[error("a row of the Hangu file is wrong")]
    Row(#[from] RowError),
}

/// All consultations of the published file, in its order. Refused if one row is wrong.
pub fn consultations(file: impl Read) -> Result<Vec<ConsultationRow>, ReadError> {
    let rows = hangu::Reader::open(file)?;
    rows.map(|row| Ok(row?.value.into())).collect()
}
