//! How many will ask, always with the band.

use std::collections::BTreeMap;

use lindley_api::demand as wire;
use lindley_api::ids::{ModelId, ServiceId, SiteId};
use lindley_api::moment::Moment;
use lindley_app::{ForetoldDemand, PlatformDemand};
use lindley_forecast::demand::{Mover, PlatformNumber, Stretch, StretchForecast};

use super::not_used;

pub(crate) fn demand(told: &ForetoldDemand, not_used: Vec<wire::NotUsed>) -> wire::DemandAnswer {
    wire::DemandAnswer {
        as_of: Moment(told.answer.as_of),
        head: told.answer.head,
        model: told.model.map(|id| ModelId(id.0)),
        forecasts: told.answer.forecasts.iter().map(forecast).collect(),
        not_used,
    }
}

fn forecast(told: &StretchForecast) -> wire::DemandForecast {
    wire::DemandForecast {
        service: ServiceId(told.service.0),
        site: SiteId(told.site.0),
        horizon: horizon(told.stretch),
        from: Moment(told.span.start()),
        until: Moment(told.span.end()),
        expected: told.expected,
        low: count(told.low),
        high: count(told.high),
        level: told.level,
        basis: told.basis.code().to_owned(),
        fallback_reason: told.basis.reason().map(str::to_owned),
        moved_by: told.moved_by.iter().map(Mover::words).collect(),
    }
}

fn count(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

const fn horizon(stretch: Stretch) -> wire::Horizon {
    match stretch {
        Stretch::Minutes15 => wire::Horizon::Minutes15,
        Stretch::Minutes30 => wire::Horizon::Minutes30,
        Stretch::Hours1 => wire::Horizon::Hours1,
        Stretch::Hours2 => wire::Horizon::Hours2,
        Stretch::Hours4 => wire::Horizon::Hours4,
        Stretch::Hours6 => wire::Horizon::Hours6,
        Stretch::Hours12 => wire::Horizon::Hours12,
        Stretch::Days14 => wire::Horizon::Days14,
        Stretch::Weeks3 => wire::Horizon::Weeks3,
    }
}

/// `fields` are those of the question that no number uses; the events that moved none are added.
pub(crate) fn platform_demand(
    told: &PlatformDemand,
    mut fields: Vec<wire::NotUsed>,
) -> wire::PlatformDemandAnswer {
    fields.extend(not_used::of_platform_events(told));
    wire::PlatformDemandAnswer {
        predictions: each(told, |number| number.expected),
        confidence_scores: each(told, |number| number.confidence),
        intervals: each(told, band),
        as_of: Moment(told.as_of),
        head: told.head,
        not_used: fields,
    }
}

/// Something of every number, under the number's two names.
fn each<T>(
    told: &PlatformDemand,
    view: impl Fn(&PlatformNumber) -> T,
) -> BTreeMap<String, BTreeMap<String, T>> {
    let of_specialty = |numbers: &BTreeMap<&'static str, PlatformNumber>| {
        numbers.iter().map(|(stretch, number)| ((*stretch).to_owned(), view(number))).collect()
    };
    told.answer
        .numbers
        .iter()
        .map(|(specialty, numbers)| (specialty.clone(), of_specialty(numbers)))
        .collect()
}

fn band(number: &PlatformNumber) -> wire::PlatformBand {
    wire::PlatformBand {
        low: number.low,
        high: number.high,
        level: number.level,
        basis: number.basis.code().to_owned(),
        fallback_reason: number.reason.clone(),
    }
}
