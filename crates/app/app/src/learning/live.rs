//! The champion judged on what has happened since: the same report as a backtest, from the log's own history.

use lindley_domain::{BlobHash, ModelId, ModelTask};
use lindley_registry::ModelReport;
use lindley_time::civil::Date;
use lindley_time::{Instant, Span, Zone};

use super::blob_shelf::get;
use super::task;
use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};
use crate::replica::instant;

/// What a report looks back on unless it is told: eight weeks.
const USUAL_DAYS: i64 = 56;

/// With fewer rows since the champion was made its twin is judged, which has more days that it has not seen.
const LEAST_ROWS: u64 = 200;

/// How the champion of a task has done lately.
#[derive(Clone, Debug)]
pub struct LiveReport {
    /// The task.
    pub task: ModelTask,
    /// Its champion.
    pub champion: Option<ModelId>,
    /// The head of the log that was looked at.
    pub head: u64,
    /// Outcomes that the log has to learn from.
    pub outcomes: u64,
    /// How many are needed.
    pub needed: u64,
    /// What was judged.
    pub judged: JudgedModel,
    /// The report, if there is a champion and something to judge it on; otherwise why not.
    pub report: Result<ModelReport, String>,
}

/// Which bytes a report is about. A model is never judged on days that it has learnt from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JudgedModel {
    /// The champion itself, on days after those that it has learnt from.
    Champion,
    /// Its twin, on days that the twin has not learnt from: too little has happened since the champion was made.
    Twin,
}

impl App {
    /// The champion's figures on the days between two dates, by default on the last eight weeks.
    ///
    /// # Errors
    /// The store's failures, and [`AppError::Invalid`] for dates in the wrong order.
    pub async fn live_report(
        &self,
        by: &Principal,
        task: ModelTask,
        days: (Option<Date>, Option<Date>),
    ) -> Result<LiveReport, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.in_turn(move || app.live_report_now(&by, task, days)).await
    }

    pub(crate) fn live_report_now(
        &self,
        by: &Principal,
        task: ModelTask,
        (from, until): (Option<Date>, Option<Date>),
    ) -> Result<LiveReport, AppError> {
        let now = instant(self.clock().now_ms());
        let zone = self.first_zone(by)?;
        let tomorrow = zone.date_of(now.plus_days(1));
        let until = until.unwrap_or(tomorrow).min(tomorrow);
        let from = from.unwrap_or_else(|| zone.date_of(now.plus_days(-USUAL_DAYS)));
        if from >= until {
            let problem = format!("{from} is not before {until}");
            return Err(AppError::Invalid { field: "from", problem });
        }
        let desk = self.desk_of(by)?;
        let (head, champion) = {
            let state = desk.state()?;
            (state.head(), state.learning().champion(task))
        };
        let store = self.store().as_ref();
        let champion = champion.map(|id| self.listed_model(by, id)).transpose()?;
        let record = desk.record.reaching(store, &by.organisation, head)?;
        let (outcomes, needed) = task::of(task).at_hand(&record, now);
        let mut found = LiveReport {
            task,
            champion: champion.as_ref().map(|model| model.id),
            head,
            outcomes,
            needed,
            judged: JudgedModel::Champion,
            report: Err("no model speaks for this task yet: train one and promote it".to_owned()),
        };
        let Some(champion) = champion else { return Ok(found) };
        let about = champion.about();
        let judge = |bytes: BlobHash, from: Date| -> Result<Result<ModelReport, String>, AppError> {
            let model = get(store, &by.organisation, bytes)?;
            let from = (start_of(&zone, from).unwrap_or(Instant::MIN), from);
            let until = (start_of(&zone, until).map_or(now, |end| end.min(now)), until);
            Ok(task::of(task).live_report(&model, &record, from, until).map_err(|problem| problem.0))
        };
        found.report = judge(about.model, from.max(about.until))?;
        if found.report.as_ref().map_or(true, |report| report.rows < LEAST_ROWS) {
            found.judged = JudgedModel::Twin;
            found.report = judge(about.twin, from.max(about.report.from))?;
        }
        Ok(found)
    }

    /// The zone of the first site; UTC before there is one.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who may not look.
    pub fn first_zone(&self, by: &Principal) -> Result<Zone, AppError> {
        self.read(by, Permission::ReadSchedule, |state| {
            let first = state.catalogue().sites.values().next();
            first.map_or_else(Zone::utc, |site| site.zone.clone())
        })
    }
}

fn start_of(zone: &Zone, day: Date) -> Option<Instant> {
    zone.day(day).map(Span::start)
}
