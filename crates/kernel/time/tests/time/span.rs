//! Half-open spans.

use lindley_time::{EmptySpan, Instant, Span};

use crate::{at, span};

#[test]
fn an_empty_or_reversed_span_cannot_be_built() {
    let noon = at("2026-01-01T12:00:00Z");
    assert_eq!(Span::new(noon, noon), Err(EmptySpan));
    assert_eq!(Span::new(noon.plus_seconds(1), noon), Err(EmptySpan));
    let reversed = serde_json::from_str::<Span>(r#"{"start":60,"end":0}"#).unwrap_err();
    assert!(reversed.to_string().contains("the end must lie after the start"), "{reversed}");
}

#[test]
fn the_start_belongs_to_it_and_the_end_does_not() {
    let morning = span("2026-01-01T08:00:00Z", "2026-01-01T12:00:00Z");
    assert!(morning.holds(morning.start()));
    assert!(!morning.holds(morning.end()));
    assert_eq!(morning.seconds(), 4 * 3_600);
}

#[test]
fn touching_spans_do_not_overlap() {
    let morning = span("2026-01-01T08:00:00Z", "2026-01-01T12:00:00Z");
    let afternoon = span("2026-01-01T12:00:00Z", "2026-01-01T16:00:00Z");
    let noon = span("2026-01-01T11:59:59Z", "2026-01-01T12:00:01Z");
    assert!(!morning.overlaps(afternoon));
    assert_eq!(morning.intersection(afternoon), None);
    assert!(morning.overlaps(noon) && noon.overlaps(afternoon));
    assert_eq!(morning.intersection(noon), Some(span("2026-01-01T11:59:59Z", "2026-01-01T12:00:00Z")));
    assert!(morning.contains(morning) && !morning.contains(noon));
}

#[test]
fn a_span_of_minutes_is_never_empty_even_at_the_end_of_time() {
    assert_eq!(Span::of_minutes(at("2026-01-01T00:00:00Z"), 0).seconds(), 60);
    let last = Span::of_minutes(Instant::MAX, 10);
    assert!(last.start() < last.end());
}

#[test]
fn json_names_start_and_end() {
    let minute = Span::of_minutes(Instant::from_seconds(0), 1);
    assert_eq!(serde_json::to_string(&minute).unwrap(), r#"{"start":0,"end":60}"#);
    assert_eq!(serde_json::from_str::<Span>(r#"{"start":0,"end":60}"#).unwrap(), minute);
}
