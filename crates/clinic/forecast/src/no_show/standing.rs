//! How an appointment stands at the moment at which it is predicted.

/// What changes between booking an appointment and its day. What a source does not tell stays `None` and is treated as missing:
/// a file of appointments tells none of it, a log most.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// Days, and parts of one, until the planned start.
    pub days_ahead: Option<f64>,
    /// How often it was moved.
    pub moved: Option<u32>,
    /// How many reminders were sent.
    pub reminders: Option<u32>,
    /// The patient's cancellations of late.
    pub recent_cancellations: Option<u32>,
    /// The site's share of no-shows at that hour of day.
    pub hour_share: Option<f64>,
    /// Rain at the planned start, mm.
    pub rain: Option<f64>,
    /// Temperature at the planned start, degrees Celsius.
    pub temperature: Option<f64>,
    /// Influenza, per cent of visits.
    pub influenza: Option<f64>,
}

impl Standing {
    /// Whether it is asked more than a day ahead, as it is when the appointment is booked.
    ///
    /// ```
    /// use lindley_forecast::no_show::Standing;
    /// assert!(Standing { days_ahead: Some(14.0), ..Standing::default() }.is_far_ahead());
    /// assert!(!Standing::default().is_far_ahead());
    /// ```
    pub fn is_far_ahead(&self) -> bool {
        self.days_ahead.is_some_and(|days| days > 1.0)
    }
}
