//! Coarse facts about patients, without identity.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The sex, as administration records it (FHIR's administrative gender).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// A woman or girl.
    Female,
    /// A man or boy.
    Male,
    /// Neither.
    Other,
}

/// How far a patient lives from the site, in bands that do not give away an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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

/// What is known of a patient, named by pseudonym in the body: addresses of requests stand in logs and in problems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"patient": "p-1", "facts": {"birth_year": 1984, "sex": "female", "language": "pt"}}))]
pub struct PatientDescription {
    /// The patient's pseudonym.
    pub patient: String,
    /// What is known.
    pub facts: PatientFacts,
}

/// What is known of a patient; it replaces what was known before. Each may be left out. There is no room for names, dates of
/// birth, addresses or contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"birth_year": 1984, "sex": "female", "language": "pt", "distance": "under-5-km"}))]
pub struct PatientFacts {
    /// The year of birth; whoever is ninety or older counts as ninety.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_year: Option<i16>,
    /// The sex, as administration records it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// The language that the patient is spoken to in, as a tag such as `pt` or `pt-BR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How far the patient lives from the site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<DistanceBand>,
    /// The district that the patient lives in; no smaller than what the clinic publishes figures of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
}
