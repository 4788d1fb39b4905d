//! What is known of an appointment at a moment is the same whether or not the log went on, and whoever asks.

use lindley_domain::{Event, Status};
use lindley_forecast::no_show::{FEATURES, Forecaster, Stage};
use lindley_time::Instant;
use proptest::prelude::*;

use super::clinic::{Invented, log, record};

const SMALL: Invented = Invented { visits: 300, patients: 60, days: 60, imported: 0.4 };

/// The log as it would read at a moment. Of a visit of the past, what its source knew by then: a booking, a reminder.
fn known_by(log: &[(Instant, Event)], moment: Instant) -> Vec<(Instant, Event)> {
    let mut known = Vec::new();
    for (at, event) in log {
        match event {
            // A source that does not say when a visit was booked is taken to have known of it for long.
            Event::PastVisitRecorded { booked: Some(booked), .. } if *booked > moment => {}
            Event::PastVisitRecorded { placement, .. } => {
                let over = placement.span.end() <= moment;
                let mut event = event.clone();
                if let Event::PastVisitRecorded { reminded, status, .. } = &mut event {
                    *reminded = reminded.filter(|sent| *sent <= moment);
                    *status = if over { *status } else { Status::Booked };
                }
                known.push((*at, event));
            }
            Event::PatientDescribed { since: Some(since), .. } if *since > moment => {}
            Event::PatientDescribed { since: Some(_), .. } => known.push((*at, event.clone())),
            _ if *at <= moment => known.push((*at, event.clone())),
            _ => {}
        }
    }
    known
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn nothing_that_came_later_moves_a_feature(seed in 0_u64..100_000, minute in 0_i64..60 * 1440) {
        let log = log(SMALL, seed);
        let moment = super::clinic::BEGIN.plus_minutes(minute);
        let (whole, then) = (record(&log), record(&known_by(&log, moment)));
        let (now, before) = (Forecaster::new(&whole, moment), Forecaster::new(&then, moment));
        prop_assert_eq!(now.feeds(), before.feeds());
        prop_assert_eq!(now.outcomes(), before.outcomes());
        let mut described = 0;
        for visit in then.visits() {
            for stage in [Stage::AtBooking, Stage::DayBefore] {
                let (late, early) = (now.describe(visit.id(), stage), before.describe(visit.id(), stage));
                prop_assert_eq!(&late, &early, "{} {:?}", visit.id(), stage);
                described += usize::from(late.is_ok());
            }
        }
        prop_assert!(described > 0 || then.visits().count() < 40);
    }

    #[test]
    fn learning_reads_what_serving_read(seed in 0_u64..100_000, every in 7_usize..23) {
        let log = log(SMALL, seed);
        let whole = record(&log);
        let end = Instant::MAX;
        let afterwards = Forecaster::new(&whole, end);
        for visit in whole.visits().step_by(every) {
            for stage in [Stage::AtBooking, Stage::DayBefore] {
                let Ok(moment) = afterwards.moment(visit.id(), stage) else { continue };
                let then = record(&known_by(&log, moment));
                let serving = Forecaster::new(&then, moment).describe(visit.id(), stage);
                let learning = afterwards.describe(visit.id(), stage);
                prop_assert_eq!(&learning, &serving, "{} {:?}", visit.id(), stage);
                let (Ok(learning), Ok(serving)) = (learning, serving) else { continue };
                for feature in &FEATURES {
                    prop_assert_eq!(feature.value(&learning.known()), feature.value(&serving.known()));
                }
            }
        }
    }
}

#[test]
fn the_invented_log_has_everything_in_it() {
    let log = log(Invented { visits: 2_000, ..SMALL }, 1);
    let count = |wanted: &dyn Fn(&Event) -> bool| log.iter().filter(|(_, event)| wanted(event)).count();
    assert!(count(&|event| matches!(event, Event::AppointmentMoved { .. })) > 30);
    assert!(count(&|event| matches!(event, Event::AppointmentCancelled { .. })) > 30);
    assert!(count(&|event| matches!(event, Event::HoldConfirmed { .. })) > 100);
    assert!(count(&|event| matches!(event, Event::PastVisitRecorded { .. })) > 300);
    assert!(
        count(&|event| matches!(event, Event::AppointmentAdvanced { to: Status::EnteredInError, .. })) > 5
    );
    let record = record(&log);
    let all = Forecaster::new(&record, Instant::MAX);
    let described: Vec<_> =
        record.visits().filter_map(|visit| all.describe(visit.id(), Stage::DayBefore).ok()).collect();
    for feature in FEATURES.iter().skip(14).chain(&FEATURES[..4]) {
        let known =
            described.iter().filter(|row| feature.value(&row.known()) != lindley_learn::Cell::Missing);
        assert!(known.count() > described.len() / 10, "{} is hardly ever known", feature.card.name);
    }
}
