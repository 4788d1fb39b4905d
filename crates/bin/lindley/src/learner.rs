//! The server's learner: a thread that takes its turn every minute and works on trainings as soon as they are queued.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use lindley_app::{App, AppError, LearnersTurn, Principal, Threads, Worked};

use crate::demo;
use crate::feed::FeedChoice;

/// How often the learner looks for trainings.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// It takes its whole turn every so many looks.
const LOOKS_OF_A_TURN: u32 = 30;

/// Feeds are asked every so many looks: every quarter of an hour.
const LOOKS_OF_A_FEED: u32 = 450;

/// The learner of this process. A training under way when the process ends is taken up by another when its lease runs out.
pub(crate) struct Learner {
    stopping: Arc<AtomicBool>,
}

impl Learner {
    /// Starts it. Half of the cores stay with those who book.
    pub(crate) fn start(app: &App, demo: bool, feeds: Vec<FeedChoice>) -> Result<Self> {
        let stopping = Arc::new(AtomicBool::new(false));
        let (app, stop) = (app.clone(), Arc::clone(&stopping));
        let body = move || look_after(&app, demo, &feeds, &stop);
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

fn look_after(app: &App, demo: bool, feeds: &[FeedChoice], stopping: &AtomicBool) {
    let (worker, threads) = (worker_name("server"), Threads::half_of_the_cores());
    let mut look = 0;
    while !stopping.load(Ordering::Acquire) {
        for organisation in app.organisations() {
            if look % LOOKS_OF_A_FEED == 0 {
                for feed in feeds {
                    ask(app, &organisation, feed);
                }
            }
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

/// A feed that gives nothing is told of, and asked again; forecasts know how old their readings are.
fn ask(app: &App, organisation: &str, feed: &FeedChoice) {
    let by = Principal::system(organisation);
    let asked = app.first_zone(&by).map_err(anyhow::Error::from).and_then(|zone| feed.open(zone));
    match asked.and_then(|open| Ok(app.take_from_feed(&by, open.as_ref())?)) {
        Ok(taken) if taken.refused.is_empty() => {}
        Ok(taken) => {
            tracing::warn!(
                organisation,
                feed = feed.name(),
                refused = taken.refused.len(),
                "a feed has rows that are not used"
            );
        }
        Err(error) => tracing::warn!(organisation, feed = feed.name(), %error, "a feed gave nothing"),
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
