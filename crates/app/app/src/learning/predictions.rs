//! What is foretold of appointments: told when asked, or kept as a batch that can be replayed to the byte.

use std::sync::Arc;

use lindley_domain::{
    AppointmentId, BlobHash, Command, ModelId, ModelTask, PredictionBatch, PredictionId, SiteId, State,
    Status,
};
use lindley_forecast::ForecastError;
use lindley_forecast::no_show::{self, Forecaster, NoShowModel, Stage};
use lindley_forecast::record::ClinicRecord;
use lindley_forecast::visit_length::{ClinicLengthModel, LengthBatch, LengthForecast, LengthForecaster};
use lindley_time::civil::Date;
use lindley_time::{Instant, Span};

use super::blob_shelf::{get, hash_of, put};
use super::question::{About, MOST_APPOINTMENTS, Question};
use super::record_copy::record_at;
use super::speaking_models::champion;
use crate::app::App;
use crate::error::AppError;
use crate::idempotency::{IdempotencyKey, fingerprint};
use crate::principal::{Permission, Principal};
use crate::receipt::Subject;
use crate::replica::instant;

/// Reasons that are told with a risk.
const MOST_FACTORS: usize = 3;

/// What is foretold of the appointments of one day.
#[derive(Clone, Debug)]
pub struct DayRisks {
    /// The moment as of which it was foretold.
    pub as_of: Instant,
    /// The head of the log that was read.
    pub head: u64,
    /// The model that spoke of no-shows; none where the base rate did.
    pub no_show_model: Option<ModelId>,
    /// The model that spoke of lengths; none where the planned length did.
    pub length_model: Option<ModelId>,
    /// By appointment, in order of start.
    pub risks: Vec<AppointmentRisk>,
}

/// What is foretold of one appointment.
#[derive(Clone, Debug)]
pub struct AppointmentRisk {
    /// Which one.
    pub appointment: AppointmentId,
    /// The risk that the patient will not come, at the stages that have been reached; empty once the patient is there.
    pub no_show: Vec<no_show::Prediction>,
    /// How long it will take.
    pub length: Option<LengthForecast>,
}

/// Kept predictions as they were made.
#[derive(Clone, Debug)]
pub struct KeptPredictions {
    /// How they stand in the log.
    pub batch: PredictionBatch,
    /// What was said.
    pub said: Said,
}

/// What was said of many appointments.
#[derive(Clone, Debug)]
pub enum Said {
    /// Who will not come.
    NoShow(no_show::Batch),
    /// How long they take.
    Lengths(LengthBatch),
}

/// Kept predictions made again from the same log, model and question.
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

/// The models that may speak, as the log names them.
pub(super) struct Speakers {
    pub(super) no_show: Option<(ModelId, Arc<NoShowModel>)>,
    pub(super) length: Option<(ModelId, Arc<ClinicLengthModel>)>,
}

