//! Specialties: services under the name that platforms give them, and a platform's question in terms of services.

use std::collections::{BTreeMap, BTreeSet};

use lindley_domain::ServiceId;
use lindley_time::Instant;

use super::super::arrivals::{Arrivals, minute_of};
use super::super::place::divided;
use super::super::spelling::nearest;
use super::super::{DemandEvent, DemandEventKind, DemandQuestion, QueueLength, Stretch};
use super::PlatformQuestion;

/// Days whose arrivals say how people are divided among services of one name.
const DAYS: i64 = 28;
const MINUTES_OF_DAY: i64 = 1_440;

/// The services of each specialty, with who came to them lately.
pub(super) struct Specialties {
    by_name: BTreeMap<String, Vec<(ServiceId, f64)>>,
}

impl Specialties {
    pub(super) fn of(arrivals: &Arrivals<'_>, as_of: Instant) -> Self {
        let record = arrivals.record();
        let mut lately: BTreeMap<ServiceId, f64> = BTreeMap::new();
        for pair in arrivals.pairs(as_of) {
            let now = record.zone(pair.1).map_or(0, |zone| minute_of(zone, as_of));
            let came = arrivals.came(pair, as_of).filter(|minute| *minute >= now - DAYS * MINUTES_OF_DAY);
            *lately.entry(pair.0).or_default() += came.count() as f64;
        }
        let mut by_name: BTreeMap<String, Vec<(ServiceId, f64)>> = BTreeMap::new();
        for service in record.services() {
            let name = specialty(record.service_name(service).unwrap_or_default());
            by_name.entry(name).or_default().push((service, lately.get(&service).copied().unwrap_or(0.0)));
        }
        Self { by_name }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// The services of a specialty; none if it is not known.
    pub(super) fn services(&self, name: &str) -> Vec<ServiceId> {
        self.by_name.get(name).into_iter().flatten().map(|(service, _)| *service).collect()
    }

    /// The specialty that may have been meant.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.names().filter(|name| !name.is_empty()))
    }

    /// The question without specialties that no service has, and those of several services divided among them.
    pub(super) fn question(
        &self,
        question: &PlatformQuestion,
        asked: &BTreeSet<&str>,
        stretches: &[Stretch],
    ) -> DemandQuestion {
        let queue = question.current_queue.iter().flat_map(|(name, waiting)| {
            let shares = self.divided(name, *waiting);
            shares.map(|(service, waiting)| QueueLength { service, site: None, waiting })
        });
        let mut services: Vec<ServiceId> = asked.iter().flat_map(|name| self.services(name)).collect();
        services.sort_unstable();
        DemandQuestion {
            services,
            sites: Vec::new(),
            stretches: stretches.to_vec(),
            as_of: question.as_of,
            current_queue: queue.collect(),
            events: self.events(question),
        }
    }

    /// Events alike are divided together, so that ten of them are not all given to the greatest service.
    fn events(&self, question: &PlatformQuestion) -> Vec<DemandEvent> {
        let mut alike: BTreeMap<(DemandEventKind, Option<&str>), Vec<Instant>> = BTreeMap::new();
        for (kind, at, specialty) in &question.events {
            alike.entry((*kind, specialty.as_deref())).or_default().push(*at);
        }
        let mut events = Vec::new();
        for ((kind, specialty), moments) in alike {
            let event = |at: Instant, service| DemandEvent { kind, at, service, site: None };
            let Some(name) = specialty else {
                events.extend(moments.into_iter().map(|at| event(at, None)));
                continue;
            };
            // What is about a specialty that no service has is not anybody else's.
            let count = u32::try_from(moments.len()).unwrap_or(u32::MAX);
            let mut moments = moments.into_iter();
            for (service, share) in self.divided(name, count) {
                events.extend(moments.by_ref().take(share as usize).map(|at| event(at, Some(service))));
            }
        }
        events
    }

    fn divided(&self, name: &str, whole: u32) -> impl Iterator<Item = (ServiceId, u32)> + use<> {
        let services = self.by_name.get(name).cloned().unwrap_or_default();
        let weights: Vec<f64> = services.iter().map(|(_, lately)| *lately).collect();
        services.into_iter().map(|(service, _)| service).zip(divided(whole, &weights))
    }
}

/// A service's name as platforms write it.
///
/// ```
/// assert_eq!(lindley_forecast::demand::specialty("Primary care (adults)"), "primary_care_adults");
/// ```
pub fn specialty(service: &str) -> String {
    let words = service.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}
