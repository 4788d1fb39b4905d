//! How many will ask: of the services of the clinic, or in the words of telemedicine platforms.

use std::collections::BTreeMap;
use std::sync::Arc;

use lindley_domain::{ModelId, ModelTask};
use lindley_forecast::demand::{
    DemandAnswer, DemandBook, DemandError, DemandQuestion, PlatformNumbers, PlatformQuestion, Stretch,
    outlook, platform_answer,
};
use lindley_time::Instant;

use super::speaking_models::champion;
use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};
use crate::replica::instant;

/// The grouping of a demand report whose segments are horizons.
const HORIZON: &str = "horizon";

/// The head of the log, and the demand model that speaks there.
type Speaker = (u64, Option<(ModelId, Arc<DemandBook>)>);

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
    /// Numbers by specialty and stretch.
    pub numbers: PlatformNumbers,
}

impl App {
    /// How many will ask for services, as of now; whatever moment the question names is replaced.
    ///
    /// # Errors
    /// [`AppError::Learning`] for a service or site that is not there, or events that cannot be.
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
            let (head, speaker) = app.demand_speaker(&by)?;
            let record = desk.record.reaching(app.store().as_ref(), &by.organisation, head)?;
            let book = speaker.as_ref().map(|(_, book)| book.as_ref());
            let answer = outlook(&record, book, &DemandQuestion { as_of, ..question }).map_err(told)?;
            Ok(ForetoldDemand { model: speaker.map(|(id, _)| id), answer })
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
            let (head, speaker) = app.demand_speaker(&by)?;
            let kept = match &speaker {
                Some((id, _)) => app.coverage_by_horizon(&by, *id)?,
                None => BTreeMap::new(),
            };
            let record = desk.record.reaching(app.store().as_ref(), &by.organisation, head)?;
            let book = speaker.as_ref().map(|(_, book)| book.as_ref());
            let question = PlatformQuestion { as_of, ..question };
            let numbers = platform_answer(&record, book, &question, &kept).map_err(told)?;
            Ok(PlatformDemand { as_of, head: record.head(), numbers })
        })
        .await
    }

    fn demand_speaker(&self, by: &Principal) -> Result<Speaker, AppError> {
        let desk = self.desk_of(by)?;
        let (head, speaker) = {
            let state = desk.state()?;
            (state.head(), champion(state.learning(), ModelTask::Demand))
        };
        let blob = speaker.map(|(_, blob)| blob);
        let book = desk.speaking.demand(self.store().as_ref(), &by.organisation, blob)?;
        Ok((head, speaker.map(|(id, _)| id).zip(book)))
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

#[expect(clippy::needless_pass_by_value, reason = "what errors are mapped by")]
fn told(error: DemandError) -> AppError {
    AppError::Learning(error.to_string())
}
