//! A visit type made ready for booking: one demand per role, and who can fill it at each site.

use std::collections::{BTreeMap, BTreeSet};

use lindley_time::{Instant, Span};

use crate::catalogue::{Catalogue, Resource, ResourceKind, VisitType};
use crate::ids::{ResourceId, ServiceId, SiteId};

/// When a role's resource is used, in minutes from the visit's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleWindow {
    /// First minute.
    pub from_minute: u16,
    /// First minute after.
    pub until_minute: u16,
    /// Capacity units used.
    pub units: u16,
}

/// Everything a visit asks of the resource that fills one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleDemand {
    /// The role's name.
    pub role: String,
    /// Kind of resource.
    pub kind: ResourceKind,
    /// Attributes it must all have.
    pub attributes: BTreeSet<String>,
    /// When it is used; windows neither overlap nor touch unless their units differ.
    pub windows: Vec<RoleWindow>,
}

impl RoleDemand {
    /// Whether the resource can fill the role, apart from its calendar.
    pub fn fits(&self, resource: &Resource) -> bool {
        resource.kind == self.kind
            && self.attributes.is_subset(&resource.attributes)
            && self.windows.iter().all(|window| window.units <= resource.capacity_units)
    }

    /// The role's use of its resource for a visit that starts at `start`.
    pub fn spans(&self, start: Instant) -> impl Iterator<Item = (Span, u16)> + '_ {
        self.windows.iter().map(move |window| (window.span(start), window.units))
    }
}

impl RoleWindow {
    /// The window of a visit that starts at `start`.
    pub fn span(self, start: Instant) -> Span {
        let minutes = u32::from(self.until_minute - self.from_minute);
        Span::of_minutes(start.plus_minutes(i64::from(self.from_minute)), minutes)
    }
}

impl VisitType {
    /// Length of the visit: the end of its last step.
    pub fn minutes(&self) -> u16 {
        self.steps.iter().map(|step| step.until_minute).max().unwrap_or(0)
    }

    /// The roles in order of first mention, each with all its windows.
    pub fn roles(&self) -> Vec<RoleDemand> {
        let mut roles: Vec<RoleDemand> = Vec::new();
        for step in &self.steps {
            for demand in &step.demands {
                let window = RoleWindow {
                    from_minute: step.from_minute,
                    until_minute: step.until_minute,
                    units: demand.units,
                };
                match roles.iter_mut().find(|role| role.role == demand.role) {
                    Some(role) => {
                        role.attributes.extend(demand.attributes.iter().cloned());
                        role.windows.push(window);
                    }
                    None => roles.push(RoleDemand {
                        role: demand.role.clone(),
                        kind: demand.kind,
                        attributes: demand.attributes.clone(),
                        windows: vec![window],
                    }),
                }
            }
        }
        for role in &mut roles {
            merge_windows(&mut role.windows);
        }
        roles
    }
}

/// Joins windows of equal units that touch or overlap, so that one stay is one segment.
fn merge_windows(windows: &mut Vec<RoleWindow>) {
    windows.sort_unstable_by_key(|window| (window.from_minute, window.until_minute));
    windows.dedup_by(|next, last| {
        let joins = next.from_minute <= last.until_minute && next.units == last.units;
        if joins {
            last.until_minute = last.until_minute.max(next.until_minute);
        }
        joins
    });
}

/// A visit type with its candidates.
#[derive(Clone, Debug)]
pub(crate) struct VisitPlan {
    pub(crate) service: ServiceId,
    pub(crate) minutes: u16,
    pub(crate) roles: Vec<RoleDemand>,
    /// For each site that offers the visit: the candidates of each role, by id.
    pub(crate) candidates: BTreeMap<SiteId, Vec<Vec<ResourceId>>>,
}

impl VisitPlan {
    pub(crate) fn new(visit_type: &VisitType, catalogue: &Catalogue) -> Self {
        let roles = visit_type.roles();
        let offered = |site: &SiteId| visit_type.sites.is_empty() || visit_type.sites.contains(site);
        let candidates_at = |site: SiteId| -> Vec<Vec<ResourceId>> {
            let fits = |role: &RoleDemand| {
                let here = catalogue.resources.iter().filter(|(_, resource)| resource.site == site);
                here.filter(|(_, resource)| role.fits(resource)).map(|(id, _)| *id).collect()
            };
            roles.iter().map(fits).collect()
        };
        let sites = catalogue.sites.keys().copied().filter(offered);
        let candidates = sites.map(|site| (site, candidates_at(site))).collect();
        Self { service: visit_type.service, minutes: visit_type.minutes(), roles, candidates }
    }

    /// The first moment a resource is used to the last, for a visit that starts at `start`.
    pub(crate) fn span(&self, start: Instant) -> Span {
        Span::of_minutes(start, u32::from(self.minutes))
    }
}
