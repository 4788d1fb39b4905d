//! How long it takes to score tomorrow's boards: 10,000 appointments as of one moment, on one thread, in a clinic with 100,000
//! past visits; and how much memory the record takes.
//!
//! `cargo run --release -p lindley-forecast --example score_speed`

#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock and asks for its memory")]

use std::time::Instant as Clock;

use lindley_domain::AppointmentId;
use lindley_forecast::no_show::{Forecaster, Stage, judge, learn};
use lindley_forecast::record::ClinicRecord;
use lindley_learn::Alone;
use lindley_seed::Seed;

#[path = "../tests/no_show/clinic.rs"]
mod clinic;

fn main() -> Result<(), lindley_forecast::ForecastError> {
    // Rounds, of which the median is told.
    let rounds: usize = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(21);
    let before = memory_kib();
    // 110 days of 1,000 visits, the last ten still to come.
    let of = clinic::Invented { visits: 110_000, patients: 30_000, days: 110, imported: 0.1 };
    let log = clinic::log(of, 1);
    let now = clinic::BEGIN.plus_days(100);
    let started = Clock::now();
    let record = clinic::record(&log);
    println!("{} events folded in {:.0} ms", log.len(), started.elapsed().as_secs_f64() * 1e3);
    let started = Clock::now();
    let model = learn(&record, now, Seed::from_u64(1), &Alone)?;
    println!("model learnt in {:.2} s, {} bytes", started.elapsed().as_secs_f64(), model.to_bytes()?.len());
    let started = Clock::now();
    let judged = judge(&record, now, Seed::from_u64(1), &Alone)?;
    let (seconds, report) = (started.elapsed().as_secs_f64(), &judged.report);
    println!(
        "twin judged in {seconds:.2} s: AUC {:.4}, ECE {:.4}, {} rows",
        report.auc, report.ece, report.rows
    );
    let open = |visit: &lindley_forecast::record::Visit<'_>| {
        visit.seen(now).is_some_and(|seen| seen.placing.start() > now && seen.ending.is_none())
    };
    let mut ids: Vec<AppointmentId> = record.visits().filter(open).map(|visit| visit.id()).collect();
    println!("{} appointments to come", ids.len());
    while ids.len() < 10_000 {
        ids.extend_from_within(..ids.len().min(10_000 - ids.len()));
    }
    ids.truncate(10_000);
    let mut times: Vec<(f64, f64)> = Vec::new();
    let busy = busy_ms();
    for _ in 0..rounds {
        let started = Clock::now();
        let forecaster = Forecaster::new(&record, now);
        let made = started.elapsed().as_secs_f64() * 1e3;
        let batch = forecaster.batch(Some(&model), &ids, Stage::DayBefore, 0)?;
        times.push((started.elapsed().as_secs_f64() * 1e3, made));
        assert_eq!(batch.predictions.len(), ids.len());
    }
    let busy = (busy_ms() - busy) / rounds as f64;
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (whole, made) = times[rounds / 2];
    let least = times[0].0;
    println!("10,000 appointments scored in {whole:.1} ms (median of {rounds}, the least {least:.1}),");
    println!(
        "of which reading the record {made:.1} ms; {busy:.1} ms of a processor each, which other work does not lengthen"
    );
    drop((record, log));
    grow(before);
    Ok(())
}

/// The memory of a record of a million visits.
fn grow(before: u64) {
    let mut record = ClinicRecord::default();
    let mut seq = 0;
    let of = clinic::Invented { visits: 100_000, patients: 30_000, days: 300, imported: 0.3 };
    for part in 0..10_u64 {
        let mut next = 0;
        for (at, event) in clinic::log(of, part) {
            seq += 1;
            next += u64::from(opens(&event));
            record.apply(seq, &renumbered(event, part * of.visits), at);
        }
        assert_eq!(next, of.visits);
    }
    let visits = record.visits().count();
    println!("{visits} visits, {seq} events: about {} MiB", memory_kib().saturating_sub(before) / 1024);
}

fn opens(event: &lindley_domain::Event) -> bool {
    use lindley_domain::Event;
    matches!(
        event,
        Event::HoldPlaced { .. } | Event::AppointmentBooked { .. } | Event::PastVisitRecorded { .. }
    )
}

/// The event with its appointment's number moved on.
fn renumbered(mut event: lindley_domain::Event, by: u64) -> lindley_domain::Event {
    use lindley_domain::Event;
    match &mut event {
        Event::HoldPlaced { id, .. }
        | Event::HoldConfirmed { id }
        | Event::AppointmentBooked { id, .. }
        | Event::AppointmentMoved { id, .. }
        | Event::AppointmentCancelled { id, .. }
        | Event::AppointmentAdvanced { id, .. }
        | Event::ReminderRecorded { id, .. }
        | Event::PastVisitRecorded { id, .. } => id.0 += by,
        _ => {}
    }
    event
}

/// Milliseconds that this thread has been on a processor; 0 where the system does not tell.
fn busy_ms() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}

/// The process's resident memory; 0 where the system does not tell.
fn memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
