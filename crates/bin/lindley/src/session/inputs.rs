//! What every task about one session reads: service times, slots, costs, scenarios.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;
use lindley_app::Threads;
use lindley_seed::Seed;
use lindley_session::{Composition, Method, PlanRequest, Scenarios, SessionError, Slots, Weights};

use super::by_kind::letter;
use super::service_times::read;
use super::{bounds, bounds::MOST_SCENARIOS};

/// Scenarios unless asked otherwise.
const SCENARIOS: usize = 10_000;
/// Memory that the vectors of all sub-compositions may take unless scenarios are asked for, in bytes.
const COMFORTABLE: usize = 600 << 20;

/// Where a session is read from, and what its minutes cost.
#[derive(Args, Debug)]
pub(super) struct Inputs {
    /// CSV with the columns kind and seconds (or minutes), or one column of seconds per kind.
    #[arg(long, value_name = "CSV")]
    service_times: PathBuf,
    /// Slots of the session; they must be filled. Default: as many as visits.
    #[arg(long, value_name = "N", value_parser = bounds::count::<1, 255>)]
    slots: Option<usize>,
    /// Minutes from one appointment to the next.
    #[arg(long, value_name = "MINUTES", default_value_t = 15.0)]
    slot_minutes: f64,
    /// Cost of a minute of one patient's waiting.
    #[arg(long, value_name = "COST", default_value_t = 1.0, allow_negative_numbers = true)]
    cost_wait: f64,
    /// Cost of a minute of idling.
    #[arg(long, value_name = "COST", default_value_t = 0.0, allow_negative_numbers = true)]
    cost_idle: f64,
    /// Cost of a minute of overtime.
    #[arg(long, value_name = "COST", default_value_t = 1.0, allow_negative_numbers = true)]
    cost_overtime: f64,
    /// Scenarios to draw. Default: 10,000, or as many as fit into 600 MiB for long sessions of many kinds.
    #[arg(long, value_name = "N", value_parser = bounds::count::<1, MOST_SCENARIOS>)]
    scenarios: Option<usize>,
    /// Where the draws begin; the same seed gives the same answer.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads; the answer does not depend on them. Default: all cores.
    #[arg(long, value_name = "N", value_parser = bounds::threads)]
    threads: Option<NonZeroUsize>,
    /// Print one JSON document instead of a table.
    #[arg(long)]
    pub(super) json: bool,
}

/// One session, read and checked.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub(super) composition: Composition,
    /// By kind, in seconds.
    pub(super) service_times: Vec<Vec<u32>>,
    pub(super) slots: Slots,
    pub(super) weights: Weights,
    pub(super) scenarios: usize,
    pub(super) seed: Seed,
}

impl Inputs {
    /// Reads a session of equal slots, one visit each.
    pub(super) fn session(&self, composition: Composition) -> Result<Session> {
        let visits = composition.visits();
        let slots = self.slots.unwrap_or(visits);
        ensure!(
            visits == slots,
            "the composition {composition} has {visits} visits and the session has {slots} slots: make them equal"
        );
        let slots = Slots::equal(visits, self.slot_seconds()?)?;
        self.session_at(composition, slots)
    }

    /// Reads a session whose visits are due at these times.
    pub(super) fn session_at(&self, composition: Composition, slots: Slots) -> Result<Session> {
        let weights = bounds::weights(self.cost_wait, self.cost_idle, self.cost_overtime)?;
        let service_times = read(&self.service_times, composition.kinds())?;
        for (kind, (visits, times)) in composition.counts().iter().zip(&service_times).enumerate() {
            if *visits > 0 && times.len() < 2 {
                return Err(SessionError::FewServiceTimes { kind: letter(kind), found: times.len() }.into());
            }
        }
        let scenarios = self.scenarios.unwrap_or_else(|| comfortable(&composition));
        bounds::check_sample(&composition, scenarios)?;
        let seed = Seed::from_u64(self.seed);
        Ok(Session { composition, service_times, slots, weights, scenarios, seed })
    }

    /// How long a slot is, in seconds.
    pub(super) fn slot_seconds(&self) -> Result<u32> {
        seconds("--slot-minutes", self.slot_minutes)
    }

    /// How many slots were asked for.
    pub(super) fn slots(&self) -> Option<usize> {
        self.slots
    }

    /// Who computes.
    pub(super) fn crew(&self) -> Threads {
        Threads::new(self.threads)
    }

    /// The number that the draws begin with.
    pub(super) fn seed(&self) -> u64 {
        self.seed
    }
}

impl Session {
    /// The sample that an order is chosen on: the one that `plan` draws.
    pub(super) fn sample(&self) -> Result<Scenarios> {
        Ok(Scenarios::draw(&self.service_times, &self.composition, self.scenarios, self.seed)?)
    }

    /// Refuses a search of the orders on so many scenarios that there is no memory for it.
    pub(super) fn check_search(&self, scenarios: usize) -> Result<()> {
        bounds::check_search(&self.composition, scenarios)
    }

    /// A sample that no order was chosen on.
    pub(super) fn fresh(&self, count: usize) -> Result<Scenarios> {
        bounds::check_sample(&self.composition, count)?;
        Ok(Scenarios::draw(&self.service_times, &self.composition, count, self.seed.child("fresh"))?)
    }

    /// What to ask the planner.
    pub(super) fn request(&self, method: Method, most_beginnings: u64) -> PlanRequest<'_> {
        PlanRequest {
            composition: &self.composition,
            service_times: &self.service_times,
            slots: &self.slots,
            weights: self.weights,
            method,
            scenarios: self.scenarios,
            seed: self.seed,
            most_beginnings,
        }
    }
}

/// A number of minutes that is a whole number of seconds which fits into a session.
pub(super) fn seconds(option: &str, minutes: f64) -> Result<u32> {
    let seconds = (minutes * 60_000.0).round() / 1_000.0;
    ensure!(
        seconds.fract() == 0.0 && (1.0..=65_535.0).contains(&seconds),
        "{option} {minutes} is not a whole number of seconds between 1 second and 18 hours"
    );
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
    let seconds = seconds as u32;
    Ok(seconds)
}

/// As many scenarios as fit comfortably.
fn comfortable(composition: &Composition) -> usize {
    let points: usize = composition.counts().iter().map(|count| usize::from(*count) + 1).product();
    SCENARIOS.min(COMFORTABLE / (2 * points)).max(1_000)
}