impl App {
    /// What is foretold of the appointments of a site on a local day, as of now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a site that is not there.
    pub async fn day_risks(&self, by: &Principal, site: SiteId, date: Date) -> Result<DayRisks, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            let ids = app.read(&by, Permission::ReadPredictions, |state| booked_on(state, site, date))??;
            app.risks_of(&by, &ids, &[Stage::DayBefore])
        })
        .await
    }

    /// What is foretold of one appointment: as of its booking, and as of the day before it or now.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn appointment_forecast(
        &self,
        by: &Principal,
        id: AppointmentId,
    ) -> Result<DayRisks, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            let known =
                app.read(&by, Permission::ReadPredictions, |state| state.appointment(id).is_some())?;
            if !known {
                return Err(AppError::NotFound(id.to_string()));
            }
            app.risks_of(&by, &[id], &[Stage::AtBooking, Stage::DayBefore])
        })
        .await
    }

    /// Answers a question as of now and keeps the answer.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what the question names and is not there, [`AppError::Invalid`] for one about nothing or too
    /// much.
    pub async fn keep_predictions(
        &self,
        by: &Principal,
        question: Question,
        key: Option<IdempotencyKey>,
    ) -> Result<(PredictionId, PredictionBatch), AppError> {
        by.require(Permission::ReadPredictions)?;
        let key = match key {
            Some(key) => Some((key.scoped(by.actor()), question_print(&question)?)),
            None => None,
        };
        let (app, asking) = (self.clone(), by.clone());
        let made = self.blocking(move || app.answered(&asking, &question)).await?;
        let command = Command::KeepPredictions { batch: made };
        let receipt = self.desk_of(by)?.submit(by.actor(), command, key).await?;
        match receipt.subject {
            Subject::Predictions(id, batch) => Ok((id, *batch)),
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
            let damaged = |error: ForecastError| AppError::Damaged(error.to_string());
            let said = match batch.task {
                ModelTask::NoShow => Said::NoShow(no_show::Batch::from_bytes(&bytes).map_err(damaged)?),
                ModelTask::Duration => Said::Lengths(LengthBatch::from_bytes(&bytes).map_err(damaged)?),
                ModelTask::Demand => return Err(AppError::NotFound(id.to_string())),
            };
            Ok(KeptPredictions { batch, said })
        })
        .await
    }

    /// Makes kept predictions again: from the log up to the head they were made at, by the model that made them.
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
            let model = match batch.model {
                Some(id) => Some(app.listed_model(&by, id)?.filed.blob),
                None => None,
            };
            let ids = asked_about(&record, &question, batch.as_of);
            let (bytes, _) = app.said(&by, &record, question.task, model, &ids, batch.as_of)?;
            Ok(Replayed { kept: batch.blob, replayed: hash_of(&bytes) })
        })
        .await
    }

    /// Answers and keeps; none if the question is about no appointment. Blocks.
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
        if let About::Appointments(ids) = &question.about
            && !(1..=MOST_APPOINTMENTS).contains(&ids.len())
        {
            let problem = format!("must be 1 to {MOST_APPOINTMENTS} at once");
            return Err(AppError::Invalid { field: "appointments", problem });
        }
        let desk = self.desk_of(by)?;
        let as_of = instant(self.clock().now_ms());
        let (head, speaker) = {
            let state = desk.state()?;
            check_named(&state, question)?;
            (state.head(), champion(state.learning(), question.task))
        };
        let store = self.store().as_ref();
        let record = desk.record.reaching(store, &by.organisation, head)?;
        let ids = asked_about(&record, question, as_of);
        let model = speaker.map(|(_, blob)| blob);
        let (bytes, count) = self.said(by, &record, question.task, model, &ids, as_of)?;
        Ok(PredictionBatch {
            task: question.task,
            model: speaker.map(|(id, _)| id),
            head: record.head(),
            as_of,
            question: question.to_string().into(),
            count: u32::try_from(count).unwrap_or(u32::MAX),
            blob: put(store, &by.organisation, &bytes)?,
        })
    }

    /// What a model, or the fallback, says as bytes, and of how many appointments.
    fn said(
        &self,
        by: &Principal,
        record: &ClinicRecord,
        task: ModelTask,
        model: Option<BlobHash>,
        ids: &[AppointmentId],
        as_of: Instant,
    ) -> Result<(Vec<u8>, usize), AppError> {
        let (store, desk) = (self.store().as_ref(), self.desk_of(by)?);
        let learning = |error: ForecastError| AppError::Learning(error.to_string());
        if task == ModelTask::NoShow {
            let model = desk.speaking.no_show(store, &by.organisation, model)?;
            let forecaster = Forecaster::new(record, as_of);
            let batch =
                forecaster.batch(model.as_deref(), ids, Stage::DayBefore, MOST_FACTORS).map_err(learning)?;
            return Ok((batch.to_bytes().map_err(learning)?, batch.predictions.len()));
        }
        let model = desk.speaking.duration(store, &by.organisation, model)?;
        let batch = LengthForecaster::new(record, model.as_deref(), as_of).batch(ids).map_err(learning)?;
        Ok((batch.to_bytes().map_err(learning)?, batch.forecasts.len()))
    }

    fn risks_of(
        &self,
        by: &Principal,
        ids: &[AppointmentId],
        stages: &[Stage],
    ) -> Result<DayRisks, AppError> {
        let desk = self.desk_of(by)?;
        let as_of = instant(self.clock().now_ms());
        let (head, speakers) = self.speakers(by)?;
        let record = desk.record.reaching(self.store().as_ref(), &by.organisation, head)?;
        let forecaster = Forecaster::new(&record, as_of);
        let mut lengths =
            LengthForecaster::new(&record, speakers.length.as_ref().map(|(_, model)| model.as_ref()), as_of);
        let no_show = speakers.no_show.as_ref().map(|(_, model)| model.as_ref());
        let mut risks = Vec::with_capacity(ids.len());
        for id in ids {
            // A patient who is here will not stay away any more.
            let waits = record.visit(*id).is_some_and(|visit| visit.ending().is_none());
            let mut said = Vec::new();
            for stage in stages.iter().filter(|_| waits) {
                match forecaster.predict(no_show, *id, *stage, MOST_FACTORS) {
                    Ok(risk) => said.push(risk),
                    // Nothing can be said of a visit that was booked when it had begun.
                    Err(ForecastError::NotPredictable { .. }) => {}
                    Err(error) => return Err(AppError::Learning(error.to_string())),
                }
            }
            let length = lengths.forecast(*id).map_err(|error| AppError::Learning(error.to_string()))?;
            risks.push(AppointmentRisk { appointment: *id, no_show: said, length });
        }
        Ok(DayRisks {
            as_of,
            head: record.head(),
            no_show_model: speakers.no_show.map(|(id, _)| id),
            length_model: speakers.length.map(|(id, _)| id),
            risks,
        })
    }

    /// The champions, read, and the head of the log that names them.
    pub(super) fn speakers(&self, by: &Principal) -> Result<(u64, Speakers), AppError> {
        let desk = self.desk_of(by)?;
        let (head, no_show, length) = {
            let state = desk.state()?;
            let learning = state.learning();
            (state.head(), champion(learning, ModelTask::NoShow), champion(learning, ModelTask::Duration))
        };
        let (store, organisation) = (self.store().as_ref(), &*by.organisation);
        let blob = |speaker: Option<(ModelId, BlobHash)>| speaker.map(|(_, blob)| blob);
        let no_show_model = desk.speaking.no_show(store, organisation, blob(no_show))?;
        let length_model = desk.speaking.duration(store, organisation, blob(length))?;
        let speakers = Speakers {
            no_show: no_show.map(|(id, _)| id).zip(no_show_model),
            length: length.map(|(id, _)| id).zip(length_model),
        };
        Ok((head, speakers))
    }
}

