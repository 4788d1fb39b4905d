//! How many patients are due at the start of each interval: `cargo run --example blocks`.

use lindley_session::{BlockSettings, BlockWeights, IndividualBlock, SessionError};

fn main() -> Result<(), SessionError> {
    let settings = BlockSettings {
        patients: 12,
        intervals: 12,
        interval_length: 15.0,
        mean_service: 12.5,
        no_show: 0.15,
    };
    let session = IndividualBlock::new(settings)?;
    println!(
        "12 patients in 12 intervals of 15 min, services of 12.5 min on average, 15 % stay away; minutes"
    );
    println!("idle time  schedule                              wait   idle  tardiness  evaluations");
    for idle in [0.0, 0.2, 0.5, 1.0, 2.0] {
        let weights = BlockWeights { waiting: 1.0, idle, tardiness: 1.0 };
        let best = session.improve(&session.evenly(), weights, 1_000_000)?;
        let means = session.means(&best.patients)?;
        println!(
            "x {idle:.1}      {:?}  {:5.2}  {:5.2}  {:9.2}  {:11}{}",
            best.patients,
            means.waiting,
            means.idle,
            means.tardiness,
            best.evaluations,
            if best.optimal { "" } else { " (not proved best)" }
        );
    }
    Ok(())
}
