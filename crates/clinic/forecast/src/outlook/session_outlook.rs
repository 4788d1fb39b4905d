//! The outlook of a session.

use lindley_seed::Seed;
use serde::{Deserialize, Serialize};

use super::advice::advise;
use super::{Advice, AdvicePolicy, Conformal, Estimate, Measure, OutlookError, SessionPlan, simulate};

/// What is to be expected of a session, each number with its bands and what they rest on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionOutlook {
    /// Patients who come: the exact distribution of independent patients, not a draw.
    pub comes: Estimate,
    /// The probability that exactly 0, 1, ... patients come.
    pub comers: Vec<f64>,
    /// Mean wait of those who come, in seconds; none if nobody ever comes.
    pub mean_wait: Option<Estimate>,
    /// Wait of each appointment's patient if they come, in seconds, in the order of the plan; none if they never come.
    pub waits: Vec<Option<Estimate>>,
    /// Seconds without a patient before the last visit begins.
    pub idle: Estimate,
    /// Seconds worked after the working span.
    pub overtime: Estimate,
    /// Share of the working span in which a patient is seen.
    pub utilisation: Estimate,
    /// Length of all visits as a share of the working span.
    pub fill: Estimate,
    /// What the band of the fill says about booking more.
    pub advice: Advice,
    /// How many sessions were drawn.
    pub draws: u32,
}

/// Looks ahead at a session. `draws` sessions are drawn from children of the seed, one pair of streams for each appointment; a
/// thousand draws put the error of a mean at three hundredths of its spread.
///
/// Refused for a plan, a policy or a number of draws that cannot be.
///
/// ```
/// use lindley_forecast::outlook::{AdvicePolicy, Conformal, LengthQuantiles, Planned, SessionPlan, ShowChance, session};
/// use lindley_seed::Seed;
/// use lindley_time::{Instant, Span};
///
/// let nine = Instant::parse("2026-05-04T09:00:00Z").unwrap();
/// let due = |minute| Planned {
///     start: nine.plus_minutes(minute),
///     planned_seconds: 1_200,
///     show: ShowChance::from_no_show(0.2, 0.15, 0.3),
///     length: LengthQuantiles::new(&[(0.05, 600.0), (0.5, 1_100.0), (0.95, 2_000.0)]).unwrap(),
/// };
/// let plan = SessionPlan {
///     working: Span::of_minutes(nine, 180),
///     appointments: (0..9).map(|place| due(20 * place)).collect(),
/// };
/// let found = session(&plan, 500, Seed::from_u64(1), &Conformal::none(), &AdvicePolicy::default())?;
/// assert!((found.comes.expected - 7.2).abs() < 1e-9);
/// assert_eq!(found.overtime.basis.code(), "simulation-only");
/// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
/// ```
pub fn session(
    plan: &SessionPlan,
    draws: u32,
    seed: Seed,
    past: &Conformal,
    policy: &AdvicePolicy,
) -> Result<SessionOutlook, OutlookError> {
    let rough = simulate(plan, draws, seed)?;
    let appointments = plan.appointments.len();
    let whole = |measure: Measure| {
        rough.measures.get(&measure).map(|rough| past.whole(measure, rough, appointments)).transpose()
    };
    // Every measure but the mean wait has a meaning in every draw.
    let sure = |measure: Measure| whole(measure)?.ok_or(OutlookError::NoAppointments);
    let fill = sure(Measure::Fill)?;
    let waits = rough.waits.iter().map(|wait| wait.as_ref().map(|wait| past.wait(wait)).transpose());
    Ok(SessionOutlook {
        comes: sure(Measure::Comes)?,
        comers: rough.comers.masses().to_vec(),
        mean_wait: whole(Measure::MeanWait)?,
        waits: waits.collect::<Result<_, _>>()?,
        idle: sure(Measure::Idle)?,
        overtime: sure(Measure::Overtime)?,
        utilisation: sure(Measure::Utilisation)?,
        advice: advise(plan, &fill, policy)?,
        fill,
        draws,
    })
}
