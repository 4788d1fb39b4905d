//! Models from the clinic's record: what they learn, say and refuse.

use lindley_domain::{AppointmentId, Event, Status, VisitTypeId};
use lindley_forecast::record::ClinicRecord;
use lindley_forecast::visit_length::{
    ClinicLengthModel, LENGTH_LEVEL, LONGEST_SECONDS, LengthBasis, LengthBatch, LengthForecast,
    LengthForecaster, compare, judge, learn, live_report,
};
use lindley_forecast::{ForecastError, OVERALL};
use lindley_learn::{Alone, Crew};
use lindley_seed::Seed;
use lindley_time::{Instant, Span};
use proptest::prelude::*;

use super::clinic::{after, clinic, fold, monday, opening, past, patient, placement};

struct Threads(usize);

impl Crew for Threads {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        std::thread::scope(|scope| {
            for first in 0..self.0 {
                scope.spawn(move || (first..parts).step_by(self.0).for_each(work));
            }
        });
    }
}

fn seed() -> Seed {
    Seed::from_u64(1)
}

/// A visit that is booked for the day after so many weekdays.
fn booked(
    record: &mut ClinicRecord,
    id: u64,
    practitioner: u32,
    visit_type: u32,
    minutes: u32,
    days: u32,
) -> AppointmentId {
    let start = after(days).plus_days(1);
    let event = Event::AppointmentBooked {
        id: AppointmentId(id),
        patient: patient(7),
        visit_type: VisitTypeId(visit_type),
        placement: placement(practitioner, start, minutes),
    };
    record.apply(record.head() + 1, &event, after(days));
    AppointmentId(id)
}

#[test]
fn the_same_record_gives_the_same_bytes_for_any_crew_and_a_kept_model_says_the_same() {
    let record = clinic(60, 1);
    let model = learn(&record, after(60), seed(), &Alone).unwrap();
    let bytes = model.to_bytes().unwrap();
    for threads in [2, 8] {
        let again = learn(&record, after(60), seed(), &Threads(threads)).unwrap();
        assert_eq!(again.to_bytes().unwrap(), bytes, "{threads} threads");
    }
    let again = ClinicLengthModel::from_bytes(&bytes).unwrap();
    assert_eq!(again, model);
    let ids: Vec<AppointmentId> = (1_700..1_800).rev().map(AppointmentId).collect();
    let batch = |model| LengthForecaster::new(&record, Some(model), after(60)).batch(&ids).unwrap();
    let kept = batch(&model).to_bytes().unwrap();
    assert_eq!(batch(&again).to_bytes().unwrap(), kept);
    let read = LengthBatch::from_bytes(&kept).unwrap();
    assert_eq!((read.forecasts.len(), read.forecasts[0].appointment), (100, AppointmentId(1_700)));
    for wrong in [&bytes[1..], &bytes[..bytes.len() - 1], &[&bytes[..], b"x"].concat()] {
        assert!(ClinicLengthModel::from_bytes(wrong).is_err());
    }
    for wrong in [&kept[1..], &kept[..kept.len() - 1], &[&kept[..], b"x"].concat()] {
        assert!(LengthBatch::from_bytes(wrong).is_err());
    }
}

#[test]
fn the_model_learns_types_and_paces_and_its_bands_hold_on_later_days() {
    let record = clinic(120, 2);
    let judged = judge(&record, after(120), seed(), &Alone).unwrap();
    let report = &judged.report;
    println!("{:?}", report.overall);
    for baseline in &report.baselines {
        println!("{baseline:?}");
    }
    assert!(report.from == judged.first_day && report.level == LENGTH_LEVEL);
    assert!(report.overall.coverage.low <= 0.9 && 0.9 <= report.overall.coverage.high);
    for segment in &report.segments {
        let (low, high) = (segment.figures.coverage.low, segment.figures.coverage.high);
        assert!(low <= 0.93 && 0.87 <= high, "{segment:?}");
    }
    for at in &report.reliability {
        assert!((at.observed.estimate - at.share).abs() < 0.06, "{at:?}");
    }
    let rmse = |name: &str| report.baselines.iter().find(|one| one.name == name).unwrap().measures["rmse"];
    assert!(report.overall.rmse < 0.95 * rmse("planned length"));
    assert!(report.overall.rmse < 1.05 * rmse("linear (ridge)"));
    let plain = report.baselines.iter().find(|one| one.name == "unconditional band").unwrap();
    assert!(report.overall.width < 0.8 * plain.measures["width"]);
    assert_eq!(report.weeks.iter().map(|week| week.figures.rows).sum::<usize>(), report.overall.rows);
    assert!(
        report.drift.iter().any(|one| one.feature == "pace@1")
            && report.drift.last().unwrap().feature == "score"
    );
    let groupings: Vec<&str> = report.segments.iter().map(|segment| segment.grouping).collect();
    for grouping in ["visit type", "practitioner", "site", "patient"] {
        assert!(groupings.contains(&grouping));
    }
}

