//! Planning one session: the order of its visits from measured service times. Changes nothing.

pub(crate) mod limits;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use lindley_seed::Seed;
use lindley_session::{Composition, Method, Plan, PlanRequest, SessionError, Slots, Weights, plan};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};
use crate::threads::Threads;

use limits::{beginnings, check_inputs, check_work};

/// Plans that a process works on at the same time: each takes a share of the cores for seconds.
pub(crate) const AT_ONCE: usize = 1;
/// How long somebody waits for another's plan before being sent away.
const PATIENCE: Duration = Duration::from_secs(2);

/// A session that is to be planned. Kind 0 is written A.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionPlanRequest {
    /// How many visits of each kind.
    pub counts: Vec<u8>,
    /// By kind: service times in seconds. Those of kinds that the session does not have are not looked at.
    pub service_times: Vec<Vec<u32>>,
    /// Seconds from one appointment to the next.
    pub slot_s: u32,
    /// Slots of the session, which the visits must fill; as many as visits if left out.
    pub slots: Option<usize>,
    /// Cost of a minute of each. Not checked yet.
    pub costs: Weights,
    /// How the order is chosen.
    pub method: Method,
    /// Scenarios to draw.
    pub scenarios: usize,
    /// Where the draws begin.
    pub seed: u64,
    /// Beginnings that an exact search may look at; as many as may be done in one request, 2,000 at most, if left out.
    pub beginnings: Option<u64>,
}

/// A session's plan, and how long the engine took.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedSession {
    /// The plan.
    pub plan: Plan,
    /// Seconds on the clock of the wall.
    pub seconds: f64,
}

/// Why a session cannot be planned as asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanRefusal {
    /// No session can be planned from what was handed in.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// A number out of the range that one request may use.
    #[error("{name} is {value}: {allowed}")]
    OutOfRange {
        /// Which one.
        name: &'static str,
        /// Its value.
        value: String,
        /// What could stand there.
        allowed: &'static str,
    },
    /// A kind with more service times than one request may bring.
    #[error("kind {kind} has {found} service times: at most {most} are used")]
    ManyServiceTimes {
        /// The kind's letter.
        kind: char,
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// More work or memory than one request may cause.
    #[error("{what} would take {needed} {unit} where one request may take {most}: {advice}")]
    TooMuch {
        /// What would.
        what: &'static str,
        /// How much.
        needed: u128,
        /// Of what.
        unit: &'static str,
        /// How much there may be.
        most: u128,
        /// What to change.
        advice: &'static str,
        /// The field to change.
        field: &'static str,
    },
}

impl App {
    /// Chooses the order of a session's visits. The same request gives the same plan, whatever the machine.
    ///
    /// # Errors
    /// [`AppError::SessionPlan`] for what cannot be planned or would take too long, [`AppError::PlannerBusy`] while another
    /// plan is being made.
    pub async fn plan_session(
        &self,
        by: &Principal,
        request: SessionPlanRequest,
    ) -> Result<PlannedSession, AppError> {
        // No role only plans. Whoever shapes sessions may plan them; who only looks or books must not load the machine.
        by.require(Permission::RunSchedule)?;
        check_inputs(&request)?;
        self.in_turn(move || Ok(planned(&request)?)).await
    }

    /// Does what takes a share of the cores for seconds, one after the other.
    pub(crate) async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let waiting = Arc::clone(&self.inside.session_plans).acquire_owned();
        let Ok(permit) = tokio::time::timeout(PATIENCE, waiting).await else {
            return Err(AppError::PlannerBusy);
        };
        let permit = permit.map_err(|_| AppError::Stopped)?;
        let work = move || {
            // Kept until the work is done, also when nobody waits for the answer any more.
            let _permit = permit;
            work()
        };
        self.blocking(work).await
    }
}

/// Who may plan at the same time.
pub(crate) fn turns() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(AT_ONCE))
}

fn planned(request: &SessionPlanRequest) -> Result<PlannedSession, PlanRefusal> {
    let composition = Composition::new(&request.counts)?;
    let visits = composition.visits();
    if let Some(slots) = request.slots.filter(|slots| *slots != visits) {
        return Err(SessionError::Unfilled { visits, slots }.into());
    }
    let Weights { wait, idle, overtime } = request.costs;
    let weights = Weights::new(wait, idle, overtime)?;
    let slots = Slots::equal(visits, request.slot_s)?;
    check_work(request, &composition)?;
    let service_times = &request.service_times[..composition.kinds().min(request.service_times.len())];
    let request = PlanRequest {
        composition: &composition,
        service_times,
        slots: &slots,
        weights,
        method: request.method,
        scenarios: request.scenarios,
        seed: Seed::from_u64(request.seed),
        most_beginnings: beginnings(request, &composition),
    };
    let started = Instant::now();
    let plan = plan(&request, &Threads::new(Some(half_of_the_cores())))?;
    Ok(PlannedSession { plan, seconds: started.elapsed().as_secs_f64() })
}

/// The other half goes on answering those who book.
pub(crate) fn half_of_the_cores() -> NonZeroUsize {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    NonZeroUsize::new(cores / 2).unwrap_or(NonZeroUsize::MIN)
}

#[cfg(test)]
mod tests;
