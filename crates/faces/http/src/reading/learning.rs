//! Tasks, questions and the days of a report.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use lindley_api as wire;
use lindley_api::models::LiveReportQuery;
use lindley_api::predictions::NewPredictions;
use lindley_app::{About, AppError, Question};
use lindley_domain::{AppointmentId, ModelTask, SiteId};
use lindley_time::civil::Date;

use crate::failure::Failure;

pub(crate) const fn model_task(task: wire::models::ModelTask) -> ModelTask {
    match task {
        wire::models::ModelTask::NoShow => ModelTask::NoShow,
        wire::models::ModelTask::Duration => ModelTask::Duration,
        wire::models::ModelTask::Demand => ModelTask::Demand,
    }
}

/// A task in a path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TaskName(pub(crate) ModelTask);

impl fmt::Display for TaskName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

impl FromStr for TaskName {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = ModelTask::ALL.into_iter().find(|task| task.code() == text);
        known.map(Self).ok_or("a task is no-show, duration or demand")
    }
}

/// The first day, and the first day after them.
pub(crate) fn report_days(query: LiveReportQuery) -> Result<(Option<Date>, Option<Date>), Failure> {
    let days = (query.from.map(|date| date.0), query.until.map(|date| date.0));
    match days {
        (Some(from), Some(until)) if from >= until => {
            Err(Failure::invalid_field("until", "until must lie after from"))
        }
        days => Ok(days),
    }
}

/// What the app refuses in a query is named as a parameter, not by a JSON pointer.
pub(crate) fn in_query(error: AppError) -> Failure {
    match error {
        AppError::Invalid { field, problem } => Failure::invalid_field(field, problem),
        other => other.into(),
    }
}

/// About the appointments of a day, or about named ones.
pub(crate) fn question(asked: NewPredictions) -> Result<Question, Failure> {
    let task = model_task(asked.task);
    if task == ModelTask::Demand {
        let detail = "predictions about appointments are kept: no-show or duration";
        return Err(Failure::invalid_field("/task", detail));
    }
    let about = match (asked.site, asked.date, asked.appointments) {
        (Some(site), Some(date), None) => About::Day(SiteId(site.0), date.0),
        (None, None, Some(ids)) => About::Appointments(each_once(&ids)?),
        (Some(_), None, None) => return Err(Failure::invalid_field("/date", "the site needs a date")),
        (None, Some(_), None) => return Err(Failure::invalid_field("/site", "the date needs a site")),
        _ => {
            let detail = "give either a site and a date, or appointments";
            return Err(Failure::invalid_field("/appointments", detail));
        }
    };
    Ok(Question { task, about })
}

fn each_once(ids: &[wire::ids::AppointmentId]) -> Result<Vec<AppointmentId>, Failure> {
    let mut seen = BTreeSet::new();
    match ids.iter().position(|id| !seen.insert(*id)) {
        Some(place) => {
            let detail = format!("{} is named twice", ids[place]);
            Err(Failure::invalid_field(&format!("/appointments/{place}"), detail))
        }
        None => Ok(ids.iter().map(|id| AppointmentId(id.0)).collect()),
    }
}
