//! Questions about demand, of the clinic's own systems and of platforms.

use std::collections::BTreeSet;
use std::fmt::Display;

use lindley_api::demand as wire;
use lindley_api::problem::catalogue as kinds;
use lindley_domain::{Catalogue, ServiceId, SiteId};
use lindley_forecast::demand::{
    DemandEvent, DemandEventKind, DemandQuestion, PlatformQuestion, QueueLength, Stretch,
};
use lindley_time::Instant;

use crate::failure::Failure;

/// The app asks as of now, whatever stands here.
const NOW: Instant = Instant::MIN;
/// Letters of a platform's or a specialty's name.
const LONGEST_NAME: usize = 120;
/// Specialties that one question may name: each is told of at every horizon.
const MOST_SPECIALTIES: usize = 200;
/// No waiting room holds more.
const MOST_WAITING: u32 = 100_000;
/// Minutes of a day, which is the longest visit.
const LONGEST_VISIT: u16 = 1_440;

pub(crate) fn demand_question(
    asked: &wire::DemandQuestion,
    catalogue: &Catalogue,
) -> Result<DemandQuestion, Failure> {
    let known = Known { catalogue };
    let services = some("/services", asked.services.as_deref())?.iter().enumerate();
    let sites = some("/sites", asked.sites.as_deref())?.iter().enumerate();
    let queue = asked.current_queue.as_deref().unwrap_or_default().iter().enumerate();
    let events = asked.events.as_deref().unwrap_or_default().iter().enumerate();
    let stretches = some("/horizons", asked.horizons.as_deref())?;
    let services = services.map(|(place, id)| known.service(id.0, || format!("/services/{place}")));
    let sites = sites.map(|(place, id)| known.site(id.0, || format!("/sites/{place}")));
    let queue = queue.map(|(place, queue)| {
        let at = |field: &str| format!("/current_queue/{place}/{field}");
        Ok(QueueLength {
            service: known.service(queue.service.0, || at("service"))?,
            site: queue.site.map(|id| known.site(id.0, || at("site"))).transpose()?,
            waiting: waiting(queue.waiting, || at("waiting"))?,
        })
    });
    let events = events.map(|(place, event)| {
        let at = |field: &str| format!("/events/{place}/{field}");
        Ok(DemandEvent {
            kind: event_kind(event.kind),
            at: event.at.0,
            service: Some(known.service(event.service.0, || at("service"))?),
            site: event.site.map(|id| known.site(id.0, || at("site"))).transpose()?,
        })
    });
    Ok(DemandQuestion {
        services: services.collect::<Result<_, _>>()?,
        sites: sites.collect::<Result<_, _>>()?,
        stretches: stretches.iter().copied().map(stretch).collect(),
        as_of: NOW,
        current_queue: queue.collect::<Result<_, Failure>>()?,
        events: events.collect::<Result<_, Failure>>()?,
    })
}

fn waiting(waiting: u32, place: impl Fn() -> String) -> Result<u32, Failure> {
    if waiting <= MOST_WAITING {
        return Ok(waiting);
    }
    Err(Failure::invalid_field(&place(), "at most 100000 can wait; is a number wrong?"))
}

/// An empty list would ask for nothing; to ask for all it is left out.
fn some<'a, T>(place: &str, list: Option<&'a [T]>) -> Result<&'a [T], Failure> {
    match list {
        Some([]) => Err(Failure::invalid_field(place, "the list is empty; leave it out to ask for all")),
        list => Ok(list.unwrap_or_default()),
    }
}

/// What the clinic has.
struct Known<'a> {
    catalogue: &'a Catalogue,
}

impl Known<'_> {
    fn service(&self, number: u32, place: impl Fn() -> String) -> Result<ServiceId, Failure> {
        let id = ServiceId(number);
        if self.catalogue.services.contains_key(&id) { Ok(id) } else { Err(unknown(id, &place())) }
    }

    fn site(&self, number: u32, place: impl Fn() -> String) -> Result<SiteId, Failure> {
        let id = SiteId(number);
        if self.catalogue.sites.contains_key(&id) { Ok(id) } else { Err(unknown(id, &place())) }
    }
}

fn unknown(id: impl Display, place: &str) -> Failure {
    Failure::new(kinds::UNKNOWN_REFERENCE, format!("there is no {id}")).at(place)
}

