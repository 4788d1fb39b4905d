//! How long visits really took, from the log: by service and visit type, in one pass over the appointments.

use std::collections::BTreeMap;

use lindley_domain::{ResourceKind, ServiceId, State, Status, VisitType, VisitTypeId};
use lindley_session::LONGEST_SERVICE_S;
use lindley_stats::quantile;

/// The service times of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceTimes {
    /// The service.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// Fulfilled visits whose real times are not known, or that took longer than the engine can plan with: 18 hours.
    pub left_out: usize,
    /// Those of its visit types that have service times, by id.
    pub visit_types: Vec<VisitTypeTimes>,
}

/// The service times of one visit type.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitTypeTimes {
    /// The visit type.
    pub visit_type: VisitTypeId,
    /// Its name.
    pub name: String,
    /// How long it is planned to need its practitioner without a break; the whole visit where it needs none.
    pub planned_minutes: u16,
    /// How long its visits took, in ascending order; at least one.
    pub seconds: Vec<u32>,
}

impl ServiceTimes {
    /// How many service times there are.
    pub fn visits(&self) -> usize {
        self.visit_types.iter().map(|times| times.seconds.len()).sum()
    }
}

impl VisitTypeTimes {
    /// The time in minutes that a share of the visits did not exceed, linear between neighbours.
    pub fn quantile_minutes(&self, share: f64) -> f64 {
        let seconds: Vec<f64> = self.seconds.iter().map(|seconds| f64::from(*seconds)).collect();
        // There is at least one time, and shares are constants between 0 and 1.
        quantile(&seconds, share).unwrap_or_default() / 60.0
    }
}

/// What is taken from the state while others wait for it; the sorting is done afterwards.
pub(super) struct LogTimes {
    services: BTreeMap<ServiceId, String>,
    visit_types: BTreeMap<VisitTypeId, OfType>,
}

struct OfType {
    service: ServiceId,
    name: String,
    planned_minutes: u16,
    left_out: usize,
    seconds: Vec<u32>,
}

impl OfType {
    fn of(about: &VisitType) -> Self {
        let (service, name) = (about.service, about.name.clone());
        Self { service, name, planned_minutes: with_practitioner(about), left_out: 0, seconds: Vec::new() }
    }
}

/// The longest stretch for which the visit type needs a practitioner: a session is the time of one.
fn with_practitioner(about: &VisitType) -> u16 {
    let roles = about.roles().into_iter().filter(|role| role.kind == ResourceKind::Practitioner);
    let stretches = roles.flat_map(|role| role.windows);
    stretches.map(|window| window.until_minute - window.from_minute).max().unwrap_or_else(|| about.minutes())
}

impl LogTimes {
    /// Of all services, or of one.
    pub(super) fn gather(state: &State, only: Option<ServiceId>) -> Self {
        let wanted = |service: &ServiceId| only.is_none_or(|only| only == *service);
        let catalogue = state.catalogue();
        let services = catalogue.services.iter().filter(|(id, _)| wanted(id));
        let types = catalogue.visit_types.iter().filter(|(_, about)| wanted(&about.service));
        let mut visit_types: BTreeMap<VisitTypeId, OfType> =
            types.map(|(id, about)| (*id, OfType::of(about))).collect();
        for visit in state.appointments().filter(|visit| visit.status == Status::Fulfilled) {
            let Some(times) = visit_types.get_mut(&visit.visit_type) else { continue };
            let seconds = visit.actual.and_then(|span| u32::try_from(span.seconds()).ok());
            match seconds.filter(|seconds| *seconds <= LONGEST_SERVICE_S) {
                Some(seconds) => times.seconds.push(seconds),
                None => times.left_out += 1,
            }
        }
        Self { services: services.map(|(id, about)| (*id, about.name.clone())).collect(), visit_types }
    }

    /// The times of each service, also of those that have none, by id.
    pub(super) fn by_service(self) -> Vec<ServiceTimes> {
        let none = |(service, name)| ServiceTimes { service, name, left_out: 0, visit_types: Vec::new() };
        let mut services: BTreeMap<ServiceId, ServiceTimes> =
            self.services.into_iter().map(|service| (service.0, none(service))).collect();
        for (visit_type, mut times) in self.visit_types {
            let Some(service) = services.get_mut(&times.service) else { continue };
            service.left_out += times.left_out;
            if times.seconds.is_empty() {
                continue;
            }
            times.seconds.sort_unstable();
            let OfType { name, planned_minutes, seconds, .. } = times;
            service.visit_types.push(VisitTypeTimes { visit_type, name, planned_minutes, seconds });
        }
        services.into_values().collect()
    }
}
