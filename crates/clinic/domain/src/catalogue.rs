//! What an organisation offers and owns: sites, services, visit types, resources, sessions, blocks.

use std::collections::{BTreeMap, BTreeSet};

use lindley_time::{Span, WeeklyHours, Zone};
use serde::{Deserialize, Serialize};

use crate::ids::{ResourceId, ServiceId, SiteId, VisitTypeId};

/// A site (FHIR Location) with its own zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Name as staff say it.
    pub name: String,
    /// The zone in which the site's local times are read.
    pub zone: Zone,
}

/// A service (FHIR HealthcareService).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Name as staff say it.
    pub name: String,
}

/// The kinds of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// A person who gives care (FHIR Practitioner).
    Practitioner,
    /// A room (FHIR Location).
    Room,
    /// A bed or chair (FHIR Location).
    Bed,
    /// A machine (FHIR Device).
    Device,
    /// A laboratory or counter that serves several at once.
    Lab,
}

/// Something a visit uses up for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Name as staff say it.
    pub name: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Where it is. A resource is at one site; a person working at two sites has hours at both through sessions.
    pub site: SiteId,
    /// Skills, equipment and other attributes that a visit may ask for, for example `echo` or `lang:fr`.
    pub attributes: BTreeSet<String>,
    /// How many units can be in use at one instant; 1 for a person or an ordinary room.
    pub capacity_units: u16,
}

/// One demand of a step for a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// The part this resource plays, for example `physician`. Equal roles in different steps are the same resource.
    pub role: String,
    /// Kind asked for.
    pub kind: ResourceKind,
    /// Attributes that the resource must all have.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub attributes: BTreeSet<String>,
    /// Capacity units used.
    pub units: u16,
}

/// One step of a visit, in minutes from the visit's start; steps may overlap (a room before and after the physician).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Name of the step.
    pub name: String,
    /// First minute of the step.
    pub from_minute: u16,
    /// First minute after the step.
    pub until_minute: u16,
    /// The resources used during the step.
    pub demands: Vec<Demand>,
}

/// A visit type (FHIR appointmentType).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitType {
    /// Name as staff say it.
    pub name: String,
    /// The service it belongs to.
    pub service: ServiceId,
    /// Steps in order of their first minute.
    pub steps: Vec<Step>,
    /// Starts are offered at multiples of this many minutes past the local hour: 5, 10, 15, 20, 30 or 60.
    pub start_every_minutes: u16,
    /// Youngest age in years, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_min: Option<u8>,
    /// Oldest age in years, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_max: Option<u8>,
    /// Sites that offer it; empty means all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub sites: BTreeSet<SiteId>,
}

/// A block of a resource's time that is open for booking, for the services named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Whose time.
    pub resource: ResourceId,
    /// When.
    pub span: Span,
    /// The services that may use it; empty means all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub services: BTreeSet<ServiceId>,
    /// What staff call it.
    pub label: String,
    /// True when the source had no dates and an import chose fitting ones.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub placed_by_import: bool,
}

/// What a block covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockScope {
    /// One resource.
    Resource(ResourceId),
    /// Every resource of a site.
    Site(SiteId),
}

/// Time in which nothing may be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it covers.
    pub scope: BlockScope,
    /// When.
    pub span: Span,
    /// Why.
    pub reason: String,
}

/// Everything that changes rarely. Kept behind one pointer so that an undo is a pointer swap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The organisation's name; empty until it is founded.
    pub organisation: String,
    /// How many days ahead an appointment may start.
    pub horizon_days: u16,
    /// Sites by id.
    pub sites: BTreeMap<SiteId, Site>,
    /// Services by id.
    pub services: BTreeMap<ServiceId, Service>,
    /// Visit types by id.
    pub visit_types: BTreeMap<VisitTypeId, VisitType>,
    /// Resources by id.
    pub resources: BTreeMap<ResourceId, Resource>,
    /// Weekly hours by resource.
    pub hours: BTreeMap<ResourceId, WeeklyHours>,
}