const fn event_kind(kind: wire::DemandEventKind) -> DemandEventKind {
    match kind {
        wire::DemandEventKind::VisitScheduled => DemandEventKind::VisitScheduled,
        wire::DemandEventKind::VisitCancelled => DemandEventKind::VisitCancelled,
        wire::DemandEventKind::IntakeSubmitted => DemandEventKind::IntakeSubmitted,
    }
}

const fn stretch(horizon: wire::Horizon) -> Stretch {
    match horizon {
        wire::Horizon::Minutes15 => Stretch::Minutes15,
        wire::Horizon::Minutes30 => Stretch::Minutes30,
        wire::Horizon::Hours1 => Stretch::Hours1,
        wire::Horizon::Hours2 => Stretch::Hours2,
        wire::Horizon::Hours4 => Stretch::Hours4,
        wire::Horizon::Hours6 => Stretch::Hours6,
        wire::Horizon::Hours12 => Stretch::Hours12,
        wire::Horizon::Days14 => Stretch::Days14,
        wire::Horizon::Weeks3 => Stretch::Weeks3,
    }
}

pub(crate) fn platform_question(asked: wire::PlatformDemandQuestion) -> Result<PlatformQuestion, Failure> {
    if asked.platform.trim().is_empty() || asked.platform.len() > LONGEST_NAME {
        return Err(Failure::invalid_field("/platform", "must have 1 to 120 characters"));
    }
    if !(1..=12).contains(&asked.time_window_hours) {
        return Err(Failure::invalid_field("/time_window_hours", "must be 1 to 12"));
    }
    let mut specialties = BTreeSet::new();
    for (name, count) in &asked.current_queue {
        specialty(name, "/current_queue")?;
        waiting(*count, || format!("/current_queue/{}", in_pointer(name)))?;
        specialties.insert(name.as_str());
    }
    for (place, event) in asked.events.iter().enumerate() {
        platform_event(event, &format!("/events/{place}"))?;
        specialties.extend(event.specialty.as_deref());
        if specialties.len() > MOST_SPECIALTIES {
            let detail = "a question names at most 200 specialties; ask in several";
            return Err(Failure::invalid_field(&format!("/events/{place}/specialty"), detail));
        }
    }
    if specialties.len() > MOST_SPECIALTIES {
        let detail = "a question names at most 200 specialties; ask in several";
        return Err(Failure::invalid_field("/current_queue", detail));
    }
    let event = |event: wire::PlatformEvent| (platform_kind(event.kind), event.timestamp.0, event.specialty);
    Ok(PlatformQuestion {
        as_of: NOW,
        current_queue: asked.current_queue,
        events: asked.events.into_iter().map(event).collect(),
        hours: asked.time_window_hours,
    })
}

fn platform_event(event: &wire::PlatformEvent, place: &str) -> Result<(), Failure> {
    if event.acuity_score.is_some_and(|score| !(0.0..=1.0).contains(&score)) {
        let detail = "an acuity score lies between 0 and 1";
        return Err(Failure::invalid_field(&format!("{place}/acuity_score"), detail));
    }
    if event.duration_min.is_some_and(|minutes| !(1..=LONGEST_VISIT).contains(&minutes)) {
        let detail = "a visit lasts 1 to 1440 minutes";
        return Err(Failure::invalid_field(&format!("{place}/duration_min"), detail));
    }
    event.specialty.as_deref().map_or(Ok(()), |name| specialty(name, &format!("{place}/specialty")))
}

fn specialty(name: &str, place: &str) -> Result<(), Failure> {
    if !name.trim().is_empty() && name.len() <= LONGEST_NAME && !name.chars().any(char::is_control) {
        return Ok(());
    }
    Err(Failure::invalid_field(place, "a specialty has 1 to 120 printable characters"))
}

/// A name as it stands in a JSON pointer.
fn in_pointer(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

const fn platform_kind(kind: wire::PlatformEventKind) -> DemandEventKind {
    match kind {
        wire::PlatformEventKind::VisitScheduled => DemandEventKind::VisitScheduled,
        wire::PlatformEventKind::VisitCancelled => DemandEventKind::VisitCancelled,
        wire::PlatformEventKind::IntakeSubmitted => DemandEventKind::IntakeSubmitted,
    }
}
