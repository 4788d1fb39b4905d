//! The learner's turn: nightly trainings, trainings on drift, tomorrow's predictions kept; whatever waits is worked on.
//!
//! What is due follows from the log and the clock alone, so any number of processes may take turns: whoever is second finds it done.

use lindley_domain::{
    Command, Learning, ModelTask, PredictionBatch, Rejection, SiteId, State, TrainingCause,
};
use lindley_forecast::demand::DemandQuestion;
use lindley_forecast::visit_length::LENGTH_LEVEL;
use lindley_registry::{DriftVerdict, ModelReport};
use lindley_time::civil::{Date, time};
use lindley_time::{FoldPolicy, GapPolicy, Instant, Zone};

use super::live::JudgedModel;
use super::question::{About, Question};
use super::task;
use super::training::Worked;
use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};
use crate::replica::instant;
use crate::threads::Threads;

/// The local hour of the first site from which on the night's trainings are due.
const NIGHT_HOUR: i8 = 2;
/// The local hour from which on tomorrow's predictions are kept.
const KEEPING_HOUR: i8 = 6;
/// Drift is looked at on the days of this many weeks.
const DRIFT_DAYS: i64 = 28;

/// What a turn has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LearnersTurn {
    /// Trainings that were queued.
    pub queued: Vec<(ModelTask, TrainingCause)>,
    /// Trainings that were worked on.
    pub worked: Vec<Worked>,
    /// Batches of predictions that were kept.
    pub kept: u32,
}