#[test]
fn a_slow_practitioner_gets_a_longer_forecast_and_a_buffer_on_the_grid() {
    let mut record = clinic(100, 3);
    let (quick, slow) =
        (booked(&mut record, 90_001, 1, 1, 20, 100), booked(&mut record, 90_002, 4, 1, 20, 100));
    let model = learn(&record, after(100), seed(), &Alone).unwrap();
    let mut forecaster = LengthForecaster::new(&record, Some(&model), after(100));
    let [quick, slow] = [quick, slow].map(|id| forecaster.forecast(id).unwrap().unwrap());
    assert_eq!((quick.basis, slow.basis), (LengthBasis::Model, LengthBasis::Model));
    assert!(slow.expected > 1.3 * quick.expected, "{slow:?} {quick:?}");
    for forecast in [&quick, &slow] {
        let (buffer, safe) = (forecast.buffer_minutes().unwrap(), forecast.safe_buffer_minutes().unwrap());
        assert!(buffer <= safe && buffer.is_multiple_of(10) && safe.is_multiple_of(10));
        assert!(f64::from(forecast.planned + 60 * buffer) >= forecast.quantiles[6]);
        assert!(forecast.distribution().unwrap().mean() > 0.0);
    }
    assert_eq!(quick.buffer_minutes(), Some(0));
    assert!(slow.buffer_minutes().unwrap() >= 10);
}

#[test]
fn without_a_model_the_planned_length_speaks_and_without_measurements_the_widest_band() {
    let mut record = clinic(40, 4);
    let id = booked(&mut record, 90_001, 2, 2, 40, 40);
    let forecast = LengthForecaster::new(&record, None, after(40)).forecast(id).unwrap().unwrap();
    let LengthBasis::PlannedLength { visits } = forecast.basis else { panic!("{:?}", forecast.basis) };
    assert!(visits >= 50 && forecast.expected > 2_400.0 && forecast.band().0 > 600.0);
    let mut fresh = fold(opening().into_iter().map(|event| (event, monday())));
    let id = booked(&mut fresh, 1, 2, 2, 40, 0);
    let forecast = LengthForecaster::new(&fresh, None, after(0)).forecast(id).unwrap().unwrap();
    assert_eq!((forecast.basis, forecast.expected), (LengthBasis::NeverMeasured, 2_400.0));
    assert_eq!((forecast.band(), forecast.buffer_minutes()), ((0.0, LONGEST_SECONDS), None));
    // As of a moment at which nobody knew of it there is no forecast.
    let before = monday().plus_days(-1);
    assert_eq!(LengthForecaster::new(&fresh, None, before).forecast(id), Ok(None));
    assert_eq!(LengthForecaster::new(&fresh, None, after(0)).forecast(AppointmentId(99)), Ok(None));
}

#[test]
fn a_visit_type_that_learning_has_not_seen_is_counted() {
    let mut record = clinic(60, 5);
    let model = learn(&record, after(60), seed(), &Alone).unwrap();
    let Some(Event::VisitTypeAdded { mut visit_type, .. }) =
        opening().into_iter().find(|event| matches!(event, Event::VisitTypeAdded { .. }))
    else {
        panic!("the clinic has visit types")
    };
    visit_type.name = "Telephone".to_owned();
    record.apply(
        record.head() + 1,
        &Event::VisitTypeAdded { id: VisitTypeId(9), visit_type, source: None },
        after(60),
    );
    let id = booked(&mut record, 90_001, 1, 9, 20, 60);
    let forecast = LengthForecaster::new(&record, Some(&model), after(60)).forecast(id).unwrap().unwrap();
    assert!(forecast.unseen_labels == 1 && forecast.expected > 300.0);
}

