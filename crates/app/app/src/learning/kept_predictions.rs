//! Answers that are kept, so that they can be made again and compared to the byte.

use lindley_domain::{
    AppointmentId, BlobHash, Command, PredictionBatch, PredictionId, PredictionSubject, SiteId, State,
};
use lindley_forecast::ForecastError;
use lindley_forecast::demand::{DemandAnswer, DemandQuestion};
use lindley_forecast::no_show::{self, Forecaster, Stage};
use lindley_forecast::outlook::DayOutlook;
use lindley_forecast::record::ClinicRecord;
use lindley_forecast::visit_length::{LengthBatch, LengthForecaster};
use lindley_time::{Instant, Span};

use super::blob_shelf::{get, hash_of, put};
use super::demand_outlook::{ForetoldDemand, demand_at};
use super::predictions::MOST_FACTORS;
use super::question::{About, MOST_APPOINTMENTS, Question};
use super::record_copy::record_at;
use super::session_outlooks::ForetoldSessions;
use super::speakers::Speakers;
use crate::app::App;
use crate::error::AppError;
use crate::idempotency::{IdempotencyKey, fingerprint};
use crate::principal::{Permission, Principal};
use crate::receipt::Subject;
use crate::replica::instant;

/// The log takes no longer question.
const LONGEST_QUESTION: usize = 32_768;

/// A batch that has just been kept, or that the same request has kept before.
#[derive(Clone, Debug)]
pub struct NewlyKept {
    /// Its id.
    pub id: PredictionId,
    /// How it stands in the log.
    pub batch: PredictionBatch,
    /// True when this is the answer to an earlier request under the same key.
    pub replayed: bool,
}

/// Kept predictions as they were made.
#[derive(Clone, Debug)]
pub struct KeptPredictions {
    /// How they stand in the log.
    pub batch: PredictionBatch,
    /// What was said.
    pub said: Said,
}

/// What was said.
#[derive(Clone, Debug)]
pub enum Said {
    /// Who will not come.
    NoShow(no_show::Batch),
    /// How long visits take.
    Lengths(LengthBatch),
    /// How many will ask.
    Demand(ForetoldDemand),
    /// How sessions will go.
    Sessions(ForetoldSessions),
}

/// Kept predictions made again from the same log, models and question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// The hash of what was kept.
    pub kept: BlobHash,
    /// The hash of what came out again.
    pub replayed: BlobHash,
}

impl Replayed {
    /// Whether every byte is the same.
    pub fn is_same(&self) -> bool {
        self.kept == self.replayed
    }
}

/// An answer as it is kept.
struct Answer {
    bytes: Vec<u8>,
    count: usize,
}

impl App {
    /// Answers a question as of now and keeps the answer.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what the question names and is not there, [`AppError::Invalid`] for one about nothing or too
    /// much, [`AppError::Learning`] for what cannot be foretold.
    pub async fn keep_predictions(
        &self,
        by: &Principal,
        question: Question,
        key: Option<IdempotencyKey>,
    ) -> Result<NewlyKept, AppError> {
        by.require(Permission::ReadPredictions)?;
        let key = match key {
            Some(key) => Some((key.scoped(by.actor()), question_print(&question)?)),
            None => None,
        };
        let (app, asking) = (self.clone(), by.clone());
        let made = self.blocking(move || app.answered(&asking, &question)).await?;
        let command = Command::KeepPredictions { batch: made };
        let receipt = self.desk_of(by)?.submit(by.actor(), command, key).await?;
        let replayed = receipt.replayed;
        match receipt.subject {
            Subject::Predictions(id, batch) => Ok(NewlyKept { id, batch: *batch, replayed }),
            _ => Err(AppError::Stopped),
        }
    }

