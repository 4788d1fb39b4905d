//! The server's learner: a thread that takes its turn every minute and works on trainings as soon as they are queued.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use lindley_app::{App, AppError, LearnersTurn, Threads, Worked};

use crate::demo;

/// How often the learner looks for trainings.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// It takes its whole turn every so many looks.
const LOOKS_OF_A_TURN: u32 = 30;

/// The learner of this process. A training under way when the process ends is taken up by another when its lease runs out.
pub(crate) struct Learner {
    stopping: Arc<AtomicBool>,
}

impl Learner {
    /// Starts it. Half of the cores stay with those who book.
    pub(crate) fn start(app: &App, demo: bool) -> Result<Self> {
        let stopping = Arc::new(AtomicBool::new(false));
        let (app, stop) = (app.clone(), Arc::clone(&stopping));
        let body = move || look_after(&app, demo, &stop);
        thread::Builder::new().name("learner".to_owned()).spawn(body).context("no thread for the learner")?;
        Ok(Self { stopping })
    }
}

impl Drop for Learner {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::Release);
    }
}

/// What this process calls itself in the leases of trainings.
pub(crate) fn worker_name(what: &str) -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    format!("{what}-{}-{}", std::process::id(), since.as_millis())
}

fn look_after(app: &App, demo: bool, stopping: &AtomicBool) {
    let (worker, threads) = (worker_name("server"), Threads::half_of_the_cores());
    let mut look = 0;
    while !stopping.load(Ordering::Acquire) {
        for organisation in app.organisations() {
            let turn = if look % LOOKS_OF_A_TURN == 0 {
                app.tend_learning(&organisation, &worker, threads)
            } else {
                app.work_on_training(&organisation, &worker, threads).map(|worked| LearnersTurn {
                    worked: worked.into_iter().collect(),
                    ..LearnersTurn::default()
                })
            };
            tell(&organisation, &turn);
            if demo && turn.is_ok_and(|turn| !turn.worked.is_empty()) {
                demo::promote_first_models(app, &organisation);
            }
        }
        look += 1;
        thread::sleep(LOOK_EVERY);
    }
}

fn tell(organisation: &str, turn: &Result<LearnersTurn, AppError>) {
    match turn {
        Ok(turn) => {
            for worked in &turn.worked {
                match worked {
                    Worked::Filed(training) => tracing::info!(organisation, %training, "a model was filed"),
                    Worked::Failed(training, problem) => {
                        tracing::warn!(organisation, %training, problem, "a training made no model");
                    }
                }
            }
        }
        Err(AppError::Stopped) => {}
        Err(error) => tracing::warn!(organisation, %error, "the learner could not take its turn"),
    }
}
