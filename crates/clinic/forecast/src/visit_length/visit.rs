//! What is known of a visit before it begins, and how long it took.

use std::sync::Arc;

/// A visit that is to come. What a clinic does not record stays `None` and is treated as missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// The patient's pseudonym.
    pub patient: String,
    /// The session: numbers ascend in time.
    pub session: u32,
    /// How many times the patient has come, this time included.
    pub visit_number: u32,
    /// Whether the patient is a man.
    pub male: Option<bool>,
    /// Whether the visit is for a malignant tumour.
    pub malignant: Option<bool>,
    /// Whether the visit is for a suspected one.
    pub suspected: Option<bool>,
    /// From which group of places the patient comes.
    pub address: Option<String>,
    /// The visit type.
    pub visit_type: Option<Arc<str>>,
    /// The service.
    pub service: Option<Arc<str>>,
    /// The site.
    pub site: Option<Arc<str>>,
    /// The practitioner.
    pub practitioner: Option<Arc<str>>,
    /// The local hour of the planned start, with its fraction.
    pub hour: Option<f64>,
    /// Days after Monday.
    pub weekday: Option<u8>,
    /// How long it is planned, in seconds.
    pub planned_seconds: Option<f64>,
    /// The patient's age in years.
    pub age: Option<f64>,
    /// How many appointments the patient had missed before the session.
    pub earlier_no_shows: Option<u32>,
}

impl Visit {
    /// A visit of which nothing but patient, session and number is known.
    ///
    /// ```
    /// assert!(lindley_forecast::visit_length::Visit::new("p1", 7, 2).is_returning());
    /// ```
    pub fn new(patient: &str, session: u32, visit_number: u32) -> Self {
        Self {
            patient: patient.to_owned(),
            session,
            visit_number,
            male: None,
            malignant: None,
            suspected: None,
            address: None,
            visit_type: None,
            service: None,
            site: None,
            practitioner: None,
            hour: None,
            weekday: None,
            planned_seconds: None,
            age: None,
            earlier_no_shows: None,
        }
    }

    /// Whether the patient has come before.
    ///
    /// ```
    /// assert!(!lindley_forecast::visit_length::Visit::new("p1", 7, 1).is_returning());
    /// ```
    pub fn is_returning(&self) -> bool {
        self.visit_number > 1
    }

    /// The group within which the band holds.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{Visit, VisitGroup};
    /// let group = Visit::new("p1", 7, 1).group();
    /// assert_eq!(group, VisitGroup { returning: false, cancer: false });
    /// ```
    pub fn group(&self) -> VisitGroup {
        let cancer = self.malignant.unwrap_or(false) || self.suspected.unwrap_or(false);
        VisitGroup { returning: self.is_returning(), cancer }
    }
}

/// New or returning, with or without cancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VisitGroup {
    /// Whether the patient has come before.
    pub returning: bool,
    /// Whether the visit is for a tumour, suspected or known.
    pub cancer: bool,
}

impl std::fmt::Display for VisitGroup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let who = if self.returning { "returning" } else { "new" };
        write!(f, "{who}, {} cancer", if self.cancer { "with" } else { "without" })
    }
}

/// A visit that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredVisit {
    /// The visit.
    pub visit: Visit,
    /// How long it took, in seconds.
    pub seconds: f64,
}
