//! Something at a place that has slots.

use serde::Deserialize;

use super::extension::{self, Extension};
use super::resource::{Kind, referenced};
use crate::RowError;

/// One code of a service type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Coding {
    /// The code system, where given.
    pub system: Option<String>,
    /// The code, where given.
    pub code: Option<String>,
    /// The code in words, where given.
    pub display: Option<String>,
}

/// A FHIR Schedule, as far as scheduling needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Its id in the feed.
    pub id: String,
    /// The ids of the Locations among its actors, at least one.
    pub locations: Vec<String>,
    /// What is offered: for each service type its codes.
    pub service_types: Vec<Vec<Coding>>,
    /// The vaccine product, where given.
    pub vaccine_product: Option<String>,
    /// Which dose, where given.
    pub vaccine_dose: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Written {
    id: String,
    #[serde(default)]
    actor: Vec<Reference>,
    #[serde(default)]
    service_type: Vec<CodeableConcept>,
    #[serde(default)]
    extension: Vec<Extension>,
}

#[derive(Deserialize)]
pub(super) struct Reference {
    pub(super) reference: Option<String>,
}

#[derive(Deserialize)]
struct CodeableConcept {
    #[serde(default)]
    coding: Vec<Coding>,
}

impl Schedule {
    pub(super) fn check(line: u64, written: Written) -> Result<Self, RowError> {
        let references = written.actor.iter().filter_map(|actor| actor.reference.as_deref());
        let locations: Vec<String> =
            references.filter_map(|text| referenced(Kind::Location, text)).map(str::to_owned).collect();
        if locations.is_empty() {
            let advice = "name the place, for example {\"reference\": \"Location/1\"}";
            return Err(RowError::new(line, "actor", "no Location among the actors", advice));
        }
        let extensions = &written.extension;
        Ok(Self {
            locations,
            service_types: written.service_type.into_iter().map(|concept| concept.coding).collect(),
            vaccine_product: extension::find(extensions, "vaccine-product").and_then(Extension::text),
            vaccine_dose: extension::find(extensions, "vaccine-dose").and_then(Extension::integer),
            id: written.id,
        })
    }
}