    /// Predictions that were kept.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Damaged`] if the blob is not what was kept.
    pub async fn kept_predictions(
        &self,
        by: &Principal,
        id: PredictionId,
    ) -> Result<KeptPredictions, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            let batch = app.kept_batch(&by, id)?;
            let bytes = get(app.store().as_ref(), &by.organisation, batch.blob)?;
            let said = app.said(&by, &batch, &bytes)?;
            Ok(KeptPredictions { batch, said })
        })
        .await
    }

    /// Makes kept predictions again: from the log up to the head they were made at, by the models that made them.
    ///
    /// # Errors
    /// As [`App::kept_predictions`].
    pub async fn replay_predictions(&self, by: &Principal, id: PredictionId) -> Result<Replayed, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.in_turn(move || {
            let batch = app.kept_batch(&by, id)?;
            let question: Question = batch.question.parse().map_err(|_| {
                AppError::Damaged(format!("the question of {id} cannot be read by this version"))
            })?;
            let record = record_at(app.store().as_ref(), &by.organisation, batch.head)?;
            let speakers = app.speakers(&by, &batch.models)?;
            let again = app.answer(&by, &record, &speakers, &question, batch.as_of)?;
            Ok(Replayed { kept: batch.blob, replayed: hash_of(&again.bytes) })
        })
        .await
    }

    /// Answers and keeps; none if there is nothing to say. Blocks.
    pub(crate) fn keep_predictions_now(
        &self,
        by: &Principal,
        question: &Question,
    ) -> Result<Option<PredictionBatch>, AppError> {
        let batch = self.answered(by, question)?;
        if batch.count == 0 {
            return Ok(None);
        }
        self.submit_blocking(by, Command::KeepPredictions { batch: batch.clone() })?;
        Ok(Some(batch))
    }

    fn kept_batch(&self, by: &Principal, id: PredictionId) -> Result<PredictionBatch, AppError> {
        let kept = self
            .read(by, Permission::ReadPredictions, |state| state.learning().predictions.get(&id).cloned())?;
        kept.ok_or_else(|| AppError::NotFound(id.to_string()))
    }

    /// The answer to a question as of now, its bytes kept.
    fn answered(&self, by: &Principal, question: &Question) -> Result<PredictionBatch, AppError> {
        check_size(question)?;
        let as_of = instant(self.clock().now_ms());
        let desk = self.desk_of(by)?;
        check_named(&*desk.state()?, question)?;
        let (head, speakers) = self.champions(by, question.subject().tasks())?;
        let store = self.store().as_ref();
        let record = desk.record.reaching(store, &by.organisation, head)?;
        let answer = self.answer(by, &record, &speakers, question, as_of)?;
        Ok(PredictionBatch {
            subject: question.subject(),
            models: speakers.ids(),
            head: record.head(),
            as_of,
            question: question.to_string().into(),
            count: u32::try_from(answer.count).unwrap_or(u32::MAX),
            blob: put(store, &by.organisation, &answer.bytes)?,
        })
    }

    /// What models, or the fallbacks, say. It depends on nothing but the arguments, so a replay gives the same bytes.
    fn answer(
        &self,
        by: &Principal,
        record: &ClinicRecord,
        speakers: &Speakers,
        question: &Question,
        as_of: Instant,
    ) -> Result<Answer, AppError> {
        let learning = |error: ForecastError| AppError::Learning(error.to_string());
        match question {
            Question::NoShow(about) => {
                let ids = asked_about(record, about, as_of);
                let batch = Forecaster::new(record, as_of)
                    .batch(speakers.no_show_model(), &ids, Stage::DayBefore, MOST_FACTORS)
                    .map_err(learning)?;
                Ok(Answer { bytes: batch.to_bytes().map_err(learning)?, count: batch.predictions.len() })
            }
            Question::Duration(about) => {
                let ids = asked_about(record, about, as_of);
                let mut forecaster = LengthForecaster::new(record, speakers.length_model(), as_of);
                let batch = forecaster.batch(&ids).map_err(learning)?;
                Ok(Answer { bytes: batch.to_bytes().map_err(learning)?, count: batch.forecasts.len() })
            }
            Question::Demand(question) => {
                let asked = DemandQuestion { as_of, ..question.clone() };
                let answer = demand_at(record, speakers, &asked)?.answer;
                let bytes = answer.to_bytes().map_err(|error| AppError::Learning(error.to_string()))?;
                Ok(Answer { bytes, count: answer.forecasts.len() })
            }
            Question::Sessions(site, date) => {
                let day = self.sessions_at(by, record, speakers, (*site, *date), as_of)?;
                let bytes = day.to_bytes().map_err(|error| AppError::Learning(error.to_string()))?;
                Ok(Answer { bytes, count: day.sessions.len() })
            }
        }
    }

    /// Kept bytes as what they say.
    fn said(&self, by: &Principal, batch: &PredictionBatch, bytes: &[u8]) -> Result<Said, AppError> {
        fn read<T, E: std::fmt::Display>(read: Result<T, E>) -> Result<T, AppError> {
            read.map_err(|error| AppError::Damaged(error.to_string()))
        }
        match batch.subject {
            PredictionSubject::NoShow => Ok(Said::NoShow(read(no_show::Batch::from_bytes(bytes))?)),
            PredictionSubject::Duration => Ok(Said::Lengths(read(LengthBatch::from_bytes(bytes))?)),
            PredictionSubject::Demand => {
                let answer = read(DemandAnswer::from_bytes(bytes))?;
                Ok(Said::Demand(ForetoldDemand { model: batch.models.first().copied(), answer }))
            }
            PredictionSubject::Sessions => {
                let speakers = self.speakers(by, &batch.models)?;
                Ok(Said::Sessions(ForetoldSessions {
                    head: batch.head,
                    no_show_model: speakers.no_show_id(),
                    length_model: speakers.length_id(),
                    day: read(DayOutlook::from_bytes(bytes))?,
                }))
            }
        }
    }
}

