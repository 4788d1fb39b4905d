//! Sessions that are to be studied or compared: letters become numbers, minutes become seconds. The app checks the rest.

use lindley_api::session_studies as wire;
use lindley_app::{ComparisonRequest, StudyRequest, TimesSource};
use lindley_domain::ServiceId;
use lindley_session::{LONGEST_SERVICE_S, Sequence, Weights};

use super::planning::{by_kind, invalid, slot_s};
use crate::failure::Failure;

pub(crate) fn session_study(asked: wire::StudyRequest) -> Result<StudyRequest, Failure> {
    Ok(StudyRequest {
        source: source(asked.source)?,
        groups: usize::from(asked.groups),
        slots: usize::from(asked.slots),
        slot_s: slot_s(asked.slot_minutes)?,
        counts: asked.composition.map(|named| by_kind("/composition", named)).transpose()?,
        scenarios: usize::try_from(asked.scenarios).unwrap_or(usize::MAX),
        seed: asked.seed,
        costs: Weights { wait: asked.cost_wait, idle: asked.cost_idle, overtime: asked.cost_overtime },
    })
}

pub(crate) fn session_comparison(asked: wire::ComparisonRequest) -> Result<ComparisonRequest, Failure> {
    let first = order("/first", &asked.first)?;
    let second = order("/second", &asked.second)?;
    let session = session_study(wire::StudyRequest {
        source: asked.source,
        groups: asked.groups,
        slots: asked.slots,
        slot_minutes: asked.slot_minutes,
        composition: asked.composition,
        scenarios: asked.scenarios,
        seed: asked.seed,
        cost_wait: asked.cost_wait,
        cost_idle: asked.cost_idle,
        cost_overtime: asked.cost_overtime,
    })?;
    Ok(ComparisonRequest { session, first, second })
}

fn source(source: wire::StudySource) -> Result<TimesSource, Failure> {
    match (source.service, source.minutes) {
        (Some(id), None) => Ok(TimesSource::Service(ServiceId(id.0))),
        (None, Some(minutes)) => {
            let seconds = minutes.iter().enumerate().map(|(place, minutes)| seconds(place, *minutes));
            Ok(TimesSource::Measured(seconds.collect::<Result<_, _>>()?))
        }
        _ => Err(invalid("the source is either a service or a list of minutes").at("/source")),
    }
}

/// To the nearest second, which is as exact as times are kept.
fn seconds(place: usize, minutes: f64) -> Result<u32, Failure> {
    let whole = (minutes * 60.0).round();
    if !(1.0..=f64::from(LONGEST_SERVICE_S)).contains(&whole) {
        let detail = format!("service time {} lies between 1 second and 1,092 minutes", place + 1);
        return Err(invalid(&detail).at(format!("/source/minutes/{place}")));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
    Ok(whole as u32)
}

fn order(pointer: &str, letters: &str) -> Result<Sequence, Failure> {
    letters.parse().map_err(|error: lindley_session::SessionError| invalid(&error.to_string()).at(pointer))
}
