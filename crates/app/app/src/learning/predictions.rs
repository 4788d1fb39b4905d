//! What is foretold of appointments when somebody asks.

use lindley_domain::{AppointmentId, ModelId, ModelTask, SiteId, State, Status};
use lindley_forecast::ForecastError;
use lindley_forecast::no_show::{self, Forecaster, Stage};
use lindley_forecast::visit_length::{LengthForecast, LengthForecaster};
use lindley_time::Instant;
use lindley_time::civil::Date;

use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};
use crate::replica::instant;

/// Reasons that are told with a risk.
pub(super) const MOST_FACTORS: usize = 3;

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
    /// What makes the band of the last of them wider than its calibration alone, the widest first.
    pub unknowns: Vec<no_show::Unknown>,
    /// How long it will take.
    pub length: Option<LengthForecast>,
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

    fn risks_of(
        &self,
        by: &Principal,
        ids: &[AppointmentId],
        stages: &[Stage],
    ) -> Result<DayRisks, AppError> {
        let desk = self.desk_of(by)?;
        let as_of = instant(self.clock().now_ms());
        let (head, speakers) = self.champions(by, &[ModelTask::NoShow, ModelTask::Duration])?;
        let record = desk.record.reaching(self.store().as_ref(), &by.organisation, head)?;
        let forecaster = Forecaster::new(&record, as_of);
        let mut lengths = LengthForecaster::new(&record, speakers.length_model(), as_of);
        let mut risks = Vec::with_capacity(ids.len());
        for id in ids {
            // A patient who is here will not stay away any more.
            let waits = record.visit(*id).is_some_and(|visit| visit.ending().is_none());
            let mut said = Vec::new();
            for stage in stages.iter().filter(|_| waits) {
                match forecaster.predict(speakers.no_show_model(), *id, *stage, MOST_FACTORS) {
                    Ok(risk) => said.push(risk),
                    // Nothing can be said of a visit that was booked when it had begun.
                    Err(ForecastError::NotPredictable { .. }) => {}
                    Err(error) => return Err(AppError::Learning(error.to_string())),
                }
            }
            let unknowns = match said.last() {
                Some(newest) => forecaster.unknowns(speakers.no_show_model(), *id, newest.stage),
                None => Ok(Vec::new()),
            };
            let unknowns = unknowns.map_err(|error| AppError::Learning(error.to_string()))?;
            let length = lengths.forecast(*id).map_err(|error| AppError::Learning(error.to_string()))?;
            risks.push(AppointmentRisk { appointment: *id, no_show: said, unknowns, length });
        }
        Ok(DayRisks {
            as_of,
            head: record.head(),
            no_show_model: speakers.no_show_id(),
            length_model: speakers.length_id(),
            risks,
        })
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
