//! A question about demand.

use lindley_domain::{ServiceId, SiteId};
use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use super::super::{DemandError, Stretch};
use crate::record::ClinicRecord;

/// Clocks of platforms may be ahead of ours by so many minutes.
const CLOCKS_AHEAD_MINUTES: i64 = 5;

/// What is asked. Empty lists mean all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandQuestion {
    /// Only these services.
    pub services: Vec<ServiceId>,
    /// Only these sites.
    pub sites: Vec<SiteId>,
    /// Only these stretches.
    pub stretches: Vec<Stretch>,
    /// Nothing that became known after this moment is used.
    pub as_of: Instant,
    /// Who waits now.
    pub current_queue: Vec<QueueLength>,
    /// What happened of which the record does not know.
    pub events: Vec<DemandEvent>,
}

/// How many wait for a service now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLength {
    /// The service.
    pub service: ServiceId,
    /// The site; none divides them among the service's sites.
    pub site: Option<SiteId>,
    /// How many.
    pub waiting: u32,
}

/// Something that moves demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandEvent {
    /// What happened.
    pub kind: DemandEventKind,
    /// When; of a scheduled or cancelled visit, when it is or was to take place.
    pub at: Instant,
    /// The service; none divides events among those asked about.
    pub service: Option<ServiceId>,
    /// The site; none divides events among the service's sites.
    pub site: Option<SiteId>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DemandEventKind {
    /// A visit was scheduled.
    VisitScheduled,
    /// A scheduled visit was called off.
    VisitCancelled,
    /// Somebody asked for a visit.
    IntakeSubmitted,
}

impl DemandQuestion {
    /// About everything, as of a moment.
    pub fn of_all(as_of: Instant) -> Self {
        Self {
            services: Vec::new(),
            sites: Vec::new(),
            stretches: Vec::new(),
            as_of,
            current_queue: Vec::new(),
            events: Vec::new(),
        }
    }

    /// The stretches asked for, nearest first, each once.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let all = self.stretches.is_empty();
        Stretch::ALL.into_iter().filter(|stretch| all || self.stretches.contains(stretch)).collect()
    }

    /// Services at sites that somebody waits for, or that events name.
    pub(super) fn named_pairs(&self) -> impl Iterator<Item = (ServiceId, SiteId)> + '_ {
        let queues = self.current_queue.iter().filter(|queue| queue.waiting > 0);
        let queues = queues.filter_map(|queue| Some((queue.service, queue.site?)));
        queues.chain(self.events.iter().filter_map(|event| Some((event.service?, event.site?))))
    }

    pub(super) fn check(&self, record: &ClinicRecord) -> Result<(), DemandError> {
        let events = self.events.iter();
        let services = self.services.iter().copied();
        let services = services.chain(self.current_queue.iter().map(|queue| queue.service));
        for service in services.chain(events.clone().filter_map(|event| event.service)) {
            if record.service_name(service).is_none() {
                return Err(DemandError::Unknown { kind: "service", id: service.to_string() });
            }
        }
        let sites = self.sites.iter().copied();
        let sites = sites.chain(self.current_queue.iter().filter_map(|queue| queue.site));
        for site in sites.chain(events.clone().filter_map(|event| event.site)) {
            if record.site_name(site).is_none() {
                return Err(DemandError::Unknown { kind: "site", id: site.to_string() });
            }
        }
        let latest = self.as_of.plus_minutes(CLOCKS_AHEAD_MINUTES);
        let from_ahead =
            |event: &DemandEvent| event.kind == DemandEventKind::IntakeSubmitted && event.at > latest;
        match events.clone().position(from_ahead) {
            None => Ok(()),
            Some(position) => {
                let problem =
                    "an intake cannot have been submitted in the future; check the platform's clock";
                Err(DemandError::Event { position, problem })
            }
        }
    }
}
