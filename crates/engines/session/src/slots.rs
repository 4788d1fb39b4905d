//! When the visits are due, and when the session ends.

use crate::error::SessionError;

/// Longest session in seconds: seconds of a session are kept in 16 bits.
pub const LONGEST_S: u32 = 65_535;

/// Appointment times in seconds from the session's start, and the session's length.
///
/// Two visits may have one time: that is overbooking. In the notation of Chen and Robinson (2014) the time of visit `i`
/// is `A_i`, the allowance `X_i = A_{i+1} - A_i`, the length `T`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slots {
    times: Box<[u32]>,
    length: u32,
}

impl Slots {
    /// Slots of equal length in seconds, one visit each; the session ends with the last slot.
    ///
    /// ```
    /// let slots = lindley_session::Slots::equal(16, 900)?;
    /// assert_eq!((slots.times()[15], slots.length_s()), (13_500, 14_400));
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SessionError::Size`] without a visit, [`SessionError::Length`] if the session is empty or too long.
    pub fn equal(visits: usize, slot_s: u32) -> Result<Self, SessionError> {
        let length = u64::from(slot_s).saturating_mul(visits as u64);
        let fits = u32::try_from(length).ok().filter(|length| (1..=LONGEST_S).contains(length));
        let too_long = SessionError::Length { seconds: i64::try_from(length).unwrap_or(i64::MAX) };
        let length =
            fits.ok_or(if visits == 0 { SessionError::Size { visits, kinds: 1 } } else { too_long })?;
        Self::new(&(0..visits as u64).map(|visit| visit as u32 * slot_s).collect::<Vec<_>>(), length)
    }

    /// Slots at these times in a session of this length, all in seconds.
    ///
    /// ```
    /// use lindley_session::Slots;
    /// assert!(Slots::new(&[0, 0, 900, 2_000], 3_600).is_ok());
    /// assert!(Slots::new(&[0, 900, 600], 3_600).is_err());
    /// ```
    ///
    /// # Errors
    /// [`SessionError::Size`] for other than 1 to 255 visits, [`SessionError::Length`] for a session that is empty or longer
    /// than [`LONGEST_S`], [`SessionError::AppointmentTime`] for times that do not begin with 0, fall back or lie beyond
    /// the session's end.
    pub fn new(times: &[u32], length: u32) -> Result<Self, SessionError> {
        if !(1..=255).contains(&times.len()) {
            return Err(SessionError::Size { visits: times.len(), kinds: 1 });
        }
        if !(1..=LONGEST_S).contains(&length) {
            return Err(SessionError::Length { seconds: i64::from(length) });
        }
        let mut earliest = 0;
        for (place, time) in times.iter().enumerate() {
            let begins = place > 0 || *time == 0;
            if !begins || *time < earliest || *time > length {
                return Err(SessionError::AppointmentTime { place: place + 1, seconds: i64::from(*time) });
            }
            earliest = *time;
        }
        Ok(Self { times: times.into(), length })
    }

    /// The appointment times in seconds.
    ///
    /// ```
    /// let slots = lindley_session::Slots::equal(3, 900)?;
    /// assert_eq!(slots.times(), [0, 900, 1_800]);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn times(&self) -> &[u32] {
        &self.times
    }

    /// How many visits there are.
    ///
    /// ```
    /// let slots = lindley_session::Slots::new(&[0, 0, 900], 1_800)?;
    /// assert_eq!(slots.visits(), 3);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn visits(&self) -> usize {
        self.times.len()
    }

    /// The session's length in seconds.
    ///
    /// ```
    /// let slots = lindley_session::Slots::equal(3, 900)?;
    /// assert_eq!(slots.length_s(), 2_700);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn length_s(&self) -> u32 {
        self.length
    }

    /// When the next visit is due after `seated` visits; after the last one the session's end.
    pub(crate) fn due_after(&self, seated: usize) -> u16 {
        // Times and length fit: they were checked against `LONGEST_S`.
        self.times.get(seated).map_or(self.length, |time| *time) as u16
    }
}
