//! Names of things: small numbers that the log hands out in order, and the patient's pseudonym.

use std::fmt;
use std::str::FromStr;

use arrayvec::ArrayString;
use serde::{Deserialize, Serialize};

macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident, $number:ty, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $number);

        impl $name {
            /// What the written form starts with.
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "-{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = UnreadableId;
            fn from_str(text: &str) -> Result<Self, UnreadableId> {
                let number = text.strip_prefix(concat!($prefix, "-"));
                // One id has one written form: no sign, no leading zero.
                let number = number.filter(|rest| rest.starts_with(|first| matches!(first, '1'..='9')));
                number.and_then(|rest| rest.parse().ok()).map(Self).ok_or(UnreadableId { expected: $prefix })
            }
        }
    };
}

numbered!(
    /// A site (FHIR Location): a building or a floor with its own zone.
    SiteId, u32, "site"
);
numbered!(
    /// A service (FHIR HealthcareService).
    ServiceId, u32, "service"
);
numbered!(
    /// A visit type (FHIR appointmentType).
    VisitTypeId, u32, "visit-type"
);
numbered!(
    /// A resource: practitioner, room, bed, device or lab.
    ResourceId, u32, "resource"
);
numbered!(
    /// A session: a block of a resource's working time given to services.
    SessionId, u32, "session"
);
numbered!(
    /// A block: time in which nothing may be booked.
    BlockId, u32, "block"
);
numbered!(
    /// A session template, from its proposal on.
    TemplateId, u32, "template"
);
numbered!(
    /// A model of the registry.
    ModelId, u32, "model"
);
numbered!(
    /// A training: the job that makes a model.
    TrainingId, u32, "training"
);
numbered!(
    /// A batch of predictions that was kept.
    PredictionId, u32, "prediction"
);
numbered!(
    /// An appointment, and the hold it may have been before.
    AppointmentId, u64, "appointment"
);

/// The text is not an id of the expected kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an id such as {expected}-12")]
pub struct UnreadableId {
    expected: &'static str,
}

/// A patient's pseudonym, 1 to 36 characters of `A-Z a-z 0-9 . _ -`.
///
/// Never a name, a birth date or a chart number: those live in the vault, not in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "ArrayString<36>", into = "ArrayString<36>")]
pub struct PatientId(ArrayString<36>);

/// The text cannot be a patient's pseudonym.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a patient's pseudonym has 1 to 36 characters of A-Z a-z 0-9 . _ -")]
pub struct UnreadablePatientId;

impl PatientId {
    /// The pseudonym as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<ArrayString<36>> for PatientId {
    type Error = UnreadablePatientId;
    fn try_from(text: ArrayString<36>) -> Result<Self, UnreadablePatientId> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if !text.is_empty() && text.chars().all(allowed) { Ok(Self(text)) } else { Err(UnreadablePatientId) }
    }
}

impl From<PatientId> for ArrayString<36> {
    fn from(id: PatientId) -> Self {
        id.0
    }
}

impl FromStr for PatientId {
    type Err = UnreadablePatientId;
    fn from_str(text: &str) -> Result<Self, UnreadablePatientId> {
        ArrayString::from(text).map_err(|_| UnreadablePatientId)?.try_into()
    }
}

impl fmt::Display for PatientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
