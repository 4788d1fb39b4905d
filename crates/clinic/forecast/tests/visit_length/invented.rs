//! Invented visits: returning ones shorter, long ones more spread.

use lindley_forecast::visit_length::{MeasuredVisit, Visit};
use lindley_seed::Seed;

pub(crate) fn visits(sessions: u32, seed: u64) -> Vec<MeasuredVisit> {
    let mut stream = Seed::from_u64(seed).stream();
    let mut found = Vec::new();
    for session in 1..=sessions {
        for _ in 0..12 {
            let returning = stream.chance(0.6);
            let number = if returning { 2 } else { 1 };
            let patient = format!("p{}", stream.below(300));
            let mut visit = Visit::new(&patient, session, number);
            visit.malignant = Some(stream.chance(0.1));
            visit.address = Some(if stream.chance(0.5) { "near" } else { "far" }.to_owned());
            let mean = if returning { 700.0 } else { 950.0 }
                + if visit.malignant == Some(true) { 150.0 } else { 0.0 };
            let seconds = (mean * (1.0 + 0.3 * stream.normal())).max(120.0);
            found.push(MeasuredVisit { visit, seconds });
        }
    }
    found
}
