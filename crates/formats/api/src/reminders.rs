//! Reminders of appointments: that one was sent, and how. What it said is kept nowhere.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::AppointmentId;

/// How a reminder reached out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReminderChannel {
    /// A text message.
    Sms,
    /// An e-mail.
    Email,
    /// A call.
    Phone,
    /// A letter.
    Letter,
    /// A notification of an app.
    Push,
}

/// The patient was reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"channel": "sms"}))]
pub struct NewReminder {
    /// How.
    pub channel: ReminderChannel,
}

/// A reminder that was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reminder {
    /// The appointment that the patient was reminded of.
    pub appointment: AppointmentId,
    /// How.
    pub channel: ReminderChannel,
    /// The log's newest event: predictions from here on know of it.
    pub head: u64,
}
