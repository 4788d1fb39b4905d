//! An appointment as it was known at one moment, and what became of it.

use lindley_time::civil::Date;

use super::{Booking, Known, Past, Standing};

/// What was known of an appointment at a moment. Owned, for rows to learn from and for predictions.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    /// The appointment as it was planned then.
    pub booking: Booking,
    /// What was known of the patient.
    pub past: Past,
    /// How the appointment stood.
    pub standing: Standing,
    /// The local day of the moment.
    pub as_of: Date,
}

impl Described {
    /// What features are made from.
    pub fn known(&self) -> Known<'_> {
        Known { booking: &self.booking, past: self.past, standing: self.standing, as_of: self.as_of }
    }
}

/// A row to learn from or to judge on.
#[derive(Clone, Debug)]
pub(super) struct Sample<'a> {
    pub(super) known: Known<'a>,
    /// The day on which it came out.
    pub(super) day: Date,
    /// Orders rows of one day.
    pub(super) number: u64,
    pub(super) missed: bool,
}
