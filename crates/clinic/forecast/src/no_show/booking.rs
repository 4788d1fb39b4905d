//! What is known of an appointment when it is made, and what became of it.

use std::sync::Arc;

use lindley_time::civil::{Date, DateTime};

/// An appointment as it was made. What a clinic does not record stays `None` and is treated as missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Booking {
    /// The appointment's number: orders appointments of one day.
    pub number: u64,
    /// The patient's pseudonym.
    pub patient: String,
    /// When it was made, local time.
    pub made: Option<DateTime>,
    /// The day for which it was made.
    pub day: Date,
    /// When it is to begin, local time.
    pub start: Option<DateTime>,
    /// The visit type's id.
    pub visit_type: Option<Arc<str>>,
    /// The service's id.
    pub service: Option<Arc<str>>,
    /// The site's id.
    pub site: Option<Arc<str>>,
    /// The site's name, for reports: no feature.
    pub site_name: Option<Arc<str>>,
    /// The language the patient is spoken to in: never a feature, only for judging whether a model is as right for everybody.
    pub language: Option<Arc<str>>,
    /// From how many kilometres on the patient lives away from the site: the lower end of a band.
    pub distance: Option<f64>,
    /// Age in years.
    pub age: Option<f64>,
    /// Whether the patient is a man.
    pub male: Option<bool>,
    /// Where the clinic or the patient is: site or district.
    pub neighbourhood: Option<String>,
    /// Whether the family receives a welfare grant.
    pub welfare: Option<bool>,
    /// High blood pressure.
    pub hypertension: Option<bool>,
    /// Diabetes.
    pub diabetes: Option<bool>,
    /// Alcoholism.
    pub alcoholism: Option<bool>,
    /// How many handicaps.
    pub handicaps: Option<f64>,
    /// Whether reminders are recorded at all; without, [`reminded`](Self::reminded) says nothing.
    pub reminders_recorded: bool,
    /// The day on which the patient was reminded.
    pub reminded: Option<Date>,
}

impl Booking {
    /// An appointment of which nothing but patient and times is known.
    ///
    /// ```
    /// use lindley_forecast::no_show::Booking;
    /// use lindley_time::civil::date;
    /// assert_eq!(Booking::new(7, "p1", date(2026, 5, 4).at(9, 0, 0, 0), date(2026, 5, 14)).age, None);
    /// ```
    pub fn new(number: u64, patient: &str, made: DateTime, day: Date) -> Self {
        Self {
            number,
            patient: patient.to_owned(),
            made: Some(made),
            day,
            start: None,
            visit_type: None,
            service: None,
            site: None,
            site_name: None,
            language: None,
            distance: None,
            age: None,
            male: None,
            neighbourhood: None,
            welfare: None,
            hypertension: None,
            diabetes: None,
            alcoholism: None,
            handicaps: None,
            reminders_recorded: false,
            reminded: None,
        }
    }
}

/// An appointment whose day is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The appointment.
    pub booking: Booking,
    /// Whether the patient did not come.
    pub missed: bool,
}