/// The booked appointments of a site on a local day, in order of start.
fn booked_on(state: &State, site: SiteId, date: Date) -> Result<Vec<AppointmentId>, AppError> {
    let about = state.catalogue().sites.get(&site).ok_or_else(|| AppError::NotFound(site.to_string()))?;
    let Some(day) = about.zone.day(date) else { return Ok(Vec::new()) };
    let visits = state.appointments_between(day, &state.resources_of(site));
    let waits = |status| matches!(status, Status::Booked | Status::Arrived | Status::CheckedIn);
    Ok(visits.into_iter().filter(|visit| waits(visit.status)).map(|visit| visit.id).collect())
}

/// Refuses a question about what is not there.
fn check_named(state: &State, question: &Question) -> Result<(), AppError> {
    match &question.about {
        About::Day(site, _) if !state.catalogue().sites.contains_key(site) => {
            Err(AppError::NotFound(site.to_string()))
        }
        About::Day(..) => Ok(()),
        About::Appointments(ids) => match ids.iter().find(|id| state.appointment(**id).is_none()) {
            Some(unknown) => Err(AppError::NotFound(unknown.to_string())),
            None => Ok(()),
        },
    }
}

/// The appointments that a question is about, as the record knew them at the moment: so a replay finds the same.
fn asked_about(record: &ClinicRecord, question: &Question, as_of: Instant) -> Vec<AppointmentId> {
    let (site, date) = match &question.about {
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
        task: question.task,
        model: None,
        head: 0,
        as_of: Instant::from_seconds(0),
        question: question.to_string().into(),
        count: 0,
        blob: BlobHash([0; 32]),
    };
    fingerprint(&Command::KeepPredictions { batch })
}
