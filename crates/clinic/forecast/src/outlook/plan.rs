//! What is known of a session before it begins.

use lindley_time::{Instant, Span};
use serde::{Deserialize, Serialize};

use super::{LengthQuantiles, OutlookError};

/// How likely a patient is to come, with the band of the forecast.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShowChance {
    /// The probability of coming: one minus that of a no-show.
    pub probability: f64,
    /// Lower end of its band.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl ShowChance {
    /// A probability that is known.
    ///
    /// ```
    /// use lindley_forecast::outlook::ShowChance;
    /// assert_eq!(ShowChance::known(0.8).low, 0.8);
    /// ```
    pub fn known(probability: f64) -> Self {
        Self { probability, low: probability, high: probability }
    }

    /// The chance of coming where a no-show has this probability and band.
    ///
    /// ```
    /// use lindley_forecast::outlook::ShowChance;
    /// let show = ShowChance::from_no_show(0.25, 0.125, 0.5);
    /// assert_eq!((show.low, show.probability, show.high), (0.5, 0.75, 0.875));
    /// ```
    pub fn from_no_show(probability: f64, low: f64, high: f64) -> Self {
        Self { probability: 1.0 - probability, low: 1.0 - high, high: 1.0 - low }
    }

    /// The probability where the forecast is off by this much: 0 is the lower end, 1 the upper, one half the forecast itself.
    pub(super) fn at(&self, where_in_band: f64) -> f64 {
        let Self { probability, low, high } = self;
        if where_in_band < 0.5 {
            low + (probability - low) * (2.0 * where_in_band)
        } else {
            probability + (high - probability) * (2.0 * where_in_band - 1.0)
        }
    }

    fn check(&self, appointment: usize) -> Result<(), OutlookError> {
        let refused = |problem| Err(OutlookError::Show { appointment, problem });
        let Self { probability, low, high } = self;
        if ![probability, low, high].into_iter().all(|chance| (0.0..=1.0).contains(chance)) {
            return refused("the chance of coming is no probability");
        }
        if !(low <= probability && probability <= high) {
            return refused("the band of the chance of coming does not hold it");
        }
        Ok(())
    }
}

/// An appointment of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// When the patient is due: the practitioner's part of the visit begins then.
    pub start: Instant,
    /// How long it is planned, in seconds.
    pub planned_seconds: u32,
    /// How likely the patient is to come.
    pub show: ShowChance,
    /// How long the visit takes if the patient comes.
    pub length: LengthQuantiles,
}

/// A session that is to come: one practitioner's time at a site, and who is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionPlan {
    /// The time in which the practitioner works: nobody is seen before, what lasts longer is overtime.
    pub working: Span,
    /// The appointments; patients are seen in the order of their starts, equal ones as given here.
    pub appointments: Vec<Planned>,
}

impl SessionPlan {
    /// The working span in seconds.
    pub(super) fn working_seconds(&self) -> f64 {
        self.working.seconds() as f64
    }

    /// When an appointment is due, in seconds from the beginning of the working span.
    pub(super) fn due(&self, appointment: usize) -> f64 {
        let start = self.appointments[appointment].start.seconds();
        (start - self.working.start().seconds()) as f64
    }

    /// The appointments' places in the order in which patients are seen.
    pub(super) fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.appointments.len()).collect();
        order.sort_by_key(|place| self.appointments[*place].start);
        order
    }

    /// Refuses a plan that cannot be.
    pub(super) fn check(&self) -> Result<(), OutlookError> {
        if self.appointments.is_empty() {
            return Err(OutlookError::NoAppointments);
        }
        for (appointment, planned) in self.appointments.iter().enumerate() {
            planned.show.check(appointment)?;
            if !self.working.holds(planned.start) {
                return Err(OutlookError::OutsideWorking { appointment });
            }
        }
        Ok(())
    }
}
