//! How many will ask: of the services of the clinic, or in the words of telemedicine platforms.

use std::collections::BTreeMap;

use lindley_domain::{ModelId, ModelTask};
use lindley_forecast::demand::{
    DemandAnswer, DemandError, DemandQuestion, PlatformAnswer, PlatformQuestion, Stretch, outlook,
    platform_answer,
};
use lindley_forecast::record::ClinicRecord;
use lindley_time::Instant;

use super::speakers::Speakers;
use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};
use crate::replica::instant;

/// The grouping of a demand report whose segments are horizons.
const HORIZON: &str = "horizon";

/// How many will ask, and who says so.
#[derive(Clone, Debug)]
pub struct ForetoldDemand {
    /// The model that spoke; none where fallbacks did.
    pub model: Option<ModelId>,
    /// What was said.
    pub answer: DemandAnswer,
}

/// The same as a platform puts it.
#[derive(Clone, Debug)]
pub struct PlatformDemand {
    /// The moment as of which it was foretold.
    pub as_of: Instant,
    /// The head of the log that was read.
    pub head: u64,
    /// Numbers by specialty and stretch, and the events that moved nothing.
    pub answer: PlatformAnswer,
}

impl App {
    /// How many will ask for services, as of now; whatever moment the question names is replaced.
    ///
    /// # Errors
    /// [`AppError::DemandEvent`] for an event that cannot be, [`AppError::Learning`] for a service or site that is not there.
    pub async fn predict_demand(
        &self,
        by: &Principal,
        question: DemandQuestion,
    ) -> Result<ForetoldDemand, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            let as_of = instant(app.clock().now_ms());
            let desk = app.desk_of(&by)?;
            let (head, speakers) = app.champions(&by, &[ModelTask::Demand])?;
            let record = desk.record.reaching(app.store().as_ref(), &by.organisation, head)?;
            demand_at(&record, &speakers, &DemandQuestion { as_of, ..question })
        })
        .await
    }

    /// How many will ask for specialties, as of now; whatever moment the question names is replaced.
    ///
    /// # Errors
    /// As [`App::predict_demand`].
    pub async fn platform_demand(
        &self,
        by: &Principal,
        question: PlatformQuestion,
    ) -> Result<PlatformDemand, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            let as_of = instant(app.clock().now_ms());
            let desk = app.desk_of(&by)?;
            let (head, speakers) = app.champions(&by, &[ModelTask::Demand])?;
            let kept = match speakers.demand_id() {
                Some(id) => app.coverage_by_horizon(&by, id)?,
                None => BTreeMap::new(),
            };
            let record = desk.record.reaching(app.store().as_ref(), &by.organisation, head)?;
            let question = PlatformQuestion { as_of, ..question };
            let answer = platform_answer(&record, speakers.demand_book(), &question, &kept).map_err(told)?;
            Ok(PlatformDemand { as_of, head: record.head(), answer })
        })
        .await
    }

    /// What bands of each horizon have kept of their promise when the model's twin was judged.
    fn coverage_by_horizon(&self, by: &Principal, id: ModelId) -> Result<BTreeMap<Stretch, f64>, AppError> {
        let model = self.listed_model(by, id)?;
        let segments = model.about().report.segments.iter().filter(|segment| segment.grouping == HORIZON);
        let coverage = segments.filter_map(|segment| {
            Some((Stretch::parse(&segment.name)?, segment.measures.get("coverage")?.value))
        });
        Ok(coverage.collect())
    }
}

/// What a model, or fallbacks, say of demand as of the moment that the question names.
pub(super) fn demand_at(
    record: &ClinicRecord,
    speakers: &Speakers,
    question: &DemandQuestion,
) -> Result<ForetoldDemand, AppError> {
    let answer = outlook(record, speakers.demand_book(), question).map_err(told)?;
    Ok(ForetoldDemand { model: speakers.demand_id(), answer })
}

fn told(error: DemandError) -> AppError {
    match error {
        DemandError::Event { position, problem } => AppError::DemandEvent { position, problem },
        other => AppError::Learning(other.to_string()),
    }
}
