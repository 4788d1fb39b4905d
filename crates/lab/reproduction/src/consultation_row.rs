//! One consultation, with what the features are made of.

use lindley_public_data::hangu::Visit;
pub use lindley_public_data::hangu::{Address, Gender};

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
