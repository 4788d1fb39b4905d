//! What was known of a patient before a day.

use std::collections::BTreeMap;

use lindley_time::civil::Date;

use super::Outcome;

/// Outcomes by patient, each with its day.
///
/// Everything that it answers is of days strictly before the one that is asked for, so later outcomes cannot leak into an
/// earlier prediction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    by_patient: BTreeMap<String, Vec<Entry>>,
}

/// One outcome, with what came before it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    day: Date,
    number: u64,
    missed: bool,
    /// Of this outcome and all before.
    missed_so_far: u32,
}

/// What was known of a patient.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Appointments whose day was over.
    pub visits: u32,
    /// Those to which the patient did not come.
    pub missed: u32,
    /// Whether the patient did not come to the last one.
    pub last_missed: Option<bool>,
    /// The day of the last one.
    pub last_day: Option<Date>,
}

impl History {
    /// Takes up outcomes in any order.
    ///
    /// ```
    /// use lindley_forecast::no_show::{Booking, History, Outcome};
    /// use lindley_time::civil::date;
    ///
    /// let made = date(2026, 5, 1).at(9, 0, 0, 0);
    /// let missed = Outcome { booking: Booking::new(1, "p1", made, date(2026, 5, 4)), missed: true };
    /// let history = History::of([&missed]);
    /// assert_eq!(history.before("p1", date(2026, 5, 5)).missed, 1);
    /// // On the day itself nobody knows yet.
    /// assert_eq!(history.before("p1", date(2026, 5, 4)).visits, 0);
    /// ```
    pub fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        let mut by_patient: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for Outcome { booking, missed } in outcomes {
            let entry = Entry { day: booking.day, number: booking.number, missed: *missed, missed_so_far: 0 };
            if let Some(entries) = by_patient.get_mut(&booking.patient) {
                entries.push(entry);
            } else {
                by_patient.insert(booking.patient.clone(), vec![entry]);
            }
        }
        for entries in by_patient.values_mut() {
            entries.sort_by_key(|entry| (entry.day, entry.number));
            let mut missed = 0;
            for entry in entries {
                missed += u32::from(entry.missed);
                entry.missed_so_far = missed;
            }
        }
        Self { by_patient }
    }

    /// What was known of the patient before a day: of days strictly earlier.
    ///
    /// ```
    /// use lindley_forecast::no_show::{History, Past};
    /// use lindley_time::civil::date;
    /// assert_eq!(History::default().before("nobody", date(2026, 5, 4)), Past::default());
    /// ```
    pub fn before(&self, patient: &str, day: Date) -> Past {
        let entries = self.by_patient.get(patient).map_or(&[][..], Vec::as_slice);
        let known = entries.partition_point(|entry| entry.day < day);
        let Some(last) = known.checked_sub(1).map(|last| entries[last]) else { return Past::default() };
        Past {
            visits: u32::try_from(known).unwrap_or(u32::MAX),
            missed: last.missed_so_far,
            last_missed: Some(last.missed),
            last_day: Some(last.day),
        }
    }
}
