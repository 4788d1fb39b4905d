//! What the log may know of a patient: coarse facts without identity.

use serde::{Deserialize, Serialize};

/// Coarse facts of a patient, each of which may be unknown. They carry no name, date of birth, address or contact, so a log
/// with them can feed models and exports; what they may say is bounded when they are decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientFacts {
    /// The year of birth; whoever is ninety or older counts as ninety.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_year: Option<i16>,
    /// The sex, as administration records it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// The language the patient is spoken to in, as a tag such as `pt` or `pt-BR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Box<str>>,
    /// How far the patient lives from the site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<DistanceBand>,
    /// The district the patient lives in; no smaller than what the clinic publishes figures of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<Box<str>>,
}

/// FHIR's administrative gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// A woman or girl.
    Female,
    /// A man or boy.
    Male,
    /// Neither.
    Other,
}

impl Sex {
    /// The written form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
        }
    }
}

/// How far a patient lives from the site, in bands that do not give away an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DistanceBand {
    /// Less than 2 km.
    #[serde(rename = "under-2-km")]
    Under2Km,
    /// 2 to 5 km.
    #[serde(rename = "under-5-km")]
    Under5Km,
    /// 5 to 20 km.
    #[serde(rename = "under-20-km")]
    Under20Km,
    /// 20 to 50 km.
    #[serde(rename = "under-50-km")]
    Under50Km,
    /// 50 km and more.
    #[serde(rename = "over-50-km")]
    Over50Km,
}

impl DistanceBand {
    /// The written form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Under2Km => "under-2-km",
            Self::Under5Km => "under-5-km",
            Self::Under20Km => "under-20-km",
            Self::Under50Km => "under-50-km",
            Self::Over50Km => "over-50-km",
        }
    }

    /// The band's lower end in kilometres: ordered numbers for a model.
    pub const fn from_km(self) -> u8 {
        match self {
            Self::Under2Km => 0,
            Self::Under5Km => 2,
            Self::Under20Km => 5,
            Self::Under50Km => 20,
            Self::Over50Km => 50,
        }
    }
}

/// How a reminder reached out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
