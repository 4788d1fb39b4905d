//! When visits are due if slots may be shared.

use anyhow::{Result, ensure};
use clap::Args;
use lindley_session::Slots;

use crate::session::inputs::Inputs;

/// Appointments that are not one visit to each equal slot.
#[derive(Args, Debug)]
pub(super) struct Appointments {
    /// Slots, from 1, in which two visits are due at once: overbooked slots.
    #[arg(long, value_name = "SLOT,…", value_delimiter = ',', conflicts_with = "times")]
    doubled: Vec<usize>,
    /// When each visit is due, in minutes from the session's start, such as those that `session times` finds. The session
    /// ends with its slots.
    #[arg(long, value_name = "MINUTES,…", value_delimiter = ',')]
    times: Vec<f64>,
}

impl Appointments {
    /// How many slots a session of this many visits has.
    pub(super) fn count(&self, visits: usize, inputs: &Inputs) -> usize {
        inputs.slots().unwrap_or_else(|| visits.saturating_sub(self.doubled.len()))
    }

    /// The times of all visits.
    pub(super) fn slots(&self, visits: usize, inputs: &Inputs) -> Result<Slots> {
        let slot = inputs.slot_seconds()?;
        let count = self.count(visits, inputs);
        if !self.times.is_empty() {
            ensure!(
                self.times.len() == visits,
                "--times has {} times for {visits} visits: give one for each",
                self.times.len()
            );
            let length = Slots::equal(count, slot)?.length_s();
            let times = self.times.iter().map(|time| due(*time)).collect::<Result<Vec<u32>>>()?;
            return Ok(Slots::new(&times, length)?);
        }
        ensure!(
            visits == count + self.doubled.len(),
            "the sequence has {visits} visits and the session has {count} slots, {} of them doubled: make them equal",
            self.doubled.len()
        );
        let equal = Slots::equal(count, slot)?;
        if let Some(slot) = self.doubled.iter().find(|slot| !(1..=count).contains(*slot)) {
            anyhow::bail!("--doubled {slot}: the session has the slots 1 to {count}");
        }
        let mut times: Vec<u32> = equal
            .times()
            .iter()
            .copied()
            .chain(self.doubled.iter().map(|slot| equal.times()[slot - 1]))
            .collect();
        times.sort_unstable();
        Ok(Slots::new(&times, equal.length_s())?)
    }
}

/// A number of minutes from the start, in whole seconds.
fn due(minutes: f64) -> Result<u32> {
    let seconds = (minutes * 60.0).round();
    ensure!(
        (0.0..=65_535.0).contains(&seconds),
        "--times {minutes}: times are minutes from 0 to 18 hours after the session's start"
    );
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
    let seconds = seconds as u32;
    Ok(seconds)
}
