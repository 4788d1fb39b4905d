//! Draws from the published figures: how long, how late, whether at all.

use lindley_domain::Status;
use lindley_seed::Stream;
use lindley_time::civil::Weekday;

use super::facts::{
    AGE_BANDS, CANCELLED, MINUTES_LATE, MISSED, SERVICE_LOG_MEAN, SERVICE_LOG_SPREAD,
    SERVICE_PLANNED_MINUTES, WEEKDAY_WEIGHTS,
};

/// Seconds that a visit planned for `planned_minutes` really takes: lognormal, between a minute and six hours.
pub(super) fn service_seconds(stream: &mut Stream, planned_minutes: u16) -> i64 {
    let scale = f64::from(planned_minutes) / SERVICE_PLANNED_MINUTES;
    let minutes = stream.lognormal(SERVICE_LOG_MEAN, SERVICE_LOG_SPREAD) * scale;
    whole(minutes * 60.0).clamp(60, 6 * 3600)
}

/// Seconds that a patient comes after the planned start; negative is early.
pub(super) fn seconds_late(stream: &mut Stream) -> i64 {
    let share = stream.unit_f64();
    let above = MINUTES_LATE.iter().position(|(at, _)| share < *at).unwrap_or(MINUTES_LATE.len() - 1).max(1);
    let ((from, low), (until, high)) = (MINUTES_LATE[above - 1], MINUTES_LATE[above]);
    let minutes = low + (high - low) * (share - from) / (until - from);
    whole(minutes * 60.0)
}

/// What becomes of an appointment; of one that lies ahead, half of what will be cancelled is cancelled already.
pub(super) fn outcome(stream: &mut Stream, ahead: bool) -> Status {
    let cancelled = if ahead { CANCELLED / 2.0 } else { CANCELLED };
    match stream.weighted(&[cancelled, MISSED, 1.0 - cancelled - MISSED]) {
        Some(0) => Status::Cancelled,
        Some(1) => Status::Noshow,
        _ => Status::Fulfilled,
    }
}

/// A patient's age in years.
pub(super) fn age(stream: &mut Stream) -> u8 {
    let shares: Vec<f64> = AGE_BANDS.iter().map(|(_, share)| *share).collect();
    let band = stream.weighted(&shares).unwrap_or(0);
    AGE_BANDS[band].0 + u8::try_from(stream.below(5)).unwrap_or(0)
}

/// Demand on a weekday relative to the mean of Monday to Friday.
pub(super) fn weekday_demand(weekday: Weekday) -> f64 {
    let workdays: f64 = WEEKDAY_WEIGHTS[..5].iter().sum();
    WEEKDAY_WEIGHTS[usize::from(weekday.to_monday_zero_offset().unsigned_abs())] * 5.0 / workdays
}

#[expect(clippy::cast_possible_truncation, reason = "seconds of a day")]
fn whole(seconds: f64) -> i64 {
    seconds.round() as i64
}

#[cfg(test)]
mod tests {
    use lindley_seed::Seed;

    use super::*;

    const DRAWS: i32 = 20_000;

    fn mean(mut draw: impl FnMut(&mut Stream) -> f64) -> f64 {
        let mut stream = Seed::from_u64(11).stream();
        (0..DRAWS).map(|_| draw(&mut stream)).sum::<f64>() / f64::from(DRAWS)
    }

    fn close(found: f64, published: f64, within: f64) {
        assert!((found - published).abs() < within, "found {found}, published {published}");
    }

    #[test]
    fn a_fifteen_minute_visit_takes_its_published_mean() {
        close(mean(|stream| service_seconds(stream, 15) as f64 / 60.0), 13.31, 0.2);
        close(mean(|stream| service_seconds(stream, 30) as f64 / 60.0), 26.6, 0.4);
    }

    #[test]
    fn half_the_patients_are_eight_minutes_early_or_more() {
        close(mean(|stream| f64::from(u8::from(seconds_late(stream) <= -8 * 60))), 0.5, 0.02);
        close(mean(|stream| f64::from(u8::from(seconds_late(stream) > 12 * 60))), 0.05, 0.01);
    }

    #[test]
    fn outcomes_have_their_published_shares() {
        close(mean(|stream| f64::from(u8::from(outcome(stream, false) == Status::Noshow))), 0.059, 0.008);
        close(mean(|stream| f64::from(u8::from(outcome(stream, false) == Status::Cancelled))), 0.164, 0.012);
    }

    #[test]
    fn ages_and_weekdays_follow_their_tables() {
        close(AGE_BANDS.iter().map(|(_, share)| share).sum(), 1.0, 1e-3);
        close(mean(|stream| f64::from(u8::from(age(stream) < 20))), 0.116, 0.01);
        assert!(weekday_demand(Weekday::Tuesday) > 1.1 && weekday_demand(Weekday::Friday) < 0.75);
    }
}