#[test]
fn a_challenger_is_compared_on_later_days_by_segment() {
    let record = clinic(120, 6);
    let first = judge(&record, after(60), seed(), &Alone).unwrap();
    let second = judge(&record, after(60), Seed::from_u64(9), &Alone).unwrap();
    let day = Instant::parse("2026-04-06T00:00:00Z").unwrap();
    let day = lindley_time::Zone::utc().date_of(day);
    let same = compare(&first.model, &first.model, &record, day, after(120)).unwrap();
    assert_eq!((same[0].segment.as_str(), same[0].measure), (OVERALL, "pinball"));
    assert!(same.iter().all(|one| one.difference.low <= 0.0 && one.difference.high >= 0.0));
    assert!(same.iter().any(|one| one.segment == "practitioner: Dr 4"));
    assert!(compare(&first.model, &second.model, &record, day, after(120)).is_ok());
    // One that learnt from lengths twice as long is worse, except for whom the doubled paces happen to fit.
    let twice = past(60, 6).into_iter().map(|event| match event {
        Event::PastVisitRecorded {
            id,
            patient,
            visit_type,
            placement,
            actual,
            status,
            source,
            booked,
            reminded,
        } => {
            let actual =
                actual.map(|span| Span::new(span.start(), span.end().plus_seconds(span.seconds())).unwrap());
            Event::PastVisitRecorded {
                id,
                patient,
                visit_type,
                placement,
                actual,
                status,
                source,
                booked,
                reminded,
            }
        }
        other => other,
    });
    let doubled = fold(opening().into_iter().chain(twice).map(|event| (event, monday())));
    let worse = learn(&doubled, after(60), seed(), &Alone).unwrap();
    let found = compare(&first.model, &worse, &record, day, after(120)).unwrap();
    for segment in
        [OVERALL, "visit type: Follow-up", "site: Northside", "patient: returning", "practitioner: Dr 1"]
    {
        let one = found.iter().find(|one| one.segment == segment).unwrap();
        assert!(one.difference.low > 0.1 * one.champion, "{one:?}");
    }
    let late = lindley_time::civil::date(2030, 1, 1);
    let refused = compare(&first.model, &worse, &record, late, after(120));
    assert_eq!(refused, Err(ForecastError::TooFewRows { needed: 2, found: 0 }));
}

#[test]
fn the_live_report_judges_a_day_ahead() {
    let record = clinic(120, 7);
    let model = learn(&record, after(80), seed(), &Alone).unwrap();
    let report = live_report(&model, &record, after(80), after(120)).unwrap();
    assert!(
        report.overall.rows > 500
            && report.overall.coverage.low <= 0.91
            && report.overall.coverage.high >= 0.88
    );
    assert!(report.drift.iter().all(|one| one.psi.is_some()));
    assert!(live_report(&model, &record, after(120), after(121)).is_err());
}

#[test]
fn too_little_to_learn_from_is_refused() {
    let refused = |record: &ClinicRecord, days| learn(record, after(days), seed(), &Alone).unwrap_err();
    let ten = clinic(1, 8);
    assert!(matches!(refused(&ten, 1), ForecastError::TooFewRows { needed: 200, .. }));
    let week = clinic(8, 8);
    assert_eq!(refused(&week, 8), ForecastError::TooFewBlocks { unit: "days", needed: 10, found: 8 });
    let same = past(40, 8).into_iter().map(|event| match event {
        Event::PastVisitRecorded {
            id,
            patient,
            visit_type,
            placement,
            actual,
            status,
            source,
            booked,
            reminded,
        } => {
            let actual = actual.map(|span| Span::of_minutes(span.start(), 15));
            Event::PastVisitRecorded {
                id,
                patient,
                visit_type,
                placement,
                actual,
                status,
                source,
                booked,
                reminded,
            }
        }
        other => other,
    });
    let constant = fold(opening().into_iter().chain(same).map(|event| (event, monday())));
    assert!(matches!(
        refused(&constant, 40),
        ForecastError::Learn(lindley_learn::LearnError::ConstantTarget)
    ));
    // Clocks that were left running for two days are not believed.
    let running = past(40, 8).into_iter().map(|event| match event {
        Event::PastVisitRecorded {
            id,
            patient,
            visit_type,
            placement,
            actual,
            status,
            source,
            booked,
            reminded,
        } => {
            let actual = actual.map(|span| Span::of_minutes(span.start(), 2 * 24 * 60));
            Event::PastVisitRecorded {
                id,
                patient,
                visit_type,
                placement,
                actual,
                status,
                source,
                booked,
                reminded,
            }
        }
        other => other,
    });
    let lying = fold(opening().into_iter().chain(running).map(|event| (event, monday())));
    assert_eq!(refused(&lying, 40), ForecastError::TooFewRows { needed: 200, found: 0 });
}