impl App {
    /// One turn of the learner of an organisation. Blocks for as long as trainings take.
    ///
    /// # Errors
    /// The store's failures; what was done before stays done.
    pub fn tend_learning(
        &self,
        organisation: &str,
        worker: &str,
        threads: Threads,
    ) -> Result<LearnersTurn, AppError> {
        let by = Principal::system(organisation);
        let mut turn = LearnersTurn::default();
        let now = instant(self.clock().now_ms());
        let zone = self.first_zone(&by)?;
        for task in ModelTask::ALL {
            if let Some(cause) = self.due(&by, task, &zone, now)? {
                let seed = self.read(&by, Permission::ReadSchedule, State::head)?;
                match self.submit_blocking(&by, Command::QueueTraining { task, cause, seed }) {
                    Ok(()) => turn.queued.push((task, cause)),
                    Err(AppError::Rejected(Rejection::TrainingUnfinished { .. })) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        while let Some(worked) = self.work_on_training(organisation, worker, threads)? {
            turn.worked.push(worked);
        }
        turn.kept = self.keep_tomorrow(&by, &zone, now)?;
        Ok(turn)
    }

    /// Why a training is due, if one is. Too few outcomes are no reason to try every night.
    fn due(
        &self,
        by: &Principal,
        task: ModelTask,
        zone: &Zone,
        now: Instant,
    ) -> Result<Option<TrainingCause>, AppError> {
        let (nightly, drift, champion, founded) = self.read(by, Permission::ReadSchedule, |state| {
            let learning = state.learning();
            let latest = |cause| latest(learning, task, cause);
            let nightly = latest(TrainingCause::Nightly);
            (nightly, latest(TrainingCause::Drift), learning.champion(task), state.is_founded())
        })?;
        if !founded {
            return Ok(None);
        }
        let tonight = latest_hour(zone, now, NIGHT_HOUR);
        let due_tonight = nightly.is_none_or(|queued| queued < tonight);
        let checked_today = drift.is_some_and(|queued| queued >= tonight);
        if !due_tonight && (checked_today || champion.is_none()) {
            return Ok(None);
        }
        if !self.has_enough(by, task, now)? {
            return Ok(None);
        }
        if due_tonight {
            return Ok(Some(TrainingCause::Nightly));
        }
        let from = zone.date_of(now.plus_days(-DRIFT_DAYS));
        Ok(self.has_drifted(by, task, from)?.then_some(TrainingCause::Drift))
    }

    /// Whether what the champion says, what came of it, or how often its bands hold has moved on days after those it has learnt
    /// from.
    fn has_drifted(&self, by: &Principal, task: ModelTask, from: Date) -> Result<bool, AppError> {
        let found = self.live_report_now(by, task, (Some(from), None))?;
        let (JudgedModel::Champion, Ok(report)) = (found.judged, found.report) else { return Ok(false) };
        if outcomes_left_their_bands(task, &report) {
            return Ok(true);
        }
        let mut watched =
            report.drift.iter().filter(|one| ["score", "coverage"].contains(&one.feature.as_str()));
        Ok(watched.any(|one| one.verdict == DriftVerdict::Drifted))
    }

    fn has_enough(&self, by: &Principal, task: ModelTask, now: Instant) -> Result<bool, AppError> {
        let desk = self.desk_of(by)?;
        let head = desk.state()?.head();
        let record = desk.record.reaching(self.store().as_ref(), &by.organisation, head)?;
        let (outcomes, needed) = task::of(task).at_hand(&record, now);
        Ok(outcomes >= needed)
    }

    /// Keeps what models say today about demand and about tomorrow's appointments and sessions, each once a day. Where no model
    /// speaks, nothing is kept.
    fn keep_tomorrow(&self, by: &Principal, zone: &Zone, now: Instant) -> Result<u32, AppError> {
        let today = zone.date_of(now);
        let keeping_hour = latest_hour(zone, now, KEEPING_HOUR);
        if now < keeping_hour || today != zone.date_of(keeping_hour) {
            return Ok(0);
        }
        let tomorrow = next_day(today);
        let sites: Vec<SiteId> = self
            .read(by, Permission::ReadSchedule, |state| state.catalogue().sites.keys().copied().collect())?;
        let of_site = |site: SiteId| {
            let about = || About::Day(site, tomorrow);
            [Question::NoShow(about()), Question::Duration(about()), Question::Sessions(site, tomorrow)]
        };
        let mut questions: Vec<Question> = sites.into_iter().flat_map(of_site).collect();
        questions.push(Question::Demand(DemandQuestion::of_all(now)));
        let mut kept = 0;
        for question in questions {
            if !self.is_kept_or_mute(by, &question, zone, today)?
                && self.keep_predictions_now(by, &question)?.is_some()
            {
                kept += 1;
            }
        }
        Ok(kept)
    }

    /// Whether the question was answered today already, or no model could answer it.
    fn is_kept_or_mute(
        &self,
        by: &Principal,
        question: &Question,
        zone: &Zone,
        today: Date,
    ) -> Result<bool, AppError> {
        let (subject, text) = (question.subject(), question.to_string());
        self.read(by, Permission::ReadSchedule, |state| {
            let speaks = subject.tasks().iter().any(|task| state.learning().champion(*task).is_some());
            let mut batches = state.learning().predictions.values().rev().take(10_000);
            let is_same = |batch: &PredictionBatch| {
                batch.subject == subject && *batch.question == *text && zone.date_of(batch.as_of) == today
            };
            !speaks || batches.any(is_same)
        })
    }

    pub(crate) fn submit_blocking(&self, by: &Principal, command: Command) -> Result<(), AppError> {
        let waiting = self.desk_of(by)?.hand_in(by.actor(), command, None)?;
        waiting.blocking_recv().unwrap_or(Err(AppError::Stopped)).map(drop)
    }
}

/// Whether far more or fewer stayed away than was said, or bands of lengths hold too seldom, beyond chance.
fn outcomes_left_their_bands(task: ModelTask, report: &ModelReport) -> bool {
    match task {
        ModelTask::NoShow => {
            let weeks = report
                .over_time
                .iter()
                .filter_map(|week| Some((week.rows as f64, week.predicted?, week.observed?)));
            let (rows, said, came) =
                weeks.fold((0.0, 0.0, 0.0), |(rows, said, came), (n, predicted, observed)| {
                    (rows + n, said + n * predicted, came + n * observed)
                });
            let share = said / rows;
            // The normal law of so many coins; three standard errors are one false alarm in 370.
            (came / rows - share).abs() > 3.0 * (share * (1.0 - share) / rows).sqrt()
        }
        ModelTask::Duration => {
            let coverage = report.measures.get("coverage").and_then(lindley_registry::Figure::interval);
            coverage.is_some_and(|(_, high)| high < LENGTH_LEVEL)
        }
        // Its coverage alarm stands among the drift.
        ModelTask::Demand => false,
    }
}

/// When a training of the task was last queued for this cause.
fn latest(learning: &Learning, task: ModelTask, cause: TrainingCause) -> Option<Instant> {
    let trainings = learning.trainings.values().rev();
    trainings.filter(|training| training.task == task && training.cause == cause).map(|t| t.queued).next()
}

/// The last moment, at or before now, at which it was this hour at the site.
fn latest_hour(zone: &Zone, now: Instant, hour: i8) -> Instant {
    let today = zone.date_of(now);
    let at = |date: Date| {
        let local = date.to_datetime(time(hour, 0, 0, 0));
        zone.resolve(local, GapPolicy::FirstAfter, FoldPolicy::Earlier).ok()
    };
    match at(today) {
        Some(moment) if moment <= now => moment,
        _ => today.yesterday().ok().and_then(at).unwrap_or(now),
    }
}

fn next_day(date: Date) -> Date {
    date.tomorrow().unwrap_or(date)
}
