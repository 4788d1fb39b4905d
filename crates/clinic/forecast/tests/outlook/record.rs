//! Sessions of the clinic's own record.

use lindley_domain::{AppointmentId, SiteId};
use lindley_forecast::outlook::{
    AdvicePolicy, Conformal, LengthQuantiles, PastSessions, ShowChance, calibrate, day_sessions, session,
};
use lindley_forecast::record::ClinicRecord;
use lindley_forecast::visit_length::LengthForecaster;
use lindley_seed::Seed;
use lindley_time::{Instant, civil::date};

use super::clinic::{after, clinic};

/// Nine of ten come; lengths by planned length, as the record knew them at each moment.
fn calibrated(record: &ClinicRecord, until: Instant) -> Conformal {
    let mut lengths = LengthForecaster::new(record, None, until);
    let mut foretell = |id: AppointmentId, as_of: Instant| {
        let length = lengths.forecast_at(id, as_of).unwrap()?;
        Some((ShowChance::known(0.9), length.distribution().unwrap()))
    };
    calibrate(record, &PastSessions::before(until), Seed::from_u64(1), &mut foretell).unwrap()
}

#[test]
fn past_sessions_of_the_record_check_the_bands() {
    let record = clinic(100, 1);
    let past = calibrated(&record, after(100));
    assert!(past.sessions() > 300, "{}", past.sessions());
    let late = PastSessions { from: Some(date(2026, 4, 6)), ..PastSessions::before(after(100)) };
    let mut foretell = |_: AppointmentId, _: Instant| {
        Some((ShowChance::known(0.9), LengthQuantiles::new(&[(0.05, 600.0), (0.95, 3_000.0)]).unwrap()))
    };
    let late = calibrate(&record, &late, Seed::from_u64(1), &mut foretell).unwrap();
    assert!((100..250).contains(&late.sessions()), "{}", late.sessions());
    let early = calibrated(&record, after(50));
    assert!(early.sessions() < past.sessions() && early.sessions() > 150);
    assert_eq!(calibrated(&record, after(100)), past);
    let kept = postcard::to_allocvec(&past).unwrap();
    assert_eq!(postcard::from_bytes::<Conformal>(&kept).unwrap(), past);
}

#[test]
fn what_happens_after_a_moment_does_not_change_what_was_calibrated_until_then() {
    let cut = after(50);
    let (whole, other) = (clinic(100, 2), clinic(60, 2));
    assert_eq!(calibrated(&whole, cut), calibrated(&other, cut));
}

#[test]
fn a_days_sessions_are_those_known_at_the_moment() {
    let record = clinic(30, 3);
    let (day, morning) = (date(2026, 1, 20), Instant::parse("2026-01-20T04:00:00Z").unwrap());
    let mut sure = |_: AppointmentId, _: Instant| {
        Some((ShowChance::known(0.9), LengthQuantiles::new(&[(0.05, 600.0), (0.95, 2_000.0)]).unwrap()))
    };
    let sessions = day_sessions(&record, None, day, morning, &mut sure);
    assert_eq!(sessions.len(), 4);
    for found in &sessions {
        assert_eq!((found.appointments.len(), found.day), (8, day));
        assert!(found.plan.appointments.is_sorted_by_key(|planned| planned.start));
        let outlook =
            session(&found.plan, 50, Seed::from_u64(1), &Conformal::none(), &AdvicePolicy::default())
                .unwrap();
        assert!(outlook.comes.expected > 7.0);
    }
    let north = day_sessions(&record, Some(SiteId(1)), day, morning, &mut sure);
    assert!(north.len() == 2 && north.iter().all(|found| found.site == SiteId(1)));
    // Before anything was booked, and after everything is over, there is nothing to look ahead at.
    let (long_before, after) = (morning.plus_days(-30), morning.plus_days(1));
    assert!(day_sessions(&record, None, day, long_before, &mut sure).is_empty());
    assert!(day_sessions(&record, None, day, after, &mut sure).is_empty());
    assert!(day_sessions(&record, None, day, morning, &mut |_, _| None).is_empty());
}
