//! Tasks, questions and the days of a report.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use lindley_api as wire;
use lindley_api::demand::DemandQuestion;
use lindley_api::models::LiveReportQuery;
use lindley_api::predictions::{NewPredictions, PredictionSubject};
use lindley_app::{About, AppError, Question};
use lindley_domain::{AppointmentId, Catalogue, ModelTask, SiteId};
use lindley_time::civil::Date;

use super::demand::demand_question;
use crate::failure::Failure;

/// Where a question about demand stands in a request to keep its answer.
const DEMAND: &str = "/demand";

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

/// What the app refuses of a question about demand, where it stands in a request to keep the answer.
pub(crate) fn in_kept_question(error: AppError) -> Failure {
    let about_an_event = matches!(error, AppError::DemandEvent { .. });
    let failure = Failure::from(error);
    if about_an_event { failure.under(DEMAND) } else { failure }
}

/// A question whose answer is to be kept.
pub(crate) fn question(asked: &NewPredictions, catalogue: &Catalogue) -> Result<Question, Failure> {
    if asked.subject == PredictionSubject::Demand {
        return about_demand(asked, catalogue);
    }
    if asked.demand.is_some() {
        return Err(Failure::invalid_field(DEMAND, "only a question with the subject demand has this field"));
    }
    match (asked.subject, about(asked)?) {
        (PredictionSubject::NoShow, about) => Ok(Question::NoShow(about)),
        (PredictionSubject::Duration, about) => Ok(Question::Duration(about)),
        (_, About::Day(site, date)) => Ok(Question::Sessions(site, date)),
        (_, About::Appointments(_)) => {
            let detail = "sessions are told for a whole day: give a site and a date";
            Err(Failure::invalid_field("/appointments", detail))
        }
    }
}

/// About the appointments of a day, or about named ones.
fn about(asked: &NewPredictions) -> Result<About, Failure> {
    match (asked.site, asked.date, &asked.appointments) {
        (Some(site), Some(date), None) => Ok(About::Day(SiteId(site.0), date.0)),
        (None, None, Some(ids)) => Ok(About::Appointments(each_once(ids)?)),
        (Some(_), None, None) => Err(Failure::invalid_field("/date", "the site needs a date")),
        (None, Some(_), None) => Err(Failure::invalid_field("/site", "the date needs a site")),
        (None, None, None) if asked.subject == PredictionSubject::Sessions => {
            Err(Failure::invalid_field("/site", "give a site and a date"))
        }
        _ => {
            let detail = "give either a site and a date, or appointments";
            Err(Failure::invalid_field("/appointments", detail))
        }
    }
}

fn about_demand(asked: &NewPredictions, catalogue: &Catalogue) -> Result<Question, Failure> {
    let elsewhere = "demand is asked about under `demand`, which names services, sites and horizons";
    for (place, is_given) in [
        ("/site", asked.site.is_some()),
        ("/date", asked.date.is_some()),
        ("/appointments", asked.appointments.is_some()),
    ] {
        if is_given {
            return Err(Failure::invalid_field(place, elsewhere));
        }
    }
    let everything = DemandQuestion::default();
    let asked = asked.demand.as_ref().unwrap_or(&everything);
    let question = demand_question(asked, catalogue).map_err(|failure| failure.under(DEMAND))?;
    Ok(Question::Demand(question))
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
