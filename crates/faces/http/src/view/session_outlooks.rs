//! How a day's sessions will go.

use lindley_api::ids::{ModelId, ResourceId};
use lindley_api::moment::Moment;
use lindley_api::session_outlooks as wire;
use lindley_app::ForetoldSessions;
use lindley_forecast::outlook::{Basis, Course, DaySession, Estimate, SessionOutlook};

/// The level of the bands that are told: the one that the advice reads.
const LEVEL: f64 = 0.8;
const SECONDS_IN_A_MINUTE: f64 = 60.0;

pub(crate) fn session_outlooks(told: &ForetoldSessions) -> wire::SessionOutlooks {
    let mut sessions: Vec<wire::SessionOutlook> =
        told.day.sessions.iter().map(|(due, outlook)| session(due, outlook)).collect();
    sessions.sort_by_key(|session| (session.from.0, session.resource));
    wire::SessionOutlooks {
        as_of: Moment(told.day.as_of),
        head: told.head,
        no_show_model: told.no_show_model.map(|id| ModelId(id.0)),
        length_model: told.length_model.map(|id| ModelId(id.0)),
        sessions,
    }
}

fn session(due: &DaySession, outlook: &SessionOutlook) -> wire::SessionOutlook {
    let in_minutes = |told: &Estimate| estimate(told, SECONDS_IN_A_MINUTE);
    let (advice, more) = match outlook.advice.course {
        Course::KeepSlack => (wire::OutlookAdvice::KeepSlack, 0),
        Course::AsPlanned => (wire::OutlookAdvice::AsPlanned, 0),
        Course::RoomToOverbook { more } => (wire::OutlookAdvice::RoomToOverbook, more),
    };
    wire::SessionOutlook {
        resource: ResourceId(due.practitioner.0),
        from: Moment(due.plan.working.start()),
        until: Moment(due.plan.working.end()),
        booked: u32::try_from(due.appointments.len()).unwrap_or(u32::MAX),
        comes: estimate(&outlook.comes, 1.0),
        mean_wait_minutes: outlook.mean_wait.as_ref().map(in_minutes),
        utilisation: estimate(&outlook.utilisation, 1.0),
        overtime_minutes: in_minutes(&outlook.overtime),
        idle_minutes: in_minutes(&outlook.idle),
        advice,
        more,
        ask: outlook.advice.ask,
        advice_words: outlook.advice.because.clone(),
    }
}

/// A number in another unit, `parts` of its own to one.
fn estimate(told: &Estimate, parts: f64) -> wire::Estimate {
    let [(low, high), _] = told.bands;
    let fallback_reason = match told.basis {
        Basis::PastSessions { .. } => None,
        Basis::SimulationOnly { sessions, needed } => Some(format!(
            "Only {sessions} measured past sessions can check this band; {needed} are needed. It is the simulation's own."
        )),
    };
    wire::Estimate {
        expected: told.expected / parts,
        low: low / parts,
        high: high / parts,
        level: LEVEL,
        basis: told.basis.code().to_owned(),
        fallback_reason,
    }
}

#[cfg(test)]
mod tests {
    use lindley_forecast::outlook::LEVELS;

    use super::*;

    #[test]
    fn the_level_is_that_of_the_band() {
        assert!((LEVELS[0] - LEVEL).abs() < f64::EPSILON);
        let basis = Basis::SimulationOnly { sessions: 3, needed: 20 };
        let told = Estimate { expected: 300.0, bands: [(120.0, 540.0), (60.0, 720.0)], basis };
        let shown = estimate(&told, 60.0);
        assert!((shown.low - 2.0).abs() < 1e-12 && (shown.high - 9.0).abs() < 1e-12);
        assert!(shown.fallback_reason.unwrap().contains("Only 3"));
    }
}
