//! The benches say what they promise to say. How fast this machine is does not matter here.

use serde_json::Value;

use crate::stage::lindley;

/// The figures of a bench; panics unless all named ones are there and, being measurements, above nothing.
fn figures(words: &[&str], measured: &[&str]) -> Value {
    let said = lindley(&[&["bench"], words, &["--json"]].concat()).said();
    let figures: Value = serde_json::from_str(&said).unwrap();
    for name in measured {
        assert!(figures[name].as_f64().is_some_and(|figure| figure > 0.0), "{name}: {figures}");
    }
    assert!(figures["machine"].as_str().is_some_and(|machine| !machine.is_empty()), "{figures}");
    figures
}

#[test]
fn bench_find_says_how_many_and_how_fast() {
    let small = ["find", "--resources", "16", "--days", "7", "--searches", "200"];
    let figures = figures(&small, &["finds_per_second", "p50_us", "p99_us"]);
    assert_eq!(figures["searches"], 200);
    assert!(figures["p50_us"].as_f64() <= figures["p99_us"].as_f64(), "{figures}");
}

#[test]
fn bench_booking_says_how_many_and_how_fast() {
    let short = ["booking", "--store", "memory", "--seconds", "1", "--callers", "32"];
    let figures = figures(&short, &["bookings_per_second", "p50_ms", "p99_ms", "acknowledged"]);
    assert!(figures["p50_ms"].as_f64() <= figures["p99_ms"].as_f64(), "{figures}");
}
