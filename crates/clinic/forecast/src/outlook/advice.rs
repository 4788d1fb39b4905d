//! What the band of a session's fill says about booking more.

use std::fmt;

use lindley_session::{OverbookingCosts, OverbookingPolicy, ShowForecast, overbook};
use serde::{Deserialize, Serialize};

use super::{Estimate, OutlookError, SessionPlan};

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Course {
    /// Book no more, and leave gaps: there may be more work than time.
    KeepSlack,
    /// Leave it as it is.
    AsPlanned,
    /// So many more visits fit, even if as many come as the upper end of the band says.
    RoomToOverbook {
        /// How many.
        more: u32,
    },
}

impl Course {
    /// The written form.
    ///
    /// ```
    /// use lindley_forecast::outlook::Course;
    /// assert_eq!(Course::RoomToOverbook { more: 2 }.code(), "room-to-overbook");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::KeepSlack => "keep-slack",
            Self::AsPlanned => "as-planned",
            Self::RoomToOverbook { .. } => "room-to-overbook",
        }
    }
}

impl fmt::Display for Course {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeepSlack => f.write_str("keep slack"),
            Self::AsPlanned => f.write_str("as planned"),
            Self::RoomToOverbook { more } => write!(f, "room to overbook: {more} more"),
        }
    }
}

/// What to do, and the rule that says so with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// What to do.
    pub course: Course,
    /// Whether a person should decide, because the band is too wide to lean on.
    pub ask: bool,
    /// The rule in words.
    pub because: String,
}

/// What a clinic wants of advice on overbooking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdvicePolicy {
    /// What decides between too many and too few comers.
    pub costs: OverbookingCosts,
    /// The highest probability of more comers than places, if everybody comes with the upper end of their band.
    pub most_crowding: f64,
    /// The widest band of the fill, as a share of the working span, that is leant on without asking a person.
    pub widest_band: f64,
    /// Which level's band is read: one of [`LEVELS`](super::LEVELS).
    pub level: f64,
}

impl Default for AdvicePolicy {
    /// A patient who finds no place costs three empty ones; one crowded session in ten; bands up to 40 points; 80 %.
    fn default() -> Self {
        Self {
            costs: OverbookingCosts { crowded_patient: 3.0, empty_place: 1.0 },
            most_crowding: 0.1,
            widest_band: 0.4,
            level: 0.8,
        }
    }
}

/// Reads the band of the fill. In this order: an upper end above the working span keeps slack; a band that is too wide leaves the
/// session as planned and asks a person; otherwise as many more visits fit as the time that is left above the upper end holds
/// whole visits of the session's mean length, and as the overbooking rule allows.
pub(super) fn advise(
    plan: &SessionPlan,
    fill: &Estimate,
    policy: &AdvicePolicy,
) -> Result<Advice, OutlookError> {
    policy.check()?;
    let unknown =
        || OutlookError::Policy { name: "level", value: policy.level, allowed: "it must be 0.8 or 0.9" };
    let (low, high) = fill.band(policy.level).ok_or_else(unknown)?;
    let told = format!(
        "the visits of those who come fill {} % of the working time ({} to {} % in {} of 100 sessions)",
        percent(fill.expected),
        percent(low),
        percent(high),
        percent(policy.level)
    );
    let advice = |course, ask, rule: String| Ok(Advice { course, ask, because: format!("{told}: {rule}") });
    let wide = high - low > policy.widest_band;
    if high > 1.0 {
        let rule = "the upper end lies above the working time, so more work than time is possible";
        return advice(Course::KeepSlack, wide, rule.to_owned());
    }
    if wide {
        let rule =
            format!("the band is wider than {} points, so a person decides", percent(policy.widest_band));
        return advice(Course::AsPlanned, true, rule);
    }
    let of_one = mean_length(plan) / plan.working_seconds();
    let by_time = whole((1.0 - high) / of_one);
    let (by_rule, stopped) = further_bookings(plan, by_time, of_one, policy)?;
    let more = by_time.min(by_rule);
    if more == 0 {
        let rule = if by_time == 0 {
            "above the upper end no whole visit fits".to_owned()
        } else {
            format!("time is left, but {stopped}")
        };
        return advice(Course::AsPlanned, false, rule);
    }
    let rule = format!(
        "even at the upper end {} % are left, and a visit takes {} %; of {by_time} that fit the overbooking rule allows {more}",
        percent(1.0 - high),
        percent(of_one)
    );
    advice(Course::RoomToOverbook { more }, false, rule)
}

/// How many more bookings the overbooking rule allows, and why not one more. Whoever may still be booked is like the mean of
/// those who are.
fn further_bookings(
    plan: &SessionPlan,
    by_time: u32,
    of_one: f64,
    policy: &AdvicePolicy,
) -> Result<(u32, String), OutlookError> {
    let booked = plan.appointments.len();
    let mut patients: Vec<ShowForecast> = plan
        .appointments
        .iter()
        .map(|planned| ShowForecast { expected: planned.show.probability, upper: planned.show.high })
        .collect();
    let mean = |of: fn(&ShowForecast) -> f64| patients.iter().map(of).sum::<f64>() / booked as f64;
    let (expected, upper) = (mean(|one| one.expected).min(1.0), mean(|one| one.upper).min(1.0));
    let next = ShowForecast { expected: expected.min(upper), upper };
    patients.extend(std::iter::repeat_n(next, by_time as usize));
    let places = whole(1.0 / of_one).max(1) as usize;
    let rule = OverbookingPolicy {
        places,
        costs: policy.costs,
        most_bookings: patients.len(),
        most_crowding: policy.most_crowding,
    };
    let found = overbook(&patients, &rule)?;
    Ok((whole(found.bookings.saturating_sub(booked) as f64), found.stopped_by.to_string()))
}

/// The mean length of the session's visits in seconds; at least one, so that shares of it stay finite.
fn mean_length(plan: &SessionPlan) -> f64 {
    let sum: f64 = plan.appointments.iter().map(|planned| planned.length.mean()).sum();
    (sum / plan.appointments.len() as f64).max(1.0)
}

impl AdvicePolicy {
    fn check(&self) -> Result<(), OutlookError> {
        if self.widest_band > 0.0 && self.widest_band.is_finite() {
            return Ok(());
        }
        let allowed = "it must be a share of the working span above 0";
        Err(OutlookError::Policy { name: "widest band", value: self.widest_band, allowed })
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and casts saturate"
)]
fn whole(number: f64) -> u32 {
    (number + 1e-9).max(0.0).floor() as u32
}
