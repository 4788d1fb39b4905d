//! The day board: resources down, time across.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::appointments::Appointment;
use crate::hours::TimeSpan;
use crate::ids::{BlockId, ResourceId, ServiceId, SessionId, SiteId, TemplateId, VisitTypeId};
use crate::moment::{LocalDate, Moment};
use crate::resources::ResourceKind;

/// Which board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BoardQuery {
    /// The site.
    pub site: SiteId,
    /// The first day, on the site's calendar.
    pub date: LocalDate,
    /// How many days, 1 to 14; 1 if left out.
    #[param(minimum = 1, maximum = 14, example = 1)]
    pub days: Option<u8>,
    /// True: cancelled visits too, where they would have been; false if left out.
    ///
    /// Holds that ran out or were given back were never visits and are never shown.
    pub cancelled: Option<bool>,
}

/// A session on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardSession {
    /// Its id.
    pub id: SessionId,
    /// What staff call it.
    pub label: String,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// The services that may use it; empty means all.
    pub services: BTreeSet<ServiceId>,
    /// True when the source had no dates and an import chose fitting ones.
    pub placed_by_import: bool,
}

/// A block on the board; a block of the whole site stands on every resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardBlock {
    /// Its id.
    pub id: BlockId,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// Why.
    pub reason: String,
}

/// A slot of a session template in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardSlot {
    /// The template.
    pub template: TemplateId,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// The kind of visit it is kept for.
    pub kind: String,
    /// The visit types of that kind.
    pub visit_types: BTreeSet<VisitTypeId>,
    /// From this moment on any visit may have it, and before if none of its kind could begin in it any more.
    pub released_from: Moment,
}

/// One line of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardResource {
    /// Its id.
    pub id: ResourceId,
    /// Name as staff say it.
    pub name: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Skills, equipment and languages.
    pub attributes: BTreeSet<String>,
    /// How many units can be in use at one instant.
    pub capacity_units: u16,
    /// When it works: hours and sessions without blocks.
    pub working: Vec<TimeSpan>,
    /// Its sessions that touch the days shown.
    pub sessions: Vec<BoardSession>,
    /// Its blocks that touch the days shown.
    pub blocks: Vec<BoardBlock>,
    /// The slots that session templates in force keep on the days shown, released ones among them.
    pub slots: Vec<BoardSlot>,
}

/// What happens at a site on a day, or on a few days in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Board {
    /// The site.
    pub site: SiteId,
    /// The site's zone by its IANA name.
    pub zone: String,
    /// The first day, on the site's calendar.
    pub date: LocalDate,
    /// The first moment shown.
    pub from: Moment,
    /// The first moment no longer shown.
    pub until: Moment,
    /// The number of the last event that the board shows; follow the stream from here.
    pub head: u64,
    /// What a reader must know about these days, in sentences.
    pub notices: Vec<String>,
    /// The site's resources by kind, then id.
    pub resources: Vec<BoardResource>,
    /// The appointments that use these resources on these days, those that the patient missed among them, by start.
    ///
    /// Missed and cancelled ones do not use their resources' time: others may stand in the same place.
    pub appointments: Vec<Appointment>,
}
