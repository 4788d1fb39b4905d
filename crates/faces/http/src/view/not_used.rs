//! What a question about demand said and no number used.

use lindley_api::demand::{NotUsed, PlatformEvent};
use lindley_app::{ForetoldDemand, PlatformDemand};
use lindley_domain::{ServiceId, SiteId};
use lindley_forecast::demand::{DemandEvent, DemandEventKind, DemandQuestion, StretchForecast};

const DURATION: &str =
    "Numbers count people, not minutes; how long visits take is foretold from this clinic's own visits.";
const ACUITY: &str = "How urgent somebody is changes who is seen first, not how many come.";
const NOT_ASKED: &str = "None of the services, sites and horizons asked for is moved by it.";

/// Of a clinic's own question.
pub(crate) fn of_question(question: &DemandQuestion, told: &ForetoldDemand) -> Vec<NotUsed> {
    let forecasts = &told.answer.forecasts;
    let about = |told: &StretchForecast, service: Option<ServiceId>, site: Option<SiteId>| {
        service.is_none_or(|of| of == told.service) && site.is_none_or(|of| of == told.site)
    };
    let begins_now = |told: &StretchForecast| told.stretch.days_ahead().is_none();
    let idle_queue = question.current_queue.iter().enumerate().filter(|(_, queue)| {
        !forecasts.iter().any(|told| begins_now(told) && about(told, Some(queue.service), queue.site))
    });
    let moves = |event: &DemandEvent, told: &StretchForecast| match event.kind {
        DemandEventKind::IntakeSubmitted => true,
        _ => told.span.holds(event.at),
    };
    let idle_events = question.events.iter().enumerate().filter(|(_, event)| {
        !forecasts.iter().any(|told| about(told, event.service, event.site) && moves(event, told))
    });
    let queue = idle_queue.map(|(place, _)| (format!("/current_queue/{place}"), NOT_ASKED));
    grouped(queue)
        .into_iter()
        .chain(grouped(idle_events.map(|(place, _)| (event(place), NOT_ASKED))))
        .collect()
}

/// Of the fields of a platform's events.
pub(crate) fn of_platform_fields(events: &[PlatformEvent]) -> Vec<NotUsed> {
    let with = |field: &'static str, reason, has: fn(&PlatformEvent) -> bool| {
        let events = events.iter().enumerate().filter(move |(_, event)| has(event));
        grouped(events.map(move |(place, _)| (format!("{}/{field}", event(place)), reason)))
    };
    let duration = with("duration_min", DURATION, |event| event.duration_min.is_some());
    let acuity = with("acuity_score", ACUITY, |event| event.acuity_score.is_some());
    duration.into_iter().chain(acuity).collect()
}

/// Of a platform's events themselves.
pub(crate) fn of_platform_events(told: &PlatformDemand) -> Vec<NotUsed> {
    grouped(told.answer.unused.iter().map(|unused| (event(unused.position), unused.reason)))
}

fn event(place: usize) -> String {
    format!("/events/{place}")
}

/// One line for each reason, in order of the first place.
fn grouped(places: impl Iterator<Item = (String, &'static str)>) -> Vec<NotUsed> {
    let mut found: Vec<NotUsed> = Vec::new();
    for (first, reason) in places {
        match found.iter_mut().find(|line| line.reason == reason) {
            Some(line) => line.count = line.count.saturating_add(1),
            None => found.push(NotUsed { first, count: 1, reason: reason.to_owned() }),
        }
    }
    found
}