/// Refuses a question about nothing or too much.
fn check_size(question: &Question) -> Result<(), AppError> {
    if let Question::NoShow(About::Appointments(ids)) | Question::Duration(About::Appointments(ids)) =
        question
        && !(1..=MOST_APPOINTMENTS).contains(&ids.len())
    {
        let problem = format!("must be 1 to {MOST_APPOINTMENTS} at once");
        return Err(AppError::Invalid { field: "appointments", problem });
    }
    if question.to_string().len() > LONGEST_QUESTION {
        let problem =
            "names more queues and events than are kept with an answer; ask about fewer services at once";
        return Err(AppError::Invalid { field: "demand", problem: problem.to_owned() });
    }
    Ok(())
}

/// Refuses a question about what is not there. What a question about demand names is checked when it is answered.
fn check_named(state: &State, question: &Question) -> Result<(), AppError> {
    let known_site = |site: &SiteId| {
        let is_known = state.catalogue().sites.contains_key(site);
        is_known.then_some(()).ok_or_else(|| AppError::NotFound(site.to_string()))
    };
    match question {
        Question::NoShow(About::Day(site, _))
        | Question::Duration(About::Day(site, _))
        | Question::Sessions(site, _) => known_site(site),
        Question::NoShow(About::Appointments(ids)) | Question::Duration(About::Appointments(ids)) => {
            match ids.iter().find(|id| state.appointment(**id).is_none()) {
                Some(unknown) => Err(AppError::NotFound(unknown.to_string())),
                None => Ok(()),
            }
        }
        Question::Demand(_) => Ok(()),
    }
}

/// The appointments that a question is about, as the record knew them at the moment: so a replay finds the same.
fn asked_about(record: &ClinicRecord, about: &About, as_of: Instant) -> Vec<AppointmentId> {
    let (site, date) = match about {
        About::Appointments(ids) => return ids.clone(),
        About::Day(site, date) => (*site, *date),
    };
    let Some(day) = record.zone(site).and_then(|zone| zone.day(date)) else { return Vec::new() };
    let due = |span: Span| day.holds(span.start());
    let mut found: Vec<(Instant, AppointmentId)> = record
        .visits()
        .filter_map(|visit| {
            let seen = visit.seen(as_of).filter(|seen| seen.ending.is_none())?;
            let waits = seen.placing.site == site && due(seen.placing.span());
            waits.then(|| (seen.placing.start(), visit.id()))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

/// What tells a retry of a question from another one; the answer may differ between the two.
fn question_print(question: &Question) -> Result<[u8; 32], AppError> {
    let batch = PredictionBatch {
        subject: question.subject(),
        models: Vec::new(),
        head: 0,
        as_of: Instant::from_seconds(0),
        question: question.to_string().into(),
        count: 0,
        blob: BlobHash([0; 32]),
    };
    fingerprint(&Command::KeepPredictions { batch })
}