#[test]
fn what_is_learnt_until_a_moment_does_not_change_with_later_visits() {
    let (whole, cut) = (clinic(100, 9), after(60));
    let early = past(100, 9).into_iter().filter(|event| match event {
        Event::PastVisitRecorded { placement, .. } => placement.span.end() <= cut,
        _ => true,
    });
    let start = opening().into_iter().chain(super::clinic::facts());
    let early = fold(
        start.map(|event| (event, monday().plus_days(-30))).chain(early.map(|event| (event, after(100)))),
    );
    let bytes = |record| learn(record, cut, seed(), &Alone).unwrap().to_bytes().unwrap();
    assert_eq!(bytes(&whole), bytes(&early));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn later_events_change_no_forecast(seed in 0_u64..1_000, cut in 20_i64..60, number in 1_u64..1_200) {
        let cut = monday().plus_days(cut);
        let events: Vec<Event> = past(50, seed).into_iter().collect();
        let known = |event: &Event| match event {
            Event::PastVisitRecorded { id, booked, placement, .. } => {
                id.0 == number || booked.is_some_and(|booked| booked <= cut) && placement.span.start() < cut
            }
            _ => true,
        };
        let record = |events: Vec<Event>| fold(opening().into_iter().chain(events).map(|event| (event, monday())));
        let (whole, early) = (record(events.clone()), record(events.into_iter().filter(known).collect()));
        for record in [&whole, &early] {
            prop_assert!(record.head() > 0);
        }
        let said = |record| LengthForecaster::new(record, None, cut).forecast(AppointmentId(number)).unwrap();
        prop_assert_eq!(said(&whole), said(&early));
    }
}

/// What is entered in error later was believed until then: it moves nothing that was said before, and what is said afterwards.
#[test]
fn a_later_erasure_moves_no_earlier_length() {
    let (cut, later) = (monday().plus_days(40), monday().plus_days(60));
    let events = || opening().into_iter().chain(past(60, 3)).map(|event| (event, monday()));
    let errors = (1..600_u64).step_by(3).map(|number| {
        let error = Event::AppointmentAdvanced {
            id: AppointmentId(number),
            to: Status::EnteredInError,
            actual: None,
        };
        (error, cut.plus_days(5))
    });
    let (early, whole) = (fold(events()), fold(events().chain(errors)));
    let model = learn(&early, cut, Seed::from_u64(1), &Alone).unwrap();
    let said =
        |record, id, at| LengthForecaster::new(record, Some(&model), later).forecast_at(id, at).unwrap();
    let known: Vec<AppointmentId> =
        early.visits().map(|visit| visit.id()).filter(|id| id.0 % 3 != 1).collect();
    let (mut before, mut after) = (0, 0);
    for id in known.into_iter().step_by(7) {
        assert_eq!(said(&whole, id, cut), said(&early, id, cut), "{id} as of a moment before the erasures");
        before += usize::from(said(&early, id, cut).is_some());
        after += usize::from(said(&whole, id, later) != said(&early, id, later));
    }
    assert!(before > 50, "{before} forecasts were compared");
    assert!(after > 50, "erasures move what is said after them: {after}");
    // Without a model the planned length speaks, from the visits that are still believed.
    let visits = |record| match LengthForecaster::new(record, None, later).forecast(AppointmentId(2)).unwrap()
    {
        Some(LengthForecast { basis: LengthBasis::PlannedLength { visits }, .. }) => visits,
        other => panic!("another basis: {other:?}"),
    };
    assert!(visits(&whole) < visits(&early), "{} of {}", visits(&whole), visits(&early));
}
