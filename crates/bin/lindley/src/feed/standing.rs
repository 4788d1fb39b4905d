//! How feeds stand, as a table or as JSON.

use lindley_app::ToldFeeds;
use lindley_forecast::demand::KnownSignal;
use lindley_forecast::{FeedStanding, Hearing, SignalStanding};
use serde_json::{Map, Value, json};

use crate::table::table as lines;

const HEADER: [&str; 9] = [
    "feed",
    "signal",
    "readings",
    "corrected",
    "unused",
    "last told",
    "usually after",
    "stands until",
    "state",
];

/// For people.
pub(super) fn table(told: &ToldFeeds) -> String {
    if told.feeds.is_empty() {
        return "No feed has told anything yet.".to_owned();
    }
    let unknown = told.feeds.iter().flat_map(|feed| &feed.signals).filter(|signal| !signal.is_known);
    let notes = unknown.map(|signal| {
        let nearest = KnownSignal::nearest(&signal.signal);
        let meant = nearest.map_or_else(String::new, |nearest| format!(" Is {} meant?", nearest.name));
        format!("\nNo forecaster knows {}.{meant}", signal.signal)
    });
    lines(&HEADER, told.feeds.iter().flat_map(rows)) + &notes.collect::<String>()
}

fn rows(feed: &FeedStanding) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = feed.signals.iter().map(|signal| row(&feed.feed, signal)).collect();
    if feed.special_days > 0 {
        let mut days = vec![feed.feed.clone(), "(special days)".to_owned(), feed.special_days.to_string()];
        days.extend(["", "", &feed.last_told.to_string(), "", "", ""].map(str::to_owned));
        rows.push(days);
    }
    rows
}

fn row(feed: &str, signal: &SignalStanding) -> Vec<String> {
    vec![
        feed.to_owned(),
        signal.signal.clone(),
        signal.readings.to_string(),
        signal.corrections.to_string(),
        signal.unused.to_string(),
        signal.last_told.to_string(),
        signal.usual_minutes.map_or("not known".to_owned(), |minutes| format!("{minutes} min")),
        signal.stands_until.map_or("no value".to_owned(), |until| until.to_string()),
        if signal.hearing == Hearing::Silent { "SILENT" } else { signal.hearing.code() }.to_owned(),
    ]
}

/// For programs: the same keys as `GET /v1/signals`.
pub(super) fn json(told: &ToldFeeds) -> Value {
    let feed = |feed: &FeedStanding| {
        json!({
            "feed": feed.feed,
            "last_told": feed.last_told.to_string(),
            "special_days": feed.special_days,
            "signals": feed.signals.iter().map(signal_json).collect::<Vec<_>>(),
        })
    };
    let feeds: Vec<Value> = told.feeds.iter().map(feed).collect();
    json!({ "as_of": told.as_of.to_string(), "head": told.head, "feeds": feeds })
}

/// What is not known is left out, as the API leaves it out.
fn signal_json(signal: &SignalStanding) -> Value {
    let nearest = KnownSignal::nearest(&signal.signal).filter(|_| !signal.is_known);
    let last = without_nothing(&[
        ("site", json!(signal.last.site.map(|site| site.to_string()))),
        ("from", json!(signal.last.span.start().to_string())),
        ("until", json!(signal.last.span.end().to_string())),
        ("value", json!(signal.last.value_milli as f64 / 1e3)),
    ]);
    without_nothing(&[
        ("signal", json!(signal.signal)),
        ("unit", json!(signal.unit)),
        ("known", json!(signal.is_known)),
        ("nearest", json!(nearest.map(|known| known.name))),
        ("readings", json!(signal.readings)),
        ("corrections", json!(signal.corrections)),
        ("unused", json!(signal.unused)),
        ("last_told", json!(signal.last_told.to_string())),
        ("last", last),
        ("usual_minutes", json!(signal.usual_minutes)),
        ("state", json!(signal.hearing.code())),
        ("stands_until", json!(signal.stands_until.map(|until| until.to_string()))),
    ])
}

fn without_nothing(fields: &[(&str, Value)]) -> Value {
    let told = fields.iter().filter(|(_, value)| !value.is_null());
    Value::Object(told.map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use lindley_forecast::LastReading;
    use lindley_time::{Instant, Span};

    use super::*;

    fn told() -> ToldFeeds {
        let at = Instant::parse("2026-03-02T06:00:00Z").unwrap();
        let signal = SignalStanding {
            signal: "temprature".to_owned(),
            unit: "degree Celsius".to_owned(),
            is_known: false,
            readings: 3,
            corrections: 1,
            unused: 0,
            last_told: at,
            last: LastReading { site: None, span: Span::of_minutes(at, 60), value_milli: 4_500 },
            usual_minutes: Some(60),
            hearing: Hearing::Silent,
            stands_until: None,
        };
        let feed = FeedStanding {
            feed: "station".to_owned(),
            last_told: at,
            special_days: 2,
            signals: vec![signal],
        };
        ToldFeeds { as_of: at.plus_days(1), head: 7, feeds: vec![feed] }
    }

    #[test]
    fn a_silent_feed_and_a_misspelt_signal_catch_the_eye() {
        let text = table(&told());
        assert!(text.contains("SILENT") && text.contains("60 min") && text.contains("no value"), "{text}");
        assert!(text.contains("(special days)"), "{text}");
        assert!(text.ends_with("No forecaster knows temprature. Is temperature meant?"), "{text}");
        let nobody = ToldFeeds { feeds: Vec::new(), ..told() };
        assert_eq!(table(&nobody), "No feed has told anything yet.");
    }

    #[test]
    fn programs_read_the_same_keys_as_from_the_api() {
        let json = json(&told());
        let signal = &json["feeds"][0]["signals"][0];
        assert_eq!((&signal["state"], &signal["nearest"]), (&json!("silent"), &json!("temperature")));
        assert_eq!((&signal["last"]["value"], &signal["usual_minutes"]), (&json!(4.5), &json!(60)));
        assert!(signal.get("stands_until").is_none() && signal["last"].get("site").is_none(), "{signal}");
    }
}
