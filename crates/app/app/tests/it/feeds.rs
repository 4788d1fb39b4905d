//! Feeds: what is new is written once, corrections again, and trouble is told.

use std::sync::Mutex;

use lindley_app::AppError;
use lindley_domain::Event;
use lindley_ports::{Feed, FeedDay, FeedError, FeedReading, FeedRow, Fetched, Log};
use lindley_time::civil::date;
use lindley_time::{Instant, Span};

use crate::house::{House, ORGANISATION, monday};

/// A feed that answers what it is told to, once for each answer.
struct Told(Mutex<Vec<Result<Fetched, FeedError>>>);

impl Feed for Told {
    fn name(&self) -> &'static str {
        "weather"
    }

    fn fetch(&self, _: Option<Instant>, _: Instant) -> Result<Fetched, FeedError> {
        self.0.lock().unwrap().remove(0)
    }
}

fn rain(site: Option<&str>, value_milli: i64) -> FeedRow {
    let span = Span::of_minutes(monday(), 60);
    let site = site.map(Into::into);
    FeedRow::Reading(FeedReading { signal: "rain".into(), unit: "mm".into(), site, span, value_milli })
}

fn holiday(kind: &str) -> FeedRow {
    FeedRow::SpecialDay(FeedDay { day: date(2026, 4, 3), kind: kind.into(), site: None })
}

#[expect(clippy::unnecessary_wraps, reason = "what a feed answers")]
fn rows(rows: Vec<FeedRow>) -> Result<Fetched, FeedError> {
    Ok(Fetched { rows, refused: Vec::new() })
}

fn take(
    house: &House,
    answers: Vec<Result<Fetched, FeedError>>,
) -> Vec<Result<lindley_app::FeedTaken, AppError>> {
    let count = answers.len();
    let feed = Told(Mutex::new(answers));
    let mut taken = Vec::new();
    for _ in 0..count {
        let found = std::thread::scope(|scope| {
            scope.spawn(|| house.app.take_from_feed(&house.system, &feed)).join().unwrap()
        });
        taken.push(found);
    }
    taken
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_is_written_once_and_a_correction_again() {
    let house = House::with_physicians(1).await;
    let head = house.head();
    let both = || rows(vec![rain(Some("Mitte"), 1500), rain(None, 2500), holiday("holiday")]);
    let corrected = || rows(vec![rain(Some("site-1"), 1600), rain(None, 2500), holiday("")]);
    let taken: Vec<_> = take(&house, vec![both(), both(), corrected(), corrected()])
        .into_iter()
        .map(|taken| taken.map(|one| (one.readings, one.days, one.known)).unwrap())
        .collect();
    assert_eq!(taken, [(2, 1, 0), (0, 0, 3), (1, 1, 1), (0, 0, 3)]);
    let entries = house.store.read(ORGANISATION, head, 100).unwrap();
    assert_eq!(entries.len(), 4, "one event for the readings and one for the days, twice");
    let first = &entries[0];
    let event = lindley_domain::record::decode(&first.kind, first.version, &first.body).unwrap();
    assert!(
        matches!(event, Event::SignalsRecorded { ref feed, ref readings } if &**feed == "weather" && readings.len() == 2)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_nobody_knows_is_refused_and_the_rest_is_taken() {
    let house = House::with_physicians(1).await;
    let taken =
        take(&house, vec![rows(vec![rain(Some("Atlantis"), 1500), rain(None, 2500)])]).remove(0).unwrap();
    assert_eq!(taken.readings, 1);
    assert!(taken.refused[0].contains("Atlantis"), "{:?}", taken.refused);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_has_stopped_writes_nothing_and_says_so() {
    let house = House::with_physicians(1).await;
    let head = house.head();
    let stopped = FeedError::Stopped { feed: "weather".to_owned(), newest: monday(), minutes: 60 };
    let told = take(&house, vec![Err(stopped)]).remove(0).unwrap_err();
    assert!(
        matches!(told, AppError::Feed(FeedError::Stopped { .. })) && told.to_string().contains("stopped"),
        "{told}"
    );
    assert_eq!(house.head(), head);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_that_no_forecaster_knows_is_taken_and_told_each_time() {
    let house = House::with_physicians(1).await;
    let span = Span::of_minutes(monday(), 60);
    let misspelt = |unit: &str| {
        let (signal, unit) = ("temprature".into(), unit.into());
        rows(vec![
            FeedRow::Reading(FeedReading { signal, unit, site: None, span, value_milli: 4_000 }),
            rain(None, 100),
        ])
    };
    let answers = vec![misspelt("degree Celsius"), misspelt("degree Celsius"), misspelt("kelvin")];
    let taken: Vec<_> = take(&house, answers).into_iter().map(Result::unwrap).collect();
    let written: Vec<_> = taken.iter().map(|taken| (taken.readings, taken.known)).collect();
    // Another unit is another word for the same time.
    assert_eq!(written, [(2, 0), (0, 2), (1, 1)]);
    for told in &taken {
        let unknown: Vec<_> =
            told.unknown_signals.iter().map(|one| (one.signal.as_str(), one.nearest)).collect();
        assert_eq!(unknown, [("temprature", Some("temperature"))]);
    }
    let told = house.app.told_feeds(&house.system).unwrap();
    let signals: Vec<_> =
        told.feeds[0].signals.iter().map(|signal| (signal.is_known, signal.unused)).collect();
    assert_eq!((told.feeds[0].feed.as_str(), signals), ("weather", vec![(true, 0), (false, 1)]));
    assert_eq!(told.head, house.head());
}
